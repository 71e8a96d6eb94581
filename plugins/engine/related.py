"""What to read next: entries that stand near one in time and share its tags or its category.

Older ones come first and newer ones fill up. So a new entry changes the pages of the very oldest only, and a page keeps its
neighbours until one of them changes: a site of 10,000 pages is not made anew because somebody wrote an article.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

#: entries under a page
RELATED = 4
#: how far a list is looked through: enough to prefer those that share two tags to those that share one
REACH = 6


def neighbours(count: int, by_tag: Iterable[Sequence[int]], by_category: Iterable[Sequence[int]]) -> list[list[int]]:
    """For each of `count` entries, numbered newest first, the numbers of up to four others to read next.

    `by_tag`, `by_category`: the numbers of each tag and category, rising. First those that share the most tags, the nearest
    first; where there are fewer than four, neighbours in the category.
    """
    near_by_tag = _near(count, by_tag, REACH)
    near_by_category = _near(count, by_category, RELATED)
    return [_chosen(number, near_by_tag[number], near_by_category[number]) for number in range(count)]


def _near(count: int, lists: Iterable[Sequence[int]], reach: int) -> list[list[int]]:
    """For each entry the next `reach` (older) of each list that it is in; where there are not enough, those before it fill up."""
    near: list[list[int]] = [[] for _ in range(count)]
    for numbers in lists:
        for at, number in enumerate(numbers):
            older = numbers[at + 1 : at + 1 + reach]
            near[number] += older
            missing = reach - len(older)
            if missing:
                near[number] += numbers[max(0, at - missing) : at]
    return near


def _chosen(number: int, by_tag: list[int], by_category: list[int]) -> list[int]:
    ordered = sorted(by_tag)
    again = [other for other, following in pairwise(ordered) if other == following]
    if not again and len(ordered) >= RELATED and ordered[0] > number:
        return ordered[:RELATED]  # most: all of them older, each sharing one tag

    def distance(other: int) -> tuple[bool, int]:
        return other < number, abs(other - number)

    several = set(again)
    chosen = sorted(several, key=lambda other: (-again.count(other), *distance(other)))
    if len(chosen) < RELATED:
        chosen += sorted(set(ordered) - several, key=distance)
    if len(chosen) < RELATED:
        chosen += sorted(set(by_category).difference(ordered), key=distance)
    return chosen[:RELATED]
