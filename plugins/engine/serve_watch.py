"""Saves, as sets of paths: threads follow the folders, so that nothing saved during a build is lost.

watchfiles looks every `step` ms whether something changed and hands over what it has once a step brought nothing new, or
after `debounce` ms: a save is told after one to two steps, a large copy in parts.
"""

import queue
import re
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from watchfiles import Change, watch

#: milliseconds; the second is for settings, which nobody edits all day
_STEP, _SLOW_STEP, _DEBOUNCE = 10, 100, 50
#: milliseconds without a change after which a thread looks whether its folders are still the same ones
_LOOK = 500
#: seconds for a thread to begin, or to end
_PATIENCE = 10.0
#: what editors, Office, downloads and Python write beside the file that is meant
_TEMPORARY = re.compile(
    r"^~\$|^\.#|^\.~|^4913$|~$|\.(?:tmp|part|crdownload|pyc|sw[a-z])$|^\.?(?:DS_Store|desktop\.ini|Thumbs\.db)$", re.IGNORECASE
)
_FOREIGN_FOLDERS = frozenset({"__pycache__", ".git"})

Paths = frozenset[Path]


def is_save(change: Change, path: str) -> bool:
    """Did somebody change a file that counts? A folder counts when it came or went: its files are not told one by one."""
    place = Path(path)
    if _TEMPORARY.search(place.name) or _FOREIGN_FOLDERS & set(place.parts):
        return False
    return not (change is Change.modified and place.is_dir())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Followed:
    """Some folders, and what of them counts."""

    #: asked again and again: settings may move them
    roots: Callable[[], Iterable[Path]]
    is_wanted: Callable[[Change, str], bool]
    #: with all that is below them?
    is_deep: bool
    #: milliseconds
    step: int
    #: set once nothing is missed any more
    is_ready: threading.Event = field(default_factory=threading.Event)


class Watch:
    """Follows whole folders (`trees`) and the settings files beside them."""

    def __init__(self, trees: Callable[[], Iterable[Path]], settings: Iterable[Path]) -> None:
        self._stop = threading.Event()
        self._saves: queue.Queue[Paths] = queue.Queue()
        names = frozenset(settings)
        homes = frozenset(file.parent for file in names)
        self._followed = (
            _Followed(roots=trees, is_wanted=is_save, is_deep=True, step=_STEP),
            _Followed(roots=lambda: homes, is_wanted=lambda _, path: Path(path) in names, is_deep=False, step=_SLOW_STEP),
        )
        self._threads = [threading.Thread(target=self._follow, args=(one,), daemon=True) for one in self._followed]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        for one in self._followed:
            one.is_ready.wait(_PATIENCE)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(_PATIENCE)

    def saves(self, timeout: float) -> Paths:
        """All that was saved since the last call; waits `timeout` seconds for the first. Empty when nothing came."""
        saved: Paths = frozenset()
        try:
            saved = self._saves.get(timeout=timeout)
            while True:
                saved |= self._saves.get_nowait()
        except queue.Empty:
            return saved

    def _follow(self, followed: _Followed) -> None:
        polling: bool | None = None
        while not self._stop.is_set():
            try:
                self._follow_while_there(followed, polling)
            except FileNotFoundError:  # a folder went just now
                self._stop.wait(_LOOK / 1000)
            except (OSError, RuntimeError):  # the system follows no more folders, or none on this drive: look ourselves
                polling = True

    def _follow_while_there(self, followed: _Followed, polling: bool | None) -> None:
        before = _present(followed.roots())
        for changes in watch(
            *before,
            watch_filter=followed.is_wanted,
            debounce=_DEBOUNCE,
            step=followed.step,
            stop_event=self._stop,
            rust_timeout=_LOOK,
            yield_on_timeout=True,
            raise_interrupt=False,
            recursive=followed.is_deep,
            force_polling=polling,
            ignore_permission_denied=True,
        ):
            followed.is_ready.set()
            if changes:
                self._saves.put(frozenset(Path(path) for _, path in changes))
            elif _present(followed.roots()) != before:  # a folder was replaced by another of its name, or named anew
                self._saves.put(frozenset(before))
                return


def _present(folders: Iterable[Path]) -> dict[Path, int]:
    """Folders that are there, and which ones they are: a folder that was replaced is another."""
    return {folder: folder.stat().st_ino for folder in folders if folder.is_dir()}
