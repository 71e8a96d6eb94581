"""The blocks of an entry that are read aloud: what a reader sees of title, summary and body, without links and pictures."""

import html as htmllib
from collections.abc import Iterable
from enum import StrEnum

from plugins.core.model import Entry, OfficialDocument, Slogan
from plugins.documents.spoken_blocks import Block, blocks_of_html
from plugins.editorial.body import Html, LinkPiece, NumberPiece, Piece
from plugins.vietnamese.marks import parse_marked


def blocks_of_body(pieces: Iterable[Piece]) -> tuple[Block, ...]:
    """Blocks of a cut body. Words of links stay, pictures are not heard; lines are not known."""
    return blocks_of_html("".join(map(_html, pieces)))


def _html(piece: Piece) -> str:
    if isinstance(piece, Html):
        return piece.html
    if isinstance(piece, LinkPiece):
        return "".join(map(_html, piece.inner))
    return htmllib.escape(piece.mention.text, quote=False) if isinstance(piece, NumberPiece) else ""


class Part(StrEnum):
    """What a block is to the entry; one letter each, since they are stored for every line that is read aloud."""

    TITLE = "t"
    SUMMARY = "s"
    POINT = "p"
    HEADING = "h"
    TEXT = "b"


def parts_of_entry(entry: Entry, pieces: Iterable[Piece]) -> tuple[tuple[Part, Block], ...]:
    """Title, summary, excerpt or slogan, key points, body, in this order."""
    head = [(Part.TITLE, entry.title), (Part.SUMMARY, entry.summary)]
    if isinstance(entry, OfficialDocument):
        head.append((Part.SUMMARY, entry.excerpt))
    if isinstance(entry, Slogan):
        head.append((Part.SUMMARY, parse_marked(entry.text).plain))
    head += [(Part.POINT, point) for point in entry.key_points]
    body = [(Part.HEADING if block.is_heading else Part.TEXT, block) for block in blocks_of_body(pieces)]
    return (*((part, Block(text=text)) for part, text in head if text), *body)
