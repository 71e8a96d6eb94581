"""Markdown of the plainest shapes, written straight as the HTML that Python-Markdown makes of it, in a tenth of its time.

    blocks   paragraph; `## heading`; flat list without blank lines, of lines `- words` or `1. words`; quotation of one
             paragraph; table of lines `| a | b |`; words and `: definition` below them; picture with or without caption
    inside   words, `**strong**`, `*emphasis*`, `[words](target)`; none of them inside another

A text that holds anything else, however small, is not converted here at all: `conversion.py` gives it to the library whole.
Why the HTML is the same: no line of words begins with a sign that a block processor looks for (`_START`), so none sees more
in a block than is written here; each `*`, `_` and `[` is part of a pair that closes before another opens, or the text is
refused; and what is read elsewhere (code, escapes, entities, HTML, notes, references, the list of contents, placeholders)
is an `_ENTITY`, has a sign of `_FOREIGN`, or a `[` that no target follows.
"""

import html as htmllib
import re

from plugins.editorial.headings import Heading
from plugins.editorial.inline_patterns import is_known
from plugins.vietnamese.slug import slug

#: what no plain text holds: escapes, code, raw HTML and addresses, what the library rewrites first, line breaks
_FOREIGN = ("\\", "`", "<", "\t", "\r", "\x02", "\x03", " \n")
#: nor this: other `&` are only letters
_ENTITY = re.compile("&#?[0-9A-Za-z]+;")
#: begins a line of words: neither blank nor a sign of a block, nor the number of a list, nor a picture; `*` only as emphasis
_START = r"(?![\s#>:=+|_•●▪◦-]|!\[|\d+\.\ |\*\*?\s|\*\*\*)"
_TARGET = r"""[^\s()<>"'[\]]+"""
_LINE = rf"{_START}.+"
#: nor, under a line of words, a mark that would part the two (`typed_markdown.py`)
_NEXT = rf"(?!(?:[a-zđ]\)|\d{{1,2}}[)/]|[IVX]{{1,5}}\.|[–—])\s){_LINE}"
_DEFINITION = rf"{_LINE}(?:\n{_NEXT})*\n:\ {{1,3}}{_LINE}"
_PICTURE = rf"""!\[([^][\n^"][^][\n"]*)\]\(({_TARGET})(?:\ +"([^"'()\n]*)")?\)"""
#: the last alternative takes any sign: a text is plain when no match is one
_BLOCKS = re.compile(
    rf"""
      (?:(?P<paragraph>{_LINE}(?:\n{_NEXT})*)
        |(?P<bullets>[-*+]\ +{_LINE}(?:\n[-*+]\ +{_LINE})*)
        |(?P<numbers>[0-9]+\.\ +{_LINE}(?:\n[0-9]+\.\ +{_LINE})*)
        |(?P<definitions>{_DEFINITION}(?:\n\n+{_DEFINITION})*)
        |(?P<quotation>>\ ?{_LINE}(?:\n>\ ?{_LINE})*)
        |(?P<picture>{_PICTURE})
        |(?P<table>\|.*\|\n\|[|:\ -]*\|(?:\n\|.*\|)+)
      )(?:\n\n+|\Z)
    |(?P<heading>\#{{1,6}}\ +[^\s\#|][^\#|\n]*)(?:\n+|\Z)
    |(?P<foreign>(?s:.))
    """,
    re.VERBOSE,
)
#: a pair that holds none of these signs, or one such sign without its pair. Each branch begins with the sign itself: with a
#: look behind in front of it the engine would try every branch at every letter, which takes six times as long
_MARKS = re.compile(
    r"\*\*(?!\s)([^*_\[]+)(?<!\s)\*\*(?!\*)"
    r"|\*(?!\s)([^*_\[]+)(?<!\s)\*(?!\*)"
    rf"|\[(?<!!\[)(?!\^)([^]*_[]+)\]\(({_TARGET})\)"
    r"|\*|_|\["
)
#: two of one kind in a row become one, with paragraphs inside
_MERGED = frozenset({"bullets", "numbers", "definitions", "quotation"})
_TAG = re.compile("<[^>]*>")
#: by whether `:` stands before and behind the dashes of a column
_ALIGNED = {
    (False, False): "",
    (True, False): ' class="align-left"',
    (False, True): ' class="align-right"',
    (True, True): ' class="align-center"',
}
_PICTURE_PARTS = re.compile(_PICTURE)
_SPACE = re.compile(r"\s")
#: asked once: a process has one version of the library
_IS_KNOWN = is_known()


class _ForeignError(Exception):
    """The text holds more than this module knows."""


def anchor(text: str, separator: str = "-") -> str:
    """Anchor of a heading before twins are told apart; the signature is that of Python-Markdown's `slugify`."""
    return slug(text) or "muc"


def caption(title: str) -> str:
    """Words under a picture, from its title `Chú thích | Ảnh: Tên`: caption and credit, either of which may be missing."""
    words, _, credit = (part.strip() for part in title.rpartition("|"))
    if not words and not credit.startswith("Ảnh:"):
        words, credit = credit, ""
    return f"{words}. {credit}" if words and credit and words[-1] not in ".!?" else f"{words} {credit}".strip()


def convert_plain(text: str) -> tuple[str, tuple[Heading, ...]] | None:
    """HTML and headings of a plain text; None when it is not plain, is empty, or the library is not the one known."""
    if not _IS_KNOWN or any(map(text.__contains__, _FOREIGN)):
        return None
    text = text.strip("\n")
    if not text or text[-1] == " ":
        return None
    if "&" in text:
        if _ENTITY.search(text):
            return None
        text = text.replace("&", "&amp;")
    try:
        return _converted(text)
    except _ForeignError:
        return None


def _converted(text: str) -> tuple[str, tuple[Heading, ...]]:
    parts: list[str] = []
    headings: list[Heading] = []
    anchors: set[str] = set()
    last = ""
    for match in _BLOCKS.finditer(text):
        kind = match.lastgroup or ""
        block = match[kind]
        if kind == "paragraph":
            parts.append(f"<p>{_inline(block)}</p>")
        elif kind == "heading":
            parts.append(_heading(block, headings, anchors))
        elif kind == "foreign" or (kind == last and kind in _MERGED):
            raise _ForeignError
        else:
            parts.append(_OTHERS[kind](block))
        last = kind
    return "\n".join(parts), tuple(headings)


def _inline(text: str) -> str:
    if ">" in text:
        text = text.replace(">", "&gt;")
    return _MARKS.sub(_marked, text) if "*" in text or "[" in text or "_" in text else text


def _marked(match: re.Match[str]) -> str:
    which = match.lastindex
    if which == 1:
        return f"<strong>{match[1]}</strong>"
    if which == 2:
        return f"<em>{match[2]}</em>"
    if which is None:
        raise _ForeignError
    return f'<a href="{match[4]}">{match[3]}</a>'


def _heading(block: str, headings: list[Heading], anchors: set[str]) -> str:
    signs, _, words = block.partition(" ")
    level = max(len(signs), 2)  # the title is the page's h1
    inner = _inline(words.strip())
    name = htmllib.unescape(" ".join(_TAG.sub("", inner).split()))
    place = anchor(name)
    if place in anchors:
        raise _ForeignError  # how twins are told apart is the library's to say
    anchors.add(place)
    headings.append(Heading(level=level, anchor=place, text=name))
    return f'<h{level} id="{place}">{inner}</h{level}>'


def _bullets(block: str) -> str:
    items = _items([line[1:] for line in block.split("\n")])
    return f"<ul>\n{items}</ul>"


def _numbers(block: str) -> str:
    lines = [line.split(".", 1) for line in block.split("\n")]
    first = lines[0][0]
    start = "" if first == "1" else f' start="{first}"'
    return f"<ol{start}>\n{_items([words for _, words in lines])}</ol>"


def _items(items: list[str]) -> str:
    return "".join([f"<li>{_inline(words.lstrip(' '))}</li>\n" for words in items])


def _definitions(block: str) -> str:
    parts = []
    for line in filter(None, block.split("\n")):
        tag, words = ("dd", line[1:].lstrip(" ")) if line[0] == ":" else ("dt", line.strip())
        parts.append(f"<{tag}>{_inline(words)}</{tag}>\n")
    return f"<dl>\n{''.join(parts)}</dl>"


def _quotation(block: str) -> str:
    words = "\n".join([line[1:].removeprefix(" ") for line in block.split("\n")])
    return f"<blockquote>\n<p>{_inline(words)}</p>\n</blockquote>"


def _picture(block: str) -> str:
    ((alt, target, title),) = _PICTURE_PARTS.findall(block.replace(">", "&gt;"))
    words = caption(_SPACE.sub(" ", title))
    below = f"<figcaption>{words}</figcaption>" if words else ""
    return f'<figure class="figure"><img alt="{alt}" src="{target}">{below}</figure>'


def _table(block: str) -> str:
    head, rule, *rows = [line[1:-1].split("|") for line in block.split("\n")]
    if len(head) != len(rule):
        raise _ForeignError
    marks = [mark.strip(" ") for mark in rule]
    classes = [_ALIGNED[mark.startswith(":"), mark.endswith(":")] for mark in marks]
    body = "".join([_row(row, "td", classes) for row in rows])
    top = _row(head, "th", [f'{aligned} scope="col"' for aligned in classes])
    return f"<table>\n<thead>\n{top}</thead>\n<tbody>\n{body}</tbody>\n</table>"


def _row(cells: list[str], tag: str, attributes: list[str]) -> str:
    # a row of the wrong length has as many cells as the head all the same
    cells += [""] * (len(attributes) - len(cells))
    written = [f"<{tag}{given}>{_inline(cell.strip(' '))}</{tag}>\n" for cell, given in zip(cells, attributes, strict=False)]
    return f"<tr>\n{''.join(written)}</tr>\n"


_OTHERS = {
    "bullets": _bullets,
    "numbers": _numbers,
    "definitions": _definitions,
    "quotation": _quotation,
    "picture": _picture,
    "table": _table,
}
