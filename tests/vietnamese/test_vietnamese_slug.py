"""Folding and slugs."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.vietnamese.folding import fold
from plugins.vietnamese.letters import CAPITAL, SMALL
from plugins.vietnamese.slug import SLUG_PATTERN, slug

VIETNAMESE = st.text(alphabet="abcdeghiklmnopqrstuvxy ABCĐ-/05" + SMALL + CAPITAL)


def test_there_are_134_letters() -> None:
    """The alphabet has 67 letters outside ASCII, in two cases, each of one code point."""
    assert len(set(SMALL)) == len(set(CAPITAL)) == 67
    assert unicodedata.is_normalized("NFC", SMALL + CAPITAL)


@pytest.mark.parametrize("letter", SMALL + CAPITAL)
def test_every_letter_folds_to_its_base(letter: str) -> None:
    """Each of the 134 letters folds to the ASCII letter that begins its Unicode name."""
    base = unicodedata.name(letter).split(" LETTER ")[1][0].lower()
    assert fold(letter) == fold(unicodedata.normalize("NFD", letter)) == base


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đảng ủy phường Hải An", "dang uy phuong hai an"),
        ("05-NQ/TU", "05-nq/tu"),
        ("Ðường ðồng", "duong dong"),
        ("Señor İstanbul", "senor istanbul"),
        ("", ""),
    ],
)
def test_folding(text: str, folded: str) -> None:
    """Case, tones and đ fall away; signs stay."""
    assert fold(text) == folded


@given(VIETNAMESE)
def test_folded_vietnamese_is_ascii(text: str) -> None:
    """Vietnamese folds to ASCII, and folding that again changes nothing."""
    assert fold(text).isascii()
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("05-NQ/TU", "05-nq-tu"),
        ("Đề án", "de-an"),
        ("Nghị quyết số 05-NQ/TU, ngày 14/01/2026", "nghi-quyet-so-05-nq-tu-ngay-14-01-2026"),
        ("  “Văn minh – Hạnh phúc”!  ", "van-minh-hanh-phuc"),
        ("39,99 km²", "39-99-km2"),
        ("１２ №5", "12-no5"),
        ("../x", "x"),
        ("…", ""),
        ("Хай Фон", ""),
        ("", ""),
    ],
)
def test_slugs(text: str, expected: str) -> None:
    """A slug reads like its title; nothing is left of a text without Latin letters or digits."""
    assert slug(text) == expected


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("phường Hải An", 11, "phuong-hai"),
        ("phường Hải An", 10, "phuong-hai"),
        ("phường Hải An", 9, "phuong"),
        ("phường Hải An", 13, "phuong-hai-an"),
        ("phường", 4, "phuo"),
    ],
)
def test_a_long_slug_is_cut_between_words(text: str, limit: int, expected: str) -> None:
    """The cut never leaves half a word, unless the first word alone is too long."""
    assert slug(text, limit) == expected


@given(st.text(max_size=200), st.integers(1, 90))
def test_a_slug_is_safe_in_an_address(text: str, limit: int) -> None:
    """Any text gives the pattern or nothing, within the limit, and a slug is its own slug."""
    name = slug(text, limit)
    assert name == "" or SLUG_PATTERN.fullmatch(name)
    assert len(name) <= limit
    assert slug(name, limit) == name


@given(st.text())
def test_normal_forms_share_a_slug(text: str) -> None:
    """NFC and NFD of one title collide, so that SL01 can see it."""
    assert slug(unicodedata.normalize("NFC", text)) == slug(unicodedata.normalize("NFD", text))
