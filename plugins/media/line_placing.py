"""Lines in their places: how far apart their inks must stand, and how large they are in a box. Pure, no pixels."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from plugins.media.typesetting import Box, Line, Run, Word

#: least distance between the inks of two lines, em; touching marks read as one
LEAST_INK_GAP = 0.07
#: letters this near count as one over the other, em
_NEAR = 0.06


@dataclass(frozen=True, slots=True)
class Row:
    """Words of one line with their places in em of the plain tier."""

    words: tuple[Word, ...]
    scale: float
    width: float
    #: highest ink over the cap top and lowest under the baseline
    over: float
    drop: float
    is_connector: bool
    #: how far the ink of a mark leaves the line at its left or right end, em: the horn of Ử
    lean: float
    #: (left, right, over the cap top, drop) of letters that leave the band of capitals; left end of the line = 0
    marks: tuple[tuple[float, float, float, float], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Lines in their places, em and pixels, and the figures by which a block is judged."""

    lines: tuple[Line, ...]
    #: font size of the plain tier, pixels
    size: int
    raggedness: float
    fill: float
    ink_gap: float


def place_rows(rows: Sequence[Row], cap: float, box: Box) -> Block:
    """The rows as large as the box allows; `cap` is the height of a capital in em."""
    widest = max(row.width + 2 * row.lean for row in rows)
    touching = max((_contact(a, b, is_centred=box.is_centred) for a, b in pairwise(rows)), default=-math.inf)
    gap = max(box.least_gap, touching + LEAST_INK_GAP)
    above, below = rows[0].over, rows[-1].drop
    caps = sum(cap * row.scale for row in rows)
    height = above + caps + gap * (len(rows) - 1) + below
    size = math.floor(min(box.width / widest, box.height / height, box.most))
    size = max(size, 1)
    if len(rows) > 1:  # height that is left goes between the lines, within reason
        gap = max(gap, min(box.most_gap, gap + (box.height / size - height) / (len(rows) - 1)))
        height = above + caps + gap * (len(rows) - 1) + below
    # the caps stand in the middle unless marks or dots would leave the box
    top = (box.height / size - (height - above - below)) / 2
    top = max(above, min(top, box.height / size - height + above))
    widths = [row.width for row in rows if not row.is_connector]
    mean = sum(widths) / len(widths)
    return Block(
        lines=tuple(_lines(rows, cap, box, size, top, gap)),
        size=size,
        raggedness=math.sqrt(sum((w / mean - 1) ** 2 for w in widths) / len(widths)),
        fill=max(widest * size / box.width, height * size / box.height),
        ink_gap=gap - touching,
    )


def _lines(rows: Sequence[Row], cap: float, box: Box, size: int, top: float, gap: float) -> Iterator[Line]:
    """`top` is the cap top of the first line, `gap` the distance from a baseline to the next cap top, em."""
    for row in rows:
        baseline = top + cap * row.scale
        width = row.width * size
        yield Line(
            runs=_runs(row.words),
            size=math.floor(size * row.scale),
            x=(box.width - width) / 2 if box.is_centred else 0.0,
            baseline=baseline * size,
            width=width,
            is_connector=row.is_connector,
        )
        top = baseline + gap


def _contact(above: Row, below: Row, *, is_centred: bool) -> float:
    """Distance from baseline to next cap top at which the inks of two lines just touch, em.

    A mark may stand beside a dot of the line above, not on it: letters are compared one by one.
    """
    shift = (below.width - above.width) / 2 if is_centred else 0.0
    distance = max(above.drop, below.over)
    for left, right, _, drop in above.marks:
        for other_left, other_right, over, _ in below.marks:
            if left + shift < other_right + _NEAR and other_left < right + shift + _NEAR:
                distance = max(distance, drop + over)
    return distance


def _runs(words: Sequence[Word]) -> tuple[Run, ...]:
    """Neighbouring words of one colour as one text; the space between two runs belongs to the first."""
    runs: list[Run] = []
    for word in words:
        if runs and runs[-1].is_emphasised == word.is_emphasised:
            runs[-1] = Run(text=f"{runs[-1].text} {word.text}", is_emphasised=word.is_emphasised)
        else:
            if runs:
                runs[-1] = Run(text=runs[-1].text + " ", is_emphasised=runs[-1].is_emphasised)
            runs.append(Run(text=word.text, is_emphasised=word.is_emphasised))
    return tuple(runs)
