"""Facts about a person that a text must not tell: identity numbers, private telephones, birthdays (homes: private_homes).

Each search begins at a sign that most texts do not have (digits in a row, "sinh ngày 05/7/1990") and then asks
what stands around it. Precision first: a number, an address or a date counts only beside a person, or where the words leave
no other reading; offices are public, and so is history. Offsets are those of the text, which is NFC.
"""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from plugins.editorial.persons import CAPITALS, Person, persons, sentence_after, sentence_before
from plugins.editorial.word_lists import either, table, words, words_pattern

_BLANK = "[ \u00a0]"
#: provinces in the numbers of identity cards: 001 to 096
_PROVINCE = r"0(?:0[1-9]|[1-8][0-9]|9[0-6])"
# What must not stand before a number, since it makes the number part of an id, an address or an amount: looked at behind the
# first letter of the pattern, so that the engine can skip to that letter.
_NOT_INSIDE = r"(?<![\w.,/#=@+-].)"
_NOT_BEHIND = r"(?![\w/@=]|[.,-][0-9])"
#: 9 to 12 digits, in a row or grouped
_IDENTITY = re.compile(rf"[0-9]{_NOT_INSIDE}(?:{_BLANK}?\.?[0-9]){{8,11}}{_NOT_BEHIND}")
_PLAIN_IDENTITY = re.compile(rf"{_PROVINCE}[0-9]{{9}}")
#: mobile numbers of Vietnam: 03, 05, 07, 08, 09 and eight digits; landlines (02…) belong to offices and houses alike
_MOBILE = re.compile(rf"[0+8]{_NOT_INSIDE}(?:(?<=0)|(?<=8)4[ .\u00a0]?|(?<=\+)84[ .\u00a0]?)[35789](?:[ .\u00a0-]?[0-9]){{8}}{_NOT_BEHIND}")
_DAY = rf"[0-9]{{1,2}}(?:[/.-][0-9]{{1,2}}[/.-]|{_BLANK}tháng{_BLANK}[0-9]{{1,2}}{_BLANK}năm{_BLANK})(?P<year>[12][0-9]{{3}})(?![0-9])"
_BIRTHDAY = re.compile(
    rf"(?<!\w)(?:sinh(?:{_BLANK}ngày)?|ngày{_BLANK}sinh|ngày,?{_BLANK}tháng,?{_BLANK}năm{_BLANK}sinh)"
    rf"[ \u00a0:*|]{{0,4}}(?:ngày{_BLANK})?{_DAY}",
    re.IGNORECASE,
)
_BIRTH_YEAR = re.compile(rf"(?<!\w)(?:sinh{_BLANK}năm|năm{_BLANK}sinh|sn)[ \u00a0:*|]{{0,4}}(?P<year>[12][0-9]{{3}})(?!\w)", re.IGNORECASE)
_NUMBER_OF_BIRTH = re.compile(rf"(?:{_BLANK}(?:ngày|năm))?[  :*|]{{0,4}}(?:ngày{_BLANK})?[0-9]", re.IGNORECASE)
_BIRTHS = ("sinh", "Sinh", "SINH", "SN")
#: characters from "sinh" back to the beginning of "ngày, tháng, năm sinh", and on to the end of "sinh ngày: ngày 05 tháng 07 năm 1990"
_BEFORE_BIRTH, _BEHIND_BIRTH = 20, 80
_LINE_LABEL = re.compile(r"(?:^|\n)[\s\-*+|:>]*\Z")

#: in every telephone or identity number; most texts have none, and are looked through once instead of twice
_LONG_NUMBER = re.compile("[0-9](?:[ . -]{0,2}[0-9]){8}")

#: characters around a sign that are looked at
REACH, NEAR, _OFFICE_REACH = 120, 40, 40

#: signs of one kind that are looked at in a text; an honest one has a dozen, and a list of thousands shows itself at its start
MOST = 5000


class Fact(StrEnum):
    """What kind of private fact; the value is the list of `[scope]` that covers it, but for IDENTITY, which nothing covers."""

    IDENTITY = "identity"
    PHONE = "phone"
    HOME = "home"
    BIRTH = "birth"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateFact:
    """A private fact, by its offsets in the text."""

    fact: Fact
    start: int
    end: int


def _says(key: str, text: str, section: str = "phone") -> re.Match[str] | None:
    return words_pattern("privacy", section, key).search(text)


@functools.lru_cache(maxsize=4)  # both searches for numbers ask the same
def _has_long_number(text: str) -> bool:
    return _LONG_NUMBER.search(text) is not None


def identity_numbers(text: str) -> Iterator[PrivateFact]:
    """Twelve digits that begin like an identity card, and nine to twelve digits that a word announces as one."""
    for match in islice(_IDENTITY.finditer(text), MOST if _has_long_number(text) else 0):
        digits = sum(letter.isdigit() for letter in match[0])
        if digits not in (9, 12):
            continue
        before = sentence_before(text, match.start(), NEAR)
        is_one = bool(_says("announcing", before, "identity"))
        if is_one or (_PLAIN_IDENTITY.fullmatch(match[0]) and not _says("other_numbers", before, "identity")):
            yield PrivateFact(fact=Fact.IDENTITY, start=match.start(), end=match.end())


def private_phones(text: str) -> Iterator[PrivateFact]:
    """Mobile numbers that belong to a person; never a landline, a hotline or the number of an office."""
    for match in islice(_MOBILE.finditer(text), MOST if _has_long_number(text) else 0):
        before, after = sentence_before(text, match.start(), REACH), sentence_after(text, match.end(), REACH)
        if _is_of_somebody(before, after) and not _is_public_phone(before, after):
            yield PrivateFact(fact=Fact.PHONE, start=match.start(), end=match.end())


def _is_public_phone(before: str, after: str) -> bool:
    if _says("other_numbers", before[-NEAR:]) or _says("duty", before) or _says("duty", after[:NEAR]):
        return True
    if _says("warnings", before) or _says("warnings", after):
        return True
    return _is_of_office(before) or bool(_office_behind().match(after))


@functools.cache
def _office_behind() -> re.Pattern[str]:
    """ "… của Công an phường", "(Văn phòng UBND)"."""
    return re.compile(
        rf"[\s(,–-]{{0,3}}(?:(?:của|thuộc|là số của){_BLANK})?{either(words('privacy', 'phone', 'offices'))}(?!\w)", re.IGNORECASE
    )


def _is_of_office(before: str) -> bool:
    """Does an office stand nearer than any person, and not as the place of somebody's post?"""
    offices = list(words_pattern("privacy", "phone", "offices").finditer(before))
    if not offices or len(before) - offices[-1].end() > _OFFICE_REACH:
        return False
    people = list(persons(before))
    since = before[people[-1].end if people else 0 :]
    return not _says("posts", since)


def _is_of_somebody(before: str, after: str) -> bool:
    if any(True for _ in persons(before)) or _person_behind(after):
        return True
    is_asked = _says("asks", before[-NEAR:]) and not _says("businesses", before, "home")
    return bool(is_asked) and not _says("offices", before) and not _says("offices", after)


_OPENS_PERSON = re.compile(r"\s*(?:[(|–-]\s*)?(?:(?:gặp|của|hỏi|anh chị gặp)\s+)?")


def _person_behind(after: str) -> bool:
    """ "0912… (gặp ông A)"; behind a comma another sentence may begin."""
    begin = _OPENS_PERSON.match(after)
    return begin is not None and begin.end() > 0 and any(person.start == begin.end() for person in persons(after))


def birthdays(text: str) -> Iterator[PrivateFact]:
    """The day of birth of a person or behind a label, the year of birth beside a person; never of history or public office."""
    for start, end in _around_births(text):
        for pattern in (_BIRTHDAY, _BIRTH_YEAR):
            match = pattern.search(text, start, end)
            if (
                match
                and int(match["year"]) >= table("privacy")["birth"]["first_year"]
                and _is_birth(text, match, is_day=pattern is _BIRTHDAY)
            ):
                yield PrivateFact(fact=Fact.BIRTH, start=match.start(), end=match.end())


def _around_births(text: str) -> Iterator[tuple[int, int]]:
    """Where to look: around each "sinh". The patterns ignore capitals, and would take a tenth of a millisecond for a whole text."""
    for spelling in _BIRTHS:
        at, known = text.find(spelling), 0
        for _ in range(MOST):
            if at < 0:
                break
            if _NUMBER_OF_BIRTH.match(text, at + len(spelling)):  # of "học sinh" and "vệ sinh" nothing more is asked
                yield max(known, at - _BEFORE_BIRTH), at + _BEHIND_BIRTH
            known = at + len(spelling)
            at = text.find(spelling, known)


_ENDS_WITH_WORD = re.compile(rf"(?<!\w)[^\W\d_{CAPITALS}]\w*{_BLANK}*\Z")


def _is_compound(before: str) -> bool:
    """ "học sinh năm 2026", "hy sinh ngày": behind a word in small letters that is no title, "sinh" is the end of another word."""
    word = _ENDS_WITH_WORD.search(before)
    return word is not None and not words_pattern("privacy", "person", "titles").fullmatch(word[0].strip())


def _is_bare(said: str) -> bool:
    """ "sinh 05/7/1990", "SN 1990": without "ngày" or "năm" it must stand right behind the person."""
    return not any(word in said.lower() for word in ("ngày", "năm"))


_RIGHT_BEHIND = re.compile(r"[ \u00a0,(–-]{0,4}\Z")
_ONE_LETTER = re.compile(rf"\S+{_BLANK}{{1,2}}[{CAPITALS}]")


def _is_somebody(before: str, person: Person, is_day: bool, is_near: bool) -> bool:
    """Is it somebody whom a reader can know? "Bà A" is nobody, and "Nguyễn Văn M." with a year is made unknowable."""
    if _ONE_LETTER.fullmatch(before, person.start, person.end) or (is_near and not _RIGHT_BEHIND.match(before, person.end)):
        return False
    is_shortened = before[person.end - 2 : person.end - 1].isspace() and before.startswith(".", person.end)
    return is_day or not is_shortened


def _is_birth(text: str, match: re.Match[str], is_day: bool) -> bool:
    if match[0][0] in "sS" and _is_compound(text[max(0, match.start() - NEAR) : match.start()]):
        return False
    before, after = sentence_before(text, match.start(), REACH), sentence_after(text, match.end(), REACH)
    is_labelled = is_day and _LINE_LABEL.search(text[max(0, match.start() - NEAR) : match.start()])
    is_near = _is_bare(match[0])
    if not (is_labelled and not is_near) and not any(_is_somebody(before, person, is_day, is_near) for person in persons(before)):
        return False
    return not any(_says(key, beside, "birth") for key in ("public_lives", "examples") for beside in (before, after))
