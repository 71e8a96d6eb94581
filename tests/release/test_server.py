"""A server by ssh and rsync: a real sshd, connections that break at every step, a full disk, a foreign key."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.core.errors import ConfigurationError, LockedError
from plugins.release.manifest import LEDGER, MANIFEST
from plugins.release.server import Server, ServerError
from plugins.release.targets import ServerTarget
from tests.release.releases import Release, release, site
from tests.release.ssh_server import Sshd, serving

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a server of ssh on this machine")


def silent(stage: str, done: int, total: int) -> None:
    """Hears progress and says nothing."""


@pytest.fixture(scope="module")
def sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    with serving(tmp_path_factory.mktemp("ssh")) as server:
        yield server


@pytest.fixture
def folder(tmp_path: Path, sshd: Sshd, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The target's folder, whose name a shell would take apart."""
    monkeypatch.setenv("PATH", f"{sshd.path}{os.pathsep}{os.environ['PATH']}")
    sshd.fail(0)
    return tmp_path / "máy chủ; touch $(id) 'a\"b"


def open_server(sshd: Sshd, folder: Path, tmp_path: Path) -> Server:
    return Server(ServerTarget(host="may-chu-mau", folder=str(folder), port=sshd.port), tmp_path / "cache")


def put(server: Server, made: Release) -> None:
    server.put(made.stage(server.work()), silent)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def names(folder: Path) -> set[str]:
    return {entry.name for entry in folder.iterdir()}


def test_a_release_is_put_read_followed_and_rolled_back(sshd: Sshd, folder: Path, tmp_path: Path) -> None:
    """What is live is byte-equal to what was staged, is read back over ssh, and an earlier one comes back by its id."""
    server = open_server(sshd, folder, tmp_path)
    assert (server.live(), server.releases()) == (None, ())
    first = release(1, site("ban-1"))
    second = release(2, site("ban-2"), previous=first.manifest.release)
    heard: list[tuple[str, int, int]] = []
    server.put(first.stage(server.work()), lambda *said: heard.append(said))
    assert heard[-1] == ("Đưa bản mới vào chỗ", 1, 1)
    assert tree(folder / "current") == first.all_files
    put(server, second)
    assert tree(folder / "current") == second.all_files
    assert names(folder) == {"current", "releases", ".khoa"}
    live = server.live()
    assert live is not None
    assert live.manifest == second.manifest
    assert live.read("index.html") == second.files["index.html"]
    assert live.read("hinh/anh.png") == second.files["hinh/anh.png"]
    assert [live.read(path) for path in ("khong-co", "../.khoa", "hinh", "/etc/passwd", "a\nb")] == [None] * 5
    assert live.read(LEDGER) == b"{}\n"
    assert list(live.paths()) == sorted(second.all_files)
    assert server.releases() == (second.manifest.release, first.manifest.release)
    server.roll_back(first.manifest.release)
    assert tree(folder / "current") == first.all_files
    with pytest.raises(ServerError):
        server.roll_back("20200101T000000Z-00000000")
    assert "may-chu-mau" in server.name


def test_equal_files_are_links_and_changed_ones_of_equal_size_are_sent(sshd: Sshd, folder: Path, tmp_path: Path) -> None:
    """Size and time are never believed: a page that was changed on the server, length kept, is right again in the next release."""
    server = open_server(sshd, folder, tmp_path)
    first = release(1, site("ban-1"))
    put(server, first)
    tampered = folder / "current" / "tep" / "mau.pdf"
    inode = (folder / "current" / "hinh" / "anh.png").stat().st_ino
    tampered.write_bytes(b"X" * tampered.stat().st_size)
    second = release(2, site("ban-2"), previous=first.manifest.release)
    put(server, second)
    assert tree(folder / "current") == second.all_files
    assert (folder / "current" / "hinh" / "anh.png").stat().st_ino == inode


@pytest.mark.slow
def test_ten_releases_are_kept(sshd: Sshd, folder: Path, tmp_path: Path) -> None:
    """The newest ten stay, older ones go."""
    server = open_server(sshd, folder, tmp_path)
    first = release(50, {**site("ban-1"), "x.txt": b"x"})
    put(server, first)
    for number in range(20, 31):
        release(number, {}).stage(folder / "releases" / release(number, {}).manifest.release)
    put(server, release(51, site("ban-2"), previous=first.manifest.release))
    assert len(server.releases()) == 10
    assert server.releases()[:2] == (release(51, {}).manifest.release, first.manifest.release)


def test_two_machines_cannot_publish_at_once(sshd: Sshd, folder: Path, tmp_path: Path) -> None:
    """While one holds the lock the other ends with 75; after it, what was staged upon an older release is refused too."""
    server = open_server(sshd, folder, tmp_path)
    first = release(1, site("ban-1"))
    put(server, first)
    with server.locked(""), pytest.raises(LockedError) as caught:
        put(open_server(sshd, folder, tmp_path / "b"), release(2, site("ban-2"), previous=first.manifest.release))
    assert caught.value.exit_code == 75
    with pytest.raises(LockedError):
        put(server, release(3, site("ban-3"), previous="20200101T000000Z-00000000"))
    assert tree(folder / "current") == first.all_files


def hold(sshd: Sshd, folder: Path, tmp_path: Path, broken: int, mode: str) -> bool:
    """Break one connection of a put: the old release or the new one is whole, and the next put finishes. Was it broken at all?"""
    folder = folder.with_name(f"{folder.name}{broken}{mode}")
    server = open_server(sshd, folder, tmp_path / f"{broken}{mode}")
    first = release(1, site("ban-1"))
    second = release(2, site("ban-2"), previous=first.manifest.release)
    put(server, first)
    sshd.fail(broken, mode)
    failed = False
    try:
        put(server, second)
    except ServerError:
        failed = True
    reached = sshd.calls >= broken
    assert failed == reached
    assert tree(folder / "current") in (first.all_files, second.all_files)
    sshd.fail(0)
    put(server, second)
    assert tree(folder / "current") == second.all_files
    assert names(folder) == {"current", "releases", ".khoa"}
    assert names(folder / "releases") == {first.manifest.release, second.manifest.release}
    return reached


@pytest.mark.parametrize(("broken", "mode"), [(4, "after")])
def test_a_broken_connection_leaves_a_whole_release(sshd: Sshd, folder: Path, tmp_path: Path, broken: int, mode: str) -> None:
    """Sending, checking or swapping breaks: readers see a whole release, the next command finishes, nothing is left over."""
    assert hold(sshd, folder, tmp_path, broken, mode)


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["before", "after"])
def test_any_broken_connection_leaves_a_whole_release(sshd: Sshd, folder: Path, tmp_path: Path, mode: str) -> None:
    """The same for every connection of a put, with its work undone or done and unknown."""
    # the first two talk both ways, lock and rsync: without an answer they never get to work
    broken = 1 if mode == "before" else 3
    while hold(sshd, folder, tmp_path, broken, mode):
        broken += 1
    assert broken > 4


_PUT = """
import sys
from pathlib import Path
sys.path.insert(0, {root!r})
from plugins.release.server import Server
from plugins.release.targets import ServerTarget
from tests.release.releases import release, site
first = release(1, site("ban-1"))
second = release(2, {{**site("ban-2"), "tep/lon.zip": bytes(range(256)) * 40000}}, previous=first.manifest.release)
server = Server(ServerTarget(host="may-chu-mau", folder={folder!r}, port={port}), Path({cache!r}))
def said(stage, done, total):
    print(stage, done, flush=True)
server.put(second.stage(server.work()), said)
"""


def test_killed_while_sending_the_old_release_stays(sshd: Sshd, folder: Path, tmp_path: Path) -> None:
    """SIGKILL in the middle of rsync: the old release is whole, the lock is free, and the next put takes up what was sent."""
    server = open_server(sshd, folder, tmp_path)
    first = release(1, site("ban-1"))
    put(server, first)
    text = _PUT.format(root=str(Path.cwd()), folder=str(folder), port=sshd.port, cache=str(tmp_path / "kill"))
    child = subprocess.Popen([sys.executable, "-c", text], stdout=subprocess.PIPE, text=True, start_new_session=True)
    assert child.stdout is not None
    while not child.stdout.readline().startswith("Gửi"):
        pass
    os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    child.stdout.close()
    assert tree(folder / "current") == first.all_files
    second = release(2, {**site("ban-2"), "tep/lon.zip": bytes(range(256)) * 40000}, previous=first.manifest.release)
    for _ in range(100):  # the server notices the end of the connection a moment later
        try:
            put(server, second)
        except LockedError:
            threading.Event().wait(0.05)
        else:
            break
    assert tree(folder / "current") == second.all_files
    assert names(folder / "releases") == {first.manifest.release, second.manifest.release}


@pytest.mark.slow
def test_a_full_disk_leaves_the_old_release(sshd: Sshd, tmp_path: Path, folder: Path) -> None:
    """No room for the new release: one clear sentence, the old one whole; with room the same put finishes."""
    disk = tmp_path / "dia"
    disk.mkdir()
    if (
        os.geteuid()
        or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(disk)], check=False, capture_output=True).returncode
    ):
        pytest.skip("no file system of its own can be mounted here")
    try:
        server = open_server(sshd, disk / "cong", tmp_path)
        first = release(1, site("ban-1"))
        put(server, first)
        second = release(2, {**site("ban-2"), "tep/lon.zip": bytes(600_000)}, previous=first.manifest.release)
        with pytest.raises(ServerError, match="đầy"):
            put(server, second)
        assert tree(disk / "cong" / "current") == first.all_files
        subprocess.run(["mount", "-o", "remount,size=4m", str(disk)], check=True)
        put(server, second)
        assert tree(disk / "cong" / "current") == second.all_files
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def test_what_came_out_otherwise_never_goes_live(sshd: Sshd, folder: Path, tmp_path: Path) -> None:
    """A file that is not what the manifest says, or one more, is refused before the swap."""
    server = open_server(sshd, folder, tmp_path)
    first = release(1, site("ban-1"))
    staged = first.stage(server.work())
    (staged.folder / "index.html").write_bytes(b"<p>khac</p>")
    with pytest.raises(ServerError, match="không giống"):
        server.put(staged, silent)
    assert server.live() is None


def test_an_unknown_host_key_is_never_accepted(sshd: Sshd, folder: Path, tmp_path: Path) -> None:
    """A server with another key gets nothing."""
    known = sshd.work / "known_hosts"
    before = known.read_text()
    server = open_server(sshd, folder, tmp_path)
    try:
        known.write_text("")
        with pytest.raises(ServerError, match="khóa của máy chủ"):
            server.live()
        with pytest.raises(ServerError, match="khóa của máy chủ"):
            put(server, release(1, site("ban-1")))
        assert known.read_text() == ""
    finally:
        known.write_text(before)
    assert not folder.exists()


def test_what_somebody_else_put_there_stays(sshd: Sshd, folder: Path, tmp_path: Path) -> None:
    """A folder of that name that is not ours is not touched."""
    (folder / "current").mkdir(parents=True)
    with pytest.raises(ServerError, match="không phải do cổng"):
        put(open_server(sshd, folder, tmp_path), release(1, site("ban-1")))
    assert (folder / "current").is_dir()


@pytest.mark.parametrize(
    "settings",
    [
        ServerTarget(host="-oProxyCommand=touch x", folder="/srv/a"),
        ServerTarget(host="a b", folder="/srv/a"),
        ServerTarget(host="", folder="/srv/a"),
        ServerTarget(host="may", folder="srv/a"),
        ServerTarget(host="may", folder="/"),
        ServerTarget(host="may", folder="/srv/../etc"),
        ServerTarget(host="may", folder="/srv/a\nb"),
        ServerTarget(host="may", folder="/srv/a", port=0),
    ],
)
def test_settings_that_ssh_or_a_shell_reads_otherwise_are_refused(settings: ServerTarget, tmp_path: Path) -> None:
    """Options in the place of a host, and folders that are no whole path, never reach a command line."""
    with pytest.raises(ConfigurationError):
        Server(settings, tmp_path)


def test_missing_programs_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without ssh the message names it."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ConfigurationError, match="ssh"):
        Server(ServerTarget(host="may", folder="/srv/a"), tmp_path).live()


def test_the_manifest_of_the_live_release_must_be_there(sshd: Sshd, folder: Path, tmp_path: Path) -> None:
    """A live release without a manifest is said, not taken for an empty one."""
    server = open_server(sshd, folder, tmp_path)
    put(server, release(1, site("ban-1")))
    (folder / "current" / MANIFEST).unlink()
    with pytest.raises(Exception, match="bản kê"):
        server.live()
