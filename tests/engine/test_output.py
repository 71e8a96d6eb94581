"""What the public gets from the sample site: whole, linked, permanent, and nothing that is not theirs."""

import gc
import re
import shutil
from pathlib import Path

import pytest
from page_links import broken_links, references
from sample_site import NOW, Builder, project_of, tree

from plugins.core.ward import Ward
from plugins.engine import memory as memory_module
from plugins.engine.addresses import STAND_INS
from plugins.engine.build import build
from plugins.engine.memory import Memory

CANARIES = (b"CHIM-CANH-CUT-NHAP", b"CHIM-CANH-CUT-HEN", b"CHIM-CANH-CUT-CU")


@pytest.mark.parametrize("siteurl", ["https://mau.example", "https://x.example/y"])
def test_no_link_is_broken(site: Path, run: Builder, siteurl: str) -> None:
    """Every link, picture, style and feed of every page leads to a file of the site, at the root of a host and on a sub-path."""
    run(siteurl=siteurl)
    assert broken_links(site / "output", siteurl) == []


def test_broken_links_are_seen(site: Path, run: Builder) -> None:
    """The test above can fail: a removed file and a removed anchor are both found."""
    run(siteurl="https://mau.example")
    page = site / "output" / "bai-viet" / "bai-mau-thu-hai.html"
    page.write_text(page.read_text(encoding="utf-8").replace('id="phan-b"', ""), encoding="utf-8")
    (site / "output" / "lien-he.html").unlink()
    wrong = broken_links(site / "output", "https://mau.example")
    assert any("#phan-b" in one for one in wrong)
    assert any("lien-he.html" in one for one in wrong)


def test_pages_work_from_a_folder(site: Path, run: Builder) -> None:
    """Links inside pages are relative, so a copy on a USB stick works; pages that stand in for others start at the root."""
    run()
    for name, data in tree(site / "output").items():
        if name.endswith(".html") and name not in STAND_INS:
            assert [r for r in references(data) if r.startswith("/")] == [], name


def test_links_inside_the_text(site: Path, run: Builder) -> None:
    """A number the register knows becomes a link, once a paragraph, never in code, in a link or on its own page."""
    run()
    page = (site / "output" / "bai-viet" / "bai-mau-thu-nhat-ve-so-05-nq-tu.html").read_text(encoding="utf-8")
    body = page[page.index("Bài mẫu dùng cho bài thử") : page.index("Chú thích mẫu")]
    number = '<span class="nowrap"><a href="../van-ban/05-nq-tu-2026.html">05-NQ/TU</a>'
    first = body[: body.index("</p>")]
    assert first.count(number) == 1
    assert first.count("05-NQ/TU") == 2
    assert "<code>05-NQ/TU</code>" in body
    assert '<a href="../lien-he.html">Liên kết có số <span class="nowrap">05-NQ/TU</span></a>' in body
    assert f'<td class="align-right">{number}</span></td>' in body
    own = (site / "output" / "van-ban" / "05-nq-tu-2026.html").read_text(encoding="utf-8")
    assert 'Văn bản mẫu <span class="nowrap">05-NQ/TU</span> không tự dẫn' in own


def test_only_the_last_build_of_a_process_leaves_its_garbage(site: Path) -> None:
    """The collector works again after a build; where the process ends then, it rests, and what was made is kept instead of taken apart."""
    project = project_of(site)
    try:
        build(project, memory=Memory(is_kept=False))
        assert gc.isenabled()
        assert memory_module._UNTIL_THE_END == []
        (site / "output" / "lien-he.html").unlink()
        build(project, memory=Memory(is_kept=False, is_last=True))
        assert not gc.isenabled()
        assert memory_module._UNTIL_THE_END != []
    finally:
        memory_module._UNTIL_THE_END.clear()
        gc.enable()


def test_nothing_waiting_is_public(site: Path, run: Builder) -> None:
    """Drafts, future and expired entries are in no page, feed, name, picture or index; the staff page names them."""
    run()
    files = tree(site / "output")
    for canary in CANARIES:
        assert [name for name, data in files.items() if canary in data or canary.decode().lower() in name] == []
    staff = (site / "staff" / "index.html").read_text(encoding="utf-8")
    assert "Bản nháp" in staff
    assert "Hẹn đăng 08:00 ngày 01/3/2027" in staff
    assert "Hết hạn" in staff


def test_only_used_files_are_public(site: Path, run: Builder) -> None:
    """A file of content/tep/ is public only when a published entry uses it; a photo loses its name and its metadata."""
    from PIL import Image

    folder = site / "content" / "tep"
    folder.mkdir(exist_ok=True)
    exif = Image.Exif()
    exif[0x010E] = "CHIM-CANH-CUT-GPS"
    for name in ("Ảnh dùng.jpg", "anh-thua.jpg"):
        Image.new("RGB", (40, 20), "red").save(folder / name, exif=exif)
    (folder / "mau.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
    article = site / "content" / "bai-viet" / "tin" / "bai-mau-hai.md"
    text = article.read_text(encoding="utf-8") + '\n![Ô màu đỏ](<tep/Ảnh dùng.jpg> "Chú thích | Ảnh: Mẫu")\n\n[Tệp mẫu](tep/mau.pdf)\n'
    article.write_text(text.replace("](<tep/Ảnh dùng.jpg>", "](tep/%E1%BA%A2nh%20d%C3%B9ng.jpg"), encoding="utf-8")
    result = run()
    assert result.exit_code == 0, result.issues
    files = tree(site / "output")
    pictures = [name for name in files if re.fullmatch(r"hinh/anh-dung\.[0-9a-f]{10}-40\.jpg", name)]
    assert len(pictures) == 1
    assert "tep/mau.pdf" in files
    assert not any("anh-thua" in name for name in files)
    assert not any(b"CHIM-CANH-CUT-GPS" in data for data in files.values())
    page = files["bai-viet/bai-mau-thu-hai.html"].decode()
    assert f'<img src="../{pictures[0]}" alt="Ô màu đỏ" width="40" height="20"' in page
    assert "<figcaption>Chú thích. Ảnh: Mẫu</figcaption>" in page


def test_the_sitemap_names_every_page(site: Path, run: Builder) -> None:
    """Every public page but the search page and those that stand in for others is in the sitemap, and robots.txt points there."""
    run(siteurl="https://x.example/y")
    files = tree(site / "output")
    urls = re.findall(r"<loc>([^<]+)</loc>", files["sitemap.xml"].decode())
    pages = [name for name in files if name.endswith(".html") and name not in STAND_INS | {"tim-kiem.html"}]
    assert sorted(urls) == sorted(f"https://x.example/y/{name}" for name in pages)
    assert b"Sitemap: https://x.example/y/sitemap.xml" in files["robots.txt"]


def test_pages_are_numbered_from_the_oldest(site: Path, run: Builder) -> None:
    """With 45 articles the front shows the newest 25 of the category and links to page 1; page 1 links back."""
    sample = (site / "content" / "bai-viet" / "tin" / "bai-mau-hai.md").read_text(encoding="utf-8")
    for number in range(42):  # the sample site has three
        text = (
            sample.replace("bv-mau-0002", f"bv-mau-1{number:03}")
            .replace("thứ hai", f"số {number:03}")
            .replace("2026-03-03", f"2026-02-{number % 28 + 1:02}")
        )
        (site / "content" / "bai-viet" / "tin" / f"bai-{number:03}.md").write_text(text, encoding="utf-8")
    run()
    front = (site / "output" / "chuyen-muc" / "tin.html").read_text(encoding="utf-8")
    oldest = (site / "output" / "chuyen-muc" / "tin" / "trang-1.html").read_text(encoding="utf-8")
    assert front.count('class="card"') == 25
    assert oldest.count('class="card"') == 20
    assert "tin/trang-1.html" in front
    assert "../../chuyen-muc/tin.html" in oldest
    assert broken_links(site / "output", "https://haian.example") == []


def test_an_exemplar_is_never_invented(site: Path, run: Builder) -> None:
    """Without an exemplar the listing says so and leads to the text on how to propose one."""
    shutil.rmtree(site / "content" / "guong")
    run()
    page = (site / "output" / "guong" / "index.html").read_text(encoding="utf-8")
    assert "Chưa có gương điển hình nào được đăng." in page
    assert 'href="../bai-viet/bai-mau-thu-nhat-ve-so-05-nq-tu.html"' in page


def test_a_notice_heads_every_page(site: Path, run: Builder) -> None:
    """A notice in validity is on every page; after its last day it is on none but its own and the listings."""
    run()
    assert "Thông báo mẫu" in (site / "output" / "lien-he.html").read_text(encoding="utf-8")
    run(now=NOW.replace(year=2027, month=1, day=2))
    assert "Thông báo mẫu" not in (site / "output" / "lien-he.html").read_text(encoding="utf-8")


def test_no_public_byte_names_the_clock(site: Path, run: Builder) -> None:
    """Two builds on different days, with the same entries public, are equal byte for byte."""
    run()
    before = tree(site / "output")
    run(now=NOW.replace(year=2026, month=11, day=29))
    assert tree(site / "output") == before


def test_another_ward_is_one_change(site: Path, run: Builder) -> None:
    """Nothing of phường Hải An is left in the public site of another ward."""
    ward = Ward(
        name="phường Mẫu",
        city="thành phố Mẫu",
        site_name="Cổng thông tin phường Mẫu",
        publisher="Ủy ban nhân dân phường Mẫu",
        unit_line="Phường Mẫu · Thành phố Mẫu",
        tag_authority="mau.example,2026",
    )
    run(ward=ward, siteurl="https://mau.example")
    for name, data in tree(site / "output").items():
        if name.endswith((".html", ".xml", ".txt")):
            assert "Hải An".encode() not in data, name
            assert b"haian" not in data, name
