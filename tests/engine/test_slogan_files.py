"""Pictures of slogans: who gets which at what address, and what the office's sheet says of them."""

import datetime as dt
import itertools
import re
from dataclasses import replace
from pathlib import Path

import pytest
from page_links import broken_links
from PIL import Image
from sample_site import NOW, Builder, project_of, tree

from plugins.core.errors import ConfigurationError, SourceError
from plugins.core.model import VIETNAM, Article, Consent, Slogan, Status, Validity
from plugins.core.ward import Ward
from plugins.engine import slogan_sheet
from plugins.engine.check import check_site
from plugins.engine.layout_words import figures_of, remarks_of
from plugins.engine.states import state_words
from plugins.media.formats import SLOGAN_FORMATS
from plugins.media.setting import Setting

SOURCE = "content/khau-hieu/khau-hieu-mau.md"
SLUG = "khau-hieu-mau-van-minh-hanh-phuc"
APPROVAL = "approval:\n  number: 12/QĐ-UBND\n  date: 2026-02-01\n"
#: widths of the share picture that pages offer to narrow screens
NARROW = (480, 660, 1000)
SHARE = {f"hinh/khau-hieu/{SLUG}.jpg", f"hinh/khau-hieu/{SLUG}.webp", *(f"hinh/khau-hieu/{SLUG}-{width}.webp" for width in NARROW)}


def write(site: Path, name: str, number: int, title: str, more: str = "", status: str = "published", text: str = "") -> None:
    """Another slogan."""
    head = f"id: kh-mau-1{number:03}\ntitle: {title}\ndate: 2026-03-01\nstatus: {status}\n{more}text: {text or title}\n"
    (site / f"content/khau-hieu/{name}.md").write_text(f"---\n{head}---\n", encoding="utf-8")


def edit(site: Path, old: str, new: str) -> None:
    """Replace words of the sample slogan."""
    file = site / SOURCE
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def public(site: Path) -> set[str]:
    """Addresses of all public pictures of slogans."""
    return {name for name in tree(site / "output") if name.startswith("hinh/khau-hieu/")}


def desk(site: Path) -> set[str]:
    """Pictures of slogans that the office has, from its folder of slogans."""
    return {name.removeprefix("khau-hieu/") for name in tree(site / "staff") if name.startswith("khau-hieu/")}


def sheet(site: Path) -> str:
    """The office's sheet of slogans."""
    return (site / "staff/khau-hieu.html").read_text(encoding="utf-8")


def names_of(folder: str, slug: str) -> set[str]:
    """What the office has of a slogan in all formats."""
    return {f"{folder}/{slug}-{format_.key}.{format_.encodings[0]}" for format_ in SLOGAN_FORMATS}


def test_what_nobody_approved_is_shown_and_not_handed_out(site: Path, run: Builder) -> None:
    """Of an unapproved slogan residents get the picture that pages show, the office gets every format."""
    run()
    assert public(site) == SHARE
    assert desk(site) == names_of(SLUG, SLUG)
    assert "download" not in (site / f"output/khau-hieu/{SLUG}.html").read_text(encoding="utf-8")
    assert "Chưa duyệt" in sheet(site)


@pytest.mark.parametrize("page", [f"khau-hieu/{SLUG}.html", "khau-hieu/index.html", "index.html"])
def test_a_narrow_screen_gets_a_narrow_picture(site: Path, run: Builder, page: str) -> None:
    """Every page that shows a slogan offers it in four widths, names each truly and says how wide it is shown; narrow files are light."""
    run()
    output = site / "output"
    html = (output / page).read_text(encoding="utf-8")
    srcset, sizes = re.findall(rf'<source type="image/webp" srcset="([^"]*{SLUG}[^"]*)" sizes="([^"]+)">', html)[0]
    offered = [one.split(" ") for one in srcset.split(", ")]
    assert [width for _, width in offered] == ["480w", "660w", "1000w", "1200w"]
    files = [(output / page).parent / url for url, _ in offered]
    for file, (_, width) in zip(files, offered, strict=True):
        with Image.open(file) as picture:
            assert picture.size == (int(width[:-1]), round(int(width[:-1]) * 630 / 1200))
    weights = [file.stat().st_size for file in files]
    assert weights == sorted(weights)
    assert weights[1] < 0.65 * weights[3]
    assert "calc(100vw - 2.25em)" in sizes


def test_a_slug_that_ends_in_a_width_keeps_its_own_picture(site: Path, run: Builder) -> None:
    """Where the plain name of a narrow picture belongs to another slogan, the narrow one has two dashes."""
    edit(site, "id:", f"slug: {SLUG}\nid:")
    write(site, "khac", 1, "Khẩu hiệu khác", f"slug: {SLUG}-660\n")
    run()
    with Image.open(site / f"output/hinh/khau-hieu/{SLUG}-660.webp") as picture:
        assert picture.width == 1200
    with Image.open(site / f"output/hinh/khau-hieu/{SLUG}--660.webp") as picture:
        assert picture.width == 660


def test_an_approval_hands_out_every_format(site: Path, run: Builder) -> None:
    """Approved, every format in every encoding is public and offered with its size; when the approval goes, so do they."""
    before = (site / SOURCE).read_text(encoding="utf-8")
    run()
    unapproved = tree(site / "output")
    edit(site, "text:", f"{APPROVAL}text:")
    run()
    files = tree(site / "output")
    more = {f"hinh/khau-hieu/{SLUG}-{f.key}.{kind}" for f in SLOGAN_FORMATS[1:] for kind in f.encodings}
    assert public(site) == SHARE | more
    assert all(files[name] != unapproved[name] for name in SHARE)  # they say no more that nobody approved
    page = files[f"khau-hieu/{SLUG}.html"].decode()
    gallery = files["khau-hieu/index.html"].decode()
    for format_ in SLOGAN_FORMATS:
        assert f">{format_.label}<" in page
        assert f">{format_.label}<" in gallery
        assert f"{format_.width} × {format_.height}" in page.replace("\N{NO-BREAK SPACE}", " ")
    assert ".webp" not in page.split("Tải ảnh khẩu hiệu")[1].split("</section>")[0]
    (site / SOURCE).write_text(before, encoding="utf-8")
    run()
    assert tree(site / "output") == unapproved


def test_the_office_has_the_same_bytes_as_residents(site: Path, run: Builder) -> None:
    """A picture that is public too is the same file in both places."""
    edit(site, "text:", f"{APPROVAL}text:")
    run()
    output, staff = tree(site / "output"), tree(site / "staff")
    for format_ in SLOGAN_FORMATS:
        stem = SLUG if format_.key == "chia-se" else f"{SLUG}-{format_.key}"
        kind = format_.encodings[0]
        assert staff[f"khau-hieu/{SLUG}/{SLUG}-{format_.key}.{kind}"] == output[f"hinh/khau-hieu/{stem}.{kind}"]


def test_only_wanted_formats_are_drawn(site: Path, run: Builder) -> None:
    """A slogan that names formats gets those, and the share picture that its page needs."""
    edit(site, "text:", f"{APPROVAL}formats:\n  - trang\ntext:")
    assert run().issues == ()
    assert public(site) == SHARE | {f"hinh/khau-hieu/{SLUG}-trang.png"}
    assert desk(site) == {f"{SLUG}/{SLUG}-chia-se.jpg", f"{SLUG}/{SLUG}-trang.png"}


def test_a_format_that_is_none_is_refused_with_the_nearest(site: Path, run: Builder) -> None:
    """A misspelt format is an error of the front matter that suggests the right one."""
    edit(site, "text:", "formats:\n  - vuongg\ntext:")
    [issue] = run().issues
    assert (issue.rule, issue.suggestion) == ("FM01", "vuong")
    assert "“vuongg”" in issue.message


def test_the_white_picture_leads_to_the_page(site: Path, run: Builder) -> None:
    """The code on the picture to print follows the portal's own domain; without one there is no code and no host."""
    run()
    path = site / f"staff/khau-hieu/{SLUG}/{SLUG}-trang.png"
    plain = path.read_bytes()
    run(siteurl="https://haian.vn")
    coded = path.read_bytes()
    run(siteurl="https://haian.vn/y")
    assert len({plain, coded, path.read_bytes()}) == 3
    run()
    assert path.read_bytes() == plain


def test_states_of_all_slogans_are_told(site: Path, run: Builder) -> None:
    """Drafts and slogans to come and over are on the sheet with their state and in no public place; withdrawn and broken ones are not."""
    write(site, "nhap", 1, "Khẩu hiệu nháp", status="draft")
    write(site, "sau", 2, "Khẩu hiệu sau", "valid:\n  from: 2026-12-01\n")
    write(site, "qua", 3, "Khẩu hiệu qua", "valid:\n  to: 2026-11-22\n")
    write(site, "rut", 4, "Khẩu hiệu rút", status="withdrawn")
    write(site, "dai", 5, "Khẩu hiệu dài", text="nghiêng " * 70)
    write(site, "hen", 6, "Khẩu hiệu hẹn", "publish_at: 2026-12-24T08:00\n")
    run()
    assert public(site) == SHARE
    page = sheet(site)
    for words in ("Bản nháp", "từ ngày 01/12/2026", "sau ngày 22/11/2026", "Hẹn đăng 08:00 ngày 24/12/2026", "Đang đăng"):
        assert words in page
    assert "Khẩu hiệu rút" not in page
    assert "Khẩu hiệu dài" not in page
    assert {name.partition("/")[0] for name in desk(site)} == {SLUG, "khau-hieu-nhap", "khau-hieu-sau", "khau-hieu-qua", "khau-hieu-hen"}
    assert "Bảng khẩu hiệu (5)" in (site / "staff/index.html").read_text(encoding="utf-8")


def test_a_day_later_the_files_are_gone(site: Path, run: Builder) -> None:
    """At the first build after the last day page and pictures are removed; the office keeps its own."""
    edit(site, "text:", f"{APPROVAL}valid:\n  from: 2026-11-23\n  to: 2026-11-23\ntext:")
    run()
    assert len(public(site)) > len(SHARE)
    result = run(now=NOW + dt.timedelta(days=1))
    assert public(site) == set()
    assert {f"khau-hieu/{SLUG}.html", *SHARE} <= set(result.changed)
    assert desk(site) == names_of(SLUG, SLUG)
    run(now=NOW - dt.timedelta(days=1))
    assert public(site) == set()


def test_a_faulty_slogan_that_is_to_come_is_no_failure_of_today(site: Path, run: Builder) -> None:
    """A slogan whose days have not begun may still be unfinished: it is not counted as refused. One of today is."""
    for days, code in (("from: 2026-12-01", 0), ("from: 2026-11-01", 2)):
        write(site, "sau", 1, "Khẩu hiệu sau", f"valid:\n  {days}\n", text="nghiêng " * 70)
        assert run().exit_code == code


def test_no_two_slogans_share_a_file(site: Path, run: Builder) -> None:
    """A slug that is another's with a format behind it, and a draft's that is a published one's: each slogan has files of its own."""
    for number, (name, title) in enumerate((("a", "Xanh sạch"), ("b", "Xanh sạch tin"))):
        write(site, name, number, title, APPROVAL)
    write(site, "c", 3, "Xanh sạch", status="draft")
    assert run().exit_code == 0
    assert {"hinh/khau-hieu/xanh-sach--tin.jpg", "hinh/khau-hieu/xanh-sach-tin.jpg", "hinh/khau-hieu/xanh-sach-tin-tin.jpg"} <= public(site)
    folders = {name.partition("/")[0] for name in desk(site)}
    [drafted] = folders - {SLUG, "xanh-sach", "xanh-sach-tin"}
    assert drafted.startswith("xanh-sach--")
    page = sheet(site)
    assert all(f'src="khau-hieu/{folder}/' in page for folder in folders)


def test_what_a_rule_about_others_refuses_is_on_the_sheet(site: Path, run: Builder) -> None:
    """A slogan that reads correctly and wants the address of another says on the sheet that it is refused."""
    write(site, "tranh", 1, "Khẩu hiệu mẫu", f"slug: {SLUG}\n")
    result = run()
    assert [issue.rule for issue in result.issues] == ["SL01"]
    assert "Bị từ chối" in sheet(site)


def test_the_logo_stands_on_every_picture(site: Path, run: Builder) -> None:
    """The ward's own logo changes all pictures of slogans, another logo changes them again, and none brings the star back."""
    ward = project_of(site).ward
    (site / "content/tep").mkdir(exist_ok=True)
    run()
    stars = {name: tree(site / "output")[name] for name in SHARE}
    seen = [stars]
    for colour in ("red", "blue"):
        Image.new("RGB", (90, 60), colour).save(site / "content/tep/logo.png")
        run(ward=_with_logo(ward, "tep/logo.png"))
        seen.append({name: tree(site / "output")[name] for name in SHARE})
    assert all(one[name] != other[name] for name in SHARE for one, other in itertools.pairwise(seen))
    run()
    assert {name: tree(site / "output")[name] for name in SHARE} == stars


def _with_logo(ward: Ward, path: str) -> Ward:
    return replace(ward, logo=path)


@pytest.mark.parametrize(
    ("path", "data", "words"),
    [
        ("tep/thieu.png", None, "không có tệp logo “content/tep/thieu.png”"),
        ("logo.png", b"x", "không có tệp logo “content/logo.png”"),
        ("tep/hong.png", b"\x89PNG\r\n\x1a\nx", "không phải là ảnh"),
        ("tep/logo.svg", b"<svg></svg>", "Không nhận loại ảnh này"),
        ("tep/mau.pdf", b"%PDF-1.4\n%%EOF\n", "phải là ảnh"),
    ],
)
def test_a_logo_that_is_none_stops_the_build(site: Path, run: Builder, path: str, data: bytes | None, words: str) -> None:
    """A missing file, one outside of tep/, one that is damaged or no picture: one Vietnamese line, from build and check alike."""
    if data is not None:
        (site / "content" / path).parent.mkdir(exist_ok=True)
        (site / "content" / path).write_bytes(data)
    ward = _with_logo(project_of(site).ward, path)
    with pytest.raises(ConfigurationError, match=words):
        run(ward=ward)
    with pytest.raises(ConfigurationError, match=words):
        check_site(project_of(site, ward=ward))


def test_a_share_picture_has_the_colour_of_its_category(site: Path, run: Builder) -> None:
    """Another colour of a category changes the share pictures of its entries and of no other."""
    run()
    before = tree(site / "output")
    file = site / "content/du-lieu/chuyen-muc.toml"
    file.write_text(file.read_text(encoding="utf-8").replace('key = "tin"\n', 'key = "tin"\ncolour = "tim"\n'), encoding="utf-8")
    changed = {name for name in run().changed if name.startswith("hinh/")}
    assert changed
    assert changed == {name for name in before if name.startswith("hinh/bai-viet/")}


def test_slogans_to_be_mended_come_first(site: Path, run: Builder) -> None:
    """On the sheet what must be mended stands before what should be looked at, and both before the rest, with advice and figures."""
    long = "~".join("Xây dựng phường văn minh xanh sạch đẹp an toàn nghĩa tình đoàn kết".split())
    write(site, "dai", 1, "Khẩu hiệu dài", text=long)
    write(site, "lech", 2, "Toàn thể cán bộ Nhân dân | vui | khỏe")
    write(site, "deu", 3, "Xây dựng mô hình | chủ nghĩa xã hội | gắn với con người | xã hội chủ nghĩa")
    run()
    page = sheet(site)
    overview = page.split('class="overview"')[1].split("</ol>")[0]
    places = [overview.index(title) for title in ("Khẩu hiệu dài", "Toàn thể", "Xây dựng mô hình")]
    assert places == sorted(places)
    for words in ("Cần sửa", "Phải ngắt giữa ", "Dòng dài dòng ngắn.", "Thêm “|”", "cỡ chữ ", "độ đều dòng ", "độ đầy ", "điểm ngắt "):
        assert words in page
    assert page.count("Không có gì phải sửa") >= 2


def setting(**more: object) -> Setting:
    """How a slogan is set, with these figures."""
    values: dict[str, object] = {"key": "vuong", "size": 90.0, "least": 60.0, "score": 0.0, "raggedness": 0.1, "fill": 0.95, "reasons": ()}
    return Setting(**(values | more))  # type: ignore[arg-type] # fields of Setting


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (setting(), []),
        (setting(raggedness=0.33, score=2.5, least=78), []),
        (setting(raggedness=0.34), [("Dòng dài dòng ngắn.", False)]),
        (setting(score=2.6), [("Chỗ ngắt chưa đẹp.", False)]),
        (setting(least=80), [("Chữ nhỏ: 90 px, mức tối thiểu là 80 px.", False)]),
        (setting(reasons=("Phải ngắt giữa “A” và “B” vì dòng quá dài.",)), [("Phải ngắt giữa “A” và “B” vì dòng quá dài.", True)]),
    ],
)
def test_what_is_said_of_a_setting(found: Setting, words: list[tuple[str, bool]]) -> None:
    """Uneven lines, poor breaks, small type and forced breaks are named from their bounds on; the last are grave."""
    assert [(remark.text, remark.is_grave) for remark in remarks_of(found, "px")] == words


def test_figures_read_as_people_write_them() -> None:
    """Percent with a space, a comma before decimals, a true minus."""
    assert figures_of(setting(score=-1.26), "cỡ chữ 90 px") == ("cỡ chữ 90 px", "độ đều dòng 90 %", "độ đầy 95 %", "điểm ngắt −1,3")


@pytest.mark.parametrize(
    ("labels", "count", "words"),
    [
        (["A", "B"], 2, "mọi khuôn và mọi cỡ"),
        (["A", "B"], 3, "A; B"),
        (list("ABCDEF"), 9, "A; B; C; D; E; F"),
        (list("ABCDEFG"), 9, "A; B; C; D; E và 2 chỗ khác"),
    ],
)
def test_places_of_advice(labels: list[str], count: int, words: str) -> None:
    """Everywhere, by name, or the first five and how many more."""
    assert slogan_sheet._named(labels, count) == words


def _slogan(**more: object) -> Slogan:
    values: dict[str, object] = {
        "path": "khau-hieu/x.md",
        "id": "x",
        "title": "X",
        "slug": "x",
        "text": "X",
        "date": dt.datetime(2026, 3, 1, tzinfo=VIETNAM),
    }
    return Slogan(**(values | more))  # type: ignore[arg-type] # fields of Slogan


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (_slogan(), "Đang đăng"),
        (_slogan(status=Status.DRAFT), "Bản nháp"),
        (_slogan(status=Status.WITHDRAWN), "Đã rút"),
        (_slogan(publish_at=NOW + dt.timedelta(hours=1)), "Hẹn đăng 08:00 ngày 23/11/2026"),
        (_slogan(valid=Validity(from_=dt.date(2026, 12, 1))), "Chưa đến thời gian dùng: từ ngày 01/12/2026"),
        (
            _slogan(publish_at=NOW + dt.timedelta(days=30), valid=Validity(from_=dt.date(2026, 12, 1))),
            "Hẹn đăng 07:00 ngày 23/12/2026",
        ),
        (_slogan(valid=Validity(from_=dt.date(2026, 11, 23), to=dt.date(2026, 11, 23))), "Đang đăng"),
        (_slogan(valid=Validity(to=dt.date(2026, 11, 22))), "Hết thời gian dùng sau ngày 22/11/2026"),
        (_slogan(expires=NOW, valid=Validity(to=dt.date(2026, 12, 1))), "Hết hạn"),
        (
            Article(
                path="bai-viet/x.md",
                id="x",
                title="X",
                slug="x",
                category="tin",
                date=dt.datetime(2026, 3, 1, tzinfo=VIETNAM),
                consent=Consent(file_number="HS", date=dt.date(2026, 1, 1), scope="ảnh", until=dt.date(2026, 11, 1)),
            ),
            "Sự đồng ý đã hết hạn: hỏi lại",
        ),
    ],
)
def test_states_in_words(entry: Slogan | Article, words: str) -> None:
    """Every state of an entry has its words, and the day or hour that matters."""
    assert state_words(entry, NOW) == words


SIZES = """[[size]]
key = "bang-ron"
name = "Băng rôn mẫu"
kind = "bang-ron"
width = 6000
height = 800

[[size]]
key = "phuon"
name = "Phướn mẫu"
kind = "phuon"
width = 800
height = 2500
"""
BANNER = ("bang-ron_6000x800mm_TL1-10.pdf", "bang-ron_6000x800mm_xem-truoc.png", "bang-ron_6000x800mm_ghi-chu-in.txt")
VERTICAL = ("phuon_800x2500mm.pdf", "phuon_800x2500mm_xem-truoc.png", "phuon_800x2500mm_ghi-chu-in.txt")


def write_sizes(site: Path, text: str = SIZES) -> None:
    """The list of street sizes."""
    (site / "content/du-lieu/kich-thuoc.toml").write_text(text, encoding="utf-8")


def street(names: set[str]) -> set[str]:
    """Of names of files, those for the street, without their folders."""
    return {name.rpartition("/")[2] for name in names if "mm" in name}


def test_every_slogan_has_print_files_at_the_office(site: Path, run: Builder) -> None:
    """For each size a PDF, its preview and its note, for drafts too; none without a list; nothing is public."""
    write(site, "nhap", 1, "Khẩu hiệu nháp", status="draft")
    run()
    assert street(desk(site)) == set()
    assert "kich-thuoc.toml" in sheet(site)
    write_sizes(site)
    run()
    names = set(BANNER + VERTICAL)
    for folder in (SLUG, "khau-hieu-nhap"):
        assert street({name for name in desk(site) if name.startswith(f"{folder}/")}) == names
    assert street(public(site)) == set()
    assert (site / f"staff/khau-hieu/{SLUG}/{BANNER[0]}").read_bytes().startswith(b"%PDF-")
    note = (site / f"staff/khau-hieu/{SLUG}/{BANNER[2]}").read_text(encoding="utf-8")
    assert "CHƯA DUYỆT" in note
    page = sheet(site)
    for words in ("Tệp in ngoài phố", "Băng rôn mẫu", "6000 × 800 mm, tệp in 1:10", "chữ in hoa cao ", *BANNER, *VERTICAL):
        assert words in page
    assert "kich-thuoc.toml" not in page


def test_print_files_are_public_only_when_approved_and_allowed(site: Path, run: Builder) -> None:
    """`public_print` and an approval together hand out the same files; the gallery and the page name them; each alone does not."""
    write_sizes(site)
    source = (site / SOURCE).read_text(encoding="utf-8")
    for more in ("public_print: true\n", APPROVAL):
        (site / SOURCE).write_text(source.replace("text:", f"{more}text:"), encoding="utf-8")
        run()
        assert street(public(site)) == set()
    (site / SOURCE).write_text(source.replace("text:", f"{APPROVAL}public_print: true\ntext:"), encoding="utf-8")
    run()
    output, staff = tree(site / "output"), tree(site / "staff")
    for name in (*BANNER, *VERTICAL):
        assert output[f"hinh/khau-hieu/{SLUG}/{name}"] == staff[f"khau-hieu/{SLUG}/{name}"]
    assert "12/QĐ-UBND ngày 01/02/2026" in output[f"hinh/khau-hieu/{SLUG}/{BANNER[2]}"].decode()
    for page in (f"khau-hieu/{SLUG}.html", "khau-hieu/index.html"):
        for words in ("Băng rôn mẫu", "6000 × 800 mm", "tệp in tỷ lệ 1:10", "tệp in đúng cỡ", *BANNER):
            assert words in re.sub(r"</?span[^>]*>", "", output[page].decode())
    assert broken_links(site / "output", "https://haian.example") == []


def test_another_size_makes_what_differs(site: Path, run: Builder) -> None:
    """A size that changes is made anew under its new name, one that goes takes its files along, the others are not touched."""
    write_sizes(site)
    run()
    write_sizes(site, SIZES.replace("6000", "7000"))
    made = set(run().made)
    assert {name for name in made if "mm" in name} == {
        f"khau-hieu/{SLUG}/bang-ron_7000x800mm{end}" for end in ("_TL1-10.pdf", "_xem-truoc.png", "_ghi-chu-in.txt")
    }
    assert street(desk(site)) == {*VERTICAL, *(name.rpartition("/")[2] for name in made if "mm" in name)}
    write_sizes(site, SIZES.split("\n\n")[0])
    run()
    assert street(desk(site)) == set(BANNER)
    (site / "content/du-lieu/kich-thuoc.toml").unlink()
    assert run().exit_code == 0
    assert street(desk(site)) == set()


def test_the_code_in_the_street_gives_way_to_the_slogan(site: Path, run: Builder) -> None:
    """With a domain a print file carries the code of the page; where the slogan would be too small beside it, it goes without."""
    write_sizes(site, SIZES.split("\n\n")[0])
    path = site / f"staff/khau-hieu/{SLUG}/{BANNER[2]}"
    run()
    assert "Mã QR" not in path.read_text(encoding="utf-8")
    assert run(siteurl="https://haian.vn").exit_code == 0
    assert f"https://haian.vn/khau-hieu/{SLUG}.html" in path.read_text(encoding="utf-8")
    long = "Đảng bộ, chính quyền và Nhân dân phường Hải An chung sức thực hiện **Nghị quyết số 05-NQ/TU**"
    write_sizes(site, SIZES.split("\n\n")[0].replace("6000", "3000").replace("800", "1000"))
    edit(site, "Khẩu hiệu mẫu **văn minh** hạnh phúc", long)
    assert run(siteurl="https://haian.vn").exit_code == 0
    assert "Mã QR" not in (site / f"staff/khau-hieu/{SLUG}/bang-ron_3000x1000mm_ghi-chu-in.txt").read_text(encoding="utf-8")


def test_a_slogan_too_long_for_the_street_is_refused_with_the_size(site: Path, run: Builder) -> None:
    """TT01 names the size and the line; without the size the slogan is published, as soon as the list changes."""
    result = run()
    assert result.exit_code == 0
    write_sizes(site, SIZES.split("\n\n")[0].replace("6000", "800").replace("800\n", "400\n", 1).replace("height = 800", "height = 400"))
    [issue] = run().issues
    assert (issue.rule, issue.path) == ("TT01", SOURCE)
    assert "Băng rôn mẫu" in issue.message
    assert not (site / f"output/khau-hieu/{SLUG}.html").exists()
    (site / "content/du-lieu/kich-thuoc.toml").unlink()
    assert run().issues == ()
    assert (site / f"output/khau-hieu/{SLUG}.html").exists()


def test_a_broken_list_of_sizes_stops_the_build_with_its_line(site: Path, run: Builder) -> None:
    """One Vietnamese line with file and line, from build and check alike."""
    write_sizes(site, SIZES.replace("width = 800", 'width = "rộng"'))
    for act in (run, lambda: check_site(project_of(site))):
        with pytest.raises(SourceError, match=r"content/du-lieu/kich-thuoc\.toml:8: .*“width”"):
            act()


def test_only_slogans_are_read_anew_for_another_size(site: Path, run: Builder, seen: list[str]) -> None:
    """The list of sizes, the unit, the domain and the logo decide what fits: they ask for slogans again, and for nothing else."""
    run()
    write_sizes(site)
    (site / "content/tep").mkdir(exist_ok=True)
    Image.new("RGB", (90, 60), "red").save(site / "content/tep/logo.png")
    ward = project_of(site).ward
    for changes in (
        {},
        {"siteurl": "https://haian.vn"},
        {"ward": _with_logo(ward, "tep/logo.png")},
        {"ward": replace(ward, unit_line="Tổ Mẫu")},
    ):
        seen.clear()
        run(**changes)
        assert seen == ["khau-hieu/khau-hieu-mau.md"]
        seen.clear()
        run(**changes)
        assert seen == []


def test_a_title_is_judged_by_its_picture_only_where_one_is_drawn(site: Path, run: Builder) -> None:
    """A title with a letter that no share picture can show is refused while pictures are drawn, and again as soon as they are."""
    file = site / "content/bai-viet/tin/bai-mau-hai.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("title: Bài mẫu thứ hai", "title: Bài mẫu 漢"), encoding="utf-8")
    ward = project_of(site).ward
    assert [issue.rule for issue in run(ward=replace(ward, share_cards=True)).issues if issue.path.endswith("bai-mau-hai.md")] == ["TT01"]
    assert run(ward=replace(ward, share_cards=False)).issues == ()
    assert [issue.rule for issue in run(ward=replace(ward, share_cards=True)).issues if issue.path.endswith("bai-mau-hai.md")] == ["TT01"]
