"""How the portal words things on pages: facts of each type, labels of status, kinds of files."""

import datetime as dt
from collections.abc import Iterator
from functools import singledispatch

from plugins.core.model import (
    Answer,
    Entry,
    Exemplar,
    FactCheck,
    LegalStatus,
    ModelExample,
    Notice,
    NoticeLevel,
    OfficialDocument,
    Slogan,
    Validity,
)
from plugins.engine.views import Fact
from plugins.vietnamese.dates import short_date

UNKNOWN = "đang cập nhật"
LEGAL_STATUS: dict[LegalStatus, str] = {
    LegalStatus.DRAFT: "Dự thảo",
    LegalStatus.IN_FORCE: "Còn hiệu lực",
    LegalStatus.REPLACED: "Đã được thay thế",
    LegalStatus.EXPIRED: "Hết hiệu lực",
}
NOTICE_LEVEL: dict[NoticeLevel, str] = {NoticeLevel.NEWS: "Tin", NoticeLevel.WARNING: "Cảnh báo", NoticeLevel.URGENT: "Khẩn"}
EXEMPLAR_KIND: dict[str, str] = {"person": "Cá nhân", "collective": "Tập thể"}


def numbered(number: str, day: dt.date) -> str:
    """A document as people cite it: 05-QĐ/UBND ngày 01/3/2026."""
    return f"{number} ngày {short_date(day)}"


def legal_status(entry: OfficialDocument) -> str:
    """Effect of a document. “Còn hiệu lực” is a claim of law: without the day from which it holds, only the issuing is said."""
    if entry.legal_status is not LegalStatus.IN_FORCE or entry.effective is not None:
        return LEGAL_STATUS[entry.legal_status]
    return "Đã ban hành" if entry.issued else UNKNOWN


def facts_of(entry: Entry) -> tuple[Fact, ...]:
    """Rows of the facts block, without the relations of a document (those need the register)."""
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
    for result in entry.results:
        yield Fact(label="Kết quả", text=f"{result.text} (nguồn: {result.source})")
    if entry.how_to_copy:
        yield Fact(label="Cách làm theo", text=entry.how_to_copy)


@_rows.register
def _exemplar(entry: Exemplar) -> Iterator[Fact]:
    yield Fact(label="Loại gương", text=EXEMPLAR_KIND[entry.kind])
    if entry.commendation:
        honour = entry.commendation
        yield Fact(label="Khen thưởng", text=f"{numbered(honour.number, honour.date)}, {honour.issuer}")


@_rows.register
def _slogan(entry: Slogan) -> Iterator[Fact]:
    approval = entry.approval
    yield Fact(label="Văn bản duyệt", text=numbered(approval.number, approval.date) if approval else "chưa có")
    yield from _validity(entry.valid)


@_rows.register
def _fact_check(entry: FactCheck) -> Iterator[Fact]:
    yield Fact(label="Thông tin lan truyền", text=entry.claim)
    if entry.appeared:
        yield Fact(label="Xuất hiện", text=entry.appeared)
    yield Fact(label="Kết luận", text=entry.verdict)
    for proof in entry.evidence:
        yield Fact(label="Căn cứ", text=proof)


@_rows.register
def _answer(entry: Answer) -> Iterator[Fact]:
    yield Fact(label="Câu hỏi", text=entry.question)
    yield Fact(label="Ngày hỏi", text=short_date(entry.asked_on), iso=entry.asked_on.isoformat())
    yield Fact(label="Cơ quan trả lời", text=entry.office)
    yield Fact(label="Ngày trả lời", text=short_date(entry.answered_on), iso=entry.answered_on.isoformat())


@_rows.register
def _notice(entry: Notice) -> Iterator[Fact]:
    yield Fact(label="Mức độ", text=NOTICE_LEVEL[entry.level])
    yield from _validity(entry.valid)


def _validity(valid: Validity) -> Iterator[Fact]:
    if valid.from_:
        yield Fact(label="Từ ngày", text=short_date(valid.from_), iso=valid.from_.isoformat())
    if valid.to:
        yield Fact(label="Đến hết ngày", text=short_date(valid.to), iso=valid.to.isoformat())
