"""What the last build left, told to the release: which entries are public where, which are not and why, and every file.

    content/ -> heads from the store -> Checked -> Site -> entries, absent entries, hosts
    .cache/state.bin -> files, each as it was put there

Nothing is read anew that the build has read. The two must say the same: a text that was saved between the build and this is
a reason to build again, not to publish a guess.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from plugins.channels.sharing import facebook_link, zalo_link
from plugins.core.artifacts import Artifact, Audience
from plugins.core.errors import GateError
from plugins.core.lock import build_lock
from plugins.core.model import TYPE_OF_FOLDER, VIETNAM, Status
from plugins.core.publication import Absence, AbsentEntry, FileFacts, Publication, PublishedEntry
from plugins.core.rules import Issue, Level, LinkKind
from plugins.editorial.hosts import host_of, is_allowed
from plugins.engine import addresses
from plugins.engine.assemble import Site, assemble
from plugins.engine.check import Checked, check_content
from plugins.engine.commit import has_journal
from plugins.engine.heads import Head
from plugins.engine.memory import Memory
from plugins.engine.old_addresses import old_addresses
from plugins.engine.plan import entry_cards
from plugins.engine.plan_files import FilePlan
from plugins.engine.plan_papers import handout_url
from plugins.engine.plan_slogans import SloganPlan
from plugins.engine.project import Project
from plugins.engine.state import Record, read_state
from plugins.engine.states import state_words
from plugins.engine.tree import disturbed

#: rules of privacy: what they refuse is never held (SECURITY.md, “Publishing”)
_PRIVACY = "DL"
_AGAIN = "chạy lại lệnh build rồi publish."


def publication_of(project: Project) -> Publication:
    """The tree that the last build left. `project`: the one that was built, so that both choose for the same moment.

    GateError when no build ended, one was killed, a file was changed since, or content/ says something else than what was built.
    """
    with build_lock(project.cache):
        records = _records(project)
        checked = check_content(project)
        site = assemble(project, checked, Memory(is_kept=False))
        moved = _moved(site)
        _agree(project, checked, records)
        entries = tuple(_published(head, files, moved) for head, files in _files_of(site, records))
        pages = {entry.url for entry in entries} | {url for entry in entries for url in entry.redirects}
        return Publication(
            siteurl=project.siteurl,
            built=project.now,
            files={url: FileFacts(record.sha256.hex(), record.bytes) for url, record in records.items()},
            entries=entries,
            absent=tuple(_absent(project, checked)),
            listings={url: parent for url in records if url not in pages and (parent := addresses.parent_of(url))},
            feeds=tuple(url for url in records if addresses.is_feed(url)),
            hosts=_hosts(site),
        )


def _records(project: Project) -> Mapping[str, Record]:
    """Every public file by address, sorted; each lies where it was put, as it was put."""
    output = project.output.name
    if has_journal(project):
        raise GateError(output, f"lần dựng trước bị dừng giữa chừng; {_AGAIN}")
    state, _ = read_state(project)
    records = state.outputs[Audience.PUBLIC] if state else {}
    if not records:
        raise GateError(output, f"chưa có trang dựng xong; {_AGAIN}")
    changed = disturbed(project.output, records)
    if changed:
        raise GateError(f"{output}/{min(changed)}", f"tệp đã bị đổi hoặc xóa sau khi dựng; {_AGAIN}")
    return dict(sorted(records.items()))


def _agree(project: Project, checked: Checked, records: Mapping[str, Record]) -> None:
    """What content/ says now is what was built."""
    taken = {url for head in checked.published.values() for url in (head.url, *head.old_urls)} | addresses.RESERVED
    for path, head in checked.heads.items():
        if path in checked.published:
            if head.url not in records:
                raise GateError(f"{project.content.name}/{path}", f"bài đổi sau khi dựng; {_AGAIN}")
        elif head.url in records and head.url not in taken:
            raise GateError(f"{project.content.name}/{path}", f"bài không còn được đăng mà trang vẫn nằm trong kết quả dựng; {_AGAIN}")


def _moved(site: Site) -> dict[str, tuple[str, ...]]:
    """Old addresses that lead on, by the path of the entry to which."""
    found: dict[str, tuple[str, ...]] = {}
    for url, head in old_addresses(site):
        found[head.path] = (*found.get(head.path, ()), url)
    return found


def _files_of(site: Site, records: Mapping[str, Record]) -> Iterator[tuple[Head, tuple[str, ...]]]:
    """Each entry with the public files that are its own, in the order of the site."""
    users = Counter(target for head in site.entries for kind, target in set(head.points) if kind is LinkKind.FILE)
    of: dict[str, list[str]] = {}
    for artifact in _planned(site):
        if artifact.audience is Audience.PUBLIC and artifact.url in records:
            of.setdefault(artifact.source, []).append(artifact.url)
    for head in site.entries:
        used = [target for kind, target in head.points if kind is LinkKind.FILE and users[target] == 1]
        spoken = [addresses.spoken_url(head.url)] if head.is_spoken else []
        handout = handout_url(head.url)
        own = {url for source in (head.path, *used) for url in of.get(source, ())}
        yield head, tuple(sorted([*own, *spoken, *([handout] if handout in records else [])]))


def _planned(site: Site) -> Iterator[Artifact]:
    yield from FilePlan(site).artifacts
    yield from SloganPlan(site).artifacts
    yield from (artifact for _, artifact in entry_cards(site))


def _published(head: Head, files: tuple[str, ...], moved: Mapping[str, tuple[str, ...]]) -> PublishedEntry:
    entry = head.entry
    return PublishedEntry(
        id=head.id,
        source=head.path,
        url=head.url,
        title=entry.title,
        date=entry.released_at.astimezone(VIETNAM).date(),
        files=files,
        redirects=moved.get(head.path, ()),
    )


def _absent(project: Project, checked: Checked) -> Iterator[AbsentEntry]:
    """Entries of content/ that are not public, by path; a source that could not even be read too."""
    errors: dict[str, list[Issue]] = {}
    for issue in checked.issues:
        if issue.level is Level.ERROR:
            errors.setdefault(issue.path.removeprefix("content/"), []).append(issue)
    unread = {path for path in checked.refused_files if path not in checked.heads and path.endswith(".md")}
    for path in sorted({*checked.refused, *checked.waiting, *unread}):
        head, found = checked.heads.get(path), errors.get(path, [])
        if path not in checked.refused and head is not None:
            yield _waiting(project, head)
            continue
        is_private = any(issue.rule.startswith(_PRIVACY) for issue in found)
        own_id, url = _known(head)
        yield AbsentEntry(
            id=own_id,
            source=path,
            url=url,
            why=Absence.PRIVATE if is_private else Absence.REFUSED,
            reason=f"dòng {found[0].line}: {found[0].rule} {found[0].message}" if found else "",
        )


def _known(head: Head | None) -> tuple[str, str]:
    """Id and address of a refused source, as far as they can be read."""
    if head is None:
        return "", ""
    if head.is_entry:
        return head.id, head.url
    kind = TYPE_OF_FOLDER.get(head.path.partition("/")[0])
    details = head.details
    return details.id, kind.url_of(details.slug) if kind and details.slug else ""


def _waiting(project: Project, head: Head) -> AbsentEntry:
    own_id, url = _known(head)
    now = project.now.timestamp()
    status = head.status if head.is_entry else head.details.status
    if status == Status.WITHDRAWN:
        why = Absence.WITHDRAWN
    elif status == Status.DRAFT:
        why = Absence.DRAFT
    else:
        why = Absence.WAITING if head.released > now else Absence.EXPIRED
    reason = state_words(head.entry, project.now) if head.is_entry else ""
    return AbsentEntry(id=own_id, source=head.path, url=url, why=why, reason=reason)


def _hosts(site: Site) -> dict[str, str]:
    """Outside hosts that pages link to, sorted, with the first page of each: those of texts, of the ward's facts, of sharing."""
    own, allowed = urlsplit(site.project.siteurl).hostname or "", site.project.allowed_hosts
    found: dict[str, str] = {}
    for head in sorted(site.entries, key=lambda head: head.url):
        for kind, target in head.points:
            if kind is LinkKind.OUTSIDE and is_allowed(target, allowed):
                found.setdefault(host_of(target), head.url)
    services = site.project.ward.public_services
    if services:
        found[host_of(services)] = addresses.HOME
    if site.entries:
        first = min(head.url for head in site.entries)
        for link in (facebook_link(""), zalo_link("")):
            found.setdefault(host_of(link), first)
    found.pop(own, None)
    return dict(sorted(found.items()))
