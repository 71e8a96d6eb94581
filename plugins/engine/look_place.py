"""Where an entry that is not published would stand among those that are: what to read next, what comes before and after it."""

import bisect
from collections import ChainMap
from collections.abc import Sequence
from dataclasses import replace

from plugins.core.model import Answer, Article
from plugins.engine.assemble import READ_IN_ORDER, Site, newest_first
from plugins.engine.feedback import MOST_ANSWERS
from plugins.engine.heads import Head
from plugins.engine.related import REACH, RELATED, neighbours

#: entries before and behind that decide about the neighbours; a list is looked through no further
_AROUND = max(REACH, RELATED) + 1

Heads = Sequence[Head]


def placed(site: Site, head: Head) -> Site:
    """The site with the answers that the page of `head` asks for, as if that were published as it is now; `entries` are those that
    the page may show, since pages ask for no others and there may be 10,000.
    """
    names = {} if not head.category or head.category in site.category_names else {head.category: head.category}
    related, beside = _related(site, head), _beside(site, head)
    naming = (one for number in head.cites for one in site.naming.get(number, ()))
    return replace(
        site,
        entries=(*related, *filter(None, beside), *naming, *site.newest(Answer, MOST_ANSWERS)),
        related=ChainMap({head.path: related}, site.related),  # type: ignore[arg-type] # only read
        beside=ChainMap({head.path: beside}, site.beside),  # type: ignore[arg-type] # likewise
        category_names={**site.category_names, **names},
    )


def _related(site: Site, head: Head) -> list[Head]:
    tags = [_with(head, site.tags[key].entries) for key, _ in dict(head.tags).items() if key in site.tags]
    category = _with(head, site.by_category.get(head.category, ()))
    heads = newest_first({one.path: one for heads in (*tags, category) for one in heads}.values())
    number = {one.path: at for at, one in enumerate(heads)}
    by_tag, by_category = ([number[one.path] for one in heads] for heads in tags), [[number[one.path] for one in category]]
    return [heads[other] for other in neighbours(len(heads), by_tag, by_category)[number[head.path]]]


def _beside(site: Site, head: Head) -> tuple[Head | None, Head | None]:
    """The one before it (older) and the one after (newer), of what is read one after the other."""
    heads: Heads = site.by_category.get(head.category, ()) if head.folder == Article.folder else ()
    if head.folder in READ_IN_ORDER:
        heads = site.by_folder[head.folder]
    row = _with(head, heads) if heads else [head]
    at = next(number for number, one in enumerate(row) if one is head)
    return (row[at + 1] if at + 1 < len(row) else None), (row[at - 1] if at else None)


def _with(head: Head, heads: Heads) -> list[Head]:
    """`head` at its place in a list (newest first), with what is near it."""
    at = bisect.bisect_left(heads, _age(head), key=_age)
    before, behind = heads[max(0, at - _AROUND) : at], heads[at : at + _AROUND]
    others = [[one for one in side if one.path != head.path] for side in (before, behind)]  # it may be there as it was
    return [*others[0], head, *others[1]]


def _age(head: Head) -> tuple[float, tuple[int, ...]]:
    """Rises from the newest to the oldest; of one moment, from the last path to the first."""
    return -head.released, (*(-ord(letter) for letter in head.path), 1)
