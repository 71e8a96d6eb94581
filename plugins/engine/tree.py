"""What lies in the folders of results: one walk instead of a question for each of 10,000 files."""

import os
import stat
from pathlib import Path

from plugins.core.artifacts import Audience

#: folder of temporary files inside the folder of an audience
TEMPORARY = ".tmp"

#: state of every file by audience and address
Tree = dict[Audience, dict[str, os.stat_result]]


def walk(folder: Path) -> dict[str, os.stat_result]:
    """State of everything below `folder` that is not a folder, by POSIX path; temporary files left out. Links are not followed."""
    found: dict[str, os.stat_result] = {}
    waiting = [(str(folder), "")]
    while waiting:
        path, prefix = waiting.pop()
        try:
            entries = os.scandir(path)
        except (FileNotFoundError, NotADirectoryError):
            continue
        with entries:
            for entry in entries:
                if not prefix and entry.name == TEMPORARY:
                    continue
                info = entry.stat(follow_symlinks=False)
                if stat.S_ISDIR(info.st_mode):
                    waiting.append((entry.path, f"{prefix}{entry.name}/"))
                else:
                    found[prefix + entry.name] = info
    return found
