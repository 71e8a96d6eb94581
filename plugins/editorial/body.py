"""The text of an entry between reading and publishing: sanitised HTML, cut at everything that other entries decide.

Reading is pure: it cannot know which entries are published, which documents the register holds, or how large a picture
is. So the body is a row of pieces; `render` asks a `Resolver` for the rest when the page is planned.
"""

import bisect
import html as htmllib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from plugins.core.rules import LinkKind, TextLink
from plugins.documents.mentions import Mention, find_mentions
from plugins.editorial.targets import resolve


@dataclass(frozen=True, slots=True, kw_only=True)
class Html:
    """HTML that needs nothing more."""

    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkPiece:
    """A link; without a target that readers may reach, only `inner` is printed."""

    link: TextLink
    inner: tuple["Piece", ...]
    #: title attribute, escaped
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PicturePiece:
    """A picture."""

    link: TextLink


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberPiece:
    """A document number that may become a link."""

    mention: Mention
    #: counts the paragraphs of the body: one link to a document in each
    paragraph: int
    #: numbers inside a link or a heading are never linked; code holds no numbers at all
    is_linkable: bool


Piece = Html | LinkPiece | PicturePiece | NumberPiece


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureTag:
    """What a picture needs on the page; pixels."""

    url: str
    width: int
    height: int


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


_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*/?>')
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
#: a block that holds running text: one link to a document in each
_PARAGRAPHS = frozenset({"p", "li", "td", "th", "dd", "dt", "figcaption", "blockquote"})
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_CODE = frozenset({"code", "pre"})
#: columns that fit on a phone of 320 px; a wider table scrolls in a region that the keyboard reaches
_NARROW_COLUMNS = 3
_COLUMN = re.compile("<th[ >]")
_LINE_END = re.compile("\n")
_SCROLL = '<div class="table-scroll" role="region" tabindex="0" aria-label="Bảng, cuộn ngang để xem hết">'


class _Cutter:
    """Cuts one sanitised HTML text into pieces. Links do not nest, so one level of `inner` is enough."""

    def __init__(self, source: str, lines: tuple[str, ...], body_line: int) -> None:
        self.source, self.body_line = source, body_line
        self.pieces: list[Piece] = []
        self.links: list[TextLink] = []
        self.outer: list[Piece] | None = None
        self.open_link: tuple[TextLink, str] | None = None
        self.paragraph = self.in_heading = self.in_code = 0
        self.is_wide = False
        self.body = "\n".join(lines[body_line - 1 :])
        #: offsets in `body` of the ends of its lines
        self.ends = [match.start() for match in _LINE_END.finditer(self.body)]
        #: by target, where in `body` its next use is searched
        self.after: dict[str, int] = {}

    def cut(self, html: str) -> None:
        at = 0
        for match in _TAG.finditer(html):
            self.text(html[at : match.start()])
            if match[0] == "<table>":
                self.is_wide = len(_COLUMN.findall(html, match.start(), html.index("</tr>", match.start()))) > _NARROW_COLUMNS
            self.tag(match[0], bool(match[1]), match[2], match[3])
            at = match.end()
        self.text(html[at:])

    def text(self, words: str) -> None:
        at = 0
        for mention in () if self.in_code or not any(c.isdigit() for c in words) else find_mentions(words):
            if mention.number is None or mention.fault:
                continue
            self.markup(words[at : mention.start])
            linkable = not self.in_heading and self.open_link is None
            self.pieces.append(NumberPiece(mention=mention, paragraph=self.paragraph, is_linkable=linkable))
            at = mention.end
        self.markup(words[at:])

    def markup(self, html: str) -> None:
        if not html:
            return
        last = self.pieces[-1] if self.pieces else None
        if isinstance(last, Html):
            self.pieces[-1] = Html(html=last.html + html)
        else:
            self.pieces.append(Html(html=html))

    def tag(self, written: str, is_end: bool, name: str, attributes: str) -> None:
        if name in _PARAGRAPHS and not is_end:
            self.paragraph += 1
        if name in _HEADINGS:
            self.in_heading += -1 if is_end else 1
        if name in _CODE:
            self.in_code += -1 if is_end else 1
        if name == "a":
            self.end_link(written) if is_end else self.start_link(written, dict(_ATTRIBUTE.findall(attributes)))
        elif name == "table" and self.is_wide:
            self.markup(f"{written}</div>" if is_end else f"{_SCROLL}{written}")
        elif name == "img":
            self.picture(dict(_ATTRIBUTE.findall(attributes)))
        else:
            self.markup(written)

    def start_link(self, written: str, attributes: dict[str, str]) -> None:
        if "href" not in attributes:
            self.markup(written)  # the sanitiser took its target away, and the entry is refused for that
            return
        href = htmllib.unescape(attributes["href"])
        target = resolve(href, self.source)
        if target.kind is LinkKind.ANCHOR and "class" in attributes:
            self.markup(written)  # a note and its way back: Markdown made both ends
            return
        link = TextLink(line=self.line_of(href), kind=target.kind, target=target.path, text="", fragment=target.fragment)
        self.open_link = (link, attributes.get("title", ""))
        self.outer, self.pieces = self.pieces, []

    def end_link(self, written: str) -> None:
        if self.open_link is None or self.outer is None:
            self.markup(written)
            return
        (link, title), inner = self.open_link, tuple(self.pieces)
        link = TextLink(line=link.line, kind=link.kind, target=link.target, text=plain_text(inner), fragment=link.fragment)
        self.links.append(link)
        self.pieces, self.outer, self.open_link = self.outer, None, None
        self.pieces.append(LinkPiece(link=link, inner=inner, title=title))

    def picture(self, attributes: dict[str, str]) -> None:
        if "src" not in attributes:
            self.markup("<img>")
            return
        src = htmllib.unescape(attributes["src"])
        target = resolve(src, self.source)
        alt = htmllib.unescape(attributes.get("alt", ""))
        link = TextLink(line=self.line_of(src), kind=target.kind, target=target.path, text=alt, is_picture=True)
        self.links.append(link)
        self.pieces.append(PicturePiece(link=link))

    def line_of(self, written: str) -> int:
        """Line where the n-th use of a target stands in the source; the first line of the text when it is written otherwise."""
        start = self.after.get(written, 0)
        at = self.body.find(written, start) if written and start >= 0 else -1
        self.after[written] = at if at < 0 else at + len(written)
        return self.body_line + (0 if at < 0 else bisect.bisect_left(self.ends, at))


def cut(html: str, source: str, lines: tuple[str, ...], body_line: int) -> tuple[tuple[Piece, ...], tuple[TextLink, ...]]:
    """Pieces of a sanitised text and its links in order; `lines` and `body_line` give each link its line in the file."""
    cutter = _Cutter(source, lines, body_line)
    cutter.cut(html)
    return tuple(cutter.pieces), tuple(cutter.links)


def plain_text(pieces: Iterable[Piece]) -> str:
    """What a reader reads, without tags; pictures by their alt text."""
    parts = []
    for piece in pieces:
        if isinstance(piece, Html):
            parts.append(htmllib.unescape(_TAG.sub("", piece.html)))
        elif isinstance(piece, LinkPiece | PicturePiece):
            parts.append(piece.link.text)
        else:
            parts.append(piece.mention.text)
    return "".join(parts)


def render(pieces: tuple[Piece, ...], resolver: Resolver) -> str:
    """The body as HTML for one page."""
    linked = _linked_numbers(pieces, resolver)
    return "".join(_render_piece(piece, resolver, linked) for piece in pieces)


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


def _render_piece(piece: Piece, resolver: Resolver, linked: dict[int, str]) -> str:
    if isinstance(piece, Html):
        return piece.html
    if isinstance(piece, NumberPiece):
        href = linked.get(id(piece))
        words = f'<span class="nowrap">{piece.mention.text}</span>'
        return f'<a href="{htmllib.escape(href)}">{words}</a>' if href else words
    if isinstance(piece, PicturePiece):
        tag = resolver.picture(piece.link.target)
        alt = htmllib.escape(piece.link.text)
        return f'<img src="{htmllib.escape(tag.url)}" alt="{alt}" width="{tag.width}" height="{tag.height}" loading="lazy">'
    inner = "".join(_render_piece(part, resolver, linked) for part in piece.inner)
    href = resolver.address(piece.link)
    if href is None:
        return inner
    title = f' title="{piece.title}"' if piece.title else ""
    rel = ' rel="nofollow ugc noopener"' if piece.link.kind is LinkKind.OUTSIDE else ""
    return f'<a href="{htmllib.escape(href)}"{title}{rel}>{inner}</a>'
