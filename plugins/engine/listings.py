"""Listings, numbered from the oldest: a new entry touches the front page of each of its listings and no other.

With pages of n the front shows the newest n to 2n - 1; page 1 holds the n oldest, page 2 the next, and so on. Full pages
never change until one of their own entries does.
"""

from markupsafe import Markup
from msgspec import Struct

from plugins.core.digest import joined
from plugins.engine import addresses
from plugins.engine.card_views import card_view
from plugins.engine.material import Card, SiteFacts
from plugins.engine.page_meta import feeds_of, meta_of, trail
from plugins.engine.views.elements import Link
from plugins.engine.views.listings import ListingPage


class Listing(Struct, frozen=True, kw_only=True):
    """What all pages of one listing share."""

    facts: SiteFacts
    #: address of its front page
    front: str
    heading: str
    lead: str
    #: what to tell when it has no entry, sanitised HTML
    empty: Markup
    #: key of the category it lists; empty for other listings
    category: str = ""
    #: scope of the feed that follows it; empty when none does
    feed: str = ""
    #: label of the tag it lists
    tag: str = ""

    @property
    def seal(self) -> bytes:
        """Digest of all of it."""
        return joined(self.facts.seal, self.front, self.heading, self.lead, str(self.empty), self.category, self.feed, self.tag)


class ListingInputs(Struct, frozen=True, kw_only=True):
    """All that one page of a listing is made from."""

    listing: Listing
    #: `Listing.seal`, made once for all its pages
    listing_seal: bytes
    #: 0 for the front, else counted from the oldest
    number: int
    cards: tuple[Card, ...]
    #: number of the page with older entries; None on the last
    older: int | None
    newer: int | None

    @property
    def url(self) -> str:
        """Where the page is."""
        return url_of(self.listing.front, self.number)

    @property
    def seal(self) -> bytes:
        """Digest of all of it."""
        return joined(self.listing_seal, f"{self.number} {self.older} {self.newer}", "\0".join([card.seal for card in self.cards]))


def url_of(front: str, number: int) -> str:
    """Where page `number` of the listing at `front` is."""
    return addresses.numbered_url(front, number) if number else front


def slices(count: int, size: int) -> list[tuple[int, int, int]]:
    """(page number, first, last + 1) over `count` entries sorted newest first; number 0 is the front, then newest to oldest."""
    full = max(0, count // size - 1)
    pages = [(0, 0, count - full * size)]
    pages += [(number, count - number * size, count - (number - 1) * size) for number in range(full, 0, -1)]
    return pages


def pages_of(listing: Listing, cards: tuple[Card, ...], size: int) -> list[ListingInputs]:
    """Inputs of every page of a listing, front first; `cards` newest first."""
    parts, seal = slices(len(cards), size), listing.seal
    return [
        ListingInputs(
            listing=listing,
            listing_seal=seal,
            number=number,
            cards=cards[first:end],
            older=parts[at + 1][0] if at + 1 < len(parts) else None,
            newer=parts[at - 1][0] if at else None,
        )
        for at, (number, first, end) in enumerate(parts)
    ]


def listing_page(inputs: ListingInputs) -> ListingPage:
    """One page of a listing."""
    listing, number, url = inputs.listing, inputs.number, inputs.url
    here = Link(label=f"Trang {number}" if number else listing.heading, url=url)
    above = (Link(label=listing.heading, url=listing.front),) if number else ()
    name = listing.heading if listing.category else ""
    meta = meta_of(
        listing.facts,
        url,
        f"{listing.heading} (trang {number})" if number else listing.heading,
        listing.lead or f"{listing.heading}, {listing.facts.site_name}",
        breadcrumbs=trail(*above, here),
        feeds=feeds_of(listing.facts, listing.feed, listing.heading),
    )
    return ListingPage(
        meta=meta,
        heading=listing.heading,
        lead=listing.lead,
        articles_page=tuple(card_view(card) for card in inputs.cards),
        empty=listing.empty,
        older=None if inputs.older is None else Link(label="Cũ hơn", url=url_of(listing.front, inputs.older)),
        newer=None if inputs.newer is None else Link(label="Mới hơn", url=url_of(listing.front, inputs.newer)),
        category=Link(label=name, url=listing.front) if listing.category else None,
        tag=listing.tag,
        output_file=url,
    )
