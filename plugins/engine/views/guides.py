"""Pages that lead on: map, search, ways to follow the ward, what stands where a page was looked for, proof that a page is real."""

from msgspec import Struct

from plugins.engine.views.elements import FileLink, Link
from plugins.engine.views.meta import PublicPage


class CountedLink(Struct, frozen=True, kw_only=True):
    """A place to go, and how many entries are there."""

    label: str
    url: str
    count: int


class SiteMapSection(Struct, frozen=True, kw_only=True):
    """A section on the map."""

    heading: str
    url: str
    count: int
    newest: tuple[Link, ...]
    #: of a long one, each year and the page of the listing on which it begins
    years: tuple[Link, ...]


class SiteMapPage(PublicPage, frozen=True, kw_only=True):
    """site-map.html: everything that has a page, for people."""

    lead: str
    pages: tuple[Link, ...]
    sections: tuple[SiteMapSection, ...]
    categories: tuple[CountedLink, ...]
    #: those of most entries
    tags: tuple[CountedLink, ...]
    feeds: tuple[Link, ...]
    #: the register as open data
    files: tuple[FileLink, ...]
    template: str = "site-map.html"


class QrCode(Struct, frozen=True, kw_only=True):
    """A code that a phone reads, and what it leads to."""

    label: str
    #: absolute
    address: str
    #: modules on each side, the quiet zone included
    side: int
    #: of the dark modules, in SVG, in a grid of modules
    path: str


class FollowFeed(Struct, frozen=True, kw_only=True):
    """A feed to follow."""

    name: str
    description: str
    #: page that shows the same
    page: str
    #: absolute, to copy into a reader
    address: str
    #: RSS, Atom, JSON
    forms: tuple[Link, ...]


class FollowPage(PublicPage, frozen=True, kw_only=True):
    """follow.html: how to follow the ward, and every feed."""

    heading: str
    lead: str
    #: absolute address of the feed of everything
    everything: str
    codes: tuple[QrCode, ...]
    #: of everything, folders and categories
    feeds: tuple[FollowFeed, ...]
    tags: tuple[FollowFeed, ...]
    #: every feed in one file
    opml: str
    template: str = "follow.html"


class StandInPage(PublicPage, frozen=True, kw_only=True):
    """404.html, da-go.html, het-han.html: stands where somebody looked for another page, and helps on."""

    #: over the heading: Lỗi 404
    eyebrow: str
    lead: str
    #: where to go instead
    ways: tuple[Link, ...]
    #: newest entries, on 404.html alone: the others lie at many addresses, and would all change with each new entry
    newest: tuple[Link, ...]
    #: is there a page that searches?
    has_search: bool
    template: str = "404.html"


class AuthenticityPage(PublicPage, frozen=True, kw_only=True):
    """co-that-khong.html: is a page that circulates one of the portal's?"""

    heading: str
    lead: str
    #: page that searches, from the root; empty when there is none
    search_url: str
    template: str = "authenticity.html"


class Choice(Struct, frozen=True, kw_only=True):
    """A choice of a filter of the search page."""

    #: its number in the index
    value: int
    label: str
    #: of a type, what its addresses begin with: bai-viet/
    folder: str = ""


class SearchPage(PublicPage, frozen=True, kw_only=True):
    """search.html: a form, and the script that answers it."""

    #: names of the parts of the index, newest first, for the script
    shards: str
    types: tuple[Choice, ...]
    categories: tuple[Choice, ...]
    #: newest first
    years: tuple[Choice, ...]
    #: where to look instead
    ways: tuple[Link, ...]
    template: str = "search.html"
