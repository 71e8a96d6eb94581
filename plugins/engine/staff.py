"""The staff page: what was built, what was refused and why, what waits. For the office only (Audience.STAFF)."""

import heapq
from collections.abc import Iterable

from plugins.core.model import ENTRY_TYPES, Entry, Status
from plugins.core.rules import Issue, Level
from plugins.editorial.reading_figures import in_words
from plugins.editorial.reports import LEVEL_TEXT
from plugins.engine.assemble import Site
from plugins.engine.check import Checked
from plugins.engine.views import Fact, StaffEntry, StaffIndex, StaffIssue
from plugins.vietnamese.dates import short_date

#: texts in the list of those that are hardest to read
_HARDEST = 10


def staff_index(site: Site) -> StaffIndex:
    """The view of staff/index.html."""
    checked = site.checked
    by_path: dict[str, list[Issue]] = {}
    for issue in checked.issues:
        by_path.setdefault(issue.path.removeprefix("content/"), []).append(issue)
    ward = site.project.ward
    return StaffIndex(
        heading=f"Bàn làm việc: {ward.site_name}",
        counts=tuple(Fact(label=t.label, text=str(len(site.by_folder[t.folder]))) for t in ENTRY_TYPES),
        refused=tuple(_refused(path, by_path, checked) for path in sorted(checked.refused_files)),
        remarks=tuple(_issue(issue) for issue in checked.issues if issue.level is not Level.ERROR),
        hardest=tuple(_hardest(site)),
        waiting=tuple(_waiting(site, checked, by_path)),
    )


def _hardest(site: Site) -> Iterable[StaffEntry]:
    hard = [head for head in site.entries if head.difficulty]
    for head in heapq.nsmallest(_HARDEST, hard, key=lambda head: (-head.difficulty, head.path)):
        ease = head.details.ease
        assert ease is not None  # where the difficulty is from
        figures = in_words(ease)
        yield StaffEntry(path=f"content/{head.path}", title=head.entry.title, state=figures[:1].upper() + figures[1:])


def _refused(path: str, by_path: dict[str, list[Issue]], checked: Checked) -> StaffEntry:
    issues = tuple(_issue(issue) for issue in by_path.get(path, ()) if issue.level is Level.ERROR)
    return StaffEntry(path=f"content/{path}", title=_title(path, checked), state="Bị từ chối", issues=issues)


def _title(path: str, checked: Checked) -> str:
    head = checked.heads.get(path)
    if head is None:
        return path
    return head.entry.title if head.is_entry else head.details.title or path


def _waiting(site: Site, checked: Checked, by_path: dict[str, list[Issue]]) -> Iterable[StaffEntry]:
    for path in sorted(checked.waiting):
        head = checked.heads[path]
        issues = tuple(_issue(issue) for issue in by_path.get(path, ()) if issue.level is Level.ERROR)
        state = _state(head.entry, site) if head.is_entry else "Bản nháp, chưa điền đủ"
        yield StaffEntry(path=f"content/{path}", title=_title(path, checked), state=state, issues=issues)


def _state(entry: Entry, site: Site) -> str:
    if entry.status is Status.DRAFT:
        return "Bản nháp"
    if entry.status is Status.WITHDRAWN:
        return "Đã rút"
    if entry.released_at > site.project.now:
        return f"Hẹn đăng {entry.released_at:%H:%M} ngày {short_date(entry.released_at)}"
    ends = entry.consent_ends_at
    return "Sự đồng ý đã hết hạn: hỏi lại" if ends and ends <= site.project.now else "Hết hạn"


def _issue(issue: Issue) -> StaffIssue:
    place = f"dòng {issue.line}" if issue.line else "cả tệp"
    if issue.level is not Level.ERROR:
        place = f"{issue.path}, {place}"
    return StaffIssue(
        place=place,
        rule=issue.rule,
        level=issue.level.value,
        level_text=LEVEL_TEXT[issue.level],
        message=issue.message,
        suggestion=issue.suggestion,
    )
