"""A Pages host, which takes a whole folder of plain files: what is live is kept in .cache/, since the host gives nothing back.

    .cache/dang/trang/   a folder target: releases/<id>, `current`, journal
    trang-dang/          a plain copy of `current`, made beside and renamed, for the host's own upload step

Where that folder is not there, and nothing is new, it stays away: the host has the release, and CI begins with a fresh checkout.

All files of a release are there, markers and lists too: the manifest is the same on every target. A cache that was lost is
read again from the live site: its manifest, believed by its signature, then each file that the next release needs, by digest.
"""

import shutil
import urllib.error
import urllib.request
from collections.abc import Iterable
from pathlib import Path

from plugins.core import durable
from plugins.core.errors import ConfigurationError, PortalError
from plugins.release import tree
from plugins.release.folder import CURRENT, Folder, FolderLive
from plugins.release.manifest import MANIFEST, SIGNATURE, Manifest, decode, is_unchanged
from plugins.release.minisign import read_public_key, verify
from plugins.release.targets import FolderTarget, Live, PagesTarget, Report, Staged

_COPYING = "Chép bản đăng ra thư mục"
#: beside `current`: the plain folder is behind it, or may be
_BEHIND = "cho-chep"
_TIMEOUT = 30
#: of a manifest; a hundred thousand files need about 20 MB
_MOST = 64 << 20


class PagesError(PortalError):
    """The folder cannot be written, or what is live cannot be learned."""


class FetchedLive:
    """A release read from the live site, file by file, each held against the manifest."""

    def __init__(self, url: str, manifest: Manifest) -> None:
        self._url, self.manifest = url, manifest

    def read(self, path: str) -> bytes | None:
        """The bytes of one of its files; None when it is not there, or is not what the manifest says."""
        row = self.manifest.find(path)
        data = _fetch(f"{self._url}/{path}", row.bytes) if row else None
        return data if row and is_unchanged(row, data) else None

    def paths(self) -> Iterable[str]:
        """Every file that the manifest names; withdrawn addresses cannot be learned from outside."""
        return sorted(path for path in self.manifest.rows if not path.startswith("sha256:"))


class Pages:
    """PagesTarget, opened."""

    def __init__(self, settings: PagesTarget, cache: Path) -> None:
        if settings.url and not settings.url.startswith(("https://", "http://127.0.0.1:")):
            raise ConfigurationError("PagesTarget", "url phải bắt đầu bằng https://.")
        self._settings, self._out = settings, settings.folder
        self._store = cache / "dang" / "trang"
        self._folder = Folder(FolderTarget(folder=self._store), cache)

    @property
    def name(self) -> str:
        """For messages."""
        return f"thư mục cho Pages {self._out.as_posix()}"

    def live(self) -> Live | None:
        """What is live: from the cache, else from the live site. Makes the plain folder anew where a kill left another one.

        SignatureError or ManifestError (exit 4) when the site's manifest is not the ward's; PagesError when it does not answer.
        """
        kept: FolderLive | None = self._folder.live()
        if kept is not None:
            if self._out.exists() or (self._store / _BEHIND).exists():
                self._show()
            return kept
        if not self._settings.url:
            return None
        url = self._settings.url.rstrip("/")
        data = _fetch(f"{url}/{MANIFEST}", _MOST)
        if data is None:
            return None
        if self._settings.key:
            verify(data, (_fetch(f"{url}/{SIGNATURE}", 4096) or b"").decode("utf-8", "replace"), read_public_key(self._settings.key))
        return FetchedLive(url, decode(data))

    def work(self) -> Path:
        """An empty folder to stage in."""
        self._store.mkdir(parents=True, exist_ok=True)
        return self._folder.work()

    def put(self, staged: Staged, report: Report) -> None:
        """Make a staged release the one to upload. PagesError when the disk refuses: the next command makes the folder."""
        durable.write_over(self._store / _BEHIND, b"")
        self._folder.put(staged, report)
        report(_COPYING, 0, 1)
        self._show()
        report(_COPYING, 1, 1)

    def releases(self) -> tuple[str, ...]:
        """Ids that can be rolled back to, newest first, the live one included."""
        return self._folder.releases()

    def roll_back(self, release: str) -> None:
        """Make a kept release the one to upload again."""
        durable.write_over(self._store / _BEHIND, b"")
        self._folder.roll_back(release)
        self._show()

    def _show(self) -> None:
        """Let the plain folder be what `current` is: copied beside, on the disk, then renamed."""
        source = (self._store / CURRENT).resolve()
        manifest = tree.read_regular(self._out, MANIFEST)
        if manifest is not None and manifest == tree.read_regular(source, MANIFEST) and _names(self._out) == _names(source):
            (self._store / _BEHIND).unlink(missing_ok=True)
            return
        if self._out.is_dir() and manifest is None and any(self._out.iterdir()):
            raise PagesError(self._out.as_posix(), "thư mục này không phải do cổng ghi. Chuyển nó đi chỗ khác rồi chạy lại.")
        new, old = (self._out.with_name(f".{self._out.name}.{word}") for word in ("moi", "cu"))
        try:
            for folder in (new, old):
                tree.remove_tree(folder)
            shutil.copytree(source, new, copy_function=_copy)
            durable.sync_folders(new)
            if self._out.exists():
                self._out.rename(old)
            new.rename(self._out)
            durable.sync_folder(self._out.parent)
            tree.remove_tree(old)
            (self._store / _BEHIND).unlink(missing_ok=True)
        except OSError as error:
            raise PagesError(self._out.as_posix(), "không ghi được thư mục cho Pages; xem lại ổ đĩa rồi chạy lại.", str(error)) from error


def _copy(source: str, target: str) -> None:
    durable.write_file(Path(target), Path(source).read_bytes())


def _names(folder: Path) -> set[str]:
    return set(tree.files_below(folder))


def _fetch(address: str, most: int) -> bytes | None:
    """An answer of at most `most` bytes; None when the address has none, or a longer one."""
    # urlopen follows redirects; the bytes are held against a signed digest, so where they came from does not matter
    request = urllib.request.Request(address, headers={"User-Agent": "cong-thong-tin", "Cache-Control": "no-cache"})  # noqa: S310 - https, see Pages
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT) as answer:  # noqa: S310 - https, see Pages
            data: bytes = answer.read(most + 1)
    except urllib.error.HTTPError as error:
        if error.code in (404, 410):
            return error.read(most + 1) if error.code == 410 else None
        raise PagesError(address, f"trang đang chạy trả lời mã {error.code}; chạy lại sau.") from error
    except OSError as error:
        raise PagesError(address, "trang đang chạy không trả lời; chạy lại sau. Lần đăng đầu tiên thì bỏ url trong PagesTarget.") from error
    return data if len(data) <= most else None
