"""What a reader reads of a source, line by line: everything else becomes spaces, so that columns stay true.

Rules search these lines instead of the source: no false alarm in code, in an address or in a front-matter key.
"""

import re
from collections.abc import Sequence

#: front-matter fields whose values people read; other fields are typed and judged by the schema
_PROSE_FIELDS = frozenset(
    "title summary key_points excerpt text broadcast claim verdict evidence question results how_to_copy image video sources".split()
)
_TOP_KEY = re.compile(r"^([a-z_]+):(?:[ \t]|$)")
_NESTED_KEY = re.compile(r"^([ \t]+(?:- )?|- )([a-z_]+):(?=[ \t]|$)")
#: nested fields that hold a path or an address
_MUTE_NESTED = frozenset({"file", "url", "poster"})
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_BLANKED = re.compile(
    r"(?P<code>(?<!`)(`+)(?!`).+?(?<!`)\2(?!`))"
    r"|(?P<target>(?<=\])\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)?)"
    r"|(?P<auto><[a-z][a-z0-9+.-]*:[^\s<>]*>|<[^\s<>@]+@[^\s<>]+>)"
    r"|(?P<bare>\bhttps?://[^\s<>()]+)"
    r"|(?P<reference>^ {0,3}\[[^\]]+\]:\s*\S+)"
)


def prose_lines(lines: tuple[str, ...], body_line: int) -> tuple[str, ...]:
    """`lines` of a cleaned source with front matter before line `body_line` (from 1); same count, same lengths."""
    head = _front_matter_prose(lines[: body_line - 1])
    return (*head, *_body_prose(lines[body_line - 1 :]))


def _front_matter_prose(lines: tuple[str, ...]) -> list[str]:
    result = []
    is_prose = False
    for line in lines:
        top = None if line.startswith((" ", "-")) else _TOP_KEY.match(line)
        if top:
            is_prose = top[1] in _PROSE_FIELDS
        if not is_prose or line == "---":
            result.append(" " * len(line))
        else:
            result.append(_blanked(_without_key(line, top)))
    return result


def _without_key(line: str, top: re.Match[str] | None) -> str:
    nested = None if top else _NESTED_KEY.match(line)
    if nested and nested[2] in _MUTE_NESTED:
        return " " * len(line)
    key = top or nested
    return " " * key.end() + line[key.end() :] if key else line


def _blanked(line: str) -> str:
    # each branch of the pattern needs one of these signs; a list in brackets has none of them
    has_sign = "`" in line or "<" in line or "://" in line or ("]" in line and ("](" in line or "]:" in line))
    return _BLANKED.sub(_spaces, line) if has_sign else line


def _body_prose(lines: tuple[str, ...]) -> Sequence[str]:
    if not _may_hide("\n".join(("", *lines))):
        return lines
    result = []
    fence = ""
    for line in lines:
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and not line[mark.end() :].strip():
                fence = ""
            result.append(" " * len(line))
        elif mark:
            fence = mark[1]
            result.append(" " * len(line))
        else:
            result.append(_blanked(line))
    return result


def _may_hide(text: str) -> bool:
    """False: a text has neither code nor an address (`_FENCE`, `_BLANKED`)."""
    # single signs are found ten times as fast as rows of them
    return "`" in text or "]" in text or "<" in text or ("~" in text and "~~~" in text) or (":" in text and "://" in text)


def _spaces(match: re.Match[str]) -> str:
    return " " * len(match[0])
