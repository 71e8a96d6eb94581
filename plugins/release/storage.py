"""S3-compatible storage, where nothing can be swapped at once: an order in which no page lacks what it needs.

    what is there (HEAD: sha256, length, type, caching) -> what differs -> old bytes kept -> hashed assets -> other files
    -> pages nobody leads to yet -> pages -> moved and gone pages -> feeds, data -> signature, manifest -> deletions

Requests are those of bucket.py, the order is that of storage_order.py. Broken off anywhere, a `put` is finished by the next one.
`.giu/<sha256>` keeps what was overwritten or deleted, `.giu/ban/<release>/` the manifests of the last releases: a rollback is the
same put from there. What was taken back is kept for one release, then thrown away.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from plugins.core.errors import LockedError
from plugins.release.bucket import Bucket, StorageError, Stored
from plugins.release.headers import caching
from plugins.release.manifest import (
    MANIFEST,
    SIGNATURE,
    UNLISTED,
    Manifest,
    ManifestError,
    Row,
    address_digest,
    decode,
    is_unchanged,
)
from plugins.release.media_types import media_type
from plugins.release.storage_order import Source, ranked
from plugins.release.targets import KEPT_RELEASES, Report, Staged, StorageTarget
from plugins.release.tree import files_below, for_each, read_regular, remove_tree

_KEPT, _MANIFESTS = ".giu/", ".giu/ban/"
_LOOKING, _SENDING, _DELETING = "Xem kho đang có gì", "Gửi tệp lên kho", "Bỏ tệp cũ khỏi kho"
_PLAIN = "text/plain; charset=utf-8"


class StorageLive:
    """The release in a bucket."""

    def __init__(self, bucket: Bucket, manifest: Manifest) -> None:
        self._bucket, self.manifest = bucket, manifest

    def read(self, path: str) -> bytes | None:
        """The bytes of one of its files; None when it is not there."""
        return self._bucket.read(path)

    def paths(self) -> Iterable[str]:
        """Every file that is there."""
        return sorted(path for path in self._bucket.listing() if not path.startswith(_KEPT))


class Storage:
    """StorageTarget, opened. ConfigurationError when boto3 is not installed."""

    def __init__(self, settings: StorageTarget, cache: Path) -> None:
        self._bucket, self._cache = Bucket(settings), cache

    @property
    def name(self) -> str:
        """For messages."""
        return self._bucket.name

    def live(self) -> StorageLive | None:
        """What is live; None before the first release. ManifestError (exit 4) when its manifest cannot be read."""
        data = self._bucket.read(MANIFEST)
        return None if data is None else StorageLive(self._bucket, decode(data))

    def work(self) -> Path:
        """An empty folder of this machine to stage in."""
        folder = self._cache / "dang" / "kho"
        remove_tree(folder)
        folder.mkdir(parents=True)
        return folder

    def put(self, staged: Staged, report: Report) -> None:
        """Make a staged release the live one, or finish what was broken off. StorageError when the storage fails on the way."""
        live, manifest = self.live(), staged.manifest
        if live and live.manifest.release not in (manifest.release, manifest.previous):
            raise LockedError(self.name, f"bản {live.manifest.release} vừa được đăng từ nơi khác; chạy lại để đăng trên bản ấy.")

        def source(path: str) -> bytes:
            data = read_regular(staged.folder, path)
            row = _expected(manifest, path)
            if data is None or (row is not None and not is_unchanged(row, data)):
                raise StorageError(path, "không còn như khi gom bản mới; chạy lại.")
            return data

        self._apply(manifest, files_below(staged.folder), source, report)

    def releases(self) -> tuple[str, ...]:
        """Ids that can be rolled back to, newest first, the live one included."""
        kept = {path.removeprefix(_MANIFESTS).partition("/")[0] for path in self._bucket.listing() if path.startswith(_MANIFESTS)}
        return tuple(sorted(kept, reverse=True))

    def roll_back(self, release: str) -> None:
        """Make a kept release live again. StorageError, nothing changed, when some of its files are kept no more."""
        there = self._bucket.listing()
        data = self._bucket.read(f"{_MANIFESTS}{release}/{MANIFEST}") if f"{_MANIFESTS}{release}/{MANIFEST}" in there else None
        if data is None:
            raise StorageError(release, "không có bản này để quay lại; xem các bản đang giữ bằng: python3 tasks.py rollback --list.")
        manifest = decode(data)
        # withdrawn addresses are named by digest; the object that is there tells the address
        paths = {path for path in manifest.rows if not path.startswith("sha256:")} | {path for path in there if manifest.find(path)}
        if f"{_MANIFESTS}{release}/{SIGNATURE}" in there:
            paths.add(SIGNATURE)
        missing = [path for path in paths - UNLISTED if (row := manifest.find(path)) and not self._has(path, row, there)]
        if missing:
            raise StorageError(release, f"kho không còn giữ {len(missing)} tệp của bản này, nên không quay lại được; sửa rồi đăng bản mới.")

        def source(path: str) -> bytes:
            place = f"{_MANIFESTS}{release}/{path}" if path in UNLISTED else f"{_KEPT}{manifest.rows.get(path, manifest.find(path)).sha256}"  # type: ignore[union-attr]
            content = self._bucket.read(place)
            row = _expected(manifest, path)
            if content is None or (row is not None and not is_unchanged(row, content)):
                raise StorageError(path, "tệp giữ lại trong kho đã hỏng; sửa rồi đăng bản mới.")
            return content

        self._apply(manifest, {*paths, MANIFEST}, source, lambda stage, done, total: None)

    def _has(self, path: str, row: Row, there: set[str]) -> bool:
        if f"{_KEPT}{row.sha256}" in there:
            return True
        stored = self._bucket.stored(path) if path in there else None
        return stored is not None and stored.sha256 == row.sha256

    def _apply(self, manifest: Manifest, paths: Iterable[str], source: Source, report: Report) -> None:
        """Bring the bucket from what it holds to a release, in the order of the module's docstring."""
        there, wanted = self._bucket.listing(), sorted(paths)
        report(_LOOKING, 0, len(there))
        known = dict(zip(sorted(there), for_each(self._bucket.stored, sorted(there)), strict=True))
        report(_LOOKING, len(there), len(there))
        ranks = ranked([path for path in wanted if known.get(path) != _wanted(path, manifest, source)], manifest, source, set(there))
        surplus = sorted(path for path in there.difference(wanted) if not path.startswith(_KEPT))
        self._keep([path for rank in ranks for path in rank if path in there] + surplus, there)
        for path in sorted(UNLISTED.intersection(wanted)):
            self._bucket.write(f"{_MANIFESTS}{manifest.release}/{path}", source(path), _PLAIN, "no-store")
        total, done = sum(map(len, ranks)), 0
        for rank in ranks:
            for _ in for_each(lambda path: self._bucket.write(path, source(path), media_type(path) or _PLAIN, caching(path)), rank):
                done += 1
                report(_SENDING, done, total)
        for done, path in enumerate(surplus, 1):
            self._bucket.delete(path)
            report(_DELETING, done, len(surplus))
        self._prune(manifest)

    def _keep(self, paths: list[str], there: set[str]) -> None:
        """Keep the bytes of what will be overwritten or deleted, where a kept release names them."""
        worth = {row.sha256 for manifest in self._manifests(there).values() for row in manifest.rows.values()}
        for path in paths:
            data = self._bucket.read(path) or b""
            name = f"{_KEPT}{hashlib.sha256(data).hexdigest()}"
            if name not in there and name.removeprefix(_KEPT) in worth:
                self._bucket.write(name, data, _PLAIN, "no-store")
                there.add(name)

    def _manifests(self, there: Iterable[str]) -> dict[str, Manifest]:
        """Manifests of kept releases, newest first; one that cannot be read is as good as none."""
        found = {}
        for path in sorted((path for path in there if path.startswith(_MANIFESTS) and path.endswith(MANIFEST)), reverse=True):
            try:
                found[path.removeprefix(_MANIFESTS).partition("/")[0]] = decode(self._bucket.read(path) or b"")
            except ManifestError:
                continue
        return found

    def _prune(self, live: Manifest) -> None:
        """Throw away what no kept release needs, and what was taken back before the live one."""
        there = self._bucket.listing()
        manifests = self._manifests(there)
        kept = {name: manifest for name, manifest in manifests.items() if name in {live.release, *list(manifests)[:KEPT_RELEASES]}}
        before = manifests.get(live.previous)
        # gone already in the release before: a failed verification cannot need it any more
        gone = {name for name in live.rows if name.startswith("sha256:") and before is not None and name in before.rows}
        needed = {row.sha256 for manifest in kept.values() for path, row in manifest.rows.items() if address_digest(path) not in gone}
        for path in sorted(path for path in there if path.startswith(_KEPT)):
            inside = (
                path.removeprefix(_MANIFESTS).partition("/")[0] in kept if path.startswith(_MANIFESTS) else path[len(_KEPT) :] in needed
            )
            if not inside:
                self._bucket.delete(path)


def _expected(manifest: Manifest, path: str) -> Row | None:
    return None if path in UNLISTED else manifest.find(path)


def _wanted(path: str, manifest: Manifest, source: Source) -> Stored:
    """What the storage should tell of a file."""
    row = _expected(manifest, path)
    kind, held = media_type(path) or _PLAIN, caching(path)
    if row is not None:
        return Stored(row.sha256, row.bytes, kind, held)
    data = source(path)
    return Stored(hashlib.sha256(data).hexdigest(), len(data), kind, held)
