"""Readers of words: abbreviations, words in capitals, Roman numerals, initials and single letters; all others as they stand."""

import re

from plugins.documents.spoken_scan import Reader, Said, Scan, ends_with_small_word
from plugins.vietnamese.capitals import is_printed_large, is_syllable
from plugins.vietnamese.folding import fold
from plugins.vietnamese.roman import roman
from plugins.vietnamese.spoken_numbers import cardinal, ordinal

_LETTER = r"[^\W\d_]"
#: LĐ-TB&XH, VH-XH
_COMPOUND = re.compile(rf"{_LETTER}{{1,12}}(?:[-&]{_LETTER}{{1,12}}){{1,3}}(?![^\W_])")
#: pa-nô, ki-lô-mét
_HYPHENED = re.compile(rf"{_LETTER}{{1,20}}(?:-{_LETTER}{{1,20}}){{1,8}}(?!{_LETTER})")
_NAMED_BEHIND = re.compile(r"\s{1,3}(?:là|:)\s{1,3}")
_BRACKET_BEHIND = re.compile(r"\s{0,2}\(([^()]{2,80})\)")
_ABBREVIATION_IN_BRACKETS = re.compile(rf"\(({_LETTER}[^\W_&-]{{0,12}}(?:[-&]{_LETTER}{{1,6}}){{0,3}})\)")
_INITIAL_BEHIND = re.compile(rf"\s?{_LETTER}\.|\s{{1,3}}(?P<next>{_LETTER})")
_TITLE_BEHIND = re.compile(rf"\s{{0,3}}{_LETTER}")
_MORE_BEHIND = re.compile(r"[\W_]*[^\W_]")
_ROMAN_BEHIND = re.compile(r"(?:\s?[-–—]\s?|,\s|\svà\s)[IVX]{1,5}(?!\w)")
_ROMAN_BEFORE = re.compile(r"(?<!\w)[IVX]{1,5}(?:,|\svà|\shoặc)\s\Z")
_STORM_NUMBER = re.compile(r"(?:\s{1,3}số\s{1,3}[0-9]{1,2})?[\s,(“\"]{1,3}\Z")
_CONSONANTS = frozenset("bcdđfghjklmnpqrstvwxz")
_SMALL_NUMERALS = frozenset("IVX")


def read_abbreviation_in_brackets(scan: Scan) -> Said | None:
    """ "(UBND)" behind "Ủy ban nhân dân" has been said already."""
    match = scan.match(_ABBREVIATION_IN_BRACKETS)
    words = scan.vocabulary.words(match[1], scan.locality) if match else ""
    if not (match and words) or not fold(scan.before(len(words) + 2).rstrip()).endswith(fold(words)):
        return None
    return Said(match.end(), "")


def read_with_signs(scan: Scan) -> Said | None:
    """đ/c, v/v, v.v., and names whose parts a dash joins: Văn hóa - Xã hội."""
    match = scan.match(scan.vocabulary.with_signs_at)
    if match:
        words = scan.vocabulary.with_signs[match[0]]
        is_inner = scan.follows(match.end()) == "." and _TITLE_BEHIND.match(scan.text, match.end() + 1) is not None
        # "v.v. và" goes on, "v.v. Ngày" begins a sentence
        is_inner = is_inner and not scan.text[match.end() + 1 :].lstrip()[:1].isupper()
        return Said(match.end() + is_inner, words)
    match = scan.match(scan.vocabulary.joined_at)
    return Said(match.end(), " ".join(re.split(r"\s*[-–—]\s*", match[0]))) if match else None


def read_bare_unit(scan: Scan) -> Said | None:
    """ "mỗi km²": a unit that is said so without a figure."""
    match = scan.match(scan.vocabulary.bare_unit_at)
    return Said(match.end(), scan.vocabulary.units[match[0]]) if match else None


def read_compound(scan: Scan) -> Said | None:
    """LĐ-TB&XH, and words with hyphens that stay as they are: pa-nô."""
    match = scan.match(_COMPOUND)
    words = scan.vocabulary.words(match[0], scan.locality) if match else ""
    if match and words:
        return Said(match.end(), words)
    match = scan.match(_HYPHENED)
    if match is None or any(_is_spoken_otherwise(scan, part, place) for place, part in enumerate(match[0].split("-"))):
        return None
    return Said(match.end(), match[0])


def _is_spoken_otherwise(scan: Scan, part: str, place: int) -> bool:
    """Is a part of a word with hyphens no syllable of that word: a name of its own, an abbreviation, a consonant?"""
    if len(part) == 1:
        return part.lower() in _CONSONANTS or (place > 0 and part.isupper())
    return (place > 0 and not part.islower()) or part.isupper() or bool(scan.vocabulary.words(part, scan.locality))


def read_roman(scan: Scan) -> Said | None:
    """XIV, quý III, lần thứ I."""
    word, end = scan.word, scan.at + len(scan.word)
    value = roman(word)
    if value is None:
        return None
    if scan.is_behind("roman"):
        before = scan.before().rstrip().lower()
        if before.endswith("lần"):
            if not set(word) <= _SMALL_NUMERALS:
                return None
            return Said(end, f"thứ {ordinal(value)}", is_figure=True)
        is_ordinal = before.endswith("thứ")
        return Said(end, ordinal(value) if is_ordinal else cardinal(value), is_figure=True)
    is_listed = scan.after_figure or _ROMAN_BEHIND.match(scan.text, end) or _ROMAN_BEFORE.search(scan.before())
    is_clear = len(word) > 1 and not scan.is_known(word) and not scan.is_in_capitals()
    if set(word) <= _SMALL_NUMERALS and (is_clear or is_listed):
        return Said(end, cardinal(value), is_figure=True)
    return None


def read_letter(scan: Scan) -> Said | None:
    """A single letter: the initial of a name without its dot, a consonant by its name; a vowel is spoken as it stands."""
    letter, end = scan.word, scan.at + 1
    if len(letter) != 1:
        return None
    if scan.after_figure and letter in "xX" and not scan.before(1).isdigit():  # "thế hệ 9x"
        return Said(end, scan.vocabulary.signs["×"], is_figure=True)
    is_dotted = letter.isupper() and scan.follows(end) == "."
    if is_dotted and (_is_before_more(scan, end + 1) or _is_before_name(scan, end + 1)):
        end += 1
    # an I that is no numeral is not to look like one
    is_named = letter.lower() in _CONSONANTS or letter == "I"
    return Said(end, scan.vocabulary.letter_names(letter) if is_named else letter)


def _is_before_more(scan: Scan, end: int) -> bool:
    """ "V. H. phát biểu": another initial or a word in small letters, so that no sentence ended."""
    match = _INITIAL_BEHIND.match(scan.text, end)
    return match is not None and (not match["next"] or match["next"].islower())


def _is_before_name(scan: Scan, end: int) -> bool:
    """ "V. Nguyễn": a name goes on behind an initial; behind a small word a sentence ends ("ông Nguyễn Văn A. Nguyễn Văn B …")."""
    return not ends_with_small_word(scan.before()) and _MORE_BEHIND.match(scan.text, end) is not None


def read_abbreviation(scan: Scan) -> Said | None:
    """UBND, CTr, ThS., TP.; letter by letter where the letters are meant."""
    short, end = scan.word, scan.at + len(scan.word)
    is_before_more = scan.follows(end) == "." and _TITLE_BEHIND.match(scan.text, end + 1) is not None
    if is_before_more and (short in scan.vocabulary.titles or short in scan.vocabulary.dotted):
        return Said(end + 1, scan.vocabulary.titles.get(short) or scan.vocabulary.dotted[short])
    words = scan.vocabulary.words(short, scan.locality)
    if not words or (is_syllable(short) and short.isupper() and scan.is_in_capitals()):
        return None
    if _are_letters_meant(scan, end, words):
        return Said(end, scan.vocabulary.letter_names(short))
    bracket = _BRACKET_BEHIND.match(scan.text, end)
    return Said(bracket.end() if bracket and fold(bracket[1]) == fold(words) else end, words)


def _are_letters_meant(scan: Scan, end: int, words: str) -> bool:
    """ "viết tắt là UBND", "NQ là nghị quyết", the term UBND that a definition explains."""
    if scan.is_behind("meant_as_letters") or (scan.is_term and scan.at == 0 and end == len(scan.text.rstrip())):
        return True
    behind = _NAMED_BEHIND.match(scan.text, end)
    return behind is not None and fold(scan.text[behind.end() : behind.end() + len(words) + 1]).startswith(fold(words))


def read_capitals(scan: Scan) -> Said | None:
    """A word in capitals that no list knows: printed large, or unknown."""
    word, end = scan.word, scan.at + len(scan.word)
    if len(word) < 2 or not word.isupper():
        return None
    if is_printed_large(word) or (is_syllable(word) and scan.is_in_capitals()):
        return Said(end, scan.lowered(word))
    if _is_storm(scan):
        return Said(end, word.capitalize())
    scan.unknown.append((scan.at, end))
    return Said(end, word.lower())


def _is_storm(scan: Scan) -> bool:
    """ "bão số 9 (RAGASA)": storms have names of many languages, printed large."""
    before = _STORM_NUMBER.sub(" ", scan.before())
    return scan.vocabulary.behind["storm"].search(before) is not None


def read_word(scan: Scan) -> Said | None:
    """A word as it stands."""
    return Said(scan.at + len(scan.word), scan.word)


#: in this order
READERS: tuple[Reader, ...] = (
    read_with_signs,
    read_bare_unit,
    read_compound,
    read_roman,
    read_letter,
    read_abbreviation,
    read_capitals,
    read_word,
)
