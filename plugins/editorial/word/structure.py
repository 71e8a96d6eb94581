"""From lines to the parts of a text: headings with their level, items with their depth, paragraphs, figures, tables."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from plugins.editorial.word.labels import Kind, Label
from plugins.editorial.word.lines import Line, split_runs, tidy
from plugins.editorial.word.outline import ranks_of
from plugins.editorial.word.parts import Figure, Grid, Heading, Item, Part, Text
from plugins.editorial.word.source import Run

_TOP_LEVEL, _LOWEST_LEVEL = 2, 6
_DEEPEST_LIST = 5
_DASHES = frozenset("–—−-")
_CREDIT = ("ảnh:", "nguồn ảnh:")


def parts_of(lines: Sequence[Line | Grid]) -> list[Part]:
    """The parts, in order; every line is in exactly one of them."""
    ranks = ranks_of(lines)
    parts: list[Part] = []
    open_headings: list[int] = []
    open_items: list[_Level] = []
    for line, rank in zip(lines, ranks, strict=True):
        if isinstance(line, Grid):
            open_items.clear()
            parts.append(line)
        elif rank is not None:
            open_items.clear()
            while open_headings and open_headings[-1] >= rank:
                open_headings.pop()
            open_headings.append(rank)
            level = min(_TOP_LEVEL + len(open_headings) - 1, _LOWEST_LEVEL)
            parts.extend(_with_pictures(Heading(level=level, runs=_plain_look(_labelled(line)))))
        elif _is_item(line):
            parts.extend(_with_pictures(_item(line, open_items, parts)))
        else:
            open_items.clear()
            parts.extend(_text(line, parts))
    return parts


def _text(line: Line, parts: list[Part]) -> Iterator[Part]:
    """A paragraph, or the caption of the picture before it."""
    last = parts[-1] if parts else None
    if isinstance(last, Figure) and _is_caption(line):
        words = " ".join(line.text.split())
        separator = " | " if words.lower().startswith(_CREDIT) and last.caption else ". " if last.caption else ""
        parts[-1] = replace(last, caption=f"{last.caption}{separator}{words}")
        return
    yield from _with_pictures(Text(runs=_labelled(line)))


def _is_caption(line: Line) -> bool:
    if line.label or not line.text or any(run.note or run.picture or run.link for run in line.runs):
        return False
    return line.style == "caption" or line.text.lower().startswith(_CREDIT)


# ---- lists


def _is_item(line: Line) -> bool:
    return line.label is not None and line.label.kind >= Kind.NUMBER and bool(line.runs)


class _Level(NamedTuple):
    """A kind of items whose list is open."""

    rank: int
    #: the sign of a bullet; "" for other kinds
    sign: str
    depth: int


def _item(line: Line, open_items: list[_Level], parts: Sequence[Part]) -> Item:
    """The item, as deep as the open items of other kinds around it: 1. holds a) holds - holds +."""
    label = line.label or Label(kind=Kind.BULLET, text="-")
    sign = label.text if label.kind is Kind.BULLET else ""
    level = _Level(rank=label.kind, sign="-" if sign in _DASHES else sign, depth=line.depth)
    if level in open_items:
        del open_items[open_items.index(level) + 1 :]
    else:
        while open_items and (open_items[-1].depth, open_items[-1].rank) > (level.depth, level.rank):
            open_items.pop()
        open_items.append(level)
        del open_items[_DEEPEST_LIST:]
    depth = len(open_items) - 1
    if label.kind is Kind.NUMBER and _may_count(label.value, depth, parts):
        return Item(depth=depth, number=label.value, runs=line.runs)
    return Item(depth=depth, number=0, runs=line.runs if sign else _labelled(line))


def _may_count(number: int, depth: int, parts: Sequence[Part]) -> bool:
    """Will Markdown give this number? It counts on from the item before at this depth, and begins a list with any number."""
    for part in reversed(parts):
        if not isinstance(part, Item):
            return True
        if part.depth == depth:
            return part.number in (0, number - 1)
        if part.depth < depth:
            return True
    return True


# ---- runs


def _labelled(line: Line) -> tuple[Run, ...]:
    """The runs with the label before them."""
    if line.label is None or line.label.kind is Kind.BULLET:
        return line.runs
    return tidy((replace(line.mark, text=f"{line.label.text} "), *line.runs))


def _plain_look(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """A heading is bold by itself, and needs no colon."""
    words = tidy(replace(run, is_bold=False, is_italic=False, text=run.text.replace("\n", " ")) for run in runs)
    return (*words[:-1], replace(words[-1], text=words[-1].text.rstrip(": "))) if words else ()


def _with_pictures(part: Heading | Text | Item) -> Iterator[Part]:
    """The part, with each picture of it as a figure of its own behind the words before it."""
    words: list[Run] = []
    for run in part.runs:
        if run.picture is None:
            words.append(run)
            continue
        if tidy(words):
            yield replace(part, runs=tidy(words))
            part = Text(runs=())
        words = []
        yield Figure(picture=run.picture)
    if tidy(words):
        yield replace(part, runs=tidy(words))


def grid_of(rows: Sequence[Sequence[Sequence[Line]]]) -> Grid:
    """A table; the lines of a cell stand one behind the other."""
    return Grid(rows=tuple(tuple(_cell(lines) for lines in row) for row in rows))


def _cell(lines: Sequence[Line]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for line in lines:
        before = runs[-1].text[-1:] if runs else ""
        if before:
            # rows of a list in a cell: "Phòng A; Phòng B"
            runs.append(Run(text="; " if line.label and before.isalnum() else " "))
        for place, piece in enumerate(split_runs(_labelled(line))):
            runs.extend([*([Run(text=" ")] if place else []), *piece])
    return tidy(runs)
