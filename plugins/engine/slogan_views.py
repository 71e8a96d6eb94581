"""Stage 5a: slogans as pages show them, with their pictures and what may be taken away."""

from collections.abc import Iterable

from plugins.core.model import Slogan
from plugins.engine.material import Download, SloganPictures
from plugins.engine.text import numbered
from plugins.engine.views.elements import Candidate, Link, PictureView
from plugins.engine.views.slogans import DownloadView, SloganView
from plugins.vietnamese.numbers import format_size


def slogan_views(slogans: Iterable[tuple[Slogan, SloganPictures]]) -> tuple[SloganView, ...]:
    """Slogans with their pictures."""
    return tuple(slogan_view(slogan, pictures) for slogan, pictures in slogans)


def slogan_view(slogan: Slogan, pictures: SloganPictures) -> SloganView:
    """A slogan with its pictures; a picture says nothing but the slogan, so that is its alternative text."""
    from plugins.vietnamese.breaking import parse_marked  # with a lexicon, which only slogans need

    words = parse_marked(slogan.text).plain
    approval, share = slogan.approval, pictures.share
    webp = tuple(Candidate(url=picture.url, width=picture.width) for picture in pictures.webp)
    return SloganView(
        title=slogan.title,
        url=slogan.url,
        text=words,
        picture=PictureView(url=share.url, width=share.width, height=share.height, alt=words, webp=webp),
        is_approved=approval is not None,
        approval=numbered(approval.number, approval.date) if approval else "",
        downloads=tuple(map(_download_view, pictures.downloads)),
        prints=tuple(map(_download_view, pictures.prints)),
    )


def _download_view(file: Download) -> DownloadView:
    return DownloadView(
        label=file.label,
        use=file.use,
        url=file.url,
        kind=file.kind,
        measure=file.measure,
        size=format_size(file.bytes),
        beside=tuple(Link(label=label, url=url) for label, url in file.beside),
    )
