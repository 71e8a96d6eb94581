"""From measurements to what is said of them: medians, ratios within this one run, goals met or missed, tables for a terminal.

Only ratios of one run mean something: machines differ, and one machine differs from hour to hour.
"""

import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tests.bench.scenarios import AGAIN, COLD, RELOAD, SCENARIO_OF
from tests.bench.sites import PORTAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """One measured run."""

    #: number of articles
    size: int
    #: "portal" or the name of a peer
    subject: str
    #: name of the scenario; of a peer `cold` or `again`
    scenario: str
    #: from 1
    round: int
    #: seconds
    wall: float
    #: seconds; None where the system does not tell, and for `reload`
    cpu: float | None = None
    #: bytes, as measure.memory_means says
    memory: int | None = None
    #: outputs made anew, with another frame only, written, removed; None for peers
    made: tuple[int, int, int, int] | None = None


class Results:
    """All measurements of one run, and questions to them."""

    def __init__(self, measurements: Iterable[Measurement]) -> None:
        self.all = tuple(measurements)

    def of(self, size: int, subject: str, scenario: str) -> tuple[Measurement, ...]:
        """The rounds of one thing."""
        return tuple(one for one in self.all if (one.size, one.subject, one.scenario) == (size, subject, scenario))

    def wall(self, size: int, subject: str, scenario: str) -> float | None:
        """Median seconds; None when it was not measured."""
        rounds = self.of(size, subject, scenario)
        return statistics.median(one.wall for one in rounds) if rounds else None

    def memory(self, size: int, subject: str) -> int | None:
        """The greatest peak of any build of that size, in bytes."""
        return max((one.memory for one in self.all if (one.size, one.subject) == (size, subject) and one.memory), default=None)

    def things(self) -> tuple[tuple[int, str, str], ...]:
        """Size, subject and scenario of all that was measured, smallest size first, else in order of measuring."""
        return tuple(sorted(dict.fromkeys((one.size, one.subject, one.scenario) for one in self.all), key=lambda key: key[0]))

    def sizes(self) -> tuple[int, ...]:
        """All sizes, smallest first."""
        return tuple(sorted({one.size for one in self.all}))


#: the figure of a goal at a size; None when that was not measured
Figure = Callable[[Results, int], float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """Something the portal should keep to."""

    title: str
    #: most that is allowed
    limit: float
    unit: str
    figure: Figure
    #: what we would like to reach, below the limit
    aim: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A goal at one size."""

    title: str
    size: int
    limit: float
    figure: float
    unit: str
    aim: float | None = None

    @property
    def is_met(self) -> bool:
        """Is the figure within the limit?"""
        return self.figure <= self.limit

    @property
    def word(self) -> str:
        """The verdict in a word or two."""
        if not self.is_met:
            return "MISSED"
        return "met" if self.aim is None else f"met, aim {self.aim:g} {'too' if self.figure <= self.aim else 'not yet'}"


def _against(scenario: str, peer: str, other: str) -> Figure:
    """The portal's scenario as a part of the peer's."""

    def figure(results: Results, size: int) -> float | None:
        ours, theirs = results.wall(size, PORTAL, scenario), results.wall(size, peer, other)
        return ours / theirs if ours is not None and theirs else None

    return figure


def _peak_at(wanted: int) -> Figure:
    def figure(results: Results, size: int) -> float | None:
        peak = results.memory(size, PORTAL) if size == wanted else None
        return peak / 1e6 if peak is not None else None

    return figure


def _growth(results: Results, size: int) -> float | None:
    large, small = results.wall(100_000, PORTAL, COLD), results.wall(10_000, PORTAL, COLD)
    return large / 10 / small if size == 100_000 and large is not None and small else None


def _seconds(scenario: str) -> Figure:
    return lambda results, size: results.wall(size, PORTAL, scenario)


GOALS: tuple[Goal, ...] = (
    Goal(title="one body edited / Hugo again", limit=0.30, unit="×", figure=_against("body", "hugo", AGAIN), aim=0.20),
    Goal(title="nothing changed / Hugo again", limit=0.18, unit="×", figure=_against("nothing", "hugo", AGAIN)),
    Goal(title="one added at the top / Hugo again", limit=0.45, unit="×", figure=_against("added", "hugo", AGAIN)),
    Goal(title="a notice begins / Hugo again", limit=1.0, unit="×", figure=_against("notice", "hugo", AGAIN)),
    Goal(title="cold / Pelican cold", limit=0.40, unit="×", figure=_against(COLD, "pelican", COLD)),
    Goal(title="cold / Hugo cold", limit=1.5, unit="×", figure=_against(COLD, "hugo", COLD)),
    Goal(title="save to reload", limit=0.5, unit="s", figure=_seconds(RELOAD)),
    Goal(title="memory at 10,000", limit=300, unit="MB", figure=_peak_at(10_000)),
    Goal(title="memory at 100,000", limit=1.5 * 2**30 / 1e6, unit="MB", figure=_peak_at(100_000)),
    Goal(title="cold per article, 100,000 / 10,000", limit=1.3, unit="×", figure=_growth),
)


def verdicts(results: Results) -> tuple[Verdict, ...]:
    """Every goal at every size where its figure is known."""
    found = []
    for size in results.sizes():
        for goal in GOALS:
            figure = goal.figure(results, size)
            if figure is not None:
                found.append(Verdict(title=goal.title, size=size, limit=goal.limit, figure=figure, unit=goal.unit, aim=goal.aim))
    return tuple(found)


def title_of(subject: str, scenario: str) -> str:
    """What a line of a table or a plot is called."""
    known = SCENARIO_OF.get(scenario)
    return f"{subject}: {known.title if known else scenario}"


def measurements_table(results: Results) -> str:
    """A line for each thing measured: median, slowest and fastest round, CPU, memory, outputs of the last round."""
    rows: list[tuple[str, ...]] = [
        ("articles", "what", "wall s", "fastest-slowest", "CPU s", "memory MB", "made", "framed", "written", "removed")
    ]
    for size, subject, scenario in results.things():
        rounds = results.of(size, subject, scenario)
        walls = [one.wall for one in rounds]
        cpus = [one.cpu for one in rounds if one.cpu is not None]
        memories = [one.memory for one in rounds if one.memory is not None]
        rows.append(
            (
                f"{size:,}",
                title_of(subject, scenario),
                f"{statistics.median(walls):.2f}",
                f"{min(walls):.2f}-{max(walls):.2f}",
                f"{statistics.median(cpus):.2f}" if cpus else "-",
                f"{max(memories) / 1e6:.0f}" if memories else "-",
                *(f"{count:,}" for count in rounds[-1].made or ()),
            )
        )
    return table(rows, left={1})


def goals_table(found: Sequence[Verdict]) -> str:
    """A line for each goal and size."""
    if not found:
        return "No goal can be judged: what it compares was not measured."
    rows = [("articles", "goal", "limit", "here", "")]
    for one in found:
        rows.append((f"{one.size:,}", one.title, f"{one.limit:,.4g} {one.unit}", f"{one.figure:.3g} {one.unit}", one.word))
    return table(rows, left={1, 4})


def table(rows: Sequence[Sequence[str]], left: set[int]) -> str:
    """Rows as columns for a terminal, to the right but for those of `left`."""
    columns = max(map(len, rows))
    widths = [max(len(row[i]) for row in rows if i < len(row)) for i in range(columns)]
    lines = []
    for row in rows:
        cells = (cell.ljust(widths[i]) if i in left else cell.rjust(widths[i]) for i, cell in enumerate(row))
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)
