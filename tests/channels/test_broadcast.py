"""Scripts for loudspeakers: complete, in order, cut at ends of sentences, with lengths that hold."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.channels.broadcast import (
    OF_ENTRY,
    Envelope,
    Sentence,
    envelope,
    length_in_figures,
    length_in_words,
    scripts,
    sentences_of,
    sheet,
)
from plugins.channels.spoken_files import LONGEST, own_wording, spoken_file
from plugins.documents.spoken import UnspeakableError
from plugins.documents.spoken_vocabulary import Locality
from plugins.editorial.speech import Part
from plugins.engine.read import read_source

HERE = Locality.at("phường Mẫu", "thành phố Mẫu")
AROUND = Envelope(opening="Mời nghe.", closing="Xin hết.")
TEXT = """---
id: mau-1
title: Bài mẫu
date: 2026-01-14
status: published
category: tin
summary: Tóm tắt mẫu. Bài mẫu.
key_points:
  - Ý một mẫu.
  - Tóm tắt mẫu.
{more}sources:
  - Nguồn mẫu
---
Đoạn đầu. Câu sau.

## Đề mục mẫu

Đoạn dưới đề mục{long}.
"""


def row(syllables: int, part: Part = Part.TEXT, end: str = ".", is_first: bool = True) -> Sentence:
    """A sentence of so many syllables."""
    return Sentence.of("chữ " * (syllables - 1) + f"chữ{end}", part, is_first=is_first)


def read(long: str = "", more: str = "") -> list[Sentence]:
    """The sentences of a sample article."""
    reading = read_source("bai-viet/tin/mau.md", TEXT.format(long=long, more=more).encode())
    assert reading.entry is not None
    file = spoken_file(reading.entry, reading.pieces, HERE)
    return list(sentences_of(file.text, file.parts))


def test_sentences_come_back_in_order_and_once() -> None:
    """Title, summary, key points, body; what summary and key points say again is left out, headings are known as such."""
    assert [(one.text, one.part.name, one.is_first) for one in read()] == [
        ("Bài mẫu.", "TITLE", True),
        ("Tóm tắt mẫu.", "SUMMARY", True),
        ("Ý một mẫu.", "POINT", True),
        ("Đoạn đầu.", "TEXT", True),
        ("Câu sau.", "TEXT", False),
        ("Đề mục mẫu.", "HEADING", True),
        ("Đoạn dưới đề mục.", "TEXT", True),
    ]


def test_a_sentence_that_was_parted_for_a_breath_is_whole_again() -> None:
    """Lines of a long sentence are one sentence of a script."""
    long = ", rất dài" * 60
    last = read(long)[-1].text
    assert last == f"Đoạn dưới đề mục{long}."
    assert len(last) > LONGEST


def test_what_fits_whole_stays_whole() -> None:
    """A text of half a minute has one script, which says that nothing was cut."""
    [script] = scripts([row(100)], AROUND)
    assert (script.minutes, script.name) == (0, "Bản đọc trọn")
    assert script.paragraphs[0] == "Mời nghe."
    assert script.paragraphs[-1] == "Xin hết."


def test_a_longer_text_has_a_script_for_each_length() -> None:
    """Of a text of four minutes: one minute, three minutes, and all of it; each holds what the shorter one says."""
    found = scripts([row(30, is_first=number % 3 == 0) for number in range(28)], AROUND)
    assert [script.minutes for script in found] == [1, 3, 0]
    for shorter, longer in itertools.pairwise(found):
        assert longer.text.startswith(shorter.text.removesuffix(AROUND.closing).strip())
        assert shorter.seconds <= shorter.minutes * 60 < longer.seconds


def test_beyond_the_longest_nothing_is_read_whole() -> None:
    """A text of ten minutes ends with the script of five."""
    assert [script.minutes for script in scripts([row(30)] * 70, AROUND)] == [1, 3, 5]


@pytest.mark.parametrize("last", [row(3, Part.HEADING), row(5, end=":"), row(3, Part.TITLE)])
def test_nothing_is_announced_that_was_cut_off(last: Sentence) -> None:
    """No script ends with a heading, or with words before a colon whose list is gone."""
    first = scripts([row(150), last, row(150), row(600)], AROUND)[0]
    assert first.minutes == 1
    assert last.text not in first.paragraphs


def test_a_first_sentence_beyond_a_minute_leaves_that_minute_out() -> None:
    """A script of nothing but opening and closing is none; what nobody can shorten is there whole."""
    assert [script.minutes for script in scripts([row(400), row(900)], AROUND)] == [3]
    assert [script.minutes for script in scripts([row(2000)], AROUND)] == [0]
    assert scripts([], AROUND) == ()


@given(st.lists(st.tuples(st.integers(1, 120), st.sampled_from(list(Part)), st.booleans()), min_size=1, max_size=60))
def test_lengths_are_those_of_a_reading(rows: list[tuple[int, Part, bool]]) -> None:
    """Syllables counted otherwise (words between blanks), at 3.5 a second, are within a second of what a script says; no cut is overrun."""
    found = scripts([row(count, part, is_first=is_first) for count, part, is_first in rows], AROUND)
    assert found
    for script in found:
        assert abs(len(script.text.split()) / 3.5 - script.seconds) <= 1
        assert not script.minutes or script.seconds <= script.minutes * 60
    assert [script.minutes for script in found if script.minutes] == sorted({s.minutes for s in found} & set(OF_ENTRY))


def test_a_ward_speaks_its_own_lines_or_those_of_every_ward() -> None:
    """Defaults name the ward; own lines pass the spoken form, and a word that nobody can read is refused by name."""
    assert "phường Mẫu" in envelope("", "", "phường Mẫu", HERE).opening
    own = envelope("UBND phường kính chào.", "Phát lúc 17 giờ.", "phường Mẫu", HERE)
    assert own == Envelope(opening="Ủy ban nhân dân phường kính chào.", closing="Phát lúc mười bảy giờ.")
    with pytest.raises(UnspeakableError, match="XQZ"):
        envelope("XQZ kính chào.", "", "phường Mẫu", HERE)


def test_own_words_of_the_editor_are_read_as_paragraphs() -> None:
    """`broadcast` passes the same spoken form; other texts, and texts without it, have none."""
    more = "broadcast: |\n  UBND phường mời 12 tổ.\n\n  Xin cảm ơn.\n"
    reading = read_source("bai-viet/tin/mau.md", TEXT.format(long="", more=more).encode())
    assert reading.entry is not None
    own = own_wording(reading.entry, HERE)
    assert (own.text, own.parts) == ("Ủy ban nhân dân phường mời mười hai tổ.\nXin cảm ơn.\n", "bb")
    plain = read_source("bai-viet/tin/mau.md", TEXT.format(long="", more="").encode())
    assert plain.entry is not None
    assert own_wording(plain.entry, HERE).text == ""


@pytest.mark.parametrize(
    ("seconds", "words", "figures"),
    [
        (0, "dưới một giây", "0 giây"),
        (58, "năm mươi tám giây", "58 giây"),
        (65, "một phút năm giây", "1 phút 05 giây"),
        (180, "ba phút", "3 phút 00 giây"),
    ],
)
def test_lengths_are_said(seconds: int, words: str, figures: str) -> None:
    """In words on the sheet, in figures on the screen."""
    assert (length_in_words(seconds), length_in_figures(seconds)) == (words, figures)


def test_the_sheet_has_no_digit() -> None:
    """Headings of the sheet stand in brackets, in words."""
    text = sheet(scripts([row(30)] * 28, AROUND))
    assert text.startswith("[Bản một phút, đọc khoảng ")
    assert text.count("Mời nghe.") == text.count("Xin hết.") == 3
    assert not re.search(r"\d", text)
