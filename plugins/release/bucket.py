"""Requests to S3-compatible storage, each about one object, and what the service says in an editor's words.

Each object carries the sha256 of its bytes as metadata, since an ETag is no digest of them everywhere; a Content-MD5 lets the
service refuse what was damaged on the way, and every object is asked for again after it was written.
"""

import base64
import hashlib
import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any, NamedTuple

from plugins.core.errors import ConfigurationError, PortalError
from plugins.release.targets import StorageTarget


class StorageError(PortalError):
    """The storage could not be reached, or refused; nothing that pages need was taken away."""


class Stored(NamedTuple):
    """An object, as the storage tells of it."""

    sha256: str
    bytes: int
    type: str
    caching: str


class Bucket:
    """The objects of a target. ConfigurationError when boto3 is not installed, StorageError as below."""

    def __init__(self, settings: StorageTarget) -> None:
        #: for messages
        self.name = f"kho {settings.bucket}"
        self._settings = settings
        self._root = f"{settings.prefix.strip('/')}/" if settings.prefix.strip("/") else ""

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

    def stored(self, path: str) -> Stored | None:
        """What is told of an object; None when there is none."""
        answer = self._unless_missing("head_object", path)
        if answer is None:
            return None
        sha256 = answer.get("Metadata", {}).get("sha256", "")
        return Stored(sha256, answer["ContentLength"], answer.get("ContentType", ""), answer.get("CacheControl", ""))

    def delete(self, path: str) -> None:
        """Remove one object."""
        self._call("delete_object", path)

    def write(self, path: str, data: bytes, kind: str, cache_control: str) -> None:
        """One object, and the proof that it is there."""
        stored = Stored(hashlib.sha256(data).hexdigest(), len(data), kind, cache_control)
        md5 = base64.b64encode(hashlib.md5(data, usedforsecurity=False).digest()).decode("ascii")
        given = {"ContentType": kind, "CacheControl": cache_control, "ContentMD5": md5, "Metadata": {"sha256": stored.sha256}}
        self._call("put_object", path, Body=data, **given)
        if self.stored(path) != stored:
            raise StorageError(path, "kho nói đã nhận nhưng giữ tệp khác; chạy lại.")
