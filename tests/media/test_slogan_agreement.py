"""How far the layout breaks slogans as designers would: the labelled set of tests/samples/khau-hieu.txt, in every screen format."""

from collections.abc import Iterable

import pytest
from slogan_samples import LabelledSlogan, labelled_slogans

from plugins.media.banners import layout_slogan
from plugins.media.formats import SLOGAN_FORMATS, Format
from plugins.media.typesetting import Layout

WIDE = ("chia-se", "ngang", "bia")


def line_ends(slogan: LabelledSlogan, layout: Layout) -> set[int]:
    """Places where a line ends; not those behind a small connector between rules, which is a form of its own.

    A dash at the end of a line is not drawn: the line then ends before it or behind it, whichever is labelled good.
    """
    words = slogan.text.split(" ")
    at, ends = -1, set()
    for line in layout.lines[:-1]:
        at += len(line.text.split())
        place = at
        if words[at + 1] in "-–":
            at += 1
            place = place if place in slogan.good else at
        if not line.is_connector:
            ends.add(place)
    return ends


def judged(format_: Format, slogans: Iterable[LabelledSlogan]) -> tuple[int, int, int, int, int]:
    """Line ends, those at good places, those at forbidden ones; slogans whose line ends are all good and hold the joints; slogans."""
    ends = good = forbidden = right = count = 0
    for slogan in slogans:
        layout = layout_slogan(slogan.text, "mau.md", format_)
        found = line_ends(slogan, layout)
        has_joints = len(layout.lines) <= len(slogan.joints) or slogan.joints <= found
        ends, good, forbidden = ends + len(found), good + len(found & slogan.good), forbidden + len(found & slogan.forbidden)
        right, count = right + (found <= slogan.good and has_joints), count + 1
    return ends, good, forbidden, right, count


def report(format_: Format, name: str, figures: tuple[int, int, int, int, int]) -> None:
    ends, good, forbidden, right, count = figures
    print(
        f"{format_.key:8} {name}: {good / ends:.1%} of {ends} line ends good, {forbidden} forbidden; {right / count:.1%} of slogans right"
    )


@pytest.mark.parametrize("format_", SLOGAN_FORMATS, ids=lambda format_: format_.key)
def test_lines_end_where_a_designer_would_end_them(format_):
    """On slogans that no weight was learned from. The aim is 95 % and none forbidden; this is what is reached, and must not be lost."""
    held_out = judged(format_, [slogan for slogan in labelled_slogans() if slogan.is_held_out])
    report(format_, "held out", held_out)
    report(format_, "learned from", judged(format_, [slogan for slogan in labelled_slogans() if not slogan.is_held_out]))
    ends, good, forbidden, right, count = held_out
    assert good >= (0.86 if format_.key in WIDE else 0.74) * ends
    assert forbidden <= (0.05 if format_.key in WIDE else 0.09) * ends
    assert right >= (0.70 if format_.key in WIDE else 0.44) * count


def test_a_line_end_behind_a_dash_counts_at_its_better_side():
    """văn minh - | hạnh phúc: the dash is left out, so both places are one."""
    slogan = LabelledSlogan(
        text="Hải Phòng - văn minh", forbidden=frozenset({1}), good=frozenset({2}), joints=frozenset(), is_held_out=False, remark=""
    )
    layout = layout_slogan("Hải Phòng - | văn minh", "mau.md")
    assert [line.text for line in layout.lines] == ["HẢI PHÒNG", "VĂN MINH"]
    assert line_ends(slogan, layout) == {2}
