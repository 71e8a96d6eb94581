"""The parts of a text, between what Word has and what Markdown has."""

from dataclasses import dataclass

from plugins.editorial.word.source import Run, WordPicture


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading."""

    level: int
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A paragraph; `\\n` in it is a break that a reader sees."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item of a list."""

    depth: int
    #: 3 of "3."; 0 for a bullet
    number: int
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture with what stands under it."""

    picture: WordPicture
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table of content."""

    rows: tuple[tuple[tuple[Run, ...], ...], ...]


Part = Heading | Text | Item | Figure | Grid
