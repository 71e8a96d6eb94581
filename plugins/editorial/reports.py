"""Findings as text for people and as annotations for the review page of the code host."""

from collections.abc import Iterable

from plugins.core.rules import Issue, Level

LEVEL_TEXT: dict[Level, str] = {Level.ERROR: "Lỗi", Level.WARNING: "Cảnh báo", Level.NOTE: "Ghi chú", Level.AUTO: "Đã sửa"}
#: the three levels that the code host shows
_ANNOTATION: dict[Level, str] = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice", Level.AUTO: "notice"}


def as_text(issues: Iterable[Issue]) -> str:
    """One line for each finding, sorted by file and line, and a last line with the counts."""
    rows = sorted(issues)
    lines = [_line(issue) for issue in rows]
    counts = [(LEVEL_TEXT[level].lower(), sum(1 for issue in rows if issue.level is level)) for level in Level]
    summary = ", ".join(f"{count} {label}" for label, count in counts if count)
    return "\n".join([*lines, f"Tổng cộng: {summary}." if rows else "Không có lỗi nào."])


def _line(issue: Issue) -> str:
    """The finding as text; what does not keep an entry from the public says so."""
    if issue.level is Level.ERROR:
        return str(issue)
    return str(issue).replace(f": {issue.rule} ", f": {issue.rule} ({LEVEL_TEXT[issue.level].lower()}) ", 1)


def as_github(issues: Iterable[Issue]) -> str:
    """Workflow commands that show each finding beside its line; one line each, no summary."""
    return "\n".join(_annotation(issue) for issue in sorted(issues))


def _annotation(issue: Issue) -> str:
    place = (
        f"file={_property(issue.path)}" + (f",line={issue.line}" if issue.line else "") + (f",col={issue.column}" if issue.column else "")
    )
    words = issue.message + (f" Gợi ý: “{issue.suggestion}”." if issue.suggestion else "")
    return f"::{_ANNOTATION[issue.level]} {place},title={_property(issue.rule)}::{_data(words)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
