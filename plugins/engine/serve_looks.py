"""What the builder's process answers when the preview's server asks about entries, as data for the other side of the pipe.

{"look": path from content/}, {"at": address of a page} -> the entry: state, messages with their lines, figures, its page;
                                                           with "page": false without that
{"ahead": paths}                                        -> such entries just saved, with their pages, published ones too
{"file": address}                                       -> a picture or paper that such a page names
{"recent": count}                                       -> the entries saved last
"""

import base64
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from plugins.core.lock import build_lock
from plugins.core.model import Entry
from plugins.core.rules import Issue, Level
from plugins.editorial.reports import LEVEL_TEXT
from plugins.engine.heads import Head
from plugins.engine.look import REFUSED, Look, Viewer, state_of, words_of
from plugins.engine.memory import Memory
from plugins.engine.project import Project

Answer = Mapping[str, object]
_NOTHING: Answer = {"kind": "none"}
#: letters of a line that are shown before the place that is meant, and in all: a paragraph is one line
_BEFORE, _WIDTH = 60, 200


def answered(project: Project, memory: Memory, asked: Mapping[str, object]) -> Answer:
    """The answer to one question; {"kind": "none"} when there is nothing at that place. LockedError while another command builds."""
    if "ahead" in asked and memory.site is None:
        return _NOTHING  # the build comes first: it reads everything anyway
    viewer = _viewer(project, memory)
    if "file" in asked:
        data = viewer.file(str(asked["file"]))
        return _NOTHING if data is None else {"kind": "file", "data": base64.b64encode(data).decode("ascii")}
    if "recent" in asked:
        return {"kind": "recent", "rows": _recent(viewer, int(str(asked["recent"])))}
    if "ahead" in asked:
        return {"kind": "ahead", "looks": _ahead(viewer, asked["ahead"])}  # type: ignore[arg-type] # of serve_ahead
    path = str(asked["look"]) if "look" in asked else viewer.path_at(str(asked["at"]))
    look = viewer.look(path, is_page_wanted=asked.get("page", True) is True) if path else None
    return _NOTHING if look is None else {"kind": "look", **_told(look)}


def _ahead(viewer: Viewer, paths: Sequence[str]) -> list[Answer]:
    """Looks at entries that the last build knows. One that the next build publishes first has no place among the others yet."""
    looks = [look for path in paths if (look := viewer.look(path, is_public_too=True))]
    known = [look for look in looks if look.state != REFUSED or any(issue.level is Level.ERROR for issue in look.issues)]
    return [{"kind": "look", **_told(look)} for look in known if look.page]


def _viewer(project: Project, memory: Memory) -> Viewer:
    """The one of the last build; a new one after each."""
    if memory.viewer is None:
        if memory.site is None:
            with build_lock(project.cache):
                memory.viewer = Viewer.of(project, memory)
        else:
            memory.viewer = Viewer.of(project, memory)
    assert isinstance(memory.viewer, Viewer)
    return memory.viewer


def _told(look: Look) -> Mapping[str, object]:
    return {
        "path": look.path,
        "file": f"content/{look.path}",
        "title": look.title,
        "state": look.state,
        "words": look.words,
        "url": look.url,
        "page": look.page.decode("utf-8"),
        "share": look.share,
        "figures": look.figures,
        "messages": [_message(issue, look.lines) for issue in look.issues],
    }


def _message(issue: Issue, lines: Sequence[str]) -> Mapping[str, object]:
    before, marked, after = excerpt(lines[issue.line - 1], issue) if 0 < issue.line <= len(lines) else ("", "", "")
    return {
        "line": issue.line,
        "rule": issue.rule,
        "level": issue.level.value,
        "label": LEVEL_TEXT[issue.level],
        "text": issue.message,
        "suggestion": issue.suggestion,
        "before": before,
        "marked": marked,
        "after": after,
    }


def excerpt(line: str, issue: Issue) -> tuple[str, str, str]:
    """The line around the place that is meant: what is before it, the place (empty when it is not known), what is behind."""
    at = max(issue.column - 1, 0)
    length = max(issue.length, 1) if issue.column and at < len(line) else 0
    start = max(at - _BEFORE, 0) if len(line) > _WIDTH else 0
    end = min(start + _WIDTH, len(line))
    before = ("…" if start else "") + line[start:at]
    return before, line[at : min(at + length, end)], line[min(at + length, end) : end] + ("…" if end < len(line) else "")


def _recent(viewer: Viewer, count: int) -> list[Mapping[str, object]]:
    """The entries saved last, the latest first."""
    checked = viewer.checked
    times: list[tuple[int, str]] = []
    for path, place in checked.sources.places.items():
        try:
            times.append((Path(place).stat().st_mtime_ns, path))
        except OSError:
            continue  # gone since
    latest = sorted(times, reverse=True)[:count]
    wanted = {f"content/{path}" for _, path in latest}
    counts = Counter((issue.path, issue.level) for issue in checked.issues if issue.path in wanted)
    return [_row(viewer, checked.heads[path], when, counts) for when, path in latest]


def _row(viewer: Viewer, head: Head, when: int, counts: Mapping[tuple[str, Level], int]) -> Mapping[str, object]:
    entry: Entry | None = head.entry if head.is_entry else None
    state = state_of(viewer.site, head)
    return {
        "path": head.path,
        "title": entry.title if entry else head.details.title or head.path,
        "kind": head.label if entry else "",
        "state": state,
        "words": words_of(state, entry, viewer.site),
        "saved": when / 1e9,
        "errors": counts.get((f"content/{head.path}", Level.ERROR), 0),
    }
