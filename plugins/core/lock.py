"""One build at a time in one site. The system frees the lock when its process dies, however it dies, and its children with it:
they inherit the lock, so that no next build begins while one of them may still write.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from plugins.core.errors import LockedError

if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _try_lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def build_lock(cache: Path) -> Iterator[None]:
    """Hold `cache`/lock; LockedError (exit 75) when another process holds it."""
    cache.mkdir(parents=True, exist_ok=True)
    handle = os.open(cache / "lock", os.O_RDWR | os.O_CREAT)
    try:
        try:
            _try_lock(handle)
        except OSError as error:
            raise LockedError(cache.parent.name, "một lần dựng khác đang chạy; đợi xong rồi chạy lại.") from error
        yield
    finally:
        os.close(handle)
