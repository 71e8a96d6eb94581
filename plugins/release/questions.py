"""What a live site is asked: from a manifest to addresses, and what each of them must answer."""

import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from plugins.release.manifest import LEDGER, UNLISTED, Manifest, Mark, Row, address_digest
from plugins.release.media_types import EXPIRED_MARKER, WITHDRAWN_MARKER

#: always compared, however small the sample
_ALWAYS = ("index.html", "404.html", "robots.txt", "sitemap.xml")
#: a server may show them or not
_INNER = (LEDGER, "_headers", "_redirects", ".nojekyll")
_INNER_ENDINGS = (".map", WITHDRAWN_MARKER, EXPIRED_MARKER)
#: what a download that was taken back answers: no bytes, or one of our pages
_NOTHING = Row(sha256="", bytes=1 << 20, type="text/html; charset=utf-8", mark=Mark.WITHDRAWN)
#: pages that a server shows in place of an address, with its own status
_STANDINS = ("404.html", "da-go.html", "het-han.html")

#: from the path of a file to the headers that must come with it
HeaderRule = Callable[[str], Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteTerms:
    """How much is asked, and what a server must say."""

    #: files that are compared beside those that changed; None for all
    sample: int | None = None
    #: does the ward set what the server says of types and headers? Pages hosts say what they like
    is_ours: bool = False
    #: None where nothing is known of headers
    headers: HeaderRule | None = None
    #: what was verified last
    last: Manifest | None = None


class Question(NamedTuple):
    """One address, and what it must answer."""

    address: str
    #: its name in findings
    path: str
    row: Row
    #: good statuses
    statuses: frozenset[int]
    #: digests of bodies that are as good as the row's
    others: frozenset[str] = frozenset()
    #: may it be kept from the public?
    is_inner: bool = False


def plan(manifest: Manifest, terms: SiteTerms) -> list[Question]:
    """What to ask, by path."""
    chosen = sorted(_chosen(manifest, terms))
    standins = {name: manifest.rows[name].sha256 for name in _STANDINS if name in manifest.rows}
    questions: list[Question] = []
    for path in chosen:
        questions.append(_question(path, path, manifest.rows[path], frozenset(standins.values())))
        if path == "index.html" or path.endswith("/index.html"):
            questions.append(_question(path.removesuffix("index.html"), path, manifest.rows[path], frozenset()))
    return [*questions, *_taken_back(manifest, terms.last, frozenset(standins.values()))]


def _taken_back(manifest: Manifest, last: Manifest | None, standins: frozenset[str]) -> Iterator[Question]:
    """Addresses that were known and are withdrawn since: a page that says so, or for a download the answer that it is gone."""
    for path in last.rows if last is not None else ():
        digest = address_digest(path)
        if digest in manifest.rows:
            yield _question(path, digest, manifest.rows[digest], standins)
        elif address_digest(f"{path}{WITHDRAWN_MARKER}") in manifest.rows and path not in manifest.rows:
            yield Question(path, digest, _NOTHING, frozenset({404, 410}), standins)


def _question(address: str, path: str, row: Row, standins: frozenset[str]) -> Question:
    over = row.mark in (Mark.EXPIRED, Mark.WITHDRAWN)
    statuses = {200, 410} if over else {200, 404, 410} if path in _STANDINS else {200}
    inner = path in _INNER or path.endswith(_INNER_ENDINGS)
    return Question(address, path, row, frozenset(statuses), standins if over else frozenset(), inner)


def _chosen(manifest: Manifest, terms: SiteTerms) -> set[str]:
    paths = [path for path in manifest.rows if not path.startswith("sha256:") and path not in UNLISTED]
    if terms.sample is None:
        return set(paths)
    before = terms.last.rows if terms.last is not None else {}
    changed = {path for path in paths if terms.last is not None and before.get(path) != manifest.rows[path]}
    # chance that nobody can foresee: who changed a page cannot know whether it will be looked at
    drawn = secrets.SystemRandom().sample(paths, min(terms.sample, len(paths)))
    return changed.union(drawn, (path for path in _ALWAYS if path in manifest.rows))
