"""Slogans with their pictures, and what may be taken away."""

from msgspec import Struct

from plugins.engine.views.elements import Link, PictureView
from plugins.engine.views.meta import PublicPage


class DownloadView(Struct, frozen=True, kw_only=True):
    """A file of a slogan to take away."""

    #: Vuông
    label: str
    #: bài viết trên Facebook, Zalo
    use: str
    url: str
    #: JPG, PDF
    kind: str
    #: 1080 × 1080 điểm ảnh; 6000 × 800 mm
    measure: str
    #: 144 KB
    size: str
    #: what belongs to it: its preview, its note
    beside: tuple[Link, ...] = ()


class SloganView(Struct, frozen=True, kw_only=True, tag=True):
    """A slogan with its pictures."""

    title: str
    url: str
    #: wording without marks
    text: str
    picture: PictureView
    is_approved: bool
    #: 05-QĐ/… ngày 01/3/2026; empty when not approved
    approval: str = ""
    #: of an approved slogan, what may be taken away
    downloads: tuple[DownloadView, ...] = ()
    #: likewise, files for the print shop
    prints: tuple[DownloadView, ...] = ()


class GalleryPage(PublicPage, frozen=True, kw_only=True):
    """gallery.html: slogans in validity, with their pictures."""

    heading: str
    lead: str
    slogans: tuple[SloganView, ...]
    template: str = "gallery.html"
