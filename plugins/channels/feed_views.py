"""What a feed holds, whatever its form: RSS, Atom and JSON Feed are made from the same view. No clock, no settings, frozen.

Addresses are absolute, texts plain; `html` is sanitised HTML for readers of feeds (`editorial.sanitiser.for_feeds`).
"""

import datetime as dt
import re
from dataclasses import dataclass

#: named in every feed; without a version, so that an update of the portal touches no feed
GENERATOR = "Cổng thông tin phường"
#: what XML 1.0 cannot hold; cleaning has removed it, and no single text may stop a feed
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """The share picture of an entry, as it was made."""

    url: str
    #: bytes
    length: int
    #: image/jpeg
    type: str
    #: pixels
    width: int
    height: int


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
    #: the last change readers should see, with zone; no two entries of a feed share it (`engine.feeds`)
    updated: dt.datetime
    author: str = ""
    #: names of category and tags, and of a document its number, for readers
    categories: tuple[str, ...] = ()
    enclosure: Enclosure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedView:
    """One feed."""

    title: str
    #: one sentence; the title stands in when it is empty
    description: str
    #: address of the page that shows the same
    url: str
    #: absolute address of the feed without its ending: `…/nguon-tin/tat-ca`; all forms share one view
    address: str
    #: `domain,year` of RFC 4151 (Ward.tag_authority)
    authority: str
    #: `tat-ca`, a folder, the key of a category, `the/<tag>`; with the authority, the permanent id of the feed
    scope: str
    #: who publishes
    publisher: str
    #: newest first
    entries: tuple[FeedEntryView, ...]
    #: address of the stylesheet that browsers show it with, from the feed; empty for none
    style: str = ""
    language: str = "vi"
    #: of a feed without entries, which has no date of its own; with zone
    epoch: dt.datetime = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)

    @property
    def updated(self) -> dt.datetime:
        """The last change of any entry."""
        return max((entry.updated for entry in self.entries), default=self.epoch)

    def id_of(self, entry: FeedEntryView) -> str:
        """The permanent id of an entry: it outlives titles, addresses and domains."""
        return f"tag:{self.authority}:{entry.id}"

    def author_of(self, entry: FeedEntryView) -> str:
        """Who wrote it, else who publishes."""
        return clean(entry.author) or clean(self.publisher)


def clean(text: str) -> str:
    """The text without what no XML can hold."""
    return _NOT_XML.sub("", text)


def summary_of(entry: FeedEntryView) -> str:
    """The summary; the title where there is none."""
    return clean(entry.summary) or clean(entry.title)
