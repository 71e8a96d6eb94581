"""The blocks of an entry that are read aloud: what a reader sees of title, summary and body, without links and pictures."""

import html as htmllib
from collections.abc import Iterable

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


def blocks_of_entry(entry: Entry, pieces: Iterable[Piece]) -> tuple[Block, ...]:
    """Title, summary, excerpt or slogan, key points, body, in this order."""
    head = [entry.title, entry.summary]
    if isinstance(entry, OfficialDocument):
        head.append(entry.excerpt)
    if isinstance(entry, Slogan):
        head.append(parse_marked(entry.text).plain)
    return (*(Block(text=text) for text in (*head, *entry.key_points) if text), *blocks_of_body(pieces))
