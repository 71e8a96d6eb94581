"""What became of the ward's plan: for residents, and for the office."""

from msgspec import Struct

from plugins.engine.views.elements import Fact, Link
from plugins.engine.views.meta import PublicPage


class ProgressRow(Struct, frozen=True, kw_only=True):
    """A task of the ward's plan and what became of it."""

    title: str
    #: as StandingView: good, bad, plain; and in words
    kind: str
    state: str
    #: what else is to be said of the state: xong ngày 05/7/2026
    more: str
    #: Hạn, Phối hợp, Kênh: what the plan says
    facts: tuple[Fact, ...]
    #: the newest entries that show it
    entries: tuple[Link, ...]
    #: how many more there are
    others: int


class ProgressGroup(Struct, frozen=True, kw_only=True):
    """The tasks of one unit."""

    label: str
    rows: tuple[ProgressRow, ...]


class ProgressPage(PublicPage, frozen=True, kw_only=True):
    """progress.html: what became of the ward's plan."""

    heading: str
    lead: str
    #: name of the plan; empty when it has none
    plan: str
    source: str
    #: how many tasks stand how: Đã xong · 3
    counts: tuple[Fact, ...]
    groups: tuple[ProgressGroup, ...]
    template: str = "progress.html"


class StaffTask(Struct, frozen=True, kw_only=True):
    """A task of the plan on the desk's page."""

    part: str
    title: str
    lead: str
    due: str
    #: done, late, begun, empty; and in words
    kind: str
    state: str
    #: each evidence: what is asked for, and how many of how many are there
    evidence: tuple[Fact, ...]
    #: what to do next
    next_step: str


class StaffReview(Struct, frozen=True, kw_only=True):
    """A page that somebody should look at again."""

    path: str
    title: str
    day: str
    #: is that day over?
    is_over: bool


class StaffProgress(Struct, frozen=True, kw_only=True):
    """staff/tien-do.html: what the plan still lacks and what to do next; pages to review."""

    heading: str
    #: path from the site's folder of the plan; empty when the ward has none
    file: str
    counts: tuple[Fact, ...]
    #: what is late first, then what has nothing yet
    tasks: tuple[StaffTask, ...]
    faults: tuple[str, ...]
    #: oldest first
    reviews: tuple[StaffReview, ...]
    template: str = "staff/tien-do.html"
