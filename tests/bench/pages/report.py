"""From visits to what is said of them: medians, goals met or missed, points that were lost, tables for a terminal.

Weights and requests are those of a page and hang on no machine. Paint and scores are simulated from what the browser did here:
on a busy machine they are rough, so the median of the rounds counts and the load is printed.
"""

import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tests.bench.pages.lighthouse import CATEGORIES, Lost, Visit
from tests.bench.pages.subjects import PEER_OF, PORTAL
from tests.bench.report import table

#: figure of a page that a goal is about
Figure = Callable[["Visited"], float]
_TEXT = ("html", "css", "script")


@dataclass(frozen=True, slots=True)
class Visited:
    """All visits to one page; figures are medians of the rounds."""

    name: str
    is_type: bool
    visits: tuple[Visit, ...]

    def median(self, figure: Callable[[Visit], float]) -> float:
        """The median of a figure."""
        return statistics.median(map(figure, self.visits))

    def score(self, category: str) -> float:
        """Points of 100."""
        return self.median(lambda visit: visit.scores[category])

    def lost(self) -> tuple[Lost, ...]:
        """Audits that took points in more than half of the visits, with the best score that they had."""
        found: dict[tuple[str, str], list[Lost]] = {}
        for visit in self.visits:
            for one in visit.lost:
                found.setdefault((one.category, one.audit), []).append(one)
        return tuple(max(all_, key=lambda one: one.score) for all_ in found.values() if 2 * len(all_) > len(self.visits))


@dataclass(frozen=True, slots=True, kw_only=True)
class PageGoal:
    """Something a page should keep to."""

    title: str
    limit: float
    unit: str
    figure: Figure
    #: is the limit the least, and not the most, that is allowed?
    is_least: bool = False
    #: is it asked of the article alone, and not of all types?
    is_of_article: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PageVerdict:
    """A goal of one page."""

    page: str
    title: str
    limit: float
    unit: str
    figure: float
    is_least: bool

    @property
    def is_met(self) -> bool:
        """Is the figure within the limit?"""
        return self.figure >= self.limit if self.is_least else self.figure <= self.limit


def _kib(*kinds: str) -> Figure:
    return lambda page: page.median(lambda visit: visit.kib(*kinds))


def _points(category: str) -> Figure:
    return lambda page: page.score(category)


GOALS: tuple[PageGoal, ...] = (
    PageGoal(title="HTML + CSS + script", limit=14, unit="KiB", figure=_kib(*_TEXT)),
    PageGoal(title="with the fonts", limit=36, unit="KiB", figure=_kib(*_TEXT, "font")),
    PageGoal(title="with the picture", limit=75, unit="KiB", figure=_kib(*_TEXT, "font", "picture", "other"), is_of_article=True),
    PageGoal(title="requests", limit=6, unit="", figure=lambda page: page.median(lambda v: v.requests), is_of_article=True),
    PageGoal(title="foreign hosts", limit=0, unit="", figure=lambda page: page.median(lambda v: len(v.foreign_hosts))),
    PageGoal(title="inline script", limit=1500, unit="B", figure=lambda page: page.median(lambda v: v.inline_script)),
    PageGoal(title="layout shift", limit=0, unit="", figure=lambda page: round(page.median(lambda v: v.cls), 3)),
    PageGoal(title="largest paint", limit=0.95, unit="s", figure=lambda page: page.median(lambda v: v.lcp)),
    *(PageGoal(title=name, limit=98, unit="", figure=_points(name), is_least=True) for name in CATEGORIES),
)


def page_verdicts(pages: Iterable[Visited]) -> tuple[PageVerdict, ...]:
    """Every goal of every page of ours."""
    return tuple(
        PageVerdict(page=page.name, title=goal.title, limit=goal.limit, unit=goal.unit, figure=goal.figure(page), is_least=goal.is_least)
        for page in pages
        if page.is_type or page.name == PORTAL
        for goal in GOALS
        if not (goal.is_of_article and page.is_type)
    )


def visits_table(pages: Sequence[Visited]) -> str:
    """A line for each page: weights in KiB, requests, hosts, inline script, the four scores, paint and shift."""
    rows: list[tuple[str, ...]] = [
        ("page", "HTML", "CSS", "script", "fonts", "other", "no pict.", "pict.", "asked", "foreign", "inline B", *_SHORT, "LCP s", "CLS")
    ]
    for page in pages:
        weights = (f"{_kib(kind)(page):.1f}" for kind in (*_TEXT, "font", "other"))
        rows.append(
            (
                page.name,
                *weights,
                f"{page.median(lambda v: v.kib_without_pictures):.1f}",
                f"{_kib('picture')(page):.1f}",
                f"{page.median(lambda v: v.requests):.0f}",
                f"{page.median(lambda v: len(v.foreign_hosts)):.0f}",
                f"{page.median(lambda v: v.inline_script):.0f}",
                *(f"{page.score(name):.0f}" for name in CATEGORIES),
                f"{page.median(lambda v: v.lcp):.2f}",
                f"{page.median(lambda v: v.cls):.3f}",
            )
        )
    return table(rows, left={0})


_SHORT = ("perf", "a11y", "best", "seo")


def stated_table(pages: Sequence[Visited]) -> str:
    """A line for each peer: what the plan states of it, measured elsewhere, and what was found here ("-": not measured here)."""
    found = {page.name: page for page in pages if not page.is_type}
    rows: list[tuple[str, ...]] = [("peer", "stated KiB", "perf", "LCP s", "here KiB", "perf", "LCP s")]
    for peer in PEER_OF.values():
        here = found.get(peer.name)
        figures = ("-", "-", "-")
        if here is not None:
            weight, lcp = here.median(lambda v: v.kib_without_pictures), here.median(lambda v: v.lcp)
            figures = (f"{weight:.1f}", f"{here.score('performance'):.0f}", f"{lcp:.2f}")
        stated = peer.stated
        rows.append((peer.title, f"{stated.kib:g}", f"{stated.performance}", f"{stated.lcp:.2f}", *figures))
    return table(rows, left={0})


def page_goals_table(found: Sequence[PageVerdict]) -> str:
    """Goals of the article, met or missed, then what other types miss."""
    rows = [("page", "goal", "limit", "here", "")]
    for one in found:
        if one.page == PORTAL or not one.is_met:
            sign = "≥" if one.is_least else "≤"
            limit, here = f"{sign} {one.limit:g} {one.unit}".rstrip(), f"{one.figure:.4g} {one.unit}".rstrip()
            rows.append((one.page, one.title, limit, here, "met" if one.is_met else "MISSED"))
    return table(rows, left={0, 1, 4})


def lost_table(pages: Sequence[Visited]) -> str:
    """Every audit that took points from a page of ours; "" when none did."""
    rows = [("page", "category", "audit", "score", "Lighthouse says")]
    for page in pages:
        if page.is_type or page.name == PORTAL:
            rows += [(page.name, one.category, one.audit, f"{one.score:.2f}", one.title) for one in page.lost()]
    return table(rows, left={0, 1, 2, 4}) if len(rows) > 1 else ""
