"""Which page stands for the first page in another language: the first standing page, in menu order, that is written in it.

    first page (vi, x-default) <-> english.html (en)

Both name all of them, as search engines ask (https://developers.google.com/search/docs/specialty/international/localized-versions).
A portal in one language has none.
"""

from collections.abc import Iterable

from plugins.core.model import Page
from plugins.engine import addresses
from plugins.engine.views.meta import Alternate

#: language of the portal, and the sign for readers of all others
_OWN, _OTHERS = "vi", "x-default"


def foreign_fronts(pages: Iterable[Page]) -> dict[str, str]:
    """Address of the front for each other language, by language; `pages` in menu order."""
    found: dict[str, str] = {}
    for page in pages:
        if page.lang != _OWN:
            found.setdefault(page.lang, page.url)
    return found


def alternates_of(siteurl: str, fronts: dict[str, str]) -> tuple[Alternate, ...]:
    """What the first page and its `fronts` in other languages say of each other."""
    if not fronts:
        return ()
    home = addresses.HOME
    rows = ((_OWN, home), *fronts.items(), (_OTHERS, home))
    return tuple(Alternate(lang=lang, url=f"{siteurl}/{url}") for lang, url in rows)
