"""When will the same content give another site? A scheduled entry appears, one expires, a notice or a slogan begins or ends."""

import datetime as dt
from collections.abc import Iterable, Iterator

from plugins.core.model import Notice, Slogan, Validity
from plugins.engine.heads import NEVER, Head
from plugins.vietnamese.zone import VIETNAM


def next_moment(heads: Iterable[Head], now: float) -> float:
    """The first moment after `now` (seconds since 1970) at which another selection of `heads` holds."""
    return min((moment for head in heads for moment in _moments(head) if moment > now), default=NEVER)


def _moments(head: Head) -> Iterator[float]:
    # drafts too: the staff page tells what waits for what
    yield from (head.date, head.latest, head.released, head.expires)
    if head.is_entry and head.folder in (Slogan.folder, Notice.folder):
        entry = head.entry
        if isinstance(entry, Slogan | Notice):
            yield from _days(entry.valid)


def _days(valid: Validity) -> Iterator[float]:
    if valid.from_:
        yield _midnight(valid.from_)
    if valid.to and valid.to < dt.date.max:
        yield _midnight(valid.to + dt.timedelta(days=1))


def _midnight(day: dt.date) -> float:
    return dt.datetime.combine(day, dt.time(), VIETNAM).timestamp()
