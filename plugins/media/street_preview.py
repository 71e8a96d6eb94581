"""The preview of a banner: how it looks when it is cut, with its dimensions; what is cut off stands pale around it.

About 1600 pixels on the long side, a palette PNG. Colours are those that a screen shows for the inks (street_colours.py).
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache, lru_cache

from PIL import Image

from plugins.media.palettes import Colour
from plugins.media.street_colours import PALETTES, StreetPalette, screen_colour
from plugins.media.street_drawing import Drawing, StreetView, draw_shapes, small_contours
from plugins.media.street_layout import small_width
from plugins.media.street_logo import fitted, open_logo
from plugins.media.street_places import Area
from plugins.media.street_raster import Projection, fill
from plugins.media.street_sizes import BLEED, StreetSize
from plugins.media.vector import Contour, Shape, rectangle

#: longest side in pixels
_LONG_SIDE = 1600
#: pixels around the banner: room for the height on the left, for width and caption below
_LEFT, _RIGHT, _TOP, _BOTTOM = 150, 40, 40, 84
_LEADING = 34
_TAG_HEIGHT = 62
_TYPE = 22.0
_LEAST_WIDTH = 620
_SHEET: Colour = (0xF4, 0xF4, 0xF2)
_PEN: Colour = (0x33, 0x33, 0x33)
_WARNING: Colour = (0xB0, 0x1E, 0x14)
_WHITE: Colour = (0xFF, 0xFF, 0xFF)
#: how much of the paper shows through what is cut off, of 255
_PALE = 120
_COLOURS = 128
#: of PNG: the best packing takes ten times as long for a tenth of the bytes
_PACKING = 4
#: steps between two colours
_SMOOTH = 8
#: ground, drums and frame come first in a drawing, alike for all slogans of a size: most of the work
_SHARED = 3
NOT_APPROVED = "CHƯA DUYỆT · KHÔNG IN"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """Sizes of a preview in pixels."""

    width: int
    height: int
    projection: Projection
    #: lines under the banner
    caption: tuple[str, ...]


@lru_cache(maxsize=1)  # the office and residents get the same, one right after the other
def draw_street_preview(view: StreetView) -> bytes:
    """The preview as PNG; SourceError says in Vietnamese what cannot be set or drawn."""
    drawing = draw_shapes(view)
    paper, projection = _paper(view.size, is_approved=bool(view.approval))
    card = paper.copy()
    _draw_banner(card, view, drawing, projection)
    target = io.BytesIO()
    _reduced(card, view).save(target, "PNG", compress_level=_PACKING)
    return target.getvalue()


@lru_cache(maxsize=4)
def _paper(size: StreetSize, *, is_approved: bool) -> tuple[Image.Image, Projection]:
    """What stands around all banners of a size, and where the banner goes; never drawn upon."""
    sheet = _sheet(size, is_approved=is_approved)
    card = Image.new("RGB", (sheet.width, sheet.height), _SHEET)
    _draw_dimensions(card, size, sheet.projection)
    for number, line in enumerate(sheet.caption):
        y = sheet.height - 24 - _LEADING * (len(sheet.caption) - 1 - number)
        fill(card, small_contours(line, (_LEFT, y), _TYPE, align=0.0), _PEN)
    if not is_approved:
        _draw_warning(card)
    return card, sheet.projection


def _sheet(size: StreetSize, *, is_approved: bool) -> _Sheet:
    width, height = size.width + 2 * BLEED, size.height + 2 * BLEED
    parts = (size.name, f"cắt còn {size.dimensions}", f"tệp in 1:{size.scale}", f"phần mờ: {BLEED} mm chừa xén")
    top = _TOP + (0 if is_approved else _TAG_HEIGHT)
    caption = (" · ".join(parts),) if width > height else parts
    bottom = _BOTTOM + _LEADING * len(caption)
    scale = min((_LONG_SIDE - _LEFT - _RIGHT) / width, (_LONG_SIDE - top - bottom) / height)
    return _Sheet(
        width=max(_LEAST_WIDTH, round(width * scale) + _LEFT + _RIGHT),
        height=round(height * scale) + top + bottom,
        projection=Projection(scale=scale, left=_LEFT + BLEED * scale, top=top + BLEED * scale),
        caption=caption,
    )


def _draw_banner(card: Image.Image, view: StreetView, drawing: Drawing, projection: Projection) -> None:
    size = view.size
    left, top = (round(v) for v in projection.point((-BLEED, -BLEED)))
    right, bottom = (round(v) for v in projection.point((size.width + BLEED, size.height + BLEED)))
    # on a card of its own, so that ornament ends with the bleed
    inside = Projection(scale=projection.scale, left=projection.left - left, top=projection.top - top)
    banner = _ground((right - left, bottom - top), drawing.shapes[:_SHARED], inside).copy()
    for shape in drawing.shapes[_SHARED:]:
        fill(banner, shape.contours, screen_colour(shape.ink), inside)
    if view.logo and drawing.layout.places.logo is not None:
        _paste_logo(banner, view, drawing.layout.places.logo, inside)
    (cut_left, cut_top), (cut_right, cut_bottom) = inside.point((0, 0)), inside.point((size.width, size.height))
    pale = Image.new("L", banner.size, _PALE)
    pale.paste(0, (round(cut_left), round(cut_top), round(cut_right), round(cut_bottom)))
    banner.paste(_SHEET, mask=pale)
    card.paste(banner, (left, top))


@lru_cache(maxsize=2)
def _ground(size: tuple[int, int], shapes: tuple[Shape, ...], projection: Projection) -> Image.Image:
    """What all slogans of a size share; never drawn upon."""
    banner = Image.new("RGB", size)
    for shape in shapes:
        fill(banner, shape.contours, screen_colour(shape.ink), projection)
    return banner


def _reduced(card: Image.Image, view: StreetView) -> Image.Image:
    """The card in few colours: with a logo in those that it has, else in those that are known, which takes a tenth of the time."""
    none = Image.Dither.NONE
    if view.logo:
        return card.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE, dither=none)
    return card.quantize(palette=_colours(view.palette), dither=none)


@cache
def _colours(palette: str) -> Image.Image:
    """A picture with all colours of a preview without a logo: inks, what lies between them, and what is cut off. Seeking takes longer."""
    inks = {field.name: screen_colour(getattr(PALETTES[palette], field.name)) for field in fields(StreetPalette) if field.name != "label"}
    pairs = [(inks["ground"], inks[name]) for name in ("ornament", "text", "accent", "small", "line")]
    pairs += [(inks["code_ground"], inks["code"]), (_SHEET, _PEN), (_WARNING, _WHITE), (inks["ground"], _SHEET), (inks["ornament"], _SHEET)]
    tones = {tone: None for ground, ink in pairs for tone in _between(ground, ink)}
    sample = Image.new("P", (1, 1))
    sample.putpalette([value for tone in tones for value in tone])
    return sample


def _between(ground: Colour, ink: Colour) -> Iterator[Colour]:
    """Both, and even steps between them: smoothed edges, and ground that is pale."""
    for step in range(_SMOOTH + 1):
        red, green, blue = (round(g + (i - g) * step / _SMOOTH) for g, i in zip(ground, ink, strict=True))
        yield red, green, blue


def _paste_logo(banner: Image.Image, view: StreetView, area: Area, projection: Projection) -> None:
    logo = open_logo(view.logo, view.logo_path)
    left, top, width, height = fitted(logo.width, logo.height, (area.left, area.top, area.width, area.height))
    small = logo.resize((max(1, round(width * projection.scale)), max(1, round(height * projection.scale))), Image.Resampling.LANCZOS)
    x, y = projection.point((left, top))
    banner.paste(small, (round(x), round(y)), mask=small)


def _draw_dimensions(card: Image.Image, size: StreetSize, projection: Projection) -> None:
    """Lines with ticks at the cut, the width under the banner and the height on its left."""
    left, top = projection.point((0, 0))
    right, bottom = projection.point((size.width, size.height))
    outside = BLEED * projection.scale
    y, x = bottom + outside + 18, left - outside - 18
    lines = [_line(left, y, right, y), _line(left, y - 9, left, y + 9), _line(right, y - 9, right, y + 9)]
    lines += [_line(x, top, x, bottom), _line(x - 9, top, x + 9, top), _line(x - 9, bottom, x + 9, bottom)]
    fill(card, lines, _PEN)
    fill(card, small_contours(f"{size.width} mm", ((left + right) / 2, y + 30), _TYPE), _PEN)
    fill(card, small_contours(f"{size.height} mm", (x - 12, (top + bottom) / 2 + 8), _TYPE, align=1.0), _PEN)


def _line(left: float, top: float, right: float, bottom: float) -> Contour:
    return rectangle(left - 1, top - 1, right + 1, bottom + 1)


def _draw_warning(card: Image.Image) -> None:
    """A tag over the banner: nobody takes the picture of an unapproved slogan for one that may be printed."""
    em = 1.2 * _TYPE
    width = small_width(NOT_APPROVED, em)
    fill(card, [rectangle(_LEFT, 22, _LEFT + width + 40, 70)], _WARNING)
    fill(card, small_contours(NOT_APPROVED, (_LEFT + 20, 56), em, align=0.0), _WHITE)
