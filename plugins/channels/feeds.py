"""RSS 2.0 and Atom through feedgen, with its defects mended in small subclasses (each is named where it is mended).

A feed is a pure function of its view: no clock, no process locale, the same bytes in every run. Addresses in a view are
absolute, texts plain, `html` sanitised HTML with absolute addresses.
"""

import datetime as dt
import html
import re
from dataclasses import dataclass
from email.utils import format_datetime
from typing import Any

from feedgen.entry import FeedEntry
from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.feed import FeedGenerator
from feedgen.util import xml_elem

#: named in every feed; without a version, so that an update of the portal touches no feed
GENERATOR = "Cổng thông tin phường"

_DC = "http://purl.org/dc/elements/1.1/"
# what XML 1.0 cannot hold; cleaning has removed it, and no single text may stop a feed
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """The share picture of an entry, as it was made."""

    url: str
    #: bytes
    length: int
    #: image/jpeg
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntryView:
    """One entry of a feed."""

    #: permanent id of the entry's front matter; the feed says `tag:<authority>:<id>`
    id: str
    title: str
    url: str
    summary: str
    #: full text; empty when the summary is all there is
    html: str
    #: with zone
    published: dt.datetime
    #: the last change readers should see; with zone
    updated: dt.datetime
    author: str = ""
    #: names of category and tags, for readers
    categories: tuple[str, ...] = ()
    enclosure: Enclosure | None = None

    @property
    def changed(self) -> dt.datetime:
        """The last change, never before the entry came out: a text kept back by `publish_at` is new when it appears."""
        return max(self.updated, self.published)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedView:
    """One feed; RSS and Atom are made from the same view."""

    title: str
    #: one sentence; the title stands in when it is empty
    description: str
    #: address of the page that shows the same
    url: str
    #: absolute address of the feed without its ending: `…/nguon-tin/tat-ca`; both forms share one view
    address: str
    #: `domain,year` of RFC 4151 (Ward.tag_authority)
    authority: str
    #: `tat-ca` or the key of a category; with the authority, the permanent id of the feed
    scope: str
    #: who publishes
    publisher: str
    #: newest first
    entries: tuple[FeedEntryView, ...]
    language: str = "vi"
    #: of a feed without entries, which has no date of its own; with zone
    epoch: dt.datetime = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)

    @property
    def updated(self) -> dt.datetime:
        """The last change of any entry."""
        return max((entry.changed for entry in self.entries), default=self.epoch)


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
        entry.description(html.escape(_summary(row), quote=False), isSummary=True)
        feed.add_entry(entry, order="append")
        entry.portal.author = _author(view, row)
        entry.portal.published = row.published
    return bytes(feed.rss_str(pretty=True))


def atom(view: FeedView) -> bytes:
    """`view` as Atom 1.0, UTF-8."""
    feed = _feed(view, "atom")
    feed.updated(view.updated)
    feed.author(name=_clean(view.publisher))
    for row in view.entries:
        entry = _entry(view, row)
        entry.published(row.published)
        entry.updated(row.changed)
        entry.author(name=_author(view, row))
        feed.add_entry(entry, order="append")
    return bytes(feed.atom_str(pretty=True))


def _feed(view: FeedView, form: str) -> Any:
    # feedgen ships no types
    feed: Any = FeedGenerator()
    feed.id(f"tag:{view.authority}:nguon-tin/{view.scope}")
    feed.title(_clean(view.title))
    feed.description(_clean(view.description) or _clean(view.title))
    feed.language(view.language)
    feed.generator(GENERATOR)
    # RSS takes the last link as the feed's own address: the page comes last
    feed.link(href=f"{view.address}.{form}.xml", rel="self", type=f"application/{form}+xml")
    feed.link(href=view.url, rel="alternate", type="text/html")
    return feed


def _entry(view: FeedView, row: FeedEntryView) -> Any:
    entry: Any = _Entry()
    entry.id(f"tag:{view.authority}:{row.id}")
    entry.title(_clean(row.title))
    entry.link(href=row.url, rel="alternate", type="text/html")
    if row.enclosure:
        entry.enclosure(url=row.enclosure.url, length=row.enclosure.length, type=row.enclosure.type)
    entry.summary(_summary(row))
    if row.html:
        entry.content(_clean(row.html), type="html")
    for name in row.categories:
        entry.category(term=_clean(name))
    return entry


def _summary(row: FeedEntryView) -> str:
    return _clean(row.summary) or _clean(row.title)


def _author(view: FeedView, row: FeedEntryView) -> str:
    return _clean(row.author) or _clean(view.publisher)


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)


class _Entry(FeedEntry):  # type: ignore[misc] # feedgen ships no types
    """feedgen 1.0.0 loses rel, type and length of links in Atom (#135), which turns an enclosure into a second page."""

    def atom_entry(self, extensions: bool = True) -> Any:
        element = super().atom_entry(extensions)
        for written, link in zip(element.findall("link"), self.link() or [], strict=True):
            for name in ("rel", "type", "length"):
                if link.get(name):
                    written.set(name, link[name])
        return element


class _RssFeed(BaseExtension):  # type: ignore[misc] # feedgen ships no types
    """lastBuildDate from the entries, printed without touching the locale."""

    #: set by `rss`; feedgen makes the extension without arguments
    updated: dt.datetime

    def extend_ns(self) -> dict[str, str]:
        return {"dc": _DC}

    def extend_rss(self, feed: Any) -> Any:
        xml_elem("lastBuildDate", feed[0]).text = format_datetime(self.updated)
        return feed


class _RssEntry(BaseEntryExtension):  # type: ignore[misc] # feedgen ships no types
    """dc:creator instead of author, which RSS wants to be an e-mail address, and pubDate without touching the locale."""

    #: set by `rss`; feedgen makes the extension without arguments
    author: str
    published: dt.datetime

    def extend_rss(self, entry: Any) -> Any:
        xml_elem(f"{{{_DC}}}creator", entry).text = self.author
        xml_elem("pubDate", entry).text = format_datetime(self.published)
        return entry
