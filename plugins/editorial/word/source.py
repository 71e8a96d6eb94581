"""A Word file as it was read: paragraphs, tables, notes, in order, each paragraph with its place in the account."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class WordPicture:
    """A picture of the text."""

    #: which part of the file it is: pictures used twice are one
    part: str
    data: bytes
    #: from the first bytes, with a dot; "" for a form that the portal does not take
    ending: str
    #: what Word has as alternative text; "" when nobody wrote one
    alt: str = ""
    #: was a part cut away that the file still holds?
    is_cropped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Characters of one look. A soft line break is `\\n`."""

    text: str = ""
    is_bold: bool = False
    is_italic: bool = False
    #: name of the font for letters outside ASCII
    font: str = ""
    #: address of the link that the characters are part of
    link: str = ""
    #: key in `WordSource.notes` of the note whose mark stands here
    note: str = ""
    picture: WordPicture | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of the Word file."""

    #: place in the file, from 1: its key in the account
    number: int
    runs: tuple[Run, ...]
    #: number or bullet that Word makes by itself: "I.", "1.", "a)", "-"; not part of the runs
    label: str = ""
    #: depth of that list, from 0
    depth: int = 0
    #: name of the style, small letters
    style: str = ""
    #: 1 to 9 for a heading by style or outline
    outline: int = 0
    is_centred: bool = False
    #: does a page end behind the text, or begin before it?
    ends_page: bool = False
    starts_page: bool = False

    @property
    def text(self) -> str:
        """Characters without the label."""
        return "".join(run.text for run in self.runs)

    @property
    def is_empty(self) -> bool:
        """Nothing that a reader would see."""
        return not self.text.strip() and not any(run.note or run.picture for run in self.runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of a table; what a nested table holds stands among the paragraphs."""

    paragraphs: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table; a merged cell stands at its first place, and the places that it covers are empty."""

    rows: tuple[tuple[Cell, ...], ...]
    merged: int = 0

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """All, cell by cell."""
        return (paragraph for row in self.rows for cell in row for paragraph in cell.paragraphs)


Block = Paragraph | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A remark in the margin."""

    author: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """A paragraph that is no part of the text, and why."""

    paragraph: Paragraph
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WordSource:
    """Everything that was read."""

    blocks: tuple[Block, ...]
    #: footnotes and endnotes by key
    notes: Mapping[str, tuple[Paragraph, ...]] = field(default_factory=dict)
    asides: tuple[Aside, ...] = ()
    comments: tuple[Comment, ...] = ()
    #: paragraphs of the file, counted apart from reading them
    total: int = 0
    #: Vietnamese sentences about what cannot become text, or was seen on the way
    remarks: tuple[str, ...] = ()

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """Those of the text, in order, without notes and asides."""
        for block in self.blocks:
            if isinstance(block, Table):
                yield from block.paragraphs
            else:
                yield block
