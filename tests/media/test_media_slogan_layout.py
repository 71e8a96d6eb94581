import itertools
import math
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.media.banners import layout_slogan
from plugins.media.formats import ENTRY_SHARE, SLOGAN_SHARE
from plugins.media.lettering import measure
from plugins.media.share_cards import layout_title
from plugins.media.slogan_layout import CONNECTOR_SCALE, EMPHASIS_SCALE, break_slogan
from plugins.media.typesetting import Box, Extent, Layout, Word

GOLDEN = Path(__file__).parent.parent / "golden" / "khau-hieu-ngat-dong.md"
BOX = Box(width=1000, height=400, least=40)


def plain_measure(text: str) -> Extent:
    """A type of equal letters, half an em wide, 0.7 em high, with marks on Ế and a dot under Ạ."""
    if text == " ":
        return Extent(advance=0.25, rise=0.0, drop=0.0)
    rise, drop, marks = 0.7, 0.0, []
    for i, letter in enumerate(text):
        if letter == "Ế":
            rise = 1.2
            marks.append((i / 2, i / 2 + 0.5, 1.2, 0.0))
        if letter == "Ạ":
            drop = 0.2
            marks.append((i / 2, i / 2 + 0.5, 0.7, 0.2))
    return Extent(advance=len(text) / 2, rise=rise, drop=drop, marks=tuple(marks))


def words_of(*texts: str, penalties: dict[int, float] | None = None, emphasised: tuple[int, ...] = ()) -> list[Word]:
    penalties = penalties or {}
    return [Word(text=t, penalty=penalties.get(i, 0.0), is_emphasised=i in emphasised) for i, t in enumerate(texts)]


def lines_of(layout: Layout) -> list[str]:
    return [line.text for line in layout.lines]


def golden_cases() -> list[tuple[str, str, list[str]]]:
    """(section, wording, lines) of the golden file."""
    cases, section, wording = [], "", ""
    for raw in GOLDEN.read_text(encoding="utf-8").splitlines():
        line = raw.strip()
        if line.startswith("## "):
            section = line[3:]
        elif line.startswith("- "):
            wording = line[2:]
        elif line.startswith("> "):
            cases.append((section, wording, [part.strip() for part in line[2:].split(" / ")]))
    return cases


@pytest.mark.parametrize(("section", "wording", "expected"), golden_cases(), ids=lambda value: str(value)[:30])
def test_golden_breaks(section, wording, expected):
    """Each wording of the golden file breaks as an editor agreed."""
    layout = layout_slogan(wording, "mau.md") if section == "Khẩu hiệu" else layout_title(wording, "mau.md")
    assert lines_of(layout) == expected


def test_a_forbidden_break_is_not_taken_even_if_lines_get_uneven():
    """CHỦ NGHĨA stays together."""
    layout = break_slogan(words_of("AAAA", "BBBB", "CC", "DDDD", penalties={1: math.inf}), plain_measure, BOX)
    assert not any(line.endswith("BBBB") for line in lines_of(layout)[:-1])


def test_a_forbidden_break_is_taken_where_nothing_else_fits_and_is_told():
    """A text without a legal break is broken all the same, never cut, and the editor hears where."""
    words = words_of(*(["ABCDEFGH"] * 12), penalties=dict.fromkeys(range(11), math.inf))
    layout = break_slogan(words, plain_measure, BOX)
    assert layout.fits
    assert " ".join(lines_of(layout)).split() == ["ABCDEFGH"] * 12
    assert layout.reasons
    assert layout.reasons[0].startswith("Phải ngắt giữa “ABCDEFGH”")


def test_the_author_breaks_where_he_says_and_nowhere_over_it():
    """A bar ends a line, also where another place were better."""
    layout = break_slogan(words_of("AA", "BBBBBB", "CCCCCC", penalties={0: -math.inf, 1: -5.0}), plain_measure, BOX)
    assert lines_of(layout)[0] == "AA"


def test_a_dash_at_the_end_of_a_line_is_not_drawn_and_never_begins_one():
    """VĂN MINH - HẠNH PHÚC on two lines needs no dash."""
    layout = break_slogan(words_of("AAAAAA", "-", "BBBBBB"), plain_measure, BOX)
    assert lines_of(layout) == ["AAAAAA", "BBBBBB"]
    assert lines_of(break_slogan(words_of("A", "-"), plain_measure, BOX)) == ["A -"]


def test_a_line_that_is_emphasised_as_a_whole_is_larger():
    """Two tiers: plain, and 1.22 times."""
    layout = break_slogan(words_of("AAAA", "BBBB", "CCCC", penalties={0: -math.inf, 1: -math.inf}, emphasised=(1,)), plain_measure, BOX)
    sizes = {line.text: line.size for line in layout.lines}
    assert sizes["BBBB"] == math.floor(sizes["AAAA"] * EMPHASIS_SCALE)
    assert len(set(sizes.values())) == 2


def test_emphasis_inside_a_line_changes_colour_only():
    """Runs keep the words in order, the space between two colours belongs to the first."""
    wide = Box(width=1000, height=60, least=10)
    layout = break_slogan(words_of("AA", "BB", "CC", emphasised=(1,)), plain_measure, wide)
    assert [(run.text, run.is_emphasised) for run in layout.lines[0].runs] == [("AA ", False), ("BB ", True), ("CC", False)]
    assert layout.lines[0].text == "AA BB CC"


def test_all_emphasised_is_no_emphasis():
    """A slogan with all words emphasised has one tier."""
    layout = break_slogan(words_of("AAAA", "BBBB", emphasised=(0, 1)), plain_measure, BOX)
    assert len({line.size for line in layout.lines}) == 1


def test_marks_over_dots_push_lines_apart():
    """A stacked capital under a dot needs more room than one beside it."""
    over = break_slogan(words_of("AẠA", "AẾA", penalties={0: -math.inf}), plain_measure, BOX)
    beside = break_slogan(words_of("ẠAAAA", "AAAAẾ", penalties={0: -math.inf}), plain_measure, BOX)
    gaps = [(layout.lines[1].baseline - layout.lines[0].baseline) / layout.size for layout in (over, beside)]
    assert gaps[0] >= 0.7 + 0.7 + 0.06
    assert gaps[1] < gaps[0]


def test_a_text_too_long_says_so_and_keeps_every_word():
    """What does not fit comes back whole, marked, with the size it would have."""
    words = words_of(*(["ABCDEFGHIJ"] * 60))
    layout = break_slogan(words, plain_measure, BOX)
    assert not layout.fits
    assert layout.size < BOX.least
    assert sum(len(line.split()) for line in lines_of(layout)) == 60
    assert "mức tối thiểu 40 px" in layout.reasons[-1]


def test_no_words_is_a_fault_of_the_caller():
    """An empty layout cannot be drawn."""
    with pytest.raises(ValueError, match="needs words"):
        break_slogan([], plain_measure, BOX)


def test_left_aligned_lines_start_at_the_edge():
    """Titles are flush left."""
    box = Box(width=1000, height=400, least=40, is_centred=False)
    assert {line.x for line in break_slogan(words_of("AAAA", "BBBBBBBB", "CC"), plain_measure, box).lines} == {0.0}


_SYLLABLES = st.sampled_from(
    "xã phường hạnh phúc nghiêng Ế quyết ạ ủy Đằng kế 2026 - 05-NQ/TU HĐND thương, tốt: người y lợi ích ô xây Ẵ".split()
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_SYLLABLES, min_size=1, max_size=40), st.booleans())
def test_any_text_keeps_its_words_and_stays_inside_the_box(syllables, is_title):
    """1 to 40 syllables: words in order, ink inside, lines apart, least size kept or told."""
    box = (ENTRY_SHARE if is_title else SLOGAN_SHARE).text
    words = [Word(text=s if is_title else s.upper()) for s in syllables]
    layout = break_slogan(words, measure, box)
    kept = [w.text for w in words if w.text != "-"]
    assert [w for line in lines_of(layout) for w in line.split() if w != "-"] == kept
    assert layout.fits == (layout.size >= box.least)
    assert layout.ink_gap >= 0.06
    assert 0.9 <= layout.fill <= 1.001 or layout.size == box.most
    for line in layout.lines:
        extents = [measure(word) for word in line.text.split()]
        assert line.baseline - max(e.rise for e in extents) * line.size >= -1
        assert line.baseline + max(e.drop for e in extents) * line.size <= box.height + 1
        assert line.width <= box.width + 1
        assert -1 <= line.x <= box.width
    baselines = [line.baseline for line in layout.lines]
    assert all(a < b for a, b in itertools.pairwise(baselines))


@settings(max_examples=100, deadline=None)
@given(st.lists(_SYLLABLES, min_size=1, max_size=30), st.data())
def test_the_rhythm_is_even(syllables, data):
    """The distance from a baseline to the next cap top is one for all lines, also with two tiers."""
    count = len(syllables)
    emphasised = data.draw(st.sets(st.integers(0, count - 1)))
    words = [Word(text=s.upper(), is_emphasised=i in emphasised) for i, s in enumerate(syllables)]
    layout = break_slogan(words, measure, SLOGAN_SHARE.text)
    cap = measure("H").rise
    scales = [EMPHASIS_SCALE if line.size > layout.size else 1.0 for line in layout.lines]
    gaps = [
        below.baseline - cap * scale * layout.size - above.baseline
        for (above, below), scale in zip(itertools.pairwise(layout.lines), scales[1:], strict=True)
    ]
    assert not gaps or max(gaps) - min(gaps) < 0.5


NARROW = Box(width=100, height=1000, least=10, has_connectors=True)


def connected(*texts: str, connector: tuple[int, int], **more: object) -> list[Word]:
    """Words of which those from `connector[0]` on are one connector of `connector[1]` words."""
    words = words_of(*texts, **more)
    words[connector[0]] = replace(words[connector[0]], connector=connector[1])
    return words


def test_a_narrow_box_sets_a_connector_small_on_a_line_of_its_own():
    """GẮN VỚI stands small between two lines of full size."""
    words = connected("AAAAAA", "BBB", "CC", "DDDDDD", connector=(1, 2), penalties={1: math.inf, 2: 3.0})
    layout = break_slogan(words, plain_measure, NARROW)
    assert lines_of(layout) == ["AAAAAA", "BBB CC", "DDDDDD"]
    assert [line.is_connector for line in layout.lines] == [False, True, False]
    assert layout.lines[1].size == math.floor(layout.size * CONNECTOR_SCALE)
    assert layout.raggedness == 0  # it counts the lines that are read as one block


@pytest.mark.parametrize(
    ("words", "box"),
    [
        (connected("BB", "AAAAAA", "DDDDDD", connector=(0, 1)), NARROW),
        (connected("AAAAAA", "DDDDDD", "BB", connector=(2, 1)), NARROW),
        (connected("AAAAAA", "BB", "DDDDDD", connector=(1, 1), emphasised=(1,)), NARROW),
        (connected("AAAAAA", "BB", "DDDDDD", connector=(1, 1)), replace(NARROW, has_connectors=False)),
    ],
    ids=["first", "last", "emphasised", "wide box"],
)
def test_no_small_line_where_it_would_connect_nothing(words, box):
    """The first and the last line, an author's emphasis and wide boxes keep full size."""
    assert not any(line.is_connector for line in break_slogan(words, plain_measure, box).lines)
