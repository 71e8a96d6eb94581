"""How the office's pages word the state of an entry: published, draft, to come, over, withdrawn."""

import datetime as dt

from plugins.core.model import Entry, Status
from plugins.vietnamese.dates import short_date

PUBLISHED = "Đang đăng"


def state_words(entry: Entry, now: dt.datetime) -> str:
    """The state of an entry that no rule refuses, at the moment `now`."""
    if entry.status is Status.DRAFT:
        return "Bản nháp"
    if entry.status is Status.WITHDRAWN:
        return "Đã rút"
    if entry.released_at > now:
        return _to_come(entry)
    return _over(entry, now) if entry.is_expired(now) else PUBLISHED


def _to_come(entry: Entry) -> str:
    own, first = entry.publish_at or entry.date, entry.public_days.from_
    if first and own < entry.released_at:
        return f"Chưa đến thời gian dùng: từ ngày {short_date(first)}"
    return f"Hẹn đăng {own:%H:%M} ngày {short_date(own)}"


def _over(entry: Entry, now: dt.datetime) -> str:
    if entry.consent_ends_at and entry.consent_ends_at <= now:
        return "Sự đồng ý đã hết hạn: hỏi lại"
    last = entry.public_days.to
    return f"Hết thời gian dùng sau ngày {short_date(last)}" if last and last < now.date() else "Hết hạn"
