"""The foot of an administrative document: who signed it. The list of recipients stays in the text.

    Nơi nhận:                TM. ỦY BAN NHÂN DÂN
    - Như trên;                  KT. CHỦ TỊCH
    - Lưu: VT.                   PHÓ CHỦ TỊCH
                                 Trần Văn Mẫu

Source of the rights to sign: Nghị định 30/2020/NĐ-CP, phụ lục I.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from plugins.editorial.word.account import Fate, LeftLine, Outcome
from plugins.editorial.word.names import as_in_sentence
from plugins.editorial.word.source import Block, Cell, Paragraph, Table
from plugins.editorial.word.words import is_capital, plain, rows_of, word_data

#: lines of a signature: rights, positions, marks, name
_MOST_LINES = 12
_NAME = re.compile(r"(?:[^\W\d_]{1,4}\. ?)*[^\W\d_]+(?: [^\W\d_]+){1,5}")
_LEFT_MARK = "chỗ ký, đóng dấu"
_LEFT_RIGHT = "quyền hạn ký (TM., KT., …): không ghi vào người ký"
_LEFT_PICTURE = "ảnh chữ ký hoặc con dấu: không đăng"


@dataclass(frozen=True, slots=True, kw_only=True)
class Foot:
    """What the foot says, and where its paragraphs went."""

    signer: str
    fates: Mapping[int, Fate]
    #: lines that are no part of the signer
    left: tuple[LeftLine, ...]
    #: all other blocks; of a table with the signature what is left of it, cell by cell
    rest: tuple[Block, ...]


def read_foot(blocks: Sequence[Block], names: Mapping[tuple[str, ...], str]) -> Foot | None:
    """The foot; None when neither the last lines nor a table are a signature."""
    end = len(blocks)
    while end and isinstance(last := blocks[end - 1], Paragraph) and last.is_empty:
        end -= 1
    if not end:
        return None
    empty = {block.number: Fate(outcome=Outcome.EMPTY) for block in blocks[end:] if isinstance(block, Paragraph)}
    start = max(0, end - _MOST_LINES)
    for at in range(start, end):
        paragraphs = blocks[at:end]
        if all(isinstance(one, Paragraph) for one in paragraphs):
            signature = _signature([one for one in paragraphs if isinstance(one, Paragraph)], names)
            if signature:
                fates = {**signature.fates, **empty}
                return Foot(signer=signature.signer, fates=fates, left=signature.left, rest=tuple(blocks[:at]))
    return _in_the_last_table(blocks[:end], names, empty)


def _in_the_last_table(blocks: Sequence[Block], names: Mapping[tuple[str, ...], str], empty: Mapping[int, Fate]) -> Foot | None:
    """The last table that is a signature; appendices may stand behind it."""
    for at in reversed(range(len(blocks))):
        table = blocks[at]
        found = _in_table(table, names) if isinstance(table, Table) else None
        if found:
            return replace(found, fates={**found.fates, **empty}, rest=(*blocks[:at], *found.rest, *blocks[at + 1 :]))
    return None


def _in_table(table: Table, names: Mapping[tuple[str, ...], str]) -> Foot | None:
    """The signature in the last column; the other cells become paragraphs."""
    columns: list[list[Cell]] = [list(column) for column in zip(*table.rows, strict=False)]
    if not 1 <= len(columns) <= 3:
        return None
    paragraphs = [paragraph for cell in columns[-1] for paragraph in cell.paragraphs]
    signature = _signature(paragraphs, names)
    if signature is None:
        return None
    signed = {one.number for one in paragraphs}
    rest = tuple(one for one in table.paragraphs if one.number not in signed)
    return Foot(signer=signature.signer, fates=signature.fates, left=signature.left, rest=rest)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Signature:
    signer: str
    fates: Mapping[int, Fate]
    left: tuple[LeftLine, ...]


def _signature(paragraphs: Iterable[Paragraph], names: Mapping[tuple[str, ...], str]) -> _Signature | None:
    """Position and name, and what became of every line; None unless every line is part of a signature."""
    rows = [(one, " ".join(line.split())) for one in paragraphs for line in one.text.split("\n")]
    offices = [at for at, (_, text) in enumerate(rows) if _is_office(text)]
    if not offices:
        return None
    position = max((at for at in offices if _position(rows[at][1])), default=-1)
    name = -1
    reasons: list[str] = []
    for at, (paragraph, text) in enumerate(rows):
        reason = ""
        if plain(text) in rows_of("foot", "marks"):
            reason = _LEFT_MARK
        elif not plain(text):
            reason = _LEFT_PICTURE if any(run.picture for run in paragraph.runs) else _LEFT_MARK if text else ""
        elif name < 0 and at > offices[-1] and _is_name(text):
            name = at
        elif at not in offices and (at < offices[0] or at > offices[-1] or not is_capital(text)):
            return None  # between the right and the position stands the rest of a long office
        elif at != position:
            reason = _LEFT_RIGHT
        reasons.append(reason)
    written = [rows[at][1] if at >= 0 else "" for at in (position, name)]
    signer = f"{as_in_sentence(written[0], names)} {written[1].title() if is_capital(written[1]) else written[1]}".strip()
    return _Signature(signer=signer, fates=_fates(rows, reasons), left=_left(rows, reasons)) if signer else None


def _fates(rows: Sequence[tuple[Paragraph, str]], reasons: Sequence[str]) -> dict[int, Fate]:
    """Of a paragraph with several lines what weighs most: a line that is kept, one that is left out, none with words."""
    fates: dict[int, Fate] = {}
    for (paragraph, text), reason in zip(rows, reasons, strict=True):
        before = fates.get(paragraph.number)
        if plain(text) and not reason:
            fates[paragraph.number] = Fate(outcome=Outcome.FIELD, detail="signer")
        elif before is None or (reason and before.outcome is Outcome.EMPTY):
            fates[paragraph.number] = Fate(outcome=Outcome.LEFT, detail=reason) if reason else Fate(outcome=Outcome.EMPTY)
    return fates


def _left(rows: Sequence[tuple[Paragraph, str]], reasons: Sequence[str]) -> tuple[LeftLine, ...]:
    lines = (LeftLine(number=one.number, text=text, reason=reason) for (one, text), reason in zip(rows, reasons, strict=True) if reason)
    return tuple(dict.fromkeys(lines))  # a picture is told once, however many blank lines stand around it


def _is_office(text: str) -> bool:
    """A right to sign, or a position in capitals."""
    return _is_right(text) or (is_capital(text) and bool(_position(text)))


def _is_right(text: str) -> bool:
    return text.upper().startswith(tuple(word_data()["foot"]["rights"]))


def _position(text: str) -> str:
    """The position in a line: PHÓ CHỦ TỊCH, also behind a right (KT. CHỦ TỊCH is not the signer's)."""
    words = plain(text)
    if _is_right(text):
        return ""
    rows = rows_of("foot", "positions")
    return text if any(words == row or words.startswith(f"{row} ") for row in rows) else ""


def _is_name(text: str) -> bool:
    """Two to six words that each begin with a capital."""
    return _NAME.fullmatch(text) is not None and all(word[:1].isupper() for word in text.split())
