"""The parts of `serve`, each alone: the builder's loop, its process, the watch, the bulletin, the reports, the server."""

import http.client
import io
import json
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sample_site import ROOT, project_of
from serve_preview import until
from watchfiles import Change

from plugins.core.errors import ConfigurationError, GateError, LockedError, OutdatedError
from plugins.core.rules import Finding, Issue, Level, Rule
from plugins.engine import remarks, serve_builder, serve_child, serve_http, serve_watch
from plugins.engine import serve as serving
from plugins.engine.serve_bulletin import Bulletin, Message, Report
from plugins.engine.serve_child import Builder
from plugins.engine.serve_http import PreviewServer
from plugins.engine.serve_page import SCRIPTS
from plugins.engine.serve_report import Reporter
from plugins.engine.serve_watch import Watch, is_save

ARTICLE = "content/bai-viet/tin/bai-mau-hai.md"

# ---- the builder's loop


def built(*issues: Issue, changed: tuple[str, ...] = ()) -> SimpleNamespace:
    return SimpleNamespace(issues=issues, summary=("Xong.",), changed=changed)


def answers(site: Path, monkeypatch: pytest.MonkeyPatch, build: Callable[..., Any], *saved: str) -> dict[str, Any]:
    """What the loop answers when these files of the site were saved, with `build` in place of the real one."""
    monkeypatch.setattr(serve_builder, "build", build)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(project_of(site).now.timestamp())))
    said: list[Any] = []
    request = json.dumps({"saved": [str(site / name) for name in saved]})
    assert serve_builder.run([request], said.append, lambda: project_of(site)) == 0
    return json.loads(json.dumps(said[0]))  # type: ignore[no-any-return] # as the other side reads it


def test_the_loop_says_what_became_of_each_source(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Published with its address, draft, planned, expired, withdrawn, refused by a rule, unreadable, removed; no other file."""
    folder = "content/bai-viet/tin"
    withdrawn, broken, odd, refused = (f"{folder}/{name}.md" for name in ("rut", "hong", "ma-la", "bai-mau-mot"))
    text = (site / ARTICLE).read_text(encoding="utf-8")
    (site / withdrawn).write_text(text.replace("status: published", "status: withdrawn"), encoding="utf-8")
    (site / broken).write_text("---\n- x\n", encoding="utf-8")
    (site / odd).write_bytes(b"\xff\xfe\x00")
    issue = Issue(path=refused, line=1, rule="LK01", level=Level.ERROR, message="x")
    names = (
        ARTICLE,
        f"{folder}/ban-nhap.md",
        f"{folder}/hen-dang.md",
        f"{folder}/het-han.md",
        withdrawn,
        refused,
        broken,
        odd,
        f"{folder}/x.md",
    )
    monkeypatch.setattr(
        remarks, "_REMARKS", (Rule(id="ZZ01", level=Level.NOTE, title="x", check=lambda subject: [Finding(line=1, message="m")]),)
    )
    answer = answers(
        site, monkeypatch, lambda project, memory, saved: built(issue, changed=("a.html",)), *names, "content/tep/x.jpg", "theme/a.md"
    )
    assert [one[0] for one in answer["remarks"]] == [name for name in names if (site / name).exists()]
    assert answer["changed"] == ["a.html"]
    assert answer["issues"] == [[refused, 1, "LK01", "error", "x", ""]]
    states = ["published", "draft", "planned", "expired", "withdrawn", "refused", "refused", "refused", "removed"]
    assert [(one["file"], one["state"]) for one in answer["saved"]] == list(zip(names, states, strict=True))
    assert [one["address"] for one in answer["saved"] if one["address"]] == ["bai-viet/bai-mau-thu-hai.html"]


def test_the_loop_outlives_every_exception(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A held lock, a refusal, a fault and a wrong date are answers."""

    def raising(error: Exception) -> Callable[..., Any]:
        def build(project: object, memory: object, saved: object) -> None:
            raise error

        return build

    assert answers(site, monkeypatch, raising(LockedError("x", "y"))) == {"kind": "locked"}
    refused = {"kind": "refused", "resource": "content", "reason": "không có bài", "details": "a\nb"}
    assert answers(site, monkeypatch, raising(GateError("content", "không có bài", "a\nb"))) == refused
    fault = answers(site, monkeypatch, raising(ZeroDivisionError("x")))
    assert fault["kind"] == "fault"
    assert fault["trace"].rstrip().endswith("ZeroDivisionError: x")


def test_settings_that_cannot_be_read_end_the_loop(site: Path) -> None:
    """The refusal is said and the process ends: a fresh one will read them anew."""

    def load() -> Any:
        raise ConfigurationError("pelicanconf.py", "x")

    said: list[Any] = []
    assert serve_builder.run(["{}"], said.append, load) == 1
    assert said[0]["resource"] == "pelicanconf.py"


def test_code_that_was_saved_ends_the_loop(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What runs here is not what lies there any more: the refusal is said and the process ends, a fresh one will load it anew."""

    def build(*_: object, **__: object) -> Any:
        raise OutdatedError("plugins/engine/x.py", "y")

    monkeypatch.setattr(serve_builder, "build", build)
    said: list[Any] = []
    assert serve_builder.run(['{"saved": null}'] * 2, said.append, lambda: project_of(site)) == 1
    assert [answer["resource"] for answer in said] == ["plugins/engine/x.py"]


def test_what_code_prints_is_no_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers have a line of their own; standard output goes where complaints go."""
    with (tmp_path / "out").open("w") as out, (tmp_path / "errors").open("w") as errors:
        monkeypatch.setattr(sys, "stdout", out)
        monkeypatch.setattr(sys, "stderr", errors)
        monkeypatch.setattr(sys, "stdin", io.StringIO())
        code = serve_builder.main([str(tmp_path / "khong-co.py"), str(tmp_path)])
        out.write("in lung tung")
    assert code == 1
    assert json.loads((tmp_path / "out").read_text())["resource"] == "khong-co.py"
    assert (tmp_path / "errors").read_text() == "in lung tung"


# ---- its process


@contextmanager
def process(code: str, folder: Path) -> Iterator[Builder]:
    with Builder(["-c", code], folder) as builder:
        yield builder


def test_a_process_answers_and_is_replaced(tmp_path: Path) -> None:
    """One process answers again and again; a renewed one is another; an ended one is ended once."""
    with process("import os, sys\nfor line in sys.stdin: print(os.getpid(), flush=True)", tmp_path) as builder:
        first = builder.ask({})
        assert builder.ask({}) == first
        builder.renew()
        assert builder.ask({}) != first
        assert builder.end() == ""
        assert builder.end() == ""


def test_a_process_that_ends_leaves_its_complaint(tmp_path: Path) -> None:
    """Dead at the start, dead over a request, dead after its answer: the first two are told with what was said, the third answered."""
    with process("def (:", tmp_path) as builder:
        assert "SyntaxError" in builder.ask({})["trace"]
    with process("import sys; sys.stdin.readline(); sys.exit('hỏng')", tmp_path) as builder:
        assert builder.ask({}) == {"kind": "died", "trace": "hỏng\n"}
    with process("print(1, flush=True)", tmp_path) as builder:
        assert builder.ask({}) == 1


def test_a_process_that_does_not_hear_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for ever: not for an answer when the preview stops, not for a process that ignores its end."""
    monkeypatch.setattr(serve_child, "_PATIENCE", 0.05)
    with process("import time\nwhile True: time.sleep(60)", tmp_path) as builder:
        looks = iter([False, False, True])
        assert builder.ask({}, lambda: next(looks)) == {"kind": "stopped"}
    assert builder._process is None


def test_a_look_waits_for_its_turn(tmp_path: Path) -> None:
    """Between two builds a question is answered; while one runs, it is told that the process is busy; once the preview ends, to stop."""
    code = "import sys, time\nfor line in sys.stdin:\n    time.sleep(1.5 if 'saved' in line else 0); print(line.strip(), flush=True)"
    with process(code, tmp_path) as builder:
        assert builder.ask_between({"look": "a"}, 5) == {"look": "a"}
        building = threading.Thread(target=builder.ask, args=({"saved": None},))
        building.start()
        until(lambda: not builder._turn.acquire(blocking=False) or bool(builder._turn.release()))
        assert builder.ask_between({"look": "b"}, 0.01) == {"kind": "busy"}
        building.join(30)
        assert builder.ask_between({"look": "b"}, 5) == {"look": "b"}, "no answer of another's is taken"
    assert builder.ask_between({"look": "c"}, 5) == {"kind": "stopped"}


# ---- the watch


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("bai.md", True),
        ("pelicanconf.py", True),
        ("anh.JPG", True),
        ("~$bai.docx", False),
        (".#bai.md", False),
        ("bai.md~", False),
        ("4913", False),
        ("bai.md.tmp", False),
        (".bai.md.swp", False),
        ("bai.md.part", False),
        ("Thumbs.db", False),
        ("__pycache__/a.cpython-311.pyc", False),
        (".git/index", False),
    ],
)
def test_what_counts_as_a_save(tmp_path: Path, name: str, counts: bool) -> None:
    """Texts, pictures and code count; what editors, Office and Python write beside them does not."""
    assert is_save(Change.added, str(tmp_path / name)) is counts


def test_a_folder_counts_when_it_comes_or_goes(tmp_path: Path) -> None:
    """A folder that was touched is no save; one that was moved here is."""
    assert is_save(Change.added, str(tmp_path))
    assert not is_save(Change.modified, str(tmp_path))


def test_saves_are_collected_and_a_replaced_folder_is_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is saved while nobody asks is kept; settings are followed without what lies beside them; a new folder of the old name too."""
    monkeypatch.setattr(serve_watch, "_LOOK", 50)
    tree, settings = tmp_path / "content", tmp_path / "pelicanconf.py"
    tree.mkdir()
    with Watch(lambda: (tree, tmp_path / "khong-co"), (settings,)) as watch:
        assert watch.saves(0) == frozenset()
        wanted = {tree / "a.md", tree / "b.md", settings}
        (tmp_path / "khac.py").write_text("x")
        for file in sorted(wanted):
            file.write_text("x")
        seen: set[Path] = set()
        until(lambda: wanted <= (seen.update(watch.saves(0.05)) or seen))
        assert seen == wanted
        tree.rename(tmp_path / "cu")
        tree.mkdir()
        until(lambda: tree in watch.saves(0.05))
        (tree / "c.md").write_text("x")
        until(lambda: (tree / "c.md") in watch.saves(0.05) or bool((tree / "c.md").write_text("y") * 0))


def test_where_the_system_follows_no_folder_we_look(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that goes just then is waited for; a system that refuses is replaced by looking."""
    asked: list[object] = []
    faults = iter([FileNotFoundError(), OSError("limit")])

    def watch(*paths: Path, **options: Any) -> Iterator[set[tuple[Change, str]]]:
        asked.append(options["force_polling"])
        if options["recursive"] and (fault := next(faults, None)):
            raise fault
        while not options["stop_event"].is_set():
            time.sleep(0.01)
            yield set()

    monkeypatch.setattr(serve_watch, "watch", watch)
    monkeypatch.setattr(serve_watch, "_LOOK", 10)
    with Watch(lambda: (tmp_path,), (tmp_path / "x.py",)):
        until(lambda: True in asked)


# ---- the bulletin


def events(chunks: list[bytes]) -> list[dict[str, Any]]:
    return [json.loads(line[6:]) for chunk in chunks for line in chunk.decode().splitlines() if line.startswith("data: ")]


def test_a_tab_is_told_what_it_missed() -> None:
    """A tab that shows build 1 hears of all later ones at once; one of an earlier `serve`, of everything; a plain one, the latest."""
    bulletin = Bulletin(heartbeat=0.01)
    start = bulletin.mark
    assert [chunk for chunk, _ in zip(bulletin.stream(start), range(2), strict=False)] == [b"retry: 1000\n\n", b": con day\n\n"]
    bulletin.publish(Report(ok=True, changed=("a.html",)))
    seen = bulletin.mark
    bulletin.publish(Report(ok=True, changed=("b.html", "c.html"), gone=("c.html",)))
    message = Message(file="x", line=1, rule="", level="error", label="Lỗi", text="x")
    bulletin.publish(Report(ok=False, messages=(message,)))

    def first(mark: str) -> dict[str, Any]:
        stream = bulletin.stream(mark)
        return events([next(stream), next(stream)])[0]

    assert first(seen)["changed"] == ["b.html", "c.html"]
    assert first(seen)["gone"] == ["c.html"]
    assert first(start)["changed"] == ["a.html", "b.html", "c.html"]
    assert first("khac.1")["changed"] == ["a.html", "b.html", "c.html"]
    assert first("")["changed"] == []
    assert first("")["messages"][0]["text"] == "x"
    assert first("")["build"] == 3
    bulletin.publish(Report(ok=True, changed=("c.html",)))
    assert first(seen)["gone"] == []


def test_streams_end_with_the_preview() -> None:
    """A tab that waits is let go."""
    bulletin = Bulletin()
    got: list[bytes] = []
    waiting = threading.Thread(target=lambda: got.extend(bulletin.stream("")))
    waiting.start()
    until(lambda: bool(got))
    bulletin.close()
    waiting.join(10)
    assert not waiting.is_alive()


# ---- the reports


def row(path: str, rule: str, level: str) -> list[object]:
    return [path, 1, rule, level, "m", "s"]


def answer_of(*issues: list[object]) -> dict[str, Any]:
    return {"kind": "built", "issues": list(issues), "remarks": [], "summary": ["Xong."], "changed": [], "saved": []}


def test_told_is_what_belongs_to_the_save(tmp_path: Path) -> None:
    """The first build is told in the terminal; then the saved file, what is new elsewhere, and errors that still stand; worst first."""
    reporter = Reporter((tmp_path,), str)
    assert not reporter.is_told(answer_of())
    old, mine, worse = (
        row(f"content/{name}.md", rule, level) for name, rule, level in (("a", "A1", "error"), ("b", "B1", "warning"), ("b", "B2", "error"))
    )
    report, text = reporter.told(answer_of(old), ())
    assert report.messages == ()
    assert "content/a.md:1: A1 m" in text
    saved = [tmp_path / "content/b.md"]
    report, text = reporter.told(answer_of(old, mine, worse), saved)
    assert [message.rule for message in report.messages] == ["B2", "B1"]
    assert "A1" not in text
    assert "B1 (cảnh báo) m Gợi ý: “s”." in text
    elsewhere = row("content/c.md", "C1", "warning")
    report, _ = reporter.told(answer_of(old, mine, worse, elsewhere), [tmp_path / "content/d.md"])
    assert [message.rule for message in report.messages] == ["B2", "C1"]
    report, text = reporter.told(answer_of(old), saved)
    assert (report.messages, text) == ((), "Xong.")
    assert reporter.is_told(answer_of(old))
    remark = row("content/b.md", "C2", "note")
    report, text = reporter.told({**answer_of(old), "remarks": [remark]}, saved)
    assert [message.rule for message in report.messages] == ["C2"]
    assert "content/b.md:1: C2 (ghi chú)" in text
    assert reporter.is_told(answer_of(old)), "remarks are said with the save alone"
    assert not reporter.is_told(answer_of(old, mine))
    assert not reporter.is_told({**answer_of(old), "changed": ["a.html"]})
    assert not reporter.is_told({"kind": "locked"})


def test_refusals_and_faults_are_told_with_their_place(tmp_path: Path) -> None:
    """A refusal names its file and line and what stands behind it; a fault the deepest place that is ours; never a traceback."""
    kept: list[str] = []
    reporter = Reporter((tmp_path,), lambda trace: kept.append(trace) or "loi.txt")
    report, text = reporter.told({"kind": "refused", "resource": "theme/x.html:3", "reason": "hỏng.", "details": "a\n\nb"}, ())
    assert [(m.file, m.line, m.text.split(".")[0]) for m in report.messages] == [("theme/x.html", 3, "hỏng"), ("", 0, "a"), ("", 0, "b")]
    assert text.splitlines()[-1].startswith("theme/x.html:3: hỏng.")
    assert reporter.told({"kind": "refused", "resource": "SITEURL", "reason": "r", "details": ""}, ())[0].messages[0].file == "SITEURL"
    trace = (
        f'Traceback\n  File "{tmp_path}/plugins/a.py", line 7, in f\n  File "{tmp_path}/.venv/site-packages/b.py", line 9\nx.OddError: no\n'
    )
    report, text = reporter.told({"kind": "fault", "trace": trace}, ())
    assert (report.messages[0].file, report.messages[0].line) == ("plugins/a.py", 7)
    assert "(x.OddError). Chi tiết: loi.txt." in text
    assert "Traceback" not in text
    assert kept == [trace]
    assert reporter.told({"kind": "died", "trace": 'File "/usr/lib/z.py", line 2\n'}, ())[0].messages[0].file == "/usr/lib/z.py"
    assert reporter.told({"kind": "died", "trace": "killed"}, ())[0].messages[0].file == ""
    assert "dừng giữa chừng" in reporter.told({"kind": "died", "trace": ""}, ())[1]
    assert reporter.told({"kind": "locked"}, ())[0].messages[0].label == "Ghi chú"


# ---- the server


@pytest.fixture
def server(site: Path) -> Iterator[PreviewServer]:
    """A server alone, on a site that was never built; what it complains of is on `server.said`."""
    said: list[str] = []
    with PreviewServer(project_of(site), 0, Bulletin(), said.append) as made:
        made.said = said  # type: ignore[attr-defined]
        thread = threading.Thread(target=made.serve_forever, args=(0.02,))
        thread.start()
        yield made
        made.shutdown()
        thread.join(10)


def ask(server: Any, path: str, **headers: str) -> tuple[int, str]:
    line = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=30)
    line.request("GET", path, headers=headers)
    answer = line.getresponse()
    text = answer.read().decode()
    line.close()
    return answer.status, text


def test_a_site_that_was_never_built_says_so(server: PreviewServer) -> None:
    """Before the first build a plain page waits, and is renewed by every build; the preview's own files are there."""
    for path in ("/", "/bai-viet/x.html", "/ban-lam-viec/"):
        status, text = ask(server, path)
        assert status == 503
        assert "Đang dựng trang lần đầu" in text
        assert "data-any" in text
    assert ask(server, "/_xem-thu.js")[1].startswith("/*")
    assert ".xem-thu" in ask(server, "/_xem-thu.css")[1]
    for script in SCRIPTS:
        assert 0 < len(ask(server, script)[1].splitlines()) < 100


def test_an_unfinished_tree_is_not_shown(server: PreviewServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """While there is a journal a request waits; one that stays gets a plain page; an old whole site is shown at once."""
    site = server.site
    site.output.mkdir()
    (site.output / "index.html").write_text("<body>cũ</body>", encoding="utf-8")
    (site.output / "404.html").write_text("<body>không có</body>", encoding="utf-8")
    (site.output / "a.txt").write_text("chữ", encoding="utf-8")
    assert ask(server, "/")[1].startswith("<body>cũ<script")
    assert ask(server, "/a.txt", **{"If-Modified-Since": "Fri, 31 Dec 2100 23:59:59 GMT"}) == (200, "chữ")
    assert ask(server, "/x.html")[0] == 404
    site.cache.mkdir()
    journal = site.cache / "journal.json"
    journal.write_text("{}")
    removing = threading.Timer(0.1, journal.unlink)
    removing.start()
    assert ask(server, "/")[0] == 200
    removing.join()
    journal.write_text("{}")
    monkeypatch.setattr(serve_http, "_PATIENCE", 0.05)
    status, text = ask(server, "/")
    assert status == 503
    assert "Trang chưa dựng xong" in text


def test_a_fault_of_the_server_is_one_line(server: PreviewServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault while answering is said without a traceback; a browser that went away is not even said; nonsense is refused."""
    faults: Iterator[Exception] = iter([ConnectionResetError(), ZeroDivisionError()])

    def fail(*_: object, **__: object) -> None:
        raise next(faults)

    monkeypatch.setattr(serve_http, "_is_whole", fail)
    for _ in range(2):
        with pytest.raises(http.client.RemoteDisconnected):
            ask(server, "/")
    until(lambda: bool(server.said))  # type: ignore[attr-defined]
    assert server.said == ["Trang xem thử không trả lời được một yêu cầu (ZeroDivisionError)."]  # type: ignore[attr-defined]
    line = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=30)
    line.putrequest("GET", "/", skip_host=True)
    line.endheaders()
    assert line.getresponse().status == 421
    line.close()


def test_the_usual_port_needs_no_number(server: PreviewServer) -> None:
    """On port 80 browsers name the host alone."""
    server.server_port = 80
    assert "localhost" in server.hosts
    assert "127.0.0.1:80" in server.hosts


# ---- all of it, with a builder that only says what it is told


@dataclass(frozen=True, slots=True, kw_only=True)
class FakeLaunch(serving.Launch):
    """With a builder that needs no time."""

    answers: str = ""

    def builder(self) -> Builder:
        return Builder(["-c", f"import sys\nfor line in sys.stdin: {self.answers}"], Path.cwd())


BUILT = 'print(\'{"kind": "built", "issues": [], "remarks": [], "summary": [], "changed": [], "saved": []}\', flush=True)'


@contextmanager
def running(launch: serving.Launch, say: Callable[[str], object]) -> Iterator[threading.Event]:
    """The preview in a thread; the event that stops it. It must end by itself."""
    stop = threading.Event()
    thread = threading.Thread(target=serving.serve, args=(launch, 0, say, stop), daemon=True)
    thread.start()
    yield stop
    stop.set()
    thread.join(30)
    assert not thread.is_alive()


def test_the_keyboard_ends_it(site: Path) -> None:
    """Ctrl-C ends the preview with exit code 0."""
    said: list[str] = []

    def say(text: str) -> None:
        said.append(text)
        if "http://" in text:
            raise KeyboardInterrupt

    assert serving.serve(FakeLaunch(settings=ROOT / "pelicanconf.py", site=site), 0, say) == 0
    assert said[-1] == "Đã dừng."


def test_a_stop_while_building_is_heard(site: Path) -> None:
    """When it is to stop, an answer that never comes is not waited for; nor is a lock."""
    for answers, awaited in (("pass", "http://"), ('print(\'{"kind": "locked"}\', flush=True)', "lệnh khác")):
        said: list[str] = []
        with running(FakeLaunch(settings=ROOT / "pelicanconf.py", site=site, answers=answers), said.append):
            until(lambda said=said, awaited=awaited: any(awaited in line for line in said))  # type: ignore[misc]


def test_settings_move_the_site(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When SITEURL's path changes, pages are answered below the new one."""
    monkeypatch.setenv("SITEURL", "https://x.example/y")
    settings = tmp_path / "pelicanconf.py"
    (tmp_path / "content").mkdir()
    (site / "output").mkdir()
    (site / "output/a.txt").write_text("chữ", encoding="utf-8")
    text = (ROOT / "pelicanconf.py").read_text(encoding="utf-8")
    settings.write_text(text, encoding="utf-8")
    said: list[str] = []
    with running(FakeLaunch(settings=settings, site=site, answers=BUILT), said.append):
        until(lambda: len(said) > 1)
        server = SimpleNamespace(server_port=int(said[0].split("127.0.0.1:")[1].split("/")[0]))
        assert ask(server, "/y/a.txt") == (200, "chữ")
        settings.write_text(text + '\nSITEURL = "https://x.example/z"\n', encoding="utf-8")
        until(lambda: ask(server, "/z/a.txt")[0] == 200)
