"""Archivo, a typeface of variable width, for what hangs in the street: what letters it holds, how wide they run, their outlines.

The font (SIL OFL 1.1, no reserved name) comes from the package `fontpkg-archivo`; nothing is vendored. HarfBuzz shapes and
gives outlines, so no text reaches a print file and nothing depends on what the system has. Texts are NFC; lengths are in em.
"""

import hashlib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from pathlib import Path

import fontpkg_archivo as package

from plugins.core.errors import ConfigurationError, SourceError
from plugins.media.shaping import Face, Font, face_of, font_of, shaped
from plugins.media.typesetting import Extent, Measure
from plugins.media.vector import Contour, Point, Segment

_FILE = "Archivo[wdth,wght].ttf"
#: weights of the slogan and of small lines
TEXT_WEIGHT = 750
SMALL_WEIGHT = 600
#: normal width of the typeface, in its own percent
NORMAL_WIDTH = 100
#: widths that are tried: equal steps for the eye; under 62 the axis ends, over 112 letters look pulled
WIDTHS = (62, 67, 72, 78, 84, 92, 100, 106, 112)
#: round letters pass the lines a little, em; that is no mark
_OVERSHOOT = 0.02
#: kerning, and forms that stand well among capitals: a hyphen at half their height. No ligatures: letters are set one by one
_FEATURES = {"kern": True, "case": True, "liga": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A glyph of a word in its place."""

    #: number of the glyph in the font
    glyph: int
    #: where its origin stands, em from the start of the word, and over the baseline
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Shaped:
    """A word, shaped."""

    letters: tuple[Letter, ...]
    advance: float


@cache
def font_bytes() -> bytes:
    """The TrueType file; ConfigurationError when the installed package lacks it."""
    path = Path(package.ROOT) / "files" / _FILE
    if not path.is_file():
        raise ConfigurationError(_FILE, "thiếu tệp phông chữ; cài lại gói fontpkg-archivo.")
    return path.read_bytes()


@cache
def source_digest() -> str:
    """SHA-256 in hex of the font file: part of every view that it draws."""
    return hashlib.sha256(font_bytes()).hexdigest()


def licence_text() -> str:
    """The OFL text of the font."""
    return (Path(package.ROOT) / "LICENSE").read_text(encoding="utf-8").replace("\r\n", "\n")


@cache
def _face() -> Face:
    return face_of(font_bytes())


@cache
def _font(width: int, weight: int) -> Font:
    return font_of(_face(), {"wdth": width, "wght": weight})


@cache
def _letters() -> frozenset[int]:
    return frozenset(_face().unicodes)


def missing_letters(text: str) -> str:
    """Characters of a text that the font cannot draw, each once, sorted; judged in NFC."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(sorted({c for c in composed if ord(c) not in _letters() and not c.isspace()}))


def require_letters(text: str, source: str) -> None:
    """SourceError when the font lacks a character: it would be printed as an empty box."""
    if missing := missing_letters(text):
        shown = " ".join(f"“{c}” (U+{ord(c):04X})" for c in missing)
        raise SourceError(source, f"phông chữ của bản in không có ký tự {shown}; bỏ hoặc thay ký tự này.")


@lru_cache(maxsize=16384)
def shape(text: str, width: int, weight: int) -> Shaped:
    """The glyphs of a word at a width and weight, with kerning."""
    per_em, pen, letters = _face().upem, 0, []
    for glyph in shaped(_font(width, weight), text, _FEATURES):
        letters.append(Letter(glyph=glyph.number, x=(pen + glyph.x) / per_em, y=glyph.y / per_em))
        pen += glyph.advance
    return Shaped(letters=tuple(letters), advance=pen / per_em)


@lru_cache(maxsize=16384)
def measure(text: str, width: int = NORMAL_WIDTH, weight: int = TEXT_WEIGHT) -> Extent:
    """Extent of a word in em, with the letters that leave the band of capitals."""
    shaped = shape(text, width, weight)
    cap = _ink(_capital(width, weight), width, weight)[2]
    marks, rise, drop = [], 0.0, 0.0
    for letter in shaped.letters:
        left, right, over, under = _ink(letter.glyph, width, weight)
        over, under = over + letter.y, under - letter.y
        rise, drop = max(rise, over), max(drop, under)
        if over > cap + _OVERSHOOT or under > _OVERSHOOT:
            marks.append((letter.x + left, letter.x + right, over, under))
    return Extent(advance=shaped.advance, rise=rise, drop=drop, marks=tuple(marks))


def measure_at(width: int, weight: int = TEXT_WEIGHT) -> Measure:
    """`measure` at one width, for the layout."""
    return partial(measure, width=width, weight=weight)


@cache
def cap_height() -> float:
    """Height of capitals, em: the same at every width."""
    return measure("H").rise


@cache
def _capital(width: int, weight: int) -> int:
    return shape("H", width, weight).letters[0].glyph


@lru_cache(maxsize=16384)
def _ink(glyph: int, width: int, weight: int) -> tuple[float, float, float, float]:
    """Left and right end of the ink of a glyph, its height over the baseline and depth under it, em."""
    box = _font(width, weight).get_glyph_extents(glyph)
    if box is None:  # a space
        return 0.0, 0.0, 0.0, 0.0
    per_em = _face().upem
    right, bottom = box.x_bearing + box.width, box.y_bearing + box.height
    return box.x_bearing / per_em, right / per_em, box.y_bearing / per_em, -bottom / per_em


def word_contours(text: str, at: Point, size: float, width: int, weight: int) -> list[Contour]:
    """Outlines of a word: its baseline starts `at`, y grows downwards, `size` is the length of an em in the unit of `at`."""
    contours = []
    for letter in shape(text, width, weight).letters:
        for contour in _glyph_contours(letter.glyph, width, weight):
            contours.append(contour.moved(at[0] + letter.x * size, at[1] - letter.y * size, size))
    return contours


@lru_cache(maxsize=4096)
def _glyph_contours(glyph: int, width: int, weight: int) -> tuple[Contour, ...]:
    """Outlines of a glyph in em, y downwards, origin at its start on the baseline."""
    from fontTools.pens.recordingPen import RecordingPen  # here because the import takes a while, which no check should pay

    pen = RecordingPen()
    _font(width, weight).draw_glyph_with_pen(glyph, pen)
    contours: list[Contour] = []
    start: Point = (0.0, 0.0)
    segments: list[Segment] = []
    for operation, points in pen.value:
        placed = [(x / _face().upem, -y / _face().upem) for x, y in points]
        if operation == "moveTo":
            start, segments = placed[0], []
        elif operation == "closePath":
            contours.append(Contour(start=start, segments=tuple(segments)))
        elif operation == "lineTo":
            segments.append(placed[0])
        else:
            before = segments[-1][-2:] if segments else start
            segments.append(_cubic((before[0], before[1]), *placed))
    return tuple(contours)


def _cubic(start: Point, control: Point, end: Point) -> Segment:
    """The quadratic curve of TrueType as the cubic one of PDF, which holds it exactly."""
    (x0, y0), (cx, cy), (x, y) = start, control, end
    return x0 + (cx - x0) * 2 / 3, y0 + (cy - y0) * 2 / 3, x + (cx - x) * 2 / 3, y + (cy - y) * 2 / 3, x, y
