"""What the head of any page says: its address, its title, its feeds, and the way from the first page to it."""

import functools

from msgspec.structs import replace

from plugins.engine import addresses
from plugins.engine.material import SiteFacts
from plugins.engine.structured_data import about_place
from plugins.engine.views.elements import Link, PictureView
from plugins.engine.views.meta import FeedLink, Meta

#: scopes of feeds whose links are kept: a category stands on thousands of pages
_SCOPES = 1024
#: where the way to every page begins
HOME_LINK = Link(label="Trang chủ", url=addresses.HOME)


def root_of(url: str) -> str:
    """Prefix from the page at `url` to the root."""
    return "../" * url.count("/")


def feeds_of(facts: SiteFacts, scope: str = "", name: str = "") -> tuple[FeedLink, ...]:
    """Feeds that a page announces: its own, of `scope`, and the site's."""
    return _feeds(facts.site_name, scope, name)


@functools.lru_cache(maxsize=_SCOPES)
def _feeds(site_name: str, scope: str, name: str) -> tuple[FeedLink, ...]:
    scopes = [(scope, f"{site_name}: {name}")] if scope else []
    scopes += [(addresses.ALL, site_name)]
    return tuple(
        FeedLink(title=title, url=addresses.feed_url(scope, form), type=media_type)
        for scope, title in scopes
        for form, media_type in addresses.FORMS
    )


def meta_of(facts: SiteFacts, url: str, title: str, description: str, **more: object) -> Meta:
    """Head of a page; `more` are other fields of Meta."""
    if "image" not in more:
        card = facts.card
        more["image"] = PictureView(url=f"{facts.siteurl}/{card.url}", width=card.width, height=card.height, alt=facts.site_name)
    more.setdefault("feeds", feeds_of(facts))
    more.setdefault("root", root_of(url))
    if "structured_data" not in more:
        more["structured_data"] = about_place(facts.siteurl, more.get("breadcrumbs", ()))  # type: ignore[arg-type] # the crumbs of `more`
    return Meta(url=url, title=title, description=description, canonical=f"{facts.siteurl}/{url}", **more)  # type: ignore[arg-type] # checked by Meta's own fields


def trail(*places: Link) -> tuple[Link, ...]:
    """The way from the first page to this one, which is the last of `places`."""
    return (HOME_LINK, *places[:-1], replace(places[-1], current=True))
