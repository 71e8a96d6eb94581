"""The report of a period: entries and findings from the check, visits from logs, tasks of the plan -> files in staff/bao-cao/.

It builds nothing and is no part of a build: the office asks for it when it needs one.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from plugins.core.model import VIETNAM
from plugins.core.rules import Level
from plugins.editorial.word.administrative import write_administrative
from plugins.engine.addresses import HOME
from plugins.engine.build import Report as Told
from plugins.engine.build import silent
from plugins.engine.check import Checked, check_content
from plugins.engine.command_files import write_whole
from plugins.engine.frame import frame_of
from plugins.engine.heads import Head
from plugins.engine.project import Project
from plugins.engine.rule_table import RULES_TABLE
from plugins.engine.templates import theme
from plugins.engine.views.elements import Link
from plugins.engine.views.report import ReportBar, ReportLink, ReportList, ReportPage, ReportSection, ReportTable
from plugins.reports.matrix import matrix
from plugins.reports.periods import Period, period_named
from plugins.reports.report import Item, Material, Report, Table, report_of
from plugins.reports.report_csv import report_csv
from plugins.reports.report_letter import report_letter
from plugins.reports.visits import Visits, log_lines, visits_in

#: folder in staff/
FOLDER = "bao-cao"
_READING, _CHECKING, _WRITING = "Đọc bài", "Kiểm tra các bài trong kỳ", "Viết báo cáo"
#: the files of a report by their endings, as the page of all reports calls them
_FILES = {"html": "Xem báo cáo", "docx": "Tải tệp Word để ký", "csv": "Tải bảng tính (CSV)"}


def make_report(project: Project, period: Period, logs: Sequence[Path] = (), progress: Told = silent) -> tuple[Path, ...]:
    """Write the report of `period` as HTML, CSV and DOCX; where they are. `logs`: of the web server, plain or .gz.

    `progress` hears how far it is. The page of all reports is written anew.
    """
    visits = log_lines(logs)
    progress(_READING, 0, 0)
    checked = check_content(project, progress=partial(progress, _READING))
    heads = tuple(_heads(checked, period))
    progress(_CHECKING, 0, len(heads))
    checked = check_content(project, progress=partial(progress, _CHECKING), remarked=frozenset(head.path for head in heads))
    progress(_WRITING, 0, 0)
    report = report_of(_material(project, checked, period, heads, _visits_of(project, checked, period, visits) if logs else None))
    files = {
        "html": _page(project, report),
        "csv": report_csv(report),
        "docx": write_administrative(report_letter(report, project.ward, checked.plan)),
    }
    folder = project.staff / FOLDER
    written = tuple(write_whole(folder / f"{period.stem}.{ending}", data) for ending, data in files.items())
    write_whole(folder / "index.html", _list_page(project, folder))
    return written


def _heads(checked: Checked, period: Period) -> Iterator[Head]:
    """Entries that came out in the period and are public, newest first."""
    first = dt.datetime.combine(period.first, dt.time(), VIETNAM).timestamp()
    end = dt.datetime.combine(period.last + dt.timedelta(days=1), dt.time(), VIETNAM).timestamp()
    for head in sorted(checked.published.values(), key=lambda head: (-head.released, head.path)):
        if first <= head.released < end:
            yield head


def _visits_of(project: Project, checked: Checked, period: Period, lines: Iterator[str]) -> Visits:
    pages = {head.url for head in checked.published.values()} | {url for url in checked.addresses if url.endswith(".html")}
    return visits_in(lines, pages, period.first, period.last, project.base_path)


def _material(project: Project, checked: Checked, period: Period, heads: Sequence[Head], visits: Visits | None) -> Material:
    by_url = {head.url: head for head in checked.published.values()} if visits else {}
    public = sorted(checked.published.values(), key=lambda head: (-head.released, head.path))
    in_period = {f"content/{head.path}" for head in heads}
    return Material(
        period=period,
        items=tuple(
            Item(entry=head.entry, is_spoken=head.is_spoken, ease=head.details.ease if head.difficulty else None) for head in heads
        ),
        categories={category.key: category.name for category in checked.categories},
        issues=tuple(issue for issue in checked.issues if issue.path in in_period and issue.level is not Level.AUTO),
        rules={rule.id: rule.title for rule in RULES_TABLE},
        rows=matrix(checked.plan, public, period.last) if checked.plan else (),
        visits=visits,
        titles={HOME: "Trang chủ"} | {url: by_url[url].entry.title for url in (visits.pages if visits else ()) if url in by_url},
    )


def _page(project: Project, report: Report) -> bytes:
    view = ReportPage(
        heading=report.subject,
        sections=tuple(
            ReportSection(heading=section.heading, sentences=section.sentences, tables=tuple(map(_table, section.tables)))
            for section in report.sections
        ),
        files=tuple(f"{report.period.stem}.{ending}" for ending in ("docx", "csv")),
    )
    return theme(project.theme / "templates").render(view.template, view, frame_of(project.ward, project.siteurl))


def _list_page(project: Project, folder: Path) -> bytes:
    """The reports that lie in `folder`, the last days first, the longer period first among those."""
    periods = filter(None, (period_named(file.stem) for file in folder.glob("*.html")))
    view = ReportList(
        heading="Các báo cáo đã làm",
        reports=tuple(
            ReportLink(
                title=f"Báo cáo {period.kind.label}, {period.words}",
                files=tuple(
                    Link(label=name, url=file)
                    for ending, name in _FILES.items()
                    if (folder / (file := f"{period.stem}.{ending}")).is_file()
                ),
            )
            for period in sorted(periods, key=lambda period: (-period.last.toordinal(), period.first, period.kind))
        ),
    )
    return theme(project.theme / "templates").render(view.template, view, frame_of(project.ward, project.siteurl))


def _table(table: Table) -> ReportTable:
    values = [row[-1] if isinstance(row[-1], int) else 0 for row in table.rows] if table.is_plotted else []
    most = max(values, default=0) or 1
    bars = [round(100 * value / most) for value in values] or [0] * len(table.rows)
    rows = tuple(ReportBar(cells=tuple(map(str, row)), length=bar) for row, bar in zip(table.rows, bars, strict=True))
    return ReportTable(heading=table.heading, head=table.head, rows=rows, is_plotted=table.is_plotted)
