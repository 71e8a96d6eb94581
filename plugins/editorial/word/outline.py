"""Which lines are headings. A label alone does not decide: "1. Mục đích" is one, "1. Tham gia hội nghị phổ biến …." is an item.

So the lines that share a kind of label under one heading are judged together, and all of them become the one or the other.
"""

from collections.abc import Iterator, Sequence

from plugins.editorial.word.labels import Kind
from plugins.editorial.word.lines import Line
from plugins.editorial.word.parts import Grid
from plugins.editorial.word.words import is_capital

#: characters of a heading; the long ones name an office and what it is asked to do
_LONGEST_HEADING = 200
#: a line alone in bold or in capitals is shorter
_LONGEST_BARE = 120
_SENTENCE_ENDS = (".", ";", ",", "…")
#: ranks of headings without a label: Word's own styles come before all kinds, lines alone in capitals or bold between them
_RANK_CAPITALS, _RANK_BOLD = Kind.LETTER, Kind.BULLET + 1


def ranks_of(lines: Sequence[Line | Grid]) -> list[int | None]:
    """For each line its rank as a heading, small ones first; None for what is no heading."""
    ranks: list[int | None] = [None if isinstance(line, Grid) else _certain_rank(line) for line in lines]
    for kind in (Kind.LETTER, Kind.ARTICLE, Kind.NUMBER, Kind.SUB_NUMBER, Kind.SMALL_LETTER):
        for group in _siblings(lines, ranks, kind):
            likely = [at for at in group if _is_title_like(lines[at])]
            # one of them may end in a stop by a slip
            if len(likely) * 3 >= len(group) * 2 and all(_may_be_heading(lines, at) for at in group):
                for at in group:
                    ranks[at] = kind
    for at, line in enumerate(lines):
        if ranks[at] is None and not isinstance(line, Grid) and _is_bare_heading(line) and _has_content(lines, at):
            ranks[at] = _RANK_CAPITALS if line.is_centred and is_capital(line.text) else _RANK_BOLD
    return ranks


def _certain_rank(line: Line) -> int | None:
    if line.outline:
        return line.outline
    if line.label and line.label.kind in (Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.ROMAN):
        return line.label.kind if _is_short(line, _LONGEST_HEADING) and not line.text.endswith(_SENTENCE_ENDS) else None
    return None


def _siblings(lines: Sequence[Line | Grid], ranks: Sequence[int | None], kind: Kind) -> Iterator[list[int]]:
    """Places of the lines of one kind of label between two headings of a higher rank."""
    group: list[int] = []
    for at, line in enumerate(lines):
        rank = ranks[at]
        if rank is not None and rank < kind and group:
            yield group
            group = []
        if rank is None and not isinstance(line, Grid) and line.label and line.label.kind is kind:
            group.append(at)
    if group:
        yield group


def _is_title_like(line: Line | Grid) -> bool:
    """Words without the end of a sentence; a whole bold line may have one."""
    return not isinstance(line, Grid) and ". " not in line.text and (line.is_bold or not line.text.endswith(_SENTENCE_ENDS))


def _may_be_heading(lines: Sequence[Line | Grid], at: int) -> bool:
    """Short, with something of another kind behind it, and not in one of Word's own styles for lists."""
    line = lines[at]
    if isinstance(line, Grid) or line.style.startswith(("list number", "list bullet")):
        return False
    return _is_short(line, _LONGEST_HEADING) and _has_content(lines, at)


def _has_content(lines: Sequence[Line | Grid], at: int) -> bool:
    """Does something follow that is neither a label of the same kind or a higher one nor a heading by style?"""
    line = lines[at]
    after = lines[at + 1] if at + 1 < len(lines) else None
    if after is None or isinstance(line, Grid):
        return False
    if isinstance(after, Grid) or after.label is None:
        return isinstance(after, Grid) or not after.outline
    return line.label is None or after.label.kind > line.label.kind


def _is_bare_heading(line: Line) -> bool:
    """A line alone in bold, or in capitals in the middle."""
    if (
        line.label
        or line.style == "caption"
        or not _is_short(line, _LONGEST_BARE)
        or line.text.endswith((*_SENTENCE_ENDS, "/"))
        or "\n" in line.text
    ):
        return False
    return line.is_bold or (line.is_centred and is_capital(line.text))


def _is_short(line: Line | Grid, longest: int) -> bool:
    return not isinstance(line, Grid) and 0 < len(line.text or (line.label.text if line.label else "")) <= longest
