"""Folders of files: what lies in one, a file of it, many files at once, and a whole folder away."""

import os
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TypeVar

from plugins.core.durable import patiently

T = TypeVar("T")
R = TypeVar("R")

#: an fsync waits for the disk, not for the processor: from this many files on, several wait at once
_MANY, _AT_ONCE = 256, 8


def remove_tree(folder: Path) -> None:
    """Remove a folder of ours and all in it, or a file; nothing when it is not there."""
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        patiently(partial(shutil.rmtree, folder))


def for_each(act: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
    """`map`, in order; many items are worked on by several threads at once, few one after another."""
    waiting = list(items)
    if len(waiting) < _MANY:
        yield from map(act, waiting)
        return
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        try:
            yield from pool.map(act, waiting)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def files_below(folder: Path) -> dict[str, os.stat_result]:
    """Everything below `folder` that is not a folder, by POSIX path; links are not followed."""
    found: dict[str, os.stat_result] = {}
    waiting = [(str(folder), "")]
    while waiting:
        path, prefix = waiting.pop()
        with os.scandir(path) as entries:
            for entry in entries:
                info = entry.stat(follow_symlinks=False)
                if stat.S_ISDIR(info.st_mode):
                    waiting.append((entry.path, f"{prefix}{entry.name}/"))
                else:
                    found[prefix + entry.name] = info
    return found


def read_regular(folder: Path, path: str) -> bytes | None:
    """A regular file by its POSIX path inside `folder`; None when there is none, or a link, a pipe or a way out stands there."""
    if any(part in ("", ".", "..") or "\\" in part or "\0" in part for part in path.split("/")):
        return None
    file = folder / path
    try:
        if not stat.S_ISREG(file.lstat().st_mode) or not file.parent.resolve().is_relative_to(folder.resolve()):
            return None
        return file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
