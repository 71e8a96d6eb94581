"""The measuring: the portal and its peers on the same articles, on this machine, now.

    install peers -> for each size: bring the sites to their first state
                  -> for each round: cold of all in turn, then the portal's edits, the peers' edit among them
                  -> saves under `serve`
                  -> trash out

Taken in turn (A B C A B C ...), a drift of the machine hits all alike. Before each edit of the portal an unmeasured build
settles what the edit before it left, so that every round measures the same thing.
"""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from plugins.console.environment import child_environment
from plugins.console.faults import say
from tests.bench import corpus
from tests.bench.counts import made_counts
from tests.bench.errors import BenchError
from tests.bench.generators import PEER_OF, install
from tests.bench.measure import Run, measure
from tests.bench.options import Options
from tests.bench.reload import seconds_to_reload
from tests.bench.report import Measurement, Results
from tests.bench.scenarios import AGAIN, COLD, RELOAD, Scenario, applied, body_edited, fresh_mark
from tests.bench.sites import PORTAL, TRASH, Site, peer_site, portal_site

#: what --full adds: the portal alone, one round
FULL_SIZE, FULL_SCENARIOS = 100_000, (COLD, "body", "nothing")


@dataclass(slots=True)
class Bench:
    """The measuring itself: what was found, and what failed."""

    options: Options
    measurements: list[Measurement] = field(default_factory=list)
    #: one line for each thing that could not be run
    failures: list[str] = field(default_factory=list)
    #: HTML pages of each site: (size, subject, pages)
    pages: list[tuple[int, str, int]] = field(default_factory=list)
    #: what failed once is not tried again: (size, subject, scenario)
    _broken: set[tuple[int, str, str]] = field(default_factory=set)

    def run(self) -> Results:
        """Measure everything that was asked for."""
        try:
            return self._run()
        finally:
            # not before the last size is measured: what is deleted slows down the next minutes (`sites.set_aside`)
            shutil.rmtree(self.options.folder / TRASH, ignore_errors=True)

    def _run(self) -> Results:
        commands = self._install_peers()
        for number, size in enumerate(self.options.sizes):
            say(f"{size:,} bài: chuẩn bị {1 + len(commands)} trang.")
            portal = self._portal(size)
            peers = [peer_site(PEER_OF[n], self._place(n, size), size, command) for n, command in commands.items()]
            if number == 0:
                portal.clear()
                self._build(portal)  # without the portal there is nothing to measure: its failure ends the bench
                peers = [site for site in peers if self._is_able(site)]
                commands = {site.subject: site.command for site in peers}
            self._rounds([portal, *peers], self.options.scenarios, self.options.rounds)
        if self.options.is_full:
            say(f"{FULL_SIZE:,} bài: chuẩn bị.")
            chosen = tuple(scenario for scenario in self.options.scenarios if scenario.name in FULL_SCENARIOS)
            self._rounds([self._portal(FULL_SIZE)], chosen, 1)
        return Results(self.measurements)

    def _place(self, subject: str, size: int) -> Path:
        return self.options.folder / f"{subject}-{size}"

    def _portal(self, size: int) -> Site:
        o = self.options
        return portal_site(self._place(PORTAL, size), size, o.settings, o.theme, o.extras)

    def _install_peers(self) -> dict[str, tuple[str, ...]]:
        commands = {}
        for name in self.options.peers:
            say(f"{PEER_OF[name].title}: cài vào {self.options.folder} nếu chưa có.")
            try:
                commands[name] = install(PEER_OF[name], self.options.folder)
            except BenchError as error:
                if self.options.are_peers_named:
                    raise
                say(f"Bỏ qua {error}")
        return commands

    def _is_able(self, site: Site) -> bool:
        """A trial that is not measured: faults show at once, pages and compiled modules come into memory."""
        try:
            site.clear()
            self._build(site)
        except BenchError as error:
            self._fail(f"{site.size:,} bài: {error}", error.details)
            return False
        return True

    def _rounds(self, sites: Sequence[Site], scenarios: Sequence[Scenario], rounds: int) -> None:
        for number in range(1, rounds + 1):
            for site, scenario in _steps(sites, scenarios):
                if (site.size, site.subject, scenario.name) not in self._broken:
                    self._step(site, scenario, number, rounds)
        self.pages.extend((site.size, site.subject, site.pages()) for site in sites)
        if any(scenario.name == RELOAD for scenario in scenarios):
            self._reload(sites[0], rounds)

    def _step(self, site: Site, scenario: Scenario, number: int, rounds: int) -> None:
        """One measured build, recorded; a failure is said, and this thing is not tried again."""
        what = f"{site.size:,} bài, vòng {number}/{rounds}, {site.subject} {scenario.name}"
        try:
            run = self._measured(site, scenario)
        except BenchError as error:
            self._fail(f"{what}: {error}", error.details)
            self._broken.add((site.size, site.subject, scenario.name))
            return
        say(f"{what}: {run.wall:.2f} s")
        self._record(site, scenario.name, number, run)

    def _measured(self, site: Site, scenario: Scenario) -> Run:
        if scenario.edit is None:
            site.clear()
            return self._build(site)
        # a peer keeps nothing between its builds but its output
        if site.subject == PORTAL or not site.output.exists():
            self._build(site)
        with applied(scenario.edit(site, fresh_mark())):
            return self._build(site)

    def _record(self, site: Site, scenario: str, number: int, run: Run) -> None:
        made = made_counts(run.output) if site.subject == PORTAL else None
        self.measurements.append(
            Measurement(
                size=site.size,
                subject=site.subject,
                scenario=scenario,
                round=number,
                wall=run.wall,
                cpu=run.cpu,
                memory=run.memory,
                made=made,
            )
        )

    def _build(self, site: Site) -> Run:
        """A whole build; BenchError with all it said unless it ended with 0."""
        run = measure(site.command, site.runs_in, environment())
        if run.exit_code:
            raise BenchError(site.subject, f"dừng với mã {run.exit_code}.", run.output)
        return run

    def _reload(self, site: Site, rounds: int) -> None:
        try:
            self._build(site)
            for number, seconds in enumerate(seconds_to_reload(site, rounds, environment()), 1):
                say(f"{site.size:,} bài, lần lưu {number}/{rounds}: {seconds:.2f} s")
                self.measurements.append(Measurement(size=site.size, subject=PORTAL, scenario=RELOAD, round=number, wall=seconds))
        except BenchError as error:
            self._fail(f"{site.size:,} bài, {RELOAD}: {error}", error.details)

    def _fail(self, line: str, output: str) -> None:
        print(output)
        say(line)
        self.failures.append(line)


#: what a peer does after its cold build
_PEER_AGAIN = Scenario(name=AGAIN, title="again", edit=body_edited)


def _steps(sites: Sequence[Site], scenarios: Sequence[Scenario]) -> Iterator[tuple[Site, Scenario]]:
    """One round: what is compared stands close together in time."""
    portal, peers = sites[0], sites[1:]
    has_peers_edited = False
    for scenario in scenarios:
        if scenario.name == RELOAD:
            continue
        yield portal, scenario
        if scenario.name == COLD:
            yield from ((peer, scenario) for peer in peers)
        elif not has_peers_edited:
            has_peers_edited = True
            yield from ((peer, _PEER_AGAIN) for peer in peers)


def environment() -> dict[str, str]:
    """What every child is given: the build date, and nothing of the caller's that would change a site or keep bytecode from being stored,
    which no editor's machine does.
    """
    left = ("SITEURL", "CI", "PYTHONDONTWRITEBYTECODE")
    own = {name: value for name, value in child_environment().items() if name not in left}
    return own | {"SOURCE_DATE_EPOCH": str(corpus.BUILD_DATE)}
