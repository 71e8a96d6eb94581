"""The colour of the house: one colour of a ward, judged by contrast, and the shades that the theme makes of it.

Lightness is changed in OKLCH (Björn Ottosson, “A perceptual color space for image processing”, 2020), where a hue stays the
same to the eye; contrast is that of WCAG 2.2. Colours are texts `#rrggbb` in small letters.
"""

import functools
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

#: the deep red of the portal: theme/static/css/tokens.css is written in it
HOUSE = "#8e0711"
#: contrast of text (WCAG 2.2, 1.4.6, AAA)
LEAST_CONTRAST = 7.0
#: of the grounds in tokens.css the hardest for coloured text, by day and in the dark scheme; the letters on a band, and what is gold there
LIGHT_GROUND, DARK_GROUND, ON_BAND, GOLD = "#f4ece3", "#2a201c", "#fff4ea", "#f2c14e"

_FORM = re.compile(r"#[0-9a-f]{6}")
_Lch = tuple[float, float, float]
#: of the house's red: lightness of a link that is pointed at, and of bands, as a part of its own
_HOVER, _BAND = 0.7, 0.82
#: the dark scheme: lightness of text (over 7 : 1 on DARK_GROUND in every hue), of text that is pointed at, of bands
_DARK_TEXT, _DARK_HOVER, _DARK_BAND = 0.8, 0.91, 0.25
#: most chroma there: bright colours tremble on black
_DARK_CHROMA = 0.1
#: part of a band's text in the lines on it
_RULE = 0.3
#: what a colour may lie beyond the screen's by the rounding of the figures above
_ROUNDING = 1e-4


@dataclass(frozen=True, slots=True, kw_only=True)
class Shades:
    """Tokens of tokens.css that follow the colour of the house: name -> colour."""

    light: Mapping[str, str]
    dark: Mapping[str, str]


#: as tokens.css has them, by eye
HOUSE_SHADES = Shades(
    light={"red": HOUSE, "red-hover": "#5f040a", "band": "#6d060e", "rule": "#a2474b"},
    dark={"red": "#ffb4a8", "red-hover": "#ffd9d2", "band": "#430a0e", "rule": "#86393c"},
)


def is_colour(text: str) -> bool:
    """Is it `#rrggbb`, in small letters?"""
    return _FORM.fullmatch(text) is not None


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def is_readable(colour: str) -> bool:
    """Is it text of AAA contrast on every light ground of the portal, and with white or the paper's letters on it?"""
    return contrast(colour, LIGHT_GROUND) >= LEAST_CONTRAST


def nearest_readable(colour: str) -> str:
    """The lightest colour of the same hue that `is_readable`; the colour itself when it is."""
    if is_readable(colour):
        return colour
    lightness, chroma, hue = _lch(colour)
    low, high = 0.0, lightness
    for _ in range(24):
        middle = (low + high) / 2
        low, high = (middle, high) if is_readable(_hex((middle, chroma, hue))) else (low, middle)
    return _hex((low, chroma, hue))


@functools.cache
def shades(colour: str) -> Shades:
    """What the theme makes of a readable colour; of the house's red what tokens.css says."""
    if colour == HOUSE:
        return HOUSE_SHADES
    lightness, chroma, hue = _lch(colour)
    soft = min(chroma, _DARK_CHROMA)
    depth = _BAND
    while contrast(_hex((lightness * depth, chroma, hue)), GOLD) < LEAST_CONTRAST:
        depth -= 0.02
    band, dark_band = _hex((lightness * depth, chroma, hue)), _hex((_DARK_BAND, soft, hue))
    light = {"red": colour, "red-hover": _hex((lightness * _HOVER, chroma, hue)), "band": band, "rule": _mixed(band, ON_BAND, _RULE)}
    text, hover = _hex((_DARK_TEXT, soft, hue)), _hex((_DARK_HOVER, soft / 2, hue))
    dark = {"red": text, "red-hover": hover, "band": dark_band, "rule": _mixed(dark_band, ON_BAND, _RULE)}
    return Shades(light=light, dark=dark)


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _linear(colour: str) -> tuple[float, float, float]:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (value / 255 for value in channels(colour))
    )
    return red, green, blue


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mixed(one: str, other: str, share: float) -> str:
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in zip(channels(one), channels(other), strict=True))


def _lch(colour: str) -> _Lch:
    red, green, blue = _linear(colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.atan2(b, a)


def _hex(wanted: _Lch) -> str:
    """The colour; with as much of its chroma as a screen can show."""
    lightness, chroma, hue = wanted
    rgb = _rgb(lightness, chroma, hue)
    while chroma > 0 and not all(-_ROUNDING <= value <= 1 + _ROUNDING for value in rgb):
        chroma = max(0.0, chroma - 0.002)
        rgb = _rgb(lightness, chroma, hue)
    return "#" + "".join(f"{round(255 * _encoded(min(1.0, max(0.0, value)))):02x}" for value in rgb)


def _rgb(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    """Linear red, green and blue; beyond 0 to 1 where no screen shows it."""
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _encoded(linear: float) -> float:
    return 12.92 * linear if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055
