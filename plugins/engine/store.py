"""Readings, stored by content: a source that did not change is not read twice.

One SQLite file in .cache/: an edit writes two rows, a kill leaves the old ones, heads are loaded together and bodies one by
one, when a page is made. A row is believed when its checksum holds and the file is still in the state that the row names, or
has the bytes of its key; rows of another reader's code are dropped. What comes out is data only (heads.py).
"""

import sqlite3
import zlib
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import msgspec

from plugins.core.rules import Finding, Issue
from plugins.engine.heads import Body, Head, HeadRow, body_from, head_from
from plugins.engine.scan import FileState
from plugins.media.picture_sizes import PictureNature

#: raise when the tables or the rows change their form
SCHEMA = 3
_FILE = "readings.db"
#: seconds to wait for another command that is just writing its rows
_PATIENCE = 5.0
_TABLES = (
    "CREATE TABLE reader (code TEXT)",
    "CREATE TABLE heads (path TEXT PRIMARY KEY, size INTEGER, mtime INTEGER, inode INTEGER, sum INTEGER, head, entry, details)",
    "CREATE TABLE bodies (path TEXT PRIMARY KEY, key TEXT, sum INTEGER, body BLOB)",
    "CREATE TABLE terms (path TEXT PRIMARY KEY, key TEXT, sum INTEGER, terms BLOB)",
    "CREATE TABLE remarks (path TEXT PRIMARY KEY, key TEXT, sum INTEGER, issues BLOB)",
    "CREATE TABLE files (path TEXT PRIMARY KEY, size INTEGER, mtime INTEGER, inode INTEGER, sum INTEGER, row BLOB) WITHOUT ROWID",
)
_MEMORIES = ("heads", "bodies", "terms", "remarks", "files")
_ENCODER = msgspec.json.Encoder()
_ISSUES = msgspec.json.Decoder(tuple[Issue, ...])


class FileRow(msgspec.Struct, frozen=True, kw_only=True):
    """What is remembered of a file of content/tep/."""

    sha256: str
    #: of rule TP02: the file is not used
    findings: tuple[Finding, ...]
    #: of rule DL04: what the copy for the web leaves out
    repairs: tuple[Finding, ...] = ()
    #: of a picture that is used, what decides how it is shown
    nature: PictureNature | None = None
    #: digest of the code that judged it
    judge: str = ""


_FILES = msgspec.json.Decoder(FileRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A reading to store."""

    path: str
    state: FileState
    key: str
    head: HeadRow
    body: bytes
    #: for the search; empty when it never shows the source, or nobody asked
    terms: bytes = b""


class Store:
    """The readings of one site."""

    def __init__(self, cache: Path, reader: str) -> None:
        """`cache`: .cache/ of the site; `reader`: digest of the code that reads.

        A file that is damaged or no store of ours is begun anew, and `was_damaged` says so.
        """
        self._file, self._reader = cache / _FILE, reader
        self.was_damaged = False
        cache.mkdir(parents=True, exist_ok=True)
        try:
            _prepare(self._file, reader)
        except sqlite3.OperationalError:
            pass  # another command is writing, or the disk is full: go on without a memory
        except sqlite3.DatabaseError:
            self._begin_anew()

    def heads(self) -> dict[str, tuple[FileState, Head]]:
        """Every stored head by path from content/, with the state of the file it was read from."""
        found: dict[str, tuple[FileState, Head]] = {}
        try:
            with closing(_opened(self._file)) as connection:
                for path, size, mtime, inode, sum_, *data in connection.execute("SELECT * FROM heads"):
                    if sum_ != _checksum(*data):
                        raise sqlite3.DatabaseError(f"row of {path}")
                    found[path] = (FileState(size, mtime, inode), head_from(*data))
        except sqlite3.OperationalError:
            return {}
        except (sqlite3.DatabaseError, msgspec.MsgspecError, TypeError, ValueError):
            self._begin_anew()
            return {}
        return found

    def files(self) -> dict[str, tuple[FileState, FileRow]]:
        """What is remembered of the files of content/tep/, by path from content/."""
        found: dict[str, tuple[FileState, FileRow]] = {}
        try:
            with closing(_opened(self._file)) as connection:
                for path, size, mtime, inode, sum_, data in connection.execute("SELECT * FROM files"):
                    if sum_ == _checksum(data):
                        found[path] = (FileState(size, mtime, inode), _FILES.decode(data))
        except (sqlite3.Error, msgspec.MsgspecError, TypeError, ValueError):
            return {}
        return found

    def remarks(self) -> dict[str, tuple[str, tuple[Issue, ...]]]:
        """What `check` remembers of texts, by path from content/: the key that it was found with, and the findings."""
        found: dict[str, tuple[str, tuple[Issue, ...]]] = {}
        try:
            with closing(_opened(self._file)) as connection:
                for path, key, sum_, data in connection.execute("SELECT * FROM remarks"):
                    if sum_ == _checksum(data):
                        found[path] = (key, _ISSUES.decode(data))
        except (sqlite3.Error, msgspec.MsgspecError, TypeError, ValueError):
            return {}
        return found

    def save_remarks(self, rows: Mapping[str, tuple[str, tuple[Issue, ...]]]) -> None:
        """Remember findings about texts; without a memory when the file is held."""
        values = [(path, key, _checksum(data), data) for path, (key, issues) in rows.items() for data in [_ENCODER.encode(issues)]]
        try:
            with closing(_opened(self._file)) as connection, connection:
                connection.executemany("INSERT OR REPLACE INTO remarks VALUES (?, ?, ?, ?)", values)
        except sqlite3.Error:
            return

    def save_files(self, rows: Mapping[str, tuple[FileState, FileRow]], gone: Iterable[str]) -> None:
        """Remember files that were looked at, forget those that are gone; without a memory when the file is held."""
        values = [
            (path, s.size, s.mtime, s.inode, _checksum(data), data) for path, (s, row) in rows.items() for data in [_ENCODER.encode(row)]
        ]
        try:
            with closing(_opened(self._file)) as connection, connection:
                connection.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)", values)
                connection.executemany("DELETE FROM files WHERE path = ?", [(path,) for path in gone])
        except sqlite3.Error:
            return

    def bodies(self) -> "Bodies":
        """A way to load many bodies, for one process: open it after a fork."""
        return Bodies(self._file)

    def save(self, rows: Iterable[Row], touched: Mapping[str, FileState] = {}, gone: Iterable[str] = ()) -> bool:
        """Store `rows`, the new states of files whose bytes are as before, and forget sources that are gone.

        One short transaction: `check` and `build` may both be writing, and never wait long for each other if `rows` are a few hundred.
        False when another command holds the file or the disk is full: then nothing is remembered, and sources are read again.
        """
        try:
            with closing(_opened(self._file)) as connection, connection:
                _write(connection, list(rows))
                connection.executemany(
                    "UPDATE heads SET size = ?, mtime = ?, inode = ? WHERE path = ?",
                    [(state.size, state.mtime, state.inode, path) for path, state in touched.items()],
                )
                for table in ("heads", "bodies", "terms", "remarks"):
                    connection.executemany(f"DELETE FROM {table} WHERE path = ?", [(path,) for path in gone])  # noqa: S608 - our own names
        except sqlite3.Error:
            return False
        return True

    def _begin_anew(self) -> None:
        self.was_damaged = True
        for name in (_FILE, f"{_FILE}-journal"):
            self._file.with_name(name).unlink(missing_ok=True)
        try:
            _prepare(self._file, self._reader)
        except sqlite3.Error:
            return  # without a memory


class Bodies:
    """Bodies, and terms for the search, by path and key, over one connection."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._connection: sqlite3.Connection | None = None

    def load(self, path: str, key: str) -> Body | None:
        """The body that was read with `key`; None when there is none that can be believed."""
        try:
            if self._connection is None:
                self._connection = _opened(self._file)
            return _body(self._connection, path, key)
        except sqlite3.Error:
            return None

    def terms(self, path: str, key: str) -> bytes:
        """The terms that were found with `key`; empty when there are none that can be believed."""
        try:
            if self._connection is None:
                self._connection = _opened(self._file)
            row = self._connection.execute("SELECT sum, terms FROM terms WHERE path = ? AND key = ?", (path, key)).fetchone()
        except sqlite3.Error:
            return b""
        return row[1] if row is not None and row[0] == _checksum(row[1]) else b""

    def close(self) -> None:
        """Give the file back: Windows removes no file that is open."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _write(connection: sqlite3.Connection, rows: list[Row]) -> None:
    connection.executemany(
        "INSERT OR REPLACE INTO heads VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(row.path, *row.state, _checksum(*row.head), *row.head) for row in rows],
    )
    connection.executemany(
        "INSERT OR REPLACE INTO bodies VALUES (?, ?, ?, ?)", [(row.path, row.key, _checksum(row.body), row.body) for row in rows]
    )
    connection.executemany(
        "INSERT OR REPLACE INTO terms VALUES (?, ?, ?, ?)",
        [(row.path, row.key, _checksum(row.terms), row.terms) for row in rows if row.terms],
    )


def _body(connection: sqlite3.Connection, path: str, key: str) -> Body | None:
    row = connection.execute("SELECT sum, body FROM bodies WHERE path = ? AND key = ?", (path, key)).fetchone()
    if row is None or row[0] != _checksum(row[1]):
        return None
    try:
        return body_from(row[1])
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None


def _checksum(*rows: object) -> int:
    """Finds what rots on a disk; SQLite keeps whatever it is given, and a row of ours holds bytes."""
    sum_ = 0
    for row in rows:
        if not isinstance(row, bytes):
            return -1
        sum_ = zlib.crc32(row, sum_)
    return sum_


def _opened(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=_PATIENCE)
    # the store is only a memory: what a power cut takes is read again, and checksums find what it spoils
    connection.execute("PRAGMA synchronous = OFF")
    return connection


def _prepare(file: Path, reader: str) -> None:
    """Make the tables, or see that they are ours; DatabaseError when they are not. Rows of another reader go."""
    with closing(_opened(file)) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        tables = [sql for (sql,) in connection.execute("SELECT sql FROM sqlite_master WHERE type = 'table' ORDER BY rowid")]
        if not version and not tables:
            with connection:
                for table in _TABLES:
                    connection.execute(table)
                connection.execute(f"PRAGMA user_version = {SCHEMA}")
        elif version != SCHEMA or tables != list(_TABLES):
            raise sqlite3.DatabaseError("not a store of ours")
        if connection.execute("SELECT code FROM reader").fetchall() != [(reader,)]:
            with connection:
                for table in (*_MEMORIES, "reader"):
                    connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
                connection.execute("INSERT INTO reader VALUES (?)", (reader,))
