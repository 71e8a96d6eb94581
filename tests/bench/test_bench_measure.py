"""Measuring: exit code, words, time, and the memory of all processes together."""

import os
import sys
import threading
from pathlib import Path

import pytest

from tests.bench.counts import made_counts
from tests.bench.measure import SAMPLER, measure, memory_means, tree

_HOLD = "import time; kept = bytearray(60_000_000); kept[::4096] = b'x' * len(kept[::4096]); time.sleep(0.6)"
_PARENT = f"import subprocess, sys; [p.wait() for p in [subprocess.Popen([sys.executable, '-c', {_HOLD!r}]) for _ in range(2)]]"
sums = pytest.mark.skipif("sum" not in memory_means(), reason="this system does not show shared memory")


@sums
def test_memory_of_children_counts(tmp_path: Path) -> None:
    """Two children of 60 MB at the same time are 120 MB and more, though none is that great by itself."""
    run = measure([sys.executable, "-c", _PARENT], tmp_path, os.environ)
    assert run.exit_code == 0
    assert run.memory is not None
    assert 120e6 < run.memory < 250e6


@sums
def test_what_is_shared_counts_once(tmp_path: Path) -> None:
    """A child that shares its parent's 60 MB adds little: the sum is of shares, not of what each could reach."""
    forked = _HOLD.replace("time.sleep(0.6)", "import os; child = os.fork(); time.sleep(0.6); child and os.wait()")
    run = measure([sys.executable, "-c", forked], tmp_path, os.environ)
    assert run.memory is not None
    assert 60e6 < run.memory < 100e6


def test_time_words_and_exit_code(tmp_path: Path) -> None:
    """Sleep is wall time and no CPU time; both streams and the code are kept; the command runs where it is told to."""
    code = "import os, sys, time; print('ra'); print(os.getcwd(), file=sys.stderr); time.sleep(0.3); sys.exit(3)"
    run = measure([sys.executable, "-c", code], tmp_path, os.environ)
    assert run.exit_code == 3
    assert 0.3 < run.wall < 30
    assert "ra\n" in run.output
    assert tmp_path.name in run.output
    if run.cpu is not None:
        assert run.cpu < run.wall


@sums
def test_a_tree_without_its_root_is_no_fault() -> None:
    """A process that has ended while we look is passed over."""
    assert tree(2**22 + 1) == [2**22 + 1]
    assert os.getpid() in tree(os.getpid())


def test_nothing_is_left_running_after_an_interruption(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C during a measurement ends the child too."""
    if not hasattr(os, "wait4"):
        pytest.skip("this system has no wait4")
    pids: list[int] = []

    def interrupted(pid: int, options: int) -> None:
        pids.append(pid)
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "wait4", interrupted)
    with pytest.raises(KeyboardInterrupt):
        measure([sys.executable, "-c", "import time; time.sleep(60)"], tmp_path, os.environ)
    with pytest.raises(ProcessLookupError):
        os.kill(pids[0], 0)
    assert SAMPLER not in {thread.name for thread in threading.enumerate()}


@pytest.mark.parametrize(
    ("output", "counts"),
    [
        ("Đã dựng 3 bài.\nLàm lại: 3 · ghép khung: 0 · ghi: 2 · bỏ: 0.\n", (3, 0, 2, 0)),
        ("Làm lại: 10.432 · ghép khung: 1.000 · ghi: 11.432 · bỏ: 12.\n", (10432, 1000, 11432, 12)),
        ("Đã dựng 3 bài thành 9 tệp trong output/.\n", None),
    ],
)
def test_counts_are_read_from_the_summary(output: str, counts: tuple[int, int, int, int] | None) -> None:
    """The line that `build` prints is understood, with Vietnamese thousands too; without it nothing is made up."""
    assert made_counts(output) == counts
