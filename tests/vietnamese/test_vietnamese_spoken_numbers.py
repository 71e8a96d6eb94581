"""Numbers, days and numerals in words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.vietnamese.capitals import has_vowel_marks, is_printed_large, is_syllable, lowered
from plugins.vietnamese.roman import roman
from plugins.vietnamese.spoken_dates import date_words, day_words, is_day, is_time, is_year, month_words, time_words
from plugins.vietnamese.spoken_numbers import GREATEST, cardinal, decimal, digits, fraction, grouped, numbered, ordinal, whole


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (4, "bốn"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (100, "một trăm"),
        (104, "một trăm lẻ bốn"),
        (105, "một trăm lẻ năm"),
        (110, "một trăm mười"),
        (151, "một trăm năm mươi mốt"),
        (1000, "một nghìn"),
        (1005, "một nghìn không trăm lẻ năm"),
        (1015, "một nghìn không trăm mười lăm"),
        (2026, "hai nghìn không trăm hai mươi sáu"),
        (1_000_021, "một triệu không trăm hai mươi mốt"),
        (1_050_000, "một triệu không trăm năm mươi nghìn"),
        (10**9, "một tỷ"),
        (1_000_000_005, "một tỷ không trăm lẻ năm"),
        (25 * 10**12, "hai mươi lăm nghìn tỷ"),
        (1_005 * 10**9 + 1, "một nghìn không trăm lẻ năm tỷ không trăm lẻ một"),
        (-105, "âm một trăm lẻ năm"),
        (10**18, "một không không không, không không không không, không không không không, không không không không, không không không"),
    ],
)
def test_cardinal(number: int, words: str) -> None:
    """mười lăm, mốt, tư, lẻ and không trăm stand where the house wants them."""
    assert cardinal(number) == words


_VALUES = {word: value for value, word in enumerate("không một hai ba bốn năm sáu bảy tám chín".split())} | {"mốt": 1, "tư": 4, "lăm": 5}
_POWERS = {"nghìn": 10**3, "triệu": 10**6}


def value_of(words: str) -> int:
    """The number that the words name, read by rules of their own: what stands before tỷ, then groups before triệu and nghìn."""
    above, _, rest = words.rpartition("tỷ")
    total, group, unit = value_of(above) * 10**9 if above else 0, 0, 0
    for word in rest.split():
        if word == "trăm":
            group, unit = unit * 100, 0
        elif word == "mươi":
            group, unit = group + unit * 10, 0
        elif word == "mười":
            group += 10
        elif word in _POWERS:
            total, group, unit = total + (group + unit) * _POWERS[word], 0, 0
        elif word != "lẻ":
            unit = _VALUES[word]
    return total + group + unit


@given(st.one_of(st.integers(0, GREATEST), st.integers(0, 10_000)))
def test_words_name_their_number(number: int) -> None:
    """A listener who writes down what is heard gets the number back."""
    assert value_of(cardinal(number)) == number


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (ordinal(1), "nhất"),
        (ordinal(2), "hai"),
        (ordinal(4), "tư"),
        (ordinal(14), "mười bốn"),
        (digits("113"), "một một ba"),
        (digits("0 1-2"), "không một hai"),
        (digits(""), ""),
        (digits("12345"), "một hai ba bốn năm"),
        (digits("123456"), "một hai ba bốn, năm sáu"),
        (whole("05"), "năm"),
        (whole("007"), "không không bảy"),
        (whole("1234567890123"), "một hai ba bốn, năm sáu bảy tám, chín không một hai ba"),
        (numbered("05"), "không năm"),
        (numbered("12"), "mười hai"),
        (decimal("39", "99"), "ba mươi chín phẩy chín mươi chín"),
        (decimal("0", "05"), "không phẩy không năm"),
        (decimal("3", "141"), "ba phẩy một bốn một"),
        (grouped(["1", "234"], "5"), "một nghìn hai trăm ba mươi tư phẩy năm"),
        (grouped(["1"] + ["000"] * 6), digits("1" + "000" * 6)),
        (fraction("3", "4"), "ba phần tư"),
        (fraction("1", "2"), "một phần hai"),
        (fraction("0", "4"), "không trên bốn"),
        (fraction("5", "4"), "năm trên bốn"),
        (fraction("1", "500"), "một trên năm trăm"),
    ],
)
def test_other_forms(said: str, words: str) -> None:
    """Ordinals, rows of digits, decimals and fractions."""
    assert said == words


def test_days_and_hours() -> None:
    """The first ten days are counted with mùng, April is tháng tư, a full hour has no minutes."""
    assert [day_words(day) for day in (1, 10, 11)] == ["mùng một", "mùng mười", "mười một"]
    assert [month_words(month) for month in (1, 4, 12)] == ["một", "tư", "mười hai"]
    assert date_words(5, 7) == "mùng năm tháng bảy"
    assert date_words(14, 1, 2026) == "mười bốn tháng một năm hai nghìn không trăm hai mươi sáu"
    assert (time_words(14), time_words(8, 5)) == ("mười bốn giờ", "tám giờ năm phút")
    assert [is_day(31, 12), is_day(32, 1), is_day(1, 13), is_day(0, 1)] == [True, False, False, False]
    assert [is_year(2026), is_year(1799), is_year(2200)] == [True, False, False]
    assert [is_time(24, 0), is_time(25, 0), is_time(0, 60)] == [True, False, False]


@given(st.integers(1, 399))
def test_roman_numerals_come_back(number: int) -> None:
    """Every numeral in its usual form has its value."""
    rest, written = number, ""
    for value, letters in ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        written += letters * (rest // value)
        rest %= value
    assert roman(written) == number


@pytest.mark.parametrize("written", ["", "IIII", "VX", "IC", "vi", "MC", "A", "IXI", "VV"])
def test_other_words_are_no_numerals(written: str) -> None:
    """A form that is not usual, or not in capitals, is no numeral."""
    assert roman(written) is None


def test_capitals() -> None:
    """Words printed large are told from abbreviations by the marks of their vowels and by their shape."""
    assert [word for word in "MỤC TUYÊN BAN UBND TDP HĐND ĐU Ý".split() if is_printed_large(word)] == ["MỤC", "TUYÊN", "Ý"]
    assert [word for word in "QUYỀN BAN TU UBND CAPX NGHIÊNG".split() if is_syllable(word)] == ["QUYỀN", "BAN", "TU", "NGHIÊNG"]
    assert not has_vowel_marks("ĐU")
    assert lowered("ĐẢNG BỘ THÀNH PHỐ HẢI PHÒNG".split()) == ["đảng", "bộ", "thành", "phố", "Hải", "Phòng"]
    assert lowered(["HẢI", "AN"]) == ["hải", "an"]
    assert lowered(["HẢI", "AN"], ("Hải An",)) == ["Hải", "An"]
    assert lowered([]) == []


@given(st.integers(-(10**20), 10**20))
def test_no_digit_is_left(number: int) -> None:
    """Any number becomes words only."""
    assert re.fullmatch(r"[^\W\d_]+(?:,? [^\W\d_]+)*", cardinal(number))
