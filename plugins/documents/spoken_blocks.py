"""The blocks of a text, as they are read one after the other: paragraphs, headings, items, terms, rows of a table."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser

_PARAGRAPH_END = re.compile(r"\n[ \t]*(?:\n\s*)+")
#: a line of plain text that begins a block of its own: a mark of a list
_ITEM = re.compile(r"\n(?=[ \t]*(?:[-–—+*•·]|[0-9]{1,2}[.)]|[a-zđ]\)|[IVX]{1,6}\.)[ \t])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of a text, without markup."""

    text: str
    #: line of its first character in the source, from 1; 0 when not known
    line: int = 0
    #: place in a numbered list, from 1; 0 for all else. A number that is written in the text needs none
    ordinal: int = 0
    #: the term that a definition explains
    is_term: bool = False
    #: a heading of the text
    is_heading: bool = False


def blocks_of_text(text: str, line: int = 1) -> tuple[Block, ...]:
    """Blocks of a plain text: a blank line parts two, and so does the mark of a list at the beginning of a line.

    `line` is the line of the first character.
    """
    return tuple(Block(text=part, line=line + before) for part, before in _parts(text) if part.strip())


def _parts(text: str) -> Iterator[tuple[str, int]]:
    """Each part and the line breaks before it."""
    line = 0
    for start, end in _spans(text, _PARAGRAPH_END):
        for first, last in _spans(text[start:end], _ITEM):
            part = text[start:end][first:last]
            blank = len(part) - len(part.lstrip())
            yield part.strip(), line + text[start : start + first].count("\n") + part[:blank].count("\n")
        line += text[start:end].count("\n") + _breaks_behind(text, end)


def _breaks_behind(text: str, end: int) -> int:
    match = _PARAGRAPH_END.match(text, end)
    return match[0].count("\n") if match else 0


def _spans(text: str, parting: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    at = 0
    for match in parting.finditer(text):
        yield at, match.start()
        at = match.end()
    yield at, len(text)


_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_BLOCKS = frozenset("p h1 h2 h3 h4 h5 h6 li dt dd td th figcaption blockquote div".split())
#: what is seen and not heard: code, notes and the marks that lead to them, pictures' own words
_SILENT = frozenset({"pre", "sup", "script", "style"})
_VOID = frozenset({"br", "hr", "img", "wbr", "col"})
_PLAIN_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [a-z-]+="[^"<>]*")*)>')
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')


class _Cutter(HTMLParser):
    """Collects the blocks of sanitised HTML; what is malformed gives odd blocks, never an error."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.words: list[str] = []
        self.is_term = False
        self.is_heading = False
        self.ordinal = 0
        #: of each open list the number of its last item; -1 in a list without numbers
        self.lists: list[int] = []
        self.silent = 0
        self.header: list[str] = []
        self.cells: list[str] | None = None
        self.is_header = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.silent or tag in _SILENT or ("class", "footnote") in attrs:
            self.silent += tag not in _VOID
            return
        if tag in ("ol", "ul"):
            self.flush()
            start = next((value for name, value in attrs if name == "start" and value and value.isdecimal()), "1")
            self.lists.append(int(start[:6]) - 1 if tag == "ol" else -1)
        elif tag == "table":
            self.flush()
            self.header = []
        elif tag == "tr":
            self.cells, self.is_header = [], False
        elif tag in _BLOCKS:
            self.open_block(tag)
        elif tag == "br":
            self.words.append(" ")

    def open_block(self, tag: str) -> None:
        self.flush()
        self.is_term = tag == "dt"
        self.is_heading = tag in _HEADINGS
        self.is_header = self.is_header or tag == "th"
        if tag == "li" and self.lists and self.lists[-1] >= 0:
            self.lists[-1] += 1
            self.ordinal = self.lists[-1]

    def handle_endtag(self, tag: str) -> None:
        if self.silent:
            self.silent -= 1
        elif tag in ("ol", "ul"):
            self.flush()
            del self.lists[-1:]
        elif tag == "tr":
            self.row()
        elif tag in _BLOCKS:
            self.flush()

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.append(data)

    def flush(self) -> None:
        """The words so far become a block, or a cell."""
        text = " ".join("".join(self.words).split())
        self.words = []
        if self.cells is not None:
            self.cells += [text] if text else []
        elif text:
            self.blocks.append(Block(text=text, ordinal=self.ordinal, is_term=self.is_term, is_heading=self.is_heading))
            self.ordinal, self.is_term, self.is_heading = 0, False, False

    def row(self) -> None:
        """A row becomes one block: each cell behind the name of its column."""
        self.flush()
        cells, self.cells = self.cells or [], None
        if self.is_header:
            self.header = cells
        elif cells:
            has_names = len(self.header) == len(cells) > 1
            named = [f"{name}: {cell}" for name, cell in zip(self.header, cells, strict=True)] if has_names else cells
            self.blocks.append(Block(text="; ".join(named)))


def _feed_plain(cutter: _Cutter, html: str) -> bool:
    """Give the cutter its tags and texts, as the parser would; False at the first that only the parser can judge.

    A body holds a few dozen tags of a few forms, which one pattern knows: that takes a fifth of the time.
    """
    text, *rest = _PLAIN_TAG.split(html)
    pieces = iter(rest)
    for end, tag, attributes, after in zip(pieces, pieces, pieces, pieces, strict=True):
        if "<" in text:
            return False
        if text:
            cutter.handle_data(unescape(text) if "&" in text else text)
        if end:
            cutter.handle_endtag(tag)
        else:
            cutter.handle_starttag(tag, [(name, unescape(value)) for name, value in _ATTRIBUTE.findall(attributes)])
        text = after
    if "<" in text:
        return False
    cutter.handle_data(unescape(text))
    return True


def blocks_of_html(html: str) -> tuple[Block, ...]:
    """Blocks of sanitised HTML, in order: items with their number, a row of a table as `Cột: ô; Cột: ô`.

    Code, notes and pictures are left out: what they say is not for the ear. Lines are not known.
    """
    cutter = _Cutter()
    if not _feed_plain(cutter, html):
        cutter = _Cutter()
        cutter.feed(html)
        cutter.close()
    cutter.row() if cutter.cells is not None else cutter.flush()
    return tuple(cutter.blocks)
