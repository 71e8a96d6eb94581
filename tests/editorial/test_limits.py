"""Limits of form: what would stop the build is refused alone, and at once."""

import pytest

from plugins.editorial import limits


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
    """1,000 open brackets and 30 levels pass; more is named with its line."""
    assert lines_with_finding(text) == lines


@pytest.mark.parametrize(
    ("line", "column"),
    [("a <div> b", 3), ("<script src=x>", 1), ("x </p>", 3), ("<!-- x -->", 1), ("5 < 6", 0), ("a<-b", 0), ("x <3 y", 0), ("không có", 0)],
)
def test_raw_html(line: str, column: int) -> None:
    """Tags and comments are named with their column; a plain less-than sign is honest."""
    assert [finding.column for finding in limits.raw_html_findings((line,), 1)] == ([column] if column else [])
