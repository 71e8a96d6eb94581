"""Measures of letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.media.fonts import WEB_CHARACTERS, drawing_font
from plugins.media.lettering import TEXT_WEIGHT, measure


@given(st.text(WEB_CHARACTERS.replace(" ", ""), min_size=1, max_size=12))
def test_words_are_measured_as_they_are_drawn(word: str) -> None:
    """The length of a word is the one that Pillow gives it at a size so large that hinting does not matter."""
    assert measure(word).advance == pytest.approx(drawing_font(TEXT_WEIGHT, 1000).getlength(word) / 1000, abs=1e-3)
