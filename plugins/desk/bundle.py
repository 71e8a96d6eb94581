"""The program of the browser desk: Sveltia CMS from its npm entry, bundled with Vite from our lock file, once for each lock file.

    browser/ (lock file, Vite's configuration, our words) -> digest -> .cache/ban-bien-tap/<digest>/ -> files of the portal

The lock file names every package with its sha512, so the bundle is a function of browser/ alone. No package runs a script of its
own while it is installed. Node.js is asked for only where a ward wants the desk and the bundle is not there yet.
"""

import hashlib
import os
import shutil
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from plugins.core.errors import PortalError

BROWSER = Path(__file__).resolve().parent / "browser"
#: the first script, by the start of its name
ENTRY = "ban-bien-tap."
#: oldest Node.js that Vite 6 and the package run on
OLDEST_NODE = 18
_FOLDER = "ban-bien-tap"
_OUT = "dist"
#: seconds; installing takes a quarter of a minute, on a slow line ten
_PATIENCE = 1200
_DAY = 86_400
#: letters of what npm said that are kept for the person who mends it
_MOST_SAID = 20_000


class BundleError(PortalError):
    """The browser desk cannot be prepared; `reason` says what to install or whom to tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleFile:
    """A file of the bundle; its name holds a digest of it."""

    name: str
    path: str
    #: hex
    sha256: str


def bundle_digest() -> str:
    """Of all that the bundle is made from: hex, 16 digits."""
    found = hashlib.sha256()
    for file in _sources():
        data = file.read_bytes().replace(b"\r\n", b"\n")
        found.update(f"{file.name}\0{len(data)}\0".encode() + data)
    return found.hexdigest()[:16]


def bundle(cache: Path) -> tuple[BundleFile, ...]:
    """The files, sorted by name; made first where `cache` (.cache/) does not hold them. BundleError says what is missing."""
    folder = cache / _FOLDER / bundle_digest()
    if not folder.is_dir():
        _make(folder)
    return tuple(
        BundleFile(name=file.name, path=str(file), sha256=hashlib.sha256(file.read_bytes()).hexdigest())
        for file in sorted(folder.iterdir())
    )


def entry_of(files: tuple[BundleFile, ...]) -> BundleFile:
    """The script that the page loads."""
    return next(file for file in files if file.name.startswith(ENTRY))


def node_tools() -> Mapping[str, str]:
    """Paths of `node` and `npm`. BundleError, in one sentence that says what to install, when one is absent or too old."""
    tools = {name: shutil.which(name) or "" for name in ("node", "npm")}
    missing = [name for name, path in tools.items() if not path]
    if missing:
        raise BundleError(
            "Ward.desk",
            f"bàn biên tập trên trình duyệt cần Node.js {OLDEST_NODE} trở lên, máy này thiếu {' và '.join(missing)}: "
            "cài bản LTS từ nodejs.org (Debian, Ubuntu: apt-get install nodejs npm), hoặc bỏ desk trong pelicanconf.py.",
        )
    said = _run([tools["node"], "--version"], Path.cwd()).stdout.strip()
    major = said.removeprefix("v").partition(".")[0]
    if not major.isdigit() or int(major) < OLDEST_NODE:
        advice = f"bàn biên tập cần bản {OLDEST_NODE} trở lên; cài bản LTS từ nodejs.org."
        raise BundleError("Node.js", f"bản {said or 'không rõ'} quá cũ: {advice}")
    return tools


def _sources() -> list[Path]:
    return sorted(file for file in BROWSER.iterdir() if file.is_file())


def _make(folder: Path) -> None:
    """Install and bundle beside, then rename: what is there is whole."""
    tools = node_tools()
    beside = folder.with_name(f"{folder.name}.{os.getpid()}")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    try:
        for file in _sources():
            shutil.copyfile(file, beside / file.name)
        _step([tools["npm"], "ci", "--ignore-scripts", "--no-audit", "--no-fund"], beside, "không tải được các gói của bàn biên tập")
        vite = beside / "node_modules" / "vite" / "bin" / "vite.js"
        _step([tools["node"], str(vite), "build", "--outDir", _OUT], beside, "không gói được chương trình của bàn biên tập")
        if not any((beside / _OUT).glob(f"{ENTRY}*.js")):
            raise BundleError("bàn biên tập", "gói xong mà không thấy tệp khởi động; báo người phụ trách kỹ thuật.")
        _sweep(folder.parent)
        if not folder.is_dir():  # another build may have been quicker
            (beside / _OUT).rename(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _sweep(home: Path) -> None:
    """Remove bundles of other lock files, and what a killed build left a day ago."""
    for old in home.iterdir():
        if "." not in old.name or time.time() - old.stat().st_mtime > _DAY:
            shutil.rmtree(old, ignore_errors=True)


def _step(command: list[str], folder: Path, failure: str) -> None:
    try:
        done = _run(command, folder)
    except subprocess.TimeoutExpired as error:
        raise BundleError("bàn biên tập", f"{failure} trong {_PATIENCE // 60} phút; xem đường truyền rồi chạy lại.") from error
    if done.returncode:
        advice = "xem đường truyền rồi chạy lại; vẫn lỗi thì gửi phần dưới đây cho người phụ trách kỹ thuật."
        raise BundleError("bàn biên tập", f"{failure}: {advice}", (done.stdout + done.stderr)[-_MOST_SAID:])


def _run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - programs that `node_tools` found, with our own words
        command, cwd=folder, capture_output=True, encoding="utf-8", errors="replace", timeout=_PATIENCE, check=False
    )
