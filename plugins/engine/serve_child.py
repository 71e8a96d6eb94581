"""The builder's process as `serve` sees it: asked, replaced, buried.

It is started anew by the same interpreter (nothing is forked, Windows cannot), has no part in the keyboard's Ctrl-C, and is
known to be dead by its exit, not by its silence: workers that it started may hold its pipes open after it.
"""

import json
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Self

#: seconds between two looks whether it still lives, or whether `serve` is to stop
_TICK = 0.1
#: seconds that it gets to finish when it is told to end; a journal mends what is cut off
_PATIENCE = 2.0

Answer = Mapping[str, Any]


class Builder:
    """One process at a time; a dead one is replaced when the next request comes."""

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        """`command`: words after the interpreter; `folder`: where plugins/ is."""
        self._command = command
        self._folder = folder
        self._process: subprocess.Popen[str] | None = None
        self._answers: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._errors: IO[bytes] | None = None
        #: one question at a time: the loop asks for builds, threads of the server for looks
        self._turn = threading.RLock()
        self._is_closing = False

    def __enter__(self) -> Self:
        self._living()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_closing = True
        self.end()

    def ask(self, request: Mapping[str, object], is_stopped: Callable[[], bool] = lambda: False) -> Answer:
        """The answer; {"kind": "died", "trace": …} when the process ended over it, {"kind": "stopped"} when we are to stop."""
        with self._turn:
            return self._asked(request, is_stopped)

    def ask_between(self, request: Mapping[str, object], patience: float) -> Answer:
        """As `ask`, between two builds; {"kind": "busy"} when none ends within `patience` seconds."""
        if not self._turn.acquire(timeout=patience):
            return {"kind": "busy"}
        try:
            return {"kind": "stopped"} if self._is_closing else self._asked(request, lambda: self._is_closing)
        finally:
            self._turn.release()

    def _asked(self, request: Mapping[str, object], is_stopped: Callable[[], bool]) -> Answer:
        process = self._living()
        with suppress(OSError):  # dead already: seen below
            process.stdin.write(json.dumps(request) + "\n")  # type: ignore[union-attr] # a pipe, as asked for
            process.stdin.flush()  # type: ignore[union-attr]
        while not is_stopped():
            is_dead = process.poll() is not None  # asked first: what it said before it ended may still be on the way
            with suppress(queue.Empty):
                line = self._answers.get(timeout=1 if is_dead else _TICK)
                if line:
                    return json.loads(line)  # type: ignore[no-any-return] # of our own process
                is_dead = True
            if is_dead:
                return {"kind": "died", "trace": self.end()}
        return {"kind": "stopped"}

    def renew(self) -> None:
        """A fresh process: code or settings changed."""
        with self._turn:
            self.end()
            self._living()

    def end(self) -> str:
        """No process any more, and nothing that it started; returns what it complained of."""
        with self._turn:
            return self._ended()

    def _ended(self) -> str:
        process, errors = self._process, self._errors
        if process is None or errors is None:
            return ""
        with suppress(OSError):
            process.stdin.close()  # type: ignore[union-attr]
        with suppress(subprocess.TimeoutExpired):
            process.wait(_PATIENCE)
        _kill(process)
        process.wait()
        self._process = None
        with errors:
            errors.seek(0)
            return errors.read().decode("utf-8", "replace")

    def _living(self) -> "subprocess.Popen[str]":
        if self._process is not None and self._process.poll() is None:
            return self._process
        self.end()
        self._answers = queue.SimpleQueue()
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the process
        options: dict[str, Any] = {"start_new_session": True}
        if sys.platform == "win32":
            options = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
        self._process = subprocess.Popen(  # noqa: S603 - our own module, on the interpreter that runs us
            [sys.executable, *self._command],
            cwd=self._folder,
            env={**os.environ, "PYTHONUTF8": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            encoding="ascii",
            **options,
        )
        threading.Thread(target=_pass_on, args=(self._process.stdout, self._answers), daemon=True).start()
        return self._process


def _pass_on(pipe: IO[str], answers: "queue.SimpleQueue[str | None]") -> None:
    with pipe:
        for line in pipe:
            answers.put(line)
    answers.put(None)


def _kill(process: "subprocess.Popen[str]") -> None:
    if sys.platform == "win32":
        process.kill()
    else:
        with suppress(OSError):  # nobody of the group is left
            os.killpg(process.pid, signal.SIGKILL)
