"""Lines and columns of offsets in a text that was put together from lines."""

import bisect
import functools
from collections.abc import Iterable
from itertools import accumulate


@functools.lru_cache(maxsize=4)  # the rules of one entry run one after the other and ask the same
def joined_lines(lines: tuple[str, ...]) -> str:
    """The text whose offsets `Places` knows."""
    return "\n".join(lines)


class Places:
    """Where offsets of `"\\n".join(lines)` lie."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._starts = [0, *accumulate(len(line) + 1 for line in lines)]

    def of(self, offset: int) -> tuple[int, int]:
        """Line and column of `offset`, both from 1."""
        line = bisect.bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def start(self, line: int) -> int:
        """Offset of the first character of `line` (from 1)."""
        return self._starts[line - 1]
