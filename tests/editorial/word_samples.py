"""Word files for tests: written with python-docx, and in raw XML where Word writes what python-docx cannot."""

import io
import re
import struct
import zipfile
import zlib
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml
from docx.table import _Cell
from docx.text.paragraph import Paragraph

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
NOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def spaced(xml: str) -> str:
    """The element with the names of all spaces."""
    return re.sub(r"^<([\w:]+)", rf"<\1 {SPACES}", xml)


def words(text: str, look: str = "") -> str:
    """A run as XML."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def png(width: int = 2, height: int = 2, shade: int = 120) -> bytes:
    """A grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes([shade]) * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


class Sample:
    """A Word file to be."""

    def __init__(self) -> None:
        self.document = docx.Document()

    def line(
        self, text: str = "", *, style: str | None = None, bold: bool = False, italic: bool = False, centred: bool = False, font: str = ""
    ) -> Paragraph:
        """A paragraph of one run; `\\n` is a soft break, `\\t` a tab."""
        paragraph = self.document.add_paragraph(style=style)
        self.run(paragraph, text, bold=bold, italic=italic, font=font)
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        return paragraph

    def lines(self, *texts: str) -> None:
        """Plain paragraphs."""
        for text in texts:
            self.line(text)

    def run(self, paragraph: Paragraph, text: str, *, bold: bool = False, italic: bool = False, font: str = "") -> None:
        """One more run."""
        run = paragraph.add_run(text)
        run.bold, run.italic = bold or None, italic or None
        if font:
            run.font.name = font

    def raw(self, xml: str) -> None:
        """An element of the body as XML, before the last section."""
        self.document.element.body.insert_element_before(parse_xml(spaced(xml)), "w:sectPr")

    def part(self, name: str, kind: str, xml: str) -> None:
        """A part of its own, related to the document: footnotes, endnotes, comments."""
        content_type = FOOTNOTES_TYPE.replace("footnotes", kind)
        part = Part(PackURI(f"/word/{name}"), content_type, spaced(xml).encode(), self.document.part.package)
        self.document.part.relate_to(part, NOTES + kind)

    def outside(self, target: str, kind: str = RELATIONSHIP_TYPE.HYPERLINK) -> str:
        """Key of a relation to something outside the file."""
        return self.document.part.relate_to(target, kind, is_external=True)

    def table(self, rows: list[list[str]]) -> list[list[_Cell]]:
        """A table; `\\n` in a cell begins a paragraph."""
        table = self.document.add_table(len(rows), len(rows[0]))
        for cells, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(cells.cells, texts, strict=True):
                first, *others = text.split("\n")
                cell.paragraphs[0].add_run(first)
                for other in others:
                    cell.add_paragraph(other)
        return [list(row.cells) for row in table.rows]

    def save(self, path: Path) -> Path:
        """Write the file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.document.save(str(path))
        return path


def repacked(path: Path, changes: dict[str, bytes]) -> Path:
    """The file with parts replaced or added."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()} | changes
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)
    return path


def part_of(path: Path, name: str) -> bytes:
    """A part of the file."""
    with zipfile.ZipFile(path) as package:
        return package.read(name)


def picture(sample: Sample, data: bytes, *, alt: str = "", crop: bool = False) -> Paragraph:
    """A paragraph with a picture."""
    paragraph = sample.document.add_paragraph()
    shape = paragraph.add_run().add_picture(io.BytesIO(data))
    if alt:
        shape._inline.docPr.set("descr", alt)
    if crop:
        blip = next(shape._inline.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}blip"))
        blip.addnext(parse_xml(f'<a:srcRect {SPACES} l="20000" r="0"/>'))
    return paragraph


def head_of_state(sample: Sample, *, number: str = "Số: 12/KH-UBND", day: str = "ngày 05 tháng 3 năm 2026") -> None:
    """The head of a plan of the ward's People's Committee in the form of Nghị định 30/2020/NĐ-CP."""
    left = f"ỦY BAN NHÂN DÂN\nPHƯỜNG HẢI AN\n_______\n{number}"
    right = f"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n_______________\nHải An, {day}"
    sample.table([[left, right]])
    sample.line()
    sample.line("KẾ HOẠCH", bold=True, centred=True)
    sample.line("Tuyên truyền Nghị quyết số 05-NQ/TU", bold=True, centred=True)
    sample.line("trên địa bàn phường Hải An", bold=True, centred=True)
    sample.line("________", centred=True)
