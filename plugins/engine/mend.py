"""`check --fix`: what reading repairs by itself, and the safe suggestions of the rules, written back into the files.

Each text is judged again after it was mended, until nothing safe is left; a repair that makes anything worse is taken back.
"""

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plugins.core.errors import SourceError
from plugins.core.rules import Issue, Level, is_permitted
from plugins.editorial.catalogue import read_offices
from plugins.editorial.mending import mended
from plugins.editorial.writer import write_file
from plugins.engine.opening import file_bytes
from plugins.engine.project import Project
from plugins.engine.read import Reading, read_source
from plugins.engine.remarks import remarks_of
from plugins.engine.scan import scan

#: a repair may show another (two marks that overlap); more rounds than this would be rules that disagree
_ROUNDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """A text that was mended."""

    #: POSIX path from the site's folder
    path: str
    #: unified diff of the words, without a line end at the end
    diff: str


def mended_text(path: str, data: bytes, offices: tuple[str, ...] = ()) -> str:
    """The source at `path` (from content/) with every safe repair; as it is where it cannot be read, or a repair would harm it."""
    reading = read_source(path, data)
    first, text = reading, "\n".join(reading.lines)
    if not reading.lines:
        return data.decode("utf-8", "replace")
    for _ in range(_ROUNDS):
        better = "\n".join(mended(reading.lines, _safe(reading, offices)))
        if better == text:
            break
        again = read_source(path, better.encode())
        if _errors(again) - _errors(first) or (first.entry is not None and again.entry is None):
            break
        reading, text = again, better
    return text


def _safe(reading: Reading, offices: tuple[str, ...]) -> Iterator[Issue]:
    allow = reading.entry.allow if reading.entry else ()
    return (issue for issue in (*reading.issues, *remarks_of(reading, offices)) if issue.is_safe and not is_permitted(issue, allow))


def _errors(reading: Reading) -> set[tuple[str, str]]:
    return {(issue.rule, issue.message) for issue in reading.issues if issue.level is Level.ERROR}


def mend(project: Project, issues: Iterable[Issue]) -> list[Mended]:
    """Mend the files that `issues` say something repairable of; SourceError when a file changes meanwhile."""
    wanted = {issue.path.removeprefix("content/") for issue in issues if issue.is_safe or issue.level is Level.AUTO}
    found = scan(project.content).sources
    offices = tuple(office.name for office in read_offices(project.content))
    result = []
    for path in sorted(wanted & found.keys()):
        place = found[path].path
        data = file_bytes(path, place)
        text = mended_text(path, data, offices)
        before = data.decode("utf-8", "replace")
        if text.encode() == data:
            continue
        if file_bytes(path, place) != data:
            raise SourceError(f"content/{path}", "tệp đổi trong lúc đang sửa. Chạy lại lệnh.")
        write_file(project.content, path, text, is_new=False)
        rows = difflib.unified_diff(before.splitlines(), text.splitlines(), "trước", "sau", n=0, lineterm="")
        result.append(Mended(path=f"content/{path}", diff="\n".join(list(rows)[2:])))
    return result
