"""From the parts of a text to Markdown that the portal's own reader reads back word for word: every sign that it would take for
its own is escaped, and there is no raw HTML.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from urllib.parse import quote

from plugins.core.rules import LinkKind
from plugins.editorial.targets import resolve
from plugins.editorial.word.account import letters
from plugins.editorial.word.lines import split_runs, tidy
from plugins.editorial.word.parts import Figure, Grid, Heading, Item, Part, Text
from plugins.editorial.word.source import Run, WordPicture

#: address of the picture from content/, and its alternative text
Placed = Callable[[WordPicture], tuple[str, str]]

_INDENT = "    "
_OWN = re.compile(r"[\\`*\[\]|]|<(?![\s0-9=])|<(?=[^<> !]+@)|&(?=#?\w+;)|(?<![^\W_])_|_(?![^\W_])")
_AS_ENTITY = {"<": "&lt;", "&": "&amp;"}
#: signs that mean something at the beginning of a line only
_LINE_START = re.compile(r"(?P<sign>[#>])|(?P<list>[-+](?=\s|$|-))|(?P<number>[0-9]+)(?=\.(?:\s|$))|(?P<rare>:(?=\s|$)|=|~)")
#: signs beside the words of a run
_LEADING, _TRAILING = re.compile(r"^[^\w]+"), re.compile(r"[^\w]+$")
_SAFE_IN_ADDRESS = "%/?:@!$&',;=+#-._~*"
_PLAIN_ALT = str.maketrans({"[": "(", "]": ")", "`": "'", "\\": "/", "<": "‹", ">": "›", "\n": " ", "|": "/"})
_PLAIN_TITLE = str.maketrans({'"': "”", "`": "'", "\\": "/", "<": "‹", ">": "›", "\n": " "})


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A text in Markdown."""

    text: str
    #: words whose italics are lost, since letters of another look touch them
    without_italics: tuple[str, ...] = ()


def markdown_of(parts: Sequence[Part], notes: Mapping[str, Sequence[Sequence[Run]]], placed: Placed) -> Written:
    """The text in Markdown; `notes` by key, in the order in which their marks stand, each with its paragraphs."""
    marks = {key: number for number, key in enumerate(notes, 1)}
    writer = _Writer(marks, placed)
    blocks: list[str] = []
    #: by depth, whether the open list counts
    lists: dict[int, bool] = {}
    for part in parts:
        text = writer.part(part)
        if not isinstance(part, Item):
            lists.clear()
            blocks.append(text)
            continue
        # a list of another kind needs a blank line before it, or it would go on with the item above
        is_tight = bool(lists) and lists.get(part.depth, bool(part.number)) == bool(part.number)
        lists = {depth: counts for depth, counts in lists.items() if depth < part.depth} | {part.depth: bool(part.number)}
        if is_tight:
            blocks[-1] += f"\n{text}"
        else:
            blocks.append(text)
    for key, paragraphs in notes.items():
        body = f"\n\n{_INDENT}".join(writer.inline(runs) for runs in paragraphs)
        blocks.append(f"[^{marks[key]}]: {body}")
    return Written(text="\n\n".join(blocks), without_italics=tuple(writer.without_italics))


class _Writer:
    def __init__(self, marks: Mapping[str, int], placed: Placed) -> None:
        self.marks, self.placed = marks, placed
        self.without_italics: list[str] = []

    def part(self, part: Part) -> str:
        if isinstance(part, Heading):
            words = self.inline(part.runs, begins_line=False)
            # at the end of a heading Markdown drops them
            return f"{'#' * part.level} {words.replace('#', f'{chr(92)}#')}"
        if isinstance(part, Item):
            return self._item(part)
        if isinstance(part, Figure):
            return self._picture(part.picture, part.caption)
        if isinstance(part, Grid):
            return self._grid(part)
        return self._lines(part, "")

    def _item(self, item: Item) -> str:
        mark = f"{item.number}." if item.number else "-"
        indent = _INDENT * item.depth
        return f"{indent}{mark} {self._lines(item, indent + _INDENT)}"

    def _lines(self, part: Text | Item, indent: str) -> str:
        pieces = (tidy(piece) for piece in split_runs(part.runs))
        return f"  \n{indent}".join(self.inline(piece) for piece in pieces if piece)

    def _grid(self, grid: Grid) -> str:
        width = max((len(row) for row in grid.rows), default=0)
        rows = [[self.inline(cell, begins_line=False) for cell in row] + [""] * (width - len(row)) for row in grid.rows]
        rows.insert(1, ["---"] * width)
        return "\n".join(f"| {' | '.join(row)} |" for row in rows)

    def _picture(self, picture: WordPicture, caption: str = "") -> str:
        address, alt = self.placed(picture)
        words, line, credit = caption.rpartition(" | ")
        title = f"{words.replace('|', '/')}{line}{credit.replace('|', '/')}".translate(_PLAIN_TITLE)
        return f"![{alt.translate(_PLAIN_ALT)}]({address}{f' {chr(34)}{title}{chr(34)}' if title else ''})"

    def inline(self, runs: Iterable[Run], *, begins_line: bool = True) -> str:
        """Characters with their look, links, marks of notes and pictures; one line."""
        written: list[str] = []
        group: list[Run] = []
        for run in (*_apart(runs, self.without_italics), Run(link="\0")):
            if group and run.link != group[0].link:
                words = "".join(self._run(one, is_first=begins_line and not written and one is group[0]) for one in group)
                written.append(_linked(words, group[0].link))
                group = []
            group.append(run)
        return "".join(written)

    def _run(self, run: Run, *, is_first: bool) -> str:
        if run.note:
            return f"[^{self.marks[run.note]}]" if run.note in self.marks else ""
        if run.picture:
            return self._picture(run.picture)
        body = run.text.strip(" ")
        if not body:
            return run.text
        # a bold full stop is an accident
        sign = "*" * (2 * run.is_bold + run.is_italic) if letters(body) else ""
        start, end = run.text.partition(body)[0], run.text.rpartition(body)[2]
        return f"{start}{sign}{_escaped(body, is_first=is_first and not sign)}{sign}{end}"


def _apart(runs: Iterable[Run], without_italics: list[str]) -> Iterable[Run]:
    """The runs with no two looks touching, where `**a***b*` would be read in another way.

    Signs between them need no look (`*a*, **b**`); where letters touch, bold wins and italics go, which is told.
    """
    result: list[Run] = []
    for run in runs:
        last = result[-1] if result else None
        is_touching = last is not None and last.text and run.text and not last.text.endswith(" ") and not run.text.startswith(" ")
        if last is not None and is_touching and _has_look(last) and _has_look(run) and _look(last) != _look(run):
            first, second = _signs_at(_LEADING, run), _signs_at(_TRAILING, last)
            if first:
                result.append(replace(run, text=first, is_bold=False, is_italic=False))
                run = replace(run, text=run.text[len(first) :])
            elif second:
                result[-1] = replace(last, text=last.text[: -len(second)])
                result.append(replace(last, text=second, is_bold=False, is_italic=False))
            else:
                without_italics += [one.text.strip() for one in (last, run) if one.is_italic]
                result[-1], run = replace(last, is_italic=False), replace(run, is_italic=False)
        result.append(run)
    return tidy(result)


def _signs_at(place: re.Pattern[str], run: Run) -> str:
    signs = place.search(run.text)
    return signs[0] if signs else ""


def _look(run: Run) -> tuple[bool, bool]:
    return run.is_bold, run.is_italic


def _has_look(run: Run) -> bool:
    return (run.is_bold or run.is_italic) and bool(letters(run.text))


def _linked(words: str, address: str) -> str:
    if not address or not words.strip() or not is_link(address):
        return words
    body = words.strip(" ")
    start, end = words.partition(body)[0], words.rpartition(body)[2]
    return f"{start}[{body}]({_quoted(address)}){end}"


def is_link(address: str) -> bool:
    """May a text of the portal point there?"""
    return resolve(_quoted(address), "").kind in (LinkKind.OUTSIDE, LinkKind.MAIL)


def _quoted(address: str) -> str:
    return quote(address.strip(), safe=_SAFE_IN_ADDRESS)


def _escaped(text: str, *, is_first: bool) -> str:
    escaped = _OWN.sub(lambda match: _AS_ENTITY.get(match[0], f"\\{match[0]}"), text)
    return _LINE_START.sub(_at_start, escaped, count=1) if is_first and _LINE_START.match(escaped) else escaped


def _at_start(match: re.Match[str]) -> str:
    if match["number"]:
        return f"{match[0]}\\"  # the stop behind it
    return f"&#{ord(match[0])};" if match["rare"] else f"\\{match[0]}"


class _Reader(HTMLParser):
    """What a reader reads of a page: words, and the numbers that lists count; no marks of notes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._counts: list[int | None] = []
        self._silent = 0
        self._is_in_notes = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "ol":
            self._counts.append(None if self._is_in_notes else int(given.get("start") or 1))
        elif tag == "ul":
            self._counts.append(None)
        elif tag == "li" and self._counts and self._counts[-1] is not None:
            self.words.append(f" {self._counts[-1]} ")
            self._counts[-1] += 1
        elif tag == "sup" or given.get("class") == "footnote-backref":
            self._silent += 1
        elif given.get("class") == "footnote":
            self._is_in_notes = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ol", "ul"):
            self._counts.pop()
        elif tag == "sup" or (tag == "a" and self._silent):
            self._silent -= self._silent > 0

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words.append(data)


def words_of(html: str) -> list[str]:
    """What a reader reads of the HTML of a text."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.words
