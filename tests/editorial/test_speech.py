"""What of an entry is read aloud, and that everything we ship can be."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.core.model import Slogan
from plugins.documents.spoken import Block, find_unspeakable, speak
from plugins.documents.spoken_vocabulary import Locality
from plugins.editorial.body import cut
from plugins.editorial.conversion import convert
from plugins.editorial.sanitiser import sanitise
from plugins.editorial.speech import blocks_of_body, parts_of_entry
from plugins.engine.read import read_source

CONTENT = Path(__file__).parents[2] / "content"
TEXTS = sorted(path.relative_to(CONTENT).as_posix() for path in CONTENT.rglob("*.md"))
HAI_AN = Locality(names=("Hải An",))


def body(markdown: str) -> tuple[Block, ...]:
    pieces, _ = cut(sanitise(convert(markdown).html), "bai-viet/mau.md", tuple(markdown.split("\n")), 1)
    return blocks_of_body(pieces)


def assert_speakable(blocks: tuple[Block, ...]) -> None:
    """Everything is heard, and nothing of it is left that an engine could misread."""
    speech = speak(blocks, HAI_AN)
    assert all(speech.blocks)
    for sentence in speech.sentences:
        assert not re.search(r"[\d/]", sentence)
        assert not re.search(r"[^\w ,;:.?!-]|_", sentence)
        assert not [word for word in re.findall(r"[^\W\d_]+", sentence) if len(word) > 1 and word.isupper()]
        assert not re.search(r"(?<!\w)[bcdđghklmnpqrstvx](?!\w)", sentence)


def test_there_are_texts() -> None:
    """The folder of content is where this test looks."""
    assert len(TEXTS) > 30


@pytest.mark.parametrize("path", TEXTS)
def test_shipped_texts_are_speakable(path: str) -> None:
    """No digit, slash, sign or word in capitals survives in any shipped text, and no abbreviation in it is unknown."""
    reading = read_source(path, (CONTENT / path).read_bytes())
    assert reading.entry is not None
    fields = (*reading.entry.sources, reading.entry.author, reading.entry.unit, *reading.entry.tags)
    blocks = [block for _, block in parts_of_entry(reading.entry, reading.pieces)]
    assert blocks[0].text == reading.entry.title
    assert_speakable((*blocks, *(Block(text=text) for text in fields if text)))
    lines = tuple(Block(text=line, line=number) for number, line in enumerate(reading.prose, 1))
    assert find_unspeakable(lines, HAI_AN) == ()


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for key, item in value.items() if key != "key" for text in _strings(item))
    elif isinstance(value, list):
        yield from (text for item in value for text in _strings(item))


@pytest.mark.parametrize("path", sorted((CONTENT / "du-lieu").glob("*.toml")), ids=lambda path: path.name)
def test_shipped_data_is_speakable(path: Path) -> None:
    """Names of offices and categories, and what is said of them, can be read aloud."""
    texts = tuple(_strings(tomllib.loads(path.read_text(encoding="utf-8"))))
    assert texts
    assert_speakable(tuple(Block(text=text) for text in texts))


def test_a_document_number_is_read_with_one_noun() -> None:
    """The acceptance line of the loudspeakers: a cited number is read in words, without a second noun."""
    blocks = body("Theo Nghị quyết số 05-NQ/TU ngày 14/01/2026, xem [Kế hoạch số 80-KH/ĐU](../van-ban/80-kh-du.md).")
    assert speak(blocks, HAI_AN).sentences == (
        "Theo Nghị quyết số không năm của Thành ủy, ngày mười bốn tháng một năm hai nghìn không trăm hai mươi sáu, "
        "xem Kế hoạch số tám mươi của Đảng ủy phường.",
    )


def test_blocks_of_a_body() -> None:
    """Headings, paragraphs, items with their number, terms, rows with their columns, what is set in; pictures and notes are silent."""
    blocks = body(
        "## Mục đích\n\nMột dòng\nvà dòng nữa[^1].\n\n1. Việc một\n2. Việc hai\n    - việc nhỏ\n\n- Ý khác\n\nKH\n: Kế hoạch\n\n"
        "| Việc | Nơi |\n|---|---|\n| Tin | Văn phòng |\n| Bài | |\n\n"
        "![Mô tả](tep/x.jpg)\n\n    Đoạn thụt vào\n\n> Lời trích\n\n[^1]: Chú thích."
    )
    assert [(block.text, block.ordinal, block.is_term) for block in blocks] == [
        ("Mục đích", 0, False),
        ("Một dòng và dòng nữa.", 0, False),
        ("Việc một", 1, False),
        ("Việc hai", 2, False),
        ("việc nhỏ", 0, False),
        ("Ý khác", 0, False),
        ("KH", 0, True),
        ("Kế hoạch", 0, False),
        ("Việc: Tin; Nơi: Văn phòng", 0, False),
        ("Bài", 0, False),
        ("Đoạn thụt vào", 0, False),
        ("Lời trích", 0, False),
    ]


def test_a_slogan_is_read_without_its_marks() -> None:
    """The marks of a slogan's author are not heard."""
    path = "khau-hieu/chinh-quyen-than-thien.md"
    reading = read_source(path, (CONTENT / path).read_bytes())
    assert isinstance(reading.entry, Slogan)
    assert "**" in reading.entry.text
    assert "Phường Hải An xây dựng chính quyền thân thiện" in [block.text for _, block in parts_of_entry(reading.entry, reading.pieces)]


def test_a_document_is_read_with_its_excerpt() -> None:
    """The excerpt of a document is part of what is read."""
    path = "van-ban/04-da-tu.md"
    reading = read_source(path, (CONTENT / path).read_bytes())
    assert reading.entry is not None
    texts = [block.text for _, block in parts_of_entry(reading.entry, reading.pieces)]
    assert "Đề án đi cùng Nghị quyết số 05-NQ/TU ngày 14/01/2026 (trích yếu đầy đủ đang cập nhật)" in texts
