"""Formats and palettes of cards, as data. Each format is drawn for itself, never cropped from another."""

from dataclasses import dataclass

from plugins.core.model import CategoryColour
from plugins.media.typesetting import Box

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Star:
    """Where the star stands, or the ward's logo in its place; pixels."""

    x: int
    y: int
    radius: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Square:
    """A place for a QR code with its quiet zone: left, top and side in pixels."""

    left: int
    top: int
    side: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A size of picture and the places on it, in pixels."""

    #: what `formats` of a slogan and file names say
    key: str
    #: Vietnamese name, and what it is for, for staff and residents
    label: str
    use: str
    width: int
    height: int
    #: where the slogan or title stands
    text: Box
    #: left and top edge of the text box
    left: int
    top: int
    star: Star
    #: baseline of the line over the text, and of the line under it
    head: int
    foot: int
    #: font size of these two lines: wanted, and least
    small: int
    small_least: int
    #: free on the left and on the right
    margin: int
    #: free above and below, also of small lines
    safe_top: int
    safe_bottom: int
    #: largest file in bytes
    budget: int
    #: key of `PALETTES`
    palette: str
    #: a hundredth of the radius of the drum behind the text
    drum: float
    #: kinds of file, the first is the one to pass on: jpg, webp, png
    encodings: tuple[str, ...]
    qr: Square | None = None


#: pictures of slogans, in the order in which people are offered them. Free zones of the upright picture, 10 % above and 16 %
#: below, are where telephones lay their own signs; the cover keeps to its middle 16 : 9, which is all that telephones show
SLOGAN_FORMATS: tuple[Format, ...] = (
    Format(
        key="chia-se",
        label="Ngang, chia sẻ đường dẫn",
        use="ảnh hiện bên cạnh đường dẫn trên Facebook, Zalo; bài viết có ảnh ngang",
        width=1200,
        height=630,
        text=Box(width=1064, height=392, least=44, most=320, most_gap=0.68),
        left=68,
        top=132,
        star=Star(x=600, y=46, radius=17),
        head=98,
        foot=588,
        small=26,
        small_least=22,
        margin=48,
        safe_top=26,
        safe_bottom=26,
        budget=150 * 1024,
        palette="do-tham",
        drum=3.9,
        encodings=("jpg", "webp"),
    ),
    Format(
        key="vuong",
        label="Vuông",
        use="bài viết trên Facebook, Zalo; ảnh đại diện của nhóm",
        width=1080,
        height=1080,
        text=Box(width=952, height=690, least=52, most=300, most_gap=0.74),
        left=64,
        top=216,
        star=Star(x=540, y=94, radius=24),
        head=166,
        foot=1000,
        small=30,
        small_least=24,
        margin=56,
        safe_top=56,
        safe_bottom=56,
        budget=250 * 1024,
        palette="do-tham",
        drum=5.0,
        encodings=("jpg", "webp"),
    ),
    Format(
        key="doc",
        label="Đứng 4 : 5",
        use="bài viết xem trên điện thoại",
        width=1080,
        height=1350,
        text=Box(width=952, height=916, least=56, most=300, most_gap=0.80, has_connectors=True),
        left=64,
        top=248,
        star=Star(x=540, y=114, radius=28),
        head=194,
        foot=1266,
        small=32,
        small_least=26,
        margin=56,
        safe_top=64,
        safe_bottom=64,
        budget=300 * 1024,
        palette="do-tham",
        drum=5.4,
        encodings=("jpg",),
    ),
    Format(
        key="tin",
        label="Đứng cả màn hình 9 : 16",
        use="tin (story), TikTok, Zalo nhật ký",
        width=1080,
        height=1920,
        text=Box(width=936, height=1030, least=60, most=300, most_gap=0.92, has_connectors=True),
        left=72,
        top=414,
        star=Star(x=540, y=252, radius=32),
        head=342,
        foot=1566,
        small=34,
        small_least=28,
        margin=64,
        safe_top=192,
        safe_bottom=307,
        budget=400 * 1024,
        palette="do-tham",
        drum=5.4,
        encodings=("jpg",),
    ),
    Format(
        key="ngang",
        label="Ngang 16 : 9",
        use="ảnh bìa video YouTube, ảnh gửi Zalo, màn hình hội trường",
        width=1280,
        height=720,
        text=Box(width=1136, height=452, least=48, most=340, most_gap=0.70),
        left=72,
        top=152,
        star=Star(x=640, y=54, radius=19),
        head=112,
        foot=672,
        small=28,
        small_least=24,
        margin=56,
        safe_top=32,
        safe_bottom=30,
        budget=200 * 1024,
        palette="do-tham",
        drum=4.4,
        encodings=("jpg",),
    ),
    Format(
        key="bia",
        label="Bìa trang 1640 × 624",
        use="ảnh bìa trang Facebook; chữ nằm giữa, điện thoại không cắt mất",
        width=1640,
        height=624,
        text=Box(width=1076, height=384, least=44, most=320, most_gap=0.68),
        left=282,
        top=134,
        star=Star(x=820, y=48, radius=17),
        head=100,
        foot=582,
        small=26,
        small_least=22,
        margin=266,
        safe_top=28,
        safe_bottom=28,
        budget=180 * 1024,
        palette="do-tham",
        drum=3.9,
        encodings=("jpg",),
    ),
    Format(
        key="trang",
        label="Nền trắng, để in",
        use="in bằng máy in văn phòng, dán ở bảng tin tổ dân phố",
        width=1080,
        height=1350,
        text=Box(width=952, height=810, least=56, most=300, most_gap=0.80, has_connectors=True),
        left=64,
        top=248,
        star=Star(x=540, y=114, radius=28),
        head=194,
        foot=1296,
        small=32,
        small_least=26,
        margin=56,
        safe_top=64,
        safe_bottom=48,
        budget=60 * 1024,
        palette="trang",
        drum=5.4,
        encodings=("png",),
        qr=Square(left=444, top=1080, side=192),
    ),
)
FORMAT_OF: dict[str, Format] = {format_.key: format_ for format_ in SLOGAN_FORMATS}
#: the picture that social networks and messengers show beside a link, for slogans
SLOGAN_SHARE = FORMAT_OF["chia-se"]

#: the same place, for entries without a picture of their own
ENTRY_SHARE = Format(
    key="bai",
    label="Ảnh chia sẻ bài viết",
    use="ảnh hiện bên cạnh đường dẫn của bài không có ảnh",
    width=1200,
    height=630,
    text=Box(
        width=1040,
        height=340,
        least=44,
        most=104,
        is_centred=False,
        least_gap=0.50,
        most_gap=0.58,
        size_weight=1.2,
        emptiness_weight=0.0,
        ragged_weight=1.5,
    ),
    left=80,
    top=142,
    star=Star(x=93, y=556, radius=15),
    head=96,
    foot=566,
    small=26,
    small_least=22,
    margin=64,
    safe_top=48,
    safe_bottom=48,
    budget=30 * 1024,
    palette="giay",
    drum=2.6,
    encodings=("png",),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Colours of a card; contrast of every text colour on the ground is at least 7 (a test measures it)."""

    #: the ground where it is lightest, and at the corners; equal: a flat ground
    ground: Colour
    edge: Colour
    #: what geometry is drawn in
    ornament: Colour
    #: strength of the ornament, of 255; more would cost contrast under the letters
    ornament_tone: int
    #: the main text
    text: Colour
    #: emphasised words, and the whole of a slogan without emphasis; the label of a share card
    accent: Colour
    #: unit line, host, date
    small: Colour
    #: hairlines
    line: Colour

    @property
    def is_flat(self) -> bool:
        """One colour behind everything."""
        return self.ground == self.edge


PALETTES: dict[str, Palette] = {
    # flag red #DA251D with yellow is only 4.59 : 1, so screens get a deep red
    "do-tham": Palette(
        ground=(0x8B, 0x06, 0x10),
        edge=(0x4C, 0x03, 0x09),
        ornament=(0xC0, 0x3A, 0x2C),
        ornament_tone=42,
        text=(0xFF, 0xF7, 0xE3),
        accent=(0xFF, 0xE8, 0x47),
        small=(0xFF, 0xE4, 0xB0),
        line=(0xE0, 0xA8, 0x58),
    ),
    "trang": Palette(
        ground=(0xFF, 0xFF, 0xFF),
        edge=(0xFF, 0xFF, 0xFF),
        ornament=(0xF7, 0xE6, 0xE1),
        ornament_tone=255,
        text=(0x3A, 0x14, 0x12),
        accent=(0xA0, 0x0B, 0x15),
        small=(0x55, 0x36, 0x30),
        line=(0xB8, 0x7A, 0x6A),
    ),
    "giay": Palette(
        ground=(0xFC, 0xF7, 0xEC),
        edge=(0xFC, 0xF7, 0xEC),
        ornament=(0xF1, 0xE2, 0xC8),
        ornament_tone=255,
        text=(0x2B, 0x11, 0x0F),
        accent=(0x96, 0x0A, 0x13),
        small=(0x55, 0x36, 0x30),
        line=(0xC9, 0x9A, 0x5B),
    ),
}

#: the accent of a share card follows the category of the entry
CATEGORY_ACCENTS: dict[CategoryColour, Colour] = {
    CategoryColour.RED: (0x96, 0x0A, 0x13),
    CategoryColour.GREEN: (0x0B, 0x54, 0x2E),
    CategoryColour.BLUE: (0x0F, 0x43, 0x7C),
    CategoryColour.PURPLE: (0x5E, 0x2A, 0x6E),
    CategoryColour.BROWN: (0x6A, 0x3A, 0x0E),
}
