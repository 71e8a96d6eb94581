"""The colour of a ward: contrast, what is refused, and the nearest colour that is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.colours import (
    DARK_GROUND,
    GOLD,
    HOUSE,
    HOUSE_SHADES,
    LIGHT_GROUND,
    ON_BAND,
    contrast,
    is_readable,
    nearest_readable,
    shades,
)
from plugins.core.errors import ConfigurationError
from plugins.core.ward import Ward

COLOURS = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")


def ward(colour: str) -> Ward:
    return Ward(name="phường Mẫu", city="", site_name="", publisher="", unit_line="", tag_authority="", colour=colour)


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#ffffff", "#000000", 21.0), ("#777777", "#ffffff", 4.48), ("#8e0711", "#ffffff", 9.59)]
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    """Known pairs, in either order."""
    assert round(contrast(one, other), 2) == round(contrast(other, one), 2) == ratio


@given(COLOURS)
def test_the_nearest_colour_reads_well(colour: str) -> None:
    """Whatever is asked for, what is offered reads at 7:1 on every light ground and under white letters; a good one is itself."""
    near = nearest_readable(colour)
    assert is_readable(near)
    assert contrast(near, LIGHT_GROUND) >= 7
    assert contrast(near, "#ffffff") >= 7
    assert near == colour or not is_readable(colour)


@given(COLOURS)
def test_the_nearest_colour_is_near(colour: str) -> None:
    """What is offered for a pale colour is no darker than it must be."""
    if not is_readable(colour):
        assert contrast(nearest_readable(colour), LIGHT_GROUND) < 7.5


@given(COLOURS.map(nearest_readable))
def test_shades_read_well(colour: str) -> None:
    """Links by day and in the dark, links pointed at, and letters on bands keep 7:1."""
    made = shades(colour)
    assert min(contrast(made.light[name], LIGHT_GROUND) for name in ("red", "red-hover")) >= 7
    assert min(contrast(made.dark[name], DARK_GROUND) for name in ("red", "red-hover")) >= 7
    assert min(contrast(scheme["band"], letters) for scheme in (made.light, made.dark) for letters in (ON_BAND, GOLD)) >= 7


def test_the_house_keeps_its_own() -> None:
    """The colour that the theme is written in gives the theme's own shades."""
    assert shades(HOUSE) is HOUSE_SHADES


@pytest.mark.parametrize("colour", ["red", "#fff", "#8E0711", "8e0711", "#8e07111", "", "#8e071g"])
def test_what_is_no_colour_is_refused(colour: str) -> None:
    """Only `#rrggbb` in small letters; the message shows one."""
    with pytest.raises(ConfigurationError, match=r"không phải mã màu.*“#8e0711”"):
        ward(colour)


def test_a_pale_colour_is_refused_with_a_better_one() -> None:
    """The message names the nearest colour that reads well, and that one is taken."""
    with pytest.raises(ConfigurationError, match="#ff5500") as caught:
        ward("#ff5500")
    better = nearest_readable("#ff5500")
    assert f"Màu gần nhất đọc rõ: “{better}”" in str(caught.value)
    assert ward(better).colour == better
