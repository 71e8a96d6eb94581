"""What the W3C feed validator asks, as assertions of our own, for any feed that the portal made.

Sources: RSS 2.0 (rssboard.org), RFC 4287, RFC 5023 is not used; https://validator.w3.org/feed/docs/.
"""

import datetime as dt
import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

import html5lib

ATOM = "{http://www.w3.org/2005/Atom}"
DC = "{http://purl.org/dc/elements/1.1/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
#: nothing that a reader of feeds would run, fetch unasked or let style its own page
_NEVER = {"script", "style", "iframe", "form", "input", "object", "embed", "link", "meta", "svg", "base", "button"}
_RFC_822 = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d \+0700")
_RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00")


def only(parent: ET.Element, name: str) -> ET.Element:
    """The one child of this name."""
    found = parent.findall(name)
    assert len(found) == 1, (name, len(found))
    return found[0]


def words(parent: ET.Element, name: str) -> str:
    """The text of the one child of this name, which is not empty."""
    text = only(parent, name).text
    assert text
    assert text.strip()
    return text


def require_rss(data: bytes, address: str, files: Mapping[str, bytes], siteurl: str) -> list[str]:
    """A valid RSS 2.0 feed at this address; its ids, in order. `files`: every output by its address from the root."""
    root = ET.fromstring(data)  # noqa: S314 - our own bytes
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    channel = only(root, "channel")
    for name in ("title", "link", "description", "language", "generator"):
        words(channel, name)
    [own] = [link for link in channel.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert own.attrib == {"href": address, "rel": "self", "type": "application/rss+xml"}
    _require_date(words(channel, "lastBuildDate"))
    ids = []
    for item in channel.findall("item"):
        guid = only(item, "guid")
        assert guid.get("isPermaLink") == "false"
        ids.append(words(item, "guid"))
        assert words(item, "link").startswith(f"{siteurl}/")
        _require_date(words(item, "pubDate"))
        assert item.find("author") is None
        words(item, f"{DC}creator")
        _require_enclosure(only(item, "enclosure"), "url", files, siteurl)
        require_html(words(item, "description"))
        require_html(item.findtext(CONTENT, ""))
    assert len(set(ids)) == len(ids)
    return ids


def require_atom(data: bytes, address: str, files: Mapping[str, bytes], siteurl: str) -> list[str]:
    """A valid Atom feed at this address; its ids, in order."""
    root = ET.fromstring(data)  # noqa: S314 - our own bytes
    assert root.tag == f"{ATOM}feed"
    words(root, f"{ATOM}title")
    words(root, f"{ATOM}id")
    words(only(root, f"{ATOM}author"), f"{ATOM}name")
    assert len(root.findall(f"{ATOM}updated")) == 1
    links = {link.get("rel"): link for link in root.findall(f"{ATOM}link")}
    assert len(links) == len(root.findall(f"{ATOM}link")) == 2
    assert links["self"].attrib == {"href": address, "rel": "self", "type": "application/atom+xml"}
    ids, moments = [], []
    for entry in root.findall(f"{ATOM}entry"):
        ids.append(words(entry, f"{ATOM}id"))
        words(entry, f"{ATOM}title")
        moments.append(words(entry, f"{ATOM}updated"))
        published = words(entry, f"{ATOM}published")
        assert _RFC_3339.fullmatch(moments[-1])
        assert _RFC_3339.fullmatch(published)
        assert dt.datetime.fromisoformat(published) <= dt.datetime.fromisoformat(moments[-1])
        rels = [link.get("rel") for link in entry.findall(f"{ATOM}link")]
        assert sorted(rels) == ["alternate", "enclosure"]
        for link in entry.findall(f"{ATOM}link"):
            assert str(link.get("href")).startswith(f"{siteurl}/")
            if link.get("rel") == "enclosure":
                _require_enclosure(link, "href", files, siteurl)
        require_html(entry.findtext(f"{ATOM}content", ""))
    assert len(set(ids)) == len(ids)
    assert len(set(moments)) == len(moments)
    return ids


def require_html(text: str) -> None:
    """HTML that parses, addresses nothing relative, and holds nothing that acts."""
    parser = html5lib.HTMLParser()
    fragment = parser.parseFragment(text)
    for element in fragment.iter():
        name = str(element.tag).rpartition("}")[2]
        assert name not in _NEVER
        for attribute, value in element.attrib.items():
            assert not attribute.startswith("on")
            assert attribute not in ("style", "class", "id", "srcdoc")
            if attribute in ("href", "src"):
                assert re.match(r"(?:https?://|mailto:|tel:)", value), value


def _require_date(text: str) -> None:
    assert _RFC_822.fullmatch(text) or text.endswith("+0000"), text
    assert parsedate_to_datetime(text).tzinfo is not None


def _require_enclosure(element: ET.Element, where: str, files: Mapping[str, bytes], siteurl: str) -> None:
    address = str(element.get(where))
    data = files[address.removeprefix(f"{siteurl}/")]
    assert int(str(element.get("length"))) == len(data)
    kind = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"RIFF": "image/webp"}
    assert element.get("type") == next(name for sign, name in kind.items() if data.startswith(sign))
