"""Is a word a possible Vietnamese syllable? Onset, rhyme and tone are looked at one by one; both tone styles and y for i count.

The lists are in data/syllables.toml. `ký` and `kí`, `hòa` and `hoà` are possible; `nghành`, `cuả`, `hoạch` without its tone are not.
"""

import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from plugins.vietnamese.letters import TONED_VOWELS, TONES, VOWELS

_DATA = Path(__file__).parent / "data"
#: tone by number, as in `TONES`: sắc and nặng, which a stop at the end asks for
SHARP_TONES = frozenset({4, 5})
#: each toned vowel without its tone, and the number of the tone in `TONES`
_VOWEL_AND_TONE = {letter: (VOWELS[index // len(TONES)], index % len(TONES)) for index, letter in enumerate(TONED_VOWELS)}
_BACK_VOWELS = frozenset("aăâoôơuư")
_FRONT_VOWELS = frozenset("eêi")
#: rhymes that begin with a rounded glide; behind the sound k they are written qu
_ROUNDED = ("oa", "oă", "oe", "uâ", "uê", "uơ", "uy")
#: vowels that carry a mark of their own: the tone goes to the last of them
_MARKED_VOWELS = frozenset("ăâêôơư")
#: longest first
_ONSET_LENGTHS = (3, 2, 1, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """A word taken apart, possible or not."""

    #: small letters without tones
    letters: str
    #: number of the tone in `letters.TONES`; 0 for none
    tone: int
    #: index of the letter that carries it; -1 for none
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tables:
    """data/syllables.toml, ready to look up."""

    free: frozenset[str]
    back: frozenset[str]
    front: frozenset[str]
    before_y: frozenset[str]
    #: rhyme to the indices at which its tone may stand
    rhymes: Mapping[str, frozenset[int]]
    alone: Mapping[str, frozenset[int]]
    after_gi: Mapping[str, frozenset[int]]
    gi_with_i: Mapping[str, frozenset[int]]
    after_qu: Mapping[str, frozenset[int]]


@cache
def _tables() -> _Tables:
    data = tomllib.loads((_DATA / "syllables.toml").read_text(encoding="utf-8"))
    onsets, rhymes = data["onsets"], data["rhymes"]
    common = _with_places([*rhymes["open"], *rhymes["nasal"], *rhymes["stop"]])
    return _Tables(
        free=frozenset(onsets["free"]),
        back=frozenset(onsets["back"]),
        front=frozenset(onsets["front"]),
        before_y=frozenset(onsets["before_y"]),
        rhymes=common,
        alone=_with_places(rhymes["alone"]),
        after_gi={rhyme: places for rhyme, places in common.items() if rhyme[0] not in "iy"} | _with_places(data["gi"]["only"]),
        gi_with_i=_with_places(data["gi"]["with_i"]),
        after_qu=_with_places(data["qu"]["rhymes"]),
    )


def _with_places(rhymes: list[str]) -> dict[str, frozenset[int]]:
    return {rhyme: _tone_places(rhyme) for rhyme in rhymes}


def _tone_places(rhyme: str) -> frozenset[int]:
    """Where the tone of `rhyme` stands: one place, or both styles of open oa, oe, uy."""
    marked = [index for index, letter in enumerate(rhyme) if letter in _MARKED_VOWELS]
    if marked:
        return frozenset({marked[-1]})
    vowels = [index for index, letter in enumerate(rhyme) if letter in VOWELS]
    if len(vowels) == 1:
        return frozenset({0})
    if vowels[-1] + 1 < len(rhyme):  # a final letter follows: toàn, thuỳnh
        return frozenset({vowels[-1]})
    if len(vowels) == 3:  # ngoài, khuỷu, khuya
        return frozenset({1})
    return frozenset({0, 1}) if rhyme in ("oa", "oe", "uy") else frozenset({0})


def spelling(word: str) -> Spelling | None:
    """`word` (NFC, any case) taken apart; None when it has two tones."""
    letters = []
    tone, place = 0, -1
    for index, letter in enumerate(word.lower()):
        plain, own = _VOWEL_AND_TONE.get(letter, (letter, 0))
        letters.append(plain)
        if own:
            if tone:
                return None
            tone, place = own, index
    return Spelling(letters="".join(letters), tone=tone, place=place)


@lru_cache(maxsize=16384)
def is_syllable(word: str) -> bool:
    """Is `word` (NFC, any case) a possible syllable? Whether it means anything is not asked: `khẫu` is possible."""
    taken = spelling(word)
    return taken is not None and any(_fits(taken, start, places) for start, places in _readings(taken.letters))


def _fits(taken: Spelling, start: int, places: frozenset[int]) -> bool:
    if taken.tone and taken.place - start not in places:
        return False
    return not is_stopped(taken.letters[start:]) or taken.tone in SHARP_TONES


def is_stopped(rhyme: str) -> bool:
    """Does `rhyme` end in c, ch, p or t, which go with sắc and nặng only?"""
    return rhyme.endswith(("c", "ch", "p", "t"))


def with_tone(letters: str, tone: int) -> Iterator[str]:
    """Every possible syllable of these `letters` (small, no tone) with this tone: one, or two where the styles differ."""
    for start, places in _readings(letters):
        for place in sorted(places) if tone else ():
            at = start + place
            word = letters[:at] + unicodedata.normalize("NFC", letters[at] + TONES[tone]) + letters[at + 1 :]
            if is_syllable(word):
                yield word
    if not tone and is_syllable(letters):
        yield letters


def _readings(letters: str) -> Iterator[tuple[int, frozenset[int]]]:
    """Each way to cut `letters` into onset and rhyme: where the rhyme begins, and the places of its tone."""
    tables = _tables()
    for length in _ONSET_LENGTHS:
        onset, rhyme = letters[:length], letters[length:]
        if len(onset) == length and rhyme:
            places = _places_behind(tables, onset, rhyme)
            if places:
                yield length, places


def _places_behind(tables: _Tables, onset: str, rhyme: str) -> frozenset[int] | None:
    if onset == "gi":
        return tables.after_gi.get(rhyme)
    if onset == "qu":
        return tables.after_qu.get(rhyme)
    if onset == "g" and rhyme[0] == "i":
        return tables.gi_with_i.get(rhyme)
    places = tables.rhymes.get(rhyme)
    if not onset:
        return tables.alone.get(rhyme) if rhyme[:2] in ("iê", "yê") else places
    is_meeting = onset in tables.free or _agree(tables, onset, rhyme)
    return places if is_meeting and (rhyme != "y" or onset in tables.before_y) else None


def _agree(tables: _Tables, onset: str, rhyme: str) -> bool:
    """c or k, g or gh, ng or ngh: which one, the vowel behind decides."""
    first = rhyme[0]
    if onset in tables.back:
        return first in _BACK_VOWELS and not (onset == "c" and rhyme.startswith(_ROUNDED))
    return onset in tables.front and (first in _FRONT_VOWELS or (onset == "k" and first == "y"))
