"""Which words of an entry the search knows: everything that readers see of it, the short texts before the long one."""

import functools
import html as htmllib
import re
from collections.abc import Iterable, Iterator

from plugins.channels.search_terms import BREAK, Terms, terms_of
from plugins.core.model import Answer, Article, Entry, Exemplar, FactCheck, ModelExample, OfficialDocument, Slogan
from plugins.editorial.body import Html, NumberPiece, Piece

# marks inside a word or a phrase; every other tag begins or ends a block
_INLINE = re.compile(r"</?(?:a|abbr|b|code|em|i|mark|s|small|strong|sub|sup|u)(?: [^>]*)?>")
_TAG = re.compile(r"<[^>]*>")


def entry_terms(entry: Entry, pieces: Iterable[Piece], headings: Iterable[str]) -> Terms:
    """Terms of an entry with its text, which stands in `pieces` and begins with no title; `headings`: plain texts of its headings."""
    # a heading is in the text too; there it is weak, which the strong one overrules
    return terms_of([*_short_texts(entry), *headings], f"{_long_texts(entry)} {BREAK} {text_of(pieces)}", _numbers(entry))


def text_of(pieces: Iterable[Piece]) -> str:
    """The words of a text, blocks parted by BREAK; of pictures the alt text and the caption."""
    parts = []
    for piece in pieces:
        if isinstance(piece, Html):
            parts.append(piece.html)
        elif isinstance(piece, NumberPiece):
            parts.append(piece.mention.text)
        else:
            parts.append(htmllib.escape(piece.link.text, quote=False))
    text = _TAG.sub(f" {BREAK} ", _INLINE.sub("", "".join(parts)))
    return htmllib.unescape(text) if "&" in text else text


def _short_texts(entry: Entry) -> Iterator[str]:
    yield from (entry.title, entry.lead, *entry.key_points, *entry.tags, entry.label)
    match entry:
        case Article():
            yield entry.category.replace("-", " ")
        case OfficialDocument():
            yield from (entry.number, entry.kind, entry.issuer, entry.excerpt)
        case Slogan():
            yield plain_slogan(entry.text)
        case FactCheck():
            yield from (entry.claim, entry.verdict)
        case Answer():
            yield from (entry.question, entry.office)
        case ModelExample():
            yield entry.field
        case _:
            return


def _long_texts(entry: Entry) -> str:
    more: tuple[str, ...] = (entry.unit,)
    match entry:
        case ModelExample():
            more = (*more, *(result.text for result in entry.results), entry.how_to_copy)
        case OfficialDocument():
            more = (*more, entry.signer)
        case FactCheck():
            more = (*more, entry.appeared, *entry.evidence)
        case Exemplar() if entry.commendation:
            more = (*more, entry.commendation.number, entry.commendation.issuer)
        case Slogan() if entry.approval:
            more = (*more, entry.approval.number)
        case _:
            pass
    pictures = (entry.image.alt if entry.image else "", entry.video.transcript if entry.video else "")
    return f" {BREAK} ".join((*more, *pictures))


def _numbers(entry: Entry) -> Iterator[str]:
    """Numbers that the entry is found by in every spelling: its own, not those that it cites."""
    match entry:
        case OfficialDocument():
            yield entry.number
        case Slogan() if entry.approval:
            yield entry.approval.number
        case Exemplar() if entry.commendation:
            yield entry.commendation.number
        case _:
            return


@functools.lru_cache(maxsize=256)
def plain_slogan(text: str) -> str:
    """The wording without its marks of lines and emphasis."""
    return re.sub(r"[|*~]+", " ", text)
