"""Paths that lead out of content/ or output/, in every field and link that names a file: nothing outside is read or written."""

import json
import os
import shutil
import stat
import sys
from pathlib import Path

import pytest
from sample_site import SAMPLE, project_of, tree

from plugins.core.rules import Level
from plugins.engine.build import BuildResult, build

_CANARY = "CHIM-HOANG-YEN-NGOAI"
#: field of the front matter (or "link", "picture": in the text) and what is written there
BATTERY: tuple[tuple[str, str], ...] = (
    *(("slug", path) for path in ("../thoat", "/thoat", "..", "C:thoat", "con", "nul", "a/b", "a\\b", "thoat.", "..%2f", "a\0b", "a" * 81)),
    *(("redirect_from", path) for path in ("../../thoat", "/etc/thoat", "aux", "..%2fthoat", "index")),
    *(("category", path) for path in ("../tin", "/tin", "tin/../../thoat", "tin\0")),
    *((name, "../../thoat.html") for name in ("save_as", "url", "template", "path", "output")),
    *(
        ("files", path)
        for path in ("../bi-mat.pdf", "/etc/hostname", "C:/bi-mat.pdf", "\\\\may\\chung\\a.pdf", "tep/../../bi-mat.pdf", "tep/bi-mat.pdf ")
    ),
    *(
        ("image", path)
        for path in ("../bi-mat.png", "tep/%2e%2e/%2e%2e/bi-mat.png", "tep/./bi-mat.png", "file:///bi-mat.png", "tep/a\0.png")
    ),
    *(("poster", path) for path in ("../../bi-mat.png", "tep//bi-mat.png")),
    *(
        ("link", path)
        for path in (
            "../../../bi-mat.md",
            "{static}../../../bi-mat.pdf",
            "{attach}/../bi-mat.pdf",
            "{filename}/../bi-mat.md",
            "tep/..%2f..%2fbi-mat.pdf",
            "%2e%2e/%2e%2e/%2e%2e/bi-mat.md",
            "/../../bi-mat.md",
            "tep/con.pdf",
        )
    ),
    *(("picture", path) for path in ("../../../bi-mat.png", "/../bi-mat.png", "tep/%2e%2e%2f%2e%2e%2fbi-mat.png")),
)


def article(number: int, field: str, path: str) -> str:
    """A sample article with a path in one field."""
    quoted = json.dumps(path)
    own = {"slug": f"slug: duong-{number}", "category": "category: tin"}
    more, body = "", "Nội dung mẫu."
    if field in ("link", "picture"):
        body = f"{'!' * (field == 'picture')}[Cảnh phố mẫu]({path})"
    elif field == "image":
        more = f"image:\n  file: {quoted}\n  alt: Cảnh phố mẫu\n"
    elif field == "poster":
        more = f"video:\n  url: https://haiphong.gov.vn/phim\n  poster: {quoted}\n"
    elif field in ("files", "redirect_from"):
        more = f"{field}:\n  - {quoted}\n"
    elif field in own:
        own[field] = f"{field}: {quoted}"
    else:
        more = f"{field}: {quoted}\n"
    head = f"id: bv-duong-{number:04}\ntitle: Bài đường {number}\ndate: 2026-03-05\nstatus: published\nsummary: Tóm tắt mẫu.\n"
    return f"---\n{head}{own['slug']}\n{more}sources:\n  - Nguồn mẫu\n{own['category']}\n---\n{body}\n"


def outside(folder: Path) -> dict[str, bytes]:
    """Everything that a build may not touch."""
    return {name: data for name, data in tree(folder).items() if not name.startswith(("site/output/", "site/staff/", "site/.cache/"))}


def require_no_canary(site: Path) -> None:
    """The words from outside are in no output and in no file of the office."""
    for folder in ("output", "staff"):
        assert [name for name, data in tree(site / folder).items() if _CANARY.encode() in data] == []


@pytest.fixture
def guarded(tmp_path: Path) -> Path:
    """The sample site in a folder with secrets around it."""
    shutil.copytree(SAMPLE, tmp_path / "site")
    (tmp_path / "site/content/tep").mkdir(exist_ok=True)
    for name in ("bi-mat.md", "bi-mat.pdf", "bi-mat.png", "site/bi-mat.md", "site/bi-mat.pdf", "site/bi-mat.png"):
        (tmp_path / name).write_text(f"%PDF-1.4\n{_CANARY}\n%%EOF\n", encoding="utf-8")
    return tmp_path


def built(folder: Path) -> BuildResult:
    """A build that touches nothing but its own folders."""
    before = outside(folder)
    result = build(project_of(folder / "site"))
    assert outside(folder) == before
    require_no_canary(folder / "site")
    return result


def test_there_are_enough() -> None:
    """At least forty attempts, none of them twice."""
    assert len(set(BATTERY)) == len(BATTERY) >= 40


def test_no_path_leads_out(guarded: Path) -> None:
    """Each attempt is refused with file and line; all else is published, and nothing outside the three folders is read or written."""
    for number, (field, path) in enumerate(BATTERY):
        (guarded / f"site/content/bai-viet/tin/duong-{number}.md").write_text(article(number, field, path), encoding="utf-8")
    result = built(guarded)
    lines: dict[str, list[int]] = {}
    for issue in result.issues:
        if issue.level is Level.ERROR:
            lines.setdefault(issue.path, []).append(issue.line)
    passed = [row for number, row in enumerate(BATTERY) if max(lines.get(f"content/bai-viet/tin/duong-{number}.md", [0])) < 1]
    assert passed == []
    assert (guarded / "site/output/bai-viet/bai-mau-thu-hai.html").is_file()
    assert not [name for name in tree(guarded / "site/output") if "duong-" in name or "thoat" in name or "bi-mat" in name]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_no_link_of_the_file_system_is_followed(guarded: Path) -> None:
    """Links to files and folders, to and fro, in every folder: named, not followed."""
    content = guarded / "site/content"
    (guarded / "ngoai").mkdir()
    (guarded / "ngoai/bi-mat.md").write_text(article(900, "slug", "ngoai") + _CANARY, encoding="utf-8")
    (guarded / "ngoai/bi-mat.pdf").write_text(f"%PDF-1.4\n{_CANARY}\n%%EOF\n", encoding="utf-8")
    links = {
        "bai-viet/tin/tep.md": "ngoai/bi-mat.md", "bai-viet/thu-muc": "ngoai", "tep/kho": "ngoai", "tep/a.pdf": "ngoai/bi-mat.pdf",
        "du-lieu/kich-thuoc.toml": "bi-mat.md", "trang/vong.md": "site/content/trang/vong.md", "van-ban/len": "site/content",
    }  # fmt: skip
    for name, target in links.items():
        (content / name).symlink_to(guarded / target)
    (content / "bai-viet/tin/dan.md").write_text(article(901, "files", "tep/kho/bi-mat.pdf"), encoding="utf-8")
    issues = built(guarded).issues
    assert {f"content/{name}" for name in links} <= {issue.path for issue in issues if issue.rule == "TP01"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_what_is_no_file_is_not_opened(guarded: Path) -> None:
    """A pipe, a socket-like node and a device in every folder are refused by name; opening one would wait for ever."""
    content = guarded / "site/content"
    names = ["bai-viet/tin/ong.md", "tep/ong.png", "du-lieu/ong.toml", "tep/ong.pdf"]
    for name in names:
        os.mkfifo(content / name)
    try:
        os.mknod(content / "tep/khong.png", stat.S_IFCHR | 0o600, os.makedev(1, 5))  # /dev/zero never ends
        names.append("tep/khong.png")
    except PermissionError:
        pass  # only root makes devices
    issues = built(guarded).issues
    assert {f"content/{name}" for name in names} <= {issue.path for issue in issues if issue.rule == "TP01"}


def test_a_submodule_is_only_its_files(guarded: Path) -> None:
    """A folder with a .git file, as a submodule has, tells nothing of the repository that the file names."""
    folder = guarded / "site/content/bai-viet/con"
    folder.mkdir()
    (folder / ".git").write_text(f"gitdir: ../../../../{_CANARY}\n", encoding="utf-8")
    (folder / ".gitmodules").write_text(_CANARY, encoding="utf-8")
    assert built(guarded).exit_code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_link_in_the_output_is_not_written_through(guarded: Path) -> None:
    """Somebody put a link to a folder outside into output/: the build refuses to write there."""
    from plugins.core.errors import OutsideFolderError

    (guarded / "ngoai").mkdir()
    (guarded / "site/output").mkdir()
    (guarded / "site/output/bai-viet").symlink_to(guarded / "ngoai")
    with pytest.raises(OutsideFolderError):
        build(project_of(guarded / "site"))
    assert list((guarded / "ngoai").iterdir()) == []
