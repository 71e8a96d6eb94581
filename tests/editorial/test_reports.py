"""Reports: one line for each finding, as text and as annotations."""

from plugins.core.rules import Issue, Level
from plugins.editorial.reports import as_github, as_text

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
        "content/a.md:9: KT06 (đã sửa) Đã bỏ.",
        "content/b.md: KT04 Tệp bị mở sai bảng mã.",
        "Tổng cộng: 2 lỗi, 1 cảnh báo, 1 đã sửa.",
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
