"""Two sides of a proposal, compared: what becomes of each entry, what is asked for, what is new of the findings."""

from dataclasses import replace

import pytest

from plugins.core.publication import Absence
from plugins.core.rules import Issue, Level
from plugins.desk.page_text import Block, BlockKind
from plugins.desk.paragraphs import MOST_PARAGRAPHS, compared, whole
from plugins.desk.review import review
from plugins.desk.review_facts import CodeChanges, CodeHost, OtherPage, PublicFile, Side, Surrounding, Version
from plugins.desk.review_rows import Review
from plugins.desk.visible import visible
from plugins.desk.word_diff import Change

LIVE = Version(
    key="bv-1",
    source="bai-viet/a.md",
    url="bai-viet/a.html",
    title="Bài mẫu",
    label="Bài viết",
    author="Văn phòng Mẫu",
    fields={"tags": ("Thẻ", "một")},
    blocks=(Block(BlockKind.TITLE, "Bài mẫu"), Block(BlockKind.TEXT, "Họp lúc 8 giờ.")),
    digest="1",
)


def compare(before: Version | None, after: Version | None, **more: Surrounding) -> Review:
    """A proposal about one entry."""
    sides = [Side(versions={version.key: version} if version else {}) for version in (before, after)]
    return review(sides[0], sides[1], more.get("around", Surrounding()))


def blocks(*texts: str) -> tuple[Block, ...]:
    """Paragraphs."""
    return tuple(Block(BlockKind.TEXT, text) for text in texts)


def test_nothing_changed() -> None:
    """Equal sides ask for nothing and say so."""
    found = compare(LIVE, LIVE)
    assert found.counts == ()
    assert found.reviewers == ()
    assert found.in_words == "người dân không thấy gì khác"


def test_one_word_changed() -> None:
    """The page is in “changed” with that word alone, and a second reader is asked for."""
    after = replace(LIVE, digest="2", blocks=(LIVE.blocks[0], Block(BlockKind.TEXT, "Họp lúc 9 giờ.")))
    found = compare(LIVE, after)
    assert found.in_words == "1 trang đổi"
    changed = [piece for row in found.changed[0].paragraphs for piece in row.pieces if piece.change is not Change.SAME]
    assert [(piece.change, piece.text) for piece in changed] == [(Change.OUT, "8"), (Change.IN, "9")]
    assert [row.reason for row in found.reviewers] == ["chưa ghi ai đọc duyệt"]


def test_what_nobody_reads_is_no_change() -> None:
    """Other bytes of a source that say the same are no change of a page, and ask nobody."""
    found = compare(LIVE, replace(LIVE, digest="2"))
    assert (found.changed, found.reviewers) == ((), ())


@pytest.mark.parametrize(
    ("reviewer", "reason"),
    [("", "chưa ghi ai đọc duyệt"), ("văn phòng  MẪU", "người đọc duyệt là chính người viết"), ("Phòng Văn hóa", "")],
)
def test_a_second_reader_is_asked_for(reviewer: str, reason: str) -> None:
    """A new text without a reader, or read by its author (however the name is typed), asks; of another person it does not."""
    found = compare(None, replace(LIVE, reviewed_by=reviewer))
    assert [row.reason for row in found.reviewers] == ([reason] if reason else [])
    assert len(found.new) == 1


@pytest.mark.parametrize(
    ("absence", "part", "said"),
    [
        (None, "removed", "đã gỡ"),
        (Absence.WITHDRAWN, "removed", "đã gỡ"),
        (Absence.DRAFT, "removed", "bản nháp"),
        (Absence.WAITING, "removed", "hẹn ngày"),
        (Absence.EXPIRED, "removed", "hết hạn"),
        (Absence.PRIVATE, "removed", "riêng tư"),
        (Absence.REFUSED, "held", "giữ nguyên"),
    ],
)
def test_a_page_that_is_no_more(absence: Absence | None, part: str, said: str) -> None:
    """Whoever decides reads what the address answers; a live page with a slip stays and is not called removed."""
    found = compare(LIVE, replace(LIVE, absence=absence, state="Trạng thái mẫu") if absence else None)
    rows = getattr(found, part)
    assert said in rows[0].answer
    assert len(found.removed) + len(found.held) == 1
    assert found.waiting == ()


@pytest.mark.parametrize(("redirects", "said"), [(("bai-viet/a.html",), "tự dẫn"), ((), "redirect_from")])
def test_an_address_that_moved(redirects: tuple[str, ...], said: str) -> None:
    """Old and new address, and whether the entry names the old one."""
    found = compare(LIVE, replace(LIVE, url="bai-viet/b.html", redirects=redirects, digest="2"))
    assert (found.moved[0].old_url, found.moved[0].url) == ("/bai-viet/a.html", "/bai-viet/b.html")
    assert said in found.moved[0].answer


def test_entries_that_wait_are_shown_now() -> None:
    """What will be public on its day is read now and asks for a reader; a draft asks for none; one that was not touched is not shown."""
    waiting = replace(LIVE, absence=Absence.WAITING, state="Hẹn đăng")
    assert [len(part) for part in (compare(None, waiting).waiting, compare(None, waiting).reviewers)] == [1, 1]
    draft = replace(LIVE, absence=Absence.DRAFT)
    assert [len(part) for part in (compare(None, draft).waiting, compare(None, draft).reviewers)] == [1, 0]
    assert compare(waiting, waiting).waiting == ()
    changed = compare(waiting, replace(waiting, fields={"tags": ("Thẻ", "hai")}, digest="2")).waiting[0]
    assert [field.label for field in changed.fields] == ["Thẻ"]
    published = compare(waiting, LIVE)
    assert published.new[0].answer == "Trước đây: Hẹn đăng."


def test_findings_are_new_or_mended() -> None:
    """A finding that only moved to another line, or with its file, is not new; errors and warnings are kept apart; notes are not told."""

    def issue(line: int, message: str, level: Level = Level.ERROR, path: str = "content/bai-viet/a.md") -> Issue:
        return Issue(path=path, line=line, rule="MA01", level=level, message=message, suggestion="mẫu")

    before = Side(versions={"bv-1": LIVE}, issues=(issue(3, "cũ"), issue(4, "sửa rồi"), issue(5, "ghi chú", Level.NOTE)))
    renamed = replace(LIVE, source="bai-viet/b.md")
    new_path = "content/bai-viet/b.md"
    after = Side(
        versions={"bv-1": renamed},
        issues=(
            issue(9, "cũ", path=new_path),
            issue(1, "mới", path=new_path),
            issue(0, "lo", Level.WARNING, new_path),
            issue(2, "n", Level.NOTE),
        ),
    )
    found = review(before, after, Surrounding())
    assert [(row.message, row.place) for row in found.errors] == [("mới", "content/bai-viet/b.md, dòng 1")]
    assert [(row.message, row.place, row.suggestion) for row in found.warnings] == [("lo", "content/bai-viet/b.md", "mẫu")]
    assert found.mended == 1


def test_hosts_and_files_that_are_new() -> None:
    """Hosts with places and what becomes of their links; pictures and files that are new or have other bytes."""
    picture, file = (PublicFile(path=path, sha256="1", bytes=2048, is_picture=path.endswith("jpg")) for path in ("tep/a.jpg", "tep/b.pdf"))
    before = Side(versions={}, hosts={"cu.example": ()}, files={"tep/a.jpg": picture})
    after = Side(
        versions={},
        hosts={"cu.example": (), "moi.example": (("bai-viet/a.md", 7),)},
        files={"tep/a.jpg": replace(picture, sha256="2"), "tep/b.pdf": file},
    )
    code = CodeChanges(
        files=("theme/x.css",),
        hosts=(CodeHost(host="moi.example", path="theme/x.css", line=2), CodeHost(host="cu.example", path="theme/x.css", line=3)),
        settings={"pelicanconf.py": (blocks("a = 1"), blocks("a = 2"))},
    )
    found = review(before, after, Surrounding(code=code))
    assert [(row.host, row.places) for row in found.hosts] == [("moi.example", ("content/bai-viet/a.md, dòng 7", "theme/x.css, dòng 2"))]
    assert "kỹ thuật" in found.hosts[0].state
    texts_only = review(before, after, Surrounding()).hosts[0]
    approved = review(before, replace(after, approved=frozenset({"moi.example"})), Surrounding()).hosts[0]
    assert (texts_only.state[:4], approved.state[:2]) == ("Chưa", "Đã")
    assert [row.source for row in found.data] == ["pelicanconf.py"]
    assert [(row.file.path, row.is_new, row.size) for row in (*found.pictures, *found.files)] == [
        ("tep/a.jpg", False, "2 KB"),
        ("tep/b.pdf", True, "2 KB"),
    ]
    assert (
        found.in_words == "1 ảnh thêm hoặc thay, 1 tệp thêm hoặc thay, 1 trang ngoài mới, 1 tệp dữ kiện, cấu hình, 1 tệp ngoài nội dung đổi"
    )


def test_what_changed_beside_the_entries() -> None:
    """Facts of the ward line by line, pages that nobody edited, and the frame once."""
    around = Surrounding(pages=(OtherPage(title="Khác", url="van-ban/k.html", before=blocks("a b c"), after=blocks("a b d")),), more=3)
    before = Side(versions={}, data={"du-lieu/a.toml": blocks('name = "x"')}, frame=blocks("Menu"))
    found = review(before, Side(versions={}, data={"du-lieu/b.toml": blocks("k = 1")}, frame=blocks("Menu", "Thông báo")), around)
    assert [row.source for row in found.data] == ["content/du-lieu/a.toml", "content/du-lieu/b.toml"]
    assert [row.url for row in found.others] == ["/van-ban/k.html"]
    assert found.in_words == "4 trang đổi theo, 2 tệp dữ kiện, cấu hình, khung trang đổi"


def test_paragraphs_that_stayed_are_folded() -> None:
    """A long page shows what changed and what stands beside it; paragraphs find what they became; links are compared too."""
    old = (*blocks("một", "hai", "ba", "bốn", "năm"), Block(BlockKind.TEXT, "xem thêm", ("https://a.example/",)), *blocks("hết", "cuối"))
    new = (*blocks("một", "hai", "ba", "bốn", "năm"), Block(BlockKind.TEXT, "xem thêm", ("https://b.example/",)), *blocks("hết", "cuối"))
    found = compared(old, new)
    assert [row.folded for row in found] == [4, 0, 0, 0, 1]
    assert (found[2].links_in, found[2].links_out) == (("https://b.example/",), ("https://a.example/",))
    moved = compared(blocks("Tổ một họp ngày mai", "Tổ hai nghỉ"), blocks("Đoạn chen vào", "Tổ một họp ngày kia", "Tổ hai nghỉ"))
    assert [[piece.change for piece in row.pieces] for row in moved] == [
        [Change.IN],
        [Change.SAME, Change.OUT, Change.IN],
        [Change.SAME],
    ]
    assert compared(old, old) == ()


def test_a_long_page_is_cut_and_says_so() -> None:
    """No page makes the file endless; where hundreds of paragraphs changed they are paired in order."""
    olds, news = blocks(*(f"cũ {n}" for n in range(400))), blocks(*(f"mới {n}" for n in range(400)))
    assert len(compared(olds, news)) == MOST_PARAGRAPHS
    found = compare(replace(LIVE, blocks=olds), replace(LIVE, blocks=news, digest="2"))
    assert found.changed[0].is_cut
    assert compare(None, replace(LIVE, blocks=news)).new[0].is_cut
    assert compare(replace(LIVE, is_read=False, blocks=()), replace(LIVE, digest="2", is_read=False, blocks=())).changed[0].is_cut
    assert len(whole(news)) == MOST_PARAGRAPHS


def test_hidden_characters_are_shown() -> None:
    """A character that turns or hides what stands beside it is seen by whoever judges; letters of Vietnamese stay."""
    assert visible("gỡ\u202etxt\u200b và đ\u00e0") == "gỡ[U+202E]txt[U+200B] và đà"
    found = compare(None, replace(LIVE, title="a\u202eb"))
    assert found.new[0].title == "a[U+202E]b"
