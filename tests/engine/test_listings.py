"""Listings numbered from the oldest: a new entry touches the front page only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.engine import addresses
from plugins.engine.listings import slices

SIZE = 20


@given(st.integers(0, 500))
def test_every_entry_is_on_one_page(count: int) -> None:
    """The pages cover all entries once, the front holds 20 to 39 of many, full pages hold 20."""
    pages = slices(count, SIZE)
    covered = [entry for _, first, end in pages for entry in range(first, end)]
    assert covered == list(range(count))
    front = pages[0][2]
    assert front == count if count < 2 * SIZE else SIZE <= front < 2 * SIZE
    assert all(end - first == SIZE for _, first, end in pages[1:])


@given(st.integers(0, 500))
def test_a_new_entry_changes_no_full_page(count: int) -> None:
    """The entries of a numbered page, counted from the oldest, stay when one entry is added at the top."""

    def by_age(total: int) -> dict[int, tuple[int, int]]:
        return {number: (total - end, total - first) for number, first, end in slices(total, SIZE) if number}

    before, after = by_age(count), by_age(count + 1)
    assert {number: after[number] for number in before} == before


@pytest.mark.parametrize(
    ("front", "url"),
    [
        ("bai-viet/index.html", "bai-viet/trang-2.html"),
        ("chuyen-muc/tin.html", "chuyen-muc/tin/trang-2.html"),
        ("the/loa.html", "the/loa/trang-2.html"),
    ],
)
def test_addresses_of_pages(front: str, url: str) -> None:
    """Pages of a listing live below it, under addresses that no entry may take."""
    assert addresses.numbered_url(front, 2) == url
    assert addresses.is_page_number(url)
    assert not addresses.is_page_number(front)
