"""Findings as text for people, as data for programs, and as annotations for the review page of the code host."""

import json
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from itertools import groupby
from operator import attrgetter

from plugins.core.rules import Issue, Level

LEVEL_TEXT: dict[Level, str] = {Level.ERROR: "Lỗi", Level.WARNING: "Cảnh báo", Level.NOTE: "Ghi chú", Level.AUTO: "Tự sửa"}
#: the three levels that the code host shows
_ANNOTATION: dict[Level, str] = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice", Level.AUTO: "notice"}
#: characters of a line that are shown, and of those the ones before the place that is meant: a paragraph is one line
_WIDTH, _BEFORE = 92, 36
_INDENT = "    "

#: the lines of a source, by its path as issues name it
Lines = Callable[[str], Sequence[str]]


def as_text(issues: Iterable[Issue]) -> str:
    """One line for each finding, sorted by file and line, and a last line with the counts."""
    rows = sorted(issues)
    return "\n".join([*map(_line, rows), _summary(rows)])


def as_groups(issues: Iterable[Issue], lines_of: Lines) -> str:
    """As `as_text`, with the line that is meant and a caret below the place, and a blank line between files."""
    rows = sorted(issues, key=lambda issue: (issue.path, issue.line, issue.column, issue.rule, issue.message))
    parts: list[str] = []
    for path, group in groupby(rows, key=attrgetter("path")):
        lines = lines_of(path)
        for issue in group:
            parts.append(_line(issue))
            if 0 < issue.line <= len(lines):
                parts += _excerpt(lines[issue.line - 1], issue)
        parts.append("")
    return "\n".join([*parts, _summary(rows)])


def _summary(rows: Sequence[Issue]) -> str:
    counts = [(LEVEL_TEXT[level].lower(), sum(1 for issue in rows if issue.level is level)) for level in Level]
    summary = ", ".join(f"{count} {label}" for label, count in counts if count)
    return f"Tổng cộng: {summary}." if rows else "Không có lỗi nào."


def _line(issue: Issue) -> str:
    """The finding as text; what does not keep an entry from the public says so."""
    if issue.level is Level.ERROR:
        return str(issue)
    return str(issue).replace(f": {issue.rule} ", f": {issue.rule} ({LEVEL_TEXT[issue.level].lower()}) ", 1)


def _excerpt(line: str, issue: Issue) -> list[str]:
    """The line around the place that is meant, and carets below it; its beginning when no place is known."""
    line = line.replace("\t", " ")
    at = max(issue.column - 1, 0)
    start = max(at - _BEFORE, 0) if len(line) > _WIDTH else 0
    shown = line[start : start + _WIDTH]
    head, tail = "…" if start else "", "…" if start + _WIDTH < len(line) else ""
    rows = [f"{_INDENT}{head}{shown}{tail}".rstrip()]
    if not shown.strip():
        return []
    if issue.column and at < len(line):
        length = max(min(issue.length or 1, len(shown) - (at - start)), 1)
        rows.append(f"{_INDENT}{' ' * _columns(head + line[start:at])}{'^' * _columns(line[at : at + length])}")
    return rows


def _columns(text: str) -> int:
    """Columns that a terminal takes for a text: two for an emoji."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else not unicodedata.combining(letter) for letter in text)


def as_json(issues: Iterable[Issue]) -> str:
    """A list of objects with the fields of `Issue`, sorted; two blanks of indentation, letters as they are."""
    return json.dumps([asdict(issue) for issue in sorted(issues)], ensure_ascii=False, indent=2)


def as_github(issues: Iterable[Issue]) -> str:
    """Workflow commands that show each finding beside its line; one line each, no summary."""
    return "\n".join(_annotation(issue) for issue in sorted(issues))


def _annotation(issue: Issue) -> str:
    end = f",endColumn={issue.column + issue.length}" if issue.column and issue.length else ""
    column = f",col={issue.column}{end}" if issue.column else ""
    place = f"file={_property(issue.path)}" + (f",line={issue.line}" if issue.line else "") + column
    words = issue.message + (f" Gợi ý: “{issue.suggestion}”." if issue.suggestion else "")
    return f"::{_ANNOTATION[issue.level]} {place},title={_property(issue.rule)}::{_data(words)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
