"""How the desk's program is made, with an npm and a bundler of the test's own: whole or not at all, and once."""

import os
import subprocess
import time
from pathlib import Path

import pytest

from plugins.desk import bundle as bundling
from plugins.desk.bundle import BundleError, bundle, bundle_digest, entry_of


class Programs:
    """Stands for node and npm: what each is asked, and what it leaves."""

    def __init__(self, names: tuple[str, ...] = ("ban-bien-tap.0123456789.js", "vi.0123456789.js"), fails: str = "") -> None:
        self.asked: list[str] = []
        self._names, self._fails = names, fails

    def run(self, command: list[str], folder: Path) -> "subprocess.CompletedProcess[str]":
        """In the place of a process."""
        word = command[1]
        self.asked.append(Path(word).name)
        if word == "--version":
            return subprocess.CompletedProcess(command, 0, "v20.1.0\n", "")
        if self._fails == "slow":
            raise subprocess.TimeoutExpired(command, 1)
        if Path(word).name == self._fails:
            return subprocess.CompletedProcess(command, 1, "", "lời của chương trình")
        if Path(word).name == "vite.js":
            (folder / "dist").mkdir()
            for name in self._names:
                (folder / "dist" / name).write_text(name, "utf-8")
        return subprocess.CompletedProcess(command, 0, "", "")


def install(monkeypatch: pytest.MonkeyPatch, programs: Programs) -> Programs:
    """Let the bundle be made by these."""
    monkeypatch.setattr(bundling, "_run", programs.run)
    monkeypatch.setattr("shutil.which", lambda name, **_: name)
    return programs


def test_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first build installs and bundles, the next asks nobody; nothing but the bundle is kept."""
    programs = install(monkeypatch, Programs())
    files = bundle(tmp_path)
    assert programs.asked == ["--version", "ci", "vite.js"]
    assert entry_of(files).name == "ban-bien-tap.0123456789.js"
    assert bundle(tmp_path) == files
    assert programs.asked == ["--version", "ci", "vite.js"]
    assert [folder.name for folder in (tmp_path / "ban-bien-tap").iterdir()] == [bundle_digest()]


@pytest.mark.parametrize(
    ("programs", "said"),
    [
        (Programs(fails="ci"), "không tải được các gói"),
        (Programs(fails="vite.js"), "không gói được chương trình"),
        (Programs(fails="slow"), "trong 20 phút"),
        (Programs(names=("vi.0123456789.js",)), "không thấy tệp khởi động"),
    ],
)
def test_failure_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, programs: Programs, said: str) -> None:
    """What cannot be fetched or bundled is said in one sentence, and the next build begins anew."""
    install(monkeypatch, programs)
    with pytest.raises(BundleError, match=said):
        bundle(tmp_path)
    assert list((tmp_path / "ban-bien-tap").iterdir()) == []


def test_what_npm_said_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The person who mends it reads what the program said."""
    install(monkeypatch, Programs(fails="ci"))
    with pytest.raises(BundleError) as caught:
        bundle(tmp_path)
    assert caught.value.details == "lời của chương trình"


def test_old_bundles_are_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bundles of other lock files go, and what a killed build left a day ago; what another build makes just now stays."""
    install(monkeypatch, Programs())
    home = tmp_path / "ban-bien-tap"
    for name in ("cu", "giet.1", "dang-lam.2"):
        (home / name).mkdir(parents=True)
    long_ago = time.time() - 2 * 86_400
    os.utime(home / "giet.1", (long_ago, long_ago))
    bundle(tmp_path)
    assert {folder.name for folder in home.iterdir()} == {"dang-lam.2", bundle_digest()}
