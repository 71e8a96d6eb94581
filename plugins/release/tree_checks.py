"""A folder against its manifest: every file is there, has its bytes and nothing else, and there is nothing more.

Size and time are never believed: every byte is read. Links are not followed, devices not opened.
"""

import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from plugins.release.findings import Finding, Kind, shown
from plugins.release.manifest import UNLISTED, Manifest, Row, address_digest

_CHUNK = 1 << 20
#: not known on every system; where they are not, the file was looked at just before
_OPENING = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Tree:
    """What a walk found, held against a manifest."""

    def __init__(self, root: Path, manifest: Manifest) -> None:
        self._root = root
        self._manifest = manifest
        self.findings: list[Finding] = []
        self._folders: set[str] = set()
        self._met: set[str] = set()
        self._inhabited = {""}
        for path in manifest.rows:
            self._inhabit(path)

    @property
    def compared(self) -> int:
        """Files of the manifest that were there to be compared."""
        return len(self._met)

    def check(self) -> "Tree":
        """Look at everything once."""
        for path, facts in _walk(self._root):
            self._look(path, facts)
        self.findings += [
            Finding(Kind.EXTRA, shown(path), "thư mục lạ, không có trong bản kê.") for path in self._folders - self._inhabited
        ]
        for name in self._manifest.rows:
            if name not in self._met:
                page = "trang báo đã gỡ của một địa chỉ" if name.startswith("sha256:") else "tệp"
                self.findings.append(Finding(Kind.MISSING, shown(name), f"{page} có trong bản kê, không có trong thư mục."))
        return self

    def _inhabit(self, path: str) -> None:
        parent = path.rpartition("/")[0]
        while parent and parent not in self._inhabited:
            self._inhabited.add(parent)
            parent = parent.rpartition("/")[0]

    def _look(self, path: str, facts: os.stat_result) -> None:
        if stat.S_ISDIR(facts.st_mode):
            self._folders.add(path)
        else:
            self._inhabit(path)
        if not (stat.S_ISDIR(facts.st_mode) or stat.S_ISREG(facts.st_mode)):
            self.findings.append(Finding(Kind.LINK, shown(path), f"là {_nature(facts.st_mode)}, không phải tệp thường."))
        elif stat.S_ISREG(facts.st_mode) and path not in UNLISTED:
            self._hold(path, facts)
        self.findings += _wide(path, facts.st_mode)

    def _hold(self, path: str, facts: os.stat_result) -> None:
        row = self._manifest.find(path) if _is_text(path) else None
        if row is None:
            self.findings.append(Finding(Kind.EXTRA, shown(path), f"tệp lạ, không có trong bản kê ({facts.st_size} byte)."))
            return
        self._met.add(path if path in self._manifest.rows else address_digest(path))
        self.findings += _compared(self._root, path, row)


def _walk(root: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Every name below `root`, as a path with slashes, and what it is itself."""
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        with os.scandir(root / folder) as entries:
            for entry in entries:
                path = f"{folder}/{entry.name}".lstrip("/")
                facts = entry.stat(follow_symlinks=False)
                yield path, facts
                if stat.S_ISDIR(facts.st_mode):
                    waiting.append(path)


def _is_text(path: str) -> bool:
    """Is the name UTF-8? Others come from `os` with lone surrogates, and no manifest can hold them."""
    return not any("\ud800" <= sign <= "\udfff" for sign in path)


def _nature(mode: int) -> str:
    if stat.S_ISLNK(mode):
        return "liên kết tượng trưng (symlink)"
    return "ống dẫn (FIFO)" if stat.S_ISFIFO(mode) else "thiết bị hoặc ổ cắm mạng"


def _wide(path: str, mode: int) -> Iterator[Finding]:
    """What the mode allows and should not. The group may write where the system's usual mask lets it; Windows has no modes."""
    if os.name == "nt" or stat.S_ISLNK(mode):
        return
    if mode & stat.S_IWOTH:
        yield Finding(Kind.MODE, shown(path), "mọi tài khoản trên máy chủ đều sửa được.")
    if mode & (stat.S_ISUID | stat.S_ISGID) and stat.S_ISREG(mode):
        yield Finding(Kind.MODE, shown(path), "được chạy với quyền của người khác (setuid, setgid).")
    elif mode & (stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH) and stat.S_ISREG(mode):
        yield Finding(Kind.MODE, shown(path), "chạy được như chương trình; trang không có chương trình nào.")


def _compared(root: Path, path: str, row: Row) -> Iterator[Finding]:
    try:
        sha256, length = _digest(root / path)
    except OSError as error:
        yield Finding(Kind.CHANGED, shown(path), f"không đọc được ({error.strerror}).")
        return
    if (sha256, length) != (row.sha256, row.bytes):
        size = f"dài {length} byte thay vì {row.bytes}" if length != row.bytes else "dài như cũ nhưng khác nội dung"
        yield Finding(Kind.CHANGED, shown(path), f"không còn như phường đã đăng: {size}.")


def _digest(file: Path) -> tuple[str, int]:
    """SHA-256 in hex, and the length, of a regular file. OSError when it became something else meanwhile."""
    total, state = 0, hashlib.sha256()
    with os.fdopen(os.open(file, _OPENING), "rb") as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise OSError(None, "không phải tệp thường")
        while chunk := stream.read(_CHUNK):
            state.update(chunk)
            total += len(chunk)
    return state.hexdigest(), total
