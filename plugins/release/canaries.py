"""Words that must never go out: keys, what belongs to Git and to the machine, and the canaries of publishconf.py.

Packed files are looked into: DOCX, XLSX and ZIP by their members, PDF by its streams.
"""

import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import PurePosixPath

#: how keys and passwords look, and what an editor's draft says of itself
_ALWAYS: dict[str, str] = {
    "khóa bí mật": r"minisign encrypted secret key|khóa bí mật, không cho ai xem|-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----",
    "khóa truy cập": r"\bAKIA[0-9A-Z]{16}\b|\bghp_[A-Za-z0-9]{36}\b|aws_secret_access_key",
}
#: parts of a path that no page has
_NAMES = frozenset({".git", ".env", ".cache", ".venv", "staff", "__pycache__", ".ssh", "id_rsa", "id_ed25519"})
_ZIPPED, _STREAM = (".docx", ".xlsx", ".pptx", ".zip"), re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
#: bytes looked at of one packed member: a bomb is not unpacked
_LIMIT = 1 << 24


class Canaries:
    """Looks for all of them at once."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = tuple(words)
        groups = [*_ALWAYS.values(), *map(re.escape, self._words)]
        self._names = [*_ALWAYS, *("từ cấm" for _ in self._words)]
        self._pattern = re.compile("|".join(f"({group})" for group in groups).encode())

    def find(self, path: str, data: bytes) -> tuple[str, ...]:
        """What was found in a file, by name, each once; never the secret itself."""
        found = {f"tên {part}" for part in PurePosixPath(path).parts if part in _NAMES}
        for content in _contents(path, data):
            for match in self._pattern.finditer(content):
                found.add(self._names[(match.lastindex or 1) - 1])
        return tuple(sorted(found))


def _contents(path: str, data: bytes) -> Iterator[bytes]:
    yield data
    if path.lower().endswith(_ZIPPED):
        yield from _members(data)
    elif path.lower().endswith(".pdf"):
        for match in _STREAM.finditer(data):
            try:
                yield zlib.decompressobj().decompress(match[1], _LIMIT)
            except zlib.error:
                continue  # another kind of stream


def _members(data: bytes) -> Iterator[bytes]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for info in archive.infolist():
                with archive.open(info) as member:
                    yield member.read(_LIMIT)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError):
        return  # media and documents have their own rules for what a file may be
