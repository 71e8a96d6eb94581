"""The head of an administrative document, in the form of the State and of the Party, as front matter.

    ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM      ĐẢNG BỘ THÀNH PHỐ HẢI PHÒNG     ĐẢNG CỘNG SẢN VIỆT NAM
    PHƯỜNG HẢI AN                Độc lập - Tự do - Hạnh phúc             ĐẢNG ỦY PHƯỜNG HẢI AN
    Số: 12/KH-UBND            Hải An, ngày 05 tháng 3 năm 2026                Số 80-KH/ĐU            Hải An, ngày 24 tháng 02 năm 2026
                        KẾ HOẠCH                                                            KẾ HOẠCH
                 Tuyên truyền Nghị quyết …                                            tuyên truyền …

Source: Nghị định 30/2020/NĐ-CP, phụ lục I; Hướng dẫn 36-HD/VPTW of 2018. The head ends at the first line that is none of these.
"""

import copy
import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from plugins.documents.mentions import find_mentions
from plugins.editorial.word.account import Fate, LeftLine, Outcome
from plugins.editorial.word.labels import read_label
from plugins.editorial.word.names import as_in_sentence
from plugins.editorial.word.source import Block, Paragraph, Table
from plugins.editorial.word.words import begins_with, columns_of, is_capital, kind_names, plain, rows_of
from plugins.vietnamese.dates import find_dates

#: paragraphs of a table that may be the head; one of content is longer
_MOST_IN_TABLE = 40
_LEFT_ABOVE = "cơ quan cấp trên: chỉ ghi nơi ban hành"
_NUMBER = re.compile(r"số\s*:?(?P<number>[\s.…_]*(?:[0-9]+[\s.…_]*)?[-/–].*)", re.IGNORECASE)
#: the two halves of "Số:      /TB-UBND", which many blanks take apart
_BLANK_NUMBER = re.compile(r"số\s*:?[\s.…_]*", re.IGNORECASE)
_ITS_SYMBOLS = re.compile(r"[/–-]\s?[^\W\d_a-z][\w/&–-]*(?:\s?[–-]\s?[\w&-]+)?")
_DATE = re.compile(r"(?:^|,\s*)ngày[\s.…_]*[0-9]*[\s.…_]*tháng[\s.…_]*[0-9]*[\s.…_]*năm[\s.…_]*[0-9]*\.?$", re.IGNORECASE)
_SUBJECT = re.compile(r"V/v:?\s*|Về việc:?\s+", re.IGNORECASE)
_DRAFT = frozenset({"du thao"})
_LETTER = "Công văn"
_LEFT_MOTTO = "Quốc hiệu, tiêu ngữ: văn bản nào cũng có"
_LEFT_RULE = "đường kẻ"
_LEFT_STRANGE = "dòng chưa nhận ra trong bảng ở đầu văn bản; chép lại vào bài nếu cần"


@dataclass(slots=True, kw_only=True)
class Head:
    """What the head says, and where its paragraphs went."""

    number: str = ""
    #: does a line for the number stand there, filled in or not?
    has_number_line: bool = False
    kind: str = ""
    issuer: str = ""
    #: was the issuer in capitals, so that its small letters are a guess?
    is_issuer_guessed: bool = False
    excerpt: str = ""
    issued: dt.date | None = None
    has_date_line: bool = False
    is_draft: bool = False
    fates: dict[int, Fate] = field(default_factory=dict)
    #: lines that no field holds
    left: list[LeftLine] = field(default_factory=list)
    #: blocks behind the head
    rest: Sequence[Block] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A line of the head: a paragraph, or a part of it between soft breaks and tabs."""

    number: int
    text: str
    is_centred: bool
    is_bold: bool


def read_head(blocks: Sequence[Block], names: Mapping[tuple[str, ...], str]) -> Head | None:
    """The head; None for a text that has none: it takes two of motto, number, date and kind."""
    reader = _Reader()
    taken = 0
    for block in blocks:
        if not reader.takes(block):
            break
        taken += 1
    if len(reader.evidence) < 2:
        return None
    head = reader.head
    written = _last_body(reader.issuer)
    for line, number in zip(reader.issuer, reader.issuing, strict=True):
        if line not in written:
            head.left.append(LeftLine(number=number, text=line, reason=_LEFT_ABOVE))
            if head.fates[number].detail == "issuer" and number not in _numbers_of(reader, written):
                head.fates[number] = Fate(outcome=Outcome.LEFT, detail=_LEFT_ABOVE)
    head.issuer = as_in_sentence(written, names)
    head.is_issuer_guessed = is_capital(written)
    head.excerpt = " ".join(reader.excerpt)
    head.rest = blocks[taken:]
    return head


def _numbers_of(reader: "_Reader", written: str) -> set[int]:
    """Paragraphs that hold a line of the issuer."""
    return {number for line, number in zip(reader.issuer, reader.issuing, strict=True) if line in written}


def _last_body(lines: Iterable[str]) -> str:
    """Who issues: the last of the bodies; a line that begins with the word for a place belongs to the line above."""
    bodies: list[str] = []
    for line in lines:
        if bodies and begins_with(line, rows_of("head", "places")):
            bodies[-1] += f" {line}"
        else:
            bodies.append(line)
    return bodies[-1] if bodies else ""


class _Reader:
    def __init__(self) -> None:
        self.head = Head()
        self.evidence: set[str] = set()
        self.issuer: list[str] = []
        #: numbers of the paragraphs of those lines
        self.issuing: list[int] = []
        self.excerpt: list[str] = []
        self.is_over_excerpt = False
        self.looks: tuple[bool, bool] | None = None

    def takes(self, block: Block) -> bool:
        """Does the head go on with this block? What it says is kept then; a block that is half head is none."""
        paragraphs = list(block.paragraphs) if isinstance(block, Table) else [block]
        if isinstance(block, Table) and (self.head.kind or len(paragraphs) > _MOST_IN_TABLE or not _looks_like_head(paragraphs)):
            return False
        if isinstance(block, Paragraph) and (block.label or any(run.picture or run.note for run in block.runs)):
            return False
        before = copy.deepcopy(self.__dict__)
        for paragraph in paragraphs:
            for piece in _pieces(paragraph):
                if self._takes_piece(piece, is_cell=isinstance(block, Table)):
                    continue
                if isinstance(block, Paragraph):
                    self.__dict__ = before
                    return False
                self._leave(piece, _LEFT_STRANGE)
            self.head.fates.setdefault(paragraph.number, Fate(outcome=Outcome.EMPTY))
        return True

    def _takes_piece(self, piece: _Piece, *, is_cell: bool) -> bool:
        words = plain(piece.text)
        if not words:
            return self._leave(piece, _LEFT_RULE)
        if words in rows_of("head", "mottos"):
            self.evidence.add("motto")
            return self._leave(piece, _LEFT_MOTTO)
        if self.is_over_excerpt:
            return self._takes_excerpt(piece)
        if words in _DRAFT:
            self.head.is_draft = True
            return self._keep(piece, "legal_status")
        return self._takes_line(piece, words, is_cell=is_cell)

    def _takes_line(self, piece: _Piece, words: str, *, is_cell: bool) -> bool:
        """A line above the excerpt: number, date, subject of a letter, kind, issuer."""
        if self._takes_number(piece) or self._takes_date(piece) or self._takes_subject(piece, is_cell=is_cell):
            return True
        if self._takes_kind(piece, words):
            return True
        if is_capital(piece.text) and (is_cell or not self.head.has_number_line) and not read_label(piece.text):
            self.issuer.append(piece.text)
            self.issuing.append(piece.number)
            return self._keep(piece, "issuer")
        return False

    def _takes_number(self, piece: _Piece) -> bool:
        number = _NUMBER.match(piece.text)
        if self.head.has_number_line:
            return False
        if _BLANK_NUMBER.fullmatch(piece.text):
            return self._keep(piece, "number")
        if number is None and _ITS_SYMBOLS.fullmatch(piece.text):
            self.head.has_number_line = True
            return self._keep(piece, "number")
        if number is None:
            return False
        self.evidence.add("number")
        self.head.has_number_line, self.head.number = True, _number_in(number["number"])
        return self._keep(piece, "number")

    def _takes_date(self, piece: _Piece) -> bool:
        if self.head.has_date_line or not _DATE.search(piece.text):
            return False
        self.evidence.add("date")
        self.head.has_date_line = True
        self.head.issued = next((found.date for found in find_dates(piece.text)), None)
        return self._keep(piece, "issued")

    def _takes_subject(self, piece: _Piece, *, is_cell: bool) -> bool:
        """V/v … under the number of a letter, on one line or several."""
        subject = _SUBJECT.match(piece.text)
        if subject and self.head.has_number_line:
            self.head.kind = self.head.kind or _LETTER
            self.excerpt.append(piece.text[subject.end() :])
            return self._keep(piece, "excerpt")
        if self.excerpt and is_cell and not is_capital(piece.text):
            self.excerpt.append(piece.text)
            return self._keep(piece, "excerpt")
        return False

    def _takes_kind(self, piece: _Piece, words: str) -> bool:
        """KẾ HOẠCH, alone or with the beginning of the excerpt on its line."""
        if not is_capital(piece.text):
            return False
        kinds = kind_names()
        names = [name for name in kinds if words == name or (piece.is_centred and words.startswith(f"{name} "))]
        if not names:
            return False
        self.evidence.add("kind")
        longest = max(names, key=len)
        self.head.kind, self.is_over_excerpt = kinds[longest], True
        rest = " ".join(piece.text.split()[len(longest.split()) :])
        if rest:
            self.excerpt.append(rest)
            self.looks = (piece.is_centred, piece.is_bold)
        return self._keep(piece, "kind")

    def _takes_excerpt(self, piece: _Piece) -> bool:
        """The first line under the kind, and those below that look like it."""
        looks = (piece.is_centred, piece.is_bold)
        goes_on = self.looks is None or (looks == self.looks and any(looks) and not is_capital(piece.text))
        if begins_with(piece.text, rows_of("head", "openings")) or read_label(piece.text) or not goes_on:
            return False
        self.looks = looks
        self.excerpt.append(piece.text)
        return self._keep(piece, "excerpt")

    def _keep(self, piece: _Piece, name: str) -> bool:
        self.head.fates[piece.number] = Fate(outcome=Outcome.FIELD, detail=name)
        return True

    def _leave(self, piece: _Piece, reason: str) -> bool:
        if piece.text:
            self.head.left.append(LeftLine(number=piece.number, text=piece.text, reason=reason))
            self.head.fates.setdefault(piece.number, Fate(outcome=Outcome.LEFT, detail=reason))
        return True


def _looks_like_head(paragraphs: Iterable[Paragraph]) -> bool:
    texts = [piece.text for paragraph in paragraphs for piece in _pieces(paragraph)]
    return any(plain(text) in rows_of("head", "mottos") or _NUMBER.match(text) for text in texts)


def _pieces(paragraph: Paragraph) -> Iterator[_Piece]:
    is_bold = all(run.is_bold for run in paragraph.runs if run.text.strip())
    for line in paragraph.text.split("\n"):
        for column in columns_of(line) or [""]:
            yield _Piece(number=paragraph.number, text=column, is_centred=paragraph.is_centred, is_bold=is_bold)


def _number_in(written: str) -> str:
    """The number in its canonical spelling where its symbols are known, as it was written otherwise; "" where it is still blank."""
    written = written.strip(" .…_\t")
    if not written[:1].isdigit():
        return ""
    mention = next(iter(find_mentions(f"số {written}")), None)
    if mention is None:
        return "".join(written.split())
    return str(mention.number) if mention.number is not None and mention.fault in (None, "VB03") else mention.squeezed
