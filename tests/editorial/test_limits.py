"""Limits of form: what would stop the build is refused alone, and at once."""

import time
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.editorial import limits
from plugins.editorial.conversion import convert
from plugins.editorial.sanitiser import sanitise
from plugins.engine.read import read_source


def lines_with_finding(text: str) -> list[int]:
    return [finding.line for finding in limits.form_findings(tuple(text.split("\n")), 1)]


def test_size() -> None:
    """256 KiB pass, one byte more does not."""
    assert limits.size_finding(b"a" * limits.MAX_BYTES) is None
    finding = limits.size_finding(b"a" * (limits.MAX_BYTES + 1024))
    assert finding is not None
    assert "257 KiB" in finding.message


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("[" * 1000, []),
        ("a\n" + "[" * 1001, [2]),
        ("[a](b) " * 2000, []),
        ("a\n" + "]" * 2000 + "[" * 1001, [2]),
        ("[" * 20 + "a" + "]" * 20, []),
        ("[" * 20 + "a\n" + "]" * 20, []),
        ("a\n" + "[" * 21 + "a" + "]" * 21, [2]),
        (("[" * 900 + "a" + "]" * 900 + "\n\n") * 5, [1]),
        ("[" * 999 + "a " * 100_000, [1]),
        ("a\n\n[ " + "a " * 100_000 + ")", []),
        ("a\n\n" + "[a](b " * 2000 + "\n", [3]),
        ("a [b] (c (d)) [e](f(g)) ) ] [h](i\n\n" * 1000, []),
        ("a\n" * 4999 + "a", []),
        ("a\n" * 5000 + "a", [5001]),
        ("*" * 30_000, []),
        ("*`_!\\" * 6000 + "\n[]", [2]),
        ("\\*" * 120_000, [1]),
        ("|" * 50, []),
        ("|" * 51, [1]),
        ("a|" * 20 + "\n" + "-|" * 20 + "\n" + "x|\n" * 940, []),
        ("a|" * 20 + "\n" + "-|" * 20 + "\n" + "x|\n" * 960, [953]),
        ("[^1] " * 300, []),
        ("[^1] " * 300 + "\n[^1]: a", [2]),
        (">" * 30 + " a", []),
        (">" * 31 + " a", [1]),
        ("> " * 31 + "a", [1]),
        (" " * 62 + "- a", [1]),
        (" " * 62 + "a", []),
        ("- " * 31 + "a", [1]),
        (" " * 62 + "1. a", [1]),
        ("- một\n    - hai\n        - ba", []),
    ],
)
def test_form(text: str, lines: list[int]) -> None:
    """What stands at a limit passes; more of it is named with its line."""
    assert lines_with_finding(text) == lines


def test_the_longest_honest_article() -> None:
    """A text of 250 KiB with a table of 12 columns and 200 rows, 100 notes, links and emphasis in every paragraph passes."""
    table = "\n".join(["| **Cột** " * 12 + "|", "|---" * 12 + "|", *["| 05-NQ/TU " * 12 + "|"] * 200])
    notes = "\n".join(f"[^{n}]: Văn bản số {n}.\n" for n in range(100))
    used = " ".join(f"lời[^{n}]" for n in range(100))
    paragraph = "Theo [bài khác](khac.md), **phường Hải An** có *hai* việc; xem ![Cảnh](tep/a.jpg). " * 8 + "\n\n"
    text = "\n\n".join((table, used, notes)) + "\n\n"
    text += paragraph * ((250 * 1024 - len(text.encode())) // len(paragraph.encode()))
    assert limits.size_finding(text.encode()) is None
    assert len(text.encode()) > 249 * 1024
    assert lines_with_finding(text) == []


@pytest.mark.parametrize("sign", ["&#x202e;", "&#8203;", "&#173;", "&shy;", "&zwnj;", "&#x2066;", "&#xE0041;", "&#x3164;", "&#xFFFE;"])
def test_hidden_characters_of_entities(sign: str) -> None:
    """HT01: an entity that prints what nobody sees is named with its place, whatever its form."""
    lines = ("Chữ &amp; số", f"Hải {sign}An")
    finding = limits.hidden_finding(unescape(sanitise(convert("\n".join(lines)).html)), lines, 1)
    assert finding is not None
    assert (finding.line, finding.column) == (2, 5)
    assert f"“{sign}”" in finding.message


@pytest.mark.parametrize("text", ["a &amp; b &nbsp; c &mdash; d", "`&#8203;`", "\\&#8203;".replace("&", "&amp;"), "NghÞ quyÕt ph\u00adêng"])
def test_honest_entities(text: str) -> None:
    """Entities that show something, entities in code, and the soft hyphen that is a letter of TCVN3 are silent."""
    assert limits.hidden_finding(unescape(sanitise(convert(text).html)), (text,), 1) is None


def test_hidden_without_an_entity() -> None:
    """A hidden character that no entity of the source explains is named all the same."""
    finding = limits.hidden_finding("a\u200b", ("a", "b"), 2)
    assert finding is not None
    assert (finding.line, "U+200B" in finding.message) == (2, True)


@pytest.mark.parametrize(
    ("line", "column"),
    [("a <div> b", 3), ("<script src=x>", 1), ("x </p>", 3), ("<!-- x -->", 1), ("5 < 6", 0), ("a<-b", 0), ("x <3 y", 0), ("không có", 0)],
)
def test_raw_html(line: str, column: int) -> None:
    """Tags and comments are named with their column; a plain less-than sign is honest."""
    assert [finding.column for finding in limits.raw_html_findings((line,), 1)] == ([column] if column else [])


HEAD = "---\nid: bv-mau-0001\ntitle: Bài mẫu\ndate: 2026-03-05\nstatus: published\nsummary: Mẫu.\nsources: [Mẫu]\ncategory: tin\n---\n"


def test_reading_refuses_and_repairs_what_nobody_sees() -> None:
    """The same character is dropped where it stands in the text (KT06) and refused where an entity prints it (HT01)."""
    read = read_source("bai-viet/mau.md", (HEAD + "Hải \u3164\ufe0fAn\n\nHải &#x3164;An\n").encode())
    assert [(issue.rule, issue.line) for issue in read.issues] == [("KT06", 10), ("HT01", 12)]


@pytest.mark.parametrize(
    "body",
    [
        "[" * 999 + "a " * 60_000,
        ("[" * 900 + "a" + "]" * 900 + "\n\n") * 100,
        "[a](b " * 40_000,
        "a|" * 1000 + "\n" + "-|" * 1000 + "\n" + "x|\n" * 500,
        "[^1] " * 20_000 + "\n\n[^1]: x\n",
        "a\n\n" * 80_000,
        " ".join("`" * n for n in range(1, 650)),
        "a\n=\n" * 50_000,
    ],
)
def test_hostile_texts_end_soon(body: str) -> None:
    """A text that keeps Markdown busy for 15 seconds to minutes is refused before Markdown sees it."""
    began = time.process_time()
    read = read_source("bai-viet/mau.md", (HEAD + body).encode()[: limits.MAX_BYTES])
    assert time.process_time() - began < 5  # a hang, not a speed
    assert read.pieces == ()
    assert {issue.rule for issue in read.issues} == {"GH01"}


_COUNTS = {
    "MAX_OPEN_BRACKETS": limits._open_brackets,
    "MAX_NESTING": limits._nestings,
    "MAX_BRACKET_DEPTH": limits._bracket_depths,
    "MAX_REACH": limits._summed_reaches,
    "MAX_LINES": limits._numbers,
    "MAX_SIGNS": limits._summed_signs,
    "MAX_BARS": limits._bars,
    "MAX_CELLS": limits._summed_cells,
    "MAX_NOTES": limits._summed_notes,
}


@pytest.mark.parametrize("name", _COUNTS)
@given(st.lists(st.text(alphabet="[]()^|>-*+ \t1a", max_size=12), min_size=1, max_size=12), st.integers(1, 12))
def test_no_bound_hides_a_finding(name: str, lines: list[str], limit: int) -> None:
    """What the counts line by line would find is found, although they are made only where a bound of the whole text allows it."""
    body = tuple(lines)
    over = next((number for number, count in enumerate(_COUNTS[name](body), 1) if count > limit), None)
    with pytest.MonkeyPatch.context() as patch:
        for other in _COUNTS:
            patch.setattr(limits, other, limit if other == name else 10**9)
        assert [finding.line for finding in limits.form_findings(body, 1)] == ([over] if over else [])


def test_raw_html_is_named_without_a_front_matter() -> None:
    """A source whose front matter cannot be found is told of its HTML all the same."""
    reading = read_source("bai-viet/a.md", "Chào <b>bạn</b>\n".encode())
    assert [(issue.rule, issue.line) for issue in reading.issues] == [("FM01", 1), ("HT01", 1)]


@pytest.mark.parametrize(
    ("body", "line"),
    [("![Cảnh [![phố](tep/x.png)](b.md)](tep/x.png)", 14), ("![Cảnh [![phố][1]](b.md)](tep/x.png)\n\n[1]: tep/x.png", 10)],
)
def test_what_markdown_left_undone_is_refused_with_its_line(body: str, line: int) -> None:
    """Python-Markdown leaves a placeholder of its own in a picture in a link in a picture; as the mark of a page it stopped the build.
    Where no paragraph leaves one alone, the first line of the text is named.
    """
    read = read_source("bai-viet/mau.md", (HEAD + "Đoạn một.\n\nĐoạn hai.\n\n" + body + "\n").encode())
    assert [(issue.rule, issue.line) for issue in read.issues if "lồng nhau mà" in issue.message] == [("HT01", line)]
