"""Where a release goes. publishconf.py names one of the settings below as TARGET; tasks.py opens it (`open_target`).

FolderTarget    a folder of this machine:  releases/<id>/ and `current`, which a web server shows
ServerTarget    the same on another machine, by rsync over ssh
PagesTarget     a folder of plain files that a Pages host uploads; what was live is kept in .cache/
StorageTarget   S3-compatible storage, in an order in which no page lacks what it needs
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from plugins.release.manifest import Manifest

#: heard while files go out: stage in Vietnamese, done, total
Report = Callable[[str, int, int], None]
#: releases that a target keeps
KEPT_RELEASES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderTarget:
    """A folder of this machine, shown by a web server whose root is `current`."""

    folder: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerTarget:
    """A server reached by ssh; nothing but ssh, rsync and a POSIX shell is asked of it."""

    #: user@host, or a name of the ssh configuration
    host: str
    #: absolute, on the server
    folder: str
    port: int = 22


@dataclass(frozen=True, slots=True, kw_only=True)
class PagesTarget:
    """Plain files for a host that takes a whole folder."""

    #: relative to the site
    folder: Path = Path("trang-dang")
    #: address of the live site, read when .cache/ was lost; empty before the first release
    url: str = ""
    #: public key that its manifest must be signed with; empty: unsigned
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StorageTarget:
    """A bucket; the keys come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."""

    bucket: str
    #: https address of the service
    endpoint: str
    region: str = "auto"
    #: path inside the bucket, without slashes at its ends
    prefix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """A release that is whole on this machine: all files of its manifest, the manifest, its signature, the ledger."""

    folder: Path
    manifest: Manifest


class Live(Protocol):
    """The release that residents see now."""

    @property
    def manifest(self) -> Manifest:
        """Its manifest, with the signature already believed or the key not known."""

    def read(self, path: str) -> bytes | None:
        """The bytes of one of its files; None when it is not there."""

    def paths(self) -> Iterable[str]:
        """Every file that is there, also those of withdrawn addresses, which the manifest does not name."""


class Target(Protocol):
    """Takes releases whole, or in an order that never shows a half one."""

    @property
    def name(self) -> str:
        """For messages, Vietnamese."""

    def live(self) -> Live | None:
        """What is live; None before the first release. Heals what an earlier `put` left when it was killed."""

    def work(self) -> Path:
        """An empty folder to stage in; for a folder target on its own file system."""

    def put(self, staged: Staged, report: Report) -> None:
        """Make a staged release the live one; PortalError, with the old one still live, when it cannot. Repeating it finishes it."""

    def releases(self) -> tuple[str, ...]:
        """Ids that can be rolled back to, newest first, the live one included."""

    def roll_back(self, release: str) -> None:
        """Make a kept release live again."""
