"""In which order the files of a release are written where nothing can be swapped at once: no page ever lacks what it needs.

hashed assets -> other files -> pages nobody leads to yet -> pages -> moved and gone pages -> feeds, data -> signature, manifest
"""

from collections.abc import Callable, Mapping

from plugins.release.headers import HEADERS_FILE, is_hashed
from plugins.release.manifest import LEDGER, MANIFEST, SIGNATURE, UNLISTED, Manifest, Mark
from plugins.release.references import local_links

_DATA = ("nguon-tin/", "xac-thuc/")
_DATA_NAMES = frozenset({"sitemap.xml", LEDGER, HEADERS_FILE})
#: reads the bytes of a file that is to be written
Source = Callable[[str], bytes]


def ranked(paths: list[str], manifest: Manifest, source: Source, there: set[str]) -> list[list[str]]:
    """Paths to write, in ranks that wait for each other; new pages one by one, each behind those that it leads to."""
    ranks: list[list[str]] = [[] for _ in range(7)]
    for path in paths:
        ranks[_rank(path, manifest, there)].append(path)
    new = _linked_first(ranks[2], manifest, source)
    return [ranks[0], ranks[1], *([path] for path in new), *ranks[3:6], [path for path in (SIGNATURE, MANIFEST) if path in ranks[6]][:1],
            [path for path in (SIGNATURE, MANIFEST) if path in ranks[6]][1:]]  # fmt: skip


def _rank(path: str, manifest: Manifest, there: set[str]) -> int:
    row = manifest.find(path)
    if path in UNLISTED:
        return 6
    if row is not None and row.mark in (Mark.MOVED, Mark.EXPIRED, Mark.WITHDRAWN):
        return 4
    if path.endswith(".html"):
        return 3 if path in there else 2
    if path.startswith(_DATA) or path in _DATA_NAMES or path.endswith(".map"):
        return 5
    return 0 if is_hashed(path) else 1


def _linked_first(pages: list[str], manifest: Manifest, source: Source) -> list[str]:
    """New pages, each behind the new pages that it leads to. Of two that lead to each other one is first: nobody leads there yet."""
    links: Mapping[str, list[str]] = {
        path: sorted({target for _, target in local_links(source(path), path, manifest.siteurl)}.intersection(pages)) for path in pages
    }
    ordered: dict[str, None] = {}
    for start in pages:
        met, waiting = {start}, [(start, iter(links[start]))]
        while waiting:
            page, rest = waiting[-1]
            following = next((target for target in rest if target not in met and target not in ordered), None)
            if following is None:
                ordered.setdefault(page)
                waiting.pop()
            else:
                met.add(following)
                waiting.append((following, iter(links[following])))
    return list(ordered)
