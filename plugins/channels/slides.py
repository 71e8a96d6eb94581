"""Slides for a speaker (`staff/trinh-chieu/…pdf`), cut from the text of an entry.

    heading                             -> the title of a slide
    list, table, picture, words         -> on it; what does not fit, on the next
    paragraph that leads to a list      -> on it, above the list
    other paragraphs                    -> notes; where a heading has nothing else, their sentences are its points: all, where they
                                           fit, else those with which each begins
    sources                             -> the last slide

Notes are for paper: they follow the last slide, so that nobody shows them to the hall by one click too many.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from plugins.channels.handouts import byline, fact_points, shared_data
from plugins.channels.paper import Block, Blocks, Heading, PaperView, Paragraph, Points, Quote, Run, Runs, Verbatim, words_of
from plugins.channels.paper_reading import read_paper
from plugins.channels.paper_writing import Data, Measure, Pictures, blocks_data, runs_data, size_of
from plugins.channels.press import print_pdf
from plugins.vietnamese.sentences import split_sentences

#: 30 cm of 26 pt, and of 24 pt in tables
_PAGE = Measure(letters=66, width=860, height=370, line=40)
#: A4 with 14 pt
_NOTES = Measure(letters=70, width=481, height=320, line=21)
#: letters of a paragraph that leads to what follows, and of a quotation, on a slide
_LEAD, _QUOTE = 160, 260
#: letters of prose that a slide shows whole; and of a point made of sentences, at least: “Có.” alone says nothing
_PROSE, _POINT = 330, 40
#: letters of a title that stands above the second slide of a heading
_AGAIN = 48
_MORE = " (tiếp)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """A heading with what stands under it; one or more slides of the PDF."""

    title: Runs
    level: int
    shown: Blocks
    #: for the speaker only
    notes: Blocks = ()


def slides(view: PaperView) -> bytes:
    """A tagged PDF; SourceError when it cannot be set."""
    pictures = Pictures(view.pictures, _PAGE)
    deck = tuple(cut_slides(view))
    data: Data = {
        **shared_data(view),
        "label": view.label,
        "byline": [*byline(view), view.publisher] if view.publisher not in view.author else byline(view),
        "slides": [_slide_data(slide, pictures) for slide in deck],
        "notes": [{"title": runs_data(slide.title), "body": blocks_data(slide.notes, _NOTES, pictures)} for slide in deck if slide.notes],
    }
    return print_pdf("trinh-chieu.typ", data, pictures.files(), view.source)


def _slide_data(slide: Slide, pictures: Pictures) -> Data:
    words = words_of(slide.title)
    again = words if len(words) <= _AGAIN else f"{words[:_AGAIN].rsplit(' ', 1)[0]} …"
    return {
        "title": runs_data(slide.title),
        "level": slide.level,
        "again": runs_data((Run(text=again + _MORE),)),
        "body": blocks_data(slide.shown, _PAGE, pictures),
    }


def cut_slides(view: PaperView) -> Iterator[Slide]:
    """The slides behind the one with the title."""
    opening: Blocks = (_said(view.summary),) if view.summary else ()
    if view.key_points:
        opening += (Points(items=tuple((_said(point),) for point in view.key_points)),)
    if opening:
        yield Slide(title=_plain("Ý chính"), level=2, shown=opening)
    if view.facts:
        yield Slide(title=_plain("Thông tin"), level=2, shown=fact_points(view))
    if view.picture:
        yield Slide(title=_plain("Hình ảnh"), level=2, shown=(view.picture,))
    yield from _sections(read_paper(view.html))
    if view.sources:
        yield Slide(title=_plain("Nguồn"), level=2, shown=(Points(items=tuple((_said(source),) for source in view.sources)),))


def _plain(text: str) -> Runs:
    return (Run(text=text),)


def _said(text: str) -> Paragraph:
    return Paragraph(runs=_plain(text))


def _sections(blocks: Blocks) -> Iterator[Slide]:
    """A slide for every heading, and one for what stands before the first."""
    heading = Heading(level=2, runs=_plain("Mở đầu"))
    under: list[Block] = []
    is_opening = True
    for block in blocks:
        if isinstance(block, Heading):
            if under or not is_opening:
                yield _section(heading, tuple(under))
            heading, under, is_opening = block, [], False
        else:
            under.append(block)
    if under or not is_opening:
        yield _section(heading, tuple(under))


def _section(heading: Heading, blocks: Blocks) -> Slide:
    shown: list[Block] = []
    notes: list[Block] = []
    for block, behind in zip_longest(blocks, blocks[1:]):
        (shown if _is_shown(block, behind) else notes).append(block)
    if not shown and (told := [points for block in notes if isinstance(block, Paragraph) and (points := _told(block))]):
        is_whole = sum(len(words_of(point.runs)) for points in told for point in points) <= _PROSE
        shown = [Points(items=tuple((point,) for points in told for point in (points if is_whole else points[:1])))]
        # what a slide shows whole needs no note
        whole = [block for block in notes if isinstance(block, Paragraph) and (is_whole or len(_told(block)) == 1)]
        notes = [block for block in notes if block not in whole]
    return Slide(title=heading.runs, level=heading.level, shown=tuple(shown), notes=tuple(notes))


def _is_shown(block: Block, behind: Block | None) -> bool:
    """Does a block stand on the slide? `behind`: the one that follows."""
    if isinstance(block, Paragraph):
        words = words_of(block.runs)
        return isinstance(behind, Points) and len(words) <= _LEAD and words.endswith(":")
    if isinstance(block, Quote):
        return size_of(block.blocks) <= _QUOTE
    return not isinstance(block, Verbatim)


def _told(block: Paragraph) -> list[Paragraph]:
    """A paragraph as points, in its styles: a sentence each, short ones with the next."""
    words, points, start = words_of(block.runs), [], 0
    for sentence in split_sentences(words):
        if sentence.end - start >= _POINT or sentence.end >= len(words.rstrip()):
            points.append(Paragraph(runs=_part(block.runs, start, sentence.end)))
            start = sentence.end
    return points


def _part(runs: Runs, start: int, end: int) -> Runs:
    """The letters from `start` to `end`, without the blank in front."""
    found: list[Run] = []
    at = 0
    for run in runs:
        words = run.text[max(0, start - at) : max(0, end - at)]
        if words := words if found else words.lstrip():
            found.append(replace(run, text=words))
        at += len(run.text)
    return tuple(found)
