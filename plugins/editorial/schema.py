"""The one schema of front matter: which fields each type has, what they hold, and how editors are told about them.

Reader, checker, `new`, browser desk and handbook all use `FIELDS_OF`; nothing else knows a field's name. Field names equal
the attributes of `core/model.py` (`from` stands for `from_`); a test compares both ways.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace

from plugins.core.model import ENTRY_TYPES, Entry, Status
from plugins.core.rules import Finding, Located
from plugins.editorial import schema_common as common
from plugins.editorial.schema_field import Field, Kind
from plugins.editorial.schema_types import OWN

__all__ = ["FIELDS_OF", "FIELD_OF", "Field", "Kind", "today_or_later"]

#: types whose texts rest on what others said or measured
_NEEDS_SOURCES = frozenset({"bai-viet", "mo-hinh", "guong", "kiem-chung"})
#: a slogan is its own summary
_NEEDS_NO_SUMMARY = frozenset({"khau-hieu"})


def _fields_of(folder: str) -> tuple[Field, ...]:
    summary = replace(common.SUMMARY, is_required=folder not in _NEEDS_NO_SUMMARY)
    tail = (replace(f, is_required=folder in _NEEDS_SOURCES) if f.name == "sources" else f for f in common.TAIL)
    return (*common.HEAD, summary, *tail, *OWN[folder])


#: fields of each type by folder of content/, in the order in which they are written
FIELDS_OF: Mapping[str, tuple[Field, ...]] = {entry_type.folder: _fields_of(entry_type.folder) for entry_type in ENTRY_TYPES}
#: the same by name
FIELD_OF: Mapping[str, Mapping[str, Field]] = {folder: {f.name: f for f in fields} for folder, fields in FIELDS_OF.items()}


def today_or_later(entry: Entry, fields: Mapping[str, Located], now: dt.datetime) -> Iterator[Finding]:
    """Dates of a published entry that lie after the build at `now` and after `publish_at`, which says what is meant.

    A draft may have any date: it waits anyway.
    """
    if entry.status is not Status.PUBLISHED:
        return
    latest = max(now, entry.publish_at or now)
    for name in ("date", "updated"):
        value = getattr(entry, name)
        if value is not None and value > latest:
            located = fields.get(name)
            written = f"{value:%Y-%m-%d}" if value.time() == dt.time() else f"{value:%Y-%m-%dT%H:%M}"
            line = located.line if located else 1
            if entry.publish_at is None:
                message = f"“{name}” là {written}, ở tương lai. Sửa lại ngày, hoặc thêm “publish_at” nếu muốn hẹn giờ đăng."
                yield Finding(line=line, message=message, suggestion=f"publish_at: {written}")
            else:
                yield Finding(line=line, message=f"“{name}” là {written}, sau cả lúc đăng “publish_at”. Kiểm tra lại hai ngày này.")
