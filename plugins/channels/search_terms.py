"""What the search finds a text by: folded syllables, joined pairs of neighbours, numbers of documents, abbreviations both ways.

    "Nghị quyết số 05-NQ/TU" -> nghi quyet so 5 nq tu · nghiquyet quyetso so5 5nq nqtu · 5nqtu nq5 quyet5

Pairs stand for words, which in Vietnamese are mostly of two syllables: "nghị quyết" and not every "nghị". Folded, since residents type
with wrong tones, without them, or with other places of them. The script of the search page cuts queries by the same rules.
"""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from plugins.core.errors import DocumentNumberError
from plugins.documents.numbers import DocumentNumber
from plugins.documents.spoken_vocabulary import vocabulary
from plugins.vietnamese.folding import fold

#: between two texts or blocks: no pair reaches over it
BREAK = "."
# letters and digits apart, so that nq05 is nq 05; no zeros before a number
_WORD = re.compile(r"[a-z]+|[1-9][0-9]*|0(?![0-9])")
#: words of a text by the word as it is written
_MOST_WORDS = 65_536
#: symbols of a document number that are kept together: ubtvqh15
_SYMBOLS = re.compile(r"[a-z0-9]+")


class Terms(NamedTuple):
    """The terms of an entry, each once, in the order of the text."""

    #: of title, summary, key points, headings, tags, numbers
    strong: tuple[str, ...]
    #: of the rest only
    weak: tuple[str, ...]


class _Words(dict[str, str]):
    """The folded words in a written word, with blanks between: `05-NQ/TU,` gives `5 nq tu`. Most words of a text were seen before."""

    def __missing__(self, written: str) -> str:
        if len(self) >= _MOST_WORDS:
            self.clear()
        folded = self[written] = BREAK if written == BREAK else " ".join(_WORD.findall(fold(written)))
        return folded


_WORDS = _Words()


def words_of(text: str) -> list[str]:
    """Folded words of a text in order, BREAK among them where it stands alone."""
    return " ".join(map(_WORDS.__getitem__, text.split())).split()


def terms_of(strong: Iterable[str], weak: str, numbers: Iterable[str] = ()) -> Terms:
    """Terms of an entry. `strong`: its short texts; `weak`: the long one, blocks parted by BREAK; `numbers`: canonical numbers of documents
    that the entry itself is found by.
    """
    head = f" {BREAK} ".join(strong)
    first = _found(head)
    for number in numbers:
        first.update(dict.fromkeys(number_terms(number)))
    second = _found(weak)
    return Terms(tuple(first), tuple([term for term in second if term not in first]))


def _found(text: str) -> dict[str, None]:
    words = words_of(text)
    terms = dict.fromkeys(words)
    terms.update(dict.fromkeys(_pairs(words)))
    found = dict.fromkeys([term for term in terms if BREAK not in term])
    _add_other_forms(found, text)
    return found


def _pairs(words: list[str]) -> Iterator[str]:
    """Neighbours, joined."""
    return map(str.__add__, words, words[1:])


def _add_other_forms(terms: dict[str, None], text: str) -> None:
    """Of an abbreviation in the text its words, of words their abbreviation."""
    rows = _abbreviations()
    for short in sorted(rows.by_short.keys() & terms.keys()):  # sets have an order of their own in each process
        for written, words in rows.by_short[short]:
            if written in text:  # in capitals: "cand" may be anything
                terms.update(dict.fromkeys(words))
    for first in sorted(rows.by_first.keys() & terms.keys()):
        for short, pairs in rows.by_first[first]:
            if all(pair in terms for pair in pairs):
                terms[short] = None


class _Abbreviations(NamedTuple):
    #: folded abbreviation to (as it is written, terms of its words)
    by_short: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]
    #: first pair of the words to (folded abbreviation, all pairs)
    by_first: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]


@functools.cache
def _abbreviations() -> _Abbreviations:
    """The list of documents/data/abbreviations.toml that announcers use: each has one meaning in texts of a ward."""
    by_short: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    by_first: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for written, name in vocabulary().abbreviations.items():
        short, words = "".join(words_of(written)), words_of(name)
        pairs = tuple(_pairs(words))
        if len(short) > 1 and pairs:
            by_short.setdefault(short, []).append((written, (*words, *pairs)))
            by_first.setdefault(pairs[0], []).append((short, pairs))
    return _Abbreviations({k: tuple(v) for k, v in by_short.items()}, {k: tuple(v) for k, v in by_first.items()})


@functools.lru_cache(maxsize=4096)  # a site cites the same few numbers again and again
def number_terms(canonical: str) -> tuple[str, ...]:
    """Terms for a document number: `05-NQ/TU` gives 5nqtu, nq5, quyet5 (as in "nghị quyết 5"); of what is no number, none."""
    try:
        number = DocumentNumber.parse(canonical)
    except DocumentNumberError:
        return ()
    symbols = "".join(_SYMBOLS.findall(fold(f"{number.kind}{number.body}{number.unit}")))
    kinds = [fold(number.kind), *words_of(number.kind_name)[-1:]]
    return (f"{number.number}{symbols}", *(f"{kind}{number.number}" for kind in kinds if kind))
