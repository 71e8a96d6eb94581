"""Numbers as Vietnamese texts write them: a dot between thousands, a comma before decimals (1.234.567,89)."""

import re
from decimal import Decimal

_WRITTEN = re.compile(r"(-?)([0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,([0-9]+))?")
_WITH_DECIMAL_POINT = re.compile(r"(-?[0-9]+)\.([0-9]+)")

# far more than any figure of a text; int() itself stops at 4,300 digits with an English message
_LONGEST = 100

# Python groups by commas and marks decimals by a dot: both signs change at once
_SIGNS = str.maketrans(",.", ".,")

# Windows Explorer, which editors compare with, counts by 1024
_STEP = 1024


class NumberError(ValueError):
    """A text is not a number in Vietnamese writing; `str()` is the Vietnamese reason, `suggestion` the right form or empty."""

    def __init__(self, text: str, suggestion: str = "") -> None:
        self.suggestion = suggestion
        hint = f"“{suggestion}”" if suggestion else "“102.648” hoặc “39,99”"
        super().__init__(f"“{text}” không phải số viết theo kiểu Việt Nam: viết như {hint}.")


def format_number(value: float | Decimal, decimals: int | None = None) -> str:
    """`102648` as `102.648`, `39.99` as `39,99`. With `decimals`, rounded to exactly that many (half to even), else as it is.

    ValueError for infinity and NaN.
    """
    exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not exact.is_finite():
        raise ValueError(f"no number to print: {value}")
    text = f"{exact:,f}" if decimals is None else f"{exact:,.{decimals}f}"
    return text.translate(_SIGNS)


def parse_number(text: str) -> int | Decimal:
    """`102.648` as int 102648, `39,99` as Decimal 39.99. NumberError for any other writing (`12.5`, `1,234,567`)."""
    written = text.strip()
    match = _WRITTEN.fullmatch(written)
    if not match or len(written) > _LONGEST:
        point = _WITH_DECIMAL_POINT.fullmatch(written)
        raise NumberError(text, f"{point[1]},{point[2]}" if point else "")
    sign, whole, fraction = match.groups()
    digits = sign + whole.replace(".", "")
    return Decimal(f"{digits}.{fraction}") if fraction else int(digits)


def format_size(size: int) -> str:
    """A size in bytes for people: `980 B`, `850 KB`, `1,2 MB`, `2 GB`; 1 KB is 1024 bytes."""
    if size < _STEP:
        return f"{size} B"
    # rounded before the unit is chosen, so that 1023.9 KB becomes 1 MB and not 1.024 KB
    kilobytes = round(size / _STEP)
    if kilobytes < _STEP:
        return f"{kilobytes} KB"
    tenths = round(size * 10 / _STEP**2)
    unit = "MB"
    if tenths >= _STEP * 10:
        tenths, unit = round(size * 10 / _STEP**3), "GB"
    return f"{format_number(Decimal(tenths) / 10, 0 if tenths % 10 == 0 else 1)} {unit}"
