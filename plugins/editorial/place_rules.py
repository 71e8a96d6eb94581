"""DD01: places that no longer exist, spoken of as if they did. The list, with days, is in data/places.toml."""

import datetime as dt
import functools
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from plugins.core.rules import Finding, Level, Rule, Subject
from plugins.editorial.running_text import RunningText, by_first_word, phrases_at, recased, running_text
from plugins.vietnamese.dates import find_dates, short_date
from plugins.vietnamese.lexicon import normal

_SOURCE = Path(__file__).parent / "data" / "places.toml"
_WORD = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"(?<![\w/.-])(?:19|20)\d\d(?!\w)")
#: where a sentence ends for this rule: an abbreviation only makes it shorter, which speaks earlier and never later
_END = re.compile(r"[.!?…;](?=\s|$)|\n\s*\n|\n(?=[ \t]*(?:[-*+#>|]|\d+[.)]))")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unit:
    """A unit that ended."""

    until: dt.date
    #: what stands in its place
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Places:
    """data/places.toml, ready to look up."""

    #: by plain words
    units: Mapping[tuple[str, ...], _Unit]
    by_first: Mapping[str, tuple[tuple[str, ...], ...]]
    #: words of the past, by plain words
    past: tuple[str, ...]


@functools.cache
def _places() -> _Places:
    data = tomllib.loads(_SOURCE.read_text(encoding="utf-8"))
    units = {tuple(map(normal, row["name"].split())): _Unit(until=row["until"], now=row["now"]) for row in data["unit"]}
    return _Places(units=units, by_first=by_first_word(units), past=tuple(data["past"]["words"]))


def place_exists(subject: Subject) -> Iterator[Finding]:
    """DD01: an old unit in a sentence that names no earlier year and no word of the past."""
    text = running_text(subject)
    if text is None:
        return
    places = _places()
    for at, phrase in phrases_at(text, places.by_first):
        unit = places.units[phrase]
        last = at + len(phrase) - 1
        # a lower-case name is another word: phường cát bi
        is_name = text.words[last][0].isupper()
        if is_name and not _is_longer_name(text, last) and not _is_past(_sentence_around(text, at), unit.until, places.past):
            name = text.text[text.starts[at] : text.end(last)]
            now = recased(unit.now, text.words[at : last + 1])
            message = f"“{name}” là đơn vị cũ, đã sắp xếp từ {short_date(unit.until)}. Có phải “{now}”? Nói về trước đó thì ghi năm."
            yield text.finding(text.starts[at], text.end(last), message, now)


def _is_longer_name(text: RunningText, last: int) -> bool:
    """Does the name go on (phường Thành Tô Hiệu), or count (phường Cát Bi 2)?"""
    gap = text.gap(last)
    return (text.is_joined(last) and text.words[last + 1][0].isupper()) or gap.lstrip(" ")[:1].isdigit()


def _sentence_around(text: RunningText, at: int) -> str:
    """The sentence of the word at `at`, as far as 400 letters on each side."""
    start, end = text.starts[at], text.end(at)
    lead = text.text[max(0, start - 400) : start]
    ends = [match.end() for match in _END.finditer(lead)]
    closing = _END.search(text.text, end, end + 400)
    return lead[ends[-1] if ends else 0 :] + text.text[start : closing.start() if closing else end + 400]


def _is_past(sentence: str, until: dt.date, past: tuple[str, ...]) -> bool:
    words = " ".join(_WORD.findall(sentence.lower()))
    if any(f" {word} " in f" {words} " for word in past):
        return True
    dates = [found.date for found in find_dates(sentence) if found.date]
    years = {int(match[0]) for match in _YEAR.finditer(sentence)}
    # 2025 without a day may be before the change or behind it: that stays silent
    return any(date < until for date in dates) or any(year < until.year or (year == until.year and not dates) for year in years)


RULES: tuple[Rule, ...] = (
    Rule(id="DD01", level=Level.WARNING, title="Không dùng tên đơn vị hành chính cũ như còn tồn tại", check=place_exists),
)
