"""Archivo: letters, measures, outlines."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.core.errors import ConfigurationError, SourceError
from plugins.media import street_fonts
from plugins.media.fonts import VIETNAMESE_LETTERS
from plugins.media.street_fonts import WIDTHS, measure, measure_at, missing_letters, word_contours
from plugins.media.vector import bounds


def test_the_font_knows_the_134_letters_and_carries_its_licence() -> None:
    """No Vietnamese letter is printed as an empty box; the OFL goes with the font."""
    assert missing_letters(VIETNAMESE_LETTERS + "0123456789–-·,.!?/&%") == ""
    assert "SIL OPEN FONT LICENSE" in street_fonts.licence_text().upper()


def test_missing_letters_are_told_in_vietnamese() -> None:
    """Each once, judged in NFC."""
    assert missing_letters("o\u0302\u0300 漢 漢") == "漢"
    with pytest.raises(SourceError, match=r"không có ký tự “漢” \(U\+6F22\)"):
        street_fonts.require_letters("Xanh 漢", "mau.md")
    street_fonts.require_letters("Xanh", "mau.md")


def test_a_font_package_without_its_file_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A broken installation ends with one sentence."""
    monkeypatch.setattr(street_fonts, "_FILE", "Lost.ttf")
    street_fonts.font_bytes.cache_clear()
    with pytest.raises(ConfigurationError, match=r"Lost\.ttf.*fontpkg-archivo"):
        street_fonts.font_bytes()


def test_the_digest_is_that_of_the_file() -> None:
    """Another version of the font makes every banner anew."""
    path = Path(street_fonts.package.ROOT) / "files" / "Archivo[wdth,wght].ttf"
    assert street_fonts.source_digest() == hashlib.sha256(path.read_bytes()).hexdigest()


def test_wider_letters_are_wider_and_as_high() -> None:
    """The width is one axis, the height of capitals another."""
    widths = [measure("HẢI PHÒNG".split()[1], width).advance for width in WIDTHS]
    assert widths == sorted(set(widths))
    assert {measure("H", width).rise for width in WIDTHS} == {street_fonts.cap_height()}


def test_letters_are_kerned() -> None:
    """A and V stand nearer together than each for itself."""
    assert measure("AV").advance < measure("A").advance + measure("V").advance


def test_a_hyphen_stands_at_half_the_height_of_capitals() -> None:
    """05-NQ/TU is set in capitals: its hyphen must not hang low."""
    _, top, _, bottom = bounds(word_contours("-", (0, 0), 1.0, 100, street_fonts.TEXT_WEIGHT))
    assert (top + bottom) / 2 == pytest.approx(-street_fonts.cap_height() / 2, abs=0.06)


@settings(deadline=None, max_examples=60)
@given(st.text(VIETNAMESE_LETTERS + "ABCGHQTVY,-", min_size=1, max_size=6), st.sampled_from(WIDTHS))
def test_the_measure_is_that_of_the_outlines(word: str, width: int) -> None:
    """Rise and drop of a word, and the ends of each mark, are where its outlines are."""
    extent = measure_at(width)(word)
    left, top, right, bottom = bounds(word_contours(word, (10, 20), 2.0, width, street_fonts.TEXT_WEIGHT))
    assert (20 - top) / 2 == pytest.approx(extent.rise, abs=0.003)
    assert max(0, (bottom - 20) / 2) == pytest.approx(extent.drop, abs=0.003)
    for mark_left, mark_right, _, _ in extent.marks:
        assert (left - 10) / 2 - 0.003 <= mark_left <= mark_right <= (right - 10) / 2 + 0.003


def test_stacked_capitals_have_marks() -> None:
    """Ế leaves the band of capitals above, Ạ below, H nowhere; a space has no ink at all."""
    ((_, _, rise, _),) = measure("Ế").marks
    ((_, _, _, drop),) = measure("Ạ").marks
    assert rise > 1.4 * street_fonts.cap_height()
    assert drop > 0.1
    assert measure("H").marks == ()
    assert (measure(" ").rise, measure(" ").drop, measure(" ").marks) == (0.0, 0.0, ())
