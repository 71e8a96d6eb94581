"""Figures of reading ease."""

from golden_texts import sample_article

from plugins.core.rules import Subject
from plugins.editorial.prose import prose_lines
from plugins.editorial.reading_ease import hard_reading, reading_ease
from plugins.editorial.reading_figures import ReadingEase, in_words


def subject_of(text: str, lang: str = "vi") -> Subject:
    lines = tuple(text.split("\n"))
    entry = sample_article(lang=lang)
    return Subject(path="x.md", entry=entry, fields={}, lines=lines, prose=prose_lines(lines, 1), body_line=1)


def ease_of(text: str, lang: str = "vi") -> ReadingEase | None:
    return reading_ease(subject_of(text, lang))


def words(count: int) -> str:
    return " ".join(["chữ"] * count)


def test_figures() -> None:
    """Sentences of paragraphs and items are measured, headings and quotations are not, tables only by their columns."""
    table = "| a | b | c | d | e |\n|---|---|---|---|---|"
    text = f"## {words(50)}\n\n{words(9)}. Chữ {words(41)}.\n\n- {words(10)}\n\n> {words(60)}\n\n{table}\n"
    ease = ease_of(text)
    assert ease is not None
    assert (ease.sentences, ease.longest, ease.long_sentences) == (3, 42, 1)
    assert round(ease.mean, 2) == round((9 + 42 + 10) / 3, 2)
    assert (ease.long_paragraphs, ease.wide_tables, ease.long_stretches) == (0, 1, 0)
    assert ease.long_share == 1 / 3


def test_limits_are_not_reached_by_themselves() -> None:
    """40, 120 and 350 syllables and four columns are within the limits; one more is not."""
    for extra in (0, 1):
        sentence = ease_of(words(40 + extra))
        paragraph = ease_of(f"{words(39)}. Chữ {words(39)}. Chữ {words(40 + extra)}.")
        table = ease_of("Chữ.\n\n| a | b | c | d |" + " e |" * extra)
        stretch = ease_of("\n\n".join([words(35)] * 10 + [words(1)] * extra))
        parts = ease_of("\n\n".join([*[words(35)] * 10, "## Mục", *[words(35)] * 10 + [words(1)] * extra]))
        assert sentence is not None
        assert paragraph is not None
        assert table is not None
        assert stretch is not None
        assert parts is not None
        found = (sentence.long_sentences, paragraph.long_paragraphs, table.wide_tables, stretch.long_stretches, parts.long_stretches)
        assert found == (extra,) * 5


def test_harder_texts_sort_higher() -> None:
    """Longer sentences, and more long ones, make a text harder."""
    texts = [ease_of(words(9)), ease_of(words(30)), ease_of(f"{words(9)}. {words(9)}. Chữ {words(80)}."), ease_of(words(60))]
    difficulties = [ease.difficulty for ease in texts if ease]
    assert len(difficulties) == 4
    assert difficulties == sorted(difficulties)


def test_nothing_to_measure() -> None:
    """A text without sentences, or in another language, has no figures."""
    assert ease_of("## Mục\n\n| a |") is None
    assert ease_of("1. 2026\n") is None
    assert ease_of("Một câu.", lang="en") is None
    empty = ReadingEase(sentences=0, mean=0, longest=0, long_sentences=0, long_paragraphs=0, wide_tables=0, long_stretches=0)
    assert empty.long_share == 0


def sentences(*lengths: int) -> str:
    """Paragraphs of one sentence each."""
    return "\n\n".join(f"Chữ {words(length - 1)}." for length in lengths)


def test_hard_texts_are_found_and_easy_ones_passed_over() -> None:
    """A text of long sentences is on the list with its figures; short sentences, or very few of them, are not."""
    hard = hard_reading(subject_of(sentences(30, 30, 50, 20, 30)))
    assert hard is not None
    assert (hard.mean, hard.longest, hard.long_sentences) == (32.0, 50, 1)
    assert hard_reading(subject_of(sentences(30, 30, 50, 20))) is None
    assert hard_reading(subject_of(sentences(*[12] * 8))) is None
    assert hard_reading(subject_of(sentences(15, 15, 15, 15, 15, 15))) is None
    assert hard_reading(subject_of("")) is None


def test_figures_in_words() -> None:
    """The mean and the longest sentence always, other burdens where there are any."""
    easy, hard = (
        ease_of(sentences(10, 12)),
        ease_of(f"{sentences(50, 20)}\n\nChữ {words(59)}. Chữ {words(70)}.\n\n| a | b | c | d | e |\n|-|-|-|-|-|"),
    )
    assert easy is not None
    assert hard is not None
    assert in_words(easy) == "trung bình 11 chữ một câu, dài nhất 12"
    assert in_words(hard) == ("trung bình 50 chữ một câu, dài nhất 71; 3 trên 4 câu dài quá 40 chữ; 1 đoạn quá 120 chữ; 1 bảng quá 4 cột")
