"""Stage 2, for all sources: heads from the store where nothing changed, read anew where something did.

    found files -> unchanged by their state on disk  -> stored head
                -> changed or unsure: bytes -> key  -> known: stored head, new state
                                                    -> new:   read_source in as many processes as pay -> store

A file that was changed within the last ticks of the clock may change again without showing it: its state is stored as unsure,
and its bytes decide next time. In CI, where every checkout has new times, bytes always decide.
"""

import functools
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from plugins.core.digest import digest
from plugins.core.model import Slogan
from plugins.core.rules import NO_TERMS, Issue, PrintTerms
from plugins.engine.codes import code_digest
from plugins.engine.heads import Head, HeadRow, head_from
from plugins.engine.memory import Memory
from plugins.engine.opening import file_bytes
from plugins.engine.project import Project
from plugins.engine.scan import FileState, Found, Scan
from plugins.engine.store import Row, Store
from plugins.engine.texts import Texts, bytes_of, source_key
from plugins.engine.workers import batches, spread
from plugins.media.street_sizes import FILE

#: installed packages that shape a reading; the fonts decide which titles and slogans fit
_PACKAGES = ("markdown", "nh3", "pyyaml", "pillow", "fontpkg-be-vietnam-pro", "fonttools", "fontpkg-archivo", "uharfbuzz")
_READER, _REMARKER = "plugins.engine.rows", "plugins.engine.remarks"
#: bytes of the list of street sizes: far more than sixty sizes need
_MOST_SIZES = 64 * 1024
_SLOGANS = f"{Slogan.folder}/"
#: readings that wait in memory to be stored, in one short transaction
_WAITING = 500

#: heard during reading: done, total
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Every source of content/, read."""

    #: by path from content/, sorted
    heads: dict[str, Head]
    #: absolute path of each source
    places: dict[str, str]
    store: Store
    reader: str
    #: how many were read anew
    read: int
    #: how slogans are drawn and texts are read aloud
    terms: PrintTerms = NO_TERMS
    #: findings of remarks.py, by path from content/; only what was asked for
    remarks: dict[str, tuple[Issue, ...]] = field(default_factory=dict)

    def texts(self) -> Texts:
        """A way to load texts."""
        return Texts(self)


def reader_code() -> str:
    """Digest of the code that reads, its data and the packages that shape a reading."""
    return code_digest(_READER, _PACKAGES)


def terms_of(project: Project, found: Scan) -> PrintTerms:
    """How slogans are drawn here; SourceError when the list of street sizes cannot be read."""
    sizes = found.data.get(FILE)
    return PrintTerms(
        sizes=file_bytes(FILE, sizes.path, _MOST_SIZES) if sizes else b"",
        unit_line=project.ward.unit_line,
        siteurl=project.own_siteurl,
        has_logo=bool(project.ward.logo),
        has_share_cards=project.ward.share_cards,
        spoken_at=(project.ward.name, project.ward.city) if project.ward.spoken_files else (),
    )


def _around(path: str, terms: PrintTerms, is_searched: bool) -> str:
    """Digest of what a reading looks at beside its source."""
    if path.startswith(_SLOGANS):
        return _around_others(digest(terms), is_searched)
    return _around_others(terms.has_share_cards, terms.spoken_at, is_searched)


@functools.lru_cache(maxsize=8)
def _around_others(*terms: object) -> str:
    return digest(terms)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """What `check` asks beyond a build."""

    #: of the sources, from content/
    paths: frozenset[str] = frozenset()
    #: names of du-lieu/co-quan.toml
    offices: tuple[str, ...] = ()

    def key(self, key: str) -> str:
        """What findings about the text of a key depend on: the text, the code of the rules, and the offices."""
        return digest((key, code_digest(_REMARKER), self.offices))


#: that of a build
NOTHING = Inquiry()


class _Read(NamedTuple):
    """What came of one source."""

    key: str
    #: None when the bytes are those of the stored key
    head: HeadRow | None = None
    body: bytes = b""
    #: for the search
    terms: bytes = b""
    #: None when nobody asked
    remarks: tuple[Issue, ...] | None = None


def load_sources(
    project: Project, found: Scan, memory: Memory, progress: Progress, inquiry: Inquiry = NOTHING, terms: PrintTerms = NO_TERMS
) -> Sources:
    """Heads of all sources of `found`; what had to be read is stored, what is gone is forgotten. `terms`: how slogans are drawn.

    `inquiry`: about whom `check` asks, too.
    """
    reader = reader_code()
    store = Store(project.cache, reader)
    known = memory.heads if memory.heads is not None and memory.reader == reader else store.heads()
    heads: dict[str, Head] = {}
    states: dict[str, FileState] = {}
    doubtful: list[tuple[str, Found]] = []
    remarks = _known_remarks(store, known, inquiry)
    for path, file in found.sources.items():
        row = known.get(path)
        if row is not None and row[0] == file.state and not project.is_by_hash and _is_as_then(row[1], terms, project.ward.search):
            heads[path], states[path] = row[1], file.state
            if path not in inquiry.paths or path in remarks:
                continue
        doubtful.append((path, file))
    keys = {path: known[path][1].key for path, _ in doubtful if path in known}
    wanted = frozenset(path for path, _ in doubtful if path in inquiry.paths and path not in remarks)
    now = time.time_ns()
    touched: dict[str, FileState] = {}
    changed: list[str] = []
    act = partial(_read, reader, keys, wanted, inquiry, terms, project.ward.search)
    gone = [path for path in known if path not in found.sources]
    done = 0
    for batch in batches(spread(doubtful, act, lambda item: f"content/{item[0]}", project.processes), _WAITING):
        rows: list[Row] = []
        fresh: dict[str, tuple[str, tuple[Issue, ...]]] = {}
        for index, result in batch:
            path, file = doubtful[index]
            states[path] = file.lasting_state(now)
            if result.remarks is not None:
                remarks[path], fresh[path] = result.remarks, (inquiry.key(result.key), result.remarks)
            if result.head:
                heads[path] = head_from(*result.head)
                rows.append(Row(path=path, state=states[path], key=result.key, head=result.head, body=result.body, terms=result.terms))
                changed.append(path)
            else:
                heads[path] = known[path][1]
                if states[path] != known[path][0]:
                    touched[path] = states[path]
        if rows:
            store.save(rows)
        if fresh:
            store.save_remarks(fresh)
        done += len(batch)
        progress(done, len(doubtful))
    if touched or gone:
        store.save((), touched, gone)
    ordered = {path: heads[path] for path in found.sources}
    memory.remember_heads(reader, lambda: {path: (states[path], head) for path, head in ordered.items()})
    return Sources(
        heads=ordered,
        places={path: file.path for path, file in found.sources.items()},
        store=store,
        reader=reader,
        read=len(changed),
        terms=terms,
        remarks=remarks,
    )


def _is_as_then(head: Head, terms: PrintTerms, is_searched: bool) -> bool:
    """Was the head read among the things that lie around it now?"""
    return head.around == _around(head.path, terms, is_searched)


def _known_remarks(store: Store, known: Mapping[str, tuple[FileState, Head]], inquiry: Inquiry) -> dict[str, tuple[Issue, ...]]:
    """Stored findings about the texts that stored heads were read from."""
    rows = store.remarks() if inquiry.paths else {}
    return {
        path: issues
        for path, (key, issues) in rows.items()
        if path in inquiry.paths and path in known and key == inquiry.key(known[path][1].key)
    }


def _read(
    reader: str,
    keys: dict[str, str],
    wanted: frozenset[str],
    inquiry: Inquiry,
    terms: PrintTerms,
    is_searched: bool,
    item: tuple[str, Found],
) -> _Read:
    """What is in a source; only its key when its bytes are those of the stored one, and no findings are `wanted` about it."""
    from plugins.engine.read import read_source  # large, and most builds read nothing
    from plugins.engine.rows import rows_of, search_row

    path, file = item
    data = bytes_of(path, file.path)
    around = _around(path, terms, is_searched)
    key = source_key(reader, path, data, around)
    is_known = keys.get(path) == key
    if is_known and path not in wanted:
        return _Read(key)
    reading = read_source(path, data, terms)
    remarks = None
    if path in inquiry.paths:
        from plugins.engine.remarks import remarks_of  # only `check` asks

        remarks = remarks_of(reading, inquiry.offices)
    if is_known:
        return _Read(key, remarks=remarks)
    found_by = search_row(reading) if is_searched else b""
    return _Read(key, *rows_of(reading, key, around, found_by), found_by, remarks)
