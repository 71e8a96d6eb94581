"""Stage 7: temporary files become the site. A kill at any moment leaves the old tree, the new one, or a journal.

    temporary files -> new state beside the old -> journal -> renames (rank 0, then pages and feeds, then sums) -> orphans out
                    -> new state in place -> journal gone

The next command rolls a journal forward: renames that are done have no temporary file any more, so doing the list again
from the top is safe. `serve` and `release` refuse a tree with a journal.
"""

import json
import os
import shutil
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from plugins.core.artifacts import Artifact, Audience, Made
from plugins.core.durable import patiently, write_over
from plugins.core.errors import OutsideFolderError
from plugins.engine.project import Project
from plugins.engine.state import SCHEMA, Record, Records, Seal, State, output_name, state_path, write_state
from plugins.engine.tree import TEMPORARY

#: bytes; file systems allow 255, and a journal must never hold a rename that cannot be done
_LONGEST_NAME = 200


class Output(NamedTuple):
    """An artifact, made; its bytes are in a temporary file, or already in place."""

    artifact: Artifact
    record: Record
    #: absolute; empty when the file that is there already has these bytes
    temporary: str = ""

    @property
    def made(self) -> Made:
        """The output as later ranks see it."""
        return self.record.made(self.artifact)


def folder_of(project: Project, audience: Audience) -> Path:
    """Where files of an audience go."""
    return project.output if audience is Audience.PUBLIC else project.staff


class Folders:
    """Final places of one build; a folder is looked at once, however many files it gets."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._parents: dict[tuple[Audience, str], str] = {}

    def path(self, audience: Audience, url: str) -> str:
        """The file behind an address; OutsideFolderError when it would leave the audience's folder."""
        parent, _, name = url.rpartition("/")
        folder = self._parents.get((audience, parent))
        if folder is None or not _is_name(name):
            folder = str(final_path(self._project, audience, url).parent)
            self._parents[audience, parent] = folder
        return f"{folder}{os.sep}{name}"


def _is_name(name: str) -> bool:
    return name.isascii() and len(name) <= _LONGEST_NAME and name not in ("", ".", "..", TEMPORARY) and "\\" not in name


def final_path(project: Project, audience: Audience, url: str) -> Path:
    """The file behind an address; OutsideFolderError when it would leave the audience's folder."""
    folder = folder_of(project, audience)
    path = folder / url
    if not path.resolve().is_relative_to(folder.resolve()) or TEMPORARY in path.relative_to(folder).parts:
        raise OutsideFolderError(url, "đường dẫn ra ngoài thư mục kết quả; không ghi.")
    if max(len(part.encode()) for part in path.relative_to(folder).parts) > _LONGEST_NAME:
        raise OutsideFolderError(url[:80], "tên tệp dài quá mức mà ổ đĩa cho phép.")
    return path


def temporary_folder(project: Project, audience: Audience) -> Path:
    """Folder of temporary files, empty, on the same file system as the results."""
    folder = folder_of(project, audience) / TEMPORARY
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def state_of(project: Project, outputs: Sequence[Output], seal: Seal | None = None) -> State:
    """What to remember of `outputs` once they are in place."""
    now: Records = {audience: {} for audience in Audience}
    for output in outputs:
        now[output.artifact.audience][output.artifact.url] = output.record
    return State(schema=SCHEMA, output=output_name(project), outputs=now, seal=seal)


def commit(project: Project, outputs: Sequence[Output], before: Records, state: State) -> list[str]:
    """Put `outputs` in place, remove what an earlier build made (`before`) and this one did not, and write `state`.

    Returns the public addresses of what was removed.
    """
    orphans = [
        (audience, url, final_path(project, audience, url))
        for audience in Audience
        for url in sorted(before.get(audience, {}).keys() - state.outputs[audience].keys())
    ]
    folders = Folders(project)
    waiting = sorted((o for o in outputs if o.temporary), key=lambda o: (o.artifact.rank, o.artifact.audience, o.artifact.url))
    for output in waiting:
        if os.path.isdir(folders.path(output.artifact.audience, output.artifact.url)):  # noqa: PTH112 - a plain path
            # before the journal: a rename that cannot be done would stop every later command
            raise OutsideFolderError(output.artifact.url, "ở chỗ của tệp này có một thư mục của ai đó. Chuyển thư mục đó đi rồi dựng lại.")
    write_state(_next_state(project), state)
    journal = {
        "schema": SCHEMA,
        "renames": [[output.temporary, folders.path(output.artifact.audience, output.artifact.url)] for output in waiting],
        "orphans": [str(path) for _, _, path in orphans],
    }
    if waiting or orphans:
        # ASCII: a path may hold bytes that are no text
        write_over(_journal_path(project), json.dumps(journal, separators=(",", ":")).encode("ascii"))
        roll_forward(project)
    else:
        _finish(project)
    return [url for audience, url, _ in orphans if audience is Audience.PUBLIC]


def has_journal(project: Project) -> bool:
    """Was a build killed while it put files in place?"""
    return _journal_path(project).exists()


def roll_forward(project: Project) -> bool:
    """Finish the work of the journal, if there is one; True when there was."""
    path = _journal_path(project)
    journal = _read(path)
    if journal is None:
        path.unlink(missing_ok=True)  # cut off while it was written: nothing had been moved yet
        _clear(project)  # what a build before could not remove, or left when it was killed
        return False
    made: set[str] = set()
    for temporary, final in journal["renames"]:
        folder = os.path.dirname(final)  # noqa: PTH120 - 10,000 Paths would cost as much as the renames
        if folder not in made:
            Path(folder).mkdir(parents=True, exist_ok=True)
            made.add(folder)
        if os.path.lexists(temporary):
            patiently(partial(os.replace, temporary, final))
    for orphan in journal["orphans"]:
        patiently(partial(Path(orphan).unlink, missing_ok=True))
        _remove_empty_parents(Path(orphan), project)
    _finish(project)
    path.unlink()
    return True


def _finish(project: Project) -> None:
    """The new state in the place of the old, temporary folders away."""
    new = _next_state(project)
    if new.exists():
        patiently(partial(new.replace, state_path(project)))
    _clear(project)


def _clear(project: Project) -> None:
    """Temporary files away; one that somebody holds stays until the next command."""
    for audience in Audience:
        shutil.rmtree(folder_of(project, audience) / TEMPORARY, ignore_errors=True)


def _remove_empty_parents(path: Path, project: Project) -> None:
    roots = {folder_of(project, audience) for audience in Audience}
    for parent in path.parents:
        if parent in roots or not parent.is_dir() or any(parent.iterdir()):
            return
        parent.rmdir()


def _journal_path(project: Project) -> Path:
    return project.cache / "journal.json"


def _next_state(project: Project) -> Path:
    return project.cache / "state.next"


def _read(path: Path) -> dict | None:  # type: ignore[type-arg] # JSON of our own schema
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    return value if isinstance(value, dict) and value.get("schema") == SCHEMA else None
