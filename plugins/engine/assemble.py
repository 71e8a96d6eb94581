"""Stage 4: published entries to a Site: frozen, sorted, with every listing that pages need. O(N log N), over heads."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest
from typing import TypeVar

from plugins.core.model import (
    ENTRY_TYPES,
    Answer,
    Category,
    Entry,
    Exemplar,
    FactCheck,
    LegalStatus,
    ModelExample,
    Notice,
    OfficialDocument,
    Page,
)
from plugins.documents.register import Register
from plugins.engine.check import Checked
from plugins.engine.heads import Head
from plugins.engine.memory import Memory
from plugins.engine.project import Project
from plugins.engine.related import RELATED, neighbours
from plugins.reports.matrix import Row, matrix
from plugins.vietnamese.collation import sort_key

E = TypeVar("E", bound=Entry)
#: folders whose entries are read one after the other, beside articles, which are so by category
READ_IN_ORDER = (ModelExample.folder, Exemplar.folder, FactCheck.folder, Answer.folder)
#: documents name each other in their chain, and nobody reads on in a standing page
_NAMES_OTHERWISE = frozenset({OfficialDocument.folder, Page.folder})


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
    #: of what lists by category or type: the entry before (older) and after (newer), by path from content/
    beside: Mapping[str, tuple[Head | None, Head | None]]
    #: documents that implement, replace (no drafts) or amend the document of a number, newest first
    implementers: Mapping[str, tuple[OfficialDocument, ...]]
    replacers: Mapping[str, tuple[OfficialDocument, ...]]
    amenders: Mapping[str, tuple[OfficialDocument, ...]]
    #: the newest few entries, documents apart, that name a number of the register
    naming: Mapping[str, tuple[Head, ...]]
    #: tasks of the ward's plan beside what is published; none without a plan
    plan_rows: tuple[Row, ...]

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

    def news(self, count: int) -> tuple[Head, ...]:
        """The newest published entries; standing pages are no news."""
        return tuple(islice((head for head in self.entries if head.folder != Page.folder), count))


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
    categories = {key: named(numbers) for key, numbers in by_category.items()}
    documents = entries_of(folders[OfficialDocument.folder], OfficialDocument)
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
        by_category=categories,
        tags=tags,
        category_names={category.key: category.name for category in checked.categories},
        related={head.path: [heads[other] for other in others] for head, others in zip(heads, related, strict=True)},
        notices=tuple(notice for notice in entries_of(folders[Notice.folder], Notice) if notice.valid.includes(today)),
        pages=tuple(pages),
        beside=_beside([*categories.values(), *(folders[folder] for folder in READ_IN_ORDER)]),
        implementers=_by_number((document, document.implements) for document in documents),
        replacers=_by_number((one, one.replaces) for one in documents if one.legal_status is not LegalStatus.DRAFT),
        amenders=_by_number((document, document.amends) for document in documents),
        naming=_naming(heads, {document.number for document in documents if document.number}),
        plan_rows=matrix(checked.plan, heads, today) if checked.plan else (),
    )


def _beside(lists: Iterable[Sequence[Head]]) -> dict[str, tuple[Head | None, Head | None]]:
    """For each entry of each list (newest first) the one behind it and the one before it."""
    beside: dict[str, tuple[Head | None, Head | None]] = {}
    for heads in lists:
        newer: Head | None = None
        for head, older in zip_longest(heads, heads[1:]):
            beside[head.path] = older, newer
            newer = head
    return beside


def _by_number(rows: Iterable[tuple[OfficialDocument, tuple[str, ...]]]) -> dict[str, tuple[OfficialDocument, ...]]:
    by_number: dict[str, list[OfficialDocument]] = {}
    for document, numbers in rows:
        for number in dict.fromkeys(numbers):
            by_number.setdefault(number, []).append(document)
    return {number: tuple(group) for number, group in by_number.items()}


def _naming(heads: Iterable[Head], numbers: Iterable[str]) -> dict[str, tuple[Head, ...]]:
    found: dict[str, list[Head]] = {number: [] for number in numbers}
    for head in heads if found else ():
        if head.cites and head.folder not in _NAMES_OTHERWISE:
            for number in head.cites:
                rows = found.get(number)
                if rows is not None and len(rows) < RELATED:
                    rows.append(head)
    return {number: tuple(rows) for number, rows in found.items() if rows}


def document_of(register: Register, number: str) -> OfficialDocument | None:
    """The one published document with this number; None when there is none, or more than one."""
    found = register.find(number) if number else ()
    return found[0] if len(found) == 1 else None
