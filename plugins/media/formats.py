"""Formats and palettes of cards, as data. Each format is drawn for itself, never cropped from another."""

from dataclasses import dataclass

from plugins.media.typesetting import Box

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A size of picture and the places on it, in pixels."""

    #: Vietnamese name, for staff
    label: str
    width: int
    height: int
    #: where the slogan or title stands
    text: Box
    #: left and top edge of the text box
    left: int
    top: int
    #: baseline of the line over the text, and of the line under it
    head: int
    foot: int
    #: font size of these two lines: wanted, and least
    small: int
    small_least: int
    #: free on every side
    margin: int
    #: largest file in bytes
    budget: int


#: the picture that social networks and messengers show beside a link, for slogans
SLOGAN_SHARE = Format(
    label="Ảnh chia sẻ khẩu hiệu",
    width=1200,
    height=630,
    text=Box(width=1064, height=392, least=44, most=320, most_gap=0.68),
    left=68,
    top=132,
    head=98,
    foot=588,
    small=26,
    small_least=22,
    margin=48,
    budget=150 * 1024,
)

#: the same place, for entries without a picture of their own
ENTRY_SHARE = Format(
    label="Ảnh chia sẻ bài viết",
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
    head=96,
    foot=566,
    small=26,
    small_least=22,
    margin=64,
    budget=30 * 1024,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Colours of a card; contrast of every text colour on the ground is at least 7 (a test measures it)."""

    #: the ground where it is lightest, and at the corners
    ground: Colour
    edge: Colour
    #: what geometry is drawn in
    ornament: Colour
    #: the main text
    text: Colour
    #: emphasised words; the label of a share card
    accent: Colour
    #: unit line, host, date
    small: Colour
    #: hairlines
    line: Colour


PALETTES: dict[str, Palette] = {
    # flag red #DA251D with yellow is only 4.59 : 1, so screens get a deep red
    "do-tham": Palette(
        ground=(0x8B, 0x06, 0x10),
        edge=(0x4C, 0x03, 0x09),
        ornament=(0xC0, 0x3A, 0x2C),
        text=(0xFF, 0xF7, 0xE3),
        accent=(0xFF, 0xE8, 0x47),
        small=(0xFF, 0xE4, 0xB0),
        line=(0xE0, 0xA8, 0x58),
    ),
    "giay": Palette(
        ground=(0xFC, 0xF7, 0xEC),
        edge=(0xFC, 0xF7, 0xEC),
        ornament=(0xF1, 0xE2, 0xC8),
        text=(0x2B, 0x11, 0x0F),
        accent=(0x96, 0x0A, 0x13),
        small=(0x55, 0x36, 0x30),
        line=(0xC9, 0x9A, 0x5B),
    ),
}
