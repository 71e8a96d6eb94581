"""What is said and kept when something goes wrong."""

from __future__ import annotations

import re
import sys
from pathlib import Path

_TRACE = re.compile(r"loi-(\d+)\.txt")


def say(text: str) -> None:
    """Tell the person at the keyboard; standard output stays free for what the command answers."""
    print(text, file=sys.stderr, flush=True)


def write_trace(cache: Path, text: str) -> Path:
    """Keep `text` for the person who mends the portal: `cache`/loi-<n>.txt, n from 1, never over an earlier one."""
    cache.mkdir(parents=True, exist_ok=True)
    taken = [int(match.group(1)) for match in (_TRACE.fullmatch(path.name) for path in cache.iterdir()) if match]
    trace = cache / f"loi-{max(taken, default=0) + 1}.txt"
    with trace.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
    return trace


def speak_utf8() -> None:
    """Vietnamese must leave a Windows console whole, whatever code page it was opened with."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a test or a notebook may have put another kind of stream there
            stream.reconfigure(encoding="utf-8", errors="replace")
