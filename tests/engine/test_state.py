"""What a build remembers: believed when it is whole and ours, and then whole."""

import hashlib
import os
import stat
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_site import Builder, project_of

from plugins.core.artifacts import Artifact, Audience, Made
from plugins.core.artifacts import given as view_of
from plugins.core.rules import Issue, Level
from plugins.engine.project import Project
from plugins.engine.state import SCHEMA, Record, Seal, State, issues_of, output_name, packed, read_state, state_path, write_state

ISSUES = (
    Issue(path="content/bai-viet/x.md", line=3, rule="VB02", level=Level.ERROR, message="Số nhỏ hơn 10.", suggestion="05-NQ/TU", column=4),
    Issue(path="content/tep/a b.pdf", line=0, rule="TP02", level=Level.WARNING, message="“Tệp” \U0001f4c4 lạ.\x7f"),
)
RECORD = Record(
    key=b"\x00\xff",
    parts=b"p",
    cuts=((0, 1, 5), (2, 9, 9)),
    sha256=b"\x01" * 32,
    bytes=9,
    width=3,
    height=2,
    mtime=1_700_000_000_123_456_789,
)
SEAL = Seal(
    digest=b"d",
    unsure={"/site/content/x.md": b"\x00"},
    since=-1.5,
    until=253_402_300_800.0,
    exit_code=2,
    issues=packed(ISSUES),
    entries=12,
    public=40,
    waiting=3,
    refused=1,
)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A site of which only the folder for the state is there."""
    site = tmp_path / "site"
    (site / "content").mkdir(parents=True)
    (site / ".cache").mkdir()
    return project_of(site)


def state_of(project: Project, **changes: object) -> State:
    """A state with something in every field."""
    outputs = {Audience.PUBLIC: {"a/b.html": RECORD}, Audience.STAFF: {"index.html": RECORD}}
    return msgspec.structs.replace(State(schema=SCHEMA, output=output_name(project), outputs=outputs, seal=SEAL), **changes)


def wrapped(data: bytes) -> bytes:
    """Bytes as a state's file holds them, with the right checksum."""
    return hashlib.blake2b(data, digest_size=16).digest() + data


def test_what_was_written_is_read(project: Project) -> None:
    """Outputs of both audiences and the seal with all its findings come back equal; so does a state without a seal."""
    for state in (state_of(project), state_of(project, seal=None), state_of(project, outputs={})):
        write_state(state_path(project), state)
        assert read_state(project) == (state, False)
    write_state(state_path(project), state_of(project))
    found, _ = read_state(project)
    assert found is not None
    assert found.seal is not None
    assert issues_of(found.seal) == ISSUES
    assert issues_of(msgspec.structs.replace(SEAL, issues=())) == ()


def test_no_state_is_no_damage(project: Project) -> None:
    """Before the first build there is nothing to believe and nothing to complain about."""
    assert read_state(project) == (None, False)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"x",
        b"\x00" * 16,
        b"\x00" * 400,
        b'{"schema": 3}',
        wrapped(b""),
        wrapped(b"\xc1"),
        wrapped(msgspec.msgpack.encode({"schema": SCHEMA})),
        wrapped(msgspec.msgpack.encode([1, 2, 3])),
        wrapped(msgspec.msgpack.encode({"schema": SCHEMA, "output": "output", "outputs": {"ai-do": {}}})),
        wrapped(msgspec.msgpack.encode({"schema": SCHEMA, "output": "output", "outputs": {"output": {"x": [1]}}})),
        wrapped(msgspec.msgpack.encode({"schema": "3", "output": "output", "outputs": {}})),
    ],
)
def test_foreign_bytes_are_not_believed(project: Project, data: bytes) -> None:
    """A file of somebody else, empty, cut off, or of another form with the right checksum: it is said, and nothing is taken for ours."""
    state_path(project).write_bytes(data)
    assert read_state(project) == (None, True)


@settings(max_examples=60)
@given(place=st.integers(0), flip=st.integers(1, 255), cut=st.booleans())
def test_no_damage_goes_unseen(tmp_path_factory: pytest.TempPathFactory, place: int, flip: int, cut: bool) -> None:
    """One byte that rotted anywhere, or an end that is missing, is found."""
    site = tmp_path_factory.mktemp("hong")
    (site / "content").mkdir()
    project = project_of(site)
    write_state(site / "x", state_of(project))
    data = bytearray((site / "x").read_bytes())
    at = place % len(data)
    if cut:
        del data[at:]
    else:
        data[at] ^= flip
    project.cache.mkdir()
    state_path(project).write_bytes(data)
    assert read_state(project) == (None, True)


@pytest.mark.parametrize("schema", [SCHEMA - 1, SCHEMA + 1])
def test_another_schema_is_not_believed(project: Project, schema: int) -> None:
    """A state of an older or a newer portal means other things: everything is made anew, and the build says why."""
    write_state(state_path(project), state_of(project, schema=schema))
    assert read_state(project) == (None, True)


def test_another_output_folder_is_not_ours(project: Project, tmp_path: Path) -> None:
    """With another OUTPUT_PATH nothing that lies there was made by us: no state, and no complaint."""
    write_state(state_path(project), state_of(project))
    assert read_state(replace(project, output=tmp_path / "khac")) == (None, False)
    assert output_name(replace(project, output=tmp_path / "khac")) == "../khac"


def test_a_moved_site_knows_its_files(project: Project, tmp_path: Path) -> None:
    """The folder of the site is no part of the state: copied to another disk it is still the same site."""
    write_state(state_path(project), state_of(project))
    (tmp_path / "site").rename(tmp_path / "noi-khac")
    assert read_state(project_of(tmp_path / "noi-khac")) == (state_of(project), False)


def test_a_record_knows_its_file(tmp_path: Path) -> None:
    """A file is the one that was put there while size and time are the same and it is a regular file."""
    file = tmp_path / "x"
    file.write_bytes(b"123456789")
    os.utime(file, ns=(0, RECORD.mtime))
    assert RECORD.matches(file.stat())
    assert not RECORD.matches(None)
    for changes in ({"bytes": 8}, {"mtime": RECORD.mtime + 1}):
        assert not msgspec.structs.replace(RECORD, **changes).matches(file.stat())
    info = list(file.stat())
    info[0] = stat.S_IFLNK | 0o777
    link = os.stat_result(info, {"st_mtime_ns": RECORD.mtime})
    assert not RECORD.matches(link)


def test_later_ranks_see_what_was_made() -> None:
    """From a record and its artifact comes all that a page may know of a picture."""
    artifact = Artifact(url="hinh/a.png", rank=0, maker="picture", seal=b"", view=view_of(None))
    assert RECORD.made(artifact) == Made(url="hinh/a.png", audience=Audience.PUBLIC, sha256="01" * 32, bytes=9, width=3, height=2)


def test_findings_of_a_build_with_nothing_to_do(site: Path, run: Builder) -> None:
    """When nothing changed, a build says the same findings, in the same words, with the same exit code, from the state alone."""
    (site / "content/bai-viet/hong.md").write_text("---\ntitle: x\n---\nTheo 5-NQ/TU [x](khong-co.md).\n", encoding="utf-8")
    for folder in (site / "content", site / "content/bai-viet"):
        for file in folder.iterdir():
            os.utime(file, (1_700_000_000, 1_700_000_000))
    first = run()
    assert first.exit_code == 2
    assert len(first.issues) >= 3
    state, _ = read_state(project_of(site))
    assert state is not None
    second = run()
    assert (second.issues, second.exit_code, second.public) == (first.issues, first.exit_code, first.public)
    if state.seal is not None:  # not so when code or theme were edited this very moment
        assert issues_of(state.seal) == first.issues
        assert second.made == ()
