"""Facts about a person that a text must not tell: identity numbers, private telephones, homes, birthdays.

Each search begins at a sign that most texts do not have (digits in a row, "số nhà 12", "sinh ngày 05/7/1990") and then asks
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
_HOUSE_NUMBER = r"[0-9]{1,4}[A-Za-z]?(?:[/-][0-9]{1,4}[A-Za-z]?){0,3}"
#: with its name or number: "đường bộ" is no street
_WAY = rf"(?:ngõ|ngách|hẻm|kiệt|đường|phố){_BLANK}(?:số{_BLANK})?[{CAPITALS}0-9]"
#: "số nhà 12", "nhà số 12", "số 12 ngõ 34", "số 12, đường Lê Lợi"
_HOUSE = re.compile(rf"ố(?<=[Ss]ố){_BLANK}(?P<house>nhà[ \u00a0:]{{1,2}})?{_HOUSE_NUMBER}(?![\w/.-])(?P<way>,?{_BLANK}{_WAY})?")
_NOT_A_STREET = r"(?!(?:Tổ|Phường|Xã|Thôn|Khu|Quận|Huyện|Thành|Tỉnh|Hộ|Nhà|Năm|Ngày)(?!\w))"
#: a house right behind a word of living: "trú tại 25 Lê Lợi"
_DIRECT_HOUSE = re.compile(
    rf"[ \u00a0:]{{0,3}}(?:(?:tại|ở|là)[ \u00a0:]{{1,2}})?(?:số{_BLANK})?"
    rf"{_HOUSE_NUMBER}[ \u00a0,]{{1,2}}(?:{_WAY}|{_NOT_A_STREET}[{CAPITALS}])"
)
_LIVING_SIGNS = ("trú", "i ở", "ỗ ở", "riêng", "khẩu", "HKTT", "chỉ nhà", "ở tại", "sống tại")
_DAY = rf"[0-9]{{1,2}}(?:[/.-][0-9]{{1,2}}[/.-]|{_BLANK}tháng{_BLANK}[0-9]{{1,2}}{_BLANK}năm{_BLANK})(?P<year>[12][0-9]{{3}})(?![0-9])"
_BIRTHDAY = re.compile(
    rf"(?<!\w)(?:sinh{_BLANK}ngày|ngày{_BLANK}sinh|ngày,?{_BLANK}tháng,?{_BLANK}năm{_BLANK}sinh)[ \u00a0:*|]{{0,4}}(?:ngày{_BLANK})?{_DAY}",
    re.IGNORECASE,
)
_BIRTH_YEAR = re.compile(rf"(?<!\w)(?:sinh{_BLANK}năm|năm{_BLANK}sinh)[ \u00a0:*|]{{0,4}}(?P<year>[12][0-9]{{3}})(?!\w)", re.IGNORECASE)
_NUMBER_OF_BIRTH = re.compile(rf"(?:{_BLANK}(?:ngày|năm))?[  :*|]{{0,4}}(?:ngày{_BLANK})?[0-9]", re.IGNORECASE)
_BIRTHS = ("sinh", "Sinh", "SINH")
#: characters from "sinh" back to the beginning of "ngày, tháng, năm sinh", and on to the end of "sinh ngày: ngày 05 tháng 07 năm 1990"
_BEFORE_BIRTH, _BEHIND_BIRTH = 20, 80
_LINE_LABEL = re.compile(r"(?:^|\n)[\s\-*+|:>]*\Z")

#: in every telephone or identity number; most texts have none, and are looked through once instead of twice
_LONG_NUMBER = re.compile("[0-9](?:[ . -]{0,2}[0-9]){8}")

#: characters around a sign that are looked at
_REACH, _NEAR, _OFFICE_REACH, _HOME_REACH = 120, 40, 40, 60

#: signs of one kind that are looked at in a text; an honest one has a dozen, and a list of thousands shows itself at its start
_MOST = 5000


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
    for match in islice(_IDENTITY.finditer(text), _MOST if _has_long_number(text) else 0):
        digits = sum(letter.isdigit() for letter in match[0])
        if digits not in (9, 12):
            continue
        before = sentence_before(text, match.start(), _NEAR)
        is_one = bool(_says("announcing", before, "identity"))
        if is_one or (_PLAIN_IDENTITY.fullmatch(match[0]) and not _says("other_numbers", before, "identity")):
            yield PrivateFact(fact=Fact.IDENTITY, start=match.start(), end=match.end())


def private_phones(text: str) -> Iterator[PrivateFact]:
    """Mobile numbers that belong to a person; never a landline, a hotline or the number of an office."""
    for match in islice(_MOBILE.finditer(text), _MOST if _has_long_number(text) else 0):
        before, after = sentence_before(text, match.start(), _REACH), sentence_after(text, match.end(), _REACH)
        if _is_of_somebody(before, after) and not _is_public_phone(before, after):
            yield PrivateFact(fact=Fact.PHONE, start=match.start(), end=match.end())


def _is_public_phone(before: str, after: str) -> bool:
    if _says("other_numbers", before[-_NEAR:]) or _says("duty", before) or _says("duty", after[:_NEAR]):
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
    return bool(_says("asks", before[-_NEAR:])) and not _says("offices", before) and not _says("offices", after)


_OPENS_PERSON = re.compile(r"\s*(?:[(|–-]\s*)?(?:(?:gặp|của|hỏi|anh chị gặp)\s+)?")


def _person_behind(after: str) -> bool:
    """ "0912… (gặp ông A)"; behind a comma another sentence may begin."""
    begin = _OPENS_PERSON.match(after)
    return begin is not None and begin.end() > 0 and any(person.start == begin.end() for person in persons(after))


def homes(text: str) -> Iterator[PrivateFact]:
    """A house number beside a person, or behind a word of living; never the house of an office."""
    for match in islice(_HOUSE.finditer(text), _MOST):
        start = match.start() - 1
        is_house = match["house"] or match["way"] or text[max(0, start - 4) : start].lower() == "nhà "
        if is_house and _is_home(sentence_before(text, start, _REACH)):
            yield PrivateFact(fact=Fact.HOME, start=start, end=match.end())
    if any(sign in text for sign in _LIVING_SIGNS):
        for match in islice(words_pattern("privacy", "home", "lives").finditer(text), _MOST):
            house = _DIRECT_HOUSE.match(text, match.end())
            if house and not _HOUSE.search(text, match.end(), house.end() + 1):
                yield PrivateFact(fact=Fact.HOME, start=match.start(), end=house.end())


@functools.cache
def _on_the_way() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){either(words('privacy', 'home', 'beside'))}[ \u00a0(]{{1,2}}(?:nhà{_BLANK})?\Z", re.IGNORECASE)


@functools.cache
def _shops() -> re.Pattern[str]:
    shops, of_whom = either(words("privacy", "home", "businesses")), either(words("privacy", "home", "of_whom"))
    return re.compile(rf"(?<!\w){shops}{_BLANK}(?:{of_whom}{_BLANK}){{0,2}}\Z", re.IGNORECASE)


def _is_home(before: str) -> bool:
    """Does what stands before a house number make it somebody's home?"""
    if before.lower().endswith("nhà "):  # "nhà số 12"
        before = before[:-4]
    if _on_the_way().search(before):
        return False
    near = before[-_HOME_REACH:]
    lives = list(words_pattern("privacy", "home", "lives").finditer(near))
    people: list[Person] = list(persons(near))
    start = max([sign.end() for sign in lives] + [person.end for person in people], default=-1)
    if start < 0 or _says("public_places", near[start:], "home"):
        return False
    return bool(lives) or not _shops().search(near[: people[-1].start])


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
        for _ in range(_MOST):
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


def _is_birth(text: str, match: re.Match[str], is_day: bool) -> bool:
    if match[0][0] in "sS" and _is_compound(text[max(0, match.start() - _NEAR) : match.start()]):
        return False
    before, after = sentence_before(text, match.start(), _REACH), sentence_after(text, match.end(), _REACH)
    is_labelled = is_day and _LINE_LABEL.search(text[max(0, match.start() - _NEAR) : match.start()])
    if not is_labelled and not any(True for _ in persons(before)):
        return False
    return not _says("public_lives", before, "birth") and not _says("public_lives", after, "birth")
