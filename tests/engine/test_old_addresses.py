"""`redirect_from`: a page at each old address leads on, lists do not know it, and nobody's page is pushed away."""

import zipfile
from pathlib import Path

import html5lib
import pytest
from sample_site import Builder, project_of, tree

from plugins.engine.archive import NAME, write_archive
from plugins.engine.prove import prove
from plugins.engine.publication import publication_of

ARTICLE = "content/bai-viet/tin/bai-mau-hai.md"
OTHER = "content/bai-viet/tin/bai-mau-mot.md"
PAGE, OLD = "bai-viet/bai-mau-thu-hai.html", "bai-viet/ten-cu.html"


def edit(site: Path, name: str, old: str, new: str) -> None:
    text = (site / name).read_text(encoding="utf-8")
    assert old in text
    (site / name).write_text(text.replace(old, new), encoding="utf-8")


def redirect(site: Path, *slugs: str, name: str = ARTICLE) -> None:
    rows = "".join(f"  - {slug}\n" for slug in slugs)
    edit(site, name, "category: tin\n", f"category: tin\nredirect_from:\n{rows}")


def target(data: bytes) -> str:
    """Where a page leads."""
    page = html5lib.parse(data.decode(), treebuilder="etree", namespaceHTMLElements=False)
    [refresh] = [meta.get("content") for meta in page.iter("meta") if meta.get("http-equiv") == "refresh"]
    return refresh.removeprefix("0; url=")


def test_every_old_address_leads_on(site: Path, run: Builder) -> None:
    """Each has a page with the way and the title; standing pages too; a clean build makes the same bytes."""
    redirect(site, "ten-cu", "ten-cu-nua")
    edit(site, "content/trang/lien-he.md", "status: published\n", "status: published\nredirect_from:\n  - cach-lien-he\n")
    assert run().exit_code == 0
    found = tree(site / "output")
    assert target(found[OLD]) == target(found["bai-viet/ten-cu-nua.html"]) == "bai-mau-thu-hai.html"
    assert target(found["cach-lien-he.html"]) == "lien-he.html"
    assert "Bài mẫu thứ hai" in found[OLD].decode()
    assert prove(project_of(site)) > len(found)
    entry = next(entry for entry in publication_of(project_of(site)).entries if entry.url == PAGE)
    assert set(entry.redirects) == {OLD, "bai-viet/ten-cu-nua.html"}


def test_lists_do_not_know_it(site: Path, run: Builder) -> None:
    """No sitemap, feed, search, listing or page names an old address; the archive for a USB stick holds it."""
    redirect(site, "ten-cu")
    run()
    found = tree(site / "output")
    assert [name for name, data in found.items() if b"ten-cu" in data] == []
    write_archive(project_of(site))
    with zipfile.ZipFile(site / NAME) as archive:
        assert archive.read(f"trang/{OLD}") == found[OLD]


def test_it_follows_the_entry(site: Path, run: Builder) -> None:
    """A new slug or title makes the page anew, a withdrawn entry takes it along; an edit of the text leaves it alone."""
    redirect(site, "ten-cu")
    run()
    edit(site, ARTICLE, "Nội dung mẫu.", "Nội dung khác.")
    assert OLD not in run().made
    edit(site, ARTICLE, "title: Bài mẫu thứ hai", "title: Bài mẫu đổi tên")
    assert OLD in run().made
    assert target((site / "output" / OLD).read_bytes()) == "bai-mau-doi-ten.html"
    edit(site, ARTICLE, "status: published", "status: withdrawn")
    run()
    assert not (site / "output" / OLD).exists()


def test_the_earlier_keeps_an_address(site: Path, run: Builder) -> None:
    """An old address that an earlier entry has refuses the one that claims it (SL04), with file, line and the owner's name."""
    redirect(site, "bai-mau-thu-nhat-ve-so-05-nq-tu")
    result = run()
    [issue] = [issue for issue in result.issues if issue.rule == "SL04"]
    assert (issue.path, issue.line, result.exit_code) == (ARTICLE, 13, 2)
    assert "bai-mau-mot.md đang giữ địa chỉ này" in issue.message
    assert not (site / "output" / PAGE).exists()
    assert b"<article" in (site / "output/bai-viet/bai-mau-thu-nhat-ve-so-05-nq-tu.html").read_bytes()


def test_a_later_entry_does_not_take_an_old_address(site: Path, run: Builder) -> None:
    """A new entry on an old address of an earlier one is refused and told so (SL01). What it had there is not pushed away."""
    redirect(site, "bai-mau-thu-hai", name=OTHER)
    result = run()
    [issue] = [issue for issue in result.issues if issue.rule == "SL01"]
    assert issue.path == ARTICLE
    assert "địa chỉ cũ (“redirect_from”) của content/bai-viet/tin/bai-mau-mot.md" in issue.message
    assert not (site / "output" / PAGE).exists()  # `release` holds what is live there
    assert publication_of(project_of(site)).entries


@pytest.mark.parametrize(
    ("slugs", "rule", "words"),
    [
        (("bai-mau-thu-hai",), "FM01", "chính đường dẫn"),
        (("index",), "FM01", "redirect_from"),
        (("trang-2",), "FM01", "redirect_from"),
        (("../x",), "FM01", "redirect_from"),
    ],
)
def test_addresses_that_nobody_may_claim(site: Path, run: Builder, slugs: tuple[str, ...], rule: str, words: str) -> None:
    """Its own address, a listing's, a way out of the folder: refused, and nothing is made there."""
    redirect(site, *slugs)
    result = run()
    assert any(issue.rule == rule and words in f"{issue.message}" for issue in result.issues), result.issues
    assert result.exit_code == 2


def test_a_loop_cannot_be_written(site: Path, run: Builder) -> None:
    """Two entries that claim each other's address: the earlier stands, the later is refused, and no page leads in a circle."""
    redirect(site, "bai-mau-thu-hai", name=OTHER)
    redirect(site, "bai-mau-thu-nhat-ve-so-05-nq-tu")
    result = run()
    assert {issue.path for issue in result.issues if issue.rule in ("SL01", "SL04")} == {ARTICLE}
    found = tree(site / "output")
    leading = {name for name, data in found.items() if name.endswith(".html") and b'http-equiv="refresh"' in data}
    assert leading == set()


def test_one_old_address_leads_to_one_entry(site: Path, run: Builder) -> None:
    """Two entries with one old address, as a copied file has it: the earlier keeps it."""
    redirect(site, "ten-cu")
    redirect(site, "ten-cu", name=OTHER)
    result = run()
    assert [issue.path for issue in result.issues if issue.rule == "SL04"] == [ARTICLE]
    assert target((site / "output" / OLD).read_bytes()) == "bai-mau-thu-nhat-ve-so-05-nq-tu.html"


def test_standing_pages_leave_the_portal_its_own(site: Path, run: Builder) -> None:
    """An old address that is one of the portal's own pages is refused."""
    edit(site, "content/trang/lien-he.md", "status: published\n", "status: published\nredirect_from:\n  - da-go\n")
    [issue] = [issue for issue in run().issues if issue.rule == "SL04"]
    assert "cổng tự dùng địa chỉ này" in issue.message
