"""One piece of work in a process beside this one, while this one goes on.

Where the system does not fork, it is done when it is asked for.
"""

import contextlib
import os
import pickle
import signal
import traceback
from collections.abc import Callable
from typing import Generic, TypeVar

from plugins.core.errors import WorkerError
from plugins.engine.workers import DIED, may_fork, portable

T = TypeVar("T")


class Beside(Generic[T]):
    """Begins at once. Leave it by `with`: a child whose result nobody wants any more is ended."""

    def __init__(self, act: Callable[[], T], name: str, processes: int) -> None:
        """`name`: the file that a WorkerError names when the child dies; `processes`: how many may work here, 1: no child.

        What `act` returns goes through a pipe: little of it.
        """
        self._act, self._name = act, name
        self._child = self._pipe = 0
        self._result: tuple[T] | None = None
        if may_fork(processes):
            self._start()

    def _start(self) -> None:
        reading, writing = os.pipe()
        try:
            self._child = os.fork()
        except OSError:  # no room for a process: then it is done here
            os.close(reading)
            os.close(writing)
            return
        if not self._child:  # pragma: no cover - runs in the child
            os.close(reading)
            _work(self._act, writing)
        os.close(writing)
        self._pipe = reading

    def __enter__(self) -> "Beside[T]":
        return self

    def __exit__(self, *_: object) -> None:
        if self._child:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._child, signal.SIGKILL)
            self._end()

    def result(self) -> T:
        """What `act` returned, waited for the first time; what it raised is raised here. WorkerError when the child died."""
        if self._result is None:
            self._result = (self._received() if self._child else self._act(),)
        return self._result[0]

    def _received(self) -> T:
        data = b"".join(iter(lambda: os.read(self._pipe, 1 << 20), b""))
        self._end()
        try:
            result, error = pickle.loads(data)  # noqa: S301 - of our own child
        except (EOFError, pickle.UnpicklingError) as cut:
            raise WorkerError(self._name, DIED) from cut
        if error is not None:
            raise error
        return result  # type: ignore[no-any-return] # what `act` returned

    def _end(self) -> None:
        os.close(self._pipe)
        os.waitpid(self._child, 0)
        self._child = 0


def _work(act: Callable[[], object], writing: int) -> None:  # pragma: no cover - runs in the child
    """Do it, send what came of it, end."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears Ctrl-C and ends its child
        with open(writing, "wb") as out:
            out.write(_done(act))
    finally:  # nothing of the parent's is tidied up here: neither its files nor its lock
        os._exit(0)


def _done(act: Callable[[], object]) -> bytes:  # pragma: no cover - runs in the child
    try:
        return pickle.dumps((act(), None), pickle.HIGHEST_PROTOCOL)
    except BaseException as error:
        error.add_note(traceback.format_exc())
        return pickle.dumps((None, portable(error)))
