"""The register of official documents: which document a number in a text means.

The key is (number, kind, body, issuer, year of issue): 12/KH-UBND exists every year, in the city and in the ward. So a bare
number may fit several documents, and the date beside it decides.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from plugins.core.model import OfficialDocument
from plugins.vietnamese.folding import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterKey:
    """What no two documents share."""

    #: canonical spelling: number, kind and body in one
    number: str
    #: folded, so that spelling of tones and capitals makes no second issuer
    issuer: str
    #: None when the day of issue is not known
    year: int | None


def register_key(document: OfficialDocument) -> RegisterKey:
    """The key of a document that has a number."""
    issuer = fold(" ".join(document.issuer.split()))
    return RegisterKey(number=document.number, issuer=issuer, year=document.issued.year if document.issued else None)


class Register:
    """Published documents by number. Built once for a build, never changed."""

    __slots__ = ("_by_number", "documents")

    def __init__(self, documents: Iterable[OfficialDocument]) -> None:
        #: newest first; those without a known day of issue at the end, by number
        self.documents: tuple[OfficialDocument, ...] = tuple(sorted(documents, key=_newest_first))
        by_number: dict[str, list[OfficialDocument]] = {}
        for document in self.documents:
            if document.number:
                by_number.setdefault(document.number, []).append(document)
        self._by_number = {number: tuple(group) for number, group in by_number.items()}

    def find(self, number: str, issued: dt.date | None = None) -> tuple[OfficialDocument, ...]:
        """Documents with this canonical number; with `issued`, those of that day, or else of that year.

        A document whose day is not known may be of any year: it is the answer when no other document is of that year.
        """
        found = self._by_number.get(number, ())
        if issued is None:
            return found
        of_year = tuple(document for document in found if document.issued and document.issued.year == issued.year)
        of_day = tuple(document for document in of_year if document.issued == issued)
        return of_day or of_year or tuple(document for document in found if document.issued is None)


def _newest_first(document: OfficialDocument) -> tuple[bool, int, str, str]:
    day = document.issued
    return day is None, -day.toordinal() if day else 0, document.number, document.path
