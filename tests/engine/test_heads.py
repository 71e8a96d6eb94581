"""Heads: entries on demand, in little memory."""

import pytest

from plugins.engine import heads
from plugins.engine.heads import Head, head_from
from plugins.engine.read import read_source
from plugins.engine.rows import rows_of


def head(number: int) -> Head:
    """The head of a sample article."""
    front = f"id: mau-{number}\ntitle: Bài mẫu {number}\ndate: 2026-03-01\nstatus: published\nsummary: Tóm tắt.\n"
    text = f"---\n{front}sources: [Mẫu]\ncategory: tin\ntags: [thẻ mẫu, thẻ hai]\n---\nTheo 05-NQ/TU.\n"
    path = f"bai-viet/tin/bai-{number}.md"
    return head_from(*rows_of(read_source(path, text.encode()), f"key {number}")[0])


def test_entries_are_decoded_when_asked_for_and_not_all_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked twice in a row an entry is one object; however many are asked for, only so many stay in memory, and all are right."""
    monkeypatch.setattr(heads, "_MOST_ENTRIES", 4)
    heads._LATELY.clear()
    many = [head(number) for number in range(10)]
    assert many[0].entry is many[0].entry
    for number, one in enumerate(many):
        assert one.entry.title == f"Bài mẫu {number}"
        assert len(heads._LATELY) <= 4
    assert many[0].entry.title == "Bài mẫu 0"


def test_what_heads_say_alike_is_one_object(monkeypatch: pytest.MonkeyPatch) -> None:
    """Folder, category, tags and numbers that thousands share are in memory once, also after the table of them was emptied."""
    one, other = head(1), head(2)
    for name in ("folder", "status", "category", "tags", "cites"):
        assert getattr(one, name) is getattr(other, name)
    monkeypatch.setattr(heads, "_MOST_ALIKE", 1)
    assert head(3) == head(3)
    assert head(3).tags == one.tags


def test_what_is_no_entry_has_none() -> None:
    """A source that could not be read has a head, and no entry to ask for."""
    broken = head_from(*rows_of(read_source("bai-viet/x.md", b"---\n- x\n---\n"), "k")[0])
    assert not broken.is_entry
    with pytest.raises(TypeError, match=r"bai-viet/x\.md"):
        _ = broken.entry
