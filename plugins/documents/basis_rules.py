"""What a text rests on: VB07 a number that the register lacks, VB08 a first mention without a date, VB09 a basis that has ended.

All three ask the register; they are remarks of `check`. Their suspicions look only at the numbers that heads carry.
"""

import datetime as dt
import functools
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from plugins.core.errors import DocumentNumberError
from plugins.core.model import Entry, Exemplar, LegalStatus, OfficialDocument, Page, Slogan
from plugins.core.rules import CitedNumber, Finding, Level, LinkKind, Outline, Rule, Scope, Subject, Surroundings
from plugins.documents.numbers import DocumentNumber
from plugins.documents.symbols import Style, kind_name
from plugins.vietnamese.dates import short_date

_LAWS = Path(__file__).parent / "data" / "laws.toml"
#: A decree or a law is found by its number alone in the registers of the State, and a letter is kept in none: the ward's
#: register is asked only for what the Party and the people's committees number.
_REGISTERED = frozenset({Style.PARTY, Style.STATE})
_ENDED = frozenset({LegalStatus.REPLACED, LegalStatus.EXPIRED})
#: a link in the same line that shows the document
_SHOWS = frozenset({LinkKind.FILE, LinkKind.OUTSIDE})


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedLaw:
    """A row of data/laws.toml."""

    number: str
    #: first day on which it no longer holds
    since: dt.date
    #: numbers of what replaced it
    replaced_by: tuple[str, ...]


@functools.cache
def ended_laws() -> Mapping[str, EndedLaw]:
    """The rows of data/laws.toml by number, read once."""
    rows = tomllib.loads(_LAWS.read_text(encoding="utf-8"))["ended"]
    return {row["number"]: EndedLaw(number=row["number"], since=row["since"], replaced_by=tuple(row["replaced_by"])) for row in rows}


def site_of(subject: Subject) -> Surroundings:
    """The other entries; TypeError when a rule of scope SITE was called without them."""
    if subject.site is None:
        raise TypeError("a rule of scope SITE was called without the other entries")
    return subject.site


@functools.lru_cache(maxsize=4096)  # a site cites the same numbers again and again
def _parsed(number: str) -> DocumentNumber | None:
    try:
        return DocumentNumber.parse(number)
    except DocumentNumberError:
        return None  # a field keeps what rules VB01 to VB04 name


def _is_registered_kind(number: str) -> bool:
    parsed = _parsed(number)
    return parsed is not None and parsed.style in _REGISTERED


def _first_mentions(numbers: Iterable[CitedNumber], body_line: int) -> Iterator[CitedNumber]:
    """Of each number the first place in the text; title, summary and other fields, which stand before line `body_line`, are no text."""
    said: set[str] = set()
    for cited in numbers:
        if cited.line >= body_line and cited.number not in said:
            said.add(cited.number)
            yield cited


def _at(cited: CitedNumber, message: str, suggestion: str = "") -> Finding:
    return Finding(line=cited.line, column=cited.column, length=cited.length, message=message, suggestion=suggestion)


# --- VB07


def number_is_registered(subject: Subject) -> Iterator[Finding]:
    """VB07: a number of the Party or of a people's committee that the register lacks, and that nothing beside it proves."""
    register = site_of(subject).register
    proved = {number for _, number in _own_numbers(subject.entry)}
    proved.update(cited.number for cited in subject.numbers if _is_in_sources(cited, subject))
    shown = {link.line for link in subject.links if link.kind in _SHOWS and not link.is_picture}
    for cited in _first_mentions(subject.numbers, subject.body_line):
        if cited.number in proved or cited.line in shown or not _is_registered_kind(cited.number) or register.find(cited.number):
            continue
        if not any(cited.number in link.text for link in subject.links):
            yield _at(cited, f"Chưa có “{cited.number}” trong kho văn bản: thêm vào hoặc gắn nguồn.")


def _own_numbers(entry: Entry | None) -> Iterator[tuple[str, str]]:
    """Field and number of what the front matter itself gives with date or issuer."""
    if isinstance(entry, OfficialDocument):
        yield "number", entry.number
    if isinstance(entry, Slogan) and entry.approval:
        yield "approval", entry.approval.number
    if isinstance(entry, Exemplar) and entry.commendation:
        yield "commendation", entry.commendation.number


def _is_in_sources(cited: CitedNumber, subject: Subject) -> bool:
    return subject.entry is not None and any(cited.number in source for source in subject.entry.sources)


def _cites_a_stranger(outlines: Sequence[Outline], site: Surroundings) -> Iterable[Outline]:
    numbers = {number for outline in outlines for number in outline.cites}
    strangers = {number for number in numbers if _is_registered_kind(number) and not site.register.find(number)}
    return [outline for outline in outlines if not strangers.isdisjoint(outline.cites)] if strangers else ()


# --- VB08


def undated_mentions(numbers: Iterable[CitedNumber], body_line: int) -> Iterator[CitedNumber]:
    """First places in the text with no date in their line."""
    return (cited for cited in _first_mentions(numbers, body_line) if not cited.is_dated)


def first_mention_has_date(subject: Subject) -> Iterator[Finding]:
    """VB08: where the text names a document first, its date stands beside it. Silent when the register has no date, or several."""
    register = site_of(subject).register
    own = {number for _, number in _own_numbers(subject.entry)}
    for cited in undated_mentions(subject.numbers, subject.body_line):
        found = () if cited.number in own else register.find(cited.number)
        if len(found) == 1 and found[0].issued and found[0].path != subject.path:
            suggestion = f"{cited.number} ngày {short_date(found[0].issued)}"
            yield _at(cited, "Lần nhắc đầu tiên nên ghi đủ ngày ban hành.", suggestion)


def _leaves_out_a_date(outlines: Sequence[Outline], site: Surroundings) -> Iterable[Outline]:
    numbers = {number for outline in outlines for number in outline.undated}
    dated = {number for number in numbers if any(document.issued for document in site.register.find(number))}
    return [outline for outline in outlines if not dated.isdisjoint(outline.undated)] if dated else ()


# --- VB09


def basis_is_in_force(subject: Subject) -> Iterator[Finding]:
    """VB09: a text must not rest on what had ended on its day: of a standing page today, else the day of its last change.

    Silent when the text names what came instead, since then it tells of the change.
    """
    site = site_of(subject)
    day = _day_of(subject.entry, site.now.date())
    if day is None:
        return
    known = _known_as_ended(subject, site)
    for cited in _first_mentions(subject.numbers, subject.body_line):
        message = _ended(cited.number, cited.issued, day, subject, site)
        if message and cited.number not in known:
            yield _at(cited, message)
    for number in subject.entry.implements if isinstance(subject.entry, OfficialDocument) else ():
        message = _ended(number, None, day, subject, site)
        if message and number not in known:
            yield Finding(line=subject.line_of("implements"), message=message)


def _day_of(entry: Entry | None, today: dt.date) -> dt.date | None:
    """The day on which the basis of an entry had to hold; None when that is not known."""
    if isinstance(entry, OfficialDocument):
        return entry.issued
    if entry is None or isinstance(entry, Page):
        return today if entry else None
    return entry.changed_on.date()


def _known_as_ended(subject: Subject, site: Surroundings) -> set[str]:
    """Numbers that the text itself replaces, or that another document it cites replaces."""
    entry = subject.entry
    known = {*entry.replaces, *entry.amends} if isinstance(entry, OfficialDocument) else set()
    cited = {one.number for one in subject.numbers}
    known.update(law.number for law in ended_laws().values() if not cited.isdisjoint(law.replaced_by))
    for number in cited:
        for document in site.register.find(number):
            known.update(document.replaces)
    return known


def _ended(number: str, issued: dt.date | None, day: dt.date, subject: Subject, site: Surroundings) -> str:
    """What to tell of a number that had ended on `day`; empty when it had not, or when that is not known."""
    law = ended_laws().get(number)
    if law:
        return _message(number, f"hết hiệu lực từ {short_date(law.since)}", law.replaced_by) if law.since <= day else ""
    found = site.register.find(number, issued)
    if len(found) != 1 or found[0].path == subject.path:
        return ""
    until = found[0].effective_until
    if until:
        return _message(number, f"hết hiệu lực sau ngày {short_date(until)}") if until < day else ""
    has_ended = found[0].legal_status in _ENDED and found[0].changed_on.date() <= day
    return _message(number, "đã hết hiệu lực theo kho văn bản") if has_ended else ""


def _message(number: str, fact: str, replaced_by: tuple[str, ...] = ()) -> str:
    parsed = _parsed(number)
    name = " ".join(filter(None, [kind_name(parsed.kind) if parsed else "", number]))
    instead = f" Văn bản thay thế: {', '.join(replaced_by)}." if replaced_by else ""
    return f"{name} {fact}. Kiểm tra lại căn cứ.{instead}"


def _may_have_ended(document: OfficialDocument) -> bool:
    return document.effective_until is not None or document.legal_status in _ENDED


def _cites_what_ended(outlines: Sequence[Outline], site: Surroundings) -> Iterable[Outline]:
    numbers = {number for outline in outlines for number in outline.cites}
    ended = {number for number in numbers if number in ended_laws() or any(map(_may_have_ended, site.register.find(number)))}
    return [outline for outline in outlines if not ended.isdisjoint(outline.cites)] if ended else ()


RULES: tuple[Rule, ...] = (
    Rule(
        id="VB07",
        level=Level.WARNING,
        title="Văn bản được nhắc đến có trong kho văn bản hoặc có nguồn.",
        check=number_is_registered,
        scope=Scope.SITE,
        suspects=_cites_a_stranger,
    ),
    Rule(
        id="VB08",
        level=Level.NOTE,
        title="Lần nhắc đầu tiên ghi đủ ngày ban hành.",
        check=first_mention_has_date,
        scope=Scope.SITE,
        suspects=_leaves_out_a_date,
    ),
    Rule(
        id="VB09",
        level=Level.WARNING,
        title="Căn cứ của bài còn hiệu lực.",
        check=basis_is_in_force,
        scope=Scope.SITE,
        suspects=_cites_what_ended,
    ),
)
