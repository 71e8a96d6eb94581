"""Stage 5, for the office: the handbook, staff/so-tay/: a page for each chapter, its pictures, and all of it as one PDF.

It depends on nothing that an editor writes, nor on the frame around public pages: a build after an edit leaves it alone. What it says
of rules and fields comes with the code of its views, so nothing of that is loaded to plan it.
"""

import hashlib
from collections.abc import Iterator
from functools import partial

from plugins.core.artifacts import Artifact, Audience, given
from plugins.core.digest import digest
from plugins.core.ward import Ward
from plugins.desk.handbook_source import FOLDER, PDF, SOURCES, HandbookInputs, Shot, chapters, shots
from plugins.engine.makers import FileView

_CODE = "plugins.engine.handbook_views"
_TEMPLATE = "staff/so-tay.html"


def handbook_artifacts(ward: Ward) -> Iterator[Artifact]:
    """All files of the handbook. The PDF belongs to the papers: where none are set, there are the pages alone."""
    inputs = HandbookInputs(chapters=chapters(), shots=shots(), site_name=ward.site_name, publisher=ward.publisher, has_pdf=ward.papers)
    seal = bytes.fromhex(digest(inputs))
    for at, chapter in enumerate(inputs.chapters):
        view = partial(_page, inputs, at)
        yield Artifact(
            url=f"{FOLDER}/{chapter.slug}.html",
            rank=2,
            maker="template",
            seal=seal,
            view=view,
            audience=Audience.STAFF,
            code=_CODE,
            template=_TEMPLATE,
        )
    yield from map(_picture, inputs.shots)
    if inputs.has_pdf:
        view = partial(_booklet, inputs)
        yield Artifact(url=f"{FOLDER}/{PDF}", rank=2, maker="booklet", seal=seal, view=view, audience=Audience.STAFF, code=_CODE)


def _picture(shot: Shot) -> Artifact:
    sha256 = hashlib.sha256(shot.data)
    view = FileView(path=str(SOURCES / shot.path), sha256=sha256.hexdigest())
    return Artifact(url=f"{FOLDER}/{shot.path}", rank=2, maker="file", seal=sha256.digest(), view=given(view), audience=Audience.STAFF)


def _page(inputs: HandbookInputs, at: int) -> object:
    from plugins.engine.handbook_views import handbook_page

    return handbook_page(inputs, at)


def _booklet(inputs: HandbookInputs) -> object:
    from plugins.engine.handbook_views import handbook_booklet

    return handbook_booklet(inputs)
