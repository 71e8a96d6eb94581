"""The marks of an author in a slogan: `|` breaks the line here, `~` keeps two words together, `**…**` emphasises."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

_PIECE = re.compile(r"\*\*|[|~\u00a0]|\s+|(?:[^\s|~*]|\*(?!\*))+")


class MarkError(ValueError):
    """The marks of a slogan do not fit together; `str()` is the Vietnamese reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedWord:
    """One word, that is one syllable with the signs that touch it, as the author wrote it."""

    text: str
    #: inside `**…**`
    is_emphasised: bool = False
    #: `|` behind it: a line ends here
    must_break: bool = False
    #: `~` behind it: no line ends here
    must_keep: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedText:
    """A slogan, read."""

    words: tuple[MarkedWord, ...]

    @property
    def plain(self) -> str:
        """The wording without marks, one space between words."""
        return " ".join(word.text for word in self.words)


def parse_marked(text: str) -> MarkedText:
    """Words and marks of `text` (NFC); no words for a blank one. A no-break space counts as `~`, a newline as a space.

    MarkError when an emphasis is not closed. Where `|` and `~` meet, `|` wins.
    """
    # pieces, emphasis and the signs behind each word; the frozen words are made at the end
    words: list[tuple[list[str], bool, set[str]]] = []
    is_emphasised, is_inside = False, False
    for piece in _PIECE.findall(text):
        if piece == "**":
            is_emphasised = not is_emphasised
        elif piece in "|~\u00a0" or piece.isspace():
            is_inside = False
            if words:
                words[-1][2].add(piece)
        elif is_inside:
            words[-1][0].append(piece)
        else:
            words.append(([piece], is_emphasised, set()))
            is_inside = True
    if is_emphasised:
        raise MarkError("Dấu nhấn mạnh “**” mở ra mà chưa đóng: viết **như thế này**.")
    return MarkedText(words=tuple(_word(*word) for word in words))


def _word(pieces: Iterable[str], is_emphasised: bool, signs: Collection[str]) -> MarkedWord:
    must_break = "|" in signs
    must_keep = not must_break and ("~" in signs or "\u00a0" in signs)
    return MarkedWord(text="".join(pieces), is_emphasised=is_emphasised, must_break=must_break, must_keep=must_keep)
