"""What pages show of each type, and what happens when the theme or the plan is wrong."""

import math
import os
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from page_links import broken_links
from sample_site import ROOT, Builder, project_of, tree

from plugins.channels import sitemap
from plugins.core.artifacts import Audience
from plugins.core.errors import ConfigurationError
from plugins.engine import make, makers, plan, templates
from plugins.engine.addresses import STAND_INS
from plugins.engine.make import Workshop
from plugins.vietnamese.breaking import MarkedWord, nowrap_spans, penalties

DOCUMENT = "content/van-ban/05-nq-tu.md"


def edit(site: Path, name: str, old: str, new: str) -> None:
    file = site / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def words(site: Path, name: str) -> str:
    """What a reader reads of a page, with single spaces."""
    html = (site / "output" / name).read_text(encoding="utf-8")
    html = re.sub(r"</?span[^>]*>", "", html)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html[html.index("<main") : html.index("</main>")]))


def test_facts_of_a_document(site: Path, run: Builder) -> None:
    """Number, kind, issuer, day, effect, signer and relations stand in the facts block, relations as links both ways."""
    more = "effective: 2026-02-01\neffective_until: 2030-12-31\nsigner: Người ký mẫu\nreplaces:\n  - 12/KH-UBND\namends:\n  - 80-KH/ĐU\n"
    edit(site, DOCUMENT, "excerpt: Trích yếu mẫu\n", more + "excerpt: trích yếu mẫu\n")
    run()
    page = words(site, "van-ban/05-nq-tu-2026.html")
    for fact in (
        "Số, ký hiệu 05-NQ/TU",
        "Ngày ban hành 14/01/2026",
        "Hiệu lực Còn hiệu lực",
        "Có hiệu lực từ 01/02/2026",
        "Có hiệu lực đến 31/12/2030",
        "Người ký Người ký mẫu",
        "Thay thế 12/KH-UBND",
        "Sửa đổi Kế hoạch số 80-KH/ĐU",
        "Được thực hiện bởi Chương trình hành động số 09-CTr/ĐU",
    ):
        assert fact in page, fact
    assert "Thực hiện Nghị quyết số 05-NQ/TU" in words(site, "van-ban/80-kh-du.html")
    assert "đang cập nhật" in words(site, "van-ban/80-kh-du.html")
    assert "Trích yếu mẫu" in words(site, "van-ban/index.html")


@pytest.mark.parametrize(
    ("page", "facts"),
    [
        (
            "mo-hinh/mo-hinh-mau-cho-bai-thu.html",
            ("Lĩnh vực Môi trường", "Bắt đầu 01/02/2026", "Kết quả mẫu Nguồn: Nguồn mẫu", "Cách làm theo Cách làm mẫu."),
        ),
        ("guong/guong-mau-cho-bai-thu.html", ("Tập thể tiêu biểu", "Khen thưởng: 12/QĐ-UBND ngày 01/02/2026 , Cơ quan Mẫu")),
        (
            "kiem-chung/kiem-chung-mau-cho-bai-thu.html",
            ("Thông tin lan truyền “Tin sai mẫu”", "Xuất hiện: Mạng xã hội", "Kết luận: Sai", "Căn cứ Căn cứ"),
        ),
        ("tra-loi/tra-loi-mau-cho-bai-thu.html", ("Câu hỏi Câu hỏi mẫu?", "Nhận ngày 01/3/2026", "Trả lời Văn phòng Mẫu, 04/3/2026")),
        ("thong-bao/thong-bao-mau.html", ("Mức độ: Khẩn (từ 01/3/2026 đến hết 31/12/2026)",)),
        ("khau-hieu/khau-hieu-mau-van-minh-hanh-phuc.html", ("Văn bản duyệt chưa có", "Khẩu hiệu chưa được duyệt")),
    ],
)
def test_facts_of_each_type(site: Path, run: Builder, page: str, facts: tuple[str, ...]) -> None:
    """Every type shows the facts that its folder asks for."""
    run()
    assert [fact for fact in facts if fact not in words(site, page)] == []


def test_an_approved_slogan_and_its_days(site: Path, run: Builder) -> None:
    """An approved slogan says by what; outside its days it is nowhere: no page, picture, listing, feed or address in the sitemap."""
    slogan = "content/khau-hieu/khau-hieu-mau.md"
    edit(site, slogan, "\n---\n", "\napproval:\n  number: 12/QĐ-UBND\n  date: 2026-02-01\nvalid:\n  to: 2026-12-31\n---\n")
    run()
    assert "12/QĐ-UBND ngày 01/02/2026" in words(site, "khau-hieu/khau-hieu-mau-van-minh-hanh-phuc.html")
    assert "đã duyệt" in words(site, "index.html")
    edit(site, slogan, "2026-12-31", "2026-11-22")
    run()
    assert "Khẩu hiệu mẫu" not in words(site, "index.html") + words(site, "khau-hieu/index.html")
    files = tree(site / "output")
    assert [name for name in files if "khau-hieu-mau" in name] == []
    assert [name for name, data in files.items() if b"khau-hieu-mau" in data or "Khẩu hiệu mẫu".encode() in data] == []
    assert "Hết thời gian dùng sau ngày 22/11/2026" in (site / "staff/index.html").read_text(encoding="utf-8")
    edit(site, slogan, "to: 2026-11-22", "from: 2026-11-24")
    run()
    assert [name for name in tree(site / "output") if "khau-hieu-mau" in name] == []
    assert "Chưa đến thời gian dùng: từ ngày 24/11/2026" in (site / "staff/index.html").read_text(encoding="utf-8")


def test_film_pictures_files_and_author(site: Path, run: Builder) -> None:
    """A film with its words, a main picture with its credit, a file with kind and size, and one line for author and unit."""
    from PIL import Image

    (site / "content/tep").mkdir(exist_ok=True)
    Image.new("RGB", (40, 20), "red").save(site / "content/tep/anh.png")
    (site / "content/tep/mẫu đơn.pdf").write_bytes(b"%PDF-1.4\n" + b"x" * 2000 + b"\n%%EOF\n")
    (site / "content/tep/mau-don.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
    more = (
        "image:\n  file: tep/anh.png\n  alt: Ô màu đỏ\n  credit: Người Mẫu\n"
        "video:\n  url: https://haiphong.gov.vn/phim\n  transcript: Lời thoại mẫu\n"
        "files:\n  - tep/mau-don.pdf\n  - tep/mẫu đơn.pdf\nunit: Văn phòng\nauthor: Văn phòng Mẫu\n"
    )
    edit(site, "content/bai-viet/tin/bai-mau-hai.md", "category: tin\n", more + "category: tin\n")
    assert run().exit_code == 0
    page = words(site, "bai-viet/bai-mau-thu-hai.html")
    html = (site / "output/bai-viet/bai-mau-thu-hai.html").read_text(encoding="utf-8")
    assert "Lời thoại mẫu" in page
    assert "https://haiphong.gov.vn/phim" in html
    assert 'alt="Ô màu đỏ"' in html
    assert "Người Mẫu" in page
    assert "2 KB" in page
    assert "Đơn vị" not in page
    names = [name for name in tree(site / "output") if name.startswith("tep/")]
    assert "tep/mau-don.pdf" in names
    assert any(re.fullmatch(r"tep/mau-don-[0-9a-f]{6}\.pdf", name) for name in names)
    assert broken_links(site / "output", "https://haian.example") == ["bai-viet/bai-mau-thu-hai.html: https://haiphong.gov.vn/phim"]
    edit(site, "content/bai-viet/tin/bai-mau-hai.md", "https://haiphong.gov.vn/phim", "https://la.example/phim")
    assert [issue.rule for issue in run().issues] == ["LK02"]
    assert "la.example" not in (site / "output/bai-viet/bai-mau-thu-hai.html").read_text(encoding="utf-8")


def test_a_slogan_may_bring_a_photograph(site: Path, run: Builder) -> None:
    """A slogan with a main picture still has its drawn card, which stands for it in the gallery and in feeds."""
    from PIL import Image

    (site / "content/tep").mkdir(exist_ok=True)
    Image.new("RGB", (40, 20), "red").save(site / "content/tep/anh.jpeg")
    edit(site, "content/khau-hieu/khau-hieu-mau.md", "\n---\n", "\nimage:\n  file: tep/anh.jpeg\n  alt: Ô màu đỏ\n---\n")
    assert run().exit_code == 0
    assert "hinh/khau-hieu/khau-hieu-mau-van-minh-hanh-phuc.jpg" in tree(site / "output")
    assert 'width="1200" height="630"' in (site / "output/khau-hieu/index.html").read_text(encoding="utf-8")


def test_effect_is_claimed_only_with_its_day(site: Path, run: Builder) -> None:
    """A document in force says so only when the day from which it holds is given; else it is said to be issued, or unknown."""
    run()
    assert "Hiệu lực Đã ban hành" in words(site, "van-ban/05-nq-tu-2026.html")
    assert "Hiệu lực đang cập nhật" in words(site, "van-ban/80-kh-du.html")


def test_the_portal_itself_is_no_foreign_host(site: Path, run: Builder) -> None:
    """An address of the portal, copied from the browser, is a link."""
    edit(site, "content/bai-viet/tin/bai-mau-hai.md", "Nội dung mẫu.", "Xem [trang](https://x.example/y/lien-he.html).")
    assert run(siteurl="https://x.example/y").issues == ()
    assert 'href="https://x.example/y/lien-he.html"' in (site / "output/bai-viet/bai-mau-thu-hai.html").read_text(encoding="utf-8")


def test_a_link_to_an_empty_listing(site: Path, run: Builder) -> None:
    """A link to a section without entries is a link to nothing; to a tag that goes in this very build, plain text."""
    edit(site, "content/bai-viet/tin/bai-mau-hai.md", "Nội dung mẫu.", "Xem [mục](/mo-hinh/index.html) và [thẻ](/the/rieng.html).")
    edit(site, "content/mo-hinh/mo-hinh-mau.md", "field: Môi trường", "field: Môi trường\ntags:\n  - riêng")
    assert run().exit_code == 0
    edit(site, "content/mo-hinh/mo-hinh-mau.md", "Nội dung mẫu.", "[x](khong-co.md)")
    assert {(issue.rule, issue.path.rsplit("/", 1)[1]) for issue in run().issues} == {
        ("LK01", "mo-hinh-mau.md"),
        ("LK03", "bai-mau-hai.md"),
    }
    html = (site / "output/bai-viet/bai-mau-thu-hai.html").read_text(encoding="utf-8")
    assert "Xem mục và thẻ." in html
    assert not (site / "output/mo-hinh").exists()


def test_a_long_sitemap_is_cut(site: Path, run: Builder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the protocol's limit the sitemap becomes an index of parts that together name every page."""
    monkeypatch.setattr(plan, "MAX_ENTRIES", 10)
    monkeypatch.setattr(sitemap, "MAX_ENTRIES", 10)
    run(siteurl="https://x.example")
    files = tree(site / "output")
    parts = re.findall(r"<loc>https://x.example/([^<]+)</loc>", files["sitemap.xml"].decode())
    urls = [url for part in parts for url in re.findall(r"<loc>https://x.example/([^<]+)</loc>", files[part].decode())]
    assert len(parts) > 1
    assert sorted(urls) == sorted(name for name in files if name.endswith(".html") and name not in STAND_INS | {"tim-kiem.html"})


@pytest.mark.parametrize(
    ("template", "place"),
    [
        ("{{ view.khong_co }}", "theme/templates/404.html"),
        ("a\n{% if %}", "theme/templates/404.html:2"),
        ("{% include 'x.html' %}", "x.html"),
    ],
)
def test_a_broken_template_is_named(site: Path, tmp_path: Path, run: Builder, template: str, place: str) -> None:
    """A field that does not exist, a slip of syntax or a missing file of the theme ends the build with its place; nothing changes."""
    run()
    before = tree(site / "output")
    shutil.copytree(ROOT / "theme", tmp_path / "theme")
    (tmp_path / "theme/templates/404.html").write_text(template, encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        run(theme=tmp_path / "theme")
    assert place in str(caught.value)
    assert {name: data for name, data in tree(site / "output").items() if not name.startswith(".tmp/")} == before


def test_a_missing_style_is_named(site: Path, tmp_path: Path, run: Builder) -> None:
    """A file that css/order.txt names and the theme lacks is an error, not a page without style."""
    shutil.copytree(ROOT / "theme", tmp_path / "theme")
    (tmp_path / "theme/static/css/card.css").unlink()
    with pytest.raises(ConfigurationError, match=r"css/card\.css"):
        run(theme=tmp_path / "theme")


def test_templates_see_nothing_else() -> None:
    """No global of ours or Jinja's reaches a template: only its view and the frame."""
    assert templates.theme(ROOT / "theme" / "templates").globals == {}


@pytest.mark.parametrize(
    ("title", "html"),
    [
        ("Số 05-NQ/TU <b>", '<span class="nowrap">Số 05-NQ/TU</span> &lt;b&gt;'),
        ("Người dân tham gia", '<span class="nowrap">Người dân</span> <span class="nowrap">tham gia</span>'),
        ("", ""),
    ],
)
def test_titles_break_between_words(title: str, html: str) -> None:
    """A title never ends a line inside a compound or a number, and stays escaped."""
    assert templates.phrases(title) == html


def slow_phrases(title: str) -> str:
    """`phrases` by the penalties of all places, word by word."""
    words = list(re.finditer(r"\S+", title))
    spans = [short for start, end in nowrap_spans(title) for short in templates._shortened(title, start, end)]
    first = 0
    for number, penalty in enumerate(penalties([MarkedWord(text=word[0]) for word in words])):
        end = words[number].end()
        if penalty < math.inf or end - words[first].start() > templates._LONGEST_SPAN:
            spans += [(words[first].start(), end)] if number > first else []
            first = number + 1
    return templates._wrapped(title, templates._apart(spans))


TITLE_WORDS = (
    *("Người", "dân", "tham", "gia", "Ban", "Chấp", "hành", "Đảng", "bộ", "thành", "phố", "Hải", "Phòng", "chuyển", "đổi", "số"),
    *("05-NQ/TU", "ngày", "14/01/2026", "39,99", "km²", "2026", "-", "2030", "<b>", "&", "“xã", "hội”,", "PHƯỜNG", "AN", "(mới)"),
)


@example(["gặp", "ông", "Nguyễn", "Trường", "Nghiêm", "Thượng", "Minh", "tham", "gia"], " ")  # a name that is too long to stay whole
@given(st.lists(st.sampled_from(TITLE_WORDS), max_size=12), st.sampled_from([" ", "  ", "\n", "\u00a0"]))
def test_titles_break_where_penalties_allow(words: list[str], blank: str) -> None:
    """Asking only where no line may end gives what weighing every place gives."""
    title = blank.join(words)
    assert templates.phrases.__wrapped__(title) == slow_phrases(title)


def test_running_text_keeps_short_things_whole() -> None:
    """Numbers stay on one line even where the whole phrase would be too long for a phone; a long name may break."""
    assert templates.nowrap("theo số 1669/NQ-UBTVQH15") == 'theo số <span class="nowrap">1669/NQ-UBTVQH15</span>'
    assert templates.nowrap("tại thành phố Hải Phòng") == 'tại thành phố <span class="nowrap">Hải Phòng</span>'
    assert templates.nowrap("rộng 39,99 km²") == 'rộng <span class="nowrap">39,99 km²</span>'


def test_signs_stay_beside_what_they_touch() -> None:
    """No line begins with a comma, and none ends with a bracket, where what is kept whole is set as a block of its own."""
    text = 'tại (phường Hải An), ngày 14/01/2026: "39,99 km²"…'
    spans = re.findall(r'<span class="nowrap">(.*?)</span>', templates.nowrap(text))
    assert spans == ["(phường Hải An),", "ngày 14/01/2026:", "&#34;39,99 km²&#34;…"]


def test_a_page_that_is_written_in_parts_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system may take less than it is given, and is given the rest; what the file held before is gone."""
    honest = os.write
    monkeypatch.setattr(make.os, "write", lambda file, data: honest(file, data[:7]))
    file = tmp_path / "x"
    file.write_bytes(b"0" * 100)
    for data in (b"mot trang\r\n" * 5, b""):
        make._write(str(file), data)
        assert file.read_bytes() == data


def test_one_address_has_one_maker(site: Path) -> None:
    """Two artifacts for one address, and a view given to another maker, are faults of ours and stop the build."""
    project = project_of(site)
    workshop = Workshop(project, {}, {audience: {} for audience in Audience}, lambda done, total: None)
    one = plan.ready("x.txt", 0, "text", makers.TextView(text="x"))
    workshop.make([one])
    with pytest.raises(ValueError, match=r"x\.txt"):
        workshop.make([one])
    with pytest.raises(TypeError, match="TextView expected"):
        workshop.make([plan.ready("y.txt", 0, "text", makers.FileView(path="x", sha256=""))])
    with pytest.raises(TypeError, match="TemplateView expected"):
        workshop.make([plan.ready("z.txt", 0, "template", makers.TextView(text="x"))])
