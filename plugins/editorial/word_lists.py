"""The reviewed word lists of this package (data/*.toml), as one pattern for each list."""

import functools
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent / "data"


@functools.cache
def table(name: str) -> dict[str, Any]:
    """data/<name>.toml, read once."""
    return tomllib.loads((_DATA / f"{name}.toml").read_text(encoding="utf-8"))


def words(name: str, section: str, key: str) -> tuple[str, ...]:
    """The rows of one list."""
    return tuple(table(name)[section][key])


def either(rows: Iterable[str]) -> str:
    """A pattern for any of `rows`, the longest first; a space stands for one or two blanks of any kind."""
    ordered = sorted(rows, key=lambda row: (-len(row), row))
    return "(?:" + "|".join(re.escape(row).replace(r"\ ", "[ \u00a0]{1,2}") for row in ordered) + ")"


@functools.cache
def words_pattern(name: str, section: str, key: str) -> re.Pattern[str]:
    """Any word of one list, whole, capitals aside."""
    return re.compile(rf"(?<!\w){either(words(name, section, key))}(?!\w)", re.IGNORECASE)
