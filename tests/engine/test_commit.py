"""Putting files in place: whole at every moment, what is ours goes, what is not ours stays."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sample_site import ROOT, Builder, project_of, tree

from plugins.core import durable
from plugins.core.artifacts import Audience
from plugins.core.errors import OutsideFolderError
from plugins.engine import commit as stage
from plugins.engine.build import build
from plugins.engine.make import Job, Workshop
from plugins.engine.state import SCHEMA, Record, read_state

ARTICLE = "content/bai-viet/tin/bai-mau-hai.md"
#: builds a site and dies at the n-th rename or removal of commit
DIE = """
import os, sys
from dataclasses import replace
from pathlib import Path
sys.path[:0] = [os.path.join(os.getcwd(), "tests"), os.path.join(os.getcwd(), "tests", "engine")]
from sample_site import project_of
from plugins.core import durable
from plugins.engine import commit
from plugins.engine.build import build
from plugins.engine.make import Job, Workshop
from plugins.engine.state import SCHEMA, Record, read_state
left = int(sys.argv[2])
honest = commit.patiently
def patiently(act):
    global left
    if not left:
        os._exit(9)
    left -= 1
    return honest(act)
commit.patiently = durable.patiently = patiently
build(project_of(Path(sys.argv[1])))
"""


def edit(site: Path) -> None:
    """Change the site so that a build changes, adds and removes pages."""
    article = site / ARTICLE
    article.write_text(article.read_text(encoding="utf-8").replace("Nội dung mẫu.", "Nội dung đã sửa."), encoding="utf-8")
    (site / "content/mo-hinh/mo-hinh-mau.md").unlink()
    sample = (site / "content/bai-viet/tin/bai-mau-hai.md").read_text(encoding="utf-8")
    added = sample.replace("bv-mau-0002", "bv-mau-0009").replace("thứ hai", "mới thêm")
    (site / "content/bai-viet/tin/moi-them.md").write_text(added, encoding="utf-8")


@pytest.fixture
def states(site: Path, run: Builder, tmp_path: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The output before and after `edit`; the site itself is left edited with the old output."""
    run()
    old = tree(site / "output")
    saved = {path: path.read_bytes() for path in (site / "output").rglob("*") if path.is_file()}
    state = (site / ".cache" / "state.bin").read_bytes()
    edit(site)
    run()
    new = tree(site / "output")
    for path in (site / "output").rglob("*"):
        if path.is_file():
            path.unlink()
    for path, data in saved.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (site / ".cache" / "state.bin").write_bytes(state)
    assert old != new
    return old, new


@pytest.mark.parametrize("step", [0, 1, 2, 7, 20, 40, 52, 53, 54])
def test_a_kill_is_rolled_forward(site: Path, run: Builder, states: tuple[dict[str, bytes], dict[str, bytes]], step: int) -> None:
    """Killed before the journal the old site stands; killed after it, the next command finishes the new one."""
    old, new = states
    code = subprocess.run([sys.executable, "-c", DIE, str(site), str(step)], cwd=ROOT, check=False).returncode
    project = project_of(site)
    if code == 9 and not stage.has_journal(project):
        assert {name: data for name, data in tree(site / "output").items() if not name.startswith(".tmp/")} == old
    else:
        assert stage.has_journal(project) == (code == 9)
        stage.roll_forward(project)
        assert tree(site / "output") == new
    run()
    assert tree(site / "output") == new
    assert not stage.has_journal(project)


def test_a_new_folder_comes_whole(site: Path, run: Builder, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that is not there yet is put in place by one rename, with all that is in it; into one that is there, file by file."""
    moved: list[str] = []
    honest = os.replace

    def noted(source: str, target: str) -> None:
        moved.append(Path(target).relative_to(site).as_posix())
        honest(source, target)

    monkeypatch.setattr(stage.os, "replace", noted)
    run()
    assert "output/bai-viet" in moved
    assert not [name for name in moved if name.startswith("output/bai-viet/")]
    assert "output/index.html" in moved
    moved.clear()
    edit(site)
    run()
    assert [name for name in moved if name.startswith("output/bai-viet/")]
    assert "output/bai-viet" not in moved


@pytest.mark.parametrize("is_held", [False, True])
def test_a_folder_that_cannot_be_moved_is_filled(site: Path, run: Builder, monkeypatch: pytest.MonkeyPatch, is_held: bool) -> None:
    """Somebody made the folder before the journal was done, or Windows moves none with a file that is held: its files are moved alone."""
    run()
    whole = tree(site / "output")
    shutil.rmtree(site / "output")
    (site / ".cache" / "state.bin").unlink()
    honest_put, honest_replace = stage._put, os.replace

    def killed(temporary: str, final: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(stage, "_put", killed)
    with pytest.raises(KeyboardInterrupt):
        run()
    monkeypatch.setattr(stage, "_put", honest_put)
    assert stage.has_journal(project_of(site))

    def held(source: str, target: str) -> None:
        if Path(source).is_dir():
            raise PermissionError("đang mở")
        honest_replace(source, target)

    foreign: dict[str, bytes] = {}
    if is_held:
        monkeypatch.setattr(stage.os, "replace", held)
    else:
        (site / "output/bai-viet").mkdir()
        (site / "output/bai-viet/cua-nguoi-khac.html").write_bytes(b"x")
        foreign = {"bai-viet/cua-nguoi-khac.html": tree(site / "output")["bai-viet/cua-nguoi-khac.html"]}
    assert stage.roll_forward(project_of(site))
    assert tree(site / "output") == whole | foreign
    assert not stage.has_journal(project_of(site))
    assert run().changed == ()


def test_what_we_made_goes_and_what_others_made_stays(site: Path, run: Builder) -> None:
    """A page whose entry is gone is removed with its empty folder; a file that somebody put there is not touched."""
    run()
    (site / "output" / "google123.html").write_text("của người khác", encoding="utf-8")
    assert (site / "output" / "mo-hinh" / "mo-hinh-mau-cho-bai-thu.html").exists()
    edit(site)
    run()
    assert not (site / "output" / "mo-hinh").exists()
    assert (site / "output" / "google123.html").read_text(encoding="utf-8") == "của người khác"


def test_another_output_folder_is_not_cleaned(site: Path, run: Builder, tmp_path: Path) -> None:
    """The memory of what we made belongs to one output folder: building elsewhere removes nothing there."""
    run()
    other = tmp_path / "noi-khac"
    (other / "mo-hinh").mkdir(parents=True)
    (other / "mo-hinh" / "mo-hinh-mau-cho-bai-thu.html").write_text("của người khác", encoding="utf-8")
    edit(site)
    run(output=other)
    assert (other / "mo-hinh" / "mo-hinh-mau-cho-bai-thu.html").read_text(encoding="utf-8") == "của người khác"


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"schema": 999}', '{"schema": 999, "renames": [["x", "y"]]}'])
def test_a_damaged_journal_or_state_is_not_believed(site: Path, run: Builder, damage: str) -> None:
    """A cut-off or foreign journal or state never stops a build and never moves a file."""
    run()
    before = tree(site / "output")
    for name in ("journal.json", "state.bin"):
        (site / ".cache" / name).write_text(damage, encoding="utf-8")
    assert run().exit_code == 0
    assert tree(site / "output") == before


@pytest.mark.parametrize(
    "url", ["../x.html", "/etc/x.html", "a/../../x.html", ".tmp/x.html", "..\\x.html" if os.name == "nt" else "../../x"]
)
def test_nothing_is_written_outside(site: Path, url: str) -> None:
    """An address that leaves the folder of its audience is refused."""
    with pytest.raises(OutsideFolderError):
        stage.final_path(project_of(site), Audience.PUBLIC, url)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_link_in_the_output_is_not_followed(site: Path, run: Builder, tmp_path: Path) -> None:
    """A folder of output/ that was replaced by a link elsewhere is refused before anything is written there."""
    run()
    outside = tmp_path / "ngoai"
    outside.mkdir()
    for page in (site / "output" / "guong").iterdir():
        page.unlink()
    (site / "output" / "guong").rmdir()
    (site / "output" / "guong").symlink_to(outside)
    with pytest.raises(OutsideFolderError):
        run()
    assert list(outside.iterdir()) == []


def test_a_full_disk_changes_nothing(site: Path, run: Builder, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a temporary file cannot be written, the site stays as it was and the error is not swallowed."""
    run()
    before = tree(site / "output")
    edit(site)
    honest = Workshop._do

    def full(self: Workshop, job: Job) -> tuple[Record, bool]:
        if job.artifact.url == "sitemap.xml":
            raise OSError(28, "No space left on device")
        return honest(self, job)

    monkeypatch.setattr(Workshop, "_do", full)
    with pytest.raises(OSError, match="No space"):
        run()
    monkeypatch.undo()
    assert {name: data for name, data in tree(site / "output").items() if not name.startswith(".tmp/")} == before
    run()
    assert not any(name.startswith(".tmp") for name in tree(site / "output"))


def test_a_file_that_is_in_use_is_tried_again(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows refuses to replace a file that is being read: the rename is tried until it works, and then gives up aloud. Elsewhere
    nothing is held, and a refusal is told at once.
    """
    monkeypatch.setattr(durable, "_IS_WINDOWS", True)
    monkeypatch.setattr(durable, "_PAUSE", 0)
    answers = iter([PermissionError(), PermissionError(), None])

    def act() -> None:
        answer = next(answers)
        if answer:
            raise answer

    stage.patiently(act)
    assert next(answers, "done") == "done"

    def never() -> None:
        raise PermissionError("đang mở")

    with pytest.raises(PermissionError, match="đang mở"):
        stage.patiently(never)
    monkeypatch.setattr(durable, "_IS_WINDOWS", False)
    answers = iter([PermissionError("chỉ đọc"), None])
    with pytest.raises(PermissionError, match="chỉ đọc"):
        stage.patiently(act)


def test_the_state_is_readable(site: Path) -> None:
    """The state names every public and staff file with its digest, and its schema."""
    build(project_of(site))
    state, is_damaged = read_state(project_of(site))
    assert state is not None
    assert not is_damaged
    assert state.schema == SCHEMA
    assert set(state.outputs[Audience.PUBLIC]) == set(tree(site / "output"))
    assert set(state.outputs[Audience.STAFF]) == set(tree(site / "staff"))
