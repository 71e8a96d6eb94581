"""Stage 1: content/ to a list of regular files. Nothing outside content/ is followed, nothing special is opened."""

import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from plugins.core.rules import Finding
from plugins.vietnamese.cleaning import nfc

#: what systems and programs leave behind; never content, never worth a message
_LITTER = frozenset({"thumbs.db", "desktop.ini", "icon\r"})
#: folders inside one another
_DEEPEST = 8
#: what editors mean as a text; Notepad writes x.md.txt, and shows it as x.md
_TEXTS = (".txt", ".markdown", ".mkd", ".doc", ".docx", ".odt", ".rtf")
_ENDING = re.compile(r"(?:\.md)?\.[^./]+$", re.IGNORECASE)
_DATA = "du-lieu/"
_FILES = "tep/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """Regular files of content/, by NFC POSIX path from content/; each list sorted."""

    #: Markdown files of entries
    sources: dict[str, Path]
    #: pictures and files of tep/
    files: dict[str, Path]
    #: TP01: refused (path, finding)
    refused: tuple[tuple[str, Finding], ...]
    #: TP04: files in a folder of entries (path, finding)
    misplaced: tuple[tuple[str, Finding], ...]


def scan(content: Path) -> Scan:
    """Walk `content` (an absolute folder). A link, a pipe or a device is refused by name and never opened."""
    sources: dict[str, Path] = {}
    files: dict[str, Path] = {}
    refused: list[tuple[str, Finding]] = []
    misplaced: list[tuple[str, Finding]] = []
    for path, name, mode in sorted(_walk(content, "")):
        if not name.isprintable():
            # bytes that are no text, or characters that move the cursor of a terminal
            shown = name.encode("unicode_escape").decode("ascii")
            refused.append((shown, Finding(line=0, message="Tên tệp có ký tự không đọc được. Đổi tên tệp.")))
        elif stat.S_ISDIR(mode):
            refused.append((name, Finding(line=0, message=f"Thư mục lồng quá {_DEEPEST} tầng. Chuyển tệp lên trên.")))
        elif stat.S_ISLNK(mode) or not stat.S_ISREG(mode):
            refused.append(
                (name, Finding(line=0, message="Đây là liên kết hoặc tệp đặc biệt, không được đăng. Chép tệp thật vào thư mục."))
            )
        elif name in sources or name in files:
            refused.append((name, Finding(line=0, message="Có hai tệp cùng tên (khác cách gõ dấu Unicode). Xóa một tệp.")))
        elif name.lower().endswith(".md") and not name.startswith((_DATA, _FILES)):
            sources[name] = Path(path)
        elif name.startswith(_FILES):
            files[name] = Path(path)
        elif name.lower().endswith(_TEXTS) and "/" in name and not name.startswith(_DATA):
            better = _ENDING.sub(".md", name)
            message = f"Bài viết phải là tệp .md, tệp này không được đăng. Đổi tên thành “content/{better}”."
            refused.append((name, Finding(line=0, message=message)))
        elif not name.startswith(_DATA):
            misplaced.append((name, Finding(line=0, message=f"Tệp này không được đăng: chuyển vào “content/{_FILES}”.")))
    return Scan(sources=sources, files=files, refused=tuple(refused), misplaced=tuple(misplaced))


def _walk(folder: Path | str, prefix: str) -> list[tuple[str, str, int]]:
    """(path, name from content/, mode) of everything below `folder` that is not a folder."""
    found: list[tuple[str, str, int]] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith((".", "~$")) or entry.name.lower() in _LITTER:
                continue
            name = prefix + nfc(entry.name)
            mode = entry.stat(follow_symlinks=False).st_mode
            if stat.S_ISDIR(mode) and prefix.count("/") <= _DEEPEST:
                found.extend(_walk(entry.path, name + "/"))
            else:
                found.append((entry.path, name, mode))
    return found
