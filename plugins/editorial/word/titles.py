"""The title of an entry that came from Word: what stands over the text, or what the head of a document says."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from plugins.editorial.word.head import Head
from plugins.editorial.word.lines import Line
from plugins.editorial.word.names import as_in_sentence
from plugins.editorial.word.parts import Grid
from plugins.editorial.word.words import is_capital

#: characters of a title: what fits on the picture that is shared
_LONGEST = 120
#: characters of a first line that may be a title though nothing sets it apart
_LONGEST_PLAIN = 110
_BOUNDARIES = re.compile(r"(?= của | về | tại )|(?<=[,;.]) ")
#: the day of a document that is named: nothing behind it belongs into a title
_DAY = re.compile(r" ngày (?=[0-9])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A title, and how many lines of the text it took."""

    text: str
    lines: int = 0


def title_of_document(head: Head, names: Mapping[tuple[str, ...], str]) -> str:
    """`Kế hoạch số 12/KH-UBND của Ủy ban nhân dân phường Hải An`; without a number the beginning of the excerpt."""
    if head.number:
        return f"{head.kind} số {head.number}" + (f" của {head.issuer}" if head.issuer else "")
    excerpt = as_in_sentence(head.excerpt, names)
    return _cut(f"{head.kind} {excerpt[:1].lower()}{excerpt[1:]}".strip())


def take_title(lines: Sequence[Line | Grid], file_name: str) -> Title:
    """The title at the beginning of the lines: a line with Word's own style, in the middle, in bold, or short and alone."""
    first = lines[0] if lines else None
    if isinstance(first, Line) and first.text and first.label is None and not any(run.picture or run.note for run in first.runs):
        if first.is_centred and (first.is_bold or is_capital(first.text)):
            taken = 1
            while taken < len(lines) and _goes_on(first, lines[taken]):
                taken += 1
            return Title(text=" ".join(line.text.replace("\n", " ") for line in lines[:taken] if isinstance(line, Line)), lines=taken)
        is_marked = first.style == "title" or first.outline == 1 or (first.is_bold and len(first.text) <= _LONGEST)
        is_alone = len(first.text) <= _LONGEST_PLAIN and not first.text.endswith((".", ",", ";", ":"))
        if is_marked or is_alone:
            return Title(text=first.text.replace("\n", " "), lines=1)
    return Title(text=" ".join(PurePath(file_name).stem.replace("_", " ").replace("-", " ").split()))


def _goes_on(first: Line, line: Line | Grid) -> bool:
    """Is this the next line of a title that was broken by hand?"""
    if isinstance(line, Grid) or line.label or not line.is_centred or not line.text:
        return False
    return (line.is_bold, is_capital(line.text), line.outline) == (first.is_bold, is_capital(first.text), first.outline)


def _cut(text: str) -> str:
    """`text`, or as many of its whole phrases as a title may have."""
    if len(text) <= _LONGEST:
        return text
    day = _DAY.search(text, _LONGEST // 3, _LONGEST)
    if day:
        return text[: day.start()]
    ends = [match.start() for match in _BOUNDARIES.finditer(text) if _LONGEST // 3 <= match.start() <= _LONGEST]
    return text[: ends[-1] if ends else text.rfind(" ", 0, _LONGEST)].rstrip(" ,;.-")
