"""What goes into a layout and what comes out: words, the box, lines in their places. Lengths in em are parts of a font size."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """Size of a word in em."""

    #: how far the pen moves
    advance: float
    #: ink over the baseline
    rise: float
    #: ink under the baseline
    drop: float
    #: letters with ink over the cap top or under the baseline: (left end, right end, rise, drop), from the start of the word
    marks: tuple[tuple[float, float, float, float], ...] = ()


#: from a text without spaces, or one space, to its extent
Measure = Callable[[str], Extent]


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word as it is drawn, and what a break after it costs."""

    text: str
    #: below 0 good, 0 neutral, above 0 bad, infinite forbidden, minus infinite wanted by the author
    penalty: float = 0.0
    is_emphasised: bool = False
    #: words of the connector (gắn với, tại, vì) that begins here; 0 where none does
    connector: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """The place of the text on a picture, in pixels, and how it may be filled."""

    width: int
    height: int
    #: least font size
    least: int
    #: largest font size
    most: int = 1000
    #: centred lines, or lines that start at the left edge
    is_centred: bool = True
    #: distance from a baseline to the next cap top, em: at least, and at most where height is left
    least_gap: float = 0.44
    most_gap: float = 0.60
    #: how much a loss of size, squared, weighs against even lines and good breaks when the count of lines is chosen
    size_weight: float = 8.0
    #: how much height that stays empty weighs
    emptiness_weight: float = 0.3
    #: how much lines count that are more uneven than a centred block bears
    ragged_weight: float = 20.0
    #: part of the penalties of breaks in the cost: less where many short lines make large type
    break_weight: float = 0.8
    #: a connector may stand on a small line of its own, between two rules: narrow boxes, which have height to spare
    has_connectors: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Part of a line in one colour."""

    text: str
    is_emphasised: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line in its place."""

    runs: tuple[Run, ...]
    #: font size in pixels
    size: int
    #: left end and baseline, pixels from the top left corner of the box
    x: float
    baseline: float
    #: pixels
    width: float
    #: a lone connector: smaller than the others, and drawn between two rules
    is_connector: bool = False

    @property
    def text(self) -> str:
        """The words of the line."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A text, set."""

    lines: tuple[Line, ...]
    #: font size of the plain tier in pixels
    size: int
    #: cost of the breaks; lower is better
    score: float
    #: root mean square of width / mean - 1, connectors left out
    raggedness: float
    #: part of the box that the ink takes on its fuller axis
    fill: float
    #: least distance between the inks of two neighbouring lines, em of the plain tier; infinite for one line
    ink_gap: float
    #: what an editor should know, Vietnamese sentences
    reasons: tuple[str, ...]
    #: is the size at least the least size of the box?
    fits: bool
