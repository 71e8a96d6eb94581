"""From a reading to what is stored of it: the rows of a head and of a body (heads.py reads them), and the terms for the search."""

from collections.abc import Mapping
from typing import Any

from plugins.channels.search_entry import entry_terms
from plugins.channels.search_terms import Terms
from plugins.core.digest import joined
from plugins.core.model import Article, Entry, Exemplar, OfficialDocument, Slogan, Status
from plugins.core.rules import CitedNumber, Level, LinkKind, Located, TextLink
from plugins.documents.basis_rules import undated_mentions
from plugins.documents.rules import cited_numbers, claims_of
from plugins.editorial.body import Html, NumberPiece, PicturePiece, Piece
from plugins.editorial.reading_ease import hard_reading
from plugins.engine.heads import ENCODER, NEVER, BodyRow, Details, Head, HeadRow, PieceRow, face_day
from plugins.engine.read import Reading
from plugins.media.slogan_settings import settings_of
from plugins.vietnamese.slug import slug


def rows_of(reading: Reading, key: str, around: str = "", terms: bytes = b"") -> tuple[HeadRow, bytes]:
    """Head and body of a reading as bytes to store. `around`: digest of what it looked at beside its source; `terms`: its search row."""
    body = BodyRow(pieces=tuple(map(_row_of, reading.pieces)), headings=reading.headings, voice=reading.voice)
    return _head(reading, key, around, terms), ENCODER.encode(body)


def search_row(reading: Reading) -> bytes:
    """Terms of a reading as bytes to store; empty when the search never shows it: it speaks Vietnamese alone."""
    entry = reading.entry
    if entry is None or entry.status is not Status.PUBLISHED or entry.lang != "vi":
        return b""
    return term_row(entry_terms(entry, reading.pieces, [heading.text for heading in reading.headings]))


def term_row(terms: Terms) -> bytes:
    """Terms as they are stored: the strong ones, a line end, the others, with blanks between."""
    return f"{' '.join(terms.strong)}\n{' '.join(terms.weak)}".encode()


def _head(reading: Reading, key: str, around: str, terms: bytes) -> HeadRow:
    entry = reading.entry
    has_errors = any(issue.level is Level.ERROR for issue in reading.issues)
    details = Details(
        issues=reading.issues,
        links=reading.links,
        numbers=cited_numbers(reading.prose),
        anchors=frozenset(heading.anchor for heading in reading.headings),
        lines={name: located.line for name, located in reading.fields.items()},
        title=_said(reading.fields, "title"),
        status=_said(reading.fields, "status"),
        id=_said(reading.fields, "id"),
        slug=_said(reading.fields, "slug"),
        body_line=reading.body_line,
        settings=tuple(settings_of(entry, reading.terms)) if isinstance(entry, Slogan) and not has_errors else (),
        ease=hard_reading(reading.subject()),
    )
    fields: dict[str, Any] = {} if entry is None else _fields(entry)
    head = Head(
        path=reading.path,
        key=key,
        is_entry=entry is not None,
        has_errors=has_errors,
        around=around,
        has_issues=bool(reading.issues),
        is_spoken=bool(reading.voice.spoken),
        is_broadcast=bool(reading.voice.own or (reading.voice.spoken and not getattr(entry, "broadcast", ""))),
        points=_points(entry, details.links),
        cites=_cites(entry, details.numbers, reading.pieces),
        claims=tuple(dict.fromkeys(claims_of(entry, details.numbers))),
        difficulty=details.ease.difficulty if details.ease else 0.0,
        found=_found(entry, terms) if entry is not None and terms else "",
        terms=len(terms),
        undated=tuple(cited.number for cited in undated_mentions(details.numbers, details.body_line)),
        **fields,
    )
    return HeadRow(ENCODER.encode(head), ENCODER.encode(entry), ENCODER.encode(details))


def _fields(entry: Entry) -> dict[str, Any]:
    expires, released, url = entry.expires_at, entry.released_at, entry.url
    category = entry.category if isinstance(entry, Article) else ""
    name = entry.path.rpartition("/")[2]
    return {
        "is_renamed": name.rpartition(".")[0] != entry.slug,
        "folder": entry.folder,
        "url": url,
        "old_urls": entry.old_urls,
        "id": entry.id,
        "status": entry.status.value,
        "date": entry.date.timestamp(),
        "released": released.timestamp(),
        "expires": expires.timestamp() if expires else NEVER,
        "latest": max(entry.date, entry.updated or entry.date).timestamp(),
        "changed": entry.changed_on.isoformat(),
        "category": category,
        "channels": entry.channels,
        "tags": tuple([(slug(tag), tag) for tag in dict.fromkeys(entry.tags)]),
        "picture": entry.image.file if entry.image and not isinstance(entry, Slogan) else "",
        "review_by": entry.review_by.isoformat() if entry.review_by else "",
        "card": joined(entry.title, url, entry.lead, released.date().isoformat(), entry.label, category).hex(),
        "face": joined(entry.title, entry.label, category, face_day(entry)).hex(),
    }


def _found(entry: Entry, terms: bytes) -> str:
    """Digest of all that the search knows of an entry."""
    category = entry.category if isinstance(entry, Article) else ""
    issued = entry.issued.isoformat() if isinstance(entry, OfficialDocument) and entry.issued else ""
    return joined(terms, entry.title, entry.lead, entry.url, entry.released_at.date().isoformat(), category, issued).hex()


def _points(entry: Entry | None, links: tuple[TextLink, ...]) -> tuple[tuple[LinkKind, str], ...]:
    """Targets of the text, then those of the front matter."""
    named = [(link.kind, link.target) for link in links]
    if entry is not None:
        named += [(LinkKind.FILE, file) for file in entry.files]
        if entry.image:
            named.append((LinkKind.FILE, entry.image.file))
        if entry.video:
            named.append((LinkKind.OUTSIDE, entry.video.url))
        if entry.video and entry.video.poster:
            named.append((LinkKind.FILE, entry.video.poster))
    return tuple(dict.fromkeys(named))


def _cites(entry: Entry | None, numbers: tuple[CitedNumber, ...], pieces: tuple[Piece, ...]) -> tuple[str, ...]:
    """Numbers of the prose, of the converted text (which may differ: emphasis inside a number), and of the front matter."""
    named = [cited.number for cited in numbers]
    named += [piece.mention.canonical for piece in pieces if isinstance(piece, NumberPiece)]
    if isinstance(entry, OfficialDocument):
        named += [number for number in (entry.number, *entry.implements, *entry.replaces, *entry.amends) if number]
    if isinstance(entry, Slogan) and entry.approval:
        named.append(entry.approval.number)
    if isinstance(entry, Exemplar) and entry.commendation:
        named.append(entry.commendation.number)
    return tuple(dict.fromkeys(named))


def _said(fields: Mapping[str, Located], name: str) -> str:
    located = fields.get(name)
    return "" if located is None else str(located.value)


def _row_of(piece: Piece) -> str | PieceRow:
    if isinstance(piece, Html):
        return piece.html
    if isinstance(piece, NumberPiece):
        return PieceRow(mention=piece.mention, paragraph=piece.paragraph, is_linkable=piece.is_linkable)
    if isinstance(piece, PicturePiece):
        return PieceRow(link=piece.link, is_picture=True)
    return PieceRow(link=piece.link, inner=tuple(map(_row_of, piece.inner)), title=piece.title)
