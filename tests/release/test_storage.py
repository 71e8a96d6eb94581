"""S3-compatible storage: a server of moto that fails where it is told to, and the state between any two requests."""

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from moto.server import ThreadedMotoServer

from plugins.core.errors import ConfigurationError, LockedError
from plugins.release.bucket import StorageError
from plugins.release.headers import caching
from plugins.release.manifest import MANIFEST, Mark, decode
from plugins.release.media_types import media_type
from plugins.release.references import local_links
from plugins.release.storage import Storage
from plugins.release.targets import StorageTarget
from tests.release.releases import SITEURL, Release, page, release
from tests.release.releases import site as whole_site


def site(mark: str, articles: tuple[str, ...] = ("mot", "hai")) -> dict[str, bytes]:
    """One file of each kind: a request takes a hundredth of a second."""
    left_out = ("404.html", "het-han.html", "nguon-tin/tat-ca.json", "robots.txt", "tep/mau.pdf")
    return {path: data for path, data in whole_site(mark, articles).items() if path not in left_out}


def silent(stage: str, done: int, total: int) -> None:
    """Hears progress and says nothing."""


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(endpoint: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Any:
    """A client and an empty bucket."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "mau")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "mau")
    client = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1")
    name = f"kho-{hashlib.sha256(request.node.name.encode()).hexdigest()[:12]}"
    client.create_bucket(Bucket=name)
    return Bucket(client, name, endpoint)


class Bucket:
    """What lies in a bucket, seen by another client."""

    def __init__(self, client: Any, name: str, endpoint: str) -> None:
        self.client, self.name, self.endpoint = client, name, endpoint
        self.known: dict[tuple[str, str], bytes] = {}

    def storage(self, tmp_path: Path, prefix: str = "") -> Storage:
        return Storage(StorageTarget(bucket=self.name, endpoint=self.endpoint, region="us-east-1", prefix=prefix), tmp_path)

    def names(self) -> list[str]:
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.name)
        return [item["Key"] for page in pages for item in page.get("Contents", ())]

    def read(self, key: str) -> bytes:
        data: bytes = self.client.get_object(Bucket=self.name, Key=key)["Body"].read()
        return data

    def public(self) -> dict[str, bytes]:
        """Everything outside .giu/; what this client has read before is known by its ETag."""
        found = {}
        for part in self.client.get_paginator("list_objects_v2").paginate(Bucket=self.name):
            for item in part.get("Contents", ()):
                key, known = item["Key"], (item["Key"], item["ETag"])
                if not key.startswith(".giu/"):
                    found[key] = self.known.setdefault(known, b"") or self.read(key)
                    self.known[known] = found[key]
        return found

    def clear(self) -> None:
        for key in self.names():
            self.client.delete_object(Bucket=self.name, Key=key)


def put(storage: Storage, made: Release) -> None:
    storage.put(made.stage(storage.work()), silent)


def missing(files: dict[str, bytes]) -> list[str]:
    """What a resident who follows links from the home page would not find: pages, stylesheets, pictures."""
    if "index.html" not in files:
        return []
    seen, waiting, lost = {"index.html"}, ["index.html"], []
    while waiting:
        path = waiting.pop()
        for _, target in local_links(files[path], path, SITEURL):
            if target not in files:
                lost.append(f"{path} -> {target}")
            elif target not in seen and target.endswith(".html"):
                waiting.append(target)
            seen.add(target)
    return lost


def histories() -> tuple[Release, Release]:
    """A release, and one with another stylesheet, new articles that lead to each other, one article and a picture less."""
    first = release(1, {**site("ban-1"), "hinh/cu.png": b"cu"})
    files = site("ban-2", articles=("mot", "ba", "bon"))
    files["bai-viet/ba.html"] = page("Bài ba", "ban-2", "bai-viet/bon.html", root="../")
    files["bai-viet/cu.html"] = page("Đã chuyển", "ban-2", "bai-viet/ba.html", root="../")
    return first, release(2, files, previous=first.manifest.release, marks={"bai-viet/cu.html": Mark.MOVED})


class Wire:
    """Counts changes that a Storage asks for, looks at the bucket before each, and fails at one of them."""

    def __init__(self, storage: Storage, bucket: Bucket, fail: int = 0, after: bool = False) -> None:
        self.bucket, self.fail, self.after = bucket, fail, after
        self.count, self.faults = 0, list[str]()
        events = storage._bucket._client.meta.events
        for operation in ("PutObject", "DeleteObject"):
            events.register(f"before-call.s3.{operation}", self.before)
            events.register(f"after-call.s3.{operation}", self.done)

    def before(self, **_: object) -> None:
        self.count += 1
        if self.count == self.fail and not self.after:
            raise ClientError({"Error": {"Code": "SlowDown"}, "ResponseMetadata": {"HTTPStatusCode": 503}}, "PutObject")

    def done(self, **_: object) -> None:
        self.faults += missing(self.bucket.public())
        if self.count == self.fail and self.after:
            raise ClientError({"Error": {"Code": "InternalError"}, "ResponseMetadata": {"HTTPStatusCode": 500}}, "PutObject")


def test_a_release_is_put_read_and_rolled_back(bucket: Bucket, tmp_path: Path) -> None:
    """Every object has its bytes, sha256, type and caching; what the new release lacks is gone; the old one comes back byte-equal."""
    storage = bucket.storage(tmp_path)
    assert (storage.live(), storage.releases()) == (None, ())
    first, second = histories()
    put(storage, first)
    assert bucket.public() == first.all_files
    put(storage, second)
    assert bucket.public() == second.all_files
    for path, data in second.all_files.items():
        head = bucket.client.head_object(Bucket=bucket.name, Key=path)
        assert head["Metadata"]["sha256"] == hashlib.sha256(data).hexdigest()
        assert (head["ContentType"], head["CacheControl"]) == (media_type(path) or "text/plain; charset=utf-8", caching(path))
    live = storage.live()
    assert live is not None
    assert live.manifest == second.manifest
    assert (live.read("index.html"), live.read("khong-co")) == (second.files["index.html"], None)
    assert list(live.paths()) == sorted(second.all_files)
    assert storage.releases() == (second.manifest.release, first.manifest.release)
    storage.roll_back(first.manifest.release)
    assert bucket.public() == first.all_files
    storage.roll_back(second.manifest.release)
    assert bucket.public() == second.all_files
    with pytest.raises(StorageError, match="không có bản này"):
        storage.roll_back("20200101T000000Z-00000000")


def test_nothing_is_written_twice_and_what_was_changed_is_put_right(bucket: Bucket, tmp_path: Path) -> None:
    """A second put writes the release's own record alone; an object of equal size that somebody replaced is written again."""
    storage, (first, _) = bucket.storage(tmp_path, "cong/moi"), histories()
    put(storage, first)
    assert {key.removeprefix("cong/moi/") for key in bucket.names() if "/.giu/" not in key} == set(first.all_files)
    wire = Wire(storage, bucket)
    put(storage, first)
    assert wire.count == 2
    key = "cong/moi/bai-viet/mot.html"
    bucket.client.put_object(Bucket=bucket.name, Key=key, Body=b"X" * len(first.files["bai-viet/mot.html"]))
    put(storage, first)
    assert bucket.read(key) == first.files["bai-viet/mot.html"]


def break_at(bucket: Bucket, tmp_path: Path, number: int, after: bool) -> bool:
    """Fail the change with this number: nothing that residents can reach is missing, and a retry finishes. Was there such a change?"""
    bucket.clear()
    first, second = histories()
    put(bucket.storage(tmp_path), first)
    storage = bucket.storage(tmp_path)
    wire = Wire(storage, bucket, number, after)
    try:
        put(storage, second)
        failed = False
    except StorageError:
        failed = True
    assert failed == (wire.count >= number)
    assert wire.faults == []
    assert missing(bucket.public()) == []
    put(bucket.storage(tmp_path), second)
    assert bucket.public() == second.all_files
    assert bucket.storage(tmp_path).releases()[0] == second.manifest.release
    return failed


@pytest.mark.parametrize(("number", "after"), [(9, True)])
def test_a_failing_request_leaves_no_page_without_what_it_needs(bucket: Bucket, tmp_path: Path, number: int, after: bool) -> None:
    """A PUT or DELETE fails, done or not: exit 1, no reachable page lacks a file or leads to nothing, a retry finishes."""
    assert break_at(bucket, tmp_path, number, after)
    assert StorageError.exit_code == 1


@pytest.mark.slow
@pytest.mark.parametrize("after", [False, True])
def test_any_failing_request_leaves_no_page_without_what_it_needs(bucket: Bucket, tmp_path: Path, after: bool) -> None:
    """The same for each PUT and DELETE in turn."""
    number = 1
    while break_at(bucket, tmp_path, number, after):
        number += 1
    assert number > 20


def test_no_state_on_the_way_misses_anything(bucket: Bucket, tmp_path: Path) -> None:
    """Looked at after every single change of an undisturbed put, all that residents can reach is there; the manifest comes last."""
    first, second = histories()
    put(bucket.storage(tmp_path), first)
    storage = bucket.storage(tmp_path)
    order: list[str] = []
    wire = Wire(storage, bucket)
    storage._bucket._client.meta.events.register(
        "provide-client-params.s3", lambda params, model, **_: order.append(f"{model.name} {params.get('Key')}")
    )
    put(storage, second)
    assert wire.faults == []
    changes = [what for what in order if what.startswith(("PutObject", "DeleteObject")) and ".giu/" not in what]
    puts = [what for what in changes if what.startswith("Put")]
    assert puts[-1] == f"PutObject {MANIFEST}"
    assert changes[len(puts) :] == [what for what in changes if what.startswith("Delete")]
    assert len(changes) > len(puts)


@pytest.mark.slow
def test_what_was_taken_back_is_not_kept_for_long(bucket: Bucket, tmp_path: Path) -> None:
    """A withdrawn page is kept for the way back of one release, then its bytes are nowhere, and going back is refused untouched."""
    storage = bucket.storage(tmp_path)
    private = "bai-viet/rieng-tu.html"
    first = release(1, {**site("ban-1"), private: page("riêng tư", "rieng-tu-mau")})
    marks = {private: Mark.WITHDRAWN}
    second_files = {**site("ban-2"), private: site("ban-2")["da-go.html"]}
    second = release(2, second_files, previous=first.manifest.release, marks=marks)
    third = release(3, {**site("ban-3"), private: site("ban-3")["da-go.html"]}, previous=second.manifest.release, marks=marks)
    for made in (first, second):
        put(storage, made)
    storage.roll_back(first.manifest.release)
    assert bucket.public() == first.all_files
    storage.roll_back(second.manifest.release)
    assert bucket.public() == second.all_files
    put(storage, third)
    assert not [key for key in bucket.names() if b"rieng-tu-mau" in bucket.read(key)]
    with pytest.raises(StorageError, match="không còn giữ"):
        storage.roll_back(first.manifest.release)
    assert bucket.public() == third.all_files
    storage.roll_back(second.manifest.release)
    assert bucket.public() == second.all_files


def test_ten_releases_are_kept(bucket: Bucket, tmp_path: Path) -> None:
    """The newest ten can come back; bytes that only older ones had are gone."""
    storage = bucket.storage(tmp_path)
    for number in range(1, 12):
        data = page(f"trang {number}", "ban")
        old = release(number, {"index.html": data})
        bucket.client.put_object(Bucket=bucket.name, Key=f".giu/ban/{old.manifest.release}/{MANIFEST}", Body=old.all_files[MANIFEST])
        bucket.client.put_object(Bucket=bucket.name, Key=f".giu/{hashlib.sha256(data).hexdigest()}", Body=data)
    put(storage, release(12, {"index.html": page("trang 12", "ban")}))
    assert storage.releases() == tuple(
        release(number, {"index.html": page(f"trang {number}", "ban")}).manifest.release for number in range(12, 2, -1)
    )
    kept = b"".join(bucket.read(key) for key in bucket.names())
    assert b"trang 3<" in kept
    assert b"trang 2<" not in kept


def test_what_was_staged_on_another_release_is_refused(bucket: Bucket, tmp_path: Path) -> None:
    """Somebody else published in between: exit 75, nothing changed."""
    storage, (first, second) = bucket.storage(tmp_path), histories()
    put(storage, first)
    with pytest.raises(LockedError):
        put(storage, release(3, site("ban-3"), previous=second.manifest.release))
    assert bucket.public() == first.all_files


def test_a_staged_file_that_changed_is_not_sent(bucket: Bucket, tmp_path: Path) -> None:
    """What is sent is what the manifest says, or nothing."""
    storage, (first, _) = bucket.storage(tmp_path), histories()
    staged = first.stage(storage.work())
    (staged.folder / "bai-viet" / "mot.html").write_bytes(b"khac")
    with pytest.raises(StorageError, match=r"mot\.html"):
        storage.put(staged, silent)
    assert storage.live() is None


@pytest.mark.slow
def test_a_broken_record_or_kept_file_is_no_way_back(bucket: Bucket, tmp_path: Path) -> None:
    """Records that cannot be read are passed over, and kept bytes that are not what they were are refused."""
    storage, (first, second) = bucket.storage(tmp_path), histories()
    put(storage, first)
    put(storage, second)
    bucket.client.put_object(Bucket=bucket.name, Key=f".giu/ban/20250101T000000Z-00000000/{MANIFEST}", Body=b"hong")
    digest = first.manifest.rows["index.html"].sha256
    bucket.client.put_object(Bucket=bucket.name, Key=f".giu/{digest}", Body=b"hong")
    with pytest.raises(StorageError, match=r"index\.html"):
        storage.roll_back(first.manifest.release)
    put(storage, second)
    assert decode(bucket.read(MANIFEST)) == second.manifest
    assert bucket.public() == second.all_files


def test_faults_are_told_in_plain_words(bucket: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No bucket, no service, no boto3: one Vietnamese sentence each."""
    with pytest.raises(StorageError, match="NoSuchBucket"):
        Storage(StorageTarget(bucket="khong-co", endpoint=bucket.endpoint, region="us-east-1"), tmp_path).live()
    with pytest.raises(StorageError, match="không nối được"):
        Storage(StorageTarget(bucket="kho", endpoint="khong-phai-dia-chi"), tmp_path).live()
    monkeypatch.setitem(sys.modules, "boto3", None)
    with pytest.raises(ConfigurationError, match="requirements-storage"):
        bucket.storage(tmp_path).live()
