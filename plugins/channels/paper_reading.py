"""From the sanitised HTML of a text to blocks for paper.

Tags are those of `editorial/sanitiser.py`. What paper has no use for goes: the way back of a note, a link into the same text,
wrappers. An unknown tag is passed through: its words stay.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import Any

from plugins.channels.paper import Block, Blocks, Figure, Heading, Paragraph, Points, Quote, Run, Runs, Table, Term, Terms, Verbatim

#: heading over the notes of a text, which pages set apart by a line
NOTES = "Chú thích"
_VOID = frozenset({"br", "hr", "img", "source"})
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_INLINE = frozenset({"a", "br", "code", "del", "em", "picture", "span", "strong", "sub", "sup"})
_STYLES: dict[str, dict[str, Any]] = {
    "strong": {"is_strong": True},
    "em": {"is_emphasis": True},
    "code": {"is_code": True},
    "sup": {"raised": "sup"},
    "sub": {"raised": "sub"},
}
_PLAIN = Run(text="")


@dataclass(slots=True)
class _Node:
    """An element while it is read."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[_Node | str]" = field(default_factory=list)

    @property
    def elements(self) -> "list[_Node]":
        return [child for child in self.children if isinstance(child, _Node)]

    def all(self, *tags: str) -> "Iterator[_Node]":
        """Elements below with one of these tags, in order."""
        for child in self.elements:
            if child.tag in tags:
                yield child
            yield from child.all(*tags)


class _Tree(HTMLParser):
    """The tree of a text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [_Node("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = _Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in _VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        depth = next((at for at in range(len(self.open) - 1, 0, -1) if self.open[at].tag == tag), 0)
        if depth:
            del self.open[depth:]

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read_paper(html: str) -> Blocks:
    """The blocks of a text. In `html` the `src` of a picture is its path from content/, and addresses are absolute."""
    tree = _Tree()
    tree.feed(html)
    tree.close()
    return tuple(_stepped(_blocks(tree.open[0].children)))


def _stepped(blocks: Iterable[Block]) -> Iterator[Block]:
    """Headings that go down one level at a time, as PDF/UA-1 asks (Matterhorn protocol, 14-003)."""
    depth = 1
    for block in blocks:
        if isinstance(block, Heading):
            depth = min(block.level, depth + 1)
            yield replace(block, level=depth)
        else:
            yield block


def _blocks(children: "Iterable[_Node | str]") -> Iterator[Block]:
    """Blocks among `children`; loose words between them are paragraphs."""
    loose: list[_Node | str] = []
    for child in children:
        if isinstance(child, str) or child.tag in _INLINE:
            loose.append(child)
            continue
        yield from _paragraph(loose)
        loose = []
        yield from _block(child)
    yield from _paragraph(loose)


def _paragraph(children: "list[_Node | str]") -> Iterator[Block]:
    """A paragraph, and the pictures that stand in it behind it."""
    runs = _runs(children)
    if runs:
        yield Paragraph(runs=runs)
    for picture in _Node("", children=children).all("img"):
        yield from _picture(picture, ())


def _block(node: _Node) -> Iterator[Block]:
    tag = node.tag
    if tag == "p":
        yield from _paragraph(node.children)
    elif tag in ("h2", "h3", "h4", "h5", "h6"):
        yield from _heading(int(tag[1]), _runs(node.children))
    elif tag in ("ul", "ol"):
        items = tuple(tuple(_blocks(item.children)) for item in node.elements if item.tag == "li")
        start = node.attributes.get("start", "1")
        yield Points(items=items, first=(int(start) if start.isdecimal() else 1) if tag == "ol" else 0)
    elif tag == "dl":
        yield Terms(items=tuple(_terms(node)))
    elif tag == "table":
        yield from _table(node)
    elif tag == "blockquote":
        yield Quote(blocks=tuple(_blocks(node.children)))
    elif tag == "figure":
        caption = next((_runs(part.children) for part in node.all("figcaption")), ())
        for picture in node.all("img"):
            yield from _picture(picture, caption)
    elif tag == "pre":
        yield Verbatim(text="".join(_texts(node)).strip("\n"))
    elif tag == "div" and node.attributes.get("class") == "footnote":
        yield Heading(level=2, runs=(Run(text=NOTES),))
        yield from _blocks(node.children)
    elif tag != "hr":
        yield from _blocks(node.children)


def _heading(level: int, runs: Runs) -> Iterator[Heading]:
    if runs:
        yield Heading(level=level, runs=runs)


def _picture(node: _Node, caption: Runs) -> Iterator[Figure]:
    source = node.attributes.get("src", "")
    if source:
        yield Figure(file=source, alt=node.attributes.get("alt", ""), caption=caption)


def _terms(node: _Node) -> Iterator[Term]:
    """Words with the meanings behind them; several words of one meaning stand together."""
    words: list[Run] = []
    for part in node.elements:
        if part.tag == "dt":
            words += [Run(text="\n"), *_runs(part.children)] if words else _runs(part.children)
        elif part.tag == "dd":
            yield Term(words=tuple(words), meaning=tuple(_blocks(part.children)))
            words = []


def _table(node: _Node) -> Iterator[Block]:
    rows = [[cell for cell in row.elements if cell.tag in ("td", "th")] for row in node.all("tr")]
    rows = [row for row in rows if row]
    if not rows:
        return
    columns = max(map(len, rows))
    filled = [tuple(_runs(cell.children) for cell in row) + ((),) * (columns - len(row)) for row in rows]
    aligned = tuple(_alignment(cell) for cell in rows[0]) + ("left",) * (columns - len(rows[0]))
    caption = next((_runs(part.children) for part in node.all("caption")), ())
    yield Table(caption=caption, head=filled[0], rows=tuple(filled[1:]), aligned=aligned)


def _alignment(cell: _Node) -> str:
    side = cell.attributes.get("class", "").removeprefix("align-")
    return side if side in ("center", "right") else "left"


def _texts(node: _Node) -> Iterator[str]:
    for child in node.children:
        if isinstance(child, str):
            yield child
        else:
            yield from _texts(child)


def _runs(children: "Iterable[_Node | str]") -> Runs:
    """Words in their styles; neighbours of one style are one run, blanks are single and never at the ends of a line."""
    found: list[Run] = []
    for run in _styled(children, _PLAIN):
        last = found[-1] if found else None
        text = run.text
        if text != "\n":
            text = _BLANKS.sub(" ", text)
            if last is None or last.text.endswith((" ", "\n")):
                text = text.lstrip(" ")
        if not text:
            continue
        if last is not None and "\n" not in (text, last.text) and replace(run, text="") == replace(last, text=""):
            found[-1] = replace(last, text=last.text + text)
        else:
            found.append(replace(run, text=text))
    if found:
        found[-1] = replace(found[-1], text=found[-1].text.rstrip(" \n"))
    return tuple(run for run in found if run.text)


def _styled(children: "Iterable[_Node | str]", style: Run) -> Iterator[Run]:
    for child in children:
        if isinstance(child, str):
            yield replace(style, text=child)
        elif child.tag == "br":
            yield replace(_PLAIN, text="\n")
        elif child.tag == "a":
            if "footnote-backref" not in child.attributes.get("class", ""):
                href = child.attributes.get("href", "")
                yield from _styled(child.children, replace(style, href="" if href.startswith("#") else href))
        else:
            yield from _styled(child.children, replace(style, **_STYLES.get(child.tag, {})))
