"""The days that a report is about."""

import datetime as dt

import pytest

from plugins.core.errors import ConfigurationError
from plugins.reports.periods import PeriodKind, given_day, period_named, period_of

TODAY = dt.date(2026, 11, 26)


@pytest.mark.parametrize(
    ("kind", "first"),
    [("tuan", (11, 23)), ("thang", (11, 1)), ("quy", (10, 1)), ("so-ket", (7, 1)), ("tong-ket", (1, 1))],
)
def test_a_period_begins_with_its_calendar(kind: str, first: tuple[int, int]) -> None:
    """A week on Monday, a month, quarter, half-year or year on its first day; it ends today."""
    period = period_of(PeriodKind(kind), TODAY)
    assert (period.first, period.last) == (dt.date(2026, *first), TODAY)
    assert period.stem == f"{kind}-{period.first}-2026-11-26"
    assert period.kind.label


def test_days_may_be_given() -> None:
    """The last day decides which period it is, the first one begins it elsewhere; the wrong way round is refused."""
    assert period_of(PeriodKind.QUARTER, TODAY, last=dt.date(2026, 6, 30)).first == dt.date(2026, 4, 1)
    period = period_of(PeriodKind.INTERIM, TODAY, first=dt.date(2026, 2, 24), last=dt.date(2026, 6, 30))
    assert period.words == "từ ngày 24/02/2026 đến ngày 30/6/2026"
    with pytest.raises(ConfigurationError, match="ở sau ngày cuối"):
        period_of(PeriodKind.WEEK, TODAY, first=dt.date(2027, 1, 1))


def test_a_typed_day_is_read_or_refused() -> None:
    """ISO days are read, nothing typed is nothing, another form is refused with the right one, an hour too."""
    assert given_day("to", "2026-06-30") == dt.date(2026, 6, 30)
    assert given_day("to", None) is None
    for text, said in (("30/6/2026", "2026-06-30"), ("2026-06-30T08:00", "không ghi giờ"), ("mai", "--to")):
        with pytest.raises(ConfigurationError, match=said):
            given_day("to", text)


def test_a_file_names_its_period() -> None:
    """The start of a file's name leads back to the period; other names, days that are none and days in the wrong order lead nowhere."""
    period = period_of(PeriodKind.INTERIM, dt.date(2026, 6, 30))
    assert period_named(period.stem) == period
    for stem in ("index", "thang-2026-02-01-2026-02-30", "nam-2026-01-01-2026-02-01", "thang-2026-02-01-2026-01-01", "thang-2026-02-01"):
        assert period_named(stem) is None
