"""Readers of dates and times: 14/01/2026, 5/7, 14-16/01/2026, tháng 01/2026, ngày 05 tháng 7, 8h30, 14:00, 7 giờ 30."""

import re

from plugins.documents.spoken_scan import Reader, Said, Scan
from plugins.vietnamese.spoken_dates import date_words, day_words, is_day, is_time, is_year, month_words, time_words
from plugins.vietnamese.spoken_numbers import cardinal

_NO_MORE = r"(?![\w/]|[.,-][0-9])"
_FULL = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})(?![\w/]|[.,][0-9])")
_ISO = re.compile(rf"([0-9]{{4}})-([0-9]{{1,2}})-([0-9]{{1,2}}){_NO_MORE}")
_DAYS = re.compile(rf"([0-9]{{1,2}})[ ]?[-–—][ ]?([0-9]{{1,2}})/([0-9]{{1,2}})(?:/([0-9]{{4}}))?{_NO_MORE}")
_DAY_MONTH = re.compile(r"([0-9]{1,2})/([0-9]{1,2})(?![\w/]|[.,][0-9])")
_MONTH_YEAR = re.compile(rf"([0-9]{{1,2}})/([0-9]{{4}}){_NO_MORE}")
_NAMED_MONTH_YEAR = re.compile(rf"([0-9]{{1,2}})[/.-]([0-9]{{4}}){_NO_MORE}")
_DAY_LIST = re.compile(
    r"(?P<days>[0-9]{1,2}(?:, ?[0-9]{1,2}){0,8}(?:, ?| và | hoặc )[0-9]{1,2})"
    rf"/(?P<month>[0-9]{{1,2}})(?:/(?P<year>[0-9]{{4}}))?{_NO_MORE}"
)
_DIGITS = re.compile("[0-9]+")
#: 05/7, as dates are written, and no 05/12 or 02/05
_WITH_ZERO = re.compile("0[0-9]/[3-9]")
_BEHIND_DAYS = re.compile(r"(?<!\w)(?:các|những|hai|ba|[0-9]{1,2})\s{1,3}ngày\s{1,3}\Z", re.IGNORECASE)
_DAY = re.compile(r"([0-9]{1,2})(?=\s{1,3}tháng\s)|(0[0-9])(?![\w/]|[.,][0-9])")
_MONTH = re.compile(r"([0-9]{1,2})(?![\w/:]|[.,][0-9])(?!\s{1,3}(?:ngày|tuần))")
_BEHIND_DAY = re.compile(r"(?<!\w)ngày\s{1,3}\Z", re.IGNORECASE)
_BEHIND_MONTH = re.compile(r"(?<!\w)tháng\s{1,3}\Z", re.IGNORECASE)
_BEHIND_EARLY = re.compile(r"(?<!\w)(?:mùng|mồng)\s{1,3}\Z", re.IGNORECASE)
_BEHIND_QUARTER = re.compile(r"(?<!\w)(?:quý|kỳ|khóa|đợt)\s{1,3}\Z", re.IGNORECASE)
_JOINT = re.compile(r"\s{0,3}(?:,|và|hoặc|hay|[-–—])\s{0,3}")
_CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::[0-9]{2})?(?![\w:])")
_HOURS = re.compile(
    r"([0-9]{1,2})(?:[ ]?h[ ]?|g|[ ]?giờ[ ])([0-9]{2})(?![0-9/]|[.,][0-9])(?:[ ]?(?:phút|p|')(?!\w))?"
    r"|([0-9]{1,2})(?:[ ]?h(?!\w)|g(?=\s(?:sáng|trưa|chiều|tối|đêm|ngày)(?!\w)))",
    re.IGNORECASE,
)


def read_full_date(scan: Scan) -> Said | None:
    """14/01/2026, 14-01-2026, 14.01.2026, 2026-01-14."""
    match = scan.match(_FULL)
    if match:
        day, month, year = int(match[1]), int(match[3]), int(match[4])
    else:
        match = scan.match(_ISO)
        if match is None:
            return None
        year, month, day = (int(part) for part in match.groups())
    return _date(scan, match.end(), day, month, year) if is_day(day, month) and is_year(year) else None


def read_days(scan: Scan) -> Said | None:
    """14-16/01/2026, and "ngày 14-16/01"."""
    match = scan.match(_DAYS)
    if match is None:
        return None
    first, last, month, year = int(match[1]), int(match[2]), int(match[3]), int(match[4] or 0)
    is_expected = year or _is_day_expected(scan) or (scan.is_behind("until") and not _is_counted(scan, match.end()))
    if not (is_day(first, month) and is_day(last, month) and first < last and is_expected):
        return None
    said = _date(scan, match.end(), last, month, year or None)
    prefix = "" if scan.is_behind("day") else "ngày "
    # "các ngày" has said the word for both
    to = "đến" if _BEHIND_DAYS.search(scan.before()) else "đến ngày"
    return Said(said.end, f"{prefix}{day_words(first)} {to} {date_words(last, month, year or None)}", is_figure=True, is_day=True)


def read_day_list(scan: Scan) -> Said | None:
    """ "ngày 5, 6 và 7/3/2026"."""
    match = scan.match(_DAY_LIST) if _BEHIND_DAY.search(scan.before()) else None
    if match is None:
        return None
    days = [int(day) for day in _DIGITS.findall(match["days"])]
    month, year = int(match["month"]), match["year"]
    if days != sorted(set(days)) or not all(is_day(day, month) for day in days) or (year and not is_year(int(year))):
        return None
    words = _DIGITS.sub(lambda day: day_words(int(day[0])), match["days"])
    behind = f" năm {cardinal(int(year))}" if year else ""
    return Said(match.end(), f"{words} tháng {month_words(month)}{behind}", is_figure=True, is_day=True)


def read_day_and_month(scan: Scan) -> Said | None:
    """5/7, where it is a day and no fraction."""
    match = scan.match(_DAY_MONTH)
    if match is None:
        return None
    day, month = int(match[1]), int(match[2])
    if not is_day(day, month) or scan.is_behind("house") or match[0] == "24/7" or scan.is_of("ratio") or scan.is_behind("share"):
        return None
    if scan.is_behind("street"):
        return Said(match.end(), f"{cardinal(day)} tháng {month_words(month)}", is_figure=True)
    # a part is no more than the whole: "đến 15/7 công trình hoàn thành"; and "từ 05/7 đơn vị" names a day as days are written
    is_counted = day <= month and _is_counted(scan, match.end()) and not (scan.is_behind("until") and _WITH_ZERO.fullmatch(match[0]))
    # a fraction has no zero in front and is below one
    is_likely = "0" in (match[1][0], match[2][0]) or day > month or scan.is_behind("until") or _is_joined_to_day(scan)
    if _is_day_expected(scan) or (is_likely and not is_counted):
        return _date(scan, match.end(), day, month, None)
    return None


def _is_counted(scan: Scan, end: int) -> bool:
    return scan.vocabulary.counted_at.match(scan.text, end) is not None


def _is_day_expected(scan: Scan) -> bool:
    return scan.is_behind("day") or scan.is_behind("part_of_day")


def _is_joined_to_day(scan: Scan) -> bool:
    """ "30/4 và 1/5"."""
    return scan.day_end >= 0 and _JOINT.fullmatch(scan.text, scan.day_end, scan.at) is not None


def _date(scan: Scan, end: int, day: int, month: int, year: int | None) -> Said:
    words = date_words(day, month, year)
    if _BEHIND_EARLY.search(scan.before()):
        words = words.removeprefix("mùng ")
    elif not scan.is_behind("day"):
        words = f"ngày {words}"
    return Said(end, words, is_figure=True, is_day=True)


def read_month(scan: Scan) -> Said | None:
    """tháng 01/2026, 01/2026, quý 1/2026, tháng 4."""
    before = scan.before()
    is_named = _BEHIND_MONTH.search(before) is not None
    match = scan.match(_NAMED_MONTH_YEAR if is_named else _MONTH_YEAR)
    if match and is_year(int(match[2])) and 1 <= int(match[1]) <= 12 and not scan.is_of("ratio"):
        year = cardinal(int(match[2]))
        if _BEHIND_QUARTER.search(before):
            return Said(match.end(), f"{cardinal(int(match[1]))} năm {year}", is_figure=True)
        return Said(match.end(), f"{'' if is_named else 'tháng '}{month_words(int(match[1]))} năm {year}", is_figure=True)
    match = scan.match(_MONTH) if is_named else None
    return Said(match.end(), month_words(int(match[1])), is_figure=True) if match and 1 <= int(match[1]) <= 12 else None


def read_day(scan: Scan) -> Said | None:
    """The day of "ngày 05 tháng 7", and a day with its zero: "ngày 05"; not "mỗi ngày 5 lần"."""
    match = scan.match(_DAY) if _BEHIND_DAY.search(scan.before()) else None
    if match is None or not 1 <= int(match[0]) <= 31:
        return None
    return Said(match.end(), day_words(int(match[0])), is_figure=True)


def read_time(scan: Scan) -> Said | None:
    """14:00, 8h30, 8g30, 7 giờ 30, 8h, 8g sáng."""
    match = scan.match(_CLOCK) or scan.match(_HOURS)
    if match is None:
        return None
    hour, minute = next(group for group in match.groups() if group), match[2] or "0"
    if not is_time(int(hour), int(minute)):
        return None
    return Said(match.end(), time_words(int(hour), int(minute)), is_figure=True)


#: in this order
READERS: tuple[Reader, ...] = (read_full_date, read_days, read_day_list, read_day_and_month, read_month, read_day, read_time)
