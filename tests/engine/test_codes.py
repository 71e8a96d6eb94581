"""Code as an input: what a digest of code holds, and when it is looked at anew."""

import functools
import os
import time
from pathlib import Path

import pytest

from plugins.core import BEGAN
from plugins.core.errors import OutdatedError
from plugins.engine import codes


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def] # a generator of paths
    """A small tree of code: a imports b, which has data beside it; c is alone."""
    for name, text in {
        "plugins/x/a.py": "from plugins.y.b import one\n",
        "plugins/y/b.py": "one = 1\n",
        "plugins/y/data/words.toml": "a = 1\n",
        "plugins/y/data/notes.txt": "x",
        "plugins/x/c.py": "import os\n",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(codes, "_ROOT", tmp_path)
    codes.forget()
    yield tmp_path
    monkeypatch.undo()
    codes.forget()


@pytest.mark.parametrize(
    ("name", "is_part"),
    [
        ("plugins/x/a.py", True),
        ("plugins/y/b.py", True),
        ("plugins/y/data/words.toml", True),
        ("plugins/y/data/more.toml", True),
        ("plugins/x/c.py", False),
        ("plugins/y/data/notes.txt", False),
    ],
)
def test_an_edit_is_seen_after_forgetting(root: Path, name: str, is_part: bool) -> None:
    """A process that edits code between two builds sees the edit when it forgets, and not before; what is not imported is no part."""
    before = codes.code_digest("plugins.x.a")
    (root / name).write_text("# another\n", encoding="utf-8")
    assert codes.code_digest("plugins.x.a") == before
    codes.forget()
    assert (codes.code_digest("plugins.x.a") != before) is is_part


@pytest.mark.parametrize("name", ["plugins/x/a.py", "plugins/y/data/words.toml"])
def test_code_that_is_saved_after_it_was_loaded_is_refused(root: Path, name: str) -> None:
    """A process runs what it loaded: what was saved since has no digest there, until it is loaded anew."""
    later = time.time_ns() + 1
    os.utime(root / name, ns=(later, later))
    with pytest.raises(OutdatedError) as caught:
        codes.code_digest("plugins.x.a")
    assert caught.value.resource == name
    codes.forget()
    codes.code_digest("plugins.x.a")


def test_other_times_and_other_files_are_no_code_that_was_saved() -> None:
    """A time to come is that of another machine; what editors write beside a file, and what is read for each build, no process keeps."""
    began, later = BEGAN, time.time_ns()
    assert not codes.was_saved(
        [("x/a.py", began - 1), ("x/a.py", later + 10**12), ("x/.#a.py", later), ("x/a.py~", later), ("x/a.md", later)]
    )
    assert codes.was_saved([("x/a.py", began - 1), ("x/data/a.toml", later)])


def test_a_new_import_is_followed(root: Path) -> None:
    """The list of what belongs to a module is read from its file: an import that comes brings its module, one that goes takes it."""
    assert {file.name for file in codes.files_of("plugins.x.a")} == {"a.py", "b.py", "words.toml"}
    (root / "plugins/x/a.py").write_text("from plugins.x import c\n", encoding="utf-8")
    codes.forget()
    assert {file.name for file in codes.files_of("plugins.x.a")} == {"a.py", "c.py"}
    assert codes.files_of("plugins.x.none") == frozenset()


def test_names_are_part_of_a_digest(root: Path) -> None:
    """The same text under another name is other code; a package that is named is part of it with its version."""
    before = codes.code_digest("plugins.x.a"), codes.code_digest("plugins.x.c")
    (root / "plugins/y/data/words.toml").rename(root / "plugins/y/data/letters.toml")
    codes.forget()
    assert codes.code_digest("plugins.x.a") != before[0]
    assert codes.code_digest("plugins.x.c") == before[1] != codes.code_digest("plugins.x.c", ("pillow",))
    assert codes.code_digest("plugins.x.c", ("pillow",)) != codes.code_digest("plugins.x.c", ("pillow", "lxml"))


def test_forgetting_leaves_nothing(root: Path) -> None:
    """Every memory of the module is emptied: one that is added and not named in `forget` fails here."""
    codes.code_digest("plugins.x.a", ("pillow",))
    codes.libraries()
    memories = [one for one in vars(codes).values() if isinstance(one, functools._lru_cache_wrapper)]
    assert len(memories) >= 7
    assert all(one.cache_info().currsize for one in memories)
    codes.forget()
    assert not any(one.cache_info().currsize for one in memories)


def test_libraries_of_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """FriBiDi is found straight in a folder and in one for a kind of machine; it comes and goes when the process forgets."""
    monkeypatch.setattr(codes, "_FOLDERS", (tmp_path / "lib", tmp_path / "none"))
    codes.forget()
    try:
        assert codes.libraries() == ()
        for name in ("lib/x86_64-linux-gnu/libfribidi.so.0", "lib/libfribidi.0.dylib", "lib/libother.so", "lib/python3/libfribidi.so"):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(b"")
        assert codes.libraries() == ()
        codes.forget()
        found = tuple(str(tmp_path / name) for name in ("lib/libfribidi.0.dylib", "lib/x86_64-linux-gnu/libfribidi.so.0"))
        assert codes.libraries() == found
    finally:
        monkeypatch.undo()
        codes.forget()
