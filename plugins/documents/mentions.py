"""Every place in a text that is a document number, or tries to be one.

Precision first: an editor who is told that "24/7" is a wrong number stops reading the checker. So a candidate counts when
its kind and its body are both known (or differ from a known one in case and marks only); a symbol nobody knows counts only
behind a word that announces a number ("Kế hoạch số 12/KH-XYZ"), and spaces inside only where the separators are right.

    text -> candidates (one bounded pattern, linear) -> symbols (lists of data/) -> number, or fault and suggestion
"""

import datetime as dt
import functools
import re
from dataclasses import dataclass, replace

from plugins.documents import messages
from plugins.documents.numbers import DocumentNumber
from plugins.documents.spelling import Parts, Verdict, judge
from plugins.documents.symbols import Style, load_symbols
from plugins.vietnamese.dates import date_at, find_dates

_SPACE = "[ \\t\u00a0]"
#: hyphen, its look-alikes, and the two slashes; Word turns the first into the others
_SEPARATOR = "[-\u2010\u2011\u2012\u2013\u2014\u2212/\u2044\u2215]"
_BLANKS = " \t\u00a0"
_SLASHES = "/\u2044\u2215"
_GAP = f"{_SPACE}{{0,3}}{_SEPARATOR}{_SPACE}{{0,3}}"
_LETTERS = r"[^\W\d_]{1,12}"
# what may not stand before: a letter, digit or slash, a code (HĐ-05), the head of a decimal (1.669); looked at behind the
# first digit so that the pattern starts with a digit, to which the engine skips
_NOT_INSIDE = r"(?<![\w/].)(?<!\w[-–—].)(?<![0-9][.,].)"
_CANDIDATE = re.compile(
    rf"(?P<digits>[0-9]{_NOT_INSIDE}[0-9]{{0,4}})(?P<gap0>{_GAP})(?:(?P<year>[0-9]{{4}})(?P<gap1>{_GAP}))?"
    rf"(?P<first>{_LETTERS}[0-9]{{0,2}})(?:(?P<gap2>{_GAP})(?P<second>{_LETTERS}[0-9]{{0,2}}(?:-[A-ZĂÂĐÊÔƠƯ]{{2,12}}){{0,2}}))?(?!\w)"
)
_YEAR_BEHIND = re.compile(r"/(?P<year>(?:19|20)[0-9]{2})(?![\w/]|[.,-][0-9])")
_OPENING = re.compile(rf"{_SPACE}{{1,3}}(?:(?:ban hành|ký){_SPACE})?(?=ngày|\()(?P<bracket>\(?)(?:(?:ban hành|ký){_SPACE})?")
_USUAL_OPENING = " ngày "
#: letters of the longest date in prose with some spaces: "ngày 14 tháng 01 năm 2026"
_DATE_REACH = 60
_CONTEXT_REACH = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One number in a text, right or wrong."""

    #: offsets in the text, `end` behind the last character
    start: int
    end: int
    #: as written
    text: str
    #: as written, without spaces and with plain hyphens and slashes; differs from `text` where VB03 repairs
    squeezed: str
    #: None when the symbols are not known (fault VB04)
    number: DocumentNumber | None
    #: id of the rule it breaks: VB01, VB02, VB03, VB04; None when written right
    fault: str | None = None
    #: Vietnamese sentence about the fault
    message: str = ""
    #: the right spelling where it is known
    suggestion: str = ""
    #: the date that stands right behind: "ngày 14/01/2026"
    issued: dt.date | None = None

    @property
    def canonical(self) -> str:
        """The number in its canonical spelling, which is that of a mention without a fault; empty when it is not known."""
        if self.number is None:
            return ""
        return str(self.number) if self.fault else self.text


def find_mentions(text: str) -> tuple[Mention, ...]:
    """All numbers in `text` (NFC), in order and without overlap. Time grows with the length of the text and no faster."""
    return tuple([mention for match in _CANDIDATE.finditer(text) if (mention := _mention(text, match))])


def is_closed_up(text: str) -> bool:
    """True: no number in `text` is written otherwise than `Mention.squeezed`. No mention is made and no date read to know it."""
    return all(_is_closed_up(text, match) for match in _CANDIDATE.finditer(text))


def _is_closed_up(text: str, match: re.Match[str]) -> bool:
    if not (match["second"] or match["year"]) or _written_right(match[0]):
        return True
    parts = _parts(text, match)
    return parts.squeezed == match[0] or judge(parts) is None


def candidate_at(text: str, start: int) -> int:
    """Offset, from `start`, before which no number begins in `text` or in a part of it between two signs such as `<`; -1 for none.

    For callers who cut a text at signs that no number has: parts without a candidate need not be given to `find_mentions`.
    """
    match = _CANDIDATE.search(text, start)
    return match.start() if match else -1


def read_number(value: str) -> Mention | None:
    """`value`, the whole of a field that must hold one number, as a mention; None when it does not even look like one."""
    match = _CANDIDATE.fullmatch(value)
    if match is None:
        return None
    parts = replace(_parts(value, match), before="số ")
    verdict = judge(parts)
    return _found(parts, verdict, match, None) if verdict else None


def _mention(text: str, match: re.Match[str]) -> Mention | None:
    if not (match["second"] or match["year"]):
        return None  # "5-NQ", "2-A": most candidates of ordinary prose end here
    issued = _date_behind(text, match.end())
    right = _written_right(match[0])
    if right:
        if text.startswith("/", match.end()):
            late = _with_year_behind(text, match, right)
            if late:
                return late
        return Mention(start=match.start(), end=match.end(), text=match[0], squeezed=match[0], number=right, issued=issued)
    parts = _parts(text, match)
    verdict = judge(parts)
    return _found(parts, verdict, match, issued) if verdict else None


def _with_year_behind(text: str, match: re.Match[str], number: DocumentNumber) -> Mention | None:
    """ "42/NĐ-CP/2022": a right number of a kind that holds the year, which stands behind the rest."""
    found = _YEAR_BEHIND.match(text, match.end())
    if found is None or number.style is not Style.STATE or number.kind not in load_symbols().kinds_with_year:
        return None
    right = replace(number, style=Style.NORMATIVE, year=int(found["year"]))
    written = match[0] + found[0]
    return Mention(
        start=match.start(),
        end=found.end(),
        text=written,
        squeezed=written,
        number=right,
        fault="VB01",
        message=messages.year_behind(str(right)),
        suggestion=str(right),
        issued=_date_behind(text, found.end()),
    )


@functools.lru_cache(maxsize=4096)  # a site cites the same few numbers again and again
def _written_right(written: str) -> DocumentNumber | None:
    """The number whose canonical spelling this is, where what stands around it makes no difference; else None.

    What stands before decides only about a letter (công văn), about spaces, and about symbols that no list has.
    """
    match = _CANDIDATE.fullmatch(written)
    verdict = judge(_parts(written, match)) if match else None
    if verdict is None or verdict.number is None or verdict.fault or verdict.number.style is Style.LETTER:
        return None
    return verdict.number


def _found(parts: Parts, verdict: Verdict, match: re.Match[str], issued: dt.date | None) -> Mention:
    return Mention(
        start=match.start(),
        end=match.end(),
        text=match[0],
        squeezed=parts.squeezed,
        number=verdict.number,
        fault=verdict.fault,
        message=verdict.message,
        suggestion=verdict.suggestion,
        issued=issued,
    )


def _parts(text: str, match: re.Match[str]) -> Parts:
    gaps = [gap for gap in (match["gap0"], match["gap1"], match["gap2"]) if gap]
    signs = [gap.strip(_BLANKS) for gap in gaps]
    return Parts(
        text=match[0],
        digits=match["digits"],
        year=int(match["year"]) if match["year"] else None,
        first=match["first"],
        second=match["second"] or "",
        separators="".join("/" if sign in _SLASHES else "-" for sign in signs),
        is_spaced=any(gap not in ("-", "/") for gap in gaps),
        before=text[max(0, match.start() - _CONTEXT_REACH) : match.start()],
    )


def _date_behind(text: str, end: int) -> dt.date | None:
    if text.startswith(_USUAL_OPENING, end):  # without a pattern for what stands before
        issued = date_at(text, end + len(_USUAL_OPENING))
        if issued:
            return issued
    opening = _OPENING.match(text, end)
    if opening and text.startswith("ngày ", opening.end()):  # the usual form, without a search
        issued = date_at(text, opening.end() + len("ngày "))
        if issued:
            return issued
    found = next(find_dates(text[end : end + _DATE_REACH]), None) if opening else None
    if opening is None or found is None:
        return None
    before = text[opening.end() : end + found.start].strip()
    # the long form brings its own "ngày"; the short one needs it, or a bracket
    is_whole = bool(opening["bracket"]) or not found.text[0].isdigit()
    return found.date if before == "ngày" or (not before and is_whole) else None
