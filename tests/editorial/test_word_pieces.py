"""The parts of the importer on their own: labels, Word's numbers, names, signatures, titles, the account, the report's lists."""

from collections import Counter
from pathlib import Path

import pytest
from word_samples import Sample, head_of_state, parse_xml, picture, png, spaced

from plugins.core.errors import PortalError
from plugins.editorial.word import report
from plugins.editorial.word.account import AccountError, Fate, Outcome, require_balance, require_same_words
from plugins.editorial.word.foot import read_foot
from plugins.editorial.word.head import Head, read_head
from plugins.editorial.word.labels import Kind, read_label
from plugins.editorial.word.names import as_in_sentence, known_names
from plugins.editorial.word.numbering import roman
from plugins.editorial.word.package import open_word
from plugins.editorial.word.reading import read_word
from plugins.editorial.word.source import Block, Cell, Paragraph, Run, Table, WordSource
from plugins.editorial.word.titles import title_of_document

NAMES = known_names(["phường Hải An", "Phòng Văn hóa - Xã hội"])


@pytest.mark.parametrize(
    ("text", "kind", "label", "value"),
    [
        ("I. MỤC ĐÍCH", Kind.ROMAN, "I.", 1),
        ("XIV- NỘI DUNG", Kind.ROMAN, "XIV-", 14),
        ("IV.KINH PHÍ", Kind.ROMAN, "IV.", 4),
        ("A. PHẦN CHUNG", Kind.LETTER, "A.", 0),
        ("1. Mục đích", Kind.NUMBER, "1.", 1),
        ("12) Việc", Kind.NUMBER, "12)", 12),
        ("3/ Việc", Kind.NUMBER, "3/", 3),
        ("1.Việc", Kind.NUMBER, "1.", 1),
        ("1.2. Việc", Kind.SUB_NUMBER, "1.2.", 0),
        ("đ) việc", Kind.SMALL_LETTER, "đ)", 0),
        ("- việc", Kind.BULLET, "-", 0),
        ("+Việc", Kind.BULLET, "+", 0),
        ("➢ việc", Kind.BULLET, "➢", 0),
        ("Điều 3. Phạm vi", Kind.ARTICLE, "Điều 3.", 0),
        ("Chương II", Kind.CHAPTER, "Chương II", 0),
        ("MỤC 2 QUY ĐỊNH", Kind.SECTION, "MỤC 2", 0),
        ("Phần thứ nhất", Kind.PART, "Phần thứ nhất", 0),
    ],
)
def test_labels(text: str, kind: Kind, label: str, value: int) -> None:
    """Labels as editors type them are read with their kind and number."""
    found = read_label(text)
    assert found is not None
    assert (found.kind, found.text, found.value) == (kind, label, value)
    assert text.startswith(found.text)


@pytest.mark.parametrize(
    "text",
    [
        "05-NQ/TU ngày 14/01/2026", "05/KH-UBND", "24/7", "1.5 triệu đồng", "1.000 người", "2026 - 2030", "3 - 5 người", "30.4 là ngày lễ",
        "-5",
        "Phần 1.200 hộ còn lại", "Mục 2.5 của báo cáo", "Điều 5.000 người", "Phần 50.5%",
        "V.I. Lênin", "X quang phổi", "I", "Điều 5 của Luật này", "Phụ lục kèm theo", "–5 độ", "e-mail", "", "(1) việc", "…", "Ủy ban",
    ],
)  # fmt: skip
def test_honest_words_are_no_labels(text: str) -> None:
    """Numbers of documents, dates, figures and names at the beginning of a paragraph stay words."""
    assert read_label(text) is None


def numbered(tmp_path: Path, levels: str, paragraphs: str, lists: str = "") -> list[str]:
    """The labels of paragraphs whose list has these levels."""
    sample = Sample()
    sample.line("Đầu")
    numbering = sample.document.part.numbering_part.element
    for old in list(numbering):
        numbering.remove(old)
    xml = f'<w:numbering><w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>{lists or LIST}</w:numbering>'
    for element in parse_xml(spaced(xml)):
        numbering.append(element)
    for item in paragraphs.split():
        list_id, depth = item.split("/")
        place = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>'
        sample.raw(f"<w:p><w:pPr>{place}</w:pPr><w:r><w:t>x</w:t></w:r></w:p>")
    source = read_word(open_word(sample.save(tmp_path / "a.docx")), "a.docx")
    return [paragraph.label for paragraph in source.paragraphs][1:]


LIST = '<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>'


def level(depth: int, form: str, text: str, start: int = 1) -> str:
    rows = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{depth}">{rows}</w:lvl>'


@pytest.mark.parametrize(
    ("levels", "paragraphs", "labels"),
    [
        (level(0, "upperRoman", "%1.") + level(1, "decimal", "%2."), "7/0 7/1 7/1 7/0 7/1", ["I.", "1.", "2.", "II.", "1."]),
        (level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2."), "7/0 7/1 7/1", ["1.", "1.1.", "1.2."]),
        (level(0, "lowerLetter", "%1)", 25), "7/0 7/0 7/0", ["y)", "z)", "aa)"]),
        (level(0, "decimalZero", "Điều %1."), "7/0 7/0", ["Điều 01.", "Điều 02."]),
        (level(0, "upperLetter", "%1.") + level(1, "lowerRoman", "%2."), "7/0 7/1 7/1", ["A.", "i.", "ii."]),
        (level(0, "bullet", "\uf0b7") + level(1, "bullet", "-") + level(2, "bullet", "+"), "7/0 7/1 7/2", ["•", "-", "+"]),
        (level(0, "decimal", "%1.", 0), "7/0 7/0", ["0.", "1."]),
        (level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2"), "7/1 7/5 8/0", ["1.1", "", ""]),
    ],
)
def test_numbers_that_word_makes(tmp_path: Path, levels: str, paragraphs: str, labels: list[str]) -> None:
    """Lists count as Word shows them: by level, from their start, in their form; a list that is not there has no label."""
    assert numbered(tmp_path, levels, paragraphs) == labels


def test_a_list_that_begins_again(tmp_path: Path) -> None:
    """A second list of one pattern goes on, unless it says where it begins."""
    again = '<w:num w:numId="8"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    more = '<w:num w:numId="9"><w:abstractNumId w:val="1"/></w:num>'
    assert numbered(tmp_path, level(0, "decimal", "%1."), "7/0 7/0 8/0 8/0 9/0", LIST + again + more) == ["1.", "2.", "1.", "2.", "3."]


def test_a_list_by_style(tmp_path: Path) -> None:
    """A pattern that only names a style takes the one of that style, and a circle of names ends."""
    sample = Sample()
    sample.line("Một", style="List Number")
    numbering = sample.document.part.numbering_part.element
    own = sample.document.styles["List Number"].element
    number = own.find("./{*}pPr/{*}numPr/{*}numId")
    linked = '<w:abstractNum w:abstractNumId="99"><w:numStyleLink w:val="ListNumber"/></w:abstractNum>'
    numbering.insert(0, parse_xml(spaced(linked)))
    numbering.append(parse_xml(spaced('<w:num w:numId="99"><w:abstractNumId w:val="99"/></w:num>')))
    sample.raw('<w:p><w:pPr><w:numPr><w:numId w:val="99"/></w:numPr></w:pPr><w:r><w:t>Hai</w:t></w:r></w:p>')
    source = read_word(open_word(sample.save(tmp_path / "a.docx")), "a.docx")
    assert number is not None
    assert [paragraph.label for paragraph in source.paragraphs] == ["1.", "1."]


@pytest.mark.parametrize(("number", "letters"), [(1, "I"), (4, "IV"), (14, "XIV"), (1999, "MCMXCIX"), (0, ""), (4000, "4000")])
def test_roman(number: int, letters: str) -> None:
    """Roman numerals as Word writes them."""
    assert roman(number) == letters


@pytest.mark.parametrize(
    ("capitals", "name"),
    [
        ("ỦY BAN NHÂN DÂN PHƯỜNG HẢI AN", "Ủy ban nhân dân phường Hải An"),
        ("UBND PHƯỜNG CÁT BI", "Ubnd phường Cát Bi"),
        ("BAN CHẤP HÀNH ĐẢNG BỘ THÀNH PHỐ HẢI PHÒNG", "Ban Chấp hành Đảng bộ thành phố Hải Phòng"),
        ("PHÒNG VĂN HÓA - XÃ HỘI", "Phòng Văn hóa - Xã hội"),
        ("PHÒNG LẠ, SỞ NỘI VỤ", "Phòng lạ, Sở Nội vụ"),
        ("Đã viết  thường", "Đã viết thường"),
    ],
)
def test_names_out_of_capitals(capitals: str, name: str) -> None:
    """Known names get their own capitals, the words behind a word for a place each get one, the rest becomes small."""
    assert as_in_sentence(capitals, NAMES) == name


def paragraphs(*texts: str) -> list[Block]:
    return [Paragraph(number=number, runs=(Run(text=text),)) for number, text in enumerate(texts, 1)]


@pytest.mark.parametrize(
    ("texts", "signer", "left"),
    [
        (("Hết./.", "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "", "(Đã ký)", "Trần Văn Mẫu"), "Phó Chủ tịch Trần Văn Mẫu", 1),
        (("Hết.", "CHỦ TỊCH", "ThS. Trần Văn Mẫu", ""), "Chủ tịch ThS. Trần Văn Mẫu", 1),
        (("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"), "Chánh Văn phòng", 0),
        (("Hết.", "TM. BAN CHẤP HÀNH", "ĐẢNG BỘ PHƯỜNG", "BÍ THƯ"), "Bí thư", 1),
    ],
)
def test_signatures(texts: tuple[str, ...], signer: str, left: int) -> None:
    """The last lines give position and name; what stands before them stays in the text."""
    foot = read_foot(paragraphs(*texts), NAMES)
    assert foot is not None
    assert foot.signer == signer
    assert len(foot.rest) == left
    assert set(foot.fates) == set(range(left + 1, len(texts) + 1))


@pytest.mark.parametrize(
    "texts", [(), ("",), ("Hết./.",), ("Trần Văn Mẫu",), ("TM. ỦY BAN NHÂN DÂN",), ("CHỦ TỊCH", "Trần Văn Mẫu", "Một câu ở dưới.")]
)
def test_no_signature(texts: tuple[str, ...]) -> None:
    """Without a right or a position, or with a sentence below, the last lines are text."""
    assert read_foot(paragraphs(*texts), NAMES) is None


def test_no_signature_in_a_table_of_figures() -> None:
    """A table at the end that holds no signature, or has many columns, stays a table."""
    cell = Cell(paragraphs=(Paragraph(number=1, runs=(Run(text="Cộng"),)),))
    assert read_foot([Table(rows=((cell, cell),))], NAMES) is None
    assert read_foot([Table(rows=((cell,) * 5,))], NAMES) is None
    assert read_foot([Table(rows=())], NAMES) is None


def test_a_scanned_signature_is_not_taken(tmp_path: Path) -> None:
    """A picture between right and name is a signature or a stamp: it is left out, and the reason says so."""
    sample = Sample()
    sample.line("TM. ỦY BAN NHÂN DÂN")
    sample.line("CHỦ TỊCH")
    picture(sample, png())
    sample.line("Trần Văn Mẫu")
    source = read_word(open_word(sample.save(tmp_path / "a.docx")), "a.docx")
    foot = read_foot(source.blocks, NAMES)
    assert foot is not None
    assert foot.fates[3] == Fate(outcome=Outcome.LEFT, detail="ảnh chữ ký hoặc con dấu: không đăng")


def test_a_head_that_breaks_off(tmp_path: Path) -> None:
    """A line half of which is no head ends the head, and nothing of it is taken; one sign of a head alone makes none."""
    lines = [
        "Số: 12/KH-UBND",
        "Hải An, ngày 05 tháng 3 năm 2026",
        "DỰ THẢO",
        "THÔNG BÁO",
        "Về việc họp",
        "THÔNG BÁO\nchữ thường ở dưới",
        "Bài.",
    ]
    head = read_head(paragraphs(*lines), NAMES)
    assert head is not None
    assert (head.kind, head.excerpt, head.is_draft, len(head.rest)) == ("Thông báo", "Về việc họp", True, 2)
    assert read_head(paragraphs("KẾ HOẠCH", "Tuyên truyền", "Bài."), NAMES) is None
    half = read_head(paragraphs("Số: 12/KH-UBND", "Hải An, ngày 05 tháng 3 năm 2026\nvà một dòng lạ"), NAMES)
    assert half is None


def test_strange_lines_in_the_table_of_a_head(tmp_path: Path) -> None:
    """In the table of a head a line that nobody knows is listed, and does not end the head; a table of content is none."""
    sample = Sample()
    head_of_state(sample, number="Số: 12/KH-UBND\nDòng lạ ở đây")
    sample.table([["Số: 1", "Một"], ["Số: 2", "Hai"]])
    source = read_word(open_word(sample.save(tmp_path / "a.docx")), "a.docx")
    head = read_head(source.blocks, NAMES)
    assert head is not None
    assert [fate.detail for fate in head.fates.values() if "chưa nhận ra" in fate.detail] == [
        "dòng chưa nhận ra trong bảng ở đầu văn bản; chép lại vào bài nếu cần"
    ]
    assert isinstance(head.rest[0], Table)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (Head(kind="Kế hoạch", number="12/KH-UBND", issuer="Ủy ban"), "Kế hoạch số 12/KH-UBND của Ủy ban"),
        (Head(kind="Kế hoạch", number="12/KH-UBND"), "Kế hoạch số 12/KH-UBND"),
        (Head(kind="Thông báo", excerpt="Về việc họp"), "Thông báo về việc họp"),
        (
            Head(
                kind="Kế hoạch",
                excerpt="Thực hiện Nghị quyết số 05-NQ/TU của Ban Chấp hành Đảng bộ thành phố và chương trình của phường " * 2,
            ),
            "Kế hoạch thực hiện Nghị quyết số 05-NQ/TU của Ban Chấp hành Đảng bộ thành phố và chương trình",
        ),
        (
            Head(kind="Kế hoạch", excerpt="Thực hiện Nghị quyết số 05-NQ/TU ngày 14/01/2026 " * 5),
            "Kế hoạch thực hiện Nghị quyết số 05-NQ/TU",
        ),
        (Head(kind="Kế hoạch", excerpt="dài " * 60), "Kế hoạch " + "dài " * 26 + "dài"),
    ],
)
def test_titles_of_documents(head: Head, title: str) -> None:
    """A document is called by its number and issuer; without a number by whole phrases of its excerpt."""
    assert title_of_document(head, NAMES) == title


def test_the_account_must_balance() -> None:
    """A paragraph without a fate, and a fate without a paragraph, stop the import; a whole account is counted."""
    text = Fate(outcome=Outcome.TEXT)
    assert require_balance("a.docx", 2, {1: text, 2: Fate(outcome=Outcome.EMPTY)}) == Counter({Outcome.TEXT: 1, Outcome.EMPTY: 1})
    with pytest.raises(AccountError, match=r"a\.docx: tệp có 3 đoạn, tính được 2; lệch ở đoạn 3\."):
        require_balance("a.docx", 3, {1: text, 2: text})
    with pytest.raises(AccountError, match="lệch ở đoạn 4"):
        require_balance("a.docx", 1, {1: text, 4: text})
    assert issubclass(AccountError, PortalError)


def test_words_must_be_the_same() -> None:
    """Signs and blanks may change, a letter or a figure may not, and the message shows where."""
    require_same_words("a.docx", ["- Một, hai"], ["Một ", "hai."])
    with pytest.raises(AccountError, match="bắt đầu từ “Mộthaiba”"):
        require_same_words("a.docx", ["Một hai ba"], ["Một ba"])
    with pytest.raises(AccountError, match="Mộthai"):
        require_same_words("a.docx", ["Một hai"], ["Một"])


def test_a_paragraph_that_reading_misses_stops_the_import(tmp_path: Path) -> None:
    """The paragraphs are counted apart from reading them: one in a place that nobody reads is not lost silently."""
    sample = Sample()
    sample.line("Thấy")
    sample.raw("<w:unknown><w:p><w:r><w:t>Không ai đọc</w:t></w:r></w:p></w:unknown>")
    source = read_word(open_word(sample.save(tmp_path / "a.docx")), "a.docx")
    assert source.total == 2
    with pytest.raises(AccountError):
        require_balance("a.docx", source.total, {paragraph.number: Fate(outcome=Outcome.TEXT) for paragraph in source.paragraphs})


def test_long_lists_are_cut() -> None:
    """A list of the report shows its first rows and counts the others."""
    rows = list(report._list("Đầu:", [f"dòng {n}" for n in range(50)]))
    assert len(rows) == 42
    assert rows[-1] == "  - … và 10 dòng nữa."


def test_an_empty_source() -> None:
    """A source without blocks has no paragraphs."""
    assert list(WordSource(blocks=()).paragraphs) == []


def test_looks_that_come_from_styles(tmp_path: Path) -> None:
    """Bold, font and place come from styles that build on one another, also in a circle; an outline level makes a heading."""
    sample = Sample()
    styles = sample.document.styles.element
    bold = '<w:rPr><w:b/><w:rFonts w:ascii=".VnTime"/></w:rPr>'
    centred = '<w:pPr><w:jc w:val="center"/></w:pPr>'
    rows = (
        f'<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/>{bold}</w:style>',
        f'<w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/>{centred}</w:style>',
        '<w:style w:type="character" w:styleId="C"><w:rPr><w:b w:val="0"/><w:rFonts w:asciiTheme="x" w:hAnsiTheme="x"/></w:rPr></w:style>',
    )
    for row in rows:
        styles.append(parse_xml(spaced(row)))
    sample.raw(
        '<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>a</w:t></w:r><w:r><w:rPr><w:rStyle w:val="C"/></w:rPr><w:t>b</w:t></w:r></w:p>'
    )
    sample.raw('<w:p><w:pPr><w:pStyle w:val="lost"/><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>c</w:t></w:r></w:p>')
    sample.raw('<w:p><w:pPr><w:outlineLvl w:val="9"/></w:pPr><w:r><w:t>d</w:t></w:r></w:p>')
    first, second, third = read_word(open_word(sample.save(tmp_path / "a.docx")), "a.docx").paragraphs
    assert [(run.is_bold, run.font) for run in first.runs] == [(True, ".VnTime"), (False, "")]
    assert first.is_centred
    assert (second.style, second.outline, second.is_centred) == ("lost", 2, False)
    assert third.outline == 0
