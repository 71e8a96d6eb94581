"""Sizes of what hangs or stands in the street: read from content/du-lieu/kich-thuoc.toml, named in file names and messages.

Sizes are printers' practice, no rule of law was found: so they are data of the ward. Lengths are in millimetres.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from plugins.core.errors import SourceError
from plugins.media.street_fonts import require_letters
from plugins.vietnamese.cleaning import find_hidden, nfc
from plugins.vietnamese.slug import SLUG_PATTERN

#: path of the list from content/
FILE = "du-lieu/kich-thuoc.toml"
#: added on every side and cut off again, so that no white edge stays
BLEED = 50
#: free of letters along the cut: hems, eyelets and poles take it
TEXT_MARGIN = 100
#: a PDF page is at most 14,400 units of 1/72 inch long (ISO 32000-1, Annex C); longer ones are drawn at 1:10
MOST_PAGE = 5080
SMALL_SCALE = 10
#: shortest and longest side that is taken: under the first no text is left between the margins
_LEAST_SIDE, _MOST_SIDE = 400, 20_000
#: most characters of the address in a code: more would make modules too small to photograph from the pavement
LONGEST_ADDRESS = 120
_MOST_ROWS = 60
_MOST_NAME = 80
_FIELDS = ("key", "name", "kind", "width", "height")
_PLACE = re.compile(r"at line (\d+)")


class StreetKind(StrEnum):
    """What a size is for; the value stands in keys and file names."""

    BANNER = "bang-ron"
    VERTICAL = "phuon"
    PANEL = "pa-no"
    STANDEE = "standee"

    @property
    def label(self) -> str:
        """Vietnamese name."""
        return _LABELS[self]

    @property
    def reading_distance(self) -> int:
        """From where people read it, mm: over a road, on a lamp post, at a crossing, in a hall."""
        return _DISTANCES[self]


_LABELS = {
    StreetKind.BANNER: "Băng rôn",
    StreetKind.VERTICAL: "Phướn",
    StreetKind.PANEL: "Pa-nô",
    StreetKind.STANDEE: "Standee",
}
_DISTANCES = {StreetKind.BANNER: 30_000, StreetKind.VERTICAL: 12_000, StreetKind.PANEL: 20_000, StreetKind.STANDEE: 6_000}
#: Sight of 6/6 knows capitals of 5 minutes of arc, 1/690 of the distance; more than twice that is left for old eyes, dusk and a
#: cloth in the wind. Sign makers' tables say the same: 4 inches at 100 feet
_DISTANCE_FOR_HEIGHT = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class StreetSize:
    """One size, as it is cut."""

    #: what `formats` of a slogan names
    key: str
    #: Vietnamese name, for staff
    name: str
    kind: StreetKind
    width: int
    height: int

    @property
    def is_reduced(self) -> bool:
        """Is the print file drawn at 1:10?"""
        return max(self.width, self.height) + 2 * BLEED > MOST_PAGE

    @property
    def scale(self) -> int:
        """Millimetres on the cloth for one in the print file."""
        return SMALL_SCALE if self.is_reduced else 1

    @property
    def least_capital(self) -> int:
        """Least height of capitals of the slogan."""
        return self.kind.reading_distance // _DISTANCE_FOR_HEIGHT

    @property
    def stem(self) -> str:
        """Start of all file names: `bang-ron_6000x800mm`."""
        return f"{self.kind}_{self.width}x{self.height}mm"

    @property
    def dimensions(self) -> str:
        """`6000 × 800 mm`."""
        return f"{self.width} × {self.height} mm"


class StreetProduct(StrEnum):
    """What is made for a size."""

    PRINT = "print"
    PREVIEW = "preview"
    NOTE = "note"


def file_name(product: StreetProduct, size: StreetSize) -> str:
    """`bang-ron_6000x800mm_TL1-10.pdf`, `phuon_800x2500mm.pdf`; `…_xem-truoc.png`; `…_ghi-chu-in.txt`. TL is the scale."""
    if product is StreetProduct.PREVIEW:
        return f"{size.stem}_xem-truoc.png"
    if product is StreetProduct.NOTE:
        return f"{size.stem}_ghi-chu-in.txt"
    return f"{size.stem}_TL1-{SMALL_SCALE}.pdf" if size.is_reduced else f"{size.stem}.pdf"


@lru_cache(maxsize=4)
def sizes_in(data: bytes) -> tuple[StreetSize, ...]:
    """Sizes of what the list of content/ holds; none when it is empty. SourceError as of `read_sizes`."""
    return read_sizes(data, f"content/{FILE}") if data else ()


def street_address(siteurl: str, url: str) -> str:
    """Address in the code of a street file; empty while the portal has none, and when its code would be too fine for a camera."""
    address = f"{siteurl}/{url}" if siteurl else ""
    return address if len(address) <= LONGEST_ADDRESS else ""


def read_sizes(data: bytes, path: str) -> tuple[StreetSize, ...]:
    """Sizes in the order of the file; SourceError, in Vietnamese with `path` and the line, for what is wrong."""
    try:
        text = nfc(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SourceError(path, "tệp không phải UTF-8. Lưu lại dạng UTF-8.") from error
    try:
        rows = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        place = _PLACE.search(str(error))
        line = int(place[1]) if place else text.count("\n") + 1
        raise SourceError(f"{path}:{line}", 'viết sai mẫu TOML: mỗi dòng là “tên = "chữ"” hoặc “tên = số”, không ghi hai lần.') from error
    sizes = rows.pop("size", [])
    if rows or not isinstance(sizes, list) or not sizes or len(sizes) > _MOST_ROWS:
        raise SourceError(path, f"phải gồm từ 1 đến {_MOST_ROWS} bảng [[size]] và không gì khác.")
    lines = [number for number, row in enumerate(text.split("\n"), 1) if row.strip().startswith("[[size]]")]
    read: dict[str, StreetSize] = {}
    for index, row in enumerate(sizes):
        place_of = f"{path}:{lines[index]}" if index < len(lines) else path
        size = _size(row, place_of)
        if size.key in read:
            raise SourceError(place_of, f"khóa “{size.key}” ghi hai lần. Đặt khóa khác.")
        if size.stem in {other.stem for other in read.values()}:
            raise SourceError(place_of, f"cỡ {size.kind.label.lower()} {size.dimensions} ghi hai lần. Bỏ một bảng.")
        read[size.key] = size
    return tuple(read.values())


def _size(row: object, place: str) -> StreetSize:
    if not isinstance(row, Mapping):
        raise SourceError(place, "phải gồm các bảng [[size]].")
    if strangers := [name for name in row if name not in _FIELDS]:
        raise SourceError(place, f"không có “{strangers[0]}”; các tên: {', '.join(_FIELDS)}.")
    if missing := [name for name in _FIELDS if name not in row]:
        raise SourceError(place, f"thiếu “{missing[0]}”.")
    key, name = (_line(row, field, place) for field in ("key", "name"))
    if not SLUG_PATTERN.fullmatch(key):
        raise SourceError(place, f"khóa “{key}” chỉ gồm chữ thường không dấu, số và dấu gạch nối.")
    require_letters(name, place)
    if row["kind"] not in list(StreetKind):
        known = ", ".join(f"{kind} ({kind.label.lower()})" for kind in StreetKind)
        raise SourceError(place, f"không có loại “{row['kind']}”; các loại: {known}.")
    width, height = (_side(row, field, place) for field in ("width", "height"))
    return StreetSize(key=key, name=name, kind=StreetKind(row["kind"]), width=width, height=height)


def _line(row: Mapping[str, object], field: str, place: str) -> str:
    value = row[field]
    if not isinstance(value, str) or not value.strip():
        raise SourceError(place, f"“{field}” phải là chữ trong ngoặc kép.")
    if hidden := find_hidden(value):
        raise SourceError(place, f"“{field}” có ký tự ẩn U+{ord(hidden):04X}. Xóa rồi gõ lại.")
    if len(value) > _MOST_NAME or "\n" in value:
        raise SourceError(place, f"“{field}” phải là một dòng, nhiều nhất {_MOST_NAME} ký tự.")
    return value


def _side(row: Mapping[str, object], field: str, place: str) -> int:
    value = row[field]
    if not isinstance(value, int) or isinstance(value, bool) or not _LEAST_SIDE <= value <= _MOST_SIDE:
        raise SourceError(place, f"“{field}” phải là số mm viết liền, từ {_LEAST_SIDE} đến {_MOST_SIDE}: 6000 là 6 m.")
    return value
