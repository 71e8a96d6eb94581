"""What one process remembers from build to build, so that `serve` need not load it again. Nothing in it changes a byte."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plugins.engine.heads import Head
    from plugins.engine.scan import FileState


class Memory:
    """Empty for a command that builds once."""

    def __init__(self) -> None:
        #: code of the reader that made the heads
        self.reader = ""
        #: heads by path from content/, with the state of the file they were read from; None before the first build
        self.heads: dict[str, tuple[FileState, Head]] | None = None

    def remember(self, reader: str, heads: "dict[str, tuple[FileState, Head]]") -> None:
        """Keep the heads of a build."""
        self.reader, self.heads = reader, heads
