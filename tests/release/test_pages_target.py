"""A folder for a Pages host: plain files, the last releases in the cache, and the way back from a cache that was lost."""

import http.server
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from plugins.core.errors import ConfigurationError
from plugins.release.manifest import MANIFEST, SIGNATURE, encode
from plugins.release.minisign import SecretKey, SignatureError, new_key
from plugins.release.pages import Pages, PagesError
from plugins.release.targets import PagesTarget
from tests.release.releases import Release, release, site


def silent(stage: str, done: int, total: int) -> None:
    """Hears progress and says nothing."""


def put(pages: Pages, made: Release) -> None:
    pages.put(made.stage(pages.work()), silent)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def open_pages(tmp_path: Path, url: str = "", key: str = "") -> Pages:
    return Pages(PagesTarget(folder=tmp_path / "trang-dang", url=url, key=key), tmp_path / "cache")


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Not here."""


@pytest.fixture
def host(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Address and folder of a Pages host."""
    folder = tmp_path / "host"
    folder.mkdir()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", folder
    server.shutdown()
    server.server_close()
    thread.join()


def test_the_folder_holds_plain_files_and_follows_each_release(tmp_path: Path) -> None:
    """The folder is byte-equal to what was staged, has no link in it, and goes back with a rollback."""
    pages = open_pages(tmp_path)
    assert (pages.live(), pages.releases()) == (None, ())
    first = release(1, site("ban-1"))
    second = release(2, site("ban-2"), previous=first.manifest.release)
    for made in (first, second):
        put(pages, made)
        assert tree(tmp_path / "trang-dang") == made.all_files
    assert not [path for path in (tmp_path / "trang-dang").rglob("*") if path.is_symlink() or (path.is_file() and path.stat().st_nlink > 1)]
    live = pages.live()
    assert live is not None
    assert live.manifest == second.manifest
    assert live.read("index.html") == second.files["index.html"]
    assert pages.releases() == (second.manifest.release, first.manifest.release)
    pages.roll_back(first.manifest.release)
    assert tree(tmp_path / "trang-dang") == first.all_files
    assert {path.name for path in tmp_path.iterdir()} == {"cache", "trang-dang"}
    assert "trang-dang" in pages.name


@pytest.mark.parametrize("left", ["nothing", "half", "extra"])
def test_what_a_kill_left_is_made_whole(tmp_path: Path, left: str) -> None:
    """Killed before, between or while copying: the next command makes the folder that the cache says."""
    pages, made = open_pages(tmp_path), release(1, site("ban-1"))
    put(pages, made)
    if left == "nothing":
        (tmp_path / "trang-dang").rename(tmp_path / ".trang-dang.cu")
        (tmp_path / "cache/dang/trang/cho-chep").touch()
    elif left == "half":
        (tmp_path / "trang-dang" / "index.html").unlink()
        (tmp_path / ".trang-dang.moi").mkdir()
        (tmp_path / ".trang-dang.moi" / "x").write_bytes(b"x")
    else:
        (tmp_path / "trang-dang" / "la.html").write_bytes(b"x")
    assert open_pages(tmp_path).live() is not None
    assert tree(tmp_path / "trang-dang") == made.all_files
    assert {path.name for path in tmp_path.iterdir()} == {"cache", "trang-dang"}


def test_a_fresh_checkout_gets_no_folder_when_nothing_is_new(tmp_path: Path) -> None:
    """With the cache alone, as CI begins each hour, the folder stays away until there is something to upload, or a way back."""
    first, second = release(1, site("ban-1")), release(2, site("ban-2"))
    put(open_pages(tmp_path), first)
    put(open_pages(tmp_path), second)
    (tmp_path / "trang-dang").rename(tmp_path / "da-dang")
    assert open_pages(tmp_path).live() is not None
    assert not (tmp_path / "trang-dang").exists()
    open_pages(tmp_path).roll_back(first.manifest.release)
    assert tree(tmp_path / "trang-dang") == first.all_files


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    """Files that are not of a release are never deleted."""
    (tmp_path / "trang-dang").mkdir()
    (tmp_path / "trang-dang" / "anh-gia-dinh.jpg").write_bytes(b"x")
    with pytest.raises(PagesError, match="không phải do cổng"):
        put(open_pages(tmp_path), release(1, site("ban-1")))
    assert tree(tmp_path / "trang-dang") == {"anh-gia-dinh.jpg": b"x"}


def test_a_disk_that_refuses_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy that fails: one sentence, the old folder stays, and the next command makes the new one."""
    pages, first = open_pages(tmp_path), release(1, site("ban-1"))
    put(pages, first)
    second = release(2, site("ban-2"), previous=first.manifest.release)

    def refuse(source: str, target: str) -> None:
        raise OSError(28, "No space left on device", target)

    with monkeypatch.context() as patch:
        patch.setattr("plugins.release.pages._copy", refuse)
        with pytest.raises(PagesError, match="ổ đĩa"):
            put(pages, second)
    assert tree(tmp_path / "trang-dang") == first.all_files
    assert pages.live() is not None
    assert tree(tmp_path / "trang-dang") == second.all_files


def serve_release(folder: Path, made: Release, key: SecretKey) -> None:
    """Put a signed release on the host."""
    made.stage(folder)
    (folder / SIGNATURE).write_text(key.sign(encode(made.manifest), "mẫu"), encoding="utf-8")


def test_a_lost_cache_is_read_again_from_the_live_site(tmp_path: Path, host: tuple[str, Path]) -> None:
    """Manifest and files come from the site, each believed by signature and digest; what was changed there is not."""
    url, folder = host
    key = new_key()
    pages = open_pages(tmp_path, url, str(key.public))
    assert pages.live() is None  # nothing published so far
    made = release(1, site("ban-1"))
    serve_release(folder, made, key)
    live = pages.live()
    assert live is not None
    assert live.manifest == made.manifest
    assert live.read("bai-viet/mot.html") == made.files["bai-viet/mot.html"]
    assert live.read("khong-co.html") is None
    assert list(live.paths()) == sorted(made.files)
    (folder / "index.html").write_bytes(b"X" * len(made.files["index.html"]))
    (folder / "robots.txt").write_bytes(b"X" * 4000)
    assert (live.read("index.html"), live.read("robots.txt")) == (None, None)
    second = release(2, site("ban-2"), previous=made.manifest.release)
    put(pages, second)
    assert tree(tmp_path / "trang-dang") == second.all_files


def test_a_site_that_the_ward_did_not_sign_is_not_believed(tmp_path: Path, host: tuple[str, Path]) -> None:
    """Another key, or a changed manifest, ends with 4."""
    url, folder = host
    serve_release(folder, release(1, site("ban-1")), new_key())
    with pytest.raises(SignatureError):
        open_pages(tmp_path, url, str(new_key().public)).live()
    assert open_pages(tmp_path, url).live() is not None
    (folder / MANIFEST).write_bytes(b"{}")
    with pytest.raises(Exception, match="bản kê"):
        open_pages(tmp_path, url).live()


def test_a_site_that_does_not_answer_is_said(tmp_path: Path, host: tuple[str, Path]) -> None:
    """No answer, or a fault of the host, is not taken for “nothing published”."""
    with pytest.raises(PagesError, match="không trả lời"):
        open_pages(tmp_path, "http://127.0.0.1:1").live()
    url, folder = host
    (folder / MANIFEST).mkdir()
    with pytest.raises(ConfigurationError):
        open_pages(tmp_path, "ftp://mau.example")
    assert url
