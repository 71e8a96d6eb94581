import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.errors import DocumentNumberError
from plugins.documents.numbers import DocumentNumber, resolve
from plugins.documents.symbols import Style, body_of, kind_abbreviation, kind_name, load_symbols, nearest_body, nearest_kind

_PARTY = sorted(short for short, body in load_symbols().bodies.items() if Style.PARTY in body.names)
_TERM = sorted(short for short, body in load_symbols().bodies.items() if body.has_term)
_STATE = sorted(short for short, body in load_symbols().bodies.items() if Style.STATE in body.names and not body.has_term)
_KINDS = sorted(load_symbols().kinds)
_counts = st.integers(1, 99999)
_years = st.integers(1945, 2099)
_terms = st.builds(lambda short, term: f"{short}{term}", st.sampled_from(_TERM), st.integers(1, 99))
_bodies = st.sampled_from(_STATE) | _terms


@st.composite
def numbers(draw: st.DrawFn) -> DocumentNumber:
    """Any number that can exist."""
    style = draw(st.sampled_from(Style))
    number = draw(_counts)
    kind = draw(st.sampled_from(_KINDS))
    if style is Style.PARTY:
        return DocumentNumber(number=number, kind=kind, body=draw(st.sampled_from(_PARTY)), style=style)
    if style is Style.LAW:
        return DocumentNumber(number=number, kind="", body=draw(_terms), style=style, year=draw(_years))
    if style is Style.LETTER:
        senders = [short for short in _STATE if "-" not in short and short not in _KINDS]
        unit = draw(st.sampled_from(["VHXH", "VP", "KGVX", "TH1"]))
        return DocumentNumber(number=number, kind="", body=draw(st.sampled_from(senders)), style=style, unit=unit)
    year = draw(_years) if style is Style.NORMATIVE else None
    return DocumentNumber(number=number, kind=kind, body=draw(_bodies), style=style, year=year)


@given(numbers())
def test_parse_reads_what_str_prints(number: DocumentNumber) -> None:
    """Every number that can exist is read back from its canonical spelling."""
    assert DocumentNumber.parse(str(number)) == number


@pytest.mark.parametrize(
    ("text", "style", "slug"),
    [
        ("05-NQ/TU", Style.PARTY, "05-nq-tu"),
        ("80-KH/ĐU", Style.PARTY, "80-kh-du"),
        ("12/KH-UBND", Style.STATE, "12-kh-ubnd"),
        ("1669/NQ-UBTVQH15", Style.STATE, "1669-nq-ubtvqh15"),
        ("42/2022/NĐ-CP", Style.NORMATIVE, "42-2022-nd-cp"),
        ("01/2015/TTLT-BTC-BNV", Style.NORMATIVE, "01-2015-ttlt-btc-bnv"),
        ("91/2025/QH15", Style.LAW, "91-2025-qh15"),
        ("123/UBND-VHXH", Style.LETTER, "123-ubnd-vhxh"),
        ("12/KH-MTTQ-BTT", Style.STATE, "12-kh-mttq-btt"),
    ],
)
def test_canonical_spellings(text: str, style: Style, slug: str) -> None:
    """The forms of the law are known by their shape, printed as they came, and make plain addresses."""
    number = DocumentNumber.parse(text)
    assert (str(number), number.style, number.slug) == (text, style, slug)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "không phải số, ký hiệu"),
        ("05 - NQ / TU", "không phải số, ký hiệu"),
        ("Nghị quyết 05-NQ/TU", "không phải số, ký hiệu"),
        ("5-NQ/TU", "số 0 đứng trước"),
        ("005-NQ/TU", "thừa số 0"),
        ("00-NQ/TU", "bắt đầu từ 01"),
        ("05/NQ-TU", "lẫn hai kiểu"),
        ("12-KH/UBND", "lẫn hai kiểu"),
        ("05/2026/NQ-TU", "lẫn hai kiểu"),
        ("80-KH/DU", "Có phải “ĐU” (Đảng ủy)?"),
        ("09-Ctr/ĐU", "Có phải “CTr” (Chương trình)?"),
        ("91/2025/QX15", "QX15"),
        ("91/2025/UBND1", "UBND1"),
        ("12/KH-QH", "“QH”"),
        ("12/WWWW-UBND", "“WWWW”"),
        ("01/2015/TTLT-BTC-ZZZ", "BTC-ZZZ"),
        ("12-TTLT/BTC-BNV", "BTC-BNV"),
    ],
)
def test_everything_else_is_refused_with_its_reason(text: str, reason: str) -> None:
    """What is not canonical is refused, and the Vietnamese reason says what is wrong with this text."""
    with pytest.raises(DocumentNumberError) as caught:
        DocumentNumber.parse(text)
    assert reason in str(caught.value)
    assert str(caught.value).startswith(text)


def test_names_behind_the_symbols() -> None:
    """A number tells the names of its kind and its body, by the form it has."""
    assert DocumentNumber.parse("05-NQ/TU").kind_name == "Nghị quyết"
    assert DocumentNumber.parse("123/UBND-VHXH").kind_name == "Công văn"
    assert DocumentNumber.parse("91/2025/QH15").kind_name == ""
    assert DocumentNumber.parse("12-QĐ/BTC").body_name == "Ban Tổ chức"
    assert DocumentNumber.parse("12/QĐ-BTC").body_name == "Bộ Tài chính"
    assert DocumentNumber.parse("91/2025/QH15").body_name == "Quốc hội"
    assert DocumentNumber.parse("01/2015/TTLT-BTC-BNV").body_name == ""


def test_kind_names_and_abbreviations() -> None:
    """Kinds are found by name whatever the case, the tones and the spaces, and back by abbreviation."""
    assert kind_abbreviation("Nghị quyết") == "NQ"
    assert kind_abbreviation("chương trình  hành động") == "CTr"
    assert kind_abbreviation("Quy định") == "QyĐ"
    assert kind_abbreviation("Bài viết") == ""
    assert kind_name("KH") == "Kế hoạch"
    assert kind_name("XX") == ""


def test_every_kind_is_found_by_its_usual_name() -> None:
    """The usual name of a kind leads to one abbreviation whose usual name it is."""
    for names in load_symbols().kinds.values():
        assert kind_name(kind_abbreviation(names[0])) == names[0]


def test_bodies_with_a_term_need_it() -> None:
    """QH15 names the National Assembly of a term; QH alone and TU15 name nobody."""
    assert body_of("QH15") is not None
    assert body_of("QH") is None
    assert body_of("TU15") is None


def test_nearest_symbols() -> None:
    """A difference of case or marks is sure; a difference of letters is a guess; two possible meanings are none."""
    case, marks, guess = nearest_kind("Ctr"), nearest_body("DU"), nearest_body("UBMD")
    assert case is not None
    assert (case.abbreviation, case.is_sure) == ("CTr", True)
    assert marks is not None
    assert (marks.abbreviation, marks.is_sure) == ("ĐU", True)
    assert guess is not None
    assert (guess.abbreviation, guess.is_sure) == ("UBND", False)
    assert nearest_body("qh15") is not None
    assert nearest_body("ZZZZZ") is None


def test_a_number_begins_at_one() -> None:
    """No office numbers a document zero."""
    assert resolve(0, "NQ", "TU", is_party=True) is None
