"""Markdown as editors type it and paste it from Word: what they see as a list, a table or a paragraph is one for readers.

A list or a table right under a line of words begins there, and an item set in by two spaces belongs to the one above, as in
CommonMark; Python-Markdown would run the first together and wants four spaces for the second. The bullets that Word's lists
leave in Notepad are bullets. A paragraph that is set in by a tab or four spaces is a paragraph, no code.
"""

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from markdown.blockprocessors import CodeBlockProcessor
from markdown.preprocessors import Preprocessor

#: Word writes "•", and letters of its fonts Symbol, Courier New and Wingdings with a tab behind them
_BULLET = re.compile(r"([ \t]*)(?:[•●▪◦]\s*|[·o§Øüvq–-]\t\s*)(?=\S)")
#: begins a paragraph: no sign of a block, of a note or of a reference, and no code
_WORDS = re.compile(r"(?![\s#>|`~=:+-]|\*\s|\d+\.\s|\[[^\]]*\]:)")
_ITEM = re.compile(r"([-*+])\s+\S|1(\.)\s+\S")
#: marks that Markdown does not know: each line stays one of its own
_MARKED = re.compile(r"(?:[a-zđ]\)|\d{1,2}[)/]|[IVX]{1,5}\.|[–—])\s+\S")
_DASHES = re.compile(r"[ ]{0,3}\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*")
_SET_IN = re.compile(r"( *)(?:[-*+]|\d+\.) +\S")
#: signs of the row under a head: Python-Markdown asks for no others
_DRAWN = frozenset("|:- \t")
#: of a table; no sign that would hide a bar
_ROW = re.compile(r"\|[^\\`]*\|[ \t]*")
_SENTENCE_END = re.compile(r"[.:;,!?…][\"'”’»)\]*_ ]*$")


class Parted(Preprocessor):
    """Puts what is missing: the empty line in front of a list, a marked line or a table, the dashes under the head of one."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines of a text, and the empty ones among them."""
        lines = [f"{found[1]}- {line[found.end() :]}" if (found := _BULLET.match(line)) else line for line in lines]
        lines = list(_nested(lines))
        parted: list[str] = []
        before = ""  # the line before, if it is one of a paragraph
        for line, after in zip(lines, [*lines[1:], ""], strict=True):
            is_bare = _is_bare_head(line, after, parted[-1] if parted else "")
            is_head = is_bare or ("|" in line and "|" in after and _DASHES.fullmatch(after) is not None)
            if before and (is_head or _is_item(line, after, before)):
                parted.append("")
            goes_on = bool(before) or not (parted and parted[-1].strip() and not parted[-1].startswith("#"))
            before = line if goes_on and not is_head and _WORDS.match(line) else ""
            parted += [line, "|" + "---|" * (line.count("|") - 1)] if is_bare else [line]
        return parted


def _is_bare_head(line: str, after: str, before: str) -> bool:
    """Is `line` the first of a table whose dashes nobody typed?"""
    rows = [_ROW.fullmatch(row) is not None and not set(row) <= _DRAWN for row in (line, after)]
    return all(rows) and line.count("|") == after.count("|") and "|" not in before


def _nested(lines: Iterable[str]) -> Iterator[str]:
    """Each item as many times four spaces from the margin as there are items above it that it belongs to."""
    margins: list[int] = []  # of the items that are open, outermost first
    is_left = False  # a block that begins inside another, or with code, stays as it is
    for line in lines:
        item = _SET_IN.match(line)
        is_left = bool(line.strip()) and (is_left or line.startswith("`") or bool(item and item[1] and not margins))
        if is_left or not line.strip():
            margins = []
        elif item:
            while margins and len(item[1]) < margins[-1] + 2:
                margins.pop()
            line = "    " * len(margins) + line.lstrip() if margins else line
            margins.append(len(item[1]))
        yield line


def _is_item(line: str, after: str, before: str) -> bool:
    """Does the first item of a list stand in `line`? A dash in the middle of a sentence that was wrapped there is none."""
    if _MARKED.match(line):
        return bool(_SENTENCE_END.search(before) or _MARKED.match(before))
    item, following = _ITEM.match(line), re.match(r"([-*+])\s|2(\.)\s", after)
    return item is not None and bool(_SENTENCE_END.search(before) or (following and following.groups() == item.groups()))


class SetIn(CodeBlockProcessor):
    """In place of code: a block that is set in begins at the margin."""

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Hand the block on without its margin."""
        margin = len(blocks[0]) - len(blocks[0].lstrip())
        blocks[0] = "\n".join(line[min(margin, len(line) - len(line.lstrip())) :] for line in blocks[0].split("\n"))
