"""Reports: one line for each finding, as text, as data and as annotations."""

import json

from plugins.core.rules import Issue, Level
from plugins.editorial.reports import as_github, as_groups, as_json, as_text

ISSUES = (
    Issue(path="content/b.md", line=0, rule="KT04", level=Level.ERROR, message="Tệp bị mở sai bảng mã."),
    Issue(
        path="content/a.md", line=4, rule="VB02", level=Level.ERROR, message="Số nhỏ hơn 10 phải có số 0.", suggestion="05-NQ/TU", column=3
    ),
    Issue(path="content/a.md", line=2, rule="LK02", level=Level.WARNING, message="50% a, b: c\nd"),
    Issue(path="content/a.md", line=9, rule="KT06", level=Level.AUTO, message="Đã bỏ."),
)


def test_text_is_sorted_and_counted() -> None:
    """Findings come by file and line, with the suggestion, and the counts at the end."""
    assert as_text(ISSUES).split("\n") == [
        "content/a.md:2: LK02 (cảnh báo) 50% a, b: c",
        "d",
        "content/a.md:4: VB02 Số nhỏ hơn 10 phải có số 0. Gợi ý: “05-NQ/TU”.",
        "content/a.md:9: KT06 (tự sửa) Đã bỏ.",
        "content/b.md: KT04 Tệp bị mở sai bảng mã.",
        "Tổng cộng: 2 lỗi, 1 cảnh báo, 1 tự sửa.",
    ]
    assert as_text(()) == "Không có lỗi nào."


def test_annotations_are_escaped() -> None:
    """Each finding is one workflow command whose reserved characters cannot break out."""
    assert as_github(ISSUES).split("\n") == [
        "::warning file=content/a.md,line=2,title=LK02::50%25 a, b: c%0Ad",
        "::error file=content/a.md,line=4,col=3,title=VB02::Số nhỏ hơn 10 phải có số 0. Gợi ý: “05-NQ/TU”.",
        "::notice file=content/a.md,line=9,title=KT06::Đã bỏ.",
        "::error file=content/b.md,title=KT04::Tệp bị mở sai bảng mã.",
    ]
    assert as_github(()) == ""


def issue(line: int, column: int = 0, length: int = 0, path: str = "content/a.md") -> Issue:
    """A finding at a place."""
    return Issue(path=path, line=line, rule="VB02", level=Level.ERROR, message="m.", column=column, length=length)


def test_groups_show_the_place() -> None:
    """Below each finding stands its line with carets under the characters that are meant; files are apart, counts come last."""
    sources = {"content/a.md": ["Nghị quyết số 5-NQ/TU", "\tx"], "content/b.md": []}
    found = [issue(1, 15, 7), issue(2, 2), issue(1), issue(9, 1, 1), issue(0, path="content/b.md")]
    assert as_groups(found, lambda path: sources[path]).split("\n") == [
        "content/a.md:1: VB02 m.",
        "    Nghị quyết số 5-NQ/TU",
        "content/a.md:1: VB02 m.",
        "    Nghị quyết số 5-NQ/TU",
        "                  ^^^^^^^",
        "content/a.md:2: VB02 m.",
        "     x",
        "     ^",
        "content/a.md:9: VB02 m.",
        "",
        "content/b.md: VB02 m.",
        "",
        "Tổng cộng: 5 lỗi.",
    ]
    assert as_groups((), lambda path: []) == "Không có lỗi nào."


def test_of_a_long_line_the_place_is_shown() -> None:
    """A paragraph is one line: what stands around the place is shown, and the carets stand below it all the same."""
    line = "a" * 200 + "SAI" + "b" * 200
    [_, shown, carets, _, _] = as_groups([issue(1, 201, 3)], lambda path: [line]).split("\n")
    assert shown.startswith("    …aaa")
    assert shown.endswith("bbb…")
    assert len(shown) <= 100
    at = carets.index("^")
    assert shown[at : at + 3] == "SAI"
    assert carets.strip() == "^^^"
    [_, shown, *_] = as_groups([issue(1)], lambda path: [line]).split("\n")
    assert shown == f"    {'a' * 92}…"
    assert as_groups([issue(1)], lambda path: ["  "]).split("\n") == ["content/a.md:1: VB02 m.", "", "Tổng cộng: 1 lỗi."]


def test_a_place_at_the_end_or_beyond() -> None:
    """A place behind the last character has no caret, one that is longer than the line ends with it."""
    assert as_groups([issue(1, 4, 2)], lambda path: ["abc"]).split("\n")[1:3] == ["    abc", ""]
    assert as_groups([issue(1, 3, 9)], lambda path: ["abc"]).split("\n")[1:3] == ["    abc", "      ^"]


def test_data_has_every_field() -> None:
    """The list holds all that is known of each finding, sorted, with letters as they are."""
    rows = json.loads(as_json(ISSUES))
    assert [row["rule"] for row in rows] == ["LK02", "VB02", "KT06", "KT04"]
    assert rows[1] == {
        "path": "content/a.md", "line": 4, "rule": "VB02", "level": "error", "message": "Số nhỏ hơn 10 phải có số 0.",
        "suggestion": "05-NQ/TU", "column": 3, "length": 0, "is_safe": False,
    }  # fmt: skip
    assert "Số nhỏ" in as_json(ISSUES)
    assert as_json(()) == "[]"


def test_annotations_say_where_a_place_ends() -> None:
    """The column behind the last character is named when the length is known."""
    assert as_github([issue(4, 3, 8)]) == "::error file=content/a.md,line=4,col=3,endColumn=11,title=VB02::m."


def test_carets_stand_below_wide_letters() -> None:
    """An emoji takes two columns of a terminal, a mark without its letter none; findings of a line come by column."""
    [_, shown, carets, *_] = as_groups([issue(1, 4, 3)], lambda path: ["😀😀 sai"]).split("\n")
    assert carets == "         ^^^"
    rows = as_groups([issue(1, 5, 1), issue(1, 1, 1)], lambda path: ["abcdef"]).split("\n")
    assert [row for row in rows if "^" in row] == ["    ^", "        ^"]
    assert shown == "    😀😀 sai"
