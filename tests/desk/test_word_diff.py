"""What changed between two texts, syllable by syllable."""

from hypothesis import given
from hypothesis import strategies as st

from plugins.desk.word_diff import Change, Piece, runs, word_diff

#: few words and signs, so that two texts have much in common
TEXTS = st.lists(st.sampled_from(["họp", "tổ", "dân", "phố", "8", "giờ", " ", "  ", ",", ".", "05-NQ/TU", "14/01/2026"]), max_size=24).map(
    "".join
)


def marked(before: str, after: str) -> str:
    """The difference, with what went in [-…-] and what came in {+…+}."""
    form = {Change.SAME: "{}", Change.OUT: "[-{}-]", Change.IN: "{{+{}+}}"}
    return "".join(form[piece.change].format(piece.text) for piece in word_diff(before, after))


@given(TEXTS, TEXTS)
def test_both_texts_are_inside_whole(before: str, after: str) -> None:
    """Without what came it is the text before, without what went it is the text after: nothing is lost, nothing invented."""
    pieces = word_diff(before, after)
    assert "".join(piece.text for piece in pieces if piece.change is not Change.IN) == before
    assert "".join(piece.text for piece in pieces if piece.change is not Change.OUT) == after


@given(TEXTS)
def test_a_text_beside_itself_is_the_same(text: str) -> None:
    """Equal texts have no change."""
    assert word_diff(text, text) == ((Piece(Change.SAME, text),) if text else ())


@given(st.lists(st.integers(0, 3), max_size=14), st.lists(st.integers(0, 3), max_size=14))
def test_the_edits_are_the_fewest(old: list[int], new: list[int]) -> None:
    """As many items stay as in the longest common subsequence, counted the slow way."""
    longest = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for a in range(len(old) - 1, -1, -1):
        for b in range(len(new) - 1, -1, -1):
            longest[a][b] = longest[a + 1][b + 1] + 1 if old[a] == new[b] else max(longest[a + 1][b], longest[a][b + 1])
    found = runs(old, new)
    assert sum(run.new.stop - run.new.start for run in found if run.is_same) == longest[0][0]
    assert [item for run in found for item in old[run.old]] == old
    assert [item for run in found for item in new[run.new]] == new


def test_whole_syllables_change() -> None:
    """A tone that changed marks its syllable, never a letter of it; a number or a date is one thing."""
    assert marked("Họp tổ dân phố lúc 8 giờ", "Họp tổ dân phộ lúc 9 giờ") == "Họp tổ dân [-phố-]{+phộ+} lúc [-8-]{+9+} giờ"
    assert marked("Nghị quyết 05-NQ/TU ngày 14/01/2026.", "Nghị quyết 06-NQ/TU ngày 15/01/2026.") == (
        "Nghị quyết [-05-NQ/TU-]{+06-NQ/TU+} ngày [-14/01/2026-]{+15/01/2026+}."
    )


def test_a_phrase_that_was_replaced_reads_as_one() -> None:
    """Blanks between changed words do not cut a phrase; texts with little in common stand one after the other."""
    assert marked("Mời bà con họp sớm ở nhà", "Mời cô bác họp sớm ở nhà") == "Mời [-bà con-]{+cô bác+} họp sớm ở nhà"
    assert marked("một hai ba bốn năm sáu", "bảy tám ba chín mười kia") == "[-một hai ba bốn năm sáu-]{+bảy tám ba chín mười kia+}"


def test_texts_that_differ_beyond_measure_are_replaced() -> None:
    """However a text is chosen, the work is bounded: too many edits make one replacement."""
    before, after = "a b " * 3000, "b c a " * 3000
    pieces = word_diff(before, after)
    assert "".join(piece.text for piece in pieces if piece.change is not Change.IN) == before
    assert "".join(piece.text for piece in pieces if piece.change is not Change.OUT) == after
    assert len(pieces) <= 5
