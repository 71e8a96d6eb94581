"""What is news: entries of the last days get more channels than the others."""

import datetime as dt

from plugins.core.model import Page
from plugins.engine.heads import Head
from plugins.vietnamese.zone import VIETNAM

#: days for which an entry is news
DAYS = 90


def is_news(head: Head, today: dt.date) -> bool:
    """Is an entry news on the day `today` of the build? Days are those of Vietnam, so that the answer changes at midnight only."""
    released = dt.datetime.fromtimestamp(head.released, VIETNAM).date()
    return head.folder != Page.folder and released > today - dt.timedelta(days=DAYS)
