"""Dates: the one form of front matter (2026-01-14), the two forms of prose (05/7/2026, ngày 05 tháng 7 năm 2026).

Source of the zero rule (days under 10, months 1 and 2 only): Nghị định 30/2020/NĐ-CP, phụ lục I.
"""

import bisect
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from plugins.vietnamese.zone import VIETNAM

#: what messages show to an editor
EXAMPLE = "“2026-01-14” hoặc “2026-01-14T08:00”"

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T([0-9]{2}):([0-9]{2}))?")
_BLANKS, _MOST_BLANKS = " \t\n\u00a0", 4
_SPACED = rf"[{_BLANKS}]{{1,{_MOST_BLANKS}}}"
_WORDS = rf"ngày{_SPACED}([0-9]{{1,2}}){_SPACED}tháng{_SPACED}([0-9]{{1,2}})(?:,?{_SPACED}năm{_SPACED}|/)([0-9]{{4}})"

# other ways in which editors write a date; each ends with an optional time of day
_TIME = r"(?:(?:T|,?[ ]+(?:lúc )?)([0-9]{1,2})(?:[:hg]([0-9]{2})?)(?::[0-9]{2})?(?:Z|[+-][0-9:]{2,5})?)?"
_DAY_FIRST = re.compile(rf"(?:ngày )?([0-9]{{1,2}})[/.-]([0-9]{{1,2}})[/.-]([0-9]{{4}}){_TIME}", re.IGNORECASE)
_YEAR_FIRST = re.compile(rf"([0-9]{{4}})[/.-]([0-9]{{1,2}})[/.-]([0-9]{{1,2}}){_TIME}", re.IGNORECASE)
_IN_WORDS = re.compile(rf"{_WORDS}{_TIME}", re.IGNORECASE)

# Prose is not searched by patterns: a slash and the word "ngày" are found by `str.find`, and the patterns are asked only
# there. So a text of 2,300 letters costs 15 µs and not 115.
_SHORT = re.compile(r"[0-9]{1,2}([/.-])[0-9]{1,2}\1[0-9]{4}")
#: "ngày" behind its first letter: all spellings, and those of a text without the capitals À and Y, which are few
_DAY_SPELLINGS = tuple(map("".join, product("gG", "àÀ", "yY")))
_USUAL_DAY_SPELLINGS = ("gày", "Gày")
_ADDRESS = re.compile(r"""(?:https?://|www\.)[^\s<>()"\]]+""")
# nothing but a space or a sign may stand around a date, else it is part of a number of a document (12/10/2022/NĐ-CP) or of
# a longer figure; a dash is allowed between two dates
_ALONE_BEFORE, _ALONE_BEHIND = r"(?<![\w/])(?<![0-9][.,])(?<![^\W0-9]-)", r"(?![\w/]|-[^\W0-9]|[.,][0-9])"
_SHORT_IN_PROSE = re.compile(rf"{_ALONE_BEFORE}([0-9]{{1,2}})[/.-]([0-9]{{1,2}})[/.-]([0-9]{{4}}){_ALONE_BEHIND}")
_SLASHED_IN_PROSE = re.compile(rf"{_ALONE_BEFORE}([0-9]{{1,2}})/([0-9]{{1,2}})/([0-9]{{4}}){_ALONE_BEHIND}")
_DIGITS = frozenset("0123456789")
_LONG_IN_PROSE = re.compile(rf"(?<!\w){_WORDS}(?!\w)", re.IGNORECASE)
# 5-7-2026 and 5.7.2026 may be a telephone number or a section: dates only behind this word
_DAY_WORD = ("ngày ", "ngày\u00a0")
_DAY_WORD_LENGTH = len("ngày ")


class DateError(ValueError):
    """A text is no date in the form of front matter. `str()` is the Vietnamese reason, `suggestion` the right form or empty."""

    def __init__(self, reason: str, suggestion: str = "") -> None:
        self.suggestion = suggestion
        super().__init__(reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A date written in prose, possible or not."""

    #: offsets in the text, `end` behind the last character
    start: int
    end: int
    #: as written
    text: str
    day: int
    month: int
    year: int
    #: None when the calendar has no such day
    date: dt.date | None


def parse_iso(text: str) -> dt.date | dt.datetime:
    """`2026-01-14` as a date, `2026-01-14T08:00` as a moment in Vietnam. DateError, with the right form, for all else."""
    match = _ISO.fullmatch(text)
    if not match:
        raise _other_form(text)
    try:
        if len(text) == len("2026-01-14"):
            return dt.date.fromisoformat(text)
        return dt.datetime.fromisoformat(text).replace(tzinfo=VIETNAM)
    except ValueError:
        year, month, day = (int(part) for part in match.groups()[:3])
        raise _impossible(day, month, year, text) from None


def long_date(day: dt.date) -> str:
    """`ngày 05 tháng 7 năm 2026`."""
    return f"ngày {day.day:02} tháng {_month(day.month)} năm {day.year}"


def short_date(day: dt.date) -> str:
    """`05/7/2026`."""
    return f"{day.day:02}/{_month(day.month)}/{day.year}"


def find_dates(text: str) -> Iterator[FoundDate]:
    """Every date in prose (NFC), in order: `5/7/2026`, `ngày 5 tháng 7 năm 2026`, and `ngày 5-7-2026`, `ngày 5.7.2026`.

    Never inside an address or the number of a document. A day that does not exist (31/02/2026) is found, with date None.
    """
    return map(_found, _outside_addresses(text, _matches(text)))


def doubtful_dates(text: str, last_year: int = dt.MAXYEAR) -> Iterator[FoundDate]:
    """Those of `find_dates` that no calendar has, or behind `last_year`; most texts have none, and nothing is made of the others."""
    found = [match for match in _matches(text) if _day_of(match) is None or int(match[3]) > last_year]
    return map(_found, _outside_addresses(text, found))


def _matches(text: str) -> list[re.Match[str]]:
    return [*_with_slashes(text), *_behind_day_words(text)]


def _outside_addresses(text: str, found: list[re.Match[str]]) -> Iterator[re.Match[str]]:
    if not found:
        return
    has_address = "://" in text or "www." in text
    addresses = [match.span() for match in _ADDRESS.finditer(text)] if has_address else []
    for match in sorted(found, key=re.Match.start):
        before = bisect.bisect(addresses, (match.start(), 0))
        if before == 0 or addresses[before - 1][1] <= match.start():
            yield match


def date_at(text: str, start: int) -> dt.date | None:
    """The day of a date with slashes that begins at `start` behind a blank; None when there is none, or no such day."""
    match = _SLASHED_IN_PROSE.match(text, start)
    return _day_of(match) if match else None


def _with_slashes(text: str) -> Iterator[re.Match[str]]:
    """5/7/2026: from the one or two digits before each slash."""
    slash = text.find("/")
    while slash >= 0:
        # of "05-NQ/TU" and "và/hoặc" no pattern is asked
        if text[slash - 1 : slash] in _DIGITS and text[slash + 1 : slash + 2] in _DIGITS:
            match = _SLASHED_IN_PROSE.match(text, slash - 2 if text[max(0, slash - 2) : slash - 1].isdigit() else slash - 1)
            if match:
                yield match
        slash = text.find("/", slash + 1)


def _behind_day_words(text: str) -> Iterator[re.Match[str]]:
    """ngày 5 tháng 7 năm 2026, ngày 5-7-2026 and ngày 5.7.2026: from each "ngày"."""
    for spelling in _DAY_SPELLINGS if "À" in text or "Y" in text else _USUAL_DAY_SPELLINGS:
        start = text.find(spelling) - 1  # the n
        while start >= -1:
            # "ngày hội", "hằng ngày": most are followed by a word, and no pattern is asked
            if text[start + _DAY_WORD_LENGTH - 1 : start + _DAY_WORD_LENGTH + _MOST_BLANKS].lstrip(_BLANKS)[:1] in _DIGITS:
                yield from _behind_day_word(text, start)
            start = text.find(spelling, start + 2) - 1


def _behind_day_word(text: str, start: int) -> Iterator[re.Match[str]]:
    if start >= 0 and (match := _LONG_IN_PROSE.match(text, start)):
        yield match
    candidate = _SHORT.match(text, start + _DAY_WORD_LENGTH)
    if candidate and candidate[1] != "/" and text[max(0, start) : candidate.start()].lower() in _DAY_WORD:
        yield from filter(None, [_SHORT_IN_PROSE.match(text, candidate.start())])


def _found(match: re.Match[str]) -> FoundDate:
    day, month, year = (int(part) for part in match.groups())
    return FoundDate(start=match.start(), end=match.end(), text=match[0], day=day, month=month, year=year, date=_day_of(match))


def _day_of(match: re.Match[str]) -> dt.date | None:
    day, month, year = match.groups()
    return _date_or_none(int(year), int(month), int(day))


def _month(month: int) -> str:
    return f"{month:02}" if month < 3 else str(month)


def _date_or_none(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _impossible(day: int, month: int, year: int, text: str) -> DateError:
    if _date_or_none(year, month, day):
        return DateError(f"Giờ trong “{text}” không tồn tại: viết từ 00:00 đến 23:59.")
    return DateError(f"Ngày {day:02}/{month:02}/{year:04} không tồn tại.")


def _other_form(text: str) -> DateError:
    """The error for a text that is not ISO: with the ISO form when it is a date after all."""
    written = text.strip()
    for pattern, order in ((_DAY_FIRST, (2, 1, 0)), (_IN_WORDS, (2, 1, 0)), (_YEAR_FIRST, (0, 1, 2))):
        match = pattern.fullmatch(written)
        if match:
            year, month, day = (int(match[index + 1]) for index in order)
            return _suggest(written, (year, month, day), (match[4], match[5]))
    return DateError(f"Không đọc được ngày “{written}”: viết năm-tháng-ngày như {EXAMPLE}.")


def _suggest(text: str, ymd: tuple[int, int, int], time: tuple[str | None, str | None]) -> DateError:
    year, month, day = ymd
    found = _date_or_none(year, month, day)
    hour, minute = time
    if not found or (hour and (int(hour) > 23 or int(minute or 0) > 59)):
        return _impossible(day, month, year, text)
    right = f"{found.isoformat()}T{int(hour):02}:{int(minute or 0):02}" if hour else found.isoformat()
    return DateError(f"“{text}” chưa đúng dạng năm-tháng-ngày: viết “{right}”.", right)
