"""JSON Feed 1.1, by its specification."""

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given
from test_channel_feeds import XML_SIGNS, feed, sample

from plugins.channels.json_feed import json_feed

#: names of the specification and their types; obligatory ones first (https://www.jsonfeed.org/version/1.1/)
_TOP = {"version": str, "title": str, "items": list}
_MORE = {"home_page_url": str, "feed_url": str, "description": str, "authors": list, "language": str}
_ITEM = {"id": str}
_ITEM_MORE = {
    **dict.fromkeys(("url", "title", "content_html", "content_text", "summary", "image", "date_published", "date_modified"), str),
    **dict.fromkeys(("authors", "tags", "attachments"), list),
}
_ATTACHMENT = {"url": str, "mime_type": str, "size_in_bytes": int}


def require_form(value: dict[str, Any], needed: dict[str, type], more: dict[str, type]) -> None:
    """Every obligatory name is there, no other than known ones, each of its type."""
    assert needed.keys() <= value.keys() <= needed.keys() | more.keys()
    for name, kind in (needed | more).items():
        assert name not in value or type(value[name]) is kind


def require_json_feed(data: bytes) -> dict[str, Any]:
    """The feed, which has the form of the specification."""
    read: dict[str, Any] = json.loads(data)
    require_form(read, _TOP, _MORE)
    assert read["version"] == "https://jsonfeed.org/version/1.1"
    assert len({item["id"] for item in read["items"]}) == len(read["items"])
    for item in read["items"]:
        require_form(item, _ITEM, _ITEM_MORE)
        assert ("content_html" in item) != ("content_text" in item)
        for name in ("date_published", "date_modified"):
            assert dt.datetime.fromisoformat(item[name]).tzinfo is not None
        for file in item.get("attachments", ()):
            require_form(file, _ATTACHMENT, {})
    return read


def test_form_and_words() -> None:
    """The feed has the form of the specification and says what RSS and Atom say."""
    read = require_json_feed(json_feed(feed()))
    assert read["feed_url"] == "https://mau.example/nguon-tin/tat-ca.json"
    assert read["home_page_url"] == "https://mau.example/"
    first = read["items"][0]
    assert first["id"] == "tag:mau.example,2026:bv-2026-mau001"
    assert first["content_html"] == sample().html
    assert first["tags"] == ["Chuyên mục mẫu", "từ khóa"]
    assert first["date_published"] == "2026-07-04T08:00:00+07:00"
    assert first["authors"] == [{"name": "Ủy ban nhân dân phường mẫu"}]
    assert first["attachments"] == [{"url": "https://mau.example/hinh/mau.jpg", "mime_type": "image/jpeg", "size_in_bytes": 12345}]


def test_least_entry() -> None:
    """An entry without text, summary and picture says its title as text, and names no file."""
    [item] = require_json_feed(json_feed(feed(sample(html="", summary="", enclosure=None))))["items"]
    assert item["content_text"] == item["summary"] == "Bài mẫu số 1"
    assert "attachments" not in item
    assert "image" not in item


@given(text=XML_SIGNS)
@pytest.mark.no_cover
def test_any_text_is_read_back(text: str) -> None:
    """Any characters in any text give a feed of the right form."""
    require_json_feed(json_feed(feed(sample(title="t" + text, summary=text, html=text, author=text, categories=("c" + text,)), title=text)))
