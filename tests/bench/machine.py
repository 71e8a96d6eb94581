"""The machine and the versions behind the figures: without them nobody can judge a figure."""

import hashlib
import importlib.metadata
import os
import platform
import shutil
import subprocess
from pathlib import Path

from tests.bench.measure import memory_means

#: packages that the time of a build hangs on
_PACKAGES = ("pelican", "markdown", "jinja2", "markupsafe", "nh3", "pyyaml", "pillow", "lxml", "feedgen")


def load() -> float | None:
    """Processes that wanted a core in the last minute; None where the system does not tell."""
    return round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None


def describe(root: Path) -> dict[str, object]:
    """Cores, system, versions, and the state of the repository at `root`."""
    return {
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "system": platform.platform(),
        "python": platform.python_version(),
        "node": _said("node", "--version"),
        "portal": _said("git", "-C", str(root), "describe", "--always", "--dirty"),
        "packages": {name: importlib.metadata.version(name) for name in _PACKAGES},
        "memory": memory_means(),
    }


def code_digest(root: Path) -> str:
    """A digest of the portal's code: when it differs before and after, the figures are of two portals."""
    state = hashlib.sha256()
    for path in sorted((root / "plugins").rglob("*")):
        if path.is_file() and path.suffix in (".py", ".toml"):
            state.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return state.hexdigest()


def _said(program: str, *words: str) -> str | None:
    """What a program prints on one line; None when it is not there."""
    place = shutil.which(program)
    if place is None:
        return None
    done = subprocess.run([place, *words], capture_output=True, text=True, check=False)
    return done.stdout.strip() or None
