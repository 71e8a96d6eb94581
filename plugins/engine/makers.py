"""The table of makers: from a frozen view to the bytes of one file.

Makers are loaded when the first file of their kind is made: Pillow, feedgen and fontTools together take longer to load than
most builds take.
"""

import importlib
from dataclasses import dataclass
from pathlib import Path

from plugins.core.artifacts import Maker
from plugins.engine.opening import as_judged
from plugins.engine.template_files import Files


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


def text(view: TextView) -> bytes:
    """The text as UTF-8."""
    return view.text.encode("utf-8")


def file(view: FileView) -> bytes:
    """The file as it was when its digest was taken; SourceError when it is another one by now."""
    path = Path(view.path)
    return as_judged(path.read_bytes(), view.sha256, path.name)


#: module, class of the view, function; `template` is made by the workshop's own environment
_MAKERS: dict[str, tuple[str, str, str]] = {
    "text": ("plugins.engine.makers", "TextView", "text"),
    "file": ("plugins.engine.makers", "FileView", "file"),
    "font": ("plugins.media.fonts", "FontView", "subset_woff2"),
    "picture": ("plugins.media.picture_variants", "VariantView", "make_variant"),
    "slogan_card": ("plugins.media.banners", "SloganCardView", "draw_slogan"),
    "share_card": ("plugins.media.share_cards", "ShareCardView", "draw_share"),
    "social_picture": ("plugins.media.social_pictures", "SocialPictureView", "fit_picture"),
    "street_print": ("plugins.media.street_pdf", "StreetView", "draw_street_pdf"),
    "street_preview": ("plugins.media.street_preview", "StreetView", "draw_street_preview"),
    "street_note": ("plugins.media.print_note", "StreetView", "write_print_note"),
    "handout": ("plugins.channels.handouts", "PaperView", "handout"),
    "slides": ("plugins.channels.slides", "PaperView", "slides"),
    "booklet": ("plugins.channels.booklets", "BookletView", "booklet"),
    "rss": ("plugins.channels.feeds", "FeedView", "rss"),
    "atom": ("plugins.channels.feeds", "FeedView", "atom"),
    "json": ("plugins.channels.json_feed", "FeedView", "json_feed"),
    "moved": ("plugins.core.moved", "MovedView", "moved"),
    "opml": ("plugins.channels.opml", "OpmlView", "opml"),
    "sitemap": ("plugins.channels.sitemap", "SitemapView", "sitemap"),
    "sitemap_index": ("plugins.channels.sitemap", "SitemapView", "sitemap_index"),
    "robots": ("plugins.channels.robots", "RobotsView", "robots"),
    "register_csv": ("plugins.channels.open_data", "RegisterDataView", "register_csv"),
    "register_json": ("plugins.channels.open_data", "RegisterDataView", "register_json"),
    "register_schema": ("plugins.channels.open_data", "RegisterDataView", "register_schema"),
}
NAMES: frozenset[str] = frozenset({"template", *_MAKERS})


class Makers:
    """Makers by the names that `plan.py` uses; each is loaded once, when it is needed."""

    def __init__(self, theme: Path, files: Files | None = None) -> None:
        """`theme`: the folder with templates/; `files`: those that keys were made from, None: as they are when the first page is made."""
        self._templates, self._files = theme / "templates", files
        self._loaded: dict[str, Maker] = {}

    def maker(self, name: str) -> Maker:
        """The maker with this name; it refuses a view of another maker."""
        if name not in self._loaded:
            self._loaded[name] = self._template() if name == "template" else _load(*_MAKERS[name])
        return self._loaded[name]

    def _template(self) -> Maker:
        from plugins.engine import templates

        theme = templates.theme(self._templates, self._files)

        def render(view: object) -> bytes:
            if not isinstance(view, TemplateView):
                raise TypeError(f"TemplateView expected, not {type(view).__name__}")
            return theme.render(view.template, view.view, view.frame)

        return render


def _load(module_name: str, view_name: str, function_name: str) -> Maker:
    module = importlib.import_module(module_name)
    view_type, make = getattr(module, view_name), getattr(module, function_name)

    def maker(view: object) -> bytes:
        if not isinstance(view, view_type):
            raise TypeError(f"{view_name} expected, not {type(view).__name__}")
        result = make(view)
        assert isinstance(result, bytes)
        return result

    return maker
