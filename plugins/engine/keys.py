"""When must an output be made again? When its key changed: the one rule behind fast, right and reproducible rebuilds.

    key = digest(maker, code of the maker, versions of the packages that shape bytes, view, frame, template and what it includes)

No list of dependencies is kept by hand: a view names all that its maker may know, code is found by following imports, and
templates by following their own references. Equal key and the file still as recorded: nothing to do.
"""

import functools
import hashlib
import importlib.metadata
import re
import sys
from pathlib import Path

from plugins.core.artifacts import Artifact
from plugins.core.digest import digest
from plugins.engine.makers import FileView, TemplateView

_ROOT = Path(__file__).resolve().parents[2]
#: raise when the meaning of a key changes
_SCHEME = "1"
#: the module whose code, with all that it imports of ours, makes the bytes
_CODE = {
    "template": "plugins.engine.templates",
    "text": "plugins.engine.makers",
    "file": "plugins.engine.makers",
    "font": "plugins.media.fonts",
    "picture": "plugins.media.pictures",
    "slogan_card": "plugins.media.banners",
    "share_card": "plugins.media.banners",
    "rss": "plugins.channels.feeds",
    "atom": "plugins.channels.feeds",
    "sitemap": "plugins.channels.sitemap",
    "sitemap_index": "plugins.channels.sitemap",
    "robots": "plugins.channels.robots",
}
#: installed packages that shape the bytes of each maker
_PACKAGES = {
    "template": ("jinja2", "markupsafe"),
    "font": ("fonttools", "brotli"),
    "picture": ("pillow",),
    "slogan_card": ("pillow",),
    "share_card": ("pillow",),
    "rss": ("feedgen", "lxml"),
    "atom": ("feedgen", "lxml"),
}
_IMPORT = re.compile(r"^\s*(?:from\s+(plugins[\w.]*)\s+import\s+(\([^)]*\)|[^\n#]+)|import\s+(plugins[\w.]+))", re.MULTILINE)
_NAME = re.compile(r"\w+(?=\s*(?:,|\)|$|\bas\b))")
_REFERENCE = re.compile(r"\{%-?\s*(?:extends|include|import|from)\s+[\"']([^\"']+)[\"']")


class Keys:
    """The keys of one build."""

    def __init__(self, theme: Path) -> None:
        """`theme`: the folder with templates/."""
        self._templates = theme / "templates"
        self._frames: dict[int, str] = {}
        self._closures: dict[str, str] = {}

    def key(self, artifact: Artifact) -> str:
        """The key of an artifact, as hex."""
        base = (_SCHEME, artifact.maker, code_of(artifact.maker))
        view = artifact.view
        if isinstance(view, TemplateView):
            return digest((*base, view.template, self._closure(view.template), self._frame(view.frame), digest(view.view)))
        if isinstance(view, FileView):
            return digest((*base, view.sha256))
        return digest((*base, digest(view)))

    def _frame(self, frame: object) -> str:
        # all pages share one frame: it is digested once, and told by identity while this build holds it
        known = self._frames.get(id(frame))
        if known is None:
            known = self._frames[id(frame)] = digest(frame)
        return known

    def _closure(self, template: str) -> str:
        """Digest of a template with all that it extends, includes or imports, by name and text."""
        known = self._closures.get(template)
        if known is None:
            found: dict[str, str] = {}
            waiting = [template]
            while waiting:
                name = waiting.pop()
                path = self._templates / name
                if name not in found and path.is_file():
                    found[name] = path.read_text(encoding="utf-8")
                    waiting.extend(_REFERENCE.findall(found[name]))
            known = self._closures[template] = digest(found)
        return known


@functools.cache
def code_of(maker: str) -> str:
    """Digest of a maker's code: its module, all of ours that it imports, their data files, its packages, and Python."""
    return code_digest(_CODE[maker], _PACKAGES.get(maker, ()))


def code_digest(module: str, packages: tuple[str, ...]) -> str:
    """Digest of a module of ours, all of ours that it imports, their data files, these installed packages, and Python."""
    state = hashlib.sha256(f"{sys.version_info[:2]}".encode())
    for package in packages:
        state.update(f"{package} {importlib.metadata.version(package)}\0".encode())
    for file in sorted(_files_of(module)):
        state.update(file.relative_to(_ROOT).as_posix().encode() + b"\0" + file.read_bytes())
    return state.hexdigest()


def _files_of(module: str) -> set[Path]:
    files: set[Path] = set()
    waiting = [module]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        path = _ROOT / (name.replace(".", "/") + ".py")
        if name in seen or not path.is_file():
            continue
        seen.add(name)
        files.add(path)
        files.update((path.parent / "data").glob("*.toml"))
        for package, names, whole in _IMPORT.findall(path.read_text(encoding="utf-8")):
            waiting.append(whole or package)
            waiting.extend(f"{package}.{one}" for one in _NAME.findall(names))
    return files
