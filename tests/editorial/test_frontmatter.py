"""Front matter: every scalar as text with its line, every fault in the editor's words, all at once."""

import re
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.rules import Finding
from plugins.editorial import frontmatter_nodes
from plugins.editorial.frontmatter import MAX_LENGTH, ListNode, MapNode, Scalar, parse_front_matter, split

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "front_matter_faults.md"
CASE = re.compile(r"^## (?P<name>[^\n]+)\n\n```yaml\n(?P<yaml>.*?)\n```\n\n(?P<rows>(?:- [^\n]+\n)+)", re.MULTILINE | re.DOTALL)


def golden_cases() -> list[tuple[str, str, list[str]]]:
    text = GOLDEN.read_text(encoding="utf-8")
    cases = [(m["name"], m["yaml"], m["rows"].splitlines()) for m in CASE.finditer(text)]
    assert len(cases) == text.count("\n## ")
    return cases


def source(yaml_text: str) -> str:
    return f"---\n{yaml_text}\n---\n"


def row(finding: Finding) -> str:
    return f"- {finding.line}: {finding.message}" + (f" → `` {finding.suggestion} ``" if finding.suggestion else "")


@pytest.mark.parametrize("parser", ["CSafeLoader", "SafeLoader"])
@pytest.mark.parametrize(("name", "text", "rows"), golden_cases())
def test_golden_faults(name: str, text: str, rows: list[str], parser: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each broken front matter gives exactly the lines of the golden file, with libyaml and without it."""
    monkeypatch.setattr(frontmatter_nodes, "_Parser", getattr(yaml, parser))
    assert [row(finding) for finding in parse_front_matter(source(text)).findings] == rows


@pytest.mark.parametrize(("name", "text", "rows"), golden_cases())
def test_suggestions_are_good(name: str, text: str, rows: list[str]) -> None:
    """A line put in as suggested is readable: no remedy leads to the next fault."""
    for finding in parse_front_matter(source(text)).findings:
        if finding.suggestion:
            fixed = finding.suggestion if not finding.suggestion.startswith("- ") else f"tags:\n  {finding.suggestion}"
            assert parse_front_matter(source(fixed)).findings == ()


def test_scalars_stay_text() -> None:
    """What YAML takes for a truth, a number, a time or nothing stays the text that was written."""
    written = {"a": "no", "b": "9:30", "c": "012", "d": "null", "e": "~", "f": "2026-01-14", "g": "1e3", "h": "true"}
    front = parse_front_matter(source("\n".join(f"{key}: {value}" for key, value in written.items())))
    assert {name: node.text for name, node in front.fields.items() if isinstance(node, Scalar)} == written


def test_lines_of_nodes() -> None:
    """Fields have the line of their key, items of lists their own; the body's first line is counted from the file's start."""
    front = parse_front_matter("\n---\n# ghi chú\ntitle: >-\n  Một\n  hai\ntags:\n\n  - a\n  - b: c\n---\n\nChữ\n")
    title, tags = front.fields["title"], front.fields["tags"]
    assert title == Scalar(text="Một hai", line=4)
    assert isinstance(tags, ListNode)
    assert tags.line == 7
    assert [item.line for item in tags.items] == [9, 10]
    assert isinstance(tags.items[1], MapNode)
    assert tags.items[1].fields == {"b": Scalar(text="c", line=10)}
    assert (front.body, front.body_line, front.findings) == ("\nChữ\n", 12, ())


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: |\n  một\n   hai\n\n  ba", "một\n hai\n\nba"),
        ("a: 'b''c'", "b'c"),
        ('a: "#1: tin"', "#1: tin"),
        ("a: b#c", "b#c"),
        ("a: 'b' # ghi chú sau dấu nháy", "b"),
        ("a:", ""),
        ("'a': b", "b"),
        ("a: “Tin: mới”".replace(": mới", ":mới"), "“Tin:mới”"),
    ],
)
def test_honest_forms(text: str, value: str) -> None:
    """Forms that YAML allows and that lose nothing are read without a word."""
    front = parse_front_matter(source(text))
    assert front.findings == ()
    assert front.fields["a"] == Scalar(text=value, line=2)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "Tệp trống"),
        ("\n  \n", 1, "Tệp trống"),
        ("Bài viết", 1, "Thiếu phần đầu bài"),
        ("\n\nBài viết", 3, "Thiếu phần đầu bài"),
        ("—\ntitle: a\n—\n", 1, "Word hay đổi"),
        ("----\ntitle: a\n", 1, "đúng ba dấu gạch nối"),
        ("---\ntitle: a\n—\n", 3, "đúng ba dấu gạch nối"),
        ("---\ntitle: a\n\nĐoạn văn.\n", 4, "trước dòng này"),
        ("---\ntitle: a\n## Mục\n", 3, "trước dòng này"),
        ("---\ntitle: a\ntags:\n  - b", 4, "sau trường cuối cùng"),
    ],
)
def test_no_front_matter(text: str, line: int, words: str) -> None:
    """A file without its two `---` lines is refused with the line where one belongs, and nothing is said about fields."""
    front = parse_front_matter(text)
    assert [(finding.line, words in finding.message) for finding in front.findings] == [(line, True)]
    assert not front.is_readable
    assert front.fields == {}


def test_windows_lines() -> None:
    """CRLF and lone CR end a line as LF does."""
    lines = ["---", "title: a", "---", "Chữ"]
    assert parse_front_matter("\r\n".join(lines)) == parse_front_matter("\n".join(lines)) == parse_front_matter("\r".join(lines))


def test_broken_fields_are_not_missing() -> None:
    """Fields that are there and could not be read are named, and good fields around them are kept."""
    front = parse_front_matter(source("title: a: b\nsummary: Tốt\nid: 'x\n"))
    assert front.broken == {"title", "id"}
    assert front.fields == {"summary": Scalar(text="Tốt", line=3)}


@pytest.mark.parametrize(("text", "line"), [("\n\ntitle: a: b", 4), ("# ghi chú\n\ntitle: a: b", 4), ("  title: a: b", 2)])
def test_lines_before_a_fault(text: str, line: int) -> None:
    """Blank lines, comments and a margin before a broken field do not shift its line."""
    assert [finding.line for finding in parse_front_matter(source(text)).findings] == [line]


def test_too_long() -> None:
    """A front matter over the limit is refused before it is parsed; one character less is read."""
    room = MAX_LENGTH - len("a: \n")
    assert parse_front_matter(source("a: " + "b" * room)).findings == ()
    front = parse_front_matter(source("a: " + "b" * (room + 1)))
    assert [finding.line for finding in front.findings] == [2]
    assert "64 KiB" in front.findings[0].message


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x85", "\u2028", "\ufffe", "\ud800", "\ufeff"])
def test_characters_that_yaml_refuses(sign: str) -> None:
    """A character that no YAML may hold is found with line and column, not a crash."""
    front = parse_front_matter(source(f"a: b\ntitle: x{sign}"))
    assert [(finding.line, finding.column) for finding in front.findings] == [(3, 9)]
    assert f"U+{ord(sign):04X}" in front.findings[0].message


@pytest.mark.parametrize("text", ["a: " + "[" * 30_000, "a: " + "{b: " * 10_000, "\n".join(" " * n + "a:" for n in range(300))])
def test_deep_nests_are_refused_at_once(text: str) -> None:
    """A nest made to break a parser is refused in well under a second."""
    start = time.perf_counter()
    assert parse_front_matter(source(text)).findings
    assert time.perf_counter() - start < 1


def test_blanks_after_a_name() -> None:
    """A name with 60,000 blanks and no colon is refused at once; one with blanks before its colon is known."""
    began = time.process_time()
    assert parse_front_matter(source("title2" + " " * 60_000)).findings
    assert time.process_time() - began < 5  # a hang, not a speed
    assert parse_front_matter(source("'title'  : [a")).broken == {"title"}


def test_too_many_fields() -> None:
    """More than 100 fields are refused with the first line too many, 100 are read; names in mappings are counted too."""
    front = parse_front_matter(source("\n".join(f"a{n}: b" for n in range(7000))))
    assert [finding.line for finding in front.findings] == [102]
    assert len(parse_front_matter(source("\n".join(f"a{n}: b" for n in range(100)))).fields) == 100
    results = "results:\n" + "\n".join(f"  - text: a\n    source: {n}" for n in range(100))
    assert parse_front_matter(source(results)).findings == ()
    nested = parse_front_matter(source("image:\n" + "\n".join(f"  a{n}: b" for n in range(5000))))
    assert [(finding.line, "500" in finding.message) for finding in nested.findings] == [(502, True)]


YAML_LIKE = st.text(alphabet=st.sampled_from(list("abtitle: -\n\"'#|>[]{}&*!%@`,?\\\t\rđ…\x00\u2028")), max_size=60)


@given(YAML_LIKE | st.text(max_size=40))
def test_never_raises(text: str) -> None:
    """Whatever an editor writes gives fields or findings, in Vietnamese, on a line of the file."""
    whole = source(text)
    front = parse_front_matter(whole)
    last = len(re.split(r"\r\n|\r|\n", whole))
    for finding in front.findings:
        assert 1 <= finding.line <= last
        assert "expected" not in finding.message
        assert "found" not in finding.message


@given(st.lists(st.sampled_from(["---", "--- ", "----", "---a", " ---", "", " ", "a: b", "text"]), max_size=7).map("\n".join))
def test_the_usual_split_is_the_split(text: str) -> None:
    """Sections found without looking at every line are those found line by line, as of a text with other line ends."""
    assert split(text) == split(text.replace("\n", "\r\n"))


@given(st.text(max_size=80))
def test_split_loses_nothing(body: str) -> None:
    """The text after the front matter is kept as it is, but for the form of line ends."""
    sections = split(f"---\na: b\n---\n{body}")
    assert not isinstance(sections, Finding)
    assert sections.body == body.replace("\r\n", "\n").replace("\r", "\n")
    assert (sections.yaml, sections.yaml_line, sections.body_line) == ("a: b\n", 2, 4)
