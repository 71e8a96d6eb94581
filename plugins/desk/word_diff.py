"""What changed between two texts, as a person reads it: syllables and signs that went, that came, that stayed.

The edits are the shortest that Myers' algorithm finds (E. Myers, “An O(ND) Difference Algorithm and Its Variations”,
Algorithmica 1986), up to a number of edits; texts that differ more are shown one after the other, which is easier to read anyway.
So no text, however it was chosen, takes longer than its length times that number.
"""

import re
from collections.abc import Hashable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

#: most edits between two paragraphs, and between two lists of paragraphs
_MOST_EDITS = 400
#: texts of which less than this part stays are shown one after the other: a few little words in common tell nothing
_LEAST_SAME = 0.35
#: a syllable, or what belongs together though signs stand in it: 05-NQ/TU, 14/01/2026, 1.250, cong@mau.vn
_TOKEN = re.compile(r"\w+(?:[-/.,:@]\w+)*|\s+|[^\w\s]")
_WORD = re.compile(r"\w")


class Change(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    OUT = "out"
    IN = "in"


class Piece(NamedTuple):
    """A piece of a text, and what became of it."""

    change: Change
    text: str


class Run(NamedTuple):
    """Items from `start` to `end` (excluded) of the list before, and those of the list after, that took their place."""

    is_same: bool
    old: slice
    new: slice


def word_diff(before: str, after: str) -> tuple[Piece, ...]:
    """Both texts in one, syllable by syllable: without what came it is `before`, without what went it is `after`."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    found = tuple(_without_specks(runs(old, new), old))
    if _stayed(found, old) < _LEAST_SAME * min(len(before), len(after)):
        found = (Run(False, slice(0, len(old)), slice(0, len(new))),)
    pieces: list[Piece] = []
    for run in found:
        if run.is_same:
            pieces.append(Piece(Change.SAME, "".join(old[run.old])))
            continue
        pieces += [piece for piece in (Piece(Change.OUT, "".join(old[run.old])), Piece(Change.IN, "".join(new[run.new]))) if piece.text]
    return tuple(pieces)


def _stayed(found: Sequence[Run], old: Sequence[str]) -> int:
    """Characters that stayed."""
    return sum(len(token) for run in found if run.is_same for token in old[run.old])


def _without_specks(found: Sequence[Run], old: Sequence[str]) -> Iterator[Run]:
    """Runs, without lone blanks and signs that stayed between two changes: a phrase that was replaced reads as one."""
    waiting: Run | None = None
    for number, run in enumerate(found):
        is_speck = run.is_same and 0 < number < len(found) - 1 and not any(map(_WORD.match, old[run.old]))
        if run.is_same and not is_speck:
            if waiting:
                yield waiting
            waiting = None
            yield run
        elif waiting:
            waiting = Run(False, slice(waiting.old.start, run.old.stop), slice(waiting.new.start, run.new.stop))
        else:
            waiting = Run(False, run.old, run.new)
    if waiting:
        yield waiting


def runs(old: Sequence[Hashable], new: Sequence[Hashable]) -> tuple[Run, ...]:
    """The two lists, cut where they part and where they meet again, in order."""
    first = _common(old, new)
    most = min(len(old), len(new)) - first
    last = _common(old[: first - 1 if first else None : -1], new[: first - 1 if first else None : -1]) if most else 0
    middle_old, middle_new = old[first : len(old) - last], new[first : len(new) - last]
    met = [(first + a, first + b) for a, b in _meetings(middle_old, middle_new)]
    pairs = [*((at, at) for at in range(first)), *met, *((len(old) - back, len(new) - back) for back in range(last, 0, -1))]
    return tuple(_cut(pairs, len(old), len(new)))


def _common(old: Sequence[Hashable], new: Sequence[Hashable]) -> int:
    """How many items at the head are the same."""
    return next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))


def _cut(pairs: Sequence[tuple[int, int]], olds: int, news: int) -> Iterator[Run]:
    """Runs from the places that are the same in both lists."""
    a = b = 0
    at = 0
    while at < len(pairs):
        start = pairs[at]
        if (a, b) != start:
            yield Run(False, slice(a, start[0]), slice(b, start[1]))
        length = 1
        while at + length < len(pairs) and pairs[at + length] == (start[0] + length, start[1] + length):
            length += 1
        a, b = start[0] + length, start[1] + length
        yield Run(True, slice(start[0], a), slice(start[1], b))
        at += length
    if (a, b) != (olds, news):
        yield Run(False, slice(a, olds), slice(b, news))


def _meetings(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Places of the items that stay, by Myers; none when the lists differ by more than `_MOST_EDITS`."""
    reached = {1: 0}
    steps: list[dict[int, int]] = []
    for edits in range(min(len(old) + len(new), _MOST_EDITS) + 1):
        steps.append(dict(reached))
        for diagonal in range(-edits, edits + 1, 2):
            a = _entered(reached, diagonal, edits)
            b = a - diagonal
            while a < len(old) and b < len(new) and old[a] == new[b]:
                a, b = a + 1, b + 1
            reached[diagonal] = a
            if a >= len(old) and b >= len(new):
                return _way_back(steps, len(old), len(new))
    return []


def _entered(reached: dict[int, int], diagonal: int, edits: int) -> int:
    """Where in the list before a diagonal is entered: from above (an item came) or from the left (an item went)."""
    left, above = reached.get(diagonal - 1, -1), reached.get(diagonal + 1, -1)
    return above if diagonal == -edits or (diagonal != edits and left < above) else left + 1


def _way_back(steps: Sequence[dict[int, int]], a: int, b: int) -> list[tuple[int, int]]:
    """The places that are the same on the shortest way, from its steps."""
    met: list[tuple[int, int]] = []
    for edits in range(len(steps) - 1, -1, -1):
        reached, diagonal = steps[edits], a - b
        start = _entered(reached, diagonal, edits)
        before = start - diagonal
        while a > start and b > before:
            a, b = a - 1, b - 1
            met.append((a, b))
        # the edit itself: one item came (above) or went (left)
        is_above = diagonal == -edits or (diagonal != edits and reached.get(diagonal - 1, -1) < reached.get(diagonal + 1, -1))
        a, b = (a, b - 1) if is_above else (a - 1, b)
    return met[::-1]
