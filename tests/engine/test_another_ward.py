"""A whole portal for a sample ward, made by `init` from the repository's own: another name, another colour, a domain on a sub-path."""

import datetime as dt
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urljoin

import pytest
from built_sites import NOW, ROOT
from page_links import broken_links
from sample_site import tree

from plugins.core.errors import ConfigurationError
from plugins.desk.another_ward import place_of, settle, summary
from plugins.desk.moving_in import MovingError
from plugins.desk.ward_answers import answers_of
from plugins.editorial.writer import write_entry
from plugins.engine.build import BuildResult, build
from plugins.engine.check import check_site
from plugins.engine.project import Project, load_project

SITEURL = "https://mau.example/cong"
GIVEN = {
    "name": "phường Mẫu",
    "city": "thành phố Mẫu",
    "siteurl": SITEURL,
    "colour": "#0b5a3a",
    "main_document": "01-NQ/TU",
    "email": "mau@mau.example",
    "phone": "0000 000 000",
    "address": "Số 0, đường Mẫu",
}
#: what only the old ward has; examples of numbers and newspapers may stand in what the office reads
OLD = ("Hải An", "HẢI AN", "hai-an", "haian")
#: in staff/: shows an example of each rule, and DD01 knows units of the State that ended, those of Hải An among them, in every ward
HANDBOOK = "so-tay/"
OLD_FOR_THE_PUBLIC = (*OLD, "Hải Phòng", "05-NQ/TU")
SUMMARY = "Bài mẫu, chỉ để thử cổng của một phường khác."


def portal(folder: Path) -> Path:
    """What `init` changes: settings and content of the repository, in a folder of their own."""
    folder.mkdir(parents=True)
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copy(ROOT / name, folder / name)
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copytree(ROOT / "theme", folder / "theme", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def project_in(folder: Path) -> Project:
    return replace(load_project(folder / "pelicanconf.py"), now=NOW)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[tuple[Project, BuildResult, list[str]]]":
    """The old ward is built, then `init`, then a first sample article and slogan, then the new ward is built in its place."""
    before = os.environ.pop("SITEURL", None)
    folder = portal(tmp_path_factory.mktemp("init") / "Cổng (phường)")
    (folder / "content/du-lieu/kich-thuoc.toml").unlink()  # banners take most of a build, and have no colour of the house
    for slogan in sorted((folder / "content/khau-hieu").iterdir())[1:]:
        slogan.unlink()
    old = project_in(folder)
    ward = replace(old.ward, share_cards=False, spoken_files=False, papers=False, broadcast_files=False, social_packs=False)
    build(replace(old, ward=ward))
    assert any("Hải An".encode() in data for data in tree(old.output).values())
    lines = settle(place_of(folder / "pelicanconf.py", old.content), answers_of(GIVEN, NOW.date()), NOW)
    for kind, text in (("bai-viet", "Đoạn mẫu với [liên kết](../trang/lien-he.md)."), ("khau-hieu", "")):
        values: dict[str, object] = {"id": f"mau-{kind}", "title": "Bài mẫu", "date": NOW, "status": "published", "summary": SUMMARY}
        own: dict[str, object] = (
            {"category": "tin-hoat-dong", "sources": ["Nguồn mẫu"]} if text else {"text": "Khẩu hiệu mẫu | của phường Mẫu"}
        )
        place = old.content / kind / "mau.md"
        place.parent.mkdir()
        place.write_text(write_entry(values | {"author": "Người viết mẫu"} | own, kind, text), encoding="utf-8")
    project = project_in(folder)
    yield project, build(project), lines
    if before is not None:
        os.environ["SITEURL"] = before


def test_the_new_ward_is_clean(made: tuple[Project, BuildResult, list[str]]) -> None:
    """What `init` writes has no error, warning or remark of any rule, and all of it is published."""
    project, result, _ = made
    assert [str(issue) for issue in check_site(project, ()) if "mau.md" not in issue.path] == []
    assert result.exit_code == 0, result.issues
    assert {"gioi-thieu.html", "lien-he.html", "y-kien-nhan-dan.html", "tro-nang.html", "quyen-rieng-tu.html"} <= tree(
        project.output
    ).keys()


def test_nothing_of_the_old_ward_is_left(made: tuple[Project, BuildResult, list[str]]) -> None:
    """No file of output/ or staff/ has a word of the old ward in it or in its name, PDFs included (by pdftotext where it is)."""
    project, _, _ = made
    reader = shutil.which("pdftotext")
    found, read = [], 0
    for folder, words in ((project.output, OLD_FOR_THE_PUBLIC), (project.staff, OLD)):
        for name, data in tree(folder).items():
            if name.startswith(HANDBOOK):
                continue
            if name.endswith(".pdf") and reader:
                data += subprocess.run([reader, str(folder / name), "-"], capture_output=True, check=True).stdout
                read += 1
            found += [(name, word) for word in words if word.encode() in data or word in name]
    assert found == []
    assert not reader or read


def test_all_links_work_on_the_sub_path(made: tuple[Project, BuildResult, list[str]]) -> None:
    """Every link leads somewhere below /cong/; canonical, feeds, sitemap and the missing page say so too."""
    project, _, _ = made
    assert broken_links(project.output, SITEURL) == []
    files = tree(project.output)
    assert f'<link rel="canonical" href="{SITEURL}/bai-viet/bai-mau.html">'.encode() in files["bai-viet/bai-mau.html"]
    assert urljoin(SITEURL, "/cong/index.html").encode() in files["sitemap.xml"] or f"{SITEURL}/".encode() in files["sitemap.xml"]
    assert b'href="/cong/' in files["404.html"]
    assert b"tag:mau.example,2026:" in files["nguon-tin/tat-ca.atom.xml"]


def test_the_colour_is_everywhere(made: tuple[Project, BuildResult, list[str]]) -> None:
    """Style, feeds' style, icon and theme-color are in the ward's colour, and the share card holds its very pixels."""
    from PIL import Image

    project, _, _ = made
    files = tree(project.output)
    styles = [data for name, data in files.items() if name.endswith(".css")]
    assert len(styles) == 2
    assert all(b"#0b5a3a" in data for data in styles)
    assert b'<meta name="theme-color" content="#0b5a3a">' in files["index.html"]
    assert b"#6d060e" not in files["giao-dien/favicon.svg"]
    assert [name for name, data in files.items() if b"#8e0711" in data] == []
    with Image.open(project.output / "hinh/cong.png") as card:
        assert card.convert("RGB").getpixel((5, 300)) == (0x0B, 0x5A, 0x3A)


def test_what_is_left_to_do_is_told(made: tuple[Project, BuildResult, list[str]]) -> None:
    """The command says where the old content is and what only people can do."""
    _, _, lines = made
    assert "Đã đổi cổng sang phường Mẫu" in lines[0]
    assert "phuong-cu-2026-11-23/" in lines[1]
    assert any("publishconf.py" in line for line in lines)
    assert any("co-quan.toml" in line for line in lines)


def test_the_answers_are_shown_before() -> None:
    """Ten lines, and one that was left empty says so."""
    lines = summary(answers_of({"name": "phường Mẫu", "city": "tỉnh Mẫu"}, dt.date(2026, 11, 23)))
    assert len(lines) == 10
    assert sum("(bỏ trống)" in line for line in lines) == 4


def test_a_content_folder_elsewhere_is_not_moved(tmp_path: Path) -> None:
    """Only content beside its settings is changed; settings that cannot be read are named."""
    with pytest.raises(ConfigurationError, match="nằm ngay cạnh"):
        place_of(tmp_path / "pelicanconf.py", tmp_path / "a" / "content")
    (tmp_path / "content").mkdir()
    place = place_of(tmp_path / "pelicanconf.py", tmp_path / "content")
    with pytest.raises(ConfigurationError, match="không đọc được"):
        settle(place, answers_of(GIVEN, NOW.date()), NOW)
    assert (tmp_path / "content").is_dir()
    assert MovingError.exit_code == 1
