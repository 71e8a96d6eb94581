"""Inks of street banners, as data: what is printed (CMYK), how it looks on a screen, and what contrast it keeps.

Nobody here knows the press or the cloth. The look is the Neugebauer mixture of the sixteen full overprints of a coated-paper
press, with the corner colours that Poppler and MuPDF use for DeviceCMYK: what our preview shows is what a viewer of the PDF
shows, and printed red is no brighter than that.
"""

from dataclasses import dataclass
from itertools import product

from plugins.media.palettes import Colour
from plugins.media.vector import Cmyk

#: screen colour (0 to 1) of each full overprint, by cyan, magenta, yellow, black; what is missing is black
_CORNERS: dict[tuple[int, ...], tuple[float, float, float]] = {
    (0, 0, 0, 0): (1.0, 1.0, 1.0),
    (0, 0, 0, 1): (0.1373, 0.1216, 0.1255),
    (0, 0, 1, 0): (1.0, 0.9490, 0.0),
    (0, 0, 1, 1): (0.1098, 0.1020, 0.0),
    (0, 1, 0, 0): (0.9255, 0.0, 0.5490),
    (0, 1, 0, 1): (0.1412, 0.0, 0.0),
    (0, 1, 1, 0): (0.9294, 0.1098, 0.1412),
    (0, 1, 1, 1): (0.1333, 0.0, 0.0),
    (1, 0, 0, 0): (0.0, 0.6784, 0.9373),
    (1, 0, 0, 1): (0.0, 0.0588, 0.1412),
    (1, 0, 1, 0): (0.0, 0.6510, 0.3137),
    (1, 0, 1, 1): (0.0, 0.0745, 0.0),
    (1, 1, 0, 0): (0.1804, 0.1922, 0.5725),
    (1, 1, 0, 1): (0.0, 0.0, 0.0078),
    (1, 1, 1, 0): (0.2118, 0.2119, 0.2235),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StreetPalette:
    """Inks of a banner. Every ink of letters keeps 4.5 : 1 on the ground and on the ornament (a test computes it)."""

    #: Vietnamese name, for staff and the print shop
    label: str
    ground: Cmyk
    #: geometry behind everything
    ornament: Cmyk
    #: the slogan beside its emphasised words
    text: Cmyk
    #: emphasised words, or a slogan without any; the star
    accent: Cmyk
    #: the unit
    small: Cmyk
    #: frame, hairlines, rules beside connectors
    line: Cmyk
    #: modules of a QR code, and the ground under them
    code: Cmyk
    code_ground: Cmyk


#: least contrast in the street: that of large text by day, with some to spare for rain and faded cloth
LEAST_CONTRAST = 4.5
PAPER: Cmyk = (0, 0, 0, 0)
PALETTES: dict[str, StreetPalette] = {
    "co-do": StreetPalette(
        label="Nền đỏ",
        ground=(0, 100, 100, 25),
        ornament=(0, 100, 100, 35),
        text=PAPER,
        accent=(0, 4, 95, 0),
        small=(0, 4, 60, 0),
        line=(0, 10, 90, 0),
        code=(0, 100, 100, 60),
        code_ground=PAPER,
    ),
    "trang": StreetPalette(
        label="Nền trắng, chữ đỏ",
        ground=PAPER,
        ornament=(0, 8, 10, 0),
        text=(0, 90, 90, 65),
        accent=(0, 100, 100, 14),
        small=(0, 90, 90, 55),
        line=(0, 100, 100, 14),
        code=(0, 90, 90, 65),
        code_ground=PAPER,
    ),
}


def screen_colour(ink: Cmyk) -> Colour:
    """How an ink looks: red, green and blue of sRGB."""
    mixed = [0.0, 0.0, 0.0]
    for corner in product((0, 1), repeat=4):
        share = 1.0
        for is_full, percent in zip(corner, ink, strict=True):
            share *= percent / 100 if is_full else 1 - percent / 100
        for i, value in enumerate(_CORNERS.get(corner, (0.0, 0.0, 0.0))):
            mixed[i] += share * value
    red, green, blue = (round(255 * value) for value in mixed)
    return red, green, blue


def contrast(one: Cmyk, other: Cmyk) -> float:
    """Contrast of two inks as WCAG 2 defines it for their screen colours."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(ink: Cmyk) -> float:
    parts = [value / 255 for value in screen_colour(ink)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def percent_text(ink: Cmyk) -> str:
    """`C0 M100 Y100 K25`, as printers write it."""
    return " ".join(f"{name}{percent}" for name, percent in zip("CMYK", ink, strict=True))
