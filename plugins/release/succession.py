"""From one ledger to the next: what becomes of every address when a build follows a release. Pure: it decides, staging.py acts.

    ledger + Publication + files that are live -> Succession: the next ledger, what to carry over, which pages to write, what to say

Order of judgement for an address that the build did not make: taken down by the ward, then by its entry (moved, held, expired,
withdrawn), a listing by its parent, a feed and a file of the theme by being kept.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from plugins.core.publication import Absence, AbsentEntry, Publication, PublishedEntry
from plugins.release.ledger import Kind, Ledger, Line, State, id_digest
from plugins.release.manifest import Manifest, Mark, address_digest
from plugins.release.media_types import EXPIRED_MARKER, WITHDRAWN_MARKER

_HOME = "index.html"
_SEARCH = "tim-kiem/"
_DAY = 86_400
#: seconds that a file which no page names any more stays for pages that are still open: files of theme and search have a digest in
#: their names and say nothing of anybody; a picture may have been taken out because of who is in it, so it stays for open pages only
ASSET_SECONDS: dict[str, int] = {"giao-dien/": 30 * _DAY, _SEARCH: 30 * _DAY, "hinh/": _DAY}
_PICTURES = ".png", ".jpg", ".jpeg", ".webp", ".avif", ".svg"
_GONE = frozenset({Absence.PRIVATE, Absence.WITHDRAWN, Absence.DRAFT, Absence.WAITING})


#: marks of files that a build made, then or before
_MADE = frozenset({Mark.BUILT, Mark.HELD})


class Event(StrEnum):
    """What a person should hear of."""

    HELD = "held"
    MOVED = "moved"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    VANISHED = "vanished"
    KEPT = "kept"


class Note(NamedTuple):
    """One thing to say."""

    event: Event
    #: file of content/, or the address where there is none
    what: str
    #: address that it leads to, reason of the build
    more: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """What follows from a ledger and a build."""

    ledger: Ledger
    #: addresses whose live bytes go on: HELD or KEPT
    carried: Mapping[str, State] = field(default_factory=dict)
    #: pages to write, each with the address it leads to
    moved: Mapping[str, str] = field(default_factory=dict)
    #: addresses of entries and files, in clear
    expired: frozenset[str] = frozenset()
    withdrawn: frozenset[str] = frozenset()
    notes: tuple[Note, ...] = ()


def succeed(
    before: Ledger,
    publication: Publication,
    live: Manifest | None,
    paths: Iterable[str],
    now: int,
    taken_down: frozenset[str] = frozenset(),
) -> Succession:
    """The next ledger and what it asks for. `paths`: every file that is live; `now`: seconds since 1970."""
    return _Judge(before, publication, live, frozenset(paths), now, taken_down).judge()


class _Judge:
    """Goes through all addresses once; its fields fill up."""

    def __init__(
        self, before: Ledger, publication: Publication, live: Manifest | None, paths: frozenset[str], now: int, taken_down: frozenset[str]
    ) -> None:
        self._before, self._publication, self._live, self._paths, self._now = before, publication, live, paths, now
        self._taken_down = taken_down
        self._published = {entry.id: entry for entry in publication.entries}
        self._absent = {entry.id: entry for entry in publication.absent if entry.id}
        self._absent_files = {entry.source: entry for entry in publication.absent}
        self._built = publication.files
        self._lines: dict[str, Line] = {}
        self._carried: dict[str, State] = {}
        self._moved: dict[str, str] = {}
        self._expired: set[str] = set()
        self._withdrawn: set[str] = set()
        self._notes: list[Note] = []
        #: was an entry taken back, or is it over, since the last release?
        self._has_fallen = False

    def judge(self) -> Succession:
        for path, line in _fresh(self._publication):
            self._write(path, line)
        self._remember_withdrawn()
        # files of theme and search last: whether they may stay depends on what was taken back
        for path, line in sorted(self._before.lines.items(), key=lambda item: item[1].kind is Kind.ASSET):
            if line.state is not State.WITHDRAWN and path not in self._built:
                self._judge_one(path, line)
        for path in self._unknown():
            self._judge_unknown(path)
        ledger = Ledger(lines=self._lines, hosts=tuple(sorted(self._publication.hosts)), reasons=self._before.reasons)
        return Succession(
            ledger=ledger,
            carried=self._carried,
            moved=self._moved,
            expired=frozenset(self._expired),
            withdrawn=frozenset(self._withdrawn),
            notes=tuple(sorted(set(self._notes))),
        )

    def _write(self, path: str, line: Line) -> None:
        old = self._before.lines.get(path)
        is_same = old is not None and (old.state, old.to) == (line.state, line.to)
        self._lines[path] = line._replace(since=old.since if old and is_same else self._now)

    def _say(self, event: Event, what: str, more: str = "") -> None:
        self._notes.append(Note(event, what, more))

    def _remember_withdrawn(self) -> None:
        """Withdrawn addresses stay so until the build makes them again; their paths are found among the files that are live."""
        if not any(line.state is State.WITHDRAWN for line in self._before.lines.values()):
            return
        clear = {address_digest(path): path for name in self._paths for path in (name, name.removesuffix(WITHDRAWN_MARKER))}
        again = {address_digest(path) for path in self._built}
        for key, line in self._before.lines.items():
            if line.state is State.WITHDRAWN and key not in again:
                self._lines[key] = line
                if key in clear:
                    self._withdrawn.add(clear[key])

    def _judge_one(self, path: str, line: Line) -> None:
        """An address of the last ledger that the build did not make."""
        if path in self._taken_down or address_digest(path) in self._taken_down:
            self._withdraw(path, line)
        elif line.kind is Kind.LISTING:
            self._move(path, line, self._parent(line.to))
        elif line.kind is Kind.FEED:
            self._keep(path, line, State.KEPT)
        elif line.kind is Kind.ASSET:
            self._keep_for_a_while(path, line, _seconds(path))
        else:
            self._judge_by_entry(path, line)

    def _judge_by_entry(self, path: str, line: Line) -> None:
        entry = self._published.get(line.id)
        absent = None if entry else self._absent.get(line.id) or self._absent_files.get(line.source)
        if entry:
            self._leave(path, line, entry)
        elif absent and absent.why in _GONE:
            self._withdraw(path, line, absent)
        elif line.state is State.EXPIRED or (absent and absent.why is Absence.EXPIRED):
            self._expire(path, line)
        elif absent:
            self._hold(path, line, absent)
        else:
            self._withdraw(path, line)

    def _leave(self, path: str, line: Line, entry: PublishedEntry) -> None:
        """The entry is live, but not here."""
        if line.kind is Kind.ENTRY:
            self._move(path, line._replace(source=entry.source), entry.url)
        elif path.endswith(_PICTURES):
            self._keep_for_a_while(path, line, _seconds("hinh/"))
        else:
            self._keep(path, line._replace(source=entry.source), State.KEPT)

    def _hold(self, path: str, line: Line, absent: AbsentEntry) -> None:
        if line.state is State.MOVED:
            self._move(path, line, line.to)
        elif path not in self._paths:
            self._lines[path] = line  # somebody removed it from the target; the address is still the entry's
        else:
            self._keep(path, line, State.HELD)
            if line.kind is Kind.ENTRY:
                self._say(Event.HELD, absent.source, absent.reason)

    def _expire(self, path: str, line: Line) -> None:
        if line.state is not State.EXPIRED and line.kind is Kind.ENTRY:
            self._say(Event.EXPIRED, line.source)
        self._has_fallen |= line.state is not State.EXPIRED
        self._write(path, line._replace(state=State.EXPIRED, to=""))
        self._expired.add(path)

    def _withdraw(self, path: str, line: Line, absent: AbsentEntry | None = None) -> None:
        key = address_digest(path)
        self._has_fallen = True
        if line.kind is Kind.ENTRY and line.state is not State.MOVED:
            self._say(Event.WITHDRAWN if absent or path in self._taken_down else Event.VANISHED, line.source)
        elif path in self._taken_down or key in self._taken_down:
            self._say(Event.WITHDRAWN, line.source)
        self._lines[key] = Line(line.kind, State.WITHDRAWN, self._now, id_digest(line.id))
        self._withdrawn.add(path)

    def _move(self, path: str, line: Line, to: str) -> None:
        """To `to`, which leads nowhere but to a page: a listing that is gone is followed to its parent, a held entry to its page."""
        if line.state is not State.MOVED and line.kind is Kind.ENTRY:
            self._say(Event.MOVED, path, to)
        self._write(path, line._replace(state=State.MOVED, to=to))
        self._moved[path] = to

    def _parent(self, address: str) -> str:
        """The next of its parents that the build made."""
        seen: set[str] = set()
        while address not in self._built and address not in seen:
            seen.add(address)
            line = self._before.lines.get(address)
            address = line.to if line and line.kind is Kind.LISTING else _HOME
        return address

    def _keep(self, path: str, line: Line, state: State) -> None:
        if path in self._paths:
            if state is State.KEPT and line.state is not State.KEPT and line.kind is not Kind.ASSET:
                self._say(Event.KEPT, path)
            self._write(path, line._replace(state=state))
            self._carried[path] = state

    def _keep_for_a_while(self, path: str, line: Line, seconds: int) -> None:
        if self._has_fallen and path.startswith(_SEARCH):
            return  # an old index holds the words of all entries
        since = line.since if line.state is State.KEPT else self._now
        if self._now - since < seconds and path in self._paths:
            self._lines[path] = line._replace(state=State.KEPT, since=since)
            self._carried[path] = State.KEPT

    def _unknown(self) -> list[str]:
        """Files of the live release that were built then, are not built now, and are no address of the ledger."""
        rows = self._live.rows if self._live else {}
        return sorted(
            path
            for path, row in rows.items()
            if row.mark in _MADE and path not in self._built and path not in self._before.lines and not path.startswith("sha256:")
        )

    def _judge_unknown(self, path: str) -> None:
        if path.endswith(".html"):
            self._move(path, Line(Kind.LISTING, State.LIVE, self._now, to=_HOME), self._parent(_HOME))
        else:
            self._keep_for_a_while(path, Line(Kind.ASSET, State.LIVE, self._now), _seconds(path))


def _seconds(path: str) -> int:
    return next((seconds for folder, seconds in ASSET_SECONDS.items() if path.startswith(folder)), 0)


def _fresh(publication: Publication) -> Iterable[tuple[str, Line]]:
    """A line for each address of the build."""
    for path, parent in publication.listings.items():
        yield path, Line(Kind.LISTING, State.LIVE, 0, to=parent)
    for path in publication.feeds:
        yield path, Line(Kind.FEED, State.LIVE, 0)
    for entry in publication.entries:
        for path in entry.redirects:
            yield path, Line(Kind.ENTRY, State.MOVED, 0, entry.id, entry.source, entry.url)
        for path in entry.files:
            yield path, Line(Kind.FILE, State.LIVE, 0, entry.id, entry.source)
    for entry in publication.entries:
        yield entry.url, Line(Kind.ENTRY, State.LIVE, 0, entry.id, entry.source)


def marker(path: str, state: State) -> str:
    """The empty file beside an address that tells nginx to answer 410."""
    return f"{path}{WITHDRAWN_MARKER if state is State.WITHDRAWN else EXPIRED_MARKER}"
