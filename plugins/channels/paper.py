"""A text on paper: what handouts and slides set. Frozen, and free of HTML and of Typst.

body HTML -> paper_reading.py -> blocks -> paper_writing.py -> data of a fixed template -> press.py -> PDF
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plugins.media.picture_variants import VariantView  # Pillow is large, and most texts have no picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words in one style. White space is one blank, a new line in the text is a new line on paper."""

    text: str
    is_strong: bool = False
    is_emphasis: bool = False
    is_code: bool = False
    #: sup, sub, or empty
    raised: str = ""
    #: absolute address; empty: no link
    href: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running text."""

    runs: Runs


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading; `level` 2 to 6 as on the page, whose title is level 1."""

    level: int
    runs: Runs


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """A list; each item is a row of blocks."""

    items: "tuple[Blocks, ...]"
    #: number of the first item; 0: a list without numbers
    first: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word and what it means."""

    words: Runs
    meaning: "Blocks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """A list of words with their meaning."""

    items: tuple[Term, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table; every row has as many cells as the head."""

    caption: Runs
    head: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    #: left, center or right, of each column
    aligned: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of others."""

    blocks: "Blocks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture of content/."""

    #: path from content/
    file: str
    alt: str
    #: under it, with its credit
    caption: Runs = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verbatim:
    """Lines that stay as they are."""

    text: str


Block = Paragraph | Heading | Points | Terms | Table | Quote | Figure | Verbatim
Blocks = tuple[Block, ...]


def words_of(runs: Runs) -> str:
    """The words alone."""
    return "".join(run.text for run in runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperView:
    """An entry as paper shows it, with all that shapes its bytes."""

    #: path from content/, named when it cannot be set
    source: str
    title: str
    #: BCP 47
    lang: str
    #: Bài viết · Người dân cần biết
    label: str
    #: name of the portal
    site_name: str
    #: the body that answers for it
    publisher: str
    #: of the house, #rrggbb
    colour: str
    #: who wrote it; may be empty
    author: str
    #: 05/7/2026
    day: str
    #: day of the last correction; empty when there is none
    updated: str
    summary: str
    key_points: tuple[str, ...]
    #: what its type shows beside the text: label and words
    facts: tuple[tuple[str, str], ...]
    #: the text, sanitised; `src` of a picture is its path from content/, addresses are absolute
    html: str
    #: the entry's own picture; None when it has none
    picture: Figure | None
    #: every picture that `picture` and `html` name
    pictures: tuple["VariantView", ...]
    sources: tuple[str, ...]
    #: absolute address of the page; empty while the portal has no domain of its own
    address: str
