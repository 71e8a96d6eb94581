"""Roman numerals as Vietnamese texts use them: quý III, khóa XIV, thế kỷ XXI."""

import re

_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
# one form for one number: IIII and VX are no numerals
_NUMERAL = re.compile(r"(?=[IVXLC])(?:C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")


def roman(written: str) -> int | None:
    """Value of a numeral in capitals up to 399, written as is usual; None for all else (`IIII`, `MC`, `vi`)."""
    if _NUMERAL.fullmatch(written) is None:
        return None
    values = [_VALUES[letter] for letter in written]
    return sum(-value if any(later > value for later in values[place + 1 : place + 2]) else value for place, value in enumerate(values))
