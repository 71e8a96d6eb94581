"""Stage 5, rank 0: the papers of entries: a handout for everybody, slides for the office.

    page                   handout                       slides (staff/)
    bai-viet/x.html        to-roi/bai-viet/x.pdf         trinh-chieu/bai-viet/x.pdf
    x.html                 to-roi/x.pdf                  trinh-chieu/x.pdf

An address follows that of the page, folder and all: slugs are unique in their folder only, and nobody's address may depend on which
other entries there are.

Which entries: those of the last 90 days, and those that ask for it by `channels`. Slogans have files for print of their own; standing
pages are no news, and have papers only when they ask.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple

from plugins.core.artifacts import Artifact, Audience, Made
from plugins.core.model import Slogan
from plugins.core.rules import LinkKind
from plugins.engine.assemble import Site
from plugins.engine.heads import Head
from plugins.engine.inputs import Inputs, Material
from plugins.engine.news import is_news
from plugins.engine.paper_views import PaperInputs, PaperPicture, paper_view

#: words of the field `channels`, by the makers of what they ask for
_CHANNELS = {"handout": "handout", "slides": "slides"}
_CODE = "plugins.engine.paper_views"


class _Planned(NamedTuple):
    """A file to make, and whose."""

    path: str
    maker: str
    artifact: Artifact


def handout_url(url: str) -> str:
    """Address of the handout of the page at `url`, from the root."""
    return f"to-roi/{url.removesuffix('.html')}.pdf"


def slides_url(url: str) -> str:
    """Where the slides of the page at `url` are in staff/."""
    return f"trinh-chieu/{url.removesuffix('.html')}.pdf"


class PaperPlan:
    """The papers of a site."""

    def __init__(self, site: Site, material: Material) -> None:
        """`material`: with the pictures and downloads that texts link to."""
        self._site, self._material = site, material
        self._planned = tuple(self._plan()) if site.project.ward.papers else ()

    @property
    def artifacts(self) -> Iterator[Artifact]:
        """What to make."""
        return (planned.artifact for planned in self._planned)

    def handouts(self, made: Mapping[str, Made]) -> dict[str, Made]:
        """The handout of each entry that has one, by path from content/; `made` by address."""
        return {planned.path: made[planned.artifact.url] for planned in self._planned if planned.maker == "handout"}

    def slides(self, made: Mapping[str, Made]) -> dict[str, Made]:
        """Likewise, the slides."""
        return {planned.path: made[planned.artifact.url] for planned in self._planned if planned.maker == "slides"}

    def _plan(self) -> Iterator[_Planned]:
        site, today = self._site, self._site.project.now.date()
        inputs: Inputs | None = None
        for head in site.entries:
            if head.folder == Slogan.folder:
                continue
            makers = [maker for word, maker in _CHANNELS.items() if is_news(head, today) or word in head.channels]
            if makers:
                inputs = inputs or Inputs(site, self._material)
                papers = paper_inputs(site, self._material, inputs, head)
                yield from (_Planned(head.path, maker, paper_artifact(maker, head, papers)) for maker in makers)


def paper_inputs(site: Site, material: Material, inputs: Inputs, head: Head) -> PaperInputs:
    """What the papers of an entry are made from."""
    project = site.project
    files, rows = site.checked.files, site.checked.file_rows
    pictures = []
    for kind, path in head.points:
        nature = rows[path].nature if kind is LinkKind.FILE else None
        if nature is not None:
            pictures.append(PaperPicture(path=path, place=files[path].path, sha256=rows[path].sha256, nature=nature))
    return PaperInputs(
        head=head,
        text=material.text,
        category=site.category_names[head.category] if head.category else "",
        site_name=project.ward.site_name,
        publisher=project.ward.publisher,
        colour=project.ward.colour,
        siteurl=project.siteurl,
        own_siteurl=project.own_siteurl,
        allowed_hosts=project.allowed_hosts,
        answers=inputs.answers(head),
        relations=inputs.relations(head),
        pictures=tuple(pictures),
    )


def paper_artifact(maker: str, head: Head, inputs: PaperInputs) -> Artifact:
    """The handout or the slides of an entry; `maker`: handout, slides."""
    is_public = maker == "handout"
    return Artifact(
        url=handout_url(head.url) if is_public else slides_url(head.url),
        rank=0,
        maker=maker,
        seal=inputs.seal,
        view=partial(paper_view, inputs),
        audience=Audience.PUBLIC if is_public else Audience.STAFF,
        code=_CODE,
        source=head.path,
    )
