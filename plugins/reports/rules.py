"""Rules about the plan and its due dates. The day of the build decides: the same plan is judged anew every day."""

import datetime as dt
from collections.abc import Iterable, Iterator

from plugins.core.rules import Finding, Level, ReadingRule
from plugins.reports.matrix import NOTICE_DAYS, Row, State, is_near
from plugins.reports.plan_tasks import Plan
from plugins.vietnamese.dates import short_date

FORM = ReadingRule(id="KH01", title="Kế hoạch (du-lieu/ke-hoach.toml) viết đúng mẫu")
DUE = ReadingRule(id="KH02", title=f"Việc còn không quá {NOTICE_DAYS} ngày là đến hạn mà chưa xong", level=Level.WARNING)
LATE = ReadingRule(id="KH03", title="Việc trong kế hoạch không quá hạn", level=Level.WARNING)
NAMES = ReadingRule(id="KH04", title="Kế hoạch gọi tên đơn vị, chuyên mục như đã khai báo", level=Level.WARNING)

READING_RULES: tuple[ReadingRule, ...] = (FORM, DUE, LATE, NAMES)


def form_findings(plan: Plan) -> tuple[Finding, ...]:
    """KH01: what could not be read."""
    return plan.faults


def name_findings(plan: Plan, offices: Iterable[str], categories: Iterable[str]) -> Iterator[Finding]:
    """KH04: units and categories that no list declares: a slip there would make a task look empty for ever."""
    known, keys = frozenset(offices), frozenset(categories)
    for task in plan.tasks:
        strangers = [name for name in (task.lead, *task.partners) if name not in known] if known else []
        for name in strangers:
            yield Finding(line=task.line, message=f"“{name}” không có trong du-lieu/co-quan.toml: ghi đúng tên, hoặc thêm đơn vị vào đó.")
        for key in sorted({key for one in task.evidence for key in one.categories} - keys):
            yield Finding(line=task.line, message=f"Không có chuyên mục “{key}” trong du-lieu/chuyen-muc.toml.")


def due_findings(rows: Iterable[Row], today: dt.date) -> Iterator[tuple[ReadingRule, Finding]]:
    """KH02 and KH03: tasks that are due within a week, or overdue."""
    for row in rows:
        if row.task.due is None:
            continue
        what = f"việc “{row.task.title}” ({row.task.lead})"
        if row.state is State.LATE:
            late = (today - row.task.due).days
            message = f"Quá hạn {late} ngày: {what}, hạn {short_date(row.task.due)}. {next_step(row)}"
            yield LATE, Finding(line=row.task.line, message=message)
        elif is_near(row, today):
            left = (row.task.due - today).days
            days = f"Còn {left} ngày" if left else "Hôm nay"
            yield DUE, Finding(line=row.task.line, message=f"{days} đến hạn: {what}, hạn {short_date(row.task.due)}. {next_step(row)}")


def next_step(row: Row) -> str:
    """What the office should do now, as one or two sentences."""
    if row.state is State.DONE:
        return "Không phải làm gì thêm."
    lacking = [one for one in row.found if one.missing]
    if lacking:
        wanted = "; ".join(f"{one.missing} bài nữa ({one.evidence.words})" for one in lacking)
        return f"Cần đăng {wanted}."
    if row.task.ongoing:
        return "Việc thường xuyên: tiếp tục làm và đăng kết quả." if row.found else "Việc thường xuyên, không để lại bài trên cổng."
    return "Việc này không để lại bài trên cổng: khi làm xong, ghi “done_on” và “proof” vào du-lieu/ke-hoach.toml."
