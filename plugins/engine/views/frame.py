"""What stands around pages and is said in all of them; templates/frame/ sees this and no page."""

from collections.abc import Mapping

from markupsafe import Markup
from msgspec import Struct

from plugins.core.colours import HOUSE
from plugins.engine.views.elements import ContactView, Link
from plugins.engine.views.meta import PLAIN, Powers


class NoticeView(Struct, frozen=True, kw_only=True):
    """A notice in validity: heads every page."""

    title: str
    url: str
    summary: str
    #: tin, canh-bao, khan
    level: str
    #: changes with the words that are shown, so that what was put away comes back when it says something else; an id of the page
    key: str


class Assets(Struct, frozen=True, kw_only=True):
    """Addresses of the theme's own files, from the root."""

    stylesheet: str
    favicon: str
    #: the one script inside every page, and how a Content-Security-Policy names it: sha256-…
    inline: Markup
    inline_sha256: str
    #: scripts that single pages load, by name
    scripts: Mapping[str, str]
    #: asked for together with the stylesheet, which would name them a moment later
    fonts: tuple[str, ...] = ()


class Frame(Struct, frozen=True, kw_only=True):
    """What all pages share and say inside themselves: it changes with the ward's settings only."""

    SITENAME: str
    SITEURL: str
    ward_name: str
    city: str
    publisher: str
    #: of the house, #rrggbb
    colour: str = HOUSE
    #: a document number as an example of what to type: that of the ward's main document
    main_document: str = ""


class Surround(Struct, frozen=True, kw_only=True):
    """What stands around all pages and changes with the days: notices, menus, the theme's files. Seen by templates/frame/ only."""

    #: header, in order
    navigation: tuple[Link, ...]
    footer: tuple[Link, ...]
    notices: tuple[NoticeView, ...]
    contact: ContactView
    assets: Assets
    #: how to follow the ward
    follow: Link
    #: what stands for the portal in other languages
    languages: tuple[Link, ...] = ()
    #: the search page; empty when there is none
    search_url: str = ""


class Place(Struct, frozen=True):
    """Where a page stands, as far as the parts around it care: pages of one place get the same parts."""

    #: prefix to the root
    root: str
    #: address of the page if a menu names it or it is the first page, else empty
    url: str = ""
    #: addresses of the header's menu that the page stands below
    within: tuple[str, ...] = ()
    #: what the page may do: its policy and scripts are parts too
    powers: Powers = PLAIN
