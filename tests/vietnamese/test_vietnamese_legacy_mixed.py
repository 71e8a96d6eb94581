"""Words in an old font inside lines of Unicode, and what only looks like them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.vietnamese.cleaning import strip_hidden
from plugins.vietnamese.legacy_fonts import LegacyEncoding
from plugins.vietnamese.legacy_mixed import OldFonts, old_font_stretches
from plugins.vietnamese.letters import CAPITAL, SMALL

TCVN3, VNI = LegacyEncoding.TCVN3, LegacyEncoding.VNI


def found(line: str, encoding: LegacyEncoding) -> list[str]:
    return [line[start:end] for start, end in old_font_stretches(line, encoding)]


@pytest.mark.parametrize(
    ("line", "encoding", "words"),
    [
        ("tại phường H¶i An", TCVN3, ["H¶i"]),
        ("Đảng bộ §¶ng ñy ph\u00adêng H¶i An và đoàn thể", TCVN3, ["§¶ng ñy ph\u00adêng H¶i"]),
        ("QuyÕt ®Þnh của phường, NghÞ quyÕt của Đảng", TCVN3, ["QuyÕt ®Þnh", "NghÞ quyÕt"]),
        ("cán bộ phöôøng Haûi An, thành phố", VNI, ["phöôøng Haûi"]),
        ("thửa UÛy ban NHAÂN DAÂN", VNI, ["UÛy ban NHAÂN DAÂN"]),
        ("của nhaân daân cả phường", VNI, ["nhaân daân"]),
    ],
)
def test_words_in_an_old_font_are_found(line: str, encoding: LegacyEncoding, words: list[str]) -> None:
    """Each row of such words is found, from its first to its last word, in its own encoding and not in the other."""
    assert found(line, encoding) == words
    assert [*old_font_stretches(unicodedata.normalize("NFD", line), encoding)] == [*old_font_stretches(line, encoding)]
    assert found(line, VNI if encoding is TCVN3 else TCVN3) == []


@pytest.mark.parametrize(
    "line",
    [
        "H¶i An",  # no Unicode beside it: `old_font_runs` judges such a line
        "§a Điều 5, 5µm, Zalo®, từ «an toàn», là«an» ở",
        "phím hÌnh ảnh, toÀn phường",
        "một từ ng­ữ và thông­tin",
        "toàn khoá, hoà toán ở Löwe",
        "một chữ daân ở giữa",
    ],
)
def test_what_only_looks_like_it(line: str) -> None:
    """Signs, slips of the shift key, soft hyphens, the new tone style and a single doubtful word stay silent."""
    assert found(line, TCVN3) == found(line, VNI) == []


@given(st.text(alphabet=SMALL + CAPITAL + "bcghkmnpqtx ,.-–“”…«»\n", max_size=80))
def test_vietnamese_is_never_in_an_old_font(line: str) -> None:
    """No sequence of Vietnamese letters and the usual signs has a sure trace of TCVN3 between letters that Vietnamese has."""
    assert [word for word in found(line, TCVN3) if not set("«»") & set(word)] == []


def test_a_soft_hyphen_that_is_a_letter_stays() -> None:
    """KT06 keeps U+00AD, which is ư there, in a line with words in TCVN3, and takes it from the next line."""
    line = "Đảng bộ §¶ng ñy ph\u00adêng H¶i An"
    assert strip_hidden(f"{line}\nNghị\u00ad quyết")[0] == f"{line}\nNghị quyết"


def test_places_of_old_fonts() -> None:
    """`OldFonts` knows whole lines and words, and asks each line once."""
    old = OldFonts(["Ñaûng uûy phöôøng", "tại H¶i An, ở"])
    assert [old.has(1, 1), old.has(2, 1), old.has(2, 5), old.has(2, 7), old.has(2, 8)] == [True, False, True, True, False]
