"""Alphabetical order."""

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.vietnamese.collation import sort_key

IN_ORDER = (
    "a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y".split(),
    "ba bà bả bã bá bạ bác".split(),
    ["Ba Bình", "Bà An", "Bá An", "Bác An"],
    ["Dũng", "Đạt", "Đức", "Em"],
    ["An", "Ăn", "Ân"],
    ["Tổ dân phố số 2", "Tổ dân phố số 10", "Tổ dân phố số 55"],
    ["05 việc", "An toàn"],
    ["Phường", "Phường Hải An", "Phường Hải Phòng", "Phường Lê Chân"],
    ["Sen", "Señor", "Seo"],
    ["Zalo", "Жук"],
    ["9" * 5000, "1" + "0" * 5000],
)


@pytest.mark.parametrize("row", IN_ORDER, ids=lambda row: row[0][:12])
def test_order(row: list[str]) -> None:
    """Each row comes back in its order from the reverse of it."""
    backwards = row[::-1]
    assert sorted(backwards, key=sort_key) == row


def test_case_and_signs_decide_last() -> None:
    """Texts that differ in nothing else stand together, in a fixed order."""
    texts = ["hải an", "Hải An", "“Hải An”", "Hải Anh"]
    for mixed in itertools.permutations(texts):
        assert sorted(mixed, key=sort_key)[3] == "Hải Anh"
    assert len({sort_key(text) for text in texts}) == 4


@given(st.text())
def test_normal_forms_sort_alike(text: str) -> None:
    """NFC and NFD of one text have one key."""
    assert sort_key(unicodedata.normalize("NFD", text)) == sort_key(unicodedata.normalize("NFC", text))
