"""The map of the site for people: everything is reached from it, and an edit of a text leaves it alone."""

import datetime as dt
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from page_links import references
from sample_site import Builder, tree

from plugins.core.model import VIETNAM
from plugins.engine.addresses import STAND_INS
from plugins.engine.listings import slices, url_of
from plugins.engine.site_map import years_of

FRONT = "bai-viet/index.html"


def heads(years: list[int]) -> list[Any]:
    """So many entries of these years, newest first, a minute apart."""
    moments = [dt.datetime(year, 1, 1, tzinfo=VIETNAM) + dt.timedelta(minutes=at) for at, year in enumerate(sorted(years))]
    return [SimpleNamespace(released=moment.timestamp()) for moment in reversed(moments)]


@given(st.lists(st.integers(2019, 2026), max_size=90), st.integers(1, 9))
def test_each_year_leads_to_the_page_on_which_it_begins(years: list[int], size: int) -> None:
    """The newest entry of a year stands on the page that its link names; a listing of one page or one year has no such links."""
    found = {link.label: link.url for link in years_of(heads(years), FRONT, size)}
    newest_first = sorted(years, reverse=True)
    expected = {}
    for number, first, end in slices(len(years), size):
        for year in newest_first[first:end]:
            expected.setdefault(str(year), url_of(FRONT, number))
    assert found == ({} if len(years) < 2 * size or len(expected) < 2 else expected)


def test_every_page_is_reached_from_the_map(site: Path, run: Builder) -> None:
    """From the map, by one more step, a resident reaches every page of the site; the footer of every page leads to the map."""
    run()
    files = tree(site / "output")
    pages = {name for name in files if name.endswith(".html") and name not in STAND_INS}
    here = {reference for reference in references(files["so-do-trang.html"]) if reference.endswith(".html")}
    step = {
        reference.removeprefix("../") if reference.startswith("../") else f"{name.rpartition('/')[0]}/{reference}".lstrip("/")
        for name in here & pages
        for reference in references(files[name])
    }
    assert pages - here - step == set()
    for name in pages:
        assert any(reference.endswith("so-do-trang.html") for reference in references(files[name])), name
    assert "/so-do-trang.html" in references(files["404.html"])


def test_a_body_leaves_the_map_alone(site: Path, run: Builder) -> None:
    """An edit of a text makes neither the map nor 404.html anew; a new title of a recent entry makes both."""
    run()
    article = site / "content/bai-viet/tin/bai-mau-hai.md"
    article.write_text(article.read_text(encoding="utf-8") + "\nMột đoạn mẫu nữa.\n", encoding="utf-8")
    assert not {"so-do-trang.html", "404.html"} & set(run().made)
    article.write_text(article.read_text(encoding="utf-8").replace("title: Bài mẫu thứ hai", "title: Bài mẫu tên mới"), encoding="utf-8")
    assert "so-do-trang.html" in run().made
    assert "Bài mẫu tên mới" in (site / "output/so-do-trang.html").read_text(encoding="utf-8")
