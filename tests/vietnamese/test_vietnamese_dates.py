"""Dates of front matter and of prose."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.vietnamese import dates
from plugins.vietnamese.dates import EXAMPLE, VIETNAM, DateError, doubtful_dates, find_dates, long_date, parse_iso, short_date


def test_a_day_is_read() -> None:
    """The plain form gives a date and not a moment."""
    assert parse_iso("2026-01-14") == dt.date(2026, 1, 14)
    assert type(parse_iso("2026-01-14")) is dt.date


def test_a_moment_is_read_in_vietnam() -> None:
    """A time of day is seven hours before UTC, whatever the machine's own zone."""
    moment = parse_iso("2026-01-14T08:00")
    assert moment == dt.datetime(2026, 1, 14, 1, 0, tzinfo=dt.UTC)
    assert isinstance(moment, dt.datetime)
    assert moment.utcoffset() == VIETNAM.utcoffset(None)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("05/03/2026", "2026-03-05"),
        ("5-3-2026", "2026-03-05"),
        ("5.3.2026", "2026-03-05"),
        ("2026/3/5", "2026-03-05"),
        ("2026-3-5", "2026-03-05"),
        (" 2026-03-05 ", "2026-03-05"),
        ("ngày 05/03/2026", "2026-03-05"),
        ("Ngày 05 tháng 3 năm 2026", "2026-03-05"),
        ("ngày 05 tháng 3/2026", "2026-03-05"),
        ("2026-03-05 08:00", "2026-03-05T08:00"),
        ("2026-03-05T08:00:00", "2026-03-05T08:00"),
        ("2026-03-05T08:00+07:00", "2026-03-05T08:00"),
        ("05/03/2026 8h30", "2026-03-05T08:30"),
        ("05/03/2026, 8 giờ", ""),
        ("05/03/2026 lúc 8h", "2026-03-05T08:00"),
    ],
)
def test_another_form_is_answered_with_the_right_one(text: str, right: str) -> None:
    """A date in another form is refused, and the error holds the form that is read."""
    with pytest.raises(DateError) as caught:
        parse_iso(text)
    assert caught.value.suggestion == right
    if right:
        assert f"“{right}”" in str(caught.value)
        parse_iso(right)


@pytest.mark.parametrize("text", ["31/02/2026", "2026-02-31", "ngày 31 tháng 2 năm 2026", "31-2-2026", "2026-02-31T08:00", "31/02/2026 8h"])
def test_a_day_that_does_not_exist_is_named(text: str) -> None:
    """An impossible day is called impossible in every form, without a suggestion."""
    with pytest.raises(DateError, match=r"^Ngày 31/02/2026 không tồn tại\.$") as caught:
        parse_iso(text)
    assert caught.value.suggestion == ""


@pytest.mark.parametrize("text", ["2026-01-14T25:00", "2026-01-14T08:60", "14/01/2026 25h", "2026-01-14 24:00"])
def test_a_time_that_does_not_exist_is_named(text: str) -> None:
    """An impossible time on a possible day blames the time."""
    with pytest.raises(DateError, match=r"^Giờ trong"):
        parse_iso(text)


@pytest.mark.parametrize("text", ["hôm nay", "", "2026", "05/03", "05/03/26", "2026-W01-3", "20260114", "２０２６-01-14", "1/2/3/2026"])
def test_what_is_no_date_is_answered_with_an_example(text: str) -> None:
    """A text without a date shows the form by example."""
    with pytest.raises(DateError) as caught:
        parse_iso(text)
    assert EXAMPLE in str(caught.value)
    assert f"“{text}”" in str(caught.value)


@given(st.dates(dt.date(1000, 1, 1)))
def test_printed_days_are_found_again(day: dt.date) -> None:
    """Both printed forms are found in prose as the same day, whole, and ISO is read back."""
    for form in (short_date(day), long_date(day)):
        text = f"Hải An, {form}."
        (found,) = find_dates(text)
        assert (found.date, found.text, text[found.start : found.end]) == (day, form, form)
    assert parse_iso(day.isoformat()) == day


@given(st.datetimes(timezones=st.just(VIETNAM)).map(lambda moment: moment.replace(second=0, microsecond=0)))
def test_moments_are_read_back(moment: dt.datetime) -> None:
    """A moment written to the minute is read as itself."""
    assert parse_iso(moment.isoformat(timespec="minutes")[:16]) == moment


@pytest.mark.parametrize(
    ("day", "short", "long"),
    [
        (dt.date(2026, 7, 5), "05/7/2026", "ngày 05 tháng 7 năm 2026"),
        (dt.date(2026, 1, 14), "14/01/2026", "ngày 14 tháng 01 năm 2026"),
        (dt.date(2026, 2, 9), "09/02/2026", "ngày 09 tháng 02 năm 2026"),
        (dt.date(2026, 3, 10), "10/3/2026", "ngày 10 tháng 3 năm 2026"),
        (dt.date(2026, 12, 31), "31/12/2026", "ngày 31 tháng 12 năm 2026"),
    ],
)
def test_the_zero_rule(day: dt.date, short: str, long: str) -> None:
    """A zero before days under 10 and before months 1 and 2, nowhere else."""
    assert (short_date(day), long_date(day)) == (short, long)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("từ 01/7/2026-31/12/2026", [(1, 7, 2026), (31, 12, 2026)]),
        ("(5/7/2026), 14/01/2026.", [(5, 7, 2026), (14, 1, 2026)]),
        ("Ngày 05-3-2026 và ngày 5.3.2026", [(5, 3, 2026), (5, 3, 2026)]),
        ("ngày 5\u00a0tháng 7, năm 2026", [(5, 7, 2026)]),
        ("NGÀY 05 THÁNG 7 NĂM 2026", [(5, 7, 2026)]),
        ("30/02/2026 rồi ngày 32 tháng 13 năm 2026", [(30, 2, 2026), (32, 13, 2026)]),
        ("ngày 31 tháng 6 năm 2026 và 05/7/2026", [(31, 6, 2026), (5, 7, 2026)]),
        ("[bài](https://haian.example/a) 05/7/2026", [(5, 7, 2026)]),
    ],
)
def test_dates_are_found(text: str, found: list[tuple[int, int, int]]) -> None:
    """Dates in prose are found in order, whatever signs touch them, possible or not."""
    assert [(date.day, date.month, date.year) for date in find_dates(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "Nghị định 42/2022/NĐ-CP",
        "12/10/2022/NĐ-CP",
        "05/3/2026-KH",
        "CV-05/3/2026",
        "12/KH-UBND, 24/7, 1/2, 50/50",
        "điện thoại 031-3-2026",
        "mục 1.2.2026",
        "1/1/1/2026 và 5/7/20261",
        "1.5/3/2026",
        "https://haian.example/tin/05/7/2026",
        "xem https://haian.example/?d=05/7/2026.",
        "www.haian.example/-05/7/2026",
        "hạn ngày 5 tháng 7",
        "",
    ],
)
def test_what_is_no_date_is_not_found(text: str) -> None:
    """Numbers of documents, telephone numbers, sections and addresses hold no date."""
    assert list(find_dates(text)) == []


def test_impossible_days_have_no_date() -> None:
    """A day outside the calendar is reported as written, with date None."""
    assert [date.date for date in find_dates("31/02/2026, 28/02/2026")] == [None, dt.date(2026, 2, 28)]


@given(st.text(alphabet="ngày thá0123456789/.-h:w", max_size=80))
def test_finding_never_fails(text: str) -> None:
    """Any text can be searched; what is found lies inside it."""
    for date in find_dates(text):
        assert text[date.start : date.end] == date.text


_PARTS = ["ngày", "Ngày", "NGÀY", " ", "\u00a0", "\n", "31", "4", "02", "2026", "/", ".", "-", "tháng", "năm", ",", "a"]


@given(st.lists(st.sampled_from(_PARTS), max_size=14))
def test_nothing_that_the_patterns_find_is_passed_over(parts: list[str]) -> None:
    """Searching at slashes and at the word alone finds all that the patterns find; impossible days are those without a date."""
    text = "".join(parts)
    found = list(find_dates(text))
    spans = {(date.start, date.end) for date in found}
    assert spans >= {match.span() for match in dates._SLASHED_IN_PROSE.finditer(text)}
    assert spans >= {match.span() for match in dates._LONG_IN_PROSE.finditer(text)}
    assert list(doubtful_dates(text)) == [date for date in found if date.date is None]
    assert list(doubtful_dates(text, 2026)) == [date for date in found if date.date is None or date.year > 2026]


def test_an_impossible_day_in_an_address_is_none() -> None:
    """An address holds no date, possible or not."""
    assert list(doubtful_dates("https://haian.example/31/02/2026")) == []
