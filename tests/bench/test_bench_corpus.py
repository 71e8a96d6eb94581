"""The articles that are measured: the same on every machine, the same words for every generator, valid for the portal."""

import datetime as dt
import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from plugins.core.model import VIETNAM
from plugins.engine.check import check_site
from plugins.engine.project import load_project
from tests.bench import corpus
from tests.bench.corpus import article
from tests.bench.generators import PEERS
from tests.bench.sites import ROOT, portal_site

NOW = dt.datetime.fromtimestamp(corpus.BUILD_DATE, VIETNAM)


def test_an_article_depends_on_its_number_alone() -> None:
    """Article 7 is the same text on every machine and with every Python; its neighbour is another."""
    text = corpus.as_portal(article(7))
    assert hashlib.sha256(text.encode()).hexdigest() == "a53038c39f5f47f8b89a4f95b4bbfe7e439b80ac1f5347a1c48bc9ac28c9f47a"
    assert article(7) == article(7)
    assert article(7).body != article(8).body


def test_every_style_says_the_same_words() -> None:
    """Front matter differs, the body does not; title, summary, tags and day are in every style."""
    one = article(5)
    for text in (corpus.as_portal(one), *(peer.write(one) for peer in PEERS)):
        assert text.endswith(one.body)
        head = text.removesuffix(one.body)
        assert all(word in head for word in (one.title, one.summary, one.slug, f"{one.when:%Y-%m-%d}", *one.tags))


def test_the_mix_is_what_it_is_said_to_be() -> None:
    """About 500 words, a table in every fifth, all categories and tags in use, three tags each, every date before the build."""
    articles = [article(number) for number in range(200)]
    words = sum(len(one.body.split()) for one in articles) / len(articles)
    assert 450 <= words <= 600
    assert [one.number for one in articles if "|---|" in one.body] == list(range(0, 200, 5))
    assert {one.category for one in articles} == set(corpus.CATEGORIES)
    assert len(corpus.CATEGORIES) == 5
    assert len(corpus.TAGS) == 24
    assert {tag for one in articles for tag in one.tags} == set(corpus.TAGS)
    assert {len(set(one.tags)) for one in articles} == {3}
    assert any(corpus.CITED in one.body for one in articles)
    assert all("## " in one.body and "\n- " in one.body and "\n> " in one.body for one in articles)
    assert max(article(number).when for number in (9_999, 13_231, 99_999)) < NOW.replace(tzinfo=None)


def test_samples_say_that_they_are_samples() -> None:
    """Nobody can take a measured page for news of a ward."""
    assert "Bài mẫu" in article(3).body
    assert "bài mẫu" in article(3).title
    assert "không phải dữ liệu của phường nào" in corpus.categories_toml()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The portal's site with 20 articles."""
    return portal_site(tmp_path_factory.mktemp("bench") / "site", 20, ROOT / "pelicanconf.py", ROOT / "theme", ()).folder


def test_the_checker_finds_nothing(site: Path) -> None:
    """All 20 articles and the cited document are published without a remark: what is measured is an honest build."""
    project = replace(load_project(site / "bench_settings.py", site), now=NOW)
    assert check_site(project) == ()
    assert project.theme == site / "theme"
    assert len(list(site.glob("content/bai-viet/*/*.md"))) == 20


def test_a_site_comes_back_to_its_first_state(site: Path) -> None:
    """What a killed bench left behind is gone when the site is made again: edits, additions and removals."""
    content = site / "content"
    before = {path: path.read_bytes() for path in content.rglob("*.*")}
    edited, removed = sorted(content.glob("bai-viet/*/*.md"))[:2]
    edited.write_text("x", encoding="utf-8")
    removed.unlink()
    (content / "thong-bao").mkdir()
    (content / "thong-bao/x.md").write_text("x", encoding="utf-8")
    (site / "theme/static/css/base.css").write_text("x", encoding="utf-8")
    portal_site(site, 20, ROOT / "pelicanconf.py", ROOT / "theme", ())
    assert {path: path.read_bytes() for path in content.rglob("*.*")} == before
    assert (site / "theme/static/css/base.css").read_bytes() == (ROOT / "theme/static/css/base.css").read_bytes()
