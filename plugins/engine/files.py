"""Judging the files of content/tep/ by media's rules for files, once for each state of a file."""

import functools
from pathlib import Path, PurePosixPath

from plugins.core.rules import Finding
from plugins.media.rules import PICTURE_EXTENSIONS, check_download, check_picture_file
from plugins.vietnamese.numbers import format_size

_MOST_BYTES = 40 * 1024 * 1024


def is_picture(path: str) -> bool:
    """Does the name claim to be a picture?"""
    return PurePosixPath(path).suffix.lower() in PICTURE_EXTENSIONS


def check_file(path: str, file: Path) -> tuple[Finding, ...]:
    """TP02: what is wrong with the file at `path` (from content/)."""
    state = file.stat()
    if state.st_size > _MOST_BYTES:
        # before reading: a file of gigabytes would take the memory of the build
        return (
            Finding(line=0, message=f"Tệp nặng {format_size(state.st_size)}, quá mức {format_size(_MOST_BYTES)}. Thu nhỏ rồi chép lại."),
        )
    return _check(path, file, state.st_mtime_ns, state.st_size)


@functools.lru_cache(maxsize=4096)
def _check(path: str, file: Path, mtime: int, size: int) -> tuple[Finding, ...]:
    # one command asks twice about each file, serve on every save: mtime and size tell it apart from an edited one
    data = file.read_bytes()
    return check_picture_file(path, data) if is_picture(path) else check_download(path, data)
