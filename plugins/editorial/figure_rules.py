"""CT11: figures in the English way, `25.5%` and `1,234,567`; Vietnamese has the two signs the other way round.

A point is also what parts a section (2.1), a version (3.8.1), a day (05.7) and a time (8.30), a comma also what parts a row of rooms:
only a figure with a unit, or one that has a form which nothing else has, is reported.
"""

import functools
import re
from collections.abc import Iterator

from plugins.core.rules import Finding, Level, Rule, Subject
from plugins.editorial.running_text import RunningText, running_text
from plugins.editorial.word_lists import either, words

_SWAPPED = str.maketrans(".,", ",.")
#: nothing that is part of a longer sign: an address, a code, a date, a figure
# (a pattern that begins with a digit is searched three times as fast as one that begins with a look behind it)
_FIRST, _ALONE_BEHIND = r"[0-9](?<![\w.,/:@#].)", r"(?![\w/:@]|[.,-][\w])"
_THOUSANDS = re.compile(rf"{_FIRST}(?<!0)[0-9]{{0,2}}(?:,[0-9]{{3}}){{1,5}}(?:\.[0-9]{{1,4}})?{_ALONE_BEHIND}")
_GROUPS = 2
#: characters in which the word before a figure stands
_BEFORE = 24
_LINE_HEAD = re.compile(r"(?:^|[\n|])[\s>#*_+-]*(?:[0-9a-z]{1,3}[.)] )?[*_]*$")


@functools.cache
def _decimals() -> re.Pattern[str]:
    unit = f"(?P<unit>{either(words('figures', 'decimal', 'units'))})(?![\\w²³])"
    fraction = rf"{_FIRST}(?:(?<=0)\.[0-9]{{1,4}}|(?<!0)[0-9]{{0,5}}\.(?:[0-9]{{1,2}}|[0-9]{{4}}))"
    other = r"(?: ?[-–] ?[0-9]{1,6}[.,][0-9]{1,4})?"
    return re.compile(rf"(?P<figure>{fraction})(?={other} ?{unit})")


@functools.cache
def _list(section: str, key: str) -> frozenset[str]:
    return frozenset(words("figures", section, key))


@functools.cache
def _counted() -> re.Pattern[str]:
    return re.compile(rf" ?{either(words('figures', 'thousands', 'counted'))}(?![\w/])")


def figure_is_vietnamese(subject: Subject) -> Iterator[Finding]:
    """CT11: a point between thousands and a comma before decimals."""
    text = running_text(subject)
    if text is None:
        return
    for match in _decimals().finditer(text.text):
        if _is_decimal(text, match):
            right = match["figure"].translate(_SWAPPED)
            message = f"Số thập phân viết dấu phẩy, không viết dấu chấm: “{right}”."
            yield text.finding(*match.span("figure"), message, right)
    for match in _THOUSANDS.finditer(text.text):
        if _is_thousands(text, match):
            right = match[0].translate(_SWAPPED)
            message = f"Số từ hàng nghìn tách nhóm bằng dấu chấm, phần thập phân sau dấu phẩy: “{right}”."
            yield text.finding(*match.span(), message, right)


def _word_before(text: RunningText, start: int) -> str:
    found = re.search(r"([^\W\d_]+)[ \n:]{1,2}[\"“*_]*$", text.text[max(0, start - _BEFORE) : start])
    return found[1].lower() if found else ""


def _is_decimal(text: RunningText, match: re.Match[str]) -> bool:
    if _word_before(text, match.start()) in _list("decimal", "not_behind"):
        return False
    if match["unit"] in _list("decimal", "certain"):
        return True
    behind = re.match(r" ([^\W\d_]+)", text.text[match.end("unit") : match.end("unit") + _BEFORE])
    if behind and behind[1].lower() in _list("decimal", "not_before"):
        return False
    # “2.1 tỷ …” at the head of a line may be a section
    return not _LINE_HEAD.search(text.text[max(0, match.start() - _BEFORE) : match.start()])


def _is_thousands(text: RunningText, match: re.Match[str]) -> bool:
    figure = match[0]
    if _counted().match(text.text, match.end()):  # "dân số 1,234,567 người" in spite of the word before it
        before = text.text[max(0, match.start() - 2 * _BEFORE) : match.start()].lower()
        return "." in figure or not any(word in before for word in _list("thousands", "averages"))
    if _word_before(text, match.start()) in _list("thousands", "not_behind"):
        return False
    groups = figure.partition(".")[0].split(",")
    # 101,102,103 is a row of rooms; thousands seldom begin with three digits, and often end in naughts
    is_long = len(groups) > _GROUPS and (len(groups[0]) < len(groups[1]) or "000" in groups)
    return is_long or "." in figure


RULES: tuple[Rule, ...] = (
    Rule(id="CT11", level=Level.WARNING, title="Số viết kiểu Việt Nam: 1.234.567 và 25,5%", check=figure_is_vietnamese),
)
