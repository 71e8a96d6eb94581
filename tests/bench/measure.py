"""One measured run of a command: wall time, CPU time, memory of all its processes together, and what it said.

On Linux memory is the greatest sum of proportional set sizes (PSS of smaps_rollup) over the process and its descendants:
what they share is counted once, which neither the sum nor the greatest of resident sizes does. Looking costs time on the
machine that is being measured, so the sampler spends a twentieth of its own time on it at most. Elsewhere memory is the
peak of the greatest single process, or not known; `memory_means` says which.
"""

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

#: seconds between two looks at the processes, when a look is cheap
INTERVAL = 0.02
#: name of the thread that looks
SAMPLER = "bench-sampler"
_CAN_SUM = Path("/proc/self/smaps_rollup").exists() and Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").exists()


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How one command went."""

    exit_code: int
    #: seconds from start to end
    wall: float
    #: seconds, user and system, of the process and those it waited for; None where the system does not tell
    cpu: float | None
    #: bytes, see `memory_means`; None where the system does not tell
    memory: int | None
    #: what it printed on both streams
    output: str


def memory_means() -> str:
    """What `Run.memory` is on this machine, in words."""
    if _CAN_SUM:
        return "peak of the sum over all processes (PSS)"
    return "not measured" if os.name == "nt" else "peak of the greatest single process (RSS)"


def measure(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Run:
    """Run `command` in `folder` to its end."""
    if hasattr(os, "sync"):
        os.sync()  # what the run before left to be written must not be paid by this one
    with tempfile.TemporaryFile() as said:
        began = time.perf_counter()
        child = subprocess.Popen(
            command, cwd=folder, env=dict(environment), stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT
        )
        sampler = Sampler(child.pid)
        if _CAN_SUM:
            sampler.start()
        try:
            cpu, peak = _wait(child)
        finally:
            wall = time.perf_counter() - began
            sampler.stop()
        said.seek(0)
        output = said.read().decode("utf-8", "replace")
    return Run(exit_code=child.returncode, wall=wall, cpu=cpu, memory=sampler.peak if _CAN_SUM else peak, output=output)


def _wait(child: subprocess.Popen[bytes]) -> tuple[float | None, int | None]:
    """CPU seconds of the child and those it waited for, and bytes of the greatest of them, when it has ended."""
    if sys.platform == "win32":
        child.wait()
        return None, None
    try:
        _, status, usage = os.wait4(child.pid, 0)
    except BaseException:  # Ctrl-C: the child heard it too; it must not outlive us
        child.terminate()
        child.wait()
        raise
    child.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


class Sampler:
    """Watches the memory of a process and its descendants from a thread of its own."""

    def __init__(self, pid: int) -> None:
        #: bytes, the greatest sum seen
        self.peak = 0
        self._pid = pid
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, name=SAMPLER, daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        self._over.set()
        if self._thread.ident is not None:
            self._thread.join()

    def _watch(self) -> None:
        pause = 0.0
        while not self._over.wait(pause):
            began = time.perf_counter()
            self.peak = max(self.peak, sum(map(_pss, tree(self._pid))))
            pause = max(INTERVAL, 19 * (time.perf_counter() - began))


def tree(pid: int) -> list[int]:
    """A process and all its descendants, as /proc shows them now."""
    found, waiting = [], [pid]
    while waiting:
        one = waiting.pop()
        found.append(one)
        try:
            threads = list(Path(f"/proc/{one}/task").iterdir())
            waiting.extend(int(child) for thread in threads for child in (thread / "children").read_text().split())
        except OSError:  # it ended while we looked
            continue
    return found


def _pss(pid: int) -> int:
    """Bytes of one process, its share of what it shares with others; 0 when it is gone."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in rollup.splitlines() if line.startswith("Pss:")), 0)
