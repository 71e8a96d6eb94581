"""The content of one ward out, that of another in: the old state or the new, whatever happens meanwhile. Nothing is deleted.

    new content and settings, whole, in .phuong-moi/ -> journal -> renames: old content away, new content and settings in place
    -> the old content, with its settings, in phuong-cu-<day>/ -> journal gone

Before the journal nothing was changed; behind it the next command does the rest (`finish`). Renames that are done have no source
any more, so doing the list again from the top is safe.
"""

import datetime as dt
import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from plugins.core.durable import patiently, sync_file, sync_folder, sync_folders, write_file
from plugins.core.errors import PortalError
from plugins.core.lock import build_lock

STAGE = ".phuong-moi"
_JOURNAL, _SCHEMA = "so.json", 1
#: what was there before, inside the stage
_OLD = "cu"
_HELD = "đang mở ở chương trình khác nên chưa đổi được. Đóng các chương trình đang mở tệp trong thư mục này rồi chạy lại lệnh."


class MovingError(PortalError):
    """The content cannot be changed for another ward's; it is as it was, or the next command goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a ward lives. `content` and `settings` are names in `root`."""

    root: Path
    content: str
    settings: str

    @property
    def stage(self) -> Path:
        """Where the new files wait."""
        return self.root / STAGE


def require_clean(place: Place) -> None:
    """MovingError when Git has something in the content that is not committed. Without Git, or outside a repository: nothing to ask."""
    command = ["git", "status", "--porcelain", "--untracked-files=all", "--", place.content]
    try:
        done = subprocess.run(command, cwd=place.root, capture_output=True, check=False)  # noqa: S603 - words of our own
    except OSError:
        return
    if done.returncode == 0 and done.stdout.strip():
        count = len(done.stdout.splitlines())
        reason = f"còn {count} tệp sửa dở, chưa lưu vào kho. Lưu hoặc bỏ các sửa đổi đó rồi chạy lại."
        raise MovingError(f"{place.content}/", reason)


def move_in(place: Place, files: Mapping[str, str], settings: str, keep: tuple[str, ...], today: dt.date) -> Path:
    """Put `files` (by path from content/) and the text of the settings in the place of what is there; returns the folder of the old.

    `keep`: files of the old content that the new one has too, where they exist. LockedError while a build runs; MovingError.
    """
    finish(place.root)
    with build_lock(place.root / ".cache"):
        require_clean(place)
        shutil.rmtree(place.stage, ignore_errors=True)
        try:
            _prepare(place, files, settings, keep)
            away = _free(place.root / f"phuong-cu-{today:%Y-%m-%d}")
            record = {"schema": _SCHEMA, "content": place.content, "settings": place.settings, "away": away.name}
            write_file(place.stage / _JOURNAL, json.dumps(record).encode())
            sync_folder(place.stage)
        except BaseException:
            shutil.rmtree(place.stage, ignore_errors=True)
            raise
        try:
            _swap(place, away)
        except PermissionError as error:
            if not (place.stage / _OLD / place.content).exists():  # the very first step was refused: as if nothing had been asked
                (place.stage / _JOURNAL).unlink()
                shutil.rmtree(place.stage, ignore_errors=True)
            raise MovingError(f"{place.content}/", _HELD) from error
        return away


def finish(root: Path) -> bool:
    """Do the rest of a change that was interrupted. Was there one? LockedError while it is still being made."""
    journal = root / STAGE / _JOURNAL
    if not journal.is_file():
        return False
    with build_lock(root / ".cache"):
        if not journal.is_file():  # who held the lock has just done it
            return False
        try:
            record = json.loads(journal.read_text(encoding="utf-8"))
            place, away = Place(root=root, content=record["content"], settings=record["settings"]), root / record["away"]
        except (ValueError, KeyError, TypeError) as error:
            reason = "không đọc được sổ đổi phường. Nội dung cũ và mới đều còn trong thư mục này; nhờ người phụ trách kỹ thuật."
            raise MovingError(STAGE, reason) from error
        try:
            _swap(place, away)
        except PermissionError as error:
            raise MovingError(f"{place.content}/", _HELD) from error
        return True


def _prepare(place: Place, files: Mapping[str, str], settings: str, keep: tuple[str, ...]) -> None:
    """All that the renames need, on the disk."""
    from plugins.editorial.writer import write_file as write_text  # every command asks `finish`, and few of them write

    content, old = place.stage / place.content, place.stage / _OLD
    old.mkdir(parents=True)
    content.mkdir()
    for relative, text in files.items():
        write_text(content, relative, text)
    for relative in keep:
        source, target = place.root / place.content / relative, content / relative
        if source.is_file() and not source.is_symlink():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
    shutil.copyfile(place.root / place.settings, old / place.settings)
    write_file(place.stage / place.settings, settings.encode())
    for path in place.stage.rglob("*"):
        if path.is_file():
            sync_file(path)
    sync_folders(place.stage)


def _swap(place: Place, away: Path) -> None:
    stage, content = place.stage, place.root / place.content
    if (stage / place.content).exists():
        if content.exists():
            patiently(partial(content.rename, _free(stage / _OLD / place.content)))
        patiently(partial((stage / place.content).rename, content))
    if (stage / place.settings).exists():
        patiently(partial((stage / place.settings).replace, place.root / place.settings))
    if (stage / _OLD).exists():
        patiently(partial((stage / _OLD).rename, _free(away)))
    sync_folder(place.root)
    patiently((stage / _JOURNAL).unlink)
    shutil.rmtree(stage, ignore_errors=True)


def _free(path: Path) -> Path:
    """The path, or with a number behind it when something is there."""
    return next(one for one in _numbered(path) if not os.path.lexists(one))


def _numbered(path: Path) -> Iterator[Path]:
    yield path
    number = 2
    while True:
        yield path.with_name(f"{path.name}-{number}")
        number += 1
