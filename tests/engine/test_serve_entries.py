"""What the preview answers about entries, and the one request that does something: opening a file, for its own pages alone."""

import json
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from built_sites import project_of

from plugins.engine import serve_entries, serve_opener
from plugins.engine.project import Project
from plugins.engine.serve_entries import Entries
from plugins.engine.serve_opener import open_file, opening

HOSTS = frozenset({"127.0.0.1:8000"})
LOOK = {
    "kind": "look",
    "path": "trang/x.md",
    "state": "draft",
    "words": "Bản nháp",
    "url": "x.html",
    "title": "X",
    "page": "<body>y</body>",
}


def entries(**answer: object) -> Entries:
    """With a builder that always answers so."""
    return Entries(lambda asked: answer, "/ban-lam-viec")


@pytest.fixture
def site(tmp_path: Path) -> Project:
    """A site with one page."""
    (tmp_path / "content/trang").mkdir(parents=True)
    (tmp_path / "content/trang/x.md").write_text("x", encoding="utf-8")
    (tmp_path / "content/trang/x.bat").write_text("x", encoding="utf-8")
    return replace(project_of(tmp_path), content=tmp_path / "content")


def post(
    site: Project, monkeypatch: pytest.MonkeyPatch, body: bytes | None = None, look: Mapping[str, object] = LOOK, **headers: str
) -> tuple[int, Any, list[Any]]:
    """What a request to open a file is answered with, and what was opened."""
    done: list[Any] = []
    monkeypatch.setattr(serve_entries, "open_file", lambda file, line: done.append((file, line)) or "Đã mở.")
    ours = entries(**look)
    usual = {"Origin": "http://127.0.0.1:8000", "X-Xem-Thu": ours.token, "Content-Type": "application/json"}
    asked = json.dumps({"bai": "trang/x.md", "dong": 3}).encode() if body is None else body
    reply = ours.opened(site, usual | {name.replace("_", "-"): value for name, value in headers.items()}, HOSTS, asked)
    return reply.code, reply.body.decode(), done


def test_a_file_is_opened_for_our_own_pages_alone(site: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another origin, no origin, a wrong token, a form: each is refused before anything is looked at; our page is served."""
    code, body, done = post(site, monkeypatch)
    assert (code, json.loads(body)["said"], done) == (200, "Đã mở.", [(site.content / "trang/x.md", 3)])
    for wrong in (
        {"Origin": "https://evil.example"},
        {"Origin": ""},
        {"Origin": "null"},
        {"X_Xem_Thu": ""},
        {"X_Xem_Thu": "đoán"},
        {"Content_Type": "text/plain"},
    ):
        code, body, done = post(site, monkeypatch, **wrong)
        assert (code, done) == (403, []), wrong


def test_only_a_source_that_is_known_is_opened(site: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is no request, a source that the scan does not know, another kind of file: nothing is opened, and that is said."""
    for body in (b"", b"[]", b'{"bai": "trang/x.md"}', b'{"bai": "trang/x.md", "dong": "a"}', b"\xff"):
        assert post(site, monkeypatch, body)[::2] == (400, [])
    assert post(site, monkeypatch, look={"kind": "none"})[::2] == (404, [])
    assert post(site, monkeypatch, b'{"bai": "trang/x.bat", "dong": 1}')[::2] == (404, [])
    assert post(site, monkeypatch, b'{"bai": "trang/gone.md", "dong": 1}')[::2] == (404, [])
    assert post(site, monkeypatch, b'{"bai": "trang/x.md", "dong": -5}')[2] == [(site.content / "trang/x.md", 0)]


def test_a_machine_that_cannot_open_it_says_which_file(site: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no program can be started the editor is told the file."""

    def fails(file: Path, line: int) -> str:
        raise FileNotFoundError(f"{file}:{line}")

    monkeypatch.setattr(serve_entries, "open_file", fails)
    ours = entries(**LOOK)
    headers = {"Origin": "http://127.0.0.1:8000", "X-Xem-Thu": ours.token, "Content-Type": "application/json"}
    reply = ours.opened(site, headers, HOSTS, b'{"bai": "trang/x.md", "dong": 1}')
    assert "content/trang/x.md" in json.loads(reply.body)["said"]


def test_pages_of_entries_and_the_ways_to_them() -> None:
    """A draft's page has its state over it; a published entry is sent to its own page; trouble is said in words, never empty."""
    page = entries(**LOOK).reply("/x.html?bai=trang/x.md")
    assert page
    assert (page.code, page.source, page.is_page) == (200, "trang/x.md", True)
    assert "Bản nháp." in page.body.decode()
    way = entries(**LOOK).reply("/_xem-bai?bai=trang/x.md")
    assert way
    assert (way.code, way.location) == (302, "/x.html?bai=trang/x.md")
    public = entries(**(LOOK | {"state": "published", "page": ""}))
    assert [reply.location for at in ("/_xem-bai?bai=trang/x.md", "/x.html?bai=trang/x.md") if (reply := public.reply(at))] == [
        "/x.html"
    ] * 2
    assert public.page_at("x.html") is None
    assert entries(kind="none").page_at("x.html") is None
    unreadable = entries(**(LOOK | {"page": "", "url": ""})).reply("/index.html?bai=la/x.md")
    assert unreadable
    assert "Bản nháp" in unreadable.body.decode()
    for answer, code, said in (
        ({"kind": "busy"}, 503, "Đang dựng trang"),
        ({"kind": "none"}, 404, "Không có bài này"),
        ({"kind": "refused", "resource": "theme/x.html:3", "reason": "hỏng"}, 503, "theme/x.html:3: hỏng"),
        ({"kind": "failed", "trace": "x"}, 503, "cửa sổ đang chạy lệnh"),
    ):
        for address in ("/_xem-bai?bai=a.md", "/x.html?bai=a.md"):
            reply = entries(**answer).reply(address)
            assert reply
            assert (reply.code, said in reply.body.decode()) == (code, True)
    assert entries(kind="busy").reply("/x.html") is None
    waiting = entries(kind="busy").page_at("x.html")
    assert waiting
    assert 'http-equiv="refresh" content="2"' in waiting.body.decode(), "no build may come that would renew it"


def test_data_of_an_entry_has_no_page_and_no_trace() -> None:
    """The panel gets the entry without its page, and of a fault nothing but that there is one."""
    told = entries(**LOOK).reply("/_bai.json?trang=x.html")
    assert told
    assert json.loads(told.body) == {name: value for name, value in LOOK.items() if name != "page"}
    failed = entries(kind="failed", trace="x").reply("/_bai.json?bai=a.md")
    assert failed
    assert json.loads(failed.body) == {"kind": "failed"}
    picture = entries(kind="file", data="eA==").reply("/_xem/1/hinh/x.webp")
    assert picture
    assert (picture.code, picture.kind, picture.body) == (200, "image/webp", b"x")
    gone = entries(kind="none").reply("/_xem/1/hinh/x.png")
    assert gone
    assert gone.code == 404


def test_the_list_escapes_what_editors_wrote() -> None:
    """Titles and file names are text; the state and the time of saving are said; an empty site says so."""
    row = {"path": "trang/a b.md", "title": "<b>&", "kind": "Trang", "state": "draft", "words": "Bản nháp", "saved": 0.0, "errors": 2}
    listed = entries(kind="recent", rows=[row]).reply("/_bai-vua-sua")
    assert listed
    text = listed.body.decode()
    assert "&lt;b&gt;&amp;" in text
    assert 'href="/_xem-bai?bai=trang/a%20b.md"' in text
    assert "Bản nháp</strong>, 2 lỗi · Trang · lưu lúc 07:00 ngày 01/01/1970" in text
    empty = entries(kind="recent", rows=[]).reply("/_bai-vua-sua/")
    assert empty
    assert "Chưa có bài nào" in empty.body.decode()


def test_windows_opens_at_the_line_where_a_program_can(tmp_path: Path) -> None:
    """Notepad++ or VS Code at the line, where they are installed; else the system's program, and how to get to the line is said."""
    file = Path("C:/kho/content/trang/x & y.md")
    homes = {"ProgramFiles": str(tmp_path / "a"), "LOCALAPPDATA": str(tmp_path / "b")}
    plain = opening(file, 12, "win32", homes)
    assert plain.command == ()
    assert plain.said == "Đã mở tệp. Để tới dòng 12: bấm Ctrl+G, gõ 12 rồi Enter."
    assert opening(file, 0, "win32", {}).said == "Đã mở tệp."
    code = tmp_path / "b/Programs/Microsoft VS Code/Code.exe"
    notepad = tmp_path / "a/Notepad++/notepad++.exe"
    for program, words in ((code, ("--goto", f"{file}:12")), (notepad, ("-n12", str(file)))):
        program.parent.mkdir(parents=True)
        program.touch()
        assert opening(file, 12, "win32", homes).command == (str(program), *words)
    assert opening(file, 12, "win32", homes).said == "Đã mở bằng Notepad++, ở dòng 12."
    assert opening(file, 12, "darwin", {}).command == ("open", "-t", str(file))
    assert opening(file, 12, "linux", {}).command == ("xdg-open", str(file))


def test_opening_runs_one_command_and_no_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command is a list of words; without a program the caller is told; on Windows an unknown ending goes to Notepad."""
    ran: list[Any] = []
    monkeypatch.setattr(serve_opener, "opening", lambda file, line: serve_opener.Opening(("xdg-open", str(file)), "Đã mở."))
    monkeypatch.setattr(serve_opener.shutil, "which", lambda name: None)
    with pytest.raises(FileNotFoundError):
        open_file(Path("/x y.md"), 1, ran.append)
    monkeypatch.setattr(serve_opener.shutil, "which", lambda name: f"/usr/bin/{name}")
    assert open_file(Path("/x y.md"), 1, ran.append) == "Đã mở."
    monkeypatch.setattr(subprocess, "Popen", lambda command, **options: ran.append((command, options.get("shell", False))))
    open_file(Path("/x.md"), 1)
    monkeypatch.setattr(serve_opener, "opening", lambda file, line: serve_opener.Opening((), "Đã mở tệp."))
    monkeypatch.setattr(serve_opener.os, "startfile", ran.append, raising=False)
    open_file(Path("/z.md"), 1, ran.append)

    def unknown(file: Path) -> None:
        raise OSError(1155, str(file))

    monkeypatch.setattr(serve_opener.os, "startfile", unknown, raising=False)
    open_file(Path("/z.md"), 1, ran.append)
    expected = [("xdg-open", "/x y.md"), (("xdg-open", "/x.md"), False), Path("/z.md"), ("notepad.exe", "/z.md")]
    assert [item if isinstance(item, Path) else tuple(item) for item in ran] == expected
