"""Shortcuts through Python-Markdown by its public doors: work that a text without a certain sign does not need is not done.

    blocks    a line that begins with a letter is a paragraph; of other blocks a processor is asked only when they hold its sign
    contents  the list of contents is built only for a text with its marker; the headings are found for every text

The HTML is that of stock Python-Markdown, byte by byte; tests compare them. Only texts that are not plain
(`plain_markdown.py`) come here: with `inline_patterns.py` they take 0.5 ms instead of 1.4.
"""

from typing import Any
from xml.etree import ElementTree

import markdown
from markdown import blockprocessors as blocks
from markdown.extensions.def_list import DefListIndentProcessor, DefListProcessor
from markdown.extensions.footnotes import FootnoteBlockProcessor
from markdown.extensions.sane_lists import SaneOListProcessor, SaneUListProcessor
from markdown.extensions.tables import TableProcessor
from markdown.extensions.toc import TocExtension, TocTreeprocessor

from plugins.editorial.typed_markdown import SetIn

#: signs of which one is in every block that a processor of exactly this class takes. A class that is not here is always asked
SIGNS: dict[type[blocks.BlockProcessor], tuple[str, ...]] = {
    TableProcessor: ("|",),
    blocks.HashHeaderProcessor: ("#",),
    blocks.SetextHeaderProcessor: ("\n=", "\n-"),
    blocks.HRProcessor: ("-", "_", "*"),
    DefListProcessor: (":",),
    blocks.BlockQuoteProcessor: (">",),
    FootnoteBlockProcessor: ("]:",),
    blocks.ReferenceProcessor: ("]:",),
}

#: processors that take no block of one line that begins with a letter, and the one that takes what is left
_NO_WORDS = frozenset(SIGNS) | {
    blocks.EmptyBlockProcessor,
    blocks.ListIndentProcessor,
    DefListIndentProcessor,
    blocks.CodeBlockProcessor,
    SaneOListProcessor,
    SaneUListProcessor,
    SetIn,
}


def speed_up(converter: markdown.Markdown) -> None:
    """Take the shortcuts. To be called after all extensions: processors that are registered later are not asked."""
    *others, last = converter.parser.blockprocessors
    asked = [*map(_guarded, others), last]
    if type(last) is blocks.ParagraphProcessor and _NO_WORDS.issuperset(map(type, others)):
        asked.insert(0, _Words(last))
    converter.parser.blockprocessors = tuple(asked)  # type: ignore[assignment] # the parser only walks through them


class _Contents(TocTreeprocessor):
    """Without the marker in the text no list of contents is built or looked for."""

    def _has_marker(self) -> bool:
        return any(self.marker in line for line in self.md.lines)  # type: ignore[attr-defined] # the published types lack it

    def build_toc_div(self, toc_list: list[Any]) -> ElementTree.Element:
        return super().build_toc_div(toc_list) if self._has_marker() else ElementTree.Element("div")

    def replace_marker(self, root: ElementTree.Element, elem: ElementTree.Element) -> None:
        if self._has_marker():
            super().replace_marker(root, elem)


class Contents(TocExtension):
    """The extension `toc`."""

    TreeProcessorClass = _Contents


class _Guarded(blocks.BlockProcessor):
    """A block processor that is asked only about blocks with one of its signs."""

    def __init__(self, processor: blocks.BlockProcessor, signs: tuple[str, ...]) -> None:
        super().__init__(processor.parser)
        self._signs, self._ask, self.run = signs, processor.test, processor.run  # type: ignore[method-assign] # one call less

    def test(self, parent: ElementTree.Element, block: str) -> bool:
        for sign in self._signs:
            if sign in block:
                return self._ask(parent, block)
        return False


class _Words(blocks.BlockProcessor):
    """Most blocks of a text: one line of words. All that is more begins with a sign, a digit or a blank, or has a second line."""

    def __init__(self, paragraphs: blocks.ParagraphProcessor) -> None:
        super().__init__(paragraphs.parser)
        self.run = paragraphs.run  # type: ignore[method-assign] # one call less

    def test(self, parent: ElementTree.Element, block: str) -> bool:
        return block[:1].isalpha() and "\n" not in block


def _guarded(processor: blocks.BlockProcessor) -> blocks.BlockProcessor:
    signs = SIGNS.get(type(processor))
    return _Guarded(processor, signs) if signs else processor
