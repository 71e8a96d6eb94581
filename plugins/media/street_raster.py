"""Shapes as pixels: contours are filled by non-zero winding at three times the size and reduced, since Pillow does not smooth."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageDraw

from plugins.media.palettes import Colour
from plugins.media.vector import Contour, Point

_OVERSAMPLING = 3
#: contours with more corners than this are curves, which cross themselves in no letter of the typeface
_FEW = 16
_Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """From millimetres to pixels."""

    #: pixels in a millimetre
    scale: float = 1.0
    #: pixels of the origin
    left: float = 0.0
    top: float = 0.0

    def point(self, point: Point) -> Point:
        """A point in pixels."""
        return point[0] * self.scale + self.left, point[1] * self.scale + self.top


#: contours that are in pixels already
PIXELS = Projection()


def fill(card: Image.Image, contours: Sequence[Contour], colour: Colour, projection: Projection = PIXELS) -> None:
    """Fill the contours on a card; what lies outside of it is left out."""
    if not contours:
        return
    polygons = [[projection.point(point) for point in contour.points()] for contour in contours]
    xs, ys = [x for polygon in polygons for x, _ in polygon], [y for polygon in polygons for _, y in polygon]
    left, top = max(0, math.floor(min(xs))), max(0, math.floor(min(ys)))
    right, bottom = min(card.width, math.ceil(max(xs))), min(card.height, math.ceil(max(ys)))
    if left >= right or top >= bottom:
        return
    large = Image.new("L", ((right - left) * _OVERSAMPLING, (bottom - top) * _OVERSAMPLING))
    shifted = [[((x - left) * _OVERSAMPLING, (y - top) * _OVERSAMPLING) for x, y in polygon] for polygon in polygons]
    inside = [loop for polygon in shifted for loop in _loops(polygon)]
    if all(_doubled_area(polygon) > 0 for polygon in inside):  # without holes there is nothing to count
        pen = ImageDraw.Draw(large)
        for polygon in inside:
            pen.polygon([(x - 0.5, y - 0.5) for x, y in polygon], fill=255)
    else:
        for polygon in inside:
            _wind(large, polygon)
        large = large.point([0] + [255] * 255)
    card.paste(colour, (left, top, right, bottom), mask=large.reduce(_OVERSAMPLING))


def _wind(large: Image.Image, points: list[Point]) -> None:
    """Add one to the winding number of the pixels inside a polygon that runs clockwise, take one from those of another."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    box: _Box = (
        max(0, math.floor(min(xs))),
        max(0, math.floor(min(ys))),
        min(large.width, math.ceil(max(xs)) + 1),
        min(large.height, math.ceil(max(ys)) + 1),
    )
    if box[0] >= box[2] or box[1] >= box[3]:
        return
    one = Image.new("L", (box[2] - box[0], box[3] - box[1]))
    turn = 1 if _doubled_area(points) > 0 else 255
    # half a pixel: Pillow counts from the middle of pixels and fills the edge too
    ImageDraw.Draw(one).polygon([(x - box[0] - 0.5, y - box[1] - 0.5) for x, y in points], fill=turn)
    large.paste(ImageChops.add_modulo(large.crop(box), one), box)


def _loops(points: list[Point]) -> list[list[Point]]:
    """A polygon cut where it crosses itself: Pillow leaves out what lies inside twice, as under the tip of a narrow circumflex."""
    if len(points) > _FEW:
        return [points]
    edges = list(zip(points, [*points[1:], points[0]], strict=True))
    for i, one in enumerate(edges):
        for j in range(i + 2, len(edges)):
            if (i, j) != (0, len(edges) - 1) and (crossing := _crossing(one, edges[j])):
                return [*_loops([*points[: i + 1], crossing, *points[j + 1 :]]), *_loops([crossing, *points[i + 1 : j + 1]])]
    return [points]


def _crossing(one: tuple[Point, Point], other: tuple[Point, Point]) -> Point | None:
    """Where two edges cross, ends left out."""
    (x1, y1), (x2, y2) = one
    (x3, y3), (x4, y4) = other
    across = (x2 - x1) * (y4 - y3) - (y2 - y1) * (x4 - x3)
    if not across:
        return None
    at = ((x3 - x1) * (y4 - y3) - (y3 - y1) * (x4 - x3)) / across
    along = ((x3 - x1) * (y2 - y1) - (y3 - y1) * (x2 - x1)) / across
    return (x1 + at * (x2 - x1), y1 + at * (y2 - y1)) if 0 < at < 1 and 0 < along < 1 else None


def _doubled_area(points: list[Point]) -> float:
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(points, [*points[1:], points[0]], strict=True))
