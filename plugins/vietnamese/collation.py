"""Vietnamese alphabetical order: a ă â b c d đ e ê … and the tones ngang, huyền, hỏi, ngã, sắc, nặng, one syllable after the other."""

import re
import unicodedata

from plugins.vietnamese.letters import TONES

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TOKEN = re.compile(r"([0-9]+)|[^\W\d_]+")

# digits before letters, so that “5 không” stands before “An toàn”
_DIGITS, _LETTERS = 0, 1

#: one syllable or number: its class, the length of a number, its letters by rank, its tones by rank
Token = tuple[int, int, str, str]
Key = tuple[tuple[Token, ...], str]


class _Ranks(dict[int, str | None]):
    """A table for str.translate that also knows letters of other alphabets: ñ sorts as n, and what is no Latin letter after z."""

    def __missing__(self, codepoint: int) -> str | None:
        base = unicodedata.normalize("NFD", chr(codepoint))[0]
        rank = self[ord(base)] if ord(base) != codepoint and ord(base) in self else chr(codepoint)
        self[codepoint] = rank
        return rank


def _tables() -> tuple[_Ranks, dict[int, str | None]]:
    ranks, tones = _Ranks(), {}
    for rank, letter in enumerate(_ALPHABET):
        for tone, mark in enumerate(TONES):
            toned = unicodedata.normalize("NFC", letter + mark)
            if len(toned) == 1:
                ranks[ord(toned)] = chr(ord("A") + rank)
                tones[ord(toned)] = str(tone) if tone else None
    return ranks, tones


_RANKS, _TONE_RANKS = _tables()


def sort_key(text: str) -> Key:
    """Key for `sorted`: syllable by syllable, letters first and then the tone; numbers by value; case and signs decide last."""
    plain = unicodedata.normalize("NFC", text)
    tokens = tuple(_number(match[1]) if match[1] else _syllable(match[0]) for match in _TOKEN.finditer(plain.lower()))
    return tokens, plain


def _number(digits: str) -> Token:
    significant = digits.lstrip("0")
    # compared by length and digits: int() refuses very long ones
    return _DIGITS, len(significant), significant, ""


def _syllable(word: str) -> Token:
    # letters without a tone keep their place as none, so that "ba" and "bà" differ and a foreign word may bear two tones
    tones = "".join(_TONE_RANKS.get(ord(letter)) or "0" for letter in word).strip("0")
    return _LETTERS, 0, word.translate(_RANKS), tones
