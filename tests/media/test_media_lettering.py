"""Measures of letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.media.lettering import measure, nearly_measured


@given(st.text("0123456789()/.,", min_size=1, max_size=12))
def test_figures_are_measured_by_their_pairs(figures: str) -> None:
    """Put together from pairs, a word of figures is as wide, high and deep as shaped whole, to a ten-thousandth of an em."""
    near, exact = nearly_measured(figures), measure(figures)
    assert near.advance == pytest.approx(exact.advance, abs=1e-4)
    assert (near.rise, near.drop, near.marks) == (exact.rise, exact.drop, ())


def test_other_words_are_measured_as_they_are() -> None:
    """Words with letters are shaped."""
    assert nearly_measured("số") is measure("số")
    assert nearly_measured("5m") == measure("5m")
