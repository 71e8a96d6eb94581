"""VB03: spaces and long dashes inside a number are taken out while reading, and the editor is told.

    05 - NQ / TU  ->  05-NQ/TU         12/KH – UBND  ->  12/KH-UBND

Only what `find_mentions` is sure of is touched; the rest of the number (a missing zero, a wrong symbol) stays as written and
is for the editor. Code and addresses stay as they are.
"""

import bisect
import re
from collections.abc import Callable, Iterator

from plugins.core.rules import Finding, Repair
from plugins.documents import messages
from plugins.documents.mentions import find_mentions, is_closed_up

#: (start, end) of a place in the text: may it not be changed?
IsProtected = Callable[[int, int], bool]

_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")
_TICKS = re.compile(r"`+")
_TARGETS = re.compile(
    r"(?<=\])\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*"  # [words](target
    r"|<[a-z][a-z0-9+.-]*:[^\s<>]*>"  # <https://…>
    r"|(?:https?://|www\.)[^\s<>()]+"
    r"|^ {0,3}\[[^\]]+\]:\s*\S+"  # [name]: target
)


def repair_numbers(text: str, is_protected: IsProtected) -> tuple[str, tuple[Finding, ...]]:
    """`text` with every number closed up, and one finding for each; `is_protected` is asked for each place to be changed."""
    pieces: list[str] = []
    findings: list[Finding] = []
    at = line_start = 0
    line = 1
    for mention in find_mentions(text):
        if mention.squeezed == mention.text or is_protected(mention.start, mention.end):
            continue
        line += text.count("\n", line_start, mention.start)
        line_start = text.rfind("\n", 0, mention.start) + 1
        pieces += [text[at : mention.start], mention.squeezed]
        at = mention.end
        message = messages.closed_up(mention.text, mention.squeezed)
        findings.append(Finding(line=line, message=message, column=mention.start - line_start + 1))
    return "".join([*pieces, text[at:]]), tuple(findings)


def repair_source(text: str) -> tuple[str, tuple[Finding, ...]]:
    """`repair_numbers` on a whole Markdown source with its front matter."""
    if is_closed_up(text):
        return text, ()  # nearly every source; looking for code costs more than looking for numbers
    spans = tuple(protected_spans(text))
    starts = [start for start, _ in spans]

    def is_protected(start: int, end: int) -> bool:
        before = bisect.bisect_left(starts, end) - 1
        return before >= 0 and spans[before][1] > start

    return repair_numbers(text, is_protected)


def protected_spans(text: str) -> Iterator[tuple[int, int]]:
    """Places that no repair may touch, in order: fenced code, code spans, addresses."""
    at = 0
    fence = ""
    for line in text.split("\n"):
        end = at + len(line)
        mark = _FENCE.match(line)
        if fence:
            yield at, end
            if mark and mark[1].startswith(fence) and not line[mark.end() :].strip():
                fence = ""
        elif mark:
            fence = mark[1]
            yield at, end
        else:
            yield from _spans_in_line(line, at)
        at = end + 1


def _spans_in_line(line: str, offset: int) -> Iterator[tuple[int, int]]:
    found = [*_code_spans(line), *(match.span() for match in _TARGETS.finditer(line))]
    last = 0
    for start, end in sorted(found):
        if end > last:  # an address in code is one place, not two
            yield offset + max(start, last), offset + end
            last = end


def _code_spans(line: str) -> Iterator[tuple[int, int]]:
    """`code` and ``code``: a run of ticks up to the next run of the same length, in linear time."""
    runs = [match.span() for match in _TICKS.finditer(line)]
    last_of_length = {end - start: index for index, (start, end) in enumerate(runs)}
    index = 0
    while index < len(runs):
        start, end = runs[index]
        if last_of_length[end - start] > index:
            index = next(later for later in range(index + 1, len(runs)) if runs[later][1] - runs[later][0] == end - start)
            yield start, runs[index][1]
        index += 1


VB03 = Repair(id="VB03", title="Số, ký hiệu viết liền, dùng dấu gạch nối: “05-NQ/TU”; tự sửa khi đọc.", repair=repair_source)
