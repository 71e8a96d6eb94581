"""Which files are made of a picture that editors supply: widths and encodings, decided without touching a pixel.

    nature (width, height, drawing or photograph) -> variants: plain files (JPEG, or PNG) and the same as WebP, smallest first

The text column is 648 px wide at most (36 rem of 18 px), on a phone of 360 px 324 px, and screens have one to three pixels for each:
648 (a desktop; a phone of two), 972 (a phone of three), 1296 (a laptop of two), 480 for the cheapest. So nobody loads twice what is seen.
"""

from dataclasses import dataclass
from typing import NamedTuple

#: pixels
WIDTHS = (480, 660, 1000, 1320)
#: a step that saves less than this part of the whole is left out
_WORTH = 0.85
#: width of the plain file for browsers without WebP, which are old and small; the largest is there too, for social networks
_PLAIN = 660


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureNature:
    """What decides how a picture is shown; kept with the file."""

    #: pixels, upright
    width: int
    height: int
    #: few colours: lines and letters, which JPEG smears
    is_drawing: bool = False


class Variant(NamedTuple):
    """A file to make of a picture; pixels."""

    width: int
    height: int
    #: ending of the file: webp, jpg, png
    encoding: str


def height_at(width: int, nature: PictureNature) -> int:
    """Height of the picture when it is `width` wide."""
    return max(1, round(nature.height * width / nature.width))


def widths_of(width: int) -> tuple[int, ...]:
    """In which widths a picture so wide is shown, smallest first."""
    largest = min(width, WIDTHS[-1])
    return *(step for step in WIDTHS if step <= _WORTH * largest), largest


def variants(nature: PictureNature) -> tuple[Variant, ...]:
    """Every file of a picture: the plain ones, then WebP, each smallest first. None is wider than the picture."""
    widths = widths_of(nature.width)
    largest = widths[-1]
    plain = "png" if nature.is_drawing else "jpg"
    few = dict.fromkeys((next((width for width in widths if width >= _PLAIN), largest), largest))
    rows = [(width, plain) for width in few] + [(width, "webp") for width in widths]
    return tuple(Variant(width, height_at(width, nature), encoding) for width, encoding in rows)
