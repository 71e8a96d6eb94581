"""Tone style of open oa, oe, uy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.vietnamese.letters import CAPITAL, SMALL
from plugins.vietnamese.tone import OpenSyllable, ToneStyle, open_syllables, styles_used, to_old_style

PAIRS = "hoà hòa|khoẻ khỏe|uỷ ủy|thuỷ thủy|tuỳ tùy|xoá xóa|luỹ lũy|nguỵ ngụy|loè lòe|hoạ họa|HOÀ HÒA|Hoà Hòa|UỶ ỦY|oà òa|nghoẹ nghọe".split(
    "|"
)
UNTOUCHED = "quý quỳ quỷ quà hoàn ngoái thuyền khuỷu loáng toét hoa khoe tuy của múa mùi huyện xã Oáp nhoáy".split()


@pytest.mark.parametrize("pair", PAIRS)
def test_new_style_becomes_old(pair: str) -> None:
    """An open syllable moves its mark one letter to the front; the old form stays."""
    new, old = pair.split()
    assert to_old_style(new) == to_old_style(old) == old
    assert styles_used(new) == {ToneStyle.NEW}
    assert styles_used(old) == {ToneStyle.OLD}


@pytest.mark.parametrize("word", UNTOUCHED)
def test_what_both_styles_share_stays(word: str) -> None:
    """After q, before a final letter and without a tone there is nothing to move and no style to see."""
    assert to_old_style(word) == word
    assert styles_used(word) == frozenset()


def test_a_mixture_is_seen() -> None:
    """A text with both styles says so, with the places."""
    text = "Hoà bình của Ủy ban"
    assert styles_used(text) == {ToneStyle.OLD, ToneStyle.NEW}
    assert open_syllables(text) == (
        OpenSyllable(start=0, text="Hoà", style=ToneStyle.NEW),
        OpenSyllable(start=13, text="Ủy", style=ToneStyle.OLD),
    )


@given(st.text(alphabet="bcghknqtx .oaeuy" + SMALL + CAPITAL))
def test_old_style_has_no_new_style(text: str) -> None:
    """After the change no new style is left, nothing but marks moved, and a second change does nothing."""
    old = to_old_style(text)
    assert ToneStyle.NEW not in styles_used(old)
    assert to_old_style(old) == old
    assert len(old) == len(text)
