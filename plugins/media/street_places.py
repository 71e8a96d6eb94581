"""Where things stand on a banner: slogan, unit, star, drum, code, logo. Millimetres from the top left corner of the trim.

Long banners are read along: drums at both ends, the unit under the slogan. What is higher than it is wide is read down: star
and drum over the slogan, the unit at the foot. Letters keep `TEXT_MARGIN` from the cut; ornament may be cut.
"""

from dataclasses import dataclass

from plugins.media.street_fonts import cap_height
from plugins.media.street_sizes import TEXT_MARGIN, StreetKind, StreetSize
from plugins.media.vector import Point

#: from this ratio of width to height on a banner is read along
_LONG = 2.2
#: marks over and dots under capitals of small lines, em; the highest and lowest letters of the font
SMALL_RISE, SMALL_DROP = 1.06, 0.21
#: letters like X lean a little out of their width, mm at the largest size
_LEAN = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A rectangle."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Right end."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Lower end."""
        return self.top + self.height

    @property
    def centre(self) -> Point:
        """Middle."""
        return self.left + self.width / 2, self.top + self.height / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """What stands where on one size."""

    is_long: bool
    #: the slogan
    text: Area
    #: the unit; lines are centred in it, the last at its lower end
    unit: Area
    #: font size of the unit: wanted
    unit_size: float
    star: Point
    star_radius: float
    #: middles of the drums, and their radius
    drums: tuple[Point, ...]
    drum_radius: float
    #: distance of the frame from the trim, and how wide its line is
    frame_inset: float
    line_width: float
    code: Area | None = None
    logo: Area | None = None


def places_on(size: StreetSize, *, unit_lines: int, has_code: bool, has_logo: bool) -> Places:
    """The places on a size, for a unit of so many lines."""
    if size.width >= _LONG * size.height:
        return _along(size, unit_lines, has_code=has_code, has_logo=has_logo)
    return _down(size, unit_lines, has_code=has_code, has_logo=has_logo)


def unit_size_on(size: StreetSize) -> float:
    """Wanted font size of the unit, mm."""
    wanted = 0.038 * size.height if size.width >= _LONG * size.height else min(0.046 * size.width, 0.0155 * size.height)
    return min(110.0, max(22.0, wanted)) / cap_height()


def _inset(size: StreetSize) -> float:
    """Distance of the frame from the trim: outside of what a hem takes."""
    return max(40.0, 0.036 * min(size.width, size.height))


def _unit_height(em: float, lines: int) -> float:
    return em * (SMALL_RISE + SMALL_DROP + 1.5 * (lines - 1))


def _along(size: StreetSize, unit_lines: int, *, has_code: bool, has_logo: bool) -> Places:
    width, height = size.width, size.height
    margin = max(float(TEXT_MARGIN) + _LEAN, 0.09 * height)
    em = unit_size_on(size)
    unit_height = _unit_height(em, unit_lines)
    side = min(0.5 * height, height - 2 * margin)
    # the ends belong to the drums: letters keep a little more than the margin from them
    end = margin + 0.16 * height
    left = end + (side + 0.12 * height if has_logo else 0)
    right = width - end - (side + 0.12 * height if has_code else 0)
    unit = Area(left=left, top=height - margin - unit_height, width=right - left, height=unit_height)
    middle = height / 2
    return Places(
        is_long=True,
        text=Area(left=left, top=margin, width=right - left, height=unit.top - margin - 0.058 * height),
        unit=unit,
        unit_size=em,
        star=(0, 0),
        star_radius=0.5 * em,
        drums=((0, middle), (width, middle)),
        drum_radius=min(0.86 * height, 0.2 * width),
        frame_inset=_inset(size),
        line_width=max(4.0, 0.008 * height),
        code=Area(left=width - end - side, top=middle - side / 2, width=side, height=side) if has_code else None,
        logo=Area(left=end, top=middle - side / 2, width=side, height=side) if has_logo else None,
    )


def _down(size: StreetSize, unit_lines: int, *, has_code: bool, has_logo: bool) -> Places:
    width, height = size.width, size.height
    margin = max(float(TEXT_MARGIN) + _LEAN, 0.085 * width)
    em = unit_size_on(size)
    unit_height = _unit_height(em, unit_lines)
    radius = min(0.13 * width, 0.055 * height)
    star = (width / 2, margin + 1.3 * radius)
    head = star[1] + 2.1 * radius
    logo = None
    if has_logo:
        side = 3.2 * radius
        logo = Area(left=(width - side) / 2, top=margin, width=side, height=side)
        head = logo.bottom + 0.8 * radius
    unit = Area(left=margin, top=height - margin - unit_height, width=width - 2 * margin, height=unit_height)
    foot = unit.top - 2.4 * em
    code = None
    if has_code:
        side = min(0.42 * width, 0.2 * height)
        code = Area(left=(width - side) / 2, top=foot - side, width=side, height=side)
        foot = code.top - 1.4 * em
    is_panel = size.kind is StreetKind.PANEL
    return Places(
        is_long=False,
        text=Area(left=margin, top=head, width=width - 2 * margin, height=foot - head),
        unit=unit,
        unit_size=em,
        star=star,
        star_radius=radius,
        drums=(star, (width / 2, height)),
        drum_radius=0.46 * width if is_panel else 0.72 * width,
        frame_inset=_inset(size),
        line_width=max(3.0, 0.005 * width),
        code=code,
        logo=logo,
    )
