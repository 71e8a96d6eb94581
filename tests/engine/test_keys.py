"""Keys: what changed is made again, what did not is not, and the result is always that of a clean build."""

import os
import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_site import NOW, ROOT, SAMPLE, project_of, tree

from plugins.core.artifacts import Audience
from plugins.core.errors import ProofError
from plugins.engine import codes, keys, makers, plan
from plugins.engine.build import build
from plugins.engine.project import Project
from plugins.engine.prove import prove


class World:
    """A site that is edited and built again and again, and the changes to its project."""

    def __init__(self, folder: Path) -> None:
        self.site = folder / "site"
        shutil.copytree(SAMPLE, self.site)
        shutil.copytree(ROOT / "theme", folder / "theme")
        self.theme = folder / "theme"
        self.changes: dict[str, object] = {"theme": self.theme}
        self.count = 0

    @property
    def project(self) -> Project:
        return project_of(self.site, **self.changes)

    def replace(self, name: str, old: str, new: str, root: Path | None = None) -> None:
        file = (root or self.site / "content") / name
        if file.exists():
            file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    def number(self) -> int:
        self.count += 1
        return self.count

    def written(self) -> set[str]:
        """Build; addresses of the public files that were written."""
        from plugins.engine.commit import Output

        found: set[str] = set()

        def note(output: Output, path: Path) -> None:
            if output.artifact.audience is Audience.PUBLIC:
                found.add(output.made.url)

        build(self.project, written=note)
        return found

    def clean(self, folder: Path) -> dict[str, bytes]:
        """The public tree of a build that knows nothing of earlier ones."""
        shutil.rmtree(folder, ignore_errors=True)
        build(replace(self.project, output=folder / "output", staff=folder / "staff", cache=folder / ".cache"))
        return tree(folder / "output")


ARTICLE, DOCUMENT = "bai-viet/tin/bai-mau-hai.md", "van-ban/05-nq-tu.md"


def add(world: World) -> None:
    number = world.number()
    text = (SAMPLE / "content" / ARTICLE).read_text(encoding="utf-8").replace("0002", f"2{number:03}").replace("thứ hai", f"thêm {number}")
    (world.site / "content" / f"bai-viet/tin/them-{number}.md").write_text(text, encoding="utf-8")


def remove(world: World) -> None:
    (world.site / "content/mo-hinh/mo-hinh-mau.md").unlink(missing_ok=True)


EDITS: dict[str, Callable[[World], None]] = {
    "body": lambda w: w.replace(ARTICLE, "Nội dung", f"Nội dung {w.number()}, nội dung"),
    "title": lambda w: w.replace(ARTICLE, "title: Bài", f"title: Bài {w.number()}"),
    "add": add,
    "remove": remove,
    "tag": lambda w: w.replace(ARTICLE, "- thẻ mẫu", f"- thẻ {w.number()}"),
    "date": lambda w: w.replace(ARTICLE, "date: 2026-03-03", "date: 2026-02-03"),
    "slug": lambda w: w.replace("trang/gioi-thieu.md", "menu: chinh", f"slug: gioi-thieu-{w.number()}\nmenu: chinh"),
    "draft": lambda w: w.replace(ARTICLE, "status: published", "status: draft"),
    "publish": lambda w: w.replace("bai-viet/tin/ban-nhap.md", "status: draft", "status: published"),
    "document": lambda w: w.replace(DOCUMENT, "2026-01-14", "2026-01-14\neffective: 2026-02-01"),
    "no document": lambda w: w.replace(DOCUMENT, "status: published", "status: withdrawn"),
    "slogan": lambda w: w.replace("khau-hieu/khau-hieu-mau.md", "**văn minh**", "văn minh"),
    "category": lambda w: w.replace("du-lieu/chuyen-muc.toml", "Tin mẫu", f"Tin {w.number()}"),
    "template": lambda w: w.replace("templates/components/card.html", "<li", f"<!-- {w.number()} --><li", w.theme),
    "style": lambda w: w.replace("static/css/card.css", "{", f"{{ --x: {w.number()};", w.theme),
    "ward": lambda w: w.changes.update(ward=replace(w.project.ward, site_name=f"Cổng {w.number()}")),
    "address": lambda w: w.changes.update(siteurl=f"https://mau-{w.number()}.example/y"),
    "time": lambda w: w.changes.update(now=NOW.replace(year=2027, month=4)),
    "broken": lambda w: w.replace("bai-viet/tin/bai-mau-mot.md", "category: tin", "category: la"),
    "repaired": lambda w: w.replace("bai-viet/tin/bai-mau-mot.md", "category: la", "category: tin"),
    "foreign hand": lambda w: (w.site / "output/lien-he.html").write_text("chèn", encoding="utf-8") if w.count else 0,  # type: ignore[dict-item]
}


def check_sequence(folder: Path, names: list[str]) -> None:
    world = World(folder)
    build(world.project)
    for name in names:
        EDITS[name](world)
        build(world.project)
        assert tree(world.site / "output") == world.clean(folder / "sach"), name


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from(sorted(EDITS)), min_size=1, max_size=3))
def test_incremental_equals_clean(tmp_path_factory: pytest.TempPathFactory, names: list[str]) -> None:
    """After any few edits the site that was built again and again equals, byte for byte, one that was built at once."""
    check_sequence(tmp_path_factory.mktemp("sua"), names)


@pytest.mark.slow
def test_long_histories(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The same over long random histories."""
    rng = random.Random(5)
    for _ in range(25):
        check_sequence(tmp_path_factory.mktemp("dai"), rng.choices(sorted(EDITS), k=8))


def test_nothing_changed_writes_nothing(tmp_path: Path) -> None:
    """A second build writes no public file and touches none."""
    world = World(tmp_path)
    assert len(world.written()) > 40
    times = {path: path.stat().st_mtime_ns for path in (world.site / "output").rglob("*") if path.is_file()}
    assert world.written() == set()
    assert {path: path.stat().st_mtime_ns for path in times} == times


@pytest.mark.parametrize(
    ("edit", "touched", "untouched"),
    [
        ("body", {"bai-viet/bai-mau-thu-hai.html", "nguon-tin/tat-ca.rss.xml"}, {"index.html", "lien-he.html", "sitemap.xml"}),
        ("slogan", {"hinh/khau-hieu/khau-hieu-mau-van-minh-hanh-phuc.jpg"}, {"lien-he.html", "hinh/bai-viet/bai-mau-thu-hai.png"}),
        ("template", {"index.html", "bai-viet/index.html"}, {"404.html", "hinh/bai-viet/bai-mau-thu-hai.png", "nguon-tin/tat-ca.rss.xml"}),
        ("ward", {"lien-he.html", "404.html", "nguon-tin/tat-ca.atom.xml"}, {"hinh/bai-viet/bai-mau-thu-hai.png"}),
    ],
)
def test_an_edit_touches_what_it_must(tmp_path: Path, edit: str, touched: set[str], untouched: set[str]) -> None:
    """An edit writes the files whose bytes depend on it, and no other."""
    world = World(tmp_path)
    build(world.project)
    before = tree(world.site / "output")
    EDITS[edit](world)
    written = world.written()
    after = tree(world.site / "output")
    assert touched <= written
    assert not untouched & written
    assert written == {name for name in after if after[name] != before.get(name)}


def test_a_file_changed_by_a_foreign_hand_is_made_again(tmp_path: Path) -> None:
    """A public file that is not as it was put there, or is gone, is made again, whatever the state says."""
    world = World(tmp_path)
    build(world.project)
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
    honest = codes.importlib.metadata.version  # type: ignore[attr-defined]
    for package, is_same in (("pillow", True), ("fonttools", False)):
        monkeypatch.setattr(codes.importlib.metadata, "version", lambda name, p=package: "0" if name == p else honest(name))  # type: ignore[attr-defined]
        codes.forget()
        assert (keys.Keys(ROOT / "theme").key(artifact) == first) is is_same
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
    import re

    for file in (ROOT / "theme/templates").rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        said = re.findall(r"\{%-?\s*(?:extends|include|import|from)\s", text)
        assert len(keys._REFERENCE.findall(text)) == len(said), os.fspath(file)


def test_a_proof_holds_and_finds(tmp_path: Path) -> None:
    """After edits the proof compares every file; one byte changed, a file lost and one too many are all named."""
    world = World(tmp_path)
    build(world.project)
    EDITS["title"](world)
    build(world.project)
    (world.site / "output" / "cua-nguoi-khac.html").write_text("x", encoding="utf-8")
    assert prove(world.project) == len(tree(world.site / "output")) - 1 + len(tree(world.site / "staff"))
    assert not (world.site / ".cache" / "doi-chieu").exists()
    (world.site / "output" / "lien-he.html").write_text("chèn", encoding="utf-8")
    (world.site / "output" / "404.html").unlink()
    EDITS["remove"](world)
    with pytest.raises(ProofError) as caught:
        prove(world.project)
    assert caught.value.exit_code == 4
    said = caught.value.details.split("\n")
    assert {"khác: output/lien-he.html", "khác: output/404.html", "thừa: output/mo-hinh/mo-hinh-mau-cho-bai-thu.html"} <= set(said)
