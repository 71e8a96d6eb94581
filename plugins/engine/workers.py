"""Work spread over processes, where the system forks and there is enough of it; else done here. The results are the same.

A child inherits everything by the fork, takes the next few items, sends back what came out, and ends. One that dies (out of
memory, killed) is reported with the item it was at.
"""

import contextlib
import itertools
import os
import pickle
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from plugins.core.errors import WorkerError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")
R = TypeVar("R")

#: fewer items than this are done before a child has started
_WORTH_IT = 64
#: items a child takes at once: few enough that all end together, many enough that what neighbours share is made once
_LEAST, _MOST = 16, 256
_DIED = "tiến trình con dừng đột ngột khi đang xử lý tệp này (có thể do thiếu bộ nhớ). Chạy lại lệnh."


def processes() -> int:
    """How many processes may share the work here: one where the system does not fork (Windows) or forks badly (macOS)."""
    if not hasattr(os, "fork") or sys.platform == "darwin":
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(
    items: Sequence[T], act: Callable[[T], R], name: Callable[[T], str], count: int, kind: Callable[[T], object] = type
) -> Iterator[tuple[int, R]]:
    """(index, act(item)) for every item, in any order, by up to `count` processes. `act` must not depend on earlier items.

    An exception of `act` is raised here. WorkerError names the item at which a child died.
    """
    # a fork beside another thread may copy a lock that nobody will ever open
    if count < 2 or len(items) < _WORTH_IT or threading.active_count() > 1:
        yield from ((index, act(item)) for index, item in enumerate(items))
        return
    # one item of each kind is done here: what it loads and compiles is then there for all children
    first = {kind(item): index for index, item in reversed(list(enumerate(items)))}
    for index in sorted(first.values()):
        yield index, act(items[index])
    here = set(first.values())
    rest = [index for index in range(len(items)) if index not in here]
    with _Crew([items[index] for index in rest], act, count) as crew:
        yield from ((rest[index], result) for index, result in crew.results(name))


class _Crew:
    """Children at work, and what they send."""

    def __init__(self, items: Sequence[T], act: Callable[[T], R], count: int) -> None:
        import multiprocessing  # takes as long to load as a build with nothing to do

        context = multiprocessing.get_context("fork")
        self._items = items
        self._chunk = max(_LEAST, min(_MOST, len(items) // (8 * count)))
        self._next = context.Value("q", 0)
        #: index of the item that each child is at
        self._at = context.Array("q", count, lock=False)
        self._children: dict[Connection, tuple[int, Any]] = {}
        try:
            for number in range(count):
                self._start(context, number, act)
        except BaseException:
            self.__exit__()  # the system has no room for the next: those that live must not stay
            raise

    def _start(self, context: Any, number: int, act: Callable[[Any], Any]) -> None:
        ours, theirs = context.Pipe(duplex=False)
        try:
            child = context.Process(target=self._work, args=(number, act, ours, theirs), daemon=True)
            child.start()
        except BaseException:
            ours.close()
            raise
        finally:
            theirs.close()
        self._children[ours] = (number, child)

    def __enter__(self) -> "_Crew":
        return self

    def __exit__(self, *_: object) -> None:
        for connection, (_number, child) in self._children.items():
            child.kill()
            child.join()
            connection.close()

    def _work(  # pragma: no cover - runs in the child
        self, number: int, act: Callable[[Any], Any], reading_end: "Connection", out: "Connection"
    ) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears Ctrl-C and ends its children
        for end in (*self._children, reading_end):
            end.close()  # who still writes must notice that the parent is gone, and end: it holds the lock of the build
        try:
            while (start := self._take()) < len(self._items):
                done = []
                for index in range(start, min(start + self._chunk, len(self._items))):
                    self._at[number] = index
                    done.append((index, act(self._items[index])))
                    if len(done) == _LEAST:
                        out.send(done)
                        done = []
                out.send(done)
            out.send(None)
        except BaseException as error:
            error.add_note(traceback.format_exc())
            with contextlib.suppress(OSError):
                _send(out, error)

    def _take(self) -> int:  # pragma: no cover - runs in the child
        with self._next.get_lock():
            start = int(self._next.value)
            self._next.value = start + self._chunk
        return start

    def results(self, name: Callable[[Any], str]) -> Iterator[tuple[int, Any]]:
        from multiprocessing.connection import Connection, wait

        while self._children:
            for connection in wait(list(self._children)):
                assert isinstance(connection, Connection)
                number, child = self._children[connection]
                try:
                    sent = connection.recv()
                except (EOFError, OSError) as error:
                    raise WorkerError(name(self._items[self._at[number]]), _DIED) from error
                if sent is None:
                    del self._children[connection]
                    child.join()
                    connection.close()
                elif isinstance(sent, BaseException):
                    raise sent
                else:
                    yield from sent


def _send(out: "Connection", error: BaseException) -> None:  # pragma: no cover - runs in the child
    """The error as it is, or its trace when it cannot be made again on the other side."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - what was just made here
    except Exception:
        error = RuntimeError(traceback.format_exc())
    out.send(error)


def batches(rows: Iterator[T], size: int) -> Iterator[list[T]]:
    """Rows as lists of up to `size`, while they come."""
    while batch := list(itertools.islice(rows, size)):
        yield batch
