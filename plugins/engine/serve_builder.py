"""The process that builds for the preview: everything stays imported, one build for each line that comes in.

    stdin {"saved": [paths], or null: look at everything}  ->  build()             ->  stdout {"kind": …}
          {"look": path, or another question about entries} -> serve_looks.answered ->

`serve` starts it and replaces it when code or settings change: so a slip in plugin code ends this process, never the preview.
It ends when its stdin does, also when `serve` was killed.
"""

import gc
import json
import os
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter
from pathlib import Path

from plugins.core.errors import LockedError, OutdatedError, PortalError, SourceError
from plugins.core.model import Entry, Status
from plugins.core.rules import Issue, Level, is_permitted
from plugins.editorial.catalogue import office_names
from plugins.editorial.entries import build_entry
from plugins.editorial.frontmatter import parse_front_matter
from plugins.engine.build import BuildResult, build
from plugins.engine.memory import Memory
from plugins.engine.opening import file_bytes
from plugins.engine.project import Project, build_moment, load_project
from plugins.vietnamese.cleaning import newlines
from plugins.vietnamese.decoding import DecodingError, decode

Answer = Mapping[str, object]
#: an issue as a row: there may be thousands, at every save
_FIELDS = attrgetter("path", "line", "rule", "level", "message", "suggestion")


def main(arguments: Sequence[str]) -> int:
    """`arguments`: the settings file, and the site's folder where that is another."""
    settings, site = Path(arguments[0]), Path(arguments[1]) if arguments[1:] else None
    # answers have a line of their own: what a plugin prints must not fall between them
    with os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="ascii", newline="\n") as answers:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())

        def answer(value: Answer) -> None:
            answers.write(json.dumps(value) + "\n")
            answers.flush()

        return run(sys.stdin, answer, lambda: load_project(settings, site))


def run(requests: Iterable[str], answer: Callable[[Answer], None], load: Callable[[], Project]) -> int:
    """Answer every request; 1 when the settings cannot be read, or the code is no longer what runs here: a fresh process may try again."""
    try:
        project = load()
    except PortalError as error:
        answer(_refusal(error))
        return 1
    memory = Memory()
    for request in requests:
        asked = json.loads(request)
        said = _answer(project, memory, asked["saved"]) if "saved" in asked else _looked(project, memory, asked)
        if said["kind"] == "fault":
            memory = Memory()  # who knows where it was broken off
        answer(said)
        if "is_outdated" in said:
            return 1
        gc.freeze()  # what is remembered stays: looking for cycles in it would hold up the next page by a third of a second at 10,000
    return 0


def _answer(project: Project, memory: Memory, saved: Sequence[str] | None) -> Answer:
    try:
        project = replace(project, now=build_moment())
        if project.plugins:
            memory.site = memory.viewer = None  # Pelican builds, and leaves nothing: looked at anew when somebody asks
        files = None if saved is None else [Path(path) for path in saved]
        result = build(project, memory=memory, saved=files)
        return _success(project, result, files or ())
    except LockedError:
        return {"kind": "locked"}
    except PortalError as error:
        return _refusal(error)
    except Exception:  # the code is being written: whatever it does, the preview goes on
        return {"kind": "fault", "trace": traceback.format_exc()}


def _looked(project: Project, memory: Memory, asked: Mapping[str, object]) -> Answer:
    try:
        from plugins.engine.serve_looks import answered  # with all that pages need: not for the first build of a site that is built

        return answered(replace(project, now=build_moment()), memory, asked)
    except LockedError:
        return {"kind": "locked"}
    except PortalError as error:
        return _refusal(error)
    except Exception:  # as above; what is remembered is only read here
        return {"kind": "failed", "trace": traceback.format_exc()}


def _refusal(error: PortalError) -> Answer:
    said = {"kind": "refused", "resource": error.resource, "reason": error.reason, "details": error.details}
    return said | ({"is_outdated": True} if isinstance(error, OutdatedError) else {})


def _success(project: Project, result: BuildResult, saved: Sequence[Path]) -> Answer:
    return {
        "kind": "built",
        "issues": [_FIELDS(issue) for issue in result.issues],
        "remarks": [_FIELDS(issue) for path in saved if _is_source(project, path) for issue in _remarks(project, path)],
        "summary": result.summary,
        "changed": result.changed,
        "saved": [_outcome(project, path, result.issues) for path in saved if _is_source(project, path)],
    }


def _remarks(project: Project, file: Path) -> Iterator[Issue]:
    """What `check` would say more of a text that was just saved."""
    from plugins.engine.read import read_source  # with all that reading needs: not for the first build of a site that is built
    from plugins.engine.remarks import remarks_of

    path = file.relative_to(project.content).as_posix()
    try:
        reading = read_source(path, file_bytes(path, str(file)))
    except SourceError:
        return  # gone again, or held by Word
    allow = reading.entry.allow if reading.entry else ()
    offices = office_names(project.content)
    yield from (issue for issue in remarks_of(reading, offices) if not is_permitted(issue, allow))


def _is_source(project: Project, path: Path) -> bool:
    return path.suffix == ".md" and path.is_relative_to(project.content)


def _outcome(project: Project, file: Path, issues: Iterable[Issue]) -> Answer:
    """What became of an entry: its state, and its address when it is published."""
    path = file.relative_to(project.content).as_posix()
    if not file.is_file():
        return {"file": f"content/{path}", "state": "removed", "address": ""}
    entry, status = _front_of(path, file.read_bytes())
    has_error = any(issue.level is Level.ERROR and issue.path == f"content/{path}" for issue in issues)
    state = _state(entry, project) if entry and not has_error else "refused"
    if status in (Status.DRAFT, Status.WITHDRAWN):
        state = str(status)
    return {"file": f"content/{path}", "state": state, "address": entry.url if entry and state == "published" else ""}


def _front_of(path: str, data: bytes) -> tuple[Entry | None, object]:
    """The entry without its text, and the status that is written even where the rest cannot become an entry."""
    try:
        built = build_entry(path, parse_front_matter(newlines(decode(data))))
    except DecodingError:
        return None, None
    return built.entry, built.fields["status"].value if "status" in built.fields else None


def _state(entry: Entry, project: Project) -> str:
    if entry.is_published(project.now):
        return "published"
    return "expired" if entry.is_expired(project.now) else "planned"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
