"""Two texts of one page, paragraph by paragraph: what stayed is folded away, what changed shows its words."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plugins.desk.page_text import Block, BlockKind
from plugins.desk.visible import visible
from plugins.desk.word_diff import Change, Piece, runs, word_diff

#: how alike two paragraphs are before one is shown as a change of the other
_LEAST_ALIKE = 0.4
#: pairs that are weighed where several paragraphs changed in a row; beyond that they are paired in order
_MOST_PAIRS = 2500
#: paragraphs that stayed and are shown beside a change, so that a reader knows where he is
_AROUND = 1
#: paragraphs of one page; what is longer is cut with a line that says so
MOST_PARAGRAPHS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of the comparison."""

    kind: BlockKind = BlockKind.TEXT
    #: whole paragraphs have one piece
    pieces: tuple[Piece, ...] = ()
    #: addresses of its links that came, and that went
    links_in: tuple[str, ...] = ()
    links_out: tuple[str, ...] = ()
    #: in the place of so many paragraphs that stayed; the other fields are empty then
    folded: int = 0

    @property
    def is_changed(self) -> bool:
        """Did anything of it change?"""
        return bool(self.links_in or self.links_out) or any(piece.change is not Change.SAME for piece in self.pieces)


def compared(old: Sequence[Block], new: Sequence[Block]) -> tuple[Paragraph, ...]:
    """What became of the paragraphs of a page; empty when nothing did."""
    found = tuple(_all(old, new))
    if not any(paragraph.is_changed for paragraph in found):
        return ()
    return tuple(_folded(found))[:MOST_PARAGRAPHS]


def whole(blocks: Sequence[Block]) -> tuple[Paragraph, ...]:
    """A text that is all new: as it reads, without marks; its outside links with their addresses."""
    return tuple(
        Paragraph(kind=block.kind, pieces=(Piece(Change.SAME, visible(block.text)),), links_in=_outside(block.links))
        for block in blocks[:MOST_PARAGRAPHS]
    )


def _outside(links: Sequence[str]) -> tuple[str, ...]:
    return tuple(visible(link) for link in links if ":" in link)


def _all(old: Sequence[Block], new: Sequence[Block]) -> Iterator[Paragraph]:
    for run in runs(old, new):
        if run.is_same:
            for block in new[run.new]:
                yield Paragraph(kind=block.kind, pieces=(Piece(Change.SAME, visible(block.text)),))
        else:
            yield from (_paragraph(a, b) for a, b in _paired(old[run.old], new[run.new]))


def _paragraph(old: Block | None, new: Block | None) -> Paragraph:
    block = new or old
    assert block is not None  # `_paired` gives at least one
    before, after = (old.links if old else ()), (new.links if new else ())
    return Paragraph(
        kind=block.kind,
        pieces=word_diff(visible(old.text) if old else "", visible(new.text) if new else ""),
        links_in=_more(after, before) if old else _outside(after),
        links_out=_more(before, after) if new else _outside(before),
    )


def _more(links: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    """Links that are not among the others, as often as they are not."""
    return tuple(visible(link) for link in (Counter(links) - Counter(others)).elements())


def _paired(old: Sequence[Block], new: Sequence[Block]) -> Iterator[tuple[Block | None, Block | None]]:
    """Paragraphs that changed, each beside what it became, in the order of the page."""
    a = b = 0
    for at, to in _partners(old, new):
        yield from ((block, None) for block in old[a:at])
        yield from ((None, block) for block in new[b:to])
        yield old[at], new[to]
        a, b = at + 1, to + 1
    yield from ((block, None) for block in old[a:])
    yield from ((None, block) for block in new[b:])


def _partners(old: Sequence[Block], new: Sequence[Block]) -> list[tuple[int, int]]:
    """Pairs in order whose likeness together is greatest."""
    if len(old) * len(new) > _MOST_PAIRS:
        return [(at, at) for at in range(min(len(old), len(new))) if old[at].kind is new[at].kind]
    words = [[Counter(block.text.split()) for block in blocks] for blocks in (old, new)]
    best: list[list[float]] = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    alike = [[_likeness(old[a], new[b], words[0][a], words[1][b]) for b in range(len(new))] for a in range(len(old))]
    for a in range(len(old) - 1, -1, -1):
        for b in range(len(new) - 1, -1, -1):
            best[a][b] = max(best[a + 1][b], best[a][b + 1], best[a + 1][b + 1] + alike[a][b])
    pairs, a, b = [], 0, 0
    while a < len(old) and b < len(new):
        if alike[a][b] and best[a][b] == best[a + 1][b + 1] + alike[a][b]:
            pairs.append((a, b))
            a, b = a + 1, b + 1
        elif best[a][b] == best[a + 1][b]:
            a += 1
        else:
            b += 1
    return pairs


def _likeness(old: Block, new: Block, words: Counter[str], others: Counter[str]) -> float:
    """Part of the words that both have, from 0 to 1; 0 for what is too little, or of another kind."""
    if old.kind is not new.kind:
        return 0.0
    if old.kind is BlockKind.TITLE:
        return 1.0
    part = 2 * (words & others).total() / max(1, words.total() + others.total())
    return part if part >= _LEAST_ALIKE else 0.0


def _folded(found: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Without the paragraphs that stayed, but for those beside a change."""
    changed = [number for number, paragraph in enumerate(found) if paragraph.is_changed]
    near = {number + step for number in changed for step in range(-_AROUND, _AROUND + 1)}
    folded = 0
    for number, paragraph in enumerate(found):
        if number not in near:
            folded += 1
            continue
        if folded:
            yield Paragraph(folded=folded)
        folded = 0
        yield paragraph
    if folded:
        yield Paragraph(folded=folded)
