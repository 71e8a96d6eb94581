"""Stage 5, rank 0: every file of every slogan: who gets which, and at what address.

                      everybody (output/hinh/khau-hieu/)              the office (staff/khau-hieu/<slug>/)
in use, approved      its formats in all encodings, and with          its formats, print files of all sizes
                      `public_print` the print files of all sizes
in use, unapproved    the share picture, which pages show in          the same, marked as not approved
                      the widths of `picture_sizes`
draft, to come, over  nothing                                         likewise
withdrawn, faulty     nothing                                         nothing
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from plugins.core.artifacts import Artifact, Audience, Made
from plugins.core.digest import digest
from plugins.core.model import Slogan, Status
from plugins.editorial.hosts import host_of
from plugins.engine.assemble import Site
from plugins.engine.cards import Imprint, slogan_card, slug_of
from plugins.engine.heads import Head
from plugins.engine.material import DeskFiles, DeskPicture, DeskStreet, Download, Picture, SloganPictures
from plugins.engine.street_files import street_file
from plugins.media.formats import SLOGAN_SHARE, Format, wanted_formats
from plugins.media.picture_sizes import widths_of
from plugins.media.street_sizes import StreetProduct, StreetSize, file_name

#: the kind of file that pages offer first to browsers that know it
_SMALL = "webp"
#: hex digits of a digest in the name of a folder: of two slogans with one slug, at most one is published
_NAME_DIGITS = 6


class _Planned(NamedTuple):
    """A file to make, and what it is."""

    path: str
    #: format of a picture; size and product of a file for the street
    what: Format | tuple[StreetSize, StreetProduct]
    artifact: Artifact

    @property
    def is_public(self) -> bool:
        """Do residents get it?"""
        return self.artifact.audience is Audience.PUBLIC


def slogan_of(head: Head) -> Slogan:
    """The slogan behind a head of its folder."""
    entry = head.entry
    assert isinstance(entry, Slogan)
    return entry


def beside(slug: str, key: str, slugs: Collection[str]) -> str:
    """Start of the name of a file beside the share picture of a slogan. Two dashes are in no slug: where the plain name is the share
    picture of another of the published `slugs`, they help.
    """
    named = f"{slug}-{key}"
    return f"{slug}--{key}" if named in slugs else named


def share_pictures(imprint: Imprint, head: Head, slugs: Collection[str]) -> Iterator[tuple[Artifact, int]]:
    """The share picture of a slogan as pages show it, each file with its width in pixels: whole in all encodings, then narrower as
    WebP, smallest first. `slugs`: as for `beside`.
    """
    slug, folder = slug_of(head), f"hinh/{Slogan.folder}"
    for encoding in SLOGAN_SHARE.encodings:
        yield slogan_card(imprint, head, SLOGAN_SHARE, encoding, f"{folder}/{slug}.{encoding}"), SLOGAN_SHARE.width
    for width in widths_of(SLOGAN_SHARE.width)[:-1]:
        url = f"{folder}/{beside(slug, str(width), slugs)}.{_SMALL}"
        yield slogan_card(imprint, head, SLOGAN_SHARE, _SMALL, url, width=width), width


def as_shown(made: Sequence[Made]) -> tuple[Picture, tuple[Picture, ...]]:
    """Of the files of a share picture the plain one, and those as WebP, smallest first."""
    small = sorted((Picture.of(one) for one in made if _kind(one) == _SMALL), key=attrgetter("width"))
    return next(Picture.of(one) for one in made if _kind(one) == SLOGAN_SHARE.encodings[0]), tuple(small)


class SloganPlan:
    """The files of all slogans of a site."""

    def __init__(self, site: Site) -> None:
        project, checked = site.project, site.checked
        siteurl = project.own_siteurl
        host = host_of(siteurl) if siteurl else ""
        self._imprint = Imprint(unit_line=project.ward.unit_line, siteurl=siteurl, host=host, logo=checked.logo)
        self._published = {head.path: head for head in site.by_folder[Slogan.folder]}
        self._slugs = frozenset(map(slug_of, self._published.values()))
        self._sizes = checked.sizes
        #: slogans of the office's sheet, by path from content/, with the name of their folder
        self._folders = _folders(site, self._published)
        heads = {path: checked.heads[path] for path in self._folders}
        self._pictures = [planned for head in heads.values() for planned in self._pictures_of(head)]
        # size by size, since what all slogans share in a size is drawn once
        self._streets = [planned for size in self._sizes for head in heads.values() for planned in self._street_of(head, size)]

    @property
    def artifacts(self) -> Iterator[Artifact]:
        """What to make: all that is drawn from one view together."""
        return (planned.artifact for planned in (*self._pictures, *self._streets))

    def _pictures_of(self, head: Head) -> Iterator[_Planned]:
        slogan, slug = slogan_of(head), slug_of(head)
        for format_ in wanted_formats(slogan.formats):
            if head.path in self._published and format_ is SLOGAN_SHARE:
                for artifact, _ in share_pictures(self._imprint, head, self._slugs):
                    yield _Planned(head.path, format_, artifact)
            elif head.path in self._published and slogan.approval:
                for encoding in format_.encodings:
                    url = f"hinh/{Slogan.folder}/{beside(slug, format_.key, self._slugs)}.{encoding}"
                    yield _Planned(head.path, format_, slogan_card(self._imprint, head, format_, encoding, url))
            first = format_.encodings[0]
            url = f"{Slogan.folder}/{self._folders[head.path]}/{slug}-{format_.key}.{first}"
            yield _Planned(head.path, format_, slogan_card(self._imprint, head, format_, first, url, Audience.STAFF))

    def _street_of(self, head: Head, size: StreetSize) -> Iterator[_Planned]:
        slogan = slogan_of(head)
        is_public = head.path in self._published and slogan.approval is not None and slogan.public_print
        for product in StreetProduct:
            name = file_name(product, size)
            if is_public:
                url = f"hinh/{Slogan.folder}/{slug_of(head)}/{name}"
                yield _Planned(head.path, (size, product), street_file(self._imprint, head, size, product, url))
            url = f"{Slogan.folder}/{self._folders[head.path]}/{name}"
            yield _Planned(head.path, (size, product), street_file(self._imprint, head, size, product, url, Audience.STAFF))

    def pictures(self, made: Mapping[str, Made]) -> dict[str, SloganPictures]:
        """What pages may know of each published slogan, by path from content/; `made` by address."""
        pictures = self._made_pictures(made, is_public=True)
        streets = self._made_streets(made, is_public=True)
        return {
            path: _for_everybody(pictures[path], streets.get(path, ()), is_approved=slogan_of(head).approval is not None)
            for path, head in self._published.items()
        }

    def desk(self, made: Mapping[str, Made]) -> dict[str, DeskFiles]:
        """What the office gets of each slogan, by path from content/; `made` by address."""
        pictures = self._made_pictures(made, is_public=False)
        streets = self._made_streets(made, is_public=False)
        return {
            path: DeskFiles(
                pictures=tuple(DeskPicture(format=format_.key, made=file) for format_, file in pictures[path]),
                streets=tuple(streets.get(path, ())),
            )
            for path in self._folders
        }

    def _made_pictures(self, made: Mapping[str, Made], *, is_public: bool) -> dict[str, list[tuple[Format, Made]]]:
        found: dict[str, list[tuple[Format, Made]]] = {}
        for planned in self._pictures:
            if planned.is_public is is_public and isinstance(planned.what, Format):
                found.setdefault(planned.path, []).append((planned.what, made[planned.artifact.url]))
        return found

    def _made_streets(self, made: Mapping[str, Made], *, is_public: bool) -> dict[str, list[DeskStreet]]:
        files: dict[tuple[str, StreetSize], dict[StreetProduct, Made]] = {}
        for planned in self._streets:
            if planned.is_public is is_public and isinstance(planned.what, tuple):
                size, product = planned.what
                files.setdefault((planned.path, size), {})[product] = made[planned.artifact.url]
        found: dict[str, list[DeskStreet]] = {}
        for (path, size), products in files.items():
            street = DeskStreet(
                size=size,
                print=products[StreetProduct.PRINT],
                preview=products[StreetProduct.PREVIEW],
                note=products[StreetProduct.NOTE],
            )
            found.setdefault(path, []).append(street)
        return found


def _for_everybody(rows: list[tuple[Format, Made]], streets: Sequence[DeskStreet], *, is_approved: bool) -> SloganPictures:
    share, webp = as_shown([made for format_, made in rows if format_ is SLOGAN_SHARE])
    offered = [(format_, made) for format_, made in rows if is_approved and _kind(made) != _SMALL]
    return SloganPictures(
        share=share,
        webp=webp,
        downloads=tuple(_picture(format_, made) for format_, made in offered),
        prints=tuple(map(_print, streets)),
    )


def _kind(made: Made) -> str:
    return made.url.rpartition(".")[2]


def _picture(format_: Format, made: Made) -> Download:
    measure = f"{made.width} × {made.height} điểm ảnh"
    return Download(label=format_.label, use=format_.use, url=made.url, kind=_kind(made).upper(), measure=measure, bytes=made.bytes)


def _print(street: DeskStreet) -> Download:
    size = street.size
    return Download(
        label=size.name,
        use=f"tệp in tỷ lệ 1:{size.scale}" if size.is_reduced else "tệp in đúng cỡ",
        url=street.print.url,
        kind="PDF",
        measure=size.dimensions,
        bytes=street.print.bytes,
        beside=(("ảnh xem trước", street.preview.url), ("ghi chú cho nhà in", street.note.url)),
    )


def _folders(site: Site, published: Mapping[str, Head]) -> dict[str, str]:
    """Slogans that read correctly and were not withdrawn, with a folder for each: its slug, unless another has that already."""
    heads = dict(published)
    for path, head in site.checked.heads.items():
        if head.folder == Slogan.folder and head.status != Status.WITHDRAWN.value and not head.has_errors:
            heads.setdefault(path, head)
    taken: set[str] = set()
    folders = {}
    for path, head in heads.items():
        slug = slug_of(head)
        folders[path] = f"{slug}--{digest(path)[:_NAME_DIGITS]}" if slug in taken else slug
        taken.add(slug)
    return folders
