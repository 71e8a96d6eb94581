"""The ledger: every address that residents, shared posts and readers may come back to, and what it answers now.

    so-dia-chi.json, a file of each release; `next_ledger` (succession.py) makes the next one from the last and a build

It never forgets an address. One that was taken back is kept by digest alone, since a slug can hold a name, and says neither
whose it was nor from which file it came.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from plugins.core.errors import PortalError
from plugins.release.manifest import LEDGER, Mark

#: raise when the meaning of a field changes
SCHEMA = 1


class LedgerError(PortalError):
    """A ledger cannot be read, or is not one of ours."""

    exit_code = 4


class Kind(StrEnum):
    """What stands at an address."""

    ENTRY = "entry"
    #: download, picture or spoken text of an entry
    FILE = "file"
    FEED = "feed"
    LISTING = "listing"
    #: file of the theme or the search: a page that is open somewhere may still ask for it
    ASSET = "asset"


class State(StrEnum):
    """What an address answers."""

    LIVE = "live"
    #: as it was, since its text has a slip
    HELD = "held"
    #: as it was, since nothing took its place
    KEPT = "kept"
    MOVED = "moved"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


#: how the manifest marks files of a state
MARK_OF: dict[State, Mark] = {
    State.LIVE: Mark.BUILT,
    State.HELD: Mark.HELD,
    State.KEPT: Mark.KEPT,
    State.MOVED: Mark.MOVED,
    State.EXPIRED: Mark.EXPIRED,
    State.WITHDRAWN: Mark.WITHDRAWN,
}


class Line(NamedTuple):
    """One address."""

    kind: Kind
    state: State
    #: seconds since 1970: from when it answers so
    since: int
    #: of the entry; of a withdrawn one its sha256, hex; empty for feeds, listings and assets
    id: str = ""
    #: of the entry, path from content/; empty once it was withdrawn
    source: str = ""
    #: a listing's parent; where a moved address leads
    to: str = ""


class Reason(NamedTuple):
    """Why somebody let a gate pass."""

    #: seconds since 1970
    at: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """All of it."""

    #: by address; of a withdrawn one `address_digest(path)`
    lines: Mapping[str, Line] = field(default_factory=dict)
    #: outside hosts that pages linked to in this release
    hosts: tuple[str, ...] = ()
    #: of `publish --allow-shrink`, oldest first
    reasons: tuple[Reason, ...] = ()

    def entries(self) -> int:
        """How many entries can be read."""
        return sum(1 for line in self.lines.values() if line.kind is Kind.ENTRY and line.state in (State.LIVE, State.HELD))


def id_digest(identity: str) -> str:
    """What is kept of the id of a withdrawn entry: sha256, hex."""
    return hashlib.sha256(identity.encode()).hexdigest()


def encode(ledger: Ledger) -> bytes:
    """The bytes of so-dia-chi.json; equal ledgers give equal bytes. One address a line."""
    head = json.dumps({"schema": SCHEMA, "hosts": sorted(ledger.hosts), "reasons": ledger.reasons}, ensure_ascii=False)
    rows = [
        f"{json.dumps(path, ensure_ascii=False)}: {json.dumps(list(line), ensure_ascii=False)}"
        for path, line in sorted(ledger.lines.items())
    ]
    return "\n".join([f'{head[:-1]}, "lines": {{', ",\n".join(rows), "}}", ""]).encode()


def decode(data: bytes) -> Ledger:
    """Read a ledger. LedgerError when it is none, or has a field of another kind."""
    try:
        value: dict[str, Any] = json.loads(data)
        if value["schema"] != SCHEMA:
            raise LedgerError(LEDGER, "sổ địa chỉ do phiên bản khác của cổng ghi; hãy cập nhật phần mềm rồi chạy lại.")
        return Ledger(
            lines={str(path): _line(*row) for path, row in value["lines"].items()},
            hosts=tuple(map(str, value["hosts"])),
            reasons=tuple(Reason(int(at), str(text)) for at, text in value["reasons"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise LedgerError(LEDGER, "không phải sổ địa chỉ của cổng, hoặc bị cắt cụt.") from error


def _line(kind: str, state: str, since: int, identity: str, source: str, to: str) -> Line:
    return Line(Kind(kind), State(state), int(since), str(identity), str(source), str(to))
