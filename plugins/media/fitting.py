"""A quick answer to whether a text surely fits a box, for checks of many titles; the layout itself is in slogan_layout.py."""

from collections.abc import Sequence

from plugins.media.line_placing import LEAST_INK_GAP
from plugins.media.slogan_layout import LIKELY, LONGEST, size_bound
from plugins.media.typesetting import Box, Measure


def surely_fits(words: Sequence[str], measure: Measure, box: Box) -> bool:
    """True: `break_slogan` fits these words, none emphasised and no break wanted, whatever a break costs. False says nothing yet.

    The author's breaks and emphasis aside, the last resort of a layout may break anywhere, and then no line is longer than
    `LONGEST` times the mean unless it is one word. So one count of lines that is tried at all, that can be cut so, and whose
    longest line and highest marks would still fit, is enough. It costs a hundredth of a layout.
    """
    extents = [measure(word) for word in words]
    space, cap = measure(" ").advance, measure("H").rise
    widths = [extent.advance for extent in extents]
    total = sum([width + space for width in widths])
    over = max(0.0, max([extent.rise for extent in extents]) - cap)
    drop = max(0.0, max([extent.drop for extent in extents]))
    gap = max(box.least_gap, over + drop + LEAST_INK_GAP)
    widest_word = max(widths)
    largest = 0.0
    for count in range(1, len(words) + 1):
        longest = LONGEST * total / count
        height = over + cap * count + gap * (count - 1) + drop
        # a little to spare everywhere: these sums may differ from those of the layout in their last digit
        fits = min(box.width / max(longest, widest_word), box.height / height) > box.least + 1
        if fits and _can_be_cut(widths, space, longest * 0.999, count):
            bound = size_bound(total, count, cap, box)
            # no bound is over `most`: the others are asked for only where this one is far below it
            if bound > LIKELY * box.most * 1.001:
                return True
            largest = largest or max(size_bound(total, other, cap, box) for other in range(1, len(words) + 1))
            if bound > LIKELY * largest * 1.001:
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
