"""Stage 6: artifacts to temporary files, rank by rank. A full disk stops here, with nothing changed."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from plugins.core.artifacts import Artifact, Audience, Made, Maker
from plugins.engine.commit import Output, final_path, records, temporary_folder
from plugins.engine.keys import Keys
from plugins.engine.project import Project
from plugins.media.pictures import measure_picture

#: heard after each artifact: (made so far)
Progress = Callable[[int], None]


#: endings of pictures, whose size in pixels later ranks want to know
_PICTURES = (".jpg", ".jpeg", ".png", ".webp")


class Workshop:
    """Makes artifacts and remembers them until commit."""

    def __init__(self, project: Project, makers: Mapping[str, Maker], progress: Progress) -> None:
        """Empties the temporary folders of `project`."""
        self._project, self._makers, self._progress = project, makers, progress
        self._keys, self._before = Keys(project.theme), records(project)
        self._folders: dict[Audience, Path] = {audience: temporary_folder(project, audience) for audience in Audience}
        self.outputs: list[Output] = []
        self._taken: set[tuple[Audience, str]] = set()

    def make(self, artifacts: Iterable[Artifact]) -> dict[str, Made]:
        """Make all of one rank; what was made, by address."""
        made = {}
        for artifact in artifacts:
            made[artifact.url] = self._one(artifact)
            self._progress(len(self.outputs))
        return made

    def _one(self, artifact: Artifact) -> Made:
        place = (artifact.audience, artifact.url)
        if place in self._taken:
            raise ValueError(f"two artifacts for {artifact.url}")
        self._taken.add(place)
        final = final_path(self._project, artifact.audience, artifact.url)  # refuses an address outside before anything is made
        key = self._keys.key(artifact)
        record = self._before.get(place)
        if record and not record.matches(final):
            record = None  # somebody changed or removed the file: what is recorded is no longer there
        if record and record.key == key:
            self.outputs.append(Output(artifact=artifact, made=record.made(artifact), key=key, temporary=None))
            return self.outputs[-1].made
        data = self._makers[artifact.maker](artifact.view)
        width, height = measure_picture(data) if artifact.url.endswith(_PICTURES) else (0, 0)
        made = Made(
            url=artifact.url,
            audience=artifact.audience,
            sha256=hashlib.sha256(data).hexdigest(),
            bytes=len(data),
            width=width,
            height=height,
        )
        temporary = None
        if record is None or record.sha256 != made.sha256:  # equal bytes are not written again
            temporary = self._folders[artifact.audience] / str(len(self.outputs))
            temporary.write_bytes(data)
        self.outputs.append(Output(artifact=artifact, made=made, key=key, temporary=temporary))
        return made
