"""Feeds that readers and validators accept, the same bytes in every run."""

import dataclasses
import datetime as dt
import locale
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.channels.feed_views import GENERATOR, Enclosure, FeedEntryView, FeedView
from plugins.channels.feeds import atom, rss

ZONE = dt.timezone(dt.timedelta(hours=7))
DAY = dt.datetime(2026, 7, 5, 8, tzinfo=ZONE)
ATOM = "{http://www.w3.org/2005/Atom}"
ROOT = Path(__file__).resolve().parents[2]
MAKERS = pytest.mark.parametrize("make", [rss, atom])


def sample(number: int = 1, **values: Any) -> FeedEntryView:
    given: dict[str, Any] = {
        "id": f"bv-2026-mau00{number}",
        "title": f"Bài mẫu số {number}",
        "url": f"https://mau.example/bai-viet/mau-{number}.html",
        "summary": "Tóm tắt mẫu có dấu & và <ngoặc>.",
        "html": '<p>Chữ <a href="https://mau.example/van-ban/x.html">mẫu</a>.</p>',
        "published": DAY - dt.timedelta(days=number),
        "updated": DAY - dt.timedelta(hours=number),
        "categories": ("Chuyên mục mẫu", "từ khóa"),
        "enclosure": Enclosure(url="https://mau.example/hinh/mau.jpg", length=12345, type="image/jpeg", width=1200, height=630),
    }
    return FeedEntryView(**(given | values))


def feed(*entries: FeedEntryView, **values: Any) -> FeedView:
    given: dict[str, Any] = {
        "title": "Cổng mẫu",
        "description": "Nguồn tin mẫu.",
        "url": "https://mau.example/",
        "address": "https://mau.example/nguon-tin/tat-ca",
        "authority": "mau.example,2026",
        "scope": "tat-ca",
        "publisher": "Ủy ban nhân dân phường mẫu",
        "entries": entries or (sample(1), sample(2)),
    }
    return FeedView(**(given | values))


@MAKERS
def test_readers_accept(make: Any) -> None:
    """feedparser reads the feed without complaint, entries in our order, with ids, dates, texts, categories and authors."""
    parsed = feedparser.parse(make(feed()))
    assert not parsed.bozo
    assert parsed.version == {rss: "rss20", atom: "atom10"}[make]
    assert [entry.title for entry in parsed.entries] == ["Bài mẫu số 1", "Bài mẫu số 2"]
    first = parsed.entries[0]
    assert first.id == "tag:mau.example,2026:bv-2026-mau001"
    assert first.link == "https://mau.example/bai-viet/mau-1.html"
    assert [tag.term for tag in first.tags] == ["Chuyên mục mẫu", "từ khóa"]
    assert first.author == "Ủy ban nhân dân phường mẫu"
    assert first.content[0].value == sample().html
    assert [(e.href, e.length, e.type) for e in first.enclosures] == [("https://mau.example/hinh/mau.jpg", "12345", "image/jpeg")]
    assert first.published_parsed[:5] == (2026, 7, 4, 1, 0)
    assert parsed.feed.title == "Cổng mẫu"
    assert parsed.feed.link == "https://mau.example/"
    assert parsed.feed.language == "vi"
    assert parsed.feed.generator == GENERATOR


@MAKERS
def test_feed_names_itself(make: Any) -> None:
    """The feed links to itself in its own form, and to the page."""
    form = make.__name__
    links = {link.rel: (link.href, link.type) for link in feedparser.parse(make(feed())).feed.links}
    assert links["self"] == (f"https://mau.example/nguon-tin/tat-ca.{form}.xml", f"application/{form}+xml")
    assert links["alternate"] == ("https://mau.example/", "text/html")


def channel(view: FeedView) -> ET.Element:
    found = ET.fromstring(rss(view)).find("channel")  # noqa: S314 - our own bytes
    assert found is not None
    return found


def test_rss_form() -> None:
    """RSS 2.0: the page as link, guid that is no address, dates of RFC 822, dc:creator and no author, one date of the build."""
    top = channel(feed())
    assert top.findtext("link") == "https://mau.example/"
    assert [e.text for e in top.findall("lastBuildDate")] == ["Sun, 05 Jul 2026 07:00:00 +0700"]
    item = top.findall("item")[0]
    guid = item.find("guid")
    assert guid is not None
    assert guid.attrib == {"isPermaLink": "false"}
    assert item.findtext("pubDate") == "Sat, 04 Jul 2026 08:00:00 +0700"
    assert item.find("author") is None
    assert item.findtext("description") == "Tóm tắt mẫu có dấu &amp; và &lt;ngoặc&gt;."
    assert item.findtext("{http://purl.org/rss/1.0/modules/content/}encoded") == sample().html


def test_atom_form() -> None:
    """Atom: id of the feed by tag, updated from the entries, one alternate link and one enclosure with length in each entry."""
    top = ET.fromstring(atom(feed()))  # noqa: S314 - our own bytes
    assert top.findtext(f"{ATOM}id") == "tag:mau.example,2026:nguon-tin/tat-ca"
    assert top.findtext(f"{ATOM}updated") == "2026-07-05T07:00:00+07:00"
    entry = top.findall(f"{ATOM}entry")[0]
    assert entry.findtext(f"{ATOM}updated") == "2026-07-05T07:00:00+07:00"
    assert entry.findtext(f"{ATOM}published") == "2026-07-04T08:00:00+07:00"
    assert entry.findtext(f"{ATOM}summary") == sample().summary
    assert [link.attrib for link in entry.findall(f"{ATOM}link")] == [
        {"href": "https://mau.example/bai-viet/mau-1.html", "rel": "alternate", "type": "text/html"},
        {"href": "https://mau.example/hinh/mau.jpg", "rel": "enclosure", "type": "image/jpeg", "length": "12345"},
    ]


@MAKERS
def test_least_entry(make: Any) -> None:
    """An entry without picture, text, summary, tags and author, and a feed without description, are valid feeds."""
    parsed = feedparser.parse(make(feed(sample(html="", summary="", categories=(), enclosure=None), description="")))
    assert not parsed.bozo
    entry = parsed.entries[0]
    assert entry.summary == entry.title
    assert "content" not in entry
    assert entry.enclosures == []
    assert parsed.feed.subtitle == "Cổng mẫu"


@MAKERS
def test_own_author(make: Any) -> None:
    """An entry's own author comes before the publisher."""
    assert feedparser.parse(make(feed(sample(author="Phòng mẫu")))).entries[0].author == "Phòng mẫu"


@MAKERS
def test_empty_feed(make: Any) -> None:
    """A feed without entries is valid and has a date that no clock changes."""
    parsed = feedparser.parse(make(dataclasses.replace(feed(), entries=())))
    assert not parsed.bozo
    assert parsed.entries == []
    assert parsed.feed.updated_parsed[:3] == (2026, 1, 1)


@MAKERS
def test_ids_outlive_titles_and_addresses(make: Any) -> None:
    """A new title, slug or domain of the site changes no id."""
    before = feedparser.parse(make(feed(sample())))
    moved = feed(
        sample(title="Tên mới", url="https://khac.example/moi.html"), url="https://khac.example/", address="https://khac.example/t"
    )
    after = feedparser.parse(make(moved))
    assert before.entries[0].id == after.entries[0].id
    assert before.feed.get("id") == after.feed.get("id")


XML_SIGNS = st.text(st.characters(codec="utf-8")) | st.sampled_from(["\x00a", "a\x0b", "\ufffe", "]]>", "<script>", "&amp;", "\x1b[1m"])


@MAKERS
@given(text=XML_SIGNS)
def test_no_text_breaks_a_feed(make: Any, text: str) -> None:
    """Any characters in any text give well-formed XML."""
    data = make(
        feed(sample(title="t" + text, summary=text, html=text, author=text, categories=("c" + text,)), title="t" + text, description=text)
    )
    ET.fromstring(data)  # noqa: S314 - our own bytes


@MAKERS
def test_locale_is_left_alone(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The locale of the process, which all threads share, is never switched."""

    def refuse(*_: object) -> None:
        raise AssertionError("the locale was switched")

    monkeypatch.setattr(locale, "setlocale", refuse)
    assert make(feed())


def test_same_bytes_everywhere() -> None:
    """Another hash seed, zone and moment give the same bytes."""
    code = (
        "import sys, hashlib; sys.path[:0] = sys.argv[1:];"
        "from test_channel_feeds import atom, feed, rss;"
        "print(hashlib.sha256(rss(feed()) + atom(feed())).hexdigest())"
    )
    results = set()
    for seed, zone in (("1", "UTC"), ("2", "America/New_York")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone}
        command = [sys.executable, "-c", code, str(ROOT), str(Path(__file__).parent)]
        results.add(subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout)
    assert len(results) == 1


@MAKERS
def test_the_picture_has_its_size(make: Any) -> None:
    """media:content stands in the entry itself, with address, type, bytes and pixels; an entry without a picture has none."""
    view = feed(sample(1), sample(2, enclosure=None))
    first, second = feedparser.parse(make(view)).entries
    [media] = first.media_content
    assert media == {
        "url": "https://mau.example/hinh/mau.jpg",
        "type": "image/jpeg",
        "medium": "image",
        "filesize": "12345",
        "width": "1200",
        "height": "630",
    }
    assert "media_content" not in second


@MAKERS
def test_a_style_is_named_before_the_feed(make: Any) -> None:
    """A browser finds the stylesheet in an instruction between declaration and root; without one there is none."""
    styled = make(feed(style="https://mau.example/giao-dien/a&b.css")).split(b"\n")
    assert styled[0].startswith(b"<?xml version=")
    assert styled[1] == b'<?xml-stylesheet type="text/css" href="https://mau.example/giao-dien/a&amp;b.css"?>'
    assert not feedparser.parse(b"\n".join(styled)).bozo
    assert b"xml-stylesheet" not in make(feed())
