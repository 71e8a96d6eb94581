"""The preview's web server: files of output/ and staff/ on 127.0.0.1, each page with the script that renews it.

Only a browser on this machine that asks for this machine is answered (a foreign name that resolves to 127.0.0.1 is not),
nothing may be read from other sites, and a tree that is just being put in place is not shown.
"""

import io
import socket
import socketserver
import sys
import time
from collections.abc import Callable, Mapping
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import parse_qs, unquote, urlsplit

from plugins.core.errors import ConfigurationError
from plugins.engine.commit import has_journal
from plugins.engine.project import Project
from plugins.engine.serve_ahead import Ahead
from plugins.engine.serve_bulletin import Bulletin
from plugins.engine.serve_entries import Ask, Entries, Reply
from plugins.engine.serve_page import EVENTS, OPEN, SCRIPTS, STYLE, plain_page, served

HOST = "127.0.0.1"
STAFF = "/ban-lam-viec"
#: the theme's components with all their examples; no address of an entry begins with "_"
COMPONENTS = "/_components/"
_DATA = Path(__file__).parent / "data"
#: the preview's own files, read anew for each request: they are edited like everything else
_OWN = {
    **{address: (_DATA / address[2:], "text/javascript; charset=utf-8") for address in SCRIPTS},
    STYLE: (_DATA / "xem-thu.css", "text/css; charset=utf-8"),
}
_HTML = "text/html; charset=utf-8"
#: types that the system's own table may lack
_TYPES = {
    ".html": _HTML,
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".csv": "text/csv; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml",
    ".woff2": "font/woff2",
}
#: seconds that a request waits while a build puts its files in place
_PATIENCE, _PAUSE = 3.0, 0.02
#: bytes of a request to open a file
_MOST_ASKED = 2000
_REFUSALS = {
    405: "Trang xem thử chỉ để đọc.",
    413: "Yêu cầu này quá dài.",
    421: f"Trang xem thử chỉ mở được trên máy đang chạy lệnh “serve”, ở địa chỉ http://{HOST}.",
}
_FIRST = plain_page("Đang dựng trang lần đầu", "Trang sẽ tự hiện ra khi dựng xong. Nếu lâu không thấy, xem cửa sổ đang chạy lệnh “serve”.")
_UNFINISHED = plain_page(
    "Trang chưa dựng xong",
    "Lần dựng trước bị dừng giữa chừng hoặc đang ghi kết quả. Lần dựng tới sẽ làm nốt, rồi trang tự hiện ra.",
)


def _nobody(asked: Mapping[str, object]) -> Mapping[str, Any]:
    """No builder yet."""
    del asked
    return {"kind": "none"}


class PreviewServer(ThreadingHTTPServer):
    """Each request has its thread; they end with the process."""

    daemon_threads = True
    #: on Windows this would let a second program listen on the same port
    allow_reuse_address = sys.platform != "win32"

    def __init__(self, site: Project, port: int, bulletin: Bulletin, say: Callable[[str], None], ask: Ask = _nobody) -> None:
        """ConfigurationError when the port is taken or none; 0 takes a free one. `ask`: answers questions about entries."""
        self.site = site
        self.bulletin = bulletin
        self.ask = ask
        self.ahead = Ahead()
        self.entries = Entries(lambda asked: self.ahead.answer(asked) or self.ask(asked), STAFF)
        self._say = say
        try:
            super().__init__((HOST, port), _Handler)
        except OSError as error:
            raise ConfigurationError(f"--port {port}", "đang có chương trình khác dùng; thử “serve --port 8001”.") from error
        except OverflowError as error:
            raise ConfigurationError(f"--port {port}", "phải là số từ 1024 đến 65535.") from error

    def server_bind(self) -> None:
        """As the standard library does, without asking the network for the name of 127.0.0.1."""
        if sys.platform == "win32":
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that went away is no news; a fault of ours is one line, not a traceback."""
        error = sys.exception()
        if not isinstance(error, ConnectionError):
            self._say(f"Trang xem thử không trả lời được một yêu cầu ({type(error).__name__}).")

    @property
    def hosts(self) -> frozenset[str]:
        """What a browser on this machine says it asks."""
        ports = (f":{self.server_port}", "") if self.server_port == 80 else (f":{self.server_port}",)
        return frozenset(name + port for name in (HOST, "localhost") for port in ports)


class _Handler(SimpleHTTPRequestHandler):
    """Files of output/, and of staff/ below /ban-lam-viec/; an unknown address gets 404.html."""

    server: PreviewServer
    extensions_map = SimpleHTTPRequestHandler.extensions_map | _TYPES

    def parse_request(self) -> bool:
        """No other name, against DNS rebinding; no other method."""
        if not super().parse_request():
            return False
        if self.headers.get("Host", "").lower() not in self.server.hosts:
            self.send_error(421)
        elif self.command not in ("GET", "HEAD") and (self.command, self.path) != ("POST", OPEN):
            self.send_error(405)
        else:
            return True
        self.close_connection = True
        return False

    def do_GET(self) -> None:
        """A file, or the stream of events."""
        address = urlsplit(self.path)
        if address.path != EVENTS:
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.end_headers()
        # a tab that lost its line says what it was told last; one that just opened, what it shows
        mark = self.headers.get("Last-Event-ID") or "".join(parse_qs(address.query).get("tu", [])[:1])
        for chunk in self.server.bulletin.stream(mark):
            self.wfile.write(chunk)

    def do_POST(self) -> None:
        """Open the file of an entry: the one thing that the preview does for a page."""
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > _MOST_ASKED:
            self.close_connection = True
            self.send_error(413)
            return
        server = self.server
        reply = server.entries.opened(server.site, self.headers, server.hosts, self.rfile.read(int(length)))
        self.wfile.write(self._send(reply.code, reply.kind, reply.body).getvalue())

    def send_head(self) -> BinaryIO | None:
        """The answer's head, and its body as a file."""
        path = urlsplit(self.path).path
        if path in _OWN:
            file, kind = _OWN[path]
            return self._send(200, kind, file.read_bytes())
        if path.startswith(COMPONENTS):
            return self._send_component(path.removeprefix(COMPONENTS))
        reply = self.server.entries.reply(self.path)
        return self._reply(reply) if reply else self._send_file()

    def _send_file(self) -> BinaryIO | None:
        """A file of the site, or of the office."""
        mark = self.server.bulletin.mark  # before the file: a page that is newer than its mark is renewed once, an older one never is
        ahead = None if self._is_staff() else self.server.ahead.at(self._url())
        if ahead and ahead["state"] == "published":
            return self._send(200, _HTML, served(ahead["page"].encode(), mark, token=self.server.entries.token))
        if ahead and (reply := self.server.entries.page_at(self._url())):
            return self._reply(reply)
        if not _is_whole(self.server.site):
            return self._send(503, _HTML, served(_UNFINISHED, mark, any_build=True))
        del self.headers["If-Modified-Since"]  # two saves in one second are two pages
        file = Path(self.translate_path(self.path))
        if urlsplit(self.path).path.endswith("/"):
            file /= "index.html"
        if file.suffix == ".html" and file.is_file():
            return self._send(200, _HTML, served(file.read_bytes(), mark, self._is_staff(), token=self.server.entries.token))
        if file.suffix == ".html" and not self._is_staff() and not file.exists():
            reply = self.server.entries.page_at(self._url())
            if reply:
                return self._reply(reply)
        return super().send_head()

    def _url(self) -> str:
        """The address that is asked for, from the site's root."""
        path, base = unquote(urlsplit(self.path).path), self.server.site.base_path
        return path.removeprefix(f"{base}/" if base and path.startswith(f"{base}/") else "/")

    def _reply(self, reply: Reply) -> BinaryIO:
        body, entries = reply.body, self.server.entries
        if reply.is_page:
            body = served(body, self.server.bulletin.mark, any_build=True, source=reply.source, token=entries.token)
        return self._send(reply.code, reply.kind, body, reply.location)

    def _send_component(self, name: str) -> BinaryIO | None:
        """An example of a component, or the page of all; what the theme has wrong is said where it would stand."""
        # Jinja and the readers of the examples, which a preview needs only when somebody looks
        from plugins.engine.serve_components import answered
        from plugins.engine.theme_files import theme_files

        theme, mark = self.server.site.theme, self.server.bulletin.mark
        try:
            found = answered(name, theme / "templates", theme_files(theme, self.server.site.ward.colour).assets.stylesheet)
        except ConfigurationError as error:
            found = _HTML, plain_page("Chưa xem được mẫu này", str(error))
        if found is None:
            self.send_error(404)
            return None
        kind, body = found
        return self._send(200, kind, served(body, mark, any_build=True) if kind == _HTML else body)

    def list_directory(self, path: Any) -> None:
        """Folders are not listed: a site does not list them either."""
        self.send_error(404)

    def translate_path(self, path: str) -> str:
        """The file behind an address, with or without the path of SITEURL."""
        site = self.server.site
        base = site.base_path
        self.directory = str(site.staff if self._is_staff() else site.output)
        if self._is_staff():
            return super().translate_path(path.removeprefix(STAFF))
        return super().translate_path(path.removeprefix(base) if base else path)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The site's own page for what is not there; a Vietnamese line for the rest."""
        if code == 404:
            mark = self.server.bulletin.mark
            page = self.server.site.output / "404.html"
            body = self._send(404, _HTML, served(page.read_bytes(), mark, any_build=True)) if page.is_file() else None
            body = body or self._send(503, _HTML, served(_FIRST, mark, any_build=True))
        else:
            text = _REFUSALS.get(code, "Yêu cầu này không đúng.")
            body = self._send(code, _TYPES[".txt"], f"{text}\n".encode())
        if self.command != "HEAD":
            self.wfile.write(body.getvalue())

    def _is_staff(self) -> bool:
        path = urlsplit(self.path).path
        return path == STAFF or path.startswith(STAFF + "/")

    def _send(self, code: int, kind: str, body: bytes, location: str = "") -> io.BytesIO:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if location:
            self.send_header("Location", location)
        if code == 405:
            self.send_header("Allow", "GET, HEAD")
        self.end_headers()
        return io.BytesIO(body)

    def end_headers(self) -> None:
        """What every answer says."""
        self.send_header("Cache-Control", "no-store")  # the next save must be seen
        self.send_header("X-Content-Type-Options", "nosniff")
        # the page of all examples shows each in a frame
        self.send_header("X-Frame-Options", "SAMEORIGIN" if getattr(self, "path", "").startswith(COMPONENTS) else "DENY")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")  # staff/ is for this desk only
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the standard library's
        """Editors do not need a line for each request."""


def _is_whole(site: Project) -> bool:
    """No journal; while a build is putting its files in place, that is waited for."""
    until = time.monotonic() + _PATIENCE
    while has_journal(site):
        if time.monotonic() > until:
            return False
        time.sleep(_PAUSE)
    return True
