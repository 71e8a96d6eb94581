"""Words in an old font inside a line that was typed in Unicode: “tại phường H¶i An”, “cán bộ Phöôøng Haûi An”.

`legacy.py` judges whole lines and asks how common the traces are; one pasted name in a line is too little for that. Here each
word is asked by itself: it must show a trace, be no syllable as it stands, and become one when it is converted.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from plugins.vietnamese.legacy import UNICODE_VIETNAMESE, looks_like_tcvn3, looks_like_vni, old_font_runs
from plugins.vietnamese.legacy_fonts import LegacyEncoding, to_unicode
from plugins.vietnamese.syllables import is_syllable

# letters of Latin-1 and of Unicode Vietnamese, and the signs that are letters of TCVN3
_SIGNS = "\u00b8\u00b5\u00b6\u00b7\u00b9\u00ae\u00a7\u00ab\u00ac\u00ad\u00a8\u00a9\u00aa\u00bb\u00bc\u00bd\u00be"
_LETTERS = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
_WORD = {LegacyEncoding.TCVN3: re.compile(f"[{_LETTERS}{_SIGNS}×÷]+"), LegacyEncoding.VNI: re.compile(f"[{_LETTERS}]+")}

# one word with such a trace is enough: a sign of TCVN3 before a letter or between two (a soft hyphen is none), or behind a small
# letter a capital that Vietnamese does not have; a vowel with a tone letter of VNI that no other language writes behind it
_SURE = {
    LegacyEncoding.TCVN3: re.compile(f"(?!\u00ad)[{_SIGNS}](?=[{_LETTERS}])|[a-zà-ÿ][ÄÅÆÇËÎÏÑÖØÛÜÞ]"),
    LegacyEncoding.VNI: re.compile("öô|ÖÔ|[aou]ø|[AOU]Ø|[aueöô]õ|[AUEÖÔ]Õ|[auöô]û|[AUÖÔ]Û|[öô]ï|[ÖÔ]Ï"),
}
# these count beside a sure one: other capitals behind a small letter, the soft hyphen (ư), letters that stand for others
_LIKELY = {
    LegacyEncoding.TCVN3: re.compile(f"[{_SIGNS}]|[a-z][À-ÖØ-Þ]|[ñòóôõö÷øùúûü]"),
    LegacyEncoding.VNI: re.compile("[aeoôuöyAEOÔUÖY][àáâãäåèéêëïõøùúûüÀÁÂÃÄÅÈÉÊËÏÕØÙÚÛÜ]|[ñöæîÑÖÆÎ]"),
}
#: a vowel and its hat, bow or tone as VNI writes them, in small letters or capitals: two such words are enough, too
_HAT = re.compile("[aeo][âàåãáä]|a[êèúüéë]|[AEO][ÂÀÅÃÁÄ]|A[ÊÈÚÜÉË]")
#: letters of the shortest word that is judged: §a may be the number of a paragraph
_SHORTEST = 3


def old_font_stretches(line: str, encoding: LegacyEncoding) -> Iterator[tuple[int, int]]:
    """Where in `line`, which has letters of Unicode Vietnamese, words in the old font stand: start and end of each row of them.

    Offsets are those of `line` in NFC. Nothing for a line without Unicode Vietnamese: `legacy.old_font_runs` judges that.
    """
    line = unicodedata.normalize("NFC", line)
    if not UNICODE_VIETNAMESE.search(line):
        return
    row: list[re.Match[str]] = []
    for word in _WORD[encoding].finditer(line):
        if UNICODE_VIETNAMESE.search(word[0]):
            yield from _stretch(row, encoding)
            row = []
        else:
            row.append(word)
    yield from _stretch(row, encoding)


def _stretch(row: list[re.Match[str]], encoding: LegacyEncoding) -> Iterator[tuple[int, int]]:
    """From the first to the last word in the old font of words that no word in Unicode parts."""
    old = [word for word in row if _LIKELY[encoding].search(word[0]) and _is_old(word[0], encoding)]
    sure = any(_SURE[encoding].search(word[0]) and len(word[0]) >= _SHORTEST for word in old)
    if sure or (encoding is LegacyEncoding.VNI and sum(1 for word in old if _HAT.search(word[0])) > 1):
        yield old[0].start(), old[-1].end()


def _is_old(word: str, encoding: LegacyEncoding) -> bool:
    converted = to_unicode(word, encoding)
    return converted != word and not is_syllable(word) and is_syllable(converted)


class OldFonts:
    """What of some lines (NFC) was typed for an old font: whole lines, or words in them."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        runs = (*old_font_runs(lines, looks_like_tcvn3), *old_font_runs(lines, looks_like_vni))
        self._whole = {number for start, end in runs for number in range(start + 1, end + 1)}
        self._words: dict[int, list[tuple[int, int]]] = {}

    def has(self, line: int, column: int) -> bool:
        """Does the character there, both counted from 1, belong to it?"""
        if line in self._whole:
            return True
        if line not in self._words:
            self._words[line] = [span for encoding in LegacyEncoding for span in old_font_stretches(self._lines[line - 1], encoding)]
        return any(start < column <= end for start, end in self._words[line])
