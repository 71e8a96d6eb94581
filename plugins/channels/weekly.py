"""The week's digest for people who follow by e-mail or in a Zalo group: the office pastes it. Plain text; the HTML is a template."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyRow:
    """One entry of the week."""

    title: str
    summary: str
    #: absolute
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyGroup:
    """Entries of one kind."""

    #: Văn bản
    label: str
    rows: tuple[WeeklyRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyView:
    """What came out in seven days, notices in validity first."""

    #: name of the portal
    site_name: str
    #: 20/11/2026
    first: str
    last: str
    groups: tuple[WeeklyGroup, ...]
    #: page that explains how to follow, absolute
    follow: str

    @property
    def period(self) -> str:
        """The days in words."""
        return f"từ ngày {self.first} đến ngày {self.last}"


def weekly_text(view: WeeklyView) -> str:
    """The digest as plain text: no table, no mark-up, an address on a line of its own, where every messenger makes it a link."""
    lines = [view.site_name.upper(), f"Bản tin tuần, {view.period}", ""]
    for group in view.groups:
        lines += [group.label.upper(), ""]
        for row in group.rows:
            lines += [f"• {row.title}", *([row.summary] if row.summary else []), row.url, ""]
    if not view.groups:
        lines += ["Tuần này cổng không có bài mới.", ""]
    return "\n".join([*lines, f"Theo dõi tin của phường: {view.follow}", ""])
