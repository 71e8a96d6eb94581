"""Limits of form, decided before conversion and equal on every machine: a text that would stop the build is refused alone.

Figures: 4,000 unmatched `[` take Python-Markdown 1.8 s and 20,000 take 44 s; 300 nested lists end in a RecursionError.
"""

import re

from plugins.core.rules import Finding

#: bytes of one source file
MAX_BYTES = 256 * 1024
MAX_OPEN_BRACKETS = 1000
#: lists and quotations inside one another
MAX_NESTING = 30

_QUOTES = re.compile(r"^[ \t]*(?:>[ \t]?)+")
#: Markdown nests a list for every two columns at the least
_COLUMNS_PER_LEVEL = 2
_RAW_HTML = re.compile(r"<[a-zA-Z/!?][^\s<>]{0,40}>?")


def size_finding(data: bytes) -> Finding | None:
    """Refuses a file of more than 256 KiB."""
    if len(data) <= MAX_BYTES:
        return None
    return Finding(line=0, message=f"Bài dài {len(data) // 1024} KiB, quá mức {MAX_BYTES // 1024} KiB. Tách thành nhiều bài.")


def form_findings(lines: tuple[str, ...], body_line: int) -> list[Finding]:
    """Brackets that nothing closes, and nesting, in the text from line `body_line`."""
    findings = []
    still_open = 0
    brackets_line = nesting_line = 0
    for number, line in enumerate(lines[body_line - 1 :], body_line):
        still_open += line.count("[") - line.count("]")
        if still_open > MAX_OPEN_BRACKETS and not brackets_line:
            brackets_line = number
        if not nesting_line and _nesting(line) > MAX_NESTING:
            nesting_line = number
    if brackets_line:
        findings.append(Finding(line=brackets_line, message=f"Có hơn {MAX_OPEN_BRACKETS} dấu “[” không đóng. Xóa các dấu thừa."))
    if nesting_line:
        findings.append(Finding(line=nesting_line, message=f"Danh sách hoặc trích dẫn lồng quá {MAX_NESTING} tầng. Viết phẳng lại."))
    return findings


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
