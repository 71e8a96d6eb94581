"""An entry as a card in a listing, and the link of its category."""

import functools

from plugins.core.model import Article, Entry
from plugins.engine import addresses
from plugins.engine.material import Card
from plugins.engine.text import day
from plugins.engine.views.elements import CardView, Link

#: categories whose links are kept, and cards kept for the next page that shows them
_NAMES, _CARDS = 1024, 4096


@functools.lru_cache(maxsize=_CARDS)
def card_view(card: Card) -> CardView:
    """An entry in a listing. It stands on a dozen pages, which are made one after the other."""
    entry = card.head.entry
    return CardView(
        title=entry.title,
        url=entry.url,
        summary=entry.lead,
        date=day(entry.released_at),
        type_label=entry.label,
        category=category_link(entry, card.category),
    )


def category_link(entry: Entry, name: str) -> Link | None:
    """The category of an article."""
    return _category_link(entry.category, name) if isinstance(entry, Article) else None


@functools.lru_cache(maxsize=_NAMES)
def _category_link(key: str, name: str) -> Link:
    return Link(label=name, url=addresses.category_url(key))
