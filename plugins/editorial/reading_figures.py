"""The figures of reading ease, and how they are said; reading_ease.py finds them. Apart, since every build loads them with its heads."""

from dataclasses import dataclass

#: syllables of a sentence, of a paragraph, of a stretch between two headings
LONG_SENTENCE = 40
LONG_PARAGRAPH = 120
LONG_STRETCH = 350
#: columns of a table
WIDE_TABLE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingEase:
    """The figures of one text; all are counts, of syllables where not said otherwise."""

    sentences: int
    #: of a sentence, on average; 0 for a text without sentences
    mean: float
    longest: int
    #: sentences over `LONG_SENTENCE`
    long_sentences: int
    #: paragraphs and items over `LONG_PARAGRAPH`
    long_paragraphs: int
    #: tables over `WIDE_TABLE` columns
    wide_tables: int
    #: stretches over `LONG_STRETCH` without a heading
    long_stretches: int

    @property
    def long_share(self) -> float:
        """Share of long sentences, from 0 to 1."""
        return self.long_sentences / self.sentences if self.sentences else 0.0

    @property
    def difficulty(self) -> float:
        """One figure to sort texts by, the hardest highest: syllables of the average sentence, and what burdens a reader beyond it.

        A long sentence in ten weighs as much as four syllables more in each; every other burden as much as one.
        """
        return self.mean + LONG_SENTENCE * self.long_share + self.long_paragraphs + self.wide_tables + self.long_stretches


def in_words(ease: ReadingEase) -> str:
    """The figures as one Vietnamese line, without those that burden nobody."""
    parts = [f"trung bình {ease.mean:.0f} chữ một câu, dài nhất {ease.longest}"]
    burdens = (
        (ease.long_sentences, f"{{}} trên {ease.sentences} câu dài quá {LONG_SENTENCE} chữ"),
        (ease.long_paragraphs, f"{{}} đoạn quá {LONG_PARAGRAPH} chữ"),
        (ease.wide_tables, f"{{}} bảng quá {WIDE_TABLE} cột"),
        (ease.long_stretches, f"{{}} quãng quá {LONG_STRETCH} chữ không có đề mục"),
    )
    return "; ".join([*parts, *(words.format(count) for count, words in burdens if count)])
