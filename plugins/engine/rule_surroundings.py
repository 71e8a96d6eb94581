"""Stage 3: what rules may know beside the entry that they judge: published entries, who owns which address, tags, the register."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from plugins.core.model import Category, OfficialDocument
from plugins.core.rules import Surroundings
from plugins.documents.register import Register
from plugins.engine import addresses
from plugins.engine.heads import Head
from plugins.engine.project import Project
from plugins.engine.scan import Scan
from plugins.engine.store import FileRow
from plugins.reports.plan_tasks import FILE as PLAN_FILE


def surroundings_of(
    project: Project,
    found: Scan,
    rows: Mapping[str, FileRow],
    categories: tuple[Category, ...],
    heads: Mapping[str, Head],
    bad: set[str],
) -> Surroundings:
    """What rules may know: of the entries that `project` would publish now, `bad` (paths from content/) left out."""
    now = project.now.timestamp()
    published = {path: head for path, head in heads.items() if head.is_entry and head.is_published(now) and path not in bad}
    # who came first keeps an address and an id: by date, then whoever's file is named like its address (an Explorer copy,
    # "x - Copy.md", is not, and would sort before "x.md"), then by path
    by_age = sorted(published.values(), key=lambda head: (head.date, head.is_renamed, head.path))
    owners: dict[str, str] = dict.fromkeys(addresses.RESERVED, "")
    ids: dict[str, str] = {}
    for head in by_age:
        for url in (head.url, *head.old_urls):
            owners.setdefault(url, "" if addresses.is_page_number(url) else head.path)
        ids.setdefault(head.id, head.path)
    tags = _labels(by_age)
    return Surroundings(
        published=published,
        sources=frozenset(found.sources),
        files=frozenset(path for path, row in rows.items() if not row.findings),
        anchors=_Anchors(heads),
        register=Register(
            head.entry for head in by_age if head.folder == OfficialDocument.folder and isinstance(head.entry, OfficialDocument)
        ),
        allowed_hosts=project.allowed_hosts,
        categories=frozenset(category.key for category in categories),
        now=project.now,
        owners=owners,
        ids=ids,
        tags=tags,
        addresses=addresses.generated(
            tuple(category.key for category in categories),
            tuple(tags),
            frozenset(head.folder for head in by_age),
            _followed(by_age),
            PLAN_FILE in found.data,
        ),
        siteurl=project.siteurl,
        refused_files={path: row.findings[0].message for path, row in rows.items() if row.findings},
    )


class _Anchors(Mapping[str, frozenset[str]]):
    """Heading anchors by path from content/, decoded for the few entries that somebody links into."""

    def __init__(self, heads: Mapping[str, Head]) -> None:
        self._heads = heads

    def __getitem__(self, path: str) -> frozenset[str]:
        return self._heads[path].details.anchors

    def __iter__(self) -> Iterator[str]:
        return iter(self._heads)

    def __len__(self) -> int:
        return len(self._heads)


def _followed(heads: Iterable[Head]) -> tuple[str, ...]:
    """Addresses of the tags that enough entries have for a feed."""
    counts = Counter(key for head in heads for key in {key for key, _ in head.tags})
    return tuple(key for key, count in counts.items() if count >= addresses.LEAST_TAGGED)


def _labels(by_age: Iterable[Head]) -> dict[str, str]:
    """The label of each tag's address: the one that most entries write, so that a single slip renames no tag; then the oldest."""
    counts: dict[tuple[str, str], int] = {}
    for head in by_age:
        for tag in head.tags:
            counts[tag] = counts.get(tag, 0) + 1
    labels: dict[str, str] = {}
    for key, label in counts:
        if key not in labels or counts[key, label] > counts[key, labels[key]]:
            labels[key] = label
    return labels
