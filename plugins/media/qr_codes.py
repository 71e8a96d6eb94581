"""QR codes that lead from a picture to its page. The one home of segno."""

from functools import lru_cache
from itertools import groupby

from PIL import Image, ImageDraw

from plugins.media.formats import Square
from plugins.media.palettes import Colour

#: modules that stay free on every side (ISO/IEC 18004)
QUIET_ZONE = 4


@lru_cache(maxsize=64)  # a code stands on a dozen sizes
def modules(address: str) -> tuple[tuple[bool, ...], ...]:
    """Dark modules of the code, row by row, without the quiet zone; correction level M, which bears a fold or a stain."""
    import segno  # with half of the standard library's XML and network modules, for the few who draw a code

    return tuple(tuple(bool(module) for module in row) for row in segno.make_qr(address, error="m").matrix)


def draw_qr(card: Image.Image, address: str, place: Square, ink: Colour) -> None:
    """The code in its square, modules of whole pixels, on the ground that is there (it must be lighter than the ink)."""
    rows = modules(address)
    size = place.side // (len(rows) + 2 * QUIET_ZONE)
    left = place.left + (place.side - size * len(rows)) // 2
    top = place.top + (place.side - size * len(rows)) // 2
    pen = ImageDraw.Draw(card)
    for y, row in enumerate(rows):
        for x, is_dark in enumerate(row):
            if is_dark:
                at = (left + x * size, top + y * size)
                pen.rectangle((*at, at[0] + size - 1, at[1] + size - 1), fill=ink)


def outline(address: str) -> tuple[int, str]:
    """The code for a drawing of its own: modules on each side with the quiet zone, and an SVG path of the dark ones in that grid."""
    rows = modules(address)
    runs = []
    for y, row in enumerate(rows, QUIET_ZONE):
        x = QUIET_ZONE
        for is_dark, same in groupby(row):
            length = len(tuple(same))
            if is_dark:
                runs.append(f"M{x} {y}h{length}v1h-{length}z")
            x += length
    return len(rows) + 2 * QUIET_ZONE, "".join(runs)
