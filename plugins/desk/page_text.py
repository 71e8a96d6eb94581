"""The text of a page that we made, paragraph by paragraph, as a resident reads it: for comparing two builds of it.

    output/….html -> <main> without menus, buttons and what names other pages -> blocks
                  -> header and footer                                        -> blocks of the frame

What comes out is plain text. Whoever shows it escapes it; nothing of the page runs or is fetched.
"""

import re
from enum import StrEnum
from html.parser import HTMLParser
from typing import NamedTuple

from plugins.editorial.headings import HEADING_TAGS

#: elements that are no text of the page: what they hold is skipped
_SKIPPED = frozenset({"script", "style", "nav", "button", "template", "svg", "form"})
#: those of the frame; its menus are told
_AROUND = frozenset({"script", "style", "template", "svg", "button", "main"})
#: classes of the theme whose elements name other pages or offer buttons: neighbours change with every new entry
_ASIDE = frozenset({"actions", "band", "contents", "breadcrumbs", "pager"})
_VOID = frozenset({"br", "hr", "img", "input", "meta", "link", "source", "wbr", "area", "base", "col", "embed", "track"})
#: elements that begin a paragraph of their own; cells of one row stay together
_BLOCKS = HEADING_TAGS | {
    *("p", "li", "dt", "tr", "caption", "figcaption", "pre", "blockquote", "div", "section", "article", "header", "footer"),
    *("ul", "ol", "dl", "table", "thead", "tbody", "figure", "details", "summary", "main", "aside", "audio", "video"),
}
#: elements that go on with the paragraph: cells of one row, what is said of a term
_JOINTS = {"td": " | ", "th": " | ", "dd": ": "}
_HEAD = re.compile(r"\A\ufeff?---\n.*?\n---(?:\n|\Z)", re.DOTALL)
_BLANKS = re.compile(r"\s+")


class BlockKind(StrEnum):
    """What a paragraph is."""

    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"
    ROW = "row"
    PICTURE = "picture"


class Block(NamedTuple):
    """A paragraph of a page."""

    kind: BlockKind
    text: str
    #: where its links lead, as the page writes it, in order
    links: tuple[str, ...] = ()


_KINDS = {"h1": BlockKind.TITLE, "li": BlockKind.ITEM, "tr": BlockKind.ROW} | dict.fromkeys(
    ("h2", "h3", "h4", "h5", "h6", "caption"), BlockKind.HEADING
)


def page_blocks(html: str) -> tuple[Block, ...]:
    """The paragraphs of the part of a page that is its own."""
    return _read(html, "main", _SKIPPED)


def frame_blocks(html: str) -> tuple[Block, ...]:
    """The paragraphs of what stands around a page: notices, menus, the foot."""
    return _read(html, "body", _AROUND)


def source_blocks(source: str) -> tuple[Block, ...]:
    """The paragraphs of a text that has no page yet, as its editor wrote them, without the head."""
    body = _HEAD.sub("", source.replace("\r\n", "\n"), count=1)
    found = []
    for part in re.split(r"\n\s*\n|\n(?=\s*(?:[-*+#|>]|\d+\.)\s?)", body):
        text = _plain(part)
        if text:
            kind = BlockKind.HEADING if text.startswith("#") else BlockKind.TEXT
            found.append(Block(kind, text.lstrip("# ") if kind is BlockKind.HEADING else text))
    return tuple(found)


def line_blocks(text: str) -> tuple[Block, ...]:
    """The lines of a file of facts, those that say something."""
    return tuple(Block(BlockKind.TEXT, line.strip()) for line in text.splitlines() if line.strip())


def _read(html: str, part: str, skipped: frozenset[str]) -> tuple[Block, ...]:
    reader = _Reader(part, skipped)
    reader.feed(html)
    reader.close()
    return tuple(reader.blocks)


class _Reader(HTMLParser):
    """Collects the paragraphs inside the element `part`, without those of the elements `skipped`."""

    def __init__(self, part: str, skipped: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._part, self._skipped = part, skipped
        #: open elements: name, and whether they are skipped
        self._open: list[tuple[str, bool]] = []
        self._kind = BlockKind.TEXT
        self._texts: list[str] = []
        self._links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if self._is_inside() and not self._is_skipped():
            self._begin(tag, given)
        if tag not in _VOID:
            self._open.append((tag, self._is_aside(tag, given)))

    def _is_aside(self, tag: str, given: dict[str, str]) -> bool:
        return tag in self._skipped or not _ASIDE.isdisjoint(given.get("class", "").split())

    def _begin(self, tag: str, given: dict[str, str]) -> None:
        if tag in _BLOCKS:
            self._end_block()
            self._kind = _KINDS.get(tag, BlockKind.TEXT)
        elif tag in _JOINTS and "".join(self._texts).strip():
            self._texts.append(_JOINTS[tag])
        elif tag == "br":
            self._texts.append(" ")
        elif tag == "img" and given.get("alt"):
            self._end_block()
            self.blocks.append(Block(BlockKind.PICTURE, _plain(given["alt"])))
        address = given.get("href") or ""
        if tag == "a" and address and not address.startswith("#"):
            self._links.append(address)

    def handle_endtag(self, tag: str) -> None:
        names = [name for name, _ in self._open]
        if tag not in names:
            return
        if (tag in _BLOCKS and tag != "dt") or tag == "dd" or tag == self._part:
            self._end_block()
        del self._open[len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        if self._is_inside() and not self._is_skipped():
            self._texts.append(data)

    def close(self) -> None:
        super().close()
        self._end_block()

    def _is_inside(self) -> bool:
        return any(name == self._part for name, _ in self._open)

    def _is_skipped(self) -> bool:
        return any(is_skipped for _, is_skipped in self._open)

    def _end_block(self) -> None:
        text = _plain("".join(self._texts))
        if text:
            self.blocks.append(Block(self._kind, text, tuple(self._links)))
        self._texts, self._links, self._kind = [], [], BlockKind.TEXT


def _plain(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()
