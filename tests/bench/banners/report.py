"""From drawings to what is said of them: medians, ratios within this one run, goals met or missed, tables for a terminal.

A card counts when its file is written. Rates, ratios and the cost of unchanged cards are of CPU time: an engine has one core and
waits for nothing, so on a quiet core the clock says the same, and on a busy one the clock says how busy it was. The clock stands
beside. Cold is the whole process less the counted cards, by the clock: start, imports, grounds, the first card.
"""

import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tests.bench.banners.engines import ENGINE_OF, FLAT, GRADIENT, LAYOUT, OGIMAGES, TYPST
from tests.bench.banners.unchanged import EDITED, QUIET, UnchangedCards
from tests.bench.report import table


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """One process that drew the whole set."""

    #: name of an engine
    engine: str
    #: from 1
    round: int
    #: that were counted
    cards: int
    #: for these cards: by the clock, and of the processor, all threads
    seconds: float
    cpu: float
    #: seconds of the process beside them
    cold: float
    #: bytes, as measure.memory_means says
    memory: int | None = None
    #: bytes of each picture, that of the cold start too; empty when there is none
    sizes: tuple[int, ...] = ()

    @property
    def rate(self) -> float:
        """Cards a second of CPU time; by the clock where a system counts it too coarsely for so few cards."""
        return self.cards / (self.cpu or self.seconds)

    @property
    def clock_rate(self) -> float:
        """Cards a second by the clock."""
        return self.cards / self.seconds


class CardResults:
    """All drawings of one run, and questions to them."""

    def __init__(self, drawings: Iterable[Drawing], unchanged: Iterable[UnchangedCards]) -> None:
        self.drawings = tuple(drawings)
        self.unchanged = tuple(unchanged)

    def of(self, engine: str) -> tuple[Drawing, ...]:
        """The rounds of one engine."""
        return tuple(one for one in self.drawings if one.engine == engine)

    def engines(self) -> tuple[str, ...]:
        """All that drew, in order of measuring."""
        return tuple(dict.fromkeys(one.engine for one in self.drawings))

    def rate(self, engine: str) -> float | None:
        """Median of cards a second; None when it was not measured."""
        rounds = self.of(engine)
        return statistics.median(one.rate for one in rounds) if rounds else None

    def ratio(self, engine: str, other: str) -> float | None:
        """How many times as fast the one is; None unless both were measured."""
        one, another = self.rate(engine), self.rate(other)
        return one / another if one is not None and another else None

    def largest(self, engine: str) -> float | None:
        """KiB of its largest picture; None when it made none."""
        size = max((size for one in self.of(engine) for size in one.sizes), default=None)
        return size / 1024 if size is not None else None

    def unchanged_cost(self, kind: str) -> float | None:
        """Median of milliseconds for each unchanged card, of CPU time where it is known; None when it was not measured."""
        rounds = [one.cost for one in self.unchanged if one.kind == kind]
        return statistics.median(rounds) if rounds else None


@dataclass(frozen=True, slots=True, kw_only=True)
class CardGoal:
    """Something the portal should keep to."""

    title: str
    limit: float
    unit: str
    #: None when it was not measured
    figure: Callable[[CardResults], float | None]
    #: is the limit the least that is wanted, or the most that is allowed?
    is_least: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CardVerdict:
    """A goal and what was found."""

    title: str
    limit: float
    figure: float
    unit: str
    is_least: bool

    @property
    def is_met(self) -> bool:
        """Is the figure on the right side of the limit? The limit itself is."""
        return self.figure >= self.limit if self.is_least else self.figure <= self.limit


#: the ratios hold on any machine, the rates on one like that of the project
GOALS: tuple[CardGoal, ...] = (
    CardGoal(title="gradient / pelican-ogimages", limit=1.8, unit="×", figure=lambda r: r.ratio(GRADIENT, OGIMAGES), is_least=True),
    CardGoal(title="gradient / Typst", limit=1.2, unit="×", figure=lambda r: r.ratio(GRADIENT, TYPST), is_least=True),
    CardGoal(title="gradient cards a second", limit=60, unit="/s", figure=lambda r: r.rate(GRADIENT), is_least=True),
    CardGoal(title="flat cards a second", limit=120, unit="/s", figure=lambda r: r.rate(FLAT), is_least=True),
    CardGoal(title=EDITED, limit=0.2, unit="ms", figure=lambda r: r.unchanged_cost(EDITED)),
    CardGoal(title=QUIET, limit=0.2, unit="ms", figure=lambda r: r.unchanged_cost(QUIET)),
    CardGoal(title="largest gradient JPEG", limit=150, unit="KiB", figure=lambda r: r.largest(GRADIENT)),
    CardGoal(title="largest flat PNG", limit=30, unit="KiB", figure=lambda r: r.largest(FLAT)),
)


def card_verdicts(results: CardResults) -> tuple[CardVerdict, ...]:
    """Every goal whose figure is known."""
    figures = ((goal, goal.figure(results)) for goal in GOALS)
    return tuple(
        CardVerdict(title=goal.title, limit=goal.limit, figure=figure, unit=goal.unit, is_least=goal.is_least)
        for goal, figure in figures
        if figure is not None
    )


def drawings_table(results: CardResults) -> str:
    """A line for each engine: cards a second (median, slowest and fastest round, by the clock), cold start, bytes, memory."""
    rows: list[tuple[str, ...]] = [
        ("what", "cards/s", "slowest-fastest", "by clock", "ms each", "cold s", "KiB median", "largest", "memory MB", "gradient / it")
    ]
    for engine in results.engines():
        rounds = results.of(engine)
        rates = [one.rate for one in rounds]
        sizes = [size / 1024 for one in rounds for size in one.sizes]
        memories = [one.memory for one in rounds if one.memory is not None]
        ratio = results.ratio(GRADIENT, engine) if engine != LAYOUT else None
        rows.append(
            (
                ENGINE_OF[engine].title,
                f"{statistics.median(rates):.1f}",
                f"{min(rates):.1f}-{max(rates):.1f}",
                f"{statistics.median(one.clock_rate for one in rounds):.1f}",
                f"{1000 / statistics.median(rates):.2f}",
                f"{statistics.median(one.cold for one in rounds):.2f}",
                f"{statistics.median(sizes):.0f}" if sizes else "-",
                f"{max(sizes):.0f}" if sizes else "-",
                f"{max(memories) / 1e6:.0f}" if memories else "-",
                f"{ratio:.2f} ×" if ratio is not None else "-",
            )
        )
    return table(rows, left={0})


def unchanged_table(results: CardResults) -> str:
    """A line for each round of builds with unchanged cards; empty when there was none."""
    if not results.unchanged:
        return ""
    rows: list[tuple[str, ...]] = [("build", "round", "cards", "with s", "without s", "ms by clock", "ms of CPU")]
    for one in results.unchanged:
        walls = (f"{one.wall_with:.3f}", f"{one.wall_without:.3f}")
        cpu = "-" if one.cpu_milliseconds is None else f"{one.cpu_milliseconds:.3f}"
        rows.append((one.kind, str(one.round), f"{one.cards:,}", *walls, f"{one.milliseconds:.3f}", cpu))
    return table(rows, left={0})


def card_goals_table(found: Sequence[CardVerdict]) -> str:
    """A line for each goal."""
    if not found:
        return "No goal can be judged: what it compares was not measured."
    rows: list[tuple[str, ...]] = [("goal", "limit", "here", "")]
    for one in found:
        limit = f"{'≥' if one.is_least else '≤'} {one.limit:g} {one.unit}"
        rows.append((one.title, limit, f"{one.figure:.3g} {one.unit}", "met" if one.is_met else "MISSED"))
    return table(rows, left={0, 3})
