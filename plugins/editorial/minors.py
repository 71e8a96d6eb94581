"""Does a picture show a child who can be known again? What its description, caption and credit say decides.

drawing, or nobody to be known -> no
"học sinh", "các em", "em Lan" -> yes, unless the word belongs to a thing, a place, a day or a grown-up ("phụ huynh học sinh")
"""

import functools
import re

from plugins.editorial.persons import CAPITALS
from plugins.editorial.word_lists import either, words, words_pattern

_BLANK = "[ \u00a0]"
#: before the titles em, bé, cháu these make them words for others: "chị em Phụ nữ", "trẻ em Hải Phòng"
_OTHERS = r"(?<!(?i:chị|anh|trẻ|các|con)[ \u00a0])"
_REACH = 30


@functools.cache
def _titled_child() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_OTHERS}(?i:{either(words('privacy', 'minor', 'titles'))}){_BLANK}[{CAPITALS}]\w+")


@functools.cache
def _thing_before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){either(words('privacy', 'minor', 'things'))}{_BLANK}(?:các{_BLANK}|của{_BLANK})?\Z", re.IGNORECASE)


def shows_minor(said: str) -> bool:
    """Does a picture of which this is said show a child who can be known again?"""
    if any(words_pattern("privacy", "minor", key).search(said) for key in ("drawings", "unknowable")):
        return False
    for match in words_pattern("privacy", "minor", "children").finditer(said):
        if not _thing_before().search(said[max(0, match.start() - _REACH) : match.start()]):
            return True
    return _titled_child().search(said) is not None


def is_surely_seven(said: str) -> bool:
    """Is the child surely seven years old, so that its own consent is asked for too?"""
    return words_pattern("privacy", "minor", "seven_years").search(said) is not None
