"""What sums up: the view of a sitemap, a pure function of addresses and days."""

import datetime as dt

from plugins.channels.sitemap import SitemapEntry, SitemapView


def sitemap_view(siteurl: str, rows: list[tuple[str, str]]) -> SitemapView:
    """The sitemap of the pages at `rows`: address from the root, and ISO moment of the last change (empty for none)."""
    return SitemapView(
        entries=tuple(SitemapEntry(url=f"{siteurl}/{url}", changed=dt.datetime.fromisoformat(day) if day else None) for url, day in rows)
    )
