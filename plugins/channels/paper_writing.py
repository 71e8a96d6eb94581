"""The one writer from blocks to the data of a template of Typst.

Texts travel as data (JSON) and are set as strings: nothing that anybody writes is ever read as Typst's code or mark-up.
What must stay on one line (05-NQ/TU, phường Hải An) is marked by `vietnamese/nowrap.py`; a long word without a blank may break.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import singledispatch
from typing import TYPE_CHECKING, Any

from plugins.channels.paper import (
    Block,
    Blocks,
    Figure,
    Heading,
    Paragraph,
    Points,
    Quote,
    Run,
    Runs,
    Table,
    Term,
    Terms,
    Verbatim,
    words_of,
)
from plugins.vietnamese.letters import CAPITAL
from plugins.vietnamese.nowrap import nowrap_spans

if TYPE_CHECKING:
    from plugins.media.picture_variants import VariantView

Data = dict[str, Any]

#: letters of a word, or of words kept on one line, that no column holds for certain; beyond, a word may break anywhere
_LONG = 24
#: pieces of such a word: an address is parted behind its signs
_PIECES = re.compile(r"[^-/._?&=]{1,14}[-/._?&=]{0,4}|[-/._?&=]{1,4}")
#: little pictures (emoji) and what joins them: no font for print has them, and an empty box says less than nothing
_EMOJI = re.compile("[\u200d\ufe00-\ufe0f\U0001f000-\U0001faff\U000e0000-\U000e007f]")
_BROAD = re.compile(f"[0-9A-Z%{CAPITAL}]")
_WORD = re.compile(rf"\S{{{_LONG + 1},}}")
#: letters that a column is never narrower than, nor counted wider
_NARROWEST, _WIDEST = 4, 40


#: letters of a line, as the size of a text is counted: a block takes whole lines, however short it is
_LINE = 60
#: letters of an item or a cell that stays on one page, four lines; longer ones may be parted
_WHOLE = 240
#: letters of a cell with the name of its column, up to which the cells of a row follow each other in one paragraph
_BRIEF = 30
#: how many more letters a line holds in a table, which is set in the next smaller size: 14 for 15 pt, 24 for 26
_SMALLER = 1.07
#: lines of a row of a table that stays on one page; words do not fill them, so that seven may become nine
_LOW = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """The room of a page."""

    #: letters of the body's size that a line holds: wider tables become lists
    letters: int
    #: most that a picture may take; points
    width: float
    height: float
    #: height of a line, points: those of a caption are taken from the picture's
    line: float


class Pictures:
    """The pictures of a text beside its template: plain names, and sizes that fit a page."""

    def __init__(self, variants: "Iterable[VariantView]", measure: Measure) -> None:
        self._measure = measure
        self._rows = {variant.path: (f"{number}.{variant.encoding}", variant) for number, variant in enumerate(variants)}

    def files(self) -> dict[str, bytes]:
        """Each picture by its name beside the template."""
        from plugins.media.picture_variants import make_variant  # Pillow is large, and most texts have no picture

        return {name: make_variant(variant) for name, variant in self._rows.values()}

    def data(self, figure: Figure) -> Data:
        """A picture for the template, no wider or higher than the page and no larger than its pixels bear; empty when it is not there."""
        if figure.file not in self._rows:
            return {}
        name, variant = self._rows[figure.file]
        measure, nature = self._measure, variant.nature
        lines = -(-len(words_of(figure.caption)) // measure.letters)
        height = max(measure.height / 3, measure.height - lines * measure.line)
        width = min(measure.width, height * nature.width / nature.height, float(variant.width))
        return {"k": "f", "n": name, "w": round(width, 2), "a": figure.alt, "r": runs_data(figure.caption)}


def runs_data(runs: Runs, is_narrow: bool = False) -> list[Data]:
    """Runs for the template; `is_narrow`: in a column, where only single words are kept on one line."""
    return [piece for run in runs for piece in _pieces(replace(run, text=_EMOJI.sub("", run.text)), is_narrow)]


def text_data(text: str) -> list[Data]:
    """A plain text for the template."""
    return runs_data((Run(text=text),)) if text else []


def _pieces(run: Run, is_narrow: bool) -> list[Data]:
    marks = {"b": run.is_strong, "i": run.is_emphasis, "c": run.is_code, "s": run.raised, "u": run.href}
    style = {name: value for name, value in marks.items() if value}
    if run.text == "\n":
        return [{"br": True}]
    found, at = [], 0
    for start, end in nowrap_spans(run.text):
        kept = run.text[start:end]
        if len(kept) > _LONG or (is_narrow and " " in kept):
            continue
        found += _loose(run.text[at:start], style)
        found.append({"t": kept, "n": True, **style})
        at = end
    return found + _loose(run.text[at:], style)


def _loose(text: str, style: Data) -> list[Data]:
    """Words that may break at blanks; those too long for a line, between any two pieces of them."""
    found, at = [], 0
    for match in _WORD.finditer(text):
        if match.start() > at:
            found.append({"t": text[at : match.start()], **style})
        found += [{"t": piece, "n": True, **style} for piece in _PIECES.findall(match[0])]
        at = match.end()
    return [*found, {"t": text[at:], **style}] if at < len(text) else found


def blocks_data(blocks: Blocks, measure: Measure, pictures: Pictures) -> list[Data]:
    """Blocks for the template."""
    return [data for block in blocks if (data := _block_data(block, measure, pictures))]


@singledispatch
def _block_data(block: Block, measure: Measure, pictures: Pictures) -> Data:
    raise TypeError(f"no block of paper: {type(block).__name__}")


@_block_data.register
def _paragraph(block: Paragraph, _measure: Measure, _pictures: Pictures) -> Data:
    return {"k": "p", "r": runs_data(block.runs)}


@_block_data.register
def _heading(block: Heading, _measure: Measure, _pictures: Pictures) -> Data:
    return {"k": "h", "l": block.level, "r": runs_data(block.runs)}


@_block_data.register
def _points(block: Points, measure: Measure, pictures: Pictures) -> Data:
    items = [[size_of(item) <= _WHOLE, blocks_data(item, measure, pictures)] for item in block.items]
    return {"k": "l", "f": block.first, "i": items}


@_block_data.register
def _terms(block: Terms, measure: Measure, pictures: Pictures) -> Data:
    rows = [[_term_size(term) <= _WHOLE, runs_data(term.words), blocks_data(term.meaning, measure, pictures)] for term in block.items]
    return {"k": "d", "i": rows}


@_block_data.register
def _quote(block: Quote, measure: Measure, pictures: Pictures) -> Data:
    return {"k": "q", "i": blocks_data(block.blocks, measure, pictures)}


@_block_data.register
def _verbatim(block: Verbatim, _measure: Measure, _pictures: Pictures) -> Data:
    return {"k": "c", "i": [text_data(line) for line in block.text.split("\n")]}


@_block_data.register
def _figure(block: Figure, _measure: Measure, pictures: Pictures) -> Data:
    return pictures.data(block)


@_block_data.register
def _table(block: Table, measure: Measure, pictures: Pictures) -> Data:
    widths = column_widths(block)
    if sum(widths) + 2 * len(widths) > measure.letters:
        return _block_data(as_terms(block), measure, pictures)
    return _table_data(block, widths, measure)


def size_of(blocks: Blocks) -> int:
    """About how many letters of room blocks take; a picture or a table takes all of a page."""
    return sum(map(_size, blocks))


def _term_size(term: Term) -> int:
    """Likewise, of a word with its meaning."""
    return _size(Paragraph(runs=term.words)) + size_of(term.meaning)


def _size(block: Block) -> int:
    match block:
        case Paragraph() | Heading():
            return -(-len(words_of(block.runs)) // _LINE) * _LINE
        case Points():
            return sum(map(size_of, block.items))
        case Terms():
            return sum(map(_term_size, block.items))
        case Quote():
            return size_of(block.blocks)
        case _:
            return _WHOLE + 1


def _table_data(table: Table, longest: tuple[int, ...], measure: Measure) -> Data:
    """Columns by their width: 0 for one that is as wide as what it holds really measures, else its part of what is left."""
    widths = _shares(table, longest, _SMALLER * measure.letters)
    return {
        "k": "t",
        "r": runs_data(table.caption),
        "w": [round(width, 2) for width in widths],
        "a": list(table.aligned),
        "h": [runs_data(cell, is_narrow=True) for cell in table.head],
        "b": [[_is_whole(row, measure), [runs_data(cell, is_narrow=True) for cell in row]] for row in table.rows],
    }


def _is_whole(row: tuple[Runs, ...], measure: Measure) -> bool:
    """Does a row stay on one page? Yes when it is low, whatever the columns come to: seven lines of an equal share."""
    return max(breadth(words_of(cell)) for cell in row) * len(row) <= _LOW * measure.letters


def _shares(table: Table, longest: tuple[int, ...], room: float) -> list[float]:
    """Where every word has room, narrow columns get what they hold, and wide ones share the rest by what they would like; else each
    column gets its longest word, and of the rest of the line a share by what it holds.
    """
    columns = range(len(longest))
    natural = [max(map(breadth, _cells(table, column))) + 1 for column in columns]
    share = fair_share(natural, room)
    wide = [column for column in columns if natural[column] > share]
    wishes = sum(_wanted(table, column) for column in wide)
    widths = [share * len(wide) * _wanted(table, column) / wishes if column in wide else 0.0 for column in columns]
    if all((widths[column] or natural[column]) >= longest[column] + 1 for column in columns):
        return widths
    wanted = [max(0, _wanted(table, column) - longest[column]) for column in columns]
    rest = (room - sum(longest) - 2 * len(longest)) / max(1, sum(wanted))
    return [word + 2 + want * rest for word, want in zip(longest, wanted, strict=True)]


def fair_share(natural: Sequence[float], room: float) -> float:
    """The most that a column gets where columns share `room`: those that want less than an equal part get what they want, and the
    others share what is left.
    """
    left, share = room, room
    for number, width in enumerate(sorted(natural)):
        share = left / (len(natural) - number)
        if width > share:
            return share
        left -= width
    return max(natural)


def _cells(table: Table, column: int) -> list[str]:
    return [words_of(row[column]) for row in (table.head, *table.rows)]


def column_widths(table: Table) -> tuple[int, ...]:
    """Letters, as `breadth` counts them, of the longest word of each column: a line cannot be narrower."""
    words = ([word for cell in _cells(table, column) for word in cell.split()] for column in range(len(table.head)))
    return tuple(min(_LONG, max([_NARROWEST, *map(breadth, column)])) for column in words)


def breadth(text: str) -> int:
    """About how many letters of a text take as much room: capitals and figures take more than others."""
    return len(text) + (len(_BROAD.findall(text)) + 1) // 3


def _wanted(table: Table, column: int) -> int:
    """Letters that a column would like: of its longest cell, within reason."""
    return min(_WIDEST, max(map(breadth, _cells(table, column))))


def as_terms(table: Table) -> Terms:
    """A table that is too wide for the page as a list: the first cell of each row, under it the others by the names of their columns."""
    return Terms(items=tuple(_row_term(table.head, row) for row in table.rows))


def _row_term(head: tuple[Runs, ...], row: tuple[Runs, ...]) -> Term:
    """A row of a table as a term."""
    cells = [_named(name, cell) for name, cell in zip(head[1:], row[1:], strict=True) if cell]
    is_brief = all(len(words_of(cell)) <= _BRIEF for cell in cells)
    meaning: Blocks = ()
    if cells:
        meaning = (Paragraph(runs=_in_a_row(cells)),) if is_brief else (Points(items=tuple((Paragraph(runs=cell),) for cell in cells)),)
    return Term(words=row[0] or head[0], meaning=meaning)


def _named(name: Runs, cell: Runs) -> Runs:
    """A cell behind the name of its column."""
    return (*(replace(run, is_strong=True) for run in name), Run(text=": "), *cell) if name else cell


def _in_a_row(cells: Sequence[Runs]) -> Runs:
    """Short cells one behind the other."""
    first, *others = cells
    return (*first, *(run for cell in others for run in (Run(text="; "), *cell)))
