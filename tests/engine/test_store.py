"""The store of readings: faster, never different, and nothing that comes out of it can act."""

import pickle
import sqlite3
from pathlib import Path

import pytest
from sample_site import Builder, project_of, tree

from plugins.engine import store
from plugins.engine.check import check_site
from plugins.engine.read import read_source

DATA = b"---\nid: mau-0001\ntitle: x\n---\nSo 5-NQ/TU [x](y.md) ![](tep/z.png)\n"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Paths of the sources that were really read."""
    paths: list[str] = []

    def note(path: str, data: bytes):  # type: ignore[no-untyped-def]
        paths.append(path)
        return read_source(path, data)

    monkeypatch.setattr(store, "read_source", note)
    return paths


def stored(cache: Path, path: str = "bai-viet/x.md", data: bytes = DATA):  # type: ignore[no-untyped-def]
    with store.stored_readings(cache) as readings:
        return readings.read(path, data)


def test_what_comes_out_is_what_went_in(tmp_path: Path, read: list[str]) -> None:
    """A stored reading equals the first in every field; only other bytes or another path are read."""
    first = stored(tmp_path)
    assert stored(tmp_path) == first
    assert read == ["bai-viet/x.md"]
    stored(tmp_path, data=DATA + b"!")
    stored(tmp_path, path="bai-viet/y.md")
    assert read == ["bai-viet/x.md", "bai-viet/x.md", "bai-viet/y.md"]


def test_the_sample_site_is_read_once(site: Path, run: Builder, read: list[str]) -> None:
    """Build, build again, check: each source is read once; after an edit that one alone, and a lost source is forgotten."""
    run()
    count = len(read)
    run()
    check_site(project_of(site))
    assert len(read) == count == len(list((site / "content").rglob("*.md")))
    article = site / "content/bai-viet/tin/bai-mau-hai.md"
    article.write_text(article.read_text(encoding="utf-8") + "\nThêm.\n", encoding="utf-8")
    (site / "content/mo-hinh/mo-hinh-mau.md").unlink()
    run()
    assert read[count:] == ["bai-viet/tin/bai-mau-hai.md"]
    rows = sqlite3.connect(site / ".cache/readings.db").execute("SELECT count(*) FROM readings").fetchone()
    assert rows == (count - 1,)


def test_other_code_reads_everything_anew(tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """When the code of the reader or a package behind it changes, nothing stored is believed."""
    stored(tmp_path)
    monkeypatch.setattr(store, "code_digest", lambda module, packages: "khac")
    stored(tmp_path)
    assert len(read) == 2


@pytest.mark.parametrize("damage", [b"", b"not a database", b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_damaged_store_is_begun_anew(site: Path, run: Builder, damage: bytes) -> None:
    """A file that is no store of ours never stops a build and changes no byte of it."""
    run()
    before = tree(site / "output")
    (site / ".cache/readings.db").write_bytes(damage)
    assert run().exit_code == 0
    assert tree(site / "output") == before


class Harm:
    """Unpickled in the ordinary way, it would write a file."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def __reduce__(self) -> tuple[object, ...]:
        return (Path.touch, (self.target,))


@pytest.mark.parametrize("row", [b"", b"\x80\x05.", pickle.dumps("chữ"), pickle.dumps(Path("x")), None])
def test_a_foreign_row_cannot_act(tmp_path: Path, read: list[str], row: bytes | None) -> None:
    """A row that is damaged, of another type, or made to act is dropped unread, and the source is read again."""
    first = stored(tmp_path / "kho")
    harm = pickle.dumps(Harm(tmp_path / "hai")) if row is None else row
    rows = sqlite3.connect(tmp_path / "kho/readings.db")
    rows.execute("UPDATE readings SET reading = ?", (harm,))
    rows.commit()
    rows.close()
    assert stored(tmp_path / "kho") == first
    assert len(read) == 2
    assert not (tmp_path / "hai").exists()


@pytest.mark.parametrize("name", ["read_source", "re", "chain"])
def test_only_our_data_classes_are_built(name: str) -> None:
    """Functions, modules and foreign classes that our own modules hold are refused too: classes of data only."""
    reader = store._DataOnly(__import__("io").BytesIO(b""))
    with pytest.raises(pickle.UnpicklingError):
        reader.find_class("plugins.engine.read", name)


def test_a_held_store_is_no_obstacle(tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """While another command holds the file, reading goes on without a memory, and nothing is lost."""
    monkeypatch.setattr(store, "_PATIENCE", 0.05)
    first = stored(tmp_path)
    holder = sqlite3.connect(tmp_path / "readings.db", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    assert stored(tmp_path) == first
    holder.execute("ROLLBACK")
    with store.stored_readings(tmp_path) as readings:
        readings.read("bai-viet/moi.md", DATA)
        holder.execute("BEGIN IMMEDIATE")
    holder.execute("ROLLBACK")
    holder.close()
    assert stored(tmp_path) == first
