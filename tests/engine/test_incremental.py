"""Incremental builds: whatever was edited, in whatever order, the site that was built bit by bit is the one built at once."""

import datetime as dt
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sample_site import NOW, tree
from site_world import (
    AFTER,
    ALL,
    APPEARS,
    DOWNLOAD,
    EDITS,
    HARMS,
    LATER,
    NOTICE,
    ONE,
    PICTURE,
    TWO,
    Way,
    World,
    download,
    history,
    picture,
    quick,
    set_version,
    step,
)

from plugins.core.errors import GateError, OutdatedError, SourceError
from plugins.engine import build as builder
from plugins.engine import check, workers
from plugins.engine.build import BuildResult, build
from plugins.engine.state import read_state

WAYS = st.builds(
    Way,
    processes=st.sampled_from([1, 1, 2]),
    is_by_hash=st.sampled_from([False, False, True]),
    is_resident=st.booleans(),
    is_followed=st.booleans(),
    is_settled=st.booleans(),
)
#: addresses of two articles
FIRST, SECOND = "bai-viet/bai-mot-ve-so-05-nq-tu.html", "bai-viet/bai-hai.html"
#: outputs of many entries, and the sheets that announcers read
OF_MANY = ("nguon-tin/", "tim-kiem", "truyen-thanh/")
#: what was not looked at is not looked at again
SEALED = Way(is_settled=True)


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    """One tiny site for all histories: its templates are compiled once."""
    with quick() as folder:
        made = World(folder)
        yield made
        made.close()


def histories(most: int) -> st.SearchStrategy[list[str]]:
    """Names of edits, one to `most`."""
    return st.lists(st.sampled_from(sorted(ALL)), min_size=1, max_size=most)


@pytest.mark.no_cover  # tracing would double two minutes; other tests reach the same lines
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(WAYS, histories(4))
def test_incremental_equals_clean(world: World, way: Way, names: list[str]) -> None:
    """After each of a few edits output/, staff/, findings and exit code are those of a build from nothing, and `changed` is right."""
    history(world, way, names)


@pytest.mark.slow
@settings(max_examples=2000, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(WAYS, histories(8))
def test_long_histories(world: World, way: Way, names: list[str]) -> None:
    """The same over many more and longer histories."""
    history(world, way, names)


@pytest.mark.no_cover  # likewise
@pytest.mark.parametrize("name", sorted(EDITS))
def test_every_edit_is_one(world: World, name: str) -> None:
    """Each kind of edit changes the site, and is built right from what it left."""
    world.reset(Way(processes=2, is_resident=True, is_settled=True))
    if name in AFTER:
        step(world, AFTER[name])
    before = world.outputs()
    assert step(world, name) != before


@pytest.mark.parametrize("name", sorted(HARMS))
def test_every_harm_is_one(world: World, name: str) -> None:
    """Each kind of harm changes, adds or takes a file, and the next build makes good."""
    world.reset(Way())
    folders = [world.site / folder for folder in ("output", "staff", ".cache")]
    before = [tree(folder) for folder in folders]
    ALL[name](world)
    assert [tree(folder) for folder in folders] != before
    history(world, Way(is_settled=True), [name])


def test_two_processes_really_work(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Built in the way of two processes, even the tiny site is read and made by a child beside the parent."""
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    world.reset(Way(processes=2))
    for folder in ("output", "staff", ".cache"):
        shutil.rmtree(world.site / folder)
    crews: list[int] = []
    honest = workers._Crew.__init__

    def count(crew: workers._Crew, items: object, act: object, number: int) -> None:
        crews.append(number)
        honest(crew, items, act, number)  # type: ignore[arg-type] # handed on

    monkeypatch.setattr(workers._Crew, "__init__", count)
    world.build()
    assert len(crews) >= 2
    assert set(crews) == {1}


def test_what_was_saved_is_all_that_is_looked_at(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Told what was saved, a build walks no folder, sees the save and nothing else; without being told, it sees all."""
    world.reset(Way(is_resident=True))
    for name in (ONE, TWO):
        world.replace(name, "Nội dung", "Nội dung khác")
    with monkeypatch.context() as patch:
        for name in ("scan", "disturbed", "inputs_of"):
            patch.delattr(builder, name)
        result = build(world.project, memory=world.memory, saved=[world.file(TWO)])
    assert [url for url in result.made if not url.startswith(OF_MANY)] == [SECOND, SECOND.replace(".html", ".nghe.txt")]
    result = build(world.project, memory=world.memory)
    assert FIRST in result.made
    assert world.outputs() == world.clean()[1]


def test_pages_that_are_gone_are_made_where_only_their_parts_changed(world: World) -> None:
    """Told what was saved, a build looks at no output: where one is gone whose parts alone changed, it is made and nothing breaks."""
    world.reset(Way(is_resident=True))
    (world.site / "output/lien-he.html").unlink()
    shutil.rmtree(world.site / "output/bai-viet")
    world.field(NOTICE, "title", "Thông báo khác")
    result = build(world.project, memory=world.memory, saved=[world.file(NOTICE)])
    assert {"lien-he.html", FIRST} <= set(result.changed)
    build(world.project, memory=world.memory)
    assert world.outputs() == world.clean()[1]


@pytest.mark.parametrize("other", ["content/bai-viet/tin/moi.md", "content/du-lieu/chuyen-muc.toml", "theme/x.css"])
def test_more_than_a_text_that_is_known_asks_for_a_look_at_everything(world: World, monkeypatch: pytest.MonkeyPatch, other: str) -> None:
    """A new file, data or the theme: all is looked at, and a save that was not told is seen as well."""
    world.reset(Way(is_resident=True))
    world.replace(ONE, "Nội dung", "Nội dung khác")
    result = build(world.project, memory=world.memory, saved=[world.site / other])
    assert FIRST in result.made


def test_after_a_build_that_failed_everything_is_looked_at(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was saved before a build that was broken off is seen by the next, which is told of another save only."""
    world.reset(Way(is_resident=True))
    world.replace(ONE, "Nội dung", "Nội dung khác")

    def broken(*_: object, **__: object) -> None:
        raise GateError("x", "y")

    with monkeypatch.context() as patch:
        patch.setattr(check, "check_content", broken)
        with pytest.raises(GateError):
            build(world.project, memory=world.memory, saved=[world.file(ONE)])
    result = build(world.project, memory=world.memory, saved=[world.file(TWO)])
    assert FIRST in result.made


@pytest.mark.parametrize(("name", "first", "second"), [(DOWNLOAD, download(1), download(2)), (PICTURE, picture(1), picture(2))])
def test_a_file_replaced_while_it_is_built_is_not_published(
    world: World, monkeypatch: pytest.MonkeyPatch, name: str, first: bytes, second: bytes
) -> None:
    """A file that is another one after it was judged is shown to nobody, and once it is back it is built as it is."""
    world.reset(Way())
    world.write(name, first)
    honest = check.judge_files

    def judge(*args: Any) -> object:
        rows = honest(*args)
        world.write(name, second)
        return rows

    with monkeypatch.context() as patch:
        patch.setattr(check, "judge_files", judge)
        with pytest.raises(SourceError, match="đổi trong lúc đang dựng"):
            world.build()
    world.write(name, first)
    world.build()
    assert world.outputs() == world.clean()[1]


def test_code_saved_while_a_process_loads_makes_nothing(world: World) -> None:
    """Old code makes no file under the digest of the new: the process builds nothing, the next one everything."""
    world.reset(Way())
    world.build()
    before = tree(world.site / "output")
    world.edit_code("engine/listings.py")
    saved(world.code / "engine/listings.py")
    with pytest.raises(OutdatedError, match=r"plugins/engine/listings\.py"):
        world.build()
    assert tree(world.site / "output") == before
    world.forget_code()
    assert "bai-viet/index.html" in world.build().made


def test_code_saved_while_a_process_runs_leaves_no_seal(world: World) -> None:
    """What old code built is not taken for what the new code builds: another process looks at everything."""
    world.reset(Way(is_resident=True))
    world._edited.add(world.code / "engine/listings.py")
    saved(world.code / "engine/listings.py")
    EDITS["body"](world)
    world.build()
    state, _ = read_state(world.project)
    assert state is not None
    assert state.seal is None


def saved(file: Path) -> None:
    """A file of the code, saved by now, while the process goes on."""
    now = time.time_ns()
    os.utime(file, ns=(now, now))


def test_after_another_command_s_build_everything_is_looked_at(world: World) -> None:
    """Another process built in between: what it left is not what this one remembers."""
    world.reset(Way(is_resident=True))
    world.replace(ONE, "Nội dung", "Nội dung khác")
    build(world.project)
    (world.site / "output" / SECOND).write_text("x", encoding="utf-8")
    assert build(world.project, memory=world.memory, saved=[]).changed == (SECOND,)


@pytest.fixture
def sealed(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """A world that was built and is sealed: checking it again would be noticed."""
    world.reset(SEALED)
    monkeypatch.setattr(check, "check_content", looked)
    return world


class LookedError(Exception):
    """The builder looked at the content."""


def looked(*_: object, **__: object) -> None:
    """Stands for the look at the content."""
    raise LookedError


def is_taken(world: World) -> bool:
    """Was the sealed result taken, without looking at anything?"""
    try:
        result: BuildResult = world.build()
    except LookedError:
        return False
    assert result.summary[-1].startswith("Làm lại: 0 · ghép khung: 0 · ghi: 0 · bỏ: 0")
    assert (result.made, result.spliced, result.changed) == ((), (), ())
    return True


def test_a_sealed_build_looks_at_nothing(sealed: World) -> None:
    """While nothing was touched, a build says what the last one said and does not look at the content."""
    before = sealed.outputs()
    assert is_taken(sealed)
    assert is_taken(sealed)
    assert sealed.outputs() == before


def test_a_second_save_in_the_same_tick_breaks_the_seal(world: World) -> None:
    """A file that was saved right before a build may change again with equal size and time: its bytes decide."""
    world.reset(Way())
    ALL["body"](world)
    world.build()
    file = world.file(TWO)
    info = file.stat()
    world.replace(TWO, "nội dung", "nội dunk")
    os.utime(file, ns=(info.st_atime_ns, info.st_mtime_ns))
    assert file.stat().st_size == info.st_size
    world.build()
    assert "nội dunk" in (world.site / "output/bai-viet/bai-hai.html").read_text(encoding="utf-8")
    assert world.outputs() == world.clean()[1]


def test_in_ci_bytes_decide_whatever_the_seal_says(world: World) -> None:
    """Where bytes decide, an edit that left size and time of an old file as they were is seen."""
    world.reset(Way(is_by_hash=True, is_settled=True))
    file = world.file(TWO)
    info = file.stat()
    world.replace(TWO, "Nội dung", "Nội dunk")
    os.utime(file, ns=(info.st_atime_ns, info.st_mtime_ns))
    world.build()
    assert "Nội dunk" in (world.site / "output/bai-viet/bai-hai.html").read_text(encoding="utf-8")


def touch(path: Path) -> None:
    """Another time, the same bytes."""
    os.utime(path, (1_500_000_000, 1_500_000_000))


#: one input or result each
BREAKERS: dict[str, Callable[[World], object]] = {
    "text": lambda w: touch(w.file(TWO)),
    "text gone": lambda w: w.file(TWO).unlink(),
    "text new": lambda w: w.write("bai-viet/x.md", b""),
    "file of tep": lambda w: touch(w.file("tep/anh.png")),
    "data file": lambda w: touch(w.file("du-lieu/chuyen-muc.toml")),
    "misplaced file": lambda w: w.write("bai-viet/x.png", b""),
    "template": lambda w: touch(w.theme / "templates/entry.html"),
    "style": lambda w: touch(w.theme / "static/css/card.css"),
    "code": lambda w: touch(w.code / "engine/text.py"),
    "data of code": lambda w: touch(w.code / "documents/data/kinds.toml"),
    "ward": EDITS["ward"],
    "address": EDITS["address"],
    "packages": lambda w: set_version(w, "jinja2", "0"),
    "moment": lambda w: setattr(w, "now", APPEARS),
    "moment before": lambda w: setattr(w, "now", w.now - dt.timedelta(seconds=1)),
    "public file touched": lambda w: touch(w.site / "output/index.html"),
    "public file gone": lambda w: (w.site / "output/index.html").unlink(),
    "public file a folder": lambda w: ((w.site / "output/404.html").unlink(), (w.site / "output/404.html").mkdir()),
    "staff file touched": lambda w: touch(w.site / "staff/index.html"),
    "staff file gone": lambda w: (w.site / "staff/index.html").unlink(),
    "state gone": lambda w: (w.site / ".cache/state.bin").unlink(),
    "state spoilt": HARMS["state spoilt"],
}
#: what is no input: the seal holds
HOLDERS: dict[str, Callable[[World], object]] = {
    "hidden file": lambda w: w.write("bai-viet/.nhap.md.swp", b"x"),
    "compiled code": lambda w: ((w.code / "__pycache__").mkdir(exist_ok=True), (w.code / "__pycache__/x.pyc").write_bytes(b"")),
    "strange public file": HARMS["stranger"],
    "an hour": lambda w: setattr(w, "now", w.now.replace(hour=w.now.hour + 1)),
    "store gone": lambda w: (w.site / ".cache/readings.db").unlink(),
}


@pytest.mark.parametrize("name", sorted(BREAKERS))
def test_every_input_breaks_the_seal(sealed: World, name: str) -> None:
    """Whatever a build reads or made: once it was touched, everything is looked at again."""
    BREAKERS[name](sealed)
    # files that settle keep their new time, which is as old as the others
    assert not is_taken(sealed)


@pytest.mark.parametrize("name", sorted(HOLDERS))
def test_what_is_no_input_leaves_the_seal(sealed: World, name: str) -> None:
    """What no build reads or makes does not break the seal."""
    HOLDERS[name](sealed)
    assert is_taken(sealed)


def test_the_seal_holds_until_midnight(sealed: World) -> None:
    """The last second of the day is still sealed, midnight is not: the week's digest of the office counts days."""
    sealed.now = NOW.replace(hour=23, minute=59, second=59)
    assert is_taken(sealed)
    sealed.now = NOW.replace(hour=0) + dt.timedelta(days=1)
    assert not is_taken(sealed)


def test_the_seal_holds_until_the_next_moment(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last second before an entry appears in the course of the day is still sealed, that second is not."""
    world.reset(SEALED)
    world.field(LATER, "publish_at", "2026-11-23T20:30")
    world.build()
    monkeypatch.setattr(check, "check_content", looked)
    world.now = NOW.replace(hour=20, minute=29, second=59)
    assert is_taken(world)
    world.now = NOW.replace(hour=20, minute=30)
    assert not is_taken(world)


@pytest.mark.parametrize("name", ["static/css/card.css", "static/css"])
def test_what_a_link_of_the_theme_leads_to_is_looked_at(world: World, tmp_path: Path, name: str) -> None:
    """A theme may share files with another one by links: what lies behind them is no less an input, and no seal holds over it."""
    world.reset(SEALED)
    place, real = world.theme / name, tmp_path / "chung"
    shutil.move(place, real)
    place.symlink_to(real)
    try:
        world.build()
        style = real if real.is_file() else real / "card.css"
        before = style.read_bytes()
        style.write_bytes(before.replace(b"{", b"{ --x: 1;"))
        world.build()
        assert world.outputs() == world.clean()[1]
        style.write_bytes(before)
    finally:
        place.unlink()
        shutil.move(real, place)
    world.settle(world.theme)


def test_strict_looks_again_when_something_was_refused(world: World) -> None:
    """A sealed build that refused something tells its exit code again; with --strict it is refused, and without errors it is taken."""
    world.reset(SEALED)
    ALL["refused"](world)
    first = world.build()
    again = world.build()
    assert (first.exit_code, again.exit_code) == (2, 2)
    assert first.issues == again.issues
    assert "Làm lại: 0 " in again.summary[-1]
    with pytest.raises(GateError):
        world.build(strict=True)
    ALL["repaired"](world)
    world.build()
    assert "Làm lại: 0 " in world.build(strict=True).summary[-1]
