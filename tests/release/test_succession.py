"""What becomes of every address when a site changes: residents, shared posts and readers are always answered."""

import json
from pathlib import Path

import pytest
from release_world import CSS, DAY, World, no_wait, page

from plugins.core.publication import Absence
from plugins.release.ledger import Kind, Ledger, LedgerError, Line, Reason, State, decode, encode, id_digest
from plugins.release.manifest import Mark, address_digest

ONE, TWO = "bai-viet/bai-1.html", "bai-viet/bai-2.html"

__all__ = ["no_wait"]
pytestmark = pytest.mark.usefixtures("no_wait")


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Published once."""
    world = World.sample(tmp_path)
    assert world.publish().exit_code == 0
    return world


def test_a_slip_is_held_and_others_go_on(world: World) -> None:
    """A refused entry stays as it was, page and files, marked held, while another entry changes and a new one comes."""
    before = world.live()
    world.drop(1, Absence.REFUSED, "dòng 4: sai số")
    world.files[TWO] += b"moi"
    world.add(4)
    outcome = world.index().publish()
    live = world.live()
    assert outcome.exit_code == 2
    for path in (ONE, "tep/bai-1.pdf", "bai-viet/bai-1.nghe.txt", "hinh/bai-1.png"):
        assert live[path] == before[path]
        assert world.manifest().rows[path].mark is Mark.HELD
    assert live[TWO].endswith(b"moi")
    assert "bai-viet/bai-4.html" in live
    assert "  bai-viet/bai-1.md: dòng 4: sai số" in outcome.lines


def test_a_held_page_keeps_what_it_needs(world: World) -> None:
    """The stylesheet of a held page and the picture in it stay with it for ever, though the theme has others now."""
    world.drop(1, Absence.REFUSED)
    world.restyle("giao-dien/cong.cccccccccc.css")
    world.files.pop("giao-dien/nen.bbbbbbbbbb.svg")
    world.files["giao-dien/cong.cccccccccc.css"] = b"p{}"
    for _ in range(3):
        world.now += 40 * DAY
        world.publish()
        assert world.live()[CSS] == b"body{background:url(nen.bbbbbbbbbb.svg)}"
        assert world.live()["giao-dien/nen.bbbbbbbbbb.svg"] == b"<svg/>"


def test_a_slip_that_is_mended_is_built_again(world: World) -> None:
    """Once the text is right the held page is the built one again."""
    world.drop(1, Absence.REFUSED)
    world.publish()
    world.absent.clear()
    world.add(1)
    assert world.index().publish().exit_code == 0
    assert world.manifest().rows[ONE].mark is Mark.BUILT
    assert world.ledger().lines[ONE].state is State.LIVE


def test_a_file_that_cannot_be_read_is_known_by_its_path(world: World) -> None:
    """A text so broken that not even its id can be read is held by the path of its file."""
    world.drop(1, Absence.REFUSED)
    world.absent[0] = type(world.absent[0])(id="", source="bai-viet/bai-1.md", url="", why=Absence.REFUSED)
    world.publish()
    assert world.ledger().lines[ONE].state is State.HELD


@pytest.mark.parametrize("why", [Absence.PRIVATE, Absence.WITHDRAWN, Absence.DRAFT, Absence.WAITING, None])
def test_what_is_taken_back_goes_at_once(world: World, why: Absence | None) -> None:
    """A private, withdrawn, draft or deleted entry answers with the page that says so; nothing of it is left, nor its name in a list."""
    world.drop(1, why)
    world.untag("mau")
    outcome = world.publish()
    live = world.live()
    assert live[ONE] == live["da-go.html"]
    assert live[f"{ONE}.da-go"] == b""
    assert live["tep/bai-1.pdf.da-go"] == b""
    assert "tep/bai-1.pdf" not in live
    assert "hinh/bai-1.png" not in live
    for name in ("ban-ke.json", "so-dia-chi.json", "nguon-tin/the/mau.rss.xml"):
        assert b"bai-1" not in live[name]
        assert b"id-1" not in live[name]
    assert world.ledger().lines[address_digest(ONE)].id == id_digest("id-1")
    assert outcome.exit_code == (0 if why in (Absence.WITHDRAWN, Absence.DRAFT, Absence.WAITING) else 2)


def test_a_withdrawn_address_answers_for_ever(world: World) -> None:
    """Later releases, which know the address by digest alone, answer it as before; the page may look otherwise then."""
    world.drop(1, Absence.WITHDRAWN)
    world.untag("mau")
    world.publish()
    world.files[TWO] += b"moi"
    world.files["da-go.html"] += b"<p>"
    world.publish()
    assert world.live()[ONE] == world.files["da-go.html"]
    assert world.live()["tep/bai-1.pdf.da-go"] == b""
    assert world.manifest().find(ONE) is not None


def test_an_address_comes_back_to_life(world: World) -> None:
    """A deleted file that was put back is live again at its old address, with no marker and no line of its withdrawal."""
    world.drop(1)
    world.publish()
    world.add(1)
    assert world.index().publish().exit_code == 0
    assert world.live()[ONE] == world.files[ONE]
    assert f"{ONE}.da-go" not in world.live()
    assert address_digest(ONE) not in world.ledger().lines


def test_an_expired_notice_says_so(world: World) -> None:
    """An expired entry answers with the page that says so, also after its file was deleted; a withdrawal then hides its name."""
    world.drop(1, Absence.EXPIRED)
    world.untag("mau")
    outcome = world.publish()
    assert outcome.exit_code == 0
    assert world.live()[ONE] == world.live()["het-han.html"]
    assert f"{ONE}.het-han" in world.live()
    assert "tep/bai-1.pdf" not in world.live()
    world.absent.clear()
    assert world.publish().lines[-1].startswith("Không có gì mới")
    world.drop(2, Absence.WITHDRAWN)
    world.publish()
    assert world.live()[ONE] == world.live()["het-han.html"]


def test_a_changed_slug_leads_on_by_id(world: World) -> None:
    """An entry at another address without redirect_from: the old one leads there, is said, and follows the entry later on."""
    world.drop(1)
    world.untag("mau")
    world.add(1, url="bai-viet/ten-moi.html")
    outcome = world.index().publish()
    assert b'url=ten-moi.html"' in world.live()[ONE]
    assert f"  {ONE} → bai-viet/ten-moi.html" in outcome.lines
    assert b'"/bai-viet/bai-1.html" "/bai-viet/ten-moi.html";\n' in world.live()["chuyen-huong.map"]
    assert world.manifest().rows[ONE].mark is Mark.MOVED
    world.drop(1, Absence.REFUSED)
    world.publish()
    assert b'url=ten-moi.html"' in world.live()[ONE]
    assert world.ledger().lines["bai-viet/ten-moi.html"].state is State.HELD
    world.absent.clear()
    world.publish()
    assert world.live()[ONE] == world.live()["da-go.html"]


def test_a_written_redirect_is_the_builds(world: World) -> None:
    """A page that the build made for redirect_from goes out as it is, is marked as moved, and is in the map of redirects."""
    world.files["bai-viet/cu.html"] = page("Trang đã chuyển", "../").encode()
    world.drop(1)
    world.add(1, redirects=("bai-viet/cu.html",))
    world.index().publish()
    assert world.manifest().rows["bai-viet/cu.html"].mark is Mark.MOVED
    assert b'"/bai-viet/cu.html" "/bai-viet/bai-1.html"' in world.live()["chuyen-huong.map"]


def test_the_last_article_of_a_tag(world: World) -> None:
    """A listing that is no more leads to its parent; its feed is kept, byte by byte, for whoever subscribed to it."""
    before = world.live()
    world.untag("mau")
    world.publish()
    assert b'url=../index.html"' in world.live()["the/mau.html"]
    assert world.live()["nguon-tin/the/mau.rss.xml"] == before["nguon-tin/the/mau.rss.xml"]
    world.drop(2, Absence.WITHDRAWN)
    world.publish()
    assert world.live()["nguon-tin/the/mau.rss.xml"] == before["nguon-tin/the/mau.rss.xml"]
    assert world.manifest().rows["nguon-tin/the/mau.rss.xml"].mark is Mark.KEPT


def test_a_page_of_no_entry_leads_home(world: World) -> None:
    """A page that lists nothing and is no entry, and is made no more, leads to the first page instead of nowhere."""
    world.files["theo-doi.html"] = page("Theo dõi", "").encode()
    world.publish()
    del world.files["theo-doi.html"]
    world.publish()
    assert b'url=index.html"' in world.live()["theo-doi.html"]


def test_a_listing_below_a_listing_that_is_gone(world: World) -> None:
    """Where the parent is gone too, its parent answers."""
    world.listings |= {"chuyen-muc/a.html": "index.html", "chuyen-muc/a/trang-1.html": "chuyen-muc/a.html"}
    world.files |= {path: page(path, f"{world.siteurl}/").encode() for path in ("chuyen-muc/a.html", "chuyen-muc/a/trang-1.html")}
    world.publish()
    for path in ("chuyen-muc/a.html", "chuyen-muc/a/trang-1.html"):
        del world.listings[path], world.files[path]
    world.publish()
    assert b'url=../../index.html"' in world.live()["chuyen-muc/a/trang-1.html"]


def test_a_stylesheet_of_before_stays_thirty_days(world: World) -> None:
    """An open page finds its old stylesheet for 30 days after it changed, whatever is published meanwhile, then it goes."""
    world.restyle("giao-dien/cong.cccccccccc.css")
    world.publish()
    assert world.manifest().rows[CSS].mark is Mark.KEPT
    world.now += 29 * DAY
    world.publish()
    assert CSS in world.live()
    world.now += 2 * DAY
    world.publish()
    assert CSS not in world.live()


def test_a_picture_taken_out_goes_after_a_day_and_a_download_stays(world: World) -> None:
    """A picture that its article dropped stays for pages that are open, one day; a download stays until somebody takes it down."""
    entry = world.entries[0]
    world.entries[0] = type(entry)(id=entry.id, source=entry.source, url=entry.url, title=entry.title, date=entry.date)
    for path in entry.files:
        del world.files[path]
    world.files[ONE] = page("Bài mẫu 1", "../").encode()
    world.publish()
    assert "hinh/bai-1.png" in world.live()
    world.now += 2 * DAY
    world.publish()
    assert "hinh/bai-1.png" not in world.live()
    assert world.live()["tep/bai-1.pdf"] == b"tep/bai-1.pdf m\xe1\xba\xabu"
    settings = world.settings
    world.settings = type(settings)(siteurl=settings.siteurl, required=settings.required, taken_down=frozenset({"tep/bai-1.pdf"}))
    world.publish()
    assert "tep/bai-1.pdf" not in world.live()
    assert "tep/bai-1.pdf.da-go" in world.live()


def test_an_old_search_goes_with_what_is_taken_back(world: World) -> None:
    """An old search index is kept for open pages, but never once an entry that may be in it was taken back."""
    world.files["tim-kiem/aaaaaaaaaa/bai.json"] = b'{"title": ["B\xc3\xa0i m\xe1\xba\xabu 1"]}'
    world.publish()
    world.files["tim-kiem/bbbbbbbbbb/bai.json"] = world.files.pop("tim-kiem/aaaaaaaaaa/bai.json") + b" "
    world.publish()
    assert "tim-kiem/aaaaaaaaaa/bai.json" in world.live()
    world.drop(2, Absence.WITHDRAWN)
    world.publish()
    assert "tim-kiem/aaaaaaaaaa/bai.json" not in world.live()


def test_a_json_feed_is_kept_without_what_was_taken_back(world: World) -> None:
    """Items of withdrawn entries leave a kept feed in JSON and in Atom too; the others stay."""
    items = [{"id": "a", "url": f"{world.siteurl}/{ONE}"}, {"id": "b", "url": f"{world.siteurl}/{TWO}"}]
    atom = "".join(f'<entry><link href="{world.siteurl}/{url}"/></entry>' for url in (ONE, TWO))
    world.files["nguon-tin/a.json"] = json.dumps({"title": "Mẫu", "items": items}).encode()
    world.files["nguon-tin/a.atom.xml"] = f'<feed xmlns="http://www.w3.org/2005/Atom">{atom}</feed>'.encode()
    world.files["nguon-tin/b.json"] = f'{{"items": 1, "x": "{ONE}"}}'.encode()
    world.feeds += ["nguon-tin/a.json", "nguon-tin/a.atom.xml", "nguon-tin/b.json"]
    world.publish()
    for path in ("nguon-tin/a.json", "nguon-tin/a.atom.xml", "nguon-tin/b.json"):
        del world.files[path]
        world.feeds.remove(path)
    world.drop(1, Absence.PRIVATE)
    world.untag("mau")
    world.publish()
    assert [item["id"] for item in json.loads(world.live()["nguon-tin/a.json"])["items"]] == ["b"]
    assert ONE.encode() not in world.live()["nguon-tin/a.atom.xml"]
    assert TWO.encode() in world.live()["nguon-tin/a.atom.xml"]
    assert "nguon-tin/b.json" not in world.live()


def test_a_page_that_somebody_removed_from_the_target(world: World) -> None:
    """A held entry whose page is no longer there keeps its line, so that its address is still known."""
    world.drop(1, Absence.REFUSED)
    world.untag("mau")
    (world.root / "web/current" / ONE).unlink()
    world.publish()
    assert world.ledger().lines[ONE].id == "id-1"


def test_a_ledger_reads_back_as_it_was_written() -> None:
    """decode(encode(ledger)) is the ledger, and equal ledgers have equal bytes."""
    line = Line(Kind.ENTRY, State.MOVED, 5, "id", "bai-viet/a “b”.md", "b.html")
    ledger = Ledger(lines={"b": line, "a": line}, hosts=("x.vn",), reasons=(Reason(1, "sáp nhập"),))
    assert decode(encode(ledger)) == ledger
    assert encode(ledger) == encode(Ledger(lines={"a": line, "b": line}, hosts=("x.vn",), reasons=ledger.reasons))


@pytest.mark.parametrize("data", [b"", b"[]", b'{"schema": 1}', b'{"schema": 9}', encode(Ledger())[:-4], b'{"schema":1,"lines":{"a":[1]}}'])
def test_a_broken_ledger_is_named(data: bytes) -> None:
    """Whatever is no ledger is refused in Vietnamese with its name."""
    with pytest.raises(LedgerError, match=r"so-dia-chi\.json: .*(không phải|phiên bản khác)"):
        decode(data)
