"""Where the lines of a slogan or a title break, and how large they are: pure, no pixels.

    words with penalties -> for each count of lines the cheapest breaks (dynamic programme)
                         -> size in closed form from widths and ink -> the best count -> lines with positions

Cost of a set of lines: Σ (width / mean - 1)² + weight × Σ penalty of each break + a charge for a lone short last word. Measures
are in em (parts of the font size) until the size is known, then in pixels from the top left corner of the box.
"""

import math
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from plugins.media.line_placing import Row, place_rows
from plugins.media.typesetting import Box, Layout, Measure, Word

#: lines that are emphasised as a whole stand this much larger; there are two tiers at most
EMPHASIS_SCALE = 1.22
#: lone connectors of narrow boxes stand this much smaller
CONNECTOR_SCALE = 0.62
#: cost of a line for a connector alone, and of the break behind it
_CONNECTOR = 0.1
#: penalty of a forbidden break where nothing else fits
_FORCED_PENALTY = 12.0
#: part of the penalties that counts where a text would not fit otherwise
_EASE = 0.03
#: lone short last word
_WIDOW = 0.45
#: an emphasised phrase likes lines of its own
_EMPHASIS_EDGE = -0.5
_EMPHASIS_INSIDE = 0.25
#: a line with plain and emphasised words has one size for both
_MIXED = 0.3
#: lines more uneven than this cost extra when the count of lines is chosen
_MOST_RAGGED = 0.20
#: a line this much longer than the mean is not tried at first
LONGEST = 1.7
#: counts of lines whose size cannot come near that of the best are not tried
LIKELY = 0.4
#: type that is smaller than the largest possible by more than this part (logarithm) is not what a designer takes
_SMALLER, _TOO_SMALL = 0.3, 10.0
_DASHES = frozenset("-–—")


def break_slogan(words: Sequence[Word], measure: Measure, box: Box) -> Layout:
    """Set the words in the box as a designer would; nothing is ever left out.

    ValueError without words. A text that does not fit at the least size comes back with `fits` false and its size as it is.
    """
    if not words:
        raise ValueError("a layout needs words")
    setter = _Setter(words, measure, box)
    layout = setter.best(ease=1.0, is_forced=False)
    # a text that does not fit may break at places that are less good, and if that is not enough anywhere
    for is_forced in (False, True):
        if not layout.fits:
            other = setter.best(ease=_EASE, is_forced=is_forced)
            layout = other if other.fits or other.size > layout.size else layout
    return layout


def size_bound(width: float, count: int, cap: float, box: Box) -> float:
    """A font size that words of this width in `count` lines cannot beat by much."""
    height = count * cap + (count - 1) * box.least_gap
    return min(box.width / (width / count), box.height / height, box.most)


def block_cost(layout: Layout, cap: float, box: Box) -> float:
    """What counts against a block besides the size of its type: breaks, unevenness, height of the box that stays empty.

    `cap` is the height of a capital in em.
    """
    lines = layout.lines
    height = lines[-1].baseline - lines[0].baseline + cap * lines[0].size
    ragged = box.ragged_weight * max(0.0, layout.raggedness - _MOST_RAGGED) ** 2
    return layout.score + ragged + box.emptiness_weight * (1 - height / box.height)


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

    def is_connector(self, start: int, stop: int) -> bool:
        """May these words stand as a small line between two others?"""
        first = self.words[start]
        is_between = start > 0 and stop < len(self.words)
        return self.box.has_connectors and is_between and first.connector == stop - start and not first.is_emphasised

    def scale(self, start: int, stop: int) -> float:
        if self.is_connector(start, stop):
            return CONNECTOR_SCALE
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

    def best(self, *, ease: float, is_forced: bool) -> Layout:
        """The best layout over all counts of lines that could win; penalties count only by the part `ease`."""
        penalties = [penalty * ease if math.isfinite(penalty) else penalty for penalty in self.penalties(is_forced=is_forced)]
        wanted = penalties.count(-math.inf)
        bounds = {count: self.size_bound(count) for count in range(wanted + 1, len(self.words) + 1)}
        largest = max(bounds.values())
        candidates = [
            self.place(breaks, cost, penalties)
            for count, bound in bounds.items()
            if bound >= LIKELY * largest
            for breaks, cost in self.breaks(count, penalties)
        ]
        if not candidates:  # every likely count ran into forbidden breaks; the author's own breaks alone are always possible
            candidates = [self.place(b, cost, penalties) for count in bounds for b, cost in self.breaks(count, penalties)]
        if any(layout.fits for layout in candidates):
            candidates = [layout for layout in candidates if layout.fits]
        largest_type = max(map(_mean_size, candidates))
        return min(candidates, key=lambda layout: self._rank(layout, largest_type))

    def _rank(self, layout: Layout, largest: float) -> float:
        """Lower is better: how the block looks, and how much smaller it is than the largest type."""
        # a little smaller is nothing, half the size is too much
        loss = math.log(largest / _mean_size(layout))
        small = self.box.size_weight * (loss**2 + _TOO_SMALL * max(0.0, loss - _SMALLER) ** 2)
        return block_cost(layout, self.cap, self.box) + small

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
        return size_bound(self.ends[-1], count, self.cap, self.box)

    def breaks(self, count: int, penalties: list[float]) -> list[tuple[tuple[int, ...], float]]:
        """The cheapest way to cut the words into `count` lines, with its cost; empty when there is none."""
        n = len(self.words)
        mean = sum(self.widths[i][i + 1] + self.space for i in range(n)) / count
        for longest in (LONGEST * mean, math.inf):
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
                    if self.is_connector(start, stop):
                        total = cost + _CONNECTOR
                    else:
                        off = width / mean - 1
                        total = cost + off * off + (0.0 if is_wanted else self.box.break_weight * penalty)
                        if 0 < self.plain[stop] - self.plain[start] < stop - start:
                            total += _MIXED
                    if is_last and start and stop == start + 1 and width < 0.5 * mean:
                        total += _WIDOW
                    if stop not in result or total < result[stop][0]:
                        result[stop] = (total, (*starts, start))
                if is_wanted:
                    break  # no line runs over a break that the author wants
        return result

    def row(self, start: int, stop: int) -> Row:
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
        lean = max([0.0, *(-mark[0] for mark in extents[0].marks), *(mark[1] - extents[-1].advance for mark in extents[-1].marks)]) * scale
        return Row(self.words[start:end], scale, self.width(start, stop), over, drop, self.is_connector(start, stop), lean, tuple(marks))

    def place(self, breaks: tuple[int, ...], cost: float, penalties: list[float]) -> Layout:
        """Size and positions of the lines between the breaks."""
        block = place_rows([self.row(start, stop) for start, stop in pairwise(breaks)], self.cap, self.box)
        return Layout(
            lines=block.lines,
            size=block.size,
            score=cost,
            raggedness=block.raggedness,
            fill=block.fill,
            ink_gap=block.ink_gap,
            reasons=self._reasons(breaks, penalties, block.size),
            fits=block.size >= self.box.least,
        )

    def _reasons(self, breaks: tuple[int, ...], penalties: list[float], size: int) -> tuple[str, ...]:
        reasons = [
            f"Phải ngắt giữa “{self.words[stop - 1].text}” và “{self.words[stop].text}” vì dòng quá dài."
            for stop in breaks[1:-1]
            if self.words[stop - 1].penalty == math.inf and math.isfinite(penalties[stop - 1])
        ]
        if size < self.box.least:
            reasons.append(f"Chữ chỉ còn {size} px, nhỏ hơn mức tối thiểu {self.box.least} px.")
        return tuple(reasons)


def _mean_size(layout: Layout) -> float:
    """Font size over all lines but connectors: large emphasised lines count as what they are."""
    sizes = [line.size for line in layout.lines if not line.is_connector]
    return sum(sizes) / len(sizes)
