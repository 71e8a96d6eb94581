"""The report of a period, against a count made another way: by reading the front matter of the files with yaml."""

import csv
import datetime as dt
import io
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from docx import Document
from sample_site import NOW, Builder, project_of

from plugins.engine.report import make_report
from plugins.reports.periods import Period, PeriodKind, period_of

FIRST, LAST = dt.date(2026, 1, 1), NOW.date()


def front_matter(site: Path) -> list[dict[str, Any]]:
    """The front matter of every file that is public and came out in the year, read without any code of the portal."""
    found = []
    for file in sorted((site / "content").rglob("*.md")):
        row: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8").split("---")[1])
        day = _day(row.get("publish_at") or row["date"])
        valid = row.get("valid") or {}
        day = max(day, _day(valid["from"])) if valid.get("from") else day
        ends = [_day(end) for end in (row.get("expires"), valid.get("to"), (row.get("consent") or {}).get("until")) if end]
        if row.get("status") == "published" and FIRST <= day <= LAST and all(end >= LAST for end in ends):
            found.append({**row, "folder": file.relative_to(site / "content").parts[0], "day": day})
    return found


def _day(value: object) -> dt.date:
    return dt.date.fromisoformat(str(value)[:10])


def figures(site: Path, *logs: Path, last: dt.date | None = None) -> dict[tuple[str, str], dict[str, str]]:
    """The CSV of the year's report: section and table to rows; of tables with several columns, the last."""
    files = make_report(project_of(site), period_of(PeriodKind.FINAL, LAST, last=last), logs)
    data = next(file for file in files if file.suffix == ".csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows: dict[tuple[str, str], dict[str, str]] = {}
    for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")):
        rows.setdefault((row["Phần"], row["Bảng"]), {})[row["Mục"]] = row["Giá trị"]
    return rows


def counted(values: Any) -> dict[str, str]:
    """How often each stands, as the CSV writes it."""
    return {name: str(count) for name, count in Counter(values).items()}


@pytest.fixture
def varied(site: Path) -> Path:
    """The sample site with channels, units, authors and reviewers of several kinds."""
    for number, file in enumerate(sorted((site / "content").rglob("*.md"))):
        more = f"unit: Đơn vị mẫu {number % 3}\n" + ("channels: [handout, social]\n" if number % 2 else "")
        more += f"author: Người mẫu {number % 4}\n" + (f"reviewed_by: Người duyệt mẫu {number % 2}\n" if number % 3 else "")
        text = file.read_text(encoding="utf-8")
        kept = [line for line in text.split("\n") if not line.startswith(("unit:", "author:", "reviewed_by:"))]
        file.write_text("\n".join(kept).replace("\ntitle:", f"\n{more}title:", 1), encoding="utf-8")
    return site


def test_the_figures_equal_an_independent_count(varied: Path) -> None:
    """By type, category, unit, author, reviewer and channel the report counts what a plain reading of the files counts."""
    rows, files = figures(varied), front_matter(varied)
    labels = {
        "bai-viet": "Bài viết",
        "mo-hinh": "Mô hình",
        "guong": "Gương điển hình",
        "van-ban": "Văn bản",
        "khau-hieu": "Khẩu hiệu",
        "kiem-chung": "Kiểm chứng thông tin",
        "tra-loi": "Trả lời công dân",
        "thong-bao": "Thông báo",
        "trang": "Trang",
    }
    part = "Kết quả đăng tin, bài"
    assert len(files) > 10
    assert rows[part, "Theo loại"] == counted(labels[file["folder"]] for file in files)
    names = {row["key"]: row["name"] for row in _categories(varied)}
    assert rows[part, "Bài viết theo chuyên mục"] == counted(names[file["category"]] for file in files if file["folder"] == "bai-viet")
    assert rows[part, "Theo đơn vị phụ trách"] == counted(file["unit"] for file in files)
    assert rows[part, "Theo tác giả"] == counted(file["author"] for file in files)
    assert rows[part, "Theo người duyệt"] == counted(file.get("reviewed_by", "(không ghi)") for file in files)
    channels = rows[part, "Theo kênh"]
    assert channels["Cổng thông tin điện tử"] == str(len(files))
    assert channels["Tờ rơi"] == channels["Mạng xã hội"] == str(sum("channels" in file for file in files))
    assert {name: n for name, n in rows[part, "Theo tháng"].items() if n != "0"} == counted(
        f"Tháng {file['day'].month}/{file['day'].year}" for file in files
    )


def _categories(site: Path) -> list[dict[str, str]]:
    import tomllib

    rows: list[dict[str, str]] = tomllib.loads((site / "content/du-lieu/chuyen-muc.toml").read_text(encoding="utf-8"))["category"]
    return rows


def test_documents_count_their_days(varied: Path) -> None:
    """The days from issue to posting of each document are those between the two dates of its file."""
    files = [file for file in front_matter(varied) if file["folder"] == "van-ban" and file.get("number")]
    found = figures(varied)["Văn bản", "Văn bản và số ngày từ khi ban hành đến khi đăng"]
    expected = {f["number"]: str((f["day"] - _day(f["issued"])).days) if str(f["issued"]) != "unknown" else "" for f in files}
    assert {number: days for number, days in found.items() if number in expected} == expected


def test_only_the_period_counts(varied: Path) -> None:
    """What came out after the last day is no part of the report, and a period without entries makes a report all the same."""
    late = [file for file in front_matter(varied) if file["day"] <= dt.date(2026, 3, 31)]
    found = figures(varied, last=dt.date(2026, 3, 31)).get(("Kết quả đăng tin, bài", "Theo loại"), {})
    assert sum(map(int, found.values())) == len(late)
    empty = Period(kind=PeriodKind.WEEK, first=dt.date(2020, 1, 1), last=dt.date(2020, 1, 2))
    assert len(make_report(project_of(varied), empty)) == 3


def test_findings_and_hard_texts_are_those_of_check(varied: Path) -> None:
    """Each rule stands with how often `check` finds it in the entries of the period."""
    from plugins.core.rules import Level
    from plugins.engine.check import check_site

    public = {f"content/{path}" for path in _paths(varied)}
    found = Counter(issue.rule for issue in check_site(project_of(varied)) if issue.path in public and issue.level is not Level.AUTO)
    rows = figures(varied).get(("Chất lượng nội dung", "Điều cần xem lại, theo quy tắc"), {})
    assert {name.split()[0]: int(count) for name, count in rows.items()} == dict(found)


def _paths(site: Path) -> list[str]:
    ids = {file["id"] for file in front_matter(site)}
    files = (site / "content").rglob("*.md")
    return [
        file.relative_to(site / "content").as_posix()
        for file in files
        if yaml.safe_load(file.read_text(encoding="utf-8").split("---")[1])["id"] in ids
    ]


def test_visits_are_in_the_report(varied: Path, tmp_path: Path) -> None:
    """Views of a log stand by day and by page, with the titles of entries; nothing else of the log is in any file."""
    log = tmp_path / "mau.log"
    rows = [("index.html", "Mozilla/5.0")] * 2 + [("bai-viet/index.html", "Mozilla/5.0"), ("index.html", "Googlebot")]
    log.write_text(
        "".join(f'203.0.113.7 - - [05/Nov/2026:08:00:00 +0700] "GET /{page} HTTP/1.1" 200 1 "-" "{agent}"\n' for page, agent in rows),
        encoding="utf-8",
    )
    found = figures(varied, log)
    assert found["Lượt xem", "Lượt xem theo tháng"] == {"Tháng 11/2026": "3"}
    assert found["Lượt xem", "Trang được xem nhiều"]["Trang chủ"] == "2"
    for file in (varied / "staff/bao-cao").iterdir():
        data = (
            b"".join(zipfile.ZipFile(file).read(name) for name in zipfile.ZipFile(file).namelist())
            if file.suffix == ".docx"
            else file.read_bytes()
        )
        assert b"203.0.113" not in data


def test_the_word_file_has_the_form_of_the_decree(varied: Path) -> None:
    """Issuing body, nation and motto, places for number and day, title, sections, recipients and signature, in this order; A4."""
    (varied / "content/du-lieu/ke-hoach.toml").write_text('[plan]\nrecipients = ["Nơi mẫu", "Lưu: VT"]\nsignature = ["TM. MẪU"]\n', "utf-8")
    files = make_report(project_of(varied), period_of(PeriodKind.FINAL, LAST))
    word = Document(str(next(file for file in files if file.suffix == ".docx")))
    head, foot = word.tables[0].rows[0].cells, word.tables[-1].rows[0].cells
    left, right = ([p.text for p in cell.paragraphs if p.text] for cell in head)
    assert left == ["ỦY BAN NHÂN DÂN", "PHƯỜNG HẢI AN", "Số:        /BC-UBND"]
    assert right == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Hải An, ngày        tháng        năm 2026",
    ]
    texts = [p.text for p in word.paragraphs if p.text]
    assert texts[0] == "BÁO CÁO"
    assert [text.split(".")[0] for text in texts if text.isupper()][1:5] == ["I", "II", "III", "IV"]
    assert texts[-1].endswith("./.")
    assert [p.text for p in foot[0].paragraphs] == ["Nơi nhận:", "- Nơi mẫu;", "- Lưu: VT."]
    assert [p.text for p in foot[1].paragraphs] == ["TM. MẪU"]
    page = word.sections[0]
    assert [round((length or 0) / 36000) for length in (page.page_width, page.page_height, page.left_margin, page.right_margin)] == [
        210,
        297,
        30,
        20,
    ]
    assert word.styles["Normal"].font.name == "Times New Roman"


def test_a_report_has_the_same_bytes_twice_and_survives_a_build(varied: Path, run: Builder) -> None:
    """No clock is in any of the files, and a later build leaves them alone."""
    first = {file.name: file.read_bytes() for file in make_report(project_of(varied), period_of(PeriodKind.FINAL, LAST))}
    run()
    assert {file.name: file.read_bytes() for file in (varied / "staff/bao-cao").iterdir() if file.name != "index.html"} == first
    assert {file.name: file.read_bytes() for file in make_report(project_of(varied), period_of(PeriodKind.FINAL, LAST))} == first


def test_the_page_plots_its_tables(varied: Path) -> None:
    """Every plotted row has its figure as text beside a bar of that length; nothing is said by colour or script."""
    page = next(file for file in make_report(project_of(varied), period_of(PeriodKind.FINAL, LAST)) if file.suffix == ".html")
    text = page.read_text(encoding="utf-8")
    assert text.count('<rect width="100"') >= 5
    assert "<script" not in text
    assert text.count('class="plot__bar"') == text.count("<rect ")


def test_the_page_of_all_reports_names_what_lies_there(varied: Path) -> None:
    """Each report that was made stands once, the newest first, with its files and no others; what else lies there is left alone."""
    folder = varied / "staff" / "bao-cao"
    make_report(project_of(varied), period_of(PeriodKind.MONTH, LAST, last=dt.date(2026, 3, 31)))
    (folder / "ghi-chu-2026.html").write_text("của văn phòng", encoding="utf-8")
    (folder / "nam-2026-01-01-2026-02-30.html").write_text("không phải kỳ nào", encoding="utf-8")
    make_report(project_of(varied), period_of(PeriodKind.FINAL, LAST))
    (folder / "thang-2026-03-01-2026-03-31.csv").unlink()
    make_report(project_of(varied), period_of(PeriodKind.WEEK, LAST))
    page = (folder / "index.html").read_text(encoding="utf-8")
    _, _, *files = page.split('href="')
    assert [name.partition('"')[0] for name in files] == [
        *(f"tong-ket-2026-01-01-{LAST}.{ending}" for ending in ("html", "docx", "csv")),
        *(f"tuan-{LAST - dt.timedelta(days=LAST.weekday())}-{LAST}.{ending}" for ending in ("html", "docx", "csv")),
        *(f"thang-2026-03-01-2026-03-31.{ending}" for ending in ("html", "docx")),
    ]


def test_a_report_says_how_far_it_is(site: Path) -> None:
    """Whoever waits hears each stage, and of the texts of the period how many are checked."""
    told: list[tuple[str, int, int]] = []
    make_report(project_of(site), period_of(PeriodKind.FINAL, LAST), progress=lambda *row: told.append(row))
    assert list(dict.fromkeys(stage for stage, _, _ in told)) == ["Đọc bài", "Kiểm tra các bài trong kỳ", "Viết báo cáo"]
    checked = [(done, total) for stage, done, total in told if stage.startswith("Kiểm tra")]
    assert checked[-1][0] == checked[-1][1] > 10
