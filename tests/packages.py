"""What the tests want of the machine beside Python, and how Debian gets it. For tasks.py."""

import ctypes.util
import os
import shutil
import subprocess
from pathlib import Path

from plugins.console.environment import child_environment
from plugins.console.faults import say, write_trace
from tests.browsers import find_browser

#: programs that tests hold ours against, and the Debian package of each; where one is absent its tests are left out, but not in CI
PROGRAMS = {
    "exiftool": "libimage-exiftool-perl",
    "minisign": "minisign",
    "nginx": "nginx-light",
    "pdftotext": "poppler-utils",
    "rsync": "rsync",
    "sshd": "openssh-server",
    "strace": "strace",
    "wrk": "wrk",
}
#: servers are installed for administrators
_PATH = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin"])


def missing_packages() -> list[str]:
    """Debian packages that the tests want and this machine lacks: a browser, the library that shapes text in pictures, programs."""
    lacking = [*([] if find_browser() else ["chromium"]), *([] if ctypes.util.find_library("fribidi") else ["libfribidi0"])]
    return [*lacking, *(package for program, package in PROGRAMS.items() if not shutil.which(program, path=_PATH))]


def install_packages(root: Path) -> None:
    """Install what is missing where we may: root on Debian. Says what it does; a failure is said, not raised."""
    lacking = missing_packages()
    if not lacking or not shutil.which("apt-get") or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return
    say(f"Đang cài {', '.join(lacking)} bằng apt-get (chỉ lần đầu)…")
    environment = child_environment(DEBIAN_FRONTEND="noninteractive", RUNLEVEL="1")  # 1: no service is started
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *lacking]):
        done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", errors="replace", check=False)
        if done.returncode:
            say(f"apt-get không cài được; chi tiết: {write_trace(root / '.cache', done.stdout + done.stderr)}.")
            return
