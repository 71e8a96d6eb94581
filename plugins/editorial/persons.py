"""Where a text names a person: a title with a name (ông Nguyễn Văn A), or a family name with two more (Nguyễn Văn A).

No list of names can be whole, and streets, schools and prizes bear names too: so a person here is a sign that counts only
beside another one, such as a telephone number.
"""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from plugins.editorial.word_lists import either, words
from plugins.vietnamese.letters import CAPITAL

_BLANK = "[ \u00a0]"
CAPITALS = f"A-Z{CAPITAL}"
_NAME_REACH = 30
#: syllables of a title and a name; a family name with two more is somebody
_LONGEST_BRAND = 3
#: before the title "em" these make it a word for people in general
_GENERAL = re.compile(r"(?:trẻ|chị|anh|các|đàn)[ \u00a0]\Z", re.IGNORECASE)
#: two small letters or digits before the sign: "TP. Hải Phòng" and "ĐT. 0912" go on
_SENTENCE_END = re.compile(rf"(?<=[^\W_{CAPITALS}][^\W_{CAPITALS}])[.!?…]+{_BLANK}")
#: what stands before a number or a date that a label announces: "- Điện thoại: "
_LABEL = re.compile(r"[\s\-*+|:>]*(?:[^.!?…\n:|]{1,30}[:|][\s|:*]*)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person in a text; offsets, `end` behind the first syllables of the name."""

    start: int
    end: int


@functools.cache
def _pattern() -> re.Pattern[str]:
    titles, families = either(words("privacy", "person", "titles")), either(words("privacy", "person", "family_names"))
    others = either(words("privacy", "person", "not_persons"))
    name = rf"[{CAPITALS}]\w*(?:{_BLANK}[{CAPITALS}]\w*){{0,4}}"
    family = rf"{families}(?:{_BLANK}[{CAPITALS}]\w*){{2,4}}"
    return re.compile(
        rf"(?<!\w)(?!{others}(?!\w))(?:(?P<title>(?i:{titles})){_BLANK}{{1,2}}(?={family}|{name}){name}|(?P<bare>{family}))(?!\w)"
    )


@functools.cache
def _named_things() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){either(words('privacy', 'person', 'named_things'))}{_BLANK}\Z", re.IGNORECASE)


@functools.cache
def _person_before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){either(words('privacy', 'person', 'before_persons'))}{_BLANK}\Z", re.IGNORECASE)


def _is_brand(title: str, named: str, before: str) -> bool:
    """ "Tiệm bánh Bà Lan": a title with a capital right behind another word is part of a name, but not before a full name."""
    if (
        len(named.split()) > _LONGEST_BRAND
        or title not in words("privacy", "person", "brand_titles")
        or not before[-1:].isspace()
        or not before[-2:-1].isalnum()
    ):
        return False
    return before[-1] != "\n" and not _person_before().search(before)


def persons(text: str) -> Iterator[Person]:
    """Every person that `text` (some sentences at most) names."""
    for match in _pattern().finditer(text):
        before = text[max(0, match.start() - _NAME_REACH) : match.start()]
        is_thing = match["bare"] and _named_things().search(before)
        is_general = match["title"] and match["title"].lower() == "em" and _GENERAL.search(before)
        is_brand = match["title"] and _is_brand(match["title"], match[0], before)
        if not is_thing and not is_general and not is_brand:
            yield Person(start=match.start(), end=match.end())


def sentence_before(text: str, start: int, reach: int) -> str:
    """What stands before `start` in its sentence, at most `reach` characters.

    Behind a mere label ("- Điện thoại: ") the line before belongs to it: that line says whose it is.
    """
    begin = _line_start(text, start, reach)
    if begin > 0 and text[begin - 1] == "\n" and _LABEL.fullmatch(text, begin, start):
        above = text[max(0, begin - reach) : begin]
        begin = _line_start(text, begin - len(above) + len(above.rstrip()), reach)
    window = text[begin:start]
    ends = [match.end() for match in _SENTENCE_END.finditer(window)]
    return window[ends[-1] :] if ends else window


def _line_start(text: str, at: int, reach: int) -> int:
    """Where the line of `at` begins, at most `reach` characters before."""
    nearest = max(0, at - reach)
    return max(text.rfind("\n", nearest, at) + 1, nearest)


def sentence_after(text: str, end: int, reach: int) -> str:
    """What stands behind `end` in its sentence and line, at most `reach` characters."""
    window = text[end : end + reach].partition("\n")[0]
    match = _SENTENCE_END.search(window)
    return window[: match.start()] if match else window
