"""Lists that the ward keeps in content/du-lieu/: categories (chuyen-muc.toml) and offices (co-quan.toml).

A fault here stops the build: every page depends on these lists, and no single entry could be left out instead.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from plugins.core.errors import ConfigurationError
from plugins.core.model import Category, Office

_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
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


_CATEGORIES = _List(file="du-lieu/chuyen-muc.toml", table="category", keys=("key", "name", "description"))
_OFFICES = _List(file="du-lieu/co-quan.toml", table="office", keys=("key", "name", "role"))


def read_categories(content_root: Path) -> tuple[Category, ...]:
    """Categories in the order of the file. ConfigurationError, in Vietnamese with the line, for what is wrong."""
    return tuple(Category(**row) for row in _read(content_root, _CATEGORIES))


def read_offices(content_root: Path) -> tuple[Office, ...]:
    """Offices in the order of the file; none when there is no file. ConfigurationError as for categories."""
    if not (content_root / _OFFICES.file).exists():
        return ()
    return tuple(Office(**row) for row in _read(content_root, _OFFICES))


def _read(content_root: Path, form: _List) -> Iterable[dict[str, str]]:
    text = _text(content_root / form.file, form)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
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
        _check_row(form, line, row)
        first = seen.setdefault(row["key"], line)
        if first != line:
            raise _error(form, line, f"khóa “{row['key']}” ghi hai lần (lần đầu ở dòng {first}).")
    return rows


def _text(path: Path, form: _List) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise ConfigurationError(f"content/{form.file}", f"chưa có tệp này. Tạo tệp với ít nhất một bảng [[{form.table}]].") from error
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"content/{form.file}", "tệp không phải UTF-8. Lưu lại dạng UTF-8.") from error


def _check_row(form: _List, line: int, row: object) -> None:
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
    if not _KEY.fullmatch(row["key"]):
        raise _error(form, line, f"khóa “{row['key']}” chỉ gồm chữ thường không dấu, số và dấu gạch nối.")


def _error(form: _List, line: int, reason: str) -> ConfigurationError:
    return ConfigurationError(f"content/{form.file}:{line}", reason)
