"""Reports of a period, for the office."""

from msgspec import Struct

from plugins.engine.views.elements import Link


class ReportBar(Struct, frozen=True, kw_only=True):
    """A row of a report, and the bar beside it."""

    cells: tuple[str, ...]
    #: hundredths of the longest bar
    length: int


class ReportTable(Struct, frozen=True, kw_only=True):
    """A table of a report."""

    heading: str
    head: tuple[str, ...]
    rows: tuple[ReportBar, ...]
    is_plotted: bool


class ReportSection(Struct, frozen=True, kw_only=True):
    """One subject of a report."""

    heading: str
    sentences: tuple[str, ...]
    tables: tuple[ReportTable, ...]


class ReportPage(Struct, frozen=True, kw_only=True):
    """staff/bao-cao/….html: a report of a period."""

    heading: str
    sections: tuple[ReportSection, ...]
    #: the same as Word file and CSV
    files: tuple[str, ...]
    template: str = "staff/bao-cao.html"


class ReportLink(Struct, frozen=True, kw_only=True):
    """A report that was made."""

    #: Báo cáo tháng, từ ngày 01/11/2026 đến ngày 26/11/2026
    title: str
    #: the page, the Word file, the table: those that are there, with what they are called
    files: tuple[Link, ...]


class ReportList(Struct, frozen=True, kw_only=True):
    """staff/bao-cao/index.html: the reports that were made, newest first."""

    heading: str
    reports: tuple[ReportLink, ...]
    template: str = "staff/cac-bao-cao.html"
