"""Parts that a state portal should have: each is missed when it is not there, and silent when it is."""

import pytest

from plugins.reports.portal_parts import FACTS, Part, expected_parts, missing_parts

PARTS = expected_parts()
ALL_PAGES = frozenset(page for part in PARTS for page in part.pages)


def test_a_portal_with_everything_lacks_nothing() -> None:
    """With every page and every fact the list is empty; with none of them it is the whole table, in its order."""
    assert missing_parts(ALL_PAGES, FACTS) == ()
    assert missing_parts(frozenset(), frozenset()) == PARTS


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_each_part_is_missed_alone(part: Part) -> None:
    """Without its pages and its fact a part is missed, and it alone of those that share neither; one of them is enough."""
    missed = missing_parts(ALL_PAGES - set(part.pages), FACTS - {part.has})
    assert part in missed
    assert all(set(other.pages) <= set(part.pages) and other.has in ("", part.has) for other in missed)
    for page in part.pages:
        assert part not in missing_parts(frozenset({page}), frozenset())
    if part.has:
        assert part not in missing_parts(frozenset(), frozenset({part.has}))


def test_the_table_can_be_understood() -> None:
    """Every part can be had, names only facts that exist, and tells in a Vietnamese sentence what to do."""
    assert {part.has for part in PARTS} - {""} == FACTS
    for part in PARTS:
        assert part.pages or part.has
        assert part.remedy.endswith(".")
    assert len({part.name for part in PARTS}) == len(PARTS)
