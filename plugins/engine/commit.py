"""Stage 7: temporary files become the site. A kill at any moment leaves the old tree, the new one, or a journal.

    temporary files -> journal -> renames (rank 0, then pages and feeds, then sums) -> orphans out -> state -> journal gone

The next command rolls a journal forward: renames that are done have no temporary file any more, so doing the list again
from the top is safe. `serve` and `release` refuse a tree with a journal.
"""

import dataclasses
import json
import os
import shutil
import stat
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from plugins.core.artifacts import Artifact, Audience, Made
from plugins.core.errors import OutsideFolderError
from plugins.engine.project import Project

#: raise when the meaning of state or journal changes; files of another number are not believed
SCHEMA = 2
_TEMPORARY = ".tmp"
#: bytes; file systems allow 255, and a journal must never hold a rename that cannot be done
_LONGEST_NAME = 200
#: Windows refuses to replace a file that a browser or a virus scanner is reading: try again for two seconds
_TRIES, _PAUSE = 20, 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """An artifact, made, in its temporary file."""

    artifact: Artifact
    made: Made
    #: of keys.py
    key: str
    #: None when the file that is there already has these bytes
    temporary: Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What the state remembers of an output: enough to know whether the file is still the one that was made."""

    key: str
    sha256: str
    #: length in bytes
    bytes: int
    width: int
    height: int
    #: of the file, in nanoseconds
    mtime: int

    def matches(self, file: Path) -> bool:
        """Is the file still as it was put there?"""
        try:
            state = file.lstat()
        except OSError:
            return False
        return stat.S_ISREG(state.st_mode) and (state.st_size, state.st_mtime_ns) == (self.bytes, self.mtime)

    def made(self, artifact: Artifact) -> Made:
        """The output as later ranks see it."""
        return Made(
            url=artifact.url, audience=artifact.audience, sha256=self.sha256, bytes=self.bytes, width=self.width, height=self.height
        )


def folder_of(project: Project, audience: Audience) -> Path:
    """Where files of an audience go."""
    return project.output if audience is Audience.PUBLIC else project.staff


def final_path(project: Project, audience: Audience, url: str) -> Path:
    """The file behind an address; OutsideFolderError when it would leave the audience's folder."""
    folder = folder_of(project, audience)
    path = folder / url
    if not path.resolve().is_relative_to(folder.resolve()) or _TEMPORARY in path.relative_to(folder).parts:
        raise OutsideFolderError(url, "đường dẫn ra ngoài thư mục kết quả; không ghi.")
    if max(len(part.encode()) for part in path.relative_to(folder).parts) > _LONGEST_NAME:
        raise OutsideFolderError(url[:80], "tên tệp dài quá mức mà ổ đĩa cho phép.")
    return path


def temporary_folder(project: Project, audience: Audience) -> Path:
    """Folder of temporary files, empty, on the same file system as the results."""
    folder = folder_of(project, audience) / _TEMPORARY
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def commit(project: Project, outputs: Sequence[Output], written: Callable[[Output, Path], None] | None = None) -> None:
    """Put `outputs` in place and remove what an earlier build made and this one did not."""
    state = {audience.value: {o.made.url: _row(project, o) for o in outputs if o.artifact.audience is audience} for audience in Audience}
    journal = {
        "schema": SCHEMA,
        "renames": [
            [str(o.temporary), str(final_path(project, o.artifact.audience, o.made.url))]
            for o in sorted(outputs, key=lambda o: (o.artifact.rank, o.artifact.audience, o.made.url))
            if o.temporary
        ],
        "orphans": [str(path) for path in _orphans(project, state)],
        "state": {"schema": SCHEMA, "output": _output_name(project), "outputs": state},
    }
    _write_durably(_journal_path(project), journal)
    roll_forward(project)
    if written:
        for output in outputs:
            if output.temporary:
                written(output, final_path(project, output.artifact.audience, output.made.url))


def records(project: Project) -> dict[tuple[Audience, str], Record]:
    """What the last build made, by audience and address; nothing when its state cannot be believed."""
    before = _read(_state_path(project))
    if before is None or before["output"] != _output_name(project):
        return {}
    try:
        return {(audience, url): Record(**row) for audience in Audience for url, row in before["outputs"].get(audience.value, {}).items()}
    except (TypeError, AttributeError):
        return {}  # rows of another form: everything is made anew


def _row(project: Project, output: Output) -> dict[str, object]:
    """The row of an output in the state; a rename keeps the time of the temporary file."""
    file = output.temporary or final_path(project, output.artifact.audience, output.made.url)
    made = output.made
    record = Record(
        key=output.key, sha256=made.sha256, bytes=made.bytes, width=made.width, height=made.height, mtime=file.stat().st_mtime_ns
    )
    return dataclasses.asdict(record)


def has_journal(project: Project) -> bool:
    """Was a build killed while it put files in place?"""
    return _journal_path(project).exists()


def roll_forward(project: Project) -> bool:
    """Finish the work of the journal, if there is one; True when there was."""
    path = _journal_path(project)
    journal = _read(path)
    if journal is None:
        path.unlink(missing_ok=True)  # cut off while it was written: nothing had been moved yet
        return False
    for temporary, final in journal["renames"]:
        if os.path.lexists(temporary):
            Path(final).parent.mkdir(parents=True, exist_ok=True)
            _patiently(partial(Path(temporary).replace, final))
    for orphan in journal["orphans"]:
        _patiently(partial(Path(orphan).unlink, missing_ok=True))
        _remove_empty_parents(Path(orphan), project)
    _write_durably(_state_path(project), journal["state"])
    for audience in Audience:
        shutil.rmtree(folder_of(project, audience) / _TEMPORARY, ignore_errors=True)
    path.unlink()
    return True


def _orphans(project: Project, state: Mapping[str, Mapping[str, object]]) -> list[Path]:
    """Files that the last build made and this one does not; files of others are never named."""
    before = _read(_state_path(project))
    if before is None or before["output"] != _output_name(project):
        return []  # another OUTPUT_PATH: nothing there is ours
    return [
        final_path(project, audience, url)
        for audience in Audience
        for url in sorted(before["outputs"].get(audience.value, {}))
        if url not in state[audience.value]
    ]


def _output_name(project: Project) -> str:
    """The output folder as seen from the site, so that a site that was moved still knows its files."""
    return Path(os.path.relpath(project.output, project.root)).as_posix()


def _remove_empty_parents(path: Path, project: Project) -> None:
    roots = {folder_of(project, audience) for audience in Audience}
    for parent in path.parents:
        if parent in roots or not parent.is_dir() or any(parent.iterdir()):
            return
        parent.rmdir()


def _patiently(act: Callable[[], object]) -> None:
    for _ in range(_TRIES):
        try:
            act()
        except PermissionError:
            time.sleep(_PAUSE)
        else:
            return
    act()


def _journal_path(project: Project) -> Path:
    return project.cache / "journal.json"


def _state_path(project: Project) -> Path:
    return project.cache / "state.json"


def _read(path: Path) -> dict | None:  # type: ignore[type-arg] # JSON of our own schema
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    return value if isinstance(value, dict) and value.get("schema") == SCHEMA else None


def _write_durably(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".part")
    with temporary.open("w", encoding="utf-8", newline="\n") as file:
        file.write(json.dumps(value, separators=(",", ":")))  # ASCII: a path may hold bytes that are no text
        file.flush()
        os.fsync(file.fileno())
    _patiently(partial(temporary.replace, path))
