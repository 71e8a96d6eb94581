"""Numbers in words, as announcers of the North read them: 15 `mười lăm`, 21 `hai mươi mốt`, 24 `hai mươi tư`, 105 `một trăm lẻ năm`.

The forms mười lăm, mốt, tư, lẻ and không trăm are the house's choice among several right ones: one form everywhere.
"""

from collections.abc import Sequence

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
#: behind "mươi" these digits change
_AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}
#: groups of three digits below a milliard (tỷ)
_GROUPS = ("", "nghìn", "triệu")
_MILLIARD = 10**9
#: a greater number is no figure of a text but a code: it is read digit by digit
GREATEST = 10**18 - 1
#: a row of digits without dots between thousands that is longer is a code too
_LONGEST_ROW = 12
#: digits that are read in one breath
_BREATH = 4


def cardinal(number: int) -> str:
    """`number` in words; `âm …` below zero. Beyond GREATEST on either side its digits, one by one."""
    if number < 0:
        return f"âm {cardinal(-number)}"
    if number > GREATEST:
        return digits(str(number))
    return " ".join(_words(number, is_inner=False)) or DIGITS[0]


def _words(number: int, *, is_inner: bool) -> list[str]:
    """Words of a number below 10^18; the empty list for zero. Inside a greater number, missing hundreds are said."""
    if number >= _MILLIARD:
        above, rest = divmod(number, _MILLIARD)
        return [*_words(above, is_inner=is_inner), "tỷ", *_words(rest, is_inner=True)]
    words: list[str] = []
    for power in (2, 1, 0):
        group = number // 1000**power % 1000
        if group:
            words += _hundreds(group, is_inner=is_inner or bool(words))
            words += [_GROUPS[power]] if power else []
    return words


def _hundreds(group: int, *, is_inner: bool) -> list[str]:
    hundreds, rest = divmod(group, 100)
    words = [DIGITS[hundreds], "trăm"] if hundreds or is_inner else []
    if 0 < rest < 10 and words:
        return [*words, "lẻ", DIGITS[rest]]
    return words + _tens(rest)


def _tens(number: int) -> list[str]:
    tens, unit = divmod(number, 10)
    if tens == 0:
        return [DIGITS[unit]] if unit else []
    if tens == 1:
        return ["mười", *([_AFTER_TENS[5] if unit == 5 else DIGITS[unit]] if unit else [])]
    return [DIGITS[tens], "mươi", *([_AFTER_TENS.get(unit, DIGITS[unit])] if unit else [])]


def ordinal(number: int) -> str:
    """What stands behind `thứ`: 1 `nhất`, 4 `tư`, else the cardinal."""
    return {1: "nhất", 4: "tư"}.get(number) or cardinal(number)


def digits(written: str) -> str:
    """The digits of `written` one by one, other characters left out: `05` `không năm`; a long row in breaths of four."""
    names = [DIGITS[int(digit)] for digit in written if digit in "0123456789"]
    # a last digit is not left alone
    starts = range(0, max(len(names) - 1, 1), _BREATH)
    return ", ".join(" ".join(names[start : None if start == starts[-1] else start + _BREATH]) for start in starts)


def whole(written: str) -> str:
    """A row of ASCII digits as a figure: a zero in front of one digit is not said (`05` `năm`); `007` and long rows are codes."""
    if len(written) > _LONGEST_ROW or (len(written) > 2 and written[0] == "0"):
        return digits(written)
    return cardinal(int(written))


def numbered(written: str) -> str:
    """A row of digits behind `số`: its zero is part of the name, as in `Nghị quyết số không năm`."""
    return digits(written) if written.startswith("0") else whole(written)


def grouped(groups: Sequence[str], behind: str = "") -> str:
    """`1`, `234`, `567` as the figure 1.234.567; with the digits behind its comma."""
    row = "".join(groups)
    words = cardinal(int(row)) if len(row) <= len(str(GREATEST)) else digits(row)
    return f"{words}{_behind_comma(behind)}"


def decimal(integer: str, behind: str) -> str:
    """`39`, `99` as `ba mươi chín phẩy chín mươi chín`; digit by digit from three on: `0,125`; or behind a zero: `0,05`."""
    return f"{whole(integer)}{_behind_comma(behind)}"


def _behind_comma(row: str) -> str:
    if not row:
        return ""
    is_figure = len(row) < 3 and not row.startswith("0")
    return f" phẩy {whole(row) if is_figure else ' '.join(map(digits, row))}"


def fraction(numerator: str, denominator: str) -> str:
    """`3/4` as `ba phần tư`; with a greater or a long denominator `bốn mươi lăm trên năm mươi lăm`."""
    above, below = whole(numerator), whole(denominator)
    is_part = len(numerator) <= 2 and len(denominator) <= 2 and 0 < int(numerator) < int(denominator) <= 10
    if not is_part:
        return f"{above} trên {below}"
    return f"{above} phần {'tư' if below == DIGITS[4] else below}"
