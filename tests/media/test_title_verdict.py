"""Titles are judged without being set: the verdict is that of the layout."""

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plugins.core.errors import SourceError
from plugins.media.fitting import surely_fits
from plugins.media.formats import ENTRY_SHARE
from plugins.media.share_cards import layout_title, require_title
from plugins.media.slogan_layout import break_slogan
from plugins.media.typesetting import Extent, Word

SOURCE = "bai-viet/mau.md"
_MARK = st.tuples(st.just(0.0), st.floats(0.1, 0.6), st.floats(0.5, 1.1), st.floats(0.0, 0.3))
#: width of a word, and a mark that leaves the band of capitals
_WORDS = st.lists(st.tuples(st.floats(0.2, 30.0), st.none() | _MARK, st.booleans()), min_size=1, max_size=40)


def verdict(judge: object, title: str) -> str:
    try:
        judge(title, SOURCE)  # type: ignore[operator]
    except SourceError as error:
        return error.reason
    return "fits"


@given(_WORDS, st.lists(st.sampled_from([math.inf, 8.0, 3.0, 0.2, -0.8]), min_size=40, max_size=40))
def test_what_surely_fits_fits(drawn: list[tuple[float, tuple[float, ...] | None, bool]], penalties: list[float]) -> None:
    """Whatever breaks cost: words that surely fit have a layout that fits."""
    extents = {
        " ": Extent(advance=0.25, rise=0, drop=0),
        "H": Extent(advance=0.7, rise=0.7, drop=0),
        "-": Extent(advance=0.4, rise=0.4, drop=0),
    }
    words = []
    for number, (width, mark, is_dash) in enumerate(drawn):
        words.append("-" if is_dash and number % 3 == 1 else f"w{number}")
        marks = (mark,) if mark else ()
        extents.setdefault(
            words[-1],
            Extent(advance=width, rise=mark[2] if mark else 0.5, drop=mark[3] if mark else 0.0, marks=marks),  # type: ignore[arg-type]
        )
    if surely_fits(words, extents.__getitem__, ENTRY_SHARE.text):
        set_words = [Word(text=word, penalty=penalty) for word, penalty in zip(words, penalties, strict=False)]
        assert break_slogan(set_words, extents.__getitem__, ENTRY_SHARE.text).fits


@given(st.text(alphabet="abcĐặỆg  -–2/", max_size=320))
@example("")
@example("a " * 61)
@example("nghiêng" * 14)
@example("Chữ 中")
@example("a \u0301 b")
def test_the_verdict_is_that_of_the_layout(title: str) -> None:
    """A title is refused in the words of the layout, or by neither."""
    assert verdict(require_title, title) == verdict(layout_title, title)


@pytest.mark.parametrize("count", [4, 12, 20])
def test_ordinary_titles_are_not_set(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Titles of up to twenty syllables are decided without a layout."""
    monkeypatch.setattr("plugins.media.share_cards.layout_title", lambda title, source: pytest.fail("was set"))
    require_title(" ".join(["Xây"] + ["dựng"] * (count - 1)), SOURCE)
