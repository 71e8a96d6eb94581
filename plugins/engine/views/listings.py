"""Pages that list entries: the first page, and those of types, categories and tags."""

from markupsafe import Markup
from msgspec import Struct

from plugins.engine.views.documents import DocumentRow
from plugins.engine.views.elements import CardView, ContactView, Link
from plugins.engine.views.entry import ArticleView
from plugins.engine.views.meta import PublicPage
from plugins.engine.views.slogans import SloganView


class CategoryView(Struct, frozen=True, kw_only=True):
    """A category and where its listing is."""

    key: str
    name: str
    description: str
    url: str
    count: int


class ListingPage(PublicPage, frozen=True, kw_only=True):
    """listing.html: entries of a type, a category or a tag, newest first."""

    heading: str
    #: sentence under the heading
    lead: str
    articles_page: tuple[CardView, ...]
    #: what to tell when there are none, sanitised HTML
    empty: Markup
    older: Link | None
    newer: Link | None
    category: Link | None
    tag: str
    template: str = "listing.html"


class HomePage(PublicPage, frozen=True, kw_only=True):
    """home.html: the first page."""

    #: up to three slogans in validity
    slogans: tuple[SloganView, ...]
    newest: tuple[CardView, ...]
    #: the ward's document of first rank, explained in one minute; None when it is not published
    resolution: ArticleView | None
    resolution_url: str
    documents: tuple[DocumentRow, ...]
    models: tuple[CardView, ...]
    exemplars: tuple[CardView, ...]
    #: what to tell when no exemplar is posted yet
    exemplars_empty: Markup
    #: wrong claims answered, residents' questions answered; empty while there are none
    fact_checks: tuple[CardView, ...]
    answers: tuple[CardView, ...]
    categories: tuple[CategoryView, ...]
    #: ways to hear of what is new, and to write: feeds, standing pages that a menu names
    ways: tuple[Link, ...]
    #: outside: where services are applied for; None until the ward states its address
    services: Link | None
    contact: ContactView
    template: str = "home.html"
