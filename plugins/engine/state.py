"""What a build remembers of its outputs: enough to know whether a file is still the one that was made, and how it was made.

One file in .cache/, with a schema version and a checksum, written last. A file that is damaged, of another schema or of
another output folder is not believed: everything is made anew, and nothing that is there is taken for ours.
"""

import hashlib
import os
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from plugins.core.artifacts import Artifact, Audience, Made
from plugins.core.durable import write_file
from plugins.engine.project import Project
from plugins.engine.splice import Cuts

if TYPE_CHECKING:
    from plugins.core.rules import Issue

#: raise when the meaning of state or journal changes
SCHEMA = 3
_SUM = 16


class Record(msgspec.Struct, frozen=True, array_like=True):
    """One output."""

    #: of keys.py
    key: bytes
    #: digest of what the parts around a page were made from; empty for other outputs
    parts: bytes
    #: where the parts are in the file
    cuts: Cuts
    sha256: bytes
    #: length in bytes
    bytes: int
    width: int
    height: int
    #: of the file, in nanoseconds
    mtime: int

    def matches(self, there: os.stat_result | None) -> bool:
        """Is the file still as it was put there?"""
        return there is not None and there.st_mtime_ns == self.mtime and there.st_size == self.bytes and stat.S_ISREG(there.st_mode)

    def made(self, artifact: Artifact) -> Made:
        """The output as later ranks see it."""
        return Made(
            url=artifact.url, audience=artifact.audience, sha256=self.sha256.hex(), bytes=self.bytes, width=self.width, height=self.height
        )


#: outputs by audience and address
Records = dict[Audience, dict[str, Record]]


class Seal(msgspec.Struct, frozen=True, kw_only=True):
    """A build that would be repeated bit by bit: while everything is as it was, its result is known."""

    #: digest of what the file system said of all inputs
    digest: bytes
    #: digests of files that had been changed just then and could change again unseen, by absolute path
    unsure: dict[str, bytes]
    #: moments between which the same entries are selected, seconds since 1970
    since: float
    until: float
    exit_code: int
    #: Issue of core.rules, each; opened only when there are any
    issues: tuple[msgspec.Raw, ...]
    #: entries and files, published
    entries: int
    public: int
    waiting: int
    refused: int


class State(msgspec.Struct, frozen=True, kw_only=True):
    """All of it."""

    schema: int
    #: output folder as seen from the site, so that a site that was moved still knows its files
    output: str
    outputs: Records
    #: None when something may have changed unseen
    seal: Seal | None = None


_DECODER = msgspec.msgpack.Decoder(State)
_ENCODER = msgspec.msgpack.Encoder()


def packed(issues: "Iterable[Issue]") -> tuple[msgspec.Raw, ...]:
    """Findings as a seal keeps them."""
    return tuple(msgspec.Raw(_ENCODER.encode(issue)) for issue in issues)


def issues_of(seal: Seal) -> "tuple[Issue, ...]":
    """The findings of a sealed build."""
    if not seal.issues:
        return ()
    from plugins.core.rules import Issue  # with the whole vocabulary, which a clean build without anything to do never needs

    decoder = msgspec.msgpack.Decoder(Issue)
    return tuple(decoder.decode(row) for row in seal.issues)


def state_path(project: Project) -> Path:
    """Where the state of a site is."""
    return project.cache / "state.bin"


def output_name(project: Project) -> str:
    """The output folder as seen from the site."""
    return Path(os.path.relpath(project.output, project.root)).as_posix()


def read_state(project: Project) -> tuple[State | None, bool]:
    """The state of the last build, or None; and whether there was one that cannot be believed."""
    try:
        data = state_path(project).read_bytes()
    except FileNotFoundError:
        return None, False
    try:
        if hashlib.blake2b(data[_SUM:], digest_size=_SUM).digest() != data[:_SUM]:
            return None, True
        state = _DECODER.decode(data[_SUM:])
    except msgspec.MsgspecError:
        return None, True
    if state.schema != SCHEMA:
        return None, True
    # another OUTPUT_PATH: nothing there is ours
    return (state, False) if state.output == output_name(project) else (None, False)


def write_state(path: Path, state: State) -> None:
    """Write a state so that it is on the disk when this returns."""
    data = _ENCODER.encode(state)
    path.unlink(missing_ok=True)  # of a build that was killed
    write_file(path, hashlib.blake2b(data, digest_size=_SUM).digest() + data)
