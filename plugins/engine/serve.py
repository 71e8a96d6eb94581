"""A preview on this machine only: builds, shows output/ and staff/ on 127.0.0.1, builds again after each save.

Content and theme are watched. A broken text, template or data file is reported and the last whole site stays on show.
"""

import threading
from collections.abc import Callable
from dataclasses import replace
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from watchfiles import watch

from plugins.core.errors import ConfigurationError, PortalError
from plugins.editorial.reports import as_text
from plugins.engine.build import build
from plugins.engine.commit import has_journal
from plugins.engine.project import Project, build_moment

HOST = "127.0.0.1"
_STAFF = "/ban-lam-viec"
#: types that the system's own table may lack
_TYPES = {".html": "text/html; charset=utf-8", ".txt": "text/plain; charset=utf-8", ".xml": "application/xml", ".woff2": "font/woff2"}


def serve(project: Project, port: int = 8000, say: Callable[[str], None] = print, stop: threading.Event | None = None) -> int:
    """Serve until Ctrl-C (or `stop` is set); returns the exit code 0. ConfigurationError when the port is taken."""
    stop = stop or threading.Event()
    with _server(project, port) as server:
        _build(project, say)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        say(f"Xem thử tại http://{HOST}:{server.server_port}/ và {_STAFF}/ (dừng: Ctrl-C).")
        try:
            for changes in watch(project.content, project.theme, stop_event=stop):
                # editors write beside the file first; folders change with their files
                names = sorted({Path(path).name for _, path in changes if Path(path).suffix not in ("", ".tmp", ".part")})
                if names:
                    say(f"Đã lưu: {', '.join(names)}")
                _build(replace(project, now=build_moment()), say)
        except KeyboardInterrupt:
            say("Đã dừng.")
        finally:
            server.shutdown()
    return 0


def _build(project: Project, say: Callable[[str], None]) -> None:
    try:
        result = build(project)
    except PortalError as error:
        say(str(error))
        return
    if result.issues:
        say(as_text(result.issues))
    say("\n".join(result.summary))


def _server(project: Project, port: int) -> ThreadingHTTPServer:
    class Handler(_Handler):
        site = project

    try:
        return ThreadingHTTPServer((HOST, port), Handler)
    except OSError as error:
        raise ConfigurationError(f"--port {port}", "đang có chương trình khác dùng; thử “serve --port 8001”.") from error
    except OverflowError as error:
        raise ConfigurationError(f"--port {port}", "phải là số từ 1024 đến 65535.") from error


class _Handler(SimpleHTTPRequestHandler):
    """Files of output/, and of staff/ below /ban-lam-viec/; an unknown address gets 404.html."""

    site: Project
    extensions_map = SimpleHTTPRequestHandler.extensions_map | _TYPES

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, directory=str(self.site.output), **kwargs)

    def translate_path(self, path: str) -> str:
        base = self.site.base_path
        if path == _STAFF or path.startswith(_STAFF + "/"):
            self.directory = str(self.site.staff)
            return super().translate_path(path.removeprefix(_STAFF))
        self.directory = str(self.site.output)
        return super().translate_path(path.removeprefix(base) if base else path)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = self.site.output / "404.html"
        if code != 404 or not page.is_file() or has_journal(self.site):
            super().send_error(code, message, explain)
            return
        data = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", _TYPES[".html"])
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")  # the next save must be seen
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the standard library's
        """Editors do not need a line for each request."""
