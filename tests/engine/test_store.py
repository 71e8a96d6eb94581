"""The store of readings: faster, never different, and nothing that comes out of it can act."""

import json
import os
import pickle
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sample_site import Builder, project_of, tree

from plugins.core.errors import SourceError
from plugins.engine import store
from plugins.engine.build import BuildResult
from plugins.engine.check import check_content
from plugins.engine.heads import body_from, head_from
from plugins.engine.read import read_source
from plugins.engine.rows import rows_of
from plugins.engine.scan import FileState
from plugins.engine.store import Row, Store

DATA = b"---\nid: mau-0001\ntitle: x\n---\nSo 5-NQ/TU [x](y.md) ![](tep/z.png)\n"
ARTICLE = "bai-viet/tin/bai-mau-hai.md"
STATE = FileState(1, 2, 3)


def settle(site: Path) -> None:
    """Let every source look as if it was saved a while ago, so that its state on disk is believed."""
    for file in (site / "content").rglob("*"):
        os.utime(file, (1_700_000_000, 1_700_000_000))


def row(path: str = "bai-viet/x.md", key: str = "k") -> Row:
    head, body = rows_of(read_source(path, DATA), key)
    return Row(path=path, state=STATE, key=key, head=head, body=body)


def test_what_comes_out_is_what_went_in(site: Path) -> None:
    """Entries, issues, links, numbers and texts of every kind of source are the same after the store."""
    for file in sorted((site / "content").rglob("*.md")):
        path = file.relative_to(site / "content").as_posix()
        reading = read_source(path, file.read_bytes())
        head, body = rows_of(reading, "k")
        again = head_from(*head)
        assert (again.entry if again.is_entry else None) == reading.entry
        assert again.details.issues == reading.issues
        assert again.details.links == reading.links
        assert again.details.anchors == {heading.anchor for heading in reading.headings}
        text = body_from(body)
        assert (text.pieces, text.headings) == (reading.pieces, reading.headings)


def test_a_source_that_is_no_entry_has_none(tmp_path: Path) -> None:
    """Asking a broken source for its entry is a fault of ours, said with its path."""
    head = head_from(*row().head)
    assert not head.is_entry
    assert head.has_errors
    with pytest.raises(TypeError, match=r"bai-viet/x\.md"):
        _ = head.entry


def test_the_sample_site_is_read_once(site: Path, run: Builder, seen: list[str]) -> None:
    """Build, build again: each source is read once; after an edit that one alone, and a lost source is forgotten."""
    settle(site)
    run(is_by_hash=False)
    count = len(seen)
    run(is_by_hash=False)
    assert len(seen) == count == len(list((site / "content").rglob("*.md")))
    article = site / "content" / ARTICLE
    article.write_text(article.read_text(encoding="utf-8") + "\nThêm.\n", encoding="utf-8")
    (site / "content/mo-hinh/mo-hinh-mau.md").unlink()
    run()
    assert seen[count:] == [ARTICLE]
    with sqlite3.connect(site / ".cache/readings.db") as rows:
        assert [rows.execute(f"SELECT count(*) FROM {table}").fetchone() for table in ("heads", "bodies")] == [(count - 1,)] * 2  # noqa: S608
    rows.close()


@pytest.mark.parametrize("is_by_hash", [True, False])
def test_other_times_are_no_other_text(site: Path, run: Builder, seen: list[str], is_by_hash: bool) -> None:
    """A fresh checkout has new times and the same bytes: nothing is read again."""
    settle(site)
    run(is_by_hash=is_by_hash)
    count = len(seen)
    for file in (site / "content").rglob("*"):
        os.utime(file, (1_750_000_000, 1_750_000_000))
    run(is_by_hash=is_by_hash)
    assert len(seen) == count


def _saved_twice_in_a_tick(site: Path, run: Callable[..., BuildResult], is_by_hash: bool, seconds: int | None) -> str:
    """Edit an article, build, edit it again to the same length and the same time, build; its page."""
    article = site / "content" / ARTICLE
    text = article.read_text(encoding="utf-8")
    for word in ("cũ", "mớ"):
        article.write_text(text + f"\nCâu {word}.\n", encoding="utf-8")
        if seconds is not None:
            os.utime(article, (seconds, seconds))
        run(is_by_hash=is_by_hash)
    return (site / "output/bai-viet/bai-mau-thu-hai.html").read_text(encoding="utf-8")


def test_a_save_in_the_same_tick_is_seen(site: Path, run: Builder) -> None:
    """Two saves so close that size and time are equal: the file was too new to be believed, so its bytes were looked at."""
    import time

    assert "Câu mớ." in _saved_twice_in_a_tick(site, run, False, int(time.time()) + 1)


def test_in_ci_bytes_decide(site: Path, run: Builder) -> None:
    """With an old time set by a tool, only the bytes tell; CI always looks at them."""
    settle(site)
    assert "Câu mớ." in _saved_twice_in_a_tick(site, run, True, 1_700_000_000)


def test_other_code_reads_everything_anew(site: Path, run: Builder, seen: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """When the code of the reader or a package behind it changes, nothing stored is believed."""
    run()
    count = len(seen)
    monkeypatch.setattr("plugins.engine.sources.reader_code", lambda: "khac")
    monkeypatch.setattr("plugins.engine.seal._packages", lambda: ("khac",))
    run()
    assert len(seen) == 2 * count


@pytest.mark.parametrize("damage", [b"", b"not a database", b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_damaged_store_is_begun_anew(site: Path, run: Builder, damage: bytes) -> None:
    """A file that is no store of ours never stops a build and changes no byte of it; one line says so."""
    run()
    before = tree(site / "output")
    for file in (site / ".cache").iterdir():
        if file.name != "lock":
            file.write_bytes(damage)
    result = run()
    assert result.exit_code == 0
    assert len([line for line in result.summary if ".cache/" in line]) == 1
    assert tree(site / "output") == before
    assert not any(".cache/" in line for line in run().summary)


def test_a_foreign_table_is_begun_anew(tmp_path: Path) -> None:
    """A database of somebody else, or of another version of ours, is not believed."""
    with sqlite3.connect(tmp_path / "readings.db") as rows:
        rows.execute("CREATE TABLE heads (path TEXT)")
    rows.close()
    readings = Store(tmp_path, "code")
    assert readings.was_damaged
    assert readings.heads() == {}


class Harm:
    """Unpickled in the ordinary way, it would write a file."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def __reduce__(self) -> tuple[object, ...]:
        return (Path.touch, (self.target,))


def _rewrite(cache: Path, table: str, column: str, data: bytes) -> None:
    with sqlite3.connect(cache / "readings.db") as rows:
        rows.execute(f"UPDATE {table} SET {column} = ?, sum = ?", (data, store._checksum(data)))  # noqa: S608 - our own names
    rows.close()


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", json.dumps(["x"] * 30).encode(), None])
def test_a_foreign_row_cannot_act(tmp_path: Path, data: bytes | None) -> None:
    """A row of another form, or made to act, is data at most: it is dropped, with or without a right checksum."""
    target = tmp_path / "hai"
    harm = pickle.dumps(Harm(target)) if data is None else data
    first = Store(tmp_path, "code")
    assert first.save([row()])
    assert list(first.heads()) == ["bai-viet/x.md"]
    _rewrite(tmp_path, "bodies", "body", harm)
    assert first.bodies().load("bai-viet/x.md", "k") is None
    _rewrite(tmp_path, "heads", "head", harm)
    assert first.heads() == {}
    assert first.was_damaged
    assert not target.exists()


def test_a_row_that_rotted_is_found(tmp_path: Path) -> None:
    """One byte that flipped on the disk: the head is not believed, nor is the body."""
    readings = Store(tmp_path, "code")
    readings.save([row()])
    with sqlite3.connect(tmp_path / "readings.db") as rows:
        rows.execute("UPDATE bodies SET body = replace(CAST(body AS TEXT), 'So ', 'Su ')")
        rows.execute("UPDATE heads SET head = replace(CAST(head AS TEXT), 'mau-0001', 'mau-0002')")
    rows.close()
    assert readings.bodies().load("bai-viet/x.md", "k") is None
    assert readings.heads() == {}


def test_a_held_store_is_no_obstacle(site: Path, run: Builder, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another command holds the file, a build goes on without a memory and makes the same site."""
    run()
    before = tree(site / "output")
    monkeypatch.setattr(store, "_PATIENCE", 0.05)
    article = site / "content" / ARTICLE
    article.write_text(article.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    with sqlite3.connect(site / ".cache/readings.db", isolation_level=None) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        assert run().exit_code == 0
        holder.execute("ROLLBACK")
    holder.close()
    assert tree(site / "output") == before


def test_a_text_that_changed_in_between_is_said(site: Path) -> None:
    """The store lost a text, and its file is another one now: the build ends with the name of the file, not with a wrong page."""
    checked = check_content(project_of(site))
    texts, head = checked.sources.texts(), checked.heads[ARTICLE]
    (site / ".cache/readings.db").unlink()
    assert texts.of(head).pieces
    file = site / "content" / ARTICLE
    file.write_text(file.read_text(encoding="utf-8") + "\nThêm.\n", encoding="utf-8")
    with pytest.raises(SourceError, match=ARTICLE):
        texts.of(head)
    file.unlink()
    with pytest.raises(SourceError, match="không đọc được"):
        texts.of(head)
    texts.close()
