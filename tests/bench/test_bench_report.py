"""From measurements to verdicts: medians, ratios within one run, goals met and missed."""

import pytest

from tests.bench.report import GOALS, Measurement, Results, Verdict, goals_table, measurements_table, verdicts

MB = 1_000_000


def rounds(size: int, subject: str, scenario: str, *walls: float, memory: int | None = None) -> list[Measurement]:
    return [
        Measurement(size=size, subject=subject, scenario=scenario, round=number, wall=wall, cpu=wall, memory=memory)
        for number, wall in enumerate(walls, 1)
    ]


def figures(*groups: list[Measurement]) -> dict[tuple[str, int], Verdict]:
    return {(one.title, one.size): one for one in verdicts(Results(m for group in groups for m in group))}


def test_ratios_are_of_medians_at_one_size() -> None:
    """One slow round moves nothing, and the sizes are not mixed."""
    found = figures(
        rounds(1_000, "portal", "body", 0.2, 0.3, 9.0),
        rounds(1_000, "hugo", "again", 1.0, 1.2, 1.1),
        rounds(10_000, "portal", "body", 1.0),
        rounds(10_000, "hugo", "again", 10.0),
    )
    small, large = found["one body edited / Hugo again", 1_000], found["one body edited / Hugo again", 10_000]
    assert small.figure == pytest.approx(0.3 / 1.1)
    assert large.figure == pytest.approx(0.1)
    assert len(found) == 2


@pytest.mark.parametrize(
    ("ours", "is_met", "word"), [(0.19, True, "met, aim 0.2 too"), (0.3, True, "met, aim 0.2 not yet"), (0.31, False, "MISSED")]
)
def test_a_goal_is_met_at_its_limit_and_missed_above(ours: float, is_met: bool, word: str) -> None:
    """The limit itself is allowed; what we aim at is said beside it."""
    found = figures(rounds(1_000, "portal", "body", ours), rounds(1_000, "hugo", "again", 1.0))
    verdict = found["one body edited / Hugo again", 1_000]
    assert (verdict.is_met, verdict.word) == (is_met, word)


def test_every_goal_is_judged_from_what_it_names() -> None:
    """Limits and figures of all goals, from one run with everything in it."""
    found = figures(
        rounds(10_000, "portal", "cold", 20.0, memory=250 * MB),
        rounds(10_000, "portal", "nothing", 1.0, memory=310 * MB),
        rounds(10_000, "portal", "added", 5.0),
        rounds(10_000, "portal", "notice", 8.0),
        rounds(10_000, "portal", "body", 2.0),
        rounds(10_000, "portal", "reload", 0.4),
        rounds(10_000, "hugo", "cold", 10.0, memory=900 * MB),
        rounds(10_000, "hugo", "again", 10.0),
        rounds(10_000, "pelican", "cold", 60.0),
        rounds(100_000, "portal", "cold", 250.0, memory=1_600 * MB),
    )
    assert {key: (one.limit, round(one.figure, 3), one.is_met) for key, one in found.items()} == {
        ("one body edited / Hugo again", 10_000): (0.3, 0.2, True),
        ("nothing changed / Hugo again", 10_000): (0.18, 0.1, True),
        ("one added at the top / Hugo again", 10_000): (0.45, 0.5, False),
        ("a notice begins / Hugo again", 10_000): (1.0, 0.8, True),
        ("cold / Pelican cold", 10_000): (0.4, 0.333, True),
        ("cold / Hugo cold", 10_000): (1.5, 2.0, False),
        ("save to reload", 10_000): (0.5, 0.4, True),
        ("memory at 10,000", 10_000): (300, 310.0, False),
        ("memory at 100,000", 100_000): (1.5 * 2**30 / 1e6, 1600.0, True),
        ("cold per article, 100,000 / 10,000", 100_000): (1.3, 1.25, True),
    }
    assert len(found) == len(GOALS)


def test_what_was_not_measured_is_not_judged() -> None:
    """Without the peer, or where memory is not known, a goal is left out and not guessed."""
    assert figures(rounds(10_000, "portal", "cold", 20.0), rounds(10_000, "portal", "body", 2.0)) == {}
    assert "No goal" in goals_table(())


def test_tables_show_every_thing_once() -> None:
    """A line for each thing with its median and its spread, sizes in order; missing figures are dashes."""
    made = Measurement(size=12, subject="portal", scenario="body", round=1, wall=0.5, made=(3, 0, 2, 1_000))
    results = Results([*rounds(1_000, "portal", "cold", 3.0, 1.0, 2.0, memory=80 * MB), made, *rounds(12, "hugo", "again", 1.0)])
    lines = [line.split() for line in measurements_table(results).splitlines()[1:]]
    assert lines == [
        ["12", "portal:", "one", "body", "edited", "0.50", "0.50-0.50", "-", "-", "3", "0", "2", "1,000"],
        ["12", "hugo:", "again", "1.00", "1.00-1.00", "1.00", "-"],
        ["1,000", "portal:", "cold", "2.00", "1.00-3.00", "2.00", "80"],
    ]
    verdict = Verdict(title="cold / Hugo cold", size=1_000, limit=1.5, figure=2.0, unit="×")
    assert goals_table([verdict]).splitlines()[1].split() == ["1,000", "cold", "/", "Hugo", "cold", "1.5", "×", "2", "×", "MISSED"]
