"""A banner as shapes: ground, drums, frame, star, slogan, unit, code. The print file and its preview come from this one list.

No flag, no emblem: the drum is that of the cards, the star a plain one of five points. A supplied logo is no shape; see
street_logo.py.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from plugins.media.grounds import rosette, star
from plugins.media.street_code import code_shapes
from plugins.media.street_colours import PALETTES, StreetPalette
from plugins.media.street_fonts import SMALL_WEIGHT, TEXT_WEIGHT, cap_height, measure, word_contours
from plugins.media.street_layout import SMALL_WIDTH, UNITS, StreetLayout, set_slogan, small_measure, small_width
from plugins.media.street_places import SMALL_DROP
from plugins.media.street_sizes import BLEED, StreetSize
from plugins.media.typesetting import Line
from plugins.media.vector import Contour, Point, Shape, Tracing, bounds, frame, polygon, rectangle

#: distance from a line of small type to the next baseline, em
_UNIT_LEADING = 1.5
#: rules beside a lone connector: length and distance in em of the slogan, as wide as a stroke of the letters is thin
_RULE_LENGTH, _RULE_GAP, _RULE_WIDTH = 0.9, 0.28, 0.055


@dataclass(frozen=True, slots=True, kw_only=True)
class StreetView:
    """A slogan on one size, with all that shapes the bytes of its print file, preview and note."""

    #: path from content/, named when the slogan is refused
    source: str
    #: wording with marks: `|` break, `~` keep together, `**…**` emphasise
    text: str
    #: the unit; obligatory
    unit_line: str
    size: StreetSize
    #: `street_fonts.source_digest()`
    fonts: str
    #: key of `street_colours.PALETTES`
    palette: str = "co-do"
    #: number and date of the document that approved the slogan; empty: not approved, not to be printed
    approval: str = ""
    #: address in the QR code; empty: no code
    url: str = ""
    #: JPEG or PNG that the ward supplied, and its path for messages; empty: none
    logo: bytes = b""
    logo_path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """All shapes of a banner, back to front, and the layout they come from."""

    layout: StreetLayout
    palette: StreetPalette
    shapes: tuple[Shape, ...]


def layout_of(view: StreetView) -> StreetLayout:
    """The slogan set; SourceError as of `set_slogan`."""
    return set_slogan(view.text, view.unit_line, view.size, view.source, has_code=bool(view.url), has_logo=bool(view.logo))


@lru_cache(maxsize=1)  # print file, preview and note of a view follow each other
def draw_shapes(view: StreetView) -> Drawing:
    """The banner of a view; SourceError when the slogan or the address cannot be set (TT01)."""
    layout, palette = layout_of(view), PALETTES[view.palette]
    shapes = [*_ground(layout, palette), *_ornament(layout, palette, has_star=not view.logo)]
    shapes += _slogan(layout, palette)
    shapes += _unit(layout, palette)
    if layout.places.code is not None:
        shapes += code_shapes(view.url, layout.places.code, palette, view.source)
    return Drawing(layout=layout, palette=palette, shapes=tuple(shapes))


def _ground(layout: StreetLayout, palette: StreetPalette) -> Iterator[Shape]:
    size = layout.size
    yield Shape(contours=(rectangle(-BLEED, -BLEED, size.width + BLEED, size.height + BLEED),), ink=palette.ground)


def _ornament(layout: StreetLayout, palette: StreetPalette, *, has_star: bool) -> Iterator[Shape]:
    size, places = layout.size, layout.places
    yield Shape(contours=_drums(places.drums, places.drum_radius, size), ink=palette.ornament)
    inset, width = places.frame_inset, places.line_width
    yield Shape(contours=frame(inset, inset, size.width - inset, size.height - inset, width), ink=palette.line)
    if has_star and not places.is_long:
        yield Shape(contours=(polygon(star(places.star, places.star_radius)),), ink=palette.accent)


@lru_cache(maxsize=64)
def _drums(centres: tuple[Point, ...], radius: float, size: StreetSize) -> tuple[Contour, ...]:
    """What is seen of the drums: all slogans of a size share it."""
    drum = Tracing()
    for centre in centres:
        rosette(drum, centre, radius / 100)
    return tuple(contour for contour in drum.contours if _is_seen(contour, size))


def _is_seen(contour: Contour, size: StreetSize) -> bool:
    left, top, right, bottom = bounds([contour])
    return right > -BLEED and left < size.width + BLEED and bottom > -BLEED and top < size.height + BLEED


def _slogan(layout: StreetLayout, palette: StreetPalette) -> Iterator[Shape]:
    plain: list[Contour] = []
    emphasised: list[Contour] = []
    rules: list[Contour] = []
    for line in layout.layout.lines:
        for text, is_emphasised, at, em in _words(line, layout):
            (emphasised if is_emphasised else plain).extend(word_contours(text, at, em, layout.width, TEXT_WEIGHT))
        if line.is_connector:
            rules += _rules(line, layout)
    # a slogan without emphasis is all in the strong colour
    for contours, ink in ((plain, palette.text if emphasised else palette.accent), (emphasised, palette.accent), (rules, palette.line)):
        if contours:
            yield Shape(contours=tuple(contours), ink=ink)


def _words(line: Line, layout: StreetLayout) -> Iterator[tuple[str, bool, Point, float]]:
    """Each word of a line with its emphasis, the start of its baseline and its font size in mm, as the layout measured it."""
    area = layout.places.text
    em = line.size / UNITS
    space = measure(" ", layout.width).advance
    words = [(text, run.is_emphasised) for run in line.runs for text in run.text.split()]
    advances = [measure(text, layout.width).advance for text, _ in words]
    x = area.left + (area.width - em * (sum(advances) + space * (len(words) - 1))) / 2
    for (text, is_emphasised), advance in zip(words, advances, strict=True):
        yield text, is_emphasised, (x, area.top + line.baseline / UNITS), em
        x += em * (advance + space)


def _rules(line: Line, layout: StreetLayout) -> Iterator[Contour]:
    """A short rule on both sides of a connector, at half the height of its capitals."""
    area, em = layout.places.text, layout.layout.size / UNITS
    half = line.width / UNITS / 2 + _RULE_GAP * em
    length = min(_RULE_LENGTH * em, area.width / 2 - half)
    middle, y = area.left + area.width / 2, area.top + line.baseline / UNITS - cap_height() * line.size / UNITS / 2
    thick = _RULE_WIDTH * em / 2
    if length > em * 0.2:
        yield rectangle(middle - half - length, y - thick, middle - half, y + thick)
        yield rectangle(middle + half, y - thick, middle + half + length, y + thick)


def _unit(layout: StreetLayout, palette: StreetPalette) -> Iterator[Shape]:
    places, em = layout.places, layout.unit_size
    middle, baseline = places.unit.centre[0], places.unit.bottom - SMALL_DROP * em
    contours: list[Contour] = []
    for text in reversed(layout.unit):
        contours += small_contours(text, (middle, baseline), em)
        baseline -= _UNIT_LEADING * em
    yield Shape(contours=tuple(contours), ink=palette.small)
    yield from _beside_unit(layout, palette) if places.is_long else _over_unit(layout, palette, baseline)


def _beside_unit(layout: StreetLayout, palette: StreetPalette) -> Iterator[Shape]:
    """Star and hairline on both sides of the unit."""
    places, em = layout.places, layout.unit_size
    middle = places.unit.centre[0]
    y = places.unit.bottom - SMALL_DROP * em - cap_height() * em / 2
    half = max(small_width(text, em) for text in layout.unit) / 2
    length, thick = 4 * em, places.line_width / 2
    stars, lines = [], []
    for side in (-1, 1):
        stars.append(polygon(star((middle + side * (half + 1.0 * em), y), 0.42 * em)))
        start, end = sorted((middle + side * (half + 1.9 * em), middle + side * (half + 1.9 * em + length)))
        lines.append(rectangle(start, y - thick / 2, end, y + thick / 2))
    yield Shape(contours=tuple(stars), ink=palette.accent)
    yield Shape(contours=tuple(lines), ink=palette.line)


def _over_unit(layout: StreetLayout, palette: StreetPalette, top: float) -> Iterator[Shape]:
    """A hairline over the unit; `top` is the baseline that one more line would have."""
    places, em = layout.places, layout.unit_size
    middle, y, half = places.unit.centre[0], top - 0.15 * em, 2.0 * em
    yield Shape(contours=(rectangle(middle - half, y - places.line_width / 2, middle + half, y + places.line_width / 2),), ink=palette.line)


def small_contours(text: str, at: Point, em: float, *, align: float = 0.5) -> list[Contour]:
    """A line of small type whose left end (0), middle (0.5) or right end (1) on the baseline is `at`."""
    x = at[0] - align * small_width(text, em)
    contours: list[Contour] = []
    for word in text.split(" "):
        for i, letter in enumerate(word):
            # the length up to and with the letter, less the letter: its place with kerning
            place = small_measure(word[: i + 1]).advance - small_measure(letter).advance
            contours += word_contours(letter, (x + place * em, at[1]), em, SMALL_WIDTH, SMALL_WEIGHT)
        x += em * (small_measure(word).advance + small_measure(" ").advance)
    return contours
