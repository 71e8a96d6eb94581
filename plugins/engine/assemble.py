"""Stage 4: published entries to a Site: frozen, sorted, with every listing that pages need. O(N log N)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from plugins.core.model import ENTRY_TYPES, Article, Category, Entry, Notice, OfficialDocument, Page, Slogan
from plugins.documents.register import Register
from plugins.engine.check import Checked
from plugins.engine.project import Project
from plugins.engine.read import Reading
from plugins.vietnamese.collation import sort_key
from plugins.vietnamese.slug import slug

E = TypeVar("E", bound=Entry)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A tag with its entries, newest first."""

    slug: str
    #: as most entries write it
    label: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Everything public, before addresses become pages."""

    project: Project
    #: all published entries, newest first; standing pages last, in menu order
    entries: tuple[Entry, ...]
    #: by folder, newest first; every folder is a key
    by_folder: Mapping[str, tuple[Entry, ...]]
    #: by category key, newest first; every declared category is a key
    by_category: Mapping[str, tuple[Entry, ...]]
    #: by tag slug, in Vietnamese alphabetical order
    tags: Mapping[str, Tag]
    categories: tuple[Category, ...]
    #: addresses that the portal makes itself: listings, feeds
    addresses: frozenset[str]
    #: readings of the published entries, by path from content/
    readings: Mapping[str, Reading]
    #: files of content/tep/, by path from content/
    files: Mapping[str, Path]
    #: published entries by path from content/
    published: Mapping[str, Entry]
    register: Register
    #: slogans and notices in validity today
    slogans: tuple[Slogan, ...]
    notices: tuple[Notice, ...]
    #: standing pages in menu order
    pages: tuple[Page, ...]

    def folder(self, entry_type: type[E]) -> tuple[E, ...]:
        """Published entries of a type, newest first."""
        return tuple(entry for entry in self.by_folder[entry_type.folder] if isinstance(entry, entry_type))


def newest_first(entries: Iterable[E]) -> tuple[E, ...]:
    """Sort by date, then path, so that equal dates have one order on every machine."""
    return tuple(sorted(entries, key=lambda entry: (entry.released_at, entry.path), reverse=True))


def assemble(project: Project, checked: Checked) -> Site:
    """The site of a checked content."""
    entries = newest_first(checked.published.values())
    pages = tuple(sorted((e for e in entries if isinstance(e, Page)), key=lambda page: (page.order, page.path)))
    today = project.now.date()
    by_folder = _grouped(entries, lambda entry: (entry.folder,), [t.folder for t in ENTRY_TYPES])
    by_category = _grouped(entries, lambda e: (e.category,) if isinstance(e, Article) else (), [c.key for c in checked.categories])
    return Site(
        project=project,
        entries=(*(e for e in entries if not isinstance(e, Page)), *pages),
        by_folder=by_folder,
        by_category=by_category,
        tags=_tags(entries, checked.tags),
        addresses=checked.addresses,
        categories=checked.categories,
        readings={path: checked.readings[path] for path in checked.published},
        files=checked.files,
        published=checked.published,
        register=checked.register,
        slogans=tuple(e for e in entries if isinstance(e, Slogan) and e.valid.includes(today)),
        notices=tuple(e for e in entries if isinstance(e, Notice) and e.valid.includes(today)),
        pages=pages,
    )


def _grouped(entries: Iterable[Entry], keys_of: Callable[[Entry], tuple[str, ...]], keys: Iterable[str]) -> dict[str, tuple[Entry, ...]]:
    groups: dict[str, list[Entry]] = {key: [] for key in keys}
    for entry in entries:
        for key in keys_of(entry):
            groups.setdefault(key, []).append(entry)
    return {key: tuple(group) for key, group in groups.items()}


def _tags(entries: tuple[Entry, ...], labels: Mapping[str, str]) -> dict[str, Tag]:
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        for tag in entry.tags:
            groups.setdefault(slug(tag), []).append(entry)
    ordered = sorted(groups, key=lambda key: (sort_key(labels[key]), key))
    return {key: Tag(slug=key, label=labels[key], entries=tuple({entry.path: entry for entry in groups[key]}.values())) for key in ordered}


def document_of(site: Site, number: str) -> OfficialDocument | None:
    """The one published document with this number; None when there is none, or more than one."""
    found = site.register.find(number) if number else ()
    return found[0] if len(found) == 1 else None
