"""The sample site of tests/site and one way to build it, for the tests of the engine."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from plugins.core.model import VIETNAM
from plugins.engine.build import BuildResult, build
from plugins.engine.project import Project, load_project

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "tests" / "site"
NOW = dt.datetime(2026, 11, 23, 7, tzinfo=VIETNAM)

#: build the sample site; keywords change the project, `strict` goes to the build
Builder = Callable[..., BuildResult]


def project_of(site: Path, **changes: object) -> Project:
    """The project of a site, built as of 23 November 2026."""
    return replace(load_project(ROOT / "pelicanconf.py", site), **({"now": NOW} | changes))


def builder(site: Path) -> Builder:
    """A way to build the site at `site`."""

    def run(strict: bool = False, **changes: object) -> BuildResult:
        return build(project_of(site, **changes), strict=strict)

    return run


def tree(folder: Path) -> dict[str, bytes]:
    """All files below a folder, by POSIX path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
