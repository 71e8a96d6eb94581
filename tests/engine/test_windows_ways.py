"""What an editor's Windows does differently, as far as it can be tried elsewhere: folders, letters, line ends, no fork, no links.

Beside these: links (`has_links` in tests/release), a folder in use (test_commit.py, tests/desk/test_moving_in.py), names
(test_scan.py), UTF-16 and CP1258 (test_bad_input.py), files of data with a mark before them (tests/editorial/test_catalogue.py,
tests/media/test_street_sizes.py).
"""

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
import threading
import unicodedata
import urllib.request
from dataclasses import replace
from pathlib import Path

import pytest
from built_sites import NOW, ROOT, SAMPLE, project_of
from docx import Document
from sample_site import tree
from serve_preview import until

import tasks
from plugins.console.environment import Environment
from plugins.core.model import VIETNAM
from plugins.desk.new_ward import content_of, settings_of
from plugins.desk.ward_answers import answers_of
from plugins.engine.build import build
from plugins.engine.project import load_project
from plugins.engine.publication import publication_of
from plugins.engine.serve import Launch, serve
from plugins.release.folder import Folder
from plugins.release.publish import Wish, publish
from plugins.release.settings import release_settings
from plugins.release.targets import FolderTarget
from plugins.vietnamese.slug import slug

NAME = "C Cổng thông tin (phường) 100% & “một”"
ANSWERS = {"name": "phường Mẫu", "city": "thành phố Mẫu"}
TITLE = "Tổng vệ sinh: đường, ngõ & sân (mẫu)"
TEXT = """---
id: bv-2026-mau234
title: Bài mẫu
date: 2026-11-20
status: published
author: Người mẫu
summary: Tóm tắt của bài mẫu.
category: hoi-dap
sources:
  - Nguồn mẫu
---

## Mục mẫu

Đường làng sạch.

| Cột | Số |
|---|---|
| Một | 1 |
"""


def portal(folder: Path) -> Path:
    """A small portal of a sample ward; returns its settings file."""
    answers = answers_of(ANSWERS, NOW.date())
    for name, text in content_of(answers, NOW).items():
        (folder / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "content" / name).write_text(text, encoding="utf-8")
    (folder / "content/bai-viet").mkdir()
    (folder / "content/bai-viet/Bài mẫu (một).md").write_text(TEXT, encoding="utf-8")
    source = (ROOT / "pelicanconf.py").read_text(encoding="utf-8")
    settings = folder / "pelicanconf.py"
    settings.write_text(settings_of(answers, source).replace('THEME = "theme"', f"THEME = {str(ROOT / 'theme')!r}"), encoding="utf-8")
    return settings


@pytest.mark.parametrize("form", [pytest.param("NFC", marks=pytest.mark.slow), "NFD"])
def test_a_folder_as_windows_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    """Below blanks, brackets, letters in either form and signs of shells: build, check, new, import, publish without links, init."""
    monkeypatch.delenv("SITEURL", raising=False)
    monkeypatch.setattr(Environment, "prepare", lambda self, locks: None)
    monkeypatch.setattr(Environment, "is_running", lambda self: True)
    folder = tmp_path / unicodedata.normalize(form, NAME)
    settings = portal(folder)

    def run(*words: str) -> int:
        return tasks.main([*words, "--settings", str(settings)])

    assert run("check") == run("build") == 0, capsys.readouterr()
    assert run("check", str(folder / "content/bai-viet/Bài mẫu (một).md")) == 0
    assert run("new", "bai-viet", TITLE) == 0
    assert (folder / f"content/bai-viet/{slug(TITLE)}.md").is_file()
    docx = tmp_path / unicodedata.normalize(form, "Kế hoạch (bản 2).docx")
    word = Document()
    for line in ("Bài nhập từ Word", "Đoạn thứ nhất của bài mẫu."):
        word.add_paragraph(line)
    word.save(str(docx))
    assert run("import", str(docx)) == 0
    assert "Traceback" not in (shown := capsys.readouterr()).out + shown.err
    assert (folder / "output/bai-viet/bai-mau.html").is_file()
    _publish(folder, settings)
    answers = tmp_path / "trả lời.toml"
    answers.write_text('name = "phường Mẫu Hai"\ncity = "tỉnh Mẫu"\n', encoding="utf-8")
    assert run("init", "--answers", str(answers)) == 0
    assert "phường Mẫu Hai" in (folder / "content/trang/lien-he.md").read_text(encoding="utf-8")


def _publish(folder: Path, settings: Path) -> None:
    """Into a folder target that has no links, as on Windows."""
    project = replace(load_project(settings), now=NOW, siteurl="https://mau.example.vn/cong")
    build(project)
    terms = replace(
        release_settings({"SITEURL": project.siteurl, "MANIFEST_KEY": "", "TARGET": FolderTarget(folder=folder / "trang đăng")})
    )
    target = Folder(FolderTarget(folder=folder / "trang đăng"), project.cache, has_links=False)
    when = int(dt.datetime(2026, 11, 23, 8, tzinfo=VIETNAM).timestamp())
    publish(
        publication_of(project),
        project.output,
        target,
        terms,
        None,
        Wish(),
        lock=folder / "trang đăng",
        now=when,
        report=lambda *_: None,
        check=lambda staged: (),
    )
    live = folder / "trang đăng/current"
    assert not live.is_symlink()
    assert (live / "bai-viet/bai-mau.html").read_bytes() == (project.output / "bai-viet/bai-mau.html").read_bytes()


def test_a_preview_in_such_a_folder(tmp_path: Path) -> None:
    """`serve` starts there and shows the home page."""
    settings = portal(tmp_path / NAME)
    said: list[str] = []
    stop = threading.Event()
    thread = threading.Thread(target=serve, args=(Launch(settings=settings), 0, said.append, stop), daemon=True)
    thread.start()
    try:
        until(lambda: any("http://" in line for line in said) or not thread.is_alive(), said)
        base = next(line for line in said if "http://" in line).split("tại ")[1].split(" ")[0]
        until(lambda: (tmp_path / NAME / "output/index.html").is_file(), said)
        with urllib.request.urlopen(base, timeout=60) as answer:  # noqa: S310 - our own server
            assert "phường Mẫu" in answer.read().decode("utf-8")
    finally:
        stop.set()
        thread.join(30)


def test_line_ends_and_the_mark_of_notepad_change_nothing(tmp_path: Path) -> None:
    """All of content/ saved with CRLF and a byte order mark: the same public bytes, and nothing is said against it."""
    results = []
    for number, ending in enumerate(("\n", "\r\n")):
        folder = tmp_path / str(number)
        settings = portal(folder)
        for file in sorted((folder / "content").rglob("*.*")):
            text = re.sub(r"^id: .*$", f"id: mau-{slug(file.stem)}", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
            mark = "\ufeff" if number else ""
            file.write_bytes((mark + text.replace("\n", ending)).encode("utf-8"))
        project = replace(load_project(settings), now=NOW)
        built = build(replace(project, ward=replace(project.ward, papers=False)))
        assert built.exit_code == 0, built.issues
        results.append(tree(folder / "output"))
    assert results[0] == results[1]


#: Python as on Windows: no fork, no POSIX locks, no links, no poll, another platform's name
_WINDOWS = """
import os, sys, types, subprocess, multiprocessing.context, asyncio, pathlib, shutil, tempfile, zipfile, http.server, ctypes.util
import select, signal
sys.path[:0] = [{root!r}, {tests!r}, {engine!r}]
import PIL.Image, lxml.etree, markdown, yaml, jinja2, msgspec, feedgen.feed, fontTools.ttLib, typst, uharfbuzz, cryptography
import fcntl as _posix
msvcrt = types.ModuleType("msvcrt")
msvcrt.LK_NBLCK = 2
msvcrt.locking = lambda handle, mode, size: _posix.flock(handle, _posix.LOCK_EX | _posix.LOCK_NB)
sys.modules.update(msvcrt=msvcrt, fcntl=None, resource=None, pwd=None, grp=None)
for name in ("fork", "forkpty", "getuid", "sched_getaffinity", "killpg", "mkfifo", "O_NOFOLLOW", "O_NONBLOCK"):
    delattr(os, name)
del select.poll, signal.SIGKILL
def no_links(*_, **__):
    raise OSError(1314, "A required privilege is not held by the client")
os.symlink = no_links
sys.platform = "win32"
from plugins.core import durable
durable._IS_WINDOWS = True
from built_sites import project_of
from plugins.engine.build import build
from plugins.engine.check import check_site
from plugins.engine.workers import processes
from dataclasses import replace
project = project_of(pathlib.Path(sys.argv[1]))
if sys.argv[2] == "False":
    project = replace(project, ward=replace(project.ward, papers=False, social_packs=False))
assert processes() == project.processes == 1
result = build(project)
check_site(project, ())
print(result.exit_code)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="this is Windows itself")
@pytest.mark.parametrize("is_whole", [False, pytest.param(True, marks=pytest.mark.slow)], ids=["a part", "whole"])
def test_no_fork_no_links_no_posix_locks(tmp_path: Path, is_whole: bool) -> None:
    """A build in a Python without all that Windows lacks: one process, and the same bytes as here."""
    for name in ("here", "there"):
        shutil.copytree(SAMPLE / "content", tmp_path / name / "content")
        if not is_whole:
            shutil.rmtree(tmp_path / name / "content/khau-hieu")
    project = project_of(tmp_path / "here")
    here = build(project if is_whole else replace(project, ward=replace(project.ward, papers=False, social_packs=False)))
    code = _WINDOWS.format(root=str(ROOT), tests=str(ROOT / "tests"), engine=str(ROOT / "tests/engine"))
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "there"), str(is_whole)],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    assert done.stdout.split() == [str(here.exit_code).encode()]
    assert tree(tmp_path / "there/output") == tree(tmp_path / "here/output")


@pytest.mark.parametrize("page", ["cp437", "cp1258", "ascii"])
def test_a_log_in_a_file_is_utf8(tmp_path: Path, page: str) -> None:
    """Whatever code page the console has: help and complaints that are sent into a file are whole Vietnamese, in UTF-8."""
    environment = {**os.environ, "PYTHONIOENCODING": page, "PYTHONUTF8": "0", "LC_ALL": "C"}
    for words, said in ((["--help"], "Cách dùng: python3 tasks.py LỆNH"), (["khong-co"], "Lệnh chưa đúng: không có lệnh “khong-co”")):
        log = tmp_path / "nhật ký.txt"
        with log.open("wb") as file:
            subprocess.run([sys.executable, str(ROOT / "tasks.py"), *words], stdout=file, stderr=file, env=environment, check=False)
        assert said in log.read_text(encoding="utf-8")


def test_no_output_has_a_long_path(tmp_path: Path) -> None:
    """An entry and a picture with the longest names allowed: no output is longer than 180 characters below its folder."""
    settings = portal(tmp_path)
    long = "-".join(["tong-ve-sinh"] * 6)
    text = TEXT.replace("title: Bài mẫu", f"title: Bài mẫu\nslug: {long}").replace("Đường làng sạch.", f"![Ảnh vẽ mẫu](tep/{'a' * 90}.png)")
    (tmp_path / "content/bai-viet/Bài mẫu (một).md").write_text(text, encoding="utf-8")
    (tmp_path / "content/tep").mkdir()
    shutil.copy(SAMPLE / "content/tep/hinh-ve-mau.png", tmp_path / f"content/tep/{'a' * 90}.png")
    project = replace(load_project(settings), now=NOW)
    assert build(project).exit_code == 0
    names = [*tree(project.output), *tree(project.staff)]
    assert any(long in name for name in names)
    assert max(map(len, names)) <= 180
