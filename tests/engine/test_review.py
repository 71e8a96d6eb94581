"""`tasks.py review`: what a proposal changes, from content of two sides to one page that is safe to open."""

import base64
import io
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from built_sites import SITEURL, BuiltSite
from PIL import Image
from pypdf import PdfWriter
from sample_site import project_of, tree

from plugins.core.artifacts import Audience
from plugins.core.errors import ConfigurationError
from plugins.engine.build import build
from plugins.engine.review import Outcome, make_review
from plugins.engine.review_base import base_of, seed
from plugins.engine.state import read_state

if TYPE_CHECKING:
    from playwright.sync_api import Browser

has_git = pytest.mark.skipif(shutil.which("git") is None, reason="no git")
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\u202e"
NEW = """---
id: bv-mau-9001
title: {title}
date: 2026-11-20
status: published
summary: Tóm tắt mẫu của bài mới.
image:
  file: tep/anh-moi.jpg
  alt: Hàng cây mẫu
  credit: "Ảnh: bài thử"
sources:
  - Nguồn mẫu
category: tin
---
Xem [cổng thành phố](https://haiphong.gov.vn/tin).
"""


class Reader(HTMLParser):
    """Elements and addresses of a page, and the text of each section by its id."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.handlers: list[str] = []
        self.sections: dict[str, str] = {}
        self._at = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = dict(attrs)
        self.addresses += [given[name] or "" for name in ("href", "src", "srcset", "action", "poster", "data") if name in given]
        self.handlers += [name for name in given if name.startswith("on")]
        if tag == "h2":
            self._at = given.get("id") or ""

    def handle_data(self, data: str) -> None:
        self.sections[self._at] = re.sub(r"\s+", " ", self.sections.get(self._at, "") + data)


@pytest.fixture
def site(samples: BuiltSite, tmp_path: Path) -> Path:
    """A copy of the sample site as it was built, so that no test builds from nothing."""
    shutil.copytree(samples.site, tmp_path / "site", symlinks=True)
    return tmp_path / "site"


@pytest.fixture
def before(site: Path, tmp_path: Path) -> Path:
    """What the content was, in a folder beside."""
    shutil.copytree(site / "content", tmp_path / "truoc" / "content")
    return tmp_path / "truoc"


def edit(site: Path, name: str, old: str, new: str) -> None:
    """Another text in a file of content/."""
    file = site / "content" / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def reviewed(site: Path, against: Path | str) -> tuple[Outcome, Reader]:
    """The review of a site, read."""
    outcome = make_review(project_of(site, siteurl=SITEURL), str(against))
    assert outcome.page == site / "staff/xem-xet.html"
    return outcome, Reader(outcome.page.read_text(encoding="utf-8"))


def add_picture(site: Path) -> None:
    """A photograph with a place in its EXIF."""
    picture = Image.new("RGB", (1200, 800), (200, 120, 60))
    exif = Image.Exif()
    exif[0x010E] = "BÍ MẬT 20.85N 106.68E"
    picture.save(site / "content/tep/anh-moi.jpg", exif=exif)


def test_one_word(site: Path, before: Path) -> None:
    """The proposal of one word says so in its first line; nothing else is called changed; the address of the folder is not a fault."""
    edit(site, "bai-viet/tin/bai-mau-mot.md", "nhắc hai lần", "nhắc ba lần")
    outcome, page = reviewed(site, before)
    assert outcome.exit_code == 0
    assert outcome.lines[0] == "So với thư mục truoc: 1 trang đổi."
    assert "nhắc [bỏ: hai] [thêm: ba] lần" in page.sections["_trang-doi"]
    assert "Không có lỗi mới" in page.sections["_truoc-khi-dong-y"]
    assert not {"_trang-moi", "_khung", "_doi-theo", "_trang-bo"} & page.sections.keys()
    assert [page.tags.count(tag) for tag in ("ins", "del")] == [2, 2]  # one pair explains the marks


def test_a_new_article_with_a_picture_and_a_host(site: Path, before: Path) -> None:
    """All of its text, its small picture without what the camera wrote, words and credit, and the host with file and line."""
    add_picture(site)
    (site / "content/bai-viet/tin/bai-moi.md").write_text(NEW.format(title="Bài mới mẫu"), encoding="utf-8")
    outcome, page = reviewed(site, before)
    assert outcome.lines[0].endswith("1 trang mới, 1 ảnh thêm hoặc thay, 1 trang ngoài mới.")
    assert outcome.lines[1:] == ("Trang ngoài mới: haiphong.gov.vn.", "1 bài chưa có người thứ hai đọc duyệt.")
    assert "Tóm tắt mẫu của bài mới." in page.sections["_trang-moi"]
    assert "/bai-viet/bai-moi-mau.html" in page.sections["_trang-moi"]
    assert "content/bai-viet/tin/bai-moi.md, dòng 15" in page.sections["_trang-ngoai"]
    assert "Chưa ghi ai đọc duyệt" in page.sections["_nguoi-duyet"]
    assert "Chữ thay ảnh: Hàng cây mẫu" in page.sections["_anh"]
    assert "bài không ghi sự đồng ý" in page.sections["_anh"]
    (thumb,) = [address for address in page.addresses if address.startswith("data:")]
    data = base64.b64decode(thumb.removeprefix("data:image/jpeg;base64,"))
    with Image.open(io.BytesIO(data)) as small:
        assert small.width == 320
        assert not small.getexif()
    assert "BÍ MẬT".encode() not in data


def test_whose_picture_it_is_and_what_can_be_downloaded(site: Path, before: Path) -> None:
    """A picture with other bytes is told with the consent of those it shows; a film's host with its line; a file with its size."""
    Image.new("RGB", (640, 480), (10, 90, 60)).save(site / "content/tep/hinh-ve-mau.png")
    paper = PdfWriter()
    paper.add_blank_page(200, 200)
    paper.write(site / "content/tep/bang.pdf")
    more = "video:\n  url: https://www.haiphong.gov.vn/phim\nfiles:\n  - tep/bang.pdf\n"
    edit(site, "guong/guong-ca-nhan-mau.md", "sources:", more + "sources:")
    edit(site, "guong/guong-ca-nhan-mau.md", "  scope: ảnh", "  scope: ảnh\n  until: 2027-02-15\n  guardian: true\n  child: true")
    outcome, page = reviewed(site, before)
    assert outcome.exit_code == 0, page.sections["_loi"]
    assert "Thay bằng tệp khác" in page.sections["_anh"]
    assert (
        "Phiếu đồng ý số MAU-01 ngày 15/02/2026, cho phép: ảnh, đến hết ngày 15/02/2027, người giám hộ đồng ý, trẻ đồng ý."
        in page.sections["_anh"]
    )
    assert "Nguồn ảnh: Hình vẽ: bài thử" in page.sections["_anh"]
    size = (site / "content/tep/bang.pdf").stat().st_size
    assert f"tep/bang.pdf Mới, {size} B Trong bài: Gương cá nhân mẫu" in page.sections["_tep"]
    assert re.search(
        r"www\.haiphong\.gov\.vn Đã có trong danh sách .* content/guong/guong-ca-nhan-mau\.md, dòng \d+", page.sections["_trang-ngoai"]
    )


@pytest.mark.slow
def test_proposals_of_hundreds_are_not_endless(site: Path, before: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond a measure entries are only named, pages that change by themselves only counted, and pictures told without a copy."""
    for name in ("_MOST_OTHERS", "_MOST_ENTRIES"):
        monkeypatch.setattr(f"plugins.engine.review_sides.{name}", 1)
    monkeypatch.setattr("plugins.engine.review._MOST_BYTES", 10)
    for name in ("mot", "hai"):
        edit(site, f"bai-viet/tin/bai-mau-{name}.md", "summary: ", "summary: Thêm chữ. ")
    edit(site, "du-lieu/chuyen-muc.toml", 'name = "', 'name = "Mục ')
    add_picture(site)
    edit(site, "mo-hinh/mo-hinh-mau.md", "status: published", "status: published\nimage:\n  file: tep/anh-moi.jpg\n  alt: Mẫu")
    outcome, page = reviewed(site, before)
    assert "3 trang đổi," in outcome.lines[0]
    assert page.sections["_trang-doi"].count("ở đây không hiện hết") == 2
    assert "Không xem được ở đây" in page.sections["_anh"]


def test_pages_that_go_wait_move_or_are_held(site: Path, before: Path) -> None:
    """Removed pages with the answer of their address; a live page with a slip stays; what waits is read now; menus are told once."""
    (site / "content/mo-hinh/mo-hinh-mau.md").unlink()
    edit(site, "kiem-chung/kiem-chung-mau.md", "status: published", "status: withdrawn")
    edit(site, "tra-loi/tra-loi-mau.md", "status: published", "status: la")
    edit(site, "bai-viet/tin/bai-mau-hai.md", "status: published", "status: published\nslug: moi")
    edit(site, "bai-viet/tin/hen-dang.md", "category: tin", "reviewed_by: Phòng Mẫu\ncategory: tin")
    edit(site, "bai-viet/tin/ban-nhap.md", "\n---\n", "\n---\nChữ nháp mới.\n\n")
    edit(site, "du-lieu/chuyen-muc.toml", 'name = "', 'name = "Mục ')
    outcome, page = reviewed(site, before)
    assert outcome.exit_code == 2
    assert "Tệp không còn trong kho" in page.sections["_trang-bo"]
    assert "Bài được rút" in page.sections["_trang-bo"]
    assert "bản đang chạy được giữ nguyên" in page.sections["_giu-ban-cu"]
    assert "FM01" in page.sections["_loi"]
    assert "/bai-viet/moi.html" in page.sections["_dia-chi-chuyen"]
    assert "[thêm: Phòng Mẫu]" in page.sections["_bai-cho"]
    assert "[thêm: Chữ nháp mới.]" in page.sections["_bai-cho"]
    assert "chuyen-muc.toml" in page.sections["_du-kien"]
    assert "[thêm: Mục ]" in page.sections["_doi-theo"]
    assert "[bỏ: Mô hình]" in page.sections["_khung"]
    assert "lỗi mới: bài có lỗi không được đăng." in outcome.lines[1]


def test_a_copied_file_does_not_hide_the_original(site: Path, before: Path) -> None:
    """A copy with the same id is refused and named; what changed in the original is still told as a change."""
    edit(site, "bai-viet/tin/bai-mau-mot.md", "nhắc hai lần", "nhắc ba lần")
    shutil.copy(site / "content/bai-viet/tin/bai-mau-mot.md", site / "content/bai-viet/tin/bai-mau-mot - Copy.md")
    outcome, page = reviewed(site, before)
    assert outcome.exit_code == 2
    assert outcome.lines[0].endswith(": 1 trang đổi, 1 bài chưa đăng.")
    assert "nhắc [bỏ: hai] [thêm: ba] lần" in page.sections["_trang-doi"]
    assert "bai-mau-mot - Copy.md" in page.sections["_bai-cho"]


@pytest.mark.browser
def test_the_page_is_for_everybody(site: Path, before: Path, browser: "Browser") -> None:
    """On a phone and a desk, light and dark: axe minds nothing, nothing is wider than its window, and nothing is asked of anybody."""
    from axe_rules import LOOKS, violations

    add_picture(site)
    (site / "content/bai-viet/tin/bai-moi.md").write_text(NEW.format(title="Bài mới mẫu"), encoding="utf-8")
    (site / "content/mo-hinh/mo-hinh-mau.md").unlink()
    edit(site, "tra-loi/tra-loi-mau.md", "status: published", "status: la")
    edit(site, "bai-viet/tin/bai-mau-hai.md", "status: published", "status: published\nslug: moi")
    edit(site, "bai-viet/tin/hen-dang.md", "category: tin", "reviewed_by: Phòng Mẫu\ncategory: tin")
    edit(site, "bai-viet/tin/bai-mau-mot.md", "nhắc hai lần", "nhắc ba lần")
    outcome, _ = reviewed(site, before)
    for look, width in (("light", 360), ("dark", 1280)):
        page = browser.new_page(viewport={"width": width, "height": 800}, bypass_csp=True, **LOOKS[look][0])
        asked: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url[:40]))
        page.goto(outcome.page.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert violations(page, look) == []
        assert [url for url in asked if not url.startswith(("file:", "data:image/jpeg;base64,"))] == []
        page.close()


def test_a_notice_is_told_once(site: Path, before: Path) -> None:
    """What changes around every page is one section, not a list of all pages."""
    (site / "content/thong-bao/thong-bao-mau.md").unlink()
    outcome, page = reviewed(site, before)
    assert outcome.lines[0].endswith("1 trang bị bỏ, khung trang đổi.")
    assert "_doi-theo" not in page.sections
    assert "Thông báo mẫu" in page.sections["_khung"]


def test_nothing_of_a_hostile_proposal_runs(site: Path, before: Path) -> None:
    """Titles, words and addresses of a proposal are text: no script, no handler, nothing fetched, nothing that turns text round."""
    edit(site, "bai-viet/tin/bai-mau-hai.md", "title: Bài mẫu thứ hai", f"title: 'Bài {HOSTILE}'")
    edit(site, "bai-viet/tin/bai-mau-mot.md", "author: Văn phòng Mẫu", f"author: 'x {HOSTILE}'\nreviewed_by: '\"><svg onload=alert(1)>'")
    edit(site, "bai-viet/tin/bai-mau-mot.md", "## Mục thứ nhất", "`<iframe src=//x.example>` [a](javascript:alert(1))\n\n## Mục thứ nhất")
    _, page = reviewed(site, before)
    html = (site / "staff/xem-xet.html").read_text(encoding="utf-8")
    assert not {"script", "iframe", "object", "embed", "form", "base", "link", "svg"} & set(page.tags)
    assert page.handlers == []
    assert [address for address in page.addresses if not address.startswith(("#_", "data:image/"))] == []
    assert "default-src 'none'; style-src 'unsafe-inline'; img-src data:;" in html
    assert "\u202e" not in html
    assert "url(" not in html


def test_the_second_build_is_not_a_cold_one(site: Path, before: Path) -> None:
    """The base is given what the proposal has: one edit makes some pages of it anew, reads one text, and equals a build from nothing."""
    edit(site, "bai-viet/tin/bai-mau-mot.md", "nhắc hai lần", "nhắc ba lần")
    project = project_of(site, siteurl=SITEURL)
    build(project)
    kept = tree(site / "output")
    base = base_of(project, str(before))
    seed(project, base.project)
    result = build(base.project)
    state, _ = read_state(base.project)
    assert state is not None
    assert len(result.made) < sum(map(len, state.outputs.values())) / 4
    assert tree(site / "output") == kept  # links to a file never change it
    build(project_of(before, siteurl=SITEURL))
    assert tree(base.project.output) == tree(before / "output")
    assert state.outputs[Audience.STAFF].keys()


def test_a_base_that_cannot_be_built_is_named(site: Path, tmp_path: Path) -> None:
    """Where nothing can be built of the other side, that is said of it, not of the proposal."""
    (tmp_path / "truoc/bai-viet").mkdir(parents=True)
    with pytest.raises(ConfigurationError, match=r"truoc: không dựng được bản này để so: .+") as caught:
        make_review(project_of(site, siteurl=SITEURL), str(tmp_path / "truoc"))
    assert caught.value.exit_code == 1


def test_what_to_compare_with_must_be_there(site: Path, tmp_path: Path) -> None:
    """A folder without content, the content itself, and a name that Git does not know are refused with a remedy."""
    (tmp_path / "rong").mkdir()
    for against, said in ((tmp_path / "rong", "không có nội dung"), (site, "đang sửa"), ("khong-co-ban-nay", "Git"), ("--help", "Git")):
        with pytest.raises(ConfigurationError, match=said):
            make_review(project_of(site, siteurl=SITEURL), str(against))


def test_other_files_of_a_folder_are_named(site: Path, before: Path) -> None:
    """A whole copy of the repository also tells which files of theme, software and configuration differ, and whom they name."""
    for folder, text in ((site, "a{}"), (before, "b{}")):
        (folder / "theme/css").mkdir(parents=True)
        (folder / "theme/css/x.css").write_text(text, encoding="utf-8")
        (folder / "theme/same.css").write_text("c{}", encoding="utf-8")
    (site / "theme/js.html").write_text('<a href="https://haiphong.gov.vn/">x</a>\n<i src=//Nha-Cai.example/x>', encoding="utf-8")
    (before / "theme/bo.css").write_text("d{}", encoding="utf-8")
    (site / "theme/anh.png").write_bytes(b"\0https://trong-anh.example/")
    (before / "pelicanconf.py").write_text("A = 1\nB = 'https://haiphong.gov.vn'\n", encoding="utf-8")
    (site / "pelicanconf.py").write_text("A = 2\nB = 'https://haiphong.gov.vn'\n", encoding="utf-8")
    outcome, page = reviewed(site, before)
    assert outcome.lines[0].endswith("1 trang ngoài mới, 1 tệp dữ kiện, cấu hình, 5 tệp ngoài nội dung đổi.")
    assert "nha-cai.example" in page.sections["_trang-ngoai"]
    assert "theme/js.html, dòng 2" in page.sections["_trang-ngoai"]
    assert "A = [bỏ: 1] [thêm: 2]" in page.sections["_du-kien"]
    assert "pelicanconf.py theme/anh.png theme/bo.css theme/css/x.css theme/js.html" in page.sections["_ngoai-noi-dung"]


@pytest.mark.slow
def test_disks_that_know_no_links_get_copies(site: Path, before: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """FAT and some network drives: the files are copied, and a file that somebody removed since is made anew."""

    def refuse(source: Path, _target: Path) -> None:
        raise FileNotFoundError if source.name == "index.html" else OSError

    monkeypatch.setattr("os.link", refuse)
    edit(site, "bai-viet/tin/bai-mau-mot.md", "nhắc hai lần", "nhắc ba lần")
    assert reviewed(site, before)[0].lines[0].endswith("truoc: 1 trang đổi.")


def test_without_git_a_folder_is_asked_for(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor without Git is told what to give."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ConfigurationError, match="--against THƯ_MỤC"):
        make_review(project_of(site, siteurl=SITEURL), "origin/main")


def git(folder: Path, *words: str) -> None:
    """Git, with an author of its own."""
    author = ["-c", "user.name=Mẫu", "-c", "user.email=mau@mau.example", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *author, *words], cwd=folder, check=True, capture_output=True)


@has_git
def test_a_proposal_in_git(site: Path) -> None:
    """Compared with where the branch began, not with what others did since; a link of before is no new fault; theme is named."""
    (site / "theme").mkdir()
    (site / "theme/x.css").write_text("a{}", encoding="utf-8")
    (site / "content/bai-viet/noi.md").symlink_to("../trang/lien-he.md")
    (site / ".gitignore").write_text(".cache/\noutput/\nstaff/\n", encoding="utf-8")
    git(site, "init", "-q", "-b", "main")
    git(site, "add", "-A")
    git(site, "commit", "-qm", "đầu")
    git(site, "checkout", "-qb", "de-xuat")
    edit(site, "bai-viet/tin/bai-mau-mot.md", "nhắc hai lần", "nhắc ba lần")
    (site / "theme/x.css").write_text("b{background:url(https://la.example/)}", encoding="utf-8")
    (site / "ghi-chu.md").write_text("https://khong-den-dan.example", encoding="utf-8")
    git(site, "add", "-A")
    git(site, "commit", "-qm", "đề xuất")
    git(site, "checkout", "-q", "main")
    edit(site, "bai-viet/tin/bai-mau-hai.md", "Nội dung mẫu", "Chữ của người khác")
    git(site, "commit", "-qam", "việc khác")
    git(site, "checkout", "-q", "de-xuat")
    outcome, page = reviewed(site, "main")
    assert re.fullmatch(r"So với main \([0-9a-f]{7}\): 1 trang đổi, 1 trang ngoài mới, 2 tệp ngoài nội dung đổi\.", outcome.lines[0])
    assert "ghi-chu.md theme/x.css" in page.sections["_ngoai-noi-dung"]
    assert "khong-den-dan" not in page.sections["_trang-ngoai"]
    assert "Chữ của người khác" not in page.sections["_trang-doi"]
    commit = subprocess.run(["git", "rev-parse", "HEAD"], cwd=site, check=True, capture_output=True, encoding="utf-8").stdout.strip()
    lines = make_review(project_of(site, siteurl=SITEURL), commit).lines
    assert lines == (f"So với bản đang có ({commit[:7]}): người dân không thấy gì khác.",)
    git(site, "rm", "-rq", "content", "--cached")
    git(site, "commit", "-qm", "không còn nội dung")
    with pytest.raises(ConfigurationError, match="chưa có thư mục content/"):
        make_review(project_of(site, siteurl=SITEURL), "HEAD")
