"""`build --prove`: is the site that was built bit by bit the one that a build from nothing makes?"""

import hashlib
import shutil
from dataclasses import replace
from pathlib import Path

from plugins.core.errors import ProofError
from plugins.engine.build import build
from plugins.engine.commit import folder_of
from plugins.engine.project import Project
from plugins.engine.state import read_state


def prove(project: Project) -> int:
    """Build beside, from nothing, and compare every file that we made; the number of files compared.

    ProofError (exit 4) lists the differences. Files that others put into output/ are theirs and not compared.
    """
    beside = project.cache / "doi-chieu"
    shutil.rmtree(beside, ignore_errors=True)
    clean = replace(project, output=beside / "output", staff=beside / "staff", cache=beside / ".cache", plugins=())
    build(clean)
    here, there = _digests(project), _digests(clean)
    differences = [f"thừa: {name}" for name in sorted(here.keys() - there.keys())]
    differences += [f"thiếu: {name}" for name in sorted(there.keys() - here.keys())]
    differences += [f"khác: {name}" for name in sorted(here.keys() & there.keys()) if here[name] != there[name]]
    shutil.rmtree(beside)
    if differences:
        reason = f"{len(differences)} tệp không giống bản dựng lại từ đầu. Xóa thư mục .cache/ rồi dựng lại; báo người phụ trách kỹ thuật."
        raise ProofError(project.output.name, reason, "\n".join(differences))
    return len(there)


def _digests(project: Project) -> dict[str, str]:
    """SHA-256 of the files that the state names, by folder and address; "" for one that is not there."""
    state, _ = read_state(project)
    outputs = state.outputs if state else {}
    return {f"{audience.value}/{url}": _digest(folder_of(project, audience) / url) for audience, urls in outputs.items() for url in urls}


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""
