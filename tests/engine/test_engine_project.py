"""The project: settings are typed, and a wrong one is named in Vietnamese."""

import datetime as dt
from pathlib import Path

import pytest

from plugins.core.errors import ConfigurationError
from plugins.core.model import VIETNAM
from plugins.engine.project import build_moment, load_project

SETTINGS = """
from plugins.core.ward import Ward
WARD = Ward(name="phường Mẫu", city="thành phố Mẫu", site_name="Cổng mẫu", publisher="UBND",
    unit_line="Mẫu", tag_authority="mau.example,2026")
SITEURL = "https://mau.example/y/"
PATH, OUTPUT_PATH, THEME = "content", "output", "theme"
"""


def settings(folder: Path, text: str = SETTINGS) -> Path:
    (folder / "content").mkdir(exist_ok=True)
    file = folder / "pelicanconf.py"
    file.write_text(text, encoding="utf-8")
    return file


def test_paths_follow_the_settings_file(tmp_path: Path) -> None:
    """Relative paths start at the settings file, wherever the command runs."""
    project = load_project(settings(tmp_path))
    assert (project.root, project.content, project.output) == (tmp_path, tmp_path / "content", tmp_path / "output")
    assert (project.siteurl, project.base_path) == ("https://mau.example/y", "/y")


def test_another_site_keeps_the_theme(tmp_path: Path) -> None:
    """`--site` moves content and outputs, not the theme."""
    other = tmp_path / "khac"
    (other / "content").mkdir(parents=True)
    project = load_project(settings(tmp_path), other)
    assert (project.content, project.staff, project.theme) == (other / "content", other / "staff", tmp_path / "theme")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("WARD = Ward(", "PHUONG = Ward("), "thiếu WARD"),
        (('name="phường Mẫu"', 'ten="phường Mẫu"'), "không chạy được tệp cấu hình"),
        (("https://mau.example/y/", "mau.example"), "https://"),
        (('"content", "output"', '"content", "."'), "thư mục kết quả"),
        (('"content", "output"', '"content", "content/output"'), "thư mục kết quả"),
        (('"content", "output"', '"khong-co", "output"'), "không có thư mục nội dung"),
    ],
)
def test_wrong_settings_are_named(tmp_path: Path, change: tuple[str, str], message: str) -> None:
    """A typo in the settings ends the command at once, in Vietnamese."""
    file = settings(tmp_path, SETTINGS.replace(*change))
    with pytest.raises(ConfigurationError, match=message):
        load_project(file)


def test_a_missing_settings_file_is_named(tmp_path: Path) -> None:
    """Running in the wrong folder is said so."""
    with pytest.raises(ConfigurationError, match="không có tệp cấu hình"):
        load_project(tmp_path / "pelicanconf.py")


def test_the_build_date_is_one_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH decides the build date, in Vietnam's time; nonsense is refused; without it the clock counts."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1798675200")
    assert build_moment() == dt.datetime(2026, 12, 31, 7, tzinfo=VIETNAM)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "hôm nay")
    with pytest.raises(ConfigurationError, match="số giây"):
        build_moment()
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert abs(build_moment() - dt.datetime.now(VIETNAM)) < dt.timedelta(minutes=1)
