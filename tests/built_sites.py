"""Where the sites of the tests are, and one way to build them; `shipped` and `samples` (conftest.py) are built once for all tests.

Both lie on a sub-path, whose links are the hardest.
"""

import datetime as dt
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from site_server import serving

from plugins.core.model import VIETNAM
from plugins.engine.build import BuildResult, build
from plugins.engine.project import Project, load_project

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "tests" / "site"
NOW = dt.datetime(2026, 11, 23, 7, tzinfo=VIETNAM)
_HOST, PREFIX = "https://x.example", "/y"
SITEURL = _HOST + PREFIX


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltSite:
    """A site that was built for many tests: look at it, and change nothing in it."""

    #: holds content/, output/, staff/
    site: Path
    result: BuildResult
    #: where a server shows output/; ends with "/y/"
    address: str

    @property
    def output(self) -> Path:
        """What the public sees."""
        return self.site / "output"

    def pages(self) -> list[str]:
        """Addresses of all public pages, from the root of the site, sorted."""
        return sorted(path.relative_to(self.output).as_posix() for path in self.output.rglob("*.html"))


def project_of(site: Path, **changes: object) -> Project:
    """The project of a site, built as of 23 November 2026."""
    return replace(load_project(ROOT / "pelicanconf.py", site), **({"now": NOW} | changes))


def build_copy(content: Path, site: Path) -> tuple[Path, BuildResult]:
    """A copy of a content folder in the folder `site`, built on the sub-path."""
    shutil.copytree(content, site / "content")
    return site, build(project_of(site, siteurl=SITEURL))


@contextmanager
def served(site: Path, result: BuildResult) -> Iterator[BuiltSite]:
    """A built site, shown by a server."""
    with serving(site / "output", PREFIX) as address:
        yield BuiltSite(site=site, result=result, address=address)
