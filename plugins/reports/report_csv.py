"""The tables of a report as one CSV file (RFC 4180) that Excel opens with its letters: UTF-8 with a byte order mark."""

import csv
import io

from plugins.reports.report import Report

#: Excel and LibreOffice take a cell that begins so for a formula; an apostrophe keeps it a text (OWASP, CSV Injection)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def report_csv(report: Report) -> bytes:
    """Every row of every table: section, table, name and value of each column beyond the first."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(("Phần", "Bảng", "Mục", "Cột", "Giá trị"))
    for section in report.sections:
        for table in section.tables:
            for row in table.rows:
                for name, value in zip(table.head[1:], row[1:], strict=True):
                    writer.writerow([_plain(cell) for cell in (section.heading, table.heading, row[0], name, value)])
    return b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8")


def _plain(cell: str | int) -> str | int:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
