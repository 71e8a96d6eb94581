"""The office's sheet of slogans. Addresses are relative to staff/."""

from msgspec import Struct

from plugins.engine.layout_words import Remark


class SheetFile(Struct, frozen=True, kw_only=True):
    """A file of the office to open or take away."""

    #: Ảnh JPG; Tệp in PDF
    label: str
    url: str
    #: 144 KB
    size: str


class SheetItem(Struct, frozen=True, kw_only=True):
    """A slogan in one format or street size."""

    label: str
    #: 1080 × 1080 điểm ảnh; 6000 × 800 mm
    measure: str
    #: the picture that is shown, and its size in pixels
    picture: str
    width: int
    height: int
    #: cỡ chữ 96 px, độ đều dòng 88 % …
    figures: tuple[str, ...]
    remarks: tuple[Remark, ...]
    files: tuple[SheetFile, ...]


class SheetAdvice(Struct, frozen=True, kw_only=True):
    """What to do about a slogan, and where it shows."""

    text: str
    #: labels of items
    places: str
    is_grave: bool


class SheetSlogan(Struct, frozen=True, kw_only=True):
    """A slogan in all its formats."""

    #: unique on the page, for links inside it
    anchor: str
    title: str
    #: wording with its marks, as the editor wrote it
    text: str
    #: content/khau-hieu/x.md
    path: str
    #: Đang đăng, Bản nháp …
    state: str
    is_approved: bool
    #: 12/QĐ-UBND ngày 01/3/2026; empty when not approved
    approval: str
    #: remarks over all items, and how many of them are grave
    remarks: int
    grave: int
    advice: tuple[SheetAdvice, ...]
    screens: tuple[SheetItem, ...]
    streets: tuple[SheetItem, ...] = ()
    #: remarks over the street sizes, and is one of them grave? Then they are unfolded
    street_remarks: int = 0
    is_street_grave: bool = False


class SloganSheet(Struct, frozen=True, kw_only=True):
    """staff/khau-hieu.html: every slogan in every format, those to be mended first."""

    heading: str
    slogans: tuple[SheetSlogan, ...]
    #: how many have remarks
    flagged: int
    #: path of the list of street sizes, when there is none yet; else empty
    missing_sizes: str = ""
    template: str = "staff/khau-hieu.html"
