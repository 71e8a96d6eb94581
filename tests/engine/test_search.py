"""The search of a build: which entries it knows, which files an edit makes anew, and that nothing remains of what is gone."""

import json
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sample_site import Builder, project_of, tree

from plugins.channels import search_shards
from plugins.core.model import ENTRY_TYPES
from plugins.engine import plan_search
from plugins.engine.memory import Memory
from plugins.engine.scan import scan
from plugins.engine.sources import load_sources

_ARTICLE = (
    "---\nid: bv-nhieu-{n:04}\ntitle: Bài số {n}\ndate: 2026-02-{day:02}T08:00\nstatus: published\nsummary: Tóm tắt {n}.\n"
    "sources:\n  - Nguồn mẫu\ncategory: tin\n---\nNội dung riêng{n} của bài.\n"
)


def lists(site: Path) -> list[dict[str, list[object]]]:
    """The lists of all shards."""
    return [json.loads(file.read_text(encoding="utf-8")) for file in sorted((site / "output/tim-kiem").glob("*/bai.json"))]


def titles(site: Path) -> set[object]:
    """Every title that the search knows."""
    return {title for one in lists(site) for title in one["title"]}


def lines(site: Path) -> str:
    """All terms with their places."""
    return "\n".join(file.read_text(encoding="utf-8") for file in sorted((site / "output/tim-kiem").glob("*/*.txt")))


def without_search(site: Path) -> dict[str, object]:
    """Changes of the project for a ward that wants no search."""
    return {"ward": replace(project_of(site).ward, search=False)}


@pytest.fixture
def many(site: Path, run: Builder, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site of some shards, built."""
    monkeypatch.setattr(plan_search, "cuts", lambda ids: search_shards.cuts(ids, 4, 10))
    for n in range(28):
        (site / f"content/bai-viet/tin/nhieu-{n:02}.md").write_text(_ARTICLE.format(n=n, day=n + 1), encoding="utf-8")
    run()
    return site


def test_every_published_entry_is_known(site: Path, run: Builder) -> None:
    """Articles, documents, slogans and standing pages are in; drafts, texts of tomorrow and of yesterday are not."""
    run()
    [table] = lists(site)
    assert {ENTRY_TYPES[number].folder for number in table["type"] if isinstance(number, int)} == {kind.folder for kind in ENTRY_TYPES}
    assert "Bài mẫu thứ hai" in titles(site)
    assert not [title for title in titles(site) if "CHIM" in str(title)]
    assert "chim" not in lines(site)
    rows = dict(zip(table["title"], zip(table["slug"], table["category"], table["year"], strict=True), strict=True))
    assert rows["Bài mẫu thứ hai"] == ("", 1, 2026)
    assert rows["Nghị quyết mẫu số 05-NQ/TU"][0] != ""


def test_another_language_is_left_out(site: Path, run: Builder) -> None:
    """The English page is no answer to a question in Vietnamese."""
    page = site / "content/trang/gioi-thieu.md"
    page.write_text(page.read_text(encoding="utf-8").replace("status: published\n", "status: published\nlang: en\n"), encoding="utf-8")
    run()
    assert "Giới thiệu mẫu" not in titles(site)
    assert (site / "output/gioi-thieu-mau.html").is_file()


def test_the_page_is_in_no_sitemap(site: Path, run: Builder) -> None:
    """Search engines are told of texts, not of a page that searches them; its years are those of entries and documents."""
    run()
    page = (site / "output/tim-kiem.html").read_text(encoding="utf-8")
    assert "noindex" in page
    assert '<option value="2026">2026</option>' in page
    assert "tim-kiem" not in (site / "output/sitemap.xml").read_text(encoding="utf-8")
    assert 'href="../tim-kiem.html"' in (site / "output/bai-viet/index.html").read_text(encoding="utf-8")


def test_one_edit_makes_one_shard(many: Path, run: Builder) -> None:
    """An edit makes the shard of its entry anew and the page that names it; the files of the old one are gone."""
    before = tree(many / "output/tim-kiem")
    article = many / "content/bai-viet/tin/nhieu-07.md"
    article.write_text(article.read_text(encoding="utf-8").replace("riêng7", "khác7"), encoding="utf-8")
    made = [url for url in run().made if url.startswith("tim-kiem")]
    after = tree(many / "output/tim-kiem")
    assert len({url.split("/")[1] for url in made if "/" in url}) == 1
    assert "tim-kiem.html" in made
    gone = {name.split("/")[0] for name in before.keys() - after.keys()}
    assert len(gone) == 1
    assert len({name.split("/")[0] for name in after}) >= 3
    assert "khac7" in lines(many)
    assert "rieng7 " not in lines(many)


def test_a_new_article_leaves_closed_shards(many: Path, run: Builder) -> None:
    """The newest shard takes what is new; an entry that is deleted changes its own."""
    before = tree(many / "output/tim-kiem").keys()
    (many / "content/bai-viet/tin/moi.md").write_text(_ARTICLE.format(n=99, day=28).replace("2026-02", "2026-06"), encoding="utf-8")
    run()
    kept = {name.split("/")[0] for name in tree(many / "output/tim-kiem").keys() & before}
    assert len(kept) == len({name.split("/")[0] for name in before}) - 1
    (many / "content/bai-viet/tin/nhieu-07.md").unlink()
    run()
    assert "Bài số 7" not in titles(many)
    assert "Bài số 8" in titles(many)


def test_without_a_search_nobody_speaks_of_it(site: Path, run: Builder) -> None:
    """A ward may do without: no page, no index, no link, no terms; when it wants one again, nothing is missing."""
    run()
    whole = tree(site / "output")
    run(**without_search(site))
    assert not list((site / "output").glob("tim-kiem*"))
    assert "tim-kiem.html" not in (site / "output/index.html").read_text(encoding="utf-8")
    run()
    assert tree(site / "output") == whole


def test_terms_come_from_the_text_when_the_store_has_none(site: Path, run: Builder) -> None:
    """A store that lost them, or was filled without a search, gives the same index."""
    run()
    whole = tree(site / "output")

    def lose(sql: str) -> None:
        with sqlite3.connect(site / ".cache/readings.db") as rows:
            rows.execute(sql)
        rows.close()
        (site / ".cache/state.bin").unlink()
        assert run().exit_code == 0
        assert tree(site / "output") == whole

    lose("DELETE FROM terms")
    lose("UPDATE terms SET terms = x'00'")


def test_terms_are_stored_with_the_reading(site: Path, many_rows: Callable[[Path], int]) -> None:
    """One row of terms for each entry that the search may show, none for a draft."""
    project = project_of(site)
    sources = load_sources(project, scan(project.content), Memory(is_kept=False), lambda done, total: None)
    shown = [head for head in sources.heads.values() if head.found]
    assert 0 < many_rows(site) == len(shown) < len(sources.heads)
    project = replace(project, cache=site / "khac", **without_search(site))  # type: ignore[arg-type]
    load_sources(project, scan(project.content), Memory(is_kept=False), lambda done, total: None)
    with sqlite3.connect(site / "khac/readings.db") as rows:
        assert rows.execute("SELECT count(*) FROM terms").fetchone() == (0,)
    rows.close()


@pytest.fixture
def many_rows() -> Callable[[Path], int]:
    """Counts the rows of terms of a site."""

    def count(site: Path) -> int:
        with sqlite3.connect(site / ".cache/readings.db") as rows:
            [(found,)] = rows.execute("SELECT count(*) FROM terms").fetchall()
        rows.close()
        return int(found)

    return count
