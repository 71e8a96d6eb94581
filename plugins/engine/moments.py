"""When will the same content give another site? A scheduled entry appears, one expires, a notice begins or ends."""

import datetime as dt
from collections.abc import Iterator, Sequence

from plugins.core.model import Notice, Validity
from plugins.engine.heads import NEVER, Head
from plugins.vietnamese.zone import VIETNAM


def next_moment(heads: Sequence[Head], now: float) -> float:
    """The first moment after `now` (seconds since 1970) at which another selection of `heads` holds."""
    # drafts too: the staff page tells what waits for what
    moments = [head.released for head in heads if head.released > now]
    moments += [head.expires for head in heads if now < head.expires < NEVER]
    # a date that lies ahead is an error until it comes, each of the two by itself
    moments += [moment for head in heads for moment in (head.date, head.latest) if moment > now]
    for head in heads:
        if head.folder == Notice.folder and isinstance(head.entry, Notice):
            moments += [moment for moment in _days(head.entry.valid) if moment > now]
    return min(moments, default=NEVER)


def next_midnight(now: float) -> float:
    """The midnight after `now` (seconds since 1970) in Vietnam: the week's digest of the office is another one every day."""
    return _midnight(dt.datetime.fromtimestamp(now, VIETNAM).date() + dt.timedelta(days=1))


def _days(valid: Validity) -> Iterator[float]:
    if valid.from_:
        yield _midnight(valid.from_)
    if valid.to and valid.to < dt.date.max:
        yield _midnight(valid.to + dt.timedelta(days=1))


def _midnight(day: dt.date) -> float:
    return dt.datetime.combine(day, dt.time(), VIETNAM).timestamp()
