"""A folder of this machine: releases/<id>/ for each release, and `current`, which a web server shows.

    work() -> .work/ is filled -> journal -> .work/ becomes releases/<id>/ -> `current` leads there -> journal gone -> old ones out

Where links exist `current` is one, and rename(2) over it is the only moment of change. Windows gives links to administrators
only: there `current` is the folder of the release itself, and two renames change it. A kill leaves a journal, and the next
command goes back to the old release, or on to the new one where the old is already out of its place.
"""

import errno
import json
import os
import re
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path

from plugins.core import durable
from plugins.core.errors import PortalError
from plugins.release import tree
from plugins.release.manifest import MANIFEST, Manifest, decode
from plugins.release.targets import KEPT_RELEASES, FolderTarget, Report, Staged

CURRENT, RELEASES = "current", "releases"
#: staging; what is being thrown away; a link before it gets its name; what a put or a way back is about
_WORK, _AWAY, _NEXT, _JOURNAL = ".work", ".away", "current.next", "journal.json"
_RELEASE = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{8}")
_PUTTING = "Đưa bản mới vào chỗ"


class PutError(PortalError):
    """A release could not be put in place; the one that was live still is."""


class FolderLive:
    """A release in a folder, as residents see it."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self._folder = folder
        self.manifest = manifest

    def read(self, path: str) -> bytes | None:
        """The bytes of one of its files; None when it is not there."""
        return tree.read_regular(self._folder, path)

    def paths(self) -> Iterable[str]:
        """Every file that is there."""
        return sorted(tree.files_below(self._folder))


class Folder:
    """FolderTarget, opened."""

    def __init__(self, settings: FolderTarget, cache: Path, has_links: bool = os.name != "nt") -> None:
        del cache  # everything lies in the target itself
        self._folder = settings.folder
        self._has_links = has_links

    @property
    def name(self) -> str:
        """For messages."""
        return f"thư mục {self._folder.as_posix()}"

    @property
    def _current(self) -> Path:
        return self._folder / CURRENT

    def _place(self, release: str) -> Path:
        return self._folder / RELEASES / release

    def live(self) -> FolderLive | None:
        """What is live; heals what was killed. ManifestError (exit 4) when its manifest cannot be read."""
        self._heal()
        if self._live_id() is None:
            return None
        folder = self._current.resolve()
        return FolderLive(folder, decode((folder / MANIFEST).read_bytes()))

    def work(self) -> Path:
        """An empty folder to stage in."""
        folder = self._folder / _WORK
        tree.remove_tree(folder)
        folder.mkdir(parents=True)
        return folder

    def put(self, staged: Staged, report: Report) -> None:
        """Make a staged release the live one. PutError, the old one still live, when the disk refuses."""
        release, old = staged.manifest.release, self._live_id()
        if release == old:
            return
        report(_PUTTING, 0, 1)
        try:
            self._write_journal(release, old, is_new=True)
            if staged.folder.exists():
                (self._folder / RELEASES).mkdir(exist_ok=True)
                staged.folder.rename(self._place(release))
                durable.sync_folder(self._folder / RELEASES)
            self._swap(release, old)
        except OSError as error:
            self._refuse(release, error)
        self._finish()
        report(_PUTTING, 1, 1)

    def releases(self) -> tuple[str, ...]:
        """Ids that can be rolled back to, newest first, the live one included."""
        live = self._live_id()
        return tuple(sorted({*self._kept(), *([live] if live else [])}, reverse=True))

    def roll_back(self, release: str) -> None:
        """Make a kept release live again. PutError when there is none of that name, or the disk refuses."""
        old = self._live_id()
        if release == old:
            return
        if release not in self._kept() or not (self._place(release) / MANIFEST).is_file():
            raise PutError(release, "không có bản này để quay lại; xem các bản đang giữ bằng: python3 tasks.py rollback --list.")
        try:
            self._write_journal(release, old, is_new=False)
            self._swap(release, old)
        except OSError as error:
            self._refuse(release, error)
        self._finish()

    def _refuse(self, release: str, error: OSError) -> None:
        """The disk refused: back to the old release, unless the new one is already in its place."""
        with suppress(OSError):
            self._heal()
        if self._live_id() != release:
            code = errno_name(error)
            raise PutError(self.name, f"không ghi được bản mới ({code}); bản đang chạy giữ nguyên. Xem lại ổ đĩa rồi chạy lại.") from error

    def _kept(self) -> list[str]:
        try:
            return [entry.name for entry in os.scandir(self._folder / RELEASES) if _RELEASE.fullmatch(entry.name) and entry.is_dir()]
        except FileNotFoundError:
            return []

    def _live_id(self) -> str | None:
        """Id of the release in place. PortalError when something of somebody else stands there."""
        if not os.path.lexists(self._current):
            return None
        if self._has_links:
            name = self._current.readlink().name if self._current.is_symlink() else ""
        else:
            name = decode((self._current / MANIFEST).read_bytes()).release if (self._current / MANIFEST).is_file() else ""
        if not _RELEASE.fullmatch(name) or not self._current.is_dir():
            raise PortalError(self._current.as_posix(), "không phải do cổng đặt ở đây. Chuyển nó đi chỗ khác rồi chạy lại.")
        return name

    def _swap(self, release: str, old: str | None) -> None:
        if self._has_links:
            beside = self._folder / _NEXT
            beside.unlink(missing_ok=True)
            beside.symlink_to(f"{RELEASES}/{release}", target_is_directory=True)
            beside.replace(self._current)
        else:
            if old and os.path.lexists(self._current):
                durable.patiently(partial(self._current.rename, self._place(old)))
            durable.patiently(partial(self._place(release).rename, self._current))
        durable.sync_folder(self._folder)

    def _write_journal(self, release: str, old: str | None, is_new: bool) -> None:
        value = {"release": release, "old": old or "", "is_new": is_new}
        durable.write_over(self._folder / _JOURNAL, json.dumps(value).encode())

    def _heal(self) -> None:
        """Finish or undo what a killed `put` or `roll_back` began, and throw away what it left."""
        journal = self._folder / _JOURNAL
        if journal.exists():
            value = json.loads(journal.read_bytes())
            release, old = str(value["release"]), str(value["old"])
            if self._live_id() is None and old and self._place(old).is_dir():  # between the two renames of Windows
                self._swap(release if self._place(release).is_dir() else old, None)
            if value["is_new"] and self._live_id() != release:
                self._throw_away(self._place(release))
        self._clean()

    def _finish(self) -> None:
        """The new release is live whatever happens here: what cannot be cleaned now is cleaned by the next command."""
        with suppress(OSError):
            for release in [name for name in self.releases() if name != self._live_id()][KEPT_RELEASES - 1 :]:
                self._throw_away(self._place(release))
            self._clean()

    def _throw_away(self, folder: Path) -> None:
        """First out of the list, so that half a release is never taken for a whole one."""
        if folder.exists():
            away = self._folder / _AWAY
            tree.remove_tree(away)
            folder.rename(away)
            tree.remove_tree(away)

    def _clean(self) -> None:
        """Only what is there is touched: a folder that nobody published to stays as it is."""
        for name in (_WORK, _AWAY, _NEXT, f"{_JOURNAL}.part", _JOURNAL):
            if os.path.lexists(self._folder / name):
                tree.remove_tree(self._folder / name)


def errno_name(error: OSError) -> str:
    """A name that an administrator can look up: ENOSPC, EIO."""
    return errno.errorcode.get(error.errno or 0, "lỗi đĩa")
