"""Repairs that need no second thought: the words of a finding that says so are put in the place it names."""

from collections.abc import Iterable

from plugins.core.rules import Issue


def mended(lines: Iterable[str], issues: Iterable[Issue]) -> list[str]:
    """`lines` of a source with all safe repairs of `issues`; of two that overlap, the one that begins first.

    Quotations stay as they are. A finding that names no place, or a place that the line does not have, changes nothing.
    """
    result = list(lines)
    by_line: dict[int, list[Issue]] = {}
    for issue in issues:
        is_placed = issue.column and issue.length and 0 < issue.line <= len(result)
        if issue.is_safe and is_placed and not _is_quoted(result[issue.line - 1], issue):
            by_line.setdefault(issue.line, []).append(issue)
    for number, found in by_line.items():
        result[number - 1] = _mended_line(result[number - 1], found)
    return result


def _is_quoted(line: str, issue: Issue) -> bool:
    """Are these the words of somebody else? In quotation marks or a quotation block they are pointed out, never changed."""
    before = line[: issue.column - 1]
    straight = before.count('"') % 2 == 1 and '"' in line[issue.column - 1 + issue.length :]
    return line.lstrip().startswith(">") or before.count("“") > before.count("”") or straight


def _mended_line(line: str, issues: list[Issue]) -> str:
    parts: list[str] = []
    at = 0
    for issue in sorted(issues, key=lambda issue: (issue.column, -issue.length)):
        start, end = issue.column - 1, issue.column - 1 + issue.length
        if at <= start and end <= len(line):
            parts += [line[at:start], issue.suggestion]
            at = end
    return "".join([*parts, line[at:]])
