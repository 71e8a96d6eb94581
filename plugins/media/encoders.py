"""From a drawn card to the bytes of a file: JPEG for social networks, WebP for pages, PNG of few colours for flat cards."""

import io
import zlib
from functools import cache

from PIL import Image

#: JPEG quality of light and of colour, best first: the first file within the budget is taken. 4:4:4 keeps yellow on red
#: clean; colour needs less quality than light and would cost a sixth of the file at the same
_JPEG_QUALITIES = ((88, 72), (82, 66), (74, 60), (60, 50))
_WEBP_QUALITIES = (86, 78, 68, 50)
#: effort of WebP: the usual 4 takes three times as long for a fiftieth of the bytes
_WEBP_METHOD = 2


def jpeg(card: Image.Image, budget: int) -> bytes:
    """JPEG with full colour resolution."""
    data = b""
    for light, colour in _JPEG_QUALITIES:
        target = io.BytesIO()
        card.save(target, "JPEG", qtables=_tables(light, colour), subsampling="4:4:4")
        data = target.getvalue()
        if len(data) <= budget:
            break
    return data


def webp(card: Image.Image, budget: int) -> bytes:
    """Lossy WebP: two thirds of a JPEG that looks the same."""
    data = b""
    for quality in _WEBP_QUALITIES:
        target = io.BytesIO()
        card.save(target, "WEBP", quality=quality, method=_WEBP_METHOD)
        data = target.getvalue()
        if len(data) <= budget:
            break
    return data


def flat_png(card: Image.Image, colours: bytes) -> bytes:
    """PNG of the RGB card in these colours (`palettes.flat_colours`), each pixel the nearest: exact edges for a printer."""
    palette = Image.new("P", (1, 1))
    palette.putpalette(colours)
    return palette_png(card.quantize(palette=palette, dither=Image.Dither.NONE))


def palette_png(card: Image.Image) -> bytes:
    """PNG of a card that has palette numbers already."""
    target = io.BytesIO()
    # run lengths alone: flat cards gain nothing from searching for longer matches, and it takes half the time
    card.save(target, "PNG", compress_type=zlib.Z_RLE)
    return target.getvalue()


@cache
def _tables(light: int, colour: int) -> dict[int, list[int]]:
    """Quantization tables as libjpeg makes them for these qualities, read back from files of its own."""
    tables = {}
    for number, quality in enumerate((light, colour)):
        target = io.BytesIO()
        Image.new("RGB", (8, 8)).save(target, "JPEG", quality=quality)
        with Image.open(target, formats=["JPEG"]) as sample:
            tables[number] = list(sample.quantization[number])  # type: ignore[attr-defined]  # JPEG files have it
    return tables
