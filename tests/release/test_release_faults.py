"""Full disks, broken disks, kills: residents see the old release or the new one, whole, and the next command makes good.

strace spoils one call of a real build and release: fork, attach, let it run. Which call, and how, is drawn anew for each run.
"""

import os
import random
import re
import shutil
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from built_sites import SAMPLE, project_of
from release_world import World, content, quiet, tree

from plugins.core.errors import PortalError
from plugins.engine.build import build
from plugins.engine.project import Project
from plugins.engine.publication import publication_of
from plugins.release.authenticity import buckets
from plugins.release.folder import Folder
from plugins.release.publish import Wish, publish
from plugins.release.settings import ReleaseSettings
from plugins.release.targets import FolderTarget

pytestmark = pytest.mark.skipif(not shutil.which("strace") and not os.environ.get("CI"), reason="needs the program strace (Debian: strace)")
#: every way in which a build or a release changes the disk
CALLS = ("write", "fsync", "rename", "openat", "mkdir", "symlink", "unlink", "unlinkat", "rmdir")
FAULTS = ("error=ENOSPC", "error=EIO", "signal=KILL", "signal=TERM")
_PATIENCE = 60
REQUIRED = ("index.html", "404.html", "sitemap.xml")


@dataclass(frozen=True)
class Case:
    """A site that was published and then edited."""

    folder: Path
    act: Callable[[Path], object]
    old: dict[str, bytes]
    new: dict[str, bytes]
    calls: Counter[str]


def traced(act: Callable[[], object], trace: Path, options: list[str]) -> int:
    """Do `act` in a child that strace holds; its exit code, or minus its signal."""
    pid = os.fork()
    if not pid:
        code = 99
        try:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            os.kill(os.getpid(), signal.SIGSTOP)
            act()
            code = 0
        except PortalError as error:
            code = error.exit_code
        except BaseException:  # the child must never come back into pytest
            code = 98
        finally:
            os._exit(code)
    os.waitpid(pid, os.WUNTRACED)
    tracer = subprocess.Popen(["strace", "-f", "-q", "-p", str(pid), "-o", str(trace), *options], stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + _PATIENCE
    while f"TracerPid:\t{tracer.pid}" not in Path(f"/proc/{pid}/status").read_text() and time.monotonic() < deadline:
        time.sleep(0.005)
    os.kill(pid, signal.SIGCONT)
    while time.monotonic() < deadline:
        found, status = os.waitpid(pid, os.WNOHANG)
        if found:
            tracer.wait(_PATIENCE)
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.005)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    pytest.fail("the child hung")


@pytest.fixture(scope="module", autouse=True)
def few_buckets() -> Iterator[None]:
    """No file for a bucket without an answer: a small release has few calls, so each is spoiled more often."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "plugins.release.staging.buckets", lambda *given: {path: data for path, data in buckets(*given).items() if len(data) > 3}
        )
        yield


def world_at(root: Path) -> World:
    """The edited site: one article changed, one deleted, one new, another stylesheet."""
    world = World.sample(root)
    world.files["bai-viet/bai-2.html"] += b"moi"
    world.drop(1)
    world.untag("mau")
    world.add(4)
    world.index().restyle("giao-dien/cong.cccccccccc.css")
    world.now += 7200
    return world


def release_only(root: Path) -> None:
    world_at(root).publish()


def small_project(root: Path) -> Project:
    plain = project_of(root)
    return replace(plain, ward=replace(plain.ward, share_cards=False, search=False), processes=1, siteurl="https://mau.haiphong.gov.vn")


def build_and_release(root: Path) -> None:
    """A real build of a few samples, then its release."""
    project = small_project(root)
    build(project)
    settings = ReleaseSettings(siteurl=project.siteurl, required=REQUIRED)
    now = int(project.now.timestamp()) + 3600 * (root / "web/current").exists()
    target = Folder(FolderTarget(folder=root / "web"), root / ".cache")
    publish(
        publication_of(project), project.output, target, settings, None, Wish(), lock=root / "web", now=now, report=quiet, check=content
    )


def case_of(folder: Path, act: Callable[[Path], object]) -> Case:
    """`folder`/site is published and edited; find what a release of it makes, and with which calls."""
    site = folder / "site"
    old = tree(site / "web/current")
    shutil.copytree(site, folder / "moi", symlinks=True)
    code = traced(lambda: act(folder / "moi"), folder / "calls.txt", ["-e", f"trace={','.join(CALLS)}"])
    assert code == 0
    calls = Counter(re.findall(r"^\d+ +([a-z]+)\(", (folder / "calls.txt").read_text(errors="replace"), re.MULTILINE))
    new = tree(folder / "moi/web/current")
    assert old != new
    return Case(site, act, old, new, calls)


@pytest.fixture(scope="module")
def release_case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder = tmp_path_factory.mktemp("loi")
    World.sample(folder / "site").publish()
    return case_of(folder, release_only)


@pytest.fixture(scope="module")
def build_case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder = tmp_path_factory.mktemp("dung")
    texts = folder / "site/content"
    for name in ("du-lieu", "trang", "thong-bao"):
        shutil.copytree(SAMPLE / "content" / name, texts / name)
    build_and_release(folder / "site")
    page = texts / "trang/gioi-thieu.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nThêm một câu mẫu.\n", encoding="utf-8")
    return case_of(folder, build_and_release)


def spoil(case: Case, root: Path, seed: int) -> None:
    """One run with one fault, then the next command."""
    chance = random.Random(seed)
    call = chance.choice(sorted(case.calls))
    which, fault = chance.randint(1, case.calls[call]), FAULTS[seed % len(FAULTS)]
    shutil.copytree(case.folder, root, symlinks=True)
    code = traced(lambda: case.act(root), root.with_name("trace.txt"), ["-e", f"trace={call}", "-e", f"inject={call}:{fault}:when={which}"])
    told = f"{call} {which} {fault}: {code}"
    assert tree(root / "web/current") in (case.old, case.new), told
    assert code or tree(root / "web/current") == case.new, told
    case.act(root)
    assert tree(root / "web/current") == case.new, told
    assert sorted(path.name for path in (root / "web").iterdir()) == ["current", "lock", "releases"], told
    assert len(list((root / "web/releases").iterdir())) == 2, told
    assert not (root / "output/.tmp").exists(), told


@pytest.mark.parametrize("seed", range(28))
def test_a_fault_in_a_release(release_case: Case, tmp_path: Path, seed: int) -> None:
    """Any call of a release that fails or kills leaves the old release or the new one; the next command heals; nothing is left over."""
    spoil(release_case, tmp_path / "site", seed)


@pytest.mark.parametrize("seed", range(12))
def test_a_fault_in_a_build_and_its_release(build_case: Case, tmp_path: Path, seed: int) -> None:
    """The same for a real build and its release."""
    spoil(build_case, tmp_path / "site", seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 320))
def test_many_faults_in_a_release(release_case: Case, tmp_path: Path, seed: int) -> None:
    """The same, more often."""
    spoil(release_case, tmp_path / "site", seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 200))
def test_many_faults_in_a_build_and_its_release(build_case: Case, tmp_path: Path, seed: int) -> None:
    """The same for a build, more often."""
    spoil(build_case, tmp_path / "site", seed)


def test_bytes_are_on_the_disk_before_names(release_case: Case, tmp_path: Path) -> None:
    """As strace sees it: every file of the release is synced, then its folders, before it is renamed; then releases/, then `current`."""
    shutil.copytree(release_case.folder, tmp_path / "site", symlinks=True)
    trace = tmp_path / "trace.txt"
    assert traced(lambda: release_case.act(tmp_path / "site"), trace, ["-y", "-e", "trace=write,fsync,rename,renameat,renameat2"]) == 0
    lines = trace.read_text(errors="replace").splitlines()
    renames = [number for number, line in enumerate(lines) if " rename" in line and f"{tmp_path}/site/web/" in line]
    moved, swapped = (next(n for n in renames if word in lines[n]) for word in ('/.work", ', '/current")'))
    work = f"{tmp_path}/site/web/.work"
    synced = {match[1]: n for n, line in enumerate(lines[:moved]) if (match := re.search(r"fsync\(\d+<([^>]*)>\) += 0", line))}
    written = {match[1]: n for n, line in enumerate(lines[:moved]) if (match := re.search(r"write\(\d+<([^>]*/\.work/[^>]*)>", line))}
    names = {f"{work}/{path}" for path in release_case.new}
    assert names <= synced.keys()
    assert [path for path, n in written.items() if synced[path] < n] == []
    folders = {str(Path(path).parent) for path in names}
    assert folders <= synced.keys()
    assert max(synced[path] for path in names) < min(synced[folder] for folder in folders)
    between = "".join(lines[moved:swapped])
    assert f"<{tmp_path}/site/web/releases>" in between
    assert f"<{tmp_path}/site/web>" in "".join(lines[swapped:])
