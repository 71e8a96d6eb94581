"""The theme in a ward's own colour: its files are written in the house's red, and where they say so another colour is put.

What is red for a reason of its own stays red: errors, urgent notices, slogans in the colours of the flag.
"""

import re

from plugins.core.colours import HOUSE, HOUSE_SHADES, shades


def of_stylesheet(style: str, colour: str) -> str:
    """A stylesheet of theme/static/css/: `--red: #8e0711` and the other tokens of the house, of both schemes."""
    if colour == HOUSE:
        return style
    new = shades(colour)
    for of_house, of_ward in ((HOUSE_SHADES.light, new.light), (HOUSE_SHADES.dark, new.dark)):
        for name, value in of_house.items():
            style = re.sub(rf"(--{name}:\s*){value}\b", rf"\g<1>{of_ward[name]}", style)
    return style


def of_feeds(style: str, colour: str) -> str:
    """The stylesheet of feeds, which has no tokens."""
    new = shades(colour)
    return style.replace(HOUSE, new.light["red"]).replace(HOUSE_SHADES.dark["red"], new.dark["red"])


def of_icon(icon: str, colour: str) -> str:
    """A drawing of theme/static/img/, whose ground is the band's."""
    return icon.replace(HOUSE_SHADES.light["band"], shades(colour).light["band"])
