"""Shards of the search index: what each is made from, and its files, merged once for all of them when one has to be made."""

import functools
from collections.abc import Callable
from dataclasses import dataclass

from plugins.channels.search_index import SearchEntry, ShardFiles, chunks_of, merge, summary_files
from plugins.core.digest import joined
from plugins.core.model import ENTRY_TYPES, Article, Entry, OfficialDocument
from plugins.engine.heads import Head
from plugins.engine.makers import TextView
from plugins.vietnamese.zone import VIETNAM

_TYPES = {entry_type.folder: number for number, entry_type in enumerate(ENTRY_TYPES)}

#: the terms of an entry, as they are stored
LoadTerms = Callable[[Head], bytes]


@dataclass(frozen=True, kw_only=True)
class Shard:
    """All that the files of one shard are made from."""

    #: oldest first
    heads: tuple[Head, ...]
    #: keys of the declared categories; numbers of the list count from 1
    categories: tuple[str, ...]
    #: what the search finds an entry by, of which its head knows the digest
    terms: LoadTerms

    @functools.cached_property
    def seal(self) -> bytes:
        """Digest of all of it."""
        return joined("\0".join([head.found for head in self.heads]), *self.categories)

    @functools.cached_property
    def chunks(self) -> int:
        """How many chunks its lines are cut into."""
        return chunks_of(sum(head.terms for head in self.heads))

    @property
    def summaries(self) -> int:
        """How many files hold its summaries."""
        return summary_files(len(self.heads))

    @functools.cached_property
    def files(self) -> ShardFiles:
        """Its files, merged when the first is asked for."""
        numbers = {key: number for number, key in enumerate(self.categories, 1)}
        return merge([_search_entry(head.entry, self.terms(head), numbers) for head in self.heads], self.chunks)


def _search_entry(entry: Entry, row: bytes, categories: dict[str, int]) -> SearchEntry:
    strong, _, weak = row.decode().partition("\n")
    issued = entry.issued if isinstance(entry, OfficialDocument) else None
    return SearchEntry(
        title=entry.title,
        summary=entry.lead,
        type=_TYPES[entry.folder],
        slug=entry.slug,
        category=categories.get(entry.category, 0) if isinstance(entry, Article) else 0,
        year=(issued or entry.released_at.astimezone(VIETNAM)).year,
        strong=strong,
        weak=weak,
    )


def list_view(shard: Shard) -> TextView:
    """The list of a shard."""
    return TextView(text=shard.files.list)


def chunk_view(shard: Shard, number: int) -> TextView:
    """A chunk of its lines."""
    return TextView(text=shard.files.chunks[number])


def summary_view(shard: Shard, number: int) -> TextView:
    """Fifty of its summaries."""
    return TextView(text=shard.files.summaries[number])
