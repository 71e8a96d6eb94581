"""OPML 2.0 (https://opml.org/spec2.opml): all feeds in one file, which a reader of feeds takes in at once."""

import xml.etree.ElementTree as ET
from dataclasses import dataclass

from plugins.channels.feed_views import clean


@dataclass(frozen=True, slots=True, kw_only=True)
class OpmlFeed:
    """One feed to follow."""

    title: str
    #: absolute addresses of the feed (RSS) and of its page
    feed: str
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpmlView:
    """All feeds of a portal; without a date, so that it changes only when a feed begins, ends or is renamed."""

    title: str
    #: who publishes
    publisher: str
    feeds: tuple[OpmlFeed, ...]


def opml(view: OpmlView) -> bytes:
    """`view` as UTF-8 XML."""
    root = ET.Element("opml", version="2.0")
    head = ET.SubElement(root, "head")
    ET.SubElement(head, "title").text = clean(view.title)
    ET.SubElement(head, "ownerName").text = clean(view.publisher)
    body = ET.SubElement(root, "body")
    for feed in view.feeds:
        title = clean(feed.title)
        words = {"type": "rss", "text": title, "title": title, "xmlUrl": feed.feed, "htmlUrl": feed.page, "language": "vi"}
        ET.SubElement(body, "outline", words)
    ET.indent(root, " ")
    text: str = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()
