"""Readings, stored by content: a source that did not change is not read twice.

One SQLite file in .cache/, so that an edit writes one row, a kill leaves the old rows, and a row is loaded when it is asked
for. A row holds the digest of path and bytes that it was made from; the whole store holds the digest of the code that made
it, and is emptied when that differs. What comes out of the file is data only: the unpickler knows the portal's own frozen
classes and dates, and nothing that could act.
"""

import datetime as dt
import hashlib
import io
import pickle
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from plugins.engine.keys import code_digest
from plugins.engine.read import Reading, read_source

#: installed packages that shape a reading; the font decides which titles fit a card
_PACKAGES = ("markdown", "nh3", "pyyaml", "pillow", "fontpkg-be-vietnam-pro", "fonttools")
#: seconds to wait for another command that is just writing its rows
_PATIENCE = 5.0
_READER = "plugins.engine.read"
#: modules whose classes a reading is made of
_OURS = ("plugins.core.", "plugins.documents.", "plugins.editorial.", "plugins.engine.read")
_DATES = {"datetime", "date", "time", "timedelta", "timezone"}


class Store:
    """Readings of one site, by path from content/."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Use `stored_readings`."""
        self._rows = connection
        self._seen: set[str] = set()
        self._new: list[tuple[str, bytes, bytes]] = []

    def read(self, path: str, data: bytes) -> Reading:
        """The reading of `data` at `path`, from the store or anew."""
        digest = hashlib.sha256(path.encode("utf-8", "surrogatepass") + b"\0" + data).digest()
        self._seen.add(path)
        row = self._rows.execute("SELECT reading FROM readings WHERE path = ? AND digest = ?", (path, digest)).fetchone()
        reading = _load(row[0]) if row else None
        if reading is None:
            reading = read_source(path, data)
            self._new.append((path, digest, pickle.dumps(reading, protocol=5)))
        return reading

    def save(self) -> None:
        """Write new rows and drop those of sources that are gone, in one short transaction.

        When another command holds the file, or the disk is full, nothing is remembered: the sources are read again next time.
        """
        gone = [(path,) for (path,) in self._rows.execute("SELECT path FROM readings") if path not in self._seen]
        try:
            with self._rows:
                self._rows.executemany("INSERT OR REPLACE INTO readings VALUES (?, ?, ?)", self._new)
                self._rows.executemany("DELETE FROM readings WHERE path = ?", gone)
        except sqlite3.OperationalError:
            return


@contextmanager
def stored_readings(cache: Path) -> Iterator[Store]:
    """The store in `cache`; a file that is damaged or no store of ours is thrown away and begun anew."""
    cache.mkdir(parents=True, exist_ok=True)
    try:
        connection = _opened(cache / "readings.db")
    except sqlite3.OperationalError:
        connection = _opened(":memory:")  # another command holds the file: go on without a memory
    except sqlite3.DatabaseError:
        (cache / "readings.db").unlink(missing_ok=True)
        connection = _opened(cache / "readings.db")
    try:
        store = Store(connection)
        yield store
        store.save()
    finally:
        connection.close()


def _opened(file: Path | str) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=_PATIENCE)
    try:
        # the store is only a memory: what a power cut takes is read again
        connection.execute("PRAGMA synchronous = OFF")
        code = code_digest(_READER, _PACKAGES)
        connection.execute("CREATE TABLE IF NOT EXISTS readings (path TEXT PRIMARY KEY, digest BLOB, reading BLOB)")
        connection.execute("CREATE TABLE IF NOT EXISTS reader (code TEXT)")
        if connection.execute("SELECT code FROM reader").fetchall() != [(code,)]:
            connection.execute("DELETE FROM readings")
            connection.execute("DELETE FROM reader")
            connection.execute("INSERT INTO reader VALUES (?)", (code,))
        connection.commit()
        connection.execute("SELECT path, digest, reading FROM readings LIMIT 1").fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


class _DataOnly(pickle.Unpickler):
    """Builds the portal's own classes and dates; refuses everything else."""

    def find_class(self, module: str, name: str) -> object:
        if module == "datetime" and name in _DATES:
            return getattr(dt, name)
        found = super().find_class(module, name) if module.startswith(_OURS) else None
        # a class that the module itself defines: one that it merely imports could act when it is built
        if not isinstance(found, type) or found.__module__ != module:
            raise pickle.UnpicklingError(f"{module}.{name} is no data of ours")
        return found


def _load(data: bytes) -> Reading | None:
    """The reading in a row; None when the row is damaged or foreign."""
    try:
        value = _DataOnly(io.BytesIO(data)).load()
    except Exception:  # whatever a damaged row does to the unpickler, the source is read again
        return None
    return value if isinstance(value, Reading) else None
