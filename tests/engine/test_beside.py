"""A piece of work in a process beside this one: its result, its failures by name, and no child that stays."""

import os
import signal
import sys
import threading
import time

import pytest

from plugins.core.errors import SourceError, WorkerError
from plugins.engine.beside import Beside

pytestmark = pytest.mark.usefixtures("alone")
forks = pytest.mark.skipif(not hasattr(os, "fork") or sys.platform == "darwin", reason="work is not spread on this system")


def is_there(pid: int) -> bool:
    """Is it a child of ours, alive or a zombie?"""
    try:
        os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        return False
    return True


def test_the_result_is_that_of_the_work():
    for processes in (1, 2):
        with Beside(lambda: {"a": (1, b"\0" * 3_000_000)}, "mau", processes) as beside:  # more than a pipe holds
            assert beside.result() == {"a": (1, b"\0" * 3_000_000)}


def test_it_is_worked_out_once_and_may_be_asked_for_again():
    asked: list[int] = []
    with Beside(lambda: asked.append(1), "mau", 1) as beside:
        beside.result()
        beside.result()
    assert asked == [1]


def test_alone_nothing_is_done_before_it_is_asked_for():
    asked: list[int] = []
    with Beside(lambda: asked.append(1), "mau", 1):
        assert asked == []
    assert asked == []


@forks
def test_it_is_done_by_another_process_while_this_one_goes_on():
    with Beside(lambda: (os.getpid(), time.monotonic()), "mau", 2) as beside:
        time.sleep(0.5)
        now = time.monotonic()
        who, when = beside.result()
    assert who != os.getpid()
    assert when < now
    assert not is_there(who)


@forks
def test_beside_another_thread_nothing_is_forked():
    """A fork may copy a lock that nobody will ever open."""
    over = threading.Event()
    thread = threading.Thread(target=over.wait)
    thread.start()
    try:
        with Beside(os.getpid, "mau", 2) as beside:
            assert beside.result() == os.getpid()
    finally:
        over.set()
        thread.join()


@forks
def test_where_no_process_can_be_had_the_work_is_done_here(monkeypatch):
    def full() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    ends: list[int] = []
    pipe = os.pipe
    monkeypatch.setattr(os, "pipe", lambda: ends.extend(both := pipe()) or both)
    monkeypatch.setattr(os, "fork", full)
    with Beside(os.getpid, "mau", 2) as beside:
        assert beside.result() == os.getpid()
    assert len(ends) == 2
    for end in ends:
        with pytest.raises(OSError, match="Bad file descriptor"):
            os.fstat(end)


@pytest.mark.parametrize("processes", [1, 2])
def test_what_the_work_raises_is_raised_here(processes):
    def refuse() -> None:
        raise SourceError("content/mau.md", "không đọc được.")

    with pytest.raises(SourceError, match="không đọc được") as caught, Beside(refuse, "mau", processes) as beside:
        beside.result()
    assert caught.value.resource == "content/mau.md"


@forks
def test_an_error_that_cannot_be_sent_comes_with_its_trace():
    class OddError(Exception):
        """Known to this function alone."""

    def fail() -> None:
        raise OddError("hỏng giữa chừng")

    with pytest.raises(RuntimeError, match="hỏng giữa chừng"), Beside(fail, "mau", 2) as beside:
        beside.result()


@forks
def test_a_child_that_dies_is_reported_by_name():
    here = os.getpid()

    def end_child() -> None:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)

    death = Beside(end_child, "content/mau.md", 2)
    with pytest.raises(WorkerError, match=r"content/mau\.md: tiến trình con dừng đột ngột"), death as beside:
        beside.result()


@forks
def test_no_child_stays_when_nobody_waits_for_it():
    with Beside(lambda: time.sleep(600), "mau", 2) as beside:
        child = beside._child
        assert is_there(child)
    assert not is_there(child)
