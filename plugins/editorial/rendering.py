"""From the pieces of a text to the HTML of one page: what other entries decide is asked of a `Resolver`."""

import html as htmllib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest
from typing import Protocol

from plugins.core.rules import LinkKind, TextLink
from plugins.documents.mentions import Mention
from plugins.editorial.body import Html, LinkPiece, NumberPiece, PicturePiece, Piece
from plugins.vietnamese.nowrap import signs_before, signs_behind


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureTag:
    """What a picture needs on the page; pixels."""

    url: str
    #: of the largest file: they hold its place
    width: int
    height: int
    #: files to choose from, as `srcset` wants them: as `url`, and as WebP; empty when there is only `url`
    plain: str = ""
    webp: str = ""
    #: how wide it is shown, as `sizes` wants it
    sizes: str = ""


class Resolver(Protocol):
    """What `render` asks of the site."""

    def address(self, link: TextLink) -> str | None:
        """Address to print for a link, or None to print its words only."""
        ...  # pragma: no cover - a protocol has no body

    def picture(self, path: str) -> PictureTag:
        """The made picture for a file of content/."""
        ...  # pragma: no cover - a protocol has no body

    def documents(self, mentions: Iterable[Mention]) -> tuple[str | None, ...]:
        """For the mentions of one paragraph in order: the address of the document, or None."""
        ...  # pragma: no cover - a protocol has no body


def render(pieces: tuple[Piece, ...], resolver: Resolver) -> str:
    """The body as HTML for one page."""
    return _joined(pieces, resolver, _linked_numbers(pieces, resolver))


def _joined(pieces: tuple[Piece, ...], resolver: Resolver, linked: dict[int, str]) -> str:
    """Pieces one after the other; the signs that touch a number stand in its element."""
    parts: list[str] = []
    behind = ""  # the signs that the number before took
    for piece, following in zip_longest(pieces, pieces[1:]):
        if isinstance(piece, NumberPiece):
            before = signs_before(parts[-1]) if parts else ""
            if before:
                parts[-1] = parts[-1].removesuffix(before)
            behind = signs_behind(following.html) if isinstance(following, Html) else ""
            parts.append(_number(piece, linked.get(id(piece)), before, behind))
        else:
            parts.append(_render_piece(piece, resolver, linked).removeprefix(behind))
            behind = ""
    return "".join(parts)


def _number(piece: NumberPiece, href: str | None, before: str, behind: str) -> str:
    words = f'<a href="{htmllib.escape(href)}">{piece.mention.text}</a>' if href else piece.mention.text
    return f'<span class="nowrap">{before}{words}{behind}</span>'


def _linked_numbers(pieces: tuple[Piece, ...], resolver: Resolver) -> dict[int, str]:
    """Addresses of the numbers to link, by the identity of their piece."""
    paragraphs: dict[int, list[NumberPiece]] = {}
    for piece in pieces:
        if isinstance(piece, NumberPiece) and piece.is_linkable:
            paragraphs.setdefault(piece.paragraph, []).append(piece)
    linked = {}
    for group in paragraphs.values():
        addresses = resolver.documents(piece.mention for piece in group)
        linked.update({id(piece): address for piece, address in zip(group, addresses, strict=True) if address})
    return linked


def _render_piece(piece: Html | LinkPiece | PicturePiece, resolver: Resolver, linked: dict[int, str]) -> str:
    if isinstance(piece, Html):
        return piece.html
    if isinstance(piece, PicturePiece):
        return _picture(resolver.picture(piece.link.target), htmllib.escape(piece.link.text))
    inner = _joined(piece.inner, resolver, linked)
    href = resolver.address(piece.link)
    if href is None:
        return inner
    title = f' title="{piece.title}"' if piece.title else ""
    rel = ' rel="nofollow ugc noopener"' if piece.link.kind is LinkKind.OUTSIDE else ""
    return f'<a href="{htmllib.escape(href)}"{title}{rel}>{inner}</a>'


def _picture(tag: PictureTag, alt: str) -> str:
    """A picture inside a text, which is never the first thing that one sees. `alt`: escaped."""
    sizes = f' sizes="{tag.sizes}"' if tag.sizes else ""
    plain = f' srcset="{htmllib.escape(tag.plain)}"{sizes}' if tag.plain else ""
    url = htmllib.escape(tag.url)
    image = f'<img src="{url}"{plain} alt="{alt}" width="{tag.width}" height="{tag.height}" loading="lazy" decoding="async">'
    if not tag.webp:
        return image
    return f'<picture><source type="image/webp" srcset="{htmllib.escape(tag.webp)}"{sizes}>{image}</picture>'
