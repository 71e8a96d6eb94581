"""Packages of others for the bench: each set in a virtual environment inside its folder, never in that of the project."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from plugins.console.environment import child_environment
from tests.bench.errors import BenchError


def python_of(folder: Path) -> Path:
    """The interpreter of the virtual environment inside `folder`."""
    return folder / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def install_python(name: str, packages: Sequence[str], folder: Path) -> None:
    """Install packages for `name` into the virtual environment of `folder`, made when it is not there. BenchError."""
    if not python_of(folder).exists():
        do(name, [sys.executable, "-m", "venv", str(folder / "venv")], folder)
    do(name, [str(python_of(folder)), "-m", "pip", "install", "--quiet", "--no-input", *packages], folder)


def is_installed(name: str, wanted: str, folder: Path) -> bool:
    """Was exactly this installed for `name`?"""
    mark = _mark(name, folder)
    return mark.exists() and mark.read_text(encoding="utf-8") == wanted


def remember(name: str, wanted: str, folder: Path) -> None:
    """Note what was installed for `name`."""
    _mark(name, folder).write_text(wanted, encoding="utf-8")


def do(name: str, command: Sequence[str], folder: Path) -> None:
    """Run one step of an installation in `folder`; BenchError with all it said when it fails."""
    done = subprocess.run(
        command, cwd=folder, env=child_environment(), capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    if done.returncode:
        raise BenchError(name, "không cài được; kiểm tra kết nối mạng, hoặc bỏ nó khỏi --peers.", done.stdout + done.stderr)


def _mark(name: str, folder: Path) -> Path:
    return folder / f"{name}.installed"
