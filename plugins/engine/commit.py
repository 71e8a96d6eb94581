"""Stage 7: temporary files become the site. A kill at any moment leaves the old tree, the new one, or a journal.

    temporary files -> new state beside the old -> journal -> renames (rank 0, then pages and feeds, then sums; a folder that
                    is new as one) -> orphans out
                    -> new state in place -> journal gone

The next command rolls a journal forward: renames that are done have no temporary file any more, so doing the list again
from the top is safe. `serve` and `release` refuse a tree with a journal.
"""

import contextlib
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
    """Places of the files of one build; a folder is looked at once, however many files it gets."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._parents: dict[tuple[Audience, str], str] = {}
        self._news: dict[tuple[Audience, str], str] = {}
        self._temporary = {audience: str(_temporary_folder(project, audience)) for audience in Audience}

    def path(self, audience: Audience, url: str) -> str:
        """The file behind an address; OutsideFolderError when it would leave the audience's folder."""
        parent, _, name = url.rpartition("/")
        folder = self._parents.get((audience, parent))
        if folder is None or not _is_name(name):
            folder = str(final_path(self._project, audience, url).parent)
            self._parents[audience, parent] = folder
        return f"{folder}{os.sep}{name}"

    def temporary(self, audience: Audience, url: str) -> str:
        """Where the file behind an address is written first: among the temporary ones as it will stand among the others."""
        return f"{self._temporary[audience]}{os.sep}{url}"

    def new(self, audience: Audience, folder: str) -> str:
        """Of the folders above and `folder` itself (from that of the audience), the outermost that is not there; else empty."""
        if not folder:
            return ""
        known = self._news.get((audience, folder))
        if known is None:
            known = self.new(audience, folder.rpartition("/")[0])
            if not known and not os.path.lexists(self.path(audience, folder)):
                known = folder
            self._news[audience, folder] = known
        return known


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


def _temporary_folder(project: Project, audience: Audience) -> Path:
    """On the same file system as the results."""
    return folder_of(project, audience) / TEMPORARY


def begin_temporary_folders(project: Project) -> None:
    """Make the folders of temporary files. FileExistsError when one of an earlier build stays: what is in it would come into place too."""
    _clear(project)
    for audience in Audience:
        _temporary_folder(project, audience).mkdir(parents=True)


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
    renames = _renames(project, [output for output in outputs if output.temporary])
    write_state(_next_state(project), state)
    journal = {"schema": SCHEMA, "renames": renames, "orphans": [str(path) for _, _, path in orphans]}
    if renames or orphans:
        # ASCII: a path may hold bytes that are no text
        write_over(_journal_path(project), json.dumps(journal, separators=(",", ":")).encode("ascii"))
        roll_forward(project)
    else:
        _finish(project)
    return [url for audience, url, _ in orphans if audience is Audience.PUBLIC]


def _renames(project: Project, outputs: Sequence[Output]) -> list[tuple[str, str]]:
    """Old and new path of everything that has to be moved, in order."""
    folders = Folders(project)
    found: dict[tuple[str, str], None] = {}
    for output in sorted(outputs, key=lambda o: (o.artifact.rank, o.artifact.audience, o.artifact.url)):
        audience, url = output.artifact.audience, output.artifact.url
        new = folders.new(audience, url.rpartition("/")[0])
        if new:
            found[folders.temporary(audience, new), folders.path(audience, new)] = None
            continue
        final = folders.path(audience, url)
        if os.path.isdir(final):  # noqa: PTH112 - a plain path
            # before the journal: a rename that cannot be done would stop every later command
            raise OutsideFolderError(url, "ở chỗ của tệp này có một thư mục của ai đó. Chuyển thư mục đó đi rồi dựng lại.")
        found[output.temporary, final] = None
    return list(found)


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
        _put(temporary, final)
    for orphan in journal["orphans"]:
        patiently(partial(Path(orphan).unlink, missing_ok=True))
        _remove_empty_parents(Path(orphan), project)
    _finish(project)
    path.unlink()
    return True


def _put(temporary: str, final: str) -> None:
    """Move a file, or a folder with all that is in it; nothing when that was done."""
    if not os.path.lexists(temporary):
        return
    if os.path.isdir(temporary):  # noqa: PTH112 - a plain path
        with contextlib.suppress(OSError):
            os.replace(temporary, final)  # noqa: PTH105 - likewise
            return
        # somebody made that folder meanwhile, or holds a file in ours, which Windows moves no folder with
        Path(final).mkdir(exist_ok=True)
        for name in sorted(os.listdir(temporary)):  # noqa: PTH208 - likewise
            _put(f"{temporary}{os.sep}{name}", f"{final}{os.sep}{name}")
        return
    patiently(partial(os.replace, temporary, final))


def _finish(project: Project) -> None:
    """The new state in the place of the old, temporary folders away."""
    new = _next_state(project)
    if new.exists():
        patiently(partial(new.replace, state_path(project)))
    _clear(project)


def _clear(project: Project) -> None:
    """Temporary files away; one that somebody holds stays until the next command."""
    for audience in Audience:
        shutil.rmtree(_temporary_folder(project, audience), ignore_errors=True)


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
