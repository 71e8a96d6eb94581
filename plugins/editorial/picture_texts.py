"""What an entry says of its pictures: the main one of the front matter, and those of the text with description, caption and credit.

`![Mô tả](tep/x.jpg "Chú thích | Ảnh: Tên")`
"""

import functools
import re
from collections import deque
from dataclasses import dataclass

from plugins.core.rules import Subject, TextLink
from plugins.editorial.word_lists import either, words

# brackets inside a description are not looked for, so a row of "![" costs nothing
_PICTURE = re.compile(
    r"""!\[(?P<alt>[^\[\]\n]{0,1000})\]\((?P<target><[^<>\n]{0,1000}>|[^\s()]{0,1000}(?:\([^\s()]{0,200}\)[^\s()]{0,200}){0,9})"""
    r"""(?:[ \t]+(?:"(?P<title>[^"\n]{0,2000})"|'(?P<other>[^'\n]{0,2000})'))?[ \t]*\)"""
)
#: lines below a picture in which its credit may stand
_LINES_BELOW = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureText:
    """One use of a picture."""

    line: int
    #: from 1, and how many characters the picture takes in its line; 0 when not known, and for the main picture
    column: int = 0
    length: int = 0
    #: path from content/, or the address as written
    file: str
    alt: str
    #: title in a text, with caption and credit; empty for the main picture
    title: str = ""
    #: who made it, as far as it is said
    credit: str = ""
    is_main: bool = False
    #: False for a picture that is written in a form which is not taken apart here: nothing is known of its title
    is_whole: bool = True

    @property
    def said(self) -> str:
        """All words about it."""
        return f"{self.alt} | {self.title} | {self.credit}"


#: pictures of one line by their description, in order
_Row = dict[str, deque[re.Match[str]]]


@functools.lru_cache(maxsize=4)  # the rules of one entry run one after the other and ask the same
def _pictures(lines: tuple[str, ...], prose: tuple[str, ...], links: tuple[TextLink, ...]) -> tuple[PictureText, ...]:
    rows: dict[int, _Row] = {}
    return tuple(_picture(link, lines, prose, rows) for link in links if link.is_picture)


def _row(line: str, prose: str) -> _Row:
    row: _Row = {}
    for match in _PICTURE.finditer(line):
        if prose[match.start()] == "!":  # else it is code
            row.setdefault(match["alt"].strip(), deque()).append(match)
    return row


def pictures_of(subject: Subject) -> tuple[PictureText, ...]:
    """Every picture of an entry in the order of the file: the main one first."""
    image = subject.entry.image if subject.entry else None
    line = subject.line_of("image")
    main = (PictureText(line=line, file=image.file, alt=image.alt, credit=image.credit, is_main=True),) if image else ()
    if not any(link.is_picture for link in subject.links):
        return main
    return main + _pictures(subject.lines, subject.prose, subject.links)


def _picture(link: TextLink, lines: tuple[str, ...], prose: tuple[str, ...], rows: dict[int, _Row]) -> PictureText:
    """The picture of a link, where it stands; `rows` are the lines taken apart, without the pictures of earlier links."""
    if link.line not in rows:
        rows[link.line] = _row(lines[link.line - 1], prose[link.line - 1]) if link.line <= len(lines) else {}
    same = rows[link.line].get(link.text.strip())
    if not same:
        return PictureText(line=link.line, file=link.target, alt=link.text, is_whole=False)
    match = same.popleft()
    title = (match["title"] or match["other"] or "").strip()
    return PictureText(
        line=link.line,
        column=match.start() + 1,
        length=match.end() - match.start(),
        file=link.target,
        alt=link.text,
        title=title,
        credit=_credit(title, lines, link.line),
    )


@functools.cache
def _labels() -> re.Pattern[str]:
    labels, gifts = either(words("pictures", "credit", "labels")), either(words("pictures", "credit", "gifts"))
    return re.compile(rf"(?:(?<!\w){labels}[ \u00a0]?:|(?<!\w){gifts}(?!\w)).*", re.IGNORECASE)


def _credit(title: str, lines: tuple[str, ...], line: int) -> str:
    """The credit in a title, behind its bar, or in the lines right below the picture."""
    found = _labels().search(title)
    if found:
        return found[0]
    if "|" in title:
        return title.rpartition("|")[2].strip()
    below = [text for text in lines[line : line + _LINES_BELOW] if text.strip()][:1]
    found = _labels().match(below[0].strip("*_() \t\u00a0")) if below else None
    return found[0] if found else ""
