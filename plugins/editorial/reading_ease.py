"""How hard a text is to read, in figures that everybody can check: lengths, wide tables, stretches without a heading.

No school grades: the coefficients of published formulas for Vietnamese could not be confirmed. A syllable is a word between
blanks, as in `vietnamese.sentences`. The limits are rules of thumb of plain language.
"""

import re
from collections.abc import Iterator

from plugins.core.rules import Finding, Level, Rule, Subject
from plugins.editorial.blocks import Block, BlockKind, blocks_of, paragraphs_of
from plugins.editorial.reading_figures import LONG_PARAGRAPH, LONG_SENTENCE, LONG_STRETCH, WIDE_TABLE, ReadingEase
from plugins.editorial.running_text import RunningText, running_text
from plugins.vietnamese.sentences import Sentence, count_syllables, split_sentences

#: of `difficulty`; a text below it is no hard one, and one of so few sentences is judged by nobody
HARD, _FEWEST_SENTENCES = 16.0, 5
#: blanks to one sign that ends something, in a text that may be hard: the figures themselves take 0.7 ms a text, and no text
#: of 10,000 synthetic ones comes near
_LIKELY_HARD = 14
_ENDS = (". ", ".\n", "? ", "! ", "; ", ":\n", "…", "\n\n")

_CELL = re.compile(r"(?<!\\)\|")


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


def hard_reading(subject: Subject) -> ReadingEase | None:
    """Figures of a text that is hard to read, for the list of the hardest; None for all others, most of them at a glance."""
    body = "\n".join(subject.prose[subject.body_line - 1 :])
    if body.count(" ") < _LIKELY_HARD * (1 + sum([body.count(end) for end in _ENDS])):
        return None
    found = reading_ease(subject)
    return found if found and found.sentences >= _FEWEST_SENTENCES and found.difficulty >= HARD else None


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
