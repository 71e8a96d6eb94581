"""Where the browser of the tests is. For tasks.py and for tests marked `browser`."""

import os
import shutil
from pathlib import Path

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
