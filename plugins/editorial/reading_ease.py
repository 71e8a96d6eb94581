"""How hard a text is to read, in figures that everybody can check: lengths, wide tables, stretches without a heading.

No school grades: the coefficients of published formulas for Vietnamese could not be confirmed. A syllable is a word between
blanks, as in `vietnamese.sentences`. The limits are rules of thumb of plain language.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plugins.core.rules import Finding, Level, Rule, Subject
from plugins.editorial.blocks import Block, BlockKind, blocks_of, paragraphs_of
from plugins.editorial.running_text import RunningText, running_text
from plugins.vietnamese.sentences import Sentence, count_syllables, split_sentences

#: syllables of a sentence, of a paragraph, of a stretch between two headings
LONG_SENTENCE = 40
LONG_PARAGRAPH = 120
LONG_STRETCH = 350
#: columns of a table
WIDE_TABLE = 4

_CELL = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingEase:
    """The figures of one text; all are counts, of syllables where not said otherwise."""

    sentences: int
    #: of a sentence, on average; 0 for a text without sentences
    mean: float
    longest: int
    #: sentences over `LONG_SENTENCE`
    long_sentences: int
    #: paragraphs and items over `LONG_PARAGRAPH`
    long_paragraphs: int
    #: tables over `WIDE_TABLE` columns
    wide_tables: int
    #: stretches over `LONG_STRETCH` without a heading
    long_stretches: int

    @property
    def long_share(self) -> float:
        """Share of long sentences, from 0 to 1."""
        return self.long_sentences / self.sentences if self.sentences else 0.0

    @property
    def difficulty(self) -> float:
        """One figure to sort texts by, the hardest highest: syllables of the average sentence, and what burdens a reader beyond it.

        A long sentence in ten weighs as much as four syllables more in each; every other burden as much as one.
        """
        return self.mean + LONG_SENTENCE * self.long_share + self.long_paragraphs + self.wide_tables + self.long_stretches


def reading_ease(subject: Subject) -> ReadingEase | None:
    """Figures of the text of an entry, behind the front matter; None for one in another language or without a sentence."""
    text = running_text(subject)
    if text is None:
        return None
    paragraphs = tuple(paragraphs_of(text))
    lengths = [sentence.syllables for _, sentence in _sentences(text, paragraphs)]
    if not lengths:
        return None
    blocks = blocks_of(text)
    return ReadingEase(
        sentences=len(lengths),
        mean=sum(lengths) / len(lengths),
        longest=max(lengths),
        long_sentences=sum(length > LONG_SENTENCE for length in lengths),
        long_paragraphs=sum(_length(text, block) > LONG_PARAGRAPH for block in paragraphs),
        wide_tables=sum(_columns(text, block) > WIDE_TABLE for block in blocks if block.kind is BlockKind.TABLE),
        long_stretches=sum(length > LONG_STRETCH for length in _stretches(text, blocks)),
    )


def _sentences(text: RunningText, blocks: tuple[Block, ...]) -> Iterator[tuple[int, Sentence]]:
    """Each sentence of these blocks, and the offset of its block."""
    for block in blocks:
        for sentence in split_sentences(text.text[block.start : block.end]):
            if any(map(str.isalpha, sentence.text)):
                yield block.start, sentence


def _length(text: RunningText, block: Block) -> int:
    return count_syllables(text.text[block.start : block.end])


def _columns(text: RunningText, table: Block) -> int:
    head = text.text[table.start : table.end].partition("\n")[0].strip()
    return len(_CELL.findall(head.strip("|"))) + 1


def _stretches(text: RunningText, blocks: tuple[Block, ...]) -> Iterator[int]:
    """Syllables between headings; tables and quotations count, since they are read too."""
    length = 0
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            yield length
            length = 0
        else:
            length += _length(text, block)
    yield length


def nothing_is_too_long(subject: Subject) -> Iterator[Finding]:
    """DX01: sentences over 40 syllables, paragraphs over 120, with their length; quotations cannot be cut and are left alone."""
    text = running_text(subject)
    if text is None:
        return
    # most blocks are shorter than a long sentence, and are not cut at all
    long_blocks = [(block, count) for block in paragraphs_of(text) if (count := _length(text, block)) > LONG_SENTENCE]
    for offset, sentence in _sentences(text, tuple(block for block, _ in long_blocks)):
        length = sentence.syllables
        if length > LONG_SENTENCE:
            message = f"Câu dài {length} chữ; nên tách dưới {LONG_SENTENCE} chữ."
            yield text.finding(offset + sentence.start, offset + sentence.end, message)
    for block, count in long_blocks:
        if count > LONG_PARAGRAPH:
            message = f"Đoạn dài {count} chữ; nên tách thành các đoạn dưới {LONG_PARAGRAPH} chữ hoặc thành danh sách."
            yield text.finding(block.start, block.end, message)


RULES: tuple[Rule, ...] = (Rule(id="DX01", level=Level.NOTE, title="Câu dưới 40 chữ, đoạn dưới 120 chữ", check=nothing_is_too_long),)
