"""Each gate refuses with 3 and one clear sentence, its honest twin passes, and the live site stays as it was."""

import io
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from release_world import CSS, DAY, FEED, World, no_wait, page

from plugins.core.errors import GateError
from plugins.core.publication import Absence, AbsentEntry
from plugins.release import tree
from plugins.release.gates import GATES, Facts, facts_of, refusals
from plugins.release.ledger import Kind, Line, State
from plugins.release.minisign import new_key
from plugins.release.publish import Wish
from plugins.release.staging import Draft, Material, stage

__all__ = ["no_wait"]
pytestmark = pytest.mark.usefixtures("no_wait")


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Published once."""
    world = World.sample(tmp_path)
    assert world.publish().exit_code == 0
    return world


def refused(world: World, **wish: object) -> list[str]:
    """What a publication is told; the live site must be what it was."""
    before = world.live()
    with pytest.raises(GateError) as caught:
        world.publish(Wish(**wish))  # type: ignore[arg-type] # fields of Wish
    assert caught.value.exit_code == 3
    assert world.live() == before
    assert not (world.root / "web/.work").exists()
    return caught.value.details.splitlines()


def _example(world: World) -> None:
    world.siteurl = "https://haian.example"


def _nothing(world: World) -> None:
    world.entries.clear()


def _no_contact(world: World) -> None:
    del world.files["lien-he.html"]
    world.files["index.html"] = page("Trang đầu", "").encode()


def _no_feed(world: World) -> None:
    del world.files[FEED]


def _no_page_for_the_withdrawn(world: World) -> None:
    del world.files["da-go.html"]
    world.drop(2, Absence.WITHDRAWN)


def _broken_link(world: World) -> None:
    world.files["index.html"] += b'<a href="bai-viet/khong-co.html?x#y">x</a>'


def _broken_picture(world: World) -> None:
    world.files["index.html"] += b'<img srcset="hinh/a.webp 1x, hinh/bai-1.png 2x">'


def _program(world: World) -> None:
    world.files["tep/a.php"] = b"<?php"


def _key(world: World) -> None:
    world.files["tep/ghi-chu.txt"] = new_key().encode().encode()


def _packed_word(world: World) -> None:
    world.settings = replace(world.settings, canaries=("từ chỉ có trong bản nháp",))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "… từ chỉ có trong bản nháp …")
    world.files["tep/a.docx"] = packed.getvalue()


def _pdf_word(world: World) -> None:
    world.settings = replace(world.settings, canaries=("mật",))
    world.files["tep/a.pdf"] = b"%PDF stream\nno zlib\nendstream stream\n" + zlib.compress("mật".encode()) + b"\nendstream"


def _git(world: World) -> None:
    world.files[".git/a.txt"] = b""


def _leftover(world: World) -> None:
    world.files["bai-viet/nhap.html"] = page("Nháp", "../").encode()
    world.absent.append(AbsentEntry(id="n", source="bai-viet/nhap.md", url="bai-viet/nhap.html", why=Absence.DRAFT))


def _taken_down(world: World) -> None:
    world.settings = replace(world.settings, taken_down=frozenset({"tep/bai-1.pdf"}))


def _clock(world: World) -> None:
    world.now -= 2 * DAY


def _key_of_nobody(world: World) -> None:
    world.key = new_key()
    world.settings = replace(world.settings, public_key=world.key.public)


def _spoiled_page(world: World) -> None:
    (world.root / "web/current/bai-viet/bai-1.html").write_bytes(b"<a href=https://co-bac.example>")
    world.drop(1, Absence.REFUSED)


def _spoiled_style(world: World) -> None:
    (world.root / "web/current" / CSS).write_bytes(b"@import 'https://co-bac.example'")
    world.drop(1, Absence.REFUSED)
    world.restyle("giao-dien/cong.cccccccccc.css")


#: how a site is spoiled, and the one sentence that must be said
SAID: dict[Callable[[World], None], str] = {
    _example: "SITEURL là https://haian.example, chưa phải tên miền thật; đặt biến SITEURL rồi đăng.",
    _nothing: "Không có bài nào để đăng; xem lại thư mục content/ và các lỗi mà lệnh check báo.",
    _no_contact: "Thiếu lien-he.html, trang hay tệp mà cổng không thể không có; dựng lại rồi đăng.",
    _no_feed: "Thiếu nguon-tin/tat-ca.rss.xml, trang hay tệp mà cổng không thể không có; dựng lại rồi đăng.",
    _no_page_for_the_withdrawn: "Thiếu da-go.html, trang trả lời cho các địa chỉ không còn; dựng lại rồi đăng.",
    _broken_link: "index.html có liên kết không dẫn tới đâu: bai-viet/khong-co.html?x#y.",
    _broken_picture: "index.html có liên kết không dẫn tới đâu: hinh/a.webp.",
    _program: "tep/a.php là loại tệp không được đăng; bỏ tệp đó khỏi bản dựng.",
    _key: "tep/ghi-chu.txt chứa khóa bí mật, thứ không được lộ ra; tìm xem vì sao có trong bản dựng rồi bỏ đi.",
    _packed_word: "tep/a.docx chứa từ cấm, thứ không được lộ ra; tìm xem vì sao có trong bản dựng rồi bỏ đi.",
    _pdf_word: "tep/a.pdf chứa từ cấm, thứ không được lộ ra; tìm xem vì sao có trong bản dựng rồi bỏ đi.",
    _git: ".git/a.txt chứa tên .git, thứ không được lộ ra; tìm xem vì sao có trong bản dựng rồi bỏ đi.",
    _leftover: "bai-viet/nhap.md không được đăng mà bai-viet/nhap.html vẫn có trong bản dựng; xóa .cache/ và output/ rồi dựng lại.",
    _taken_down: "tep/bai-1.pdf có trong TAKEN_DOWN mà bài vẫn dùng; bỏ tệp đó khỏi bài, hoặc bỏ dòng đó khỏi publishconf.py.",
    _clock: "Đồng hồ của máy này chậm hơn lúc đăng bản mới nhất; chỉnh lại giờ rồi đăng.",
    _key_of_nobody: (
        "Bản đang chạy không có chữ ký đúng của phường, nên không lấy gì từ đó được; kiểm chứng bằng lệnh verify. "
        "Nếu phường vừa đổi khóa hay mới bắt đầu ký, chạy lại: python3 tasks.py publish --trust-live."
    ),
    _spoiled_page: (
        "bai-viet/bai-1.html trên trang đang chạy đã bị sửa sau khi đăng, không giữ lại được; sửa lỗi của bài và chạy lệnh verify."
    ),
    _spoiled_style: f"{CSS} trên trang đang chạy đã bị sửa sau khi đăng, không giữ lại được; sửa lỗi của bài và chạy lệnh verify.",
}


@pytest.mark.parametrize("spoil", SAID, ids=lambda spoil: spoil.__name__.strip("_"))
def test_a_gate_says_one_sentence(world: World, spoil: Callable[[World], None]) -> None:
    """Each way to spoil a site is refused with its one sentence."""
    spoil(world)
    assert SAID[spoil] in refused(world)


def test_a_spoiled_site_is_told_everything_at_once(world: World) -> None:
    """Findings of several gates come together, in the order of the gates."""
    _broken_link(world)
    _program(world)
    _example(world)
    said = refused(world)
    assert [said.index(SAID[spoil]) for spoil in (_example, _broken_link, _program)] == sorted(
        said.index(SAID[spoil]) for spoil in (_example, _broken_link, _program)
    )


def test_many_findings_of_a_gate_are_counted(world: World) -> None:
    """Of a hundred broken links ten are shown and the others counted, so that the next gate is still read."""
    world.files["index.html"] += b"".join(b'<a href="x%d.html">x</a>' % number for number in range(30))
    said = refused(world)
    assert len(said) == 11
    assert said[-1] == "… và 20 chỗ nữa như vậy."


def test_mass_loss_needs_a_reason(tmp_path: Path) -> None:
    """Of 40 entries five may go without a word, six may not; with a reason they may, and the ledger keeps it."""
    world = World.sample(tmp_path, 40)
    world.publish()
    for number in range(2, 8):
        world.drop(number, Absence.WITHDRAWN)
    sentence = (
        'Số bài giảm từ 40 còn 34, nhiều hơn mức thường; nếu đúng là muốn vậy, chạy lại: python3 tasks.py publish --allow-shrink "lý do".'
    )
    assert refused(world) == [sentence]
    world.publish(Wish(shrink_reason="gộp hai tổ dân phố"))
    assert [(reason.at, reason.text) for reason in world.ledger().reasons] == [(world.now, "gộp hai tổ dân phố")]
    for number in range(8, 13):
        world.drop(number, Absence.WITHDRAWN)
    world.publish()
    assert len(world.ledger().reasons) == 1


def test_held_entries_are_no_loss(tmp_path: Path) -> None:
    """Twenty slips at once, as a wrong rule of ours would make, are held and no mass loss."""
    world = World.sample(tmp_path, 40)
    world.publish()
    for number in range(2, 22):
        world.drop(number, Absence.REFUSED)
    assert world.publish().exit_code == 2


def test_ten_of_a_hundred_may_go(tmp_path: Path) -> None:
    """The measure is the larger of five and a tenth: of 100 ten may go, eleven may not."""
    world = World.sample(tmp_path, 100)
    world.publish()
    for number in range(2, 12):
        world.drop(number, Absence.WITHDRAWN)
    world.publish()
    assert world.ledger().entries() == 90


def test_links_that_lead_elsewhere_are_not_ours(world: World) -> None:
    """Other hosts, other schemes, other paths of our host, fragments and the folder's own page are no broken links."""
    ways = "#a,mailto:a@b.vn,tel:113,https://haiphong.gov.vn/x,//b.vn/x,/khac/x.html,./,../y/,?x=1,data:text/plain;x,,bai-viet/bai-1.html#x"
    honest = "".join(f'<a href="{way}">x</a>' for way in ways.split(","))
    world.files["index.html"] += f'{honest}<form action="/y/404.html"><meta http-equiv="refresh" content="0; url=404.html">'.encode()
    assert world.publish().exit_code == 0


def test_a_link_breaks_when_its_page_goes(world: World) -> None:
    """A page that is not built anew is looked at again when something it may name is no longer there."""
    world.files["tep/b.csv"] = b"a"
    world.files["gioi-thieu.html"] = page("Giới thiệu", "", ["tep/b.csv"]).encode()
    world.publish()
    del world.files["tep/b.csv"]
    assert refused(world) == ["gioi-thieu.html có liên kết không dẫn tới đâu: tep/b.csv."]


def test_links_of_held_pages_are_counted_only(world: World) -> None:
    """A held page cannot be made anew, so its broken link is told and stops nobody."""
    world.files["tep/b.csv"] = b"a"
    world.files["bai-viet/bai-1.html"] = page("Bài", "../", ["tep/b.csv"]).encode()
    world.publish()
    del world.files["tep/b.csv"]
    world.drop(1, Absence.REFUSED)
    assert "Trang giữ bản cũ có 1 liên kết không còn dẫn tới đâu." in world.publish().lines


def test_an_address_that_is_none(world: World) -> None:
    """A link that no program could follow is a broken one."""
    world.files["index.html"] += b'<a href="http://[x">x</a>'
    assert refused(world) == ["index.html có liên kết không dẫn tới đâu: http://[x."]


def test_a_file_changed_after_the_build(world: World) -> None:
    """A file of output/ that is not what the build made is not published."""
    publication = world.publication
    (world.output / "index.html").write_bytes(b"<a href=https://co-bac.example>")
    (world.output / "404.html").unlink()
    said = [refusal.sentence for refusal in refusals(facts(world, draft_of(world, publication)))]
    assert "index.html không còn như khi dựng; dựng lại rồi đăng." in said
    assert "404.html không còn như khi dựng; dựng lại rồi đăng." in said


def draft_of(world: World, publication: object = None) -> Draft:
    """A staged draft of a world, to spoil."""
    material = Material(
        publication=publication or world.publication,  # type: ignore[arg-type] # a Publication, or None
        output=world.output,
        live=world.target.live(),
        now=world.now,
    )
    return stage(material, world.target.work(), lambda *_: None)


def facts(world: World, draft: Draft, **others: bool) -> Facts:
    return facts_of(draft, world.settings.required, lambda *_: None, **others)


def test_a_staged_file_that_changed(world: World) -> None:
    """A file of the staging folder with other bytes, one too many and one too few are all found."""
    draft = draft_of(world)
    (draft.folder / "index.html").write_bytes(b"x")
    (draft.folder / "la.html").write_bytes(b"x")
    (draft.folder / "sitemap.xml").unlink()
    said = [refusal.sentence for refusal in refusals(facts(world, draft)) if refusal.gate == "tree"]
    assert said == [
        f"{path} không khớp bản kê của bản mới; ổ đĩa có thể hỏng, chạy lại lệnh." for path in ("index.html", "la.html", "sitemap.xml")
    ]


def test_a_journal_and_a_private_page_that_is_held(world: World) -> None:
    """A build that was killed stops the release; so does a private entry that any mistake of ours would hold."""
    draft = draft_of(world)
    lines = {"bai-viet/a.html": Line(Kind.ENTRY, State.HELD, 1, "a", "bai-viet/a.md")}
    absent = (AbsentEntry(id="a", source="bai-viet/a.md", url="", why=Absence.PRIVATE),)
    spoiled = replace(
        draft,
        succession=replace(draft.succession, ledger=replace(draft.succession.ledger, lines=lines)),
        material=replace(draft.material, publication=replace(draft.material.publication, absent=absent)),
    )
    said = {refusal.gate: refusal.sentence for refusal in refusals(facts(world, spoiled, has_journal=True))}
    assert said["journal"] == "Lần dựng trước bị ngắt giữa chừng; chạy lại lệnh build cho xong rồi đăng."
    assert said["private"] == "bai-viet/a.md bị từ chối vì riêng tư mà bai-viet/a.html vẫn còn; báo người phụ trách kỹ thuật."


def test_every_gate_is_tried() -> None:
    """This file spoils a site for every gate of the table."""
    assert set(GATES) == {
        *("siteurl", "pages", "shrink", "required", "absent", "private", "taken down", "links", "endings", "canaries"),
        *("tree", "journal", "clock", "trust", "spoiled"),
    }


def test_a_kept_file_that_was_changed_stops_nobody(world: World) -> None:
    """A stylesheet of before that somebody changed on the server is not carried on; that is said, and the rest goes out."""
    (world.root / "web/current" / CSS).write_bytes(b"@import 'https://co-bac.example'")
    world.restyle("giao-dien/cong.cccccccccc.css")
    outcome = world.publish()
    assert CSS not in world.live()
    sentence = f"{CSS} trên trang đang chạy đã bị sửa sau khi đăng, nên không giữ lại; chạy lệnh verify để biết còn gì bị sửa."
    assert sentence in outcome.lines


def test_links_and_pipes_in_output_are_no_files(tmp_path: Path) -> None:
    """Reading a file of a folder follows no link, leaves no folder and takes no other name than its own."""
    (tmp_path / "a").mkdir()
    (tmp_path / "ngoai.txt").write_text("x", encoding="utf-8")
    (tmp_path / "a/b.txt").write_text("x", encoding="utf-8")
    (tmp_path / "a/lk").symlink_to(tmp_path / "ngoai.txt")
    (tmp_path / "a/out").symlink_to(tmp_path)
    assert tree.read_regular(tmp_path / "a", "b.txt") == b"x"
    for path in ("lk", "../ngoai.txt", "out/ngoai.txt", "/ngoai.txt", "b.txt/", "./b.txt", "b.txt/x", "x\\y", ""):
        assert tree.read_regular(tmp_path / "a", path) is None


def test_a_broken_packed_file_is_looked_at_as_it_is(world: World) -> None:
    """A ZIP or PDF that cannot be unpacked is no reason to stop here: its own rules judge it."""
    world.files["tep/x.zip"] = b"PK\x03\x04 hong"
    world.files["tep/x.pdf"] = b"%PDF stream\nxx\nendstream"
    assert world.publish().exit_code == 0
