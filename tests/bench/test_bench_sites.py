"""What is built before a cold build goes out of the way, and nothing is deleted while anything is measured."""

from pathlib import Path

import pytest

from tests.bench import run, sites
from tests.bench.errors import BenchError
from tests.bench.generators import PEERS
from tests.bench.sites import ROOT, TRASH, Site, peer_site, portal_site
from tests.bench.test_bench_run import options


def built(site: Site) -> dict[str, int]:
    """Something in every place that a build leaves something in: name and inode of each file."""
    files = {}
    for folder in (site.output, *site.leftovers):
        (folder / "sau").mkdir(parents=True)
        (folder / "sau/x").write_text("x", encoding="utf-8")
        files[f"{folder.name}/sau/x"] = (folder / "sau/x").stat().st_ino
    return files


@pytest.mark.parametrize("name", ["portal", *(peer.name for peer in PEERS)])
def test_old_output_is_moved_and_not_deleted(name: str, tmp_path: Path) -> None:
    """A cold build finds nothing of an earlier one, and every file of that one still exists: ext4 is slow after a deletion."""
    if name == "portal":
        site = portal_site(tmp_path / name, 2, ROOT / "pelicanconf.py", ROOT / "theme", ())
    else:
        site = peer_site(next(peer for peer in PEERS if peer.name == name), tmp_path / name, 2, ("x",))
    expected = []
    for _ in range(2):
        expected += built(site).items()
        site.clear()
        assert not any(path.exists() for path in (site.output, *site.leftovers))
    trash = tmp_path / TRASH
    moved = [("/".join(path.relative_to(trash).parts[1:]), path.stat().st_ino) for path in trash.glob("*/*/sau/x")]
    assert sorted(moved) == sorted(expected)
    site.clear()
    assert len(list(trash.iterdir())) == len(expected)


def test_what_a_first_state_does_not_have_is_moved_too(tmp_path: Path) -> None:
    """Made again, a site puts its old theme and texts that should not be there into the trash."""
    for _ in range(2):
        site = portal_site(tmp_path / "portal", 2, ROOT / "pelicanconf.py", ROOT / "theme", ())
        (site.folder / "content/bai-viet/la.md").write_text("x", encoding="utf-8")
    names = {path.name for path in (tmp_path / TRASH).glob("*/*")}
    assert names == {"theme", "la.md"}


def test_what_cannot_be_moved_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows an open file stays: the bench says which, instead of measuring a build that is not cold."""

    def refuse(path: Path, target: Path) -> None:
        raise PermissionError(13, "held")

    (tmp_path / "output").mkdir()
    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(BenchError, match="output: không dời được"):
        sites.set_aside(tmp_path / "output", tmp_path)


def test_the_trash_is_out_in_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is emptied when the last size is measured, also after a failure."""
    bench = run.Bench(options(tmp_path))
    for fails in (False, True):
        (tmp_path / TRASH / "a").mkdir(parents=True)

        def measured(_: object, fails: bool = fails) -> object:
            assert (tmp_path / TRASH).exists()
            if fails:
                raise BenchError("x", "y")
            return None

        monkeypatch.setattr(run.Bench, "_run", measured)
        if fails:
            with pytest.raises(BenchError):
                bench.run()
        else:
            bench.run()
        assert not (tmp_path / TRASH).exists()
