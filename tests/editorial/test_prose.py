"""What counts as prose: rules must see what readers read, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.editorial import prose as prose_module
from plugins.editorial.prose import prose_lines


def prose(text: str, body_line: int = 1) -> list[str]:
    return [line.strip() for line in prose_lines(tuple(text.split("\n")), body_line)]


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ("Xem `5-NQ/TU` nhé", "Xem           nhé"),
        ("Xem ``a ` b`` nhé", "Xem           nhé"),
        ("[Nghị quyết](../van-ban/05-NQ-TU.md) mới", "[Nghị quyết]                         mới"),
        ("Trang <https://a.vn/5-NQ/TU> ấy", "Trang                        ấy"),
        ("Thư <a@b.vn> ấy", "Thư          ấy"),
        ("Trang https://a.vn/5-NQ/TU ấy", "Trang                      ấy"),
        ("[1]: https://a.vn/5-NQ/TU", ""),
        ("Số **05-NQ/TU** [ghi chú]", "Số **05-NQ/TU** [ghi chú]"),
    ],
)
def test_code_and_addresses_are_not_prose(source: str, seen: str) -> None:
    """Code, link targets and addresses are blanked, words stay where they stood."""
    assert prose(source) == [seen]


def test_fenced_code_is_not_prose() -> None:
    """A fence hides everything up to its own kind of end."""
    text = "trước\n```\n5-NQ/TU\n~~~\n```\nsau\n~~~~ py\nx\n~~~\n~~~~\ncuối"
    assert prose(text) == ["trước", "", "", "", "", "sau", "", "", "", "", "cuối"]


def test_what_is_set_in_is_prose() -> None:
    """Text behind four spaces or a tab is shown as text, so it is judged."""
    assert prose("a\n\n    = 5-NQ/TU\n\n\tLời trong danh sách") == ["a", "", "= 5-NQ/TU", "", "Lời trong danh sách"]


def test_front_matter_shows_words_only() -> None:
    """Keys, typed fields and paths vanish; titles, lists and nested words stay."""
    text = (
        "---\nid: a-1\ntitle: Số 5\nnumber: 5-NQ/TU\nkey_points:\n  - một\n  - hai\n"
        "image:\n  file: tep/anh-5.jpg\n  alt: Cảnh\n---\nThân bài"
    )
    assert prose(text, 12) == ["", "", "Số 5", "", "", "- một", "- hai", "", "", "Cảnh", "", "Thân bài"]


@given(st.text(alphabet="ab `~<>[]()#:/-\n\t*ă", max_size=200), st.integers(1, 5))
def test_prose_keeps_lines_and_columns(text: str, body_line: int) -> None:
    """Whatever the source, prose has its lines, each of its length: columns stay true."""
    lines = tuple(text.split("\n"))
    assert [len(line) for line in prose_lines(lines, body_line)] == [len(line) for line in lines]


@given(st.lists(st.text(alphabet="a `~]<:/h\t>-.ă", max_size=12), max_size=8), st.integers(1, 4))
def test_a_text_without_code_is_not_looked_through(lines: list[str], body_line: int) -> None:
    """Text is blanked the same whether or not code elsewhere makes the reader look at every line."""
    source = ("---", "title: a", "---", *lines)
    assert prose_lines((*source, "`a`"), body_line)[:-1] == prose_lines(source, body_line)


@given(st.text(alphabet="[]()<>:/`a@ .h", max_size=30))
def test_no_sign_hides_what_is_blanked(line: str) -> None:
    """A line is blanked as the pattern says, although it is asked only where one of its signs stands."""
    assert prose_module._blanked(line) == prose_module._BLANKED.sub(prose_module._spaces, line)
