"""Numbers and sizes in Vietnamese writing."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.vietnamese.numbers import NumberError, format_number, format_size, parse_number


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (102648, "102.648"),
        (39.99, "39,99"),
        (25.5, "25,5"),
        (0, "0"),
        (999, "999"),
        (-1234567, "-1.234.567"),
        (Decimal("1234567.89"), "1.234.567,89"),
        (1e22, "10.000.000.000.000.000.000.000"),
        (1e-7, "0,0000001"),
    ],
)
def test_numbers_are_written(value: float | Decimal, text: str) -> None:
    """A dot between thousands, a comma before decimals, never an exponent."""
    assert format_number(value) == text


def test_decimals_are_rounded_on_demand() -> None:
    """With a count of decimals the number is rounded to it and filled with noughts."""
    assert format_number(1234.567, 2) == "1.234,57"
    assert format_number(5, 1) == "5,0"


@pytest.mark.parametrize("value", [float("inf"), float("nan")])
def test_what_is_no_number_is_not_written(value: float) -> None:
    """Infinity and NaN are refused."""
    with pytest.raises(ValueError, match="no number"):
        format_number(value)


@given(st.integers() | st.decimals(allow_nan=False, allow_infinity=False, places=3))
def test_written_numbers_are_read_back(value: int | Decimal) -> None:
    """Printing and reading gives the same value."""
    assert parse_number(format_number(value)) == value


@pytest.mark.parametrize(
    ("text", "value"), [("1.234", 1234), ("1234", 1234), ("05", 5), (" 39,99 ", Decimal("39.99")), ("-1.000,5", Decimal("-1000.5"))]
)
def test_numbers_are_read(text: str, value: int | Decimal) -> None:
    """Thousands may be marked or not; whole numbers are int."""
    assert parse_number(text) == value
    assert type(parse_number(text)) is type(value)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("12.5", "12,5"),
        ("-0.25", "-0,25"),
        ("1,234,567", ""),
        ("1.23.456", ""),
        ("mười", ""),
        ("", ""),
        ("1e5", ""),
        ("9" * 5000, ""),
        ("５", ""),
    ],
)
def test_other_writing_is_refused(text: str, right: str) -> None:
    """English decimals are answered with the Vietnamese form, all else with an example."""
    with pytest.raises(NumberError) as caught:
        parse_number(text)
    assert caught.value.suggestion == right
    assert f"“{right or '39,99'}”" in str(caught.value)


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 B"),
        (1023, "1023 B"),
        (1024, "1 KB"),
        (870_000, "850 KB"),
        (1024**2 - 1, "1 MB"),
        (1_258_291, "1,2 MB"),
        (2 * 1024**2, "2 MB"),
        (1024**3 - 1, "1 GB"),
        (int(1.5 * 1024**3), "1,5 GB"),
        (3000 * 1024**3, "3.000 GB"),
    ],
)
def test_sizes_are_for_people(size: int, text: str) -> None:
    """A size has the unit a reader knows, and never 1.024 of one."""
    assert format_size(size) == text
