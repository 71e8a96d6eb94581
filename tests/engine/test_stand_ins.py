"""Pages that stand in for others: what `release` copies to addresses of entries that are gone."""

from pathlib import Path

import pytest
from page_links import references
from sample_site import Builder, tree

from plugins.engine.addresses import STAND_INS


@pytest.mark.parametrize(("name", "words"), [("da-go.html", "Trang này đã được gỡ"), ("het-han.html", "Trang này đã hết hạn")])
def test_they_help_on_from_any_folder(site: Path, run: Builder, name: str, words: str) -> None:
    """What happened, a search, the first page, contact of the ward; links start at SITEURL's path; not for search engines."""
    run(siteurl="https://x.example/y")
    files = tree(site / "output")
    page = files[name].decode()
    assert words in page
    assert '<meta name="robots" content="noindex">' in page
    assert 'rel="canonical"' not in page
    assert 'action="/y/tim-kiem.html"' in page
    assert 'class="contact"' in page
    places = [place for place in references(files[name]) if not place.startswith(("https:", "#", "mailto:", "tel:"))]
    assert {"/y/index.html", "/y/so-do-trang.html"} <= set(places)
    assert all(place.startswith("/y/") for place in places)
    assert all(place.removeprefix("/y/") in files for place in places)


def test_lists_do_not_know_them(site: Path, run: Builder) -> None:
    """No page, feed, index of the search or sitemap names them."""
    run()
    named = {name: data for name, data in tree(site / "output").items() if name not in STAND_INS}
    assert [name for name, data in named.items() if b"da-go.html" in data or b"het-han.html" in data] == []


def test_a_new_entry_leaves_them_alone(site: Path, run: Builder) -> None:
    """They lie at many addresses, so a new title makes 404.html anew and not them."""
    run()
    article = site / "content/bai-viet/tin/bai-mau-hai.md"
    article.write_text(article.read_text(encoding="utf-8").replace("title: Bài mẫu thứ hai", "title: Bài mẫu đổi tên"), encoding="utf-8")
    assert set(run().made) & STAND_INS == {"404.html"}
