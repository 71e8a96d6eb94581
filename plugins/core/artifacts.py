"""An artifact: one output, planned with everything it depends on, made by one maker."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, TypeVar

V = TypeVar("V")


class Audience(StrEnum):
    """Who may see an output. The type decides the folder, so no path mistake can publish desk material."""

    PUBLIC = "output"
    STAFF = "staff"


#: from a frozen view to the bytes of one file; a pure function of its argument and of reviewed code
Maker = Callable[[object], bytes]


class Artifact(NamedTuple):
    """One output file, not yet made. (A named tuple: ten thousand are made in every build, most of them to be compared only.)"""

    #: POSIX path inside the audience's folder, without a leading slash: bai-viet/x.html
    url: str
    #: 0 files that others name, 1 pages and feeds, 2 what sums up
    rank: int
    #: name in the table of makers
    maker: str
    #: digest of everything that the view is made from
    seal: bytes
    #: makes the frozen view with all that the maker may know; called only when the file must be made
    view: Callable[[], object]
    audience: Audience = Audience.PUBLIC
    #: module of ours whose code makes the view; empty when the seal is that of the view itself
    code: str = ""
    #: template of a page, from theme/templates
    template: str = ""
    #: digest of what every template may see; empty for other makers
    frame: bytes = b""
    #: where a page stands among the parts that are spliced around it; None for an output that is all its own
    place: object = None
    #: file of content/ that an editor should look at when it cannot be made; empty when it belongs to none
    source: str = ""
    #: what this file and others are parts of, which is made once for all of them; empty when it is made alone
    whole: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One output file, made: what later ranks may know of it."""

    url: str
    audience: Audience
    #: hex
    sha256: str
    #: length in bytes
    bytes: int
    #: pixels, pictures only
    width: int = 0
    height: int = 0


def given(view: V) -> Callable[[], V]:
    """For `Artifact.view`: a view that is there already."""
    return lambda: view
