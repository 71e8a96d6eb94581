"""What an unchanged card costs: the same site built twice after the same edit, with a share picture for each article and without.

Both builds plan everything, since an article was edited; every card stays as it is. The difference, over the number of
cards, is what deciding that a card need not be drawn costs in a whole build: its plan, its key, the look at its file, its
row in the state. A build that finds nothing to do at all is measured too; it only looks at the files.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from tests.bench.banners.options import BannerOptions
from tests.bench.errors import BenchError
from tests.bench.measure import Run, measure
from tests.bench.run import environment
from tests.bench.scenarios import applied, body_edited, fresh_mark, nothing_changed
from tests.bench.sites import Site, portal_site

#: articles of the two sites
SIZE = 1_000
EDITED, QUIET = "unchanged card, one body edited", "unchanged card, nothing changed"
_EDITS = {EDITED: body_edited, QUIET: nothing_changed}


@dataclass(frozen=True, slots=True, kw_only=True)
class UnchangedCards:
    """One pair of builds: seconds, and how many cards the one had more."""

    #: key of `_EDITS`
    kind: str
    #: from 1
    round: int
    wall_with: float
    wall_without: float
    cards: int
    #: of all processors; None where the system does not tell
    cpu_with: float | None = None
    cpu_without: float | None = None

    @property
    def milliseconds(self) -> float:
        """For each card, by the clock; below 0 when the machine shook more than the cards cost."""
        return 1000 * (self.wall_with - self.wall_without) / self.cards

    @property
    def cpu_milliseconds(self) -> float | None:
        """For each card, of CPU time."""
        if self.cpu_with is None or self.cpu_without is None:
            return None
        return 1000 * (self.cpu_with - self.cpu_without) / self.cards

    @property
    def cost(self) -> float:
        """Milliseconds for each card: of CPU time, which others on the machine hardly change; by the clock where it is not known."""
        return self.milliseconds if self.cpu_milliseconds is None else self.cpu_milliseconds


@dataclass(frozen=True, slots=True)
class Sites:
    """The two sites."""

    with_cards: Site
    without_cards: Site
    #: pictures that the one has more
    cards: int

    def round(self, number: int) -> tuple[UnchangedCards, ...]:
        """Each kind of build once, with and without taking turns in who is first. BenchError."""
        return tuple(self._pair(kind, number) for kind in _EDITS)

    def _pair(self, kind: str, number: int) -> UnchangedCards:
        mark = fresh_mark()
        order = (self.with_cards, self.without_cards) if number % 2 else (self.without_cards, self.with_cards)
        runs = {site.subject: _rebuilt(site, kind, mark) for site in order}
        one, other = runs[self.with_cards.subject], runs[self.without_cards.subject]
        return UnchangedCards(
            kind=kind,
            round=number,
            wall_with=one.wall,
            wall_without=other.wall,
            cards=self.cards,
            cpu_with=one.cpu,
            cpu_without=other.cpu,
        )


def make_sites(options: BannerOptions, size: int = SIZE) -> Sites:
    """Both sites, built. BenchError."""
    one, other = (
        # as its own subject, so that what it says when it fails is told apart
        replace(portal_site(options.folder / name, size, options.settings, options.theme, extras), subject=name)
        for name, extras in (("with-cards", ("pictures",)), ("without-cards", ()))
    )
    for site in (one, other):
        _build(site)
    cards = _pictures(one.output) - _pictures(other.output)
    if cards < size:
        raise BenchError("share_cards", f"hai trang chỉ khác nhau {cards} ảnh; phải có ít nhất {size}.")
    return Sites(one, other, cards)


def _rebuilt(site: Site, kind: str, mark: str) -> Run:
    _build(site)  # settles what the edit before left
    with applied(_EDITS[kind](site, mark)):
        return _build(site)


def _build(site: Site) -> Run:
    run = measure(site.command, site.runs_in, environment())
    if run.exit_code:
        raise BenchError(site.subject, f"dừng với mã {run.exit_code}.", run.output)
    return run


def _pictures(output: Path) -> int:
    return sum(1 for path in (output / "hinh").rglob("*") if path.is_file())
