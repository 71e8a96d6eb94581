"""Where the lines of a slogan or a title break, and how large they are: pure, no pixels.

    words with penalties -> for each count of lines the cheapest breaks (dynamic programme)
                         -> size in closed form from widths and ink -> the best count -> lines with positions

Cost of a set of lines: Σ (width / mean - 1)² + 0.55 Σ penalty of each break + a charge for a lone short last word. Measures
are in em (parts of the font size) until the size is known, then in pixels from the top left corner of the box.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from plugins.media.typesetting import Box, Layout, Line, Measure, Run, Word

#: lines that are emphasised as a whole stand this much larger; there are two tiers at most
EMPHASIS_SCALE = 1.22
#: part of a penalty in the cost
_PENALTY_WEIGHT = 0.55
#: penalty of a forbidden break where nothing else fits
_FORCED_PENALTY = 8.0
#: lone short last word
_WIDOW = 0.45
#: an emphasised phrase likes lines of its own
_EMPHASIS_EDGE = -0.5
_EMPHASIS_INSIDE = 0.25
#: least distance between the inks of two lines, em; touching marks read as one
_LEAST_INK_GAP = 0.07
#: lines more uneven than this cost extra when the count of lines is chosen
_MOST_RAGGED = 0.20
#: letters this near count as one over the other, em
_NEAR = 0.06
#: a line this much longer than the mean is not tried at first
_LONGEST = 1.7
#: counts of lines whose size cannot come near that of the best are not tried
_LIKELY = 0.62
_DASHES = frozenset("-–—")


@dataclass(frozen=True, slots=True)
class _Row:
    """Words of one line with their places in em of the plain tier."""

    words: tuple[Word, ...]
    scale: float
    width: float
    #: highest ink over the cap top and lowest under the baseline
    over: float
    drop: float
    #: (left, right, over the cap top, drop) of letters that leave the band of capitals; left end of the line = 0
    marks: tuple[tuple[float, float, float, float], ...]


def break_slogan(words: Sequence[Word], measure: Measure, box: Box) -> Layout:
    """Set the words in the box as a designer would; nothing is ever left out.

    ValueError without words. A text that does not fit at the least size comes back with `fits` false and its size as it is.
    """
    if not words:
        raise ValueError("a layout needs words")
    setter = _Setter(words, measure, box)
    layout = setter.best(is_forced=False)
    if not layout.fits:
        forced = setter.best(is_forced=True)
        if forced.size > layout.size:
            return forced
    return layout


def surely_fits(words: Sequence[str], measure: Measure, box: Box) -> bool:
    """True: `break_slogan` fits these words, none emphasised and no break wanted, whatever a break costs. False says nothing yet.

    The author's breaks and emphasis aside, the last resort of a layout may break anywhere, and then no line is longer than
    `_LONGEST` times the mean unless it is one word. So one count of lines that is tried at all, that can be cut so, and whose
    longest line and highest marks would still fit, is enough. It costs a hundredth of a layout.
    """
    extents = [measure(word) for word in words]
    space, cap = measure(" ").advance, measure("H").rise
    widths = [extent.advance for extent in extents]
    total = sum([width + space for width in widths])
    over = max(0.0, max([extent.rise for extent in extents]) - cap)
    drop = max(0.0, max([extent.drop for extent in extents]))
    gap = max(box.least_gap, over + drop + _LEAST_INK_GAP)
    widest_word = max(widths)
    largest = 0.0
    for count in range(1, len(words) + 1):
        longest = _LONGEST * total / count
        height = over + cap * count + gap * (count - 1) + drop
        # a little to spare everywhere: these sums may differ from those of the layout in their last digit
        fits = min(box.width / max(longest, widest_word), box.height / height) > box.least + 1
        if fits and _can_be_cut(widths, space, longest * 0.999, count):
            bound = _size_bound(total, count, cap, box)
            # no bound is over `most`: the others are asked for only where this one is far below it
            if bound > _LIKELY * box.most * 1.001:
                return True
            largest = largest or max(_size_bound(total, other, cap, box) for other in range(1, len(words) + 1))
            if bound > _LIKELY * largest * 1.001:
                return True
    return False


def _can_be_cut(advances: Sequence[float], space: float, longest: float, count: int) -> bool:
    """Can the words be cut into `count` lines of at most this length, or of one word?"""
    lines, width = 1, 0.0
    for advance in advances:
        width += advance if width == 0 else space + advance
        if width > longest and width > advance:
            lines, width = lines + 1, advance
    # a line may be cut in two, so any count from the least on will do
    return lines <= count


def _size_bound(width: float, count: int, cap: float, box: Box) -> float:
    """A font size that words of this width in `count` lines cannot beat by much."""
    height = count * cap + (count - 1) * box.least_gap
    return min(box.width / (width / count), box.height / height, box.most)


class _Setter:
    """The sums that all counts of lines share: widths from any word to any other in constant time."""

    def __init__(self, words: Sequence[Word], measure: Measure, box: Box) -> None:
        self.words = tuple(words)
        self.box = box
        self.space = measure(" ").advance
        self.cap = measure("H").rise
        self.extents = tuple(measure(word.text) for word in words)
        self.has_tiers = len({word.is_emphasised for word in words}) == 2
        self.ends = [0.0]
        for extent in self.extents:
            self.ends.append(self.ends[-1] + extent.advance + self.space)
        self.plain = [0]
        for word in words:
            self.plain.append(self.plain[-1] + (not word.is_emphasised))

    def scale(self, start: int, stop: int) -> float:
        return EMPHASIS_SCALE if self.has_tiers and self.plain[start] == self.plain[stop] else 1.0

    def last_drawn(self, start: int, stop: int) -> int:
        """A dash at the end of a line that goes on is not drawn."""
        return stop - 1 if stop < len(self.words) and stop - start > 1 and self.words[stop - 1].text in _DASHES else stop

    def width(self, start: int, stop: int) -> float:
        end = self.last_drawn(start, stop)
        return (self.ends[end] - self.ends[start] - self.space) * self.scale(start, end)

    @cached_property
    def widths(self) -> list[list[float]]:
        """widths[start][stop]: all counts of lines ask for the same widths."""
        n = len(self.words)
        return [[0.0] * (start + 1) + [self.width(start, stop) for stop in range(start + 1, n + 1)] for start in range(n)]

    def best(self, *, is_forced: bool) -> Layout:
        """The best layout over all counts of lines that could win."""
        penalties = self.penalties(is_forced=is_forced)
        wanted = penalties.count(-math.inf)
        bounds = {count: self.size_bound(count) for count in range(wanted + 1, len(self.words) + 1)}
        largest = max(bounds.values())
        candidates = [
            self.place(breaks, cost, penalties)
            for count, bound in bounds.items()
            if bound >= _LIKELY * largest
            for breaks, cost in self.breaks(count, penalties)
        ]
        if not candidates:  # every likely count ran into forbidden breaks; the author's own breaks alone are always possible
            candidates = [self.place(b, cost, penalties) for count in bounds for b, cost in self.breaks(count, penalties)]
        if any(layout.fits for layout in candidates):
            candidates = [layout for layout in candidates if layout.fits]
        return min(candidates, key=self._rank)

    def _rank(self, layout: Layout) -> float:
        """Lower is better: breaks, evenness, size, and how much of the box stays empty."""
        lines = layout.lines
        height = lines[-1].baseline - lines[0].baseline + self.cap * lines[0].size
        emptiness = 1 - height / self.box.height
        ragged = self.box.ragged_weight * max(0.0, layout.raggedness - _MOST_RAGGED)
        return layout.score + ragged - self.box.size_weight * math.log(_mean_size(layout)) + self.box.emptiness_weight * emptiness

    def penalties(self, *, is_forced: bool) -> list[float]:
        """Penalty after each word, with what emphasis and dashes add."""
        result = []
        for word, after in pairwise(self.words):
            penalty = word.penalty
            if after.text in _DASHES:
                penalty = math.inf
            elif self.has_tiers and math.isfinite(penalty):
                if word.is_emphasised != after.is_emphasised:
                    # the author's emphasis cuts phrases that the word list would keep
                    penalty = min(penalty, 0.0) + _EMPHASIS_EDGE
                elif word.is_emphasised:
                    penalty += _EMPHASIS_INSIDE
            result.append(min(penalty, _FORCED_PENALTY) if is_forced else penalty)
        return [*result, 0.0]

    def size_bound(self, count: int) -> float:
        """A font size that `count` lines cannot beat by much."""
        return _size_bound(self.ends[-1], count, self.cap, self.box)

    def breaks(self, count: int, penalties: list[float]) -> list[tuple[tuple[int, ...], float]]:
        """The cheapest way to cut the words into `count` lines, with its cost; empty when there is none."""
        n = len(self.words)
        mean = sum(self.widths[i][i + 1] + self.space for i in range(n)) / count
        for longest in (_LONGEST * mean, math.inf):
            #: costs[i]: (cost, starts of lines) of the first i words in so many lines
            costs: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
            for line in range(count):
                costs = self._one_more_line(costs, n - (count - line - 1), mean, longest, penalties, is_last=line == count - 1)
            if n in costs:
                cost, starts = costs[n]
                return [((*starts, n), cost)]
        return []

    def _one_more_line(
        self,
        costs: dict[int, tuple[float, tuple[int, ...]]],
        furthest: int,
        mean: float,
        longest: float,
        penalties: list[float],
        *,
        is_last: bool,
    ) -> dict[int, tuple[float, tuple[int, ...]]]:
        n = len(self.words)
        result: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (cost, starts) in costs.items():
            widths = self.widths[start]
            for stop in range(start + 1, furthest + 1):
                width = widths[stop]
                if width > longest and stop > start + 1:
                    break
                penalty = penalties[stop - 1]
                is_wanted = penalty == -math.inf
                if (stop == n) == is_last and penalty != math.inf:
                    off = width / mean - 1
                    total = cost + off * off + (0.0 if is_wanted else _PENALTY_WEIGHT * penalty)
                    if is_last and start and stop == start + 1 and width < 0.5 * mean:
                        total += _WIDOW
                    if stop not in result or total < result[stop][0]:
                        result[stop] = (total, (*starts, start))
                if is_wanted:
                    break  # no line runs over a break that the author wants
        return result

    def row(self, start: int, stop: int) -> _Row:
        """The words of a line with their ink."""
        end = self.last_drawn(start, stop)
        scale = self.scale(start, end)
        marks = []
        for i in range(start, end):
            left = self.ends[i] - self.ends[start]
            for mark_left, mark_right, rise, drop in self.extents[i].marks:
                marks.append(((left + mark_left) * scale, (left + mark_right) * scale, (rise - self.cap) * scale, drop * scale))
        extents = self.extents[start:end]
        over = max(0.0, *(extent.rise - self.cap for extent in extents)) * scale
        drop = max(0.0, *(extent.drop for extent in extents)) * scale
        return _Row(self.words[start:end], scale, self.width(start, stop), over, drop, tuple(marks))

    def place(self, breaks: tuple[int, ...], cost: float, penalties: list[float]) -> Layout:
        """Size and positions of the lines between the breaks."""
        box = self.box
        rows = [self.row(start, stop) for start, stop in pairwise(breaks)]
        widest = max(row.width for row in rows)
        touching = max((_contact(a, b, is_centred=box.is_centred) for a, b in pairwise(rows)), default=-math.inf)
        gap = max(box.least_gap, touching + _LEAST_INK_GAP)
        above, below = rows[0].over, rows[-1].drop
        caps = sum(self.cap * row.scale for row in rows)
        height = above + caps + gap * (len(rows) - 1) + below
        size = math.floor(min(box.width / widest, box.height / height, box.most))
        size = max(size, 1)
        if len(rows) > 1:  # height that is left goes between the lines, within reason
            gap = max(gap, min(box.most_gap, gap + (box.height / size - height) / (len(rows) - 1)))
            height = above + caps + gap * (len(rows) - 1) + below
        # the caps stand in the middle unless marks or dots would leave the box
        top = (box.height / size - (height - above - below)) / 2
        top = max(above, min(top, box.height / size - height + above))
        widths = [row.width for row in rows]
        mean = sum(widths) / len(widths)
        return Layout(
            lines=tuple(self._lines(rows, size, top, gap)),
            size=size,
            score=cost,
            raggedness=math.sqrt(sum((w / mean - 1) ** 2 for w in widths) / len(widths)),
            fill=max(widest * size / box.width, height * size / box.height),
            ink_gap=gap - touching,
            reasons=self._reasons(breaks, penalties, size),
            fits=size >= box.least,
        )

    def _lines(self, rows: list[_Row], size: int, top: float, gap: float) -> list[Line]:
        lines = []
        for row in rows:
            baseline = top + self.cap * row.scale
            width = row.width * size
            x = (self.box.width - width) / 2 if self.box.is_centred else 0.0
            lines.append(Line(runs=_runs(row.words), size=math.floor(size * row.scale), x=x, baseline=baseline * size, width=width))
            top = baseline + gap
        return lines

    def _reasons(self, breaks: tuple[int, ...], penalties: list[float], size: int) -> tuple[str, ...]:
        reasons = [
            f"Phải ngắt giữa “{self.words[stop - 1].text}” và “{self.words[stop].text}” vì dòng quá dài."
            for stop in breaks[1:-1]
            if self.words[stop - 1].penalty == math.inf and penalties[stop - 1] == _FORCED_PENALTY
        ]
        if size < self.box.least:
            reasons.append(f"Chữ chỉ còn {size} px, nhỏ hơn mức tối thiểu {self.box.least} px.")
        return tuple(reasons)


def _mean_size(layout: Layout) -> float:
    """Font size over all lines: large emphasised lines count as what they are."""
    return sum(line.size for line in layout.lines) / len(layout.lines)


def _contact(above: _Row, below: _Row, *, is_centred: bool) -> float:
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
