"""The edits that are measured do what their names say, carry a new mark each time, and are undone byte for byte."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from plugins.core.model import VIETNAM
from plugins.engine.check import check_site
from plugins.engine.project import load_project
from tests.bench import corpus
from tests.bench.errors import BenchError
from tests.bench.generators import PEER_OF
from tests.bench.scenarios import SCENARIO_OF, SCENARIOS, applied, base_edited, body_edited, fresh_mark
from tests.bench.sites import ROOT, Site, peer_site, portal_site

NOW = dt.datetime.fromtimestamp(corpus.BUILD_DATE, VIETNAM)
EDITS = [scenario for scenario in SCENARIOS if scenario.edit is not None]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The portal's site with 24 articles; every test leaves it as it was."""
    return portal_site(tmp_path_factory.mktemp("bench") / "site", 24, ROOT / "pelicanconf.py", ROOT / "theme", ())


def tree(folder: Path) -> dict[str, bytes | None]:
    """All files and folders below a folder."""
    files = (path for path in sorted(folder.rglob("*")) if "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None for path in files}


def changes(site: Site, name: str) -> tuple[dict[str, bytes | None], dict[str, bytes | None]]:
    """What an edit changes: files before (None: not there) and while it is made; afterwards the tree is as before."""
    edit = SCENARIO_OF[name].edit
    assert edit is not None
    before = tree(site.folder)
    with applied(edit(site, fresh_mark())):
        during = tree(site.folder)
        project = replace(load_project(site.folder / "bench_settings.py", site.folder), now=NOW)
        assert check_site(project) == (), "an edit must leave a valid site"
    site.clear()  # what the checker remembers is no part of the site
    assert tree(site.folder) == before
    names = [name for name in before.keys() | during.keys() if before.get(name) != during.get(name)]
    return {name: before.get(name) for name in names}, {name: during.get(name) for name in names}


def one(found: tuple[dict[str, bytes | None], dict[str, bytes | None]]) -> tuple[str, str, str]:
    """The only file that an edit changes: its name, text before and text after ("" for none)."""
    before, after = ({name: data for name, data in files.items() if "." in name} for files in found)
    names = [name for name in after if not name.startswith(".cache/")]
    assert len(names) == 1, names
    return names[0], *((files[names[0]] or b"").decode() for files in (before, after))  # type: ignore[return-value]


def test_body_and_title(site: Site) -> None:
    """One article changes: a sentence more at its end, or other words in its title; neither moves it."""
    name, before, after = one(changes(site, "body"))
    assert name == "content/" + site.middle.relative_to(site.folder / "content").as_posix()
    assert after.startswith(before)
    assert "Câu mẫu" in after.removeprefix(before)
    _, before, after = one(changes(site, "title"))
    changed = [(a, b) for a, b in zip(before.splitlines(), after.splitlines(), strict=True) if a != b]
    assert len(changed) == 1
    assert changed[0][1].startswith(changed[0][0])
    assert changed[0][0].startswith("title: ")


def test_added_is_newer_than_all_and_deleted_is_gone(site: Site) -> None:
    """The new article stands at the top of every listing; the deleted one is the middle one."""
    name, before, after = one(changes(site, "added"))
    assert (Path(name).stem, before) == ("bai-000024", "")
    assert "date: 2026-12-30T08:00\n" in after
    assert max(corpus.article(number).when for number in (23, 9_999, 13_231, 99_999)) < dt.datetime(2026, 12, 30)  # noqa: DTZ001
    name, before, after = one(changes(site, "deleted"))
    assert (Path(name).name, after) == (site.middle.name, "")


def test_tag_is_renamed_in_all_its_articles(site: Site) -> None:
    """Exactly the articles that have the tag change, in that line only."""
    before, after = changes(site, "tag")
    named = {name for name in after if name.startswith("content/")}
    having = {f"{article.slug}.md" for article in map(corpus.article, range(24)) if corpus.RENAMED_TAG in article.tags}
    assert having
    assert {Path(name).name for name in named} == having
    for name in named:
        old, new = ((files[name] or b"").decode().splitlines() for files in (before, after))
        assert [a for a, b in zip(old, new, strict=True) if a != b] == [f"  - {corpus.RENAMED_TAG}"]


def test_theme_and_notice(site: Site) -> None:
    """Styles and the base template are edited in the site's own theme; the notice is valid on the build date."""
    assert one(changes(site, "css"))[0] == "theme/static/css/base.css"
    assert one(changes(site, "base"))[0] == "theme/templates/base.html"
    name, before, after = one(changes(site, "notice"))
    assert (name, before) == ("content/thong-bao/thong-bao-mau.md", "")
    assert "from: 2026-12-30\n" in after
    assert "to: 2027-01-05\n" in after
    nothing = SCENARIO_OF["nothing"].edit
    assert nothing is not None
    assert nothing(site, "x") == {}


def test_no_build_has_seen_an_edit_before(site: Site) -> None:
    """Two rounds never write the same bytes; a mark is a word, so that no rule takes it for a number."""
    marks = [fresh_mark() for _ in range(3)]
    assert len(set(marks)) == 3
    assert all(mark.isalpha() and mark.isascii() and mark.islower() for mark in marks)
    for scenario in EDITS:
        assert scenario.edit is not None
        if scenario.name not in ("nothing", "deleted"):
            assert scenario.edit(site, marks[0]) != scenario.edit(site, marks[1]), scenario.name


def test_an_edit_is_undone_when_the_build_fails(site: Site) -> None:
    """Whatever happens in between, the tree is as it was."""
    before = tree(site.folder)
    for scenario in EDITS:
        assert scenario.edit is not None
        with pytest.raises(KeyboardInterrupt), applied(scenario.edit(site, fresh_mark())):
            raise KeyboardInterrupt
        assert tree(site.folder) == before, scenario.name


def test_a_template_without_the_place_is_said(site: Site) -> None:
    """A theme that the edit does not fit is an error that names the file, not a build of nothing new."""
    base = site.folder / "theme/templates/base.html"
    with applied({base: b"<p>"}), pytest.raises(BenchError, match=r"base\.html"):
        base_edited(site, "x")


@pytest.mark.parametrize("name", PEER_OF)
def test_a_peer_s_article_is_edited_the_same_way(name: str, tmp_path: Path) -> None:
    """Every peer has its theme and the articles, and its middle article takes the same sentence."""
    peer = PEER_OF[name]
    made = peer_site(peer, tmp_path / name, 24, ("x",))
    assert len(list((made.folder / peer.posts).rglob("bai-*.md"))) == 24
    assert any((made.folder / file).exists() for file in ("hugo.toml", "pelicanconf.py", "eleventy.config.mjs"))
    before = tree(made.folder)
    with applied(body_edited(made, "dau")):
        assert made.middle.read_text(encoding="utf-8").endswith("\nCâu mẫu thêm vào, dấu dau.\n")
        assert made.middle.stem == corpus.article(12).slug
    assert tree(made.folder) == before
