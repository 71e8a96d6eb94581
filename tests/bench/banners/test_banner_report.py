"""From drawings to verdicts: medians, ratios within one run, goals met and missed, tables."""

from dataclasses import replace

import pytest

from tests.bench.banners.report import GOALS, CardResults, Drawing, card_goals_table, card_verdicts, drawings_table, unchanged_table
from tests.bench.banners.unchanged import EDITED, QUIET, UnchangedCards

KIB = 1024


def rounds(engine: str, *rates: float, sizes: tuple[int, ...] = (), memory: int | None = None) -> list[Drawing]:
    return [
        Drawing(engine=engine, round=number, cards=60, seconds=120 / rate, cpu=60 / rate, cold=0.5, memory=memory, sizes=sizes)
        for number, rate in enumerate(rates, 1)
    ]


def pairs(kind: str, *differences: float) -> list[UnchangedCards]:
    return [
        UnchangedCards(kind=kind, round=number, wall_with=1 + difference, wall_without=1, cards=1_000)
        for number, difference in enumerate(differences, 1)
    ]


def results(*groups: list[Drawing], unchanged: tuple[list[UnchangedCards], ...] = ()) -> CardResults:
    return CardResults([one for group in groups for one in group], [one for group in unchanged for one in group])


def test_every_goal_is_judged_from_what_it_names() -> None:
    """Limits and figures of all goals, from the medians of one run with everything in it; one odd round moves nothing."""
    found = card_verdicts(
        results(
            rounds("gradient", 54, 5, 66, sizes=(100 * KIB, 151 * KIB)),
            rounds("flat", 130, 125, 900, sizes=(29 * KIB,)),
            rounds("layout", 1_000),
            rounds("pelican-ogimages", 30, 20, 200),
            rounds("mkdocs-material", 20),
            rounds("typst", 50, 45, 40, sizes=(900 * KIB,)),
            unchanged=(pairs(EDITED, 0.1, 0.3, 9), pairs(QUIET, -0.01)),
        )
    )
    assert {one.title: (one.limit, round(one.figure, 3), one.is_least, one.is_met) for one in found} == {
        "gradient / pelican-ogimages": (1.8, 1.8, True, True),
        "gradient / Typst": (1.2, 1.2, True, True),
        "gradient cards a second": (60, 54.0, True, False),
        "flat cards a second": (120, 130.0, True, True),
        "unchanged card, one body edited": (0.2, 0.3, False, False),
        "unchanged card, nothing changed": (0.2, -0.01, False, True),
        "largest gradient JPEG": (150, 151.0, False, False),
        "largest flat PNG": (30, 29.0, False, True),
    }
    assert len(found) == len(GOALS)


@pytest.mark.parametrize(("flat", "word"), [(120.0, "met"), (119.9, "MISSED")])
def test_a_least_is_met_at_its_limit_and_missed_below(flat: float, word: str) -> None:
    """The limit itself is enough; the table says which side is wanted."""
    table = card_goals_table(card_verdicts(results(rounds("flat", flat))))
    assert table.splitlines()[1].split() == ["flat", "cards", "a", "second", "≥", "120", "/s", f"{flat:.3g}", "/s", word]


@pytest.mark.parametrize(("kib", "word"), [(30, "met"), (31, "MISSED")])
def test_a_most_is_met_at_its_limit_and_missed_above(kib: int, word: str) -> None:
    """The largest picture of any round counts, not the usual one."""
    found = results(rounds("flat", 200, sizes=(KIB, KIB)), rounds("flat", 200, sizes=(KIB, kib * KIB)))
    line = card_goals_table(card_verdicts(found)).splitlines()[-1]
    assert line.split() == ["largest", "flat", "PNG", "≤", "30", "KiB", str(kib), "KiB", word]


def test_what_was_not_measured_is_not_judged() -> None:
    """A peer that was left out costs its goal alone; with nothing measured the table says so."""
    assert {one.title for one in card_verdicts(results(rounds("gradient", 70), rounds("typst", 40)))} == {
        "gradient / Typst",
        "gradient cards a second",
    }
    assert "No goal" in card_goals_table(card_verdicts(results()))


def test_the_table_of_drawings_shows_every_engine_once() -> None:
    """Median, slowest and fastest round, rate by the clock, cold start, bytes, memory, and what multiple the gradient cards are."""
    lines = drawings_table(
        results(
            rounds("gradient", 50, 80, 60, sizes=(10 * KIB, 20 * KIB, 60 * KIB), memory=40_000_000),
            rounds("layout", 1_000),
            rounds("typst", 30),
        )
    ).splitlines()
    gradient, layout, typst = (line.split() for line in lines[1:])
    assert gradient[3:] == ["60.0", "50.0-80.0", "30.0", "16.67", "0.50", "20", "60", "40", "1.00", "×"]
    assert layout[3:] == ["1000.0", "1000.0-1000.0", "500.0", "1.00", "0.50", "-", "-", "-", "-"]
    assert typst[2:] == ["30.0", "30.0-30.0", "15.0", "33.33", "0.50", "-", "-", "-", "2.00", "×"]


def test_unchanged_cards_are_shown_pair_by_pair() -> None:
    """The difference of two builds over the cards, by the clock and of CPU time where it is known."""
    known = UnchangedCards(kind=EDITED, round=1, wall_with=1.5, wall_without=1.4, cards=1_000, cpu_with=2.0, cpu_without=1.7)
    unknown = UnchangedCards(kind=QUIET, round=1, wall_with=0.2, wall_without=0.2, cards=1_000)
    lines = [line.split()[-6:] for line in unchanged_table(CardResults((), (known, unknown))).splitlines()[1:]]
    assert lines == [["1", "1,000", "1.500", "1.400", "0.100", "0.300"], ["1", "1,000", "0.200", "0.200", "0.000", "-"]]
    assert unchanged_table(results()) == ""


def test_cpu_time_counts_and_the_clock_where_there_is_none() -> None:
    """A busy machine stretches the clock and changes no figure; without CPU time the clock is better than nothing."""
    drawing = Drawing(engine="flat", round=1, cards=60, seconds=2, cpu=0.5, cold=0.1)
    assert (drawing.rate, drawing.clock_rate) == (120, 30)
    assert replace(drawing, cpu=0).rate == 30
    pair = UnchangedCards(kind=EDITED, round=1, wall_with=1, wall_without=3, cards=1_000, cpu_with=1.5, cpu_without=1)
    assert CardResults((), (pair,)).unchanged_cost(EDITED) == 0.5
    assert CardResults((), (replace(pair, cpu_with=None),)).unchanged_cost(EDITED) == -2
