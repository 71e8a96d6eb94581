"""Lists that the ward keeps in content/du-lieu/: categories (chuyen-muc.toml) and offices (co-quan.toml).

A fault here stops the build: every page depends on these lists, and no single entry could be left out instead.
"""

import re
import stat
import string
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from plugins.core.errors import ConfigurationError
from plugins.core.model import TYPE_OF_FOLDER, Category, CategoryColour, Office
from plugins.editorial.values import is_reserved_slug
from plugins.vietnamese.cleaning import find_hidden, nfc
from plugins.vietnamese.letters import CAPITAL, SMALL
from plugins.vietnamese.slug import SLUG_PATTERN

#: bytes of one file
MAX_BYTES = 64 * 1024
#: characters of a key, which becomes an address; of a name, which stands on one line of a picture; of any other text
MAX_KEY = 80
MAX_NAME = 60
MAX_TEXT = 500
#: scopes of feeds that stand beside those of categories: everything, and each folder
SCOPES = frozenset({"tat-ca", *TYPE_OF_FOLDER})

#: what the typeface of the pictures has for sure, and a name needs
_NAME_LETTERS = frozenset(string.ascii_letters + string.digits + SMALL + CAPITAL + " -–—,.;:!?()/&%+'\"‘’“”…")
_PLACE = re.compile(r"at line (\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _List:
    """The form of one data file."""

    #: path from content/
    file: str
    #: name of the tables: [[category]]
    table: str
    #: keys of a table, all texts; the first two are obligatory
    keys: tuple[str, ...]


_CATEGORIES = _List(file="du-lieu/chuyen-muc.toml", table="category", keys=("key", "name", "description", "colour"))
_OFFICES = _List(file="du-lieu/co-quan.toml", table="office", keys=("key", "name", "role"))


def read_categories(content_root: Path) -> tuple[Category, ...]:
    """Categories in the order of the file. ConfigurationError, in Vietnamese with the line, for what is wrong."""
    return tuple(_category(**row) for row in _read(content_root, _CATEGORIES))


def _category(key: str, name: str, description: str = "", colour: str = CategoryColour.RED) -> Category:
    return Category(key=key, name=name, description=description, colour=CategoryColour(colour))


def read_offices(content_root: Path) -> tuple[Office, ...]:
    """Offices in the order of the file; none when there is no file. ConfigurationError as for categories."""
    if _mode(content_root / _OFFICES.file) == 0:
        return ()
    return tuple(Office(**row) for row in _read(content_root, _OFFICES))


def office_names(content_root: Path) -> tuple[str, ...]:
    """Names of the offices, as rules of text know them; errors as of `read_offices`."""
    return tuple(office.name for office in read_offices(content_root))


def _read(content_root: Path, form: _List) -> Iterable[dict[str, str]]:
    text = _text(content_root / form.file, form)
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a fault of form, a figure of 5,000 digits, 3,000 brackets in one another
        place = _PLACE.search(str(error))
        line = int(place[1]) if place else text.count("\n") + 1
        raise _error(form, line, 'viết sai mẫu TOML: mỗi dòng là “tên = "nội dung"”, không ghi một tên hai lần.') from error
    lines = [number for number, row in enumerate(text.split("\n"), 1) if row.strip().startswith(f"[[{form.table}]]")]
    rows = data.pop(form.table, [])
    if data or not isinstance(rows, list):
        raise _error(form, 1, f"chỉ được gồm các bảng [[{form.table}]]; bỏ “{next(iter(data), form.table)}”.")
    seen: dict[str, int] = {}
    for index, row in enumerate(rows):
        line = lines[index] if index < len(lines) else 1
        _check_form(form, line, row)
        _check_values(form, line, row)
        first = seen.setdefault(row["key"], line)
        if first != line:
            raise _error(form, line, f"khóa “{row['key']}” ghi hai lần (lần đầu ở dòng {first}).")
    return rows


def _text(path: Path, form: _List) -> str:
    """The file, unless it is a link, a pipe or the like: those are never opened, nor is what lies behind a linked folder."""
    resource = f"content/{form.file}"
    mode = _mode(path)
    if not mode:
        raise ConfigurationError(resource, f"chưa có tệp này. Tạo tệp với ít nhất một bảng [[{form.table}]].")
    if not (stat.S_ISDIR(_mode(path.parent)) and stat.S_ISREG(mode)):
        raise ConfigurationError(resource, "phải là tệp thật trong thư mục thật, không phải liên kết, thư mục hay tệp đặc biệt.")
    if path.lstat().st_size > MAX_BYTES:
        raise ConfigurationError(resource, f"tệp dài quá {MAX_BYTES // 1024} KiB. Bỏ bớt.")
    try:
        return nfc(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ConfigurationError(resource, "tệp không phải UTF-8. Lưu lại dạng UTF-8.") from error
    except OSError as error:
        raise ConfigurationError(resource, "không mở được tệp này. Kiểm tra quyền đọc.") from error


def _mode(path: Path) -> int:
    """Kind of file at `path` itself, links not followed; 0 when there is none."""
    try:
        return path.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return 0


def _check_form(form: _List, line: int, row: object) -> None:
    if not isinstance(row, Mapping):
        raise _error(form, line, f"phải gồm các bảng [[{form.table}]].")
    strangers = [name for name in row if name not in form.keys]
    if strangers:
        raise _error(form, line, f"không có “{strangers[0]}”; các tên: {', '.join(form.keys)}.")
    for name in form.keys:
        value = row.get(name, "")
        if not isinstance(value, str):
            raise _error(form, line, f"“{name}” phải là chữ trong ngoặc kép.")
        if not value.strip() and name in form.keys[:2]:
            raise _error(form, line, f"thiếu “{name}”.")


def _check_values(form: _List, line: int, row: Mapping[str, str]) -> None:
    key, name = row["key"], row["name"]
    for field, value in row.items():
        hidden = find_hidden(value)
        if hidden:
            raise _error(form, line, f"“{field}” có ký tự ẩn U+{ord(hidden):04X}. Xóa rồi gõ lại.")
        if len(value) > MAX_TEXT or "\n" in value:
            raise _error(form, line, f"“{field}” phải là một dòng, nhiều nhất {MAX_TEXT} ký tự.")
    if not SLUG_PATTERN.fullmatch(key) or len(key) > MAX_KEY:
        raise _error(form, line, f"khóa “{key}” chỉ gồm chữ thường không dấu, số và dấu gạch nối, nhiều nhất {MAX_KEY} ký tự.")
    if (form is _CATEGORIES and key in SCOPES) or is_reserved_slug(key):
        raise _error(form, line, f"khóa “{key}” là tên dành riêng của cổng hoặc của Windows. Chọn tên khác.")
    colours = [colour.value for colour in CategoryColour]
    if row.get("colour", colours[0]) not in colours:
        raise _error(form, line, f"không có màu “{row['colour']}”; các màu: {', '.join(colours)}.")
    if form is _CATEGORIES and (len(name) > MAX_NAME or not _NAME_LETTERS.issuperset(name)):
        raise _error(form, line, f"tên “{name}” chỉ gồm chữ, số, dấu câu thường dùng, nhiều nhất {MAX_NAME} ký tự.")


def _error(form: _List, line: int, reason: str) -> ConfigurationError:
    return ConfigurationError(f"content/{form.file}:{line}", reason)
