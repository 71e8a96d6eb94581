"""What a build keeps of each source: a head for all of them, a body only for the pages that are made.

    reading (read.py) -> rows (rows.py) -> Head (small, loaded for every source in every build)
                                        -> Body (the text, loaded on demand)

A head answers the questions that are asked of all entries (address, dates, tags, what it points to) without building the
entry: `entry` and `details` are decoded when somebody asks. Both are data only: decoding builds the portal's own frozen
classes, checks every type, and can do nothing else.
"""

import functools
from typing import Any, NamedTuple

import msgspec

from plugins.core.errors import StoreError
from plugins.core.model import TYPE_OF_FOLDER, Entry, OfficialDocument, Status
from plugins.core.rules import CitedNumber, Issue, LinkKind, Located, Subject, Surroundings, TextLink
from plugins.documents.mentions import Mention
from plugins.editorial.body import Html, LinkPiece, NumberPiece, PicturePiece, Piece
from plugins.editorial.headings import Heading
from plugins.editorial.reading_figures import ReadingEase
from plugins.engine.voices import SILENT, Voice
from plugins.media.setting import Setting

#: seconds since 1970 of the year 10000, which no date reaches; JSON knows no infinity
NEVER = 253_402_300_800.0


class Details(msgspec.Struct, frozen=True, kw_only=True):
    """What only some entries are asked for."""

    #: of reading: sorted, without those of scope SITE
    issues: tuple[Issue, ...]
    links: tuple[TextLink, ...]
    numbers: tuple[CitedNumber, ...]
    anchors: frozenset[str]
    #: line of each front-matter field
    lines: dict[str, int]
    #: of a slogan that can be drawn, how it is set in each format and street size
    settings: tuple[Setting, ...] = ()
    #: figures of a text that is hard to read; None for others
    ease: ReadingEase | None = None
    #: what the front matter says, for a source that could not become an entry
    title: str
    status: str
    id: str = ""
    slug: str = ""
    #: line of the first line of the text
    body_line: int = 1


class Head(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """One source, without its text. Fields that are empty or 0 belong to a source that could not become an entry."""

    #: POSIX path from content/
    path: str
    #: digest of path, bytes and reader: two heads with one key are equal, and so are their bodies
    key: str
    #: has it an entry?
    is_entry: bool
    #: has reading found an error?
    has_errors: bool
    #: has reading found anything?
    has_issues: bool
    #: digest of what was looked at beside the source: of slogans, how they are drawn
    around: str = ""
    #: is there something to be read aloud?
    is_spoken: bool = False
    #: is there something to be read on loudspeakers? Where the editor wrote own words, those alone
    is_broadcast: bool = False
    #: is the file named otherwise than its address? An Explorer copy is ("x - Copy.md")
    is_renamed: bool = False
    folder: str = ""
    url: str = ""
    #: addresses that it had before
    old_urls: tuple[str, ...] = ()
    id: str = ""
    status: str = ""
    #: seconds since 1970
    date: float = 0.0
    #: from when it may be public, seconds since 1970
    released: float = 0.0
    #: from when it is gone, seconds since 1970
    expires: float = NEVER
    #: the latest day that it claims for itself, seconds since 1970
    latest: float = 0.0
    #: ISO moment of the last change that readers should see
    changed: str = ""
    category: str = ""
    #: address and label of each tag
    tags: tuple[tuple[str, str], ...] = ()
    #: extra channels wanted: handout, slides, social
    channels: tuple[str, ...] = ()
    #: every target of text and front matter, once
    points: tuple[tuple[LinkKind, str], ...] = ()
    #: every document number of text and front matter, once
    cites: tuple[str, ...] = ()
    #: those numbers of the text at whose first place no date stands
    undated: tuple[str, ...] = ()
    #: document numbers with the day of issue that the entry gives them (ISO), once
    claims: tuple[tuple[str, str], ...] = ()
    #: how hard its text is to read (reading_ease.py); 0 when it is not
    difficulty: float = 0.0
    #: its own main picture, path from content/; empty when one is drawn for it
    picture: str = ""
    #: ISO day on which somebody should look at it again; empty when no day is set
    review_by: str = ""
    #: digest of what listings say of it, but for the name of its category
    card: str = ""
    #: digest of what its share picture says, but for the name of its category
    face: str = ""
    #: digest of what the search finds it by and says of it; empty when it never shows it
    found: str = ""
    #: bytes of the terms that the search finds it by
    terms: int = 0
    # rows of their own in the store: most are never opened
    entry_row: bytes = b""
    details_row: bytes = b""

    @property
    def entry(self) -> Entry:
        """The entry; TypeError when the source could not become one."""
        found = _LATELY.get(self.entry_row)
        if found is None:
            if not self.is_entry:
                raise TypeError(f"{self.path} is no entry")
            found = _decoded(_entry_decoder(self.folder), self.entry_row, self.path)
            if len(_LATELY) >= _MOST_ENTRIES:
                _LATELY.clear()
            _LATELY[self.entry_row] = found
        return found

    @property
    def details(self) -> Details:
        """Issues, links, numbers, anchors, lines."""
        return _decoded(_DETAILS, self.details_row, self.path)  # type: ignore[no-any-return] # a decoder of that type

    @property
    def label(self) -> str:
        """Vietnamese name of the type."""
        return TYPE_OF_FOLDER[self.folder].label

    def is_published(self, now: float) -> bool:
        """Does the entry belong in a build made at `now` (seconds since 1970)?"""
        return self.status == Status.PUBLISHED.value and self.released <= now < self.expires

    def subject(self, site: Surroundings) -> Subject:
        """The entry as rules of scope SITE see it."""
        details = self.details
        return Subject(
            path=self.path,
            entry=self.entry if self.is_entry else None,
            fields={name: Located(value=None, line=line) for name, line in details.lines.items()},
            body_line=details.body_line,
            links=details.links,
            numbers=details.numbers,
            site=site,
        )


class Body(msgspec.Struct, frozen=True, kw_only=True):
    """The text of one entry."""

    pieces: tuple[Piece, ...]
    headings: tuple[Heading, ...]
    voice: Voice = SILENT

    @property
    def spoken(self) -> str:
        """What is read aloud, a sentence a line; empty when nothing is."""
        return self.voice.spoken


class PieceRow(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A piece that is not plain HTML; plain HTML is a string."""

    link: TextLink | None = None
    inner: tuple["str | PieceRow", ...] = ()
    title: str = ""
    is_picture: bool = False
    mention: Mention | None = None
    paragraph: int = 0
    is_linkable: bool = False


class BodyRow(msgspec.Struct, frozen=True, kw_only=True):
    """A body as it is stored."""

    pieces: tuple[str | PieceRow, ...]
    headings: tuple[Heading, ...]
    voice: Voice = SILENT


# JSON, not MessagePack: it keeps the zone of a moment as it is written
ENCODER = msgspec.json.Encoder()
_DETAILS = msgspec.json.Decoder(Details)
_HEADS = msgspec.json.Decoder(Head)
_BODIES = msgspec.json.Decoder(BodyRow)
_SET = msgspec.structs.force_setattr


#: entries that were asked for lately, by their row: a page asks for the same few again and again, and all of 100,000 are 250 MB
_LATELY: dict[bytes, Entry] = {}
_MOST_ENTRIES = 1024
#: one object for what many heads say alike, which is a quarter of their memory: folder, status, category, tags, targets, numbers
_ALIKE: dict[object, Any] = {}
_MOST_ALIKE = 65_536


@functools.cache
def _entry_decoder(folder: str) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(TYPE_OF_FOLDER[folder])


class HeadRow(NamedTuple):
    """A head as it is stored."""

    head: bytes
    entry: bytes
    details: bytes


def head_from(head: bytes, entry: bytes, details: bytes) -> Head:
    """The head in a row; msgspec.ValidationError or DecodeError when it is none."""
    found = _HEADS.decode(head)
    if len(_ALIKE) >= _MOST_ALIKE:
        _ALIKE.clear()
    for name in ("folder", "status", "category", "tags", "points", "cites", "claims"):
        value = getattr(found, name)
        if value:  # the empty ones are one object as it is
            _SET(found, name, _ALIKE.setdefault(value, value))
    _SET(found, "entry_row", entry)
    _SET(found, "details_row", details)
    return found


def _decoded(decoder: msgspec.json.Decoder[Any], row: bytes, path: str) -> Any:
    try:
        return decoder.decode(row)
    except msgspec.MsgspecError as error:
        raise StoreError(f"content/{path}", "bộ nhớ đệm của tệp này là của bản khác. Xóa thư mục .cache/ rồi chạy lại.") from error


def body_from(data: bytes) -> Body:
    """The body in a row; msgspec.ValidationError or DecodeError when it is none."""
    row = _BODIES.decode(data)
    return Body(pieces=tuple(map(_piece_of, row.pieces)), headings=row.headings, voice=row.voice)


def _piece_of(row: str | PieceRow) -> Piece:
    if isinstance(row, str):
        return Html(html=row)
    if row.mention is not None:
        return NumberPiece(mention=row.mention, paragraph=row.paragraph, is_linkable=row.is_linkable)
    if row.link is None:
        raise msgspec.ValidationError("a piece without a link or a number")
    if row.is_picture:
        return PicturePiece(link=row.link)
    return LinkPiece(link=row.link, inner=tuple(map(_piece_of, row.inner)), title=row.title)


def face_day(entry: Entry) -> str:
    """ISO day on a share picture: of a document its day of issue, since the day of posting would be taken for it."""
    if isinstance(entry, OfficialDocument):
        return entry.issued.isoformat() if entry.issued else ""
    return "" if entry.folder == "trang" else entry.released_at.date().isoformat()
