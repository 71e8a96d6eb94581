"""The texts of sources, and the terms that the search finds them by: from the store, or read again when the store lost them."""

import hashlib
import os
from typing import TYPE_CHECKING

from plugins.core.errors import SourceError
from plugins.editorial.limits import MAX_BYTES
from plugins.engine.heads import Body, Head, body_from
from plugins.engine.opening import CHANGED, file_bytes

if TYPE_CHECKING:
    from plugins.engine.sources import Sources
    from plugins.engine.store import Bodies

#: bytes; sixteen times the limit of a text: of a longer file, enough to say so
_MOST_READ = 16 * MAX_BYTES


class Texts:
    """The texts of sources: from the store, or read again from the file when the store lost them."""

    def __init__(self, sources: "Sources") -> None:
        self._sources = sources
        self._stored = sources.store.bodies()
        self._process = os.getpid()

    @property
    def _bodies(self) -> "Bodies":
        if self._process != os.getpid():
            # no connection to a database survives a fork
            self._stored, self._process = self._sources.store.bodies(), os.getpid()
        return self._stored

    def terms(self, head: Head) -> bytes:
        """What the search finds an entry by, as it is stored; SourceError when the file changed after it was read."""
        row = self._bodies.terms(head.path, head.key)
        if row:
            return row
        from plugins.channels.search_entry import entry_terms  # rarely needed: the store lost it, or there was no search before
        from plugins.engine.rows import term_row

        body = self.of(head)
        return term_row(entry_terms(head.entry, body.pieces, [heading.text for heading in body.headings]))

    def of(self, head: Head) -> Body:
        """The text that belongs to `head`; SourceError when the file changed after it was read."""
        body = self._bodies.load(head.path, head.key)
        if body is not None:
            return body
        from plugins.engine.read import read_source  # large, and rarely needed
        from plugins.engine.rows import rows_of

        data = bytes_of(head.path, self._sources.places[head.path])
        if source_key(self._sources.reader, head.path, data, head.around) != head.key:
            raise SourceError(f"content/{head.path}", CHANGED)
        return body_from(rows_of(read_source(head.path, data, self._sources.terms), head.key)[1])

    def close(self) -> None:
        """Give the store's file back."""
        self._stored.close()


def source_key(reader: str, path: str, data: bytes, around: str = "") -> str:
    """What a reading depends on: the code of the reader, the path, the bytes of the source, and what it looked at beside (`around`)."""
    state = hashlib.blake2b(f"{reader}\0{path}\0{around}\0".encode("utf-8", "surrogatepass"), digest_size=16)
    state.update(data)
    return state.hexdigest()


def bytes_of(path: str, place: str) -> bytes:
    """What the source at `path` (from content/), which lies at `place`, holds; of one far beyond the limit, enough to say so."""
    return file_bytes(path, place, _MOST_READ)
