"""Keys: what changed is made again, what did not is not, and the result is always that of a clean build."""

import importlib.metadata
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sample_site import ROOT, tree
from site_world import EDITS, Way, World, quick

from plugins.core.errors import ProofError
from plugins.engine import codes, keys, makers, plan
from plugins.engine.prove import prove


@pytest.fixture(scope="module")
def ground() -> Iterator[World]:
    """One tiny site for all tests of this module."""
    with quick() as folder:
        made = World(folder)
        made.close()
        yield made


@pytest.fixture
def world(ground: World) -> Iterator[World]:
    """The tiny site with a share picture for each entry, built."""
    ground.reset(Way())
    EDITS["share cards"](ground)
    ground.build()
    yield ground
    ground.close()


def test_nothing_changed_writes_nothing(world: World) -> None:
    """A second build writes no public file and touches none."""
    times = {path: path.stat().st_mtime_ns for path in (world.site / "output").rglob("*") if path.is_file()}
    assert len(times) > 30
    assert world.written() == set()
    assert {path: path.stat().st_mtime_ns for path in times} == times


@pytest.mark.parametrize(
    ("edit", "touched", "untouched"),
    [
        ("body", {"bai-viet/bai-hai.html", "nguon-tin/tat-ca.rss.xml"}, {"index.html", "lien-he.html", "sitemap.xml"}),
        ("slogan", {"hinh/khau-hieu/khau-hieu-mau.jpg"}, {"lien-he.html", "hinh/bai-viet/bai-hai.png"}),
        ("macro", {"index.html", "bai-viet/index.html"}, {"404.html", "hinh/bai-viet/bai-hai.png", "nguon-tin/tat-ca.rss.xml"}),
        ("ward", {"lien-he.html", "404.html", "nguon-tin/tat-ca.atom.xml"}, {"hinh/bai-viet/bai-hai.png"}),
    ],
)
def test_an_edit_touches_what_it_must(world: World, edit: str, touched: set[str], untouched: set[str]) -> None:
    """An edit writes the files whose bytes depend on it, and no other."""
    before = tree(world.site / "output")
    EDITS[edit](world)
    written = world.written()
    after = tree(world.site / "output")
    assert touched <= written
    assert not untouched & written
    assert written == {name for name in after if after[name] != before.get(name)}


def test_a_file_changed_by_a_foreign_hand_is_made_again(world: World) -> None:
    """A public file that is not as it was put there, or is gone, is made again, whatever the state says."""
    before = tree(world.site / "output")
    (world.site / "output/lien-he.html").write_text("chèn", encoding="utf-8")
    (world.site / "output/404.html").unlink()
    assert world.written() == {"lien-he.html", "404.html"}
    assert tree(world.site / "output") == before


def test_code_is_followed_to_its_end() -> None:
    """The code of a maker holds all modules of ours that it imports, and their data, and none that it does not."""
    names = {file.relative_to(ROOT).as_posix() for file in codes.files_of("plugins.media.banners")}
    assert {"plugins/media/banners.py", "plugins/media/slogan_layout.py", "plugins/vietnamese/breaking.py"} <= names
    assert "plugins/vietnamese/data/compounds.toml" in names
    assert not any(name.startswith(("plugins/engine", "plugins/editorial")) for name in names)
    assert set(keys._CODE) == makers.NAMES


@pytest.mark.parametrize("module", ["pages", "listings", "feeds", "cards", "sums", "templates"])
def test_the_code_of_a_view_does_not_hold_the_engine(module: str) -> None:
    """What makes views from inputs imports nothing that decides: an edit of the checker makes no page anew."""
    names = {file.stem for file in codes.files_of(f"plugins.engine.{module}")}
    assert not names & {"check", "assemble", "plan", "build", "store", "commit", "read", "workers"}


def test_code_and_packages_are_part_of_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of a package that shapes the bytes gives another key; the version of another package does not."""
    artifact = plan.ready("x", 0, "font", makers.TextView(text="x"))
    first = keys.Keys(ROOT / "theme").key(artifact)
    honest = importlib.metadata.version
    for package, is_same in (("pillow", True), ("fonttools", False)):
        monkeypatch.setattr(importlib.metadata, "version", lambda name, p=package: "0" if name == p else honest(name))
        codes.forget()
        assert (keys.Keys(ROOT / "theme").key(artifact) == first) is is_same
    codes.forget()


@pytest.mark.parametrize(
    ("code", "package", "is_part"),
    [("follow", "segno", True), ("handbook_views", "markdown", True), ("handbook_views", "nh3", True), ("follow", "nh3", False)],
)
def test_packages_of_a_view_are_part_of_a_key(monkeypatch: pytest.MonkeyPatch, code: str, package: str, is_part: bool) -> None:
    """A page whose view draws a code, or sets a text itself, is another one with another version of what does it."""
    artifact = plan.ready("x.html", 2, "template", makers.TextView(text="x"))._replace(code=f"plugins.engine.{code}")
    first, honest = keys.Keys(ROOT / "theme").key(artifact), importlib.metadata.version
    with monkeypatch.context() as patch:
        patch.setattr(importlib.metadata, "version", lambda name: "0" if name == package else honest(name))
        codes.forget()
        assert (keys.Keys(ROOT / "theme").key(artifact) != first) is is_part
    codes.forget()


def test_imports_are_read_in_every_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Modules named one by one, in brackets over several lines, by alias and inside a function are all followed."""
    for name, text in {
        "a": "from plugins.x import b, c as d\nfrom plugins.x import (\n    e,\n    f as g,\n)\nimport plugins.x.h\n"
        "def i():\n    from plugins.x.j import k\n",
        **dict.fromkeys("bcefhj", ""),
    }.items():
        (tmp_path / "plugins/x").mkdir(parents=True, exist_ok=True)
        (tmp_path / f"plugins/x/{name}.py").write_text(text, encoding="utf-8")
    monkeypatch.setattr(codes, "_ROOT", tmp_path)
    codes.forget()
    assert {file.stem for file in codes.files_of("plugins.x.a")} == set("abcefhj")
    codes.forget()


def test_templates_name_each_other_by_literal_names() -> None:
    """The closure of a template is found in its text, so no template may compute the name of another."""
    for file in (ROOT / "theme/templates").rglob("*.html"):
        assert all(keys._NAMED.fullmatch(said) for said in keys._SAID.findall(file.read_bytes())), os.fspath(file)


@pytest.mark.parametrize(
    "words",
    [
        '{% include "b.html" %}',
        "{%+ include 'b.html' ignore missing %}",
        '{%- from"b.html"import x -%}',
        '{% import "b.html" as b with context %}',
        '{% include ["a.html", "b.html"] %}',
        '{% include "c.html" if view else "b.html" %}',
        "{% include view.name %}",
        '{% extends "b" ~ ".html" %}',
    ],
)
def test_a_template_is_followed_however_it_names_another(tmp_path: Path, words: str) -> None:
    """Another text of a template gives another digest of each that may use it, whatever way Jinja knows it is named; of others not."""
    (tmp_path / "templates").mkdir()
    for name, text in {"a": words, "b": "1", "c": "", "d": "{% set x %}{% endset %}"}.items():
        (tmp_path / f"templates/{name}.html").write_text(text, encoding="utf-8")
    before = keys.Keys(tmp_path)
    (tmp_path / "templates/b.html").write_text("2", encoding="utf-8")
    after = keys.Keys(tmp_path)
    assert before.closure("a.html") != after.closure("a.html")
    assert before.closure("d.html") == after.closure("d.html")


def test_a_template_saved_twice_in_a_tick_is_shown(world: World) -> None:
    """One process builds again and again: a template that was saved with equal size and time is another one all the same."""
    world.reset(Way(is_resident=True))
    now, before = time.time_ns(), "{% block heading %}"
    for words in ("{% block heading %}<p>mot</p>", "{% block heading %}<p>hai</p>"):
        world.replace("templates/404.html", before, words, world.theme)
        os.utime(world.theme / "templates/404.html", ns=(now, now))
        world.build()
        assert words[-10:] in (world.site / "output/404.html").read_text(encoding="utf-8")
        before = words


def test_a_template_saved_while_pages_are_made_is_in_none(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page holds what its key says: saved during a build and taken back, a template leaves nothing in the pages."""
    before, after, honest = "<article", "<!-- 1 --><article", makers.Makers._template

    def saved(these: makers.Makers) -> object:
        world.replace("templates/entry.html", before, after, world.theme)
        return honest(these)

    EDITS["body"](world)
    with monkeypatch.context() as patch:
        patch.setattr(makers.Makers, "_template", saved)
        world.build()
    world.replace("templates/entry.html", after, before, world.theme)
    world.build()
    assert world.outputs() == world.clean()[1]


def test_a_proof_holds_and_finds(world: World) -> None:
    """After edits the proof compares every file; one byte changed, a file lost and one too many are all named."""
    EDITS["title"](world)
    world.build()
    (world.site / "output" / "cua-nguoi-khac.html").write_text("x", encoding="utf-8")
    assert prove(world.project) == len(tree(world.site / "output")) - 1 + len(tree(world.site / "staff"))
    assert not (world.site / ".cache" / "doi-chieu").exists()
    (world.site / "output" / "lien-he.html").write_text("chèn", encoding="utf-8")
    (world.site / "output" / "404.html").unlink()
    EDITS["draft"](world)
    with pytest.raises(ProofError) as caught:
        prove(world.project)
    assert caught.value.exit_code == 4
    said = caught.value.details.split("\n")
    assert {"khác: output/lien-he.html", "khác: output/404.html", "thừa: output/bai-viet/bai-hai-1.html"} <= set(said)
