"""Judging the files of content/tep/ by media's rules for files, once for each state of a file."""

import hashlib
import time
from pathlib import PurePosixPath

from plugins.core.rules import Finding
from plugins.engine.codes import code_digest
from plugins.engine.opening import file_bytes
from plugins.engine.project import Project
from plugins.engine.scan import FileState, Found, Scan
from plugins.engine.store import FileRow, Store
from plugins.engine.workers import spread
from plugins.media.endings import PICTURE_EXTENSIONS
from plugins.vietnamese.numbers import format_size

#: what judges a file, and the package that reads pictures
_JUDGE, _PACKAGES = "plugins.media.rules", ("pillow",)
_MOST_BYTES = 40 * 1024 * 1024


def is_picture(path: str) -> bool:
    """Does the name claim to be a picture?"""
    return PurePosixPath(path).suffix.lower() in PICTURE_EXTENSIONS


def judge_files(project: Project, found: Scan, store: Store) -> dict[str, FileRow]:
    """Digest, findings (TP02, DL04) and nature of every file of content/tep/, by path from content/; remembered while it stays."""
    if not found.files:
        return {}
    known, judge = store.files(), code_digest(_JUDGE, _PACKAGES)
    rows: dict[str, FileRow] = {}
    doubtful: list[tuple[str, Found]] = []
    for path, file in found.files.items():
        row = known.get(path)
        if row is not None and row[0] == file.state and row[1].judge == judge and not project.is_by_hash:
            rows[path] = row[1]
        else:
            doubtful.append((path, file))
    now = time.time_ns()
    fresh: dict[str, tuple[FileState, FileRow]] = {}
    for index, judged in spread(doubtful, _judge, lambda item: f"content/{item[0]}", project.processes):
        path, file = doubtful[index]
        fresh[path] = (file.lasting_state(now), judged)
    rows.update({path: row for path, (_, row) in fresh.items()})
    if fresh or len(known) > len(rows):
        store.save_files(fresh, [path for path in known if path not in rows])
    return {path: rows[path] for path in found.files}


def _judge(item: tuple[str, Found]) -> FileRow:
    from plugins.media.rules import (
        check_download,
        check_picture_file,
        nature_of,
        report_hidden_data,
    )  # large, and most builds judge no file

    path, file = item
    if file.state.size > _MOST_BYTES:
        # before reading: a file of gigabytes would take the memory of the build
        message = f"Tệp nặng {format_size(file.state.size)}, quá mức {format_size(_MOST_BYTES)}. Thu nhỏ rồi chép lại."
        return FileRow(sha256="", findings=(Finding(line=0, message=message),), judge=code_digest(_JUDGE, _PACKAGES))
    data = file_bytes(path, file.path)
    findings = check_picture_file(path, data) if is_picture(path) else check_download(path, data)
    is_shown = is_picture(path) and not findings
    return FileRow(
        sha256=hashlib.sha256(data).hexdigest(),
        findings=findings,
        repairs=report_hidden_data(data) if is_shown else (),
        nature=nature_of(path, data) if is_shown else None,
        judge=code_digest(_JUDGE, _PACKAGES),
    )
