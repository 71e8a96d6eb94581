"""What each feed holds: the site's newest entries, and each category's."""

from collections.abc import Iterator

from plugins.channels.feeds import Enclosure, FeedEntryView, FeedView
from plugins.core.model import Entry, Page
from plugins.engine import addresses
from plugins.engine.links import SiteResolver
from plugins.engine.pages import Material, category_link, share_made

_PICTURE_TYPES = {"jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp"}


def feed_views(material: Material) -> Iterator[FeedView]:
    """Every feed, newest entries first. Standing pages are in none: nobody follows a contact page."""
    site, ward = material.site, material.site.project.ward
    everything = tuple(entry for entry in site.entries if not isinstance(entry, Page))
    scopes = [(addresses.ALL, ward.site_name, ward.description, addresses.HOME, everything)]
    scopes += [
        (c.key, f"{ward.site_name}: {c.name}", c.description, addresses.category_url(c.key), site.by_category[c.key])
        for c in site.categories
    ]
    for scope, title, description, page, entries in scopes:
        rows = tuple(_row(material, entry) for entry in entries[: ward.feed_size])
        yield FeedView(
            title=title,
            description=description,
            url=f"{material.siteurl}/{page}",
            address=f"{material.siteurl}/{addresses.feed_base(scope)}",
            authority=ward.tag_authority,
            scope=scope,
            publisher=ward.publisher,
            entries=rows,
        )


def _row(material: Material, entry: Entry) -> FeedEntryView:
    site = material.site
    category = category_link(site, entry)
    made = share_made(material, entry)
    return FeedEntryView(
        id=entry.id,
        title=entry.title,
        url=f"{material.siteurl}/{entry.url}",
        summary=entry.lead,
        html=SiteResolver(site, entry, f"{material.siteurl}/", material.files).body(),
        published=entry.released_at,
        updated=entry.changed_on,
        author=entry.author,
        categories=(category.label if category else entry.label, *entry.tags),
        enclosure=Enclosure(url=f"{material.siteurl}/{made.url}", length=made.bytes, type=_PICTURE_TYPES[made.url.rpartition(".")[2]]),
    )
