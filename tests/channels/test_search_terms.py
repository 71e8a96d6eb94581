"""Terms: what a text is found by does not depend on how anybody types its tones, its numbers or its abbreviations."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.channels import search_terms
from plugins.channels.search_entry import plain_slogan, text_of
from plugins.channels.search_terms import BREAK, number_terms, terms_of, words_of
from plugins.core.rules import LinkKind, TextLink
from plugins.documents.mentions import find_mentions
from plugins.editorial.body import Html, LinkPiece, NumberPiece, PicturePiece
from plugins.vietnamese.tone import to_old_style

#: letters, digits and signs of texts of a ward
TEXTS = st.text(st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặòỏõóọừửữứựÀĐỦÝ0159 -/,.“”()\n"), max_size=60)


def every(text: str) -> set[str]:
    """All terms of a text."""
    return set(terms_of((), text).weak)


def test_words_are_folded_and_numbers_bare() -> None:
    """Tones, đ and case go; letters and digits part; zeros before a number go; a zero alone stays."""
    assert words_of("Đường 05-NQ/TU, QH15 và 0,50") == ["duong", "5", "nq", "tu", "qh", "15", "va", "0", "50"]


def test_pairs_stand_for_words() -> None:
    """Neighbours are joined, and no pair reaches over a break."""
    assert terms_of((), f"văn minh {BREAK} hạnh phúc").weak == ("van", "minh", "hanh", "phuc", "vanminh", "hanhphuc")


@given(TEXTS)
def test_normal_forms_give_the_same_terms(text: str) -> None:
    """NFC and NFD, capitals and small letters, old and new tone style find the same."""
    assert every(text) == every(unicodedata.normalize("NFD", text)) == every(to_old_style(text))
    assert words_of(text) == words_of(text.upper())


@given(TEXTS)
def test_words_seen_before_are_no_other_words(text: str) -> None:
    """What is kept of words that were seen changes nothing."""
    known = words_of(text)
    search_terms._WORDS.clear()
    assert words_of(text) == known


def test_no_more_words_are_kept_than_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory of words is bounded."""
    monkeypatch.setattr(search_terms, "_MOST_WORDS", 3)
    search_terms._WORDS.clear()
    assert words_of("một hai ba bốn năm") == ["mot", "hai", "ba", "bon", "nam"]
    assert len(search_terms._WORDS) <= 3


@given(TEXTS, TEXTS)
def test_strong_terms_are_not_weak_too(strong: str, weak: str) -> None:
    """Each term stands once; none holds a blank or a break."""
    terms = terms_of((strong,), weak)
    both = [*terms.strong, *terms.weak]
    assert len(both) == len(set(both))
    assert all(term.isascii() and term.isalnum() for term in both)


@pytest.mark.parametrize(
    ("number", "terms"),
    [
        ("05-NQ/TU", {"5nqtu", "nq5", "quyet5"}),
        ("09-CTr/ĐU", {"9ctrdu", "ctr9", "trinh9"}),
        ("1669/NQ-UBTVQH15", {"1669nqubtvqh15", "nq1669", "quyet1669"}),
        ("42/2022/NĐ-CP", {"42ndcp", "nd42", "dinh42"}),
        ("91/2025/QH15", {"91qh15"}),
        ("123/UBND-VHXH", {"123ubndvhxh", "van123"}),
        ("không phải số", set()),
    ],
)
def test_numbers_of_documents(number: str, terms: set[str]) -> None:
    """A number is one term with its symbols, and one with its kind before it, short and in words."""
    assert set(number_terms(number)) == terms


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("UBND phường", {"uyban", "nhandan", "ubnd"}),
        ("Ủy ban nhân dân phường", {"ubnd"}),
        ("bảo hiểm y tế", {"bhyt"}),
        ("thẻ BHYT", {"baohiem", "yte"}),
    ],
)
def test_abbreviations_both_ways(text: str, found: set[str]) -> None:
    """An abbreviation brings its words, words bring their abbreviation."""
    assert found <= every(text)


def test_small_letters_are_no_abbreviation() -> None:
    """`tw` inside an address is not Trung ương."""
    assert "trunguong" not in every("trang tw")
    assert "trunguong" in every("TW")


def test_blocks_part_and_marks_do_not() -> None:
    """A tag of a block ends a phrase; bold type, a link or a number inside one does not; pictures speak by their alt text."""
    link = TextLink(line=1, kind=LinkKind.ENTRY, target="x.md", text="chung & riêng")
    picture = TextLink(line=1, kind=LinkKind.FILE, target="tep/x.png", text="cây <xanh>", is_picture=True)
    [mention] = find_mentions("05-NQ/TU")
    pieces = (
        Html(html="<p>một <strong>hai</strong> &amp; "),
        NumberPiece(mention=mention, paragraph=1, is_linkable=True),
        Html(html="</p><p>"),
        LinkPiece(link=link, inner=()),
        PicturePiece(link=picture),
    )
    assert text_of(pieces).split() == [BREAK, "một", "hai", "&", "05-NQ/TU", BREAK, BREAK, "chung", "&", "riêngcây", "<xanh>"]


def test_marks_of_slogans_are_no_words() -> None:
    """The signs of line ends and emphasis go."""
    assert plain_slogan("Thành phố | **văn minh** ~ hạnh phúc").split() == ["Thành", "phố", "văn", "minh", "hạnh", "phúc"]
