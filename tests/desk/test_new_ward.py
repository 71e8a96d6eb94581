"""From answers to files: settings, lists and pages that hold together, and keep nothing of the ward before."""

import ast
import datetime as dt
from pathlib import Path

import pytest

from plugins.core.errors import ConfigurationError, SourceError
from plugins.core.model import VIETNAM
from plugins.core.ward import Ward
from plugins.desk.new_settings import new_settings
from plugins.desk.new_ward import content_of, settings_of, ward_of
from plugins.desk.ward_answers import Answers, answers_of
from plugins.editorial.catalogue import read_categories, read_offices
from plugins.editorial.frontmatter import parse_front_matter, split
from plugins.editorial.writer import values_of, write_entry

ROOT = Path(__file__).resolve().parents[2]
NOW = dt.datetime(2026, 11, 23, 7, 45, tzinfo=VIETNAM)
SETTINGS = (ROOT / "pelicanconf.py").read_text(encoding="utf-8")


def answers(**changes: str) -> Answers:
    """Of a sample ward."""
    return answers_of({"name": "phường Mẫu", "city": "thành phố Mẫu", "siteurl": "https://mau.example/cong"} | changes, NOW.date())


def run(text: str) -> dict[str, object]:
    """What a settings file defines."""
    space: dict[str, object] = {"__file__": str(ROOT / "pelicanconf.py")}
    exec(compile(text, "pelicanconf.py", "exec"), space)  # noqa: S102 - what was just written
    return space


def test_the_settings_say_what_was_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    """WARD holds every answer, SITEURL the address, all other settings stay; nothing of the old ward is left."""
    monkeypatch.delenv("SITEURL", raising=False)
    given = answers(
        colour="#0b5a3a", main_document="01-NQ/TU", email="mau@mau.example", phone="0000 000 000", address='Số 0, "đường" \\ Mẫu'
    )
    text = settings_of(given, SETTINGS)
    space = run(text)
    ward = space["WARD"]
    assert isinstance(ward, Ward)
    assert {name: getattr(ward, name) for name in ward_of(given)} == ward_of(given)
    assert ward.description == "Thông tin về Nghị quyết số 01-NQ/TU và việc thực hiện tại phường Mẫu, thành phố Mẫu."
    assert ward.allowed_hosts == {"chinhphu.vn", "dichvucong.gov.vn"}
    assert space["SITEURL"] == "https://mau.example/cong"
    same = {"PATH", "OUTPUT_PATH", "THEME", "TIMEZONE", "PLUGINS"}
    assert {name: space[name] for name in same} == {name: run(SETTINGS)[name] for name in same}
    assert [word for word in ("Hải An", "Hải Phòng", "haian", "05-NQ") if word in text] == []


def test_again_changes_nothing() -> None:
    """The settings that `init` wrote are read and written by `init` once more, the same to the byte."""
    once = settings_of(answers(), SETTINGS)
    assert settings_of(answers(), once) == once
    assert ast.dump(ast.parse(settings_of(answers(), SETTINGS.replace("\n", "\r\n").replace("\r\n", "\n")))) == ast.dump(ast.parse(once))


def test_how_the_portal_works_is_kept() -> None:
    """Sizes and switches outlive the change; a logo and the words of the old loudspeaker do not."""
    source = SETTINGS.replace('email="",', 'email="", listing_size=10, search=False, logo="tep/cu.png", broadcast_opening="Loa phường cũ",')
    ward = run(settings_of(answers(), source))["WARD"]
    assert isinstance(ward, Ward)
    assert (ward.listing_size, ward.search, ward.logo, ward.broadcast_opening) == (10, False, "", "")


@pytest.mark.parametrize("source", ["", "WARD = 1\nSITEURL = ''", "WARD = Ward()\n", "WARD = Ward(\n", SETTINGS + SETTINGS])
def test_settings_that_are_no_ward_s_are_refused(source: str) -> None:
    """A file without one WARD and one SITEURL, or no Python, is named and refused."""
    with pytest.raises(ConfigurationError, match="WARD"):
        new_settings(source, ward_of(answers()), "https://mau.example")


def test_a_name_that_no_picture_holds_is_refused() -> None:
    """Names that together are too long for the line on pictures are refused before anything is written."""
    long = answers(name="đặc khu " + "Mẫu Mẫu " * 4, city="thành phố " + "Mẫu Mẫu " * 3 + "Mẫu")
    with pytest.raises(SourceError, match="quá dài"):
        settings_of(long, SETTINGS)


@pytest.mark.parametrize("document", ["", "01-NQ/TU", "12/KH-UBND"])
def test_the_lists_are_read(tmp_path: Path, document: str) -> None:
    """Categories and offices are those of the answers: a category for the main document only where there is one."""
    (tmp_path / "du-lieu").mkdir()
    for name, text in content_of(answers(main_document=document), NOW).items():
        if name.startswith("du-lieu/"):
            (tmp_path / name).write_text(text, encoding="utf-8")
    categories = read_categories(tmp_path)
    assert [category.key for category in categories if category.key == "van-ban-trong-tam"] == ["van-ban-trong-tam"] * bool(document)
    assert len(categories) == 3 + bool(document)
    assert [office.name for office in read_offices(tmp_path)] == ["Ủy ban nhân dân phường Mẫu"]
    offices = (tmp_path / "du-lieu/co-quan.toml").read_text(encoding="utf-8")
    (tmp_path / "du-lieu/co-quan.toml").write_text(offices.replace("# [[", "[[").replace("# key", "key").replace("# name", "name"), "utf-8")
    assert len(read_offices(tmp_path)) == 5  # what is offered as a remark is right once the ward takes it


def test_pages_are_in_the_canonical_form() -> None:
    """Each page is as the writer writes it, with an id of its own, and says “đang cập nhật” for what was not answered."""
    pages = {name: text for name, text in content_of(answers(), NOW).items() if name.startswith("trang/")}
    assert sorted(pages) == [f"trang/{name}.md" for name in ("gioi-thieu", "lien-he", "quyen-rieng-tu", "tro-nang", "y-kien-nhan-dan")]
    for text in pages.values():
        front = parse_front_matter(text)
        assert write_entry(values_of(front), "trang", split(text).body) == text
        assert "{" not in text
    assert len({str(values_of(parse_front_matter(text))["id"]) for text in pages.values()}) == 5
    assert pages["trang/lien-he.md"].count("đang cập nhật") == 3
    assert "0000 000 000" in content_of(answers(phone="0000 000 000"), NOW)["trang/lien-he.md"]
