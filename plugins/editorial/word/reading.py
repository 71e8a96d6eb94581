"""From an opened Word file to its paragraphs, tables and notes, each paragraph numbered for the account.

python-docx opens the package and its relations; the tree is walked here, since its own lists of paragraphs leave out boxes of
text, notes, content controls and what smart tags hold, and nothing may be lost.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from docx.document import Document as WordDocument
from docx.opc.part import Part
from docx.oxml.parser import parse_xml

from plugins.editorial.word.numbering import Numbering, numbering_of
from plugins.editorial.word.package import WordFileError
from plugins.editorial.word.remarks import remarks_of
from plugins.editorial.word.runs import Reader
from plugins.editorial.word.source import Aside, Block, Cell, Comment, Paragraph, Run, Table, WordSource
from plugins.editorial.word.styles import Styles, styles_of
from plugins.editorial.word.xml import Element, W, attribute, child, children, count_paragraphs, is_on, number_of, value

_CHANGES = frozenset(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel"))
_LEFT_HEADER = "đầu trang hoặc chân trang, lặp lại ở mọi trang giấy"
_LEFT_CONTENTS = "mục lục của Word; cổng tự làm mục lục"
_LEFT_HIDDEN = "chữ ẩn trong Word"
#: columns of a table; a wider one is a damaged file
_MOST_COLUMNS = 63
_CONTAINERS = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "txbxContent", "body", "footnote", "endnote", "hdr", "ftr"})


def read_word(document: WordDocument, name: str) -> WordSource:
    """Everything in the document called `name`. WordFileError where tracked changes leave open what the text is."""
    return _Walker(document=document, styles=styles_of(document)).read(name)


@dataclass(slots=True, kw_only=True)
class _Walker:
    document: WordDocument
    styles: Styles
    seen: Counter[str] = field(default_factory=Counter)
    hidden: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    count: int = 0
    total: int = 0

    def read(self, name: str) -> WordSource:
        """All parts, in the order in which the account numbers them."""
        numbering = numbering_of(self.document, self.styles)
        body = child(self.document.element, "body")
        if body is None:
            raise WordFileError(name, "tệp Word không có phần thân. Mở bằng Word, lưu lại dạng .docx rồi nhập tệp mới.")
        parts = [part for kind in ("header", "footer") for part in self._parts(kind)]
        roots = [(body, self.document.part), *self._notes(), *((_root(part), part) for part in parts)]
        _refuse_changes([root for root, _ in roots], name)
        asides: list[Aside] = []
        blocks = tuple(self._blocks(body, self._reader(self.document.part), numbering, asides))
        notes = {}
        for root, part in self._notes():
            reader, key = self._reader(part), ("f" if root.tag == f"{W}footnote" else "e") + attribute(root, "id")
            notes[key] = tuple(self._flat(self._blocks(root, reader, numbering, asides)))
        for part in parts:
            found = self._flat(self._blocks(_root(part), self._reader(part), numbering, asides))
            asides.extend(Aside(paragraph=one, reason=_LEFT_HEADER) for one in found)
        return WordSource(
            blocks=blocks,
            notes=notes,
            asides=tuple(asides),
            comments=tuple(self._comments()),
            total=sum(count_paragraphs(root) for root, _ in roots),
            remarks=remarks_of(self.seen, self.hidden, self.struck),
        )

    def _parts(self, kind: str) -> list[Part]:
        relations = self.document.part.rels.values()
        found = [r.target_part for r in relations if not r.is_external and r.reltype.rpartition("/")[2] == kind]
        return list(dict.fromkeys(found))

    def _notes(self) -> list[tuple[Element, Part]]:
        """Each footnote and endnote; not the lines that Word draws above them."""
        found: list[tuple[Element, Part]] = []
        for kind in ("footnotes", "endnotes"):
            for part in self._parts(kind):
                notes = _root(part).iterchildren(f"{W}{kind[:-1]}")
                found.extend((note, part) for note in notes if attribute(note, "type") in ("", "normal"))
        return found

    def _comments(self) -> Iterator[Comment]:
        for part in self._parts("comments"):
            for comment in _root(part).iterchildren(f"{W}comment"):
                text = " ".join("".join(one.text or "" for one in p.iter(f"{W}t")) for p in comment.iter(f"{W}p"))
                yield Comment(author=" ".join(attribute(comment, "author").split()), text=" ".join(text.split()))

    def _reader(self, part: Part) -> Reader:
        return Reader(styles=self.styles, relations=part.rels, seen=self.seen, hidden=self.hidden, struck=self.struck)

    def _blocks(self, container: Element, reader: Reader, numbering: Numbering, asides: list[Aside]) -> Iterator[Block]:
        for one in children(container):
            name = one.tag.rpartition("}")[2]
            if one.tag == f"{W}p":
                yield from self._paragraph(one, reader, numbering, asides)
            elif one.tag == f"{W}tbl":
                yield self._table(one, reader, numbering, asides)
            elif name in _CONTAINERS:
                yield from self._blocks(one, reader, numbering, asides)
            elif name in ("altChunk", "subDoc"):
                self.seen["chunk"] += 1

    def _paragraph(self, element: Element, reader: Reader, numbering: Numbering, asides: list[Aside]) -> Iterator[Block]:
        self.count += 1
        number = self.count
        was_in_contents = reader.is_in_contents
        hidden_before = len(self.hidden)
        runs, boxes, breaks = reader.read(element)
        label = numbering.label_of(element)
        style = self.styles.name_of(element)
        text = "".join(run.text for run in runs)
        section = value(element, "pPr", "sectPr", "type")
        ends_section = child(element, "pPr", "sectPr") is not None and section != "continuous"
        paragraph = Paragraph(
            number=number,
            runs=tuple(_without_breaks(runs)) if breaks else runs,
            label=label.text,
            depth=max(label.depth, _depth_of(style)),
            style=style,
            outline=self.styles.outline_of(element),
            is_centred=self.styles.is_centred(element),
            starts_page=is_on(child(element, "pPr"), "pageBreakBefore") or text.lstrip(" \t\n").startswith("\f"),
            ends_page=ends_section or text.rstrip(" \t\n").endswith("\f"),
        )
        if (style.startswith("toc") or was_in_contents or reader.is_in_contents) and not paragraph.is_empty:
            asides.append(Aside(paragraph=paragraph, reason=_LEFT_CONTENTS))
        elif paragraph.is_empty and len(self.hidden) > hidden_before:
            hidden = Paragraph(number=number, runs=(Run(text=" ".join(self.hidden[hidden_before:])),))
            asides.append(Aside(paragraph=hidden, reason=_LEFT_HIDDEN))
        else:
            yield paragraph
        for box in boxes:
            self.seen["box"] += 1
            yield from self._blocks(box, reader, numbering, asides)

    def _table(self, element: Element, reader: Reader, numbering: Numbering, asides: list[Aside]) -> Table:
        rows, merged = [], 0
        for row in _rows(element, "tr"):
            cells = [Cell()] * min(max(number_of(value(row, "trPr", "gridBefore")), 0), _MOST_COLUMNS)
            for cell in _rows(row, "tc"):
                span = min(max(number_of(value(cell, "tcPr", "gridSpan"), 1), 1), _MOST_COLUMNS)
                below = child(cell, "tcPr", "vMerge")
                merged += span - 1 + (below is not None and attribute(below) != "restart")
                paragraphs = tuple(self._flat(self._blocks(cell, reader, numbering, asides)))
                cells.extend([Cell(paragraphs=paragraphs), *[Cell()] * (span - 1)])
            rows.append(tuple(cells))
        return Table(rows=tuple(rows), merged=merged)

    def _flat(self, blocks: Iterator[Block]) -> Iterator[Paragraph]:
        for block in blocks:
            if isinstance(block, Table):
                self.seen["nested table"] += 1
                yield from block.paragraphs
            else:
                yield block


def _rows(element: Element, name: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, through content controls."""
    for one in children(element):
        if one.tag == f"{W}{name}":
            yield one
        elif one.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml"):
            yield from _rows(one, name)


def _depth_of(style: str) -> int:
    """Depth of Word's own styles "list bullet 2", "list number 3"."""
    return number_of(style[-1:]) - 1 if style.startswith("list ") and style[-1:].isdigit() else 0


def _without_breaks(runs: tuple[Run, ...]) -> Iterator[Run]:
    for run in runs:
        yield replace(run, text=run.text.replace("\f", ""))


def _root(part: Part) -> Element:
    element = getattr(part, "element", None)
    return parse_xml(part.blob) if element is None else element


def _refuse_changes(roots: list[Element], name: str) -> None:
    changes = [one for root in roots for one in root.iter() if one.tag in _CHANGES]
    if not changes:
        return
    words = " ".join("".join(part.text or "" for part in changes[0].iter(f"{W}t", f"{W}delText")).split())
    example = f", chỗ đầu tiên: “{words[:60]}”" if words else ""
    raise WordFileError(
        name,
        f"tệp còn {len(changes)} chỗ theo dõi sửa đổi (Track Changes) chưa chốt{example}. "
        "Trong Word: thẻ Review (Xem lại), chọn Accept All Changes (Chấp nhận tất cả) hoặc Reject, lưu lại rồi nhập.",
    )
