"""Words in capitals only: which of them are words that somebody printed large (`MỤC ĐÍCH`), and which may be abbreviations (`UBND`)."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from plugins.vietnamese.lexicon import lexicon, normal

# the shape of a syllable, without regard to what combinations the language allows
_SYLLABLE = re.compile(r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|th|tr|qu|[bcdđghklmnprstvx])?[aăâeêioôơuưy]{1,3}(?:ng|nh|ch|[cmnpt])?", re.IGNORECASE)
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_LONGEST_NAME = 5


def without_tones(word: str) -> str:
    """`word` without its tone marks, and with those of its vowels: `MỤC` gives `MUC`, `TUYÊN` stays. NFC in and out."""
    return unicodedata.normalize("NFC", _TONES.sub("", unicodedata.normalize("NFD", word)))


@lru_cache(maxsize=4096)
def is_syllable(word: str) -> bool:
    """Could `word` be spoken as one Vietnamese syllable? `BAN`, `TU`, `QUYỀN`; not `UBND`, `TDP`."""
    return _SYLLABLE.fullmatch(without_tones(word)) is not None


@lru_cache(maxsize=4096)
def has_vowel_marks(word: str) -> bool:
    """Does a vowel of `word` bear a mark? An abbreviation is made of first letters, which have at most a đ."""
    plain = unicodedata.normalize("NFD", word)
    return any(unicodedata.combining(letter) for letter in plain)


def is_printed_large(word: str) -> bool:
    """Is `word`, in capitals, surely a word and no abbreviation: `PHƯỜNG`, `KHÔNG`?"""
    return has_vowel_marks(word) and is_syllable(word)


def lowered(words: Sequence[str], names: tuple[str, ...] = ()) -> list[str]:
    """`words` of a text in capitals in small letters; those of names, of the word list or of `names`, keep a first capital."""
    low = [word.lower() for word in words]
    keys = tuple(normal(word) for word in low)
    known = lexicon(names).names
    place = 0
    while place < len(low):
        lengths = range(min(_LONGEST_NAME, len(low) - place), 1, -1)
        length = next((length for length in lengths if keys[place : place + length] in known), 0)
        low[place : place + length] = [word.capitalize() for word in low[place : place + length]]
        place += max(length, 1)
    return low
