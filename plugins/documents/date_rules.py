"""Rules of how dates and years are written: NG01 and NG03. NG02, which asks the calendar, stands in `rules`.

Source of the zero rule (days under 10, months 1 and 2 only): Nghị định 30/2020/NĐ-CP, phụ lục I.
"""

import functools
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from plugins.core.places import Places, joined_lines
from plugins.core.rules import Finding, Level, Rule, Subject
from plugins.vietnamese.dates import find_dates

_SOURCE = Path(__file__).parent / "data" / "anniversaries.toml"
#: day and month without a year
_DAY_AND_MONTH = re.compile(r"[Nn](?<!\w.)(?<!\d .)gày ([0-9]{1,2}) tháng ([0-9]{1,2})(?![\w/])")
#: day and month of a whole date, whichever way it is written
_PARTS = re.compile(r"(?<![0-9])([0-9]{1,2})(\D{1,12}?)([0-9]{1,2})(?=\D)")
#: days of the moon are no dates of documents: "ngày 3 tháng 3 âm lịch", "ngày 3 tháng 3 năm Bính Ngọ"
_LUNAR = re.compile(r",? \(?(?:âm lịch|AL\b|năm [^\W\d_])", re.IGNORECASE)
#: a feast stands so near to its day, in the same sentence
_NEAR_FEAST = 40
#: "số nhà 5/7/2026", "tỉ số 1/2/2024": numbers with slashes that are no dates
_NO_DATE = re.compile(r"(?:\bsố|\bnhà|ngõ|ngách|hẻm|kiệt|biển|hồ sơ|thửa) $", re.IGNORECASE)
_NO_DATE_LENGTH = 10
_YEARS = re.compile(r"((?:19|20)(?<![\w/.,-]..)[0-9]{2})( ?[-–] ?)((?:19|20)[0-9]{2})(?![\w/.-])")
#: of school years the form without blanks is usual
_SCHOOL = re.compile(r"(?:năm học|niên khóa|niên khoá)(?: \w+)? ?$", re.IGNORECASE)
_SCHOOL_LENGTH = 24
_HOUSE_STYLE = " - "


def date_has_its_zeros(subject: Subject) -> Iterator[Finding]:
    """NG01: days under 10 and the months 1 and 2 have a zero in front."""
    text = joined_lines(subject.prose)
    spans = [(found.start, found.end) for found in find_dates(text) if found.date]
    whole = dict(spans)
    names, _ = _anniversaries()
    spans += [
        match.span()
        for match in _DAY_AND_MONTH.finditer(text)
        if match.start() not in whole and (int(match[1]), int(match[2])) not in names
    ]
    places = Places(subject.prose)
    for start, end in sorted(spans):
        finding = _zeros(text, start, end, places)
        if finding:
            yield finding


def _zeros(text: str, start: int, end: int, places: Places) -> Finding | None:
    written = text[start:end]
    right = _PARTS.sub(lambda match: f"{_padded(match[1], 9)}{match[2]}{_padded(match[3], 2)}", f"{written}\n", count=1)[:-1]
    if right == written or "\n" in written or _is_lunar(text, start, end) or _NO_DATE.search(text, max(0, start - _NO_DATE_LENGTH), start):
        return None
    line, column = places.of(start)
    message = f"Ngày dưới 10 và tháng 1, 2 viết thêm số 0: “{right}”."
    return Finding(line=line, column=column, length=end - start, message=message, suggestion=right, is_safe=True)


@functools.cache
def _anniversaries() -> tuple[frozenset[tuple[int, int]], re.Pattern[str]]:
    """Days and months that are names, and the feasts of the moon as one pattern."""
    data = tomllib.loads(_SOURCE.read_text(encoding="utf-8"))
    feasts = "|".join(map(re.escape, data["lunar"]["feasts"]))
    return frozenset((day, month) for day, month in data["names"]["days"]), re.compile(rf"\b(?:{feasts})\b", re.IGNORECASE)


def _is_lunar(text: str, start: int, end: int) -> bool:
    """Is it a day of the moon: by what is said behind it, or by a feast beside it in its sentence? A year of four digits is of the sun."""
    if _LUNAR.match(text, end):
        return True
    _, feasts = _anniversaries()
    before = re.split(r"[.;\n]", text[max(0, start - _NEAR_FEAST) : start])[-1]
    behind = re.split(r"[.;\n]", text[end : end + _NEAR_FEAST])[0]
    has_year = text[end - 4 : end].isdigit()
    return not has_year and feasts.search(f"{before}|{behind}") is not None


def _padded(digits: str, last: int) -> str:
    """A zero in front of figures up to `last`; one too many (07 for July) is common and left alone."""
    return f"0{digits}" if len(digits) == 1 and 0 < int(digits) <= last else digits


def years_have_one_form(subject: Subject) -> Iterator[Finding]:
    """NG03: one text writes `2026 - 2030` and `2026-2030`; said once, at the first that the site does not use."""
    text = joined_lines(subject.prose)
    found = [match for match in _YEARS.finditer(text) if not _SCHOOL.search(text, max(0, match.start() - _SCHOOL_LENGTH), match.start())]
    if len(Counter(match[2] for match in found)) < 2:
        return
    first = next(match for match in found if match[2] != _HOUSE_STYLE)
    other = next(match for match in found if match[2] != first[2])
    line, column = Places(subject.prose).of(first.start())
    right = f"{first[1]}{_HOUSE_STYLE}{first[3]}"
    message = f"Bài dùng hai kiểu khoảng năm: “{first[0]}” và “{other[0]}”; cổng viết “{right}”."
    yield Finding(line=line, column=column, length=len(first[0]), message=message, suggestion=right)


RULES: tuple[Rule, ...] = (
    Rule(id="NG01", level=Level.WARNING, title="Ngày dưới 10 và tháng 1, 2 có số 0 đứng trước: 05/7/2026", check=date_has_its_zeros),
    Rule(id="NG03", level=Level.NOTE, title="Một bài chỉ dùng một kiểu khoảng năm: 2026 - 2030", check=years_have_one_form),
)
