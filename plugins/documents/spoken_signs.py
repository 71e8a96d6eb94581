"""Readers of signs: what stands between words becomes a word, a pause, or nothing; and the pauses of a whole block are put in order."""

import re

from plugins.documents.spoken_scan import Reader, Said, Scan, ends_with_small_word

_DASHES = re.compile(r"[-–—―−‐‑‒]+\s*")
_NEGATIVE = re.compile(r"[-−](?=[0-9])")
_FIGURE_BEHIND = re.compile(r"[0-9]|[IVX]{1,5}(?!\w)|(?:tháng|ngày|quý|năm|điều|khoản|tổ|số|thứ|dưới)\s{1,3}[0-9IVX]", re.IGNORECASE)
_YEAR_BEHIND = re.compile(r"/(?=(?:19|20)[0-9]{2}(?!\w))")
#: 80 mg/100 ml
_FIGURE_OF_RATE = re.compile(r"\s?/\s?(?=[0-9]{1,4}\s?[^\W\d_])")
_UNIT_BEFORE = re.compile(r"[0-9]\s?[^\W\d_]{1,3}[23]?\Z(?<!h)")
_END_OF_DOCUMENT = re.compile(r"\.?/\.+")
_DOTS = re.compile(r"\.{2,}")
_COUNTED = re.compile(r"[0-9][^.;:!?\n]{0,40}\Z")
_MARKS = frozenset(".,;:?!")
_STOPS = "?!.:;,"
#: fewer may be those of an ordinary sentence: "Sáng nay, tại trụ sở…"
_COMMAS_OF_A_LIST = 2
#: 2.a
_POINT = re.compile(r"\.(?=[a-zđ](?![^\W_]))")
#: several pauses, or one without a blank behind it; the pattern begins with a sign, to which the engine skips
_PAUSES = re.compile(r"[,;:.?!](?:[,;:.?!]+ ?|(?! ))")
#: a letter that signs around it made look like the end of a sentence, or like the mark of a list: "0: A).1"
_INITIAL = re.compile(r"(?<![^\W\d_])[^\W\d_]\.(?= (\S)(\.?))")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_ENDS = (". ", "? ", "! ")


def read_dash(scan: Scan) -> Said | None:
    """A minus, "đến" between figures, a pause between words."""
    match = scan.match(_DASHES)
    if match is None:
        return None
    is_spaced = match[0][-1].isspace() or scan.before(1).isspace()
    minus = scan.match(_NEGATIVE)
    if minus and not scan.after_figure and not scan.before(1).strip("([:=,;\n "):
        return Said(minus.end(), "âm")
    if scan.after_figure and _FIGURE_BEHIND.match(scan.text, match.end()):
        return Said(match.end(), "" if _is_score(scan) else "đến", is_figure=True)
    if is_spaced or scan.follows(match.end()).isupper():
        return Said(match.end(), ",")
    return Said(match.end(), "")


def _is_score(scan: Scan) -> bool:
    return scan.vocabulary.behind["score"].search(scan.before().rstrip().rstrip("0123456789")) is not None


def read_slash(scan: Scan) -> Said | None:
    """The end of a document (./.), a year behind a quarter, "mỗi" before what is counted by, else a pause."""
    match = scan.match(_END_OF_DOCUMENT)
    if match and not scan.text[match.end() :].strip():
        return Said(match.end(), ".")
    match = scan.match(_YEAR_BEHIND)
    if match and scan.after_figure:
        return Said(match.end(), "năm")
    match = scan.match(_FIGURE_OF_RATE)
    if match and scan.after_figure and _UNIT_BEFORE.search(scan.before()):
        return Said(match.end(), "trên", is_figure=True)
    match = scan.match(scan.vocabulary.each_at)
    if match and _COUNTED.search(scan.before()):
        return Said(match.end(), scan.vocabulary.each)
    return Said(scan.at + 1, ",") if scan.text[scan.at] == "/" else None


def read_dots(scan: Scan) -> Said | None:
    """Three dots: "vân vân" behind a list, else a pause or an end."""
    match = scan.match(_DOTS)
    if match is None:
        return None
    behind = scan.text[match.end() :].lstrip()[:1]
    pause = "," if behind.islower() or behind.isdigit() else "."
    clause = re.split(r"[.;:!?\n]", scan.before(200))[-1]
    is_list = clause.count(",") >= _COMMAS_OF_A_LIST and not clause.rstrip().endswith(("vân vân", "v.v"))
    return Said(match.end(), f", {scan.vocabulary.marks['more']}{pause}" if is_list else pause)


def read_sign(scan: Scan) -> Said | None:
    """One sign."""
    sign = scan.text[scan.at]
    if scan.match(_POINT) and scan.before(1).isdigit():
        return Said(scan.at + 1, scan.vocabulary.address["."])
    behind = scan.follows(scan.at + 1, 3).lstrip()[:1]
    if sign in scan.vocabulary.bounds and not scan.after_figure and behind.isdigit():
        return Said(scan.at + 1, scan.vocabulary.bounds[sign])
    if sign in _MARKS:
        return Said(scan.at + 1, sign)
    if sign in scan.vocabulary.pauses:
        return Said(scan.at + 1, ",")
    return Said(scan.at + 1, scan.vocabulary.signs.get(sign, ""))


#: in this order
READERS: tuple[Reader, ...] = (read_dash, read_dots, read_slash, read_sign)


def sentences(said: str) -> tuple[str, ...]:
    """What was said of one block, as sentences: one pause where several met, a stop at the end, a capital at each beginning."""
    text = _PAUSES.sub(_strongest, _without_blanks_before_pauses(" ".join(said.split()))).strip(f" {_STOPS}")
    if not text:
        return ()
    tail = said[len(said.rstrip(f" {_STOPS}")) :]
    text += next((sign for sign in "?!.:" if sign in tail), ".")
    if _has_initials(text):
        text = _INITIAL.sub(_without_dot, text)
    for end in _ENDS:
        text = text.replace(end, f"{end[0]}\n")  # a line end cannot stand in it any more
    return tuple(map(_capitalised, text.split("\n")))


def _without_blanks_before_pauses(text: str) -> str:
    for sign in _STOPS:
        text = text.replace(f" {sign}", sign)
    return text


def _has_initials(text: str) -> bool:
    """Does a single letter stand before a dot with a blank behind it?"""
    at = text.find(". ")
    while at >= 0:
        if text[at - 1 : at].isalpha() and not text[max(0, at - 2) : at - 1].isalpha():
            return True
        at = text.find(". ", at + 1)
    return False


def _strongest(match: re.Match[str]) -> str:
    return f"{next(sign for sign in _STOPS if sign in match[0])} "


def _without_dot(match: re.Match[str]) -> str:
    letter = match[0][0]
    if match.start() == 0:
        return f"{letter},"
    is_end = (
        ends_with_small_word(match.string[max(0, match.start() - 3) : match.start()])
        and (letter.islower() or match[1].isupper())
        and not match[2]
    )
    return match[0] if is_end else letter


def _capitalised(sentence: str) -> str:
    if not sentence[:1].islower():
        return sentence
    word = _FIRST_WORD.match(sentence)
    if word is None or not word[0].islower():
        return sentence  # iPhone stays
    capital = sentence[0].upper() + word[0][1:]
    is_fit = len(capital) == len(word[0]) and (len(capital) == 1 or not capital.isupper())
    return capital + sentence[word.end() :] if is_fit else sentence
