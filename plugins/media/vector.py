"""Shapes without a device: closed contours of lines and curves in millimetres from the top left corner of the trim, and an ink.

From one list of shapes come the print file and its preview. Everything is a filled area (non-zero winding): lines are thin
areas, so no device decides how wide they are.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

Point = tuple[float, float]
#: two numbers: a line to there; six: a cubic curve, its two controls and its end
Segment = tuple[float, ...]
#: cyan, magenta, yellow, black in percent
Cmyk = tuple[int, int, int, int]

#: control of a quarter of a circle, the usual approximation: off by 0.03 % of the radius
_ARC = 4 / 3 * (math.sqrt(2) - 1)
#: lines for each curve when points are wanted
_STEPS = 10
#: shares of the four points of a curve at each corner
_SHARES = [((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3) for t in (step / _STEPS for step in range(1, _STEPS + 1))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contour:
    """A closed line."""

    start: Point
    segments: tuple[Segment, ...]

    def moved(self, x: float, y: float, scale: float = 1.0) -> "Contour":
        """The contour enlarged from the origin and moved."""
        segments = tuple(tuple(v * scale + (y if i % 2 else x) for i, v in enumerate(segment)) for segment in self.segments)
        return Contour(start=(self.start[0] * scale + x, self.start[1] * scale + y), segments=segments)

    def points(self) -> list[Point]:
        """Corners of a polygon that cannot be told from the contour."""
        points = [self.start]
        for segment in self.segments:
            if len(segment) == 2:
                points.append((segment[0], segment[1]))
                continue
            (x0, y0), (x1, y1, x2, y2, x3, y3) = points[-1], segment
            points += [(a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3) for a, b, c, d in _SHARES]
        return points


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """An area of one ink."""

    contours: tuple[Contour, ...]
    ink: Cmyk

    def bounds(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom end."""
        return bounds(self.contours)


def bounds(contours: Sequence[Contour]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom end of all contours; ValueError without any."""
    points = [point for contour in contours for point in contour.points()]
    return min(x for x, _ in points), min(y for _, y in points), max(x for x, _ in points), max(y for _, y in points)


def polygon(points: Sequence[Point]) -> Contour:
    """A contour of straight lines."""
    return Contour(start=points[0], segments=tuple(points[1:]))


def rectangle(left: float, top: float, right: float, bottom: float) -> Contour:
    """A rectangle, clockwise."""
    return polygon([(left, top), (right, top), (right, bottom), (left, bottom)])


def circle(centre: Point, radius: float, *, is_hole: bool = False) -> Contour:
    """A circle, clockwise; a hole runs the other way round."""
    x, y = centre
    r, k = radius, radius * _ARC
    turn = -1 if is_hole else 1
    segments = (
        (x + turn * k, y - r, x + turn * r, y - k, x + turn * r, y),
        (x + turn * r, y + k, x + turn * k, y + r, x, y + r),
        (x - turn * k, y + r, x - turn * r, y + k, x - turn * r, y),
        (x - turn * r, y - k, x - turn * k, y - r, x, y - r),
    )
    return Contour(start=(x, y - r), segments=segments)


def frame(left: float, top: float, right: float, bottom: float, width: float) -> tuple[Contour, Contour]:
    """The line of a width along the inside of a rectangle."""
    inner = [(left + width, bottom - width), (right - width, bottom - width), (right - width, top + width), (left + width, top + width)]
    return rectangle(left, top, right, bottom), polygon(inner)


class Tracing:
    """A surface of geometry, as `grounds.rosette` draws on one: keeps contours instead of pixels."""

    def __init__(self) -> None:
        self.contours: list[Contour] = []

    def polygon(self, points: list[Point], tone: int = 255) -> None:
        """Keep a polygon; the tone is a matter of the ink."""
        self.contours.append(polygon(points))

    def ring(self, centre: Point, radius: float, width: float, tone: int = 255) -> None:
        """Keep a circle line whose outer edge has this radius."""
        self.contours += [circle(centre, radius), circle(centre, radius - width, is_hole=True)]

    def dot(self, centre: Point, radius: float, tone: int = 255) -> None:
        """Keep a circle."""
        self.contours.append(circle(centre, radius))
