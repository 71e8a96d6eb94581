"""Pages of the office: what was built and refused, the handbook, the week, the browser desk."""

from markupsafe import Markup
from msgspec import Struct

from plugins.channels.weekly import WeeklyView
from plugins.engine.views.elements import Fact, Link


class StaffIssue(Struct, frozen=True, kw_only=True):
    """A finding on the staff page."""

    place: str
    rule: str
    #: error, warning, note, auto
    level: str
    #: Lỗi, Cảnh báo, Ghi chú, Tự sửa
    level_text: str
    message: str
    suggestion: str


class StaffEntry(Struct, frozen=True, kw_only=True):
    """A file on the staff page."""

    path: str
    title: str
    #: Bị từ chối, Bản nháp, Hẹn đăng 05/7/2026 …; of a hard text its figures
    state: str
    issues: tuple[StaffIssue, ...] = ()


class StaffHost(Struct, frozen=True, kw_only=True):
    """An outside host that waits for approval: links to it are printed as text."""

    host: str
    #: where it stands and who asked: content/bai-viet/x.md, dòng 12 (Nguyễn Văn A)
    places: tuple[str, ...]
    #: how many more places there are
    more: int = 0


class StaffIndex(Struct, frozen=True, kw_only=True):
    """staff/index.html: what was built, what was refused and why, what waits."""

    heading: str
    #: label and count: Bài viết · 8
    counts: tuple[Fact, ...]
    #: parts that a state portal should have and this one lacks: name and remedy
    missing: tuple[Fact, ...]
    #: one group per refused file: path, title, its issues
    refused: tuple[StaffEntry, ...]
    #: other findings: warnings, notes, repairs
    remarks: tuple[StaffIssue, ...]
    #: outside hosts that texts ask for and nobody approved
    pending: tuple[StaffHost, ...]
    #: published texts that are hard to read, the hardest first, each with its figures
    hardest: tuple[StaffEntry, ...]
    #: drafts, future, expired, withdrawn: never public
    waiting: tuple[StaffEntry, ...]
    #: what else was made for the office
    products: tuple[Link, ...]
    template: str = "staff/index.html"


class HandbookPage(Struct, frozen=True, kw_only=True):
    """A chapter of the handbook, staff/so-tay/<slug>.html."""

    heading: str
    lead: str
    #: sanitised, with the generated parts in their places
    html: str
    site_name: str
    #: all chapters in order, with their addresses from this folder
    chapters: tuple[Link, ...]
    #: this page's own
    url: str
    #: its headings
    sections: tuple[Link, ...]
    previous: Link | None
    next: Link | None
    #: the whole handbook for print; empty where papers are not set
    pdf: str
    template: str = "staff/so-tay.html"


class WeeklyPage(Struct, frozen=True, kw_only=True):
    """staff/ban-tin-tuan.html: the week's digest."""

    heading: str
    digest: WeeklyView
    #: the same as plain text
    text_url: str
    template: str = "staff/ban-tin-tuan.html"


class DeskPage(Struct, frozen=True, kw_only=True):
    """desk.html: where editors write in the browser. The program in the same folder fills it."""

    #: Content-Security-Policy
    policy: str
    #: JSON, escaped for a script element
    config: Markup
    #: its first script, and a digest of that as `integrity` says it
    entry: str
    integrity: str
    #: of the ward's colour, in degrees
    hue: int
    #: from the root
    favicon: str
    #: how the portal's pages look, for the preview; from the root
    stylesheet: str
    #: the portal's own type, 400 and 700, from the root
    fonts: tuple[str, ...]
    template: str = "desk.html"
