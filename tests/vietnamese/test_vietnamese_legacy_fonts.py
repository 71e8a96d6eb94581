"""The tables of the two old encodings, on words, on every letter, and on the names of fonts."""

import pytest

from plugins.vietnamese.legacy_fonts import LegacyEncoding, encoding_of_font, is_capital_font, to_unicode
from plugins.vietnamese.letters import CAPITAL, SMALL

TCVN3, VNI = LegacyEncoding.TCVN3, LegacyEncoding.VNI


@pytest.mark.parametrize(
    ("encoding", "written", "meant"),
    [
        (TCVN3, "§¶ng ñy ph\u00adêng H¶i An", "Đảng ủy phường Hải An"),
        (TCVN3, "Uû ban nh©n d©n, NghÞ quyÕt sè 05-NQ/TU", "Uỷ ban nhân dân, Nghị quyết số 05-NQ/TU"),
        (TCVN3, "x· héi, lÜnh vùc, n¨m, b»ng, tuyªn truyÒn", "xã hội, lĩnh vực, năm, bằng, tuyên truyền"),
        (VNI, "Ñaûng uûy phöôøng Haûi An", "Đảng ủy phường Hải An"),
        (VNI, "ÑAÛNG UÛY PHÖÔØNG, Nghò quyeát soá 05-NQ/TU", "ĐẢNG ỦY PHƯỜNG, Nghị quyết số 05-NQ/TU"),
        (VNI, "Aùo daøi, naêm, baèng, chæ, kyõ, vaên hoùa, höôùng daãn", "Áo dài, năm, bằng, chỉ, kỹ, văn hóa, hướng dẫn"),
        (TCVN3, "05/7/2026, 25,5%", "05/7/2026, 25,5%"),
        (VNI, "plain ASCII", "plain ASCII"),
    ],
)
def test_words_become_readable(encoding: LegacyEncoding, written: str, meant: str) -> None:
    """Samples of both encodings give the words that were meant; figures and ASCII stay."""
    assert to_unicode(written, encoding) == meant


def test_every_letter_has_its_place() -> None:
    """Both encodings reach all small letters, VNI all capitals too, and no two places of TCVN3 give one letter."""
    places = [code for code in map(chr, range(0xA1, 0xFF)) if to_unicode(code, TCVN3) != code or code == "ý"]
    letters = [to_unicode(place, TCVN3) for place in places]
    assert sorted(letters) == sorted([*SMALL, *"ĂÂÊÔƠƯĐ"])
    vowels = "aeiouyôö"
    signs = ["", *"øûõùïâàåãáäêèúüéë"]
    spelled = {to_unicode(vowel + sign, VNI) for vowel in vowels for sign in signs} | {to_unicode(one, VNI) for one in "ìæóíòîñ"}
    assert set(SMALL) <= spelled
    assert set(CAPITAL) <= {to_unicode((vowel + sign).upper(), VNI) for vowel in vowels for sign in signs} | {
        to_unicode(one.upper(), VNI) for one in "ìæóíòîñ"
    }


@pytest.mark.parametrize(
    ("name", "encoding", "is_capital"),
    [
        (".VnTime", TCVN3, False),
        (".VnArialH", TCVN3, True),
        (".vntimeh", TCVN3, False),
        ("VNI-Times", VNI, False),
        ("VNI-Helve-H", VNI, False),
        ("Times New Roman", None, False),
        ("Vni", None, False),
        ("", None, False),
    ],
)
def test_fonts_are_known_by_name(name: str, encoding: LegacyEncoding | None, is_capital: bool) -> None:
    """The name of a font says its encoding, and in TCVN3 a last H that small letters show as capitals."""
    assert encoding_of_font(name) is encoding
    assert is_capital_font(name) is is_capital
