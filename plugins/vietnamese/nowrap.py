"""The parts of prose that stay on one line: numbers of documents, dates, figures with units, places with their noun."""

import re
from collections.abc import Sequence

from plugins.vietnamese.letters import CAPITAL, SMALL

_BLANK = "[ \u00a0]"
_UPPER = f"A-Z{CAPITAL}"
_LOWER = f"a-z{SMALL}"


def _either_case(*words: str) -> str:
    """Branches that begin with a letter each: the engine skips to such a letter, and not to a set."""
    return "|".join(f"{word}|{word.capitalize()}" for word in words)


_PLACE = re.compile(
    f"(?:{_either_case('phường', 'xã', 'thành phố', 'tỉnh', 'quận', 'huyện', 'đặc khu', 'thị xã', 'thị trấn')})"
    f"(?:{_BLANK}[{_UPPER}][{_LOWER}]+){{1,3}}"
)
_ORDINAL = re.compile(f"(?:{_either_case('lần thứ', 'khóa', 'khoá', 'quý', 'phần', 'chương', 'thế kỷ')}){_BLANK}[IVXLC]+(?!\\w)")
_UNIT = "km[²2]?|m[²2]?|cm|mm|ha|kg|tấn|đồng|nghìn|triệu|tỷ|%|°C|giờ|phút|tuổi|người|hộ"
# begins with a digit, to which the engine skips; what stands before is looked at afterwards
_FIGURE = re.compile(
    "[0-9](?:"
    rf"[0-9]{{0,4}}(?:/[0-9]{{4}})?[-/][{_UPPER}][{_UPPER}{_LOWER}]*[0-9]*(?:[-/][{_UPPER}]\w*)*"  # 05-NQ/TU, 42/2022/NĐ-CP
    r"|[0-9]?/[0-9]{1,2}/[0-9]{4}(?![\w/])"  # 05/7/2026
    rf"|[0-9]{{3}}{_BLANK}?[-–]{_BLANK}?[0-9]{{4}}(?![\w/-])"  # 2026 - 2030
    rf"|[0-9]{{0,15}}(?:[.,][0-9]{{1,9}}){{0,6}}{_BLANK}(?:{_UNIT})(?!\w)"  # 39,99 km²
    r"|[0-9]{0,15}(?![\w/]))"
)
_LABEL = re.compile(
    rf"(?:^|[^\w])((?:{_either_case('số', 'ngày', 'tháng', 'năm', 'điều', 'khoản', 'điểm', 'tổ dân phố')}|tổ dân phố số){_BLANK})$"
)
_LABEL_LENGTH = 16
_SIGNS_BEFORE = re.compile(r"[(\[“‘«\"]+\Z")
_SIGNS_BEHIND = re.compile(r"[.,;:!?…)\]”’»\"]+")


def signs_before(text: str) -> str:
    """Opening brackets and quotations at the end of `text`: they stay beside what comes next.

    With `signs_behind`, for whoever puts a part of a line into an element: where that is set as a block of its own, which a phrase
    wider than a phone wants, a line may end around it, and the next would begin with a comma.
    """
    match = _SIGNS_BEFORE.search(text)
    return match[0] if match else ""


def signs_behind(text: str) -> str:
    """Signs at the beginning of `text` that stay beside what came before."""
    match = _SIGNS_BEHIND.match(text)
    return match[0] if match else ""


def nowrap_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Parts of a line of prose (NFC) that stay on one line: `số 05-NQ/TU`, `phường Hải An`, `39,99 km²`, `2026 - 2030`.

    Offsets (start, end), in order, apart from each other. A theme wraps them in an element with `white-space: nowrap`. The
    characters stay as they are: no-break spaces and word joiners would travel along when a resident copies a number, and
    would hide it from the search of browser and desk.
    """
    spans = [match.span() for pattern in (_PLACE, _ORDINAL) for match in pattern.finditer(text) if _stands_alone(text, match.start())]
    for match in _FIGURE.finditer(text):
        start = match.start()
        if _stands_alone(text, start):
            label = _LABEL.search(text, max(0, start - _LABEL_LENGTH), start)
            if label or not match[0].isdigit():
                spans.append((label.start(1) if label else start, match.end()))
    return _merged(sorted(spans))


def _stands_alone(text: str, start: int) -> bool:
    return start == 0 or not (text[start - 1].isalnum() or text[start - 1] in "_/.,-")


def _merged(spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    result: list[tuple[int, int]] = []
    for start, end in spans:
        if result and start < result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return tuple(result)
