"""Scripts as they are sent: without comments and blanks that no browser needs, and with short names for what is the script's own.

A script is cut into strings, comments, words, numbers and signs, so nothing inside a string is touched. What the cutter cannot tell
(`/` may begin a pattern) it decides as engines do for code like ours; what it cannot cut is refused.
"""

import re
import string
from collections.abc import Iterator
from functools import lru_cache

from plugins.core.errors import ConfigurationError

_TOKEN = re.compile(
    r"(?P<comment>//[^\n]*|/\*.*?\*/)"
    r"|(?P<text>\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)"
    r"|(?P<blank>\s+)"
    r"|(?P<word>[\w$]+)"
    r"|(?P<sign>\+\+|--|=>|\.\.\.|[^\w\s\"'`$])",
    re.DOTALL,
)
_PATTERN = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
#: behind these words and signs a value is expected, so “/” begins a pattern
_BEFORE_A_VALUE = frozenset("( , = : [ ! & | ? { } ; + - * % < > ~ ^ => return typeof case in of".split())
#: a line may end behind these, or before those, without a semicolon being meant
_OPEN_END, _OPEN_BEGIN = frozenset("{([,;:?=&|<>*%!~^."), frozenset("})],;:?.=&|<>*%^")
_OWN = re.compile(r"_\w+")
#: a name of the script's own inside a template, where it would keep its length while others change
_OWN_INSIDE = re.compile(r"\$\{[^}]*(?<![\w$.])_\w")
_BLANKS = ("", " ", "\n")
_LETTERS = string.ascii_lowercase + string.ascii_uppercase


@lru_cache(maxsize=16)  # serve builds many times in one process, and scripts seldom change
def packed(source: str, name: str) -> str:
    """The script in `source`, packed. Its own names begin with “_” and become one letter or two; all else says and does the same.

    ConfigurationError names the file (`name`) where it cannot be cut, or where it would end the element that it stands in.
    """
    tokens = _without_last_semicolons(list(_tokens(source.replace("\r\n", "\n"), name)))
    short = _short_names(tokens)
    text = "".join(_written([short.get(piece, piece) for piece in tokens]))
    if "</" in text or "<!--" in text:
        raise ConfigurationError(name, "trong chuỗi không được có “</” hay “<!--”: viết “<\\/”.")
    return text


def _tokens(source: str, name: str) -> Iterator[str]:
    """Strings, patterns, words and signs; before each a line break, a blank or nothing, as blanks and comments before it were."""
    at, last, blank = 0, ";", ""
    while at < len(source):
        match = _TOKEN.match(source, at)
        is_pattern = match is not None and match[0] == "/" and last in _BEFORE_A_VALUE
        if is_pattern:
            match = _PATTERN.match(source, at)
        if match is None or (match[0][0] == "`" and _OWN_INSIDE.search(match[0])):
            line = source.count("\n", 0, at) + 1
            raise ConfigurationError(f"{name}:{line}", "không đọc được từ dòng này: chuỗi thiếu dấu đóng, hoặc tên riêng (_…) trong `…`.")
        at = match.end()
        if is_pattern or match.lastgroup not in ("blank", "comment"):
            last = match[0]
            yield blank
            yield last
            blank = ""
        elif match[0].startswith("//"):
            blank = "\n"
        else:
            blank = "\n" if "\n" in blank + match[0] else " "


def _without_last_semicolons(tokens: list[str]) -> list[str]:
    """The tokens without semicolons right before “}”; one that is a statement of its own (`for (…);`) stays."""
    kept: list[str] = []
    heads: list[bool] = []  # of each open bracket: is it that of a loop or a condition?
    was_head = False
    for piece in tokens:
        behind, before = _last_two(kept)
        if piece == "(":
            heads.append(before in ("if", "for", "while"))
        elif piece == ")" and heads:
            was_head = heads.pop()
        elif piece == "}" and before == ";" and behind not in ("(", ";", "else", "do") and not (behind == ")" and was_head):
            del kept[len(kept) - 1 - kept[::-1].index(";")]
        kept.append(piece)
    return kept


def _last_two(tokens: list[str]) -> tuple[str, str]:
    """The last two that are no blanks; empty where there are none."""
    found = ["", "", *(piece for piece in tokens[-5:] if piece not in _BLANKS)]
    return found[-2], found[-1]


def _short_names(tokens: list[str]) -> dict[str, str]:
    """A short name for each of the script's own, the most frequent first, none of which the script says for something else."""
    own: dict[str, int] = {}
    for piece in filter(_OWN.fullmatch, tokens):
        own[piece] = own.get(piece, 0) + 1
    taken = set(tokens)
    pairs = (first + second for first in _LETTERS for second in _LETTERS)
    free = (letter for letters in (_LETTERS, pairs) for letter in letters if letter not in taken and letter not in ("do", "if", "in", "of"))
    return dict(zip(sorted(own, key=lambda word: (-own[word], word)), free, strict=False))


def _written(tokens: list[str]) -> Iterator[str]:
    """The tokens with the blanks that are needed: between two words, between + and +, and where a line end may be an end."""
    before, blank = "", ""
    for piece in tokens:
        if piece in _BLANKS:
            blank = max(blank, piece, key=_BLANKS.index)
            continue
        yield _between(before, blank, piece)
        yield piece
        before, blank = piece, ""


def _between(before: str, blank: str, after: str) -> str:
    if not before or not blank:
        return ""
    if blank == "\n" and before[-1] not in _OPEN_END and after[0] not in _OPEN_BEGIN:
        return "\n"
    is_word = _is_word(before[-1]) and _is_word(after[0])
    return " " if is_word or (before[-1] == after[0] and after[0] in "+-/") else ""


def _is_word(character: str) -> bool:
    return character.isalnum() or character in "_$"
