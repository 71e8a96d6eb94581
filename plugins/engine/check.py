"""Stage 3: entries to issues. Decides which entries are published; everything wrong is said at once.

First the rules that refuse, over all entries that a build would publish; then those that ask who came first, over what is
left; then the rest, knowing what was refused: so a link to a refused entry is a warning (LK03), and one refusal never pulls
others down.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from plugins.core.errors import OutsideFolderError
from plugins.core.model import Category, Entry, Office, OfficialDocument, Status
from plugins.core.rules import Issue, Level, Rule, Scope, Surroundings, issues_of
from plugins.documents.register import Register
from plugins.editorial.catalogue import read_categories, read_offices
from plugins.editorial.limits import MAX_BYTES
from plugins.engine import addresses
from plugins.engine.files import check_file
from plugins.engine.project import Project
from plugins.engine.read import Reading
from plugins.engine.rule_table import READING, RULES
from plugins.engine.scan import Scan, scan
from plugins.engine.store import stored_readings
from plugins.vietnamese.slug import slug

#: bytes; sixteen times the limit of a text
_MOST_READ = 16 * MAX_BYTES
_REFUSING = tuple(rule for rule in RULES if rule.scope is Scope.SITE and rule.level is Level.ERROR)
_CLAIMING = tuple(rule for rule in RULES if rule.scope is Scope.CLAIM)
_REMARKING = tuple(rule for rule in RULES if rule.scope is Scope.SITE and rule.level is not Level.ERROR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """All of content/, read and judged."""

    #: by path from content/
    readings: Mapping[str, Reading]
    #: entries to publish, by path from content/
    published: Mapping[str, Entry]
    #: paths from content/ of sources that would be public and are refused, or that cannot be read
    refused: frozenset[str]
    #: every finding, sorted
    issues: tuple[Issue, ...]
    #: files of tep/, by path from content/
    files: Mapping[str, Path]
    categories: tuple[Category, ...]
    offices: tuple[Office, ...]
    #: address of each tag to its label
    tags: Mapping[str, str]
    #: addresses that the portal makes itself
    addresses: frozenset[str]
    register: Register

    @property
    def refused_files(self) -> frozenset[str]:
        """Paths from content/ of all that an error keeps from the public; a draft with errors was not meant for it yet."""
        errors = {issue.path.removeprefix("content/") for issue in self.issues if issue.level is Level.ERROR}
        return self.refused | frozenset(path for path in errors if path not in self.readings)

    @property
    def waiting(self) -> tuple[str, ...]:
        """Paths from content/ of drafts, scheduled, expired and withdrawn entries."""
        return tuple(path for path in self.readings if path not in self.published and path not in self.refused)


def check_content(project: Project) -> Checked:
    """Scan, read and judge the content of `project`."""
    found = scan(project.content)
    categories = read_categories(project.content)
    offices = read_offices(project.content)
    with stored_readings(project.cache) as store:
        readings = {path: store.read(path, _bytes_of(file)) for path, file in found.sources.items()}
    issues = _issues_of_files(found)
    for reading in readings.values():
        issues.extend(reading.issues)
    bad = _paths_with_errors(issues)
    around = _surroundings(project, found, categories, readings, bad)
    for rules in (_REFUSING, _CLAIMING):
        refusing = _judge(rules, readings, around)
        issues.extend(refusing)
        more = _paths_with_errors(refusing) - bad
        if more:  # most builds refuse nothing, and the neighbours stay as they are
            bad |= more
            around = _surroundings(project, found, categories, readings, bad)
    issues.extend(_judge(_REMARKING, readings, around))
    return Checked(
        readings=readings,
        published=around.published,
        refused=frozenset(path for path in readings if path in bad and _is_wanted(readings[path], project.now)),
        issues=tuple(sorted(issue for issue in set(issues) if not _is_allowed(issue, readings))),
        files=found.files,
        categories=categories,
        offices=offices,
        tags=around.tags,
        addresses=around.addresses,
        register=_register(around.published.values()),
    )


def check_site(project: Project, paths: Iterable[Path] = ()) -> tuple[Issue, ...]:
    """Issues of the whole site, or of some files; OutsideFolderError for a file that is not in content/."""
    wanted = set()
    for path in paths:
        absolute = path.resolve()
        if not absolute.is_relative_to(project.content) or not absolute.exists():
            inside = "content" / path
            hint = f" Có phải “{inside.as_posix()}”?" if not path.is_absolute() and (project.root / inside).exists() else ""
            raise OutsideFolderError(path, f"không có trong thư mục content/ của cổng.{hint}")
        wanted.add(f"content/{absolute.relative_to(project.content).as_posix()}".rstrip("/.") or "content")
    issues = check_content(project).issues
    if not wanted:
        return issues
    return tuple(issue for issue in issues if any(issue.path == name or issue.path.startswith(name + "/") for name in wanted))


def _issues_of_files(found: Scan) -> list[Issue]:
    issues: list[Issue] = []
    for path, finding in found.refused:
        issues.extend(issues_of(READING["TP01"], path, [finding]))
    for path, finding in found.misplaced:
        issues.extend(issues_of(READING["TP04"], path, [finding]))
    for path, file in found.files.items():
        issues.extend(issues_of(READING["TP02"], path, check_file(path, file)))
    return issues


def _bytes_of(file: Path) -> bytes:
    """What a source holds; of one that is far beyond the limit, enough to say so."""
    with file.open("rb") as stream:
        return stream.read(_MOST_READ)


def _is_wanted(reading: Reading, now: dt.datetime) -> bool:
    """Would this entry be public if it had no error? A source that cannot be read was surely meant to be, unless it says that
    it is a draft; a date to come without `publish_at` is an error, not a plan.
    """
    entry = reading.entry
    if entry is None:
        status = reading.fields.get("status")
        return status is None or status.value not in (Status.DRAFT, Status.WITHDRAWN)
    is_planned = entry.publish_at is not None and entry.publish_at > now
    return entry.status is Status.PUBLISHED and not is_planned and not entry.is_expired(now)


def _paths_with_errors(issues: Iterable[Issue]) -> set[str]:
    return {issue.path.removeprefix("content/") for issue in issues if issue.level is Level.ERROR}


def _register(entries: Iterable[Entry]) -> Register:
    return Register(entry for entry in entries if isinstance(entry, OfficialDocument))


def _surroundings(
    project: Project, found: Scan, categories: tuple[Category, ...], readings: Mapping[str, Reading], bad: set[str]
) -> Surroundings:
    entries = {path: reading.entry for path, reading in readings.items() if path not in bad}
    published = {path: entry for path, entry in entries.items() if entry is not None and entry.is_published(project.now)}
    # who came first keeps an address and an id: by date, then whoever's file is named like its address (an Explorer copy,
    # "x - Copy.md", is not, and would sort before "x.md"), then by path
    by_age = sorted(published.values(), key=lambda entry: (entry.date, PurePosixPath(entry.path).stem != entry.slug, entry.path))
    owners: dict[str, str] = dict.fromkeys(addresses.RESERVED, "")
    ids: dict[str, str] = {}
    for entry in by_age:
        owners.setdefault(entry.url, "" if addresses.is_page_number(entry.url) else entry.path)
        ids.setdefault(entry.id, entry.path)
    tags = _labels(by_age)
    bad_files = {path for path, file in found.files.items() if check_file(path, file)}
    return Surroundings(
        published=published,
        sources=frozenset(found.sources),
        files=frozenset(found.files) - bad_files,
        anchors={path: frozenset(h.anchor for h in r.headings) for path, r in readings.items()},
        register=_register(published.values()),
        allowed_hosts=project.allowed_hosts,
        categories=frozenset(category.key for category in categories),
        now=project.now,
        owners=owners,
        ids=ids,
        tags=tags,
        addresses=addresses.generated(
            tuple(category.key for category in categories), tuple(tags), frozenset(entry.folder for entry in published.values())
        ),
    )


def _labels(by_age: Iterable[Entry]) -> dict[str, str]:
    """The label of each tag's address: the one that most entries write, so that a single slip renames no tag; then the oldest."""
    counts: dict[str, dict[str, int]] = {}
    for entry in by_age:
        for tag in dict.fromkeys(entry.tags):
            labels = counts.setdefault(slug(tag), {})
            labels[tag] = labels.get(tag, 0) + 1
    return {key: max(labels, key=lambda label: labels[label]) for key, labels in counts.items()}


def _judge(rules: tuple[Rule, ...], readings: Mapping[str, Reading], around: Surroundings) -> list[Issue]:
    issues: list[Issue] = []
    for path, reading in readings.items():
        subject = reading.subject(around)
        for rule in rules:
            issues.extend(issues_of(rule, path, rule.check(subject)))
    return issues


def _is_allowed(issue: Issue, readings: Mapping[str, Reading]) -> bool:
    """Did the editor silence this remark for this entry (`allow: [LK02: lý do]`)? Errors cannot be silenced."""
    reading = readings.get(issue.path.removeprefix("content/"))
    if issue.level is Level.ERROR or reading is None or reading.entry is None:
        return False
    return any(line.split(":", 1)[0].strip() == issue.rule for line in reading.entry.allow)
