"""Every command, and what an editor sees when something goes wrong."""

import argparse
import ast
import ctypes.util
import datetime as dt
import errno
import io
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

import tasks
from plugins.console.environment import Environment, SetupError
from plugins.console.usage import Command, parse
from plugins.core.errors import GateError, SourceError
from plugins.core.rules import Issue, Level
from plugins.engine.review import Outcome
from plugins.media.pictures import as_png
from plugins.reports.periods import Period, PeriodKind
from tests import browsers, packages


@pytest.fixture
def inside(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if this process ran in .venv/ with everything installed."""
    monkeypatch.setattr(Environment, "prepare", lambda self, locks: None)
    monkeypatch.setattr(Environment, "is_running", lambda self: True)


def replaced(monkeypatch: pytest.MonkeyPatch, name: str, run: object) -> None:
    """Put `run` in the place of a command's function."""
    table = tuple(command._replace(run=run) if command.name == name else command for command in tasks.COMMANDS)
    monkeypatch.setattr(tasks, "COMMANDS", table)


def raising(error: BaseException) -> object:
    def run(options: argparse.Namespace) -> int:
        raise error

    return run


def test_who_has_seen_enough_is_no_fault() -> None:
    """`check | head -1`: the reader leaves before everything was printed; no trace, no message of a fault."""
    if sys.platform == "win32":
        pytest.skip("pipes of this kind are those of Unix")
    code = (
        "import sys; sys.path.insert(0, '.'); import tasks\n"
        "from plugins.console.environment import Environment\n"
        "Environment.prepare = lambda self, locks: None; Environment.is_running = lambda self: True\n"
        "def run(options):\n"
        "    for _ in range(100000): print('một dòng dài' * 20)\n"
        "    return 0\n"
        "tasks.COMMANDS = tuple(c._replace(run=run) if c.name == 'check' else c for c in tasks.COMMANDS)\n"
        "sys.exit(tasks.main(['check']))\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], cwd=tasks.ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(30) == tasks.INTERRUPTED


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (SourceError("content/bai-viet/x.md", "tệp trống."), 2, "content/bai-viet/x.md: tệp trống."),
        (GateError("content", "không còn bài nào; trang đang có giữ nguyên."), 3, "content: không còn bài nào"),
        (KeyboardInterrupt(), 130, "Đã dừng."),
    ],
)
def test_a_refusal_is_one_line_and_its_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: BaseException, code: int, said: str
) -> None:
    """What the portal refuses ends in one Vietnamese line and the exit code of its kind."""
    replaced(monkeypatch, "check", raising(error))
    assert tasks.main(["check"]) == code
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith(said)


@pytest.mark.usefixtures("inside")
def test_a_fault_of_ours_leaves_its_trace_in_the_cache(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """An unexpected exception is one Vietnamese line, exit 1, and a trace in .cache/ of the site; never a traceback."""
    replaced(monkeypatch, "check", raising(ZeroDivisionError("hỏng")))
    assert tasks.main(["check", "--site", str(tmp_path)]) == 1
    said = capsys.readouterr()
    assert "Traceback" not in said.out + said.err
    assert len(said.err.splitlines()) == 1
    assert "loi-1.txt" in said.err
    assert "ZeroDivisionError: hỏng" in (tmp_path / ".cache" / "loi-1.txt").read_text(encoding="utf-8")


def test_an_old_python_is_told_in_vietnamese(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Python 3.10 gets one sentence and exit 1, and nothing is installed."""
    monkeypatch.setattr(sys, "version_info", (3, 10, 4, "final", 0))
    monkeypatch.setattr(Environment, "prepare", lambda self, locks: pytest.fail("installed something"))
    assert tasks.main(["build"]) == 1
    assert capsys.readouterr().err.startswith("Cần Python 3.11 trở lên")


def test_a_wrong_command_installs_nothing(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A slip on the command line is answered before any set-up, with exit 1."""
    monkeypatch.setattr(Environment, "prepare", lambda self, locks: pytest.fail("installed something"))
    assert tasks.main(["biuld"]) == 1
    assert "không có lệnh “biuld”" in capsys.readouterr().err


def test_a_machine_that_lacks_something_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A failed set-up is one line with the remedy and exit 1."""

    def fail(self: Environment, locks: object) -> None:
        raise SetupError("Máy này thiếu gói python3-venv.")

    monkeypatch.setattr(Environment, "prepare", fail)
    assert tasks.main(["build"]) == 1
    assert capsys.readouterr().err == "Máy này thiếu gói python3-venv.\n"


def test_outside_the_environment_the_work_is_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bare Python prepares the locks of the command, then runs the same words in .venv/ and returns that code."""
    prepared: list[Path] = []
    handed: list[object] = []
    monkeypatch.setattr(Environment, "prepare", lambda self, locks: prepared.extend(locks))
    monkeypatch.setattr(Environment, "is_running", lambda self: False)
    monkeypatch.setattr(Environment, "run", lambda self, script, words: handed.append((script.name, words)) or 75)
    assert tasks.main(["build", "--strict"]) == 75
    assert [lock.name for lock in prepared] == ["requirements-setup.txt", "requirements.txt"]
    assert handed == [("tasks.py", ["build", "--strict"])]


@pytest.mark.parametrize("words", [[], ["--help"], ["-h"], ["help"]])
def test_help_needs_no_set_up(words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Help is shown at once, with exit 0."""
    monkeypatch.setattr(Environment, "prepare", lambda self, locks: pytest.fail("installed something"))
    assert tasks.main(words) == 0
    assert "build [--strict]" in capsys.readouterr().out


@pytest.mark.parametrize("method", ["exists", "read_text", "resolve"])
def test_an_unreadable_environment_is_one_line(method: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Where `.venv/` may not be read, whatever is asked of it, the command ends with one Vietnamese line and no traceback."""
    real = getattr(Path, method)

    def denied(self: Path, *words: object, **options: object) -> object:
        if ".venv" in self.parts:
            raise PermissionError(13, "Permission denied", str(self))
        return real(self, *words, **options)

    monkeypatch.setattr(Environment, "run", lambda *_: pytest.fail("started a process"))
    monkeypatch.setattr(Path, method, denied)
    assert tasks.main(["build"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"Không đọc hoặc không ghi được “{tasks.ROOT / '.venv'}")


def test_an_environment_that_cannot_be_started(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """An interpreter that may not be run, or a full disk, is one line too."""
    monkeypatch.setattr(Environment, "is_running", lambda self: False)
    for error, said in ((PermissionError(13, "x", "python"), "ghi được “python”"), (OSError(errno.ENOSPC, "x"), "Ổ đĩa đã đầy")):
        monkeypatch.setattr(Environment, "prepare", lambda self, locks, error=error: raising(error)(argparse.Namespace()))  # type: ignore[operator]
        assert tasks.main(["build"]) == 1
        assert said in capsys.readouterr().err


@pytest.mark.parametrize("command", tasks.COMMANDS, ids=lambda command: command.name)
def test_every_command_has_its_page(command: Command, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """`help LỆNH` and `LỆNH --help` show one page at once; every argument is explained, and every example is understood."""
    monkeypatch.setattr(Environment, "prepare", lambda self, locks: pytest.fail("installed something"))
    assert tasks.main(["help", command.name]) == tasks.main([command.name, "--help"]) == 0
    page, again = capsys.readouterr().out.split("Cách dùng: ")[1:]
    assert page == again
    assert page.startswith(f"python3 tasks.py {command.form}\n")
    for name, keywords in command.arguments:
        assert keywords["help"]
        assert f"\n  {name if name.startswith('-') else keywords['metavar']} " in page
    for example in command.examples:
        assert parse(tasks.COMMANDS, shlex.split(example), Path("pelicanconf.py"))[0] is command


def test_help_of_no_command_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    """A slip behind `help` is one line and the code of a wrong command."""
    assert tasks.main(["help", "dựng"]) == 1
    assert capsys.readouterr().err == "Lệnh chưa đúng: không có lệnh “dựng”. Xem mọi lệnh: python3 tasks.py --help\n"


ISSUE = Issue(path="content/bai-viet/x.md", line=3, rule="FM01", level=Level.ERROR, message="Thiếu trường.")


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize(
    ("level", "form", "code", "begins"),
    [
        (Level.ERROR, "text", 2, "content/bai-viet/x.md:3: FM01"),
        (Level.WARNING, "text", 0, "content/bai-viet/x.md:3: FM01"),
        (Level.ERROR, "github", 2, "::error file=content/bai-viet/x.md,line=3"),
    ],
)
def test_check_tells_and_returns_the_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], level: Level, form: str, code: int, begins: str
) -> None:
    """`check` prints the findings in the form asked for; errors are exit 2, warnings 0."""
    from dataclasses import replace

    monkeypatch.setattr("plugins.engine.project.load_project", lambda settings, site: SimpleNamespace(root=tasks.ROOT))
    monkeypatch.setattr("plugins.engine.check.check_site", lambda project, paths: (replace(ISSUE, level=level),))
    assert tasks.main(["check", "--format", form]) == code
    assert capsys.readouterr().out.startswith(begins)


@pytest.mark.usefixtures("inside")
def test_build_prints_what_was_refused_and_passes_the_code_on(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """`build` hands --strict to the engine, prints findings and summary, and returns the engine's code."""
    asked: list[bool] = []

    def fake(project: object, strict: bool, report: object, memory: object) -> SimpleNamespace:
        asked.append(strict)
        return SimpleNamespace(exit_code=2, issues=(ISSUE,), summary=("Đã dựng 3 trang.",))

    monkeypatch.setattr("plugins.engine.project.load_project", lambda settings, site: None)
    monkeypatch.setattr("plugins.engine.build.build", fake)
    assert tasks.main(["build", "--strict"]) == 2
    out = capsys.readouterr().out
    assert asked == [True]
    assert "FM01" in out
    assert out.endswith("Đã dựng 3 trang.\n")


@pytest.mark.usefixtures("inside")
def test_new_says_what_it_made(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """`new` writes into the site's content/ and names the file as it stands there."""
    monkeypatch.setattr(
        "plugins.engine.project.load_project", lambda settings, site: SimpleNamespace(root=tmp_path, content=tmp_path / "content", now=None)
    )
    monkeypatch.setattr("plugins.editorial.writer.new_entry", lambda content, kind, title, now: content / kind / f"{title}.md")
    assert tasks.main(["new", "bai-viet", "mot"]) == 0
    assert capsys.readouterr().out.startswith("Đã tạo content/bai-viet/mot.md.")


@pytest.mark.usefixtures("inside")
def test_report_asks_for_the_days_and_logs_that_were_typed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """`report` hands over period, days and logs, says how far it is, and names the files it made from the site's folder."""
    now = dt.datetime(2026, 11, 26, 8, tzinfo=dt.UTC)
    asked: list[object] = []

    def fake(project: object, period: object, logs: object, progress: Callable[[str, int, int], None]) -> tuple[Path, ...]:
        asked.extend((period, logs))
        progress("Đọc bài", 0, 0)
        return (tmp_path / "staff/bao-cao/a.docx",)

    monkeypatch.setattr("plugins.engine.project.load_project", lambda settings, site: SimpleNamespace(root=tmp_path, now=now))
    monkeypatch.setattr("plugins.engine.report.make_report", fake)
    assert tasks.main(["report", "--period", "so-ket", "--to", "2026-06-30", "--log", "a.log", "b.gz"]) == 0
    assert asked == [Period(kind=PeriodKind.INTERIM, first=dt.date(2026, 1, 1), last=dt.date(2026, 6, 30)), (Path("a.log"), Path("b.gz"))]
    said = capsys.readouterr()
    assert said.out == "staff/bao-cao/a.docx\n"
    assert "Đọc bài…" in said.err


@pytest.mark.usefixtures("inside")
def test_import_says_what_became_of_the_file(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """`import` hands over the file, the type and the ward's names, prints the report, then what the checker says of the result."""
    ward = SimpleNamespace(name="phường Mẫu", city="thành phố Mẫu", publisher="Ủy ban Mẫu")
    project = SimpleNamespace(content=tmp_path, now=None, ward=ward)
    asked: list[object] = []

    def fake(*words: object) -> SimpleNamespace:
        asked.extend(words)
        return SimpleNamespace(path=tmp_path / "van-ban" / "a.md", report=("Đã nhập.",))

    monkeypatch.setattr("plugins.engine.project.load_project", lambda settings, site: project)
    monkeypatch.setattr("plugins.editorial.word.importing.import_word", fake)
    monkeypatch.setattr("plugins.engine.check.check_site", lambda project, paths: (ISSUE,) if paths == (tmp_path / "van-ban/a.md",) else ())
    assert tasks.main(["import", "a.docx", "--type", "van-ban"]) == 0
    assert asked == [tmp_path, Path("a.docx"), "van-ban", None, ["phường Mẫu", "thành phố Mẫu", "Ủy ban Mẫu"], as_png]
    out = capsys.readouterr().out
    assert out.startswith("Đã nhập.\n\n")
    assert "FM01" in out


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize("command", ["check", "import"])
def test_a_name_that_leads_nowhere_is_a_wrong_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, command: str
) -> None:
    """Whatever asks for a file, one that is not there is answered with its name and exit 1, and no trace is written."""
    (tmp_path / "content").mkdir()
    ward = SimpleNamespace(name="phường Mẫu", city="thành phố Mẫu", publisher="Ủy ban Mẫu")
    project = SimpleNamespace(root=tmp_path, content=tmp_path / "content", now=None, ward=ward)
    monkeypatch.setattr("plugins.engine.project.load_project", lambda settings, site: project)
    assert tasks.main([command, "khong-co.docx", "--site", str(tmp_path)]) == 1
    said = capsys.readouterr().err
    assert said.startswith("khong-co.docx: không có ")
    assert len(said.splitlines()) == 1
    assert not (tmp_path / ".cache").exists()


@pytest.mark.usefixtures("inside")
def test_make_tells_where_the_files_are(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """`make` names the channel and each file by its path from the site; a channel that is none is one line with all that are."""
    monkeypatch.setattr("plugins.engine.project.load_project", lambda settings, site: SimpleNamespace(root=tmp_path))
    asked = []

    def made(project: object, channel: str, path: Path) -> tuple[Path, ...]:
        asked.append((channel, path))
        return (tmp_path / "staff/lam-rieng/b.txt", tmp_path / "staff/lam-rieng/a.txt")

    monkeypatch.setattr("plugins.engine.channel_table.make_channel", made)
    command, options = parse(tasks.COMMANDS, ["make", "truyen-thanh", "content/a.md"], tasks.ROOT / "pelicanconf.py")
    assert command.run(options) == tasks.DONE
    assert asked == [("truyen-thanh", Path("content/a.md"))]
    assert capsys.readouterr().out == "Đã làm lời đọc trên loa, 2 tệp:\nstaff/lam-rieng/a.txt\nstaff/lam-rieng/b.txt\n"


def test_review_says_what_changes_and_where_to_read_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """The summary goes to standard output, for the run's own page; the place of the page beside it; refused content is exit 2."""
    asked: list[str] = []

    def make_review(_: object, against: str, report: object) -> Outcome:
        asked.append(against)
        return Outcome(page=tmp_path / "staff/xem-xet.html", exit_code=2, lines=("So với gốc: 1 trang đổi.",))

    monkeypatch.setattr("plugins.engine.review.make_review", make_review)
    shutil.copytree(tasks.ROOT / "tests/site/content", tmp_path / "content")
    for words in ([], ["--against", "v1"]):
        command, options = parse(tasks.COMMANDS, ["review", *words, "--site", str(tmp_path)], tasks.ROOT / "pelicanconf.py")
        assert command.run(options) == 2
    said = capsys.readouterr()
    assert said.out == "So với gốc: 1 trang đổi.\n" * 2
    assert "staff/xem-xet.html" in said.err
    assert asked == ["origin/main", "v1"]


def test_help_names_every_channel() -> None:
    """The page of `make` lists the channels of the table, in its order."""
    from plugins.engine.channel_table import CHANNELS

    [command] = [command for command in tasks.COMMANDS if command.name == "make"]
    assert dict(command.arguments)["channel"]["help"] == ", ".join(channel.key for channel in CHANNELS)


def test_serve_gets_the_port(monkeypatch: pytest.MonkeyPatch) -> None:
    """`serve` opens the port it was asked for."""
    ports: list[int] = []
    monkeypatch.setattr("plugins.engine.project.load_project", lambda settings, site: None)
    monkeypatch.setattr("plugins.engine.serve.serve", lambda project, port: ports.append(port) or 0)
    assert tasks.main(["serve", "--port", "8123"]) == 0
    assert ports == [8123]


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize(("words", "upgrades", "code"), [(["lock"], False, 0), (["lock", "--upgrade"], True, 0), (["lock"], False, 1)])
def test_lock_names_no_machine(monkeypatch: pytest.MonkeyPatch, words: list[str], upgrades: bool, code: int) -> None:
    """Each lock is asked for every system, with hashes and without an index; the first failure stops with exit 1."""
    asked: list[list[str]] = []

    def fake(command: list[str], **_: object) -> SimpleNamespace:
        asked.append(command)
        return SimpleNamespace(returncode=code)

    monkeypatch.setattr(tasks.subprocess, "run", fake)
    assert tasks.main(words) == code
    locks = ["requirements-setup.txt", "requirements.txt", "requirements-dev.txt", "requirements-storage.txt"]
    assert [command[-1] for command in asked] == locks[: 1 if code else 4]
    for command in asked:
        assert {"--universal", "--generate-hashes", "--no-emit-index-url"} <= set(command)
        assert ("--upgrade" in command) is upgrades


@pytest.mark.usefixtures("inside")
def test_golden_writes_the_tables(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """`golden` fills the tables between their marks and leaves the rest of README.md alone."""
    monkeypatch.setattr(tasks, "ROOT", tmp_path)
    readme = tmp_path / "README.md"
    (tmp_path / tasks.HANDBOOK_COMMANDS).parent.mkdir(parents=True)
    readme.write_text("Đầu\n<!-- lenh -->\ncũ\n<!-- /lenh -->\ngiữa\n<!-- quy-tac -->\n<!-- /quy-tac -->\ncuối\n", encoding="utf-8")
    assert tasks.main(["golden"]) == 0
    text = readme.read_text(encoding="utf-8")
    assert "| `build [--strict] [--prove] [--zip]` |" in text
    assert "\ncũ\n" not in text
    assert text.startswith("Đầu\n")
    assert text.endswith("cuối\n")
    assert tasks.with_tables(text) == text
    assert (tmp_path / tasks.HANDBOOK_COMMANDS).read_text(encoding="utf-8") == tasks.handbook_commands()


def test_the_handbook_has_the_commands_of_the_code() -> None:
    """data/commands.toml is what `golden` writes: every command, every argument as it is typed."""
    text = (Path(tasks.__file__).parent / tasks.HANDBOOK_COMMANDS).read_text(encoding="utf-8")
    assert text == tasks.handbook_commands()
    assert '"--format text|json|github"' in text
    assert '"--url ĐỊA_CHỈ"' in text


def test_a_lost_mark_is_a_fault() -> None:
    """A README.md without the marks is an error, not a table silently dropped."""
    with pytest.raises(ValueError, match="lenh"):
        tasks.with_tables("no marks here")


def options(slow: bool = False, rest: tuple[str, ...] = ()) -> argparse.Namespace:
    return argparse.Namespace(slow=slow, rest=list(rest))


def test_pytest_is_asked_for_coverage_of_the_whole_suite_only() -> None:
    """Without words of one's own the whole suite is measured; a part is not."""
    assert "--cov" in tasks.pytest_arguments(options(), has_browser=True)
    assert tasks.pytest_arguments(options(rest=("tests/core",)), has_browser=True) == ["-m", "not slow", "tests/core"]


def test_slow_and_browser_tests_are_left_out_when_they_should_be() -> None:
    """--slow takes everything, and nothing ends it; without a browser its tests are left out."""
    assert tasks.pytest_arguments(options(slow=True, rest=("x",)), has_browser=True) == ["-o", "faulthandler_timeout=0", "x"]
    assert tasks.pytest_arguments(options(rest=("x",)), has_browser=False)[:2] == ["-m", "not slow and not browser"]


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What `test` runs, by module; each succeeds, except those a test puts into `failing`."""
    ran: list[str] = []
    monkeypatch.setattr(packages, "install_packages", lambda root: None)

    def fake(command: list[str], **_: object) -> SimpleNamespace:
        ran.append(command[2])
        return SimpleNamespace(returncode=int(command[2] in os.environ.get("FAILING", "")))

    monkeypatch.setattr(tasks.subprocess, "run", fake)
    return ran


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize(("failing", "code"), [("", 0), ("mypy", 1), ("pytest", 1)])
def test_test_runs_everything_and_fails_on_any(monkeypatch: pytest.MonkeyPatch, steps: list[str], failing: str, code: int) -> None:
    """Style, types and tests all run, pytest last; one failure among them is exit 1."""
    monkeypatch.setattr(browsers, "find_browser", lambda: Path("chromium"))
    monkeypatch.setenv("FAILING", failing)
    assert tasks.main(["test"]) == code
    assert steps == ["ruff", "ruff", "mypy", "pytest"]


@pytest.mark.usefixtures("inside")
def test_a_part_of_the_tests_runs_pytest_only(monkeypatch: pytest.MonkeyPatch, steps: list[str]) -> None:
    """`test PATH` is the quick way: nothing but pytest."""
    monkeypatch.setattr(browsers, "find_browser", lambda: Path("chromium"))
    assert tasks.main(["test", "tests/core", "-x"]) == 0
    assert steps == ["pytest"]


@pytest.mark.usefixtures("inside")
def test_a_missing_browser_is_a_failure_in_ci_only(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], steps: list[str]
) -> None:
    """With CI set a machine without a browser fails before the tests; elsewhere one line says what is left out."""
    monkeypatch.setattr(browsers, "find_browser", lambda: None)
    monkeypatch.setenv("CI", "true")
    assert tasks.main(["test"]) == 1
    assert steps == []
    assert capsys.readouterr().out == "0 passed, 1 failed\n"
    monkeypatch.delenv("CI")
    assert tasks.main(["test"]) == 0
    assert "Bỏ qua các bài thử bằng trình duyệt" in capsys.readouterr().err


def test_browser_is_found_where_it_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """PORTAL_BROWSER wins, then PATH, then the places of Windows; a name that is no file does not count."""
    for name in ("PORTAL_BROWSER", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    edge = tmp_path / "Microsoft/Edge/Application/msedge.exe"
    edge.parent.mkdir(parents=True)
    edge.write_text("", encoding="utf-8")
    monkeypatch.setattr(browsers.shutil, "which", lambda name: None)
    monkeypatch.setattr(browsers, "_MAC_NAMES", ())
    assert browsers.find_browser() is None
    monkeypatch.setenv("PROGRAMFILES", str(tmp_path))
    assert browsers.find_browser() == edge
    named = tmp_path / "chrome"
    named.write_text("", encoding="utf-8")
    monkeypatch.setenv("PORTAL_BROWSER", str(named))
    assert browsers.find_browser() == named
    monkeypatch.setenv("PORTAL_BROWSER", str(tmp_path / "gone"))
    assert browsers.find_browser() == edge


@pytest.mark.parametrize(("uid", "code", "calls"), [(0, 0, ["update", "install"]), (0, 1, ["update"]), (1000, 0, [])])
def test_packages_are_installed_by_root_on_debian_only(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, uid: int, code: int, calls: list[str]
) -> None:
    """Root on Debian gets browser and programs with one line saying so; a failure is said and its details kept; others are left alone."""
    asked: list[str] = []

    def fake(command: list[str], **_: object) -> SimpleNamespace:
        asked.append(command[1])
        return SimpleNamespace(returncode=code, stdout="", stderr="không có mạng")

    monkeypatch.setattr(packages, "find_browser", lambda: None)
    monkeypatch.setattr(ctypes.util, "find_library", lambda name: None)
    monkeypatch.setattr(packages.shutil, "which", lambda name, path="": None if name == "nginx" else f"/usr/bin/{name}")
    monkeypatch.setattr(packages.os, "geteuid", lambda: uid, raising=False)
    monkeypatch.setattr(packages.subprocess, "run", fake)
    packages.install_packages(tmp_path)
    assert asked == calls
    said = capsys.readouterr().err
    assert ("Đang cài chromium, libfribidi0, nginx-light" in said) is (uid == 0)
    assert ("loi-1.txt" in said) is (code != 0)


def test_nothing_is_installed_where_nothing_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine that has everything is not touched, even by root."""
    monkeypatch.setattr(packages, "missing_packages", list)
    monkeypatch.setattr(packages.subprocess, "run", lambda *_, **__: pytest.fail("ran a command"))
    packages.install_packages(tmp_path)


def test_the_table_has_every_function_and_no_name_twice() -> None:
    """Names are unique, and each command runs the function of its name."""
    names = [command.name for command in tasks.COMMANDS]
    assert len(set(names)) == len(names)
    assert {"build", "check", "new", "import", "serve", "test", "lock", "golden"} <= set(names)
    for command in tasks.COMMANDS:
        assert isinstance(command, Command)
        assert command.run.__name__.removesuffix("_") == command.name  # `import` is a word of Python


def test_a_bare_python_that_is_too_old_can_read_it() -> None:
    """What answers before anything is installed is syntax of Python 3.7, and loads nothing but console and commands."""
    for file in (tasks.ROOT / "tasks.py", *(tasks.ROOT / "plugins/console").glob("*.py"), *(tasks.ROOT / "plugins/commands").glob("*.py")):
        ast.parse(file.read_text(encoding="utf-8"), feature_version=(3, 7))
    code = "import sys, tasks; print(*{name.split('.')[1] for name in sys.modules if name.startswith('plugins.')})"
    done = subprocess.run([sys.executable, "-S", "-c", code], cwd=tasks.ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, set(done.stdout.split())) == (0, {"console", "commands"}), done.stderr


def test_invoke_sees_the_same_commands() -> None:
    """Loaded where invoke is at work, tasks.py offers a task for each command; options are passed in one string."""
    code = (
        "import sys, types\n"
        "class Task:\n"
        "    def __init__(self, body, name): self.body, self.name = body, name\n"
        "sys.modules['invoke'] = types.SimpleNamespace(Task=Task, Collection=lambda *tasks: {t.name: t for t in tasks})\n"
        "import tasks\n"
        "assert list(tasks.namespace) == [c.name for c in tasks.COMMANDS]\n"
        "tasks.main = lambda words: print(words) or 7\n"
        "tasks.namespace['build'].body(None, options='--strict')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tasks.ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (7, "['build', '--strict']\n"), done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["bench", "banners", "--sizes", "10"], "--sizes: không dùng được với bench banners"),
        (["bench", "banners", "--extras", "search"], "--extras: không dùng được với bench banners"),
        (["bench", "--cards", "5"], "--cards: không dùng được với bench build"),
        (["bench", "--types", "home"], "--types: không dùng được với bench build"),
        (["bench", "pages", "--sizes", "10"], "--sizes: không dùng được với bench pages"),
        (["bench", "pages", "--types", "blog"], "--types: không có “blog”"),
        (["bench", "build", "--rounds", "0"], "--rounds: phải từ 1 trở lên"),
        (["bench", "pages", "--rounds", "0"], "--rounds: phải từ 1 trở lên"),
        (["bench", "banners", "--cards", "1"], "--cards: phải từ 2"),
        (["bench", "slides"], "VIỆC không nhận “slides”; chọn một trong: build, pages, banners"),
    ],
)
def test_bench_takes_the_options_of_its_work_alone(inside: None, words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """An option of the other work is refused by name instead of doing nothing, before anything is measured."""
    assert tasks.main(words) == tasks.FAULT
    assert said in capsys.readouterr().err


def test_bench_measures_builds_unless_told_otherwise(inside: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """`bench` and `bench build` build 1,000 and 10,000 articles; `bench pages` visits all types, `bench banners` draws all samples."""
    from tests.bench import command
    from tests.bench.banners import command as banners
    from tests.bench.pages import command as pages

    asked: list[object] = []
    monkeypatch.setattr(command, "bench", lambda options, json, plot: asked.append((options.sizes, options.rounds, json, plot)) or 0)
    monkeypatch.setattr(pages, "bench_pages", lambda options, json: asked.append((options.types, options.folder, json)) or 6)
    monkeypatch.setattr(banners, "bench_banners", lambda options, json: asked.append((options.cards, options.folder, json)) or 7)
    assert tasks.main(["bench"]) == tasks.main(["bench", "build", "--rounds", "5"]) == 0
    assert tasks.main(["bench", "pages", "--folder", str(tmp_path), "--types", "search,home"]) == 6
    assert tasks.main(["bench", "banners", "--folder", str(tmp_path), "--json", "x.json"]) == 7
    place = tmp_path.resolve()
    assert asked == [((1_000, 10_000), 5, None, None)] * 2 + [
        (("home", "search"), place / "pages", None),
        (60, place / "banners", Path("x.json")),
    ]


def _other_portal(folder: Path) -> Path:
    """A portal in a folder of its own that `init` may change; returns its settings file."""
    (folder / "content" / "trang").mkdir(parents=True)
    (folder / "content" / "trang" / "cu.md").write_text("trang mẫu cũ", encoding="utf-8")
    settings = folder / "pelicanconf.py"
    text = (tasks.ROOT / "pelicanconf.py").read_text(encoding="utf-8")
    settings.write_text(text.replace("Path(__file__).resolve().parent", f'Path("{tasks.ROOT.as_posix()}")'), encoding="utf-8")
    return settings


@pytest.mark.usefixtures("inside")
def test_init_from_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`init --answers` asks nothing: the new ward is in place, the old content beside it, exit 0."""
    settings = _other_portal(tmp_path / "Cổng (phường)")
    answers = tmp_path / "trả lời.toml"
    answers.write_text('name = "phường Mẫu"\ncity = "thành phố Mẫu"\n', encoding="utf-8")
    assert tasks.main(["init", "--answers", str(answers), "--settings", str(settings)]) == tasks.DONE
    assert "Đã đổi cổng sang phường Mẫu" in capsys.readouterr().out
    assert 'name="phường Mẫu"' in settings.read_text(encoding="utf-8")
    [old] = settings.parent.glob("phuong-cu-*")
    assert (old / "content/trang/cu.md").read_text(encoding="utf-8") == "trang mẫu cũ"
    assert (settings.parent / "content/trang/lien-he.md").is_file()


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        (["Mẫu", "phường Mẫu", "thành phố Mẫu", *[""] * 8, "có"], 0, "Đã đổi cổng sang phường Mẫu"),
        (["phường Mẫu", "thành phố Mẫu", *[""] * 8, "không"], 130, "Chưa đổi gì."),
        (["phường Mẫu"], 130, "Chưa đổi gì."),
    ],
)
def test_init_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: list[str], code: int, said: str
) -> None:
    """Ten questions and a clear yes; whoever says no or leaves has changed nothing, and the exit code says so."""
    settings = _other_portal(tmp_path)
    before = settings.read_text(encoding="utf-8")
    rest = iter(typed)

    def ask(text: str = "") -> str:
        try:
            return next(rest)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("builtins.input", ask)
    assert tasks.main(["init", "--settings", str(settings)]) == code
    shown = capsys.readouterr()
    assert said in shown.out + shown.err
    assert (settings.read_text(encoding="utf-8") == before) == (code != 0)
    assert (tmp_path / "content/trang/cu.md").exists() == (code != 0)
    assert "10/10. Địa chỉ trụ sở" in shown.out or len(typed) == 1


@pytest.mark.usefixtures("inside")
def test_a_change_of_ward_that_was_cut_off_is_finished(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Any command first does the rest of it, and says so in one line."""
    settings = _other_portal(tmp_path)
    stage = tmp_path / ".phuong-moi"
    (stage / "cu").mkdir(parents=True)
    (stage / "content/du-lieu").mkdir(parents=True)
    record = '{"schema": 1, "content": "content", "settings": "pelicanconf.py", "away": "phuong-cu"}'
    (stage / "so.json").write_text(record, encoding="utf-8")
    tasks.main(["check", "--settings", str(settings)])
    assert "Đã làm nốt việc đổi phường" in capsys.readouterr().err
    assert (tmp_path / "phuong-cu/content/trang/cu.md").exists()
    assert not stage.exists()


@pytest.mark.usefixtures("inside")
def test_init_of_another_folder_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --site the settings would be this ward's own: refused with what to do."""
    assert tasks.main(["init", "--site", str(tmp_path)]) == tasks.FAULT
    assert "Dùng --settings" in capsys.readouterr().err


@pytest.mark.parametrize(("words", "code"), [(["--help"], 0), (["khong-co"], 1)])
def test_nothing_said_is_lost_when_the_process_is_left(words: list[str], code: int) -> None:
    """A command ends its process without taking it apart: its code arrives all the same, and every line, through a pipe too."""
    run = subprocess.run([sys.executable, str(tasks.ROOT / "tasks.py"), *words], capture_output=True, encoding="utf-8", check=False)
    said = run.stdout + run.stderr
    assert (run.returncode, said.endswith("\n")) == (code, True)
    assert ("build" in said) if code == 0 else ("khong-co" in said)


def test_a_reader_who_went_away_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """When nobody reads the last lines, the process still ends with the code of the command."""
    ended: list[int] = []

    class Closed(io.StringIO):
        def flush(self) -> None:
            raise BrokenPipeError

    monkeypatch.setattr(tasks.os, "_exit", ended.append)
    monkeypatch.setattr(sys, "stdout", Closed())
    tasks._leave(2)
    assert ended == [2]
