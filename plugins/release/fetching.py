"""Asking a web server as others do: as a plain visitor, as a search engine, as somebody who comes from one, as a phone.

No redirect is followed, no answer is longer than it may be, nothing waits for ever. One connection for each thread, kept open.
"""

import hashlib
import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any
from urllib.parse import quote, urlsplit

from plugins.core.errors import PortalError

#: seconds without a byte, and seconds for a whole answer
QUIET, WHOLE = 20.0, 180.0
_CHUNK = 1 << 16
#: bytes by which a packed answer may be longer than what is packed in it
_PACKED_MORE = 1 << 16
_TRIES = 2


class UnreachableError(PortalError):
    """A server does not answer, or not in HTTP."""

    exit_code = 4


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Identity:
    """Who asks."""

    #: Vietnamese, inside a sentence
    name: str
    headers: Mapping[str, str]


_CHROME = "Chrome/140.0.0.0"
_DESKTOP = f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) {_CHROME} Safari/537.36"
#: developers.google.com/search/docs/crawling-indexing/google-common-crawlers
_BOT = "compatible; Googlebot/2.1; +http://www.google.com/bot.html"
_GOOGLEBOT = f"Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; {_BOT}) {_CHROME} Safari/537.36"
_PHONE = f"Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) {_CHROME} Mobile Safari/537.36"
_VISITOR = {"Accept-Language": "vi-VN,vi;q=0.9,en;q=0.5", "Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
_PACKED = {"Accept-Encoding": "gzip"}
#: the first takes files as they are, the others packed: what lies packed on a server is compared too
PLAIN = Identity(name="người xem bình thường", headers=_VISITOR | {"User-Agent": _DESKTOP, "Accept-Encoding": "identity"})
GOOGLEBOT = Identity(name="máy tìm kiếm (Googlebot)", headers=_PACKED | {"User-Agent": _GOOGLEBOT, "From": "googlebot(at)googlebot.com"})
SEARCHER = Identity(
    name="người bấm từ kết quả tìm kiếm", headers=_VISITOR | _PACKED | {"User-Agent": _DESKTOP, "Referer": "https://www.google.com/"}
)
PHONE = Identity(name="điện thoại", headers=_VISITOR | _PACKED | {"User-Agent": _PHONE, "Sec-CH-UA-Mobile": "?1"})
IDENTITIES = (PLAIN, GOOGLEBOT, SEARCHER, PHONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server said."""

    status: int
    #: by lower-case name; of a repeated one all values, with commas
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    #: of the body, unpacked: SHA-256 in hex, and length in bytes
    sha256: str = ""
    length: int = 0
    #: the body, when it was asked for
    body: bytes = b""
    #: why the body is not whole, Vietnamese; empty when it is
    fault: str = ""

    @property
    def is_redirect(self) -> bool:
        """Would a browser go elsewhere?"""
        return 300 <= self.status < 400 and self.status != 304


class Site:
    """A site below one address; used by several threads at once."""

    def __init__(self, url: str, *, quiet: float = QUIET, whole: float = WHOLE, context: ssl.SSLContext | None = None) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.query or parts.fragment:
            raise UnreachableError(url, "không phải địa chỉ của một trang; ví dụ đúng: https://ten-mien-cua-phuong.")
        try:
            self._port = parts.port
        except ValueError as error:
            raise UnreachableError(url, "cổng mạng trong địa chỉ không đúng.") from error
        self.url = url.rstrip("/")
        self.host = parts.hostname
        self._prefix = quote(parts.path.rstrip("/"), safe="/~%")
        self._is_https = parts.scheme == "https"
        self._quiet, self._whole, self._context = quiet, whole, context
        self._mine = threading.local()
        self._open: list[http.client.HTTPConnection] = []
        self._lock = threading.Lock()
        self.answers = 0

    def close(self) -> None:
        """Hang up."""
        for connection in self._open:
            connection.close()

    def ask(self, path: str, identity: Identity, limit: int, keep: bool = False) -> Answer:
        """GET a path of the site; `limit`: bytes of the body, unpacked. UnreachableError when two tries bring no answer.

        A body is digested as it comes; only with `keep` is it held.
        """
        for left in reversed(range(_TRIES)):
            connection = self._connection()
            try:
                connection.request("GET", f"{self._prefix}/{quote(path, safe='/~')}", headers=dict(identity.headers))
                answer = self._read(connection.getresponse(), _Body(limit, keep))
            except ssl.SSLCertVerificationError as error:
                connection.close()
                raise UnreachableError(self.url, f"chứng thư HTTPS không đúng ({error.verify_message}).") from error
            except (OSError, http.client.HTTPException) as error:
                connection.close()
                if not left:
                    raise UnreachableError(self.url, f"không trả lời ({_reason(error)}).") from error
            else:
                if answer.fault:
                    connection.close()
                with self._lock:
                    self.answers += 1
                return answer
        raise AssertionError("the last try answers or raises")

    def _connection(self) -> http.client.HTTPConnection:
        connection: http.client.HTTPConnection | None = getattr(self._mine, "connection", None)
        if connection is None:
            if self._is_https:
                context = self._context or ssl.create_default_context()
                connection = http.client.HTTPSConnection(self.host, self._port, timeout=self._quiet, context=context)
            else:
                connection = http.client.HTTPConnection(self.host, self._port, timeout=self._quiet)
            self._mine.connection = connection
            with self._lock:
                self._open.append(connection)
        return connection

    def _read(self, response: http.client.HTTPResponse, body: "_Body") -> Answer:
        headers: dict[str, str] = {}
        for name, value in response.getheaders():
            name = name.lower()
            headers[name] = f"{headers[name]}, {value}" if name in headers else value
        body.begin(headers.get("content-encoding", ""))
        until = time.monotonic() + self._whole
        while not body.fault and (chunk := response.read1(_CHUNK)):
            body.add(chunk)
            if time.monotonic() > until:
                body.fault = "gửi quá chậm"
        if not body.fault:
            body.end("bị cắt ngang" if response.length else "")
            response.close()
        return Answer(
            status=response.status, headers=headers, sha256=body.sha256, length=body.length, body=bytes(body.kept), fault=body.fault
        )


class _Body:
    """The body of an answer while it comes: unpacked, measured, digested."""

    def __init__(self, limit: int, keep: bool) -> None:
        self._limit, self._keep = limit, keep
        self._packed = 0
        self._unpacker: Any = None
        self._state = hashlib.sha256()
        self.length = 0
        self.kept = bytearray()
        self.fault = ""

    @property
    def sha256(self) -> str:
        """Hex, of what has come."""
        return self._state.hexdigest()

    def begin(self, encoding: str) -> None:
        """The server says how it packed."""
        encoding = encoding.strip().lower()
        if encoding == "gzip":
            self._unpacker = zlib.decompressobj(wbits=31)
        elif encoding not in ("", "identity"):
            self.fault = f"nén bằng cách không ai yêu cầu ({encoding[:40]})"

    def add(self, chunk: bytes) -> None:
        """Some of it, as it came."""
        self._packed += len(chunk)
        if self._unpacker is not None:
            try:
                chunk = self._unpacker.decompress(chunk, self._limit - self.length + 1)
            except zlib.error:
                self.fault = "nén hỏng"
                return
        self.length += len(chunk)
        self._state.update(chunk)
        if self._keep:
            self.kept += chunk
        if self.length > self._limit or self._packed > self._limit + _PACKED_MORE:
            self.fault = "dài hơn bản kê"

    def end(self, fault: str) -> None:
        """Nothing more comes."""
        unpacker = self._unpacker
        whole = unpacker is None or (unpacker.eof and not unpacker.unused_data)
        self.fault = fault or ("" if whole else "nén hỏng")


def _reason(error: Exception) -> str:
    """Why there was no answer, in a few Vietnamese words; the rest of it as the system calls it."""
    if isinstance(error, TimeoutError):
        return "quá thời gian chờ"
    if isinstance(error, socket.gaierror):
        return "không tìm thấy tên miền"
    if isinstance(error, ConnectionRefusedError):
        return "máy chủ từ chối kết nối"
    if isinstance(error, ssl.SSLError):
        return "lỗi HTTPS"
    return "kết nối bị ngắt"
