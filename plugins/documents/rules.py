"""Rules that need the numbers of documents or the calendar: VB and NG. The texts follow the ward office's own usage.

ENTRY rules read `Subject.prose` and the fields of a document; SITE rules compare `Subject.numbers` with the register.
"""

import datetime as dt
import functools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from plugins.core.errors import DocumentNumberError
from plugins.core.model import Entry, Exemplar, LegalStatus, OfficialDocument, Slogan, Status
from plugins.core.places import Places, joined_lines
from plugins.core.rules import CitedNumber, Finding, Level, LinkKind, Outline, Repair, Rule, Scope, Subject, Surroundings
from plugins.documents import basis_rules, date_rules
from plugins.documents.basis_rules import site_of
from plugins.documents.mentions import Mention, find_mentions, read_number
from plugins.documents.numbers import DocumentNumber
from plugins.documents.register import register_key
from plugins.documents.repair import VB03
from plugins.vietnamese.dates import doubtful_dates, find_dates, short_date

#: links that show a reader the document itself or who reports it
_LINKS_THAT_PROVE = frozenset({LinkKind.ENTRY, LinkKind.FILE, LinkKind.OUTSIDE})
#: what the schema leaves in the field when the editor wrote that the day is not known
_UNKNOWN_DAY = "unknown"
#: what was done already, right before its date. Not "đã gia hạn đến", "đã lùi sang": these look ahead
_DONE = re.compile(
    r"\bđã (?:được )?(?:diễn ra|tổ chức|họp|khai mạc|bế mạc|khánh thành|ra quân|ban hành|ký|công bố|trao|tuyên dương|khen thưởng)"
    r"(?:(?! (?:đến|tới|từ|trước|hết|sang|năm|hạn) )[^.;:!?\n])*$"
)
#: characters from such a word to the date
_REACH = 80
_DOCUMENTS = f"{OfficialDocument.folder}/"


@functools.lru_cache(maxsize=4)
def _prose_mentions(prose: tuple[str, ...]) -> tuple[tuple[int, int, Mention], ...]:
    """Line, column and mention of every number in the lines."""
    mentions = find_mentions(joined_lines(prose))
    if not mentions:
        return ()
    place = Places(prose)
    return tuple([(*place.of(mention.start), mention) for mention in mentions])


def cited_numbers(prose: tuple[str, ...]) -> tuple[CitedNumber, ...]:
    """Every number in the prose of an entry that exists in form, right or repaired, for the rules of scope SITE."""
    mentions = [(line, column, mention) for line, column, mention in _prose_mentions(prose) if mention.number is not None]
    lines = {line for line, _, mention in mentions if mention.issued is None}
    dated = {line for line in lines if any(True for _ in find_dates(prose[line - 1]))}
    return tuple(
        CitedNumber(
            line=line,
            column=column,
            number=mention.canonical,
            length=len(mention.text),
            issued=mention.issued,
            is_dated=mention.issued is not None or line in dated,
        )
        for line, column, mention in mentions
    )


def _number_fields(entry: Entry | None) -> Iterator[tuple[str, str]]:
    """Field and value of each number in the front matter of a document."""
    if isinstance(entry, OfficialDocument):
        if entry.number:
            yield "number", entry.number
        for field, numbers in (("implements", entry.implements), ("replaces", entry.replaces), ("amends", entry.amends)):
            for number in numbers:
                yield field, number


def _faults(rule: str) -> Callable[[Subject], Iterator[Finding]]:
    """The rule that reports one fault of `find_mentions`, in prose and in the fields of a document."""

    def check(subject: Subject) -> Iterator[Finding]:
        for line, column, mention in _prose_mentions(subject.prose):
            if mention.fault == rule:
                yield Finding(
                    line=line,
                    column=column,
                    length=mention.end - mention.start,
                    message=mention.message,
                    suggestion=mention.suggestion,
                    is_safe=rule == "VB02" and bool(mention.suggestion),  # a zero more or less; a symbol would be a guess
                )
        for field, value in _number_fields(subject.entry):
            finding = _fault_of_field(rule, value, subject.line_of(field))
            if finding:
                yield _placed(finding, value, subject)

    return check


def _placed(finding: Finding, value: str, subject: Subject) -> Finding:
    """The finding at the value in its line, where it stands there as it was read."""
    at = subject.lines[finding.line - 1].find(value) if 0 < finding.line <= len(subject.lines) else -1
    return replace(finding, column=at + 1, length=len(value)) if at >= 0 else finding


def _fault_of_field(rule: str, value: str, line: int) -> Finding | None:
    mention = read_number(value)
    if mention is not None:
        # a field keeps a spelling that prose would have had repaired; here it is no number
        fault = "VB04" if mention.fault == "VB03" else mention.fault
        if fault != rule:
            return None
        is_safe = rule == "VB02" and bool(mention.suggestion)
        return Finding(line=line, message=mention.message, suggestion=mention.suggestion, is_safe=is_safe)
    if rule != "VB04":
        return None
    try:
        DocumentNumber.parse(value)
    except DocumentNumberError as error:
        return Finding(line=line, message=f"“{value}” {error.reason}" if error.reason[0].islower() else error.reason)
    return None


def document_is_complete(subject: Subject) -> Iterator[Finding]:
    """VB05: a document that is no draft has a number and a day of issue; an unknown day is said, with sources."""
    entry = subject.entry
    if not isinstance(entry, OfficialDocument) or entry.legal_status == LegalStatus.DRAFT or entry.status is Status.DRAFT:
        return
    written = subject.fields.get("issued")
    is_unknown = written is not None and written.value == _UNKNOWN_DAY
    if not entry.number:
        yield Finding(line=subject.line_of("number"), message=_draft_message("số"))
    if entry.issued is None and is_unknown and not entry.sources:
        message = "Ngày ban hành chưa rõ (“issued: unknown”): ghi nguồn ở “sources”."
        yield Finding(line=subject.line_of("issued"), message=message)
    if entry.issued is None and not is_unknown:
        yield Finding(line=subject.line_of("issued"), message=_draft_message("ngày"))


_EXAMPLE = {"số": "“number: 12/KH-UBND”", "ngày": "“issued: 2026-02-28” (chưa rõ ngày: “issued: unknown” và “sources”)"}


def _draft_message(missing: str) -> str:
    return f"Văn bản chưa có {missing}. Nếu đã ban hành, thêm {_EXAMPLE[missing]}; nếu đây là dự thảo, đặt “status: draft”."


def one_date_for_one_document(subject: Subject) -> Iterator[Finding]:
    """VB06: a number has one date and one entry in the whole site. Another year is another document, and silent."""
    site = site_of(subject)
    for cited in subject.numbers:
        right = _other_day(site, cited.number, cited.issued) if cited.issued else None
        if cited.issued and right:
            # "hội nghị triển khai 05-NQ/TU ngày 20/3/2026": the day of the meeting reads like that of the document
            message = f"{_two_dates(cited.number, cited.issued, right)} Ngày của việc khác thì đặt ở đầu câu."
            yield Finding(line=cited.line, column=cited.column, message=message)
    for field, number, issued in _dated_fields(subject.entry):
        right = _other_day(site, number, issued)
        if right:
            yield Finding(line=subject.line_of(field), message=_two_dates(number, issued, right))
    yield from _same_document(subject, site)


def _dated_fields(entry: Entry | None) -> Iterator[tuple[str, str, dt.date]]:
    if isinstance(entry, Slogan) and entry.approval:
        yield "approval", entry.approval.number, entry.approval.date
    if isinstance(entry, Exemplar) and entry.commendation:
        yield "commendation", entry.commendation.number, entry.commendation.date


def _other_day(site: Surroundings, number: str, issued: dt.date) -> dt.date | None:
    """The day of the one document that `number` can mean in the year of `issued`, when it is another day."""
    if any(document.issued is None for document in site.register.find(number)):
        return None  # the text may know the day that the register does not
    found = site.register.find(number, issued)
    return found[0].issued if len(found) == 1 and found[0].issued != issued else None


def _two_dates(number: str, here: dt.date, right: dt.date) -> str:
    return f"{number} ghi hai ngày khác nhau ({short_date(here)} ở đây, {short_date(right)} ở kho văn bản)."


def _same_document(subject: Subject, site: Surroundings) -> Iterator[Finding]:
    """The later (by date, then path) of two entries about one document; the earlier keeps its place."""
    own = subject.entry
    if not isinstance(own, OfficialDocument) or not own.number:
        return
    for other in site.register.find(own.number):
        if other.path == own.path or register_key(other) != register_key(own):
            continue
        if own.path in site.published and (own.date, own.path) < (other.date, other.path):
            continue
        line = subject.line_of("number")
        if own.issued and other.issued and own.issued != other.issued:
            yield Finding(line=subject.line_of("issued"), message=_two_dates(own.number, own.issued, other.issued))
        else:
            yield Finding(line=line, message=f"{own.number} đã có trong kho văn bản (content/{other.path}): mỗi văn bản một mục.")
        return


def document_has_substance(subject: Subject) -> Iterator[Finding]:
    """VB10: a reader learns what a document is about, who issued it, and where it can be read or who reports it."""
    entry = subject.entry
    if not isinstance(entry, OfficialDocument):
        return
    if not entry.excerpt.strip():
        yield Finding(line=subject.line_of("excerpt"), message="Thiếu “excerpt” (trích yếu).")
    is_draft = entry.legal_status is LegalStatus.DRAFT or entry.status is Status.DRAFT
    if not entry.issuer.strip() and not is_draft:
        yield Finding(line=subject.line_of("issuer"), message="Thiếu “issuer” (cơ quan ban hành).")
    has_link = any(link.kind in _LINKS_THAT_PROVE and not link.is_picture for link in subject.links)
    if not (entry.files or entry.sources or has_link):
        message = "Thiếu nơi đọc văn bản: thêm “files” (tệp), “sources” (nguồn) hoặc một liên kết trong bài."
        yield Finding(line=subject.line_of("sources"), message=message)


def number_is_unambiguous(subject: Subject) -> Iterator[Finding]:
    """VB11: a number that several documents have, at its first place in the text without a date that decides."""
    site = site_of(subject)
    said: set[str] = set()
    for cited in subject.numbers:
        if cited.number in said:
            continue
        found = site.register.find(cited.number, cited.issued)
        if len(found) > 1 and all(document.path != subject.path for document in found):
            said.add(cited.number)
            message = f"Số {cited.number} có ở {len(found)} văn bản: ghi thêm ngày ban hành."
            yield Finding(line=cited.line, column=cited.column, message=message)


def claims_of(entry: Entry | None, numbers: Iterable[CitedNumber]) -> Iterator[tuple[str, str]]:
    """Number and day of issue (ISO) wherever an entry gives both."""
    yield from ((cited.number, cited.issued.isoformat()) for cited in numbers if cited.issued)
    yield from ((number, issued.isoformat()) for _, number, issued in _dated_fields(entry))


def _gives_another_day(outlines: Sequence[Outline], site: Surroundings) -> Iterable[Outline]:
    """Entries that give a number a day that the register does not, and all documents."""
    claims = {claim for outline in outlines for claim in outline.claims}
    wrong = {(number, day) for number, day in claims if _other_day(site, number, dt.date.fromisoformat(day))}
    return [outline for outline in outlines if outline.path.startswith(_DOCUMENTS) or not wrong.isdisjoint(outline.claims)]


def _cites_a_shared_number(outlines: Sequence[Outline], site: Surroundings) -> Iterable[Outline]:
    shared = {number for number in {number for outline in outlines for number in outline.cites} if len(site.register.find(number)) > 1}
    return [outline for outline in outlines if not shared.isdisjoint(outline.cites)] if shared else ()


def date_exists(subject: Subject) -> Iterator[Finding]:
    """NG02: a date in prose that no calendar has, or of a year to come for what is told as done."""
    text = joined_lines(subject.prose)
    posted = subject.entry.date.year if subject.entry else dt.MAXYEAR
    for found in doubtful_dates(text, posted):
        shown = f"{found.day:02}/{found.month:02}/{found.year}"
        if found.date is None:
            message = f"Ngày {shown} không tồn tại. Xem lại ngày, tháng."
        elif _DONE.search(text, max(0, found.start - _REACH), found.start):
            message = f"Ngày {shown} sau năm đăng bài ({posted}), mà bài kể việc đã làm. Xem lại năm."
        else:
            continue
        line, column = Places(subject.prose).of(found.start)
        yield Finding(line=line, column=column, length=found.end - found.start, message=message)


_MIXED = "Số, ký hiệu không lẫn kiểu của Đảng (05-NQ/TU) với kiểu của chính quyền (12/KH-UBND)."

RULES: tuple[Rule, ...] = (
    Rule(id="VB01", level=Level.ERROR, title=_MIXED, check=_faults("VB01")),
    Rule(id="VB02", level=Level.ERROR, title="Số văn bản nhỏ hơn 10 có số 0 đứng trước: 05-NQ/TU.", check=_faults("VB02")),
    Rule(id="VB04", level=Level.ERROR, title="Ký hiệu loại văn bản và cơ quan viết đúng từng chữ.", check=_faults("VB04")),
    Rule(id="VB05", level=Level.ERROR, title="Văn bản không phải dự thảo có số và ngày ban hành.", check=document_is_complete),
    Rule(
        id="VB06",
        level=Level.ERROR,
        title="Một văn bản chỉ có một ngày ban hành và một mục trong kho văn bản.",
        check=one_date_for_one_document,
        scope=Scope.SITE,
        suspects=_gives_another_day,
    ),
    Rule(
        id="VB10",
        level=Level.ERROR,
        title="Văn bản có trích yếu, cơ quan ban hành, và tệp, liên kết hoặc nguồn.",
        check=document_has_substance,
    ),
    Rule(
        id="VB11",
        level=Level.NOTE,
        title="Số có ở nhiều văn bản thì ghi thêm ngày ban hành.",
        check=number_is_unambiguous,
        scope=Scope.SITE,
        suspects=_cites_a_shared_number,
        is_outcome=True,
    ),
    Rule(id="NG02", level=Level.ERROR, title="Ngày trong bài có thật trên lịch.", check=date_exists),
    *basis_rules.RULES,
    *date_rules.RULES,
)
REPAIRS: tuple[Repair, ...] = (VB03,)
