"""How far a build is, for whoever waits."""

from __future__ import annotations

import sys
import time
from typing import TextIO

#: seconds between two changes of the line: quick enough to look alive, slow enough to cost nothing
_PAUSE = 0.1
_WIDTH = 70


class Progress:
    """Called by a build with stage, done and total (0 when not known). One moving line in a terminal; a line a stage in a log."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._is_terminal = self._stream.isatty()
        self._stage = ""
        self._next = 0.0

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show it, unless the same stage was shown a moment ago."""
        is_new, self._stage = stage != self._stage, stage
        if not self._is_terminal:
            if is_new:
                print(f"{stage}…", file=self._stream, flush=True)
        elif is_new or time.monotonic() >= self._next:
            self._next = time.monotonic() + _PAUSE
            self._replace(f"{stage}… {done}/{total}" if total else f"{stage}…")

    def close(self) -> None:
        """Clear the moving line, so that what follows stands alone."""
        if self._is_terminal and self._stage:
            self._replace("")

    def _replace(self, text: str) -> None:
        # spaces, not escape codes: an old Windows console shows those as they are
        self._stream.write(f"\r{text:<{_WIDTH}}\r")
        self._stream.flush()
