"""The templates of a theme as they lie on the disk, read once for a build: what keys are made from is what pages are made from.

Of a template that is saved while a build is under way, pages would else hold what their keys do not know.
"""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

#: name below theme/templates, with slashes, and what the file holds; sorted
Files = tuple[tuple[str, bytes], ...]
#: where compiled templates are kept
COMPILED = "__pycache__"


def template_files(folder: Path) -> Files:
    """Every file below `folder` (theme/templates) but what was compiled; links are followed."""
    found = []
    for path in _files(folder):
        with contextlib.suppress(FileNotFoundError):  # what a program that saves wrote for a moment
            if path.is_file():
                found.append((path.relative_to(folder).as_posix(), path.read_bytes().replace(b"\r\n", b"\n")))
    return tuple(sorted(found))


def _files(folder: Path) -> Iterator[Path]:
    seen: set[str] = set()  # a link may lead to a folder above it
    for parent, folders, names in os.walk(folder, followlinks=True):
        real = os.path.realpath(parent)
        folders[:] = [name for name in folders if name != COMPILED] if real not in seen else []
        if real not in seen:
            seen.add(real)
            yield from (Path(parent, name) for name in names)
