"""Writing so that neither a power cut nor a program that holds a file leaves a half: bytes are on the disk before a name leads to them.

write_file (or sync_file of what others wrote) -> sync_folders (from the deepest) -> patiently(rename) -> sync_folder that holds the name
"""

import errno
import os
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

#: again for two seconds
_TRIES, _PAUSE = 20, 0.1
#: Windows has no fsync of a folder, and some network file systems have none
_IS_WINDOWS, _CANNOT = os.name == "nt", frozenset({errno.EINVAL, errno.ENOTSUP})


def write_file(path: Path, data: bytes) -> None:
    """Write a new file whose bytes are on the disk when this returns; its folder is made. FileExistsError when it is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def write_over(path: Path, data: bytes) -> None:
    """Put a file in the place of another: readers see the old bytes or the new."""
    beside = path.with_name(f"{path.name}.part")
    beside.unlink(missing_ok=True)
    write_file(beside, data)
    patiently(partial(beside.replace, path))
    sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Bytes of a file that is written are on the disk when this returns."""
    try:
        _sync(path, os.O_RDWR)  # Windows flushes none that was opened for reading
    except PermissionError:  # read-only, or held by a virus scanner on Windows, which flushes it when it sees fit
        if not _IS_WINDOWS:
            _sync(path, os.O_RDONLY)


def sync_folder(folder: Path) -> None:
    """Names in a folder are on the disk when this returns, where the system can be asked for that."""
    if _IS_WINDOWS:
        return
    try:
        _sync(folder, os.O_RDONLY)
    except OSError as error:
        if error.errno not in _CANNOT:
            raise


def sync_folders(folder: Path) -> None:
    """All folders below and `folder` itself, the deepest first."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            sync_folder(path)
    sync_folder(folder)


def patiently(act: Callable[[], object]) -> None:
    """Do what Windows refuses while a browser or a virus scanner reads the file; PermissionError when it still does after two seconds.
    Elsewhere a refusal is one, and is told at once.
    """
    for _ in range(_TRIES if _IS_WINDOWS else 0):
        try:
            act()
        except PermissionError:
            time.sleep(_PAUSE)
        else:
            return
    act()


def _sync(path: Path, flags: int) -> None:
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
