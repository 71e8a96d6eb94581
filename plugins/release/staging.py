"""A release, put together in a folder beside the target: everything is copied, hashed and written here, and nowhere else.

    output/ + Publication                       built
    live release, its digests proved            held pages with what they need, kept feeds and files
    da-go.html, het-han.html, moved_page        withdrawn, expired and moved addresses, markers for 410
    ledger, authenticity, redirects             data of the release itself
    -> rows -> manifest (signed by `seal`, after the gates)

Bytes are on the disk when `seal` returns: files first, then their folders.
"""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from plugins.core import durable
from plugins.core.moved import moved_page
from plugins.core.publication import Publication
from plugins.release import tree
from plugins.release.authenticity import buckets
from plugins.release.canaries import Canaries
from plugins.release.headers import HEADERS_FILE, headers_file
from plugins.release.kept_feeds import feed_without
from plugins.release.ledger import MARK_OF, Kind, Ledger, Reason, State, decode, encode
from plugins.release.manifest import LEDGER, MANIFEST, SIGNATURE, Manifest, Mark, Row, address_digest, is_unchanged
from plugins.release.manifest import encode as encode_manifest
from plugins.release.media_types import media_type
from plugins.release.minisign import SecretKey
from plugins.release.redirects import REDIRECTS, redirect_map
from plugins.release.references import needed_files
from plugins.release.succession import Succession, marker, succeed
from plugins.release.targets import Live, Report, Staged

#: pages that the build makes for addresses that are no more
WITHDRAWN_PAGE, EXPIRED_PAGE = "da-go.html", "het-han.html"
_COPYING, _WRITING = "Gom tệp của bản mới", "Ghi bản kê"


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a release is made of."""

    publication: Publication
    output: Path
    live: Live | None
    #: seconds since 1970
    now: int
    canaries: tuple[str, ...] = ()
    taken_down: frozenset[str] = frozenset()
    #: why fewer entries are right this time; empty when nobody said so
    shrink_reason: str = ""


class File(NamedTuple):
    """A file as it was staged."""

    path: str
    row: Row
    #: words that must not be in it, or what is wrong with it; empty
    canaries: tuple[str, ...] = ()
    fault: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A release without its manifest: what the gates look at."""

    folder: Path
    material: Material
    before: Ledger
    succession: Succession
    files: Mapping[str, File] = field(default_factory=dict)
    #: files of held entries, and files to keep, that are not as they were published
    spoiled: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()

    @property
    def live(self) -> Manifest | None:
        """Manifest of the release that residents see."""
        return self.material.live.manifest if self.material.live else None

    @property
    def manifest(self) -> Manifest:
        """Its manifest: withdrawn addresses by digest."""
        rows = {address_digest(path) if file.row.mark is Mark.WITHDRAWN else path: file.row for path, file in sorted(self.files.items())}
        release = release_id(self.material.now, rows)
        previous = self.live.release if self.live else ""
        siteurl = self.material.publication.siteurl
        return Manifest(release=release, siteurl=siteurl, created=self.material.now, previous=previous, rows=rows)


def release_id(now: int, rows: Mapping[str, Row]) -> str:
    """20260114T080000Z-<8 hex digits of the rows>: sorts by time, says what it holds."""
    import datetime as dt

    held = hashlib.sha256(encode_manifest(Manifest(release="", siteurl="", created=0, rows=rows))).hexdigest()
    return f"{dt.datetime.fromtimestamp(now, dt.UTC):%Y%m%dT%H%M%SZ}-{held[:8]}"


def last_ledger(live: Live | None) -> Ledger:
    """The ledger of the live release; empty before the first. LedgerError when it cannot be read."""
    data = live.read(LEDGER) if live else None
    return decode(data) if data is not None else Ledger()


def stage(material: Material, folder: Path, report: Report) -> Draft:
    """Fill an empty folder with everything but manifest and signature."""
    live = material.live
    before = last_ledger(live)
    manifest = live.manifest if live else None
    succession = succeed(before, material.publication, manifest, live.paths() if live else (), material.now, material.taken_down)
    if material.shrink_reason and succession.ledger.entries() < before.entries():
        reasons = (*before.reasons, Reason(material.now, material.shrink_reason))
        succession = replace(succession, ledger=replace(succession.ledger, reasons=reasons))
    draft = Draft(folder=folder, material=material, before=before, succession=succession)
    return _Stager(draft, report).fill()


def seal(draft: Draft, key: SecretKey | None, report: Report) -> Staged:
    """Write the manifest and, with a key, its signature; all is on the disk afterwards."""
    report(_WRITING, 0, 0)
    manifest = draft.manifest
    data = encode_manifest(manifest)
    durable.write_file(draft.folder / MANIFEST, data)
    if key:
        durable.write_file(draft.folder / SIGNATURE, key.sign(data, f"{manifest.release} {manifest.siteurl}").encode())
    durable.sync_folders(draft.folder)
    return Staged(folder=draft.folder, manifest=manifest)


class _Stager:
    """Writes a draft's files, one kind after another."""

    def __init__(self, draft: Draft, report: Report) -> None:
        self._draft, self._material, self._succession = draft, draft.material, draft.succession
        self._report = report
        self._canaries = Canaries(draft.material.canaries)
        self._known = dict(draft.live.rows) if draft.live else {}
        self._files: dict[str, File] = {}
        self._spoiled: set[str] = set()
        self._dropped: set[str] = set()

    def fill(self) -> Draft:
        """Everything, in the order of the module's docstring."""
        self._copy_built()
        self._carry()
        self._answer()
        self._add_data()
        return replace(self._draft, files=self._files, spoiled=tuple(sorted(self._spoiled)), dropped=tuple(sorted(self._dropped)))

    def _copy_built(self) -> None:
        paths = sorted(self._material.publication.files)
        for done, file in enumerate(tree.for_each(self._copy, paths), 1):
            self._files[file.path] = file
            self._report(_COPYING, done, len(paths))

    def _copy(self, path: str) -> File:
        data = tree.read_regular(self._material.output, path)
        wanted = self._material.publication.files[path]
        if data is None or (hashlib.sha256(data).hexdigest(), len(data)) != wanted:
            return File(path, Row("", 0, ""), fault="không còn như khi dựng")
        line = self._succession.ledger.lines.get(path)
        return self._write(path, data, MARK_OF[line.state] if line else Mark.BUILT)

    def _write(self, path: str, data: bytes, mark: Mark) -> File:
        durable.write_file(self._draft.folder / path, data)
        row = Row(hashlib.sha256(data).hexdigest(), len(data), media_type(path), mark)
        known = self._known.get(path)
        # what is live already passed this gate
        found = () if known and known.sha256 == row.sha256 else self._canaries.find(path, data)
        return File(path, row, found)

    def _add(self, path: str, data: bytes, mark: Mark) -> None:
        self._files[path] = self._write(path, data, mark)

    def _proved(self, path: str) -> bytes | None:
        """A live file as it was published; None when it is not there, or somebody changed it."""
        live = self._material.live
        data = live.read(path) if live else None
        row = self._known.get(path)
        return data if row and is_unchanged(row, data) else None

    def _carry(self) -> None:
        """Held pages with all that they need, then feeds and files that are kept."""
        carried = self._succession.carried
        for path in sorted(path for path, state in carried.items() if state is State.HELD):
            self._hold(path)
        gone = self._succession.withdrawn | self._succession.expired
        for path in sorted(carried.keys() - self._files.keys() - self._spoiled):
            data = self._proved(path)
            if data is None:
                self._dropped.add(path)
            elif self._succession.ledger.lines[path].kind is Kind.FEED:
                data = feed_without(path, data, gone)
            if data is not None:
                self._add(path, data, Mark.KEPT)

    def _hold(self, path: str) -> None:
        """A file of a held entry, and of the live release what that file needs in its turn."""
        if path in self._files:
            return
        data = self._proved(path)
        if data is None:
            self._spoiled.add(path)
            return
        self._add(path, data, Mark.HELD)
        for needed in sorted(needed_files(data, path, self._material.publication.siteurl)):
            if needed in self._known:
                self._hold(needed)

    def _answer(self) -> None:
        """Addresses that are no more: a page, and a marker beside it. A file that is no page gets the marker alone."""
        for path, to in sorted(self._succession.moved.items()):
            self._add(path, moved_page(_relative(path, to)), Mark.MOVED)
        for state, paths, page in (
            (State.WITHDRAWN, self._succession.withdrawn, WITHDRAWN_PAGE),
            (State.EXPIRED, self._succession.expired, EXPIRED_PAGE),
        ):
            is_built = page in self._material.publication.files
            source = tree.read_regular(self._draft.folder, page) if is_built else None
            for path in sorted(paths):
                if path.endswith(".html") and source is not None:
                    self._add(path, source, MARK_OF[state])
                self._add(marker(path, state), b"", MARK_OF[state])

    def _add_data(self) -> None:
        ledger = self._succession.ledger
        self._add(REDIRECTS, redirect_map(ledger), Mark.BUILT)
        rows = {path: file.row for path, file in self._files.items()}
        for path, data in sorted(buckets(self._material.publication, rows).items()):
            self._add(path, data, Mark.BUILT)
        self._add(LEDGER, encode(ledger), Mark.BUILT)
        self._add(HEADERS_FILE, headers_file(self._draft.folder, self._files), Mark.BUILT)


def _relative(path: str, to: str) -> str:
    """The address `to` as the page at `path` writes it."""
    return os.path.relpath(to, os.path.dirname(path) or ".").replace(os.sep, "/")  # noqa: PTH120 - addresses, not files
