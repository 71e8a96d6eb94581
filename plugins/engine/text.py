"""How the portal words things on pages: dates, facts of a type, labels of status."""

import datetime as dt
from collections.abc import Iterator
from functools import singledispatch

from plugins.core.model import Entry, LegalStatus, ModelExample, NoticeLevel, OfficialDocument, Slogan, Validity
from plugins.engine.views.elements import Day, Fact
from plugins.vietnamese.dates import short_date

UNKNOWN = "đang cập nhật"
LEGAL_STATUS: dict[LegalStatus, str] = {
    LegalStatus.DRAFT: "Dự thảo",
    LegalStatus.IN_FORCE: "Còn hiệu lực",
    LegalStatus.REPLACED: "Đã được thay thế",
    LegalStatus.EXPIRED: "Hết hiệu lực",
}
NOTICE_LEVEL: dict[NoticeLevel, str] = {NoticeLevel.NEWS: "Tin", NoticeLevel.WARNING: "Cảnh báo", NoticeLevel.URGENT: "Khẩn"}
#: other languages than Vietnamese, each by its own name
LANGUAGE_NAME: dict[str, str] = {"en": "English"}
EXEMPLAR_KIND: dict[str, str] = {"person": "Cá nhân", "collective": "Tập thể"}


def day(moment: dt.date) -> Day:
    """A date for a page; without the hour, which nobody needs."""
    date = moment.date() if isinstance(moment, dt.datetime) else moment
    return Day(iso=date.isoformat(), text=short_date(date))


def numbered(number: str, day: dt.date) -> str:
    """A document as people cite it: 05-QĐ/UBND ngày 01/3/2026."""
    return f"{number} ngày {short_date(day)}"


def legal_status(entry: OfficialDocument) -> str:
    """Effect of a document. “Còn hiệu lực” is a claim of law: without the day from which it holds, only the issuing is said."""
    if entry.legal_status is not LegalStatus.IN_FORCE or entry.effective is not None:
        return LEGAL_STATUS[entry.legal_status]
    return "Đã ban hành" if entry.issued else UNKNOWN


def facts_of(entry: Entry) -> tuple[Fact, ...]:
    """Rows of the facts block: what is looked up. Other types show what they have in blocks of their own (own_views.py)."""
    return tuple(_rows(entry))


@singledispatch
def _rows(entry: Entry) -> Iterator[Fact]:
    """Types without facts of their own have no block."""
    return iter(())


@_rows.register
def _document(entry: OfficialDocument) -> Iterator[Fact]:
    yield Fact(label="Số, ký hiệu", text=entry.number or UNKNOWN)
    yield Fact(label="Loại văn bản", text=entry.kind)
    yield Fact(label="Cơ quan ban hành", text=entry.issuer or UNKNOWN)
    if entry.issued:
        yield Fact(label="Ngày ban hành", text=short_date(entry.issued), iso=entry.issued.isoformat())
    else:
        yield Fact(label="Ngày ban hành", text=UNKNOWN)
    yield Fact(label="Trích yếu", text=entry.excerpt or UNKNOWN)
    yield Fact(label="Hiệu lực", text=legal_status(entry))
    if entry.effective:
        yield Fact(label="Có hiệu lực từ", text=short_date(entry.effective), iso=entry.effective.isoformat())
    if entry.effective_until:
        yield Fact(label="Có hiệu lực đến", text=short_date(entry.effective_until), iso=entry.effective_until.isoformat())
    if entry.signer:
        yield Fact(label="Người ký", text=entry.signer)


@_rows.register
def _model(entry: ModelExample) -> Iterator[Fact]:
    yield Fact(label="Lĩnh vực", text=entry.field)
    if entry.started:
        yield Fact(label="Bắt đầu", text=short_date(entry.started), iso=entry.started.isoformat())


@_rows.register
def _slogan(entry: Slogan) -> Iterator[Fact]:
    approval = entry.approval
    yield Fact(label="Văn bản duyệt", text=numbered(approval.number, approval.date) if approval else "chưa có")
    yield from _validity(entry.valid)


def _validity(valid: Validity) -> Iterator[Fact]:
    if valid.from_:
        yield Fact(label="Từ ngày", text=short_date(valid.from_), iso=valid.from_.isoformat())
    if valid.to:
        yield Fact(label="Đến hết ngày", text=short_date(valid.to), iso=valid.to.isoformat())
