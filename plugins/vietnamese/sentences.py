"""Cutting a paragraph into sentences, and counting its syllables. For all who measure or speak a text.

A full stop ends no sentence behind an abbreviation (TP. Hải Phòng), an initial (Nguyễn V. An), the number of a list (1. Mục đích),
inside a figure (1.234) or before a small letter (v.v. và).
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_SOURCE = Path(__file__).parent / "data" / "sentences.toml"
#: marks that may end a sentence, what may close behind them, and a blank
_END = re.compile(r"([.!?…;]+)[\"'”’»)\]*_]*(?:\s+|$)")
#: the word before a mark: as far back as a blank
_LONGEST_ABBREVIATION = 8
#: signs in front of the first letter of a sentence
_OPENING = "\"'“‘«([*_-–—"
#: I, II, 1, 1.2, a: what numbers a line
_LIST_NUMBER = re.compile(r"[\"'“(*_]*(?:[0-9]{1,3}(?:\.[0-9]{1,3})*|[IVXLC]+|[a-zđA-ZĐ])")
_LETTER_OR_FIGURE = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a paragraph."""

    #: offsets in the paragraph, `end` behind the last mark; blanks around are left out
    start: int
    end: int
    text: str

    @property
    def syllables(self) -> int:
        """How many syllables it has."""
        return count_syllables(self.text)


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(tomllib.loads(_SOURCE.read_text(encoding="utf-8"))["abbreviations"])


def count_syllables(text: str) -> int:
    """Syllables of `text` (NFC): Vietnamese writes them apart, so words between blanks. `05-NQ/TU`, `2026` and `km²` count one."""
    return sum(1 for word in text.split() if word[0].isalnum() or _LETTER_OR_FIGURE.search(word))


def split_sentences(paragraph: str) -> Iterator[Sentence]:
    """The sentences of one paragraph (NFC; newlines count as blanks), in order.

    A semicolon ends one too: what administrative texts string together with it are sentences in all but the capital.
    """
    start = 0
    for match in _END.finditer(paragraph):
        if _ends_here(paragraph, start, match):
            yield from _sentence(paragraph, start, match.end())
            start = match.end()
    yield from _sentence(paragraph, start, len(paragraph))


def _sentence(paragraph: str, start: int, end: int) -> Iterator[Sentence]:
    text = paragraph[start:end]
    words = text.strip()
    if words:
        first = start + len(text) - len(text.lstrip())
        yield Sentence(start=first, end=first + len(words), text=words)


def _ends_here(paragraph: str, start: int, match: re.Match[str]) -> bool:
    """Does the mark of `match` end the sentence that began at `start`?"""
    if match[1] == ";":
        return True
    following = paragraph[match.end() : match.end() + 8].lstrip(_OPENING + " ")[:1]
    if following.islower():
        return False
    if match[1] != ".":
        return True
    lead = paragraph[start : match.start()]
    if _LIST_NUMBER.fullmatch(lead[-_LONGEST_ABBREVIATION:].strip()) and len(lead.strip()) <= _LONGEST_ABBREVIATION:
        return False
    word = paragraph[max(start, match.start() - _LONGEST_ABBREVIATION) : match.start()].split()[-1:]
    last = word[0].lstrip(_OPENING) if word else ""
    is_initial = len(last) == 1 and last.isupper()
    return not (is_initial or last in _abbreviations())
