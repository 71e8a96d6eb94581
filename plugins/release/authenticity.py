"""What the page “Trang này có thật không?” (co-that-khong.html) reads: every address of a release and what should be there.

    xac-thuc/<first 2 hex digits of sha256(path)>.json    [[path, title, date, sha256 of the bytes, mark], …]

All 256 files are always there, so that a missing one is a fault and not an answer. A withdrawn address is named by its digest
alone, like in the manifest. Format of our own; theme/static/js/co-that-khong.js reads it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from plugins.core.publication import Publication, PublishedEntry
from plugins.release.manifest import Mark, Row, address_digest
from plugins.release.media_types import EXPIRED_MARKER, WITHDRAWN_MARKER

FOLDER = "xac-thuc"
#: files of the theme and of the search: no address that anybody passes on
_NOT_ASKED_FOR = ("giao-dien/", "tim-kiem/", f"{FOLDER}/")
_DIGITS = 2
#: endings of the empty files that lie beside an address that is no more
_MARKERS = {WITHDRAWN_MARKER: Mark.WITHDRAWN, EXPIRED_MARKER: Mark.EXPIRED}


class Answer(NamedTuple):
    """What the page says of one address."""

    #: path, or of a withdrawn one `address_digest(path)`
    place: str
    #: of the entry that stands there, or to which it leads; empty for what is no entry's page
    title: str
    #: ISO day of its publication; empty likewise
    date: str
    #: hex; empty where nobody should compare
    sha256: str
    mark: Mark


def buckets(publication: Publication, rows: Mapping[str, Row]) -> dict[str, bytes]:
    """Every file, by path. `rows`: the files of the release, each by its path in clear."""
    found: dict[str, dict[str, Answer]] = {f"{number:02x}": {} for number in range(16**_DIGITS)}
    for path, answer in _answers(publication, rows):
        digits = address_digest(path).removeprefix("sha256:")[:_DIGITS]
        found[digits][answer.place] = answer
    return {f"{FOLDER}/{digits}.json": _encoded(answers[place] for place in sorted(answers)) for digits, answers in found.items()}


def _encoded(answers: Iterable[Answer]) -> bytes:
    """JSON, an answer a line."""
    lines = ",\n".join(json.dumps(answer, ensure_ascii=False) for answer in answers)
    return f"[\n{lines}\n]\n".encode() if lines else b"[]\n"


def _answers(publication: Publication, rows: Mapping[str, Row]) -> Iterator[tuple[str, Answer]]:
    """Each address in clear with its answer."""
    entries = {entry.url: entry for entry in publication.entries}
    moved = {url: entry for entry in publication.entries for url in entry.redirects}
    for path, row in rows.items():
        marker = next((ending for ending in _MARKERS if path.endswith(ending)), "")
        if marker:
            address, mark = path.removesuffix(marker), _MARKERS[marker]
            if address not in rows:  # a file without a page in its place
                yield address, _gone(address, mark)
        elif row.mark in (Mark.WITHDRAWN, Mark.EXPIRED):
            yield path, _gone(path, row.mark)
        elif path in moved or row.mark is Mark.MOVED:
            yield path, _answer(path, moved.get(path), "", Mark.MOVED)
        elif not path.startswith(_NOT_ASKED_FOR):
            yield path, _answer(path, entries.get(path), row.sha256, row.mark)


def _gone(path: str, mark: Mark) -> Answer:
    return Answer(address_digest(path) if mark is Mark.WITHDRAWN else path, "", "", "", mark)


def _answer(path: str, entry: PublishedEntry | None, sha256: str, mark: Mark) -> Answer:
    if entry is None:
        return Answer(path, "", "", sha256, mark)
    return Answer(path, entry.title, entry.date.isoformat(), sha256, mark)
