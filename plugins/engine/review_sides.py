"""The facts of both sides of a proposal, gathered from what their builds left: heads, findings, pages, files.

Only what was touched is opened: at 10,000 entries a proposal of one reads the heads of all, and the pages of a few.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from plugins.core.artifacts import Audience
from plugins.core.model import VIETNAM, Consent, Entry
from plugins.core.publication import Absence, AbsentEntry, Publication
from plugins.core.rules import Level, LinkKind
from plugins.desk.entry_fields import field_texts
from plugins.desk.page_text import Block, frame_blocks, line_blocks, page_blocks, source_blocks
from plugins.desk.review_facts import OtherPage, PublicFile, Side, Surrounding, Use, Version
from plugins.editorial.hosts import host_of, is_allowed
from plugins.editorial.limits import MAX_BYTES
from plugins.engine import addresses
from plugins.engine.check import Checked, check_content
from plugins.engine.files import is_picture
from plugins.engine.heads import Head
from plugins.engine.opening import file_bytes
from plugins.engine.project import Project
from plugins.engine.publication import publication_of
from plugins.engine.review_code import code_changes
from plugins.engine.scan import scan
from plugins.engine.state import Record, read_state
from plugins.engine.states import PUBLISHED
from plugins.vietnamese.dates import short_date

#: pages that nobody edited, compared word by word; a new name of a category touches thousands
_MOST_OTHERS = 40
#: such pages that are opened to see whether they say something else
_MOST_LOOKS = 400
#: entries that are shown word by word; nobody reads more in one proposal
_MOST_ENTRIES = 200
#: places that are named for one host
_MOST_PLACES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """One side, built and judged."""

    project: Project
    publication: Publication
    checked: Checked
    #: public files by address
    records: Mapping[str, Record]


def built_side(project: Project, touched: frozenset[str]) -> Built:
    """What the last build of `project` left; everything is said about the sources `touched` (paths from content/)."""
    state, _ = read_state(project)
    return Built(
        project=project,
        publication=publication_of(project),
        checked=check_content(project, remarked=touched),
        records=state.outputs[Audience.PUBLIC] if state else {},
    )


def touched_sources(here: Project, there: Project) -> frozenset[str]:
    """Paths from content/ of the sources that only one of them has, or whose bytes differ."""
    ours, theirs = scan(here.content).sources, scan(there.content).sources
    both = ours.keys() & theirs.keys()
    changed = {
        path
        for path in both
        if ours[path].state.size != theirs[path].state.size or file_bytes(path, ours[path].path) != file_bytes(path, theirs[path].path)
    }
    return frozenset((ours.keys() ^ theirs.keys()) | changed)


def sides_of(before: Built, after: Built, touched: frozenset[str], code: Mapping[str, str]) -> tuple[Side, Side, Surrounding]:
    """Facts for `desk.review`: of the entries in `touched`, and of those that are public on one side only.

    `code`: files outside content/ that differ, with the text that they had.
    """
    public = [{entry.id: entry for entry in side.publication.entries} for side in (before, after)]
    paths = set(touched)
    for mine, other in (public, public[::-1]):
        paths.update(entry.source for key, entry in mine.items() if key not in other or other[key].url != entry.url)
    hosts = [_hosts(side) for side in (before, after)]
    fresh = hosts[1].keys() - hosts[0].keys()
    data = _data(before, after)
    made = [_side(side, paths, hosts[number], fresh, data[number]) for number, side in enumerate((before, after))]
    return made[0], made[1], _surrounding(before, after, paths, code)


def _data(before: Built, after: Built) -> tuple[dict[str, tuple[Block, ...]], dict[str, tuple[Block, ...]]]:
    """Lines of the files of du-lieu/ that differ, of both sides."""
    texts = [
        {path: file_bytes(path, file.path, MAX_BYTES).decode("utf-8", "replace") for path, file in scan(built.project.content).data.items()}
        for built in (before, after)
    ]
    both = zip(texts, texts[::-1], strict=True)
    olds, news = ({path: line_blocks(text) for path, text in mine.items() if text != other.get(path)} for mine, other in both)
    return olds, news


def _side(
    built: Built,
    paths: Collection[str],
    hosts: Mapping[str, list[Head]],
    fresh: Collection[str],
    data: Mapping[str, tuple[Block, ...]],
) -> Side:
    names = {f"content/{path}" for path in paths}
    return Side(
        versions=_by_key(_versions(built, paths)),
        issues=tuple(issue for issue in built.checked.issues if issue.path in names or issue.level is Level.ERROR),
        hosts={host: tuple(_places(host, heads)) if host in fresh else () for host, heads in hosts.items()},
        approved=frozenset(host for host in hosts if is_allowed(f"https://{host}/", built.project.allowed_hosts)),
        files=_files(built),
        data=data,
        frame=frame_blocks(_page(built, addresses.HOME)),
    )


def _by_key(versions: Iterable[Version]) -> dict[str, Version]:
    """By id; of two with one id (somebody copied a file) the public one has it, the other is known by its path."""
    found: dict[str, Version] = {}
    for version in sorted(versions, key=lambda version: not version.is_public):
        known = replace(version, key=version.source) if version.key in found else version
        found[known.key] = known
    return found


def _page(built: Built, url: str) -> str:
    file = built.project.output / url
    return file.read_text(encoding="utf-8") if url in built.records and file.is_file() else ""


def _versions(built: Built, paths: Collection[str]) -> Iterator[Version]:
    absent = {entry.source: entry for entry in built.publication.absent}
    for number, path in enumerate(sorted(paths)):
        head = built.checked.heads.get(path)
        if head is not None or path in absent:
            version = _version(path, head, absent.get(path))
            is_read = number < _MOST_ENTRIES
            yield replace(version, is_read=is_read, blocks=_blocks(built, version) if is_read else ())


def _blocks(built: Built, version: Version) -> tuple[Block, ...]:
    """What is read: the page of an entry that is public, the text of the file of one that is not yet."""
    if version.is_public:
        return page_blocks(_page(built, version.url))
    place = built.checked.sources.places.get(version.source)
    if place is None or version.absence not in (Absence.WAITING, Absence.DRAFT):
        return ()
    text = file_bytes(version.source, place, MAX_BYTES).decode("utf-8", "replace")
    return source_blocks(text)


def _version(path: str, head: Head | None, absent: AbsentEntry | None) -> Version:
    entry = head.entry if head is not None and head.is_entry else None
    details = head.details if head is not None else None
    return Version(
        key=(head.id if entry and head else absent.id if absent else "") or path,
        source=path,
        url=head.url if entry and head else absent.url if absent else "",
        title=entry.title if entry else details.title if details else "",
        label=entry.label if entry else "",
        day=_day(entry.released_at) if entry else "",
        absence=absent.why if absent else None,
        state=_state(absent) if absent else PUBLISHED,
        author=entry.author if entry else "",
        reviewed_by=entry.reviewed_by if entry else "",
        fields=field_texts(entry) if entry else {},
        redirects=entry.old_urls if entry else (),
        digest=head.key if head else "",
    )


def _state(absent: AbsentEntry) -> str:
    if absent.why in (Absence.REFUSED, Absence.PRIVATE):
        return f"Bị từ chối, {absent.reason}" if absent.reason else "Bị từ chối"
    return absent.reason


def _day(moment: dt.datetime) -> str:
    return short_date(moment.astimezone(VIETNAM).date())


def _coming(built: Built) -> Iterator[Head]:
    """Entries that are public, or will be on their day without anybody being asked again."""
    yield from built.checked.published.values()
    for absent in built.publication.absent:
        if absent.why is Absence.WAITING:
            yield built.checked.heads[absent.source]


def _hosts(built: Built) -> dict[str, list[Head]]:
    """Outside hosts that their texts name, with the entries that do."""
    found: dict[str, list[Head]] = {}
    for head in _coming(built):
        for host in {host_of(target) for kind, target in head.points if kind is LinkKind.OUTSIDE}:
            found.setdefault(host, []).append(head)
    return found


def _places(host: str, heads: Iterable[Head]) -> Iterator[tuple[str, int]]:
    """Where a host is named, by file and line; a few of them."""
    found: list[tuple[str, int]] = []
    for head in heads:
        details = head.details
        lines = {link.line for link in details.links if link.kind is LinkKind.OUTSIDE and host_of(link.target) == host}
        if head.entry.video and host_of(head.entry.video.url) == host:
            lines.add(details.lines.get("video", 1))
        found += [(head.path, line) for line in sorted(lines)]
        if len(found) >= _MOST_PLACES:
            break
    return iter(found[:_MOST_PLACES])


def _files(built: Built) -> dict[str, PublicFile]:
    """Pictures and downloads that they use."""
    users: dict[str, list[Head]] = {}
    for head in _coming(built):
        for kind, target in head.points:
            if kind is LinkKind.FILE:
                users.setdefault(target, []).append(head)
    rows, files = built.checked.file_rows, built.checked.files
    return {
        path: PublicFile(
            path=path,
            sha256=rows[path].sha256,
            bytes=files[path].state.size,
            heads=tuple(head.path for head in heads[:_MOST_PLACES]),
            is_picture=is_picture(path),
        )
        for path, heads in users.items()
        if path in rows and path in files
    }


def uses_of(built: Built, file: PublicFile) -> tuple[Use, ...]:
    """Who shows a picture, with what words, and on what consent."""
    return tuple(_use(built.checked.heads[path], file.path) for path in file.heads)


def _use(head: Head, path: str) -> Use:
    entry = head.entry
    alts = [link.text for link in head.details.links if link.target == path and link.is_picture]
    credit = ""
    if entry.image and entry.image.file == path:
        alts, credit = [entry.image.alt], entry.image.credit
    return Use(title=entry.title, source=head.path, alt=alts[0] if alts else "", credit=credit, consent=_consent(entry))


def _consent(entry: Entry) -> str:
    consent: Consent | None = entry.consent
    if consent is None:
        return ""
    until = f", đến hết ngày {short_date(consent.until)}" if consent.until else ""
    more = (", người giám hộ đồng ý" if consent.guardian else "") + (", trẻ đồng ý" if consent.child else "")
    return f"Phiếu đồng ý số {consent.file_number} ngày {short_date(consent.date)}, cho phép: {consent.scope}{until}{more}."


def _surrounding(before: Built, after: Built, paths: Collection[str], code: Mapping[str, str]) -> Surrounding:
    """Pages that nobody edited and whose bytes changed all the same."""
    own = {head.url: head for path, head in after.checked.published.items() if path not in paths}
    listings = framed = more = looked = 0
    pages: list[OtherPage] = []
    for url, record in after.records.items():
        known = before.records.get(url)
        if known is None or known.sha256 == record.sha256:
            continue
        if known.key == record.key:
            framed += 1
        elif url in own:
            looked += 1
            is_looked_at = len(pages) < _MOST_OTHERS and looked <= _MOST_LOOKS
            page = _other(before, after, own[url]) if is_looked_at else None
            pages += [page] if page else []
            more += not is_looked_at
        elif url.endswith((".html", ".xml", ".json")) and not url.startswith(("tim-kiem/", "giao-dien/")):
            listings += 1
    return Surrounding(pages=tuple(pages), more=more, listings=listings, framed=framed, code=code_changes(after.project.root, code))


def _other(before: Built, after: Built, head: Head) -> OtherPage | None:
    """None when the page says the same: only its neighbours are others."""
    old, new = _own_text(before, head.url), _own_text(after, head.url)
    return OtherPage(title=head.entry.title, url=head.url, before=old, after=new) if old != new else None


def _own_text(built: Built, url: str) -> tuple[Block, ...]:
    return page_blocks(_page(built, url))
