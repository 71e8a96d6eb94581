"""Readers of figures: telephone numbers, fractions, numbers with units, and the dashes and slashes between them."""

import functools
import re
from dataclasses import replace

from plugins.documents.spoken_scan import Reader, Said, Scan
from plugins.documents.symbols import load_symbols
from plugins.vietnamese.spoken_numbers import decimal, digits, fraction, grouped, numbered, ordinal, whole

_END = r"(?![0-9]|[.,][0-9])"
_TELEPHONE = re.compile(
    rf"\(?(?P<plus>\+)?\(?(?:0[0-9]{{2,3}}|84|1[89]00)\)?(?:[ .-]?[0-9]{{1,4}}){{1,4}}{_END}|(?P<bare>0[0-9]{{8,10}}){_END}"
)
_SHORT_TELEPHONE = re.compile(rf"[0-9]{{3,8}}(?:[ .][0-9]{{3,4}}){{0,2}}{_END}")
#: behind another number of a telephone: 111, 114, 1022
_SERVICE = re.compile(rf"1(?:1[0-9]|[0-9]{{3}}){_END}")
_PART_OF_TELEPHONE = re.compile("[0-9]+")
#: a row of digits without blanks is said in these groups: network, then the rest
_GROUPS = {10: (4, 3, 3), 11: (4, 4, 3), 9: (3, 3, 3), 8: (4, 4)}
_SLASHED = re.compile(r"[0-9]+(?:/[0-9]+)+(?![0-9]|[.,][0-9])")
_FIGURE = r"[0-9]+(?:\.[0-9]{3})*(?:,[0-9]+)?"
#: 1.866/2.000, 8,5/10
_SLASHED_FIGURES = re.compile(rf"({_FIGURE})/({_FIGURE}){_END}(?!/)")
_RATIO = re.compile(r"([0-9]+):([0-9]+)(?![0-9:])")
_GROUPED = re.compile(rf"([0-9]{{1,3}}(?:\.[0-9]{{3}})+)(?:,([0-9]+))?{_END}")
_ENGLISH = re.compile(rf"[0-9]{{1,3}}(?:,[0-9]{{3}}){{2,}}{_END}")
_DECIMAL = re.compile(rf"([0-9]+),([0-9]+){_END}")
_DOTTED = re.compile(r"[0-9]+(?:\.[0-9]+)+")
_LISTED = re.compile(r"[0-9]+(?:,[0-9]+)+")
_DIGITS = re.compile("[0-9]+")
_TIMES = re.compile(r"\s?[xX]\s?(?=[0-9])")
_BEHIND_ORDINAL = re.compile(r"(?<!\w)thứ\s{1,3}\Z", re.IGNORECASE)
_BEHIND_NUMBER = re.compile(r"(?<!\w)số:?\s{1,3}\Z", re.IGNORECASE)
_AMPERE = re.compile(r"\s?A(?![^\W_])")
#: "120 tr." are pages
_MILLION = re.compile(r"\s?tr(?![\w.])")
_REACH_OF_ELECTRIC = 60
_LONGEST_QUOTATION = 200
_LONGEST_CODE_IN_WORD = 3
_LONGEST_ORDINAL = 3


def read_telephone(scan: Scan) -> Said | None:
    """0225 3829 168, (0225) 3829168, 0912.345.678, +84 912 345 678, 1900 1234; "gọi 113"."""
    match = scan.match(_TELEPHONE)
    if match and _is_telephone(match):
        return _telephone(match)
    if not scan.text[scan.at].isdigit():
        return None
    match = scan.match(_SHORT_TELEPHONE) if scan.is_behind("phone") else scan.match(_SERVICE) if scan.is_of("phone") else None
    # "gọi 300 công dân nhập ngũ"
    is_number = match is not None and scan.vocabulary.counted_at.match(scan.text, match.end()) is None
    return _telephone(match) if match and is_number else None


def _is_telephone(match: re.Match[str]) -> bool:
    count = sum(len(part) for part in _PART_OF_TELEPHONE.findall(match[0]))
    starts = match[0].lstrip("(+")
    if starts.startswith("1"):
        return 8 <= count <= 10
    return 9 <= count <= 12 and (starts.startswith("0") or "+" in match[0])


def _telephone(match: re.Match[str]) -> Said:
    parts = _PART_OF_TELEPHONE.findall(match[0])
    if len(parts) == 1:
        parts = _grouped(parts[0])
    plus = "cộng " if "+" in match[0] else ""
    return Said(match.end(), plus + ", ".join(digits(part) for part in parts), carries="phone")


def _grouped(row: str) -> list[str]:
    parts, at = [], 0
    for length in _GROUPS.get(len(row), (len(row),)):
        parts.append(row[at : at + length])
        at += length
    return parts


def read_slashed(scan: Scan) -> Said | None:
    """3/4, 45/55, 1.866/2.000, 24/24h, 12/34/5 (a house), 1:500."""
    ratio = scan.match(_RATIO)
    if ratio:
        return Said(ratio.end(), f"{whole(ratio[1])} trên {whole(ratio[2])}", is_figure=True)
    match = scan.match(_SLASHED)
    if match is None:
        match = scan.match(_SLASHED_FIGURES)
        return _with_unit(scan, match.end(), f"{_figure(match[1])} trên {_figure(match[2])}") if match else None
    parts = match[0].split("/")
    is_ratio = scan.is_of("ratio")
    if len(parts) == 2 and not scan.is_behind("house"):
        said = _with_unit(scan, match.end(), _ratio(*parts) if is_ratio or "0" in (parts[0][0], parts[1][0]) else fraction(*parts))
        return replace(said, carries="ratio" if is_ratio else "")
    return Said(match.end(), " trên ".join(map(whole, parts)), is_figure=True)


def _ratio(first: str, second: str) -> str:
    return f"{whole(first)} trên {whole(second)}"


def _figure(written: str) -> str:
    integer, _, behind = written.partition(",")
    return grouped(integer.split("."), behind)


def read_number(scan: Scan) -> Said | None:
    """A number as Vietnamese texts write it, with what it counts: 1.234.567; 39,99 km²; 25,5%; 05; 2.2."""
    end, words = _number(scan)
    times = _TIMES.match(scan.text, end)
    if times:
        return Said(times.end(), f"{words} nhân", is_figure=True)
    return _with_unit(scan, end, words)


def _with_unit(scan: Scan, end: int, words: str) -> Said:
    unit = scan.vocabulary.unit_at.match(scan.text, end)
    if unit is None:
        return _with_mark(scan, end, words)
    return Said(unit.end(), f"{words} {scan.vocabulary.units[unit['wide'] or unit['close']]}", is_figure=True)


def _with_mark(scan: Scan, end: int, words: str) -> Said:
    """45' and 30", where they close no quotation; 16 A among words of electricity; 1,2 tr/tháng."""
    units, mark = scan.vocabulary.units, scan.follows(end)
    if mark and mark in scan.vocabulary.marks_of_time and not _closes(scan, mark) and not scan.follows(end + 1).isalnum():
        return Said(end + 1, f"{words} {scan.vocabulary.marks_of_time[mark]}", is_figure=True)
    ampere = _AMPERE.match(scan.text, end)
    if ampere and scan.vocabulary.electric.search(scan.before(_REACH_OF_ELECTRIC)):
        return Said(ampere.end(), f"{words} {units['mA'].removeprefix('mi-li-')}", is_figure=True)
    million = _MILLION.match(scan.text, end)
    return Said(million.end(), f"{words} {units['tr']}", is_figure=True) if million else Said(end, words, is_figure=True)


def _closes(scan: Scan, mark: str) -> bool:
    """May this be the end of a quotation that began on the same line?"""
    line = scan.before(_LONGEST_QUOTATION).rpartition("\n")[2]
    return re.search(rf"(?:^|[\s(\[:,]){mark}(?=\S)", line) is not None


def _number(scan: Scan) -> tuple[int, str]:
    if match := scan.match(_GROUPED):
        return match.end(), grouped(match[1].split("."), match[2] or "")
    if match := scan.match(_ENGLISH):
        return match.end(), grouped(match[0].split(","))
    if match := scan.match(_DECIMAL):
        return match.end(), decimal(match[1], match[2])
    if match := scan.match(_DOTTED):
        return match.end(), " chấm ".join(map(whole, match[0].split(".")))
    if match := scan.match(_LISTED):
        return match.end(), ", ".join(map(whole, match[0].split(",")))
    return _row(scan)


def _row(scan: Scan) -> tuple[int, str]:
    """Digits without signs."""
    row = scan.text[scan.at : scan.end_of(_DIGITS)]
    end, before = scan.at + len(row), scan.before()
    if _BEHIND_ORDINAL.search(before) and len(row) <= _LONGEST_ORDINAL:
        return end, ordinal(int(row))
    if before[-1:].isalpha() and len(row) > _LONGEST_CODE_IN_WORD:
        return end, digits(row)
    is_name = _BEHIND_NUMBER.search(before) or _ends_with_kind(before)
    return end, numbered(row) if is_name else whole(row)


def _ends_with_kind(before: str) -> bool:
    return before[-1:].isspace() and before.rstrip().lower().endswith(_kinds())


@functools.cache
def _kinds() -> tuple[str, ...]:
    return tuple(name.lower() for names in load_symbols().kinds.values() for name in names)


#: in this order, behind telephones and dates
READERS: tuple[Reader, ...] = (read_slashed, read_number)
