"""The plot: well-formed, a mark for each median, readable without colour and without eyes."""

import itertools
import xml.etree.ElementTree as ET

import pytest

from tests.bench.plot import SHOWN, plot, series_of
from tests.bench.report import Measurement, Results

SVG = "{http://www.w3.org/2000/svg}"
THINGS = [
    ("portal", "cold", 3.2),
    ("portal", "body", 0.5),
    ("portal", "nothing", 0.4),
    ("hugo", "cold", 1.1),
    ("hugo", "again", 1.05),
    ("pelican", "cold", 4.9),
    ("pelican", "again", 4.7),
    ("eleventy", "cold", 4.5),
    ("eleventy", "again", 4.3),
]


def results(sizes: tuple[int, ...]) -> Results:
    return Results(
        Measurement(size=size, subject=subject, scenario=scenario, round=number, wall=wall * size / 1_000)
        for size in sizes
        for subject, scenario, wall in [*THINGS, ("portal", "css", 2.0)]
        for number in (1, 2, 3)
    )


def drawn(sizes: tuple[int, ...]) -> ET.Element:
    return ET.fromstring(plot(series_of(results(sizes)), "2 cores, <3 & 4> rounds"))  # noqa: S314 - our own text


@pytest.mark.parametrize("sizes", [(1_000,), (1_000, 10_000), (1_000, 10_000, 100_000)])
def test_one_mark_for_each_median(sizes: tuple[int, ...]) -> None:
    """Every thing that is shown has one mark at each size, all inside the picture, higher for longer."""
    svg = drawn(sizes)
    marks = svg.findall(f".//{SVG}g[@class='mark']")
    assert len(marks) == len(THINGS) * len(sizes)
    titles = [mark.findtext(f"{SVG}title") for mark in marks]
    assert len(set(titles)) == len(marks)
    _, _, width, height = map(float, svg.attrib["viewBox"].split())
    for circle in svg.iter(f"{SVG}circle"):
        assert 0 < float(circle.attrib["cx"]) < width
        assert 0 < float(circle.attrib["cy"]) < height
    cold, body = (
        next(float(c.attrib["cy"]) for m in marks for c in m.iter(f"{SVG}circle") if (m.findtext(f"{SVG}title") or "").startswith(name))
        for name in ("portal: cold", "portal: one body")
    )
    assert cold < body


def test_every_line_has_its_name_and_no_two_names_touch() -> None:
    """Labels stand a line apart inside the picture, though the lines end close together."""
    svg = drawn((1_000, 10_000))
    labels = [text for group in svg.findall(f"{SVG}g[@class='series']") for text in group.findall(f"{SVG}text")]
    assert len(labels) == len(THINGS)
    assert "eleventy: again, 43 s" in {label.text for label in labels}
    heights = sorted(float(label.attrib["y"]) for label in labels)
    assert all(b - a >= 20 for a, b in itertools.pairwise(heights))
    assert heights[-1] < float(svg.attrib["viewBox"].split()[3])


def test_it_reads_without_colour() -> None:
    """Cold, edited and unchanged differ by fill, dashes and dot; generators by shape."""
    svg = drawn((1_000,))
    looks = set()
    for group in svg.findall(f"{SVG}g[@class='series']"):
        mark = group.find(f"{SVG}g[@class='mark']")
        dashes = group.findall(f"{SVG}path")[0].attrib["stroke-dasharray"]
        assert mark is not None
        shapes = [shape for shape in mark if shape.tag in (f"{SVG}circle", f"{SVG}polygon")]
        corners = tuple(len(shape.attrib.get("points", "").split()) for shape in shapes)
        tilted = "points" in shapes[0].attrib and len({point.split(",")[1] for point in shapes[0].attrib["points"].split()}) == 3
        looks.add((corners, tilted, mark.attrib["fill"] == "#fff", dashes))
    assert len(looks) == len(THINGS)


def test_it_reads_without_eyes() -> None:
    """Title and description are named by the picture, and the description holds every figure."""
    svg = drawn((1_000, 10_000))
    assert svg.attrib["role"] == "img"
    ids = {element.attrib["id"] for element in svg.iter() if "id" in element.attrib}
    assert set(svg.attrib["aria-labelledby"].split()) == ids
    description = svg.findtext(f"{SVG}desc") or ""
    assert "hugo: cold: 1.10 s for 1,000 articles, 11 s for 10,000 articles." in description


def test_what_is_not_shown_makes_no_line() -> None:
    """Scenarios beyond the four that are compared stay in the table."""
    assert {one.scenario for one in series_of(results((1_000,)))} == set(SHOWN)
