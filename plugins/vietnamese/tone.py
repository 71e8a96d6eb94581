"""Where the tone mark stands in open oa, oe, uy: hòa, khỏe, ủy (old style, the site's own) or hoà, khoẻ, uỷ (new style).

The two styles differ nowhere else: after q both write `quý`, before a final letter both write `hoàn`, `thuyền`.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from plugins.vietnamese.letters import TONES

# new spelling to old: oà to òa, uỷ to ủy
_OLD_OF = {
    first + unicodedata.normalize("NFC", second + tone): unicodedata.normalize("NFC", first + tone) + second
    for first, second in ("oa", "oe", "uy")
    for tone in TONES[1:]
}
_PAIRS = frozenset(_OLD_OF) | frozenset(_OLD_OF.values())


def _set_of(letters: set[str]) -> str:
    both = "".join(sorted(letters))
    return f"[{both}{both.upper()}]"


# two letters that end a word; one set in front, to which the engine skips
_PAIR = re.compile(f"{_set_of({pair[0] for pair in _PAIRS})}{_set_of({pair[1] for pair in _PAIRS})}(?![^\\W\\d_])")
# what may stand before them in a syllable, looked for in the four characters before
_ONSET = re.compile(r"(?:^|[\W\d_])((?:ngh|ng|nh|ch|gh|gi|kh|ph|th|tr|[bcdđghklmnprstvx])?)$", re.IGNORECASE)
_ONSET_LENGTH = 4


class ToneStyle(StrEnum):
    """Where the mark stands."""

    OLD = "old"
    NEW = "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSyllable:
    """A syllable that shows which style its writer uses."""

    #: offset of the first letter in the text
    start: int
    #: as written
    text: str
    style: ToneStyle


def open_syllables(text: str) -> tuple[OpenSyllable, ...]:
    """Every syllable of `text` (NFC) that shows a style, in order."""
    return tuple(
        OpenSyllable(start=onset, text=text[onset : match.end()], style=ToneStyle.NEW if match[0].lower() in _OLD_OF else ToneStyle.OLD)
        for onset, match in _found(text)
    )


def styles_used(text: str) -> frozenset[ToneStyle]:
    """Styles that `text` (NFC) uses: none, one, or both when it mixes them."""
    return frozenset(syllable.style for syllable in open_syllables(text))


def to_old_style(text: str) -> str:
    """`text` (NFC) with the tone marks of the site's style: `Uỷ ban, hoà` gives `Ủy ban, hòa`. Twice is once."""
    parts, position = [], 0
    for _, match in _found(text):
        parts += [text[position : match.start()], _old_spelling(match[0])]
        position = match.end()
    return "".join([*parts, text[position:]])


def _found(text: str) -> Iterator[tuple[int, re.Match[str]]]:
    """Offset of the syllable and match of its two vowels."""
    for match in _PAIR.finditer(text):
        if match[0].lower() in _PAIRS:
            before = text[max(0, match.start() - _ONSET_LENGTH) : match.start()]
            onset = _ONSET.search(before)
            if onset:
                yield match.start() - len(onset[1]), match


def _old_spelling(pair: str) -> str:
    old = _OLD_OF.get(pair.lower())
    if old is None:
        return pair
    return "".join(new.upper() if letter.isupper() else new for letter, new in zip(pair, old, strict=True))
