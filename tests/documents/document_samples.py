"""Sample entries and subjects for tests of documents; every person, number and office here is a sample, not a fact."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from golden_cases import sections

from plugins.core.model import VIETNAM, Article, Entry, LegalStatus, OfficialDocument
from plugins.core.rules import LinkKind, Located, Subject, Surroundings, TextLink
from plugins.documents.register import Register
from plugins.documents.rules import cited_numbers

POSTED = dt.datetime(2026, 3, 1, 8, tzinfo=VIETNAM)


def bad_cases(rule: str) -> list[tuple[str, str]]:
    """(text, expected part of the message or suggestion) of each bad bullet."""
    return [(text.strip(), hint.strip()) for text, hint in (bullet.split("=>") for bullet in sections(rule)["bad"])]


def document(number: str = "05-NQ/TU", issued: dt.date | None = dt.date(2026, 1, 14), **changes: Any) -> OfficialDocument:
    """A sample document."""
    values: dict[str, Any] = {
        "path": f"van-ban/{number.replace('/', '-').lower()}-{issued}.md",
        "id": "vb-1",
        "title": "Văn bản mẫu",
        "slug": "van-ban-mau",
        "date": POSTED,
        "number": number,
        "kind": "Nghị quyết",
        "issuer": "Thành ủy (mẫu)",
        "excerpt": "Trích yếu mẫu",
        "legal_status": LegalStatus.IN_FORCE,
        "issued": issued,
        "sources": ("Nguồn mẫu",),
    }
    return OfficialDocument(**(values | changes))


def article(**changes: Any) -> Article:
    """A sample article."""
    values: dict[str, Any] = {
        "path": "bai-viet/mau.md",
        "id": "bv-1",
        "title": "Bài mẫu",
        "slug": "mau",
        "date": POSTED,
        "category": "tin",
    }
    return Article(**(values | changes))


def subject(
    *prose: str,
    entry: Entry | None = None,
    register: Iterable[OfficialDocument] | None = None,
    fields: Mapping[str, Located] | None = None,
    links: tuple[TextLink, ...] = (),
) -> Subject:
    """A subject with these lines as its text; with `register`, also the other entries."""
    own = entry or article()
    documents = tuple(register or ())
    site = Surroundings(
        published={other.path: other for other in documents},
        sources=frozenset(),
        files=frozenset(),
        anchors={},
        register=Register(documents),
        allowed_hosts=frozenset(),
        categories=frozenset(),
        now=POSTED,
    )
    return Subject(
        path=own.path,
        entry=own,
        fields=fields or {},
        lines=prose,
        prose=prose,
        body_line=1,
        numbers=cited_numbers(prose),
        links=links,
        site=None if register is None else site,
    )


def link(target: str, *, is_picture: bool = False) -> TextLink:
    """A link of the text."""
    return TextLink(line=9, kind=LinkKind.OUTSIDE, target=target, text="chữ", is_picture=is_picture)
