"""Where sentences end, and how many syllables they have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.vietnamese.sentences import count_syllables, split_sentences


@pytest.mark.parametrize(
    ("paragraph", "sentences"),
    [
        ("Một câu. Hai câu.", ["Một câu.", "Hai câu."]),
        ("Ai làm? Làm gì! Bao giờ… Sau đó...", ["Ai làm?", "Làm gì!", "Bao giờ…", "Sau đó..."]),
        ("Ông nói: “Tốt!” Bà con vui.", ["Ông nói: “Tốt!”", "Bà con vui."]),
        ("Ở TP. Hải Phòng và GS. Trần V. An họp. Xong.", ["Ở TP. Hải Phòng và GS. Trần V. An họp.", "Xong."]),
        ("Có 1.234 người, v.v. và 5,5% hộ. Hết", ["Có 1.234 người, v.v. và 5,5% hộ.", "Hết"]),
        ("Bài, ảnh, v.v. Mời xem.", ["Bài, ảnh, v.v.", "Mời xem."]),
        ("1. Mục đích", ["1. Mục đích"]),
        ("II. Nội dung. Phần này", ["II. Nội dung.", "Phần này"]),
        ("a. Việc một. b. việc hai", ["a. Việc một. b. việc hai"]),
        ("Năm 2026. Phường họp.", ["Năm 2026.", "Phường họp."]),
        ("mục đích; ý nghĩa; kết quả.", ["mục đích;", "ý nghĩa;", "kết quả."]),
        ("xem haian.example.Sau đó", ["xem haian.example.Sau đó"]),
        ("Dòng một\ndòng hai. Dòng\nba", ["Dòng một\ndòng hai.", "Dòng\nba"]),
        ("**Đúng nguồn.** Mỗi bài ghi nguồn.", ["**Đúng nguồn.**", "Mỗi bài ghi nguồn."]),
        ("  ", []),
        ("", []),
    ],
)
def test_sentences(paragraph: str, sentences: list[str]) -> None:
    """Each mark that ends a sentence does, and each that does not, does not."""
    assert [sentence.text for sentence in split_sentences(paragraph)] == sentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Nghị quyết số 05-NQ/TU ngày 14/01/2026", 6),
        ("giai đoạn 2026 - 2030", 4),
        ("39,99 km² – “Văn minh”", 4),
        ("**Đúng** * ... |", 1),
        ("", 0),
    ],
)
def test_syllables(text: str, count: int) -> None:
    """A number, a sign with letters and a unit count one each; lone signs none."""
    assert count_syllables(text) == count
    assert sum(sentence.syllables for sentence in split_sentences(text)) == count


@given(st.text(alphabet=st.sampled_from('aÁ1 .!?;…”"\n)*_TP')))
def test_nothing_is_lost(paragraph: str) -> None:
    """Sentences lie apart in order, and only blanks lie between them."""
    end = 0
    for sentence in split_sentences(paragraph):
        assert paragraph[end : sentence.start].strip() == ""
        assert paragraph[sentence.start : sentence.end] == sentence.text
        end = sentence.end
    assert paragraph[end:].strip() == ""
