"""What is news: entries of the last days get more channels than the others."""

import datetime as dt
import functools

from plugins.core.model import Page
from plugins.engine.heads import Head
from plugins.vietnamese.zone import VIETNAM

#: days for which an entry is news
DAYS = 90


def is_news(head: Head, today: dt.date) -> bool:
    """Is an entry news on the day `today` of the build? Days are those of Vietnam, so that the answer changes at midnight only."""
    return head.folder != Page.folder and head.released >= _since(today)


@functools.lru_cache(maxsize=1)
def _since(today: dt.date) -> float:
    """The first moment of the oldest of those days, seconds since 1970."""
    return dt.datetime.combine(today - dt.timedelta(days=DAYS - 1), dt.time(), VIETNAM).timestamp()
