"""Markdown out of any words reads back as those words: a law tried on generated texts."""

import html
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from plugins.editorial import limits
from plugins.editorial.conversion import convert
from plugins.editorial.prose import prose_lines
from plugins.editorial.word.lines import tidy
from plugins.editorial.word.markup import is_link, markdown_of, words_of
from plugins.editorial.word.parts import Figure, Grid, Heading, Item, Part, Text
from plugins.editorial.word.source import Run, WordPicture

PICTURE = WordPicture(part="/word/media/a.png", data=b"", ending=".png")
SIGNS = st.text(alphabet="aĐ1. *_`[](){}<>#+-!|:\\&;=~^$%\"'/“”–…xyz2 ", min_size=1, max_size=12)
WORDS = st.one_of(
    SIGNS,
    st.sampled_from(
        [
            "1. a",
            "- a",
            "# a",
            "[^1]",
            "[^1]: a",
            "<b>x</b>",
            "&amp;",
            "![a](b)",
            "| a | b |",
            "[TOC]",
            "***",
            "http://a.b",
            "a@b.c",
            ": x",
            "```",
            "---",
            "===",
            "    a",
        ]
    ),
)
RUNS = st.builds(Run, text=WORDS, is_bold=st.booleans(), is_italic=st.booleans())
LINE = st.lists(RUNS, min_size=1, max_size=5).map(tidy).filter(lambda runs: any(run.text.strip() for run in runs))
BROKEN = st.lists(LINE, min_size=1, max_size=3).map(lambda lines: tuple(r for line in lines for r in (*line, Run(text="\n")))[:-1])
PARTS = st.one_of(
    st.builds(Heading, level=st.integers(2, 6), runs=LINE),
    st.builds(Text, runs=BROKEN),
    st.builds(Item, depth=st.just(0), number=st.just(0), runs=BROKEN),
    st.builds(Grid, rows=st.lists(st.lists(LINE, min_size=2, max_size=2).map(tuple), min_size=2, max_size=3).map(tuple)),
)


def visible(text: str) -> str:
    """Everything but blanks."""
    return re.sub(r"\s+", "", text)


def written(part: Part) -> str:
    if isinstance(part, Grid):
        return "".join(run.text for row in part.rows for cell in row for run in cell)
    assert not isinstance(part, Figure)
    return "".join(run.text for run in part.runs)


@settings(max_examples=150)
@given(st.lists(PARTS, min_size=1, max_size=4))
@example([Text(runs=(Run(text="a", is_bold=True), Run(text="b", is_italic=True), Run(text="c", is_bold=True, is_italic=True)))])
@example([Item(depth=0, number=0, runs=(Run(text="1. a"), Run(text="\n"), Run(text="- b")))])
@example([Heading(level=2, runs=(Run(text="C# và #"),)), Text(runs=(Run(text="<", is_italic=True), Run(text="/")))])
@example([Heading(level=2, runs=(Run(text="<1a@b.c>"),))])
@example([Text(runs=(Run(text="1"), Run(text="\n"), Run(text=":"), Run(text="\n"), Run(text="1")))])
@example([Text(runs=(Run(text="[^1]: a"),)), Text(runs=(Run(text="x [^1]"),))])
def test_what_is_written_is_read(parts: list[Part]) -> None:
    """Every sign of every part stands on the page, once and in order; nothing of it is taken for Markdown or HTML."""
    body = markdown_of(parts, {}, lambda picture: ("", "")).text
    page = "".join(words_of(convert(body).html))
    assert visible(page) == visible("".join(map(written, parts)))
    lines = tuple(body.split("\n"))
    assert limits.raw_html_findings(prose_lines(lines, 1), 1) == []


def test_lists_count_on() -> None:
    """A list may begin with any number, hold lists of other kinds, and change its kind: the page counts as Word did."""
    rows = [(0, 3), (1, 0), (1, 0), (0, 4), (0, 0), (1, 2), (1, 3), (0, 1), (0, 2)]
    items = [Item(depth=depth, number=number, runs=(Run(text="x"),)) for depth, number in rows]
    read = " ".join("".join(words_of(convert(markdown_of(items, {}, lambda picture: ("", "")).text).html)).split())
    assert read == "3 x x x 4 x x 2 x 3 x 1 x 2 x"


def test_a_figure() -> None:
    """Alt text, caption and credit hold no sign that would end them early."""
    figure = Figure(picture=PICTURE, caption='Đường [mới] "Cát | Bi" | Ảnh: A\\B')
    body = markdown_of([figure], {}, lambda picture: ("tep/a.png", "Người [dân] <b>`x`\\")).text
    found = convert(body).html
    assert '<img alt="Người (dân) ‹b›\'x\'/" src="tep/a.png">' in html.unescape(found)
    assert "".join(words_of(found)).split() == ["Đường", "[mới]", "”Cát", "/", "Bi”.", "Ảnh:", "A/B"]


def test_a_picture_in_a_cell_and_a_note_that_is_lost() -> None:
    """A picture in a table stands in its cell; the mark of a note that has no words is dropped."""
    grid = Grid(rows=(((Run(picture=PICTURE),), (Run(text="x"), Run(note="f1"))), ((), (Run(text="  "),))))
    assert markdown_of([grid], {}, lambda picture: ("tep/a.png", "Mô tả")).text == "| ![Mô tả](tep/a.png) | x |\n| --- | --- |\n|  |  |"


@pytest.mark.parametrize(
    ("address", "may"),
    [
        ("https://haiphong.gov.vn/a b", True), ("mailto:ubnd@haian.example", True), ("javascript:alert(1)", False), ("file:///C:/x", False),
        ("#muc", False), ("", False), ("tep/a.pdf", False), ("http://", False),
    ],
)  # fmt: skip
def test_links(address: str, may: bool) -> None:
    """Links lead to the web or to a letter; everything else stays words."""
    assert is_link(address) is may
    body = markdown_of([Text(runs=(Run(text=" a] ", link=address),))], {}, lambda picture: ("", "")).text
    assert ("](" in body) is may
    assert "".join(words_of(convert(body).html)).strip() == "a]"
