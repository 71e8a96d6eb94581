"""Spoken files: lines that a voice can say, and words that it cannot, named where they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.channels import spoken_files
from plugins.channels.spoken_files import LONGEST, spoken_file, unspeakable_findings
from plugins.documents.spoken_vocabulary import Locality
from plugins.engine.read import read_source

HERE = Locality.at("phường Mẫu", "thành phố Mẫu")
TEXT = """---
id: mau-1
title: {title}
date: 2026-01-14
status: published
category: tin
lang: {lang}
summary: Tóm tắt mẫu số 2.
sources:
  - Nguồn mẫu
---
{body}
"""


def spoken(body: str, title: str = "Bài mẫu", lang: str = "vi") -> spoken_files.SpokenFile:
    """What is read aloud of a sample article."""
    reading = read_source("bai-viet/tin/mau.md", TEXT.format(title=title, lang=lang, body=body).encode())
    assert reading.entry is not None
    return spoken_file(reading.entry, reading.pieces, HERE)


def test_one_sentence_is_one_line() -> None:
    """Title, summary and text, as they are said; every line ends, figures are words."""
    file = spoken("Ngày 05/7/2026 họp tổ. UBND phường mời **bà con** dự!\n\n- Mang theo sổ\n- Đến lúc 8 giờ")
    assert file.text == (
        "Bài mẫu.\nTóm tắt mẫu số hai.\nNgày mùng năm tháng bảy năm hai nghìn không trăm hai mươi sáu họp tổ.\n"
        "Ủy ban nhân dân phường mời bà con dự!\nMang theo sổ.\nĐến lúc tám giờ.\n"
    )
    assert file.unknown == ()


def test_a_text_in_another_language_is_not_read() -> None:
    """An English text has no Vietnamese voice."""
    assert spoken("About the ward.", lang="en") == ("", (), "")


def test_a_word_that_nobody_can_read_leaves_the_page_silent() -> None:
    """With one unknown abbreviation there is no spoken file; the words are named."""
    file = spoken("Họp XQZ và BWT.", title="Tin về XQZ")
    assert file.text == ""
    assert [found.word for found in file.unknown] == ["XQZ", "XQZ", "BWT"]


def test_words_are_named_once_and_where_they_stand() -> None:
    """PT01 names each word once, at its first whole place in the source; one that markup cut has no line."""
    lines = ("title: AXQZ", "Họp XQZ", "và XQZ, B**W**T")
    file = spoken("Họp XQZ và XQZ, BWT.")
    found = unspeakable_findings(file.unknown, lines)
    assert [(one.line, one.column, one.length) for one in found] == [(2, 5, 3), (0, 0, 0)]
    assert found[0].message == (
        "Không biết đọc “XQZ” thế nào: viết đủ chữ, hoặc báo người phụ trách cổng thêm từ viết tắt này. "
        "Đến khi đó trang này chưa có nút “Nghe”."
    )


@pytest.mark.parametrize(
    ("sentence", "count"),
    [("Một câu ngắn.", 1), ("năm chữ ở đây, " * 30 + "hết.", 3), ("chữ " * 120 + "hết.", 3), ("x" * 500, 3)],
)
def test_a_long_sentence_is_parted(sentence: str, count: int) -> None:
    """A sentence longer than a breath is parted at pauses, else at blanks, else anywhere; nothing of it is lost."""
    lines = spoken_files._lines(sentence)
    assert len(lines) == count
    assert max(map(len, lines)) <= LONGEST
    assert "".join("".join(lines).split()) == "".join(sentence.split())
    assert all(line.endswith((",", ".")) for line in lines) or "," not in sentence


@given(st.text(st.sampled_from("aă ,;:.x"), max_size=900))
def test_nothing_of_a_sentence_is_lost(sentence: str) -> None:
    """Whatever a sentence is made of, its lines hold all of it but blanks, in order, and none is too long."""
    lines = spoken_files._lines(sentence)
    assert "".join("".join(lines).split()) == "".join(sentence.split())
    assert all(len(line) <= LONGEST for line in lines)
