"""What a build tells the release: which entries are public where, which are not and why, and every public file with its bytes.

The engine fills it, `release` reads it; neither knows the other. All addresses are POSIX paths inside output/ without a
leading slash, as `Artifact.url`: bai-viet/x.html.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Absence(StrEnum):
    """Why an entry of content/ is not public."""

    #: its editor made a slip; a page that is live stays as it was until the slip is mended
    REFUSED = "refused"
    #: refused by a rule of privacy: a page that is live goes at once
    PRIVATE = "private"
    DRAFT = "draft"
    #: publish_at lies ahead
    WAITING = "waiting"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class FileFacts(NamedTuple):
    """The bytes of one public file."""

    #: hex
    sha256: str
    #: length in bytes
    bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedEntry:
    """An entry that the build published."""

    #: never changes, whatever becomes of title, slug and file
    id: str
    #: path from content/
    source: str
    url: str
    title: str
    #: the day it was published, as it stands on the page
    date: dt.date
    #: public files that only this entry has: pictures, downloads, spoken text, share picture, drawn slogans
    files: tuple[str, ...] = ()
    #: addresses it had before (redirect_from); the build made a page at each that leads on
    redirects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsentEntry:
    """An entry of content/ that is not public."""

    #: empty when the file cannot be read so far
    id: str
    #: path from content/
    source: str
    #: where it would stand; empty when the file cannot be read so far
    url: str
    why: Absence
    #: Vietnamese, one line: what the staff page says of it
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One build, as the release sees it."""

    #: absolute address without a slash at the end
    siteurl: str
    #: the build date, with its zone
    built: dt.datetime
    #: every public file, by address
    files: Mapping[str, FileFacts]
    entries: tuple[PublishedEntry, ...]
    absent: tuple[AbsentEntry, ...]
    #: pages that list entries, and where somebody is sent when one of them is no more: address -> address of its parent
    listings: Mapping[str, str]
    #: addresses of feeds
    feeds: tuple[str, ...]
    #: outside hosts that pages link to, with the first page of each
    hosts: Mapping[str, str]
