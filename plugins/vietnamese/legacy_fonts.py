"""From a text typed for an old font to Unicode: TCVN3 (.VnTime) and VNI (VNI-Times), by the tables of data/legacy_fonts.toml.

Whether a text is of that kind, the name of its font says, or `legacy.py` by its letters. A conversion is a guess when only
letters speak: whoever converts shows the result to the editor.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from plugins.vietnamese.letters import TONES

_SOURCE = Path(__file__).parent / "data" / "legacy_fonts.toml"


class LegacyEncoding(StrEnum):
    """An encoding from before Unicode."""

    TCVN3 = "TCVN3"
    VNI = "VNI"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """One encoding: what stands in the file, and the letter that it means."""

    fonts: tuple[str, ...]
    letters: Mapping[str, str]
    pattern: re.Pattern[str]


def encoding_of_font(name: str) -> LegacyEncoding | None:
    """The encoding that a font of this name needs: `.VnTime` TCVN3, `VNI-Times` VNI, `Times New Roman` none."""
    plain = name.strip().lower()
    return next((encoding for encoding in LegacyEncoding if plain.startswith(_table(encoding).fonts)), None)


def is_capital_font(name: str) -> bool:
    """Does the font draw small letters as capitals, as .VnTimeH does?"""
    return encoding_of_font(name) is LegacyEncoding.TCVN3 and name.strip().endswith("H")


def to_unicode(text: str, encoding: LegacyEncoding) -> str:
    """`text` in Unicode, NFC. Signs that the encoding does not use stay: figures, stops, the letters of ASCII."""
    table = _table(encoding)
    return unicodedata.normalize("NFC", table.pattern.sub(lambda match: table.letters[match[0]], text))


@cache
def _table(encoding: LegacyEncoding) -> _Table:
    data = tomllib.loads(_SOURCE.read_text(encoding="utf-8"))
    own = data["tcvn3"] if encoding is LegacyEncoding.TCVN3 else data["vni"]
    letters = _tcvn3_letters(own) if encoding is LegacyEncoding.TCVN3 else _vni_letters(own)
    longest_first = sorted(letters, key=lambda sign: (-len(sign), sign))
    return _Table(fonts=tuple(own["fonts"]), letters=letters, pattern=re.compile("|".join(map(re.escape, longest_first))))


def _tcvn3_letters(data: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    letters = {sign: letter for letter, sign in data["letters"].items()}
    for vowel, signs in data["tones"].items():
        letters.update(zip(signs, (_toned(vowel, tone) for tone in TONES[1:]), strict=True))
    return letters


def _vni_letters(data: Mapping[str, Any]) -> dict[str, str]:
    """Every letter in three spellings: small, capital (AÙ), and a capital with a small sign (Aù), which typists mix."""
    alone = {sign: letter for letter, sign in data["letters"].items()}
    small = dict(alone)
    for vowel in data["tones"]["vowels"]:
        for sign, tone in zip(data["tones"]["signs"], TONES[1:], strict=True):
            small[vowel + sign] = _toned(alone.get(vowel, vowel), tone)
    for kind in ("hat", "bow"):
        for vowel, letter in data[kind]["vowels"].items():
            for sign, tone in zip(data[kind]["signs"], TONES, strict=True):
                small[vowel + sign] = _toned(letter, tone)
    mixed = {written.capitalize(): letter.upper() for written, letter in small.items()}
    return small | mixed | {written.upper(): letter.upper() for written, letter in small.items()}


def _toned(vowel: str, tone: str) -> str:
    return unicodedata.normalize("NFC", vowel + tone)
