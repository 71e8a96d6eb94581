"""Stage 4: published entries to a Site: frozen, sorted, with every listing that pages need. O(N log N), over heads."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from plugins.core.model import ENTRY_TYPES, Category, Entry, Notice, OfficialDocument, Page
from plugins.documents.register import Register
from plugins.engine.check import Checked
from plugins.engine.heads import Head
from plugins.engine.memory import Memory
from plugins.engine.project import Project
from plugins.engine.related import neighbours
from plugins.vietnamese.collation import sort_key

E = TypeVar("E", bound=Entry)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A tag with its entries, newest first."""

    slug: str
    #: as most entries write it
    label: str
    entries: tuple[Head, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Everything public, before addresses become pages."""

    project: Project
    checked: Checked
    #: all published entries, newest first; standing pages last, in menu order
    entries: tuple[Head, ...]
    #: by folder, newest first; every folder is a key
    by_folder: Mapping[str, tuple[Head, ...]]
    #: by category key, newest first; every declared category is a key
    by_category: Mapping[str, tuple[Head, ...]]
    #: by tag slug, in Vietnamese alphabetical order
    tags: Mapping[str, Tag]
    #: names of the declared categories, by key
    category_names: Mapping[str, str]
    #: what to read next, by path from content/
    related: Mapping[str, list[Head]]
    #: notices in validity today
    notices: tuple[Notice, ...]
    #: standing pages in menu order
    pages: tuple[Page, ...]
    #: documents that implement the document of a number, newest first
    implementers: Mapping[str, tuple[OfficialDocument, ...]]

    @property
    def categories(self) -> tuple[Category, ...]:
        """In the ward's own order."""
        return self.checked.categories

    @property
    def published(self) -> Mapping[str, Head]:
        """By path from content/."""
        return self.checked.published

    @property
    def register(self) -> Register:
        """Published documents."""
        return self.checked.register

    def newest(self, entry_type: type[Entry], count: int) -> tuple[Head, ...]:
        """The newest published entries of a type."""
        return self.by_folder[entry_type.folder][:count]


def newest_first(heads: Iterable[Head]) -> tuple[Head, ...]:
    """Sort by date, then path, so that equal dates have one order on every machine."""
    return tuple(sorted(heads, key=lambda head: (head.released, head.path), reverse=True))


def entries_of(heads: Iterable[Head], entry_type: type[E]) -> tuple[E, ...]:
    """The entries behind heads that are all of one type."""
    return tuple(head.entry for head in heads if isinstance(head.entry, entry_type))


def assemble(project: Project, checked: Checked, memory: Memory) -> Site:
    """The site of a checked content."""
    heads = newest_first(checked.published.values())
    today = project.now.date()
    by_folder: dict[str, list[int]] = {entry_type.folder: [] for entry_type in ENTRY_TYPES}
    by_category: dict[str, list[int]] = {category.key: [] for category in checked.categories}
    by_tag: dict[str, list[int]] = {}
    for number, head in enumerate(heads):
        by_folder[head.folder].append(number)
        if head.category:
            by_category[head.category].append(number)
        for key, _ in head.tags:
            numbers = by_tag.setdefault(key, [])
            if not numbers or numbers[-1] != number:  # two labels of one address stand for one tag
                numbers.append(number)
    lists = (len(heads), list(by_tag.values()), list(by_category.values()))
    related = memory.neighbours(lists, lambda: neighbours(*lists))

    def named(numbers: Iterable[int]) -> tuple[Head, ...]:
        return tuple([heads[number] for number in numbers])

    folders = {key: named(numbers) for key, numbers in by_folder.items()}
    pages = sorted(entries_of(folders[Page.folder], Page), key=lambda page: (page.order, page.path))
    tags = {
        key: Tag(slug=key, label=checked.tags[key], entries=named(by_tag[key]))
        for key in sorted(by_tag, key=lambda key: (sort_key(checked.tags[key]), key))
    }
    return Site(
        project=project,
        checked=checked,
        entries=(*(head for head in heads if head.folder != Page.folder), *(checked.published[page.path] for page in pages)),
        by_folder=folders,
        by_category={key: named(numbers) for key, numbers in by_category.items()},
        tags=tags,
        category_names={category.key: category.name for category in checked.categories},
        related={head.path: [heads[other] for other in others] for head, others in zip(heads, related, strict=True)},
        notices=tuple(notice for notice in entries_of(folders[Notice.folder], Notice) if notice.valid.includes(today)),
        pages=tuple(pages),
        implementers=_implementers(entries_of(folders[OfficialDocument.folder], OfficialDocument)),
    )


def _implementers(documents: tuple[OfficialDocument, ...]) -> dict[str, tuple[OfficialDocument, ...]]:
    by_number: dict[str, list[OfficialDocument]] = {}
    for document in documents:
        for number in dict.fromkeys(document.implements):
            by_number.setdefault(number, []).append(document)
    return {number: tuple(group) for number, group in by_number.items()}


def document_of(register: Register, number: str) -> OfficialDocument | None:
    """The one published document with this number; None when there is none, or more than one."""
    found = register.find(number) if number else ()
    return found[0] if len(found) == 1 else None
