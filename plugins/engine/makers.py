"""The table of makers: from a frozen view to the bytes of one file."""

import functools
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from plugins.channels.feeds import FeedView, atom, rss
from plugins.channels.robots import RobotsView, robots
from plugins.channels.sitemap import SitemapView, sitemap, sitemap_index
from plugins.core.artifacts import Maker
from plugins.engine import templates
from plugins.engine.project import Project
from plugins.media.banners import ShareCardView, SloganCardView, draw_share, draw_slogan
from plugins.media.fonts import FontView, subset_woff2
from plugins.media.pictures import PictureFileView, prepare

V = TypeVar("V")


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateView:
    """A page: its template, its view, the frame."""

    #: name in theme/templates
    template: str
    view: object
    frame: object


@dataclass(frozen=True, slots=True, kw_only=True)
class TextView:
    """A file whose text is known."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileView:
    """A file that is copied as it is: judged by media's rules, or part of the theme."""

    #: absolute path
    path: str
    #: of the content, in hex: the path says where to read, the digest what is read
    sha256: str


def file_view(file: Path) -> FileView:
    """The view of a file as it is now."""
    with file.open("rb") as stream:
        return FileView(path=str(file), sha256=hashlib.file_digest(stream, "sha256").hexdigest())


def makers(project: Project) -> Mapping[str, Maker]:
    """Makers by the names that `plan.py` uses."""
    folder = project.theme / "templates"
    return {
        "template": _of(TemplateView, lambda view: templates.render(folder, view.template, view.view, view.frame)),
        "text": _of(TextView, lambda view: view.text.encode("utf-8")),
        "file": _of(FileView, lambda view: Path(view.path).read_bytes()),
        "font": _of(FontView, _font),
        "picture": _of(PictureFileView, prepare),
        "slogan_card": _of(SloganCardView, draw_slogan),
        "share_card": _of(ShareCardView, draw_share),
        "rss": _of(FeedView, rss),
        "atom": _of(FeedView, atom),
        "sitemap": _of(SitemapView, sitemap),
        "sitemap_index": _of(SitemapView, sitemap_index),
        "robots": _of(RobotsView, robots),
    }


@functools.cache
def _font(view: FontView) -> bytes:
    # half a second each; serve and the tests build many times in one process
    return subset_woff2(view)


def _of(view_type: type[V], make: Callable[[V], bytes]) -> Maker:
    """A maker that refuses a view of another maker."""

    def maker(view: object) -> bytes:
        if not isinstance(view, view_type):
            raise TypeError(f"{view_type.__name__} expected, not {type(view).__name__}")
        return make(view)

    return maker
