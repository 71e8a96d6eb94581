"""Scanning: regular files inside content/, nothing else is opened."""

import os
import sys
import unicodedata
from pathlib import Path

import pytest

from plugins.engine.scan import scan, scan_after


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A small content/ with one file of each honest kind, and litter."""
    for name in (
        "bai-viet/tin/a.md",
        "bai-viet/b.md",
        "tep/mau.pdf",
        "du-lieu/chuyen-muc.toml",
        "bai-viet/.DS_Store",
        "bai-viet/Thumbs.db",
        "bai-viet/~$a.docx",
        ".git/x.md",
    ):
        file = tmp_path / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x", encoding="utf-8")
    return tmp_path / "content"


def test_honest_files(content: Path) -> None:
    """Entries and files are listed by their path from content/; what systems leave behind is not mentioned."""
    found = scan(content)
    assert list(found.sources) == ["bai-viet/b.md", "bai-viet/tin/a.md"]
    assert list(found.files) == ["tep/mau.pdf"]
    assert found.refused == found.misplaced == ()


def test_a_picture_beside_a_text_is_named(content: Path) -> None:
    """A file in a folder of entries would silently not be published: the editor is told where it belongs."""
    (content / "bai-viet" / "anh.jpg").write_text("x", encoding="utf-8")
    [(path, message)] = scan(content).misplaced
    assert path == "bai-viet/anh.jpg"
    assert "content/tep/" in message


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
@pytest.mark.parametrize("target", ["/etc/hostname", "../../bi-mat.md", "bai-viet/b.md", "khong-co.md", "."])
def test_links_are_refused_by_name(content: Path, target: str) -> None:
    """A symbolic link, wherever it points, is refused and never read."""
    (content / "bai-viet" / "lien-ket.md").symlink_to(target)
    found = scan(content)
    assert [path for path, _ in found.refused] == ["bai-viet/lien-ket.md"]
    assert "bai-viet/lien-ket.md" not in found.sources


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_does_not_hang(content: Path) -> None:
    """A named pipe is refused without being opened; opening would wait for ever."""
    os.mkfifo(content / "bai-viet" / "ong.md")
    assert [path for path, _ in scan(content).refused] == ["bai-viet/ong.md"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such names")
@pytest.mark.parametrize("name", [b"\xff.md", b"a\nb.md", b"a\x1b[2J.md"])
def test_names_that_are_no_text(content: Path, name: bytes) -> None:
    """A name that no page or terminal can print is refused in a spelling that it can."""
    (content / "bai-viet" / os.fsdecode(name)).write_bytes(b"x")
    [(path, message)] = scan(content).refused
    assert path.isascii()
    assert path.isprintable()
    assert "Đổi tên" in message


def test_folders_without_end(content: Path) -> None:
    """Folders nested too deep are refused instead of exhausting the stack; eight levels pass."""
    deep = content / "bai-viet" / "/".join("abcdefg")
    deep.mkdir(parents=True)
    (deep / "x.md").write_text("x", encoding="utf-8")
    assert scan(content).refused == ()
    for _ in range(40):
        deep = deep / "a"
    deep.mkdir(parents=True)
    (deep / "y.md").write_text("x", encoding="utf-8")
    [(_, message)] = scan(content).refused
    assert "8 tầng" in message


def test_two_spellings_of_one_name(content: Path) -> None:
    """NFC and NFD copies of one file name are one name: the second is refused."""
    for form in ("NFC", "NFD"):
        (content / "bai-viet" / unicodedata.normalize(form, "Đảng.md")).write_text("x", encoding="utf-8")
    found = scan(content)
    if len(list((content / "bai-viet").glob("*ng.md"))) == 2:  # some file systems already make them one
        assert [path for path, _ in found.refused] == ["bai-viet/Đảng.md"]
    assert "bai-viet/Đảng.md" in found.sources


def test_what_was_saved_is_as_it_is_now(content: Path) -> None:
    """After a save of a text that is known, its state is the new one, every other stays as it was, and nothing is sealed."""
    before = scan(content)
    file, other = content / "bai-viet/b.md", content / "bai-viet/tin/a.md"
    file.write_text("xy", encoding="utf-8")
    other.write_text("xyz", encoding="utf-8")
    after = scan_after(before, content, [file])
    assert after is not None
    assert after.sources["bai-viet/b.md"].state.size == 2
    assert after.sources["bai-viet/tin/a.md"] == before.sources["bai-viet/tin/a.md"]
    assert (after.files, after.data, after.seal, after.times) == (before.files, before.data, b"", [])
    assert before.sources["bai-viet/b.md"].state.size == 1


@pytest.mark.parametrize(
    "name", ["bai-viet/moi.md", "tep/mau.pdf", "du-lieu/chuyen-muc.toml", "bai-viet/tin", "../x.md", "bai-viet/gone.md"]
)
def test_more_than_a_save_needs_a_scan(content: Path, name: str) -> None:
    """A file that came or went, a folder, data, something outside: what was saved does not say all that changed."""
    (content / "bai-viet/gone.md").write_text("x", encoding="utf-8")
    before = scan(content)
    (content / "bai-viet/gone.md").unlink()
    (content / "bai-viet/moi.md").write_text("x", encoding="utf-8")
    assert scan_after(before, content, [content / name if name != "../x.md" else content.parent / "x.md"]) is None


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_text_that_became_a_link_needs_a_scan(content: Path) -> None:
    """Where a text was, there is a link now: only a scan may judge that."""
    before = scan(content)
    file = content / "bai-viet/b.md"
    file.unlink()
    file.symlink_to(content / "bai-viet/tin/a.md")
    assert scan_after(before, content, [file]) is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("bai-viet/con.md", "giữ riêng tên “con”"),
        ("bai-viet/AUX.md", "giữ riêng tên “AUX”"),
        ("bai-viet/nul.tin.md", "giữ riêng tên “nul”"),
        ("bai-viet/lpt1/a.md", "giữ riêng tên “lpt1”"),
        ("tep/com9.jpg", "giữ riêng tên “com9”"),
        ("bai-viet/tin /a.md", "dấu chấm hoặc dấu cách"),
        ("tep/anh./a.jpg", "dấu chấm hoặc dấu cách"),
        ("bai-viet/Hỏi: đáp?.md", "ký tự :"),
        ("bai-viet/a\\b.md", "ký tự \\"),
        (f"tep/{'a' * 90}/{'b' * 90}.jpg", "Đường dẫn dài 189 ký tự"),
    ],
)
def test_names_that_windows_cannot_have(content: Path, name: str, said: str) -> None:
    """Devices, signs, blanks and dots at an end, paths too long: refused with what to do, since they stop every checkout."""
    (content / name).parent.mkdir(parents=True, exist_ok=True)
    (content / name).write_text("x", encoding="utf-8")
    found = scan(content)
    [(path, message)] = found.refused
    assert path == name
    assert said in message
    assert path not in {*found.sources, *found.files}


@pytest.mark.parametrize(
    "name", ["bai-viet/conduong.md", "bai-viet/con-duong.md", "bai-viet/hoi.con.md", "tep/x.aux.pdf", "bai-viet/com10.md"]
)
def test_names_that_only_look_so(content: Path, name: str) -> None:
    """A name that begins or ends as a device's is an honest one."""
    (content / name).parent.mkdir(exist_ok=True)
    (content / name).write_text("x", encoding="utf-8")
    assert scan(content).refused == ()


def test_names_that_differ_in_capitals(content: Path) -> None:
    """Two names that are one on Windows: the second is refused and names the first; of the others nothing changes."""
    for name in ("bai-viet/Đường.md", "bai-viet/đường.md"):
        (content / name).write_text("x", encoding="utf-8")
    found = scan(content)
    if len(list((content / "bai-viet").glob("*ường.md"))) == 2:  # some file systems already make them one
        [(path, message)] = found.refused
        assert path == "bai-viet/đường.md"
        assert "“bai-viet/Đường.md” chỉ khác chữ hoa" in message
        assert "bai-viet/Đường.md" in found.sources
