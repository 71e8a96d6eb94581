"""The text of an entry as a row of blocks: headings, paragraphs, items of lists, quotations, tables. For rules and figures of reading."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from plugins.editorial.running_text import RunningText


class BlockKind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTE = "quote"
    TABLE = "table"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A block of the text behind the front matter."""

    kind: BlockKind
    #: offsets in the running text, behind the marker (`## `, `- `); newlines inside are ends of lines
    start: int
    end: int


_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+")
_ITEM = re.compile(r"[ \t]*(?:[-*+–•]|\d{1,4}[.)]|[a-zđ]\)|[ivx]{1,4}\)|:)[ \t]+")
_QUOTE = re.compile(r" {0,3}>[ \t]?")
_TABLE = re.compile(r"[ \t]*\|")
#: a line that only draws: a rule, the line under a heading, the dashes of a table without text
_DRAWN = re.compile(r"[ \t]*[-=*_:| \t]+$")
_MARKERS = (
    (BlockKind.HEADING, _HEADING),
    (BlockKind.TABLE, _TABLE),
    (BlockKind.QUOTE, _QUOTE),
    (BlockKind.ITEM, _ITEM),
)
#: kinds in which one line is a block, or whose lines carry their marker each
_OF_ONE_LINE = frozenset({BlockKind.HEADING})
_MARKED_LINES = frozenset({BlockKind.TABLE, BlockKind.QUOTE})


@functools.lru_cache(maxsize=4)  # several rules ask for the blocks of one entry, one after the other
def _blocks(text: str, start: int) -> tuple[Block, ...]:
    found: list[Block] = []
    at, is_open = start, False
    for line in text[start:].split("\n"):
        end = at + len(line)
        if not line.strip() or _DRAWN.match(line):
            # the dashes under the head of a table belong to it
            is_open = is_open and bool(line.strip()) and found[-1].kind is BlockKind.TABLE
        else:
            kind, behind = _kind_of(line)
            if is_open and _goes_on(found[-1].kind, kind):
                found[-1] = Block(kind=found[-1].kind, start=found[-1].start, end=end)
            else:
                found.append(Block(kind=kind, start=at + behind, end=end))
            is_open = kind not in _OF_ONE_LINE
        at = end + 1
    return tuple(found)


def _kind_of(line: str) -> tuple[BlockKind, int]:
    """Kind of a line and where its words begin."""
    for kind, marker in _MARKERS:
        match = marker.match(line)
        if match:
            return kind, 0 if kind is BlockKind.TABLE else match.end()
    return BlockKind.PARAGRAPH, len(line) - len(line.lstrip())


def _goes_on(before: BlockKind, kind: BlockKind) -> bool:
    """Does a line of this kind, right under a block, belong to it?"""
    if before in _OF_ONE_LINE:
        return False
    return kind is BlockKind.PARAGRAPH if before not in _MARKED_LINES else kind in (before, BlockKind.PARAGRAPH)


def blocks_of(text: RunningText) -> tuple[Block, ...]:
    """Blocks of the text behind the front matter, in order; none for code, which prose leaves blank."""
    return _blocks(text.text, text.body)


def paragraphs_of(text: RunningText) -> Iterator[Block]:
    """Blocks of running words that the ward worded itself: paragraphs and items, no quotations."""
    return (block for block in blocks_of(text) if block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM))
