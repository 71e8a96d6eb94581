"""Limits of form, decided before conversion and equal on every machine: a text that would stop the build is refused alone.

Figures of Python-Markdown for texts under 256 KiB: 4,000 unmatched `[` take 1.8 s and 20,000 take 44 s; 300 nested lists
end in a RecursionError; 900 nested `[[…]]` in 100 paragraphs take minutes; 80,000 paragraphs 16 s; a table of 500,000
cells 27 s; 5,000 references to notes 29 s.
"""

import functools
import re
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from itertools import accumulate

from plugins.core.rules import Finding
from plugins.vietnamese.cleaning import find_hidden

#: bytes of one source file
MAX_BYTES = 256 * 1024
MAX_OPEN_BRACKETS = 1000
#: lists and quotations inside one another
MAX_NESTING = 30
#: brackets with their ends inside one another
MAX_BRACKET_DEPTH = 20
#: characters from brackets to their ends (or to that of the paragraph), summed: each may be looked through ten times
MAX_REACH = 5_000_000
MAX_LINES = 5000
#: signs that begin something inside a paragraph
MAX_SIGNS = 30_000
#: `|` on one line
MAX_BARS = 50
#: of all tables together: columns times rows
MAX_CELLS = 20_000
#: references to notes and notes together
MAX_NOTES = 300

_QUOTES = re.compile(r"^[ \t]*(?:>[ \t]?)+")
#: Markdown nests a list for every two columns at the least
_COLUMNS_PER_LEVEL = 2
_SIGNS = re.compile(r"[*_\[`\\!<&]")
_BRACKETS = re.compile(r"[\[\]]")
_ENDS = re.compile(r"\]\(|[\[\]()]")
_ENTITY = re.compile(r"&#?[0-9A-Za-z]{1,32};")
_RAW_HTML = re.compile(r"<[a-zA-Z/!?][^\s<>]{0,40}>?")


def size_finding(data: bytes) -> Finding | None:
    """Refuses a file of more than 256 KiB."""
    if len(data) <= MAX_BYTES:
        return None
    return Finding(line=0, message=f"Bài dài {len(data) // 1024} KiB, quá mức {MAX_BYTES // 1024} KiB. Tách thành nhiều bài.")


def form_findings(lines: tuple[str, ...], body_line: int) -> list[Finding]:
    """What Markdown would take too long for, or die of, in the text from line `body_line`: one finding for each limit.

    Counting line by line costs more than reading all else of a short text, so each count has a bound that the whole text
    gives at once, and is made only where the bound passes the limit.
    """
    body = lines[body_line - 1 :]
    text = "\n".join(("", *body))
    brackets, bars = text.count("["), text.count("|")
    longest_lead = _longest_lead(body) if _lead_over(MAX_NESTING).search(text) else 0
    if not (brackets or bars or longest_lead or "]" in text or len(body) > MAX_LINES or len(text) > MAX_SIGNS):
        return []  # nearly every text
    judged: tuple[tuple[int, Callable[[tuple[str, ...]], Iterable[int]], int, str], ...] = (
        (brackets, _open_brackets, MAX_OPEN_BRACKETS, f"Có hơn {MAX_OPEN_BRACKETS} dấu “[” không đóng. Xóa các dấu thừa."),
        (longest_lead, _nestings, MAX_NESTING, f"Danh sách hoặc trích dẫn lồng quá {MAX_NESTING} tầng. Viết phẳng lại."),
        (brackets, _bracket_depths, MAX_BRACKET_DEPTH, f"Dấu “[…]” lồng quá {MAX_BRACKET_DEPTH} tầng. Xóa các dấu thừa."),
        ((brackets + text.count("](")) * len(text), _summed_reaches, MAX_REACH, _TOO_FAR),
        (len(body), _numbers, MAX_LINES, f"Bài có hơn {MAX_LINES} dòng. Tách thành nhiều bài."),
        (len(text), _summed_signs, MAX_SIGNS, _TOO_MANY_SIGNS),
        (bars, _bars, MAX_BARS, f"Dòng có hơn {MAX_BARS} dấu “|”. Chia bảng thành nhiều bảng hẹp hơn."),
        ((bars + 1) * len(body) if bars else 0, _summed_cells, MAX_CELLS, f"Các bảng có hơn {MAX_CELLS} ô. Đưa bảng vào tệp đính kèm."),
        (text.count("[^"), _summed_notes, MAX_NOTES, f"Có hơn {MAX_NOTES} dấu chú thích “[^”. Bỏ bớt chú thích."),
    )
    found = ((_line_over(counts(body), limit), message) for bound, counts, limit, message in judged if bound > limit)
    return [Finding(line=body_line + index, message=message) for index, message in found if index >= 0]


_TOO_FAR = "Đoạn này có quá nhiều dấu “[” hoặc “](” không đóng. Đóng hoặc xóa các dấu thừa."
_TOO_MANY_SIGNS = f"Có hơn {MAX_SIGNS} ký hiệu Markdown (* _ [ ` \\ ! < &). Xóa các dấu thừa, hoặc tách thành nhiều bài."


def _line_over(counts: Iterable[int], limit: int) -> int:
    """Index of the first line whose count is over `limit`; -1 when none is."""
    return next((index for index, count in enumerate(counts) if count > limit), -1)


@functools.cache
def _lead_over(limit: int) -> re.Pattern[str]:
    """Finds lines with more than `limit` signs of `_longest_lead` in front, in a text that begins with a newline."""
    return re.compile(rf"\n[ \t>*+-]{{{limit + 1}}}")


def _longest_lead(body: tuple[str, ...]) -> int:
    """Blanks and signs of lists and quotations before the words of a line, at most: no line nests deeper."""
    return max((len(line) - len(line.lstrip(" \t>*+-")) for line in body), default=0)


def _nestings(body: tuple[str, ...]) -> Iterator[int]:
    return map(_nesting, body)


def _summed_reaches(body: tuple[str, ...]) -> Iterator[int]:
    return accumulate(_reaches(body))


def _numbers(body: tuple[str, ...]) -> Iterable[int]:
    return range(1, len(body) + 1)


def _summed_signs(body: tuple[str, ...]) -> Iterator[int]:
    return accumulate(len(_SIGNS.findall(line)) for line in body)


def _bars(body: tuple[str, ...]) -> Iterator[int]:
    return (line.count("|") for line in body)


def _summed_cells(body: tuple[str, ...]) -> Iterator[int]:
    return accumulate(_cells(body))


def _summed_notes(body: tuple[str, ...]) -> Iterator[int]:
    return accumulate(line.count("[^") for line in body)


def _open_brackets(body: tuple[str, ...]) -> Iterator[int]:
    """`[` of the text so far that nothing has closed yet, after each line."""
    still_open = 0
    for line in body:
        for bracket in _BRACKETS.findall(line):
            # an end without a beginning closes nothing that comes later
            still_open = still_open + 1 if bracket == "[" else max(0, still_open - 1)
        yield still_open


def _bracket_depths(body: tuple[str, ...]) -> Iterator[int]:
    """Depth of the deepest pair of brackets that ends on each line; brackets that nothing closes do not count."""
    inside: list[int] = []
    for line in body:
        deepest = 0
        for bracket in _BRACKETS.findall(line):
            if bracket == "[":
                inside.append(0)
            elif inside:
                depth = inside.pop() + 1
                deepest = max(deepest, depth)
                if inside:
                    inside[-1] = max(inside[-1], depth)
        yield deepest


def _reaches(body: tuple[str, ...]) -> Iterator[int]:
    """How far Markdown looks for the ends of the brackets of each paragraph: counted at its last line, 0 at the others."""
    paragraph: list[str] = []
    for line, after in zip(body, (*body[1:], ""), strict=True):
        paragraph.append(line)
        if after.strip():
            yield 0
        else:
            yield _reach("\n".join(paragraph))
            paragraph = []


def _reach(paragraph: str) -> int:
    reach = 0
    squares: list[int] = []
    #: places of "(", and whether it may begin the target of a link
    rounds: list[tuple[int, bool]] = []
    for match in _ENDS.finditer(paragraph):
        sign, at = match[0], match.start()
        if sign == "[":
            squares.append(at)
        elif sign == ")":
            place, is_link = rounds.pop() if rounds else (at, False)
            reach += is_link * (at - place)
        if sign[0] == "]" and squares:
            reach += at - squares.pop()
        if sign[-1] == "(":
            rounds.append((at, sign == "]("))
    end = len(paragraph)
    return reach + sum(end - at for at in squares) + sum(end - at for at, is_link in rounds if is_link)


def _cells(body: tuple[str, ...]) -> Iterator[int]:
    """Cells that each line may add to a table: as many as the widest line has had since the last blank line."""
    columns = 0
    for line in body:
        columns = max(columns, line.count("|") + 1) if line.strip() and (columns or "|" in line) else 0
        yield columns


def _nesting(line: str) -> int:
    quotes = _QUOTES.match(line)
    depth = quotes[0].count(">") if quotes else 0
    rest = line[quotes.end() :] if quotes else line
    indent = len(rest) - len(rest.lstrip(" \t"))
    if rest[indent : indent + 1] in ("-", "*", "+") or rest[indent : indent + 1].isdigit():
        # "- - - - x" nests on one line
        depth += max(indent // _COLUMNS_PER_LEVEL, len(re.match(r"(?:[-*+] )*", rest[indent:])[0]) // 2)  # type: ignore[index] # * always matches
    return depth


def raw_html_findings(prose: tuple[str, ...], body_line: int) -> list[Finding]:
    """Raw HTML in the text; `prose` has code and `<https://…>` blanked already."""
    findings = []
    for number, line in enumerate(prose[body_line - 1 :], body_line):
        match = _RAW_HTML.search(line) if "<" in line else None
        if match:
            message = f"Bài có mã HTML “{match[0]}”. Chỉ viết Markdown: xóa mã này, hoặc đặt giữa hai dấu ` nếu muốn in ra."
            findings.append(Finding(line=number, column=match.start() + 1, message=message))
    return findings


def hidden_finding(clean: str, lines: tuple[str, ...], body_line: int) -> Finding | None:
    """A character that nobody sees in `clean`, the unescaped HTML of a text: cleaning left none, so an entity made it."""
    if "\u00ad" in clean and any("\u00ad" in line for line in lines):
        clean = clean.replace("\u00ad", "")  # one that stands in the source itself was left there: in TCVN3 it is a letter
    hidden = find_hidden(clean)
    if not hidden:
        return None
    for number, line in enumerate(lines[body_line - 1 :], body_line):
        for entity in _ENTITY.finditer(line):
            # what no text may hold, unescape gives as nothing at all
            if unescape(entity[0]) in ("", hidden):
                message = f"Mã “{entity[0]}” in ra một ký tự ẩn. Xóa mã này."
                return Finding(line=number, column=entity.start() + 1, message=message)
    return Finding(line=body_line, message=f"Bài có ký tự ẩn U+{ord(hidden):04X}. Xóa rồi gõ lại.")
