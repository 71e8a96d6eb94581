"""What the week's digest holds: entries that came out in the last seven days, the day of the build included."""

import datetime as dt

from plugins.channels.weekly import WeeklyGroup, WeeklyRow, WeeklyView
from plugins.core.model import Entry, Notice, Page
from plugins.engine import addresses
from plugins.engine.assemble import Site
from plugins.engine.heads import Head
from plugins.vietnamese.dates import short_date

#: addresses in staff/
PAGE, TEXT = "ban-tin-tuan.html", "ban-tin-tuan.txt"
_DAYS = 7


def weekly_view(site: Site) -> WeeklyView:
    """The digest; standing pages are no news."""
    siteurl, today = site.project.siteurl, site.project.now.date()
    first = today - dt.timedelta(days=_DAYS - 1)
    groups = [WeeklyGroup(label="Thông báo đang có hiệu lực", rows=tuple(_row(siteurl, notice) for notice in site.notices))]
    for section in addresses.SECTIONS:
        if section.type not in (Notice, Page):
            heads = _since(site.by_folder[section.type.folder], first, site.project.now.tzinfo)
            groups.append(WeeklyGroup(label=section.label, rows=tuple(_row(siteurl, head.entry) for head in heads)))
    return WeeklyView(
        site_name=site.project.ward.site_name,
        first=short_date(first),
        last=short_date(today),
        groups=tuple(group for group in groups if group.rows),
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
