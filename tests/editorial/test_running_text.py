"""The prose of an entry as words, and its blocks."""

import pytest

from plugins.core.rules import Subject
from plugins.editorial.blocks import BlockKind, blocks_of, paragraphs_of
from plugins.editorial.prose import prose_lines
from plugins.editorial.running_text import RunningText, phrases_at, recased, running_text


def text_of(*lines: str, body_line: int = 1) -> RunningText:
    about = Subject(path="x.md", entry=None, fields={}, lines=lines, prose=prose_lines(lines, body_line), body_line=body_line)
    text = running_text(about)
    assert text is not None
    return text


def test_words_lie_where_they_stand() -> None:
    """Words are runs of Latin letters, with their offsets and the old tone style."""
    text = text_of("Uỷ ban km² 2026", "họp")
    assert text.words == ("Uỷ", "ban", "km", "họp")
    assert text.plain == ("ủy", "ban", "km", "họp")
    assert [text.text[start : text.end(at)] for at, start in enumerate(text.starts)] == list(text.words)
    assert text.gap(2) == "² 2026\n"
    assert text.gap(3) == ""


def test_phrases_end_at_signs_and_empty_lines() -> None:
    """A phrase goes over a blank or the end of a line; never over a sign, an empty line or the end of the text."""
    text = text_of("nhân dân", "nhân", "dân", "", "nhân", "", "dân nhân, dân nhân   - dân nhân")
    first = {"nhân": (("nhân", "dân"),)}
    assert [at for at, _ in phrases_at(text, first)] == [0, 2]
    assert text.before(0) == ""
    assert text.after(len(text.words) - 1) == ""
    assert text.before(1) == "nhân"
    assert not text.is_joined(-1)


@pytest.mark.parametrize("line", ["www.a.vn", "#a", "@a", "b@a.vn", "a-b", "b–a", "a's", "1a", "a2", "b/a", "a\u0323b", "a_b"])
def test_parts_of_longer_signs(line: str) -> None:
    """An account, a tag, an address, a figure and a joined word are no words of their own."""
    text = text_of(line)
    assert not any(text.is_lone(at) for at, word in enumerate(text.words) if word == "a")


@pytest.mark.parametrize("line", ["a", "‘a’", "a.", "a, b", "a - b", "a/", "(a)", "**a**", "“a”"])
def test_words_of_their_own(line: str) -> None:
    """Signs around a word that tie it to nothing leave it a word."""
    assert text_of(line).is_lone(0)


def test_findings_stay_in_one_line() -> None:
    """What goes over the end of a line is said about the first line, and never repaired unasked."""
    text = text_of("ngày", "nghị", "quyết")
    whole = text.finding(5, 9, "Sai.", "đúng", is_safe=True)
    assert (whole.line, whole.column, whole.length, whole.is_safe) == (2, 1, 4, True)
    torn = text.finding(5, 15, "Sai.", "đúng", is_safe=True)
    assert (torn.line, torn.column, torn.length, torn.is_safe) == (2, 1, 4, False)
    assert not text.finding(5, 9, "Sai.", is_safe=True).is_safe


def test_capitals_follow_what_was_written() -> None:
    """A suggestion is written as the word was: small, with a first capital, or shouted."""
    assert recased("lồng ghép", ("lòng", "ghép")) == "lồng ghép"
    assert recased("lồng ghép", ("Lòng", "ghép")) == "Lồng ghép"
    assert recased("lồng ghép", ("LÒNG", "GHÉP")) == "LỒNG GHÉP"
    assert recased("ý", ("Y",)) == "Ý"


def test_blocks() -> None:
    """Headings, paragraphs, items, definitions, quotations and tables are told apart; drawn lines and code are nothing."""
    text = text_of(
        "---", "title: Tiêu đề", "---", "",
        "## Mục một", "Đoạn một", "dòng hai", "- mục a", "  nối mục a", "1. mục b", "a) mục c", "", "Từ", ": nghĩa của từ", "",
        "> trích", "trích tiếp", "", "| a | b |", "|---|---|", "| c | d |", "", "***", "```", "mã", "```", "Hết",
        body_line=4,
    )  # fmt: skip
    rows = [(block.kind, text.text[block.start : block.end]) for block in blocks_of(text)]
    assert rows == [
        (BlockKind.HEADING, "Mục một"),
        (BlockKind.PARAGRAPH, "Đoạn một\ndòng hai"),
        (BlockKind.ITEM, "mục a\n  nối mục a"),
        (BlockKind.ITEM, "mục b"),
        (BlockKind.ITEM, "mục c"),
        (BlockKind.PARAGRAPH, "Từ"),
        (BlockKind.ITEM, "nghĩa của từ"),
        (BlockKind.QUOTE, "trích\ntrích tiếp"),
        (BlockKind.TABLE, "| a | b |\n|---|---|\n| c | d |"),
        (BlockKind.PARAGRAPH, "Hết"),
    ]
    assert [text.text[block.start : block.end] for block in paragraphs_of(text)][-1] == "Hết"


def test_an_entry_without_a_text_has_no_blocks() -> None:
    """Front matter alone is no text."""
    assert blocks_of(text_of("---", "title: A", "---", body_line=4)) == ()
