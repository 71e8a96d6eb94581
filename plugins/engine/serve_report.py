"""From the builder's answer to what the editor is told, in the page and in the terminal.

Told is what belongs to this save: every finding in the files just saved, remarks of `check` among them, findings that were not
there before, and errors that still stand in files saved earlier. The rest is on the desk's page, and was told when `serve` began.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from plugins.core.rules import Issue, Level
from plugins.editorial.reports import LEVEL_TEXT, as_text
from plugins.engine.serve_bulletin import Message, Report, Saved

#: what became of an entry, in words
STATE_TEXT = {
    "published": "đã lên trang",
    "draft": "bản nháp: chưa hiện trên trang",
    "planned": "hẹn giờ: chưa hiện trên trang",
    "expired": "hết hạn: không còn trên trang",
    "withdrawn": "đã rút: không còn trên trang",
    "refused": "có lỗi: chưa hiện trên trang",
    "removed": "đã xoá khỏi trang",
}
_STAYS = "Trang đang xem là bản dựng trước; sửa rồi lưu lại, trang sẽ tự dựng lại."
_PLACE = re.compile(r"^(.*):(\d+)$")
_FRAME = re.compile(r'File "([^"\n]+)", line (\d+)')
_EXCEPTION = re.compile(r"^([A-Za-z_][\w.]*)(?:: .*)?$", re.MULTILINE)
#: lines of findings behind a refusal that the page shows
_MOST_DETAILS = 30

Answer = Mapping[str, Any]


class Reporter:
    """Remembers what was told."""

    def __init__(self, roots: Iterable[Path], keep: Callable[[str], str]) -> None:
        """`roots`: folders that shown paths start from; `keep` puts a trace where the engineer finds it and names the file."""
        self._roots = tuple(roots)
        self._keep = keep
        #: findings of the last build; None before the first
        self._known: frozenset[Issue] | None = None
        #: files saved since the start, and those that a save brought a finding to
        self._followed: set[str] = set()

    def shown(self, path: Path) -> str:
        """A path as messages name it: from the site's folder, or from the code's."""
        root = next((root for root in self._roots if path.is_relative_to(root)), None)
        return path.relative_to(root).as_posix() if root else path.as_posix()

    def is_told(self, answer: Answer) -> bool:
        """Is there nothing in a build's answer that was not told before?"""
        return answer["kind"] == "built" and not answer["changed"] and frozenset(_issue(*row) for row in answer["issues"]) == self._known

    def told(self, answer: Answer, saved: Iterable[Path]) -> tuple[Report, str]:
        """What the page and the terminal are told of a build after these files were saved."""
        names = {self.shown(path) for path in saved}
        if answer["kind"] == "built":
            return self._built(answer, names)
        message = _TROUBLE[answer["kind"]](self, answer)
        details = [line for line in answer.get("details", "").split("\n") if line][:_MOST_DETAILS]
        messages = (message, *(_message(text=line) for line in details))
        return Report(ok=False, messages=messages), "\n".join([*details, _line(message)])

    def _built(self, answer: Answer, names: set[str]) -> tuple[Report, str]:
        issues = [_issue(*row) for row in answer["issues"]]
        saved = tuple(Saved(**row, text=STATE_TEXT[row["state"]]) for row in answer["saved"])
        lines = [f"{one.file}: {one.text}." for one in saved if one.state != "published"]
        if self._known is None:
            told: list[Issue] = []
            lines.append(as_text(issues))
        else:
            fresh = frozenset(issues) - self._known
            told = [i for i in issues if i.path in names or i in fresh or (i.level is Level.ERROR and i.path in self._followed)]
            told += [_issue(*row) for row in answer["remarks"]]
            self._followed |= names | {issue.path for issue in fresh}
            lines += [as_text(told)] if told else []
        self._known = frozenset(issues)
        messages = tuple(_of_issue(issue) for issue in sorted(told, key=lambda i: (list(Level).index(i.level), i)))
        report = Report(ok=True, changed=tuple(answer["changed"]), saved=saved, messages=messages)
        return report, "\n".join([*lines, *answer["summary"]])

    def _refused(self, answer: Answer) -> Message:
        place = _PLACE.match(answer["resource"])
        file, line = (place[1], int(place[2])) if place else (answer["resource"], 0)
        return _message(file=file, line=line, text=f"{answer['reason']} {_STAYS}")

    def _fault(self, answer: Answer) -> Message:
        trace = answer["trace"]
        if not trace.strip():
            return _message(text=f"Tiến trình dựng trang bị dừng giữa chừng. {_STAYS}")
        file, line = self._culprit(trace)
        kinds = _EXCEPTION.findall(trace) or ["?"]
        kept = self._keep(trace)
        return _message(file=file, line=line, text=f"phần mềm gặp lỗi khi dựng trang ({kinds[-1]}). Chi tiết: {kept}. {_STAYS}")

    def _locked(self, answer: Answer) -> Message:
        del answer
        return _message(level=Level.NOTE, text="Một lệnh khác đang dựng trang; đang đợi, xong sẽ tự dựng tiếp.")

    def _culprit(self, trace: str) -> tuple[str, int]:
        """The deepest place of the trace that is ours to mend, else the deepest."""
        frames = [(Path(name), int(line)) for name, line in _FRAME.findall(trace)]
        ours = [(file, line) for file, line in frames if self.shown(file) != file.as_posix() and "site-packages" not in file.parts]
        file, line = (ours or frames or [(Path(), 0)])[-1]
        return ("" if file == Path() else self.shown(file)), line


_TROUBLE: Mapping[str, Callable[[Reporter, Answer], Message]] = {
    "refused": Reporter._refused,
    "fault": Reporter._fault,
    "died": Reporter._fault,
    "locked": Reporter._locked,
}


def _message(*, text: str, file: str = "", line: int = 0, level: Level = Level.ERROR) -> Message:
    return Message(file=file, line=line, rule="", level=level.value, label=LEVEL_TEXT[level], text=text)


def _issue(path: str, line: int, rule: str, level: str, message: str, suggestion: str) -> Issue:
    """A row of the builder's answer."""
    return Issue(path=path, line=line, rule=rule, level=Level(level), message=message, suggestion=suggestion)


def _of_issue(issue: Issue) -> Message:
    return Message(
        file=issue.path,
        line=issue.line,
        rule=issue.rule,
        level=issue.level.value,
        label=LEVEL_TEXT[issue.level],
        text=issue.message,
        suggestion=issue.suggestion,
    )


def _line(message: Message) -> str:
    place = f"{message.file}:{message.line}" if message.line else message.file
    return f"{place}: {message.text}" if place else message.text
