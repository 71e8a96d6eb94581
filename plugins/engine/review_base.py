"""The content before a proposal, in a folder of its own in .cache/, ready to be built without making anew what is as it was.

    a folder, or a Git commit -> .cache/xem-xet/content/
    output/, staff/, readings of the proposal -> .cache/xem-xet/, by links   only what the proposal changes is read and made

Both sides are built with this code, theme and configuration: nothing of the other side is ever run. Which files outside content/
differ is said by name.
"""

import os
import shutil
import subprocess
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from msgspec.structs import replace as with_fields

from plugins.core.artifacts import Audience
from plugins.core.errors import ConfigurationError
from plugins.core.model import TYPE_OF_FOLDER
from plugins.engine.commit import folder_of
from plugins.engine.project import Project
from plugins.engine.state import output_name, read_state, state_path, write_state

#: folder in .cache/
FOLDER = "xem-xet"
_STORE = "readings.db"
#: what decides how pages look, and what may run
CODE = ("pelicanconf.py", "publishconf.py", "tasks.py", "plugins", "theme", ".github")
#: files outside content/ whose text is looked at
MOST_CODE = 200
_TRACES = frozenset({"__pycache__", ".DS_Store"})
_NO_GIT = "không có Git trên máy này. Ghi thư mục của bản cũ: --against THƯ_MỤC."


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """The other side."""

    project: Project
    #: how people call it: “origin/main (1a2b3c4)”
    name: str
    #: files outside content/ that differ, from the site's folder, each with the text that it had there; empty for a new one
    code: Mapping[str, str]


def base_of(project: Project, against: str) -> Base:
    """Fetch what `against` names: a folder that holds content/, or a commit, branch or tag of Git. ConfigurationError for neither."""
    root = project.cache / FOLDER
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    given = Path(against)
    if given.is_dir():
        name, code = _from_folder(project, given.resolve(), root / "content")
    else:
        name, code = _from_git(project, against, root)
    side = replace(
        project,
        root=root,
        content=root / "content",
        output=root / "output",
        staff=root / "staff",
        cache=root / ".cache",
        plugins=(),
        is_by_hash=True,  # every file is as old as this minute
    )
    return Base(project=side, name=name, code=code)


def _from_folder(project: Project, folder: Path, content: Path) -> tuple[str, dict[str, str]]:
    inside = folder / "content"
    source = inside if inside.is_dir() else folder
    if not any((source / name).is_dir() for name in TYPE_OF_FOLDER):
        raise ConfigurationError(str(folder), "không có nội dung của cổng trong thư mục này (content/bai-viet, content/van-ban …).")
    if source.resolve() == project.content.resolve():
        raise ConfigurationError(str(folder), "đây chính là nội dung đang sửa; ghi thư mục của bản cũ.")
    shutil.copytree(source, content, symlinks=True)
    code = {path: _text(folder / path) for path in _differing(project.root, folder)} if source is inside else {}
    return f"thư mục {folder.name}", code


def _differing(here: Path, there: Path) -> Iterator[str]:
    """Files of code that are not the same in both folders."""
    names = {
        file.relative_to(folder).as_posix()
        for folder in (here, there)
        for name in CODE
        for file in ([folder / name] if (folder / name).is_file() else (folder / name).rglob("*"))
        if file.is_file() and _TRACES.isdisjoint(file.parts)
    }
    if not any((there / name).exists() for name in CODE):
        return  # a copy of the content alone says nothing of the code
    for name in sorted(names):
        ours, theirs = here / name, there / name
        if not (ours.is_file() and theirs.is_file() and ours.read_bytes() == theirs.read_bytes()):
            yield name


def _from_git(project: Project, against: str, root: Path) -> tuple[str, dict[str, str]]:
    """The content of the commit from which the proposal began: what the other branch got since is not undone by it."""
    commit = "" if against.startswith("-") else _git(project, "rev-parse", "--verify", "--quiet", f"{against}^{{commit}}").strip()
    if not commit:
        raise ConfigurationError(against, "không phải thư mục, cũng không phải bản nào trong kho Git. Ví dụ: --against origin/main.")
    start = _git(project, "merge-base", commit, "HEAD").strip() or commit
    inside = project.content.relative_to(project.root).as_posix()
    archive = root / "goc.tar"
    _git(project, "archive", "--format=tar", f"--output={archive}", start, inside)
    if not archive.is_file() or not archive.stat().st_size:
        raise ConfigurationError(against, f"bản này chưa có thư mục {inside}/.")
    _unpack(archive, inside, root / "content")
    archive.unlink()
    others = ("--", ".", f":(exclude){inside}")
    changed = _git(project, "diff", "--no-ext-diff", "--name-only", "-z", "--relative", "--no-renames", start, *others)
    paths = sorted(filter(None, changed.split("\0")))
    code = {path: _git(project, "show", f"{start}:./{path}") if number < MOST_CODE else "" for number, path in enumerate(paths)}
    name = "bản đang có" if commit.startswith(against) else against  # forty digits tell nobody anything
    return f"{name} ({start[:7]})", code


def _text(file: Path) -> str:
    return file.read_bytes().decode("utf-8", "replace") if file.is_file() else ""


def _git(project: Project, *arguments: str) -> str:
    """What Git says; empty when it refuses. Nothing of a configuration of the repository is run."""
    quiet = ("-c", "core.autocrlf=false", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=")
    environment = os.environ | {"GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        done = subprocess.run(  # noqa: S603 - a list of words, no shell
            ["git", *quiet, *arguments],  # noqa: S607 - wherever the system has it
            cwd=project.root,
            env=environment,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise ConfigurationError("git", _NO_GIT) from error
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""


def _unpack(archive: Path, inside: str, content: Path) -> None:
    """What lies below `inside` of the archive. Links are put last and as links, which a build names and never follows."""
    links: list[tuple[Path, str]] = []
    with tarfile.open(archive) as opened:
        for member in opened:
            path = PurePosixPath(member.name)
            if ".." in path.parts or not path.is_relative_to(inside):
                continue
            target = content / path.relative_to(inside)
            if member.issym():
                links.append((target, member.linkname))
            elif stream := opened.extractfile(member):
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(stream.read())
    for target, leads_to in links:
        with suppress(OSError):  # Windows lets not everybody make links
            target.parent.mkdir(parents=True, exist_ok=True)
            target.symlink_to(leads_to)
    content.mkdir(exist_ok=True)


def seed(project: Project, base: Project) -> None:
    """Give the base the outputs and readings of the proposal, which was just built: its build makes only what differs.

    Files are linked where the disk can, else copied; a build never writes into a file that is there, it puts another in its place.
    """
    state, _ = read_state(project)
    if state is None:
        return
    base.cache.mkdir(parents=True, exist_ok=True)
    if (project.cache / _STORE).is_file():
        shutil.copyfile(project.cache / _STORE, base.cache / _STORE)
    made: set[Path] = set()
    for audience in Audience:
        ours, theirs = folder_of(project, audience), folder_of(base, audience)
        for url in state.outputs[audience]:
            target = theirs / url
            if target.parent not in made:
                target.parent.mkdir(parents=True, exist_ok=True)
                made.add(target.parent)
            _link(ours / url, target)
    write_state(state_path(base), with_fields(state, output=output_name(base), seal=None))


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except FileNotFoundError:
        return  # somebody removed it since: it is made anew
    except OSError:
        shutil.copy2(source, target)
