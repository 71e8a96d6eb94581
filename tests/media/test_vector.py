"""Shapes without a device, and how they become pixels."""

import math

import pytest
from PIL import Image

from plugins.media.grounds import star
from plugins.media.street_raster import Projection, fill
from plugins.media.vector import Contour, Shape, Tracing, bounds, circle, frame, polygon, rectangle

RED = (255, 0, 0)


def drawn(*contours: Contour, projection: Projection | None = None) -> Image.Image:
    card = Image.new("RGB", (60, 60))
    fill(card, contours, RED, projection or Projection())
    return card


def inked(card: Image.Image, at: tuple[int, int]) -> bool:
    pixel = card.getpixel(at)
    assert isinstance(pixel, tuple)
    return pixel[0] > 128


def test_a_circle_is_one() -> None:
    """Every point is as far from the middle as the radius, to 0.03 %; the hole runs the other way."""
    for is_hole in (False, True):
        points = circle((10, 20), 5, is_hole=is_hole).points()
        assert all(math.hypot(x - 10, y - 20) == pytest.approx(5, rel=3e-4) for x, y in points)
    assert circle((0, 0), 1).points()[1][0] > 0 > circle((0, 0), 1, is_hole=True).points()[1][0]


def test_bounds_hold_every_point_of_a_shape() -> None:
    """Curves too."""
    shape = Shape(contours=(circle((10, 20), 5), rectangle(0, 0, 3, 4)), ink=(0, 0, 0, 0))
    assert shape.bounds() == pytest.approx((0, 0, 15, 25))


def test_a_contour_is_enlarged_and_moved() -> None:
    """From the origin, then by x and y."""
    moved = Contour(start=(1, 2), segments=((3, 4), (1, 2, 3, 4, 5, 6))).moved(10, 20, 2)
    assert moved == Contour(start=(12, 24), segments=((16, 28), (12, 24, 16, 28, 20, 32)))


def test_shapes_that_overlap_add_up_and_holes_are_open() -> None:
    """Non-zero winding: a bar over the counter of Đ stays, the counter beside it is open."""
    card = drawn(circle((30, 30), 20), circle((30, 30), 12, is_hole=True), rectangle(5, 27, 55, 33))
    assert inked(card, (30, 14))
    assert inked(card, (30, 30))
    assert inked(card, (6, 30))
    assert not inked(card, (30, 22))
    assert not inked(card, (2, 2))


def test_two_shapes_over_each_other_stay_filled() -> None:
    """The same area twice is no hole."""
    assert inked(drawn(rectangle(10, 10, 50, 50), rectangle(20, 20, 40, 40)), (30, 30))


def test_edges_are_smooth_and_where_they_belong() -> None:
    """Half a pixel of ink is half a tone, and a rectangle has its area."""
    card = drawn(rectangle(10, 10, 20.5, 30))
    tones = card.getchannel("R").histogram()
    area = sum(tone * count for tone, count in enumerate(tones)) / 255
    assert area == pytest.approx(10.5 * 20, rel=0.04)


def test_what_lies_outside_of_the_card_is_left_out() -> None:
    """Nothing, a shape beyond the edge, and one that crosses it."""
    assert drawn().getbbox() is None
    assert drawn(rectangle(70, 70, 80, 80), rectangle(-20, -20, -10, -10)).getbbox() is None
    assert drawn(rectangle(70, 70, 80, 80)).getbbox() is None
    assert drawn(rectangle(-20, -20, 10, 10)).getbbox() == (0, 0, 10, 10)


def test_a_projection_scales_then_moves() -> None:
    """Millimetres to pixels."""
    assert drawn(rectangle(0, 0, 10, 10), projection=Projection(scale=2, left=5, top=7)).getbbox() == (5, 7, 25, 27)


def test_a_frame_is_a_line_along_the_inside() -> None:
    """Open in the middle."""
    card = drawn(*frame(5, 5, 55, 55, 4))
    assert inked(card, (7, 30))
    assert not inked(card, (12, 30))
    assert not inked(card, (3, 30))


def test_geometry_is_traced_as_it_is_drawn() -> None:
    """Polygons, rings and dots become contours that fill the same places."""
    tracing = Tracing()
    tracing.polygon(star((30, 30), 10))
    tracing.ring((30, 30), 25, 3)
    tracing.dot((30, 30), 12)
    card = drawn(*tracing.contours)
    assert [inked(card, (x, 30)) for x in (30, 38, 45, 53)] == [True, True, False, True]
    assert bounds(tracing.contours) == pytest.approx((5, 5, 55, 55))
    assert polygon([(0, 0), (1, 0), (1, 1)]).points() == [(0, 0), (1, 0), (1, 1)]


@pytest.mark.parametrize("turned", [False, True], ids=["clockwise", "counter-clockwise"])
def test_a_contour_that_crosses_itself_has_no_hole(turned: bool) -> None:
    """The arms of a narrow circumflex lie over one another under its tip: what is inside twice is filled, as in the print file."""
    arms = [(0.0, 60.0), (40.0, 0.0), (60.0, 0.0), (100.0, 60.0), (70.0, 60.0), (35.0, 10.0), (65.0, 10.0), (30.0, 60.0)]
    card = Image.new("RGB", (110, 70), (0, 0, 0))
    fill(card, [polygon(arms[::-1] if turned else arms)], (255, 255, 255))
    assert card.getpixel((50, 15)) == (255, 255, 255)
    assert card.getpixel((50, 55)) == (0, 0, 0)
    assert card.getpixel((50, 4)) == (255, 255, 255)
