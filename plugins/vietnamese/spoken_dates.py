"""Days, months and hours in words: `ngày mùng năm tháng bảy năm hai nghìn không trăm hai mươi sáu`, `tám giờ ba mươi phút`."""

from plugins.vietnamese.spoken_numbers import cardinal

#: the first ten days of a month are counted with this word
_EARLY = "mùng"
_EARLY_DAYS = 10


def is_day(day: int, month: int) -> bool:
    """May these be a day and a month? Whether the month has that day is the checker's question (NG02)."""
    return 1 <= day <= 31 and 1 <= month <= 12


def is_year(year: int) -> bool:
    """May this be a year of a text of today?"""
    return 1800 <= year <= 2199


def is_time(hour: int, minute: int) -> bool:
    """May these be a time of day?"""
    return 0 <= hour <= 24 and 0 <= minute <= 59


def day_words(day: int) -> str:
    """What stands behind `ngày`: `mùng năm`, `mười bốn`."""
    return f"{_EARLY} {cardinal(day)}" if 1 <= day <= _EARLY_DAYS else cardinal(day)


def month_words(month: int) -> str:
    """What stands behind `tháng`: `một`, `tư`, `mười hai`."""
    return "tư" if month == 4 else cardinal(month)


def date_words(day: int, month: int, year: int | None = None) -> str:
    """A date without `ngày`: `mười bốn tháng một năm hai nghìn không trăm hai mươi sáu`."""
    behind = f" năm {cardinal(year)}" if year is not None else ""
    return f"{day_words(day)} tháng {month_words(month)}{behind}"


def time_words(hour: int, minute: int = 0) -> str:
    """A time of day or a span: `mười bốn giờ`, `tám giờ ba mươi phút`."""
    return f"{cardinal(hour)} giờ {cardinal(minute)} phút" if minute else f"{cardinal(hour)} giờ"
