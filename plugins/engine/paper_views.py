"""What the handout and the slides of an entry show: a pure function from its inputs to the view of `channels/paper.py`."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from plugins.channels.paper import Figure, PaperView, Run
from plugins.core.digest import digest, joined
from plugins.core.model import Entry, Page
from plugins.editorial.body import LinkPiece, PicturePiece, Piece
from plugins.editorial.rendering import PictureTag, render
from plugins.engine.heads import Head
from plugins.engine.links import AnswersResolver
from plugins.engine.material import Answers, Text
from plugins.engine.opening import judged_bytes
from plugins.engine.own_facts import own_facts
from plugins.engine.own_views import own_view
from plugins.engine.text import facts_of
from plugins.engine.views.documents import RelationView
from plugins.media.picture_sizes import PictureNature, Variant, variants
from plugins.vietnamese.dates import short_date

if TYPE_CHECKING:
    from plugins.media.picture_variants import VariantView

#: pixels of a picture on paper: 150 to the inch of the column
_ENOUGH = 1000


class PaperPicture(Struct, frozen=True, kw_only=True):
    """A picture that an entry names, and where it lies."""

    #: path from content/
    path: str
    #: absolute
    place: str
    sha256: str
    nature: PictureNature


class PaperInputs(Struct, frozen=True, kw_only=True):
    """All that the papers of one entry are made from."""

    head: Head
    #: loads the text that belongs to `head`
    text: Text
    #: name of the category; empty for types without
    category: str
    site_name: str
    publisher: str
    #: of the house, #rrggbb
    colour: str
    #: absolute address without a slash at the end, for links; `own_siteurl` is empty while it leads nowhere
    siteurl: str
    own_siteurl: str
    allowed_hosts: frozenset[str]
    answers: Answers
    relations: tuple[RelationView, ...]
    pictures: tuple[PaperPicture, ...]

    @property
    def seal(self) -> bytes:
        """Digest of all of it; the text is in the key of the head."""
        words = (self.category, self.site_name, self.publisher, self.colour, self.siteurl, self.own_siteurl)
        pictures = digest([(picture.path, picture.sha256, picture.nature) for picture in self.pictures])
        return joined(self.head.key, *words, digest(self.allowed_hosts), self.answers.seal, digest(self.relations), pictures)


class _PaperResolver(AnswersResolver):
    """Answers for a text on paper: pictures by their path from content/."""

    def picture(self, path: str) -> PictureTag:
        """The picture itself; how large it is shown is for the page to say."""
        return PictureTag(url=path, width=0, height=0)


def paper_view(inputs: PaperInputs) -> PaperView:
    """What is set on paper."""
    entry = inputs.head.entry
    resolver = _PaperResolver(inputs.answers, entry, f"{inputs.siteurl}/", inputs.allowed_hosts)
    own = tuple(own_facts(own_view(entry, inputs.answers, inputs.relations)))
    pieces, own_picture = inputs.text(inputs.head).pieces, _own_picture(entry)
    shown = {*_shown(pieces), own_picture.file if own_picture else ""}
    is_page = isinstance(entry, Page)
    updated = entry.updated if entry.updated and entry.updated > entry.released_at else None
    return PaperView(
        source=f"content/{entry.path}",
        title=entry.title,
        lang=entry.lang,
        label="" if is_page else " · ".join(filter(None, (entry.label, inputs.category))),
        site_name=inputs.site_name,
        publisher=inputs.publisher,
        colour=inputs.colour,
        author=", ".join(dict.fromkeys(filter(None, (entry.author, "" if entry.unit in entry.author else entry.unit)))),
        day="" if is_page else short_date(entry.released_at.date()),
        updated=short_date(updated.date()) if updated else "",
        summary=entry.summary,
        key_points=entry.key_points,
        facts=tuple((fact.label, fact.text) for fact in (*facts_of(entry), *own)),
        html=render(pieces, resolver),
        picture=own_picture,
        pictures=tuple(_variant(picture) for picture in inputs.pictures if picture.path in shown),
        sources=entry.sources,
        address=f"{inputs.own_siteurl}/{entry.url}" if inputs.own_siteurl else "",
    )


def _own_picture(entry: Entry) -> Figure | None:
    image = entry.image
    if image is None:
        return None
    return Figure(file=image.file, alt=image.alt, caption=(Run(text=f"Ảnh: {image.credit}"),) if image.credit else ())


def _shown(pieces: Iterable[Piece]) -> Iterator[str]:
    """Paths from content/ of the pictures in a text."""
    for piece in pieces:
        if isinstance(piece, PicturePiece):
            yield piece.link.target
        elif isinstance(piece, LinkPiece):
            yield from _shown(piece.inner)


def _variant(picture: PaperPicture) -> "VariantView":
    from plugins.media.picture_variants import VariantView  # Pillow is large, and most texts have no picture

    fit = fitting(picture.nature)
    data = judged_bytes(picture.path, picture.place, picture.sha256)
    return VariantView(path=picture.path, data=data, nature=picture.nature, width=fit.width, encoding=fit.encoding)


def fitting(nature: PictureNature) -> Variant:
    """Of the files that pages have of a picture without WebP, the smallest that is fine enough for paper, else the largest."""
    plain = [variant for variant in variants(nature) if variant.encoding != "webp"]
    return next((variant for variant in plain if variant.width >= _ENOUGH), plain[-1])
