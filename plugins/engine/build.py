"""One build, from content to site. The flow (each stage a module, each returns values; only make and commit write):

scan      content/ -> sources and files; nothing touched since the last build, and every output in place -> done
read      source -> head (always) and body (for what is made)
check     heads -> issues; entries with errors are left out
assemble  heads -> Site
plan      Site -> artifacts, rank by rank, each with the seal of its inputs
make      artifacts whose key changed -> temporary files
commit    temporary files -> output/ and staff/
"""

import gc
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from plugins.core.artifacts import Audience
from plugins.core.errors import GateError
from plugins.core.lock import build_lock
from plugins.engine.beside import Beside
from plugins.engine.commit import Output, commit, final_path, folder_of, roll_forward, state_of
from plugins.engine.memory import Memory
from plugins.engine.project import Project
from plugins.engine.scan import Scan, scan, scan_after
from plugins.engine.seal import Inputs, inputs_of, still_holds
from plugins.engine.state import Records, Seal, issues_of, packed, read_state, state_path
from plugins.engine.tree import Addresses, disturbed

if TYPE_CHECKING:
    from plugins.core.rules import Issue
    from plugins.desk.bundle import BundleFile
    from plugins.engine.check import Checked
    from plugins.engine.make import Workshop

DONE, REFUSED = 0, 2
#: heard during a build: stage in Vietnamese, done, total (0 when not known)
Report = Callable[[str, int, int], None]
#: heard after commit for each public file
Written = Callable[[Output, Path], None]
_READING, _CHECKING, _MAKING, _WRITING = "Đọc bài", "Kiểm tra nội dung", "Tạo trang và ảnh", "Ghi kết quả"
_DAMAGED = "Bộ nhớ đệm trong .cache/ bị hỏng hoặc của bản khác: đã bỏ và làm lại từ đầu."


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildResult:
    """How a build ended."""

    #: 0, or 2 when some content was refused
    exit_code: int
    issues: "tuple[Issue, ...]"
    #: Vietnamese lines for the person at the terminal
    summary: tuple[str, ...]
    #: number of public files
    public: int
    #: public addresses whose bytes were written or removed
    changed: tuple[str, ...] = ()
    #: addresses whose makers ran, and whose parts alone were replaced
    made: tuple[str, ...] = ()
    spliced: tuple[str, ...] = ()


def silent(stage: str, done: int, total: int) -> None:
    """Reports nothing."""


def build(
    project: Project,
    strict: bool = False,
    report: Report = silent,
    written: Written | None = None,
    memory: Memory | None = None,
    saved: Collection[Path] | None = None,
) -> BuildResult:
    """Build `project`. GateError (exit 3, nothing changed) when no entry can be published, or on one error with `strict`.

    `memory`: what an earlier build in this process left, and what this one leaves for the next.
    `saved`: all files that changed since then, when somebody followed the folders: then nothing else is looked at. None: look.
    """
    if written is None and project.plugins:
        from plugins.engine.portal import build_with_plugins  # only plugins need Pelican; without them it is not even imported

        return build_with_plugins(project, strict, report)
    memory = memory or Memory(is_kept=False)
    program = _program_of_desk(project)  # first: what it lacks is said before anything else is done
    with build_lock(project.cache), _no_collection(memory.is_last):
        roll_forward(project)
        before, files = memory.state(state_path(project)), memory.take_files()
        if before and files and saved is not None and not project.is_by_hash:
            followed = scan_after(files, project.content, saved)
            if followed:  # nobody built since, so every output is as this process put it
                run = _Run(project, strict, report, followed, None, dict, before.outputs, memory, program)
                return run.build(written, is_damaged=False)
        state, is_damaged = (before, False) if before else read_state(project)
        outputs = state.outputs if state else {}
        with Beside(lambda: _changed(project, outputs), project.output.name, project.processes) as beside:
            found = scan(project.content)
            inputs = inputs_of(project, found)
            # by hash means that what the file system says decides nothing
            seal = still_holds(state, inputs, project.now.timestamp()) if state and not project.is_by_hash else None
            if seal is not None and not (strict and seal.refused) and not any(beside.result().values()):
                return _unchanged(seal)
            run = _Run(project, strict, report, found, inputs, beside.result, outputs, memory, program)
            memory.hold(run)
            return run.build(written, is_damaged)


def _changed(project: Project, outputs: Records) -> Addresses:
    """What does not lie there as the last build put it."""
    return {audience: disturbed(folder_of(project, audience), records) for audience, records in outputs.items()}


@contextmanager
def _no_collection(for_good: bool) -> Iterator[None]:
    """A build makes many objects and few cycles: looking for those again and again costs a fifth of its time.

    `for_good`: the process ends soon, and even looking once would be in vain.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled and not for_good:
            gc.enable()


def _unchanged(seal: Seal) -> BuildResult:
    return BuildResult(exit_code=seal.exit_code, issues=issues_of(seal), summary=_summary(seal, 0, 0, 0, 0), public=seal.public)


@dataclass(slots=True)
class _Run:
    """A build that has something to do."""

    project: Project
    strict: bool
    report: Report
    found: Scan
    #: None when only what was saved was looked at: such a build says nothing of the rest, and leaves no seal
    inputs: Inputs | None
    #: outputs that do not lie there as the last build put them
    changed: Callable[[], Addresses]
    before: Records
    memory: Memory
    #: files of the browser desk; none where the ward has no such desk
    program: "tuple[BundleFile, ...]"

    def build(self, written: Written | None, is_damaged: bool) -> BuildResult:
        """Everything after the scan."""
        # here, because a build without anything to do takes less time than loading these
        from plugins.engine.check import check_content
        from plugins.engine.make import Workshop

        self.report(_READING, 0, 0)
        checked = check_content(self.project, self.found, self.memory, lambda done, total: self.report(_READING, done, total))
        self._gate(checked)
        self.report(_CHECKING, 0, 0)
        shop = Workshop(self.project, self.before, self.changed(), lambda done, total: self.report(_MAKING, done, total), bool(written))
        self.memory.hold(checked, shop)
        entries = _make_all(self.project, checked, shop, self.memory, self.program)
        self.report(_WRITING, 0, 0)
        seal = self._seal(checked, shop.outputs, entries)
        state = state_of(self.project, shop.outputs, seal if self.inputs and self.inputs.unsure is not None else None)
        removed = commit(self.project, shop.outputs, self.before, state)
        self.memory.remember_state(state_path(self.project), state)
        self.memory.remember_files(self.found)
        fresh = [output for output in shop.outputs if output.temporary]
        if written:
            for output in fresh:
                written(output, final_path(self.project, output.artifact.audience, output.artifact.url))
        notes = (_DAMAGED,) if is_damaged or checked.sources.store.was_damaged else ()
        return BuildResult(
            exit_code=seal.exit_code,
            issues=checked.issues,
            summary=(*notes, *_summary(seal, len(shop.made), len(shop.spliced), len(fresh), len(removed))),
            public=seal.public,
            changed=tuple(sorted([*(o.artifact.url for o in fresh if o.artifact.audience is Audience.PUBLIC), *removed])),
            made=tuple(sorted(shop.made)),
            spliced=tuple(sorted(shop.spliced)),
        )

    def _gate(self, checked: "Checked") -> None:
        from plugins.editorial.reports import as_text

        content = self.project.content.name
        if not checked.published:
            reason = "không có bài nào đăng được; trang đang có được giữ nguyên. Kiểm tra thư mục content/ và các lỗi đã báo."
            raise GateError(content, reason, as_text(checked.issues))
        if self.strict and checked.refused_files:
            reason = f"{len(checked.refused_files)} tệp có lỗi; chế độ --strict không dựng gì."
            raise GateError(content, reason, as_text(checked.issues))

    def _seal(self, checked: "Checked", outputs: list[Output], entries: int) -> Seal:
        from plugins.engine.moments import next_midnight, next_moment

        now, refused = self.project.now.timestamp(), len(checked.refused_files)
        return Seal(
            digest=self.inputs.seal if self.inputs else b"",
            unsure=(self.inputs.unsure if self.inputs else None) or {},
            since=now,
            until=min(next_moment(list(checked.heads.values()), now), next_midnight(now)),
            exit_code=REFUSED if refused else DONE,
            issues=packed(checked.issues),
            entries=entries,
            public=sum(1 for output in outputs if output.artifact.audience is Audience.PUBLIC),
            waiting=len(checked.waiting),
            refused=refused,
        )


def _program_of_desk(project: Project) -> "tuple[BundleFile, ...]":
    if project.ward.desk is None:
        return ()
    from plugins.desk.bundle import bundle

    return bundle(project.cache)


def _make_all(project: Project, checked: "Checked", shop: "Workshop", memory: Memory, program: "tuple[BundleFile, ...]") -> int:
    """Everything made, rank by rank; the number of entries published."""
    from plugins.engine import plan
    from plugins.engine.assemble import assemble
    from plugins.engine.frame import surroundings
    from plugins.engine.old_addresses import old_address_artifacts
    from plugins.engine.plan_desk import desk_files, desk_page
    from plugins.engine.plan_feeds import feed_artifacts
    from plugins.engine.plan_pages import Pages
    from plugins.engine.plan_search import SearchPlan
    from plugins.engine.plan_social import SocialPlan
    from plugins.engine.theme_files import theme_files

    site = assemble(project, checked, memory)
    theme = theme_files(project.theme, project.ward.colour)
    texts = checked.sources.texts()
    try:
        memory.texts.now = texts.of
        material = plan.make_material(site, shop.make_files, memory.texts)
        shop.around = surroundings(site, theme.assets, shop.keys)
        memory.remember_site(site, shop.around)
        pages = Pages(site, material, shop.around, memory)
        memory.hold(site, material, pages)
        feeds = feed_artifacts(site, pages.inputs, material.text, theme.feed_style)
        search = SearchPlan(site, texts.terms) if project.ward.search else None
        search_page = [search.page(pages.inputs.facts, shop.around)] if search else []
        frame, seal = shop.around.frame, shop.around.frame_seal
        with shop.meanwhile(search.files() if search else ()):
            # fonts take a tenth of a second each, and nobody waits for the theme's files or the feeds: they are made beside the pages
            public = chain(theme.artifacts, feeds, pages.artifacts(), old_address_artifacts(site))
            shop.make(
                chain(
                    plan.with_sums(site, public),
                    search_page,
                    desk_files(program),
                    desk_page(site, program, theme.assets, frame, seal),
                    plan.staff_artifacts(site, material, frame, seal),
                    pages.broadcast.fronts(frame, seal),
                    SocialPlan(site, material.text, material.desk).artifacts(frame, seal),
                )
            )
    finally:
        texts.close()
    return len(site.entries)


def _summary(seal: Seal, made: int, spliced: int, written: int, removed: int) -> tuple[str, ...]:
    summary = [f"Đã dựng {seal.entries} bài thành {seal.public} tệp trong output/."]
    if seal.waiting:
        summary.append(f"Đang chờ, chưa đăng: {seal.waiting} bài (nháp, hẹn giờ, hết hạn, đã rút). Xem staff/index.html.")
    if seal.refused:
        summary.append(f"Bị từ chối: {seal.refused} tệp. Xem lý do ở staff/index.html hoặc chạy “check”.")
    summary.append(f"Làm lại: {made} · ghép khung: {spliced} · ghi: {written} · bỏ: {removed}.")
    return tuple(summary)
