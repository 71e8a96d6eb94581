"""What one process remembers from build to build, so that `serve` need not load or decide it again. Nothing in it changes a byte.

files       of content/, while somebody follows them and tells what was saved
heads       with the state of the file that each was read from
state       of the outputs, while the file that holds it is the one that was written
neighbours  while no list of entries changed
site        what the last build assembled, and what stands around its pages: for a look at entries that it left out
pages       the artifact of each entry's page, while all that it was made from is the same
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from plugins.core.artifacts import Artifact
    from plugins.engine.assemble import Site
    from plugins.engine.frame import Surroundings
    from plugins.engine.heads import Body, Head
    from plugins.engine.scan import FileState, Scan
    from plugins.engine.state import State

T = TypeVar("T")

_UNTIL_THE_END: list[object] = []


class Loader:
    """Loads texts by the store of the build that runs: pages that are remembered keep no store of an earlier one open."""

    def __init__(self) -> None:
        self.now: Callable[[Head], Body] | None = None

    def __call__(self, head: "Head") -> "Body":
        """The text that belongs to `head`."""
        assert self.now is not None, "no build runs"
        return self.now(head)


class Memory:
    """Empty before the first build."""

    def __init__(self, is_kept: bool = True, is_last: bool = False) -> None:
        """`is_kept`: will there be another build in this process? Else nothing is remembered, which costs less.

        `is_last`: does the process end after this build? Then nothing is taken apart.
        """
        self.is_kept, self.is_last = is_kept, is_last
        self.texts = Loader()
        #: code of the reader that made the heads
        self.reader = ""
        self.heads: dict[str, tuple[FileState, Head]] | None = None
        self._state: tuple[tuple[int, int, int], State] | None = None
        self._files: Scan | None = None
        self.site: tuple[Site, Surroundings] | None = None
        #: whoever looks at entries of that site; serve_looks puts it there
        self.viewer: object = None
        #: files that pages of the preview named lately, by address: a browser may ask for them after the next build
        self.looked: dict[str, Artifact] = {}
        self._lists: tuple[object, object] | None = None
        #: what all pages were made from; then by path (of an entry) or address (of a listing) what one was made from, and its artifact
        self._common: object = None
        self._pages: dict[str, tuple[object, Artifact]] = {}

    def hold(self, *things: object) -> None:
        """Keep what nobody needs any more until the process ends, if it ends soon: taking it apart costs a twentieth of a build."""
        if self.is_last:
            _UNTIL_THE_END.extend(things)

    def remember_files(self, found: "Scan") -> None:
        """Keep what a build that came to its end found in content/."""
        if self.is_kept:
            self._files = found

    def remember_site(self, site: "Site", around: "Surroundings") -> None:
        """Keep what a build assembled."""
        if self.is_kept:
            self.site, self.viewer = (site, around), None

    def take_files(self) -> "Scan | None":
        """What the last build found, if it came to its end; it is kept no more, since this build may not."""
        found, self._files = self._files, None
        return found

    def remember_heads(self, reader: str, heads: "Callable[[], dict[str, tuple[FileState, Head]]]") -> None:
        """Keep the heads of a build."""
        if self.is_kept:
            self.reader, self.heads = reader, heads()

    def remember_state(self, file: Path, state: "State") -> None:
        """Keep a state that was just written to `file`."""
        if self.is_kept:
            self._state = (_stamp(file), state)

    def state(self, file: Path) -> "State | None":
        """The state in `file`, if it is still the one that was written here."""
        return self._state[1] if self._state is not None and self._state[0] == _stamp(file) else None

    def neighbours(self, lists: object, made: Callable[[], T]) -> T:
        """`made()`, or what it was the last time when `lists` are the same."""
        if self._lists is None or self._lists[0] != lists:
            self._lists = (lists, made())
        return self._lists[1]  # type: ignore[return-value] # what `made` returned

    def pages(self, common: object) -> "dict[str, tuple[object, Artifact]]":
        """Artifacts of the last build, by name; none when what they have in common changed."""
        known = self._pages if self._common == common else {}
        self._common, self._pages = common, {}
        return known

    def remember_page(self, name: str, inputs: object, artifact: "Artifact") -> None:
        """Keep the artifact of a page."""
        self._pages[name] = (inputs, artifact)


def _stamp(file: Path) -> tuple[int, int, int]:
    try:
        info = os.stat(file)  # noqa: PTH116 - the same for a plain path
    except FileNotFoundError:
        return 0, 0, 0
    return info.st_size, info.st_mtime_ns, info.st_ino
