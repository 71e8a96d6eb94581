"""The way from a bare Python to .venv/, with pip and venv replaced by recorders."""

import ast
import importlib.util
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from plugins.console import environment as module
from plugins.console.environment import Environment, SetupError, child_environment, fingerprint

ROOT = Path(__file__).resolve().parents[2]


class Recorder:
    """Stands for subprocess.run: notes what was asked, answers with the exit codes it was given, then with 0."""

    def __init__(self, environment: Environment, *codes: int, version: str = "") -> None:
        self.environment = environment
        self.codes = list(codes)
        self.version = version or str(tuple(sys.version_info[:2]))
        self.asked: list[str] = []

    def __call__(self, command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        kind = "venv" if "venv" in command else "pip" if "install" in command else "probe"
        self.asked.append(f"pip {Path(command[-1]).name}" if kind == "pip" else kind)
        code = self.codes.pop(0) if self.codes and kind != "probe" else 0
        if kind == "venv" and code == 0:
            self.environment.python.parent.mkdir(parents=True, exist_ok=True)
            self.environment.python.write_text("", encoding="utf-8")
        return subprocess.CompletedProcess(command, code, stdout=self.version + "\n", stderr="chi tiết của pip")


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    (tmp_path / "a.txt").write_text("one==1 --hash=sha256:00\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("two==2 --hash=sha256:00\n", encoding="utf-8")
    return Environment(tmp_path)


def locks(environment: Environment) -> list[Path]:
    return [environment.root / "a.txt", environment.root / "b.txt"]


def record(monkeypatch: pytest.MonkeyPatch, environment: Environment, *codes: int, version: str = "") -> Recorder:
    recorder = Recorder(environment, *codes, version=version)
    monkeypatch.setattr(module.subprocess, "run", recorder)
    return recorder


def test_first_run_makes_the_environment_and_installs_every_lock(
    environment: Environment, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A fresh checkout gets .venv/, then each lock in order, and the person is told in Vietnamese."""
    recorder = record(monkeypatch, environment)
    environment.prepare(locks(environment))
    assert recorder.asked == ["venv", "pip a.txt", "pip b.txt"]
    said = capsys.readouterr()
    assert said.out == ""
    assert "Đang chuẩn bị" in said.err


def test_second_run_does_nothing(environment: Environment, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """An environment that holds the locks costs no process and no word."""
    record(monkeypatch, environment)
    environment.prepare(locks(environment))
    capsys.readouterr()
    recorder = record(monkeypatch, environment)
    environment.prepare(locks(environment))
    assert recorder.asked == []
    assert capsys.readouterr().err == ""


def test_a_changed_lock_is_installed_again(environment: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the lock that changed is installed, into the same .venv/."""
    record(monkeypatch, environment)
    environment.prepare(locks(environment))
    (environment.root / "b.txt").write_text("two==3 --hash=sha256:00\n", encoding="utf-8")
    recorder = record(monkeypatch, environment)
    environment.prepare(locks(environment))
    assert recorder.asked == ["probe", "pip b.txt"]


def test_an_installation_that_broke_off_is_taken_up_again(environment: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    """A failure of pip leaves no mark behind, so the next run installs that lock and what follows it."""
    record(monkeypatch, environment, 0, 0, 1)
    with pytest.raises(SetupError):
        environment.prepare(locks(environment))
    recorder = record(monkeypatch, environment)
    environment.prepare(locks(environment))
    assert recorder.asked == ["probe", "pip b.txt"]


def test_a_reinstallation_that_broke_off_is_not_trusted(environment: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old mark goes before pip starts: going back to the old lock after a failure installs again."""
    record(monkeypatch, environment)
    environment.prepare(locks(environment))
    old = (environment.root / "b.txt").read_bytes()
    (environment.root / "b.txt").write_text("two==3 --hash=sha256:00\n", encoding="utf-8")
    record(monkeypatch, environment, 1)
    with pytest.raises(SetupError):
        environment.prepare(locks(environment))
    (environment.root / "b.txt").write_bytes(old)
    assert not environment.has(environment.root / "b.txt")


def test_failure_of_pip_says_the_remedy_and_keeps_the_details(environment: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    """The editor reads one Vietnamese line; what pip said is in .cache/ for the person who mends it."""
    record(monkeypatch, environment, 0, 1)
    with pytest.raises(SetupError, match=r"Không cài được các gói của a\.txt\. Kiểm tra kết nối mạng.*loi-1\.txt"):
        environment.prepare(locks(environment))
    assert "chi tiết của pip" in (environment.root / ".cache" / "loi-1.txt").read_text(encoding="utf-8")


def test_another_python_makes_the_environment_anew(environment: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    """A .venv/ of another version of Python is not patched up but replaced, with every lock installed."""
    record(monkeypatch, environment)
    environment.prepare(locks(environment))
    environment.folder.joinpath("a.txt.sha256").unlink()
    recorder = record(monkeypatch, environment, version="(3, 7)")
    environment.prepare(locks(environment))
    assert recorder.asked == ["probe", "venv", "pip a.txt", "pip b.txt"]


def test_debian_without_venv_is_told_the_package(environment: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where ensurepip is missing, the message names the apt package instead of failing inside venv."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SetupError, match="sudo apt install python3-venv"):
        environment.prepare(locks(environment))


def test_a_folder_that_cannot_be_written_is_said(environment: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    """When venv fails, the message speaks of rights and space, not of Python."""
    record(monkeypatch, environment, 1)
    with pytest.raises(SetupError, match=r"Không tạo được thư mục \.venv"):
        environment.prepare(locks(environment))


def test_line_ends_do_not_change_the_fingerprint(tmp_path: Path) -> None:
    """A checkout with CRLF counts as the same lock; another version of a package does not."""
    unix, windows, other = (tmp_path / name for name in ("u", "w", "o"))
    unix.write_bytes(b"a==1\nb==2\n")
    windows.write_bytes(b"a==1\r\nb==2\r\n")
    other.write_bytes(b"a==1\nb==3\n")
    assert fingerprint(unix) == fingerprint(windows) != fingerprint(other)


def test_running_is_known_by_the_prefix(environment: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the interpreter of this very .venv/ counts as inside."""
    assert not environment.is_running()
    environment.folder.mkdir()
    assert not environment.is_running()
    monkeypatch.setattr(sys, "prefix", str(environment.folder))
    assert environment.is_running()


def with_this_python(environment: Environment) -> Environment:
    """The environment, its interpreter a script that starts the one of the tests."""
    environment.python.parent.mkdir(parents=True)
    environment.python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    environment.python.chmod(0o755)
    return environment


@pytest.fixture
def restored_sigterm() -> object:
    before = signal.getsignal(signal.SIGTERM)
    yield None
    signal.signal(signal.SIGTERM, before)


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for the interpreter is a shell script")
@pytest.mark.usefixtures("restored_sigterm")
@pytest.mark.parametrize(("code", "expected"), [("3", 3), ("0", 0), ("__import__('os').kill(__import__('os').getpid(), 9)", 137)])
def test_exit_code_of_the_child_is_passed_on(environment: Environment, code: str, expected: int) -> None:
    """The caller sees the child's code; a death by signal n is 128 + n, as in a shell."""
    script = environment.root / "s.py"
    script.write_text(f"import sys\nsys.exit({code})\n", encoding="utf-8")
    assert with_this_python(environment).run(script, []) == expected


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for the interpreter is a shell script")
@pytest.mark.usefixtures("restored_sigterm")
def test_child_gets_the_arguments_and_utf8(environment: Environment) -> None:
    """Vietnamese arguments arrive whole, and the child speaks UTF-8 whatever the locale."""
    script = environment.root / "s.py"
    script.write_text(
        "import sys, pathlib\npathlib.Path(sys.argv[1]).write_text(sys.argv[2] + str(sys.flags.utf8_mode), 'utf-8')", encoding="utf-8"
    )
    answer = environment.root / "answer"
    assert with_this_python(environment).run(script, [str(answer), "Tiêu đề"]) == 0
    assert answer.read_text(encoding="utf-8") == "Tiêu đề1"


class Child:
    """A child that is interrupted from the keyboard once and then ends."""

    def __init__(self, *_: object, **__: object) -> None:
        self.waits = [KeyboardInterrupt, 130]
        self.terminated = False

    def wait(self) -> int:
        outcome = self.waits.pop(0)
        if outcome is KeyboardInterrupt:
            raise KeyboardInterrupt
        return outcome

    def terminate(self) -> None:
        self.terminated = True


@pytest.mark.usefixtures("restored_sigterm")
def test_keyboard_is_the_child_s_to_answer(environment: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C does not kill the parent before the child has ended in its own way; SIGTERM is handed down."""
    child = Child()
    monkeypatch.setattr(module.subprocess, "Popen", lambda *_, **__: child)
    assert environment.run(environment.root / "s.py", []) == 130
    os.kill(os.getpid(), signal.SIGTERM)
    deadline = time.monotonic() + 5
    while not child.terminated and time.monotonic() < deadline:
        time.sleep(0.01)
    assert child.terminated


def test_environment_of_children_adds_and_keeps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Children keep our variables, get UTF-8, and what is asked for them."""
    monkeypatch.setenv("KEPT", "yes")
    found = child_environment(MORE="too")
    assert (found["KEPT"], found["PYTHONUTF8"], found["MORE"]) == ("yes", "1", "too")


@pytest.mark.parametrize("path", [ROOT / "tasks.py", *sorted((ROOT / "plugins/console").glob("*.py")), ROOT / "plugins/__init__.py"])
def test_an_old_python_can_read_the_way_to_the_message(path: Path) -> None:
    """What runs before the version is looked at has no syntax newer than Python 3.7."""
    ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 7))
