"""Waiting for programs that hold a file: Windows refuses to replace what a browser or a virus scanner is reading."""

import time
from collections.abc import Callable

#: again for two seconds
TRIES, _PAUSE = 20, 0.1


def patiently(act: Callable[[], object], tries: int = TRIES) -> None:
    """Do what is refused while another program reads the file; PermissionError when it still is after `tries` pauses."""
    for _ in range(tries):
        try:
            act()
        except PermissionError:
            time.sleep(_PAUSE)
        else:
            return
    act()
