"""A stylesheet without what browsers do not need: comments, indentation, blanks beside signs. Nothing is renamed or reordered.

An eighth of the letters and 0.2 KiB of the compressed file, on every first visit.
"""

import itertools
import re
from collections.abc import Iterable
from functools import lru_cache

_BLANK = r"(?:\s|/\*.*?\*/)"
#: a text in quotation marks or a bare address, which stays as it is; or blanks and comments, with a sign that needs none of them.
#: Beside “+” and “-” calc() asks for blanks; before “:” and “(” they mean something (`a :hover`, `and (`).
_PARTS = re.compile(
    r"""("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\burl\((?!\s*["'])[^)]*\))"""
    rf"|{_BLANK}*(?:;{_BLANK}*)*(\}}){_BLANK}*|{_BLANK}*([{{;,>]){_BLANK}*|([:(]){_BLANK}+|{_BLANK}+(\)?)",
    re.DOTALL | re.IGNORECASE,
)


@lru_cache(maxsize=128)  # serve builds many times in one process; the theme has fifty styles
def packed(style: str) -> str:
    """The same rules in fewer letters. `style`: valid CSS."""
    return _PARTS.sub(lambda part: next((text for text in part.groups() if text), " "), style).strip()


#: a whole stylesheet inside one layer; and texts, whose braces are none
_LAYER = re.compile(r"@layer ([\w-]+)\{(.*)\}", re.DOTALL)
_TEXT = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'""", re.DOTALL)


def joined(styles: Iterable[str]) -> str:
    """Stylesheets one after the other, packed; neighbours that fill the same layer share its braces."""
    parts: list[str] = []
    open_layer = ""
    for style in map(packed, styles):
        layer, rules = _in_layer(style)
        if layer and layer == open_layer:
            parts[-1] = f"{parts[-1][:-1]}{rules}}}"
        else:
            parts.append(style)
        open_layer = layer
    return "".join(parts)


def _in_layer(style: str) -> tuple[str, str]:
    """The layer that encloses a packed stylesheet and the rules in it; empty when there is none or more than one."""
    whole = _LAYER.fullmatch(style)
    braces = re.findall(r"[{}]", _TEXT.sub("", whole[2])) if whole else []
    depths = [0, *itertools.accumulate(1 if brace == "{" else -1 for brace in braces)]
    return (whole[1], whole[2]) if whole and min(depths) == depths[-1] == 0 else ("", "")
