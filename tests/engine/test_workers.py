"""Work in many processes: the results of one, every failure said by name, and no child that outlives its parent."""

import errno
import functools
import itertools
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from sample_site import ROOT

from plugins.core.errors import GateError, PortalError, SourceError, WorkerError
from plugins.engine import workers
from plugins.engine.workers import batches, processes, spread

forks = pytest.mark.skipif(not hasattr(os, "fork") or sys.platform == "darwin", reason="work is not spread on this system")
MANY = 200


def here(count: int, items: int, act: Callable[[int], object] = lambda item: (os.getpid(), item * item)) -> list[tuple[int, object]]:
    """Everything that comes out, in the order of the items."""
    return sorted(spread(range(items), act, str, count), key=lambda row: row[0])


def elsewhere(act: Callable[[int], object]) -> Callable[[int], object]:
    """`act` by children alone: this process is slow, and has only got to the first items when they have done the others."""
    parent = os.getpid()

    def divided(item: int) -> object:
        if os.getpid() == parent:
            time.sleep(0.02)
            return item
        return act(item)

    return divided


def pids(rows: list[tuple[int, object]]) -> set[int]:
    """Who did it."""
    return {row[1][0] for row in rows}  # type: ignore[index]


def is_there(pid: int) -> bool:
    """Is there such a process, alive or a zombie?"""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def ended(numbers: list[int], seconds: float = 20.0) -> bool:
    """Have all these processes ended, at once or in a while?"""
    until = time.monotonic() + seconds
    while any(map(is_there, numbers)) and time.monotonic() < until:
        time.sleep(0.02)
    return not any(map(is_there, numbers))


@pytest.fixture
def children(alone: None, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Numbers of all child processes that are started."""
    found: list[int] = []
    start = BaseProcess.start

    def noted(process: BaseProcess) -> None:
        start(process)
        found.append(process.pid or 0)

    monkeypatch.setattr(BaseProcess, "start", noted)
    return found


@forks
@pytest.mark.parametrize("count", [2, 3])
@pytest.mark.parametrize("items", [64, 65, MANY, 1000])
def test_the_results_are_those_of_one_process(children: list[int], count: int, items: int) -> None:
    """Each item comes out once with its own result, however many processes and items there are; then all children are gone."""
    rows = here(count, items)
    assert [(index, row[1]) for index, row in rows] == [(item, item * item) for item in range(items)]  # type: ignore[index]
    assert len(children) == count - 1
    assert pids(rows) <= {os.getpid(), *children}
    assert not any(map(is_there, children))


@forks
def test_all_of_them_work(children: list[int]) -> None:
    """The parent does its share beside its children."""
    rows = here(3, MANY, lambda item: (os.getpid(), time.sleep(0.002)))
    assert pids(rows) == {os.getpid(), *children}


@forks
def test_neighbours_are_done_by_one_process(children: list[int]) -> None:
    """What neighbours share is made once: each process has a span of its own, and who is done takes half of another's."""
    rows = here(2, 640, lambda item: (os.getpid(), time.sleep(0.0005)))
    whose = [pid for _, (pid, _) in rows]  # type: ignore[misc]
    runs = 1 + sum(one != other for one, other in itertools.pairwise(whose))
    assert 2 <= runs <= 10
    assert whose[0] == os.getpid()


@forks
def test_who_is_done_takes_of_the_longest(children: list[int]) -> None:
    """Nobody waits while another has much to do: of three, one slow process keeps little of its third."""
    parent = os.getpid()
    rows = here(3, 600, lambda item: (os.getpid(), time.sleep(0.02 if os.getpid() == parent else 0)))
    assert sum(pid == parent for _, (pid, _) in rows) < 100  # type: ignore[misc]


@forks
def test_what_a_child_has_is_taken_while_the_parent_works(children: list[int]) -> None:
    """Results of children come out between items of the parent, not behind them, and more than a pipe holds gets through."""
    parent = os.getpid()
    large = b"x" * 200_000
    rows = list(spread(range(MANY), lambda item: (os.getpid(), time.sleep(0.005) if os.getpid() == parent else large), str, 2))
    whose = [pid == parent for _, (pid, _) in rows]
    assert len(rows) == MANY
    assert True in whose[whose.index(False) :]


@pytest.mark.parametrize(("count", "items"), [(2, 63), (2, 0), (1, MANY), (0, MANY)])
def test_little_work_stays_here(children: list[int], count: int, items: int) -> None:
    """Few items, or one process only: nobody is started, and they are done one after the other."""
    assert list(spread(range(items), lambda item: (os.getpid(), item), str, count)) == [
        (item, (os.getpid(), item)) for item in range(items)
    ]
    assert children == []


def test_beside_a_thread_all_stays_here(children: list[int]) -> None:
    """A fork beside a live thread may copy a lock that nobody opens: nobody is started."""
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert pids(here(2, MANY)) == {os.getpid()}
    finally:
        stop.set()
        thread.join()
    assert children == []


@forks
def test_one_of_each_kind_is_done_here_first(children: list[int]) -> None:
    """What the first of a kind loads and compiles is there for all children: it is done here, before any is started."""
    seen: list[tuple[int, int]] = []

    def act(item: int) -> int:
        seen.append((item, len(children)))
        return os.getpid()

    rows = list(spread(range(MANY), act, str, 2, kind=lambda item: "odd" if item % 2 else "last" if item == MANY - 2 else "even"))
    assert rows[:3] == [(0, os.getpid()), (1, os.getpid()), (MANY - 2, os.getpid())]
    assert {pid for _, pid in rows[3:]} <= {os.getpid(), *children}
    assert seen[:3] == [(0, 0), (1, 0), (MANY - 2, 0)]
    assert all(started == 1 for _, started in seen[3:])
    assert len(list(spread(range(MANY), lambda item: os.getpid(), str, 2, kind=lambda item: item))) == MANY  # none is left for children


@forks
def test_what_shares_nothing_waits_for_nobody(children: list[int]) -> None:
    """An item without a kind is not done first: it may be long, and other processes have something to do meanwhile."""
    seen: list[int] = []
    list(spread(range(MANY), lambda item: (seen.append(len(children)), time.sleep(0.002)), str, 2, kind=lambda item: None))
    assert set(seen) == {1}


class UnsendableError(Exception):
    """Holds what no other process can be given."""

    def __init__(self) -> None:
        super().__init__(lambda: 0)


class PickyError(Exception):
    """Can be sent, and cannot be made again where it arrives."""

    def __init__(self, one: int, other: int) -> None:
        super().__init__(f"{one} {other}")


def fail(error: Exception, at: int, item: int) -> int:
    """Raises at one item."""
    if item == at:
        raise error
    return item


@forks
@pytest.mark.parametrize("kind", [PortalError, SourceError, GateError])
@pytest.mark.parametrize("at", [0, 150])
def test_a_refusal_comes_out_whole(children: list[int], kind: type[PortalError], at: int) -> None:
    """A PortalError of any process has its type, file, reason, findings and exit code here, and all children end."""
    act = functools.partial(fail, kind("content/x.md", "hỏng.", "dòng 1\ndòng 2"), at)
    with pytest.raises(kind) as caught:
        here(2, MANY, act)
    error = caught.value
    assert type(error) is kind
    assert (error.resource, error.reason, error.details, str(error)) == ("content/x.md", "hỏng.", "dòng 1\ndòng 2", "content/x.md: hỏng.")
    assert error.exit_code == kind.exit_code
    assert not any(map(is_there, children))


@forks
def test_a_fault_comes_out_with_its_trace(children: list[int]) -> None:
    """Another exception keeps its type and text, and its note shows the line of the child where it happened."""
    with pytest.raises(ZeroDivisionError) as caught:
        here(2, MANY, elsewhere(lambda item: 1 // (150 - item)))
    assert "1 // (150 - item)" in "\n".join(caught.value.__notes__)
    assert not any(map(is_there, children))


@forks
def test_what_cannot_be_sent_is_told(children: list[int]) -> None:
    """An exception that no other process can be given comes out as a RuntimeError with its trace."""
    with pytest.raises(RuntimeError, match="UnsendableError") as caught:
        here(2, MANY, elsewhere(functools.partial(fail, UnsendableError(), 150)))
    assert "in fail" in str(caught.value)
    assert not any(map(is_there, children))


@forks
@pytest.mark.parametrize("error", [ValueError(here), PickyError(1, 2)], ids=["local name", "picky"])
def test_what_cannot_be_made_again_is_told(children: list[int], error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    """Likewise an exception whose pickle fails in another way, or that cannot be made again from its pickle."""
    monkeypatch.delitem(globals(), "here")  # so that its name leads nowhere
    with pytest.raises(RuntimeError, match="in fail"):
        list(spread(range(MANY), elsewhere(functools.partial(fail, error, 150)), str, 2))


@forks
def test_a_result_that_cannot_be_sent_is_told(children: list[int]) -> None:
    """A result that no other process can be given is a fault that says so, not a death without a word."""
    with pytest.raises((AttributeError, TypeError), match="pickle"):
        here(2, MANY, elsewhere(lambda item: (lambda: 0) if item == 150 else item))
    assert not any(map(is_there, children))


@forks
@pytest.mark.parametrize("sign", ["SIGKILL", "SIGTERM"])
def test_a_killed_child_is_named_by_its_item(children: list[int], sign: str) -> None:
    """Out of memory, a child dies without a word: the error names the file it was at, and its sisters end too."""

    def act(item: int) -> int:
        if item == 150:
            os.kill(os.getpid(), getattr(signal, sign))
        return item

    with pytest.raises(WorkerError, match="dừng đột ngột") as caught:
        list(spread(range(MANY), elsewhere(act), lambda item: f"content/{item}.md", 3))
    assert caught.value.resource == "content/150.md"
    assert len(children) == 2
    assert not any(map(is_there, children))
    assert multiprocessing.active_children() == []


@forks
def test_a_child_killed_in_the_middle_of_a_word(children: list[int]) -> None:
    """A child killed while it sends megabytes is a dead child like any other."""
    results = spread(range(MANY), lambda item: b"x" * 1_000_000, str, 2)
    next(results)  # of this process
    next(results)
    for pid in children:
        os.kill(pid, signal.SIGKILL)
    with pytest.raises(WorkerError):
        list(results)
    assert not any(map(is_there, children))


@forks
def test_who_stops_listening_ends_the_children(children: list[int]) -> None:
    """When the caller fails or asks for no more, all children are ended and collected at once."""
    results = spread(range(MANY), lambda item: time.sleep(0.01), str, 2)
    for _ in range(3):
        next(results)
    assert len([pid for pid in children if is_there(pid)]) == 1
    results.close()  # type: ignore[attr-defined] # it is a generator
    assert not any(map(is_there, children))


@forks
def test_a_fork_that_fails_leaves_no_child(children: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    """When the system refuses another process, those that were started are ended."""
    start = BaseProcess.start

    def limited(process: BaseProcess) -> None:
        if children:
            raise BlockingIOError(errno.EAGAIN, "no more processes")
        start(process)

    monkeypatch.setattr(BaseProcess, "start", limited)
    try:
        with pytest.raises(BlockingIOError):
            here(3, MANY, lambda item: time.sleep(0.01))
        assert not any(map(is_there, children))
    finally:
        for process in multiprocessing.active_children():
            process.kill()
            process.join()


#: a process whose children say who they are, then work for a minute; each result is large, so that a pipe is soon full
_PARENT = """
import os, sys, time
sys.path.insert(0, {root!r})
from plugins.engine.workers import spread
parent = os.getpid()
def act(item):
    if os.getpid() != parent:
        open(os.path.join(sys.argv[1], str(os.getpid())), "w").close()
        time.sleep({pause})
    else:
        time.sleep(0.001)
    return b"x" * 20_000
for index, _ in spread(range(6000), act, str, 3):
    pass
"""


def parent(folder: Path, pause: float) -> tuple[subprocess.Popen[str], list[int]]:
    """Such a process in a session of its own, and the numbers of its two children."""
    code = _PARENT.format(root=str(ROOT), pause=pause)
    process = subprocess.Popen([sys.executable, "-c", code, str(folder)], stderr=subprocess.PIPE, text=True, start_new_session=True)
    until = time.monotonic() + 20
    while len(list(folder.iterdir())) < 2 and time.monotonic() < until:
        time.sleep(0.02)
    return process, [int(file.name) for file in folder.iterdir()]


def end(process: subprocess.Popen[str], numbers: list[int]) -> None:
    """Whatever is left of our own processes."""
    for pid in numbers:
        if is_there(pid):
            os.kill(pid, signal.SIGKILL)
    if process.poll() is None:
        process.kill()
    process.communicate()


@forks
def test_a_child_leaves_ctrl_c_to_its_parent(children: list[int]) -> None:
    """Ctrl-C reaches a child too, and is not its business: the parent decides, and here it goes on."""
    results = spread(range(MANY), lambda item: time.sleep(0.005) or item, str, 2)
    rows = [next(results) for _ in range(3)]
    for pid in children:
        os.kill(pid, signal.SIGINT)
    assert sorted([*rows, *results]) == [(item, item) for item in range(MANY)]


@forks
def test_ctrl_c_ends_the_children(tmp_path: Path) -> None:
    """Ctrl-C is heard by all: the parent alone answers, ends its children and stops as any program does."""
    process, numbers = parent(tmp_path, 0.01)
    try:
        assert len(numbers) == 2
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=20)
        assert process.returncode == -signal.SIGINT
        assert said.count("Traceback") == said.count("KeyboardInterrupt") == 1
        assert not any(map(is_there, numbers))
    finally:
        end(process, numbers)


@forks
def test_children_of_a_killed_parent_end(tmp_path: Path) -> None:
    """A build that is killed leaves no child behind, which would hold its lock: every later build would be refused."""
    process, numbers = parent(tmp_path, 0.001)
    try:
        assert len(numbers) == 2
        time.sleep(0.2)
        process.kill()
        process.wait()
        assert ended(numbers)
    finally:
        end(process, numbers)


def test_how_many_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many as there are processors for this process; one where the system does not fork, or forks badly."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "fork", lambda: 0, raising=False)
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: {0, 2, 5}, raising=False)
    assert processes() == 3
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: 7)
    assert processes() == 7
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert processes() == 1
    monkeypatch.setattr(os, "cpu_count", lambda: 7)
    monkeypatch.setattr(sys, "platform", "darwin")
    assert processes() == 1
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.delattr(os, "fork")
    assert processes() == 1


def test_rows_in_batches_while_they_come() -> None:
    """Full lists and a rest, none empty, and nothing is asked for before it is wanted."""
    asked: list[int] = []

    def rows() -> Iterator[int]:
        for number in range(5):
            asked.append(number)
            yield number

    taken = batches(rows(), 2)
    assert next(taken) == [0, 1] == asked
    assert list(taken) == [[2, 3], [4]]
    assert list(batches(iter(()), 2)) == []
    assert workers._WORTH_IT > workers._LEAST
