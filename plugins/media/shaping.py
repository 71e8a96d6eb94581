"""HarfBuzz: which glyphs a text is set with, and how far each moves the pen, in units of the font; a font with some letters only."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import uharfbuzz as harfbuzz
from uharfbuzz import Face, Font

__all__ = ["Face", "Font", "Glyph", "advance_of", "face_of", "font_of", "shaped", "subset"]


class Glyph(NamedTuple):
    """A glyph of a shaped text."""

    #: in the font
    number: int
    #: its own shift from the pen
    x: int
    y: int
    #: how far the pen moves behind it, kerning included
    advance: int


def face_of(data: bytes) -> Face:
    """The face of a TrueType file."""
    return Face(data)


def font_of(face: Face, axes: Mapping[str, float] | None = None) -> Font:
    """A font of the face; of a variable one, at these places of its axes."""
    font = Font(face)
    if axes:
        font.set_variations(dict(axes))
    return font


def shaped(font: Font, text: str, features: Mapping[str, bool] | None = None) -> list[Glyph]:
    """The glyphs of a text in NFC, from left to right; `features` of OpenType over those that are usual."""
    buffer = _shaped(font, text, features)
    return [
        Glyph(info.codepoint, place.x_offset, place.y_offset, place.x_advance)
        for info, place in zip(buffer.glyph_infos or (), buffer.glyph_positions or (), strict=True)
    ]


def advance_of(font: Font, text: str) -> int:
    """How far a text in NFC moves the pen."""
    return sum([place.x_advance for place in _shaped(font, text).glyph_positions or ()])


def _shaped(font: Font, text: str, features: Mapping[str, bool] | None = None) -> harfbuzz.Buffer:
    buffer = harfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    harfbuzz.shape(font, buffer, dict(features or {}))
    return buffer


def subset(face: Face, characters: str, features: Iterable[str], names: Iterable[int]) -> bytes:
    """The TrueType file of a face with these characters, features of OpenType and names (ids of its table) alone; without hinting."""
    wanted = harfbuzz.SubsetInput()
    wanted.unicode_set.update(map(ord, characters))
    for kept, values in ((wanted.layout_feature_tag_set, map(_tag, features)), (wanted.name_id_set, names)):
        kept.clear()
        kept.update(values)
    wanted.flags = harfbuzz.SubsetFlags.NO_HINTING | harfbuzz.SubsetFlags.NOTDEF_OUTLINE
    cut: bytes = harfbuzz.subset(face, wanted).blob.data
    return cut


def _tag(name: str) -> int:
    """A tag of OpenType as HarfBuzz counts it."""
    return int.from_bytes(name.encode("ascii"), "big")
