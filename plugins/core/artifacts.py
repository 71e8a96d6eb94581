"""An artifact: one output, planned with everything it depends on, made by one maker."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Audience(StrEnum):
    """Who may see an output. The type decides the folder, so no path mistake can publish desk material."""

    PUBLIC = "output"
    STAFF = "staff"


#: from a frozen view to the bytes of one file; a pure function of its argument and of reviewed code
Maker = Callable[[object], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """One output file, not yet made."""

    #: POSIX path inside the audience's folder, without a leading slash: bai-viet/x.html
    url: str
    audience: Audience
    #: 0 files that others name, 1 pages and feeds, 2 what sums up
    rank: int
    #: name in the table of makers
    maker: str
    #: frozen dataclass with all that the maker may know
    view: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One output file, made: what later ranks may know of it."""

    url: str
    audience: Audience
    sha256: str
    #: length in bytes
    bytes: int
    #: pixels, pictures only
    width: int = 0
    height: int = 0
