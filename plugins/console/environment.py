"""From a bare Python to `.venv/` with exactly the packages of the lock files.

    lock file -> sha256 in .venv/ as expected? -> nothing to do
              -> else: make .venv/ if it is not whole, drop the mark, install with hashes, write the mark

Can be read by Python 3.7: one that is too old must get as far as the message that says so.
"""

from __future__ import annotations

import errno
import hashlib
import importlib.util
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple, Sequence  # noqa: UP035 - this module must run on a Python that is too old

from plugins.console.faults import say, write_trace

OLDEST_PYTHON = (3, 11)


class SetupError(Exception):
    """The machine lacks something. The message is one Vietnamese line with the remedy."""


class Environment(NamedTuple):
    """The `.venv/` of a checkout. (A dataclass with slots would stop an old Python before it can be told so.)"""

    #: folder of tasks.py and the lock files
    root: Path

    @property
    def folder(self) -> Path:
        """`.venv/`."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    def is_running(self) -> bool:
        """Does this process run on that interpreter?"""
        return self.folder.exists() and Path(sys.prefix).resolve() == self.folder.resolve()

    def has(self, lock: Path) -> bool:
        """Does it hold exactly this lock? Not after a change of the lock or of Python, nor when an installation broke off."""
        marker = self._marker(lock)
        return self.python.exists() and marker.exists() and marker.read_text(encoding="utf-8") == fingerprint(lock)

    def prepare(self, locks: Sequence[Path]) -> None:
        """Install what is missing of `locks`, in this order. SetupError with the remedy."""
        missing = [lock for lock in locks if not self.has(lock)]
        if not missing:
            return
        say("Đang chuẩn bị các gói phần mềm cho cổng (chỉ lần đầu hoặc sau khi cập nhật, khoảng một phút)…")
        if not self.is_running() and not self._is_whole():
            self._create()
            missing = list(locks)
        for lock in missing:
            self._marker(lock).unlink(missing_ok=True)
            self._install(lock)
            self._marker(lock).write_text(fingerprint(lock), encoding="utf-8")
        say("Đã chuẩn bị xong.")

    def run(self, script: Path, arguments: Sequence[str]) -> int:
        """Run `script` on its interpreter and return the exit code. A child on every system: Windows has no exec."""
        child = subprocess.Popen([str(self.python), str(script), *arguments], env=child_environment())
        signal.signal(signal.SIGTERM, lambda *_: child.terminate())
        while True:
            try:
                code = child.wait()
            except KeyboardInterrupt:
                continue  # the child was interrupted by the same key; it ends in its own way
            return code if code >= 0 else 128 - code  # a death by signal, as shells number it

    def complaint(self, error: OSError) -> str:
        """What to say when the system lets nobody read, write or start what lies in `.venv/`."""
        if error.errno == errno.ENOSPC:
            return "Ổ đĩa đã đầy nên không chuẩn bị được các gói phần mềm. Xóa bớt tệp rồi chạy lại lệnh."
        what = error.filename or self.folder
        return f"Không đọc hoặc không ghi được “{what}”. Kiểm tra quyền của thư mục “{self.folder}”, hoặc xóa thư mục đó rồi chạy lại."

    def _marker(self, lock: Path) -> Path:
        return self.folder / f"{lock.name}.sha256"

    def _is_whole(self) -> bool:
        """Was it made by this version of Python, to the end? A half-made one has no pip."""
        if not self.python.exists():
            return False
        probe = "import pip, sys; print(tuple(sys.version_info[:2]))"
        answer = subprocess.run([str(self.python), "-c", probe], capture_output=True, text=True, check=False)
        return answer.returncode == 0 and answer.stdout.strip() == str(tuple(sys.version_info[:2]))

    def _create(self) -> None:
        if importlib.util.find_spec("ensurepip") is None:
            raise SetupError("Máy này thiếu gói python3-venv. Chạy: sudo apt install python3-venv, rồi chạy lại lệnh vừa rồi.")
        self._finish(
            [sys.executable, "-m", "venv", "--clear", str(self.folder)],
            "Không tạo được thư mục .venv. Kiểm tra quyền ghi và chỗ trống trên đĩa rồi chạy lại",
        )

    def _install(self, lock: Path) -> None:
        # the tools that build a source package come from the set-up lock, not from whatever is newest today
        exactly = ["--require-hashes", "--no-build-isolation", "-r", str(lock)]
        self._finish(
            [str(self.python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", *exactly],
            f"Không cài được các gói của {lock.name}. Kiểm tra kết nối mạng rồi chạy lại",
        )

    def _finish(self, command: Sequence[str], complaint: str) -> None:
        """Run `command` in silence; SetupError with the complaint when it fails, its output kept in .cache/."""
        done = subprocess.run(command, env=child_environment(), capture_output=True, encoding="utf-8", errors="replace", check=False)
        if done.returncode:
            trace = write_trace(self.root / ".cache", done.stdout + done.stderr)
            raise SetupError(f"{complaint}; chi tiết: {trace}.")


def fingerprint(lock: Path) -> str:
    """What the marker of an installed lock holds: its sha256, whatever its line ends, and the Python it is installed for."""
    text = lock.read_bytes().replace(b"\r\n", b"\n")
    return f"{hashlib.sha256(text).hexdigest()} python{sys.version_info[0]}.{sys.version_info[1]}"


def child_environment(**more: str) -> dict[str, str]:
    """The environment of every Python we start: UTF-8 wherever the system would choose otherwise (Windows)."""
    return {**os.environ, "PYTHONUTF8": "1", **more}
