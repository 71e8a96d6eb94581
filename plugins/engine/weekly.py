"""What the week's digest holds: entries that came out in the last seven days, the day of the build included."""

import datetime as dt
from typing import NamedTuple

from plugins.channels.weekly import WeeklyGroup, WeeklyRow, WeeklyView
from plugins.core.model import Entry, Notice, Page
from plugins.engine import addresses
from plugins.engine.assemble import Site
from plugins.engine.heads import Head
from plugins.vietnamese.dates import short_date

#: addresses in staff/
PAGE, TEXT = "ban-tin-tuan.html", "ban-tin-tuan.txt"
_DAYS = 7


class Week(NamedTuple):
    """What came out in seven days. The one place that decides it: the digest and the bulletin for the loudspeakers ask here."""

    #: days, both included
    first: dt.date
    last: dt.date
    #: label of a kind, and its entries; none is empty
    groups: tuple[tuple[str, tuple[Head, ...]], ...]


def week_of(site: Site) -> Week:
    """Notices in validity, then entries of the week by kind, newest first; standing pages are no news."""
    today = site.project.now.date()
    first = today - dt.timedelta(days=_DAYS - 1)
    groups = [("Thông báo đang có hiệu lực", tuple(site.published[notice.path] for notice in site.notices))]
    for section in addresses.SECTIONS:
        if section.type not in (Notice, Page):
            heads = _since(site.by_folder[section.type.folder], first, site.project.now.tzinfo)
            groups.append((section.label, tuple(heads)))
    return Week(first, today, tuple(group for group in groups if group[1]))


def weekly_view(site: Site, week: Week) -> WeeklyView:
    """The digest of a week."""
    siteurl = site.project.siteurl
    return WeeklyView(
        site_name=site.project.ward.site_name,
        first=short_date(week.first),
        last=short_date(week.last),
        groups=tuple(WeeklyGroup(label=label, rows=tuple(_row(siteurl, head.entry) for head in heads)) for label, heads in week.groups),
        follow=f"{siteurl}/{addresses.FOLLOW}",
    )


def _since(heads: tuple[Head, ...], first: dt.date, zone: dt.tzinfo | None) -> list[Head]:
    """Those of `heads`, newest first, that came out on `first` or later."""
    start = dt.datetime.combine(first, dt.time(), zone).timestamp()
    found = []
    for head in heads:
        if head.released < start:
            break
        found.append(head)
    return found


def _row(siteurl: str, entry: Entry) -> WeeklyRow:
    return WeeklyRow(title=entry.title, summary=entry.lead, url=f"{siteurl}/{entry.url}")
