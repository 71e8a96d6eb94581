"""Where the browser of the tests is, and how Debian gets one. For tasks.py and for tests marked `browser`."""

import ctypes.util
import os
import shutil
import subprocess
from pathlib import Path

from plugins.console.environment import child_environment
from plugins.console.faults import say, write_trace

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge")
#: places of Windows that are not on PATH, below the folders that these variables name
_WINDOWS_HOMES = (
    ("PROGRAMFILES", "Google/Chrome/Application/chrome.exe"),
    ("PROGRAMFILES(X86)", "Google/Chrome/Application/chrome.exe"),
    ("LOCALAPPDATA", "Google/Chrome/Application/chrome.exe"),
    ("PROGRAMFILES(X86)", "Microsoft/Edge/Application/msedge.exe"),
    ("PROGRAMFILES", "Microsoft/Edge/Application/msedge.exe"),
)
_MAC_NAMES = ("Google Chrome", "Chromium", "Microsoft Edge")


def find_browser() -> Path | None:
    """Chromium, Chrome or Edge on this machine; PORTAL_BROWSER names one outright. None when there is none."""
    named = [os.environ.get("PORTAL_BROWSER"), *map(shutil.which, _NAMES)]
    places = [Path(name) for name in named if name]
    places += [Path(os.environ[variable]) / tail for variable, tail in _WINDOWS_HOMES if os.environ.get(variable)]
    places += [Path(f"/Applications/{name}.app/Contents/MacOS/{name}") for name in _MAC_NAMES]
    return next((place for place in places if place.is_file()), None)


def missing_packages() -> list[str]:
    """Debian packages that the tests want and this machine lacks: a browser, and the library that shapes text in pictures."""
    return [*([] if find_browser() else ["chromium"]), *([] if ctypes.util.find_library("fribidi") else ["libfribidi0"])]


def install_packages(root: Path) -> None:
    """Install what is missing where we may: root on Debian. Says what it does; a failure is said, not raised."""
    lacking = missing_packages()
    if not lacking or not shutil.which("apt-get") or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return
    say(f"Đang cài {' và '.join(lacking)} bằng apt-get (chỉ lần đầu)…")
    environment = child_environment(DEBIAN_FRONTEND="noninteractive")
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *lacking]):
        done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", errors="replace", check=False)
        if done.returncode:
            say(f"apt-get không cài được; chi tiết: {write_trace(root / '.cache', done.stdout + done.stderr)}.")
            return
