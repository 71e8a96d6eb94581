"""What a new text begins with: headings and questions to answer, for each type of entry; and the rule that all were answered."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from plugins.core.rules import Finding, Subject
from plugins.editorial.fields import PLACEHOLDER

_SOURCE = Path(__file__).parent / "data" / "outlines.toml"
_OPEN = "Còn chỗ chưa viết: thay “{}” bằng lời của bài, hoặc xoá cả mục."
_ALONE = re.compile(rf"\s*(?:[-*+>]\s+|\d+[.)]\s+)?({re.escape(PLACEHOLDER)}.*\S)\s*$")
#: characters of an open place that a message shows
_SHOWN = 30


@cache
def _outlines() -> dict[str, str]:
    return tomllib.loads(_SOURCE.read_text(encoding="utf-8"))


def outline(folder: str) -> str:
    """The outline of the text of an entry of `folder`, in Markdown; empty where the front matter says it all (slogans)."""
    return _outlines()[folder].strip("\n")


def is_written(subject: Subject) -> Iterator[Finding]:
    """FM04: no place of the outline is left open. (Those of the front matter are FM01's.)

    Open is what stands alone in its paragraph or item, so that honest words in brackets ("tờ khai (điền đủ các mục)") pass.
    """
    for number, line in enumerate(subject.prose[subject.body_line - 1 :], subject.body_line):
        match = _ALONE.match(line) if PLACEHOLDER in line else None
        if match:
            written = match[1]
            shown = written if len(written) <= _SHOWN else f"{written[:_SHOWN].rstrip()}…"
            yield Finding(line=number, column=match.start(1) + 1, length=len(written), message=_OPEN.format(shown))
