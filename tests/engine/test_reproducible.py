"""The same bytes from every door: `pelican`, tasks.py, other hash seeds, time zones, locales and folders."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sample_site import ROOT, SAMPLE, tree

EPOCH = "1795392000"
DOOR = """
import sys
from pathlib import Path
from plugins.engine.project import load_project
from plugins.engine.build import build
sys.exit(build(load_project(Path(sys.argv[1]), Path(sys.argv[2]))).exit_code)
"""


def built(site: Path, **environment: str) -> dict[str, bytes]:
    """The public tree of a copy of the sample site, built in a process of its own."""
    shutil.copytree(SAMPLE, site)
    env = os.environ | {"SOURCE_DATE_EPOCH": EPOCH, "PYTHONPATH": str(ROOT)} | environment
    subprocess.run([sys.executable, "-c", DOOR, str(ROOT / "pelicanconf.py"), str(site)], cwd=ROOT, env=env, check=True)
    return tree(site / "output")


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The tree that all others must equal."""
    return built(tmp_path_factory.mktemp("chuan") / "site", PYTHONHASHSEED="0", TZ="UTC", LC_ALL="C")


@pytest.mark.parametrize(
    "environment", [{"PYTHONHASHSEED": "12345"}, {"TZ": "America/New_York"}, {"LC_ALL": "C.UTF-8"}, {"PYTHONUTF8": "0", "LC_ALL": "POSIX"}]
)
def test_the_machine_does_not_show(reference: dict[str, bytes], tmp_path: Path, environment: dict[str, str]) -> None:
    """Hash seed, time zone, locale, encoding and folder change no byte."""
    assert built(tmp_path / "mot thư mục khác" / "site", **environment) == reference


def pelican(site: Path, *arguments: str, content: str = "content") -> subprocess.CompletedProcess[str]:
    env = os.environ | {"SOURCE_DATE_EPOCH": EPOCH, "COLUMNS": "300"}
    command = [sys.executable, "-m", "pelican", str(site / content), "-s", "pelicanconf.py", "-o", str(site / "output"), *arguments]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, encoding="utf-8", check=False)


def test_pelican_builds_the_same_bytes(reference: dict[str, bytes], tmp_path: Path) -> None:
    """`pelican content -s pelicanconf.py` is the same build."""
    shutil.copytree(SAMPLE, tmp_path / "site")
    done = pelican(tmp_path / "site")
    assert done.returncode == 0, done.stderr
    assert "Đã dựng" in done.stdout
    assert tree(tmp_path / "site" / "output") == reference


def test_pelican_gives_our_exit_codes(tmp_path: Path) -> None:
    """A refused entry ends `pelican` with 2 and its message, an empty content/ with 3 and one line, no traceback."""
    shutil.copytree(SAMPLE, tmp_path / "site")
    bad = tmp_path / "site" / "content" / "bai-viet" / "hong.md"
    bad.write_text("chữ", encoding="utf-8")
    done = pelican(tmp_path / "site")
    assert done.returncode == 2
    assert "content/bai-viet/hong.md:1: FM01" in done.stderr
    for file in (tmp_path / "site" / "content").rglob("*.md"):
        file.unlink()
    done = pelican(tmp_path / "site")
    assert done.returncode == 3
    assert "giữ nguyên" in done.stderr
    assert "Traceback" not in done.stderr + done.stdout


def test_autoreload_points_to_serve(tmp_path: Path) -> None:
    """`pelican -r` would rebuild all and miss edits: it names `tasks.py serve` instead."""
    shutil.copytree(SAMPLE, tmp_path / "site")
    done = pelican(tmp_path / "site", "-r")
    assert done.returncode == 1
    assert "tasks.py serve" in done.stderr


PLUGIN = """
from pathlib import Path
from pelican import signals
LOG = Path(__file__).with_name("log.txt")
def say(text):
    with LOG.open("a", encoding="utf-8") as file:
        file.write(text + "\\n")
def on_start(portal): say("initialized")
def on_file(path, context): say(f"{type(context).__name__} {Path(path).name}")
def on_end(portal): say("finalized")
def register():
    signals.initialized.connect(on_start)
    signals.content_written.connect(on_file)
    signals.finalized.connect(on_end)
"""


def settings_with(folder: Path, plugin: str) -> Path:
    text = (ROOT / "pelicanconf.py").read_text(encoding="utf-8")
    text = text.replace("Path(__file__).resolve().parent", f"Path({str(ROOT)!r})").replace(
        'THEME = "theme"', f"THEME = {str(ROOT / 'theme')!r}"
    )
    text = text.replace("PLUGINS: list[str] = []", f"PLUGINS = [{plugin!r}]\nsys.path.insert(0, {str(folder)!r})")
    file = folder / "cau_hinh.py"
    file.write_text(text, encoding="utf-8")
    return file


def test_plugins_hear_every_public_file(reference: dict[str, bytes], tmp_path: Path) -> None:
    """A plugin hears `initialized`, each public file with its view after it is in place, and changes no byte."""
    shutil.copytree(SAMPLE, tmp_path / "site")
    (tmp_path / "nghe.py").write_text(PLUGIN, encoding="utf-8")
    env = os.environ | {"SOURCE_DATE_EPOCH": EPOCH, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", DOOR, str(settings_with(tmp_path, "nghe")), str(tmp_path / "site")]
    subprocess.run(command, cwd=ROOT, env=env, check=True)
    log = (tmp_path / "log.txt").read_text(encoding="utf-8").splitlines()
    assert log[0] == "initialized"
    assert "TemplateView lien-he.html" in log
    assert len(log) == 2 + len(reference)
    assert log[-1] == "finalized"
    assert tree(tmp_path / "site" / "output") == reference


def test_a_plugin_that_cannot_be_loaded_is_an_error(tmp_path: Path) -> None:
    """A name in PLUGINS that does not exist stops the build; stock Pelican would go on without it."""
    shutil.copytree(SAMPLE, tmp_path / "site")
    env = os.environ | {"SOURCE_DATE_EPOCH": EPOCH, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", DOOR, str(settings_with(tmp_path, "khong_co_plugin")), str(tmp_path / "site")]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode != 0
    assert "khong_co_plugin" in done.stderr
    assert not (tmp_path / "site" / "output").exists()
