"""Outside hosts that texts ask for and nobody approved (Ward.allowed_hosts): for the office, with who asked and where."""

from collections.abc import Iterable, Iterator

from plugins.core.model import Status
from plugins.core.rules import LinkKind
from plugins.editorial.hosts import disguise_of, host_of, is_allowed
from plugins.engine.heads import Head
from plugins.engine.views.office import StaffHost

#: places that are named for each host; who approves looks at some, not at a thousand
_SHOWN = 10


def pending_hosts(heads: Iterable[Head], allowed: frozenset[str]) -> tuple[StaffHost, ...]:
    """A row for each host, the one that most texts ask for first. `heads`: all sources; drafts ask before they are published.

    An address in disguise (LK04) is refused and never offered for approval.
    """
    places: dict[str, list[str]] = {}
    for head in heads:
        wanted = {target for kind, target in head.points if kind is LinkKind.OUTSIDE and _is_pending(target, allowed)}
        if wanted and head.status != Status.WITHDRAWN.value:
            for host, place in _requests(head, wanted):
                places.setdefault(host, []).append(place)
    rows = sorted(places.items(), key=lambda row: (-len(row[1]), row[0]))
    return tuple(StaffHost(host=host, places=tuple(found[:_SHOWN]), more=max(0, len(found) - _SHOWN)) for host, found in rows)


def _is_pending(address: str, allowed: frozenset[str]) -> bool:
    return not is_allowed(address, allowed) and not disguise_of(address, allowed)


def _requests(head: Head, wanted: set[str]) -> Iterator[tuple[str, str]]:
    """Host and place of every link of `head` to one of the addresses `wanted`, once for each line."""
    details, author = head.details, head.entry.author if head.is_entry else ""
    found = {(host_of(link.target), link.line) for link in details.links if link.target in wanted and not link.is_picture}
    video = head.entry.video if head.is_entry else None
    if video and video.url in wanted:
        found.add((host_of(video.url), details.lines.get("video", 1)))
    for host, line in sorted(found):
        yield host, f"content/{head.path}, dòng {line}" + (f" ({author})" if author else "")
