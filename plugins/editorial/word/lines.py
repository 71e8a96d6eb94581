"""From paragraphs to lines: one thought each. Soft breaks are cut or mended, labels are read, sentences cut by a page are joined."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from plugins.editorial.word.labels import Kind, Label, read_label
from plugins.editorial.word.source import Paragraph, Run, Table
from plugins.editorial.word.words import is_capital

_BLANKS = re.compile(r"[ \t]+")
#: characters of a paragraph that breaks off without a page's end being seen: shorter ones may be lines of a list
_LONG_ENOUGH = 60
_LONG_ENOUGH_AT_PAGE = 20


_NO_LOOK = Run()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A heading, an item or a paragraph to be."""

    #: places in the account of the paragraphs that it is made of; one paragraph may make several lines
    numbers: tuple[int, ...]
    #: without the label, without blanks at the ends; `\\n` is a break that a reader sees
    runs: tuple[Run, ...]
    label: Label | None = None
    #: the look of the label
    mark: Run = _NO_LOOK
    #: depth in a list of Word's own
    depth: int = 0
    style: str = ""
    outline: int = 0
    is_centred: bool = False
    follows_page: bool = False
    #: does a page end behind it?
    ends_page: bool = False

    @property
    def text(self) -> str:
        """Characters without the label."""
        return "".join(run.text for run in self.runs)

    @property
    def is_bold(self) -> bool:
        """Is every word bold?"""
        words = [run for run in self.runs if run.text.strip()]
        return bool(words) and all(run.is_bold for run in words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Joint:
    """A sentence that was cut in two."""

    before: str
    after: str


def lines_of(paragraphs: Iterable[Paragraph], *, is_cell: bool = False) -> list[Line]:
    """The lines of paragraphs that are not empty; in a cell of a table a number that Word makes is not empty either."""
    lines: list[Line] = []
    page = False
    paragraphs = list(paragraphs)
    # alone in a cell, "- việc" and "* ghi chú" are words and make no list
    is_alone = is_cell and len(paragraphs) == 1 and "\n" not in paragraphs[0].text.strip()
    for paragraph in paragraphs:
        if paragraph.is_empty and not (is_cell and paragraph.label):
            page = page or paragraph.starts_page or paragraph.ends_page
            continue
        made = list(_cut(paragraph, is_alone=is_alone))
        made[0] = replace(made[0], follows_page=page or paragraph.starts_page)
        made[-1] = replace(made[-1], ends_page=paragraph.ends_page)
        page = paragraph.ends_page
        lines.extend(made)
    return lines


def _cut(paragraph: Paragraph, *, is_alone: bool) -> Iterator[Line]:
    """One line; more where labels stand behind soft breaks."""
    pieces = [tidy(piece) for piece in split_runs(paragraph.runs)]
    pieces = [piece for piece in pieces if piece] or [()]
    first = [*pieces[0]]
    group = [first]
    for piece in pieces[1:]:
        if read_label(_text(piece)):
            yield _line(paragraph, group, is_first=group[0] is first, is_alone=is_alone)
            group = []
        group.append([*piece])
    yield _line(paragraph, group, is_first=group[0] is first, is_alone=is_alone)


def _line(paragraph: Paragraph, group: Sequence[Sequence[Run]], *, is_first: bool, is_alone: bool) -> Line:
    runs: list[Run] = []
    for piece in group:
        if runs:
            before, after = _text(runs).rstrip(), _text(piece)
            # a line that was broken by hand goes on in small letters; lines of an address or a poem do not
            is_broken = paragraph.is_centred or bool(paragraph.outline) or _goes_on(before, after, ",")
            runs.append(Run(text=" " if is_broken else "\n"))
        runs.extend(piece)
    text = _text(runs)
    mark = next((run for run in runs if run.text.strip()), Run())
    label = read_label(f"{paragraph.label} x") if is_first and paragraph.label else None
    if is_first and paragraph.label and label is None:
        runs.insert(0, Run(text=f"{paragraph.label} "))  # "Bước 1:" and other forms of one's own
    elif label is not None:
        label = replace(label, text=paragraph.label, length=0)
    elif not is_alone:
        label = read_label(text)
        runs = list(tidy(_without(runs, label.length if label else 0)))
    return Line(
        numbers=(paragraph.number,),
        runs=tuple(runs),
        label=label,
        mark=replace(mark, text="", link=""),
        depth=paragraph.depth if is_first else 0,
        style=paragraph.style,
        outline=paragraph.outline,
        is_centred=paragraph.is_centred,
    )


def join_cut_sentences(lines: Sequence[Line]) -> tuple[list[Line], list[Joint]]:
    """The lines with every sentence whole that a page's end cut in two, and what was joined."""
    joined: list[Line] = []
    joints: list[Joint] = []
    for line in lines:
        before = joined[-1] if joined else None
        if before is not None and _is_cut(before, line):
            joints.append(Joint(before=before.text, after=line.text))
            runs = tidy((*before.runs, Run(text=" "), *line.runs))
            joined[-1] = replace(before, runs=runs, numbers=(*before.numbers, *line.numbers), ends_page=line.ends_page)
        else:
            joined.append(line)
    return joined, joints


def join_split_headings(lines: Sequence[Line]) -> list[Line]:
    """ "Chương I" and the title on the line below it as one line."""
    joined: list[Line] = []
    for line in lines:
        last = joined[-1] if joined else None
        is_bare = last is not None and last.label is not None and last.label.kind <= Kind.SECTION and not last.runs
        if last is not None and is_bare and not line.label and line.text and (line.is_centred or is_capital(line.text)):
            joined[-1] = replace(line, label=last.label, mark=last.mark, numbers=(*last.numbers, *line.numbers), outline=last.outline)
        else:
            joined.append(line)
    return joined


def _is_cut(before: Line, line: Line) -> bool:
    if line.label or any(one.outline or one.is_centred or _has_picture(one) for one in (before, line)):
        return False
    if before.label and before.label.kind < Kind.NUMBER:
        return False  # a heading
    at_page = before.ends_page or line.follows_page
    is_long = len(before.text) >= (_LONG_ENOUGH_AT_PAGE if at_page else _LONG_ENOUGH)
    return is_long and _goes_on(before.text, line.text, "," if at_page else "")


def _goes_on(before: str, after: str, also: str) -> bool:
    """Does `after` begin small where `before` has no end? `also`: signs at which a sentence may be cut besides letters."""
    last, first = before[-1:], after.lstrip("“\"'(")[:1]
    return first.islower() and (last.isalnum() or (last != "" and last in also))


def _has_picture(line: Line) -> bool:
    return any(run.picture for run in line.runs)


def split_runs(runs: Iterable[Run]) -> Iterator[list[Run]]:
    """The runs between soft breaks."""
    piece: list[Run] = []
    for run in runs:
        first, *others = run.text.split("\n")
        piece.append(replace(run, text=first))
        for text in others:
            yield piece
            piece = [replace(run, text=text)]
    yield piece


def tidy(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Single blanks, none at the ends, and no two neighbours of one look; blanks have no look of their own."""
    result: list[Run] = []
    for run in runs:
        if run.note or run.picture:
            result.append(run)
            continue
        text = _BLANKS.sub(" ", run.text)
        if text.startswith(" ") and (not result or result[-1].text.endswith((" ", "\n"))):
            text = text[1:]
        if not text:
            continue
        last = result[-1] if result else None
        if last is not None and not last.note and not last.picture and (not text.strip(" ") or _look(last) == _look(run)):
            result[-1] = replace(last, text=last.text + text)
        else:
            result.append(replace(run, text=text, font=""))
    while result and not result[-1].note and not result[-1].picture and not result[-1].text.rstrip():
        result.pop()
    if result and not result[-1].picture and not result[-1].note:
        result[-1] = replace(result[-1], text=result[-1].text.rstrip())
    return tuple(result)


def _look(run: Run) -> tuple[bool, bool, str]:
    return run.is_bold, run.is_italic, run.link


def _without(runs: Iterable[Run], length: int) -> Iterator[Run]:
    """The runs without their first `length` characters."""
    for run in runs:
        yield replace(run, text=run.text[length:])
        length = max(0, length - len(run.text))


def _text(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs)


def table_lines(table: Table) -> list[list[list[Line]]]:
    """The lines of each cell, row by row."""
    return [[lines_of(cell.paragraphs, is_cell=True) for cell in row] for row in table.rows]
