"""Recognising texts that were typed for an old font or opened with the wrong character set. Detection only: nothing is converted.

A pasted TCVN3 text (.VnTime) shows as `§¶ng ñy ph­êng H¶i An`, a VNI text as `Ñaûng uûy phöôøng Haûi An`, UTF-8 that was read
as cp1252 as `PhÆ°á»ng`. All three detectors are precise: an honest text in any European language stays silent.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

from plugins.vietnamese.syllables import is_syllable

#: letters that only Unicode Vietnamese has: a paragraph with one of them was typed in Unicode
UNICODE_VIETNAMESE = re.compile("[\u1ea0-\u1ef9ăĂđĐơƠưƯ]")
#: around front matter
_FENCE = "---"
#: marks around a word
_AROUND = ".,;:!?…()[]\"'“”‘’*_/-–"
_LATIN_LETTER = re.compile("[A-Za-z\u00c0-\u00ff]")

# TCVN3 keeps ả à ã á ạ ấ ậ đ ô ơ ư ă â ê Đ and ẳ ẵ ắ ằ in these places, which no Western word has inside
_TCVN3_SIGNS = "\u00b8\u00b5\u00b6\u00b7\u00b9\u00ae\u00a7\u00ab\u00ac\u00ad\u00a8\u00a9\u00aa\u00bb\u00bc\u00bd\u00be"
_LETTER = "A-Za-z\u00c0-\u00ff"
# a sign between letters, đ or Đ at the head of a word, or a capital behind a small letter (ế is Õ: `quyÕt`)
_TCVN3_WORD = re.compile(rf"[{_LETTER}{_TCVN3_SIGNS}][{_TCVN3_SIGNS}][{_LETTER}]|(?<!\S)[®§][{_LETTER}{_TCVN3_SIGNS}]|[a-z][À-ÖØ-Þ]")
_SOFT_HYPHEN = "\u00ad"

# VNI writes the tone as a letter of its own behind the vowel, ư as ö, đ as ñ
_VNI_WORD = re.compile(r"[aeoöuyiôAEOÖUYIÔ][øûõïäåëüØÛÕÏÄÅËÜ]|(?<!\w)[ñÑ][aeiouyöôAEIOUYÖÔ]|öô|ÖÔ|[aeouAEOU][ùéèáàãâêÙÉÈÁÀÃÂÊ]")
# pairs among them that French, German, Spanish and Dutch do not write (they do write oï, oû, oé, aé, oë, eû)
_VNI_ONLY = re.compile(r"(?<!\w)ñ[aeiouyöô]|öô|[aou]ø|aû|uû|öû|ôû|[aueöô]õ|öï|ôï|[aeo][áàä]|a[åãâê]|e[âã]|oâ", re.IGNORECASE)

# the second to fourth byte of a UTF-8 letter, as cp1252 shows it (bytes without a cp1252 letter stay C1 controls)
_TAIL = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
# those of them that honest texts write behind a letter
_CLOSING = "\u00a0«»·“”‘’•…–—"
_MOJIBAKE = re.compile(
    rf"áº[{_TAIL}]"  # ạ to ỿ, first half
    rf"|á»(?:(?![{_CLOSING}])[{_TAIL}]|[{_CLOSING}](?=[^\W\d_]))"  # second half; the end of a quotation, «… đá»”, is honest
    "|Ä[\u0080-\u009f‘ƒ‚©¨]|Å[©¨]|Æ[\u00a0¡¯°]"  # Đ đ ă Ă ĩ Ĩ ũ Ũ Ơ ơ Ư ư
    "|Ã[\u0080-\u009f¡¢£¨©ª¬\u00ad²³´µ¹º½€‚ƒ„†‡ˆ‰Š‹Œ™š]"  # à to ý; not CẤP XÃ before a blank, a quotation mark or a dash
    "|â[€\u0080]|ï»¿|[a-z]Â[¡-¿]"  # quotation marks and dashes, the byte-order mark, km²
    "|\ufffd"  # what a decoder leaves where it gave up
)

#: one of these is in every match of `_MOJIBAKE`: single signs, which are found fifty times as fast as the pattern
_MOJIBAKE_SIGNS = "º»ÄÅÆÃ€\u0080ïÂ\ufffd"


def looks_like_tcvn3(paragraph: str) -> bool:
    """Was this paragraph typed for a TCVN3 font (.VnTime, ABC)? In such a text U+00AD is the letter ư."""
    hits = _hits(_TCVN3_WORD, paragraph)
    # an English text from the web may be full of soft hyphens and nothing else
    return _is_common(hits, paragraph) and any(hit.replace(_SOFT_HYPHEN, "").strip("abcdefghijklmnopqrstuvwxyz") for _, hit in hits)


def looks_like_vni(paragraph: str) -> bool:
    """Was this paragraph typed for a VNI font (VNI-Times)?"""
    hits = _hits(_VNI_WORD, paragraph)
    # "toàn khoá" is Unicode in the new tone style: what is a syllable as it stands proves nothing
    return _is_common(hits, paragraph) and any(_VNI_ONLY.match(hit) and not is_syllable(word.strip(_AROUND)) for word, hit in hits)


def old_font_runs(lines: Sequence[str], looks_like: Callable[[str], bool]) -> Iterator[tuple[int, int]]:
    """Where in `lines` an old font was typed: (index of the first line, index behind the last), by one of the two detectors.

    A blank line, the `---` of front matter and a line with a letter of Unicode Vietnamese part two runs: an editor pastes old
    lines right below new ones. What is no old font as a whole is judged line by line.
    """
    start = 0
    for end in range(len(lines) + 1):
        if end == len(lines) or _parts_runs(lines[end]):
            yield from _judged(lines, start, end, looks_like)
            start = end + 1


def _parts_runs(line: str) -> bool:
    if line.isascii():
        return not line.strip() or line.strip() == _FENCE
    return not line.strip() or UNICODE_VIETNAMESE.search(unicodedata.normalize("NFC", line)) is not None


def _judged(lines: Sequence[str], start: int, end: int, looks_like: Callable[[str], bool]) -> Iterator[tuple[int, int]]:
    if start < end and looks_like("\n".join(lines[start:end])):
        yield start, end
    elif end - start > 1:
        yield from ((at, at + 1) for at in range(start, end) if looks_like(lines[at]))


def looks_like_mojibake(text: str) -> int:
    """Line, from 1, of the first letter that was UTF-8 once and was read as cp1252 or lost (U+FFFD); 0 for a sound text.

    To be asked before hidden characters are stripped: half of the traces are C1 controls.
    """
    match = _MOJIBAKE.search(text) if any(sign in text for sign in _MOJIBAKE_SIGNS) else None
    return text.count("\n", 0, match.start()) + 1 if match else 0


def _hits(pattern: re.Pattern[str], paragraph: str) -> tuple[tuple[str, str], ...]:
    """Word and trace for each word that has any; none for a paragraph in Unicode Vietnamese or with mojibake."""
    # an NFD text must give the same answer after it was composed
    paragraph = unicodedata.normalize("NFC", paragraph)
    if paragraph.isascii() or UNICODE_VIETNAMESE.search(paragraph) or _MOJIBAKE.search(paragraph):
        return ()
    return tuple((word, match[0]) for word in _words(paragraph) if (match := pattern.search(word)))


def _is_common(hits: Sequence[tuple[str, str]], paragraph: str) -> bool:
    # two words, and one in four: a French or German paragraph has single words that look alike (août, Noël)
    return len(hits) >= 2 and len(hits) * 4 >= len(_words(paragraph))


def _words(paragraph: str) -> list[str]:
    return [word for word in paragraph.split() if _LATIN_LETTER.search(word)]
