"""Time against number of articles, both on logarithmic axes, as an SVG that needs no library, no script and no colour.

A shape tells the generator, a line tells what was built (whole, after an edit, nothing changed), and every line ends in its
name and last figure. `<desc>` says all figures in words.
"""

import math
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass

from tests.bench.report import Results, title_of
from tests.bench.scenarios import AGAIN, COLD
from tests.bench.sites import PORTAL

_WIDTH, _HEIGHT = 1040, 640
_LEFT, _RIGHT, _TOP, _BOTTOM = 84, 330, 84, 72
#: pixels between the middles of two labels
_LINE = 21
_FONT = "system-ui, 'Segoe UI', 'DejaVu Sans', Arial, sans-serif"
_INK, _GRID = "#1b1b1b", "#d5d5d5"
#: what the plot shows, of all that may be measured
SHOWN = (COLD, "body", "nothing", AGAIN)
#: dashes of each line; solid for a cold build
_DASHES = {"body": "9 5", AGAIN: "9 5", "nothing": "2 5"}
#: the shape of each peer, around its middle; the portal is a circle
_CORNERS: dict[str, tuple[tuple[float, float], ...]] = {
    "hugo": ((-6, -6), (6, -6), (6, 6), (-6, 6)),
    "pelican": ((0, -8), (8, 6), (-8, 6)),
    "eleventy": ((0, -8.5), (8.5, 0), (0, 8.5), (-8.5, 0)),
}
_COLOURS = {PORTAL: "#a3000f", "hugo": "#1d4f91", "pelican": "#1c6b3a", "eleventy": "#6a4a00"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One line of the plot."""

    subject: str
    scenario: str
    #: (articles, seconds), smallest first
    points: tuple[tuple[int, float], ...]

    @property
    def title(self) -> str:
        """Its name."""
        return title_of(self.subject, self.scenario)


def series_of(results: Results) -> tuple[Series, ...]:
    """The lines that these results give: medians."""
    points: dict[tuple[str, str], list[tuple[int, float]]] = {}
    for size, subject, scenario in results.things():
        wall = results.wall(size, subject, scenario)
        if scenario in SHOWN and wall:
            points.setdefault((subject, scenario), []).append((size, wall))
    return tuple(Series(subject=s, scenario=c, points=tuple(found)) for (s, c), found in points.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    """From articles and seconds to pixels."""

    sizes: tuple[int, ...]
    #: seconds at the bottom and at the top
    lowest: float
    highest: float

    def x(self, size: int) -> float:
        first, last = self.sizes[0], self.sizes[-1]
        part = math.log(size / first) / math.log(last / first) if last > first else 0.5
        # room at both sides, so that no mark sits on an axis
        return _LEFT + (0.06 + 0.88 * part) * (_WIDTH - _LEFT - _RIGHT)

    def y(self, seconds: float) -> float:
        part = math.log(seconds / self.lowest) / math.log(self.highest / self.lowest)
        return _HEIGHT - _BOTTOM - part * (_HEIGHT - _TOP - _BOTTOM)

    def ticks(self) -> list[float]:
        """1, 2 and 5 times the powers of ten."""
        return [t for t in _ticks() if self.lowest <= t <= self.highest]


def _ticks() -> list[float]:
    return [float(f"{step}e{power}") for power in range(-4, 6) for step in (1, 2, 5)]


def _scale(series: Sequence[Series]) -> _Scale:
    seconds = [value for one in series for _, value in one.points]
    lowest = max(t for t in _ticks() if t < min(seconds))
    highest = min(t for t in _ticks() if t > max(seconds))
    return _Scale(sizes=tuple(sorted({size for one in series for size, _ in one.points})), lowest=lowest, highest=highest)


def plot(series: Sequence[Series], note: str) -> str:
    """The SVG; `note` is the line under the heading. There is at least one series."""
    scale = _scale(series)
    svg = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {_WIDTH} {_HEIGHT}", "role": "img"})
    svg.set("aria-labelledby", "title desc")
    svg.set("font-family", _FONT)
    heading = "Seconds to build, by number of articles"
    ET.SubElement(svg, "title", {"id": "title"}).text = heading
    ET.SubElement(svg, "desc", {"id": "desc"}).text = " ".join(map(_in_words, series))
    ET.SubElement(svg, "rect", {"width": str(_WIDTH), "height": str(_HEIGHT), "fill": "#fff"})
    _text(svg, 24, 36, heading, size=20, weight="600")
    _text(svg, 24, 60, note, size=13)
    _axes(svg, scale)
    labels = _spread([scale.y(one.points[-1][1]) for one in series])
    for one, label in zip(series, labels, strict=True):
        _draw(svg, scale, one, label)
    return ET.tostring(svg, encoding="unicode") + "\n"


def _in_words(one: Series) -> str:
    return f"{one.title}: " + ", ".join(f"{_seconds(seconds)} for {size:,} articles" for size, seconds in one.points) + "."


def _seconds(value: float) -> str:
    return f"{value:.2f} s" if value < 10 else f"{value:.0f} s"


def _axes(svg: ET.Element, scale: _Scale) -> None:
    right, bottom = _WIDTH - _RIGHT, _HEIGHT - _BOTTOM
    for tick in scale.ticks():
        y = scale.y(tick)
        _line(svg, (_LEFT, y), (right, y), stroke=_GRID)
        _text(svg, _LEFT - 10, y + 5, f"{tick:g} s", anchor="end")
    for size in scale.sizes:
        x = scale.x(size)
        _line(svg, (x, _TOP), (x, bottom), stroke=_GRID)
        _text(svg, x, bottom + 24, f"{size:,}", anchor="middle")
    _line(svg, (_LEFT, _TOP), (_LEFT, bottom), stroke=_INK)
    _line(svg, (_LEFT, bottom), (right, bottom), stroke=_INK)
    _text(svg, (_LEFT + right) / 2, bottom + 52, "articles (both axes are logarithmic; median of the rounds)", anchor="middle")


def _draw(svg: ET.Element, scale: _Scale, one: Series, label: float) -> None:
    colour = _COLOURS.get(one.subject, _INK)
    group = ET.SubElement(svg, "g", {"class": "series", "stroke": colour, "stroke-width": "2"})
    places = [(scale.x(size), scale.y(seconds)) for size, seconds in one.points]
    path = "M" + " L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    ET.SubElement(group, "path", {"d": path, "fill": "none", "stroke-dasharray": _DASHES.get(one.scenario, "none")})
    edge = _WIDTH - _RIGHT + 14
    x, y = places[-1]
    leader = f"M{x + 9:.1f} {y:.1f} L{edge - 4:.1f} {label:.1f}"
    ET.SubElement(group, "path", {"d": leader, "fill": "none", "stroke-width": "0.8", "stroke": "#777"})
    for (size, seconds), place in zip(one.points, places, strict=True):
        mark = _mark(group, one, place)
        ET.SubElement(mark, "title").text = f"{one.title}, {size:,} articles: {_seconds(seconds)}"
    sample = _mark(group, one, (edge + 6, label))
    sample.set("class", "sample")
    _line(group, (edge + 18, label), (edge + 46, label), dashes=_DASHES.get(one.scenario, "none"))
    size, seconds = one.points[-1]
    where = "" if size == scale.sizes[-1] else f" at {size:,}"
    _text(group, edge + 54, label + 5, f"{one.title}, {_seconds(seconds)}{where}")


def _mark(parent: ET.Element, one: Series, place: tuple[float, float]) -> ET.Element:
    """The shape of a generator: filled for a cold build, hollow for an edit, hollow with a dot for nothing changed."""
    x, y = place
    fill = _COLOURS.get(one.subject, _INK) if one.scenario == COLD else "#fff"
    group = ET.SubElement(parent, "g", {"class": "mark", "fill": fill})
    corners = _CORNERS.get(one.subject)
    if corners is None:
        ET.SubElement(group, "circle", {"cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": "6.5"})
    else:
        ET.SubElement(group, "polygon", {"points": " ".join(f"{x + dx:.1f},{y + dy:.1f}" for dx, dy in corners)})
    if one.scenario == "nothing":
        ET.SubElement(group, "circle", {"cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": "1.5"})
    return group


def _spread(wanted: Sequence[float]) -> list[float]:
    """Heights of the labels: as near to what is wanted as the lines of text allow, inside the plot."""
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    places = [wanted[i] for i in order]
    for k in range(1, len(places)):
        places[k] = max(places[k], places[k - 1] + _LINE)
    lowest = float(_HEIGHT - _BOTTOM)
    for k in reversed(range(len(places))):
        places[k] = min(places[k], lowest)
        lowest = places[k] - _LINE
    found = [0.0] * len(wanted)
    for k, i in enumerate(order):
        found[i] = places[k]
    return found


def _line(parent: ET.Element, start: tuple[float, float], end: tuple[float, float], stroke: str = "", dashes: str = "none") -> None:
    places = {"x1": start[0], "y1": start[1], "x2": end[0], "y2": end[1]}
    element = ET.SubElement(parent, "line", {name: f"{value:.1f}" for name, value in places.items()} | {"stroke-dasharray": dashes})
    if stroke:
        element.set("stroke", stroke)


def _text(parent: ET.Element, x: float, y: float, words: str, *, anchor: str = "start", size: int = 14, weight: str = "400") -> None:
    attributes = {"x": f"{x:.1f}", "y": f"{y:.1f}", "text-anchor": anchor, "font-size": str(size), "font-weight": weight}
    ET.SubElement(parent, "text", attributes | {"fill": _INK, "stroke": "none"}).text = words
