"""The prose of an entry as rules of language read it: one text, its words, and from an offset back to line and column.

Left out is what the ward did not word: `sources` cites titles of the press as they stand.
"""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from plugins.core.places import Places
from plugins.core.rules import Finding, Subject
from plugins.vietnamese.folding import fold
from plugins.vietnamese.lexicon import normal

#: Latin letters; those of other alphabets end a word like any sign
_WORD = re.compile("[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff]+")
_CITING_FIELD = "sources"
#: language of the entries that these rules judge
_VIETNAMESE = "vi"
#: a phrase goes on over a blank or the end of a line, never over an empty line or a sign
_MOST_BLANK = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningText:
    """The prose of one entry. Words are runs of letters; the tuples have one row for each word."""

    text: str
    places: Places
    #: offset of the text behind the front matter
    body: int
    words: tuple[str, ...]
    #: the same words in small letters and the old tone style
    plain: tuple[str, ...]
    starts: tuple[int, ...]

    def end(self, index: int) -> int:
        """Offset behind the word at `index`."""
        return self.starts[index] + len(self.words[index])

    def gap(self, index: int) -> str:
        """What stands between the word at `index` and the next; everything behind the last."""
        return self.text[self.end(index) : self.starts[index + 1]] if index + 1 < len(self.words) else self.text[self.end(index) :]

    def is_joined(self, index: int) -> bool:
        """Is only a blank, or the end of a line, between the word at `index` and the next?"""
        if index < 0 or index + 1 >= len(self.words):
            return False
        gap = self.gap(index)
        return 0 < len(gap) <= _MOST_BLANK and gap.isspace() and gap.count("\n") <= 1

    def is_phrase(self, index: int, count: int) -> bool:
        """Do the `count` words from `index` on follow each other with nothing but blanks between?"""
        return index + count <= len(self.words) and all(self.is_joined(at) for at in range(index, index + count - 1))

    def before(self, index: int) -> str:
        """The plain word in front of the word at `index`, when only a blank is between; else empty."""
        return self.plain[index - 1] if self.is_joined(index - 1) else ""

    def after(self, index: int) -> str:
        """The plain word behind the word at `index`, when only a blank is between; else empty."""
        return self.plain[index + 1] if self.is_joined(index) else ""

    def is_lone(self, index: int) -> bool:
        """Is the word no part of a longer sign: an address, a figure, a name with hyphen or apostrophe?"""
        start, end = self.starts[index], self.end(index)
        return not _is_attached(self.text[start - 1 : start], self.text[start - 2 : start - 1]) and not _is_attached(
            self.text[end : end + 1], self.text[end + 1 : end + 2]
        )

    def finding(self, start: int, end: int, message: str, suggestion: str = "", is_safe: bool = False) -> Finding:
        """A finding about the characters from `start` to `end`; over the end of a line, about those of its first line only."""
        line, column = self.places.of(start)
        line_end = self.text.find("\n", start, end)
        is_whole = line_end < 0
        return Finding(
            line=line,
            column=column,
            length=(end if is_whole else line_end) - start,
            message=message,
            suggestion=suggestion,
            is_safe=is_safe and is_whole and bool(suggestion),
        )


#: they tie a word to what is right behind them, and to nothing when that is a blank: an address, H'Mông, ki-lô-mét, và/hoặc
_TYING = frozenset("-‑–/.'’_")
#: they make another sign of a word: an account, a tag, km², a letter that Unicode has not composed
_CHANGING = frozenset("@#²³\u0300\u0301\u0303\u0309\u0323")


def _is_attached(sign: str, beyond: str) -> bool:
    """Does `sign`, right beside a word, make it part of something longer?"""
    return sign.isdigit() or sign in _CHANGING or (sign in _TYING and beyond.isalnum())


def running_text(subject: Subject) -> RunningText | None:
    """The prose of `subject`; None for an entry in another language."""
    if subject.entry is not None and subject.entry.lang != _VIETNAMESE:
        return None
    return _running_text(subject.prose, subject.body_line, _cited_lines(subject))


@functools.lru_cache(maxsize=4)  # the rules of one entry run one after the other and ask the same
def _running_text(prose: tuple[str, ...], body_line: int, cited: range) -> RunningText:
    lines = [" " * len(line) if number in cited else line for number, line in enumerate(prose, 1)]
    text = "\n".join(lines)
    places = Places(lines)
    words = tuple(_WORD.findall(text))
    return RunningText(
        text=text,
        places=places,
        body=places.start(body_line) if body_line <= len(lines) else len(text),
        words=words,
        plain=tuple(map(normal, words)),
        starts=_starts(text, words),
    )


def _starts(text: str, words: tuple[str, ...]) -> tuple[int, ...]:
    """Where each word stands; searching for the words is three times as fast as asking the pattern for its places."""
    starts, at = [], 0
    for word in words:
        at = text.index(word, at)
        starts.append(at)
        at += len(word)
    return tuple(starts)


def _cited_lines(subject: Subject) -> range:
    """Numbers of the lines of the field `sources`."""
    if _CITING_FIELD not in subject.fields:
        return range(0)
    first = subject.line_of(_CITING_FIELD)
    last = first
    while last < subject.body_line - 1 and last < len(subject.lines) and subject.lines[last][:1] in (" ", "-", "\t"):
        last += 1
    return range(first, last + 1)


@functools.lru_cache(maxsize=8192)
def folded(word: str) -> str:
    """`fold` of a word, remembered: texts repeat their words."""
    return fold(word)


def recased(right: str, written: tuple[str, ...]) -> str:
    """`right` in the capitals of the `written` words: all capitals, or the first letter of the first."""
    if all(word.isupper() for word in written) and sum(map(len, written)) > 1:
        return right.upper()
    return right[:1].upper() + right[1:] if written[0][:1].isupper() else right


def by_first_word(phrases: Iterable[tuple[str, ...]]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """`phrases` (plain words) under their first words, for `phrases_at`."""
    groups: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in phrases:
        groups[phrase[0]] = (*groups.get(phrase[0], ()), phrase)
    return groups


def phrases_at(text: RunningText, phrases: Mapping[str, tuple[tuple[str, ...], ...]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Where in `text` a phrase stands, given by its plain words under the first of them: (index of the word, phrase)."""
    for at, word in enumerate(text.plain):
        for phrase in phrases.get(word, ()):
            if text.plain[at : at + len(phrase)] == phrase and text.is_phrase(at, len(phrase)):
                yield at, phrase
