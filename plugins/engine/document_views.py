"""Stage 5a, official documents as pages show them: their effect in words, how they are named, what they do to each other."""

import datetime as dt

from plugins.core.model import LegalStatus, OfficialDocument
from plugins.engine.text import UNKNOWN, day, legal_status
from plugins.engine.views.documents import CitedDocument, RelationView
from plugins.engine.views.elements import Link, StandingView
from plugins.vietnamese.dates import short_date

_KIND: dict[LegalStatus, str] = {
    LegalStatus.DRAFT: "plain",
    LegalStatus.IN_FORCE: "good",
    LegalStatus.REPLACED: "bad",
    LegalStatus.EXPIRED: "bad",
}

#: before the links to what holds instead, where no day stands between
_REPLACED_BY: dict[LegalStatus, str] = {LegalStatus.REPLACED: "Đã được thay bằng", LegalStatus.EXPIRED: "Hết hiệu lực, được thay bằng"}


def name_of(document: OfficialDocument) -> str:
    """As people name it: Kế hoạch số 80-KH/ĐU."""
    return f"{document.kind} số {document.number}" if document.number else f"{document.kind} (số: {UNKNOWN})"


def standing_of(document: OfficialDocument, successors: tuple[Link, ...] = ()) -> StandingView:
    """Effect of a document: “Còn hiệu lực” is said only with the day from which it holds (see `legal_status`).

    `successors`: the published documents that replace it. No word depends on the day of the build: an end that is known is named
    (“đến hết 30/6/2026”), so that the page stays true behind it.
    """
    status, since, until = document.legal_status, document.effective, document.effective_until
    kind, words, more = _KIND[status], legal_status(document), ""
    if status is LegalStatus.IN_FORCE:
        days = [f"từ {short_date(since)}"] if since else []
        days += [f"đến hết {short_date(until)}"] if until else []
        words = f"Hiệu lực: {UNKNOWN}" if words == UNKNOWN else words
        words, more = "Có hiệu lực" if until else words, " ".join(days)
        kind = kind if since else "plain"
        if successors:
            kind, words, more = "doubt", "Đã có văn bản thay thế:", ""
    elif status is LegalStatus.DRAFT:
        more = "chưa có hiệu lực"
    elif until and until < dt.date.max:
        words, more = "Hết hiệu lực", f"từ {short_date(until + dt.timedelta(days=1))}"
    if successors and not words.endswith(":"):
        words, more = (words, f"{more}, được thay bằng") if more else (_REPLACED_BY[status], "")
    return StandingView(kind=kind, words=words, more=more, links=successors)


def cited_document(document: OfficialDocument, successors: tuple[Link, ...] = ()) -> CitedDocument:
    """A document of the register as other pages name it."""
    return CitedDocument(
        name=name_of(document),
        url=document.url,
        issuer=document.issuer,
        issued=day(document.issued) if document.issued else None,
        standing=standing_of(document, successors),
    )


def unknown_document(number: str) -> CitedDocument:
    """A document that the register does not have, or has more than once."""
    return CitedDocument(name=number, url="", issuer="", issued=None, standing=None)


def link_to(document: OfficialDocument) -> Link:
    """A link that names a document."""
    return Link(label=name_of(document), url=document.url)


def relation(label: str, documents: tuple[CitedDocument, ...], most: int) -> RelationView:
    """A step of the chain of documents, with at most `most` of them."""
    return RelationView(label=label, documents=documents[:most], more=max(0, len(documents) - most))
