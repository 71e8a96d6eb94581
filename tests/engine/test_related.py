"""What to read next: near, shared, and steady while the site grows."""

from hypothesis import given
from hypothesis import strategies as st

from plugins.engine.related import RELATED, neighbours

#: entries, newest first: tags of each, and its category (None for other types)
Entries = list[tuple[frozenset[int], int | None]]
ENTRY = st.tuples(st.frozensets(st.integers(0, 3), max_size=3), st.none() | st.integers(0, 1))
FEW, MANY = st.lists(ENTRY, max_size=7), st.lists(ENTRY, max_size=40)


def lists_of(entries: Entries) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """The numbers of each tag and of each category."""
    by_tag: dict[int, list[int]] = {}
    by_category: dict[int, list[int]] = {}
    for number, (tags, category) in enumerate(entries):
        for tag in tags:
            by_tag.setdefault(tag, []).append(number)
        if category is not None:
            by_category.setdefault(category, []).append(number)
    return by_tag, by_category


def related(entries: Entries) -> list[list[int]]:
    """For each entry what to read next."""
    by_tag, by_category = lists_of(entries)
    return neighbours(len(entries), by_tag.values(), by_category.values())


def is_near(one: tuple[frozenset[int], int | None], other: tuple[frozenset[int], int | None]) -> bool:
    """Do two entries share a tag or a category?"""
    return bool(one[0] & other[0]) or (one[1] is not None and one[1] == other[1])


@given(MANY)
def test_at_most_four_others(entries: Entries) -> None:
    """Never itself, nobody twice, only entries that share something, and four wherever there are four."""
    for number, others in enumerate(related(entries)):
        near = [other for other, entry in enumerate(entries) if other != number and is_near(entries[number], entry)]
        assert len(others) == min(RELATED, len(near))
        assert len(set(others)) == len(others)
        assert set(others) <= set(near)


@given(FEW)
def test_who_shares_more_tags_comes_first(entries: Entries) -> None:
    """Among a handful, nobody is left out who shares more tags; category alone fills up behind."""
    for number, others in enumerate(related(entries)):
        shared = [len(entries[number][0] & entries[other][0]) for other in others]
        everybody = [len(entries[number][0] & tags) for other, (tags, _) in enumerate(entries) if other != number]
        assert shared == sorted(everybody, reverse=True)[: len(shared)]


@given(MANY)
def test_equals_stand_by_distance(entries: Entries) -> None:
    """Of those that share one tag, as of those of the category alone, the nearer of two older ones comes first."""
    for number, others in enumerate(related(entries)):
        for count in (0, 1):
            older = [other for other in others if other > number and len(entries[number][0] & entries[other][0]) == count]
            assert older == sorted(older)


@given(MANY)
def test_where_older_ones_are_plenty_there_is_no_newer_one(entries: Entries) -> None:
    """An entry with six older ones in each of its lists names older ones only."""
    lists = lists_of(entries)
    for number, others in enumerate(related(entries)):
        own = [numbers for group in lists for numbers in group.values() if number in numbers]
        if all(len(numbers) - numbers.index(number) > 6 for numbers in own):
            assert all(other > number for other in others)


def test_older_ones_come_first() -> None:
    """Newer ones only fill up, behind all older ones."""
    for number, others in enumerate(related([(frozenset({0}), None)] * 11)):
        older = list(range(number + 1, 11))[:RELATED]
        newer = list(range(number - 1, -1, -1))[: RELATED - len(older)]
        assert others == older + newer, number


@given(MANY, ENTRY)
def test_a_new_entry_changes_only_the_oldest(entries: Entries, newest: tuple[frozenset[int], int | None]) -> None:
    """Who names others than before is among the six oldest of a tag of the new entry, or the four oldest of its category."""
    before, after = related(entries), related([newest, *entries])
    by_tag, by_category = lists_of(entries)
    may = {number for tag in newest[0] for number in by_tag.get(tag, ())[-6:]}
    if newest[1] is not None:
        may |= set(by_category.get(newest[1], ())[-4:])
    for number, others in enumerate(before):
        if number not in may:
            assert after[number + 1] == [other + 1 for other in others]


@given(st.integers(8, 60), st.integers(1, 5))
def test_a_site_that_grows_is_left_alone(count: int, more: int) -> None:
    """In one tag and one category with more than six entries, nobody's list changes, however many are written."""
    entry: Entries = [(frozenset({0}), 0)]
    before, after = related(entry * count), related(entry * (count + more))
    assert after[more:] == [[other + more for other in others] for others in before]


class Counted(list):  # type: ignore[type-arg]
    """A list that knows how many of its members were looked at."""

    looked_at = 0

    def __getitem__(self, key: object) -> object:
        found = super().__getitem__(key)  # type: ignore[index]
        Counted.looked_at += len(found) if isinstance(key, slice) else 1
        return found


def test_work_grows_with_the_number_of_entries() -> None:
    """Ten times the entries, with the same few tags, are ten times the work: nobody looks through a whole list."""
    work = []
    for count in (2_000, 20_000):
        Counted.looked_at = 0
        tags = [Counted(range(first, count, 3)) for first in range(3)]
        others = neighbours(count, tags, [Counted(range(count))])
        assert len(others) == count
        work.append(Counted.looked_at)
    assert work[0] <= 2_000 * 12
    assert work[1] <= 10 * work[0] * 1.01


def test_nothing_shared_nothing_named() -> None:
    """An entry alone in its category and without tags names nobody, and a site without entries is no special case."""
    assert related([(frozenset(), None), (frozenset(), 0)]) == [[], []]
    assert neighbours(0, [], []) == []
