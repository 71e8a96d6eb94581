"""What editors type before a paragraph to say where it stands: "Chương I", "I.", "1.", "1.1.", "a)", "-"."""

import re
from dataclasses import dataclass
from enum import IntEnum

from plugins.editorial.word.words import is_capital


class Kind(IntEnum):
    """Kinds of labels. The order is that of an administrative document: a part holds chapters, I. holds 1., 1. holds a)."""

    PART = 11
    CHAPTER = 12
    SECTION = 13
    LETTER = 14
    ROMAN = 15
    ARTICLE = 16
    NUMBER = 17
    SUB_NUMBER = 18
    SMALL_LETTER = 19
    BULLET = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label, as it was written."""

    kind: Kind
    #: without blanks around; of a bullet the sign
    text: str
    #: 3 of "3." and "III."; 0 where it does not count
    value: int = 0
    #: characters of the text that it takes, blanks behind included
    length: int = 0


_ORDINAL = r"(?:thứ\s+\w+|[IVXLC]+|[0-9]{1,3})"
_ANNOUNCED = re.compile(
    rf"(?P<label>(?:(?P<part>phần|phụ\s+lục)(?:\s+{_ORDINAL})?|(?P<chapter>chương)\s+{_ORDINAL}|(?P<section>mục)\s+{_ORDINAL}"
    rf"|(?P<article>điều)\s+[0-9]{{1,3}}[a-zđ]?))\s*(?P<end>[.:](?![0-9])|[-–]\s|$|\s)\s*",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"(?P<label>(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3}))(?:\s?[.)/](?:\s+|(?=[^\W\d_]{2}))|\s?[-–:]\s+)(?=\S)")
_LETTER = re.compile(r"(?P<label>[A-HKL])\s?[.)/]\s+(?=\S)")
_NUMBER = re.compile(r"(?P<label>[0-9]{1,3})(?:\s?[.)]\s*(?=[^\W\d_]|[\"“‘(])|\s?/\s+(?=\S)|\s?[-–]\s+(?=[^\W\d_]))")
_SUB_NUMBER = re.compile(r"(?P<label>[0-9]{1,2}(?:\.[0-9]{1,2}){1,3})(?:[.)]\s*(?=[^\W\d_]|[\"“(])|\s+(?=[^\W\d_a-z]))")
_SMALL = re.compile(r"(?P<label>[a-zđ])(?:\s?\)\s*|\s?[./]\s+)(?=\S)")
#: "+ 3% so với" is a sum, not an item
_BULLET = re.compile(r"(?!\+\s*[0-9][0-9.,]*\s*%)(?P<label>[-–—−+*•●○▪■◦◻➢❖❑✓☑→⇨·])(?:\s+(?=\S)|(?=[^\W\d_]))")
_ROMAN_VALUE = {"I": 1, "V": 5, "X": 10}
_FORMS = (
    (Kind.ROMAN, _ROMAN),
    (Kind.LETTER, _LETTER),
    (Kind.SUB_NUMBER, _SUB_NUMBER),
    (Kind.NUMBER, _NUMBER),
    (Kind.SMALL_LETTER, _SMALL),
    (Kind.BULLET, _BULLET),
)
_FIRST = re.compile(r"[\w\-–—−+*•●○▪■◦◻➢❖❑✓☑→⇨·]")


def read_label(text: str) -> Label | None:
    """The label at the beginning of `text`, which begins with no blank; None when there is none."""
    if not _FIRST.match(text):
        return None
    announced = _ANNOUNCED.match(text)
    if announced and (announced["end"].strip() or announced.end() == len(text) or is_capital(text)):
        name = next(name for name in ("part", "chapter", "section", "article") if announced[name])
        return Label(kind=Kind[name.upper()], text=text[: announced.end()].strip(" –-"), length=announced.end())
    for kind, form in _FORMS:
        match = form.match(text)
        if match:
            return Label(kind=kind, text=text[: match.end()].strip(), value=_value(kind, match["label"]), length=match.end())
    return None


def _value(kind: Kind, label: str) -> int:
    if kind is Kind.NUMBER:
        return int(label)
    if kind is not Kind.ROMAN:
        return 0
    values = [_ROMAN_VALUE[letter] for letter in label]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
