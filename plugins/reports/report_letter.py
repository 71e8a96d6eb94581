"""A report as an administrative document: what stands around its figures."""

from plugins.core.ward import Ward
from plugins.editorial.word.administrative import AdministrativeDocument, WordSection, WordTable
from plugins.reports.plan_tasks import Plan
from plugins.reports.report import Report, Table

#: of a ward that names none in du-lieu/ke-hoach.toml
_RECIPIENTS = ("Lưu: VT",)
_SIGNATURE = ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")


def report_letter(report: Report, ward: Ward, plan: Plan | None) -> AdministrativeDocument:
    """The document; number and day are left for the office, so is the name under the signature."""
    body = ward.publisher.removesuffix(ward.name).strip()
    issuer = (body, ward.name) if body and body != ward.publisher else (ward.publisher,)
    opening = f"{ward.publisher} báo cáo kết quả công tác thông tin, tuyên truyền trên {ward.site_name} {report.period.words} như sau:"
    return AdministrativeDocument(
        issuer=issuer,
        symbol="BC-UBND",
        place=" ".join(word for word in ward.name.split() if word[:1].isupper()) or ward.name,
        year=report.period.last.year,
        kind="BÁO CÁO",
        subject=report.subject,
        opening=(opening,),
        sections=tuple(
            WordSection(
                heading=section.heading,
                paragraphs=section.sentences,
                tables=tuple(_table(t) for t in section.tables if t.rows and not t.is_detail),
            )
            for section in report.sections
        ),
        closing=(f"Trên đây là kết quả công tác thông tin, tuyên truyền {report.period.words}./.",),
        recipients=(plan.recipients if plan else ()) or _RECIPIENTS,
        signature=(plan.signature if plan else ()) or _SIGNATURE,
    )


def _table(table: Table) -> WordTable:
    columns = range(len(table.head))
    figures = frozenset(at for at in columns if table.rows and any(isinstance(row[at], int) for row in table.rows))
    return WordTable(heading=table.heading, head=table.head, rows=tuple(tuple(map(str, row)) for row in table.rows), figures=figures)
