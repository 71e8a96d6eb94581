"""`tasks.py review`: what a proposal changes for residents, as one file that opens anywhere: staff/xem-xet.html.

    build the proposal -> fetch the other side -> seed and build it -> facts of both -> compare -> one page

The page is plain text of both sides, escaped, and small pictures drawn anew from pixels: nothing of a proposal runs in it.
"""

import base64
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from plugins.core.errors import ConfigurationError, GateError, SourceError
from plugins.desk.review import review
from plugins.desk.review_rows import FileReview, Review
from plugins.engine.build import Report, build, silent
from plugins.engine.command_files import write_whole
from plugins.engine.frame import frame_of
from plugins.engine.opening import file_bytes
from plugins.engine.project import Project
from plugins.engine.review_base import Base, base_of, seed
from plugins.engine.review_sides import Built, built_side, sides_of, touched_sources, uses_of
from plugins.engine.templates import theme
from plugins.engine.views.frame import Frame
from plugins.media.pictures import PictureFileView, prepare

#: from staff/
PAGE = "xem-xet.html"
_TEMPLATE = "staff/xem-xet.html"
#: pixels; bytes of one small picture; pictures that are shown
_THUMB_WIDTH, _MOST_BYTES, _MOST_THUMBS = 320, 120_000, 60
_KINDS = {".png": "png", ".webp": "webp"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage:
    """What the template sees."""

    heading: str
    #: what it is compared with
    against: str
    #: 14:05 ngày 26/11/2026
    made: str
    review: Review


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a review ended."""

    page: Path
    #: 0, or 2 when content was refused
    exit_code: int
    #: Vietnamese, for the terminal and the summary of the run
    lines: tuple[str, ...]


def make_review(project: Project, against: str, report: Report = silent) -> Outcome:
    """Write staff/xem-xet.html. `against`: a folder, or a commit of Git. ConfigurationError when it is neither."""
    base = base_of(project, against)
    built = build(project, report=report)
    seed(project, base.project)
    try:
        touched = touched_sources(project, base.project)
        before, after = _before(base, against, touched, report), built_side(project, touched)
        found = review(*sides_of(before, after, touched, base.code))
    finally:
        shutil.rmtree(base.project.root, ignore_errors=True)
    found = replace(found, pictures=_with_thumbs(after, found.pictures), files=tuple(_with_uses(after, row) for row in found.files))
    page = _write(project, found, base.name)
    return Outcome(page=page, exit_code=built.exit_code, lines=tuple(summary(found, base.name)))


def _before(base: Base, against: str, touched: frozenset[str], report: Report) -> Built:
    """The other side, built. ConfigurationError when nothing can be built of it: that is no fault of the proposal."""
    try:
        build(base.project, report=report)
        return built_side(base.project, touched)
    except (GateError, ConfigurationError) as error:
        raise ConfigurationError(against, f"không dựng được bản này để so: {error.reason}") from error


def _with_uses(built: Built, row: FileReview) -> FileReview:
    return replace(row, uses=uses_of(built, row.file))


def _with_thumbs(built: Built, rows: tuple[FileReview, ...]) -> tuple[FileReview, ...]:
    return tuple(
        replace(_with_uses(built, row), thumb=_thumb(built.project, row.file.path) if number < _MOST_THUMBS else "")
        for number, row in enumerate(rows)
    )


def _thumb(project: Project, path: str) -> str:
    """A small copy from pixels alone, as an address; empty when there is none that is small."""
    try:
        data = prepare(PictureFileView(path=path, data=file_bytes(path, str(project.content / path)), most_width=_THUMB_WIDTH))
    except SourceError:
        return ""
    kind = _KINDS.get(Path(path).suffix.lower(), "jpeg")
    return f"data:image/{kind};base64,{base64.b64encode(data).decode()}" if len(data) <= _MOST_BYTES else ""


def _write(project: Project, found: Review, against: str) -> Path:
    view = ReviewPage(heading="Đề xuất này đổi gì cho người dân", against=against, made=f"{project.now:%H:%M ngày %d/%m/%Y}", review=found)
    frame: Frame = frame_of(project.ward, project.siteurl)
    data = theme(project.theme / "templates").render(_TEMPLATE, view, frame)
    return write_whole(project.staff / PAGE, data)


def summary(found: Review, against: str) -> Iterator[str]:
    """The few lines that somebody reads first."""
    yield f"So với {against}: {found.in_words}."
    if found.errors:
        yield f"{len(found.errors)} lỗi mới: bài có lỗi không được đăng."
    if found.warnings:
        yield f"{len(found.warnings)} điều cần xem lại."
    if found.hosts:
        yield f"Trang ngoài mới: {', '.join(row.host for row in found.hosts)}."
    if found.reviewers:
        yield f"{len(found.reviewers)} bài chưa có người thứ hai đọc duyệt."
