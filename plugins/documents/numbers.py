"""The number and symbol of an official document, in its one canonical spelling.

    05-NQ/TU            the Party: number-kind/body
    12/KH-UBND          the State: number/kind-body
    42/2022/NĐ-CP       normative: number/year/kind-body
    91/2025/QH15        the National Assembly: number/year/body and term
    123/UBND-VHXH       a letter: number/body-unit that drafted it

Source of the forms: Nghị định 30/2020/NĐ-CP, phụ lục I and III; Hướng dẫn 36-HD/VPTW (Party). `parse(str(n)) == n`.
"""

import re
from dataclasses import dataclass

from plugins.core.errors import DocumentNumberError
from plugins.documents import messages
from plugins.documents.symbols import Style, are_joint_bodies, body_of, kind_name, load_symbols, nearest_body, nearest_kind
from plugins.vietnamese.slug import slug

_LETTERS = r"[^\W\d_]{1,12}"
_BODY = rf"{_LETTERS}[0-9]{{0,2}}(?:-{_LETTERS}){{0,2}}"
_DIGITS = r"(?P<digits>[0-9]{1,5})"
_CANONICAL = re.compile(
    rf"{_DIGITS}(?:-(?P<party_kind>{_LETTERS})/(?P<party_body>{_BODY})"
    rf"|/(?:(?P<year>[0-9]{{4}})/)?(?P<first>{_LETTERS})-(?P<second>{_BODY})"
    rf"|/(?P<law_year>[0-9]{{4}})/(?P<law_body>{_LETTERS}[0-9]{{1,2}}))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentNumber:
    """A number that exists in form; whether the document exists, the register says. Made by `parse` or `resolve`."""

    number: int
    #: NQ, KH; empty for a law and a letter
    kind: str
    #: TU, UBND, QH15
    body: str
    style: Style
    #: only in 42/2022/NĐ-CP and 91/2025/QH15
    year: int | None = None
    #: only in a letter: the unit that drafted it (VHXH)
    unit: str = ""

    @classmethod
    def parse(cls, text: str) -> "DocumentNumber":
        """Read the canonical spelling. DocumentNumberError with a Vietnamese reason for everything else."""
        match = _CANONICAL.fullmatch(text)
        if match is None:
            raise DocumentNumberError(text, messages.NOT_A_NUMBER)
        found = _from_match(match)
        if found is None:
            raise DocumentNumberError(text, _reason(text, match))
        if str(found) != text:
            raise DocumentNumberError(text, messages.zeros(text, found.number))
        return found

    def __str__(self) -> str:
        count = f"{self.number:02d}"
        if self.style is Style.PARTY:
            return f"{count}-{self.kind}/{self.body}"
        if self.style is Style.LAW:
            return f"{count}/{self.year}/{self.body}"
        if self.style is Style.LETTER:
            return f"{count}/{self.body}-{self.unit}"
        year = f"{self.year}/" if self.style is Style.NORMATIVE else ""
        return f"{count}/{year}{self.kind}-{self.body}"

    @property
    def slug(self) -> str:
        """ASCII form for addresses: 05-nq-tu."""
        return slug(str(self))

    @property
    def kind_name(self) -> str:
        """Nghị quyết; empty where the number does not say the kind."""
        return "Công văn" if self.style is Style.LETTER else kind_name(self.kind)

    @property
    def body_name(self) -> str:
        """Vietnamese name of the issuing body as the list knows it; empty for a row of joint bodies."""
        body = body_of(self.body)
        if body is None:
            return ""
        return body.names.get(Style.PARTY if self.style is Style.PARTY else Style.STATE, "")


def resolve(number: int, first: str, second: str, *, is_party: bool, year: int | None = None) -> DocumentNumber | None:
    """The number with these symbols, letter by letter, in the form of the Party or of the State; None when a list lacks one.

    `first` is a kind (or the body of a letter), `second` a body (or the unit that drafted a letter).
    """
    if number == 0:
        return None
    body = body_of(second)
    if first in load_symbols().kinds and (body or are_joint_bodies(first, second)):
        if is_party:
            fits = body is not None and Style.PARTY in body.names and year is None
            return DocumentNumber(number=number, kind=first, body=second, style=Style.PARTY) if fits else None
        if body is None or Style.STATE in body.names:
            style = Style.STATE if year is None else Style.NORMATIVE
            return DocumentNumber(number=number, kind=first, body=second, style=style, year=year)
    sender = body_of(first)
    if is_party or year is not None or sender is None or Style.STATE not in sender.names or sender.has_term or "-" in second:
        return None
    return DocumentNumber(number=number, kind="", body=first, style=Style.LETTER, unit=second)


def resolve_law(number: int, year: int, body: str) -> DocumentNumber | None:
    """The number of a law: 91/2025/QH15; None when the body is not the National Assembly or its committee with a term."""
    known = body_of(body)
    if number == 0 or known is None or not known.has_term:
        return None
    return DocumentNumber(number=number, kind="", body=body, style=Style.LAW, year=year)


def _from_match(match: re.Match[str]) -> DocumentNumber | None:
    number = int(match["digits"])
    if match["law_body"]:
        return resolve_law(number, int(match["law_year"]), match["law_body"])
    if match["party_kind"]:
        return resolve(number, match["party_kind"], match["party_body"], is_party=True)
    return resolve(number, match["first"], match["second"], is_party=False, year=int(match["year"]) if match["year"] else None)


def _reason(text: str, match: re.Match[str]) -> str:
    """Why a text of the right shape is no number."""
    kind, body = match["party_kind"] or match["first"], match["party_body"] or match["second"] or match["law_body"]
    if int(match["digits"]) == 0:
        return "số văn bản bắt đầu từ 01."
    if kind and kind not in load_symbols().kinds:
        return messages.unknown(text, kind, nearest_kind(kind))
    if body_of(body) is None:
        return messages.unknown(text, body, nearest_body(body))
    return messages.mixed(text)
