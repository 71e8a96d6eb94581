"""What a build tells the release: who is public where, who is not and why, and that it never guesses."""

import datetime as dt
import hashlib
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from sample_site import NOW, Builder, project_of, tree

from plugins.core.errors import GateError, LockedError
from plugins.core.lock import build_lock
from plugins.core.publication import Absence, AbsentEntry, Publication, PublishedEntry
from plugins.engine.publication import publication_of

ARTICLE = "content/bai-viet/tin/bai-mau-hai.md"
PAGE = "bai-viet/bai-mau-thu-hai.html"


def told(site: Path, run: Builder, **changes: object) -> Publication:
    """Build, and ask."""
    run(**changes)
    return publication_of(project_of(site, **changes))


def entry_of(publication: Publication, source: str) -> PublishedEntry:
    return next(entry for entry in publication.entries if entry.source == source)


def absent_of(publication: Publication, source: str) -> AbsentEntry:
    return next(entry for entry in publication.absent if entry.source == source)


def edit(site: Path, old: str, new: str, name: str = ARTICLE) -> None:
    file = site / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_every_file_is_named_with_its_bytes(site: Path, run: Builder) -> None:
    """Digest and length of each public file are those of the file on the disk; a stranger's file is not named."""
    run()
    built = tree(site / "output")
    (site / "output/cua-nguoi-khac.html").write_text("lạ", encoding="utf-8")
    publication = publication_of(project_of(site))
    assert {url: facts.sha256 for url, facts in publication.files.items()} == {
        url: hashlib.sha256(data).hexdigest() for url, data in built.items()
    }
    assert {url: facts.bytes for url, facts in publication.files.items()} == {url: len(data) for url, data in built.items()}
    assert (publication.siteurl, publication.built) == ("https://haian.example", NOW)


def test_entries_are_what_the_site_shows(site: Path, run: Builder) -> None:
    """Id, source, address, title and day of each published entry; each file is named by the state, and belongs to one entry alone."""
    publication = told(site, run)
    entry = entry_of(publication, "bai-viet/tin/bai-mau-hai.md")
    assert (entry.id, entry.url, entry.title, entry.date) == ("bv-mau-0002", PAGE, "Bài mẫu thứ hai", dt.date(2026, 3, 3))
    handout = f"to-roi/{PAGE.removesuffix('.html')}.pdf"
    files = {PAGE.replace(".html", ".nghe.txt"), f"hinh/{PAGE.replace('.html', '.png')}"}
    assert files == set(entry.files) - {handout}
    owned = [url for one in publication.entries for url in one.files]
    assert len(owned) == len(set(owned))
    assert set(owned) | {one.url for one in publication.entries} <= set(publication.files)
    slogan = next(one for one in publication.entries if one.source.startswith("khau-hieu/"))
    assert {url.rpartition(".")[2] for url in slogan.files} >= {"webp", "jpg"}


def test_a_file_of_two_entries_belongs_to_none(site: Path, run: Builder) -> None:
    """A picture that two entries show goes with neither; with one it is that entry's."""
    picture = "![Hình vẽ mẫu ở phố](tep/hinh-ve-mau.png)\n"
    alone = entry_of(told(site, run), "guong/guong-ca-nhan-mau.md")
    assert any(url.startswith("hinh/hinh-ve-mau.") for url in alone.files)
    edit(site, "Nội dung mẫu.", f"Nội dung mẫu.\n\n{picture}")
    publication = told(site, run)
    assert not any(url.startswith("hinh/hinh-ve-mau.") for entry in publication.entries for url in entry.files)
    assert any(url.startswith("hinh/hinh-ve-mau.") for url in publication.files)


@pytest.mark.parametrize(
    ("old", "new", "why", "reason"),
    [
        ("status: published", "status: draft", Absence.DRAFT, "Bản nháp"),
        ("status: published", "status: withdrawn", Absence.WITHDRAWN, "Đã rút"),
        ("status: published", "status: published\npublish_at: 2027-05-01", Absence.WAITING, "Hẹn đăng"),
        ("status: published", "status: published\nexpires: 2026-06-01", Absence.EXPIRED, "Hết hạn"),
        ("Nội dung mẫu.", "Theo 05/NQ-TU.", Absence.REFUSED, "VB01"),
        ("Nội dung mẫu.", "Số căn cước công dân 031188012345.", Absence.PRIVATE, "DL01"),
    ],
)
def test_why_an_entry_is_absent(site: Path, run: Builder, old: str, new: str, why: Absence, reason: str) -> None:
    """Draft, withdrawn, to come, over, a slip, a private fact: each is told apart, with id and address."""
    edit(site, old, new)
    found = absent_of(told(site, run), "bai-viet/tin/bai-mau-hai.md")
    assert (found.id, found.url, found.why) == ("bv-mau-0002", PAGE, why)
    assert reason in found.reason
    assert "\n" not in found.reason


@pytest.mark.parametrize(
    ("old", "new", "known", "why"),
    [
        ("date: 2026-03-03", "date: hôm nay", ("bv-mau-0002", ""), Absence.REFUSED),
        ("date: 2026-03-03", "slug: ten-rieng\ndate: hôm nay", ("bv-mau-0002", "bai-viet/ten-rieng.html"), Absence.REFUSED),
        ("date: 2026-03-03\nupdated: 2026-04-01\nstatus: published", "date: hôm nay\nstatus: draft", ("bv-mau-0002", ""), Absence.DRAFT),
        (
            "date: 2026-03-03\nupdated: 2026-04-01\nstatus: published",
            "date: hôm nay\nstatus: withdrawn",
            ("bv-mau-0002", ""),
            Absence.WITHDRAWN,
        ),
        ("---\nid: bv-mau-0002", "id: bv-mau-0002", ("", ""), Absence.REFUSED),
    ],
)
def test_a_source_that_cannot_be_read(site: Path, run: Builder, old: str, new: str, known: tuple[str, str], why: Absence) -> None:
    """A broken front matter is told by its file, and by id and slug as far as they can be read; a draft stays a draft."""
    edit(site, old, new)
    found = absent_of(told(site, run), "bai-viet/tin/bai-mau-hai.md")
    assert ((found.id, found.url), found.why) == (known, why)


def test_a_source_that_is_no_file(site: Path, run: Builder) -> None:
    """A folder of editors cannot hold a link in the place of a text: it is told as refused, so that the live page is held."""
    run()
    place = site / ARTICLE
    place.rename(site / "bai-that.md")
    try:
        place.symlink_to(site / "bai-that.md")
    except OSError:
        pytest.skip("links need rights on Windows")
    found = absent_of(told(site, run), "bai-viet/tin/bai-mau-hai.md")
    assert (found.id, found.url, found.why) == ("", "", Absence.REFUSED)
    assert "TP01" in found.reason


def test_listings_lead_to_their_parents(site: Path, run: Builder) -> None:
    """A page of a listing to its front, a category to all articles, a tag to the map, a section to the first page; nothing else."""
    ward = replace(project_of(site).ward, listing_size=1)
    publication = told(site, run, ward=ward)
    expected = {
        "bai-viet/trang-1.html": "bai-viet/index.html",
        "chuyen-muc/tin/trang-1.html": "chuyen-muc/tin.html",
        "chuyen-muc/tin.html": "bai-viet/index.html",
        "the/the-mau.html": "so-do-trang.html",
        "van-ban/index.html": "index.html",
    }
    assert expected.items() <= publication.listings.items()
    assert {*publication.listings, *publication.listings.values()} <= set(publication.files)
    pages = {url for url in publication.files if url.endswith(".html")}
    single = {
        "index.html",
        "404.html",
        "da-go.html",
        "het-han.html",
        "so-do-trang.html",
        "tim-kiem.html",
        "theo-doi.html",
        "co-that-khong.html",
    }
    assert pages - set(publication.listings) - {entry.url for entry in publication.entries} == single


def test_feeds_and_hosts(site: Path, run: Builder) -> None:
    """Every feed in every form with their list; every outside host that a page links to, with the first page that does."""
    edit(site, "Nội dung mẫu.", "Xem [luật](https://vanban.chinhphu.vn/luat) và [tin](https://cam.example/x).")
    publication = told(site, run)
    assert set(publication.feeds) == {url for url in publication.files if url.startswith("nguon-tin/")}
    assert {"nguon-tin/tat-ca.rss.xml", "nguon-tin/tat-ca.opml"} <= set(publication.feeds)
    assert publication.hosts["vanban.chinhphu.vn"] == PAGE
    assert "www.facebook.com" in publication.hosts
    assert not {"cam.example", "haian.example"} & set(publication.hosts)
    assert list(publication.hosts) == sorted(publication.hosts)
    ward = replace(project_of(site).ward, public_services="https://dichvucong.gov.vn/")
    assert told(site, run, ward=ward).hosts["dichvucong.gov.vn"] == "index.html"


def test_it_never_guesses(site: Path, run: Builder) -> None:
    """No build, a killed one, a file that somebody changed or removed, a text saved since: a gate each, and the way out."""
    with pytest.raises(GateError, match="chưa có trang dựng xong"):
        publication_of(project_of(site))
    run()
    page = site / "output" / PAGE
    whole = page.read_bytes()
    page.write_bytes(whole + b"<!-- -->")
    with pytest.raises(GateError, match=f"{PAGE}: tệp đã bị đổi"):
        publication_of(project_of(site))
    page.unlink()
    with pytest.raises(GateError, match="chạy lại lệnh build"):
        publication_of(project_of(site))
    run()
    (site / ".cache/journal.json").write_text("{}", encoding="utf-8")
    with pytest.raises(GateError, match="dừng giữa chừng"):
        publication_of(project_of(site))
    (site / ".cache/journal.json").unlink()
    edit(site, "status: published", "status: withdrawn")
    with pytest.raises(GateError, match=r"bai-mau-hai\.md: bài không còn được đăng"):
        publication_of(project_of(site))
    edit(site, "status: withdrawn", "status: published\nslug: ten-moi")
    with pytest.raises(GateError, match=r"bai-mau-hai\.md: bài đổi sau khi dựng"):
        publication_of(project_of(site))


def test_nobody_builds_meanwhile(site: Path, run: Builder) -> None:
    """While a build holds the lock, nothing is told."""
    run()
    with build_lock(site / ".cache"), pytest.raises(LockedError):
        publication_of(project_of(site))


def test_nothing_is_read_again(site: Path, run: Builder, seen: list[str]) -> None:
    """What the build has read comes from the store, with a fresh one too; asking twice says the same."""
    run()
    seen.clear()
    assert publication_of(project_of(site)) == publication_of(project_of(site))
    assert seen == []
    shutil.rmtree(site / ".cache")
    with pytest.raises(GateError, match="chưa có trang dựng xong"):
        publication_of(project_of(site))
