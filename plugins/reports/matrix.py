"""The plan beside what was published: which tasks are done, late, begun, or have nothing yet. Pure functions of both and of a day."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from plugins.core.model import VIETNAM
from plugins.reports.plan_tasks import Evidence, Plan, PlanTask

#: days before a due date on which `check` begins to warn
NOTICE_DAYS = 7


class Published(Protocol):
    """What the matrix asks of a published entry (engine.heads.Head)."""

    @property
    def folder(self) -> str:
        """Of content/."""
        ...  # pragma: no cover - a protocol has no body

    @property
    def category(self) -> str:
        """Key; empty for other types than articles."""
        ...  # pragma: no cover - a protocol has no body

    @property
    def tags(self) -> tuple[tuple[str, str], ...]:
        """Address and label of each tag."""
        ...  # pragma: no cover - a protocol has no body

    @property
    def cites(self) -> tuple[str, ...]:
        """Every document number in it, its own too."""
        ...  # pragma: no cover - a protocol has no body

    @property
    def released(self) -> float:
        """From when it is public, seconds since 1970."""
        ...  # pragma: no cover - a protocol has no body

    @property
    def path(self) -> str:
        """From content/."""
        ...  # pragma: no cover - a protocol has no body


class State(StrEnum):
    """How a task stands."""

    DONE = "done"
    LATE = "late"
    BEGUN = "begun"
    EMPTY = "empty"
    #: no evidence on the portal is asked for, and no day is over
    OUTSIDE = "outside"

    @property
    def label(self) -> str:
        """As residents and staff read it."""
        return _STATE_LABELS[self]


_STATE_LABELS = {
    State.DONE: "Đã xong",
    State.LATE: "Quá hạn",
    State.BEGUN: "Đang làm",
    State.EMPTY: "Chưa có kết quả đăng",
    State.OUTSIDE: "Làm ngoài cổng",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An evidence and what answers it."""

    evidence: Evidence
    #: newest first
    entries: tuple[Published, ...]

    @property
    def missing(self) -> int:
        """Entries still to come."""
        return max(0, self.evidence.at_least - len(self.entries))

    @property
    def met_on(self) -> dt.date | None:
        """The day on which it was first answered; None while it is not."""
        if self.missing:
            return None
        return dt.datetime.fromtimestamp(self.entries[-self.evidence.at_least].released, VIETNAM).date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A task and how it stands."""

    task: PlanTask
    state: State
    found: tuple[Found, ...]
    #: the day on which all was there; None while it is not
    done_on: dt.date | None = None

    @property
    def entries(self) -> tuple[Published, ...]:
        """All that answers it, each once, newest first."""
        if len(self.found) == 1:
            return self.found[0].entries
        once = {entry.path: entry for one in self.found for entry in one.entries}
        return tuple(sorted(once.values(), key=lambda entry: (entry.released, entry.path), reverse=True))

    @property
    def was_late(self) -> bool:
        """Is it done, but only after its due date?"""
        return bool(self.done_on and self.task.due and self.done_on > self.task.due)


def matrix(plan: Plan, published: Sequence[Published], today: dt.date) -> tuple[Row, ...]:
    """Every task of `plan`, in its order. `published`: all public entries, newest first."""
    candidates = _Candidates(plan.tasks, published)
    return tuple(_row(task, candidates, today) for task in plan.tasks)


def is_near(row: Row, today: dt.date) -> bool:
    """Is it due within a week, or today, and not done?"""
    due = row.task.due
    return row.state not in (State.DONE, State.LATE) and due is not None and (due - today).days <= NOTICE_DAYS


def _row(task: PlanTask, candidates: "_Candidates", today: dt.date) -> Row:
    found = tuple(Found(evidence=one, entries=candidates.of(one)) for one in task.evidence)
    days = [one.met_on for one in found]
    done_on = task.done_on or max((day for day in days if day), default=None)
    if not task.done_on and (not days or None in days):
        done_on = None
    if done_on and done_on <= today and not task.ongoing:
        return Row(task=task, state=State.DONE, found=found, done_on=done_on)
    if task.due and task.due < today:
        return Row(task=task, state=State.LATE, found=found)
    if not found:
        return Row(task=task, state=State.OUTSIDE, found=())
    return Row(task=task, state=State.BEGUN if any(one.entries for one in found) else State.EMPTY, found=found)


class _Candidates:
    """Entries by each word that an evidence names: all are looked at once, however many tasks there are."""

    def __init__(self, tasks: Iterable[PlanTask], published: Sequence[Published]) -> None:
        evidence = [one for task in tasks for one in task.evidence]
        self._by_folder = _index(published, lambda entry: (entry.folder,), {word for one in evidence for word in one.types})
        self._by_category = _index(published, lambda entry: (entry.category,), {word for one in evidence for word in one.categories})
        self._by_tag = _index(published, lambda entry: [key for key, _ in entry.tags], {word for one in evidence for word in one.tags})
        self._by_number = _index(published, lambda entry: entry.cites, {word for one in evidence for word in one.numbers})

    def of(self, evidence: Evidence) -> tuple[Published, ...]:
        """Entries that answer every condition, newest first."""
        groups = [
            _union(index, words)
            for index, words in (
                (self._by_folder, evidence.types),
                (self._by_category, evidence.categories),
                (self._by_tag, evidence.tags),
                (self._by_number, evidence.numbers),
            )
            if words
        ]
        first, *others = sorted(groups, key=len)
        return tuple(entry for path, entry in first.items() if all(path in other for other in others))


def _index(
    published: Sequence[Published], words_of: Callable[[Published], Iterable[str]], wanted: set[str]
) -> dict[str, dict[str, Published]]:
    index: dict[str, dict[str, Published]] = {word: {} for word in wanted}
    if not wanted:
        return index
    for entry in published:
        for word in words_of(entry):
            group = index.get(word)
            if group is not None:
                group[entry.path] = entry
    return index


def _union(index: Mapping[str, dict[str, Published]], words: tuple[str, ...]) -> dict[str, Published]:
    if len(words) == 1:
        return index[words[0]]
    found = {path: entry for word in words for path, entry in index[word].items()}
    return dict(sorted(found.items(), key=lambda item: (item[1].released, item[0]), reverse=True))
