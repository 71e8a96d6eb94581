"""Rules of text: pictures with words, links that lead somewhere, one address for one entry. Each with honest twins."""

import datetime as dt

import pytest

from plugins.core.model import PICTURE_ENDINGS, VIETNAM, Article, Image, Status, Video
from plugins.core.rules import LinkKind, Located, Rule, Subject, Surroundings, TextLink
from plugins.documents.register import Register
from plugins.editorial import hosts
from plugins.editorial.rules import REPAIRS, RULES
from plugins.media.pictures import FORMATS

NOW = dt.datetime(2026, 11, 23, 8, tzinfo=VIETNAM)
RULE: dict[str, Rule] = {rule.id: rule for rule in RULES}


def article(**changes: object) -> Article:
    values: dict[str, object] = {
        "path": "bai-viet/mau.md",
        "id": "mau-1",
        "title": "Bài mẫu",
        "slug": "bai-mau",
        "date": NOW,
        "category": "tin",
    }
    return Article(**(values | changes))  # type: ignore[arg-type]


OTHER = article(path="bai-viet/khac.md", id="mau-2", slug="khac")


def around(**changes: object) -> Surroundings:
    values: dict[str, object] = {
        "published": {"bai-viet/khac.md": OTHER},
        "sources": frozenset({"bai-viet/mau.md", "bai-viet/khac.md", "bai-viet/nhap.md"}),
        "files": frozenset({"tep/mau.pdf", "tep/anh.jpg"}),
        "anchors": {"bai-viet/khac.md": frozenset({"muc"}), "bai-viet/mau.md": frozenset({"rieng"})},
        "register": Register(()),
        "allowed_hosts": frozenset({"haiphong.gov.vn"}),
        "categories": frozenset({"tin"}),
        "now": NOW,
        "addresses": frozenset({"van-ban/index.html"}),
    }
    return Surroundings(**(values | changes))  # type: ignore[arg-type]


def found(rule: str, entry: Article | None = None, links: tuple[TextLink, ...] = (), site: Surroundings | None = None) -> list[str]:
    fields = {
        name: Located(value="", line=line) for line, name in enumerate(("id", "title", "date", "category", "tags", "image", "files"), 2)
    }
    subject = Subject(
        path="bai-viet/mau.md", entry=entry, fields=fields, lines=(), prose=(), body_line=10, links=links, site=site or around()
    )
    return [f"{finding.line}: {finding.message} {finding.suggestion}".strip() for finding in RULE[rule].check(subject)]


def link(target: str, kind: LinkKind = LinkKind.ENTRY, fragment: str = "", text: str = "chữ", is_picture: bool = False) -> TextLink:
    return TextLink(line=12, kind=kind, target=target, text=text, fragment=fragment, is_picture=is_picture)


@pytest.mark.parametrize("alt", ["", " ", "ảnh", "Hình ảnh.", "anh-1.jpg", "IMG_2034", "DSC 0012.JPG", "Ảnh minh họa", "screenshot 12"])
def test_empty_words_for_a_picture(alt: str) -> None:
    """TN01: no words, a file name or "ảnh" say nothing, in the text and in `image`."""
    picture = link("tep/anh.jpg", LinkKind.FILE, text=alt, is_picture=True)
    assert found("TN01", article(), (picture,)) == ["12: Ảnh chưa có mô tả: ghi một câu nói rõ ảnh có gì."]
    assert found("TN01", article(image=Image(file="tep/anh.jpg", alt=alt))) == ["7: Ảnh chưa có mô tả: ghi một câu nói rõ ảnh có gì."]


@pytest.mark.parametrize(
    "alt", ["Người dân đọc báo tường", "Ảnh chụp sân trường buổi sáng", "Hình con tàu trên lá cờ", "Sơ đồ IMG trong phòng"]
)
def test_honest_words_for_a_picture(alt: str) -> None:
    """TN01 is silent for a sentence about the picture, and for links."""
    assert found("TN01", article(image=Image(file="tep/anh.jpg", alt=alt)), (link("x", text=""),)) == []
    assert found("TN01", None, (link("tep/anh.jpg", LinkKind.FILE, text=alt, is_picture=True),)) == []


def test_a_picture_of_a_phone_is_named_as_one() -> None:
    """LK01: a picture in a form that few browsers show lies there, and is not told to be missing."""
    said = "Cổng không nhận ảnh .heic: mở ảnh, lưu lại thành .jpg hoặc .png rồi dùng tệp đó."
    assert found("LK01", article(), (link("tep/IMG_1.HEIC", LinkKind.FILE, is_picture=True),)) == [f"12: {said}"]
    assert found("LK01", article(image=Image(file="tep/a.heic", alt="Cảnh phố mẫu"))) == [f"7: {said}"]


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (link("bai-viet/mat.md"), "“bai-viet/mat.md”"),
        (link("bai-viet/khac.md", fragment="la"), "“bai-viet/khac.md#la”"),
        (link("van-ban/khac.md"), "/bai-viet/khac.md"),
        (link("tep/mat.pdf", LinkKind.FILE), "tep/mat.pdf"),
        (link("tep/cu/mau.pdf", LinkKind.FILE), "/tep/mau.pdf"),
        (link("khong-co.html", LinkKind.ADDRESS), "khong-co.html"),
        (link("#la", LinkKind.ANCHOR, fragment="la"), "#la"),
        (link("{attach}x", LinkKind.REFUSED), "không được dùng"),
        (link("https://x.vn/a.jpg", LinkKind.OUTSIDE, text="Cảnh", is_picture=True), "tep/"),
    ],
)
def test_links_to_nothing(one: TextLink, words: str) -> None:
    """LK01 names the target, and the one file of that name elsewhere."""
    [message] = found("LK01", article(), (one,))
    assert message.startswith("12: ")
    assert words in message


@pytest.mark.parametrize(
    "one",
    [
        link("bai-viet/khac.md"),
        link("bai-viet/khac.md", fragment="muc"),
        link("bai-viet/nhap.md"),
        link("tep/mau.pdf", LinkKind.FILE),
        link("van-ban/index.html", LinkKind.ADDRESS),
        link("#rieng", LinkKind.ANCHOR, fragment="rieng"),
        link("https://haiphong.gov.vn", LinkKind.OUTSIDE),
        link("mailto:a@b.vn", LinkKind.MAIL),
        link("tep/anh.jpg", LinkKind.FILE, text="Cảnh", is_picture=True),
    ],
)
def test_links_that_lead_somewhere(one: TextLink) -> None:
    """LK01 is silent for every honest kind of link."""
    assert found("LK01", article(), (one,)) == []


def test_files_of_the_front_matter_exist() -> None:
    """LK01 looks at `files`, `image` and the still picture of `video` too."""
    entry = article(
        files=("tep/mat.pdf",), image=Image(file="tep/mat.jpg", alt="Cảnh"), video=Video(url="https://x.vn", poster="tep/mat.png")
    )
    assert [message.split(": ")[1] for message in found("LK01", entry)] == [
        "Không có tệp “content/tep/mat.pdf”.",
        "Không có tệp “content/tep/mat.jpg”.",
        "Không có tệp “content/tep/mat.png”.",
    ]
    assert (
        found("LK01", article(files=("tep/mau.pdf",), image=Image(file="tep/anh.jpg", alt="Cảnh"), video=Video(url="https://x.vn"))) == []
    )


def test_a_file_that_is_refused_is_there() -> None:
    """LK01 says what is wrong with a file that is refused; never that there is none."""
    site = around(refused_files={"tep/hong.jpg": "Tệp ảnh rỗng (0 byte). Chép lại ảnh gốc."})
    entry = article(image=Image(file="tep/hong.jpg", alt="Cảnh"))
    message = "Tệp “content/tep/hong.jpg” chưa dùng được. Tệp ảnh rỗng (0 byte). Chép lại ảnh gốc."
    assert found("LK01", entry, (link("tep/hong.jpg", LinkKind.FILE, is_picture=True),), site) == [f"12: {message}", f"7: {message}"]


def test_pictures_are_pictures() -> None:
    """LK01 refuses a PDF or a film where a picture belongs; the same PDF may be linked and offered for download."""
    site = around(files=frozenset({"tep/mau.pdf", "tep/anh.jpg", "tep/ANH.PNG"}))
    shown = link("tep/mau.pdf", LinkKind.FILE, text="Cảnh", is_picture=True)
    assert found("LK01", article(), (shown,), site)[0].startswith("12: “tep/mau.pdf” không phải tệp ảnh: chỉ nhận .jpeg, .jpg, ")
    bad = article(image=Image(file="tep/mau.pdf", alt="Cảnh"), video=Video(url="https://x.vn", poster="tep/mau.pdf"))
    assert len(found("LK01", bad, (), site)) == 2
    good = article(files=("tep/mau.pdf",), image=Image(file="tep/ANH.PNG", alt="Cảnh"))
    assert found("LK01", good, (link("tep/mau.pdf", LinkKind.FILE),), site) == []


def test_one_list_of_picture_endings() -> None:
    """The endings that texts may name are those that media can read."""
    assert frozenset(FORMATS) == PICTURE_ENDINGS


@pytest.mark.parametrize(
    ("host", "is_allowed"),
    [
        ("haiphong.gov.vn", True),
        ("sovhtt.haiphong.gov.vn", True),
        ("xhaiphong.gov.vn", False),
        ("haiphong.gov.vn.x", False),
        ("", False),
        ("xau.vn,.haiphong.gov.vn", False),
        ("xau.vn;.haiphong.gov.vn", False),
        ("đ.haiphong.gov.vn", False),
    ],
)
def test_hosts(host: str, is_allowed: bool) -> None:
    """LK02: a host is allowed when it is in the list or below one in it, never by a mere likeness."""
    assert hosts.is_allowed(f"https://{host}/x", frozenset({"haiphong.gov.vn"})) is is_allowed
    one = link(f"https://{host}/x", LinkKind.OUTSIDE)
    assert bool(found("LK02", article(), (one,))) is not is_allowed
    assert bool(found("LK02", article(video=Video(url=f"https://{host}/x")))) is not is_allowed


def test_links_to_what_is_not_public() -> None:
    """LK03 names a source that exists and is not published; other kinds and public entries are silent."""
    assert found("LK03", article(), (link("bai-viet/nhap.md"),)) == [
        "12: Bài được dẫn tới chưa đăng: “bai-viet/nhap.md”. Tạm in thành chữ."
    ]
    assert found("LK03", article(), (link("bai-viet/khac.md"), link("bai-viet/mat.md"), link("tep/mau.pdf", LinkKind.FILE))) == []


@pytest.mark.parametrize(
    ("address", "is_lost"),
    [
        ("https://phuong.example/lien-he.htm", True),
        ("https://phuong.example/bai-viet/mat.html#muc", True),
        ("https://phuong.example/lien-he/", True),
        ("https://phuong.example/li%C3%AAn-h%E1%BB%87", True),
        ("https://phuong.example/lien-he.html?a=1", False),
        ("https://phuong.example/van-ban/", False),
        ("https://phuong.example", False),
        ("https://phuong.example/bai-viet/trang-2.html", False),
        ("https://phuong.example/tep/mau.pdf", False),
        ("https://phuong.example.vn/mat.html", False),
        ("https://khac.example/mat.html", False),
    ],
)
def test_absolute_addresses_of_the_portal(address: str, is_lost: bool) -> None:
    """LK03 names a page of the portal that is not there, as copied from a browser; files and other sites are silent."""
    site = around(siteurl="https://phuong.example", owners={"index.html": "", "lien-he.html": "trang/lien-he.md"})
    assert bool(found("LK03", article(), (link(address, LinkKind.OUTSIDE),), site)) is is_lost
    assert found("LK03", article(), (link(address, LinkKind.OUTSIDE),)) == []


def test_one_address_one_id_one_tag() -> None:
    """SL01 to SL04: the earlier keeps an address, an id, a tag or an old address; the later is told where the other stands."""
    owners = {"bai-viet/bai-mau.html": "bai-viet/khac.md"}
    assert "bai-viet/khac.md" in found("SL01", article(), site=around(owners=owners))[0]
    assert "cổng tự dùng" in found("SL01", article(), site=around(owners={"bai-viet/bai-mau.html": ""}))[0]
    assert "bai-viet/khac.md" in found("SL02", article(), site=around(ids={"mau-1": "bai-viet/khac.md"}))[0]
    assert found("SL03", article(tags=("Đang",)), site=around(tags={"dang": "Đảng"}))[0].endswith("Đảng")
    old = article(redirect_from=("ten-cu",))
    site = around(owners={"bai-viet/ten-cu.html": "bai-viet/khac.md", "bai-viet/bai-mau.html": "bai-viet/khac.md"})
    assert "bai-viet/khac.md đang giữ" in found("SL04", old, site=site)[0]
    assert "địa chỉ cũ" in found("SL01", old, site=site)[0]


def test_honest_twins_of_addresses() -> None:
    """The owner itself, a free address and the same tag in other capitals are silent; so is a broken front matter."""
    site = around(owners={"bai-viet/bai-mau.html": "bai-viet/mau.md"}, ids={"mau-1": "bai-viet/mau.md"}, tags={"to-dan-pho": "tổ dân phố"})
    for rule in ("SL01", "SL02", "SL03", "SL04", "FM02", "FM03", "LK01"):
        assert found(rule, article(tags=("Tổ dân phố",), redirect_from=("ten-cu",)), site=site) == []
        assert found(rule, None, site=site) == []


def test_categories_and_dates() -> None:
    """FM02 names the declared categories; FM03 asks for `publish_at`, unless the entry is a draft."""
    assert "Đang có: tin." in found("FM02", article(category="la"))[0]
    assert "(chưa có)" in found("FM02", article(), site=around(categories=frozenset()))[0]
    tomorrow = NOW + dt.timedelta(days=1)
    assert "publish_at" in found("FM03", article(date=tomorrow))[0]
    assert found("FM03", article(date=tomorrow, publish_at=tomorrow)) == []
    assert found("FM03", article(date=tomorrow, status=Status.DRAFT)) == []


def test_dates_after_the_hour_of_posting() -> None:
    """FM03: `publish_at` excuses no date behind it, past or to come."""
    hour = dt.timedelta(hours=1)
    never = dt.datetime(9999, 12, 31, tzinfo=VIETNAM)
    for publish_at in (NOW - hour, NOW + hour):
        assert "“date” là 9999-12-31, sau cả lúc đăng" in found("FM03", article(date=never, publish_at=publish_at))[0]
        assert found("FM03", article(date=NOW - hour, updated=never, publish_at=publish_at)) != []
        assert found("FM03", article(date=NOW - hour, publish_at=publish_at)) == []
    assert found("FM03", article(date=NOW, publish_at=NOW - hour)) == []


@pytest.mark.parametrize("rule", ["LK01", "LK02", "SL01"])
def test_a_rule_of_the_site_needs_the_site(rule: str) -> None:
    """A rule that needs the other entries says so to the programmer instead of passing everything."""
    subject = Subject(path="x.md", entry=article(), fields={}, lines=(), prose=(), body_line=1, links=(link("x", LinkKind.OUTSIDE),))
    with pytest.raises(TypeError):
        list(RULE[rule].check(subject))


def test_repairs_say_how_much() -> None:
    """Each repair reports once, at its first place, with a count; a clean text is left alone."""
    text = "sạch\nÐảng Ðoàn\u200b\u200b \u200b"
    said = []
    for repair in REPAIRS:
        assert repair.repair("sạch") == ("sạch", ())
        text, findings = repair.repair(text)
        said += [f"{repair.id} {finding.line} {finding.message}" for finding in findings]
    assert text == "sạch\nĐảng Đoàn "
    assert said == ["KT06 2 Có ký tự ẩn chép từ Word ở dòng 2; đã bỏ 3 ký tự.", "KT05 2 “Ð” không phải chữ “Đ” tiếng Việt; đã thay 2 chữ."]
