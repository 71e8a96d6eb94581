"""The key of a whole build. A build is a pure function of content, theme, code, packages, settings and the moment; while none
of them was touched and every output lies as it was put, there is nothing to read, decide or make.
"""

import functools
import hashlib
import os
import stat
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from plugins.core.digest import digest, joined
from plugins.engine.codes import libraries, was_saved
from plugins.engine.project import Project
from plugins.engine.scan import RACY, Scan, seal_of
from plugins.engine.state import Seal, State
from plugins.engine.tree import walk

_CODE = Path(__file__).resolve().parents[1]


#: files changed just now whose bytes are looked at; after a fresh checkout it would be all of them
_MOST_UNSURE = 64
_MOST_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the file system says of everything that a build reads."""

    seal: bytes
    #: files that may change again without showing it, and a digest of what they hold; None when there are too many, a link leads to files
    #: that were not looked at, or the code is not what runs here
    unsure: dict[str, bytes] | None


def inputs_of(project: Project, found: Scan) -> Inputs:
    """Content (`found`), theme, code, packages, settings. Nothing is opened but what was changed just now."""
    since = time.time_ns() - RACY
    fresh = [(file, size) for file, mtime, size in found.times if mtime >= since]
    seals, is_known = [found.seal], True
    for folder in (project.theme, _CODE):
        rows = sorted((name, info) for name, info in walk(folder).items() if "__pycache__" not in name)
        regular = [(name, info) for name, info in rows if stat.S_ISREG(info.st_mode)]
        fresh += [(f"{folder}{os.sep}{name}", info.st_size) for name, info in regular if info.st_mtime_ns >= since]
        seals.append(seal_of(rows))
        is_known = is_known and not any(stat.S_ISLNK(info.st_mode) for _, info in rows)
        if folder == _CODE:  # a seal says what the code that lies there makes, and this process may run another
            is_known = is_known and not was_saved((name, info.st_mtime_ns) for name, info in rows)
    folders = tuple(map(str, (project.output, project.staff, project.theme)))
    settings = digest((project.ward, project.siteurl, folders, project.plugins))
    is_little = len(fresh) <= _MOST_UNSURE and sum(size for _, size in fresh) <= _MOST_BYTES
    unsure = {file: _digest(file) for file, _ in fresh} if is_little and is_known else None
    return Inputs(joined(*seals, settings, sys.version, *_packages()), unsure)


def _digest(file: str) -> bytes:
    """Of what a file holds; empty when it cannot be read."""
    try:
        with open(file, "rb") as stream:  # noqa: PTH123 - a plain path of a walk
            return hashlib.file_digest(stream, "blake2b").digest()
    except OSError:
        return b""


@functools.cache
def _packages() -> tuple[str, ...]:
    """Names and versions of all installed packages, from the names of their folders; and libraries outside."""
    return (*sorted(_installed()), *libraries())


def _installed() -> Iterator[str]:
    for folder in sys.path:
        if folder and os.path.isdir(folder):  # noqa: PTH112 - sys.path holds texts
            yield from (name for name in os.listdir(folder) if name.endswith((".dist-info", ".egg-info")))  # noqa: PTH208 - likewise


def still_holds(state: State, inputs: Inputs, now: float) -> Seal | None:
    """The seal of the last build if the same build would come out now, unless somebody touched its outputs; else None."""
    seal = state.seal
    if seal is None or seal.digest != inputs.seal or not seal.since <= now < seal.until:
        return None
    if any(_digest(file) != digest for file, digest in seal.unsure.items()):
        return None
    return seal
