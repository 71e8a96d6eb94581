"""Stage 1: content/ to a list of regular files with their state. Nothing outside content/ is followed, nothing special is opened."""

import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from plugins.engine.file_names import windows_fault

#: what systems and programs leave behind; never content, never worth a message
_LITTER = frozenset({"thumbs.db", "desktop.ini", "icon\r"})
#: folders inside one another
_DEEPEST = 8
#: what editors mean as a text; Notepad writes x.md.txt, and shows it as x.md
_TEXTS = (".txt", ".markdown", ".mkd", ".doc", ".docx", ".odt", ".rtf")
_ENDING = re.compile(r"(?:\.md)?\.[^./]+$", re.IGNORECASE)
_DATA = "du-lieu/"
_FILES = "tep/"


class FileState(NamedTuple):
    """What the file system says of a source without opening it. A state of zeros is never that of a file: read it."""

    size: int
    #: nanoseconds since 1970
    mtime: int
    inode: int


#: state to store of a file that may have changed again in the same tick of the clock
UNSURE = FileState(0, 0, 0)
#: nanoseconds within which a file may change again without showing it; FAT counts two seconds
RACY = 2_000_000_000


class Found(NamedTuple):
    """A regular file of content/."""

    #: absolute, as the system writes it
    path: str
    state: FileState

    def lasting_state(self, now: int) -> FileState:
        """The state to remember at `now` (nanoseconds since 1970): unsure while the file may change again without showing it."""
        return self.state if now - self.state.mtime > RACY else UNSURE


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """Regular files of content/, by NFC POSIX path from content/; each list sorted."""

    #: Markdown files of entries
    sources: dict[str, Found]
    #: pictures and files of tep/
    files: dict[str, Found]
    #: files of du-lieu/
    data: dict[str, Found]
    #: TP01: refused (path, message)
    refused: tuple[tuple[str, str], ...]
    #: TP04: files in a folder of entries (path, message)
    misplaced: tuple[tuple[str, str], ...]
    #: names and states of everything that was seen: equal seals, nothing was touched
    seal: bytes
    #: absolute path, time of change (nanoseconds since 1970) and bytes of every regular file; nothing else may be opened
    times: list[tuple[str, int, int]]


def scan(content: Path) -> Scan:
    """Walk `content` (an absolute folder). A link, a pipe or a device is refused by name and never opened."""
    sources: dict[str, Found] = {}
    files: dict[str, Found] = {}
    data: dict[str, Found] = {}
    refused: list[tuple[str, str]] = []
    misplaced: list[tuple[str, str]] = []
    lowered: dict[str, str] = {}
    seen = sorted(_walk(content, ""), key=itemgetter(0))
    for path, name, info in seen:
        mode = info.st_mode
        if not name.isprintable():
            # bytes that are no text, or characters that move the cursor of a terminal
            shown = name.encode("unicode_escape").decode("ascii")
            refused.append((shown, "Tên tệp có ký tự không đọc được. Đổi tên tệp."))
        elif stat.S_ISDIR(mode):
            refused.append((name, f"Thư mục lồng quá {_DEEPEST} tầng. Chuyển tệp lên trên."))
        elif not stat.S_ISREG(mode):
            refused.append((name, "Đây là liên kết hoặc tệp đặc biệt, không được đăng. Chép tệp thật vào thư mục."))
        elif name in sources or name in files:
            refused.append((name, "Có hai tệp cùng tên (khác cách gõ dấu Unicode). Xóa một tệp."))
        elif fault := windows_fault(name):
            refused.append((name, fault))
        elif lowered.setdefault(name.lower(), name) != name:
            refused.append(
                (name, f"Tên này và “{lowered[name.lower()]}” chỉ khác chữ hoa, chữ thường; Windows coi là một. Đổi tên một tệp.")
            )
        elif name.lower().endswith(".md") and not name.startswith((_DATA, _FILES)):
            sources[name] = _found(path, info)
        elif name.startswith(_DATA):
            data[name] = _found(path, info)
        elif name.startswith(_FILES):
            files[name] = _found(path, info)
        elif name.lower().endswith(_TEXTS) and "/" in name:
            better = _ENDING.sub(".md", name)
            message = f"Bài viết phải là tệp .md, tệp này không được đăng. Đổi tên thành “content/{better}”."
            refused.append((name, message))
        else:
            misplaced.append((name, f"Tệp này không được đăng: chuyển vào “content/{_FILES}”."))
    return Scan(
        sources=sources,
        files=files,
        data=data,
        refused=tuple(refused),
        misplaced=tuple(misplaced),
        seal=seal_of((name, info) for _, name, info in seen),
        times=[(path, info.st_mtime_ns, info.st_size) for path, _, info in seen if stat.S_ISREG(info.st_mode)],
    )


def scan_after(before: Scan, content: Path, saved: Collection[Path]) -> Scan | None:
    """`before` (of `content`) with the sources at `saved` as they are now, which is all that changed since; without a seal.

    None when it takes more than that: a file came, went, or is no source. At 10,000 articles this saves a tenth of a second.
    """
    sources = dict(before.sources)
    for path in saved:
        if not path.is_relative_to(content):
            return None
        name = unicodedata.normalize("NFC", path.relative_to(content).as_posix())
        known = sources.get(name)
        try:
            info = path.lstat()
        except OSError:
            return None
        if known is None or known.path != str(path) or not stat.S_ISREG(info.st_mode):
            return None
        sources[name] = _found(known.path, info)
    return replace(before, sources=sources, seal=b"", times=[])


def seal_of(rows: Iterable[tuple[str, os.stat_result]]) -> bytes:
    """Digest of names and what the file system says of them; nothing is opened."""
    lines = [f"{name}\0{info.st_mode} {info.st_size} {info.st_mtime_ns} {info.st_ino}" for name, info in rows]
    return hashlib.blake2b("\n\0".join(lines).encode("utf-8", "surrogateescape"), digest_size=16).digest()


def _found(path: str, info: os.stat_result) -> Found:
    return Found(path, FileState(info.st_size, info.st_mtime_ns, info.st_ino))


def _walk(folder: Path | str, prefix: str) -> list[tuple[str, str, os.stat_result]]:
    """(path, name from content/, state) of everything below `folder` that is not a folder."""
    found: list[tuple[str, str, os.stat_result]] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith((".", "~$")) or entry.name.lower() in _LITTER:
                continue
            own = entry.name
            name = prefix + (own if own.isascii() else unicodedata.normalize("NFC", own))
            info = entry.stat(follow_symlinks=False)
            if stat.S_ISDIR(info.st_mode) and prefix.count("/") <= _DEEPEST:
                found.extend(_walk(entry.path, name + "/"))
            else:
                found.append((entry.path, name, info))
    return found
