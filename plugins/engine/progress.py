"""Stage 5a, the plan's progress: the public page, and the desk's own with what to do next and which pages to review."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import cast

from plugins.engine import addresses
from plugins.engine.assemble import Site
from plugins.engine.heads import Head
from plugins.engine.material import SiteFacts
from plugins.engine.page_meta import meta_of, trail
from plugins.engine.views.elements import Fact, Link
from plugins.engine.views.progress import ProgressGroup, ProgressPage, ProgressRow, StaffProgress, StaffReview, StaffTask
from plugins.reports.matrix import Row, State
from plugins.reports.plan_tasks import FILE
from plugins.reports.rules import next_step
from plugins.vietnamese.dates import short_date

HEADING = "Tiến độ kế hoạch"
#: address in staff/
STAFF_PAGE = "tien-do.html"
_LEAD = "Kế hoạch giao những việc gì, việc nào do nơi nào phụ trách và đến nay cổng đã đăng những gì."
_KINDS = {State.DONE: "good", State.LATE: "bad", State.BEGUN: "plain", State.EMPTY: "plain", State.OUTSIDE: "plain"}
#: in the order in which the office should see to them
_URGENCY = (State.LATE, State.EMPTY, State.BEGUN, State.OUTSIDE, State.DONE)
#: entries that a task shows; pages to review that the desk shows
_SHOWN, _REVIEWS = 3, 50


def progress_page(site: Site, facts: SiteFacts) -> ProgressPage:
    """The public page. It names no day that the build decides: only days of the plan and of entries."""
    url, plan, rows = addresses.PROGRESS, site.checked.plan, site.plan_rows
    leads = dict.fromkeys(row.task.lead for row in rows)
    return ProgressPage(
        meta=meta_of(facts, url, HEADING, _LEAD, breadcrumbs=trail(Link(label=HEADING, url=url))),
        heading=HEADING,
        lead=_LEAD,
        plan=plan.name if plan else "",
        source=plan.source if plan else "",
        counts=_counts(rows, (State.DONE, State.BEGUN, State.LATE, State.EMPTY, State.OUTSIDE)),
        groups=tuple(ProgressGroup(label=lead, rows=tuple(_row(row) for row in rows if row.task.lead == lead)) for lead in leads),
        output_file=url,
    )


def _counts(rows: Iterable[Row], states: Iterable[State]) -> tuple[Fact, ...]:
    counts = Counter(row.state for row in rows)
    return tuple(Fact(label=state.label, text=str(counts[state])) for state in states)


def _row(row: Row) -> ProgressRow:
    task, entries = row.task, cast(tuple[Head, ...], row.entries)
    due = short_date(task.due) if task.due else ""
    facts = (
        ("Hạn", due),
        ("Thời gian", task.when or ("thường xuyên" if task.ongoing else "")),
        ("Phối hợp", "; ".join(task.partners)),
        ("Kênh", ", ".join(task.channels)),
    )
    return ProgressRow(
        title=task.title,
        kind=_KINDS[row.state],
        state=row.state.label,
        more=_more(row),
        facts=tuple(Fact(label=label, text=text) for label, text in facts if text),
        entries=tuple(Link(label=head.entry.title, url=head.url) for head in entries[:_SHOWN]),
        others=max(0, len(entries) - _SHOWN),
    )


def _more(row: Row) -> str:
    if row.done_on is None:
        return ""
    day = f"ngày {short_date(row.done_on)}"
    late = ", sau hạn" if row.was_late else ""
    return f"{day}{late}" + (f", theo {row.task.proof}" if row.task.proof else "")


def staff_progress(site: Site) -> StaffProgress:
    """The desk's page."""
    plan, rows, today = site.checked.plan, site.plan_rows, site.project.now.date()
    ordered = sorted(rows, key=lambda row: (_URGENCY.index(row.state), row.task.due or dt.date.max))
    return StaffProgress(
        heading="Tiến độ kế hoạch và bài cần xem lại",
        file=f"content/{FILE}" if plan else "",
        counts=_counts(rows, _URGENCY),
        tasks=tuple(map(_task, ordered)),
        faults=tuple(f"Dòng {fault.line}: {fault.message}" for fault in plan.faults) if plan else (),
        reviews=tuple(_review(head, today) for head in _to_review(site)),
    )


def _task(row: Row) -> StaffTask:
    task = row.task
    return StaffTask(
        part=task.part,
        title=task.title,
        lead=task.lead,
        due=short_date(task.due) if task.due else task.when or ("thường xuyên" if task.ongoing else "chưa có hạn"),
        kind=row.state.value,
        state=row.state.label,
        evidence=tuple(
            Fact(label=one.evidence.words, text=f"đã đăng {len(one.entries)} bài, cần {one.evidence.at_least}") for one in row.found
        ),
        next_step=next_step(row),
    )


def _to_review(site: Site) -> list[Head]:
    """Published entries with a day of review, the oldest day first."""
    return sorted((head for head in site.entries if head.review_by), key=lambda head: (head.review_by, head.path))[:_REVIEWS]


def _review(head: Head, today: dt.date) -> StaffReview:
    day = dt.date.fromisoformat(head.review_by)
    return StaffReview(path=f"content/{head.path}", title=head.entry.title, day=short_date(day), is_over=day <= today)
