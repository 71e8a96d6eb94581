"""Safe repairs: exactly the named characters change."""

from hypothesis import given
from hypothesis import strategies as st

from plugins.core.rules import Issue, Level
from plugins.editorial.mending import mended


def issue(line: int, column: int, length: int, suggestion: str, *, is_safe: bool = True) -> Issue:
    """A finding at a place."""
    return Issue(
        path="content/a.md",
        line=line,
        rule="CT06",
        level=Level.WARNING,
        message="m",
        suggestion=suggestion,
        column=column,
        length=length,
        is_safe=is_safe,
    )


def test_the_named_characters_are_replaced() -> None:
    """Several places in several lines, in any order; everything else stays."""
    lines = ["Xem Tiktok và facebook.", "", "Ngày 5/7/2026"]
    found = [issue(3, 6, 8, "05/7/2026"), issue(1, 15, 8, "Facebook"), issue(1, 5, 6, "TikTok")]
    assert mended(lines, found) == ["Xem TikTok và Facebook.", "", "Ngày 05/7/2026"]


def test_only_what_is_safe_and_there() -> None:
    """Offers, findings without a place, and places beyond the text change nothing; of two that overlap the first is done."""
    lines = ["abc def"]
    assert mended(lines, [issue(1, 1, 3, "x", is_safe=False)]) == lines
    assert mended(lines, [issue(1, 0, 3, "x"), issue(1, 1, 0, "x"), issue(0, 1, 1, "x"), issue(2, 1, 1, "x"), issue(1, 6, 3, "x")]) == lines
    assert mended(lines, [issue(1, 3, 3, "x"), issue(1, 1, 3, "XYZ")]) == ["XYZ def"]
    assert mended(lines, [issue(1, 1, 2, "y"), issue(1, 1, 3, "x")]) == ["x def"]


def test_quotations_stay() -> None:
    """Words in quotation marks or in a quotation block are somebody else's: they are pointed out, not changed."""
    for line, column in (("Ông nói: “Tiktok là”", 11), ('Ông nói: "Tiktok là"', 11), ("> Tiktok", 3), ("  > Tiktok", 5)):
        assert mended([line], [issue(1, column, 6, "TikTok")]) == [line]
    for line, column in (("“a” Tiktok", 5), ('"a" Tiktok', 5), ('5" Tiktok', 4)):
        assert mended([line], [issue(1, column, 6, "TikTok")]) == [line.replace("Tiktok", "TikTok")]


@given(st.lists(st.text(max_size=12), max_size=4), st.lists(st.tuples(*[st.integers(0, 13)] * 3, st.text(max_size=3)), max_size=6))
def test_all_else_stays(lines: list[str], places: list[tuple[int, int, int, str]]) -> None:
    """Whatever the places are, characters outside of all of them stay in their order, and lines stay lines."""
    found = [issue(*place) for place in places]
    after = mended(lines, found)
    assert len(after) == len(lines)
    for number, (old, new) in enumerate(zip(lines, after, strict=True), 1):
        named = {at for row, column, length, _ in places if row == number and column for at in range(column - 1, column - 1 + length)}
        assert old.lstrip()[:1] != ">" or new == old
        kept = "".join(letter for at, letter in enumerate(old) if at not in named)
        rest = iter(new)
        assert all(letter in rest for letter in kept)
