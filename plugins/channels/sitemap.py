"""sitemap.xml: every public page with the day of its last change (https://www.sitemaps.org/protocol.html)."""

import datetime as dt
import xml.etree.ElementTree as ET
from dataclasses import dataclass

#: most addresses in one file, by the protocol
MAX_ENTRIES = 50_000

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapEntry:
    """One page, or in an index one sitemap."""

    #: absolute
    url: str
    #: a day, or a moment with zone; None when the page has no date of its own
    changed: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapView:
    """All pages of the site, or of one part of it when there are more than MAX_ENTRIES."""

    entries: tuple[SitemapEntry, ...]


def sitemap(view: SitemapView) -> bytes:
    """The pages of `view` as UTF-8 XML. ValueError for more than MAX_ENTRIES: then make parts and a `sitemap_index`."""
    return _xml("urlset", "url", view)


def sitemap_index(view: SitemapView) -> bytes:
    """The list of sitemaps of a site with more than MAX_ENTRIES pages, as UTF-8 XML."""
    return _xml("sitemapindex", "sitemap", view)


def _xml(root_name: str, row_name: str, view: SitemapView) -> bytes:
    if len(view.entries) > MAX_ENTRIES:
        raise ValueError(f"{len(view.entries)} addresses in one sitemap; the protocol allows {MAX_ENTRIES}")
    root = ET.Element(root_name, xmlns=_NAMESPACE)
    for entry in view.entries:
        row = ET.SubElement(root, row_name)
        ET.SubElement(row, "loc").text = entry.url
        if entry.changed is not None:
            ET.SubElement(row, "lastmod").text = entry.changed.isoformat()
    ET.indent(root, " ")
    text: str = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()
