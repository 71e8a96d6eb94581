"""Kills, full disks and two builds at once: the site is the old one or the new one, whole, and the next build makes good.

A builder is a fork of this process, so that it can be killed in the middle of anything without another Python being started.
"""

import contextlib
import errno
import os
import random
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sample_site import ROOT, SAMPLE, project_of, tree
from test_commit import edit

from plugins.core.errors import LockedError, PortalError
from plugins.core.lock import build_lock
from plugins.engine import commit as stage
from plugins.engine import workers
from plugins.engine.build import BuildResult, build
from plugins.engine.make import Job, Workshop
from plugins.engine.project import Project
from plugins.engine.state import Record

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills are the same everywhere, forks are not")
#: a builder that lives longer has hung; seconds
_PATIENCE = 60
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_CHANGES = frozenset({"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree", "sqlite3.connect"})
Tree = dict[str, bytes]


def project(site: Path, **changes: object) -> Project:
    """The sample site, without the pictures that take longest."""
    plain = project_of(site)
    return replace(plain, **({"ward": replace(plain.ward, share_cards=False), "processes": 1} | changes))  # type: ignore[arg-type] # fields of Project


def build_here(site: Path, **changes: object) -> BuildResult:
    return build(project(site, **changes))


def results(site: Path) -> Tree:
    """Public and staff files, without temporary ones."""
    found = {f"{folder}/{name}": data for folder in ("output", "staff") for name, data in tree(site / folder).items()}
    return {name: data for name, data in found.items() if name.split("/")[1] != ".tmp"}


def in_child(act: Callable[[], object]) -> int:
    """Start a process that does `act` and ends with 0, or with the exit code of what it raised; its number."""
    pid = os.fork()
    if pid:
        return pid
    code = 99
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        act()
        code = 0
    except PortalError as error:
        code = error.exit_code
    finally:
        os._exit(code)


def end_of(pid: int) -> int:
    """Wait for a child: its exit code, or minus the signal that ended it."""
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        found, status = os.waitpid(pid, os.WNOHANG)
        if found:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.002)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    pytest.fail("the builder hung")


@dataclass(frozen=True, slots=True)
class Case:
    """A site that was built and then edited; what lies there, and what a build must make of it."""

    folder: Path
    old: Tree
    new: Tree
    #: what a build of it does to the disk, in order: "os.rename output/.tmp/7"
    changes: tuple[str, ...]

    def copy(self, target: Path) -> Path:
        """The edited site with its old results, to spoil."""
        shutil.copytree(self.folder, target)
        return target


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The sample site, built, then edited so that pages change, come and go."""
    folder = tmp_path_factory.mktemp("chet")
    site = folder / "site"
    shutil.copytree(SAMPLE, site)
    build_here(site)
    old = results(site)
    edit(site)
    shutil.copytree(site, folder / "moi")
    shutil.rmtree(folder / "moi/.cache")
    for name in ("output", "staff"):
        shutil.rmtree(folder / "moi" / name)
    build_here(folder / "moi")
    new = results(folder / "moi")
    assert old != new
    report = folder / "viec.txt"
    counted = Case(site, old, new, ()).copy(folder / "dem")
    assert end_of(in_child(lambda: report.write_text("\n".join(_changes(counted)), encoding="utf-8"))) == 0
    return Case(site, old, new, tuple(report.read_text(encoding="utf-8").splitlines()))


def _change(event: str, arguments: tuple[object, ...], site: str) -> str:
    """What is changed below `site`, or the store being opened; empty when nothing is."""
    path = str(arguments[0]) if arguments else ""
    if not path.startswith(f"{site}/") or event not in _CHANGES:
        return ""
    flags = arguments[2] if event == "open" and len(arguments) > 2 else _WRITING
    return f"{event} {path.removeprefix(f'{site}/')}" if isinstance(flags, int) and flags & _WRITING else ""


def _hear(site: Path, hear: Callable[[str], None]) -> None:
    """Call `hear` before each change of the disk. For a child: Python forgets no such hook."""

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if change := _change(event, arguments, str(site)):
            hear(change)

    sys.addaudithook(hook)


def _changes(site: Path) -> list[str]:
    heard: list[str] = []
    _hear(site, heard.append)
    build_here(site)
    return list(heard)


def _die_at(site: Path, point: int) -> None:
    left = [point]

    def hear(_: str) -> None:
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
        left[0] -= 1

    _hear(site, hear)
    build_here(site)


def assert_recovers(site: Path, case: Case) -> None:
    """What a killed builder left is the old site or a journal; rolled forward it is the old or the new; built it is the new."""
    has_journal = stage.has_journal(project(site))
    assert has_journal or results(site) in (case.old, case.new)
    rolled = site.with_name(f"{site.name}-cuon")
    shutil.copytree(site, rolled)
    move_journal(site, rolled)
    assert stage.roll_forward(project(rolled)) == has_journal
    assert results(rolled) in ((case.new,) if has_journal else (case.old, case.new))
    for place in (site, rolled):
        build_here(place)
        assert results(place) == case.new
        assert not (place / "output/.tmp").exists()
        again = build_here(place)
        assert (again.made, again.spliced, again.changed) == ((), (), ())


def move_journal(site: Path, copy: Path) -> None:
    """A journal names whole paths: let that of the copy name the copy's."""
    file = copy / ".cache/journal.json"
    if file.exists():
        file.write_text(file.read_text(encoding="utf-8").replace(f"{site}/", f"{copy}/"), encoding="utf-8")


#: before what a builder dies: a change of the disk, and which of its kind (0: the first, 1: the last, 0.5: in the middle)
POINTS: dict[str, tuple[str, float]] = {
    "store opened": (r"sqlite3\.connect \.cache/readings", 0),
    "store opened again": (r"sqlite3\.connect \.cache/readings", 1),
    "temporary folder": (r"os\.mkdir output/\.tmp", 0),
    "first made": (r"open output/\.tmp/", 0),
    "half made": (r"open output/\.tmp/", 0.5),
    "last made": (r"open staff/\.tmp/", 1),
    "new state": (r"open \.cache/state\.next", 0),
    "journal": (r"open \.cache/journal", 0),
    "journal in place": (r"os\.rename \.cache/journal", 0),
    "first rename": (r"os\.rename output/\.tmp/", 0),
    "half renamed": (r"os\.rename output/\.tmp/", 0.5),
    "last rename": (r"os\.rename staff/\.tmp/", 1),
    "orphan": (r"os\.remove output/mo-hinh", 0),
    "state in place": (r"os\.rename \.cache/state\.next", 0),
    "temporary folders away": (r"shutil\.rmtree staff/\.tmp", 1),
    "journal away": (r"os\.remove \.cache/journal", 1),
}


@pytest.mark.parametrize("name", POINTS)
def test_a_kill_at_any_change_of_the_disk(case: Case, tmp_path: Path, name: str) -> None:
    """Killed before any of its changes of the disk, a build leaves a site that is whole or can be made whole."""
    site = case.copy(tmp_path / "site")
    pattern, which = POINTS[name]
    points = [number for number, change in enumerate(case.changes) if re.match(pattern, change)]
    point = points[int((len(points) - 1) * which)]
    assert end_of(in_child(lambda: _die_at(site, point))) == -signal.SIGKILL
    assert_recovers(site, case)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(30))
def test_a_kill_at_random_changes_of_the_disk(case: Case, tmp_path: Path, seed: int) -> None:
    """The same at random."""
    site = case.copy(tmp_path / "site")
    point = random.Random(seed).randrange(len(case.changes))
    assert end_of(in_child(lambda: _die_at(site, point))) == -signal.SIGKILL
    assert_recovers(site, case)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(30))
def test_a_kill_at_random_moments(case: Case, tmp_path: Path, few: None, seed: int) -> None:
    """Killed from outside at any moment, with one process or two, the site is whole or can be made whole."""
    site, count = case.copy(tmp_path / "site"), 1 + seed % 2
    pid = in_child(lambda: build_here(site, processes=count))
    time.sleep(random.Random(seed).random() * 0.4)
    os.kill(pid, signal.SIGKILL)
    assert end_of(pid) in (0, -signal.SIGKILL)
    await_lock(site)
    assert_recovers(site, case)


@pytest.mark.parametrize("part", range(4))
def test_killed_again_while_it_makes_good(case: Case, tmp_path: Path, part: int) -> None:
    """A second kill, while the journal of the first is rolled forward, changes nothing of that."""
    site = case.copy(tmp_path / "site")
    _kill_after_journal(site)
    assert stage.has_journal(project(site))
    assert end_of(in_child(lambda: _die_at(site, 3 + 8 * part))) == -signal.SIGKILL
    assert_recovers(site, case)


def _kill_after_journal(site: Path) -> None:
    def act() -> None:
        stage.roll_forward = lambda _: stage.has_journal(project(site)) and os.kill(os.getpid(), signal.SIGKILL)  # type: ignore[assignment]
        build_here(site)

    assert end_of(in_child(act)) == -signal.SIGKILL


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even little work is shared by several processes."""
    monkeypatch.setattr(workers, "_WORTH_IT", 4)
    monkeypatch.setattr(workers, "_LEAST", 2)
    monkeypatch.setattr("threading.active_count", lambda: 1)


def await_lock(site: Path) -> None:
    """Wait until the lock of a killed builder is free: its workers hold it until their last item is written, and nobody else's."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        with contextlib.suppress(LockedError), build_lock(site / ".cache"):
            return
        time.sleep(0.01)
    pytest.fail("the lock of a killed builder stays")


def test_workers_of_a_killed_builder_end(case: Case, tmp_path: Path, few: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a builder is killed its workers end by themselves, and the next build is right."""
    site = case.copy(tmp_path / "site")
    shutil.rmtree(site / ".cache")
    reader, writer = os.pipe()
    honest = Workshop._do

    def slowly(self: Workshop, job: Job) -> tuple[Record, bool]:
        if os.getppid() != parent:
            os.write(writer, b"x")
            time.sleep(0.05)
        return honest(self, job)

    parent = os.getpid()
    monkeypatch.setattr(Workshop, "_do", slowly)
    pid = in_child(lambda: build_here(site, processes=2))
    os.close(writer)
    assert os.read(reader, 1) == b"x"
    os.kill(pid, signal.SIGKILL)
    assert end_of(pid) == -signal.SIGKILL
    assert ends(reader, 10), "a worker outlives its builder"
    os.close(reader)
    with build_lock(site / ".cache"):
        pass
    monkeypatch.undo()
    assert_recovers_without_memory(site, case)


def ends(reader: int, seconds: float) -> bool:
    """Do all processes that can write to the other end of this pipe end in time?"""
    deadline = time.monotonic() + seconds
    while (left := deadline - time.monotonic()) > 0:
        if select.select([reader], [], [], left)[0] and not os.read(reader, 100):
            return True
    return False


def assert_recovers_without_memory(site: Path, case: Case) -> None:
    """As `assert_recovers` where nothing is known of the old files: those stay, for they may be somebody else's."""
    build_here(site)
    found = results(site)
    assert {name: found.get(name) for name in case.new} == case.new
    assert found.keys() - case.new.keys() <= case.old.keys()


def test_two_builds_at_once(case: Case, tmp_path: Path) -> None:
    """Of two builds of one site the second is refused with 75 while the first is at work; the site is that of one build."""
    site = case.copy(tmp_path / "site")
    reader, writer = os.pipe()

    def slowly(stage_: str, done: int, total: int) -> None:
        os.write(writer, b"x")
        time.sleep(0.02)

    first = in_child(lambda: build(project(site), report=slowly))
    assert os.read(reader, 1) == b"x"
    assert end_of(in_child(lambda: build_here(site))) == LockedError.exit_code == 75
    assert end_of(first) == 0
    os.close(reader)
    os.close(writer)
    assert_recovers(site, case)


@pytest.mark.parametrize("turn", range(3))
def test_two_builds_race(case: Case, tmp_path: Path, turn: int) -> None:
    """Started together, each of two builds ends with 0 or 75, one at least with 0, and the site is that of one build."""
    site = case.copy(tmp_path / "site")
    pids = [in_child(lambda: build_here(site)) for _ in range(2)]
    codes = sorted(end_of(pid) for pid in pids)
    assert codes in ([0, 0], [0, 75])
    assert results(site) == case.new
    assert_recovers(site, case)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Callable[[Path, int], None]]:
    """Put a small disk in memory over a folder: folder, KiB. Skipped where the system does not let us."""
    mounted: list[Path] = []

    def mount(folder: Path, size: int) -> None:
        command = ["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", str(folder)]
        done = subprocess.run(command, capture_output=True, check=False) if shutil.which("mount") else None
        if done is None or done.returncode:
            pytest.skip("a small disk needs Linux and the right to mount")
        mounted.append(folder)

    yield mount
    for folder in mounted:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def on_disk(case: Case, site: Path, folder: Path, disk: Callable[[Path, int], None]) -> None:
    """The edited site at `site`, with `folder` (the site itself or a part of it) on a small disk."""
    folder.mkdir(parents=True)
    disk(folder, 8192)
    shutil.copytree(case.folder, site, dirs_exist_ok=True)


def fill(folder: Path, free: int) -> Path:
    """A file that leaves `free` KiB of the disk behind `folder`."""
    filler = folder / "day.bin"
    with filler.open("wb") as file:
        file.truncate(0)
        left = shutil.disk_usage(folder).free - free * 1024
        file.write(b"\0" * left)
    return filler


def build_fits(site: Path) -> bool:
    """Build; False when the disk was full."""
    try:
        build_here(site)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        return False
    return True


def without(filler: Path, site: Path) -> Tree:
    """The results, but for what fills the disk."""
    return {name: data for name, data in results(site).items() if name != f"output/{filler.name}"}


@pytest.mark.parametrize("free", [0, 8, 40, 120])
@pytest.mark.parametrize("place", ["output", ".cache", ""], ids=["output", "cache", "all"])
def test_a_full_disk(case: Case, tmp_path: Path, disk: Callable[[Path, int], None], place: str, free: int) -> None:
    """On a disk without room a build fails with an error and leaves the old site or a journal; with room it is made good."""
    site = tmp_path / "site"
    folder = site / place if place else site
    on_disk(case, site, folder, disk)
    filler = fill(folder, free)
    is_done = build_fits(site)
    has_journal = stage.has_journal(project(site))
    assert has_journal or without(filler, site) == (case.new if is_done else case.old)
    assert is_done or not has_journal or place == ""
    assert not is_done or free
    filler.unlink()
    shutil.copytree(case.folder / "content", site / "content", dirs_exist_ok=True)
    build_here(site)
    assert results(site) == case.new
    assert build_here(site).made == ()


@pytest.mark.parametrize(
    "place",
    ["output", ""],
    ids=["output", "all"],
)
def test_a_full_disk_is_said_in_one_line(case: Case, tmp_path: Path, disk: Callable[[Path, int], None], place: str) -> None:
    """The command says that it failed, in one Vietnamese line and with 1, even when there is no room for a trace."""
    site = tmp_path / "site"
    folder = site / place if place else site
    on_disk(case, site, folder, disk)
    fill(folder, 0)
    command = [sys.executable, str(ROOT / "tasks.py"), "build", "--site", str(site)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    # the stages are told while they come
    lines = [line for line in done.stderr.splitlines() if line and not line.endswith("…")]
    assert len(lines) == 1
    assert re.search("[ảấềểếộởụứđ]", lines[0])
    assert "Traceback" not in done.stdout


def test_a_folder_in_the_way(case: Case, tmp_path: Path) -> None:
    """A folder of somebody else where a page of ours belongs is named and nothing is changed; without it the build is right."""
    site = case.copy(tmp_path / "site")
    way = site / "output/bai-viet/bai-mau-moi-them.html"
    way.mkdir()
    with pytest.raises(PortalError, match=way.name):
        build_here(site)
    assert not stage.has_journal(project(site))
    assert results(site) == case.old
    way.rmdir()
    assert_recovers(site, case)
