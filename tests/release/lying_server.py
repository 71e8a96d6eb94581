"""A web server for tests that shows a published folder as it should, but where it is told to lie."""

import gzip
import http.server
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

from published import HEADERS, type_of


class Reply(NamedTuple):
    """What a server says."""

    status: int
    body: bytes
    headers: Mapping[str, str] = {}


#: from the path inside the site, the headers of the request by lower-case name, and the true answer, to what is sent
Lie = Callable[[str, Mapping[str, str], Reply], Reply]


def honest(path: str, asked: Mapping[str, str], true: Reply) -> Reply:
    """No lie."""
    return true


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # head and body in one packet: else each answer waits for the system's delayed acknowledgement
    wbufsize = -1
    disable_nagle_algorithm = True

    def __init__(self, *arguments: object, folder: Path, prefix: str, lie: Lie) -> None:
        self._folder, self._prefix, self._lie = folder, prefix, lie
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        asked = {name.lower(): value for name, value in self.headers.items()}
        path = self.path.removeprefix(self._prefix).lstrip("/")
        reply = self._lie(path, asked, self._true(path, "gzip" in asked.get("accept-encoding", "")))
        self.send_response(reply.status)
        for name, value in {"Content-Length": str(len(reply.body)), **reply.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(reply.body)

    def _true(self, path: str, packed: bool) -> Reply:
        file = self._folder / (path + "index.html" if path == "" or path.endswith("/") else path)
        status = 200
        if not file.is_file():
            file, status = self._folder / "404.html", 404
        elif Path(f"{file}.da-go").is_file():
            status = 410
        headers = HEADERS | {"Content-Type": type_of(file.name)}
        data = file.read_bytes() if file.is_file() else b""
        if packed:
            return Reply(status, gzip.compress(data), headers | {"Content-Encoding": "gzip"})
        return Reply(status, data, headers)

    def log_message(self, *arguments: object) -> None:
        """Nobody reads it."""


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *arguments: object) -> None:
        """Visitors hang up when they like."""


@contextmanager
def serving(folder: Path, prefix: str = "", lie: Lie = honest, context: ssl.SSLContext | None = None) -> Iterator[str]:
    """The address, without a slash at its end, of a server of `folder`; with a context it speaks https."""
    server = _Server(("127.0.0.1", 0), partial(_Handler, folder=folder, prefix=prefix, lie=lie))
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http{'s' if context else ''}://127.0.0.1:{server.server_port}{prefix}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
