"""The state of reading one block aloud: the text, how far it was read, and what was said.

A reader looks at the text from `scan.at` and answers with what it says for how much of it, or None for something that is not
its own. Readers see the text as written before and behind, so each decides alone and their order alone settles disputes.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from plugins.documents.spoken_capitals import CapitalWord, capital_words
from plugins.documents.spoken_vocabulary import Locality, Vocabulary

_REACH = 40
_JOINT = re.compile(r"\s{0,3}(?:,|và|hoặc|hay|;)\s{1,3}")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Said:
    """What a reader says."""

    #: offset behind what was read
    end: int
    #: words and pauses; empty for what is not heard
    words: str
    #: may "đến" stand between this and another figure?
    is_figure: bool = False
    #: is it a date?
    is_day: bool = False
    #: what the next figure behind a comma or "và" is too: the list of spoken.toml that said so ("gọi 114, 115")
    carries: str = ""


@dataclass(slots=True)
class Scan:
    """One block being read."""

    #: in the form of `spoken_text.plain`
    text: str
    vocabulary: Vocabulary
    locality: Locality
    #: the block is the term of a definition list
    is_term: bool = False
    at: int = 0
    #: was the last thing said a figure?
    after_figure: bool = False
    #: offset behind the last date; -1 before the first
    day_end: int = -1
    #: what was said last with `carries`, and the offset behind it
    carried: tuple[str, int] = ("", -1)
    #: words in capitals that no list knows, as offsets
    unknown: list[tuple[int, int]] = field(default_factory=list)

    _capitals: dict[int, CapitalWord] | None = None

    @property
    def capitals(self) -> dict[int, CapitalWord]:
        """The words in capitals by offset; looked for when the first one is read."""
        if self._capitals is None:
            self._capitals = capital_words(self.text, self.locality.names, self.is_known)
        return self._capitals

    def is_known(self, word: str) -> bool:
        """Does a list know the word as an abbreviation?"""
        return bool(self.vocabulary.words(word, self.locality))

    def is_in_capitals(self) -> bool:
        """Does the word at the place stand in a line that is printed large?"""
        word = self.capitals.get(self.at)
        return word is not None and word.is_in_line

    def lowered(self, word: str) -> str:
        """The word at the place, in capitals, in small letters."""
        known = self.capitals.get(self.at)
        return known.lowered if known else word.lower()

    def before(self, reach: int = _REACH) -> str:
        """The text before the place, as far as a word that decides may stand."""
        return self.text[max(0, self.at - reach) : self.at]

    def is_behind(self, words: str) -> bool:
        """Does a word of this list of spoken.toml stand right before?"""
        return self.vocabulary.behind[words].search(self.before()) is not None

    def is_of(self, words: str) -> bool:
        """Does a word of this list stand right before, or before the figures that this one is joined to?"""
        if self.is_behind(words):
            return True
        list_name, end = self.carried
        return list_name == words and _JOINT.fullmatch(self.text, end, self.at) is not None

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The pattern at the place."""
        return pattern.match(self.text, self.at)

    def end_of(self, pattern: re.Pattern[str]) -> int:
        """Offset behind the pattern at the place; the place itself without a match."""
        match = pattern.match(self.text, self.at)
        return match.end() if match else self.at

    @property
    def word(self) -> str:
        """The letters from the place on."""
        return self.text[self.at : self.end_of(_WORD)]

    def follows(self, end: int, count: int = 1) -> str:
        """The `count` characters from `end`; fewer at the end of the block."""
        return self.text[end : end + count]


Reader = Callable[[Scan], Said | None]


def ends_with_small_word(before: str) -> bool:
    """Does a word of two letters or more end the text, in small letters: `ông`, `Văn`? A letter behind it may end a sentence."""
    word = before.rstrip()[-2:]
    return len(word) == 2 and word.isalpha() and word[1].islower()
