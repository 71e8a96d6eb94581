"""When must an output be made again? When its key changed: the one rule behind fast, right and reproducible rebuilds.

    key = digest(maker, code of the maker and of the view, versions of the packages that shape bytes in either,
                 template and what it includes, frame, seal of the inputs)

No list of dependencies is kept by hand: inputs name all that a view may know, code is found by following imports, and
templates by following their own references. Equal key and the file still as recorded: nothing to do.
"""

import re
from pathlib import Path

from plugins.core.artifacts import Artifact
from plugins.core.digest import digest, joined
from plugins.engine.codes import code_digest, libraries
from plugins.engine.template_files import template_files

#: raise when the meaning of a key changes
_SCHEME = "2"
#: the module whose code, with all that it imports of ours, makes the bytes
_CODE = {
    "template": "plugins.engine.templates",
    "text": "plugins.engine.makers",
    "file": "plugins.engine.makers",
    "font": "plugins.media.fonts",
    "picture": "plugins.media.picture_variants",
    "slogan_card": "plugins.media.banners",
    "share_card": "plugins.media.share_cards",
    "social_picture": "plugins.media.social_pictures",
    "street_print": "plugins.media.street_pdf",
    "street_preview": "plugins.media.street_preview",
    "street_note": "plugins.media.print_note",
    "handout": "plugins.channels.handouts",
    "slides": "plugins.channels.slides",
    "booklet": "plugins.channels.booklets",
    "rss": "plugins.channels.feeds",
    "atom": "plugins.channels.feeds",
    "json": "plugins.channels.json_feed",
    "moved": "plugins.core.moved",
    "opml": "plugins.channels.opml",
    "sitemap": "plugins.channels.sitemap",
    "sitemap_index": "plugins.channels.sitemap",
    "robots": "plugins.channels.robots",
    "register_csv": "plugins.channels.open_data",
    "register_json": "plugins.channels.open_data",
    "register_schema": "plugins.channels.open_data",
}
#: makers whose bytes depend on libraries of the system
_DRAWING = frozenset({"slogan_card", "share_card"})
#: what a banner in the street is set and drawn by, its font among it
_STREET = ("fontpkg-archivo", "uharfbuzz", "segno", "pillow")
#: what handouts and slides are set by, pictures and the code in them among it
_PAPER = ("typst", "fontpkg-be-vietnam-pro", "pillow", "segno")
#: installed packages that shape the bytes of each maker
_PACKAGES = {
    "template": ("jinja2", "markupsafe"),
    # HarfBuzz cuts, fontTools packs
    "font": ("fonttools", "brotli", "uharfbuzz"),
    "picture": ("pillow",),
    "slogan_card": ("pillow", "segno", "uharfbuzz"),
    "share_card": ("pillow", "uharfbuzz"),
    "social_picture": ("pillow",),
    "street_print": (*_STREET, "pydyf"),
    "street_preview": _STREET,
    "street_note": _STREET,
    "handout": _PAPER,
    "slides": _PAPER,
    "booklet": _PAPER,
    "rss": ("feedgen", "lxml"),
    "atom": ("feedgen", "lxml"),
}
#: likewise of the code of a view, where it draws a code or sets a text itself: what comes out of a reading is in the key of its head
_VIEW_PACKAGES = {"plugins.engine.follow": ("segno",), "plugins.engine.handbook_views": ("markdown", "nh3")}
#: what a template says of others, and such words when they name one other
_SAID = re.compile(rb"\{%[-+]?\s*(?:extends|include|import|from)\b(.*?)[-+]?%\}", re.DOTALL)
_NAMED = re.compile(rb"\s*(?:\"([^\"]+)\"|'([^']+)')\s*(?:(?:import|as|ignore|with|without)\b.*)?", re.DOTALL)


class Keys:
    """The keys of one build."""

    def __init__(self, theme: Path) -> None:
        """`theme`: the folder with templates/."""
        #: its templates as they are now: pages must be made from the same
        self.files = template_files(theme / "templates")
        self._texts = dict(self.files)
        self._bases: dict[tuple[str, str, str, bytes], bytes] = {}

    def key(self, artifact: Artifact) -> bytes:
        """The key of an artifact."""
        # what does not depend on the inputs is one of a dozen digests
        kind = (artifact.maker, artifact.code, artifact.template, artifact.frame)
        base = self._bases.get(kind)
        if base is None:
            base = self._bases[kind] = self._base(*kind)
        return base + artifact.seal

    def _base(self, maker: str, code: str, template: str, frame: bytes) -> bytes:
        view_code = code_digest(code, _VIEW_PACKAGES.get(code, ())) if code else ""
        return joined(_SCHEME, maker, code_of(maker), view_code, template, self.closure(template) if template else "", frame)

    def closure(self, template: str) -> str:
        """Digest of a template with all that it extends, includes or imports, by name and text; of one that does not say the name
        of another outright, with all that there are.
        """
        found: dict[str, bytes] = {}
        waiting = [template]
        while waiting:
            name = waiting.pop()
            if name in found or name not in self._texts:
                continue
            found[name] = self._texts[name]
            named = [_NAMED.fullmatch(said) for said in _SAID.findall(found[name])]
            if not all(named):
                return digest(self._texts)
            waiting += [(one[1] or one[2]).decode() for one in named if one]
        return digest(found)


def code_of(maker: str) -> str:
    """Digest of a maker's code: its module, all of ours that it imports, their data files, its packages, and Python."""
    code = code_digest(_CODE[maker], _PACKAGES.get(maker, ()))
    return digest((code, libraries())) if maker in _DRAWING else code
