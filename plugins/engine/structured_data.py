"""What search engines are told of a page: JSON-LD in the words of https://schema.org, as one text for its <script>.

    entry or place -> nodes (frozen, each a type of schema.org) -> {"@context": …, "@graph": [nodes]} -> JSON, safe inside HTML

Facts only: what the entry does not state is left out, and so is what follows from nothing but its place on the page. Texts are
those that the head of the page says anyway, so that on the wire they cost next to nothing. Modules that decide are not imported.
"""

import functools
from collections.abc import Callable

import msgspec
from markupsafe import Markup
from msgspec import Struct

from plugins.core.model import Answer, Article, Entry, Exemplar, FactCheck, LegalStatus, ModelExample, OfficialDocument
from plugins.documents.register import Register
from plugins.engine.material import SiteFacts
from plugins.engine.schema_org import (
    AcceptedAnswer,
    BreadcrumbList,
    Claim,
    ClaimReview,
    GovernmentOrganization,
    Legislation,
    ListItem,
    NewsArticle,
    Node,
    Organization,
    Question,
    Rating,
    WebSite,
)
from plugins.engine.views.elements import ContactView, Link

#: rows of breadcrumbs that are kept: an article has one of a dozen
_TRAILS = 1024
#: letters that could end the script or be read as markup, and line ends of old readers of JSON; as JSON writes them inside a string
_UNSAFE = ((b"<", b"\\u003c"), (b">", b"\\u003e"), (b"&", b"\\u0026"), (b"\xe2\x80\xa8", b"\\u2028"), (b"\xe2\x80\xa9", b"\\u2029"))
_IN_FORCE, _NOT_IN_FORCE = "https://schema.org/InForce", "https://schema.org/NotInForce"


class _Graph(Struct, frozen=True, kw_only=True):
    """All that is said on one page."""

    context: str = msgspec.field(name="@context", default="https://schema.org")
    graph: tuple[Node | msgspec.Raw, ...] = msgspec.field(name="@graph")


class Said(Struct, frozen=True, kw_only=True):
    """What the head of the page of an entry says of it."""

    url: str
    published: str
    modified: str
    #: address of the share picture
    image: str


_ENCODER = msgspec.json.Encoder()


def about_entry(facts: SiteFacts, entry: Entry, said: Said, register: Register, crumbs: tuple[Link, ...]) -> Markup:
    """For the page of an entry. `register`: the documents that it names; `crumbs`: the way to it."""
    describe = _DESCRIBED.get(entry.folder)
    trail = _trail(facts.siteurl, crumbs)
    return _printed(trail if describe is None else (describe(facts, entry, said, register), *trail))


def about_ward(facts: SiteFacts, contact: ContactView, description: str) -> Markup:
    """For the first page: the ward and its portal."""
    home = f"{facts.siteurl}/"
    ward = GovernmentOrganization(name=facts.publisher, url=home, email=contact.email, telephone=contact.phone, address=contact.address)
    site = WebSite(name=facts.site_name, url=home, description=description, in_language="vi", publisher=_publisher(facts))
    return _printed((ward, site))


def about_place(siteurl: str, crumbs: tuple[Link, ...]) -> Markup:
    """For any other page: the way to it; nothing when there is none."""
    return _printed(_trail(siteurl, crumbs))


def _printed(nodes: tuple[Node | msgspec.Raw, ...]) -> Markup:
    if not nodes:
        return Markup()
    data = _ENCODER.encode(_Graph(graph=nodes))
    for sign, written in _UNSAFE:
        data = data.replace(sign, written)
    return Markup(data.decode())  # noqa: S704 - nothing in it ends a script, and nothing in a script is markup


@functools.lru_cache(maxsize=_TRAILS)
def _trail(siteurl: str, crumbs: tuple[Link, ...]) -> tuple[msgspec.Raw, ...]:
    """The breadcrumbs as they are printed; a page without any has no such node."""
    if not crumbs:
        return ()
    items = tuple(ListItem(position=at, name=link.label, item=f"{siteurl}/{link.url}") for at, link in enumerate(crumbs, 1))
    return (msgspec.Raw(_ENCODER.encode(BreadcrumbList(item_list_element=items))),)


def _publisher(facts: SiteFacts) -> GovernmentOrganization:
    return GovernmentOrganization(name=facts.publisher)


def _news(facts: SiteFacts, entry: Entry, said: Said, register: Register) -> Node:
    return NewsArticle(
        headline=entry.title,
        url=said.url,
        date_published=said.published,
        date_modified=said.modified,
        image=said.image,
        author=entry.author,
        publisher=_publisher(facts),
    )


def _document(facts: SiteFacts, entry: Entry, said: Said, register: Register) -> Node:
    assert isinstance(entry, OfficialDocument)

    def others(numbers: tuple[str, ...]) -> tuple[Legislation, ...]:
        return tuple(_other(facts, number, register) for number in numbers)

    return Legislation(
        name=entry.title,
        url=said.url,
        legislation_identifier=entry.number,
        legislation_type=entry.kind,
        legislation_date=entry.issued.isoformat() if entry.issued else "",
        legislation_passed_by=Organization(name=entry.issuer) if entry.issuer else None,
        legislation_legal_force=_force(entry),
        temporal_coverage=_days(entry),
        legislation_ensures_implementation_of=others(entry.implements),
        legislation_changes=others(entry.amends),
        legislation_repeals=others(entry.replaces),
    )


def _other(facts: SiteFacts, number: str, register: Register) -> Legislation:
    """Another document; its page only when the number is that of one document alone."""
    found = register.find(number)
    return Legislation(legislation_identifier=number, url=f"{facts.siteurl}/{found[0].url}" if len(found) == 1 else "")


def _force(entry: OfficialDocument) -> str:
    """Effect is a claim of law: as on the page, “in force” is said only with the day from which it holds."""
    if entry.legal_status in (LegalStatus.REPLACED, LegalStatus.EXPIRED):
        return _NOT_IN_FORCE
    return _IN_FORCE if entry.legal_status is LegalStatus.IN_FORCE and entry.effective else ""


def _days(entry: OfficialDocument) -> str:
    if entry.effective is None:
        return ""
    return f"{entry.effective.isoformat()}/{entry.effective_until.isoformat() if entry.effective_until else '..'}"


def _fact_check(facts: SiteFacts, entry: Entry, said: Said, register: Register) -> Node:
    assert isinstance(entry, FactCheck)
    return ClaimReview(
        url=said.url,
        date_published=said.published,
        author=_publisher(facts),
        claim_reviewed=entry.claim,
        review_rating=Rating(alternate_name=entry.verdict),
        item_reviewed=Claim(description=entry.appeared) if entry.appeared else None,
    )


def _question(facts: SiteFacts, entry: Entry, said: Said, register: Register) -> Node:
    assert isinstance(entry, Answer)
    answer = AcceptedAnswer(
        text=entry.lead,
        url=said.url,
        date_created=entry.answered_on.isoformat(),
        author=GovernmentOrganization(name=entry.office),
    )
    return Question(name=entry.question, date_created=entry.asked_on.isoformat(), answer_count=1, accepted_answer=answer)


#: what the page of an entry is about, by folder; slogans, notices and standing pages have no type that fits
_DESCRIBED: dict[str, Callable[[SiteFacts, Entry, Said, Register], Node]] = {
    Article.folder: _news,
    ModelExample.folder: _news,
    Exemplar.folder: _news,
    OfficialDocument.folder: _document,
    FactCheck.folder: _fact_check,
    Answer.folder: _question,
}
