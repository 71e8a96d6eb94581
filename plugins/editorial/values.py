"""One reader for each kind of the schema: from the text of a field to its typed value, or the reason in Vietnamese."""

import datetime as dt
import difflib
import re
from collections.abc import Callable, Mapping
from typing import TypeVar
from urllib.parse import urlsplit

from plugins.core.errors import DocumentNumberError
from plugins.core.model import VIETNAM
from plugins.documents.mentions import find_mentions, read_number
from plugins.documents.numbers import DocumentNumber
from plugins.editorial.schema import Field, Kind
from plugins.vietnamese.dates import DateError, parse_iso
from plugins.vietnamese.slug import slug

_Day = TypeVar("_Day", bound=dt.date)

_SLUG = re.compile(r"[a-z0-9-]{1,80}")
_ID = re.compile(r"[a-z0-9][a-z0-9-]{3,63}")
_INTEGER = re.compile(r"-?[0-9]{1,6}")
#: a day before these years is a slip: of a portal's text, and of anything that one may cite
_FIRST_YEAR_OF_TEXT = 1945
_FIRST_YEAR = 1900
_PERMIT = re.compile(r"[A-Z]{2}[0-9]{2}: \S.*")
#: names of pages that the portal makes itself, and of devices that Windows allows no file
_RESERVED_SLUG = re.compile(r"index|404|tim-kiem|trang-[0-9]+|con|prn|aux|nul|com[0-9]|lpt[0-9]")


class FieldError(ValueError):
    """A text that does not fit its field: Vietnamese reason, and the right form when it is known."""

    def __init__(self, reason: str, suggestion: str = "") -> None:
        self.suggestion = suggestion
        super().__init__(reason)


def _line(field: Field, text: str) -> str:
    return text


def _tag(field: Field, text: str) -> str:
    name = slug(text)
    if not name or is_reserved_slug(name):
        raise FieldError(
            f"“{text}” không cho địa chỉ nào dùng được. Viết từ khóa bằng chữ, không dùng tên riêng của hệ thống.", field.example
        )
    return text


def _slug(field: Field, text: str) -> str:
    if not _SLUG.fullmatch(text):
        raise FieldError("chỉ gồm chữ thường không dấu, số và dấu gạch nối, nhiều nhất 80 ký tự.", slug(text))
    if field.name != "category" and is_reserved_slug(text):
        raise FieldError(f"“{text}” là tên dành riêng của cổng hoặc của Windows. Chọn tên khác.", f"{text}-1")
    return text


def is_reserved_slug(text: str) -> bool:
    """Would an entry of this slug take the place of a page of the portal, or of a device of Windows?"""
    return _RESERVED_SLUG.fullmatch(text) is not None


def _id(field: Field, text: str) -> str:
    if not _ID.fullmatch(text):
        raise FieldError("gồm 4 đến 64 chữ thường không dấu, số, dấu gạch nối. Lệnh “new” tự ghi mã này.", field.example)
    return text


def _parse_date(text: str) -> dt.date | dt.datetime:
    try:
        return parse_iso(text)
    except DateError as error:
        raise FieldError(str(error), error.suggestion) from error


def _date(field: Field, text: str) -> dt.date:
    value = _parse_date(text)
    if isinstance(value, dt.datetime):
        raise FieldError("chỉ ghi ngày, không ghi giờ.", value.date().isoformat())
    return _not_before(_FIRST_YEAR, value)


def _not_before(year: int, value: _Day) -> _Day:
    if value.year < year:
        raise FieldError(f"năm {value.year} quá xa, sớm nhất là năm {year}. Kiểm tra lại.")
    return value


def _date_or_unknown(field: Field, text: str) -> dt.date | str:
    return text if text == "unknown" else _date(field, text)


def _moment(field: Field, text: str) -> dt.datetime:
    value = _not_before(_FIRST_YEAR_OF_TEXT, _parse_date(text))
    return value if isinstance(value, dt.datetime) else dt.datetime.combine(value, dt.time(), VIETNAM)


def _choice(field: Field, text: str) -> str:
    for choice in field.choices:
        if choice == text:
            return choice
    near = difflib.get_close_matches(text.lower(), field.choices, n=1)
    raise FieldError(f"không có giá trị “{text}”; chọn một trong: {', '.join(field.choices)}. {field.help}", str(near[0]) if near else "")


_YES_NO_WORDS = {"có": "true", "yes": "true", "đúng": "true", "không": "false", "no": "false", "sai": "false"}


def _yes_no(field: Field, text: str) -> bool:
    if text in ("true", "false"):
        return text == "true"
    raise FieldError("chỉ ghi true (có) hoặc false (không).", _YES_NO_WORDS.get(text.lower(), ""))


def _integer(field: Field, text: str) -> int:
    if not _INTEGER.fullmatch(text):
        raise FieldError(f"“{text}” không phải số nguyên viết bằng chữ số.", field.example)
    return int(text)


def _address(field: Field, text: str) -> str:
    try:
        parts = urlsplit(text)
        is_good = (
            parts.scheme in ("http", "https")
            and bool(parts.hostname)
            and parts.username is None
            and parts.port != 0
            and not re.search(r"[\s\\]", text)
        )
    except ValueError:
        is_good = False
    if not is_good:
        raise FieldError("phải là địa chỉ đầy đủ, bắt đầu bằng “https://”.", field.example)
    return text


def _path(field: Field, text: str) -> str:
    """A file inside content/: no way up, no root, no drive, in the form of the web."""
    if re.search(r"[\\:*?\"<>|]", text):
        raise FieldError("ghi đường dẫn từ thư mục content, dùng dấu “/”, không dùng “\\”, “:” hay tên ổ đĩa.", field.example)
    parts = text.split("/")
    if any(part in ("", ".", "..") or part != part.strip() for part in parts):
        raise FieldError("đường dẫn phải nằm trong thư mục content, không có “..” và không bắt đầu bằng “/”.", field.example)
    return text


def _number(field: Field, text: str) -> str:
    """Canonical text of a document number."""
    try:
        return str(DocumentNumber.parse(text))
    except DocumentNumberError as error:
        mention = read_number(text)
        if mention is None:
            inside = find_mentions(text)  # “Kế hoạch số 12/KH-UBND ngày 05/3/2026”
            mention = inside[0] if len(inside) == 1 else None
        suggestion = (mention.suggestion or mention.canonical) if mention else field.example
        raise FieldError(error.reason, suggestion) from error


def _judged_number(field: Field, text: str) -> str:
    """As `_number`; what rules VB01 to VB04 will name better passes as it was written."""
    mention = read_number(text)
    return text if mention and mention.fault else _number(field, text)


def _permit(field: Field, text: str) -> str:
    if not _PERMIT.fullmatch(text):
        raise FieldError("ghi mã quy tắc, dấu hai chấm, rồi lý do, trong ngoặc kép.", field.example)
    return text


#: from the stripped, composed text of a field to its value; FieldError when it does not fit
READERS: Mapping[Kind, Callable[[Field, str], object]] = {
    Kind.LINE: _line,
    Kind.TEXT: _line,
    Kind.TAG: _tag,
    Kind.SLUG: _slug,
    Kind.ID: _id,
    Kind.DATE: _date,
    Kind.DATE_OR_UNKNOWN: _date_or_unknown,
    Kind.MOMENT: _moment,
    Kind.CHOICE: _choice,
    Kind.YES_NO: _yes_no,
    Kind.INTEGER: _integer,
    Kind.ADDRESS: _address,
    Kind.PATH: _path,
    Kind.NUMBER: _number,
    Kind.JUDGED_NUMBER: _judged_number,
    Kind.PERMIT: _permit,
}
