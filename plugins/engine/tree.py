"""What lies in the folders of results: one walk instead of a question for each of 10,000 files."""

import os
import stat
from collections.abc import Mapping
from pathlib import Path

from plugins.core.artifacts import Audience
from plugins.engine.state import Record

#: folder of temporary files inside the folder of an audience
TEMPORARY = ".tmp"

#: by audience, addresses of files; none of an audience that is not there
Addresses = dict[Audience, frozenset[str]]


def disturbed(folder: Path, records: Mapping[str, Record]) -> frozenset[str]:
    """Addresses of recorded files that do not lie in the folder as they were put there."""
    there = walk(folder)
    return frozenset([url for url, record in records.items() if not record.matches(there.get(url))])


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
