"""A shard of the search index: the files that the search page loads, as text. Oldest entry first; numbers count from 0.

    list       {"first": first term of each chunk, "often": terms of more than 40 % of the entries, which are listed nowhere,
                "title", "slug", "type", "category", "year": a row for each entry}
    chunk n    lines "term gaps", sorted: gaps to the entry before in base 36, each followed by "!" where the term is strong, else by " "
    summary n  what the entries 50 n to 50 n + 49 say of themselves

One list is loaded for a query, and of the chunks those that its terms are in. VIETNAMESE.md's trial found this form the lightest.
"""

import bisect
import json
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from plugins.vietnamese.folding import fold

#: entries whose summaries are in one file
SUMMARIES = 50
#: bytes of terms for which a shard has one chunk more, which gives some 32 KB of lines for prose; the first few come sooner, so
#: that a small site loads little for a query
_TERMS_OF_CHUNK, _FIRST_CHUNKS, _TERMS_OF_FIRST = 48_000, 6, 6_000
#: a term of a larger share of the entries tells nothing; in a small shard all are listed
_OFTEN, _SMALL = 0.4, 200
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_SLUG = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchEntry:
    """What the search says of an entry."""

    title: str
    summary: str
    #: place of the type in the list of the page
    type: int
    slug: str
    #: place of the category in the list of the page; 0 for none
    category: int
    #: of a document the year of issue, else of posting
    year: int
    #: terms with blanks between (search_terms.Terms)
    strong: str
    weak: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShardFiles:
    """The files of one shard, as text."""

    list: str
    chunks: tuple[str, ...]
    summaries: tuple[str, ...]


def chunks_of(terms: int) -> int:
    """How many chunks a shard has whose entries have so many bytes of terms."""
    return min(_FIRST_CHUNKS, 1 + terms // _TERMS_OF_FIRST) + terms // _TERMS_OF_CHUNK


def summary_files(entries: int) -> int:
    """How many files hold the summaries of so many entries."""
    return -(-entries // SUMMARIES)


def merge(entries: Sequence[SearchEntry], chunks: int) -> ShardFiles:
    """The files of a shard with these entries, oldest first, in `chunks` chunks (some may be empty)."""
    often, lines = _lines(entries)
    parts = _cut(lines, chunks)
    table = {
        "first": [part[0].partition(" ")[0] if part else "~" for part in parts],
        "often": " ".join(often),
        "title": [entry.title for entry in entries],
        "slug": ["" if entry.slug == _slug_of(entry.title) else entry.slug for entry in entries],
        "type": [entry.type for entry in entries],
        "category": [entry.category for entry in entries],
        "year": [entry.year for entry in entries],
    }
    summaries = [entry.summary for entry in entries]
    return ShardFiles(
        list=_json(table),
        chunks=tuple("\n".join(part) for part in parts),
        summaries=tuple(_json(summaries[at : at + SUMMARIES]) for at in range(0, len(summaries), SUMMARIES)),
    )


def _lines(entries: Sequence[SearchEntry]) -> tuple[list[str], list[str]]:
    """The terms that are not listed, and the lines of the others, both sorted."""
    strong, weak = [], []
    for gap in range(len(entries) + 1):
        written = _base36(gap)
        strong.append(f"{written}!")
        weak.append(f"{written} ")
    places: defaultdict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        # twice the number, and one more where the term is strong
        here = 2 * number
        for term in entry.weak.split():
            places[term].append(here)
        for term in entry.strong.split():
            places[term].append(here + 1)
    most = len(entries) if len(entries) < _SMALL else _OFTEN * len(entries)
    often: list[str] = []
    lines: list[str] = []
    signs = (weak, strong)
    for term in sorted(places):
        found = places[term]
        if len(found) > most:
            often.append(term)
        else:
            first = signs[found[0] & 1][(found[0] >> 1) + 1]
            lines.append(f"{term} {first}{''.join([signs[b & 1][(b >> 1) - (a >> 1)] for a, b in pairwise(found)])}")
    return often, lines


def _cut(lines: list[str], chunks: int) -> list[list[str]]:
    """Lines in as many parts of about equal length."""
    ends, total = [], 0
    for line in lines:
        total += len(line) + 1
        ends.append(total)
    edges = [bisect.bisect_left(ends, total * number / chunks) for number in range(chunks)]
    return [lines[a:b] for a, b in pairwise([*edges, len(lines)])]


def _base36(number: int) -> str:
    """The number with the digits 0 to z."""
    written = _DIGITS[number % 36]
    while number >= 36:
        number //= 36
        written = _DIGITS[number % 36] + written
    return written


def _slug_of(title: str) -> str:
    """The slug that the page makes of a title by itself: most entries have that one, and need not name it."""
    return "-".join(_SLUG.findall(fold(title)))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
