"""A QR code of the slogan's page as shapes: dark modules on a light field, with the quiet zone of the standard."""

from collections.abc import Iterator

from plugins.core.errors import SourceError
from plugins.media.qr_codes import QUIET_ZONE, modules
from plugins.media.street_colours import StreetPalette
from plugins.media.street_places import Area
from plugins.media.street_sizes import LONGEST_ADDRESS
from plugins.media.vector import Contour, Shape, polygon, rectangle


def code_modules(url: str, source: str) -> tuple[tuple[bool, ...], ...]:
    """Rows of the code, True where it is dark; SourceError for an address that is too long."""
    if len(url) > LONGEST_ADDRESS:
        raise SourceError(source, f"địa chỉ trang dài {len(url)} ký tự, mã QR tối đa {LONGEST_ADDRESS}; rút ngắn “slug”.")
    return modules(url)


def module_size(url: str, area: Area, source: str) -> float:
    """Side of a module in mm when the code fills the area."""
    return area.width / (len(code_modules(url, source)) + 2 * QUIET_ZONE)


def code_shapes(url: str, area: Area, palette: StreetPalette, source: str) -> Iterator[Shape]:
    """The light field, then the dark modules, those beside each other in a row as one area; errors as of `code_modules`."""
    rows = code_modules(url, source)
    side = area.width / (len(rows) + 2 * QUIET_ZONE)
    yield Shape(contours=(rectangle(area.left, area.top, area.right, area.bottom),), ink=palette.code_ground)
    dark: list[Contour] = []
    for number, row in enumerate(rows):
        top = area.top + side * (number + QUIET_ZONE)
        for start, stop in _runs(row):
            left, right = (area.left + side * (QUIET_ZONE + column) for column in (start, stop))
            dark.append(polygon([(left, top), (right, top), (right, top + side), (left, top + side)]))
    yield Shape(contours=tuple(dark), ink=palette.code)


def _runs(row: tuple[bool, ...]) -> Iterator[tuple[int, int]]:
    """First and last-but-one column of dark modules that stand beside each other."""
    start = -1
    for column, is_dark in enumerate((*row, False)):
        if is_dark and start < 0:
            start = column
        elif not is_dark and start >= 0:
            yield start, column
            start = -1
