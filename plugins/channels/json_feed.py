"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/) from the view that RSS and Atom are made from."""

import json
from typing import Any

from plugins.channels.feed_views import FeedEntryView, FeedView, clean, summary_of

_VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(view: FeedView) -> bytes:
    """`view` as JSON Feed, UTF-8, keys in the order of the specification."""
    feed = {
        "version": _VERSION,
        "title": clean(view.title),
        "home_page_url": view.url,
        "feed_url": f"{view.address}.json",
        "description": clean(view.description) or clean(view.title),
        "authors": [{"name": clean(view.publisher)}],
        "language": view.language,
        "items": [_item(view, entry) for entry in view.entries],
    }
    return f"{json.dumps(feed, ensure_ascii=False, indent=1)}\n".encode()


def _item(view: FeedView, entry: FeedEntryView) -> dict[str, Any]:
    item: dict[str, Any] = {"id": view.id_of(entry), "url": entry.url, "title": clean(entry.title)}
    # one of the two is obligatory; the summary is said twice only where it is all there is
    item |= {"content_html": clean(entry.html)} if entry.html else {"content_text": summary_of(entry)}
    item |= {"summary": summary_of(entry)}
    picture = entry.enclosure
    if picture:
        item["image"] = picture.url
    item |= {
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        "authors": [{"name": view.author_of(entry)}],
        "tags": [clean(name) for name in entry.categories],
    }
    if picture:
        item["attachments"] = [{"url": picture.url, "mime_type": picture.type, "size_in_bytes": picture.length}]
    return item
