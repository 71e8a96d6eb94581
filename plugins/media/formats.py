"""Formats of cards, as data. Each format is drawn for itself, never cropped from another."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from plugins.core.model import SloganFormat
from plugins.media.typesetting import Box


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
    #: key of `palettes.PALETTES`
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
        text=Box(width=952, height=690, least=52, most=300, most_gap=0.74, size_weight=4.0),
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
        text=Box(width=952, height=916, least=56, most=300, most_gap=0.80, size_weight=4.0, has_connectors=True),
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
        text=Box(width=936, height=1030, least=60, most=300, most_gap=0.92, size_weight=4.0, has_connectors=True),
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
        text=Box(width=952, height=810, least=56, most=300, most_gap=0.80, size_weight=4.0, has_connectors=True),
        left=64,
        top=248,
        star=Star(x=540, y=114, radius=28),
        head=194,
        foot=1298,
        small=32,
        small_least=26,
        margin=56,
        safe_top=64,
        safe_bottom=40,
        budget=100 * 1024,
        palette="trang",
        drum=5.4,
        encodings=("png",),
        qr=Square(left=450, top=1076, side=180),
    ),
)
#: by key; the keys are those of `SloganFormat`
FORMAT_OF: dict[str, Format] = {format_.key: format_ for format_ in SLOGAN_FORMATS}
#: the picture that social networks and messengers show beside a link, for slogans
SLOGAN_SHARE = FORMAT_OF[SloganFormat.SHARE]


def wanted_formats(keys: Collection[str]) -> tuple[Format, ...]:
    """Formats to draw for a slogan that names these; all for one that names none. The share picture always, since pages show it."""
    return tuple(f for f in SLOGAN_FORMATS if not keys or f.key in keys or f is SLOGAN_SHARE)


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
        size_weight=5.0,
        emptiness_weight=0.0,
        ragged_weight=6.0,
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


def _title_card(key: str, text: Box, *, left: int, top: int, head: int, drum: float) -> Format:
    """A title in the size of a slogan's picture, as the share picture sets it: in larger boxes with no larger least size of the letters,
    so that whatever fits there fits here.
    """
    size, share = FORMAT_OF[key], ENTRY_SHARE
    return replace(
        share,
        key=f"bai-{key}",
        label=size.label,
        use=size.use,
        width=size.width,
        height=size.height,
        text=replace(share.text, width=text.width, height=text.height, most=text.most, size_weight=text.size_weight),
        left=left,
        top=top,
        head=head,
        foot=size.foot,
        star=Star(x=left + 13, y=size.foot - 10, radius=15),
        small=size.small,
        small_least=share.small_least,
        margin=size.margin,
        safe_top=size.safe_top,
        safe_bottom=size.safe_bottom,
        budget=60 * 1024,
        drum=drum,
    )


def _box(width: int, height: int, most: int) -> Box:
    return Box(width=width, height=height, least=ENTRY_SHARE.text.least, most=most, size_weight=14.0)


#: titles of entries in the sizes of social networks
ENTRY_CARDS: tuple[Format, ...] = (
    _title_card("vuong", _box(920, 640, 116), left=80, top=230, head=160, drum=3.6),
    _title_card("doc", _box(920, 860, 124), left=80, top=260, head=186, drum=3.8),
    _title_card("tin", _box(920, 960, 124), left=80, top=430, head=342, drum=4.4),
    _title_card("ngang", _box(1110, 420, 116), left=80, top=156, head=106, drum=2.8),
    _title_card("bia", _box(1076, 340, 100), left=282, top=142, head=100, drum=2.6),
)
#: formats of titles by key
TITLE_FORMAT_OF: dict[str, Format] = {format_.key: format_ for format_ in (ENTRY_SHARE, *ENTRY_CARDS)}
