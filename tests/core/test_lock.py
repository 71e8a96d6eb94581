"""The lock: one build at a time, and a dead build holds nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

from plugins.core.errors import LockedError
from plugins.core.lock import build_lock

ROOT = Path(__file__).resolve().parents[2]
HOLD = """
import sys
from pathlib import Path
from plugins.core.lock import build_lock
with build_lock(Path(sys.argv[1])):
    print("ok", flush=True)
    sys.stdin.read()
"""


def holder(cache: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(cache)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ok\n"
    return process


def test_a_second_build_is_told_to_wait(tmp_path: Path) -> None:
    """While another process builds, the lock is refused with exit code 75."""
    process = holder(tmp_path / ".cache")
    try:
        with pytest.raises(LockedError, match="đang chạy") as caught, build_lock(tmp_path / ".cache"):
            pass
        assert caught.value.exit_code == 75
    finally:
        process.communicate("")
    with build_lock(tmp_path / ".cache"):
        assert (tmp_path / ".cache" / "lock").exists()


def test_a_killed_build_frees_the_lock(tmp_path: Path) -> None:
    """The system frees the lock of a process that was killed."""
    process = holder(tmp_path / ".cache")
    process.kill()
    process.communicate()
    with build_lock(tmp_path / ".cache"):
        assert process.returncode != 0
