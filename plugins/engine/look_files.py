"""Files that the page of an entry names while it is not published: planned as a build would, made when a browser asks, never written.

What lies in output/ already (a picture that another entry shows, too) is named as it is; the rest has an address of the preview's own.
"""

from dataclasses import replace
from typing import NamedTuple

import msgspec

from plugins.core.artifacts import Artifact, Audience, Made
from plugins.core.model import CategoryColour, Slogan
from plugins.core.rules import LinkKind
from plugins.editorial.hosts import host_of
from plugins.engine.assemble import Site
from plugins.engine.cards import Imprint, share_card, site_card, slug_of
from plugins.engine.heads import Head
from plugins.engine.inputs import Material
from plugins.engine.material import Picture, PictureSet, SloganPictures, Text
from plugins.engine.plan_files import FilePlan
from plugins.engine.plan_slogans import as_shown, share_pictures
from plugins.media.formats import ENTRY_SHARE, SLOGAN_SHARE, Format
from plugins.media.picture_sizes import variants

#: before addresses of files that only the preview has; no address of the site begins with "_"
LOOKED = "_xem/"
#: stands for a file that is not there, so that the page is shown all the same: nothing answers, and the alternative text is seen
_MISSING = Made(url=f"{LOOKED}khong-co.png", audience=Audience.PUBLIC, sha256="", bytes=0, width=1200, height=675)

Size = tuple[int, int]


class LookFiles(NamedTuple):
    """What one page names."""

    material: Material
    #: the picture that stands for the entry on social networks
    share: Made
    #: files that output/ lacks
    artifacts: tuple[Artifact, ...]


def files_of(site: Site, head: Head, text: Text, *, is_public: bool) -> LookFiles:
    """The files of an entry in any state, none of them made; `text` gives the text that belongs to `head`. `is_public`: will the next
    build leave its files in output/?
    """
    return _Plan(site, head, is_public=is_public).files(text)


class _Plan:
    def __init__(self, site: Site, head: Head, *, is_public: bool) -> None:
        self._site, self._head, self._is_public = site, head, is_public
        self._artifacts: list[Artifact] = []

    def files(self, text: Text) -> LookFiles:
        head = self._head
        files: dict[str, Made] = {}
        pictures: dict[str, PictureSet] = {}
        for target in dict.fromkeys(target for kind, target in head.points if kind is LinkKind.FILE):
            files[target], pictures[target] = self._of_content(target)
        card = self._made(site_card(self._site.project.ward), _size(ENTRY_SHARE), is_shared=True)
        slogan = self._slogan() if head.folder == Slogan.folder else None
        cards = {} if head.picture else {head.path: self._share(slogan, card)}
        material = Material(
            files=files,
            pictures=pictures,
            cards=cards,
            slogans={head.path: slogan} if slogan else {},
            desk={},
            register=(),
            site_card=card,
            text=text,
        )
        return LookFiles(material, files[head.picture] if head.picture else cards[head.path], tuple(self._artifacts))

    def _of_content(self, path: str) -> tuple[Made, PictureSet]:
        """A file of content/tep/, and what a page may show of it."""
        found, row = self._site.checked.files.get(path), self._site.checked.file_rows.get(path)
        if found is None or row is None or row.findings:
            return _MISSING, PictureSet(plain=(Picture.of(_MISSING),), webp=())
        only = msgspec.structs.replace(self._head, points=((LinkKind.FILE, path),))
        plan = FilePlan(replace(self._site, entries=(only,)))
        sizes = [(variant.width, variant.height) for variant in variants(row.nature)] if row.nature else [(0, 0)]
        # by the address that a build gives it: so the plan finds what was made
        made = {
            artifact.url: replace(self._made(artifact, size, is_shared=True), bytes=found.state.size)
            for artifact, size in zip(plan.artifacts, sizes, strict=True)
        }
        whole = plan.files(made)[path]
        return whole, plan.pictures(made).get(path) or PictureSet(plain=(Picture.of(whole),), webp=())

    def _share(self, slogan: SloganPictures | None, card: Made) -> Made:
        """The picture that is drawn for an entry which brings none."""
        site, head = self._site, self._head
        if slogan:
            share = slogan.share
            return Made(url=share.url, audience=Audience.PUBLIC, sha256="", bytes=0, width=share.width, height=share.height)
        if not site.project.ward.share_cards:
            return card
        colours = {category.key: category.colour for category in site.categories}
        colour = colours.get(head.category, CategoryColour.RED)
        return self._made(share_card(site.project.ward, head, site.category_names.get(head.category, ""), colour), _size(ENTRY_SHARE))

    def _slogan(self) -> SloganPictures:
        """The slogan as pages show it; an empty place when it does not fit on it."""
        site, head = self._site, self._head
        if head.has_errors:
            return SloganPictures(share=Picture.of(_MISSING), webp=(), downloads=())
        siteurl = site.project.own_siteurl
        imprint = Imprint(site.project.ward.unit_line, siteurl, host_of(siteurl) if siteurl else "", site.checked.logo)
        planned = share_pictures(imprint, head, frozenset(map(slug_of, site.by_folder[Slogan.folder])))
        shape = SLOGAN_SHARE.height / SLOGAN_SHARE.width
        share, webp = as_shown([self._made(artifact, (width, round(width * shape))) for artifact, width in planned])
        return SloganPictures(share=share, webp=webp, downloads=())

    def _made(self, artifact: Artifact, size: Size, *, is_shared: bool = False) -> Made:
        """What a page may know of a file. `is_shared`: does its address say what it holds, whoever shows it?"""
        url = artifact.url
        if not (is_shared or self._is_public) or not (self._site.project.output / url).is_file():
            url = f"{LOOKED}{artifact.seal.hex()}/{url}"  # what it is made from is in its address: never an older one
            self._artifacts.append(artifact._replace(url=url))
        return Made(url=url, audience=Audience.PUBLIC, sha256="", bytes=0, width=size[0], height=size[1])


def _size(format_: Format) -> Size:
    return format_.width, format_.height
