"""The tasks of the ward's plan: du-lieu/ke-hoach.toml, read and checked. The head of that file tells editors how to write it.

What is wrong is told with its line, all at once, and the task it stands in is left out; the others hold.
"""

import datetime as dt
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from plugins.core.model import ENTRY_TYPES
from plugins.core.rules import Finding
from plugins.documents.numbers import DocumentNumber
from plugins.vietnamese.cleaning import find_hidden, nfc
from plugins.vietnamese.slug import SLUG_PATTERN, slug

#: path from content/
FILE = "du-lieu/ke-hoach.toml"
#: bytes of the file; tasks in it; characters of a text; entries that one evidence may ask for
MAX_BYTES, _MOST_TASKS, _MOST_TEXT, _MOST_NEEDED = 128 * 1024, 200, 500, 1000
_PLACE = re.compile(r"at line (\d+)")
_LABELS = {entry_type.folder: entry_type.label for entry_type in ENTRY_TYPES}
_FORM = 'Viết sai mẫu TOML: mỗi dòng là “tên = "nội dung"”, không ghi một tên hai lần, ngày viết 2026-12-31 không có ngoặc kép.'


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What must be published for a task: entries that answer every condition given, each by one of its words."""

    #: folders of content/
    types: tuple[str, ...] = ()
    #: keys of du-lieu/chuyen-muc.toml
    categories: tuple[str, ...] = ()
    #: addresses of tags
    tags: tuple[str, ...] = ()
    #: the same tags as the editor wrote them
    tag_labels: tuple[str, ...] = ()
    #: canonical document numbers that the entry names or is
    numbers: tuple[str, ...] = ()
    #: entries
    at_least: int = 1

    @property
    def words(self) -> str:
        """The evidence as staff read it: Gương điển hình, có thẻ “Nghị quyết 05”."""
        parts = [" hoặc ".join(_LABELS[folder] for folder in self.types) or "Bài bất kỳ"]
        parts += [f"chuyên mục {' hoặc '.join(self.categories)}"] if self.categories else []
        parts += [f"có thẻ {' hoặc '.join(f'“{label}”' for label in self.tag_labels)}"] if self.tags else []
        parts += [f"nêu số {' hoặc '.join(self.numbers)}"] if self.numbers else []
        return ", ".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTask:
    """One task of the plan."""

    key: str
    #: what is to be done
    title: str
    #: where the plan says so: V.2
    part: str = ""
    #: the unit that leads
    lead: str
    partners: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    #: last day on which it is done in time; None while the plan names none
    due: dt.date | None = None
    #: when, in the plan's own words: kịp thời, định kỳ
    when: str = ""
    #: is it never over, however much is there?
    ongoing: bool = False
    #: all must be there
    evidence: tuple[Evidence, ...] = ()
    #: the day on which the office found it done, and by which paper: for work that leaves nothing on the portal
    done_on: dt.date | None = None
    proof: str = ""
    #: line of its table in the file
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The plan, as far as it could be read."""

    #: as residents read it
    name: str = ""
    #: where it comes from
    source: str = ""
    #: under “Nơi nhận” of reports; without the dash
    recipients: tuple[str, ...] = ()
    #: lines over the signature of reports
    signature: tuple[str, ...] = ()
    tasks: tuple[PlanTask, ...] = ()
    faults: tuple[Finding, ...] = ()


class _FaultError(ValueError):
    """One Vietnamese sentence: what is wrong with a table."""


@lru_cache(maxsize=4)
def plan_in(data: bytes) -> Plan:
    """The plan in the bytes of the file; what is wrong is in its `faults`."""
    if len(data) >= MAX_BYTES:
        return Plan(faults=(Finding(line=0, message=f"Tệp dài quá {MAX_BYTES // 1024} KiB. Bỏ bớt."),))
    try:
        text = nfc(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Plan(faults=(Finding(line=0, message="Tệp không phải UTF-8. Lưu lại dạng UTF-8."),))
    try:
        rows = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        place = _PLACE.search(str(error))
        line = int(place[1]) if place else text.count("\n") + 1
        return Plan(faults=(Finding(line=line, message=_FORM),))
    lines = _lines(text)
    faults: list[Finding] = []
    head = _head(rows.pop("plan", {}), lines["plan"], faults)
    tasks = tuple(_tasks(rows.pop("task", []), lines["task"], faults))
    if rows:
        faults.append(Finding(line=1, message=f"Chỉ gồm bảng [plan] và các bảng [[task]]; bỏ “{next(iter(rows))}”."))
    return Plan(**head, tasks=tasks, faults=tuple(faults))  # type: ignore[arg-type] # as the table of fields says


def _lines(text: str) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {"plan": [], "task": []}
    for number, row in enumerate(text.split("\n"), 1):
        if row.strip().startswith("[plan]"):
            found["plan"].append(number)
        elif row.strip().startswith("[[task]]"):
            found["task"].append(number)
    return found


def _head(row: object, lines: list[int], faults: list[Finding]) -> dict[str, object]:
    try:
        return _read(row, _PLAN_FIELDS, ())
    except _FaultError as fault:
        faults.append(Finding(line=lines[0] if lines else 1, message=str(fault)))
        return {}


def _tasks(rows: object, lines: list[int], faults: list[Finding]) -> Iterator[PlanTask]:
    if not isinstance(rows, list) or len(rows) > _MOST_TASKS:
        faults.append(Finding(line=1, message=f"Việc ghi trong các bảng [[task]], nhiều nhất {_MOST_TASKS} bảng."))
        return
    seen: dict[str, int] = {}
    for index, row in enumerate(rows):
        line = lines[index] if index < len(lines) else 1
        try:
            task = PlanTask(**_read(row, _TASK_FIELDS, ("key", "title", "lead")), line=line)  # type: ignore[arg-type] # as the table says
            _require_sense(task, seen)
        except _FaultError as fault:
            faults.append(Finding(line=line, message=str(fault)))
        else:
            seen[task.key] = line
            yield task


def _require_sense(task: PlanTask, seen: Mapping[str, int]) -> None:
    if task.key in seen:
        raise _FaultError(f"Khóa “{task.key}” ghi hai lần (lần đầu ở dòng {seen[task.key]}). Đặt khóa khác.")
    if task.done_on and not task.proof:
        raise _FaultError("Có “done_on” thì phải ghi “proof”: số báo cáo, biên bản chứng minh việc đã làm.")
    if task.ongoing and (task.due or task.done_on):
        raise _FaultError("Việc thường xuyên (ongoing = true) không có “due” và “done_on”. Bỏ một trong hai.")
    if task.proof and not task.done_on:
        raise _FaultError("Có “proof” thì phải ghi “done_on”: ngày làm xong, ví dụ 2026-06-30.")


def _read(row: object, fields: Mapping[str, Callable[[str, object], object]], needed: tuple[str, ...]) -> dict[str, object]:
    """The values of a table; `_FaultError` for the first thing wrong in it."""
    if not isinstance(row, Mapping):
        raise _FaultError(f"Phải là một bảng gồm: {', '.join(fields)}.")
    if strangers := [name for name in row if name not in fields]:
        raise _FaultError(f"Không có “{strangers[0]}”; các tên: {', '.join(fields)}.")
    if missing := [name for name in needed if name not in row]:
        raise _FaultError(f"Thiếu “{missing[0]}”.")
    return {name: fields[name](name, value) for name, value in row.items()}


def _line(name: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _FaultError(f"“{name}” phải là chữ trong ngoặc kép.")
    if hidden := find_hidden(value):
        raise _FaultError(f"“{name}” có ký tự ẩn U+{ord(hidden):04X}. Xóa rồi gõ lại.")
    if len(value) > _MOST_TEXT or "\n" in value:
        raise _FaultError(f"“{name}” phải là một dòng, nhiều nhất {_MOST_TEXT} ký tự.")
    return value.strip()


def _key(name: str, value: object) -> str:
    key = _line(name, value)
    if not SLUG_PATTERN.fullmatch(key):
        raise _FaultError(f"Khóa “{key}” chỉ gồm chữ thường không dấu, số và dấu gạch nối.")
    return key


def _day(name: str, value: object) -> dt.date:
    if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
        raise _FaultError(f"“{name}” phải là ngày viết 2026-12-31, không có ngoặc kép.")
    return value


def _flag(name: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise _FaultError(f"“{name}” phải là true hoặc false, không có ngoặc kép.")
    return value


def _list(name: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise _FaultError(f'“{name}” phải là danh sách, ví dụ {name} = ["một", "hai"].')
    return tuple(dict.fromkeys(_line(name, one) for one in value))


def _folders(name: str, value: object) -> tuple[str, ...]:
    folders = _list(name, value)
    if strange := [folder for folder in folders if folder not in _LABELS]:
        raise _FaultError(f"Không có loại “{strange[0]}”; các loại: {', '.join(_LABELS)}.")
    return folders


def _numbers(name: str, value: object) -> tuple[str, ...]:
    return tuple(_number(one) for one in _list(name, value))


def _number(text: str) -> str:
    try:
        return str(DocumentNumber.parse(text))
    except ValueError as error:
        raise _FaultError(f"“{text}” không phải số, ký hiệu văn bản; viết như “05-NQ/TU”.") from error


def _count(name: str, value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= _MOST_NEEDED:
        raise _FaultError(f"“{name}” phải là số từ 1 đến {_MOST_NEEDED}.")
    return value


def _evidence(name: str, value: object) -> tuple[Evidence, ...]:
    if not isinstance(value, list):
        raise _FaultError(f"“{name}” phải là các bảng [[task.{name}]].")
    return tuple(_one_evidence(_read(row, _EVIDENCE_FIELDS, ())) for row in value)


def _one_evidence(row: dict[str, object]) -> Evidence:
    if not row.keys() & {"types", "categories", "tags", "numbers"}:
        raise _FaultError("Mỗi bảng [[task.evidence]] phải có ít nhất một trong: types, categories, tags, numbers.")
    labels = row.get("tags", ())
    assert isinstance(labels, tuple)
    return Evidence(**{**row, "tags": tuple(map(slug, labels)), "tag_labels": labels})  # type: ignore[arg-type] # as the table says


_PLAN_FIELDS: dict[str, Callable[[str, object], object]] = {"name": _line, "source": _line, "recipients": _list, "signature": _list}
_TASK_FIELDS: dict[str, Callable[[str, object], object]] = {
    "key": _key,
    "title": _line,
    "part": _line,
    "lead": _line,
    "partners": _list,
    "channels": _list,
    "due": _day,
    "when": _line,
    "ongoing": _flag,
    "evidence": _evidence,
    "done_on": _day,
    "proof": _line,
}
_EVIDENCE_FIELDS: dict[str, Callable[[str, object], object]] = {
    "types": _folders,
    "categories": _list,
    "tags": _list,
    "numbers": _numbers,
    "at_least": _count,
}
