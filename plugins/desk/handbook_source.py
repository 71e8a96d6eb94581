"""The handbook's chapters and pictures as they are written, beside this module (data/so-tay/). Light: every build looks at them.

A chapter is a file `01-cai-dat.md`: its number orders, its name is the address, `# Title`, a lead, the text. A paragraph `[[truong]]`
stands for the fields of the schema, `[[quy-tac]]` for all rules, `[[lenh]]` for the commands. Pictures lie in so-tay/hinh/.
"""

import struct
from dataclasses import dataclass
from pathlib import Path

SOURCES = Path(__file__).parent / "data" / "so-tay"
TITLE = "Sổ tay biên tập"
#: folder in staff/
FOLDER = "so-tay"
INDEX = f"{FOLDER}/index.html"
#: in that folder
PDF = "so-tay.pdf"
_PICTURES = "hinh"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A chapter as it is written."""

    #: address without .html: cai-dat
    slug: str
    title: str
    #: one or two sentences under the title
    lead: str
    #: Markdown
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """A picture of the handbook, made by the tests."""

    #: from the handbook's folder: hinh/x.png
    path: str
    data: bytes
    #: pixels
    width: int
    height: int


def chapters() -> tuple[Chapter, ...]:
    """All chapters in their order."""
    return tuple(_chapter(file) for file in sorted(SOURCES.glob("*.md")))


def _chapter(file: Path) -> Chapter:
    title, lead, text = file.read_text(encoding="utf-8").split("\n\n", 2)
    return Chapter(slug=file.stem.partition("-")[2], title=title.removeprefix("# "), lead=" ".join(lead.split("\n")), text=text)


def shots() -> tuple[Shot, ...]:
    """All pictures, by name."""
    found = []
    for file in sorted((SOURCES / _PICTURES).glob("*.png")):
        data = file.read_bytes()
        # the header of a PNG: its signature, then the length and name of the first part, then width and height
        width, height = struct.unpack(">II", data[16:24])
        found.append(Shot(path=f"{_PICTURES}/{file.name}", data=data, width=width, height=height))
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandbookInputs:
    """All that the handbook is made from, beside its code and the data of its generated parts."""

    chapters: tuple[Chapter, ...]
    shots: tuple[Shot, ...]
    site_name: str
    publisher: str
    has_pdf: bool

    @property
    def sizes(self) -> dict[str, tuple[int, int]]:
        """Width and height of each picture by its path."""
        return {shot.path: (shot.width, shot.height) for shot in self.shots}
