"""A look at an entry that no build published: its real page, its messages, its figures; nothing is written."""

import base64
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from built_sites import project_of
from sample_site import SAMPLE, tree

from plugins.core.rules import Issue, Level
from plugins.engine.build import build
from plugins.engine.look import Look, Viewer
from plugins.engine.look_place import placed
from plugins.engine.memory import Memory
from plugins.engine.serve_looks import answered, excerpt

ARTICLE = "bai-viet/tin/bai-mau-hai.md"
DRAFT = "bai-viet/tin/ban-nhap.md"
SLOGAN = "khau-hieu/khau-hieu-mau.md"


class Site:
    """A built copy of the sample, and what the builder's process remembers of it."""

    def __init__(self, root: Path) -> None:
        self.root, self.memory = root, Memory()
        self.build()

    def build(self) -> None:
        """As after a save."""
        build(project_of(self.root), memory=self.memory)
        self.is_changed = True

    def look(self, path: str) -> Look:
        """The entry as the preview sees it."""
        look = Viewer.of(project_of(self.root), self.memory).look(path)
        assert look
        return look

    def asked(self, **question: object) -> Any:
        """What the process answers."""
        return answered(project_of(self.root), self.memory, question)

    def rewrite(self, path: str, old: str, new: str) -> str:
        """Change a source; what it was."""
        file = self.root / "content" / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8", newline="\n")
        return text


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Built once."""
    root = tmp_path_factory.mktemp("look") / "site"
    shutil.copytree(SAMPLE, root)
    return Site(root)


@pytest.fixture
def site(whole: Site) -> Iterator[Site]:
    """The site; its sources as they were afterwards."""
    before, whole.is_changed = tree(whole.root / "content"), False
    yield whole
    for path, data in before.items():
        (whole.root / "content" / path).write_bytes(data)
    if whole.is_changed:
        whole.build()


def test_the_page_of_a_draft_is_the_page_that_will_be(site: Site) -> None:
    """An article made a draft: byte by byte the page that was published, but for its share picture and the paper that it lacks yet."""
    url = site.look(ARTICLE).url
    published = (site.root / "output" / url).read_text(encoding="utf-8")
    site.rewrite(ARTICLE, "status: published", "status: draft")
    site.build()
    assert not (site.root / "output" / url).exists()
    before = tree(site.root / "output") | tree(site.root / "staff")
    look = site.look(ARTICLE)
    assert (look.state, look.words, look.url) == ("draft", "Bản nháp, chưa đăng", url)
    page = re.sub(r"_xem/[0-9a-f]+/", "", look.page.decode("utf-8"))
    assert page == re.sub(r'<a[^>]*href="[^"]*to-roi/[^>]*>.*?</a>', "", published)
    assert tree(site.root / "output") | tree(site.root / "staff") == before, "nothing is written"


def test_the_page_of_a_published_entry_is_the_page_in_place(site: Site) -> None:
    """Of every published entry the page that is made alone has the bytes of the build, whatever its type; after a change, those to come."""
    viewer = Viewer.of(project_of(site.root), site.memory)
    published = viewer.site.published
    assert len(published) > 15
    for path, head in published.items():
        look = viewer.look(path, is_public_too=True)
        assert look
        assert look.page == (site.root / "output" / head.url).read_bytes(), path
    site.rewrite(ARTICLE, "Nội dung mẫu.", "Nội dung vừa sửa.")
    [ahead] = site.asked(ahead=[ARTICLE])["looks"]
    site.build()
    assert ahead["page"].encode() == (site.root / "output" / ahead["url"]).read_bytes()


def test_nothing_is_shown_ahead_that_the_last_build_did_not_know(site: Site) -> None:
    """A file that is new, gone, or about to be published first waits for its build; before the first build everything does."""
    new = site.root / "content" / "bai-viet/tin/bai-moi.md"
    assert site.asked(ahead=["bai-viet/tin/bai-moi.md"]) == {"kind": "ahead", "looks": []}
    site.rewrite(DRAFT, "status: draft", "status: published")
    assert site.asked(ahead=[DRAFT])["looks"] == []
    assert not new.exists()
    assert answered(project_of(site.root), Memory(), {"ahead": [ARTICLE]}) == {"kind": "none"}


def test_its_share_picture_is_made_when_it_is_asked_for(site: Site) -> None:
    """The picture that a draft's page names is in no folder, and answered as a build would draw it; an unknown address is not."""
    share = site.asked(look=DRAFT, page=False)["share"]
    assert share.startswith("_xem/")
    assert not (site.root / "output" / share).exists()
    assert base64.b64decode(site.asked(file=share)["data"]).startswith(b"\x89PNG")
    site.build()
    assert site.asked(file=share)["kind"] == "file", "a browser may ask after the next build"
    assert site.asked(file="_xem/0/hinh/x.png") == {"kind": "none"}


def test_a_refused_entry_is_shown_with_its_messages(site: Site) -> None:
    """A link to nothing, a picture that is not there: the page is shown, and each message has its line with the place marked."""
    site.rewrite(ARTICLE, "Nội dung mẫu.", "Xem [kế hoạch](khong-co.md) và hoà giải số 8/KH-UBND.\n\n![Ảnh mẫu](tep/khong-co.jpg)")
    site.build()
    told = site.asked(at=site.look(ARTICLE).url)
    assert (told["state"], told["path"]) == ("refused", ARTICLE)
    assert "Ảnh mẫu" in told["page"]
    errors = [message for message in told["messages"] if message["level"] == "error"]
    assert {message["rule"] for message in errors} >= {"LK01", "VB02"}
    assert [message["level"] for message in told["messages"]] == sorted((m["level"] for m in told["messages"]), key=list(Level).index)
    number = next(message for message in errors if message["rule"] == "VB02")
    assert (number["marked"], number["suggestion"]) == ("8/KH-UBND", "08/KH-UBND")
    assert number["before"].endswith("hoà giải số ")


@pytest.mark.parametrize("path", [ARTICLE, SLOGAN, "thong-bao/thong-bao-mau.md", "van-ban/80-kh-du.md", "trang/lien-he.md"])
def test_front_matter_with_faults_is_no_reason_not_to_show_it(site: Site, path: str) -> None:
    """Whatever the front matter lacks is filled for the eyes of the editor: there is a page, refused, with at least one message."""
    for text in ("", "---\ntitle: [\n---\nMột câu.\n", "---\ntitle: Bài thử\ndate: 2026\n---\nMột câu.\n", "x\n"):
        (site.root / "content" / path).write_text(text, encoding="utf-8")
        look = site.look(path)
        assert look.state == "refused"
        assert b"</html>" in look.page
        assert any(issue.rule == "FM01" and issue.level is Level.ERROR for issue in look.issues)
        assert look.title == "Bài thử" or "Bài thử" not in text


def test_every_entry_can_be_looked_at(site: Site) -> None:
    """Each source of the sample, made a draft, has a page; a published one has none of its own; what nobody knows has no look."""
    viewer = Viewer.of(project_of(site.root), site.memory)
    for path in viewer.checked.heads:
        assert (site.look(path).page == b"") is (path in viewer.checked.published)
    for path in viewer.checked.heads:
        file = site.root / "content" / path
        file.write_text(file.read_text(encoding="utf-8").replace("status: published", "status: draft"), encoding="utf-8")
        assert b"</html>" in site.look(path).page, path
    assert "</html>" in site.asked(look=DRAFT)["page"]
    assert site.asked(look=DRAFT, page=False)["page"] == ""
    assert site.asked(look="../pelicanconf.md") == {"kind": "none"}
    assert site.asked(at="khong-co.html") == {"kind": "none"}


def test_an_entry_would_stand_where_a_build_puts_it(site: Site) -> None:
    """What to read next, what comes before and after: for every published entry the answers of the build, found for it alone."""
    assert site.memory.site
    built = site.memory.site[0]
    for path, head in built.published.items():
        found = placed(built, head)
        assert [other.path for other in found.related[path]] == [other.path for other in built.related[path]]
        assert found.beside[path] == built.beside.get(path, (None, None))


def test_figures_say_how_long_it_takes_to_read_it_aloud(site: Site) -> None:
    """The time on the loudspeakers counts the editor's own words where there are any, at three and a half syllables a second."""
    site.rewrite(ARTICLE, "Nội dung mẫu.", "Một hai ba bốn năm sáu bảy. " * 50)
    figures = dict(site.look(ARTICLE).figures)
    assert figures["Tiêu đề"] == "4 chữ"
    long = re.fullmatch(r"khoảng 1 phút (\d+) giây, kể cả lời mở và lời kết", figures["Đọc trên loa"])
    assert long
    assert 40 <= int(long[1]) <= 58  # 350 syllables and the lines around them
    site.rewrite(ARTICLE, "category: tin\n", "category: tin\nbroadcast: Một hai ba bốn năm sáu bảy.\n")
    assert re.fullmatch(r"khoảng 1\d giây, kể cả lời mở và lời kết", dict(site.look(ARTICLE).figures)["Đọc trên loa"])


def test_the_entries_saved_last_come_first(site: Site) -> None:
    """The list is by the time of saving, with state and errors; it is as long as was asked for."""
    site.rewrite(ARTICLE, "Nội dung mẫu.", "[x](khong-co.md)")
    site.build()
    rows = site.asked(recent=3)["rows"]
    assert len(rows) == 3
    assert (rows[0]["path"], rows[0]["state"], rows[0]["errors"]) == (ARTICLE, "refused", 1)
    states = {row["path"]: row["words"] for row in site.asked(recent=100)["rows"]}
    assert states[DRAFT] == "Bản nháp, chưa đăng"
    assert states["bai-viet/tin/bai-mau-mot.md"] == "Đang đăng"
    assert states["bai-viet/tin/hen-dang.md"].startswith("Hẹn đăng")


def test_a_site_that_was_built_before_is_looked_at_without_a_build(site: Site) -> None:
    """A process that has built nothing yet answers too, and writes no page."""
    before = tree(site.root / "output")
    fresh = Memory()
    assert answered(project_of(site.root), fresh, {"look": DRAFT})["state"] == "draft"
    assert tree(site.root / "output") == before


@pytest.mark.parametrize(
    ("line", "column", "length", "result"),
    [
        ("ab cd ef", 4, 2, ("ab ", "cd", " ef")),
        ("ab cd", 0, 0, ("", "", "ab cd")),
        ("ab", 9, 2, ("ab", "", "")),
        ("x" * 300 + "đây" + "y" * 300, 301, 3, ("…" + "x" * 60, "đây", "y" * 137 + "…")),
        ("x" * 300, 1, 300, ("", "x" * 200, "…")),
    ],
    ids=["inside", "no place", "beyond", "long", "all of it"],
)
def test_the_place_is_marked_in_its_line(line: str, column: int, length: int, result: tuple[str, str, str]) -> None:
    """A paragraph is one line: what is shown is cut to the surroundings of the place."""
    issue = Issue(path="x", line=1, rule="X", level=Level.NOTE, message="", column=column, length=length)
    assert excerpt(line, issue) == result
