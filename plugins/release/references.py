"""What a page leads to and what it needs, read by the standard library's parser: an eye that is not the one that made the page.

Used for links that lead nowhere (gates.py), and for what must stay with a page that is held (staging.py).
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from plugins.release.manifest import MANIFEST

#: attributes that name another file; True: the page looks broken without it
_ATTRIBUTES: dict[tuple[str, str], bool] = {
    ("a", "href"): False,
    ("area", "href"): False,
    ("form", "action"): False,
    ("script", "src"): True,
    ("img", "src"): True,
    ("source", "src"): True,
    ("video", "src"): True,
    ("video", "poster"): True,
    ("audio", "src"): True,
    ("track", "src"): True,
    ("iframe", "src"): True,
    ("embed", "src"): True,
    ("object", "data"): True,
}
_SETS = frozenset({("img", "srcset"), ("source", "srcset"), ("link", "imagesrcset")})
#: relations of <link> whose file the page needs; others are addresses to go to
_NEEDED = frozenset({"stylesheet", "icon", "preload", "modulepreload", "manifest"})
_CSS = re.compile(rb"""url\(\s*["']?([^"')\s]+)["']?\s*\)""")
_REFRESH = re.compile(r"url\s*=\s*['\"]?([^'\"\s]+)", re.IGNORECASE)
#: beginnings of addresses that are no file of a site
_ELSEWHERE = ("#", "mailto:", "tel:", "data:", "sms:", "javascript:")


class Reference(NamedTuple):
    """An address as a page writes it."""

    value: str
    #: does the page need it to look and work as it should?
    is_needed: bool


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Reference] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Called for every start tag."""
        given = {name: value or "" for name, value in attrs}
        for name, value in given.items():
            if (tag, name) in _ATTRIBUTES:
                self.found.append(Reference(value, _ATTRIBUTES[tag, name]))
            elif (tag, name) in _SETS:
                self.found += [Reference(part.split()[0], True) for part in value.split(",") if part.split()]
        if tag == "link" and "href" in given:
            self.found.append(Reference(given["href"], bool(_NEEDED & set(given.get("rel", "").lower().split()))))
        if tag == "meta" and given.get("http-equiv", "").lower() == "refresh":
            self.found += [Reference(value, False) for value in _REFRESH.findall(given.get("content", ""))]

    handle_startendtag = handle_starttag


def references(page: bytes) -> list[Reference]:
    """Every address that an HTML page names, in order."""
    reader = _Reader()
    reader.feed(page.decode("utf-8", "replace"))
    reader.close()
    return reader.found


def local_path(value: str, path: str, siteurl: str) -> str | None:
    """The file of the site behind an address of the page at `path`; None when it leads elsewhere or to the page itself."""
    value = value.strip()
    if not value or value.startswith(_ELSEWHERE):
        return None
    try:
        whole = urlsplit(urljoin(f"{siteurl}/{path}", value))
        home = urlsplit(siteurl)
    except ValueError:  # an address that is none: a link that leads nowhere
        return value
    if (whole.scheme, whole.netloc) != (home.scheme, home.netloc) or not f"{whole.path}/".startswith(f"{home.path}/"):
        return None
    inside = unquote(whole.path[len(home.path) :]).lstrip("/")
    return f"{inside}index.html" if not inside or inside.endswith("/") else inside


def local_links(page: bytes, path: str, siteurl: str) -> Iterator[tuple[str, str]]:
    """Address as written, and the file of the site behind it, for everything that an HTML page names on this site."""
    for reference in references(page):
        target = local_path(reference.value, path, siteurl)
        # the manifest is written last, and every release has one
        if target is not None and target != MANIFEST:
            yield reference.value, target


def needed_files(data: bytes, path: str, siteurl: str) -> set[str]:
    """Files of the site that a page or a stylesheet needs to look and work as it should."""
    if path.endswith(".css"):
        values = [match.decode("utf-8", "replace") for match in _CSS.findall(data)]
    else:
        values = [reference.value for reference in references(data) if reference.is_needed] if path.endswith(".html") else []
    return {target for value in values if (target := local_path(value, path, siteurl)) is not None}
