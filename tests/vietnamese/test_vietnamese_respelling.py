"""What was meant by an impossible syllable."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.vietnamese.respelling import frequent_syllables, is_term, nearest_syllable
from plugins.vietnamese.syllables import is_syllable


@pytest.mark.parametrize(
    ("word", "before", "after", "meant"),
    [
        ("Nghijệ", "", "quyết", "Nghị"),
        ("đuợc", "", "", "được"),
        ("ngiêm", "", "", "nghiêm"),
        ("nghành", "", "", "ngành"),
        ("cuả", "", "", "của"),
        ("hòan", "", "", "hoàn"),
        ("qủa", "kết", "", "quả"),
        ("gìa", "", "", "già"),
        ("qúy", "", "", "quý"),
        ("vuà", "", "", "vừa"),
        ("nghiêp", "sự", "", "nghiệp"),
        ("quyêts", "nghị", "", "quyết"),
        ("thựcc", "", "hiện", "thực"),
        ("triêển", "", "khai", "triển"),
        ("phưòng", "", "", "phường"),
        ("ghắn", "", "", "gắn"),
        ("cế", "", "hoạch", "kế"),
        ("Trươngf", "", "", "Trương"),
        ("xzzzzzxzz", "", "", ""),
        ("phườngphường", "", "", ""),
    ],
)
def test_nearest(word: str, before: str, after: str, meant: str) -> None:
    """The nearest frequent syllable; a neighbour with which it makes a word decides between equals; far ones are no suggestion."""
    assert nearest_syllable(word, before, after) == meant


def test_neighbours_decide() -> None:
    """One slip, two meanings: the word beside it tells which."""
    assert nearest_syllable("quyềt", "nghị", "") == "quyết"
    assert nearest_syllable("thưc", "", "hiện") == "thực"
    assert is_term("Nghị", "QUYẾT")
    assert not is_term("quyết", "nghị")
    assert not is_term("", "nghị")


def test_frequent_syllables_are_syllables() -> None:
    """Nothing impossible is ever suggested from the list."""
    assert all(map(is_syllable, frequent_syllables()))
    assert frequent_syllables()["của"] > frequent_syllables()["nhựa"]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="nghtrđưươêiaộệốqukfjz", min_size=1, max_size=10))
def test_what_is_suggested_is_possible(word: str) -> None:
    """A suggestion is a possible syllable, or nothing."""
    meant = nearest_syllable(word)
    assert meant == "" or is_syllable(meant)
