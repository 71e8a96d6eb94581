"""Lines and columns of offsets."""

from hypothesis import given
from hypothesis import strategies as st

from plugins.core.places import Places


@given(st.lists(st.text(alphabet="ab", max_size=5), min_size=1, max_size=6))
def test_every_offset_has_its_place(lines: list[str]) -> None:
    """Each character of the joined lines is found again at its line and column."""
    places = Places(lines)
    for offset, character in enumerate("\n".join(lines)):
        line, column = places.of(offset)
        assert f"{lines[line - 1]}\n"[column - 1] == character
        assert places.start(line) == offset - column + 1
