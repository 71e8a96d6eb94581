"""Where a text tells the home of a person: a house number beside somebody, or behind a word of living.

house number -> has "số" here another owner (tổ dân phố số 5)? -> who or what stands before it in the sentence?
"""

import functools
import re
from collections.abc import Iterator
from itertools import islice

from plugins.editorial.persons import CAPITALS, Person, persons, sentence_before
from plugins.editorial.private_facts import MOST, NEAR, REACH, Fact, PrivateFact
from plugins.editorial.word_lists import either, words, words_pattern

_BLANK = "[ \u00a0]"
_HOUSE_NUMBER = r"[0-9]{1,4}[A-Za-z]?(?:[/-][0-9]{1,4}[A-Za-z]?){0,3}"
#: with its name or number: "đường bộ" is no street
_WAY = rf"(?:ngõ|ngách|hẻm|kiệt|đường|phố){_BLANK}(?:số{_BLANK})?[{CAPITALS}0-9]"
#: "số nhà 12", "nhà số 12", "số 12 ngõ 34", "số 12, đường Lê Lợi"
_HOUSE = re.compile(rf"ố(?<=[Ss]ố){_BLANK}(?P<house>nhà[ \u00a0:]{{1,2}})?{_HOUSE_NUMBER}(?![\w/.-])(?P<way>,?{_BLANK}{_WAY})?")
_NOT_A_STREET = r"(?!(?:Tổ|Phường|Xã|Thôn|Khu|Quận|Huyện|Thành|Tỉnh|Hộ|Nhà|Năm|Ngày|Tầng)(?!\w))"
#: a house right behind a word of living: "trú tại 25 Lê Lợi"
_DIRECT_HOUSE = re.compile(
    rf"[ \u00a0:]{{0,3}}(?:(?:tại|ở|là)[ \u00a0:]{{1,2}})?(?:số{_BLANK})?"
    rf"{_HOUSE_NUMBER}[ \u00a0,]{{1,2}}(?:{_WAY}|{_NOT_A_STREET}[{CAPITALS}])"
)
_LIVING_SIGNS = ("trú", "i ở", "ỗ ở", "riêng", "khẩu", "HKTT", "chỉ nhà", "ở tại", "sống tại")

#: characters before a house number in which its person stands
_HOME_REACH = 60


def homes(text: str) -> Iterator[PrivateFact]:
    """A house number beside a person, or behind a word of living; never the house of an office."""
    for match in islice(_HOUSE.finditer(text), MOST):
        start = match.start() - 1
        is_house = match["house"] or match["way"] or text[max(0, start - 4) : start].lower() == "nhà "
        if is_house and _is_home(sentence_before(text, start, REACH), is_number=not match["house"]):
            yield PrivateFact(fact=Fact.HOME, start=start, end=match.end())
    if any(sign in text for sign in _LIVING_SIGNS):
        for match in islice(words_pattern("privacy", "home", "lives").finditer(text), MOST):
            house = _DIRECT_HOUSE.match(text, match.end())
            if house and not _HOUSE.search(text, match.end(), house.end() + 1):
                yield PrivateFact(fact=Fact.HOME, start=match.start(), end=house.end())


@functools.cache
def _on_the_way() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){either(words('privacy', 'home', 'beside'))}[ \u00a0(]{{1,2}}(?:nhà{_BLANK})?\Z", re.IGNORECASE)


@functools.cache
def _shops() -> re.Pattern[str]:
    shops = either((*words("privacy", "home", "businesses"), *words("privacy", "home", "memorials")))
    of_whom, owned_by = (either(words("privacy", "home", key)) for key in ("of_whom", "owned_by"))
    name = rf"(?:{_BLANK}[\w-]+){{1,4}}?{_BLANK}{owned_by}"
    return re.compile(rf"(?<!\w){shops}(?:{name})?{_BLANK}(?:{of_whom}{_BLANK}){{0,2}}\Z", re.IGNORECASE)


@functools.cache
def _numbered() -> re.Pattern[str]:
    """What has a number of its own: "tổ dân phố (số 7)", "Chi hội phụ nữ (số 5)"."""
    things, groups, ends = (either(words("privacy", "home", key)) for key in ("numbered", "numbered_groups", "ends_group"))
    return re.compile(rf"(?<!\w)(?:{things}|{groups}(?:{_BLANK}(?!{ends}(?!\w))[^\W\d_]+){{0,3}}){_BLANK}\Z", re.IGNORECASE)


def _is_home(before: str, is_number: bool) -> bool:
    """Does what stands before a house number make it somebody's home?"""
    if before.lower().endswith("nhà "):  # "nhà số 12"
        before = before[:-4]
    elif is_number and _numbered().search(before[-NEAR:]):
        return False
    if _on_the_way().search(before):
        return False
    near = before[-_HOME_REACH:]
    lives = list(words_pattern("privacy", "home", "lives").finditer(near))
    people: list[Person] = list(persons(near))
    start = max([sign.end() for sign in lives] + [person.end for person in people], default=-1)
    if start < 0 or words_pattern("privacy", "home", "public_places").search(near[start:]):
        return False
    if lives:
        return True
    if words_pattern("privacy", "home", "tells").search(near[start:]):
        return False
    return not _shops().search(before[: len(before) - len(near) + people[-1].start])
