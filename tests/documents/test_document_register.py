import datetime as dt

from document_samples import document
from hypothesis import given
from hypothesis import strategies as st

from plugins.documents.links import decide_links
from plugins.documents.mentions import find_mentions
from plugins.documents.numbers import DocumentNumber
from plugins.documents.register import Register, register_key

_NQ05 = document()
_WARD_2026 = document("12/KH-UBND", dt.date(2026, 3, 5), issuer="UBND phường (mẫu)")
_WARD_2025 = document("12/KH-UBND", dt.date(2025, 3, 6), issuer="UBND phường (mẫu)")
_SCHEME = document("04-ĐA/TU", None)
_DRAFT = document("", None, path="van-ban/du-thao.md")
_REGISTER = Register([_SCHEME, _WARD_2025, _DRAFT, _NQ05, _WARD_2026])


def test_newest_first_and_unknown_days_last() -> None:
    """The register lists the newest document first and those without a known day at the end."""
    assert _REGISTER.documents == (_WARD_2026, _NQ05, _WARD_2025, _DRAFT, _SCHEME)


@given(st.permutations([_SCHEME, _WARD_2025, _DRAFT, _NQ05, _WARD_2026]))
def test_the_order_of_reading_does_not_count(documents: list) -> None:
    """Any order of files gives the same register."""
    assert Register(documents).documents == _REGISTER.documents


def test_find_by_number_day_and_year() -> None:
    """A number finds its documents; a date picks the day, else the year, else a document whose day is not known."""
    assert _REGISTER.find("12/KH-UBND") == (_WARD_2026, _WARD_2025)
    assert _REGISTER.find("12/KH-UBND", dt.date(2025, 3, 6)) == (_WARD_2025,)
    assert _REGISTER.find("12/KH-UBND", dt.date(2026, 9, 9)) == (_WARD_2026,)
    assert _REGISTER.find("12/KH-UBND", dt.date(2019, 1, 1)) == ()
    assert _REGISTER.find("04-ĐA/TU", dt.date(2025, 12, 1)) == (_SCHEME,)
    assert _REGISTER.find("99-NQ/TU") == ()
    assert _REGISTER.find("") == ()


def test_the_key_tells_years_and_issuers_apart() -> None:
    """One number may be many documents: by issuer, by year; not by the spelling of the issuer."""
    assert register_key(_WARD_2026) != register_key(_WARD_2025)
    assert register_key(_WARD_2026) != register_key(document("12/KH-UBND", dt.date(2026, 3, 5), issuer="UBND thành phố (mẫu)"))
    assert register_key(_WARD_2026) == register_key(document("12/KH-UBND", dt.date(2026, 1, 2), issuer="UBND  Phường (mẫu)"))


def _linked(text: str, own: str = "") -> list[str]:
    own_number = DocumentNumber.parse(own) if own else None
    return [found.path if found else "" for found in decide_links(find_mentions(text), _REGISTER, own_number)]


def test_one_link_to_a_document_in_a_paragraph() -> None:
    """The first mention is the link; the second stays text; another document has its own link."""
    assert _linked("05-NQ/TU, 05-NQ/TU ngày 14/01/2026, 04-ĐA/TU") == [_NQ05.path, "", _SCHEME.path]


def test_ambiguous_numbers_are_linked_by_their_date_only() -> None:
    """A number that fits two documents is no link unless a date decides."""
    assert _linked("12/KH-UBND, 12/KH-UBND ngày 06/3/2025, 12/KH-UBND ngày 05/3/2026") == ["", _WARD_2025.path, _WARD_2026.path]
    assert _linked("12/KH-UBND ngày 05/3/2019") == [""]


def test_no_link_to_the_own_page_or_from_a_wrong_number() -> None:
    """A document never links to itself, and a number with unknown symbols links nowhere."""
    assert _linked("05-NQ/TU và 04-ĐA/TU", own="05-NQ/TU") == ["", _SCHEME.path]
    assert _linked("Kế hoạch số 80-KH/DU") == [""]
