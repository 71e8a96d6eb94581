"""`build --zip`: the whole site in one file, for a USB stick and a computer without a network.

    MO-TRANG.html     the way in: one link, which works from any folder once the file is unpacked
    DOC-TRUOC.txt     what to do, in two lines
    trang/…           output/, as the last build left it, and nothing that others put there

The bytes depend on the site alone: fixed times, one order, nothing of the machine. Its seal stands in the comment of the file, so that an
unchanged site is not packed again.
"""

import hashlib
import os
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from html import escape
from pathlib import Path, PurePosixPath

from plugins.core.artifacts import Audience
from plugins.core.desk import DESK_FOLDER
from plugins.core.digest import digest
from plugins.core.durable import patiently
from plugins.core.errors import PortalError
from plugins.core.lock import build_lock
from plugins.engine import addresses
from plugins.engine.commit import Folders, has_journal
from plugins.engine.project import Project
from plugins.engine.state import Record, read_state

#: beside output/; one name, so that no old copies pile up
NAME = "cong-thong-tin.zip"
_FOLDER, _START, _READ_ME = "trang", "MO-TRANG.html", "DOC-TRUOC.txt"
#: raise when the same site gives other bytes
_SCHEME = "1"
#: packed already: another pass would cost time and save nothing
_PACKED = frozenset({".jpg", ".jpeg", ".png", ".webp", ".woff2", ".pdf", ".docx", ".xlsx", ".pptx", ".zip", ".mp3", ".mp4"})
#: the first moment that the format knows
_MOMENT = (1980, 1, 1, 0, 0, 0)
#: a plain file that everybody may read; 3: written as on Unix, wherever it is written
_MODE, _SYSTEM = 0o100644 << 16, 3
#: bytes read at once
_CHUNK = 1 << 20
_PAGE = """<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Mở {name}</title>
</head>
<body>
<main>
<h1>{name}</h1>
<p><a href="{folder}/{home}">Mở trang</a></p>
<p>Bấm mà không thấy trang? Tệp nén chưa được giải nén. Bấm chuột phải vào tệp {zip}, chọn “Extract All…” (Giải nén tất cả), rồi mở lại
{start} trong thư mục vừa có.</p>
<p>Bản này xem được khi không có mạng. Ô tìm kiếm chỉ dùng được trên cổng.</p>
</main>
</body>
</html>
"""
_WORDS = (
    "1. Bấm chuột phải vào tệp {zip}, chọn “Extract All…” (Giải nén tất cả).",
    "2. Trong thư mục vừa có, mở {start} bằng trình duyệt. Không cần mạng.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """The file, as it is now."""

    path: Path
    #: length in bytes
    bytes: int
    #: files of the site in it
    files: int
    #: was it written just now? False: the site is the one that was packed before
    is_new: bool


def write_archive(project: Project) -> Archive:
    """Pack the site of the last build. PortalError when there is none, it is not whole, or a file was changed since; what was there stays.

    One file is read at a time, in pieces: a site of any size takes the same memory, but for a line for each file.
    """
    with build_lock(project.cache):
        state, _ = read_state(project)
        public = state.outputs[Audience.PUBLIC] if state else {}
        # who opens it from a USB stick has no Git service to write to
        records = {url: record for url, record in public.items() if not url.startswith(DESK_FOLDER)}
        if not records or has_journal(project):
            raise PortalError(project.output.name, "chưa có trang dựng xong để đóng gói; chạy lại lệnh build.")
        own = {name: text.encode("utf-8") for name, text in _own_files(project).items()}
        seal = digest((_SCHEME, own, sorted((url, record.sha256) for url, record in records.items())))
        target = project.root / NAME
        is_new = _seal_of(target) != seal
        if is_new:
            _replace(project, target, own, records, seal)
        return Archive(path=target, bytes=target.stat().st_size, files=len(records), is_new=is_new)


def _own_files(project: Project) -> dict[str, str]:
    words = {"name": project.ward.site_name, "folder": _FOLDER, "home": addresses.HOME, "zip": NAME, "start": _START}
    # Notepad of an old Windows knows UTF-8 by its mark and a line end by its carriage return
    read_me = "\ufeff" + "".join(f"{line.format(**words)}\r\n" for line in _WORDS)
    return {_READ_ME: read_me, _START: _PAGE.format(**{key: escape(word) for key, word in words.items()})}


def _seal_of(target: Path) -> str:
    """The seal of the archive that is there; empty when there is none that can be read."""
    try:
        with zipfile.ZipFile(target) as archive:
            return archive.comment.decode("ascii", "replace")
    except (OSError, zipfile.BadZipFile):
        return ""


def _replace(project: Project, target: Path, own: dict[str, bytes], records: dict[str, Record], seal: str) -> None:
    """Write beside, then rename: a full disk or a changed file leaves what is there."""
    beside, folders = target.with_suffix(".zip.part"), Folders(project)
    try:
        with zipfile.ZipFile(beside, "w") as archive:
            for name in sorted(own):
                archive.writestr(_info(name, len(own[name])), own[name])
            for url in sorted(records):
                _add(archive, f"{project.output.name}/{url}", Path(folders.path(Audience.PUBLIC, url)), url, records[url])
            archive.comment = seal.encode("ascii")
        patiently(partial(os.replace, beside, target))
    except PermissionError as error:
        raise PortalError(NAME, "tệp đang mở ở chương trình khác. Đóng chương trình đó rồi chạy lại.") from error
    finally:
        beside.unlink(missing_ok=True)


def _add(archive: zipfile.ZipFile, shown: str, file: Path, url: str, record: Record) -> None:
    state = hashlib.sha256()
    try:
        with archive.open(_info(f"{_FOLDER}/{url}", record.bytes), "w") as packed:
            for chunk in _chunks(file):
                state.update(chunk)
                packed.write(chunk)
    except FileNotFoundError:
        pass  # said below: no bytes are not the bytes that were made
    if state.digest() != record.sha256:
        raise PortalError(shown, "tệp đã bị đổi hoặc xóa sau khi dựng. Chạy lại lệnh build.")


def _chunks(file: Path) -> Iterator[bytes]:
    with file.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def _info(name: str, size: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _MOMENT)
    info.compress_type = zipfile.ZIP_STORED if PurePosixPath(name).suffix in _PACKED else zipfile.ZIP_DEFLATED
    info.create_system, info.external_attr, info.file_size = _SYSTEM, _MODE, size
    return info
