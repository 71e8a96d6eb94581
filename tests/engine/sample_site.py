"""The sample site of tests/site and one way to build it, for the tests of the engine."""

from collections.abc import Callable
from pathlib import Path

from built_sites import NOW, ROOT, SAMPLE, project_of

from plugins.engine.build import BuildResult, build

__all__ = ["NOW", "ROOT", "SAMPLE", "Builder", "builder", "project_of", "tree"]

#: build the sample site; keywords change the project, `strict` goes to the build
Builder = Callable[..., BuildResult]


def builder(site: Path) -> Builder:
    """A way to build the site at `site`."""

    def run(strict: bool = False, **changes: object) -> BuildResult:
        return build(project_of(site, **changes), strict=strict)

    return run


def tree(folder: Path) -> dict[str, bytes]:
    """All files below a folder, by POSIX path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
