"""RSS 2.0 and Atom 1.0 through feedgen, with its defects mended in small subclasses (each is named where it is mended).

A feed is a pure function of its view: no clock, no process locale, the same bytes in every run.
"""

import datetime as dt
import html
from email.utils import format_datetime
from typing import Any

from feedgen.entry import FeedEntry
from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.feed import FeedGenerator
from feedgen.util import xml_elem

from plugins.channels.feed_views import GENERATOR, Enclosure, FeedEntryView, FeedView, clean, summary_of

_DC = "http://purl.org/dc/elements/1.1/"
_MEDIA = "http://search.yahoo.com/mrss/"


def rss(view: FeedView) -> bytes:
    """`view` as RSS 2.0, UTF-8."""
    feed = _feed(view, "rss")
    # feedgen sets lastBuildDate to now() and prints it by switching the locale of the process: _RssFeed prints the true one
    feed._FeedGenerator__rss_lastBuildDate = None
    feed.register_extension("portal", _RssFeed, _RssEntry, atom=False, rss=True)
    feed.portal.updated = view.updated
    for row in view.entries:
        entry = _entry(view, row)
        # description is HTML to readers of RSS; feedgen escapes for XML only
        entry.description(html.escape(summary_of(row), quote=False), isSummary=True)
        feed.add_entry(entry, order="append")
        entry.portal.author = view.author_of(row)
        entry.portal.published = row.published
        entry.portal.enclosure = row.enclosure
    return _styled(feed.rss_str(pretty=True), view)


def atom(view: FeedView) -> bytes:
    """`view` as Atom 1.0, UTF-8."""
    feed = _feed(view, "atom")
    feed.register_extension("portal", _AtomFeed, _AtomEntry, atom=True, rss=False)
    feed.updated(view.updated)
    feed.author(name=clean(view.publisher))
    for row in view.entries:
        entry = _entry(view, row)
        entry.published(row.published)
        entry.updated(row.updated)
        entry.author(name=view.author_of(row))
        feed.add_entry(entry, order="append")
        entry.portal.enclosure = row.enclosure
    return _styled(feed.atom_str(pretty=True), view)


def _feed(view: FeedView, form: str) -> Any:
    # feedgen ships no types
    feed: Any = FeedGenerator()
    feed.id(f"tag:{view.authority}:nguon-tin/{view.scope}")
    feed.title(clean(view.title))
    feed.description(clean(view.description) or clean(view.title))
    feed.language(view.language)
    feed.generator(GENERATOR)
    # RSS takes the last link as the feed's own address: the page comes last
    feed.link(href=f"{view.address}.{form}.xml", rel="self", type=f"application/{form}+xml")
    feed.link(href=view.url, rel="alternate", type="text/html")
    return feed


def _entry(view: FeedView, row: FeedEntryView) -> Any:
    entry: Any = _Entry()
    entry.id(view.id_of(row))
    entry.title(clean(row.title))
    entry.link(href=row.url, rel="alternate", type="text/html")
    if row.enclosure:
        entry.enclosure(url=row.enclosure.url, length=str(row.enclosure.length), type=row.enclosure.type)
    entry.summary(summary_of(row))
    if row.html:
        entry.content(clean(row.html), type="html")
    for name in row.categories:
        entry.category(term=clean(name))
    return entry


def _styled(feed: bytes, view: FeedView) -> bytes:
    """The feed with the address of its stylesheet before the root: feedgen writes no processing instruction."""
    if not view.style:
        return bytes(feed)
    declaration, _, rest = bytes(feed).partition(b"\n")
    return b'%s\n<?xml-stylesheet type="text/css" href="%s"?>\n%s' % (declaration, html.escape(view.style).encode(), rest)


class _Entry(FeedEntry):  # type: ignore[misc] # feedgen ships no types
    """feedgen 1.0.0 loses rel, type and length of links in Atom (#135), which turns an enclosure into a second page."""

    def atom_entry(self, extensions: bool = True) -> Any:
        element = super().atom_entry(extensions)
        for written, link in zip(element.findall("link"), self.link() or [], strict=True):
            for name in ("rel", "type", "length"):
                if link.get(name):
                    written.set(name, link[name])
        return element


class _AtomFeed(BaseExtension):  # type: ignore[misc] # feedgen ships no types
    """Media RSS in Atom."""

    def extend_ns(self) -> dict[str, str]:
        return {"media": _MEDIA}


class _RssFeed(BaseExtension):  # type: ignore[misc] # feedgen ships no types
    """lastBuildDate from the entries, printed without touching the locale."""

    #: set by `rss`; feedgen makes the extension without arguments
    updated: dt.datetime

    def extend_ns(self) -> dict[str, str]:
        return {"dc": _DC, "media": _MEDIA}

    def extend_rss(self, feed: Any) -> Any:
        xml_elem("lastBuildDate", feed[0]).text = format_datetime(self.updated)
        return feed


class _AtomEntry(BaseEntryExtension):  # type: ignore[misc] # feedgen ships no types
    """media:content by itself: feedgen's own extension puts it into a group that few readers open."""

    #: set by `atom` and `rss`; feedgen makes the extension without arguments
    enclosure: Enclosure | None

    def extend_atom(self, entry: Any) -> Any:
        _media(entry, self.enclosure)
        return entry


class _RssEntry(_AtomEntry):
    """dc:creator instead of author, which RSS wants to be an e-mail address, and pubDate without touching the locale."""

    #: set by `rss`
    author: str
    published: dt.datetime

    def extend_rss(self, entry: Any) -> Any:
        xml_elem(f"{{{_DC}}}creator", entry).text = self.author
        xml_elem("pubDate", entry).text = format_datetime(self.published)
        _media(entry, self.enclosure)
        return entry


def _media(entry: Any, picture: Enclosure | None) -> None:
    """The picture of an entry with its size, by Media RSS 1.5.1."""
    if picture:
        element = xml_elem(f"{{{_MEDIA}}}content", entry)
        words = {"url": picture.url, "type": picture.type, "medium": "image", "fileSize": picture.length}
        for name, value in (words | {"width": picture.width, "height": picture.height}).items():
            element.set(name, str(value))
