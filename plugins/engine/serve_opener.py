"""Opens a file of content/ in the program in which its editor writes, at a line where that program can be told.

    Notepad++ or VS Code, where one is installed    at the line
    else whatever the system opens such files with  its first line: how to go on is said
    else Notepad                                    likewise

Only a source that the preview knows is ever opened: its path comes from the scan, not from the browser.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

#: folders of Windows where programs are, by the variable that names them
_HOMES = ("ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA")
#: program, places below those folders, words on its command line
_EDITORS = (
    ("Notepad++", ("Notepad++/notepad++.exe",), ("-n{line}", "{file}")),
    ("VS Code", ("Microsoft VS Code/Code.exe", "Programs/Microsoft VS Code/Code.exe"), ("--goto", "{file}:{line}")),
)
_TO_LINE = "Để tới dòng {line}: bấm Ctrl+G, gõ {line} rồi Enter."


class Opening(NamedTuple):
    """How a file is opened."""

    #: words of the command; none: the system decides
    command: tuple[str, ...]
    #: what the editor is told, in Vietnamese
    said: str


def opening(file: Path, line: int, system: str = sys.platform, environment: Mapping[str, str] = os.environ) -> Opening:
    """How to open `file` at `line` (from 1; 0 when no line is meant) on a system (`sys.platform`)."""
    hint = f" {_TO_LINE.format(line=line)}" if line else ""
    if system == "win32":
        for name, program, words in _installed(environment):
            command = (program, *(word.format(file=file, line=line or 1) for word in words))
            return Opening(command, f"Đã mở bằng {name}" + (f", ở dòng {line}." if line else "."))
        return Opening((), f"Đã mở tệp.{hint}")
    command = ("open", "-t") if system == "darwin" else ("xdg-open",)
    return Opening((*command, str(file)), f"Đã mở tệp.{hint}")


def _installed(environment: Mapping[str, str]) -> list[tuple[str, str, Sequence[str]]]:
    homes = [Path(environment[name]) for name in _HOMES if environment.get(name)]
    places = ((name, home / place, words) for name, below, words in _EDITORS for place in below for home in homes)
    return [(name, str(program), words) for name, program, words in places if program.is_file()]


def open_file(file: Path, line: int, run: Callable[[Sequence[str]], object] | None = None) -> str:
    """Open `file` (a text of content/, absolute); what the editor is told. OSError when no program could be started."""
    found, run = opening(file, line), run or _start
    if found.command:
        if not Path(found.command[0]).is_absolute() and shutil.which(found.command[0]) is None:
            raise FileNotFoundError(found.command[0])
        run(found.command)
    else:
        _by_system(file, run)
    return found.said


def _by_system(file: Path, run: Callable[[Sequence[str]], object]) -> None:
    try:
        os.startfile(file)  # type: ignore[attr-defined] # noqa: S606 - Windows only; a text that the scan found
    except OSError:  # nothing is registered for .md
        run(("notepad.exe", str(file)))


def _start(command: Sequence[str]) -> None:
    subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - of the table above
