"""What stands at the head of an entry, field by field in the words of the schema, for comparing two versions of it."""

import datetime as dt
from dataclasses import fields, is_dataclass
from enum import Enum

from plugins.core.model import Entry, LegalStatus, Status
from plugins.editorial.schema import FIELD_OF
from plugins.editorial.schema_field import Field
from plugins.vietnamese.dates import short_date

#: shown at the head of every comparison, or never to be changed
_ELSEWHERE = frozenset({"id", "title"})
#: what the words of the front matter mean
_STATUS: dict[object, str] = {
    Status.DRAFT: "bản nháp",
    Status.PUBLISHED: "đăng",
    Status.WITHDRAWN: "đã rút",
    LegalStatus.DRAFT: "dự thảo",
    LegalStatus.IN_FORCE: "còn hiệu lực",
    LegalStatus.REPLACED: "bị thay thế",
    LegalStatus.EXPIRED: "hết hiệu lực",
}


def field_texts(entry: Entry) -> dict[str, tuple[str, str]]:
    """Label and text of every field that says something, by name, in the order of the schema."""
    found: dict[str, tuple[str, str]] = {}
    for name, field in FIELD_OF[entry.folder].items():
        if name in _ELSEWHERE or not hasattr(entry, name):
            continue
        text = _text(getattr(entry, name), field)
        if text:
            found[name] = (field.label[:1].upper() + field.label[1:], text)
    return found


def _text(value: object, field: Field) -> str:
    """A value as people write it; empty for none."""
    if value is None or value == "" or value == ():
        return ""
    if isinstance(value, tuple):
        return "; ".join(_text(one, field) for one in value)
    if is_dataclass(value):
        labels = {sub.name: sub for sub in field.subfields}
        parts = [(labels.get(one.name.rstrip("_")), getattr(value, one.name)) for one in fields(value)]
        return ", ".join(f"{sub.label}: {text}" for sub, part in parts if sub and (text := _text(part, sub)))
    return _scalar(value)


def _scalar(value: object) -> str:
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, dt.datetime):
        return f"{value:%H:%M} ngày {short_date(value)}" if value.time() != dt.time() else short_date(value)
    if isinstance(value, dt.date):
        return short_date(value)
    if isinstance(value, Enum):
        return _STATUS.get(value, str(value.value))
    return str(value)
