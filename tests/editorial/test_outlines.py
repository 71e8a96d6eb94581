"""Outlines of new texts, and the rule that no place of them is left open."""

import pytest

from plugins.core.model import TYPE_OF_FOLDER
from plugins.core.rules import Finding, Subject
from plugins.editorial.conversion import convert
from plugins.editorial.outlines import is_written, outline
from plugins.editorial.prose import prose_lines


def found(text: str, body_line: int = 3) -> list[Finding]:
    """Findings of FM04 in a text behind a short front matter."""
    lines = ("---", "---", *text.split("\n"))
    prose = prose_lines(lines, body_line)
    return list(is_written(Subject(path="bai-viet/a.md", entry=None, fields={}, lines=lines, prose=prose, body_line=body_line)))


@pytest.mark.parametrize("folder", sorted(TYPE_OF_FOLDER))
def test_every_type_has_an_outline(folder: str) -> None:
    """Each type begins with headings of level 2 and open places, all of which the rule finds; a slogan is all front matter."""
    text = outline(folder)
    assert all(heading.level == 2 for heading in convert(text).headings)
    assert len(found(text)) == text.count("(điền ")
    assert bool(found(text)) == (folder != "khau-hieu")


def test_an_open_place_is_named() -> None:
    """The message quotes the beginning of the place and points at all of it."""
    [finding] = found("2. (điền điều đã thay đổi; con số nào cũng ghi nguồn)")
    assert (finding.line, finding.column, finding.length) == (3, 4, 50)
    assert "“(điền điều đã thay đổi; con số…”" in finding.message
    [finding] = found("(điền nốt")
    assert (finding.column, finding.length) == (1, 9)
    assert "“(điền nốt”" in finding.message


@pytest.mark.parametrize(
    "text", ["Nộp tờ khai (điền đủ các mục) cho tổ.", "Người dân điền (mẫu 01) rồi nộp.", "`(điền tên)`", "(Điền chữ in hoa)"]
)
def test_honest_words_are_left_alone(text: str) -> None:
    """Words about filling in forms are no open place, nor is code."""
    assert found(text) == []
