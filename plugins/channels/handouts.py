"""The handout of an entry (`to-roi/…pdf`): A4 for people without internet, to be printed in black and white."""

from urllib.parse import urlsplit

from plugins.channels.paper import PaperView, Paragraph, Points, Run
from plugins.channels.paper_reading import read_paper
from plugins.channels.paper_writing import Data, Measure, Pictures, blocks_data, text_data
from plugins.channels.press import print_pdf
from plugins.media.qr_codes import outline

#: 170 mm of 15 pt, which 67 letters of Vietnamese prose fill
_PAGE = Measure(letters=66, width=481, height=320, line=22)
#: letters of a line of names
_NAMES = 60


def handout(view: PaperView) -> bytes:
    """A tagged PDF; SourceError when it cannot be set."""
    pictures = Pictures(view.pictures, _PAGE)
    return print_pdf("to-roi.typ", _data(view, pictures), pictures.files(), view.source)


def _data(view: PaperView, pictures: Pictures) -> Data:
    return {
        **shared_data(view),
        "label": view.label,
        "byline": byline(view),
        "facts": blocks_data(fact_points(view), _PAGE, pictures),
        "picture": blocks_data((view.picture,) if view.picture else (), _PAGE, pictures),
        "body": blocks_data(read_paper(view.html), _PAGE, pictures),
        "qr": _qr_svg(view.address) if view.address else "",
    }


def shared_data(view: PaperView) -> Data:
    """What handouts and slides say alike."""
    return {
        "title": view.title,
        "author": view.publisher,
        "lang": view.lang,
        "site_name": view.site_name,
        "colour": view.colour,
        "heading": text_data(view.title),
        "summary": text_data(view.summary),
        "key_points": [text_data(point) for point in view.key_points],
        "sources": [text_data(source) for source in view.sources],
        "address": view.address,
        "link": view.address,
        "shown": text_data(short_address(view.address)),
    }


def byline(view: PaperView) -> list[str]:
    """Who wrote it and when, a line each; where two names do not fit one line, each has its own."""
    names = [view.author] if len(view.author) <= _NAMES else view.author.split(", ")
    days = f"Ngày {view.day}" + (f" (cập nhật {view.updated})" if view.updated else "") if view.day else ""
    return [line for line in (*names, days) if line]


def short_address(address: str) -> str:
    """An address as people type it."""
    parts = urlsplit(address)
    return f"{parts.netloc}{parts.path}"


def fact_points(view: PaperView) -> tuple[Points, ...]:
    """Facts beside the text as a list: **Số, ký hiệu:** 05-NQ/TU."""
    rows = ((Paragraph(runs=(Run(text=f"{label}: ", is_strong=True), Run(text=text))),) for label, text in view.facts)
    return (Points(items=tuple(rows)),) if view.facts else ()


def _qr_svg(address: str) -> str:
    side, path = outline(address)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges"><path d="{path}"/></svg>'
