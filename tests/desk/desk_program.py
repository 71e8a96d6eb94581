"""The desk's packages for tests: Node.js, and what the lock file names, installed once below .cache/ for each lock file."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from plugins.desk.bundle import BROWSER, bundle_digest

ROOT = Path(__file__).resolve().parents[2]


def needs_node() -> str:
    """Path of `npm`; without it the test is left out with a line, and in CI it fails."""
    found = shutil.which("npm")
    if found and shutil.which("node"):
        return found
    line = "no Node.js with npm found"
    if os.environ.get("CI"):
        pytest.fail(line)
    pytest.skip(line)


def packages() -> Path:
    """A copy of browser/ with its packages in node_modules/."""
    npm = needs_node()
    folder = ROOT / ".cache" / "ban-bien-tap-thu" / bundle_digest()
    if not (folder / "node_modules").is_dir():
        shutil.rmtree(folder.parent, ignore_errors=True)
        beside = folder.with_name(f"{folder.name}.{os.getpid()}")
        shutil.copytree(BROWSER, beside, ignore=shutil.ignore_patterns("node_modules"))
        subprocess.run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=beside, check=True, capture_output=True)
        beside.rename(folder)
    return folder
