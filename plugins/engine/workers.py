"""Work spread over processes, where the system forks and there is enough of it; else done here. The results are the same.

A child inherits everything by the fork, takes the next few items, sends back what came out, and ends. One that dies (out of
memory, killed) is reported with the item it was at. The parent works too: one process less holds a copy of what it writes to.
"""

import contextlib
import itertools
import os
import pickle
import select
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar

from plugins.core.errors import WorkerError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")
R = TypeVar("R")

#: fewer items than this are done before a child has started
_WORTH_IT = 64
#: items a process takes at once, and the fewest that are worth sharing
_LEAST = 16
#: bytes of results that a child may have sent while the parent is at an item of its own; Linux gives 64 KiB unasked
_PIPE = 1 << 20
#: reason of a WorkerError
DIED = "tiến trình con dừng đột ngột khi đang xử lý tệp này (có thể do thiếu bộ nhớ). Chạy lại lệnh."


def processes() -> int:
    """How many processes may share the work here: one where the system does not fork (Windows) or forks badly (macOS)."""
    if not hasattr(os, "fork") or sys.platform == "darwin":
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def may_fork(count: int) -> bool:
    """May children work beside this process, of which `count` may work? A fork beside another thread may copy a lock that nobody opens."""
    return count > 1 and threading.active_count() == 1


def spread(
    items: Sequence[T], act: Callable[[T], R], name: Callable[[T], str], count: int, kind: Callable[[T], object] = type
) -> Iterator[tuple[int, R]]:
    """(index, act(item)) for every item, in any order, by up to `count` processes. `act` must not depend on earlier items.

    `kind`: items of one kind load and compile the same; None when there is nothing that others share.
    An exception of `act` is raised here. WorkerError names the item at which a child died.
    """
    if len(items) < _WORTH_IT or not may_fork(count):
        yield from ((index, act(item)) for index, item in enumerate(items))
        return
    # one item of each kind is done here: what it loads and compiles is then there for all children
    first = {kind(item): index for index, item in reversed(list(enumerate(items)))}
    first.pop(None, None)
    for index in sorted(first.values()):
        yield index, act(items[index])
    here = set(first.values())
    rest = [index for index in range(len(items)) if index not in here]
    with _Crew([items[index] for index in rest], act, count - 1) as crew:
        yield from ((rest[index], result) for index, result in crew.results(name))


class _Crew:
    """Children at work, and what they send."""

    def __init__(self, items: Sequence[T], act: Callable[[T], R], count: int) -> None:
        """`count`: children beside the parent."""
        import multiprocessing  # takes as long to load as a build with nothing to do

        context = multiprocessing.get_context("fork")
        self._items, self._act = items, act
        #: first item and last + 1 of what each process has still to do, the parent first
        self._spans = context.Array("q", _evenly(len(items), count + 1))
        #: index of the item that each process is at; children say it
        self._at = context.Array("q", count + 1, lock=False)
        #: by the file that each sends to
        self._children: dict[int, tuple[Connection, int, Any]] = {}
        self._poll = select.poll()
        try:
            for number in range(1, count + 1):
                self._start(context, number)
        except BaseException:
            self.__exit__()  # the system has no room for the next: those that live must not stay
            raise

    def _start(self, context: Any, number: int) -> None:
        ours, theirs = context.Pipe(duplex=False)
        _widen(theirs)
        try:
            child = context.Process(target=self._work, args=(number, ours, theirs), daemon=True)
            child.start()
        except BaseException:
            ours.close()
            raise
        finally:
            theirs.close()
        self._children[ours.fileno()] = (ours, number, child)
        self._poll.register(ours.fileno(), select.POLLIN)

    def __enter__(self) -> "_Crew":
        return self

    def __exit__(self, *_: object) -> None:
        for connection, _number, child in self._children.values():
            child.kill()
            child.join()
            connection.close()

    def _work(  # pragma: no cover - runs in the child
        self, number: int, reading_end: "Connection", out: "Connection"
    ) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears Ctrl-C and ends its children
        for end in (*(connection for connection, _, _ in self._children.values()), reading_end):
            end.close()  # who still writes must notice that the parent is gone, and end: it holds the lock of the build
        try:
            while indices := self._take(number):
                done = []
                for index in indices:
                    self._at[number] = index
                    done.append((index, self._act(self._items[index])))
                out.send(done)
            out.send(None)
        except BaseException as error:
            error.add_note(traceback.format_exc())
            with contextlib.suppress(OSError):
                out.send(portable(error))

    def _take(self, number: int) -> range:
        """The next items of process `number`; none when all are taken.

        Each has a span of its own, so that what neighbours share is made by one process alone. Who is done takes half of the
        longest that is left: nobody has much when the others have nothing.
        """
        with self._spans.get_lock():
            spans: Any = self._spans.get_obj()
            start, end = spans[2 * number : 2 * number + 2]
            if start == end:
                longest = max(range(0, len(spans), 2), key=lambda at: spans[at + 1] - spans[at])
                start, end = spans[longest : longest + 2]
                start = max(start, min((start + end) // 2, end - _LEAST))
                spans[longest + 1] = start
            first, start = start, min(start + _LEAST, end)
            spans[2 * number : 2 * number + 2] = [start, end]
        return range(first, start)

    def results(self, name: Callable[[Any], str]) -> Iterator[tuple[int, Any]]:
        """What comes out, here and from the children, as soon as it does."""
        while indices := self._take(0):
            for index in indices:
                yield index, self._act(self._items[index])
                # a child must not wait for long until its results are taken; the question costs 2 microseconds
                yield from self._sent(0, name)
        while self._children:
            yield from self._sent(None, name)

    def _sent(self, timeout: int | None, name: Callable[[Any], str]) -> Iterator[tuple[int, Any]]:
        """What children have sent; waits `timeout` milliseconds for the first, None: until there is some."""
        for file, _ in self._poll.poll(timeout):
            yield from self._received(file, name)

    def _received(self, file: int, name: Callable[[Any], str]) -> list[tuple[int, Any]]:
        """The next results of the child that sends to `file`. A child that has done its part is forgotten."""
        connection, number, child = self._children[file]
        try:
            sent = connection.recv()
        except (EOFError, OSError) as error:
            raise WorkerError(name(self._items[self._at[number]]), DIED) from error
        if isinstance(sent, BaseException):
            raise sent
        if sent is not None:
            return sent  # type: ignore[no-any-return] # of our own child
        self._poll.unregister(file)
        del self._children[file]
        child.join()
        connection.close()
        return []


def _evenly(items: int, processes: int) -> list[int]:
    """First item and last + 1 of each process, all alike."""
    ends = [items * number // processes for number in range(processes + 1)]
    return [end for span in pairwise(ends) for end in span]


def _widen(pipe: "Connection") -> None:
    """More room in a pipe, where the system gives it."""
    import fcntl  # not on Windows, which does not come here

    with contextlib.suppress(OSError, AttributeError):
        fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, _PIPE)


def portable(error: BaseException) -> BaseException:  # pragma: no cover - runs in the child
    """The error as it is, or its trace when it cannot be made again on the other side."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - what was just made here
    except Exception:
        return RuntimeError(traceback.format_exc())
    return error


def batches(rows: Iterator[T], size: int) -> Iterator[list[T]]:
    """Rows as lists of up to `size`, while they come."""
    while batch := list(itertools.islice(rows, size)):
        yield batch
