"""Slogans set for the street: inside the margins, large enough, never cut, lines as a designer breaks them."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from street_samples import SIZES, SLOGANS, SUBJECT, UNIT, URL, view_of

from plugins.core.errors import SourceError
from plugins.media.street_drawing import Drawing, draw_shapes
from plugins.media.street_layout import StreetLayout, set_slogan
from plugins.media.street_sizes import TEXT_MARGIN, StreetKind, StreetSize
from plugins.media.vector import bounds

SOURCE = "khau-hieu/mau.md"
GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "khau-hieu-ngoai-troi.md"
_SYLLABLES = "xã phường hạnh phúc nghiêng Ế quyết ạ ủy Đằng kế 2026 - 05-NQ/TU HĐND thương, tốt: người y lợi ích ô xây Ẵ TP.HCM".split()


def lines_of(layout: StreetLayout) -> list[str]:
    return [" ".join(run.text for run in line.runs) for line in layout.layout.lines]


def attempt(key: str, text: str) -> tuple[Drawing | None, str]:
    """The drawing, or why there is none."""
    try:
        return draw_shapes(view_of(key, text)), ""
    except SourceError as error:
        return None, f"{error.resource} {error.reason}"


def set_on(key: str, text: str, **changes: bool) -> StreetLayout:
    return set_slogan(text, UNIT, SIZES[key], SOURCE, **changes)


def golden_cases() -> list[tuple[str, str, list[str]]]:
    """(key of a size, wording, lines) of the golden file."""
    cases, key, wording = [], "", ""
    for raw in GOLDEN.read_text(encoding="utf-8").splitlines():
        line = raw.strip()
        if line.startswith("## "):
            key = line[3:]
        elif line.startswith("- "):
            wording = line[2:]
        elif line.startswith("> "):
            cases.append((key, wording, line[2:].split(" / ")))
    return cases


@pytest.mark.parametrize(("key", "wording", "expected"), golden_cases(), ids=lambda value: str(value)[:24])
def test_golden_breaks(key: str, wording: str, expected: list[str]) -> None:
    """Each wording of the golden file breaks on each size as it was looked at and agreed."""
    assert lines_of(set_on(key, wording)) == expected


@settings(deadline=None, max_examples=80)
@given(st.lists(st.sampled_from(_SYLLABLES), min_size=1, max_size=40), st.sampled_from(sorted(SIZES)), st.data())
def test_any_text_stands_inside_the_margins_or_is_refused(syllables: list[str], key: str, data: st.DataObject) -> None:
    """1 to 40 syllables on every size, in any case, emphasised or not: all words, all ink 100 mm from the cut, letters high
    enough; otherwise a refusal that names the size (TT01).
    """
    cased = [data.draw(st.sampled_from([s, s.lower(), s.upper()])) for s in syllables]
    start, stop = sorted((data.draw(st.integers(0, len(cased))), data.draw(st.integers(0, len(cased)))))
    text = " ".join([*cased[:start], *(["**" + " ".join(cased[start:stop]) + "**"] if stop > start else []), *cased[stop:]])
    size = SIZES[key]
    drawing, refusal = attempt(key, text)
    if drawing is None:
        assert size.name in refusal or "chưa có chữ" in refusal
        return
    shown = " ".join(lines_of(drawing.layout)).split()
    assert [word for word in shown if word != "-"] == [word.upper() for word in cased if word != "-"]
    assert drawing.layout.capital >= size.least_capital - 0.1
    letters = [shape for shape in drawing.shapes if shape.ink in {drawing.palette.text, drawing.palette.accent, drawing.palette.small}]
    left, top, right, bottom = bounds([contour for shape in letters for contour in shape.contours])
    assert left >= TEXT_MARGIN
    assert top >= TEXT_MARGIN
    assert right <= size.width - TEXT_MARGIN
    assert bottom <= size.height - TEXT_MARGIN


@pytest.mark.parametrize("key", sorted(SIZES))
@pytest.mark.parametrize("text", SLOGANS, ids=lambda text: text[:12])
def test_a_slogan_fills_its_place(key: str, text: str) -> None:
    """At least nine tenths of one axis, marks of neighbouring lines apart, lines even."""
    layout = set_on(key, text).layout
    assert layout.fill >= 0.9
    assert layout.ink_gap >= 0.06
    assert layout.raggedness <= 0.33


@pytest.mark.parametrize("key", ["bang-ron-6x08", "bang-ron-6x1", "bang-ron-8x1", "bang-ron-10x2"])
@pytest.mark.parametrize("text", SLOGANS, ids=lambda text: text[:12])
def test_a_long_banner_has_one_or_two_lines(key: str, text: str) -> None:
    """Who drives by takes in no more."""
    assert len(lines_of(set_on(key, text))) <= 2


def test_a_break_of_the_author_is_a_wish_on_a_long_banner_and_an_order_elsewhere() -> None:
    """`|` was set for a card: eight metres of cloth need two lines, a panel keeps all four."""
    assert lines_of(set_on("bang-ron-8x1", SUBJECT)) == ["XÂY DỰNG MÔ HÌNH CHỦ NGHĨA XÃ HỘI", "GẮN VỚI CON NGƯỜI XÃ HỘI CHỦ NGHĨA"]
    panel = lines_of(set_on("pa-no-2x3", SUBJECT))
    assert panel == ["XÂY DỰNG MÔ HÌNH", "CHỦ NGHĨA XÃ HỘI", "GẮN VỚI CON NGƯỜI", "XÃ HỘI CHỦ NGHĨA"]


def test_a_vertical_banner_has_many_short_lines_and_a_small_connector() -> None:
    """GẮN VỚI stands alone, smaller, with a rule on each side; emphasis is a colour there, not a size."""
    drawing = draw_shapes(view_of("phuon-06x2", SUBJECT))
    layout = drawing.layout.layout
    assert lines_of(drawing.layout) == ["XÂY DỰNG", "MÔ HÌNH", "CHỦ NGHĨA", "XÃ HỘI", "GẮN VỚI", "CON NGƯỜI", "XÃ HỘI", "CHỦ NGHĨA"]
    (connector,) = [line for line in layout.lines if line.is_connector]
    assert {line.size for line in layout.lines if line is not connector} == {layout.size}
    assert connector.size < 0.7 * layout.size
    rules = [shape for shape in drawing.shapes if shape.ink == drawing.palette.line and len(shape.contours) == 2]
    (left, _, inner, _), (inner_right, _, right, _) = (bounds([contour]) for contour in rules[-1].contours)
    width = drawing.layout.size.width
    assert left < inner < width / 2 < inner_right < right
    assert width - right == pytest.approx(left)


def test_a_panel_has_two_tiers() -> None:
    """There emphasised lines are larger too."""
    assert len({line.size for line in set_on("pa-no-2x3", SUBJECT).layout.lines}) == 2


def test_emphasis_keeps_its_words() -> None:
    """Colour follows the author's marks, word by word, also where a dash was dropped."""
    layout = set_on("phuon-1x3", SLOGANS[1])
    words = [(run.text, run.is_emphasised) for line in layout.layout.lines for run in line.runs]
    assert words == [("HẢI", False), ("PHÒNG", False), ("THÀNH", True), ("PHỐ", True), ("ÂM", True), ("NHẠC", True)]


def test_letters_are_no_narrower_than_needed() -> None:
    """A short slogan on long cloth keeps the normal width or more; one that is bound by the width narrows to stand larger."""
    assert set_on("bang-ron-8x1", "Chung tay xây dựng môi trường sống | sáng, xanh, sạch, an toàn").width >= 100
    assert set_on("bang-ron-8x1", "Sạch đẹp").width > 100
    assert set_on("phuon-06x2", SUBJECT).width == 62


def test_a_code_and_a_logo_take_their_place_from_the_slogan() -> None:
    """Nothing lies over the slogan."""
    for key in ("bang-ron-6x08", "phuon-1x3", "pa-no-2x3"):
        places = set_on(key, SLOGANS[1], has_code=True, has_logo=True).places
        assert places.code is not None
        assert places.logo is not None
        text = places.text
        for area in (places.code, places.logo):
            assert area.right <= text.left or area.left >= text.right or area.bottom <= text.top or area.top >= text.bottom
            assert area.left >= TEXT_MARGIN
            assert area.bottom <= SIZES[key].height - TEXT_MARGIN


def test_a_code_on_a_size_without_room_is_refused() -> None:
    """The smallest size that is taken has no place for both: a refusal, no crash."""
    size = StreetSize(key="nho", name="Nhỏ", kind=StreetKind.PANEL, width=400, height=400)
    with pytest.raises(SourceError, match="cỡ Nhỏ"):
        draw_shapes(view_of(size, "Xanh", url=URL))


@pytest.mark.parametrize(
    ("unit", "key", "lines"),
    [
        (UNIT, "bang-ron-6x08", ["PHƯỜNG HẢI AN · THÀNH PHỐ HẢI PHÒNG"]),
        (UNIT, "phuon-06x2", ["PHƯỜNG HẢI AN", "THÀNH PHỐ HẢI PHÒNG"]),
        ("Ủy ban nhân dân phường Hải An", "phuon-06x2", ["ỦY BAN NHÂN DÂN", "PHƯỜNG HẢI AN"]),
    ],
)
def test_the_unit_breaks_at_its_dot_then_where_it_must(unit: str, key: str, lines: list[str]) -> None:
    """One line if it fits."""
    assert list(set_slogan("Xanh", unit, SIZES[key], SOURCE).unit) == lines


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"text": "  "}, "chưa có chữ để in"),
        ({"text": "\u0301"}, "chưa có chữ"),
        ({"text": "Xanh \u0301 sạch"}, r"đứng riêng.*\(U\+0301\)"),
        ({"text": "Xanh 漢"}, "không có ký tự “漢”"),
        ({"text": "Xanh **sạch"}, "nhấn mạnh"),
        ({"text": "y " * 61}, r"61 tiếng \(tối đa 60\)"),
        ({"text": "nghiêng " * 60}, r"480 ký tự \(tối đa 300\)"),
        (
            {"text": "nghiêng " * 35},
            r"quá dài để in cỡ Băng rôn 6 × 0,8 m: chữ chỉ còn cao \d+ mm.*\(tối thiểu 100 mm\)",
        ),
        ({"unit_line": " "}, "thiếu dòng tên đơn vị"),
        ({"unit_line": "Phường 😀"}, "không có ký tự “😀”"),
        ({"unit_line": "Ủy ban nhân dân phường Hải An " * 20}, "dòng tên đơn vị quá dài để in cỡ Băng rôn 6 × 0,8 m"),
        ({"url": "https://haian.example/" + "a" * 120}, "mã QR tối đa 120"),
    ],
)
def test_what_cannot_be_set_is_refused_in_vietnamese(changes: dict[str, str], reason: str) -> None:
    """The message names the slogan's file, the size and the remedy (TT01)."""
    with pytest.raises(SourceError) as caught:
        draw_shapes(replace(view_of(), **changes))  # type: ignore[arg-type]
    assert re.search(reason, caught.value.reason)
    assert caught.value.resource == SOURCE
