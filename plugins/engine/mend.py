"""`check --fix`: what reading repairs by itself, and the safe suggestions of the rules, written back into the files.

Each text is judged again after it was mended, until nothing safe is left; a repair that makes anything worse is taken back.
"""

import difflib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plugins.core.errors import SourceError
from plugins.core.rules import Issue, Level, is_permitted
from plugins.editorial.catalogue import office_names
from plugins.editorial.mending import mended
from plugins.editorial.writer import write_file
from plugins.engine.opening import file_bytes
from plugins.engine.project import Project
from plugins.engine.read import Reading, read_source
from plugins.engine.remarks import remarks_of
from plugins.engine.scan import scan
from plugins.vietnamese.cleaning import newlines

#: a repair may show another (two marks that overlap); more rounds than this would be rules that disagree
_ROUNDS = 5
_HELD = "không ghi được tệp này: tệp chỉ đọc, hoặc đang mở ở chương trình khác. Đóng chương trình đó rồi chạy lại."


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """A text that was mended."""

    #: POSIX path from the site's folder
    path: str
    #: one row for each line that changed, with its number, as it was and as it is
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
    """Safe suggestions; none where the front matter cannot be read, since what the editor allows is not known then."""
    if reading.entry is None:
        return iter(())
    allow = reading.entry.allow
    return (issue for issue in (*reading.issues, *remarks_of(reading, offices)) if issue.is_safe and not is_permitted(issue, allow))


def _errors(reading: Reading) -> set[tuple[str, str]]:
    return {(issue.rule, issue.message) for issue in reading.issues if issue.level is Level.ERROR}


def mend(project: Project, issues: Iterable[Issue]) -> Iterator[Mended]:
    """Mend the files that `issues` say something repairable of, one after the other; each is whole before it is told.

    SourceError when a file changes meanwhile, or cannot be written.
    """
    wanted = {issue.path.removeprefix("content/") for issue in issues if issue.is_safe or issue.level is Level.AUTO}
    found = scan(project.content).sources
    offices = office_names(project.content)
    for path in sorted(wanted & found.keys()):
        place = found[path].path
        data = file_bytes(path, place)
        text = mended_text(path, data, offices)
        before = data.decode("utf-8-sig", "replace")
        if text.encode() == data:
            continue
        if file_bytes(path, place) != data:
            raise SourceError(f"content/{path}", "tệp đổi trong lúc đang sửa. Chạy lại lệnh.")
        try:
            write_file(project.content, path, text, is_new=False)
        except OSError as error:
            raise SourceError(f"content/{path}", _HELD) from error
        yield Mended(path=f"content/{path}", diff="\n".join(_difference(newlines(before).split("\n"), text.split("\n"))))


def _difference(before: list[str], after: list[str]) -> Iterator[str]:
    is_shown = False
    for kind, start, end, new_start, new_end in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            is_shown = True
            yield f"  dòng {start + 1}:"
            yield from (f"  - {line}" for line in before[start:end])
            same = _seen(before[start:end]) == _seen(after[new_start:new_end])
            yield from (f"  + {line}" for line in after[new_start:new_end])
            if same:
                yield "    (chỉ khác ký tự ẩn hoặc cách mã hóa dấu)"
    if not is_shown:
        yield "  (chỉ khác dấu xuống dòng hoặc dấu đầu tệp)"


def _seen(lines: list[str]) -> str:
    """What the screen shows of lines."""
    return "".join(letter for letter in unicodedata.normalize("NFC", "\n".join(lines)) if unicodedata.category(letter) != "Cf")
