"""What the command prints and how it ends, and what `publish` is told of a release that has gone out."""

import json
from pathlib import Path

import pytest
from lying_server import Reply, serving
from published import NOW, manifest_of, page, publish, sample_files

from plugins.release.findings import Finding, Kind, Verdict
from plugins.release.minisign import new_key
from plugins.release.verify_command import Place, look, reasons_against, report

KEY = new_key()
RELEASE = manifest_of(sample_files()).release


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    publish(tmp_path / "trang", sample_files(), KEY)
    return tmp_path / "trang"


def test_a_release_that_went_out_well_has_nothing_against_it(folder: Path, tmp_path: Path) -> None:
    """By its address and by its folder, a release that is live as it was staged is kept."""
    with serving(folder) as address:
        for place in (Place(url=address, key=KEY.public, memory=tmp_path / "nho"), Place(folder=folder, key=KEY.public)):
            assert reasons_against(place, now=NOW, release=RELEASE) == ()
            assert "Chưa phải bản vừa đăng" in reasons_against(place, now=NOW, release="bản khác")[0]


def test_a_release_that_is_not_as_it_was_staged_goes_back(folder: Path) -> None:
    """A file that changed on its way is a reason, named by its path."""
    (folder / "index.html").write_bytes(page("Khác"))
    with serving(folder) as address:
        for place in (Place(url=address, folder=folder, key=KEY.public), Place(folder=folder, key=KEY.public)):
            assert any("index.html" in line for line in reasons_against(place, now=NOW, release=RELEASE))


def test_a_server_that_is_closed_to_us_is_no_reason(folder: Path) -> None:
    """An address that does not answer this machine sends nothing back; where the folder is here, it is read instead."""

    def closed(path: str, asked: object, true: Reply) -> Reply:
        return Reply(503, b"")

    with serving(folder, "", closed) as address:
        assert reasons_against(Place(url=address, key=KEY.public), now=NOW, release=RELEASE) == ()
        assert reasons_against(Place(url=address, folder=folder, key=KEY.public), now=NOW, release=RELEASE) == ()
        (folder / "index.html").unlink()
        assert reasons_against(Place(url=address, folder=folder, key=KEY.public), now=NOW, release=RELEASE) != ()


def test_the_command_ends_with_four_when_anything_is_wrong(folder: Path) -> None:
    """0 for a clean site, 4 for any finding; text or JSON as it was asked for."""
    clean = look(Place(folder=folder, key=KEY.public), now=NOW)
    assert report(clean, (), is_json=False)[1] == 0
    (folder / "la.txt").write_bytes(b"x")
    wrong = look(Place(folder=folder, key=KEY.public), now=NOW)
    text, code = report(wrong, ("Bà Mẫu",), is_json=False)
    assert (code, "Bà Mẫu" in text) == (4, True)
    assert json.loads(report(wrong, (), is_json=True)[0])["ok"] is False


@pytest.mark.parametrize(
    ("kind", "code"), [(Kind.HEADER, 0), (Kind.OLD, 0), (Kind.UNREACHABLE, 4), (Kind.OTHER_RELEASE, 4), (Kind.CLOAKED, 4)]
)
def test_asked_for_a_new_release_four_means_go_back(kind: Kind, code: int) -> None:
    """What an older release would not mend does not take back a new one; what could not be seen is not proven."""
    verdict = Verdict(where="https://mau.example", findings=(Finding(kind, "", "x."),))
    assert report(verdict, (), is_json=False, release="mới")[1] == code
    assert report(verdict, (), is_json=False)[1] == 4
