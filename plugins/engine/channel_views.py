"""What the channel pages of the office show: words to copy, pictures to take away. Addresses are as they stand in a page."""

from msgspec import Struct


class CopyText(Struct, frozen=True, kw_only=True):
    """Words that are copied with one click."""

    #: unique on the page
    anchor: str
    #: Bản 1 phút; Facebook
    label: str
    #: đọc khoảng 58 giây; 412 ký tự
    note: str
    text: str


class BroadcastItem(Struct, frozen=True, kw_only=True):
    """An entry on the page of the loudspeakers."""

    #: unique on the page
    anchor: str
    title: str
    #: Bài viết · 14/01/2026
    about: str
    #: its file; empty where nobody can read some word of it
    url: str
    texts: tuple[CopyText, ...]
    #: content/bai-viet/x.md; empty for the bulletin
    source: str = ""


class BroadcastPage(Struct, frozen=True, kw_only=True):
    """staff/truyen-thanh/index.html: what to read on loudspeakers, newest first."""

    heading: str
    bulletin: BroadcastItem
    items: tuple[BroadcastItem, ...]
    #: entries that are older than those shown; their files lie in the folder
    more: int
    script: str
    script_sha256: str
    root: str = "../"
    template: str = "staff/truyen-thanh.html"
