"""The text of an entry between reading and publishing: sanitised HTML, cut at everything that other entries decide.

Reading is pure: it cannot know which entries are published, which documents the register holds, or how large a picture
is. So the body is a row of pieces; `rendering.py` asks for the rest when the page is planned.
"""

import bisect
import html as htmllib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from plugins.core.rules import LinkKind, TextLink
from plugins.documents.mentions import Mention, candidate_at, find_mentions
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


# in sanitised HTML every `<` begins a tag and every `>` ends one: in words and in attributes both are written `&lt;`, `&gt;`
_TAG = re.compile("<[^>]*>")
#: tags of which publishing decides something
_CUT_TAG = re.compile("<(/?)(a|table|img)( [^>]*)?>")
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
#: what decides about a number: a block of running text (one link to a document in each), a heading, code
_AROUND_NUMBERS = re.compile("<(/?)(?:(p|li|t[dh]|d[dt]|figcaption|blockquote)|(h[2-6])|code|pre)[ >]")
#: columns that fit on a phone of 320 px; a wider table scrolls in a region that the keyboard reaches
_NARROW_COLUMNS = 3
_COLUMN = re.compile("<th[ >]")
#: what no line breaks and a narrow column does not hold, as an address for letters; in what is shown, not in tags
_LONG_WORD = re.compile(r">[^<]*?[^\s</-]{18}")
_LINE_END = re.compile("\n")
_SCROLL = '<div class="table-scroll" role="region" tabindex="0" aria-label="Bảng, cuộn ngang để xem hết">'


class _Cutter:
    """Cuts one sanitised HTML text into pieces. Links do not nest, so one level of `inner` is enough.

    Most of a text is kept as it stands: `kept` is the offset behind the last thing that became a piece of its own, and
    what lies between becomes one piece of HTML when the next such thing comes. Most tags decide nothing and are passed over;
    those around numbers are read up to `counted`, and on only when a number comes: 0.05 ms a text, 0.07 from tag to tag.
    """

    def __init__(self, html: str, source: str, lines: tuple[str, ...], body_line: int) -> None:
        self.html, self.source, self.lines, self.body_line = html, source, lines, body_line
        self.kept = self.counted = 0
        self.pieces: list[Piece] = []
        self.links: list[TextLink] = []
        self.outer: list[Piece] | None = None
        self.open_link: tuple[TextLink, str] | None = None
        self.paragraph = self.in_heading = self.in_code = 0
        self.is_wide = False
        #: by target, where in `body` its next use is searched
        self.after: dict[str, int] = {}

    @cached_property
    def body(self) -> str:
        """The text in Markdown; few texts have a link whose line is asked for."""
        return "\n".join(self.lines[self.body_line - 1 :])

    @cached_property
    def ends(self) -> list[int]:
        """Offsets in `body` of the ends of its lines."""
        return [match.start() for match in _LINE_END.finditer(self.body)]

    def cut(self) -> None:
        html = self.html
        number = candidate_at(html, 0)
        for match in _CUT_TAG.finditer(html):
            if 0 <= number < match.end():
                number = self.numbers(number, match.end())
            self.tag(match)
        if number >= 0:
            self.numbers(number, len(html))
        self.keep(len(html))

    def numbers(self, number: int, stop: int) -> int:
        """The numbers in the words before `stop`, the first of them not before `number`; gives where the next may be, or -1."""
        html = self.html
        while 0 <= number < stop:
            start, end = html.rfind(">", 0, number) + 1, html.find("<", number)
            if html.rfind("<", start, number) >= 0:  # inside a tag, which `stop` never divides
                end = html.index(">", number)
            else:
                self.text(start, end if end >= 0 else len(html))
            number = candidate_at(html, end) if end >= 0 else -1
        return number

    def text(self, start: int, end: int) -> None:
        """The numbers in the words between two tags."""
        self.count(start)
        for mention in () if self.in_code else find_mentions(self.html[start:end]):
            if mention.number is None or mention.fault:
                continue
            self.keep(start + mention.start)
            linkable = not self.in_heading and self.open_link is None
            self.pieces.append(NumberPiece(mention=mention, paragraph=self.paragraph, is_linkable=linkable))
            self.kept = start + mention.end

    def count(self, end: int) -> None:
        """The tags up to `end` that decide about the numbers behind them."""
        for is_end, is_paragraph, is_heading in _AROUND_NUMBERS.findall(self.html, self.counted, end):
            step = -1 if is_end else 1
            if is_paragraph:
                self.paragraph += not is_end
            elif is_heading:
                self.in_heading += step
            else:
                self.in_code += step
        self.counted = end

    def keep(self, end: int) -> None:
        """Everything up to `end` that is no piece yet, as it stands."""
        if self.kept < end:
            self.markup(self.html[self.kept : end])
        self.kept = end

    def markup(self, html: str) -> None:
        last = self.pieces[-1] if self.pieces else None
        if isinstance(last, Html):
            self.pieces[-1] = Html(html=last.html + html)
        else:
            self.pieces.append(Html(html=html))

    def tag(self, match: re.Match[str]) -> None:
        """A tag that may become more than itself: what it becomes, it says by `kept`."""
        start, end = match.span()
        is_end, name, attributes = match.groups("")
        self.keep(start)
        if name == "table":
            self.table(match[0], is_end == "/", end)
        elif name == "img":
            self.picture(dict(_ATTRIBUTE.findall(attributes)))
        elif is_end:
            self.end_link(match[0])
        else:
            self.start_link(match[0], dict(_ATTRIBUTE.findall(attributes)))
        self.kept = end

    def table(self, written: str, is_end: bool, end: int) -> None:
        if written == "<table>":
            columns = len(_COLUMN.findall(self.html, end, self.html.index("</tr>", end)))
            self.is_wide = columns > _NARROW_COLUMNS or bool(_LONG_WORD.search(self.html, end, self.html.index("</table>", end)))
        if self.is_wide:
            written = f"{written}</div>" if is_end else f"{_SCROLL}{written}"
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
    cutter = _Cutter(html, source, lines, body_line)
    cutter.cut()
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
