"""The sections of a report, from entries and findings that are made here: what is said when there is much, little, or nothing."""

import datetime as dt
from dataclasses import replace

import pytest

from plugins.core.model import VIETNAM, Answer, Article, Entry, LegalStatus, OfficialDocument
from plugins.core.rules import Issue, Level
from plugins.editorial.reading_figures import ReadingEase
from plugins.reports.matrix import matrix
from plugins.reports.periods import Period, PeriodKind
from plugins.reports.plan_tasks import Evidence, Plan, PlanTask
from plugins.reports.report import Cell, Item, Material, Report, Table, report_of
from plugins.reports.visits import Visits

JUNE = Period(kind=PeriodKind.MONTH, first=dt.date(2026, 6, 1), last=dt.date(2026, 6, 30))
NOTHING = Material(period=JUNE, items=(), categories={}, issues=(), rules={}, rows=(), visits=None, titles={})


def day(number: int) -> dt.datetime:
    """Eight in the morning of a day of June 2026."""
    return dt.datetime(2026, 6, number, 8, tzinfo=VIETNAM)


def article(name: str, **more: object) -> Article:
    """A sample article."""
    values: dict[str, object] = {"category": "tin", "broadcast": "", "date": day(2), **more}
    return Article(path=f"bai-viet/{name}.md", id=name, title=f"Bài mẫu {name}", slug=name, **values)  # type: ignore[arg-type]


def document(number: str, issued: dt.date | None, posted: int) -> OfficialDocument:
    """A sample document, posted on a day of June."""
    return OfficialDocument(
        path=f"van-ban/{posted}.md",
        id=str(posted),
        title="Văn bản mẫu",
        slug=str(posted),
        date=day(posted),
        number=number,
        kind="Kế hoạch",
        issuer="Cơ quan Mẫu",
        excerpt="Mẫu",
        legal_status=LegalStatus.IN_FORCE,
        issued=issued,
    )


def item(entry: Entry, ease: ReadingEase | None = None) -> Item:
    """An entry of the period."""
    return Item(entry=entry, is_spoken=False, ease=ease)


def sentences(report: Report, heading: str) -> tuple[str, ...]:
    """What a section says."""
    return next(section.sentences for section in report.sections if section.heading == heading)


def table(report: Report, heading: str) -> Table:
    """A table by its heading."""
    return next(table for section in report.sections for table in section.tables if table.heading == heading)


def rows(report: Report, heading: str) -> tuple[tuple[Cell, ...], ...]:
    """The rows of a table."""
    return table(report, heading).rows


def test_nothing_published_is_said_without_figures_that_are_not() -> None:
    """A period without entries has no mean of days, no tables of documents, findings or tasks, and no section of visits."""
    report = report_of(NOTHING)
    assert sentences(report, "Văn bản") == ("Đăng 0 văn bản.",)
    assert "Trả lời 0 câu hỏi của công dân." in sentences(report, "Khẩu hiệu, gương điển hình, mô hình, trả lời công dân")
    assert sentences(report, "Chất lượng nội dung")[0] == "Trong các bài đăng trong kỳ, không có bài nào khó đọc."
    assert [section.heading for section in report.sections] == [
        "Kết quả đăng tin, bài",
        "Văn bản",
        "Khẩu hiệu, gương điển hình, mô hình, trả lời công dân",
        "Chất lượng nội dung",
    ]


def test_days_to_posting_leave_out_what_has_no_day() -> None:
    """Mean, median and longest are of documents with a day of issue; one without stands in the table without a figure."""
    documents = (
        document("01/KH-UBND", dt.date(2026, 6, 1), 2),
        document("02/KH-UBND", dt.date(2026, 6, 1), 4),
        document("", None, 5),
        document("03/KH-UBND", dt.date(2026, 6, 1), 11),
    )
    report = report_of(replace(NOTHING, items=tuple(map(item, documents))))
    (sentence,) = sentences(report, "Văn bản")
    assert sentence == "Đăng 4 văn bản. Từ ngày ban hành đến ngày đăng: trung bình 4,7 ngày, trung vị 3 ngày, lâu nhất 10 ngày."
    found = rows(report, "Văn bản và số ngày từ khi ban hành đến khi đăng")
    assert [row[4] for row in found] == [1, 3, "", 10]
    assert found[2][:3] == ("(không ghi)", "Kế hoạch", "đang cập nhật")


def test_answers_tell_how_long_citizens_waited() -> None:
    """Mean and longest, in days."""

    def answer(name: str, days: int) -> Answer:
        asked = dt.date(2026, 6, 1)
        return Answer(
            path=f"tra-loi/{name}.md",
            id=name,
            title="Mẫu",
            slug=name,
            date=day(20),
            question="Hỏi mẫu",
            asked_on=asked,
            office="Đơn vị mẫu",
            answered_on=asked + dt.timedelta(days=days),
        )

    report = report_of(replace(NOTHING, items=(item(answer("a", 2)), item(answer("b", 5)))))
    said = sentences(report, "Khẩu hiệu, gương điển hình, mô hình, trả lời công dân")
    assert "Trả lời 2 câu hỏi của công dân, trung bình 3,5 ngày, lâu nhất 5 ngày." in said


def test_a_long_list_of_names_is_summed_up() -> None:
    """Fifteen names stand, the most frequent first; of the others there is one row, and no entry is lost."""
    items = [item(article(f"{name}-{number}", author=f"Người mẫu {name:02}")) for name in range(20) for number in range(1 + (name == 7))]
    found = rows(report_of(replace(NOTHING, items=tuple(items))), "Theo tác giả")
    assert len(found) == 16
    assert found[0] == ("Người mẫu 07", 2)
    assert found[-1] == ("5 mục khác", 5)
    assert sum(int(row[1]) for row in found) == len(items)


def test_channels_are_counted_by_their_names_once_an_entry() -> None:
    """A channel named twice in an entry counts once; every entry stands on the portal."""
    entry = article("a", channels=("handout", "social", "handout"))
    report = report_of(replace(NOTHING, items=(replace(item(entry), is_spoken=True), item(article("b")))))
    assert dict(rows(report, "Theo kênh")) == {
        "Cổng thông tin điện tử": 2,
        "Bản đọc cho truyền thanh": 1,
        "Tờ rơi": 1,
        "Mạng xã hội": 1,
    }


@pytest.mark.parametrize(
    ("first", "last", "heading", "names"),
    [
        (dt.date(2026, 6, 1), dt.date(2026, 6, 3), "Theo ngày", ["01/6/2026", "02/6/2026", "03/6/2026"]),
        (dt.date(2026, 6, 2), dt.date(2026, 6, 21), "Theo tuần", [f"Tuần từ {n}/6/2026" for n in ("02", "08", "15")]),
        (dt.date(2026, 5, 1), dt.date(2026, 9, 1), "Theo tháng", [f"Tháng {n}/2026" for n in range(5, 10)]),
    ],
)
def test_time_is_cut_as_the_period_bears(first: dt.date, last: dt.date, heading: str, names: list[str]) -> None:
    """Days, weeks or months, each in its place, those without an entry too; none begins before the period."""
    report = report_of(replace(NOTHING, period=Period(kind=PeriodKind.MONTH, first=first, last=last), items=(item(article("a")),)))
    found = rows(report, heading)
    assert [row[0] for row in found] == names
    assert sum(int(row[1]) for row in found) == 1


def test_hard_texts_come_hardest_first_and_findings_by_frequency() -> None:
    """The reader of the report sees what to mend first; findings count times and texts apart."""
    mild = ReadingEase(sentences=10, mean=18, longest=30, long_sentences=0, long_paragraphs=0, wide_tables=0, long_stretches=0)
    hard = replace(mild, mean=32, longest=70, long_sentences=8)
    items = (item(article("nhe"), mild), item(article("nang"), hard), item(article("thuong")))
    found = [("CT08", "nhe"), ("DX01", "nang"), ("DX01", "nang"), ("DX01", "nhe")]
    issues = [
        Issue(path=f"content/bai-viet/{name}.md", line=1, rule=rule, level=Level.WARNING, message="Mẫu.", suggestion="")
        for rule, name in found
    ]
    report = report_of(replace(NOTHING, items=items, issues=issues, rules={"DX01": "Câu ngắn"}))
    assert [row[0] for row in rows(report, "Bài khó đọc nhất")] == ["Bài mẫu nang", "Bài mẫu nhe"]
    assert sentences(report, "Chất lượng nội dung") == (
        "Trong các bài đăng trong kỳ, có 2 bài khó đọc, nên viết lại cho gọn.",
        "Bộ kiểm tra nêu 4 điều cần xem lại ở 2 bài.",
    )
    assert [(row[0], row[2]) for row in rows(report, "Điều cần xem lại, theo quy tắc")] == [("DX01 Câu ngắn", 3), ("CT08", 1)]


def test_lines_of_a_log_that_cannot_be_read_are_told() -> None:
    """A log in a form that nobody knows is no silence: the section says how many lines it had; an address without a title names itself."""
    visits = Visits(pages={"x.html": 3, "y.html": 3}, days={dt.date(2026, 6, 2): 6}, bots=4, unread=2)
    report = report_of(replace(NOTHING, visits=visits, titles={"x.html": "Trang mẫu"}))
    (said,) = sentences(report, "Lượt xem")
    assert "6 lượt" in said
    assert "4 lượt của máy tự động" in said
    assert said.endswith("Nhật ký có 2 dòng không đọc được.")
    assert rows(report, "Trang được xem nhiều") == (("Trang mẫu", "/x.html", 3), ("y.html", "/y.html", 3))


def test_views_of_a_long_period_are_summed_and_each_day_kept_for_the_table() -> None:
    """By weeks in the plot; by days in a table of its own, which the Word file leaves out."""
    days = {dt.date(2026, 6, number): number for number in range(1, 11)}
    report = report_of(replace(NOTHING, visits=Visits(days=days)))
    assert [row[1] for row in rows(report, "Lượt xem theo tuần")] == [28, 27]
    detail = table(report, "Lượt xem từng ngày")
    assert detail.is_detail
    assert [row[1] for row in detail.rows] == list(range(1, 11))


def test_the_plan_is_counted_by_state_and_what_is_late_is_named() -> None:
    """Each task stands in one state; the late ones with who leads them and their day."""
    evidence = (Evidence(types=("bai-viet",)),)
    late = PlanTask(key="a", title="Việc trễ", lead="Đơn vị mẫu", line=1, due=dt.date(2026, 6, 1), evidence=evidence)
    later = PlanTask(key="b", title="Việc sau", lead="Đơn vị mẫu", line=2, due=dt.date(2026, 12, 1), evidence=evidence)
    report = report_of(replace(NOTHING, rows=matrix(Plan(tasks=(late, later)), (), JUNE.last)))
    assert sentences(report, "Tiến độ kế hoạch") == ("Kế hoạch có 2 việc: 0 việc đã xong, 1 việc quá hạn.",)
    assert rows(report, "Việc quá hạn") == (("Việc trễ", "Đơn vị mẫu", "01/6/2026"),)
    assert sum(int(row[1]) for row in rows(report, "Các việc trong kế hoạch")) == 2
    in_time = report_of(replace(NOTHING, rows=matrix(Plan(tasks=(later,)), (), JUNE.last)))
    assert "Việc quá hạn" not in [table.heading for section in in_time.sections for table in section.tables]
