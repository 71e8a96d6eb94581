"""`build --zip`: one file that opens from a USB stick, the same bytes for the same site, and never half of it."""

import errno
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from page_links import broken_links
from sample_site import ROOT, Builder, project_of, tree

from plugins.core.errors import LockedError, PortalError
from plugins.core.lock import build_lock
from plugins.engine import archive as module
from plugins.engine.archive import NAME, write_archive


def packed(site: Path) -> dict[str, bytes]:
    """All files of the archive, by name."""
    with zipfile.ZipFile(site / NAME) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_it_holds_the_site_and_a_way_in(site: Path, run: Builder) -> None:
    """The site as it was built below trang/, a start page whose link leads into it, two lines to read, and no stranger's file."""
    run()
    (site / "output/cua-nguoi-khac.txt").write_text("riêng", encoding="utf-8")
    own = {name: data for name, data in tree(site / "output").items() if name != "cua-nguoi-khac.txt"}
    made = write_archive(project_of(site))
    assert (made.path, made.files, made.bytes, made.is_new) == (site / NAME, len(own), (site / NAME).stat().st_size, True)
    found = packed(site)
    start, words = found.pop("MO-TRANG.html").decode(), found.pop("DOC-TRUOC.txt")
    assert found == {f"trang/{name}": data for name, data in own.items()}
    assert '<a href="trang/index.html">' in start
    assert words.startswith(b"\xef\xbb\xbf1. ")
    assert words.count(b"\r\n") == len(words.splitlines()) == 2
    assert b"MO-TRANG.html" in words
    assert all(name.isascii() for name in found)


def test_equal_sites_are_equal_bytes(site: Path, run: Builder, tmp_path: Path) -> None:
    """The same content in another folder, built at another moment, is packed to the same bytes; pictures are stored, pages are not."""
    run()
    write_archive(project_of(site))
    other = tmp_path / "khac"
    other.mkdir()
    shutil.copytree(site / "content", other / "content")
    from sample_site import builder

    builder(other)()
    write_archive(project_of(other))
    assert (site / NAME).read_bytes() == (other / NAME).read_bytes()
    with zipfile.ZipFile(site / NAME) as archive:
        kinds = {info.filename.rpartition(".")[2]: info.compress_type for info in archive.infolist()}
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[2:] == sorted(archive.namelist()[2:])
    assert {kinds[end] for end in ("jpg", "png", "woff2")} == {zipfile.ZIP_STORED}
    assert {kinds[end] for end in ("html", "css", "js", "csv", "xml", "svg")} == {zipfile.ZIP_DEFLATED}


def test_an_unchanged_site_is_not_packed_again(site: Path, run: Builder) -> None:
    """Nothing changed, nothing written; after an edit, or when somebody cut the file off, it is written anew."""
    run()
    write_archive(project_of(site))
    before = (site / NAME).stat().st_mtime_ns
    assert not write_archive(project_of(site)).is_new
    assert (site / NAME).stat().st_mtime_ns == before
    whole = (site / NAME).read_bytes()
    (site / NAME).write_bytes(whole[:-100])
    assert write_archive(project_of(site)).is_new
    assert (site / NAME).read_bytes() == whole
    page = site / "content/trang/lien-he.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nMột đoạn mẫu nữa.\n", encoding="utf-8")
    run()
    assert write_archive(project_of(site)).is_new
    assert "Một đoạn mẫu nữa." in packed(site)["trang/lien-he.html"].decode()


def edited(site: Path) -> None:
    (site / "output/lien-he.html").write_text("chèn", encoding="utf-8")


def removed(site: Path) -> None:
    (site / "output/lien-he.html").unlink()


@pytest.mark.parametrize("spoil", [edited, removed])
def test_a_spoilt_site_is_not_packed(site: Path, run: Builder, spoil: object) -> None:
    """A page that somebody changed or removed after the build is named; the old archive stays, and no half of a new one."""
    run()
    write_archive(project_of(site))
    old = (site / NAME).read_bytes()
    article = site / "content/bai-viet/tin/bai-mau-hai.md"
    article.write_text(article.read_text(encoding="utf-8") + "\nMột đoạn mẫu nữa.\n", encoding="utf-8")
    run()
    assert callable(spoil)
    spoil(site)
    with pytest.raises(PortalError, match=r"^output/lien-he\.html: tệp đã bị đổi hoặc xóa"):
        write_archive(project_of(site))
    assert (site / NAME).read_bytes() == old
    assert [path.name for path in site.glob("*.part")] == []


def test_a_failure_leaves_the_old_file(site: Path, run: Builder, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk, or a program that holds the file open, ends with the old archive in place and nothing beside it."""
    run()
    (site / NAME).write_bytes(b"cu")

    def full(*args: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(module, "_add", full)
    with pytest.raises(OSError, match="full"):
        write_archive(project_of(site))
    monkeypatch.undo()

    def held(act: object) -> None:
        raise PermissionError

    monkeypatch.setattr(module, "patiently", held)
    with pytest.raises(PortalError, match="đang mở ở chương trình khác"):
        write_archive(project_of(site))
    assert (site / NAME).read_bytes() == b"cu"
    assert [path.name for path in site.glob("*.part")] == []


def test_there_must_be_a_whole_site(site: Path, run: Builder) -> None:
    """Without a build, during one, or after one that was killed while it put files in place, nothing is packed."""
    with pytest.raises(PortalError, match="chưa có trang dựng xong"):
        write_archive(project_of(site))
    run()
    with build_lock(site / ".cache"), pytest.raises(LockedError):
        write_archive(project_of(site))
    (site / ".cache/journal.json").write_text("{}", encoding="utf-8")
    with pytest.raises(PortalError, match="chưa có trang dựng xong"):
        write_archive(project_of(site))
    assert not (site / NAME).exists()


def test_the_command_says_what_it_packed(site: Path) -> None:
    """`tasks.py build --zip` names the file, and the second time says that nothing changed."""
    words = [sys.executable, str(ROOT / "tasks.py"), "build", "--zip", "--site", str(site)]
    lines = [subprocess.run(words, cwd=ROOT, capture_output=True, check=True).stdout.decode().splitlines()[-1] for _ in range(2)]
    assert lines[0].startswith(f"Đã đóng gói {NAME}: ")
    assert lines[1].startswith(f"Không có gì mới, giữ nguyên {NAME}: ")


@pytest.mark.browser
def test_it_opens_from_a_usb_stick(browser, site: Path, run: Builder, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """Unpacked and opened from file://: the start page leads in, links lead on, pages are styled with their letters, nothing fails."""
    run()
    write_archive(project_of(site))
    stick = tmp_path / "USB của tôi"
    shutil.unpack_archive(site / NAME, stick)
    assert broken_links(stick / "trang", "https://haian.example") == []
    context = browser.new_context(viewport={"width": 1280, "height": 780})
    page, faults = context.new_page(), []
    page.on("console", lambda message: faults.append(f"{message.text} {message.location['url']}"))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto((stick / "MO-TRANG.html").as_uri())
    page.get_by_role("link", name="Mở trang").click()
    page.get_by_role("navigation", name="Danh mục chính").get_by_role("link", name="Văn bản").click()
    page.get_by_role("searchbox").fill("05nqtu")
    page.get_by_role("searchbox").press("Enter")
    page.get_by_role("rowheader").get_by_role("link").click()
    assert page.url.endswith("/trang/van-ban/05-nq-tu-2026.html")
    page.get_by_role("contentinfo").get_by_role("link", name="Sơ đồ trang").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Sơ đồ trang"
    for name in ("index.html", "bai-viet/index.html", "khau-hieu/index.html", "chuyen-muc/tin.html"):
        page.goto((stick / "trang" / name).as_uri())
        assert page.evaluate("getComputedStyle(document.body).margin") == "0px", name
        assert page.evaluate("document.fonts.ready.then(fonts => [...fonts].some(font => font.status === 'loaded'))"), name
    # from a folder no browser fetches a font ahead of the stylesheet: it says so, and fetches it when the stylesheet asks
    assert [fault for fault in faults if ".woff2" not in fault] == []
    context.close()
