"""The lists of data/word.toml, and the comparison that all of them use: without case, tones and marks."""

import functools
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from plugins.documents.symbols import load_symbols
from plugins.vietnamese.folding import fold

_SOURCE = Path(__file__).resolve().parents[1] / "data" / "word.toml"
_COLUMN = re.compile(r"\t+| {5,}")
_NO_WORD = re.compile(r"[\W_]+")


@functools.cache
def word_data() -> Mapping[str, Any]:
    """data/word.toml."""
    return tomllib.loads(_SOURCE.read_text(encoding="utf-8"))


def plain(text: str) -> str:
    """What is compared: folded words with one blank between, no signs."""
    return _NO_WORD.sub(" ", fold(text)).strip()


@functools.cache
def kind_names() -> Mapping[str, str]:
    """Every name of a kind of document, by its plain form: `ke hoach` gives `Kế hoạch`."""
    names = [name for rows in load_symbols().kinds.values() for name in rows]
    return {plain(name): name for name in [*names, *word_data()["head"]["kinds"]]}


def is_capital(text: str) -> bool:
    """Two letters or more, and all of them capitals?"""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 1 and all(not letter.islower() for letter in letters)


def begins_with(text: str, rows: tuple[str, ...]) -> bool:
    """Does the text begin with one of the whole words of `rows`, which are plain?"""
    words = plain(text) + " "
    return words.startswith(tuple(f"{row} " for row in rows))


def columns_of(line: str) -> list[str]:
    """The parts of a line that tabs or many blanks set apart, with single blanks; those with nothing in them are left out."""
    columns = (" ".join(column.split()) for column in _COLUMN.split(line))
    return [column for column in columns if column]


@functools.cache
def rows_of(section: str, name: str) -> tuple[str, ...]:
    """A list of data/word.toml in its plain form."""
    return tuple(plain(row) for row in word_data()[section][name])
