"""The plan's progress through a whole build: the public page, the desk's page, what `check` says."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from sample_site import NOW, Builder, project_of

from plugins.engine.check import check_site

PLAN = """
[plan]
name = "Kế hoạch mẫu"
source = "Nguồn mẫu"

[[task]]
key = "dang-guong"
title = "Việc mẫu: nêu gương"
lead = "Ủy ban nhân dân phường Hải An"
due = 2026-11-22
[[task.evidence]]
types = ["guong"]
at_least = {needed}

[[task]]
key = "hop"
title = "Việc mẫu: họp"
lead = "Ủy ban nhân dân phường Hải An"
due = 2026-11-30
"""
Write = Callable[[int], None]


@pytest.fixture
def write(site: Path) -> Write:
    """Write a plan of two tasks, the first of which needs so many exemplars; give one standing page and one article a day of review."""

    def do(needed: int) -> None:
        (site / "content/du-lieu/ke-hoach.toml").write_text(PLAN.format(needed=needed), encoding="utf-8")

    for name, day in (("trang/gioi-thieu.md", "2026-12-01"), ("bai-viet/tin/bai-mau-mot.md", "2026-10-01")):
        file = site / "content" / name
        file.write_text(file.read_text(encoding="utf-8").replace("\ntitle:", f"\nreview_by: {day}\ntitle:", 1), encoding="utf-8")
    return do


def test_a_task_made_overdue_is_found(site: Path, run: Builder, write: Write) -> None:
    """With enough exemplars the task is done with links to them; once more are needed than there are it is overdue on both pages."""
    write(1)
    run()
    page = (site / "output/tien-do.html").read_text(encoding="utf-8")
    assert "<strong>Đã xong</strong>" in page
    assert 'href="guong/' in page
    assert "Quá hạn: 0" in page
    write(50)
    run()
    page, desk = ((site / name).read_text(encoding="utf-8") for name in ("output/tien-do.html", "staff/tien-do.html"))
    assert "<strong>Quá hạn</strong>" in page
    assert "Quá hạn: 1" in page
    assert "bài nữa (Gương điển hình)" in desk
    assert desk.index("Việc mẫu: nêu gương") < desk.index("Việc mẫu: họp")


def test_a_task_becomes_overdue_overnight(site: Path, run: Builder, write: Write) -> None:
    """Nothing is edited: the day after the due date the same content makes another page, and another seal."""
    write(50)
    run(now=dt.datetime(2026, 11, 22, 23, tzinfo=NOW.tzinfo))
    assert "<strong>Đang làm</strong>" in (site / "output/tien-do.html").read_text(encoding="utf-8")
    assert "tien-do.html" in run(now=NOW).made
    assert "<strong>Quá hạn</strong>" in (site / "output/tien-do.html").read_text(encoding="utf-8")


def test_pages_to_review_are_listed_oldest_first(site: Path, run: Builder, write: Write) -> None:
    """The desk sees each page with a day of review, the oldest day first, and which days are over."""
    write(1)
    run()
    desk = (site / "staff/tien-do.html").read_text(encoding="utf-8")
    reviews = desk.split("Bài cần xem lại (2)")[1]
    assert reviews.index("Đến ngày xem lại: 01/10/2026") < reviews.index("Xem lại: 01/12/2026")
    assert 'href="tien-do.html"' in (site / "staff/index.html").read_text(encoding="utf-8")


def test_the_page_is_found_from_the_map_and_every_footer(site: Path, run: Builder, write: Write) -> None:
    """With a plan the footer and the map of the site lead to its progress; without one there is no page, and no link to nothing."""
    run()
    assert not (site / "output/tien-do.html").exists()
    assert "tien-do.html" not in (site / "output/so-do-trang.html").read_text(encoding="utf-8")
    assert "chưa có tệp" in (site / "staff/tien-do.html").read_text(encoding="utf-8")
    write(1)
    run()
    assert 'href="tien-do.html"' in (site / "output/index.html").read_text(encoding="utf-8").split("<footer")[1]
    assert 'href="tien-do.html"' in (site / "output/so-do-trang.html").read_text(encoding="utf-8").split("<footer")[0]


def test_check_warns_and_a_build_does_not(site: Path, run: Builder, write: Write) -> None:
    """`check` names what is overdue, what is due within a week and units that are not declared; a build says none of it, exit 0."""
    write(50)
    found = [(issue.rule, issue.line) for issue in check_site(project_of(site)) if issue.path.endswith("ke-hoach.toml")]
    assert {rule for rule, _ in found} >= {"KH02", "KH03"}
    assert ("KH03", 6) in found
    result = run()
    assert not [issue for issue in result.issues if issue.rule.startswith("KH")]
    assert result.exit_code == 0


def test_a_fault_in_the_plan_refuses_that_task_alone(site: Path, run: Builder, write: Write) -> None:
    """A slip is an error with its line (exit 2); the other tasks and all pages come out; a file of no form leaves a page that says so."""
    write(1)
    file = site / "content/du-lieu/ke-hoach.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("due = 2026-11-22", 'due = "mai"'), encoding="utf-8")
    result = run()
    [issue] = [issue for issue in result.issues if issue.rule == "KH01"]
    assert (issue.path, issue.line, result.exit_code) == ("content/du-lieu/ke-hoach.toml", 6, 2)
    page = (site / "output/tien-do.html").read_text(encoding="utf-8")
    assert "Việc mẫu: họp" in page
    assert "Việc mẫu: nêu gương" not in page
    assert "Dòng 6:" in (site / "staff/tien-do.html").read_text(encoding="utf-8")
    file.write_text("[plan", encoding="utf-8")
    assert run().exit_code == 2
    assert "Danh sách việc đang cập nhật." in (site / "output/tien-do.html").read_text(encoding="utf-8")
