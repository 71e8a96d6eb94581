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


class PaperFile(Struct, frozen=True, kw_only=True):
    """A PDF of an entry."""

    #: as it stands in the page; empty while the portal has no address of its own: then `place` says where it lies
    href: str
    #: output/to-roi/bai-viet/x.pdf
    place: str
    #: 144 KB
    size: str


class PaperItem(Struct, frozen=True, kw_only=True):
    """An entry on the page of papers."""

    title: str
    #: Tin hoạt động · 14/01/2026
    about: str
    slides: PaperFile | None
    handout: PaperFile | None


class PaperList(Struct, frozen=True, kw_only=True):
    """staff/trinh-chieu/index.html: slides for speakers and handouts, newest first."""

    heading: str
    items: tuple[PaperItem, ...]
    #: entries that are older than those shown; their files lie in the folder
    more: int
    #: entries of how many days have papers
    days: int
    root: str = "../"
    template: str = "staff/trinh-chieu.html"


class SocialPicture(Struct, frozen=True, kw_only=True):
    """A picture to post."""

    url: str
    #: Vuông
    label: str
    #: Facebook, Zalo
    use: str
    #: 1080 × 1080
    measure: str
    width: int
    height: int


class SocialItem(Struct, frozen=True, kw_only=True):
    """A pack of an entry."""

    #: unique on the page
    anchor: str
    title: str
    #: Tin hoạt động · 14/01/2026
    about: str
    #: where its files are: staff/mang-xa-hoi/bai-viet/x/
    folder: str
    texts: tuple[CopyText, ...]
    pictures: tuple[SocialPicture, ...]
    alt: CopyText


class SocialPage(Struct, frozen=True, kw_only=True):
    """staff/mang-xa-hoi/index.html: what to post, newest first."""

    heading: str
    items: tuple[SocialItem, ...]
    #: packs that are older than those shown; their files lie in the folder
    more: int
    #: entries of how many days have a pack
    days: int
    #: is the portal's address real yet?
    is_live: bool
    script: str
    script_sha256: str
    root: str = "../"
    template: str = "staff/mang-xa-hoi.html"
