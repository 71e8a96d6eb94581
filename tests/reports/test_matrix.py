"""The plan beside what was published: done, late, begun, empty, and when `check` warns."""

import datetime as dt
from dataclasses import dataclass

import pytest

from plugins.core.model import VIETNAM
from plugins.reports.matrix import Row, State, matrix
from plugins.reports.plan_tasks import Evidence, Plan, PlanTask
from plugins.reports.rules import DUE, LATE, due_findings, name_findings, next_step

DUE_DAY = dt.date(2026, 6, 30)


@dataclass(frozen=True, kw_only=True)
class Sample:
    """A published entry, as far as the matrix looks."""

    path: str
    folder: str = "bai-viet"
    category: str = ""
    tags: tuple[tuple[str, str], ...] = ()
    cites: tuple[str, ...] = ()
    day: dt.date = dt.date(2026, 6, 1)

    @property
    def released(self) -> float:
        """Eight in the morning of its day."""
        return dt.datetime.combine(self.day, dt.time(8), VIETNAM).timestamp()


def row(task: dict[str, object], entries: tuple[Sample, ...] = (), today: dt.date = dt.date(2026, 6, 10)) -> Row:
    """The row of one task."""
    values: dict[str, object] = {"key": "mau", "title": "Việc mẫu", "lead": "Đơn vị mẫu", "line": 7, **task}
    plan = Plan(tasks=(PlanTask(**values),))  # type: ignore[arg-type] # as each test says
    newest_first = sorted(entries, key=lambda entry: (entry.released, entry.path), reverse=True)
    [found] = matrix(plan, newest_first, today)
    return found


DOCUMENTS = (Evidence(types=("van-ban",), at_least=2),)
ONE, TWO = Sample(path="van-ban/a.md", folder="van-ban"), Sample(path="van-ban/b.md", folder="van-ban", day=dt.date(2026, 6, 5))


@pytest.mark.parametrize(
    ("entries", "today", "state"),
    [
        ((), dt.date(2026, 6, 10), State.EMPTY),
        ((ONE,), dt.date(2026, 6, 10), State.BEGUN),
        ((ONE, TWO), dt.date(2026, 6, 10), State.DONE),
        ((), DUE_DAY, State.EMPTY),
        ((), DUE_DAY + dt.timedelta(days=1), State.LATE),
        ((ONE,), DUE_DAY + dt.timedelta(days=1), State.LATE),
        ((ONE, TWO), DUE_DAY + dt.timedelta(days=400), State.DONE),
    ],
)
def test_the_state_follows_evidence_and_day(entries: tuple[Sample, ...], today: dt.date, state: State) -> None:
    """Enough entries: done; the day after the due date without them: late; before it begun or empty; the due date is still in time."""
    assert row({"due": DUE_DAY, "evidence": DOCUMENTS}, entries, today).state is state


def test_a_task_is_done_on_the_day_of_its_last_needed_entry() -> None:
    """Two are needed: the second day counts, later entries change nothing, and done after the due date is told as such."""
    third = Sample(path="van-ban/c.md", folder="van-ban", day=dt.date(2026, 7, 1))
    found = row({"due": dt.date(2026, 6, 4), "evidence": DOCUMENTS}, (ONE, TWO, third), dt.date(2026, 7, 2))
    assert found.done_on == dt.date(2026, 6, 5)
    assert found.was_late
    assert [entry.path for entry in found.entries] == ["van-ban/c.md", "van-ban/b.md", "van-ban/a.md"]


@pytest.mark.parametrize(
    ("evidence", "paths"),
    [
        (Evidence(types=("guong", "mo-hinh")), ["mo-hinh/x.md", "guong/x.md"]),
        (Evidence(categories=("tin",)), ["bai-viet/x.md"]),
        (Evidence(tags=("a", "b")), ["guong/x.md", "bai-viet/x.md"]),
        (Evidence(numbers=("05-NQ/TU",)), ["mo-hinh/x.md", "bai-viet/x.md"]),
        (Evidence(types=("bai-viet",), tags=("b",), numbers=("05-NQ/TU",)), ["bai-viet/x.md"]),
        (Evidence(types=("guong",), numbers=("05-NQ/TU",)), []),
    ],
)
def test_evidence_asks_for_every_condition_and_any_word(evidence: Evidence, paths: list[str]) -> None:
    """An entry counts when it answers each condition by one of its words, once, newest first."""
    entries = (
        Sample(path="bai-viet/x.md", category="tin", tags=(("a", "A"), ("b", "B")), cites=("05-NQ/TU",)),
        Sample(path="guong/x.md", folder="guong", tags=(("a", "A"),), day=dt.date(2026, 6, 2)),
        Sample(path="mo-hinh/x.md", folder="mo-hinh", cites=("05-NQ/TU",), day=dt.date(2026, 6, 3)),
    )
    assert [entry.path for entry in row({"evidence": (evidence,)}, entries).entries] == paths


def test_all_evidence_must_be_there() -> None:
    """A task with two kinds of evidence is begun with one of them, and its next step names the other."""
    found = row({"evidence": (Evidence(types=("van-ban",)), Evidence(types=("guong",)))}, (ONE,))
    assert found.state is State.BEGUN
    assert next_step(found) == "Cần đăng 1 bài nữa (Gương điển hình)."


def test_work_outside_the_portal_is_done_by_hand() -> None:
    """Without evidence a task waits outside; its day and paper make it done, but not before that day; overdue it is late."""
    by_hand: dict[str, object] = {"done_on": dt.date(2026, 6, 9), "proof": "Biên bản mẫu"}
    assert row({}).state is State.OUTSIDE
    assert "done_on" in next_step(row({}))
    assert row(by_hand).state is State.DONE
    assert next_step(row(by_hand)) == "Không phải làm gì thêm."
    assert row(by_hand, today=dt.date(2026, 6, 8)).state is State.OUTSIDE
    assert row({"due": DUE_DAY}, today=dt.date(2026, 7, 1)).state is State.LATE


def test_ongoing_work_is_never_done() -> None:
    """However much is there, it is begun."""
    found = row({"ongoing": True, "evidence": DOCUMENTS}, (ONE, TWO))
    assert found.state is State.BEGUN
    assert next_step(found).startswith("Việc thường xuyên")
    assert next_step(row({"ongoing": True})) == "Việc thường xuyên, không để lại bài trên cổng."


@pytest.mark.parametrize(
    ("today", "rule", "start"),
    [
        (dt.date(2026, 6, 22), None, ""),
        (dt.date(2026, 6, 23), DUE, "Còn 7 ngày đến hạn: việc “Việc mẫu” (Đơn vị mẫu), hạn 30/6/2026. Cần đăng 2 bài nữa (Văn bản)."),
        (dt.date(2026, 6, 30), DUE, "Hôm nay đến hạn: "),
        (dt.date(2026, 7, 3), LATE, "Quá hạn 3 ngày: việc “Việc mẫu” (Đơn vị mẫu), hạn 30/6/2026."),
    ],
)
def test_check_warns_a_week_before_the_day(today: dt.date, rule: object, start: str) -> None:
    """Eight days before nothing is said, from seven on a warning, after the day another; what is done is never warned about."""
    found = list(due_findings([row({"due": DUE_DAY, "evidence": DOCUMENTS}, (), today)], today))
    assert [one for one, _ in found] == ([rule] if rule else [])
    assert all(finding.message.startswith(start) and finding.line == 7 for _, finding in found)
    assert list(due_findings([row({"due": DUE_DAY, "evidence": DOCUMENTS}, (ONE, TWO), today)], today)) == []


def test_names_that_nothing_declares_are_told() -> None:
    """A unit or a category that no list has is named with its task; without a list of units nobody can tell."""
    task = PlanTask(key="mau", title="Mẫu", lead="A", partners=("B",), evidence=(Evidence(categories=("x", "y")),), line=3)
    found = [finding.message for finding in name_findings(Plan(tasks=(task,)), ["A"], ["y"])]
    assert [message.split(":")[0] for message in found] == [
        "“B” không có trong du-lieu/co-quan.toml",
        "Không có chuyên mục “x” trong du-lieu/chuyen-muc.toml.",
    ]
    assert len(list(name_findings(Plan(tasks=(task,)), [], ["x", "y"]))) == 0
