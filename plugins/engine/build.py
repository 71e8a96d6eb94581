"""One build, from content to site. The flow (each stage a module, each returns values; only make and commit write):

scan      content/ -> sources and files
read      source -> reading: entry, text in pieces, issues
check     readings -> issues; entries with errors are left out
assemble  entries -> Site
plan      Site -> artifacts, rank by rank
make      artifacts -> temporary files
commit    temporary files -> output/ and staff/
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from plugins.core.artifacts import Audience
from plugins.core.errors import GateError
from plugins.core.rules import Issue
from plugins.editorial.reports import as_text
from plugins.engine import plan
from plugins.engine.assemble import assemble
from plugins.engine.check import Checked, check_content
from plugins.engine.commit import Output, commit, roll_forward
from plugins.engine.frame import frame_of
from plugins.engine.lock import build_lock
from plugins.engine.make import Workshop
from plugins.engine.makers import makers
from plugins.engine.project import Project

DONE, REFUSED = 0, 2
#: heard during a build: stage in Vietnamese, done, total (0 when not known)
Report = Callable[[str, int, int], None]
#: heard after commit for each public file
Written = Callable[[Output, Path], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildResult:
    """How a build ended."""

    #: 0, or 2 when some content was refused
    exit_code: int
    issues: tuple[Issue, ...]
    #: Vietnamese lines for the person at the terminal
    summary: tuple[str, ...]
    #: number of public files
    public: int


def silent(stage: str, done: int, total: int) -> None:
    """Reports nothing."""


def build(project: Project, strict: bool = False, report: Report = silent, written: Written | None = None) -> BuildResult:
    """Build `project`. GateError (exit 3, nothing changed) when no entry can be published, or on one error with `strict`."""
    if written is None and project.plugins:
        from plugins.engine.portal import build_with_plugins  # only plugins need Pelican; without them it is not even imported

        return build_with_plugins(project, strict, report)
    with build_lock(project.cache):
        roll_forward(project)
        report("Đọc và kiểm tra nội dung", 0, 0)
        checked = check_content(project)
        _gate(project, checked, strict)
        outputs = _make_all(project, checked, report)
        report("Ghi kết quả", 0, 0)
        commit(project, outputs, written)
    return _result(checked, outputs)


def _gate(project: Project, checked: Checked, strict: bool) -> None:
    if not checked.published:
        reason = "không có bài nào đăng được; trang đang có được giữ nguyên. Kiểm tra thư mục content/ và các lỗi đã báo."
        raise GateError(project.content.name, reason, as_text(checked.issues))
    if strict and checked.refused_files:
        reason = f"{len(checked.refused_files)} tệp có lỗi; chế độ --strict không dựng gì."
        raise GateError(project.content.name, reason, as_text(checked.issues))


def _make_all(project: Project, checked: Checked, report: Report) -> list[Output]:
    site = assemble(project, checked)
    total = 2 * len(site.entries)  # a page and a picture each; the rest is small
    workshop = Workshop(project, makers(project), lambda done: report("Tạo trang và ảnh", done, max(done, total)))
    theme = plan.assets(project)
    workshop.make(theme.artifacts)
    material = plan.make_material(site, workshop.make)
    frame = frame_of(site, theme.assets)
    made = workshop.make(plan.page_artifacts(material, frame))
    workshop.make(plan.feed_artifacts(material))
    workshop.make(plan.sum_artifacts(site, made))
    workshop.make(plan.staff_artifacts(site, checked, frame))
    return workshop.outputs


def _result(checked: Checked, outputs: list[Output]) -> BuildResult:
    public = sum(1 for output in outputs if output.artifact.audience is Audience.PUBLIC)
    refused = checked.refused_files
    summary = [f"Đã dựng {len(checked.published)} bài thành {public} tệp trong output/."]
    if checked.waiting:
        summary.append(f"Đang chờ, chưa đăng: {len(checked.waiting)} bài (nháp, hẹn giờ, hết hạn, đã rút). Xem staff/index.html.")
    if refused:
        summary.append(f"Bị từ chối: {len(refused)} tệp. Xem lý do ở staff/index.html hoặc chạy “check”.")
    return BuildResult(exit_code=REFUSED if refused else DONE, issues=checked.issues, summary=tuple(summary), public=public)
