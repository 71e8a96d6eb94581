"""What is known of one side of a proposal, before or after: the facts that `review.py` compares. The engine fills them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from plugins.core.publication import Absence
from plugins.core.rules import Issue
from plugins.desk.page_text import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """An entry as one side has it."""

    #: the permanent id; the path where the file cannot be read so far
    key: str
    #: path from content/
    source: str
    #: public address, or where it would stand; empty when the file cannot be read so far
    url: str
    title: str
    #: Vietnamese name of the type
    label: str = ""
    #: 05/7/2026, the day it was or will be published
    day: str = ""
    #: why it is not public; None: it is
    absence: Absence | None = None
    #: Đang đăng, Bản nháp, Hẹn đăng …; of a refused one the reason
    state: str = ""
    author: str = ""
    reviewed_by: str = ""
    #: label and text of each field of its head, by name
    fields: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    #: the paragraphs of its page; of one that is not public, those of its source
    blocks: tuple[Block, ...] = ()
    #: were they loaded? Of a proposal of hundreds of entries, some are only named
    is_read: bool = True
    #: addresses that lead to it
    redirects: tuple[str, ...] = ()
    #: digest of its source: another one, another text
    digest: str = ""

    @property
    def is_public(self) -> bool:
        """Do residents see it?"""
        return self.absence is None

    @property
    def is_coming(self) -> bool:
        """Do residents see it, or will they without anybody being asked again?"""
        return self.absence in (None, Absence.WAITING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """An entry that uses a picture or a file."""

    title: str
    source: str
    alt: str
    credit: str = ""
    #: what the office holds of the consent of those it shows; empty: the entry says nothing
    consent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicFile:
    """A picture or a download of public entries."""

    #: path from content/
    path: str
    sha256: str
    bytes: int = 0
    #: entries that use it, paths from content/; a few of them
    heads: tuple[str, ...] = ()
    is_picture: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherPage:
    """A public page whose text changed though nobody edited its source: it names another entry."""

    title: str
    url: str
    before: tuple[Block, ...]
    after: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Before, or after."""

    #: entries that were touched: edited, or public on one side only; by key
    versions: Mapping[str, Version]
    #: findings about them, and all errors
    issues: tuple[Issue, ...] = ()
    #: outside hosts of all pages that are or will be public, each with its places: (path from content/, line), of files that were touched
    hosts: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    #: those of them that the ward approved
    approved: frozenset[str] = frozenset()
    #: files of such entries, by path from content/
    files: Mapping[str, PublicFile] = field(default_factory=dict)
    #: lines of the files of du-lieu/ that are not the same on both sides, by path from content/
    data: Mapping[str, tuple[Block, ...]] = field(default_factory=dict)
    #: the header and the foot of the pages
    frame: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeHost:
    """A host that a file outside content/ names, and no such file named before."""

    host: str
    #: from the site's folder
    path: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeChanges:
    """Theme, software and settings in a proposal."""

    #: that differ, from the site's folder
    files: tuple[str, ...] = ()
    hosts: tuple[CodeHost, ...] = ()
    #: lines of the ward's settings before and after, by file
    settings: Mapping[str, tuple[tuple[Block, ...], tuple[Block, ...]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surrounding:
    """What changed beside the entries that were touched."""

    pages: tuple[OtherPage, ...] = ()
    #: such pages that were not compared, because there are too many
    more: int = 0
    #: listings, feeds, the first page, the site map whose bytes changed
    listings: int = 0
    #: pages around which only the frame changed
    framed: int = 0
    code: CodeChanges = CodeChanges()
