"""The reviewed word lists of line breaking (data/compounds.toml, data/words.toml), read once and made ready to look up."""

import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from plugins.vietnamese.tone import to_old_style

_SOURCE = Path(__file__).parent / "data" / "compounds.toml"
_WORDS = Path(__file__).parent / "data" / "words.toml"
#: words of so many syllables are made of words themselves, between which a narrow banner may cut them: chủ nghĩa | xã hội
_LONG = 4

#: the syllables of a term, as `normal` writes them
Term = tuple[str, ...]
#: from the first two syllables to the terms that begin with them, longest first. One syllable alone begins too many of them
Index = dict[tuple[str, str], tuple[Term, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Terms and small words, looked up by syllables."""

    #: inseparable terms, names included
    compounds: Index
    #: those of the compounds that name people and places
    names: frozenset[Term]
    #: phrases whose words stand better on one line
    phrases: Index
    #: two words that stay together although a comma stands between them: phòng, chống
    pairs: frozenset[Term]
    #: classes of a word, syllables with blanks between: n noun, v verb, a adjective, d small word, p name, x fixed phrase
    classes: Mapping[str, str]
    #: words of `classes` with three syllables, which are inseparable, and those with more
    triples: Index
    long: Index
    #: a line likes to begin with these and must not end with them
    openers: frozenset[Term]
    #: openers that may stand alone on a small line
    connectors: frozenset[Term]
    #: a line likes to begin with these
    beginnings: frozenset[Term]
    #: a line must not end with these
    clitics: frozenset[Term]
    #: a line must not begin with these
    enclitics: frozenset[Term]
    #: they lean on the verb behind them
    leaders: frozenset[Term]
    #: the name of a place follows
    administrative: frozenset[Term]
    #: behind a number
    units: frozenset[Term]
    #: before a number
    labels: frozenset[Term]


@lru_cache(maxsize=8192)
def normal(syllable: str) -> str:
    """A syllable as the word list writes it: NFC, small letters, old tone style."""
    return to_old_style(unicodedata.normalize("NFC", syllable).lower())


def terms(texts: Iterable[str]) -> frozenset[Term]:
    """Terms from texts with spaces."""
    return frozenset(tuple(normal(text).split()) for text in texts)


def index(found: Iterable[Term]) -> Index:
    """`found` by their first two syllables, longest first; a single syllable is no term to look up."""
    result: dict[tuple[str, str], list[Term]] = {}
    for term in sorted(found, key=lambda term: (-len(term), term)):
        if len(term) > 1:
            result.setdefault((term[0], term[1]), []).append(term)
    return {first: tuple(rows) for first, rows in result.items()}


@cache
def lexicon(names: tuple[str, ...] = ()) -> Lexicon:
    """The word list, with `names` of the ward's own places and people added."""
    data = tomllib.loads(_SOURCE.read_text(encoding="utf-8"))
    words = {kind: terms(rows) for kind, rows in data["words"].items()}
    known_names = terms([*(name for rows in data["names"].values() for name in rows), *names])
    classes = _classes()
    several = [tuple(word.split()) for word in classes if word.count(" ") > 1]
    compounds = terms(term for rows in data["compounds"].values() for term in rows)
    small = frozenset(term for rows in words.values() for term in rows if len(term) > 1)
    return Lexicon(
        compounds=index(compounds | known_names | small),
        names=known_names,
        phrases=index(terms(data["phrases"]["terms"])),
        pairs=terms(data["pairs"]["terms"]),
        classes=classes,
        triples=index(term for term in several if len(term) < _LONG),
        long=index(term for term in several if len(term) >= _LONG),
        **words,
    )


@cache
def _classes() -> dict[str, str]:
    """Class letters by word. The file is written as matching writes, which a test sees to: reading takes hundredths of a second."""
    found: dict[str, str] = {}
    for letters, rows in tomllib.loads(_WORDS.read_text(encoding="utf-8"))["classes"].items():
        found.update(dict.fromkeys(rows.strip().replace("\n", " ").split("; "), letters))
    return found
