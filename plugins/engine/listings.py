"""Listings, numbered from the oldest: a new entry touches the front page of each of its listings and no other.

With pages of n the front shows the newest n to 2n - 1; page 1 holds the n oldest, page 2 the next, and so on. Full pages
never change until one of their own entries does.
"""

from collections.abc import Iterator

from markupsafe import Markup

from plugins.core.model import Entry, Exemplar, OfficialDocument, Slogan
from plugins.engine import addresses
from plugins.engine.fronts import category_views, exemplars_empty
from plugins.engine.pages import Material, card_of, feeds_of, meta_of, root_of, trail
from plugins.engine.views import CategoryView, FeedLink, Link, ListingPage


def slices(count: int, size: int) -> list[tuple[int, int, int]]:
    """(page number, first, last + 1) over `count` entries sorted newest first; number 0 is the front, then newest to oldest."""
    full = max(0, count // size - 1)
    pages = [(0, 0, count - full * size)]
    pages += [(number, count - number * size, count - (number - 1) * size) for number in range(full, 0, -1)]
    return pages


def listing_pages(material: Material) -> Iterator[ListingPage]:
    """All listings: folders without a page of their own kind, categories, tags."""
    site = material.site
    for section in addresses.SECTIONS:
        if section.type in (OfficialDocument, Slogan):
            continue  # the register and the gallery show these whole
        entries = site.by_folder[section.type.folder]
        if entries or section.is_permanent:
            front = addresses.section_url(section.type)
            yield from _Listing(material, front, section.heading, section.lead, section.type).pages(entries)
    for category in category_views(site):
        yield from _Listing(material, category.url, category.name, category.description, category=category).pages(
            site.by_category[category.key]
        )
    for tag in site.tags.values():
        yield from _Listing(material, addresses.tag_url(tag.slug), f"Chủ đề: {tag.label}", "", tag=tag.label).pages(tag.entries)


class _Listing:
    """One listing and the pages it needs."""

    def __init__(
        self,
        material: Material,
        front: str,
        heading: str,
        lead: str,
        section: type[Entry] | None = None,
        category: CategoryView | None = None,
        tag: str = "",
    ) -> None:
        self.material, self.front, self.heading, self.lead = material, front, heading, lead
        self.section, self.category, self.tag = section, category, tag

    def pages(self, entries: tuple[Entry, ...]) -> Iterator[ListingPage]:
        parts = slices(len(entries), self.material.site.project.ward.listing_size)
        for at, (number, first, end) in enumerate(parts):
            older = self._link("Cũ hơn", parts[at + 1][0]) if at + 1 < len(parts) else None
            newer = self._link("Mới hơn", parts[at - 1][0]) if at else None
            yield self._page(number, entries[first:end], older, newer)

    def _url(self, number: int) -> str:
        return addresses.numbered_url(self.front, number) if number else self.front

    def _link(self, label: str, number: int) -> Link:
        return Link(label=label, url=self._url(number))

    def _page(self, number: int, entries: tuple[Entry, ...], older: Link | None, newer: Link | None) -> ListingPage:
        site, url = self.material.site, self._url(number)
        title = f"{self.heading} (trang {number})" if number else self.heading
        here = Link(label=f"Trang {number}" if number else self.heading, url=url)
        above = (Link(label=self.heading, url=self.front),) if number else ()
        meta = meta_of(
            self.material,
            url,
            title,
            self.lead or f"{self.heading}, {site.project.ward.site_name}",
            breadcrumbs=trail(*above, here),
            feeds=self._feeds(),
        )
        return ListingPage(
            meta=meta,
            heading=self.heading,
            lead=self.lead,
            articles_page=tuple(card_of(site, entry) for entry in entries),
            empty=self._empty(root_of(url)),
            older=older,
            newer=newer,
            category=self.category,
            tag=self.tag,
            output_file=url,
        )

    def _feeds(self) -> tuple[FeedLink, ...]:
        return feeds_of(self.material.site, self.category.key if self.category else "")

    def _empty(self, root: str) -> Markup:
        if self.section is Exemplar:
            return exemplars_empty(self.material.site, root)
        words = next((s.empty for s in addresses.SECTIONS if s.type is self.section), "Chưa có bài nào trong mục này.")
        return Markup("<p>{}</p>").format(words)
