"""The staff pages: what was built, what was refused and why, what waits. For the office only (Audience.STAFF)."""

import heapq
from collections.abc import Iterable, Mapping

from plugins.core.model import ENTRY_TYPES, Answer, OfficialDocument
from plugins.core.rules import Issue, Level
from plugins.desk.handbook_source import INDEX as HANDBOOK_URL
from plugins.editorial.reading_figures import in_words
from plugins.editorial.reports import LEVEL_TEXT
from plugins.engine import progress, weekly
from plugins.engine.assemble import Site
from plugins.engine.broadcast_scripts import PAGE as BROADCAST_URL
from plugins.engine.check import Checked
from plugins.engine.material import DeskFiles
from plugins.engine.paper_list import HEADING as PAPERS
from plugins.engine.paper_list import URL as PAPERS_URL
from plugins.engine.pending import pending_hosts
from plugins.engine.slogan_sheet import URL, SheetInputs, SheetRow
from plugins.engine.social_packs import PAGE as SOCIAL_URL
from plugins.engine.states import state_words
from plugins.engine.views.elements import Fact, Link
from plugins.engine.views.office import StaffEntry, StaffIndex, StaffIssue
from plugins.reports.portal_parts import missing_parts

#: texts in the list of those that are hardest to read
_HARDEST = 10


def staff_index(site: Site, slogans: int) -> StaffIndex:
    """The view of staff/index.html; `slogans`: how many the sheet has."""
    checked = site.checked
    by_path: dict[str, list[Issue]] = {}
    for issue in checked.issues:
        by_path.setdefault(issue.path.removeprefix("content/"), []).append(issue)
    ward = site.project.ward
    return StaffIndex(
        heading=f"Bàn làm việc: {ward.site_name}",
        counts=tuple(Fact(label=t.label, text=str(len(site.by_folder[t.folder]))) for t in ENTRY_TYPES),
        missing=tuple(Fact(label=part.name, text=part.remedy) for part in missing_parts(_root_pages(site), _facts(site))),
        refused=tuple(_refused(path, by_path, checked) for path in sorted(checked.refused_files)),
        remarks=tuple(_issue(issue) for issue in checked.issues if issue.level is not Level.ERROR),
        pending=pending_hosts(site.checked.heads.values(), site.project.allowed_hosts),
        hardest=tuple(_hardest(site)),
        waiting=tuple(_waiting(site, checked, by_path)),
        products=(
            Link(label=f"Bảng khẩu hiệu ({slogans})", url=URL),
            Link(label="Bản tin tuần", url=weekly.PAGE),
            Link(label=progress.HEADING, url=progress.STAFF_PAGE),
            *_channels(site),
            Link(label="Sổ tay biên tập", url=HANDBOOK_URL),
        ),
    )


def _channels(site: Site) -> Iterable[Link]:
    ward = site.project.ward
    if ward.spoken_files and ward.broadcast_files:
        yield Link(label="Truyền thanh", url=BROADCAST_URL)
    if ward.social_packs:
        yield Link(label="Mạng xã hội", url=SOCIAL_URL)
    if ward.papers:
        yield Link(label=PAPERS, url=PAPERS_URL)


def _root_pages(site: Site) -> frozenset[str]:
    """Pages at the root, written or generated, without .html."""
    urls = {page.url for page in site.pages} | site.checked.addresses
    return frozenset(url.removesuffix(".html") for url in urls if "/" not in url and url.endswith(".html"))


def _facts(site: Site) -> frozenset[str]:
    """What holds of the portal, by the names of `portal_parts.FACTS`."""
    project, ward = site.project, site.project.ward
    known = {
        "offices": site.checked.offices,
        "address": ward.address,
        "phone": ward.phone,
        "email": ward.email,
        "documents": site.by_folder[OfficialDocument.folder],
        "answers": site.by_folder[Answer.folder],
        "english": any(page.lang == "en" for page in site.pages),
        "public_services": ward.public_services,
        "domain": project.own_siteurl,
    }
    return frozenset(name for name, value in known.items() if value)


def sheet_inputs(site: Site, desk: Mapping[str, DeskFiles]) -> SheetInputs:
    """What the slogans' sheet is made from; `desk`: files of the office by path from content/, newest published slogans first."""
    rows = (SheetRow(head=site.checked.heads[path], state=_state(site, path), files=files) for path, files in desk.items())
    return SheetInputs(rows=tuple(rows), has_sizes=bool(site.checked.sizes))


def _state(site: Site, path: str) -> str:
    if path in site.checked.refused:
        return "Bị từ chối: xem lý do ở bàn làm việc"
    return state_words(site.checked.heads[path].entry, site.project.now)


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
        state = state_words(head.entry, site.project.now) if head.is_entry else "Bản nháp, chưa điền đủ"
        yield StaffEntry(path=f"content/{path}", title=_title(path, checked), state=state, issues=issues)


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
