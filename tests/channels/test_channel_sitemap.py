"""sitemap.xml and robots.txt by their protocols."""

import datetime as dt

import pytest
from lxml import etree

from plugins.channels.robots import RobotsView, robots
from plugins.channels.sitemap import MAX_ENTRIES, SitemapEntry, SitemapView, sitemap, sitemap_index

NS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
MOMENT = dt.datetime(2026, 7, 5, 8, tzinfo=dt.timezone(dt.timedelta(hours=7)))


def test_sitemap() -> None:
    """Each page in order with its address, escaped, and its day where it has one."""
    entries = (
        SitemapEntry(url="https://mau.example/?a=1&b=2", changed=MOMENT),
        SitemapEntry(url="https://mau.example/x.html", changed=MOMENT.date()),
        SitemapEntry(url="https://mau.example/y.html"),
    )
    data = sitemap(SitemapView(entries=entries))
    assert data.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n')
    root = etree.fromstring(data)
    assert root.tag == f"{{{NS['s']}}}urlset"
    assert root.xpath("s:url/s:loc/text()", namespaces=NS) == [entry.url for entry in entries]
    assert [row.findtext("s:lastmod", namespaces=NS) for row in root] == ["2026-07-05T08:00:00+07:00", "2026-07-05", None]


def test_limit() -> None:
    """The protocol's 50,000 fit; one more is refused, and an index lists the parts."""
    rows = tuple(SitemapEntry(url=f"https://mau.example/{n}") for n in range(MAX_ENTRIES + 1))
    assert sitemap(SitemapView(entries=rows[1:])).count(b"<loc>") == MAX_ENTRIES
    with pytest.raises(ValueError, match="50001"):
        sitemap(SitemapView(entries=rows))
    root = etree.fromstring(sitemap_index(SitemapView(entries=rows[:2])))
    assert root.tag == f"{{{NS['s']}}}sitemapindex"
    assert root.xpath("s:sitemap/s:loc/text()", namespaces=NS) == ["https://mau.example/0", "https://mau.example/1"]


def test_robots() -> None:
    """Everything may be read but the desk, and the sitemap is named by its whole address."""
    text = robots(RobotsView(sitemap="https://mau.example/sitemap.xml")).decode()
    assert text == "User-agent: *\nDisallow: /quan-tri/\nAllow: /\n\nSitemap: https://mau.example/sitemap.xml\n"


@pytest.mark.parametrize("view", [RobotsView(sitemap="x\nDisallow: /"), RobotsView(sitemap="x", disallow=("/a\r/",))])
def test_robots_values_stay_on_their_line(view: RobotsView) -> None:
    """A value cannot begin a rule of its own."""
    with pytest.raises(ValueError, match="line end"):
        robots(view)
