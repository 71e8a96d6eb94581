"""Writing an administrative document as a Word file, in the form of Nghị định 30/2020/NĐ-CP (phụ lục I): ready to be numbered and signed.

A4, margins 20 to 25 mm above and below, 30 to 35 mm on the left, 15 to 20 mm on the right; Times New Roman, black; the issuing body
and the nation in the head, number and place beneath; title; body; recipients and signature; page numbers above, not on the first
page. Pure: the same document makes the same bytes. It stands here because python-docx has its home here.
"""

import datetime as dt
import io
import zipfile
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

_CENTRE, _JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
_FONT = "Times New Roman"
#: points (phụ lục I, mục IV): nation and issuer 12-13, motto and body 13-14, recipients 12 and 11
_HEAD, _BODY, _TABLE, _RECIPIENTS, _RECIPIENT = 12, 14, 12, 12, 11
_MOTTO_SIZE = 13
_NATION, _MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
#: no clock in the file: the least day that a ZIP file can hold
_WRITTEN = (1980, 1, 1, 0, 0, 0)
#: of a column of figures, beside columns of as many characters
_FIGURE_WEIGHT = 11
#: mm between the margins of the page
_WIDTH = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class WordTable:
    """A table of the body."""

    heading: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    #: columns that hold figures, from 0: set to the right
    figures: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class WordSection:
    """A numbered section of the body."""

    heading: str
    paragraphs: tuple[str, ...]
    tables: tuple[WordTable, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AdministrativeDocument:
    """All that such a document says."""

    #: lines over the issuing body, not bold; and the body itself
    above: tuple[str, ...] = ()
    issuer: tuple[str, ...]
    #: BC-UBND, behind the place of the number
    symbol: str
    #: Hải An
    place: str
    year: int
    #: BÁO CÁO
    kind: str
    #: trích yếu
    subject: str
    opening: tuple[str, ...] = ()
    sections: tuple[WordSection, ...] = ()
    closing: tuple[str, ...] = ()
    #: without dashes
    recipients: tuple[str, ...] = ()
    #: TM. ỦY BAN NHÂN DÂN, CHỦ TỊCH
    signature: tuple[str, ...] = ()


def write_administrative(document: AdministrativeDocument) -> bytes:
    """The document as the bytes of a .docx file."""
    word = Document()
    _set_page(word)
    _head(word, document)
    _paragraph(word, document.kind, bold=True, align=_CENTRE, before=18)
    _paragraph(word, document.subject, bold=True, align=_CENTRE)
    _rule(_paragraph(word, "", align=_CENTRE, after=6, size=4), 55)
    for text in document.opening:
        _body(word, text)
    for number, section in enumerate(document.sections, 1):
        _paragraph(word, f"{_roman(number)}. {section.heading.upper()}", bold=True, before=10, after=3, keep=True)
        for text in section.paragraphs:
            _body(word, text)
        for table in section.tables:
            _table(word, table)
    for text in document.closing:
        _body(word, text)
    _foot(word, document)
    return _same_bytes(word)


def _set_page(word: Any) -> None:
    page = word.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin = page.bottom_margin = Mm(20)
    page.left_margin, page.right_margin = Mm(30), Mm(20)
    page.header_distance = Mm(10)
    page.different_first_page_header_footer = True
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size, normal.font.color.rgb = _FONT, Pt(_BODY), RGBColor(0, 0, 0)
    fonts = normal.element.rPr.rFonts
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), _FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    normal.element.rPr.append(language)
    number = page.header.paragraphs[0]
    number.alignment = _CENTRE
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = number.add_run()
        if text:
            code = OxmlElement("w:instrText")
            code.text = text
            run._r.append(code)
        else:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
    core = word.core_properties
    core.author = core.comments = core.last_modified_by = ""
    core.language = "vi-VN"
    core.created = core.modified = dt.datetime(*_WRITTEN, tzinfo=dt.UTC)


def _head(word: Any, document: AdministrativeDocument) -> None:
    grid = _grid(word, (60, 100))
    left, right = grid.rows[0].cells
    for text in document.above:
        _cell(left, text, _HEAD)
    for text in document.issuer:
        _cell(left, text.upper(), _HEAD, bold=True)
    _rule(_cell(left, "", 4), 22)
    _cell(left, f"Số:        /{document.symbol}", _MOTTO_SIZE, before=4)
    _cell(right, _NATION, _HEAD, bold=True)
    _cell(right, _MOTTO, _MOTTO_SIZE, bold=True)
    _rule(_cell(right, "", 4), 60)
    _cell(right, f"{document.place}, ngày        tháng        năm {document.year}", _MOTTO_SIZE, italic=True, before=4)


def _foot(word: Any, document: AdministrativeDocument) -> None:
    _paragraph(word, "", size=6)
    grid = _grid(word, (80, 80))
    left, right = grid.rows[0].cells
    first = _cell(left, "Nơi nhận:", _RECIPIENTS, bold=True, italic=True)
    first.alignment = WD_ALIGN_PARAGRAPH.LEFT
    for number, text in enumerate(document.recipients, 1):
        end = "." if number == len(document.recipients) else ";"
        _cell(left, f"- {text.rstrip('.;')}{end}", _RECIPIENT).alignment = WD_ALIGN_PARAGRAPH.LEFT
    for text in document.signature:
        _cell(right, text, _BODY, bold=True)
    row = grid.rows[0]._tr.get_or_add_trPr()
    row.append(OxmlElement("w:cantSplit"))


def _grid(word: Any, widths: tuple[int, ...]) -> Any:
    """A table without lines that only places what it holds; widths in mm."""
    grid = word.add_table(rows=1, cols=len(widths))
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    grid.autofit = False
    _set_widths(grid, widths)
    for cell in grid.rows[0].cells:
        cell._tc.remove(cell.paragraphs[0]._p)
    return grid


def _set_widths(table: Any, widths: tuple[float, ...]) -> None:
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _cell(cell: Any, text: str, size: int, bold: bool = False, italic: bool = False, before: int = 0) -> Any:
    return _fill(cell.add_paragraph(), text, size, bold=bold, italic=italic, align=_CENTRE, before=before)


def _paragraph(word: Any, text: str, size: int = _BODY, **form: Any) -> Any:
    return _fill(word.add_paragraph(), text, size, **form)


def _body(word: Any, text: str) -> None:
    _paragraph(word, text, align=_JUSTIFY, after=6).paragraph_format.first_line_indent = Mm(10)


def _fill(
    paragraph: Any,
    text: str,
    size: int,
    *,
    bold: bool = False,
    italic: bool = False,
    align: Any = None,
    before: int = 0,
    after: int = 0,
    keep: bool = False,
) -> Any:
    form = paragraph.paragraph_format
    form.space_before, form.space_after, form.keep_with_next = Pt(before), Pt(after), keep
    paragraph.alignment = align
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    if not text:
        form.line_spacing = Pt(size)
    return paragraph


def _rule(paragraph: Any, width: int) -> None:
    """A line of `width` mm beneath a short paragraph: a border, indented on both sides so that it stands in the middle."""
    cell = paragraph._p.getparent()
    room = _WIDTH
    if cell.tag == qn("w:tc"):
        room = round(int(cell.tcPr.find(qn("w:tcW")).get(qn("w:w"))) / 56.7) - 4
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(max(0, (room - width) / 2))
    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:shd", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _table(word: Any, table: WordTable) -> None:
    _paragraph(word, table.heading, size=_BODY, italic=True, before=4, after=3, keep=True)
    grid = word.add_table(rows=1, cols=len(table.head))
    grid.style = "Table Grid"
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    grid.autofit = False
    for cell, text in zip(grid.rows[0].cells, table.head, strict=True):
        _fill(cell.paragraphs[0], text, _TABLE, bold=True, align=_CENTRE, before=2, after=2)
    head = grid.rows[0]._tr.get_or_add_trPr()
    head.append(OxmlElement("w:cantSplit"))
    head.append(OxmlElement("w:tblHeader"))
    for row in table.rows:
        line = grid.add_row()
        line._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for number, (cell, text) in enumerate(zip(line.cells, row, strict=True)):
            align = WD_ALIGN_PARAGRAPH.RIGHT if number in table.figures else WD_ALIGN_PARAGRAPH.LEFT
            _fill(cell.paragraphs[0], text, _TABLE, align=align, before=2, after=2)
    _set_widths(grid, _widths(table))
    _paragraph(word, "", size=6)


def _widths(table: WordTable) -> tuple[float, ...]:
    """Millimetres of the columns: narrow for figures, else as long as their texts, within bounds."""
    longest = [max(len(text) for text in column) for column in zip(table.head, *table.rows, strict=True)]
    weights = [_FIGURE_WEIGHT if at in table.figures else min(max(length, 13), 45) for at, length in enumerate(longest)]
    return tuple(_WIDTH * weight / sum(weights) for weight in weights)


def _roman(number: int) -> str:
    return ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")[number - 1]


def _same_bytes(word: Any) -> bytes:
    """The file without the time of writing."""
    first, last = io.BytesIO(), io.BytesIO()
    word.save(first)
    with zipfile.ZipFile(first) as source, zipfile.ZipFile(last, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, _WRITTEN), source.read(name), zipfile.ZIP_DEFLATED)
    return last.getvalue()
