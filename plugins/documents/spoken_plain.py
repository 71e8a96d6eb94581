"""The one form of text that is read: compatibility characters in their plain form, no hidden characters, ASCII digits."""

import re
import unicodedata

from plugins.vietnamese.letters import CAPITAL, SMALL

#: km² and m³ become km2 and m3 by themselves; behind a figure a raised figure would become a part of it
_POWER = re.compile(r"(?<=[0-9])[²³¹⁰⁴-⁹]+")
_SQUARE = {"²": " bình phương", "³": " lập phương"}
#: ½ behind a figure: "2½"
_VULGAR = re.compile(r"(?<=[0-9])(?=[¼-¾⅐-⅞])")
_QUOTES = str.maketrans({"’": "'", "ʼ": "'", "⁄": "/", "∕": "/", "\u00a0": " ", "_": " "})
#: all but what nearly every character of a text is
_ODD = re.compile(f"[^\n -~{CAPITAL}{SMALL}“”–…]")
#: what is not heard: control, format, surrogate, private, unassigned characters
_UNHEARD = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def plain(text: str) -> str:
    """`text` as readers read it; line breaks stay. Once is enough: `plain(plain(x)) == plain(x)`; any normal form in, one out."""
    if not _ODD.search(text):
        return text.replace("…", "...").replace("_", " ")  # all that the rest would do
    if not text.isascii():
        text = _POWER.sub(_power, _VULGAR.sub(" và ", unicodedata.normalize("NFC", text)))
    text = _ODD.sub(_heard, text)
    # again: a hidden character may have kept a letter and its mark apart, and the plain form of one sign may be several
    return _ODD.sub(_heard, unicodedata.normalize("NFKC", text)).translate(_QUOTES)


def _power(match: re.Match[str]) -> str:
    return _SQUARE.get(match[0]) or f" mũ {unicodedata.normalize('NFKC', match[0])} "


def _heard(match: re.Match[str]) -> str:
    character = match[0]
    if character.isascii():
        return " "
    category = unicodedata.category(character)
    if category in _UNHEARD:
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(character))
    return character
