"""Mutations: one input after the other is changed; exactly the outputs whose bytes depend on it are written anew.

The table of the last run is printed at its end: pytest -s tests/engine/test_mutations.py.
"""

import sys
from collections.abc import Callable, Iterator

import pytest
from site_world import EDITS, Way, World, change_ward, quick, set_version

from plugins.engine import cards, theme_files
from plugins.media import fonts
from plugins.vietnamese import lexicon

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    """The tiny site, for all mutations."""
    with quick() as folder:
        made = World(folder)
        yield made
        made.close()


@pytest.fixture(scope="module")
def table() -> Iterator[list[tuple[str, int, int, int, int, int]]]:
    """A row for each mutation: input, outputs there, that differ, written or removed, made anew, spliced."""
    rows: list[tuple[str, int, int, int, int, int]] = []
    yield rows
    print("\n\n| input | outputs | differ | rewritten | made anew | spliced |\n|---|---|---|---|---|---|")
    for row in rows:
        print("| " + " | ".join(str(cell) for cell in row) + " |")


def forget_results() -> None:
    """Empty every cache of our modules, as a new process would: what other code or data made is nothing."""
    for name, module in list(sys.modules.items()):
        if name.startswith("plugins."):
            for value in list(vars(module).values()):
                clear = getattr(value, "cache_clear", None)
                if callable(clear):
                    clear()


def word_list(world: World) -> None:
    """A new compound in the word list of line breaking."""
    file = world.code / "vietnamese/data/compounds.toml"
    world.replace("vietnamese/data/compounds.toml", '"hướng dẫn"', '"hướng dẫn", "bài sắp", "bài hai"', world.code)
    assert "bài sắp" in file.read_text(encoding="utf-8")
    world.patch.setattr(lexicon, "_SOURCE", file)
    world.forget_code()


def font_files(world: World) -> None:
    """Another version of the typeface."""
    set_version(world, "fontpkg-be-vietnam-pro", "9")
    for module in (fonts, cards, theme_files):
        world.patch.setattr(module, "source_digest", lambda: "9" * 64)


def package(name: str) -> Callable[[World], None]:
    return lambda world: set_version(world, name, "0")


MUTATIONS: dict[str, Callable[[World], None]] = {
    "code of a filter": EDITS["filter"],
    "macro": EDITS["macro"],
    "template of the frame": EDITS["frame"],
    "word list": word_list,
    "typeface": font_files,
    "data file of the ward": EDITS["data"],
    "label in text.py": EDITS["words"],
    "version of jinja2": package("jinja2"),
    "version of lxml": package("lxml"),
    "version of pyyaml": package("pyyaml"),
    "field of the ward: name": EDITS["ward"],
    "field of the ward: line on pictures": change_ward(unit_line="Phường {}"),
    "tag": EDITS["retag"],
    "title of a neighbour": EDITS["title"],
    "text": EDITS["body"],
    "notice": EDITS["notice"],
    "style": EDITS["style"],
}
#: those that change no byte
SAME = frozenset({"version of jinja2", "version of lxml", "version of pyyaml"})


@pytest.mark.parametrize("name", MUTATIONS)
def test_what_differs_is_what_is_written(world: World, table: list[tuple[str, int, int, int, int, int]], name: str) -> None:
    """Written or removed is what a clean build makes otherwise, no more and no less; made or spliced is all of that."""
    world.reset(Way())
    EDITS["share cards"](world)
    world.build()
    _, before = world.clean()
    MUTATIONS[name](world)
    forget_results()
    result = world.build()
    _, after = world.clean()
    forget_results()
    assert world.outputs() == after
    differ = {url for url in before.keys() | after.keys() if before.get(url) != after.get(url) and not url.startswith("staff:")}
    assert bool(differ) == (name not in SAME)
    assert set(result.changed) == differ
    assert differ & after.keys() <= {*result.made, *result.spliced}
    public = [url for url in after if not url.startswith("staff:")]
    table.append((name, len(public), len(differ), len(result.changed), len(result.made), len(result.spliced)))
