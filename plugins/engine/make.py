"""Stage 6: artifacts to temporary files, rank by rank. A full disk stops here, with nothing changed.

    key and file as recorded                   -> nothing to do
    key as recorded, other parts around a page -> splice: the page's own bytes, the new parts
    anything else                              -> view -> maker -> bytes; equal bytes are not written again

Decided in one process, made in as many as pay.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from plugins.core.artifacts import Artifact, Audience, Made, given
from plugins.engine.beside import Beside
from plugins.engine.commit import Folders, Output, begin_temporary_folders
from plugins.engine.frame import Surroundings
from plugins.engine.keys import Keys
from plugins.engine.makers import Makers
from plugins.engine.project import Project
from plugins.engine.splice import Cuts, filled, spliced
from plugins.engine.state import Record, Records
from plugins.engine.tree import Addresses
from plugins.engine.views.frame import Place
from plugins.engine.workers import batches, spread

#: heard during making: done, to do
Progress = Callable[[int, int], None]

#: artifacts that are planned and made before the next are planned. A child copies what it touches of its parent, and ends with them:
#: at 100,000 articles that is a third of all memory
_AT_ONCE = 16_384
#: artifacts that one process beside this one makes; more are worth all processes
_FEW = 256
#: in the place of a view that nobody will ask for
_MADE = given(None)
#: endings of pictures, whose size in pixels later ranks want to know
_PICTURES = (".jpg", ".jpeg", ".png", ".webp")


@dataclass(frozen=True, slots=True)
class Job:
    """An output that must be made."""

    artifact: Artifact
    key: bytes
    parts: bytes
    final: str
    temporary: str
    #: what is in place, when it is still as recorded
    record: Record | None
    #: is the page as it was, with other parts around it?
    is_splice: bool


class Workshop:
    """Makes artifacts and remembers them until commit."""

    def __init__(self, project: Project, before: Records, changed: Addresses, progress: Progress, is_told: bool = False) -> None:
        """Empties the temporary folders of `project`. `before`: what the last build made; `changed`: what of it does not lie there as it
        was put; `is_told`: will somebody ask for the views of what was written?
        """
        self._is_told = is_told
        self._project, self._progress = project, progress
        self._changed = {audience: changed.get(audience, frozenset()) for audience in Audience}
        self._before = {audience: before.get(audience, {}) for audience in Audience}
        self.keys = Keys(project.theme)
        self._makers = Makers(project.theme, self.keys.files)
        self._folders = Folders(project)
        begin_temporary_folders(project)
        self._begun: set[tuple[Audience, str]] = set()
        self._taken: dict[Audience, set[str]] = {audience: set() for audience in Audience}
        #: parts around pages; set before pages are made
        self.around: Surroundings | None = None
        self.outputs: list[Output] = []
        #: addresses whose makers ran, and those whose parts alone were replaced
        self.made: list[str] = []
        self.spliced: list[str] = []

    def make(self, artifacts: Iterable[Artifact]) -> list[Output]:
        """Make all of one rank; the outputs, in no order."""
        first, before = len(self.outputs), len(self.made) + len(self.spliced)
        for batch in batches(iter(artifacts), _AT_ONCE):
            jobs = self._jobs(batch)
            began = len(self.made) + len(self.spliced) - before
            self._make_now(jobs, began)
        return self.outputs[first:]

    @contextmanager
    def meanwhile(self, batches_: Iterable[Iterable[Artifact]]) -> Iterator[None]:
        """Make files that no other file waits for: a few in a process beside this one, during the `with` block; many at once, before it."""
        few: list[Job] = []
        for artifacts in batches_:
            jobs = self._jobs(artifacts)
            if len(jobs) <= _FEW:
                few += jobs
            else:
                self._make_now(jobs)
        if not few:
            yield
            return
        with Beside(lambda: [self._do(job) for job in few], _name(few[0]), self._project.processes) as beside:
            yield
            self._done(few, enumerate(beside.result()))

    def _jobs(self, artifacts: Iterable[Artifact]) -> list[Job]:
        """What there is to do for the artifacts."""
        return [job for artifact in artifacts if (job := self._decide(artifact)) is not None]

    def _make_now(self, jobs: list[Job], began: int = 0) -> None:
        """Do `jobs` in as many processes as pay."""
        self._done(jobs, spread(jobs, self._do, _name, self._project.processes, _kind), began)

    def _done(self, jobs: list[Job], results: Iterable[tuple[int, tuple[Record, bool]]], began: int = 0) -> None:
        """Remember what came of `jobs`; `began`: how many others were done before."""
        for done, (index, (record, is_written)) in enumerate(results, began + 1):
            self._remember(jobs[index].artifact, record, jobs[index].temporary if is_written else "")
            self._progress(done, began + len(jobs))
        self.made += [job.artifact.url for job in jobs if not job.is_splice]
        self.spliced += [job.artifact.url for job in jobs if job.is_splice]

    def _remember(self, artifact: Artifact, record: Record, temporary: str = "") -> None:
        """What came of an artifact; its view, with all that it is made from, only while somebody may ask for it."""
        is_asked = self._is_told and bool(temporary)
        self.outputs.append(Output(artifact if is_asked else artifact._replace(view=_MADE), record, temporary))

    def make_files(self, artifacts: Iterable[Artifact]) -> dict[str, Made]:
        """Make files that later ranks name; what was made, by address."""
        return {output.artifact.url: output.made for output in self.make(artifacts)}

    def _decide(self, artifact: Artifact) -> Job | None:
        """What to do for an artifact; None when nothing is, and its output is remembered."""
        audience, url = artifact.audience, artifact.url
        taken = self._taken[audience]
        if url in taken:
            raise ValueError(f"two artifacts for {url}")
        taken.add(url)
        key = self.keys.key(artifact)
        parts = self.around.seal(artifact.place) if self.around and isinstance(artifact.place, Place) else b""
        record = self._before[audience].get(url)
        if url in self._changed[audience]:
            record = None  # somebody changed or removed the file: what is recorded is no longer there
        is_same = record is not None and record.key == key
        if record is not None and is_same and record.parts == parts:
            self._remember(artifact, record)
            return None
        final = self._folders.path(audience, url)  # refuses an address outside before anything is made
        temporary = self._folders.temporary(audience, url)
        folder = url.rpartition("/")[0]
        if (audience, folder) not in self._begun:
            self._begun.add((audience, folder))
            Path(temporary).parent.mkdir(parents=True, exist_ok=True)
        return Job(artifact, key, parts, final, temporary, record, is_same and bool(record and record.cuts))

    def _do(self, job: Job) -> tuple[Record, bool]:
        """Make one output; its record, and whether it was written to its temporary file: not when the file in place has the same
        bytes. Runs in any process.
        """
        data, cuts = self._spliced(job) or self._made(job)
        sha256 = hashlib.sha256(data).digest()
        old = job.record
        if old is not None and old.sha256 == sha256:
            return Record(job.key, job.parts, cuts, sha256, old.bytes, old.width, old.height, old.mtime), False
        width, height = _measured(data) if job.artifact.url.endswith(_PICTURES) else (0, 0)
        _write(job.temporary, data)
        mtime = os.stat(job.temporary).st_mtime_ns  # noqa: PTH116 - likewise; after closing, when Windows sets it
        return Record(job.key, job.parts, cuts, sha256, len(data), width, height, mtime), True

    def _spliced(self, job: Job) -> tuple[bytes, Cuts] | None:
        """The page that is in place with the parts of today; None when it is not that of the record."""
        if not job.is_splice or job.record is None or self.around is None or not isinstance(job.artifact.place, Place):
            return None
        try:
            data = Path(job.final).read_bytes()
        except OSError:
            return None  # gone since the outputs were looked at
        if hashlib.sha256(data).digest() != job.record.sha256:
            return None
        return spliced(data, job.record.cuts, self.around.parts(job.artifact.place))

    def _made(self, job: Job) -> tuple[bytes, Cuts]:
        artifact = job.artifact
        data = self._makers.maker(artifact.maker)(artifact.view())
        if self.around is None or not isinstance(artifact.place, Place):
            return data, ()
        return filled(data, self.around.parts(artifact.place))


def _write(path: str, data: bytes) -> None:
    """A new file, without the questions that `open` asks of it (is it a terminal, where does it stand): 5 of 17 microseconds."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(file, rest) :]
    finally:
        os.close(file)


def _measured(data: bytes) -> tuple[int, int]:
    from plugins.media.pictures import measure_picture  # Pillow is large, and most builds make no picture

    return measure_picture(data)


def _kind(job: Job) -> object:
    """What a job loads that others of its kind need too; fonts and feeds take long, and are few, and of
    Typst no child may find the threads of its parent.
    """
    one = job.artifact
    return None if one.maker in ("font", "rss", "atom", "handout", "slides") else (one.maker, one.template, job.is_splice, one.whole)


def _name(job: Job) -> str:
    return f"content/{job.artifact.source}" if job.artifact.source else job.artifact.url
