"""Be Vietnam Pro: the web fonts of the site, the fonts of the cards, and what letters they hold.

The font files and their licence (SIL OFL 1.1, no reserved name) come from the package `fontpkg-be-vietnam-pro`; nothing is
vendored. Subset files carry no time stamp of the build, so equal input gives equal bytes.
"""

import hashlib
import io
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import fontpkg_be_vietnam_pro as package

from plugins.core.errors import ConfigurationError

if TYPE_CHECKING:
    from PIL import ImageFont  # like fontTools, loaded by what draws: most builds only name a font

#: weights that the package holds and the portal uses, with their file names
FILES = {400: "BeVietnamPro-Regular.ttf", 500: "BeVietnamPro-Medium.ttf", 600: "BeVietnamPro-SemiBold.ttf", 700: "BeVietnamPro-Bold.ttf"}

_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_LOWER = "".join(dict.fromkeys(unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES)) + "đ"
#: the letters Vietnamese adds to ASCII: 67 in each case
VIETNAMESE_LETTERS = "".join(letter for letter in _LOWER + _LOWER.upper() if not letter.isascii())
#: punctuation in use. The font has no → ← ↑ №: browsers take these from a font of the system
PUNCTUATION = "\u00a0–—“”‘’…·•²³°§×€₫"
#: every character of a web font; texts are NFC when they are read, so combining marks are not needed
WEB_CHARACTERS = "".join(map(chr, range(0x20, 0x7F))) + VIETNAMESE_LETTERS + PUNCTUATION

#: features of OpenType that a web font keeps
_FEATURES = ("kern", "mark", "mkmk", "ccmp", "locl", "liga")
#: names, copyright and licence that it keeps: the OFL asks for the last two
_NAMES = (0, 1, 2, 3, 4, 5, 6, 13, 14)


@dataclass(frozen=True, slots=True, kw_only=True)
class FontView:
    """One web font, with all that shapes its bytes."""

    #: CSS weight, a key of `FILES`
    weight: int
    #: `source_digest()` of the font package
    source: str
    #: characters kept
    characters: str = WEB_CHARACTERS


def font_folder() -> Path:
    """Where the TrueType files are, upright and italic: for a typesetter that reads them itself."""
    return Path(package.ROOT) / "files"


@cache
def font_bytes(weight: int) -> bytes:
    """The TrueType file of a weight; ConfigurationError when the installed package lacks it."""
    path = font_folder() / FILES[weight]
    if not path.is_file():
        raise ConfigurationError(FILES[weight], "thiếu tệp phông chữ; cài lại gói fontpkg-be-vietnam-pro.")
    return path.read_bytes()


@cache
def source_digest() -> str:
    """SHA-256 in hex over all font files that the portal uses: part of every view whose picture they draw."""
    return hashlib.sha256(b"".join(font_bytes(weight) for weight in sorted(FILES))).hexdigest()


def licence_text() -> str:
    """The OFL text of the fonts, which must go wherever the fonts go."""
    return (Path(package.ROOT) / "LICENSE").read_text(encoding="utf-8").replace("\r\n", "\n")


@cache  # a tenth of a second each; serve and the tests build many times in one process
def subset_woff2(view: FontView) -> bytes:
    """The woff2 file of a weight with the characters of the view; kerning and mark placement kept, hinting dropped.

    Hinting would double the file (20 KiB instead of 10) and modern text rendering ignores it at the sizes in use. HarfBuzz cuts
    the font, fontTools packs it: cut by fontTools it has the same glyphs and kerning, after 0.3 s.
    """
    from fontTools.ttLib import TTFont  # here because the import takes a twentieth of a second, which no check should pay

    from plugins.media.shaping import face_of, subset

    cut = subset(face_of(font_bytes(view.weight)), view.characters, _FEATURES, _NAMES)
    font = TTFont(io.BytesIO(cut), recalcTimestamp=False)
    font.flavor = "woff2"
    target = io.BytesIO()
    font.save(target)
    return target.getvalue()


@cache
def _letters(weight: int) -> frozenset[str]:
    from fontTools.ttLib import TTFont

    with TTFont(io.BytesIO(font_bytes(weight)), lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


def missing_letters(text: str, weight: int = 700) -> str:
    """Characters of a text that the font of this weight cannot draw, each once, sorted; judged in NFC."""
    composed = unicodedata.normalize("NFC", text)
    known = _letters(weight)
    if known.issuperset(composed):  # nearly every text
        return ""
    return "".join(sorted({c for c in composed if c not in known and not c.isspace()}))


def has_all_letters(text: str, weight: int = 700) -> bool:
    """Can the font of this weight draw the whole text?"""
    return not missing_letters(text, weight)


@cache
def has_raqm() -> bool:
    """Does Pillow shape complex text here? Its FriBiDi is loaded from the system and falls back in silence."""
    from PIL import features

    return bool(features.check("raqm"))


def require_raqm() -> None:
    """ConfigurationError unless Pillow has RAQM: CI, tests and releases call this; a preview goes on with BASIC layout."""
    if not has_raqm():
        raise ConfigurationError("Pillow", "thiếu thư viện FriBiDi (Debian: libfribidi0), chữ trên ảnh chỉ dùng để xem trước.")


@lru_cache(maxsize=96)  # each font keeps its own copy of the file, 130 KiB
def drawing_font(weight: int, size: int) -> "ImageFont.FreeTypeFont":
    """The font for Pillow at a size in pixels per em, kept for the process."""
    from PIL import ImageFont

    engine = ImageFont.Layout.RAQM if has_raqm() else ImageFont.Layout.BASIC
    return ImageFont.truetype(io.BytesIO(font_bytes(weight)), size, layout_engine=engine)
