"""What the preview answers about entries: the list of those saved last, one entry as data, the page of one that is not published,
its pictures; and the one request that does something: open its file in the editor's own program.
"""

import base64
import datetime as dt
import hmac
import json
import secrets
from collections.abc import Callable, Mapping
from email.message import Message
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qs, quote, urlsplit

from plugins.engine.look_files import LOOKED
from plugins.engine.project import Project
from plugins.engine.serve_desk import SHOWN, desk_page
from plugins.engine.serve_opener import open_file
from plugins.engine.serve_page import DESK, ENTRY, SHOW, plain_page, ribboned
from plugins.vietnamese.zone import VIETNAM

#: asks the builder's process
Ask = Callable[[Mapping[str, object]], Mapping[str, Any]]
#: of a request
Headers = Message | Mapping[str, str]
_HTML, _JSON = "text/html; charset=utf-8", "application/json"
_PICTURES = {".png": "image/png", ".jpg": "image/jpeg", ".webp": "image/webp", ".pdf": "application/pdf"}
#: a build that finds nothing new tells no tab, so this page asks by itself
_BUSY = plain_page("Đang dựng trang", "Trang của bài sẽ tự hiện ra khi dựng xong.", seconds=2)
_GONE = plain_page("Không có bài này", "Bài đã bị xóa hoặc đổi tên. Mở lại danh sách bài vừa sửa.")
_FAILED = plain_page("Chưa xem được trang của bài này", "Lý do ghi ở cửa sổ đang chạy lệnh “serve”. Sửa rồi lưu lại, trang tự thử lại.")


class Reply(NamedTuple):
    """An answer; of a page, whether the script belongs on it and which entry it shows."""

    code: int
    kind: str
    body: bytes
    location: str = ""
    is_page: bool = False
    #: path from content/
    source: str = ""


class Entries:
    """Questions about entries, answered by the builder."""

    def __init__(self, ask: Ask, staff: str) -> None:
        """`staff`: address of the office's pages."""
        self._ask, self._staff = ask, staff
        #: a page of another site cannot know it
        self.token = secrets.token_urlsafe(24)

    def reply(self, address: str) -> Reply | None:
        """The answer to an address of the preview's own (path and query), or to `?bai=…`; None for all others."""
        parts = urlsplit(address)
        asked = parse_qs(parts.query)
        source, page = "".join(asked.get("bai", [])[:1]), "".join(asked.get("trang", [])[:1])
        if parts.path.rstrip("/") == DESK:
            return self._desk()
        if parts.path == ENTRY:
            return self._data({"look": source} if source else {"at": page})
        if parts.path == SHOW:
            return self._way_to(source)
        if parts.path.startswith(f"/{LOOKED}"):
            return self._file(parts.path[1:])
        return self._page({"look": source}, is_named=True) if source and parts.path.endswith(".html") else None

    def page_at(self, url: str) -> Reply | None:
        """The page of an entry that is not published, at the address that it would have; None when no entry would have it."""
        return self._page({"at": url}, is_named=False)

    def _desk(self) -> Reply:
        told = self._ask({"recent": SHOWN})
        if told["kind"] != "recent":
            return self._trouble(told)
        page = desk_page(told["rows"], dt.datetime.now(VIETNAM), self._staff)
        return Reply(200, _HTML, page, is_page=True)

    def _data(self, question: Mapping[str, object]) -> Reply:
        told = self._ask({**question, "page": False})
        row = {name: value for name, value in told.items() if name != "page"} if told["kind"] == "look" else {"kind": told["kind"]}
        return Reply(200, _JSON, json.dumps(row).encode())

    def _way_to(self, source: str) -> Reply:
        told = self._ask({"look": source, "page": False})
        if told["kind"] != "look":
            return self._trouble(told)
        query = "" if told["state"] == "published" else f"?bai={quote(source, safe='/')}"
        return Reply(302, _HTML, b"", location=f"/{quote(told['url'] or 'index.html')}{query}")

    def _file(self, url: str) -> Reply:
        told = self._ask({"file": url})
        kind = _PICTURES.get(Path(url).suffix, "application/octet-stream")
        return Reply(200, kind, base64.b64decode(told["data"])) if told["kind"] == "file" else Reply(404, kind, b"")

    def _page(self, question: Mapping[str, object], *, is_named: bool) -> Reply | None:
        told = self._ask(question)
        if told["kind"] == "none" and not is_named:
            return None
        if told["kind"] != "look":
            return self._trouble(told)
        if told["state"] == "published":
            return Reply(302, _HTML, b"", location=f"/{quote(told['url'])}") if is_named else None
        page = ribboned(told["page"], told["state"], told["words"]) if told["page"] else plain_page(told["title"], told["words"])
        return Reply(200, _HTML, page, is_page=True, source=told["path"])

    def _trouble(self, told: Mapping[str, Any]) -> Reply:
        if told["kind"] in ("busy", "locked", "stopped"):
            return Reply(503, _HTML, _BUSY, is_page=True)
        if told["kind"] == "none":
            return Reply(404, _HTML, _GONE, is_page=True)
        reason = f"{told['resource']}: {told['reason']}" if told["kind"] == "refused" else ""
        page = plain_page("Chưa xem được trang của bài này", reason) if reason else _FAILED
        return Reply(503, _HTML, page, is_page=True)

    def opened(self, site: Project, headers: Headers, hosts: frozenset[str], body: bytes) -> Reply:
        """Open the file of an entry, if one of our own pages asks for it."""
        if not self._is_ours(headers, hosts):
            return Reply(403, "text/plain; charset=utf-8", "Yêu cầu này không đến từ trang xem thử.\n".encode())
        try:
            asked = json.loads(body)
            source, line = str(asked["bai"]), int(asked["dong"])
        except (ValueError, KeyError, TypeError):
            return Reply(400, _JSON, _said("Yêu cầu này không đúng."))
        told = self._ask({"look": source, "page": False})  # only what the scan found is there, and a scan follows no link
        file = site.content / source
        if told["kind"] != "look" or file.suffix.lower() != ".md" or not file.is_file():
            return Reply(404, _JSON, _said("Không còn tệp này; có thể đã bị đổi tên. Tải lại trang rồi thử lại."))
        try:
            return Reply(200, _JSON, _said(open_file(file.resolve(), max(0, line))))
        except OSError:
            return Reply(200, _JSON, _said(f"Máy này không tự mở được tệp. Mở tệp content/{source} bằng chương trình bạn vẫn dùng."))

    def _is_ours(self, headers: Headers, hosts: frozenset[str]) -> bool:
        """Three locks: the browser says that one of our pages asks; the page knows the token; and no form can send this type."""
        origin = headers.get("Origin", "")
        known = hmac.compare_digest(headers.get("X-Xem-Thu", "").encode(), self.token.encode())
        return origin in {f"http://{host}" for host in hosts} and known and headers.get("Content-Type", "").startswith(_JSON)


def _said(text: str) -> bytes:
    return json.dumps({"said": text}).encode()
