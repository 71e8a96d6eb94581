"""Colours of cards, as data, and the steps between two of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from plugins.core.model import CategoryColour

Colour = tuple[int, int, int]


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
        ornament_tone=40,
        text=(0xFF, 0xF7, 0xE3),
        accent=(0xFF, 0xE8, 0x47),
        small=(0xFF, 0xE4, 0xB0),
        line=(0xE0, 0xA8, 0x58),
    ),
    "trang": Palette(
        ground=(0xFF, 0xFF, 0xFF),
        edge=(0xFF, 0xFF, 0xFF),
        ornament=(0xF7, 0xE6, 0xE1),
        ornament_tone=160,
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


def flat_colours(ground: Colour, inks: Mapping[str, Colour], steps: Mapping[str, int]) -> bytes:
    """A palette for Pillow: the ground, then each ink of `steps` from its palest step to its full colour."""
    colours = [ground]
    for name, count in steps.items():
        colours.extend(_mix(ground, inks[name], step / count) for step in range(1, count + 1))
    return bytes(value for colour in colours for value in colour)


def _mix(ground: Colour, ink: Colour, share: float) -> Colour:
    red, green, blue = (round(g + (i - g) * share) for g, i in zip(ground, ink, strict=True))
    return red, green, blue
