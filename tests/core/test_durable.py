"""Durable writing: the order that a power cut needs, what a kill left behind, and file systems that cannot flush a folder."""

import errno
import os
from pathlib import Path

import pytest

from plugins.core import durable

POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no fsync of a folder")


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="asks Linux which file is flushed")
def test_bytes_are_on_the_disk_before_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is flushed while its name is another, then renamed, then the folder with the name is flushed."""
    seen: list[tuple[str, bool]] = []
    target, honest = tmp_path / "so.json", os.fsync

    def fsync(handle: int) -> None:
        seen.append((Path(f"/proc/self/fd/{handle}").readlink().name, target.exists()))
        honest(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    durable.write_over(target, b"1")
    assert seen == [("so.json.part", False), (tmp_path.name, True)]


def test_what_a_kill_left_is_written_over(tmp_path: Path) -> None:
    """Half a file beside, of a process that was killed, hinders nobody; nothing but the new file is left."""
    (tmp_path / "so.json").write_bytes(b"1")
    (tmp_path / "so.json.part").write_bytes(b"2 hal")
    durable.write_over(tmp_path / "so.json", b"22")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"so.json": b"22"}


def test_a_new_file_takes_no_others_place(tmp_path: Path) -> None:
    """A file that is said to be new makes its folder, and never replaces another."""
    durable.write_file(tmp_path / "a/b", b"1")
    with pytest.raises(FileExistsError):
        durable.write_file(tmp_path / "a/b", b"2")
    assert (tmp_path / "a/b").read_bytes() == b"1"


@pytest.mark.parametrize("is_windows", [False, True])
def test_a_read_only_file_hinders_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_windows: bool) -> None:
    """Copies of what an editor made read-only are flushed where the system can do that, and stop nothing where it cannot."""
    (tmp_path / "a").write_bytes(b"1")
    asked, honest = [], os.open

    def guarded(path: Path, flags: int) -> int:
        asked.append(flags)
        if flags & os.O_RDWR:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return honest(path, flags)

    monkeypatch.setattr(durable, "_IS_WINDOWS", is_windows)
    monkeypatch.setattr(os, "open", guarded)
    durable.sync_file(tmp_path / "a")
    assert asked == ([os.O_RDWR] if is_windows else [os.O_RDWR, os.O_RDONLY])


@POSIX
@pytest.mark.parametrize(("number", "is_told"), [(errno.EINVAL, False), (errno.ENOTSUP, False), (errno.EIO, True), (errno.ENOSPC, True)])
def test_a_folder_that_cannot_be_flushed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, is_told: bool) -> None:
    """A file system without flushing of folders stops nothing; a disk that fails or is full is told, of folders as of files."""
    (tmp_path / "a").mkdir()
    (tmp_path / "b").write_bytes(b"1")

    def fsync(handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fsync)
    if is_told:
        with pytest.raises(OSError, match=os.strerror(number)):
            durable.sync_folders(tmp_path)
    else:
        durable.sync_folders(tmp_path)
    with pytest.raises(OSError, match=os.strerror(number)):
        durable.sync_file(tmp_path / "b")
