"""Bytes to text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.vietnamese.decoding import DecodingError, DecodingFault, decode

TEXT = "---\ntitle: Đảng ủy phường Hải An\n---\n"


@given(st.text(alphabet=st.characters(exclude_characters="\0\ufeff", exclude_categories=("Cs",))))
def test_utf_8_is_read(text: str) -> None:
    """Any text without NUL comes through, with or without a byte-order mark, and the mark is dropped."""
    assert decode(text.encode()) == text
    assert decode(b"\xef\xbb\xbf" + text.encode()) == text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16_is_recognised(encoding: str) -> None:
    """UTF-16 is named as such, with or without a mark, so that the editor knows what to change."""
    with pytest.raises(DecodingError, match=r"UTF-16.*chọn UTF-8") as caught:
        decode(TEXT.encode(encoding))
    assert caught.value.kind is DecodingFault.UTF_16
    assert caught.value.line == 1


@pytest.mark.parametrize("data", [b"mot\nhai\0ba", b"ab\ncd\0\0\0\0"])
def test_nul_is_refused(data: bytes) -> None:
    """A NUL byte in a text that is not UTF-16 is named with its line."""
    with pytest.raises(DecodingError, match="NUL") as caught:
        decode(data)
    assert (caught.value.kind, caught.value.line, caught.value.offset) == (DecodingFault.NUL, 2, data.index(b"\0"))


@pytest.mark.parametrize(
    ("data", "line", "offset"),
    [
        ("một\nhai".encode() + b"\xff", 2, 9),
        (b"mot\r\nhai\rba\xc4", 3, 11),
        (b"\xef\xbb\xbfa\nb\xff", 2, 6),
        (b"\xc3\xa9\n\xed\xa0\x80", 2, 3),
        ("Đường".encode("cp1258", "replace"), 1, 0),
    ],
)
def test_other_bytes_are_refused_with_their_place(data: bytes, line: int, offset: int) -> None:
    """Bytes that are no UTF-8 are named with line and offset in the file, the mark counted."""
    with pytest.raises(DecodingError, match="UTF-8") as caught:
        decode(data)
    assert (caught.value.kind, caught.value.line, caught.value.offset) == (DecodingFault.NOT_UTF_8, line, offset)


def test_an_empty_file_is_a_text() -> None:
    """No bytes are an empty text; that it is empty is for others to judge."""
    assert decode(b"") == decode(b"\xef\xbb\xbf") == ""
