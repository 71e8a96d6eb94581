"""What tests of pictures ask of pixels."""

import io

from PIL import Image

from plugins.media.palettes import Colour


def opened(data: bytes) -> Image.Image:
    """The picture of a file, read whole."""
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


def luminance(colour: Colour) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [c / 255 for c in colour]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Colour, other: Colour) -> float:
    """Contrast ratio as WCAG 2 defines it."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
