"""Code as an input: a digest of a module, of all of ours that it imports, of their data files, and of packages.

Nobody keeps a list of what depends on which module: imports are read from the files themselves.

A process runs the code that it loaded. What is saved, or checked out, while it loads has no digest there: else the old code would make
files under the digest of the new, and no later build would make them again.
"""

import functools
import hashlib
import re
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from plugins.core import BEGAN
from plugins.core.errors import OutdatedError

_ROOT = Path(__file__).resolve().parents[2]
#: where Debian and others keep libraries, straight or in a folder for a kind of machine
_FOLDERS = tuple(Path(folder) for folder in ("/usr/lib", "/usr/lib64", "/usr/local/lib", "/opt/homebrew/lib"))
_FRIBIDI = ("libfribidi*", "*-linux-gnu*/libfribidi*")
_IMPORT = re.compile(r"^\s*(?:from\s+(plugins[\w.]*)\s+import\s+(\([^)]*\)|[^\n#]+)|import\s+(plugins[\w.]+))", re.MULTILINE)
_NAME = re.compile(r"\w+(?=\s*(?:,|\)|$|\bas\b))")
#: endings of what a process loads once and keeps
_KEPT = (".py", ".toml", ".typ")
#: when the code of this process began to be loaded, nanoseconds since 1970
_since = BEGAN


@functools.cache
def code_digest(module: str, packages: tuple[str, ...] = ()) -> str:
    """Digest of a module of ours, all of ours that it imports, their data files, these installed packages, and Python."""
    state = hashlib.sha256(f"{sys.version_info[:2]}".encode())
    for package in packages:
        state.update(f"{package} {_version(package)}\0".encode())
    for file in sorted(files_of(module)):
        state.update(file.relative_to(_ROOT).as_posix().encode() + b"\0" + _digest_of(file))
    return state.hexdigest()


@functools.cache
def libraries() -> tuple[str, ...]:
    """Libraries of the system that shape bytes: with FriBiDi, Pillow sets Vietnamese by RAQM; without it pictures are previews.

    It comes and goes without any package of Python, and asking Pillow would take longer than most builds.
    """
    return tuple(sorted(str(path) for folder in _FOLDERS for pattern in _FRIBIDI for path in folder.glob(pattern)))


def forget() -> None:
    """Look at every file again: for a process in which code is edited between two builds."""
    global _since
    _since = time.time_ns()
    for cached in (libraries, code_digest, files_of, _version, _digest_of, _bytes_of, _data_of, _imports_of):
        cached.cache_clear()


@functools.cache
def files_of(module: str) -> frozenset[Path]:
    """The file of a module of ours, those of all of ours that it imports, and their data files."""
    files: set[Path] = set()
    waiting = [module]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        path = _ROOT / (name.replace(".", "/") + ".py")
        imports = _imports_of(path)
        if imports is not None:
            files.add(path)
            files.update(_data_of(path.parent))
            waiting.extend(imports)
    return frozenset(files)


@functools.cache
def _version(package: str) -> str:
    import importlib.metadata  # with the whole of `email`: a build without anything to do takes a tenth longer

    return importlib.metadata.version(package)


@functools.cache
def _digest_of(file: Path) -> bytes:
    return hashlib.sha256(_bytes_of(file)).digest()


@functools.cache
def _bytes_of(file: Path) -> bytes:
    """What a file holds: asked for its imports and for its digest. OutdatedError when it was saved after the code was loaded."""
    data = file.read_bytes()
    if was_saved([(file.name, file.stat().st_mtime_ns)]):  # asked afterwards: what was read is what was there before
        reason = "phần mềm vừa được sửa trong lúc lệnh này đang chạy. Chạy lại lệnh."
        raise OutdatedError(file.relative_to(_ROOT).as_posix(), reason)
    return data


def was_saved(files: Iterable[tuple[str, int]]) -> bool:
    """Was one of our `files` (path, time of its last change) saved after this process began to load them?

    A time to come says nothing: the file is from another machine.
    """
    now = time.time_ns()
    return any(
        _since <= mtime <= now and name.endswith(_KEPT) and not name.rpartition("/")[2].startswith(".")  # .#x.py is of an editor
        for name, mtime in files
    )


@functools.cache
def _data_of(folder: Path) -> tuple[Path, ...]:
    return tuple(path for pattern in ("*.toml", "*.typ") for path in (folder / "data").glob(pattern))


@functools.cache
def _imports_of(path: Path) -> tuple[str, ...] | None:
    """Dotted names that a module of ours imports, each as a module and as a name inside one; None when there is no such file."""
    if not path.is_file():
        return None
    found: list[str] = []
    for package, names, whole in _IMPORT.findall(_bytes_of(path).decode().replace("\r\n", "\n")):
        found.append(whole or package)
        found.extend(f"{package}.{one}" for one in _NAME.findall(names))
    return tuple(found)
