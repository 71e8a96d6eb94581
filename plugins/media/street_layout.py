"""A slogan set for the street: lines, their size, and how wide the letters run.

The width of the typeface is one more choice beside the count of lines, and judged by the same score: large letters, good
breaks, even lines, a full box. Narrow letters win only where they let the slogan stand larger.
"""

import math
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from plugins.core.errors import SourceError
from plugins.media.card_texts import Medium, require_short, require_words
from plugins.media.slogan_layout import block_cost, break_slogan
from plugins.media.street_fonts import NORMAL_WIDTH, SMALL_WEIGHT, WIDTHS, cap_height, measure, measure_at, require_letters
from plugins.media.street_places import Places, places_on, unit_size_on
from plugins.media.street_sizes import StreetKind, StreetSize
from plugins.media.typesetting import Box, Extent, Layout, Line, Run, Word
from plugins.media.wording import slogan_words, title_words

#: the layout counts in tenths of a millimetre: its sizes are whole numbers
UNITS = 10
#: what a narrow letter is worth beside a normal one of the same height: this power of its width
_WIDTH_POWER = 0.35
#: letters wider than normal are tried where normal ones leave this part of the width empty
_SPARSE = 0.4
#: weight of breaks: a vertical banner is read word by word, and only many lines make its type large
_BREAKS_DOWN, _BREAKS_ALONG = 0.15, 0.45
#: in the street large type counts for more, and so does a full banner
_SIZE_WEIGHT = 10.0
_EMPTINESS_WEIGHT = 1.0
#: what a larger size is worth beside other widths of the typeface, for each step of its logarithm
_SIZE_GAIN = 5.0
#: cost of a break that the author wants, where it is a wish only: as good as a break can be
_WISH = -1.0
#: An emphasised phrase likes lines of its own. On a long banner that may cost too much evenness: both are tried
_EDGES_DOWN, _EDGES_ALONG = (-0.8,), (-0.9, -0.2)
_INSIDE = 0.35
#: cost of an emphasised phrase that begins at the end of a line
_CUT = 0.6
#: cost of each break: who passes by takes in one or two lines; a panel is stood before
_BREAK_ALONG, _BREAK_PANEL = 1.0, 0.4
#: width and openness of small lines
SMALL_WIDTH = 92
SMALL_SPACING = 0.06
#: small lines shrink to this part of what is wanted, no further
_SMALL_LEAST = 0.7
_MOST_UNIT_LINES = 3
#: part of the width of a long banner that the unit may take
_UNIT_ROOM = 0.7
_PRINT = Medium(placed="in", shown="in", measure=measure, require_letters=require_letters)


@dataclass(frozen=True, slots=True, kw_only=True)
class StreetLayout:
    """A slogan and its unit, set on one size."""

    size: StreetSize
    places: Places
    #: lines of the slogan, in tenths of a millimetre from the corner of `places.text`
    layout: Layout
    #: width of the typeface, a value of `WIDTHS`
    width: int
    #: lines of the unit, and their font size in mm
    unit: tuple[str, ...]
    unit_size: float

    @property
    def capital(self) -> float:
        """Height of the capitals of the plain tier, mm."""
        return self.layout.size / UNITS * cap_height()


@lru_cache(maxsize=256)  # the rule, the figures and three makers ask for the same
def set_slogan(text: str, unit_line: str, size: StreetSize, source: str, *, has_code: bool = False, has_logo: bool = False) -> StreetLayout:
    """The slogan in capitals, set for a size; SourceError names the size when it cannot be set there (rule TT01)."""
    words = _words(text, source)
    unit, unit_size = _set_unit(unit_line, size, source, has_code=has_code, has_logo=has_logo)
    places = places_on(size, unit_lines=len(unit), has_code=has_code, has_logo=has_logo)
    ways = [_for_places(words, places, size, edge) for edge in _edges(places)]
    width, layout = _best(ways, words, _box(places, size))
    if not layout.fits:
        capital = layout.size / UNITS * cap_height()
        raise SourceError(
            source,
            f"quá dài để in cỡ {size.name}: chữ chỉ còn cao {capital:.0f} mm, người đi đường không đọc được "
            f"(tối thiểu {size.least_capital} mm). Rút ngắn câu chữ hoặc bỏ cỡ này.",
        )
    return StreetLayout(size=size, places=places, layout=layout, width=width, unit=unit, unit_size=unit_size)


def _words(text: str, source: str) -> tuple[Word, ...]:
    """Words of a slogan; SourceError for what no layout can be asked about."""
    words = slogan_words(require_short(unicodedata.normalize("NFC", text), source, _PRINT), source)
    require_words([word.text for word in words], source, _PRINT)
    return words


def _edges(places: Places) -> tuple[float, ...]:
    return _EDGES_ALONG if places.is_long else _EDGES_DOWN


def _for_places(words: Sequence[Word], places: Places, size: StreetSize, edge: float) -> list[Word]:
    """The words as the layout of a size takes them; `edge` is the cost of a break where emphasis begins or ends.

    Only a panel has room for two tiers: elsewhere emphasis is a matter of colour. An author breaks lines for a card; eight
    metres of cloth take such a break as a wish.
    """
    if size.kind is StreetKind.PANEL:
        return [replace(word, penalty=word.penalty + _BREAK_PANEL) for word in words]
    result = []
    for word, after in pairwise([*words, words[-1]]):
        penalty = word.penalty
        if places.is_long and penalty == -math.inf:
            penalty = _WISH
        elif word.is_emphasised != after.is_emphasised:
            penalty = min(penalty, 0.0) + edge
        elif word.is_emphasised:
            penalty += _INSIDE
        result.append(replace(word, penalty=penalty + _BREAK_ALONG * places.is_long, is_emphasised=False))
    return result


def _coloured(lines: Sequence[Line], words: Sequence[Word]) -> Iterator[Line]:
    """The lines with a run for each word that says whether it is emphasised. A dash at the end of a line was left out."""
    at = 0
    for line in lines:
        runs = []
        for text in line.text.split():
            while words[at].text != text:
                at += 1
            runs.append(Run(text=text, is_emphasised=words[at].is_emphasised))
            at += 1
        yield replace(line, runs=tuple(runs))


def _box(places: Places, size: StreetSize) -> Box:
    is_narrow = size.kind in {StreetKind.VERTICAL, StreetKind.STANDEE}
    return Box(
        # a code on a small size may leave nothing: the layout then refuses
        width=max(1, math.floor(places.text.width * UNITS)),
        height=max(1, math.floor(places.text.height * UNITS)),
        least=math.ceil(size.least_capital / cap_height() * UNITS),
        most=size.height * UNITS,
        least_gap=0.44 if places.is_long else 0.5,
        most_gap=0.62 if places.is_long else 0.92,
        has_connectors=is_narrow,
        break_weight=_BREAKS_ALONG if places.is_long else _BREAKS_DOWN,
        size_weight=_SIZE_WEIGHT,
        emptiness_weight=_EMPTINESS_WEIGHT,
    )


def _best(ways: Sequence[Sequence[Word]], words: Sequence[Word], box: Box) -> tuple[int, Layout]:
    """The best width of the typeface and its layout, in the colours of the words, over all ways to see the words."""
    layouts = []
    for width in WIDTHS:
        for way in ways:
            layout = break_slogan(way, measure_at(width), box)
            layouts.append((width, replace(layout, lines=tuple(_coloured(layout.lines, words)))))
    if max(line.width for width, layout in layouts if width == NORMAL_WIDTH for line in layout.lines) > (1 - _SPARSE) * box.width:
        layouts = [(width, layout) for width, layout in layouts if width <= NORMAL_WIDTH]
    # one that fits wins over one that does not, and one that had to cut no phrase over one that had to
    return min(layouts, key=lambda pair: (not pair[1].fits, bool(pair[1].reasons), _rank(pair[0], pair[1], box)))


def _rank(width: int, layout: Layout, box: Box) -> float:
    """Lower is better: the score of the layout of lines, with the worth of the width in the size."""
    lines = layout.lines
    mean = sum(line.size for line in lines) / len(lines)
    size = math.log(mean) + _WIDTH_POWER * math.log(width / NORMAL_WIDTH)
    cut = _CUT * sum(_is_cut(above, below) for above, below in pairwise(lines))
    return block_cost(layout, cap_height(), box) + cut - _SIZE_GAIN * size


def _is_cut(above: Line, below: Line) -> bool:
    """Does an emphasised phrase begin at the end of a line and go on in the next?"""
    return above.runs[-1].is_emphasised and below.runs[0].is_emphasised and not above.runs[0].is_emphasised


def small_measure(text: str) -> Extent:
    """Extent of a word of small type with its open spacing, em; a `typesetting.Measure`."""
    extent = measure(text, SMALL_WIDTH, SMALL_WEIGHT)
    return replace(extent, advance=extent.advance + SMALL_SPACING * len(text))


def small_width(text: str, em: float) -> float:
    """Length of a small line, in the unit of `em`."""
    words = text.split(" ")
    return em * (sum(small_measure(word).advance for word in words) + small_measure(" ").advance * (len(words) - 1) - SMALL_SPACING)


def _set_unit(unit_line: str, size: StreetSize, source: str, *, has_code: bool, has_logo: bool) -> tuple[tuple[str, ...], float]:
    """Lines of the unit in capitals and their font size in mm: one line where it fits, else broken at a dot, else anywhere."""
    text = " ".join(unicodedata.normalize("NFC", unit_line).upper().split())
    if not any(map(str.isalnum, text)):
        raise SourceError(source, "băng rôn thiếu dòng tên đơn vị; điền “unit_line”.")
    require_letters(text, source)
    em = unit_size_on(size)
    bare = places_on(size, unit_lines=1, has_code=False, has_logo=False)
    places = places_on(size, unit_lines=1, has_code=has_code, has_logo=has_logo)
    # beside the line of a long banner stand stars and hairlines; a single line runs under code and logo
    room = _UNIT_ROOM if places.is_long else 1.0
    if small_width(text, em) <= room * bare.unit.width:
        return (text,), em
    width = room * places.unit.width
    lines, least = [], em
    for part in filter(None, (part.strip() for part in text.split("·"))):
        box = Box(width=math.floor(width * UNITS), height=10**6, least=math.ceil(em * UNITS * _SMALL_LEAST), most=math.floor(em * UNITS))
        layout = break_slogan(title_words(part), small_measure, box)
        lines += [line.text for line in layout.lines]
        least = min(least, layout.size / UNITS)
    if len(lines) > _MOST_UNIT_LINES or least < em * _SMALL_LEAST:
        raise SourceError(source, f"dòng tên đơn vị quá dài để in cỡ {size.name}: “{text}”; rút ngắn dòng này.")
    return tuple(lines), least
