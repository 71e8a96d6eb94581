"""What pages are made from: facts that all pages share, answers to the questions of one text, and the digests of both.

A page is a pure function of its inputs, and its inputs can be digested without making them: a head carries the digests of
its entry, text and card. So 10,000 pages are compared with the last build in the time that a hundred of them take to make.
"""

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from msgspec import Struct

from plugins.core.artifacts import Made
from plugins.core.digest import digest
from plugins.core.model import OfficialDocument
from plugins.documents.register import Register
from plugins.engine.heads import Body, Head
from plugins.engine.views.documents import CitedDocument
from plugins.media.street_sizes import StreetSize


class Picture(Struct, frozen=True):
    """Where a made picture is and how large; pixels. Its bytes do not matter to a page that only names it."""

    url: str
    width: int
    height: int

    @classmethod
    def of(cls, made: Made) -> "Picture":
        """What a page may know of a picture that was made."""
        return cls(made.url, made.width, made.height)

    @property
    def seal(self) -> str:
        """All of it in a line, for a digest."""
        return f"{self.url} {self.width} {self.height}"


class PictureSet(Struct, frozen=True, kw_only=True):
    """A picture of content/ in all that was made of it, each smallest first."""

    #: JPEG or PNG, which every browser shows
    plain: tuple[Picture, ...]
    webp: tuple[Picture, ...]


class Download(Struct, frozen=True, kw_only=True):
    """A file of a slogan that people may take away, and what they should know before they do."""

    #: Vuông; băng rôn 6000 × 800 mm
    label: str
    #: what it is good for; empty when the label says it
    use: str
    url: str
    #: JPG, PDF
    kind: str
    #: 1080 × 1080 điểm ảnh; 6000 × 800 mm
    measure: str
    bytes: int
    #: what belongs to it, by label: (xem trước, address)
    beside: tuple[tuple[str, str], ...] = ()


class SloganPictures(Struct, frozen=True, kw_only=True):
    """What was made of a slogan for everybody."""

    #: the share picture, which pages show: as JPEG, and the same as WebP in all its widths, smallest first
    share: Picture
    webp: tuple[Picture, ...]
    #: of an approved slogan, what may be taken away: pictures, and files for the print shop
    downloads: tuple[Download, ...]
    prints: tuple[Download, ...] = ()

    @property
    def seal(self) -> bytes:
        """Digest of all of it."""
        return bytes.fromhex(digest(self))


class DeskStreet(Struct, frozen=True, kw_only=True):
    """The files of a slogan in one street size that the office has."""

    size: StreetSize
    print: Made
    preview: Made
    note: Made


class DeskFiles(Struct, frozen=True, kw_only=True):
    """All that the office has of a slogan."""

    pictures: tuple["DeskPicture", ...]
    streets: tuple[DeskStreet, ...]


class DeskPicture(Struct, frozen=True, kw_only=True):
    """A picture of a slogan that the office has."""

    #: key of `formats.FORMAT_OF`
    format: str
    made: Made


@dataclass(frozen=True, kw_only=True)
class SiteFacts:
    """What every page of a build may know."""

    #: absolute address without a slash at the end
    siteurl: str
    site_name: str
    #: the body that answers for the portal
    publisher: str
    #: path of SITEURL without a slash at the end: "" or "/y"
    base_path: str
    #: hosts that texts may link to
    allowed_hosts: frozenset[str]
    #: share picture of pages that are about no single entry
    card: Picture

    @functools.cached_property
    def seal(self) -> bytes:
        """Digest of all of it."""
        return bytes.fromhex(digest((self.siteurl, self.site_name, self.publisher, self.base_path, self.allowed_hosts, self.card)))


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What the site answers to the links, pictures and numbers of one entry."""

    #: address of each published entry that is linked to, by path from content/
    entries: Mapping[str, str] = field(default_factory=dict)
    #: made pictures and downloads, by path from content/
    files: Mapping[str, Made] = field(default_factory=dict)
    #: what was made of each picture among them, by path from content/
    pictures: Mapping[str, PictureSet] = field(default_factory=dict)
    #: addresses of the portal's own pages that exist
    addresses: frozenset[str] = frozenset()
    #: absolute addresses of the portal's own pages that do not
    lost: frozenset[str] = frozenset()
    #: documents whose number is cited
    documents: tuple[OfficialDocument, ...] = ()
    #: each of them as pages name it, by its path from content/
    cited: Mapping[str, CitedDocument] = field(default_factory=dict)

    @functools.cached_property
    def register(self) -> Register:
        """The register, as far as this entry may look into it."""
        return Register(self.documents)

    @functools.cached_property
    def seal(self) -> bytes:
        """Digest of all answers; of a document, what pages that name it say of it."""
        if not (self.entries or self.files or self.pictures or self.addresses or self.lost or self.documents):
            return b""
        documents = tuple((d.path, d.url, d.number, d.issued) for d in self.documents)
        return bytes.fromhex(digest((self.entries, self.files, self.pictures, self.addresses, self.lost, documents, self.cited)))


NO_ANSWERS = Answers()

#: the text behind a head
Text = Callable[[Head], Body]


class Card(Struct, frozen=True, eq=False):
    """An entry in a listing: its head, and the name of its category. A build has one of each entry: it is known by itself."""

    head: Head
    #: empty for types without categories
    category: str

    @property
    def seal(self) -> str:
        """All that a listing says of it, as a line for a digest."""
        return f"{self.head.card}{self.category}"
