"""A booklet: a long text in chapters as one tagged PDF, with contents and numbered pages."""

import re
from dataclasses import dataclass
from functools import lru_cache

from plugins.channels.paper import Figure, words_of
from plugins.channels.paper_reading import read_paper
from plugins.channels.paper_writing import Data, Measure, Pictures, blocks_data, runs_data, text_data
from plugins.channels.press import print_pdf

#: 166 mm of 10.5 pt
_PAGE = Measure(letters=92, width=460, height=330, line=15)
#: links among the pages of the booklet lead nowhere on paper
_INNER_LINK = re.compile(r'<a href="(?!https?:|mailto:|tel:)[^"]*">(.*?)</a>', re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class BookletPicture:
    """A picture as it is put on paper."""

    #: as the chapters name it
    path: str
    #: a PNG
    data: bytes
    #: pixels
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BookletChapter:
    """A chapter; its text is HTML as our pages have it."""

    title: str
    lead: str
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BookletView:
    """All that a booklet is set from."""

    #: named when it cannot be set
    source: str
    title: str
    site_name: str
    publisher: str
    chapters: tuple[BookletChapter, ...]
    pictures: tuple[BookletPicture, ...]


class _Shots(Pictures):
    """Pictures that go to paper as they are."""

    def __init__(self, pictures: tuple[BookletPicture, ...]) -> None:
        super().__init__((), _PAGE)
        self._shots = {picture.path: (f"{number}.png", picture) for number, picture in enumerate(pictures)}

    def files(self) -> dict[str, bytes]:
        """Each picture by its name beside the template."""
        return {name: picture.data for name, picture in self._shots.values()}

    def data(self, figure: Figure) -> Data:
        """A picture for the template, as wide as the page or as high as a third of it; empty when it is not there."""
        if figure.file not in self._shots:
            return {}
        name, picture = self._shots[figure.file]
        height = _PAGE.height - _PAGE.line * -(-len(words_of(figure.caption)) // _PAGE.letters)
        width = min(_PAGE.width, height * picture.width / picture.height)
        return {"k": "f", "n": name, "w": round(width, 2), "a": figure.alt, "r": runs_data(figure.caption)}


@lru_cache(maxsize=1)
def booklet(view: BookletView) -> bytes:
    """A tagged PDF; SourceError when it cannot be set. A process that builds several sites sets the same one once."""
    pictures = _Shots(view.pictures)
    chapters = [
        {
            "title": text_data(chapter.title),
            "lead": text_data(chapter.lead),
            "body": blocks_data(read_paper(_INNER_LINK.sub(r"\1", chapter.html)), _PAGE, pictures),
        }
        for chapter in view.chapters
    ]
    data: Data = {
        "title": f"{view.title}: {view.site_name}",
        "heading": view.title,
        "author": view.publisher,
        "site_name": view.site_name,
        "lang": "vi",
        "chapters": chapters,
        "is_boxed": True,
    }
    return print_pdf("so-tay.typ", data, pictures.files(), view.source)
