import io

import pytest
from fontTools.ttLib import TTFont

from plugins.core.errors import ConfigurationError
from plugins.media import fonts
from plugins.media.fonts import FILES, PUNCTUATION, VIETNAMESE_LETTERS, FontView, subset_woff2
from plugins.media.shaping import advance_of, face_of, font_of, shaped


def _view(weight: int) -> FontView:
    return FontView(weight=weight, source=fonts.source_digest())


@pytest.mark.parametrize("weight", [400, 700])
def test_a_web_font_holds_ascii_the_134_letters_and_the_punctuation_in_use(weight):
    """No letter of a Vietnamese page falls back to another font."""
    with TTFont(io.BytesIO(subset_woff2(_view(weight)))) as font:
        characters = set(font.getBestCmap())
        features = {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord}
    assert len(set(VIETNAMESE_LETTERS)) == 134
    assert {ord(c) for c in VIETNAMESE_LETTERS + PUNCTUATION} | set(range(0x20, 0x7F)) == characters
    assert "kern" in features


@pytest.mark.parametrize("weight", [400, 700])
def test_a_web_font_sets_a_text_as_the_whole_font_does(weight):
    """Cutting changes no advance, no kerning and no line height: Vietnamese in both cases, figures, signs, pairs that are kerned."""
    with TTFont(io.BytesIO(subset_woff2(_view(weight)))) as cut, TTFont(io.BytesIO(fonts.font_bytes(weight))) as whole:
        for table, names in {"hhea": ("ascent", "descent", "lineGap"), "OS/2": ("sTypoAscender", "usWinAscent", "sxHeight")}.items():
            assert all(getattr(cut[table], name) == getattr(whole[table], name) for name in names)
        cut.flavor = None
        target = io.BytesIO()
        cut.save(target)
    texts = (VIETNAMESE_LETTERS, "TOÀN DÂN ĐOÀN KẾT", "AVATAR Ty Tố Vượt", "05-NQ/TU ngày 14/01/2026: 39,99 km²", PUNCTUATION)
    pens = [font_of(face_of(data)) for data in (target.getvalue(), fonts.font_bytes(weight))]
    for text in texts:
        one, other = ([(glyph.x, glyph.y, glyph.advance) for glyph in shaped(pen, text)] for pen in pens)
        assert one == other
    assert advance_of(pens[0], "AVATAR") < sum(advance_of(pens[0], letter) for letter in "AVATAR")


@pytest.mark.parametrize("weight", [400, 700])
def test_a_web_font_is_small_and_equal_in_every_run(weight):
    """A font costs a reader about 10 KiB, and a second build changes no byte."""
    first = subset_woff2(_view(weight))
    assert first == subset_woff2(_view(weight))
    assert first.startswith(b"wOF2")
    assert len(first) <= 11 * 1024


def test_a_font_keeps_its_licence():
    """The OFL goes out with the fonts, as text and inside the files."""
    assert "SIL OPEN FONT LICENSE" in fonts.licence_text().upper()
    with TTFont(io.BytesIO(subset_woff2(_view(400)))) as font:
        assert "OFL" in font["name"].getDebugName(13) or "Open Font License" in font["name"].getDebugName(13)


@pytest.mark.parametrize("weight", sorted(FILES))
def test_every_weight_of_the_cards_knows_the_134_letters(weight):
    """No card shows an empty box in place of a Vietnamese letter."""
    assert fonts.has_all_letters(VIETNAMESE_LETTERS, weight)


def test_missing_letters_are_named_once_and_judged_in_nfc():
    """A text in NFD lacks nothing; a foreign sign is told."""
    assert fonts.missing_letters("ồ 漢 漢 №") == "№漢"
    assert fonts.has_all_letters("o\u0302\u0300 Đ\n")


def test_raqm_is_here_and_its_absence_is_told(monkeypatch):
    """Tests, CI and releases draw with RAQM; a machine without it is told what to install."""
    fonts.require_raqm()
    monkeypatch.setattr(fonts, "has_raqm", lambda: False)
    with pytest.raises(ConfigurationError, match="libfribidi0"):
        fonts.require_raqm()


def test_a_font_package_without_a_file_is_named(monkeypatch):
    """A broken installation ends with one sentence that names the file."""
    monkeypatch.setitem(FILES, 450, "BeVietnamPro-Lost.ttf")
    with pytest.raises(ConfigurationError, match=r"BeVietnamPro-Lost\.ttf.*fontpkg-be-vietnam-pro"):
        fonts.font_bytes(450)
