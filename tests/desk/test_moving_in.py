"""Another ward's content in the place of the old: whole or not at all, through kills, a full disk and open files; with and without Git."""

import datetime as dt
import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.core.errors import LockedError
from plugins.core.lock import build_lock
from plugins.desk import moving_in
from plugins.desk.moving_in import STAGE, MovingError, Place, finish, move_in

DAY = dt.date(2026, 11, 23)
NEW = {"trang/moi.md": "trang mẫu mới\n", "du-lieu/chuyen-muc.toml": "mới\n"}
KEEP = ("du-lieu/kich-thuoc.toml", "du-lieu/khong-co.toml")
AWAY = "phuong-cu-2026-11-23"

#: what the hook asks at each event of the interpreter that touches files; one hook, since none can be taken away
_at: list[Callable[[str], None]] = []
sys.addaudithook(lambda name, arguments: _at[0](name) if _at and name in ("open", "os.rename", "os.mkdir", "os.remove") else None)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A ward in a folder with blanks and Vietnamese letters in its name."""
    root = tmp_path / "Cổng thông tin (phường)"
    (root / "content/du-lieu").mkdir(parents=True)
    (root / "content/bai-viet").mkdir()
    (root / "content/bai-viet/bài cũ.md").write_text("cũ", encoding="utf-8")
    (root / "content/du-lieu/kich-thuoc.toml").write_text("cỡ", encoding="utf-8")
    (root / "pelicanconf.py").write_text("cũ", encoding="utf-8")
    return Place(root=root, content="content", settings="pelicanconf.py")


def move(place: Place) -> Path:
    return move_in(place, NEW, "mới", KEEP, DAY)


def tree(folder: Path) -> dict[str, str]:
    """Files by path; the lock aside."""
    files = (path for path in folder.rglob("*") if path.is_file() and ".cache" not in path.parts and ".git" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}


OLD_TREE = {"content/bai-viet/bài cũ.md": "cũ", "content/du-lieu/kich-thuoc.toml": "cỡ", "pelicanconf.py": "cũ"}
NEW_TREE = {
    **{f"content/{name}": text for name, text in NEW.items()},
    "content/du-lieu/kich-thuoc.toml": "cỡ",
    "pelicanconf.py": "mới",
    **{f"{AWAY}/{name}": text for name, text in OLD_TREE.items()},
}


def test_the_new_is_in_place_and_the_old_beside_it(place: Place) -> None:
    """New content and settings are there, what is kept too, and everything old in a folder with the day; nothing else is left."""
    assert move(place).name == AWAY
    assert tree(place.root) == NEW_TREE
    assert not place.stage.exists()
    assert not finish(place.root)


def test_twice_on_a_day(place: Place) -> None:
    """A second change on the same day puts the first's content into a folder of its own."""
    move(place)
    assert move(place).name == f"{AWAY}-2"
    assert tree(place.root / AWAY) == OLD_TREE


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a child that shares this process's files")
def test_a_kill_at_any_moment(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed before any step that touches a file, the next command finds the old state or makes the new one whole."""
    monkeypatch.setattr(os, "fsync", lambda handle: None)  # a kill is no power cut, and flushing takes most of the time
    seen = set()
    for step in range(1, 200):
        root = tmp_path / f"lần {step}"
        shutil.copytree(place.root, root)
        if _killed(Place(root=root, content="content", settings="pelicanconf.py"), step) == 0:
            break
        is_new = finish(root)
        shutil.rmtree(root / STAGE, ignore_errors=True)  # what waited before the journal is nobody's, and the next `init` clears it
        assert tree(root) == (NEW_TREE if is_new or (root / AWAY).exists() else OLD_TREE), step
        seen.add(is_new)
    assert step > 20
    assert seen == {False, True}


def _killed(place: Place, step: int) -> int:
    """Move in, in a child that dies at the step; 0 when it came to its end before."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    left = [step]  # pragma: no cover - in the child

    def die(name: str) -> None:  # pragma: no cover
        left[0] -= 1
        if not left[0]:
            os._exit(9)

    try:  # pragma: no cover
        _at.append(die)
        move(place)
        os._exit(0)
    finally:  # pragma: no cover
        os._exit(1)


def test_a_full_disk_at_any_moment(place: Place, tmp_path: Path) -> None:
    """Where the disk is full at any step, the old state is there, or the next command with room makes the new one whole."""
    codes: set[int | None] = set()
    for step in range(1, 200):
        root = tmp_path / f"lần {step}"
        shutil.copytree(place.root, root)
        left = [step]

        def full(name: str, left: list[int] = left) -> None:
            left[0] -= name in ("open", "os.mkdir", "os.rename")
            if left[0] <= 0 and name != "os.remove":
                raise OSError(errno.ENOSPC, "đầy")

        _at.append(full)
        try:
            move(Place(root=root, content="content", settings="pelicanconf.py"))
            break
        except OSError as error:
            codes.add(error.errno)
        finally:
            _at.clear()
        was_begun = finish(root)
        shutil.rmtree(root / STAGE, ignore_errors=True)
        assert tree(root) == (NEW_TREE if was_begun or (root / AWAY).exists() else OLD_TREE), step
    assert step > 10
    assert codes == {errno.ENOSPC}


@pytest.mark.parametrize("refused", [1, 2, 3, 4])
def test_a_file_that_is_open_elsewhere(place: Place, monkeypatch: pytest.MonkeyPatch, refused: int) -> None:
    """As on Windows, where a folder in use cannot be renamed: refused at first, all is as before; later, the next command goes on."""
    calls = [0]

    def patiently(act: Callable[[], object]) -> None:
        calls[0] += 1
        if calls[0] == refused:
            raise PermissionError(13, "đang mở")
        act()

    monkeypatch.setattr(moving_in, "patiently", patiently)
    with pytest.raises(MovingError, match="Đóng các chương trình"):
        move(place)
    if refused == 1:
        assert tree(place.root) == OLD_TREE
        assert not finish(place.root)
    else:
        calls[0] = refused - 1  # still open
        with pytest.raises(MovingError, match="Đóng các chương trình"):
            finish(place.root)
        assert finish(place.root)
        assert tree(place.root) == NEW_TREE


def test_a_build_that_runs_is_waited_for(place: Place) -> None:
    """While a build holds the lock, nothing is changed; a journal is not taken from who is at it."""
    with build_lock(place.root / ".cache"), pytest.raises(LockedError):
        move(place)
    assert tree(place.root) == OLD_TREE
    place.stage.mkdir()
    (place.stage / "so.json").write_text("{}", encoding="utf-8")
    with build_lock(place.root / ".cache"), pytest.raises(LockedError):
        finish(place.root)


@pytest.mark.parametrize("text", ["", "{}", "[]", "{", '{"content": 1}'])
def test_a_journal_that_nobody_reads_is_told(place: Place, text: str) -> None:
    """A damaged journal is named; nothing is touched."""
    place.stage.mkdir()
    (place.stage / "so.json").write_text(text, encoding="utf-8")
    with pytest.raises(MovingError, match="sổ đổi phường"):
        finish(place.root)
    assert tree(place.root / "content") == {name.removeprefix("content/"): text for name, text in OLD_TREE.items() if "/" in name}


def git(place: Place, *words: str) -> None:
    identity = ("-c", "user.name=Mẫu", "-c", "user.email=mau@mau.example", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *words], cwd=place.root, check=True, capture_output=True)


@pytest.mark.skipif(shutil.which("git") is None, reason="needs Git")
def test_work_that_is_not_committed_is_never_moved(place: Place) -> None:
    """With Git: new, changed and removed files in content/ are refused with their number; committed, the change goes through."""
    git(place, "init", "-q")
    (place.root / "khac.txt").write_text("dở", encoding="utf-8")  # outside content/: of no matter
    with pytest.raises(MovingError, match="còn 2 tệp sửa dở"):
        move(place)
    git(place, "add", "content", "pelicanconf.py")
    git(place, "commit", "-qm", "x")
    file = place.root / "content/bai-viet/bài cũ.md"
    file.write_text("sửa", encoding="utf-8")
    with pytest.raises(MovingError, match="còn 1 tệp sửa dở"):
        move(place)
    file.unlink()
    with pytest.raises(MovingError, match="còn 1 tệp sửa dở"):
        move(place)
    assert not place.stage.exists()
    git(place, "checkout", "-q", "content")
    assert move(place).name == AWAY


def test_without_git(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no Git is installed nothing is asked of it."""
    monkeypatch.setenv("PATH", str(place.root))
    assert move(place).name == AWAY
