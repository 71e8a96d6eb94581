"""The key of a whole build. A build is a pure function of content, theme, code, packages, settings and the moment; while none
of them was touched and every output lies as it was put, there is nothing to read, decide or make.
"""

import functools
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from plugins.core.digest import joined
from plugins.engine.codes import libraries
from plugins.engine.project import Project
from plugins.engine.scan import RACY, Scan, seal_of
from plugins.engine.state import Seal, State
from plugins.engine.tree import Tree, walk

_CODE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the file system says of everything that a build reads."""

    seal: bytes
    #: may a file have changed after it was looked at, without showing it?
    is_unsure: bool


def inputs_of(project: Project, found: Scan) -> Inputs:
    """Content (`found`), theme, code, packages, settings; nothing is opened."""
    now = time.time_ns()
    newest = found.newest
    seals = [found.seal]
    for folder in (project.theme, _CODE):
        rows = sorted((name, info) for name, info in walk(folder).items() if "__pycache__" not in name)
        newest = max([newest, *(info.st_mtime_ns for _, info in rows)])
        seals.append(seal_of(rows))
    settings = repr((project.ward, project.siteurl, project.output, project.staff, project.theme, project.plugins))
    return Inputs(joined(*seals, settings, sys.version, *_packages()), now - newest <= RACY)


@functools.cache
def _packages() -> tuple[str, ...]:
    """Names and versions of all installed packages, from the names of their folders; and libraries outside."""
    return (*sorted(_installed()), *libraries())


def _installed() -> Iterator[str]:
    for folder in sys.path:
        if folder and os.path.isdir(folder):  # noqa: PTH112 - sys.path holds texts
            yield from (name for name in os.listdir(folder) if name.endswith((".dist-info", ".egg-info")))  # noqa: PTH208 - likewise


def still_holds(state: State, inputs: Inputs, there: Tree, now: float) -> Seal | None:
    """The seal of the last build if the same build would come out now; else None."""
    seal = state.seal
    if seal is None or seal.digest != inputs.seal or not seal.since <= now < seal.until:
        return None
    if all(record.matches(there[audience].get(url)) for audience, records in state.outputs.items() for url, record in records.items()):
        return seal
    return None
