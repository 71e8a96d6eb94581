"""What is repaired at the door, in every text, without asking: newlines, normal form (KT01), false Đ (KT05), hidden characters (KT06).

Each repair is a pure function from a text to the repaired text and the changes by line; doing it twice is doing it once.
The order is newlines, strip_hidden, replace_foreign_d, compose: a hidden character may keep a mark from its letter.
`looks_like_mojibake` is asked after newlines and before strip_hidden, which takes half of its traces away.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from plugins.vietnamese.legacy import looks_like_mojibake, looks_like_tcvn3, looks_like_vni, old_font_runs
from plugins.vietnamese.legacy_fonts import LegacyEncoding
from plugins.vietnamese.legacy_mixed import old_font_stretches
from plugins.vietnamese.letters import CAPITAL, SMALL, TONED_VOWELS

# the detectors belong to the same door: whoever cleans asks them first
__all__ = [
    "Change",
    "Repaired",
    "compose",
    "find_hidden",
    "is_plain",
    "looks_like_mojibake",
    "looks_like_tcvn3",
    "looks_like_vni",
    "newlines",
    "nfc",
    "replace_foreign_d",
    "strip_hidden",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What was repaired on one line."""

    #: from 1; no repair adds or takes a line, so it is the same before and behind
    line: int
    #: characters replaced or dropped; 1 for a line that was composed
    count: int


Repaired = tuple[str, tuple[Change, ...]]

# Word's manual line break (U+000B), its page break (U+000C) and Unicode's own line ends become a blank and not a newline: a title
# stays one line, and the lines that messages name stay those of the editor's own program, which goes on in the same line there
_BREAKS = "\u000b\u000c\u0085\u2028\u2029"
_BLANKS = f"{_BREAKS}\u00a0\u2007\u202f"
_DROPPED = (
    "\u0000-\u0008\u000d-\u001f\u007f-\u0084\u0086-\u009f"  # controls; U+000D only after `newlines` left none
    "\u061c\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"  # zero width, direction marks, byte-order mark
    "\U0001d173-\U0001d17a"  # marks of musical notation
    "\ue000-\uf8ff\U000f0000-\U0010ffff"  # private use: Word's Symbol bullets
    "\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff"  # noncharacters, annotation marks
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 15))
)
# letters and signs for Unicode (Python calls them printable), nothing for a reader: joiners, fillers of Korean, Khmer and
# Mongolian, the empty Braille sign, variation selectors
_EMPTY = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u180f\u2800\u3164\uffa0" + "".join(map(chr, range(0xFE00, 0xFE0F)))
_EMPTY_TAGS = "\U000e0000-\U000e0fff"  # invisible tags, more variation selectors
# two of them are seen where Unicode's emoji sequences have them (UTS 51): U+FE0F behind an emoji or in a keycap, and U+200D
# between two emoji. Without, 👩‍🌾 falls apart and ❤️ turns black
_EMOJI = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u24c2\u25a0-\u27bf"
    "\u2934\u2935\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
_LOOSE = (
    f"\ufe0f(?<![{_EMOJI}]\ufe0f)(?!(?<=[0-9#*]\ufe0f)\u20e3)|\u200d(?!(?:(?<=[{_EMOJI}]\u200d)|(?<=[{_EMOJI}]\ufe0f\u200d))[{_EMOJI}])"
)
_HIDDEN = re.compile(f"[{_BLANKS}{_DROPPED}{_EMPTY}{_EMPTY_TAGS}]|{_LOOSE}")
#: of these, what `str.isprintable` lets pass
_PRINTABLE = re.compile(f"[{_EMPTY}{_EMPTY_TAGS}\ufe0f]")
#: what no reader may get, however it was written; surrogates are no text at all
_UNSEEN = re.compile(f"[{_BREAKS}{_DROPPED}{_EMPTY}{_EMPTY_TAGS}\u00ad\ud800-\udfff]|{_LOOSE}")
#: letters and signs of everyday Vietnamese: each is itself in normal form, is seen, and is no half of a letter of old encodings
_PLAIN = re.compile(f"[\t\n\x20-\x7e{SMALL}{CAPITAL}“”‘’–—…•]*")
# dropped last: whether it is a letter (ư of TCVN3) shows when nothing else is hidden
_SOFT_HYPHEN = "\u00ad"

# the capitals are no letters of any text here; the small ones are letters of phonetics and Icelandic, so only where a
# whole Vietnamese syllable follows
_MARKS = "\u0300-\u0323"  # for a text in NFD
_FALSE_D = re.compile(f"[ÐƉ]|(?<![^\\W\\d_])[ðɖ](?=[{TONED_VOWELS}{_MARKS}]{{1,7}}(?:ch|ng|nh|[cmnpt])?(?![^\\W\\d_]))")
_TRUE_D = {"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ"}


def newlines(text: str) -> str:
    """`text` with `\\n` at the end of every line, whatever Windows or an old Mac wrote."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def is_plain(text: str) -> bool:
    """True when every repair leaves `text` as it is and every detector is silent; False says nothing yet.

    One look at nearly every source instead of five: 6 µs for 2,300 letters and not 40 (a search for what does not belong
    takes twice the time of a match of what does).
    """
    return (text.isascii() and text.isprintable()) or _PLAIN.fullmatch(text) is not None


def nfc(text: str) -> str:
    """`text` in normal form C, the only one inside the portal."""
    return unicodedata.normalize("NFC", text)


def compose(text: str) -> Repaired:
    """KT01: `text` in normal form C. Each repaired line counts once: in such a text almost every letter is wrong."""
    if unicodedata.is_normalized("NFC", text):
        return text, ()

    def repair(line: str) -> tuple[str, int]:
        composed = nfc(line)
        return composed, int(composed != line)

    return _by_line(text, repair)


def find_hidden(text: str) -> str:
    """The first character of `text` that nobody sees, or "": for values that an escape or an entity put together.

    The same set as `strip_hidden`, without the odd blanks, which readers do see, and with every soft hyphen.
    """
    if _looks_clean(text):
        return ""
    found = _UNSEEN.search(text)
    return found[0] if found else ""


def _looks_clean(text: str) -> bool:
    """True when nothing of the patterns is in `text`, found three times as fast; False says nothing yet."""
    # most values are one line, which is printable as it stands
    is_printable = text.isprintable() or text.replace("\n", "").replace("\t", "").isprintable()
    return is_printable and (text.isascii() or not _PRINTABLE.search(text))


def replace_foreign_d(text: str) -> Repaired:
    """KT05: Ð (U+00D0) and Ɖ (U+0189) to Đ, and ð (U+00F0), ɖ (U+0256) to đ where they begin a Vietnamese syllable.

    A line in TCVN3 is left alone: there Ð is the letter é.
    """
    if not any(letter in text for letter in _TRUE_D):
        return text, ()
    return _by_line(text, lambda line: _FALSE_D.subn(lambda match: _TRUE_D[match[0]], line), _tcvn3_lines(text))


def strip_hidden(text: str) -> Repaired:
    """KT06: hidden characters dropped; odd blanks, Word's breaks and Unicode's line ends to a blank.

    A line in TCVN3 keeps U+00AD, which is its letter ư.
    """
    changes: tuple[Change, ...] = ()
    if not _looks_clean(text):
        text, changes = _by_line(text, lambda line: _HIDDEN.subn(lambda match: " " if match[0] in _BLANKS else "", line))
    if _SOFT_HYPHEN not in text:
        return text, changes
    text, hyphens = _by_line(text, lambda line: (line.replace(_SOFT_HYPHEN, ""), line.count(_SOFT_HYPHEN)), _tcvn3_lines(text))
    counts = Counter({change.line: change.count for change in changes})
    counts.update({change.line: change.count for change in hyphens})
    return text, tuple(Change(line=line, count=count) for line, count in sorted(counts.items()))


def _by_line(text: str, repair: Callable[[str], tuple[str, int]], spared: frozenset[int] = frozenset()) -> Repaired:
    """`repair` on every line but those whose numbers are in `spared`."""
    lines, changes = [], []
    for number, line in enumerate(text.split("\n"), 1):
        repaired, count = (line, 0) if number in spared else repair(line)
        lines.append(repaired)
        if count:
            changes.append(Change(line=number, count=count))
    return "\n".join(lines), tuple(changes)


def _tcvn3_lines(text: str) -> frozenset[int]:
    """Numbers of the lines, from 1, that are in TCVN3, or have words in it."""
    lines = text.split("\n")
    whole = {number for start, end in old_font_runs(lines, looks_like_tcvn3) for number in range(start + 1, end + 1)}
    return frozenset(whole | {number for number, line in enumerate(lines, 1) if any(old_font_stretches(line, LegacyEncoding.TCVN3))})
