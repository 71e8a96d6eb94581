"""What there is to follow: the scopes of feeds."""

from collections.abc import Iterator

from msgspec import Struct

from plugins.engine import addresses
from plugins.engine.assemble import Site
from plugins.engine.heads import Head


class Scope(Struct, frozen=True, kw_only=True):
    """What a feed follows."""

    #: tat-ca, a folder, the key of a category, the/<tag>
    key: str
    #: Văn bản; empty for everything
    name: str
    description: str
    #: page that shows the same, from the root
    page: str
    #: newest first, as many as the feed holds
    heads: tuple[Head, ...]


def scopes_of(site: Site) -> Iterator[Scope]:
    """Every feed: everything, the folders that people follow (empty ones too: they wait), categories, tags of some size.

    Standing pages are in none: nobody follows a contact page.
    """
    ward = site.project.ward
    size = ward.feed_size
    yield Scope(key=addresses.ALL, name="", description=ward.description, page=addresses.HOME, heads=site.news(size))
    for section in addresses.SECTIONS:
        folder = section.type.folder
        if folder in addresses.FEED_FOLDERS:
            has_page = section.is_permanent or site.by_folder[folder]
            page = addresses.section_url(section.type) if has_page else addresses.FOLLOW
            yield Scope(key=folder, name=section.heading, description=section.lead, page=page, heads=site.by_folder[folder][:size])
    for category in site.categories:
        heads = site.by_category[category.key][:size]
        page = addresses.category_url(category.key)
        yield Scope(key=category.key, name=category.name, description=category.description, page=page, heads=heads)
    for tag in site.tags.values():
        if len(tag.entries) >= addresses.LEAST_TAGGED:
            name, key = f"Chủ đề: {tag.label}", addresses.tag_scope(tag.slug)
            yield Scope(key=key, name=name, description="", page=addresses.tag_url(tag.slug), heads=tag.entries[:size])


def title_of(site: Site, scope: Scope) -> str:
    """Name of a feed in a reader."""
    name = site.project.ward.site_name
    return f"{name}: {scope.name}" if scope.name else name
