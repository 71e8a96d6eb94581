"""The files of a shard: whatever the entries, each term leads back to exactly the entries that have it."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.channels import search_index
from plugins.channels.search_index import SUMMARIES, SearchEntry, chunks_of, merge, summary_files
from plugins.channels.search_shards import LEAST, MOST, cuts

TERMS = st.lists(st.sampled_from(["mot", "hai", "ba", "bon", "5nqtu", "nghiquyet", "z"]), unique=True, max_size=6)


def entry(strong: list[str], weak: list[str], title: str = "Bài mẫu", slug: str = "bai-mau", summary: str = "Tóm tắt") -> SearchEntry:
    return SearchEntry(
        title=title,
        summary=summary,
        type=0,
        slug=slug,
        category=1,
        year=2026,
        strong=" ".join(strong),
        weak=" ".join(term for term in weak if term not in strong),
    )


def read(chunks: tuple[str, ...]) -> dict[str, list[tuple[int, bool]]]:
    """Each listed term with its entries and whether it is strong there, as the script reads them."""
    found: dict[str, list[tuple[int, bool]]] = {}
    for line in "\n".join(chunk for chunk in chunks if chunk).splitlines():
        term, _, gaps = line.partition(" ")
        number, places = -1, []
        for gap in re.findall(r"\w+!?", gaps):
            number += int(gap.rstrip("!"), 36)
            places.append((number, gap.endswith("!")))
        assert term not in found
        found[term] = places
    return found


@given(st.lists(st.tuples(TERMS, TERMS), min_size=1, max_size=90), st.integers(1, 9))
def test_terms_lead_back_to_their_entries(rows: list[tuple[list[str], list[str]]], chunks: int) -> None:
    """Lists hold every entry of every term, strong where it is; lines are sorted, and `first` names the first of each chunk."""
    entries = [entry(strong, weak) for strong, weak in rows]
    files = merge(entries, chunks)
    expected: dict[str, list[tuple[int, bool]]] = {}
    for number, one in enumerate(entries):
        for term in {*one.strong.split(), *one.weak.split()}:
            expected.setdefault(term, []).append((number, term in one.strong.split()))
    assert read(files.chunks) == expected
    assert len(files.chunks) == chunks
    first = json.loads(files.list)["first"]
    assert [name for name in first if name != "~"] == [chunk.partition(" ")[0] for chunk in files.chunks if chunk]
    assert [term for chunk in files.chunks for term in re.findall(r"^\w+", chunk, re.MULTILINE)] == sorted(expected)


def test_frequent_terms_are_named_and_not_listed() -> None:
    """A term of more than two fifths of a large shard tells nothing; in a small one it still does."""
    many = [entry([], ["mot"] + (["hai"] if number % 5 < 2 else [])) for number in range(400)]
    files = merge(many, 3)
    assert json.loads(files.list)["often"] == "mot"
    assert set(read(files.chunks)) == {"hai"}
    assert set(read(merge(many[:100], 3).chunks)) == {"mot", "hai"}


def test_slugs_are_named_only_where_titles_do_not_give_them() -> None:
    """Most addresses follow from the title, and are not sent."""
    files = merge([entry([], [], "Đường mới", "duong-moi"), entry([], [], "Đường mới", "khac")], 1)
    assert json.loads(files.list)["slug"] == ["", "khac"]


def test_summaries_lie_in_files_of_fifty() -> None:
    """What the ten results say of themselves is a small file each."""
    files = merge([entry([], [], summary=f"Câu {number}") for number in range(SUMMARIES + 1)], 1)
    assert [len(json.loads(text)) for text in files.summaries] == [SUMMARIES, 1]
    assert json.loads(files.summaries[1]) == ["Câu 50"]
    assert [summary_files(count) for count in (0, 1, 50, 51)] == [0, 1, 1, 2]


def test_long_texts_have_more_chunks() -> None:
    """A small site loads one small file for a term, a long shard never a long one."""
    assert [chunks_of(length) for length in (0, 5_999, 6_000, 47_999, 480_000)] == [1, 1, 2, 6, 16]


def test_nothing_to_search_is_an_index_too() -> None:
    """No entry, no term: the files are there, and empty."""
    assert merge([], 2).chunks == ("", "")


@pytest.mark.parametrize(("number", "written"), [(0, "0"), (35, "z"), (36, "10"), (1536, "16o")])
def test_base_36(number: int, written: str) -> None:
    """Numbers are written as the script reads them."""
    assert search_index._base36(number) == written
    assert int(written, 36) == number


IDS = st.lists(st.text("abcdefgh", min_size=1, max_size=6), unique=True, max_size=120)


@given(IDS)
def test_shards_hold_everything_and_not_too_much(ids: list[str]) -> None:
    """Shards follow each other without a gap, none is empty, none too large, and only the newest may be small."""
    ends = cuts(ids, 4, 12)
    sizes = [end - start for start, end in zip([0, *ends], ends, strict=False)]
    assert sum(sizes) == len(ids)
    assert all(4 < size <= 12 for size in sizes[:-1])
    assert all(0 < size <= 12 for size in sizes)


@given(IDS, st.text("xyz", min_size=1))
def test_a_new_entry_touches_the_newest_shard(ids: list[str], new: str) -> None:
    """Closed shards stay as they are, however many entries follow."""
    before, after = cuts(ids, 4, 12), cuts([*ids, new], 4, 12)
    assert after[: len(before) - 1] == before[:-1]


def shards_of(ids: list[str]) -> list[tuple[str, ...]]:
    """The ids of each shard."""
    ends = cuts(ids)
    return [tuple(ids[start:end]) for start, end in zip([0, *ends], ends, strict=False)]


def test_a_deleted_entry_does_not_shift_all_shards() -> None:
    """Behind an entry that is gone the cuts soon fall where they fell: a few shards of fifty change."""
    ids = [f"bv-{number:06}" for number in range(50_000)]
    before = shards_of(ids)
    assert all(LEAST < len(shard) <= MOST for shard in before[:-1])
    for gone in (0, 700, 30_000):
        assert len(set(before) - set(shards_of(ids[:gone] + ids[gone + 1 :]))) <= 3
