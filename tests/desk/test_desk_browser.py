"""An editor at the browser desk: the real program writes into a folder, and what it wrote is checked and published by the portal."""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from built_sites import ROOT, SAMPLE, project_of
from desk_program import needs_node
from desk_window import DeskWindow, desk_window
from PIL import Image
from site_server import serving

from plugins.core.desk import Desk
from plugins.core.rules import Level
from plugins.desk.bundle import bundle
from plugins.editorial.frontmatter import parse_front_matter
from plugins.editorial.writer import values_of, write_entry
from plugins.engine.build import build
from plugins.engine.check import check_site
from plugins.engine.project import Project

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.slow, pytest.mark.browser]

_TITLE = "Đường phố “sạch đẹp” số 5: bài mẫu từ bàn biên tập"
_ARTICLE = "content/bai-viet/tin/duong-pho-sach-dep-so-5-bai-mau-tu-ban-bien-tap.md"


def _canonical(folder: str, text: str) -> str:
    front = parse_front_matter(text)
    return write_entry(values_of(front), folder, front.body)


def _sample_files() -> dict[str, bytes]:
    """The sample site in canonical form, by path."""
    files = {}
    for path in sorted((SAMPLE / "content").rglob("*")):
        if path.is_file():
            relative = path.relative_to(SAMPLE).as_posix()
            data = path.read_bytes()
            files[relative] = _canonical(relative.split("/")[1], data.decode()).encode() if path.suffix == ".md" else data
    return files


def _project(site: Path, desk: Desk | None = None) -> Project:
    """A site without the papers and pictures that take long."""
    project = project_of(site)
    plain = {"papers": False, "social_packs": False, "share_cards": False, "spoken_files": False, "search": False}
    return replace(project, ward=replace(project.ward, desk=desk, **plain))


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The desk's page of the sample site, built and served."""
    needs_node()
    bundle(ROOT / ".cache")
    site = tmp_path_factory.mktemp("ban-bien-tap")
    shutil.copytree(SAMPLE / "content", site / "content")
    shutil.copytree(ROOT / ".cache" / "ban-bien-tap", site / ".cache" / "ban-bien-tap")
    build(_project(site, Desk(service="github", repository="mau/kho")))
    with serving(site / "output") as root:
        yield f"{root}quan-tri/index.html"


@pytest.fixture
def desk(browser: "Browser", address: str) -> Iterator[DeskWindow]:
    """The desk, opened on the samples."""
    with desk_window(browser, address) as window:
        window.open_folder(_sample_files())
        yield window


def _changed(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> set[str]:
    return {path for path in {*before, *after} if before.get(path) != after.get(path) and not path.startswith(".git/")}


def _lines(before: bytes, after: bytes) -> list[tuple[str, str]]:
    """Lines that differ, where no line came or went."""
    return [(old, new) for old, new in zip(before.decode().split("\n"), after.decode().split("\n"), strict=True) if old != new]


def _published(site: Path, files: Mapping[str, bytes]) -> Path:
    """The site of what the desk wrote, checked without an error and built; its output/."""
    for path, data in files.items():
        if path.startswith("content/"):
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_bytes(data)
    assert [str(issue) for issue in check_site(_project(site)) if issue.level is Level.ERROR] == []
    assert build(_project(site)).exit_code == 0
    return site / "output"


def test_new_article_with_a_picture(desk: DeskWindow, tmp_path: Path) -> None:
    """A missing field is named in Vietnamese and nothing is written; then the article and its picture lie in content/, in canonical
    form, pass `check` and are on the built site. Seen from the desk it can be edited at once, and its id stays."""
    before = desk.files()
    desk.go("bai-viet/new")
    desk.fill("title", _TITLE)
    desk.press_save()
    desk.field("summary").get_by_text("Trường bắt buộc.").wait_for()
    desk.field("category").get_by_text("Trường bắt buộc.").wait_for()
    assert _changed(before, desk.files()) == set()

    desk.choose("category", "Tin mẫu")
    desk.fill("summary", "Tóm tắt mẫu của bài viết ở bàn biên tập.")
    desk.write_text("Bài mẫu này viết ở bàn biên tập.", "Đoạn thứ hai của bài mẫu.")
    desk.field("image").get_by_role("checkbox").first.click()
    picture = tmp_path / "Hình Vẽ Đẹp.png"
    Image.new("RGB", (1280, 720), "gold").save(picture)  # other bytes than the sample's: the desk keeps a file once
    desk.upload("image.file", picture)
    desk.fill("image.alt", "Hình vẽ minh họa trên nền vàng")
    desk.fill("image.credit", "Hình vẽ: bài thử")
    desk.choose("status", "Đăng")
    desk.field("date").locator("input").fill("2026-11-20T08:00")
    desk.field("sources").get_by_role("button", name="Thêm").click()
    desk.fill("sources.0", "Nguồn mẫu: người thử")
    desk.save()

    after = desk.files()
    assert _changed(before, after) == {_ARTICLE, "content/tep/hinh-ve-dep.png"}
    text = after[_ARTICLE].decode()
    assert _canonical("bai-viet", text) == text
    assert "image:\n  file: tep/hinh-ve-dep.png\n  alt: Hình vẽ minh họa trên nền vàng\n" in text
    assert "\ndate: 2026-11-20T08:00\nstatus: published\n" in text
    assert text.endswith("---\n\nBài mẫu này viết ở bàn biên tập.\n\nĐoạn thứ hai của bài mẫu.\n")

    desk.go(f"bai-viet/entries/{_ARTICLE.removeprefix('content/bai-viet/').removesuffix('.md')}")
    desk.fill("summary", "Tóm tắt đã sửa.")
    desk.save()
    again = desk.files()
    assert _lines(after[_ARTICLE], again[_ARTICLE]) == [("summary: Tóm tắt mẫu của bài viết ở bàn biên tập.", "summary: Tóm tắt đã sửa.")]

    output = _published(tmp_path / "site", again)
    page = output / "bai-viet" / Path(_ARTICLE).with_suffix(".html").name
    assert "Đoạn thứ hai của bài mẫu." in page.read_text(encoding="utf-8")
    assert "Hình vẽ minh họa trên nền vàng" in page.read_text(encoding="utf-8")


def test_one_change_alters_only_its_lines(desk: DeskWindow, tmp_path: Path) -> None:
    """An edit of one field of an exemplar alters that line of that file alone, and the page says it."""
    before = desk.files()
    desk.go("guong/entries/guong-ca-nhan-mau")
    desk.fill("commendation.issuer", "Cơ quan Mẫu khác")
    desk.save()
    after = desk.files()
    path = "content/guong/guong-ca-nhan-mau.md"
    assert _changed(before, after) == {path}
    assert _lines(before[path], after[path]) == [("  issuer: Cơ quan Mẫu", "  issuer: Cơ quan Mẫu khác")]
    output = _published(tmp_path / "site", after)
    assert "Cơ quan Mẫu khác" in (output / "guong" / "guong-ca-nhan-mau-co-hinh-ve.html").read_text(encoding="utf-8")


def test_every_type_keeps_what_nobody_edited(desk: DeskWindow) -> None:
    """One sample of each type, opened and saved with another title: no other line of any file is altered, text with tables,
    footnotes and code included."""
    before = desk.files()
    places = [
        "bai-viet/tin/bai-mau-mot", "bai-viet/tin/bai-mau-ba", "mo-hinh/mo-hinh-mau", "guong/guong-mau", "van-ban/22-kh-ubnd",
        "khau-hieu/khau-hieu-mau", "kiem-chung/kiem-chung-mau", "tra-loi/tra-loi-mau", "thong-bao/thong-bao-mau", "trang/gioi-thieu",
    ]  # fmt: skip
    for place in places:
        folder, _, name = place.partition("/")
        desk.go(f"{folder}/entries/{name}")
        title = desk.field("title").get_by_role("textbox")
        title.fill(f"{title.input_value()} đã sửa")
        desk.save()
    after = desk.files()
    assert _changed(before, after) == {f"content/{place}.md" for place in places}
    for place in places:
        differing = _lines(before[f"content/{place}.md"], after[f"content/{place}.md"])
        assert [old.partition(":")[0] for old, _ in differing] == ["title"], place


def test_wrong_form_is_told_in_words(desk: DeskWindow) -> None:
    """A number or an address that does not fit its form is named in a Vietnamese sentence, and nothing is written."""
    before = desk.files()
    desk.go("van-ban/entries/22-kh-ubnd")
    desk.fill("number", "số hai mươi hai")
    desk.press_save()
    desk.field("number").get_by_text("Ghi số, ký hiệu như trên văn bản").wait_for()
    assert _changed(before, desk.files()) == set()
