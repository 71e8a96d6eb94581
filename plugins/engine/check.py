"""Stage 3: heads to issues. Decides which entries are published; everything wrong is said at once.

First the rules that refuse, over all entries that a build would publish; then those that ask who came first, over what is
left; then the rest, knowing what was refused: so a link to a refused entry is a warning (LK03), and one refusal never pulls
others down. A rule is asked about the entries that its suspicion names, which is few of 10,000.
"""

from collections import ChainMap
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from plugins.core.errors import OutsideFolderError
from plugins.core.model import Category, Office, Status
from plugins.core.rules import Finding, Issue, Level, Rule, Scope, Surroundings, is_permitted, issues_of
from plugins.documents.register import Register
from plugins.editorial.catalogue import read_categories, read_offices
from plugins.engine.cards import Logo
from plugins.engine.files import judge_files
from plugins.engine.heads import Head
from plugins.engine.logo import find_logo
from plugins.engine.memory import Memory
from plugins.engine.opening import file_bytes
from plugins.engine.project import Project
from plugins.engine.rule_surroundings import surroundings_of
from plugins.engine.scan import Found, Scan, scan
from plugins.engine.site_rules import SCAN_RULES, SITE_RULES
from plugins.engine.sources import NOTHING, Inquiry, Progress, Sources, load_sources, terms_of
from plugins.engine.store import FileRow
from plugins.media.street_sizes import StreetSize, sizes_in
from plugins.reports import rules as plan_rules
from plugins.reports.matrix import matrix
from plugins.reports.plan_tasks import FILE as PLAN_FILE
from plugins.reports.plan_tasks import MAX_BYTES, Plan, plan_in

_REFUSING = tuple(rule for rule in SITE_RULES if rule.scope is Scope.SITE and rule.level is Level.ERROR)
_CLAIMING = tuple(rule for rule in SITE_RULES if rule.scope is Scope.CLAIM)
#: what a build did, and what only `check` says
_TELLING = tuple(rule for rule in SITE_RULES if rule.scope is Scope.SITE and rule.level is not Level.ERROR and rule.is_outcome)
_REMARKING = tuple(rule for rule in SITE_RULES if rule.scope is Scope.SITE and rule.level is not Level.ERROR and not rule.is_outcome)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """All of content/, read and judged."""

    sources: Sources
    #: entries to publish, by path from content/
    published: Mapping[str, Head]
    #: paths from content/ of sources that would be public and are refused, or that cannot be read
    refused: frozenset[str]
    #: every finding, sorted
    issues: tuple[Issue, ...]
    #: files of tep/, by path from content/, and what is known of each
    files: Mapping[str, Found]
    file_rows: Mapping[str, FileRow]
    #: street sizes for which slogans are set
    sizes: tuple[StreetSize, ...]
    #: the ward's own logo; None: it has none
    logo: Logo | None
    categories: tuple[Category, ...]
    offices: tuple[Office, ...]
    #: address of each tag to its label
    tags: Mapping[str, str]
    #: addresses that the portal makes itself
    addresses: frozenset[str]
    register: Register
    #: what rules may know of the entries
    around: Surroundings
    #: tasks of the ward's plan; None: it has no such file
    plan: Plan | None = None

    @property
    def heads(self) -> Mapping[str, Head]:
        """Every source, by path from content/."""
        return self.sources.heads

    @property
    def refused_files(self) -> frozenset[str]:
        """Paths from content/ of all that an error keeps from the public; a draft with errors was not meant for it yet."""
        errors = {issue.path.removeprefix("content/") for issue in self.issues if issue.level is Level.ERROR}
        return self.refused | frozenset(path for path in errors if path not in self.heads)

    @property
    def waiting(self) -> tuple[str, ...]:
        """Paths from content/ of drafts, scheduled, expired and withdrawn entries."""
        return tuple(path for path in self.heads if path not in self.published and path not in self.refused)


def silent(done: int, total: int) -> None:
    """Reports nothing."""


def check_content(
    project: Project,
    found: Scan | None = None,
    memory: Memory | None = None,
    progress: Progress = silent,
    remarked: Collection[str] | None = None,
) -> Checked:
    """Scan (unless that was done), read and judge the content of `project`.

    `remarked`: paths from content/ of the sources about which everything is said; None: what a build decides, about all.
    """
    found = scan(project.content) if found is None else found
    categories = read_categories(project.content)
    offices = read_offices(project.content)
    inquiry = Inquiry(paths=frozenset(remarked), offices=tuple(office.name for office in offices)) if remarked is not None else NOTHING
    terms = terms_of(project, found)
    sizes = sizes_in(terms.sizes)
    sources = load_sources(project, found, memory or Memory(is_kept=False), progress, inquiry, terms)
    rows = judge_files(project, found, sources.store)
    logo = find_logo(project.ward, found.files, rows)
    heads = sources.heads
    plan = _plan_of(found)
    issues = _issues_of_files(found, rows)
    issues.extend(issues_of(plan_rules.FORM, PLAN_FILE, plan_rules.form_findings(plan)) if plan else ())
    for head in heads.values():
        if head.has_issues:
            issues.extend(head.details.issues)
    bad = _paths_with_errors(issues)
    around = surroundings_of(project, found, rows, categories, heads, bad)
    for rules in (_REFUSING, _CLAIMING):
        refusing = _judge(rules, heads, around)
        issues.extend(refusing)
        more = _paths_with_errors(refusing) - bad
        if more:  # most builds refuse nothing, and the neighbours stay as they are
            bad |= more
            around = surroundings_of(project, found, rows, categories, heads, bad)
    issues.extend(_judge(_TELLING, heads, around))
    if remarked is not None:
        issues.extend(_judge(_REMARKING, {path: heads[path] for path in heads if path in remarked}, around))
        issues.extend(issue for path in sorted(sources.remarks) for issue in sources.remarks[path])
        issues.extend(_remarks_on(plan, project, around, offices) if plan else ())
    return Checked(
        sources=sources,
        published=around.published,  # type: ignore[arg-type] # heads are what `surroundings_of` put there
        refused=frozenset(path for path in bad if path in heads and _is_wanted(heads[path], project.now.timestamp())),
        issues=tuple(sorted(issue for issue in set(issues) if not _is_allowed(issue, heads))),
        files=found.files,
        file_rows=rows,
        sizes=sizes,
        logo=logo,
        categories=categories,
        offices=offices,
        tags=around.tags,
        addresses=around.addresses,
        register=around.register,  # type: ignore[arg-type] # likewise
        around=around,
        plan=plan,
    )


def check_site(project: Project, paths: Iterable[Path] = (), progress: Progress = silent) -> tuple[Issue, ...]:
    """Issues of the whole site, or of some files; OutsideFolderError for a file that is not in content/."""
    wanted = set()
    for path in paths:
        absolute = _place_of(project, path)
        if not absolute.is_relative_to(project.content) or not absolute.exists():
            inside = "content" / path
            hint = f" Có phải “{inside.as_posix()}”?" if not path.is_absolute() and (project.root / inside).exists() else ""
            raise OutsideFolderError(path, f"không có trong thư mục content/ của cổng.{hint}")
        wanted.add(f"content/{absolute.relative_to(project.content).as_posix()}".rstrip("/.") or "content")
    found = scan(project.content)
    remarked = frozenset(path for path in found.sources if not wanted or _is_in(f"content/{path}", wanted))
    issues = check_content(project, found, progress=progress, remarked=remarked).issues
    return tuple(issue for issue in issues if not wanted or _is_in(issue.path, wanted))


def findings_on(checked: Checked, head: Head) -> tuple[Issue, ...]:
    """What the rules that look at other entries say of one, as if it were published and nothing else were to change."""
    now = checked.around
    own = dict.fromkeys((head.url, *head.old_urls), head.path)
    around = replace(
        now,
        published=ChainMap({head.path: head}, now.published),  # type: ignore[arg-type] # only read
        owners=ChainMap(now.owners, own),  # type: ignore[arg-type] # likewise; whoever has an address keeps it
        ids=ChainMap(now.ids, {head.id: head.path}),  # type: ignore[arg-type] # likewise
    )
    return tuple(_judge((*_REFUSING, *_CLAIMING, *_TELLING, *_REMARKING), {head.path: head}, around)) if head.is_entry else ()


def lines_of(project: Project) -> Callable[[str], Sequence[str]]:
    """The lines that findings about a path (from the site's folder) speak of; none of what is no text."""

    def lines(path: str) -> Sequence[str]:
        from plugins.engine import read  # large, and asked for only when there is something to show

        file = project.root / path
        if file.suffix != ".md" or not file.is_file():
            return ()
        return read.lines_of(file_bytes(path.removeprefix("content/"), str(file)))

    return lines


def eases(project: Project, paths: Iterable[Path]) -> Iterator[str]:
    """How easy the texts in these files are to read, a line for each that has sentences."""
    from plugins.editorial.reading_ease import reading_ease
    from plugins.editorial.reading_figures import in_words
    from plugins.engine.read import read_source

    for path in paths:
        file = _place_of(project, path)
        if file.suffix == ".md" and file.is_file():
            name = file.relative_to(project.content).as_posix()
            ease = reading_ease(read_source(name, file_bytes(name, str(file))).subject())
            if ease:
                yield f"content/{name}: độ dễ đọc: {in_words(ease)}."


def _place_of(project: Project, path: Path) -> Path:
    """Absolute, of a path as it was typed: from where the command runs, or else as findings name it, from the site's folder."""
    place = path.resolve()
    return place if place.exists() or path.is_absolute() else (project.root / path).resolve()


def _is_in(path: str, wanted: Collection[str]) -> bool:
    """Is this one of the files, or in one of the folders?"""
    return any(path == name or path.startswith(name + "/") for name in wanted)


def _issues_of_files(found: Scan, rows: Mapping[str, FileRow]) -> list[Issue]:
    issues: list[Issue] = []
    for rule, rows_of_rule in (("TP01", found.refused), ("TP04", found.misplaced)):
        for path, message in rows_of_rule:
            issues.extend(issues_of(SCAN_RULES[rule], path, [Finding(line=0, message=message)]))
    for path, row in rows.items():
        if row.findings or row.repairs:
            from plugins.engine.rule_table import READING  # large, and most files are what they say

            issues.extend(issues_of(READING["TP02"], path, row.findings))
            issues.extend(issues_of(READING["DL04"], path, row.repairs))
    return issues


def _plan_of(found: Scan) -> Plan | None:
    file = found.data.get(PLAN_FILE)
    return plan_in(file_bytes(PLAN_FILE, file.path, MAX_BYTES)) if file else None


def _remarks_on(plan: Plan, project: Project, around: Surroundings, offices: tuple[Office, ...]) -> Iterator[Issue]:
    """What `check` says of the plan: names that nothing declares, due dates that are near or over."""
    names = plan_rules.name_findings(plan, [office.name for office in offices], around.categories)
    yield from issues_of(plan_rules.NAMES, PLAN_FILE, names)
    published: list[Head] = sorted(around.published.values(), key=lambda head: head.released, reverse=True)  # type: ignore[arg-type] # heads
    today = project.now.date()
    for rule, finding in plan_rules.due_findings(matrix(plan, published, today), today):
        yield from issues_of(rule, PLAN_FILE, [finding])


def _is_wanted(head: Head, now: float) -> bool:
    """Would this entry be public if it had no error? A source that cannot be read was surely meant to be, unless it says that
    it is a draft; a date to come without `publish_at` is an error, not a plan, but days of a slogan that are to come are one.
    """
    if not head.is_entry:
        return head.details.status not in (Status.DRAFT, Status.WITHDRAWN)
    is_planned = head.released > now and (head.entry.publish_at is not None or head.date <= now)
    return head.status == Status.PUBLISHED.value and not is_planned and now < head.expires


def _paths_with_errors(issues: Iterable[Issue]) -> set[str]:
    return {issue.path.removeprefix("content/") for issue in issues if issue.level is Level.ERROR}


def _judge(rules: tuple[Rule, ...], heads: Mapping[str, Head], around: Surroundings) -> list[Issue]:
    issues: list[Issue] = []
    outlines = list(heads.values())
    for rule in rules:
        for outline in rule.suspects(outlines, around):
            issues.extend(issues_of(rule, outline.path, rule.check(heads[outline.path].subject(around))))
    return issues


def _is_allowed(issue: Issue, heads: Mapping[str, Head]) -> bool:
    """Did the editor silence this remark for this entry?"""
    head = heads.get(issue.path.removeprefix("content/"))
    return head is not None and head.is_entry and is_permitted(issue, head.entry.allow)
