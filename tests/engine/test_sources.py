"""From files to heads: what is believed unseen, what is looked at, what is read anew, and what is said when it cannot be."""

import os
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sample_site import project_of

from plugins.core.errors import SourceError
from plugins.engine import seal, sources, texts
from plugins.engine.check import silent
from plugins.engine.codes import files_of
from plugins.engine.memory import Memory
from plugins.engine.scan import UNSURE, scan
from plugins.engine.sources import Sources, load_sources, reader_code, source_key
from plugins.engine.store import Store

ARTICLE, DOCUMENT = "bai-viet/tin/bai-mau-hai.md", "van-ban/05-nq-tu.md"
LONG_AGO = 1_700_000_000


def settle(site: Path, seconds: int = LONG_AGO) -> None:
    """All files look as if they were saved then."""
    for file in (site / "content").rglob("*.md"):
        os.utime(file, (seconds, seconds))


def load(site: Path, memory: Memory | None = None, **changes: object) -> Sources:
    """Read a site; sizes and times decide unless `changes` say otherwise."""
    project = project_of(site, **({"is_by_hash": False} | changes))
    return load_sources(project, scan(project.content), memory or Memory(is_kept=False), silent)


def stored(site: Path) -> dict[str, object]:
    """What the store knows: state of each source."""
    return {path: state for path, (state, _) in Store(site / ".cache", reader_code()).heads().items()}


def test_untouched_sources_are_believed(site: Path, seen: list[str]) -> None:
    """Read once; then neither text nor bytes are asked for, and heads come in the order of the scan."""
    settle(site)
    first = load(site)
    assert first.read == len(seen) == len(first.heads) > 10
    assert list(first.heads) == sorted(first.heads) == list(scan(site / "content").sources)
    seen.clear()
    second = load(site)
    assert second.heads == first.heads
    assert (second.read, seen) == (0, [])
    assert {path: Path(place).read_bytes() for path, place in second.places.items()}[ARTICLE] == (site / "content" / ARTICLE).read_bytes()


def test_a_file_of_this_moment_is_not_believed(site: Path, seen: list[str]) -> None:
    """Saved within two seconds of the scan, a file may be saved again unseen: its state is stored as unsure, its bytes decide."""
    settle(site)
    os.utime(site / "content" / ARTICLE)
    os.utime(site / "content" / DOCUMENT, ns=(0, time.time_ns() + 3_600_000_000_000))  # a clock that went back
    load(site)
    assert [path for path, state in stored(site).items() if state == UNSURE] == [ARTICLE, DOCUMENT]
    seen.clear()
    text = (site / "content" / ARTICLE).read_text(encoding="utf-8")
    info = (site / "content" / ARTICLE).stat()
    (site / "content" / ARTICLE).write_text(text.replace("thứ hai", "thứ bon"), encoding="utf-8")
    os.utime(site / "content" / ARTICLE, ns=(info.st_atime_ns, info.st_mtime_ns))
    again = load(site)
    assert seen == [ARTICLE]
    assert again.heads[ARTICLE].entry.title == "Bài mẫu thứ bon"


def test_a_touched_file_is_looked_at_once(site: Path, seen: list[str]) -> None:
    """Other times and the same bytes: nothing is read, and the new time is stored, so that the next build believes it unseen."""
    settle(site)
    first = load(site)
    settle(site, LONG_AGO + 60)
    seen.clear()
    second = load(site)
    assert (second.read, seen) == (0, [])
    assert second.heads == first.heads
    assert {state.mtime for state in stored(site).values()} == {(LONG_AGO + 60) * 10**9}  # type: ignore[attr-defined]


def test_in_ci_bytes_decide(site: Path, seen: list[str]) -> None:
    """Where every checkout has new times, or none at all, a file with the old size and time is looked at too."""
    settle(site)
    load(site)
    seen.clear()
    text = (site / "content" / ARTICLE).read_text(encoding="utf-8")
    info = (site / "content" / ARTICLE).stat()
    (site / "content" / ARTICLE).write_text(text.replace("thứ hai", "thứ bon"), encoding="utf-8")
    os.utime(site / "content" / ARTICLE, ns=(info.st_atime_ns, info.st_mtime_ns))
    assert load(site).heads[ARTICLE].entry.title == "Bài mẫu thứ hai"  # nobody can tell without opening it
    assert load(site, is_by_hash=True).heads[ARTICLE].entry.title == "Bài mẫu thứ bon"
    assert seen == [ARTICLE]


def test_what_is_gone_is_forgotten(site: Path) -> None:
    """A source that was removed or renamed leaves no head, and no row in the store."""
    settle(site)
    count = len(load(site).heads)
    (site / "content" / ARTICLE).unlink()
    (site / "content" / DOCUMENT).rename(site / "content/van-ban/khac.md")
    heads = load(site).heads
    assert len(heads) == len(stored(site)) == count - 1
    assert "van-ban/khac.md" in heads
    assert not {ARTICLE, DOCUMENT} & (heads.keys() | stored(site).keys())


def test_a_memory_stands_for_the_store(site: Path, seen: list[str]) -> None:
    """In one process heads are kept as they are, also when the store is lost; another code of the reader ends that."""
    settle(site)
    memory = Memory()
    first = load(site, memory)
    (site / ".cache/readings.db").unlink()
    seen.clear()
    second = load(site, memory)
    assert seen == []
    assert all(second.heads[path] is head for path, head in first.heads.items())
    memory.reader = "khác"
    load(site, memory)
    assert len(seen) == len(first.heads)


def test_many_are_read_by_many(site: Path) -> None:
    """Read by two processes or by one, with every head stored: the heads are the same."""
    text = (site / "content" / ARTICLE).read_text(encoding="utf-8")
    for number in range(70):
        (site / f"content/bai-viet/tin/them-{number}.md").write_text(text.replace("thứ hai", f"số {number}"), encoding="utf-8")
    settle(site)
    told: list[tuple[int, int]] = []
    project = project_of(site, is_by_hash=False)
    one = load(site, processes=1, cache=site / "mot")
    two = load_sources(replace(project, processes=2), scan(project.content), Memory(), lambda done, total: told.append((done, total)))
    assert one.heads == two.heads
    assert one.read == two.read == len(stored(site)) == len(one.heads)
    assert told[-1] == (two.read, two.read)


@pytest.mark.parametrize("becomes", ["gone", "a folder"])
def test_a_file_that_cannot_be_read_is_named(site: Path, becomes: str) -> None:
    """Between scan and reading somebody removed it, or another program holds it: in Vietnamese, with the file, exit code 2."""
    project = project_of(site)
    found = scan(project.content)
    file = site / "content" / ARTICLE
    file.unlink()
    if becomes == "a folder":
        file.mkdir()
    with pytest.raises(SourceError, match="không đọc được tệp này") as caught:
        load_sources(project, found, Memory(), silent)
    assert caught.value.resource.endswith(ARTICLE)
    assert "chạy lại" in caught.value.reason
    assert caught.value.exit_code == 2


def test_what_cannot_be_read_is_said_like_everything_else(site: Path) -> None:
    """No English at an editor, and the file by its path from the site, as in every other message."""
    project = project_of(site)
    found = scan(project.content)
    (site / "content" / ARTICLE).unlink()
    with pytest.raises(SourceError) as caught:
        load_sources(project, found, Memory(), silent)
    assert "No such file" not in str(caught.value)
    assert caught.value.resource == f"content/{ARTICLE}"


def test_of_a_huge_file_enough_to_say_so(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text of gigabytes is not brought into memory: as much as is needed to refuse it."""
    with (site / "content/bai-viet/b.md").open("wb") as file:
        file.truncate(2 * 1024**3)
    assert len(texts.bytes_of("bai-viet/b.md", str(site / "content/bai-viet/b.md"))) == texts._MOST_READ
    head = load(site).heads["bai-viet/b.md"]
    assert not head.is_entry
    assert [issue.rule for issue in head.details.issues] == ["GH01"]


def test_a_file_of_this_moment_is_known_by_its_bytes(tmp_path: Path) -> None:
    """What a seal keeps of a file that may change unseen: its bytes tell, and one that vanished is like none."""
    (tmp_path / "x").write_bytes(b"one")
    first = seal._digest(str(tmp_path / "x"))
    assert first == seal._digest(str(tmp_path / "x"))
    (tmp_path / "x").write_bytes(b"two")
    assert len({first, seal._digest(str(tmp_path / "x")), seal._digest(str(tmp_path / "none"))}) == 3
    assert seal._digest(str(tmp_path / "none")) == b""


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_what_is_refused_is_never_opened(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe, a link or a device that appeared just now is known by its name and state; opening it could hang the build."""
    os.mkfifo(site / "content/bai-viet/ong.md")
    (site / "content/bai-viet/lien-ket.md").symlink_to("/dev/zero")
    opened: list[str] = []
    monkeypatch.setattr(seal, "_digest", lambda file: opened.append(Path(file).name) or b"")
    project = project_of(site)
    seal.inputs_of(project, scan(project.content))
    assert not {"ong.md", "lien-ket.md"} & set(opened)


#: digests, paths and bytes as they are: no path holds a zero byte
TRIPLES = st.tuples(st.text("abc", max_size=3), st.text("ab/", max_size=4), st.binary(max_size=4))


@given(TRIPLES, TRIPLES)
@example(("ab", "/x", b""), ("a", "b/x", b""))
@example(("a", "b", b"c"), ("a", "bc", b""))
@example(("a", "", b""), ("", "a", b""))
def test_a_key_depends_on_reader_path_and_bytes(one: tuple[str, str, bytes], other: tuple[str, str, bytes]) -> None:
    """Equal keys for equal reader, path and bytes, and for nothing else, however the three are divided."""
    assert (source_key(*one) == source_key(*other)) == (one == other)


def test_the_reader_is_all_that_reads() -> None:
    """The code behind a reading holds the reader, the rules of one entry and their data, and not what decides or makes."""
    names = {file.as_posix().partition("/plugins/")[2] for file in files_of(sources._READER)}
    assert {"engine/read.py", "engine/rows.py", "editorial/schema.py", "documents/data/kinds.toml", "media/rules.py"} <= names
    assert not names & {"engine/build.py", "engine/plan.py", "engine/make.py", "engine/check.py", "engine/sources.py"}
    assert reader_code() == reader_code()
