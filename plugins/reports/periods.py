"""The days that a report is about."""

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from plugins.core.errors import ConfigurationError
from plugins.vietnamese.dates import DateError, parse_iso, short_date

_STEM = re.compile(r"(\D+)-(\d{4}-\d\d-\d\d)-(\d{4}-\d\d-\d\d)")


class PeriodKind(StrEnum):
    """How long; by the word of the command line."""

    WEEK = "tuan"
    MONTH = "thang"
    QUARTER = "quy"
    #: interim report: half a year
    INTERIM = "so-ket"
    #: final report: a year
    FINAL = "tong-ket"

    @property
    def label(self) -> str:
        """tuần, tháng …, for titles."""
        return {"tuan": "tuần", "thang": "tháng", "quy": "quý", "so-ket": "sơ kết", "tong-ket": "tổng kết"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From `first` to `last`, both included."""

    kind: PeriodKind
    first: dt.date
    last: dt.date

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ConfigurationError("--from", f"ngày đầu {short_date(self.first)} ở sau ngày cuối {short_date(self.last)}.")

    @property
    def words(self) -> str:
        """The days in words."""
        return f"từ ngày {short_date(self.first)} đến ngày {short_date(self.last)}"

    @property
    def stem(self) -> str:
        """Start of the names of its files."""
        return f"{self.kind.value}-{self.first.isoformat()}-{self.last.isoformat()}"


def period_of(kind: PeriodKind, today: dt.date, first: dt.date | None = None, last: dt.date | None = None) -> Period:
    """The week, month, quarter, half-year or year in which `last` (or `today`) lies, up to that day; `first` begins it elsewhere."""
    end = last or today
    return Period(kind=kind, first=first or _start(kind, end), last=end)


def period_named(stem: str) -> Period | None:
    """The period whose files have names with this start; None when there is none."""
    match = _STEM.fullmatch(stem)
    if match is None:
        return None
    try:
        return Period(kind=PeriodKind(match[1]), first=dt.date.fromisoformat(match[2]), last=dt.date.fromisoformat(match[3]))
    except (ValueError, ConfigurationError):
        return None


def given_day(option: str, text: str | None) -> dt.date | None:
    """A day typed for `--option`; None when none was. ConfigurationError shows the right form."""
    if text is None:
        return None
    try:
        day = parse_iso(text)
    except DateError as error:
        raise ConfigurationError(f"--{option}", str(error)) from error
    if isinstance(day, dt.datetime):
        raise ConfigurationError(f"--{option}", "chỉ ghi ngày, không ghi giờ.")
    return day


def _start(kind: PeriodKind, end: dt.date) -> dt.date:
    if kind is PeriodKind.WEEK:
        return end - dt.timedelta(days=end.weekday())
    months = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.INTERIM: 6, PeriodKind.FINAL: 12}[kind]
    return end.replace(month=(end.month - 1) // months * months + 1, day=1)
