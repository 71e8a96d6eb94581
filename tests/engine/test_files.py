"""Files of content/tep/: judged once for each state, remembered, and never a reason to read gigabytes."""

import hashlib
import os
import shutil
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from sample_site import project_of

from plugins.core.errors import SourceError
from plugins.engine import files
from plugins.engine.check import check_site
from plugins.engine.files import file_bytes, is_picture, judge_files
from plugins.engine.scan import UNSURE, scan
from plugins.engine.store import FileRow, Store
from plugins.media import rules as media
from plugins.media.picture_sizes import PictureNature
from plugins.vietnamese.numbers import format_size

LONG_AGO = 1_700_000_000


def picture(colour: str = "red") -> bytes:
    """A small PNG."""
    data = BytesIO()
    Image.new("RGB", (40, 30), colour).save(data, "PNG")
    return data.getvalue()


@pytest.fixture
def folder(site: Path) -> Path:
    """content/tep/ with a picture, a picture that is none, and a file to download, all saved long ago."""
    tep = site / "content/tep"
    shutil.rmtree(tep)  # with the picture of the sample site, and who shows it
    (site / "content/guong/guong-ca-nhan-mau.md").unlink()
    tep.mkdir()
    for name, data in {"anh.png": picture(), "hong.jpg": b"x", "a.pdf": b"%PDF-1.4\n%%EOF\n"}.items():
        (tep / name).write_bytes(data)
    settle(tep)
    return tep


def settle(tep: Path, seconds: int = LONG_AGO) -> None:
    """All files look as if they were saved then."""
    for file in tep.iterdir():
        os.utime(file, (seconds, seconds))


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was really looked at, in order."""
    seen: list[str] = []
    for name in ("check_picture_file", "check_download"):
        check = getattr(media, name)
        monkeypatch.setattr(media, name, lambda path, data, check=check, name=name: seen.append(f"{name} {path}") or check(path, data))
    return seen


def judge(site: Path, **changes: object) -> dict[str, FileRow]:
    """Judge the files of a site."""
    project = project_of(site, **({"is_by_hash": False} | changes))
    return judge_files(project, scan(project.content), Store(project.cache, "code"))


def test_pictures_and_downloads(folder: Path, site: Path, judged: list[str]) -> None:
    """Each is judged by its own rules and known by its digest; what is wrong with it is kept with it."""
    rows = judge(site)
    assert sorted(judged) == ["check_download tep/a.pdf", "check_picture_file tep/anh.png", "check_picture_file tep/hong.jpg"]
    assert list(rows) == sorted(rows)
    found = rows["tep/anh.png"]
    nature = PictureNature(width=40, height=30, is_drawing=True)
    assert found == FileRow(sha256=hashlib.sha256(picture()).hexdigest(), findings=(), nature=nature, judge=found.judge)
    assert not rows["tep/a.pdf"].findings
    assert rows["tep/hong.jpg"].findings
    assert [is_picture(name) for name in ("tep/A.JPG", "tep/a.webp", "tep/a.pdf", "tep/jpg")] == [True, True, False, False]


def test_once_for_each_state(folder: Path, site: Path, judged: list[str]) -> None:
    """Nothing is opened again while a file stays as it is, with all its findings; one that changed is judged anew, alone."""
    first = judge(site)
    judged.clear()
    assert judge(site) == first
    assert judged == []
    (folder / "anh.png").write_bytes(picture("blue"))
    os.utime(folder / "anh.png", (LONG_AGO + 5, LONG_AGO + 5))
    second = judge(site)
    assert judged == ["check_picture_file tep/anh.png"]
    assert second["tep/anh.png"].sha256 == hashlib.sha256(picture("blue")).hexdigest() != first["tep/anh.png"].sha256
    judged.clear()
    assert judge(site) == second
    assert judged == []


def test_other_code_judges_anew(folder: Path, site: Path, judged: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """What a picture is was said by the code of that day: other code looks again, once."""
    judge(site)
    judged.clear()
    monkeypatch.setattr(files, "code_digest", lambda *names: "other code")
    rows = judge(site)
    assert len(judged) == 3
    assert {row.judge for row in rows.values()} == {"other code"}
    judged.clear()
    assert judge(site) == rows
    assert judged == []


def test_where_bytes_decide_they_are_read(folder: Path, site: Path, judged: list[str]) -> None:
    """In CI every file is judged in every build: its times say nothing."""
    assert judge(site, is_by_hash=True) == judge(site, is_by_hash=True)
    assert len(judged) == 6


def test_a_file_of_this_moment_is_judged_again(folder: Path, site: Path, judged: list[str]) -> None:
    """Saved just before the scan, a file may be saved again unseen: next time it is looked at once more."""
    os.utime(folder / "anh.png")
    judge(site)
    assert Store(site / ".cache", "code").files()["tep/anh.png"][0] == UNSURE
    judged.clear()
    judge(site)
    assert judged == ["check_picture_file tep/anh.png"]


def test_what_is_gone_is_forgotten(folder: Path, site: Path) -> None:
    """A file that was removed has no row, neither here nor in the store; other code of the rules believes nothing stored."""
    judge(site)
    (folder / "hong.jpg").unlink()
    assert set(judge(site)) == set(Store(site / ".cache", "code").files()) == {"tep/a.pdf", "tep/anh.png"}
    assert Store(site / ".cache", "another").files() == {}
    shutil.rmtree(folder)
    assert judge(site) == {}


def test_a_lost_store_costs_time_only(folder: Path, site: Path, judged: list[str]) -> None:
    """Without its memory the same files are judged again, with the same result."""
    first = judge(site)
    (site / ".cache/readings.db").unlink()
    judged.clear()
    assert judge(site) == first
    assert len(judged) == 3


def test_a_huge_file_is_refused_unread(folder: Path, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Gigabytes are refused by their size on disk, in Vietnamese, with both sizes; a file of just the limit is read."""
    with (folder / "to.pdf").open("wb") as file:
        file.truncate(5 * 1024**3)
    opened: list[str] = []
    monkeypatch.setattr(files, "file_bytes", lambda path, place: opened.append(Path(place).name) or b"%PDF-1.4\n%%EOF\n")
    row = judge(site)["tep/to.pdf"]
    assert "to.pdf" not in opened
    assert len(opened) == 3
    assert row.sha256 == ""
    assert f"{format_size(5 * 1024**3)}, quá mức {format_size(files._MOST_BYTES)}" in row.findings[0].message
    with (folder / "to.pdf").open("wb") as file:
        file.truncate(files._MOST_BYTES)
    judge(site)
    assert "to.pdf" in opened


@pytest.mark.parametrize("becomes", ["gone", "a folder"])
def test_a_file_that_cannot_be_read_is_named(folder: Path, site: Path, becomes: str) -> None:
    """Between scan and reading somebody removed it, or another program holds it: in Vietnamese, with the file, exit code 2."""
    project = project_of(site)
    found = scan(project.content)
    (folder / "anh.png").unlink()
    if becomes == "a folder":
        (folder / "anh.png").mkdir()
    with pytest.raises(SourceError, match="không đọc được tệp này") as caught:
        judge_files(project, found, Store(project.cache, "code"))
    assert caught.value.resource.endswith("tep/anh.png")
    assert caught.value.exit_code == 2
    with pytest.raises(SourceError, match="không đọc được"):
        file_bytes("tep/anh.png", str(folder / "anh.png"))


def test_many_are_judged_by_many(folder: Path, site: Path) -> None:
    """By two processes or by one: the same rows."""
    for number in range(70):
        (folder / f"t{number}.pdf").write_bytes(b"%PDF-1.4\n" + str(number).encode())
    assert judge(site, processes=2, cache=site / "hai") == judge(site, processes=1)


def test_what_is_wrong_is_said_in_every_build(folder: Path, site: Path) -> None:
    """TP02 of a picture that is none is said by each check, remembered or not."""
    for _ in range(2):
        assert [(issue.rule, issue.path) for issue in check_site(project_of(site, is_by_hash=False))] == [("TP02", "content/tep/hong.jpg")]


@pytest.mark.parametrize("length", [0, 1, 65_535, 65_536, 65_537, 200_000])
def test_a_file_is_read_up_to_what_is_asked_for(length: int, tmp_path: Path) -> None:
    """Short and long files are read whole, or up to the bytes asked for."""
    data = bytes(range(251)) * 800
    file = tmp_path / "a.md"
    file.write_bytes(data[:length])
    for most in (-1, 1, 65_536, 65_537, 100_000, 10**6):
        assert file_bytes("a.md", str(file), most) == data[:length][: None if most < 0 else most]
