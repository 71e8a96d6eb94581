"""What a candidate for a document number is: a number, a number with a fault (VB01 to VB04), or nothing of the kind.

parts -> law or symbols (lists of data/) -> separators -> zeros -> spaces
"""

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass

from plugins.documents import messages
from plugins.documents.numbers import DocumentNumber, resolve, resolve_law
from plugins.documents.symbols import Near, Style, are_joint_bodies, body_of, is_unjudged, load_symbols, nearest_body, nearest_kind

#: "nhiệm kỳ 24/HĐND-UBND" is no letter: the two are named together everywhere
_COUNCILS = frozenset({"HĐND", "UBND"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """A candidate, taken apart."""

    text: str
    digits: str
    year: int | None
    first: str
    #: empty for the shape of a law
    second: str
    #: "-/" Party, "/-" State, "//-" normative, "//" law
    separators: str
    is_spaced: bool
    #: what stands before, as far as a word that announces a number reaches
    before: str

    @property
    def number(self) -> int:
        """The number as such."""
        return int(self.digits)

    @property
    def is_announced(self) -> bool:
        """Does a word before announce a number: số, Kế hoạch?"""
        # asked only about what is not right as it stands: the pattern is the dearest step here
        return bool(_announcing_words().search(self.before))

    @property
    def squeezed(self) -> str:
        """As written, without spaces and with plain signs."""
        pieces = [self.digits, *([str(self.year)] if self.year else []), self.first, *([self.second] if self.second else [])]
        return "".join(f"{piece}{sign}" for piece, sign in zip(pieces, [*self.separators, ""], strict=True))

    @property
    def has_right_separators(self) -> bool:
        """Are the signs those of one of the forms?"""
        return self.separators in (("//",) if not self.second else ("//-",) if self.year else ("-/", "/-"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a candidate is. The fields are those of `Mention`."""

    #: None when the symbols are not known
    number: DocumentNumber | None
    #: VB01, VB02, VB03, VB04
    fault: str | None = None
    message: str = ""
    suggestion: str = ""


@functools.cache
def _announcing_words() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for names in load_symbols().kinds.values() for name in names)
    return re.compile(rf"(?<!\w)(?:số|{names})[ \t\u00a0]*:?[ \t\u00a0]*$", re.IGNORECASE)


def judge(parts: Parts) -> Verdict | None:
    """Number and fault of a candidate; None when it is no number at all."""
    if parts.number == 0:
        return None
    if parts.is_spaced and not parts.is_announced and not parts.has_right_separators:
        return None  # "12 / KH / UBND" may be a row of words; a wrong guess would be repaired into the text
    verdict = _judge_law(parts) if not parts.second else _judge_symbols(parts)
    if verdict is None or verdict.fault or verdict.number is None:
        return verdict
    return _judge_spelling(parts, verdict.number)


def _judge_law(parts: Parts) -> Verdict | None:
    if parts.year is None:
        return None  # a field that holds "5-NQ"
    number = resolve_law(parts.number, parts.year, parts.first)
    if number is None:
        near = nearest_body(parts.first) if parts.first[-1].isdigit() else None
        right = resolve_law(parts.number, parts.year, near.abbreviation) if near and near.is_sure else None
        return _unknown(parts, parts.first, near, right) if right else None
    if not parts.has_right_separators:
        return Verdict(number=number, fault="VB01", message=messages.mixed(parts.squeezed), suggestion=str(number))
    return Verdict(number=number)


def _judge_symbols(parts: Parts) -> Verdict | None:
    number = _resolve_as_written(parts)
    if number is not None:
        return Verdict(number=number) if _is_credible(parts, number) else None
    if _is_kind(parts.first) and _is_body(parts.first, parts.second):
        number = _resolve_any(parts, parts.first, parts.second)
    if number is not None:
        return Verdict(number=number, fault="VB01", message=messages.mixed(parts.squeezed), suggestion=str(number))
    return _judge_unknown(parts)


def _resolve_as_written(parts: Parts) -> DocumentNumber | None:
    if not parts.has_right_separators:
        return None
    return resolve(parts.number, parts.first, parts.second, is_party=parts.separators == "-/", year=parts.year)


def _is_credible(parts: Parts, number: DocumentNumber) -> bool:
    if number.style is not Style.LETTER:
        return True
    return number.unit.isupper() and (parts.is_announced or (not parts.is_spaced and number.unit not in _COUNCILS))


def _resolve_any(parts: Parts, first: str, second: str) -> DocumentNumber | None:
    """The number in the form that its body writes: as the separators say if the body writes both."""
    forms = (parts.separators == "-/", parts.separators != "-/")
    found = (resolve(parts.number, first, second, is_party=is_party, year=None if is_party else parts.year) for is_party in forms)
    return next((number for number in found if number), None)


def _is_kind(symbol: str) -> bool:
    return symbol in load_symbols().kinds


def _is_body(kind: str, symbol: str) -> bool:
    return body_of(symbol) is not None or are_joint_bodies(kind, symbol)


def _judge_unknown(parts: Parts) -> Verdict | None:
    """VB04 for a candidate with a symbol that no list holds."""
    if is_unjudged(parts.first, parts.second):
        return None
    near_kind = _near_or_known(parts.first, _is_kind(parts.first), nearest_kind)
    near_body = _near_or_known(parts.second, _is_body(parts.first, parts.second), nearest_body)
    is_kind, is_body = _is_kind(parts.first), _is_body(parts.first, parts.second)
    if not parts.is_announced and (parts.is_spaced or not _is_surely_meant(near_kind, near_body, is_kind or is_body)):
        return None
    if not is_kind and not is_body and not _are_sure(near_kind, near_body):
        return None
    symbol, near = (parts.second, near_body) if is_kind else (parts.first, near_kind)
    if not (near and near.is_sure) and not _looks_like_symbol(symbol):
        return None
    right = _resolve_any(parts, near_kind.abbreviation, near_body.abbreviation) if near_kind and near_body else None
    return _unknown(parts, symbol, near, right)


def _near_or_known(symbol: str, is_known: bool, nearest: Callable[[str], Near | None]) -> Near | None:
    return Near(abbreviation=symbol, is_sure=True) if is_known else nearest(symbol)


def _are_sure(kind: Near | None, body: Near | None) -> bool:
    return kind is not None and body is not None and kind.is_sure and body.is_sure


def _is_surely_meant(kind: Near | None, body: Near | None, is_one_known: bool) -> bool:
    return is_one_known and _are_sure(kind, body)


def _looks_like_symbol(symbol: str) -> bool:
    """Two letters or more with a capital: "XYZ", not "khu" in "đường số 5-TB/khu"."""
    return len(symbol) > 1 and symbol[0].isupper() and sum(letter.isupper() for letter in symbol) > 1


def _unknown(parts: Parts, symbol: str, near: Near | None, right: DocumentNumber | None) -> Verdict:
    message = messages.unknown(parts.squeezed, symbol, near)
    return Verdict(number=None, fault="VB04", message=message, suggestion=str(right) if right else "")


def _judge_spelling(parts: Parts, number: DocumentNumber) -> Verdict:
    right = str(number)
    if parts.squeezed != right:
        return Verdict(number=number, fault="VB02", message=messages.zeros(parts.squeezed, number.number), suggestion=right)
    if parts.text != right:
        return Verdict(number=number, fault="VB03", message=messages.spaced(right), suggestion=right)
    return Verdict(number=number)
