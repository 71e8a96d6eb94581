"""Readers of signs that letters and digits make together: codes, plates of cars, milestones, sums in short: 15A-123.45, Km12+500, 5tr5."""

import re

from plugins.documents.spoken_scan import Reader, Said, Scan
from plugins.vietnamese.spoken_numbers import cardinal, digits, whole

#: a row of capitals and digits with both, or with hyphens: H24-260301-0001
_CODE = re.compile(r"(?=[A-ZĐ0-9.-]{0,30}[0-9])[A-ZĐ0-9]{1,20}(?:[.-][A-ZĐ0-9]{1,20}){0,5}(?![^\W_]|[-/][^\W_])")
_PIECE = re.compile("[0-9]+|[A-ZĐ]+")
_PLATE = re.compile(r"([0-9]{2})([A-ZĐ]{1,2})([0-9]?)-([0-9]{3}\.[0-9]{2}|[0-9]{4,5})(?![^\W_])")
_MILESTONE = re.compile(r"(?!km2(?![0-9+]))[Kk][Mm]\s?(?=[0-9])")
_MONTHS_OF_YEAR = re.compile(r"([0-9]{1,2})T/((?:19|20)[0-9]{2})(?![\w/])")
_MILLIONS = re.compile(r"([0-9]{1,4})tr([0-9]{1,3})(?![^\W_])")
_THOUSANDS = 3
_MONTHS = 12


def read_code(scan: Scan) -> Said | None:
    """ "mã hồ sơ H24-260301-0001": letters and digits one by one, a pause for each hyphen."""
    match = scan.match(_CODE) if scan.is_behind("code") else None
    if match is None or match[0].isdigit():
        return None
    pieces = (_spelled(scan, part) for part in re.split("[.-]", match[0]))
    return Said(match.end(), ", ".join(pieces))


def _spelled(scan: Scan, part: str) -> str:
    return " ".join(digits(piece) if piece.isdigit() else scan.vocabulary.letter_names(piece) for piece in _PIECE.findall(part))


def read_plate(scan: Scan) -> Said | None:
    """15A-123.45: the plate of a car, one by one."""
    match = scan.match(_PLATE)
    if match is None:
        return None
    series = " ".join(filter(None, (digits(match[1]), scan.vocabulary.letter_names(match[2]), match[3] and digits(match[3]))))
    return Said(match.end(), f"{series}, {', '.join(map(digits, match[4].split('.')))}")


def read_milestone(scan: Scan) -> Said | None:
    """Km12+500, km 5."""
    match = scan.match(_MILESTONE)
    return Said(match.end(), scan.vocabulary.units["km"]) if match else None


def read_short_sum(scan: Scan) -> Said | None:
    """5tr5 and 2tr350, sums in short; 9T/2026, the months of a year."""
    match = scan.match(_MILLIONS)
    if match:
        units, rest = scan.vocabulary.units, int(match[2].ljust(_THOUSANDS, "0"))
        words = f"{whole(match[1])} {units['tr']}"
        return Said(match.end(), f"{words} {cardinal(rest)} {units['k']}" if rest else words, is_figure=True)
    match = scan.match(_MONTHS_OF_YEAR)
    if match and 1 <= int(match[1]) <= _MONTHS:
        return Said(match.end(), f"{whole(match[1])} tháng năm {cardinal(int(match[2]))}", is_figure=True)
    return None


#: in this order, in front of telephones, dates and figures
AT_DIGIT: tuple[Reader, ...] = (read_code, read_plate, read_short_sum)
AT_LETTER: tuple[Reader, ...] = (read_code, read_milestone)
