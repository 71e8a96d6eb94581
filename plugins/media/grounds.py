"""What stands behind the letters: gradients and ornament from plain geometry. No flag, no emblem.

The rosette takes the order of a bronze drum (a star of 14 rays, rings of dots, teeth and ringed dots), drawn anew from
circles and polygons. Pillow does not smooth shapes, so masks are drawn three times as large and reduced.
"""

import math
from collections.abc import Iterator
from typing import Protocol

from PIL import Image, ImageDraw

from plugins.media.formats import Format
from plugins.media.palettes import Palette

_OVERSAMPLING = 3
#: the drum has 14 rays; other bands follow in multiples
_RAYS = 14

Point = tuple[float, float]


class Surface(Protocol):
    """What geometry is drawn on: pixels here, outlines in vector.py. Clockwise shapes add up; `tone` is a grey of 255."""

    def polygon(self, points: list[Point], tone: int = 255) -> None:
        """Fill a polygon."""

    def ring(self, centre: Point, radius: float, width: float, tone: int = 255) -> None:
        """Draw a circle line of a width, inside the radius."""

    def dot(self, centre: Point, radius: float, tone: int = 255) -> None:
        """Fill a circle."""


class Mask:
    """A grey mask in pixels of the card, drawn large."""

    def __init__(self, size: tuple[int, int]) -> None:
        self.size = size
        self._large = Image.new("L", (size[0] * _OVERSAMPLING, size[1] * _OVERSAMPLING))
        self._draw = ImageDraw.Draw(self._large)

    def polygon(self, points: list[Point], tone: int = 255) -> None:
        """Fill a polygon."""
        self._draw.polygon([(x * _OVERSAMPLING, y * _OVERSAMPLING) for x, y in points], fill=tone)

    def ring(self, centre: Point, radius: float, width: float, tone: int = 255) -> None:
        """Draw a circle line of a width."""
        self._draw.ellipse(self._box(centre, radius), outline=tone, width=max(1, round(width * _OVERSAMPLING)))

    def dot(self, centre: Point, radius: float, tone: int = 255) -> None:
        """Fill a circle."""
        self._draw.ellipse(self._box(centre, radius), fill=tone)

    def image(self) -> Image.Image:
        """The mask at the size of the card."""
        return self._large.resize(self.size, Image.Resampling.BOX)

    def _box(self, centre: Point, radius: float) -> tuple[float, float, float, float]:
        x, y = centre
        return tuple(v * _OVERSAMPLING for v in (x - radius, y - radius, x + radius, y + radius))  # type: ignore[return-value]  # four by construction


def star(centre: Point, radius: float, points: int = 5, inner: float = 0.382) -> list[Point]:
    """Corners of a star; 0.382 makes the sides of five points run straight on."""
    corners = []
    for i in range(2 * points):
        length = radius if i % 2 == 0 else radius * inner
        corners.append(_at(centre, length, i / (2 * points)))
    return corners


def _at(centre: Point, radius: float, turn: float) -> Point:
    """The point at a part of a turn, clockwise from the top."""
    angle = 2 * math.pi * turn - math.pi / 2
    return centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle)


def _around(centre: Point, radius: float, count: int) -> Iterator[Point]:
    for i in range(count):
        yield _at(centre, radius, i / count)


def rosette(mask: Surface, centre: Point, unit: float, *, tone: int = 255) -> None:
    """The drum: `unit` is a hundredth of its radius, in pixels. Few and large shapes: each edge costs bytes in every card."""
    stroke = max(1.0, 0.5 * unit)
    mask.polygon(star(centre, 27 * unit, _RAYS, 0.36), tone)
    for radius in (32, 56, 72, 88, 100):
        mask.ring(centre, radius * unit, stroke, tone)
    for at in _around(centre, 37.5 * unit, 2 * _RAYS):
        mask.dot(at, 1.7 * unit, tone)
    _teeth(mask, centre, unit, 42.5, 53, 3 * _RAYS, tone)
    for at in _around(centre, 64 * unit, 2 * _RAYS):
        mask.ring(at, 4.4 * unit, stroke, tone)
        mask.dot(at, 1.6 * unit, tone)
    _teeth(mask, centre, unit, 85.5, 75, 4 * _RAYS, tone)
    for at in _around(centre, 94 * unit, 4 * _RAYS):
        mask.dot(at, 1.5 * unit, tone)


def _teeth(mask: Surface, centre: Point, unit: float, foot: float, tip: float, count: int, tone: int) -> None:
    half = 0.36 / count
    for i in range(count):
        turn = i / count
        mask.polygon([_at(centre, foot * unit, turn - half), _at(centre, tip * unit, turn), _at(centre, foot * unit, turn + half)], tone)


def radial(format_: Format, palette: Palette) -> Image.Image:
    """The ground colour in the middle, falling to the edge colour in the corners."""
    # Image.radial_gradient reaches 255 only in its own corners, which are the corners of the card
    fall = Image.radial_gradient("L").resize((format_.width, format_.height), Image.Resampling.BICUBIC)
    size = (format_.width, format_.height)
    return Image.composite(Image.new("RGB", size, palette.edge), Image.new("RGB", size, palette.ground), fall)
