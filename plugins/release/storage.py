"""S3-compatible storage, where nothing can be swapped at once: an order in which no page lacks what it needs.

    what is there (HEAD: sha256, length, type, caching) -> what differs -> old bytes kept -> hashed assets -> other files
    -> pages nobody leads to yet -> pages -> moved and gone pages -> feeds, data -> signature, manifest -> deletions

Each object carries the sha256 of its bytes as metadata, since an ETag is no digest of them everywhere; a Content-MD5 lets the
service refuse what was damaged on the way, and every object is asked for again after it was written. Broken off anywhere, a
`put` is finished by the next one. `.giu/<sha256>` keeps what was overwritten or deleted, `.giu/ban/<release>/` the manifests of
the last releases: a rollback is the same put from there. What was taken back is kept for one release, then thrown away.
"""

import base64
import hashlib
import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from plugins.core.errors import ConfigurationError, LockedError, PortalError
from plugins.release.headers import HEADERS_FILE, caching, is_hashed
from plugins.release.manifest import (
    LEDGER,
    MANIFEST,
    SIGNATURE,
    UNLISTED,
    Manifest,
    ManifestError,
    Mark,
    Row,
    address_digest,
    decode,
    is_unchanged,
)
from plugins.release.media_types import media_type
from plugins.release.references import local_links
from plugins.release.targets import KEPT_RELEASES, Report, Staged, StorageTarget
from plugins.release.tree import files_below, for_each, read_regular, remove_tree

_KEPT, _MANIFESTS = ".giu/", ".giu/ban/"
_LOOKING, _SENDING, _DELETING = "Xem kho đang có gì", "Gửi tệp lên kho", "Bỏ tệp cũ khỏi kho"
_DATA = ("nguon-tin/", "xac-thuc/")
_DATA_NAMES = frozenset({"sitemap.xml", LEDGER, HEADERS_FILE})
_PLAIN = "text/plain; charset=utf-8"
#: reads the bytes of a file that is to be written
Source = Callable[[str], bytes]


class StorageError(PortalError):
    """The storage could not be reached, or refused; nothing that pages need was taken away."""


class Stored(NamedTuple):
    """An object, as the storage tells of it."""

    sha256: str
    bytes: int
    type: str
    caching: str


class StorageLive:
    """The release in a bucket."""

    def __init__(self, storage: "Storage", manifest: Manifest) -> None:
        self._storage, self.manifest = storage, manifest

    def read(self, path: str) -> bytes | None:
        """The bytes of one of its files; None when it is not there."""
        return self._storage.read(path)

    def paths(self) -> Iterable[str]:
        """Every file that is there."""
        return sorted(path for path in self._storage.listing() if not path.startswith(_KEPT))


class Storage:
    """StorageTarget, opened. ConfigurationError when boto3 is not installed."""

    def __init__(self, settings: StorageTarget, cache: Path) -> None:
        self._settings, self._cache = settings, cache
        self._root = f"{settings.prefix.strip('/')}/" if settings.prefix.strip("/") else ""

    @property
    def name(self) -> str:
        """For messages."""
        return f"kho {self._settings.bucket}"

    @cached_property
    def _client(self) -> Any:
        try:
            boto3 = importlib.import_module("boto3")
            config = importlib.import_module("botocore.config").Config
        except ModuleNotFoundError as error:
            reason = "đăng lên kho cần thêm gói này; cài bằng: .venv/bin/pip install --require-hashes -r requirements-storage.txt"
            raise ConfigurationError("boto3", reason) from error
        # other services than Amazon's refuse its newest checksums
        settings = config(
            retries={"max_attempts": 4, "mode": "standard"},
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
            connect_timeout=20,
            read_timeout=60,
        )
        with self._told():
            return boto3.client("s3", endpoint_url=self._settings.endpoint, region_name=self._settings.region, config=settings)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """In an editor's words, what the service or the way to it said."""
        faults = importlib.import_module("botocore.exceptions")
        try:
            yield
        except faults.ClientError as error:
            code = str(error.response.get("Error", {}).get("Code", "?"))
            raise StorageError(self.name, f"kho không nhận (mã {code}); chạy lại, còn lỗi thì hỏi nơi cho thuê kho.", str(error)) from error
        except (faults.BotoCoreError, ValueError) as error:
            raise StorageError(self.name, "không nối được với kho, hoặc khóa AWS_… chưa đặt; xem lại rồi chạy lại.", str(error)) from error

    def _call(self, operation: str, path: str, **values: Any) -> dict[str, Any]:
        """One request about one object. StorageError when the service does not say that it is done."""
        client = self._client
        with self._told():
            answer: dict[str, Any] = getattr(client, operation)(Bucket=self._settings.bucket, Key=self._root + path, **values)
        status = answer.get("ResponseMetadata", {}).get("HTTPStatusCode")
        if status not in (200, 204):
            raise StorageError(path, f"kho trả lời mã {status}; chạy lại.")
        return answer

    def _unless_missing(self, operation: str, path: str) -> dict[str, Any] | None:
        try:
            return self._call(operation, path)
        except StorageError as error:
            response = getattr(error.__cause__, "response", {})
            if response.get("ResponseMetadata", {}).get("HTTPStatusCode") == 404 and response["Error"]["Code"] != "NoSuchBucket":
                return None
            raise

    def read(self, path: str) -> bytes | None:
        """The bytes of an object; None when there is none."""
        answer = self._unless_missing("get_object", path)
        if answer is None:
            return None
        with self._told():
            data: bytes = answer["Body"].read()
        return data

    def listing(self) -> set[str]:
        """The path of every object below the prefix."""
        client, found = self._client, set()
        with self._told():
            for page in client.get_paginator("list_objects_v2").paginate(Bucket=self._settings.bucket, Prefix=self._root):
                found |= {str(item["Key"])[len(self._root) :] for item in page.get("Contents", ())}
        return found

    def _stored(self, path: str) -> Stored | None:
        answer = self._unless_missing("head_object", path)
        if answer is None:
            return None
        sha256 = answer.get("Metadata", {}).get("sha256", "")
        return Stored(sha256, answer["ContentLength"], answer.get("ContentType", ""), answer.get("CacheControl", ""))

    def _write(self, path: str, data: bytes, kind: str, cache_control: str) -> None:
        """One object, and the proof that it is there."""
        stored = Stored(hashlib.sha256(data).hexdigest(), len(data), kind, cache_control)
        md5 = base64.b64encode(hashlib.md5(data, usedforsecurity=False).digest()).decode("ascii")
        given = {"ContentType": kind, "CacheControl": cache_control, "ContentMD5": md5, "Metadata": {"sha256": stored.sha256}}
        self._call("put_object", path, Body=data, **given)
        if self._stored(path) != stored:
            raise StorageError(path, "kho nói đã nhận nhưng giữ tệp khác; chạy lại.")

    def live(self) -> StorageLive | None:
        """What is live; None before the first release. ManifestError (exit 4) when its manifest cannot be read."""
        data = self.read(MANIFEST)
        return None if data is None else StorageLive(self, decode(data))

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
        return tuple(
            sorted(
                {path.removeprefix(_MANIFESTS).partition("/")[0] for path in self.listing() if path.startswith(_MANIFESTS)}, reverse=True
            )
        )

    def roll_back(self, release: str) -> None:
        """Make a kept release live again. StorageError, nothing changed, when some of its files are kept no more."""
        there = self.listing()
        data = self.read(f"{_MANIFESTS}{release}/{MANIFEST}") if f"{_MANIFESTS}{release}/{MANIFEST}" in there else None
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
            content = self.read(place)
            row = _expected(manifest, path)
            if content is None or (row is not None and not is_unchanged(row, content)):
                raise StorageError(path, "tệp giữ lại trong kho đã hỏng; sửa rồi đăng bản mới.")
            return content

        self._apply(manifest, {*paths, MANIFEST}, source, lambda stage, done, total: None)

    def _has(self, path: str, row: Row, there: set[str]) -> bool:
        if f"{_KEPT}{row.sha256}" in there:
            return True
        stored = self._stored(path) if path in there else None
        return stored is not None and stored.sha256 == row.sha256

    def _apply(self, manifest: Manifest, paths: Iterable[str], source: Source, report: Report) -> None:
        """Bring the bucket from what it holds to a release, in the order of the module's docstring."""
        there, wanted = self.listing(), sorted(paths)
        report(_LOOKING, 0, len(there))
        known = dict(zip(sorted(there), for_each(self._stored, sorted(there)), strict=True))
        report(_LOOKING, len(there), len(there))
        ranks = _ranked([path for path in wanted if known.get(path) != _wanted(path, manifest, source)], manifest, source, set(there))
        surplus = sorted(path for path in there.difference(wanted) if not path.startswith(_KEPT))
        self._keep([path for rank in ranks for path in rank if path in there] + surplus, there)
        for path in sorted(UNLISTED.intersection(wanted)):
            self._write(f"{_MANIFESTS}{manifest.release}/{path}", source(path), _PLAIN, "no-store")
        total, done = sum(map(len, ranks)), 0
        for rank in ranks:
            for _ in for_each(lambda path: self._write(path, source(path), media_type(path) or _PLAIN, caching(path)), rank):
                done += 1
                report(_SENDING, done, total)
        for done, path in enumerate(surplus, 1):
            self._call("delete_object", path)
            report(_DELETING, done, len(surplus))
        self._prune(manifest)

    def _keep(self, paths: list[str], there: set[str]) -> None:
        """Keep the bytes of what will be overwritten or deleted, where a kept release names them."""
        worth = {row.sha256 for manifest in self._manifests(there).values() for row in manifest.rows.values()}
        for path in paths:
            data = self.read(path) or b""
            name = f"{_KEPT}{hashlib.sha256(data).hexdigest()}"
            if name not in there and name.removeprefix(_KEPT) in worth:
                self._write(name, data, _PLAIN, "no-store")
                there.add(name)

    def _manifests(self, there: Iterable[str]) -> dict[str, Manifest]:
        """Manifests of kept releases, newest first; one that cannot be read is as good as none."""
        found = {}
        for path in sorted((path for path in there if path.startswith(_MANIFESTS) and path.endswith(MANIFEST)), reverse=True):
            try:
                found[path.removeprefix(_MANIFESTS).partition("/")[0]] = decode(self.read(path) or b"")
            except ManifestError:
                continue
        return found

    def _prune(self, live: Manifest) -> None:
        """Throw away what no kept release needs, and what was taken back before the live one."""
        there = self.listing()
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
                self._call("delete_object", path)


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


def _ranked(paths: list[str], manifest: Manifest, source: Source, there: set[str]) -> list[list[str]]:
    """Paths to write, in ranks that wait for each other; new pages one by one, each behind those that it leads to."""
    ranks: list[list[str]] = [[] for _ in range(7)]
    for path in paths:
        ranks[_rank(path, manifest, there)].append(path)
    new = _linked_first(ranks[2], manifest, source)
    return [ranks[0], ranks[1], *([path] for path in new), *ranks[3:6], [path for path in (SIGNATURE, MANIFEST) if path in ranks[6]][:1],
            [path for path in (SIGNATURE, MANIFEST) if path in ranks[6]][1:]]  # fmt: skip


def _rank(path: str, manifest: Manifest, there: set[str]) -> int:
    row = manifest.find(path)
    if path in UNLISTED:
        return 6
    if row is not None and row.mark in (Mark.MOVED, Mark.EXPIRED, Mark.WITHDRAWN):
        return 4
    if path.endswith(".html"):
        return 3 if path in there else 2
    if path.startswith(_DATA) or path in _DATA_NAMES or path.endswith(".map"):
        return 5
    return 0 if is_hashed(path) else 1


def _linked_first(pages: list[str], manifest: Manifest, source: Source) -> list[str]:
    """New pages, each behind the new pages that it leads to. Of two that lead to each other one is first: nobody leads there yet."""
    links: Mapping[str, list[str]] = {
        path: sorted({target for _, target in local_links(source(path), path, manifest.siteurl)}.intersection(pages)) for path in pages
    }
    ordered: dict[str, None] = {}
    for start in pages:
        met, waiting = {start}, [(start, iter(links[start]))]
        while waiting:
            page, rest = waiting[-1]
            following = next((target for target in rest if target not in met and target not in ordered), None)
            if following is None:
                ordered.setdefault(page)
                waiting.pop()
            else:
                met.add(following)
                waiting.append((following, iter(links[following])))
    return list(ordered)
