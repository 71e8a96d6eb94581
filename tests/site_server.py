"""A web server on this machine that shows a folder as a plain host would: gzip, types with charset, 404.html. For tests and bench."""

import gzip
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

#: by ending, since the tables of systems differ
_TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".txt": "text/plain",
    ".csv": "text/csv",
    ".json": "application/json",
    ".xml": "application/xml",
    ".svg": "image/svg+xml",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".woff": "font/woff",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
}
_PACKED = ("text/", "application/json", "application/xml", "image/svg+xml")
#: gzip level of hosts that pack while they serve
_LEVEL = 6


@lru_cache(maxsize=1024)
def _packed(data: bytes) -> bytes:
    return gzip.compress(data, _LEVEL, mtime=0)


class _Handler(http.server.SimpleHTTPRequestHandler):
    """One request; `prefix` is the path of the site on its host, as "/y"."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: object, prefix: str, **keywords: object) -> None:
        self._prefix = prefix
        super().__init__(*arguments, **keywords)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def _answer(self, with_body: bool) -> None:
        address = urlsplit(self.path).path
        root = Path(str(self.directory))
        file = Path(self.translate_path(address.removeprefix(self._prefix))) if address.startswith(self._prefix + "/") else root / "\0"
        if file.is_dir() and not address.endswith("/"):
            self._send(HTTPStatus.MOVED_PERMANENTLY, b"", {"Location": address + "/"}, with_body)
            return
        file = file / "index.html" if file.is_dir() else file
        status = HTTPStatus.OK if file.is_file() else HTTPStatus.NOT_FOUND
        if status is HTTPStatus.NOT_FOUND:
            file = root / "404.html"
        data = file.read_bytes() if file.is_file() else b""
        kind = _TYPES.get(file.suffix, "application/octet-stream")
        headers = {"Content-Type": f"{kind}; charset=utf-8" if kind.startswith("text/") else kind}
        if kind.startswith(_PACKED):
            headers["Vary"] = "Accept-Encoding"
            if "gzip" in self.headers.get("Accept-Encoding", ""):
                headers["Content-Encoding"] = "gzip"
                data = _packed(data)
        self._send(status, data, headers, with_body)

    def _send(self, status: HTTPStatus, data: bytes, headers: dict[str, str], with_body: bool) -> None:
        self.send_response(status)
        for name, value in (headers | {"Content-Length": str(len(data))}).items():
            self.send_header(name, value)
        self.end_headers()
        if with_body:
            self.wfile.write(data)

    def log_message(self, *arguments: object) -> None:
        """Nobody reads it."""


class _Server(http.server.ThreadingHTTPServer):
    """A server that is silent about visitors who leave in the middle of an answer."""

    def handle_error(self, *arguments: object) -> None:
        """A browser closes its connections when it likes."""


@contextmanager
def serving(folder: Path, prefix: str = "") -> Iterator[str]:
    """The files of `folder` below `prefix` ("" or "/y"); the address of the site, which ends with a slash."""
    server = _Server(("127.0.0.1", 0), partial(_Handler, directory=str(folder), prefix=prefix))
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{prefix}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
