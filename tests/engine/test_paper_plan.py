"""Which entries have papers, where they are, and what a day, a word or a picture changes."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from built_sites import NOW, project_of
from PIL import Image
from pypdf import PdfReader

from plugins.engine.build import BuildResult, build
from plugins.engine.memory import Memory
from plugins.engine.news import DAYS
from plugins.engine.paper_views import fitting
from plugins.engine.plan_papers import handout_url, slides_url
from plugins.media.picture_sizes import PictureNature

_HEAD = "---\nid: {id}\ntitle: {title}\nslug: {slug}\ndate: {date}\nstatus: published\nsummary: Bài mẫu, không phải tin thật.\n{more}"
_SOURCES = "sources:\n  - Nguồn mẫu\n"
Build = Callable[..., BuildResult]


def _write(site: Path, path: str, date: str, more: str = "", body: str = "Nội dung mẫu.") -> None:
    slug, is_article = Path(path).stem.partition("--")[0], path.startswith("bai-viet/")
    head = _HEAD.format(id=f"m-{path.replace('/', '-')[:-3]}", title=f"Bài mẫu {slug}", slug=slug, date=date, more=more)
    file = site / "content" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"{head}{_SOURCES}{'category: tin' if is_article else ''}\n---\n{body}\n".replace("\n\n---", "\n---"), "utf-8")


def _picture(site: Path, shade: int) -> None:
    target = BytesIO()
    Image.linear_gradient("L").resize((800, 500)).point(lambda tone: min(255, tone + shade)).convert("RGB").save(target, "JPEG")
    (site / "content" / "tep").mkdir(exist_ok=True)
    (site / "content" / "tep" / "anh.jpg").write_bytes(target.getvalue())


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Entries of many ages and types."""
    site = tmp_path_factory.mktemp("site")
    last = (NOW.date() - dt.timedelta(days=DAYS - 1)).isoformat()
    first_too_old = (NOW.date() - dt.timedelta(days=DAYS)).isoformat()
    _write(site, "bai-viet/tin/moi.md", "2026-11-20T08:00", body='Xem ![Ảnh mẫu](tep/anh.jpg "Chú thích | Ảnh: Mẫu")')
    _write(site, "bai-viet/tin/ngay-cuoi.md", f"{last}T23:59")
    _write(site, "bai-viet/tin/qua-han.md", f"{first_too_old}T23:59")
    _write(site, "bai-viet/tin/cu-co-to-roi.md", "2026-01-05", "channels:\n  - handout\n")
    _write(site, "bai-viet/tin/cu-co-trinh-chieu.md", "2026-01-06", "channels:\n  - slides\n")
    _write(site, "mo-hinh/moi.md", "2026-11-19", "field: Môi trường\n")
    _write(site, "khau-hieu/moi.md", "2026-11-19", "text: Khẩu hiệu mẫu\n")
    _write(site, "trang/gioi-thieu.md", "2026-11-19")
    _write(site, "trang/co-to-roi.md", "2026-11-19", "channels:\n  - handout\n")
    (site / "content" / "du-lieu").mkdir()
    (site / "content" / "du-lieu" / "chuyen-muc.toml").write_text('[[category]]\nkey = "tin"\nname = "Tin mẫu"\n', "utf-8")
    _picture(site, 0)
    return site


@pytest.fixture(scope="module")
def run(site: Path) -> Build:
    """Build the site; keywords change the project."""
    ward = replace(project_of(site).ward, share_cards=False, search=False, spoken_files=False)
    memory = Memory()

    def built(**changes: object) -> BuildResult:
        result = build(project_of(site, **({"ward": ward} | changes)), memory=memory)
        assert result.exit_code == 0, [issue.message for issue in result.issues]
        return result

    built()
    return built


def _papers(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.pdf")}


def test_an_address_follows_the_page() -> None:
    """The folder of an entry is in the address of its papers: two entries of one slug never meet."""
    assert handout_url("bai-viet/moi.html") == "to-roi/bai-viet/moi.pdf"
    assert handout_url("mo-hinh/moi.html") == "to-roi/mo-hinh/moi.pdf"
    assert slides_url("gioi-thieu.html") == "trinh-chieu/gioi-thieu.pdf"


def test_news_and_what_asks_have_papers(site: Path, run: Build) -> None:
    """Entries of the last 90 days have both papers, older ones and standing pages those they ask for, slogans none."""
    run()
    news = {"bai-viet/moi.pdf", "bai-viet/ngay-cuoi.pdf", "mo-hinh/moi.pdf"}
    assert _papers(site / "output" / "to-roi") == news | {"bai-viet/cu-co-to-roi.pdf", "co-to-roi.pdf"}
    assert _papers(site / "staff" / "trinh-chieu") == news | {"bai-viet/cu-co-trinh-chieu.pdf"}
    assert not (site / "output" / "trinh-chieu").exists()


def test_a_page_names_its_handout_and_no_other(site: Path, run: Build) -> None:
    """An entry with a handout links to it; one without says nothing of any."""
    run()
    assert 'href="../to-roi/bai-viet/moi.pdf"' in (site / "output/bai-viet/moi.html").read_text("utf-8")
    assert 'href="to-roi/co-to-roi.pdf"' in (site / "output/co-to-roi.html").read_text("utf-8")
    assert "to-roi/" not in (site / "output/bai-viet/qua-han.html").read_text("utf-8")
    assert "to-roi/" not in (site / "output/bai-viet/cu-co-trinh-chieu.html").read_text("utf-8")


def test_a_day_changes_only_the_page_whose_link_goes(site: Path, run: Build) -> None:
    """When an entry is no news any more, its papers go, its page is made without the link, and no other page is made."""
    run()
    result = run(now=NOW + dt.timedelta(days=1))
    pages = {url for url in result.made if url.startswith(("bai-viet/", "mo-hinh/", "trang/")) or url.endswith(".pdf")}
    assert pages == {"bai-viet/ngay-cuoi.html"}
    assert "to-roi/bai-viet/ngay-cuoi.pdf" in result.changed
    assert not (site / "output/to-roi/bai-viet/ngay-cuoi.pdf").exists()
    assert not (site / "staff/trinh-chieu/bai-viet/ngay-cuoi.pdf").exists()
    assert "to-roi/" not in (site / "output/bai-viet/ngay-cuoi.html").read_text("utf-8")
    back = run()
    assert {url for url in back.made if "ngay-cuoi" in url} >= {"to-roi/bai-viet/ngay-cuoi.pdf", "bai-viet/ngay-cuoi.html"}


def test_another_picture_makes_its_papers_anew(site: Path, run: Build) -> None:
    """The papers of an entry follow its pictures, and those of no other entry are made."""
    run()
    before = (site / "output/to-roi/bai-viet/moi.pdf").read_bytes()
    _picture(site, 60)
    result = run()
    assert {url for url in result.made if url.endswith(".pdf")} == {"to-roi/bai-viet/moi.pdf", "trinh-chieu/bai-viet/moi.pdf"}
    assert (site / "output/to-roi/bai-viet/moi.pdf").read_bytes() != before
    _picture(site, 0)
    run()
    assert (site / "output/to-roi/bai-viet/moi.pdf").read_bytes() == before


def test_a_code_is_printed_when_there_is_a_domain(site: Path, run: Build) -> None:
    """The settings of the ward are inputs: with a domain of its own the handout has an address, without one it has none."""
    run()
    words = PdfReader(site / "output/to-roi/bai-viet/moi.pdf").pages[-1].extract_text()
    assert "Đọc bài này trên mạng" not in words
    run(siteurl="https://phuong-mau.test")
    words = "".join(page.extract_text() for page in PdfReader(site / "output/to-roi/bai-viet/moi.pdf").pages)
    assert "phuong-mau.test/bai-viet/moi.html" in "".join(words.split())
    run()


def test_the_office_has_a_page_of_papers(site: Path, run: Build) -> None:
    """Each entry with slides or a handout stands on it once, newest first, with what it has; a handout is a link when there is a domain."""
    run()
    page = (site / "staff/trinh-chieu/index.html").read_text("utf-8")
    titles = re.findall(r"<h3>(.*?)</h3>", page)
    assert titles[-2:] == ["Bài mẫu cu-co-trinh-chieu", "Bài mẫu cu-co-to-roi"]
    assert len(titles) == len(_papers(site / "staff/trinh-chieu") | _papers(site / "output/to-roi"))
    hrefs = re.findall(r'href="([^"]+\.pdf)"', page)
    assert {f"trinh-chieu/{href}" for href in hrefs} == {f"trinh-chieu/{path}" for path in _papers(site / "staff/trinh-chieu")}
    assert set(re.findall(r"<code>output/to-roi/([^<]+)</code>", page)) - {""} == _papers(site / "output/to-roi")
    size = round((site / "staff/trinh-chieu/bai-viet/moi.pdf").stat().st_size / 1024)
    assert f'href="bai-viet/moi.pdf" type="application/pdf">Trình chiếu (PDF, {size} KB)' in page
    assert 'href="trinh-chieu/index.html"' in (site / "staff/index.html").read_text("utf-8")
    run(siteurl="https://phuong-mau.test")
    assert 'href="https://phuong-mau.test/to-roi/bai-viet/moi.pdf"' in (site / "staff/trinh-chieu/index.html").read_text("utf-8")
    run()


def test_a_long_page_of_papers_says_what_it_leaves_out(site: Path, run: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of more entries than the page shows, the newest are shown and the others counted."""
    monkeypatch.setattr("plugins.engine.paper_list.SHOWN", 2)
    _write(site, "bai-viet/tin/them.md", "2026-11-21")
    run()
    page = (site / "staff/trinh-chieu/index.html").read_text("utf-8")
    assert re.findall(r"<h3>(.*?)</h3>", page)[0] == "Bài mẫu them"
    assert page.count("<h3>") == 2
    assert re.search(r"Còn [4-9] bài cũ hơn", page)
    (site / "content/bai-viet/tin/them.md").unlink()
    run()


def test_a_ward_may_have_no_papers(site: Path, run: Build) -> None:
    """With `papers=False` there is no handout, no slide and no link."""
    run(ward=replace(project_of(site).ward, share_cards=False, search=False, spoken_files=False, papers=False))
    assert _papers(site / "output" / "to-roi") == set()
    assert "to-roi/" not in (site / "output/bai-viet/moi.html").read_text("utf-8")
    assert not (site / "staff/trinh-chieu").exists()
    assert "trinh-chieu/" not in (site / "staff/index.html").read_text("utf-8")
    run()


@pytest.mark.parametrize(("width", "expected"), [(4000, 1320), (900, 900), (120, 120)])
def test_paper_takes_the_file_that_is_fine_enough(width: int, expected: int) -> None:
    """Paper gets the smallest plain file of 1,000 pixels and more, else the largest there is."""
    fit = fitting(PictureNature(width=width, height=width))
    assert fit.width == expected
    assert fit.encoding == "jpg"
