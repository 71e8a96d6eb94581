"""All components of the theme with all their examples, at /_components/ of the preview: never a file of output/.

    theme/templates/components/*.yaml -> components -> /_components/index.html (all, in frames), /_components/card/1.html (one)

They are rendered when they are asked for, from the theme as it is then. Views are those of the code that runs: after an edit of
plugins/engine/views/ the preview is started anew.
"""

import re
from pathlib import Path

from markupsafe import Markup
from msgspec import Struct

from plugins.engine.components import FOLDER, Component, component, components
from plugins.engine.templates import Theme, theme

#: prefix from an example to the root
_ROOT = "../../"
_EXAMPLE = re.compile(r"([a-z0-9-]+)/([1-9][0-9]{0,2})\.html")
_DATA = Path(__file__).parent / "data"
_HTML = "text/html; charset=utf-8"
#: files beside the examples: the picture that they show, what the page of all examples needs
_FILES = {
    "mau.svg": "image/svg+xml",
    "khung-mau.css": "text/css; charset=utf-8",
    "khung-mau.js": "text/javascript; charset=utf-8",
}


class ExamplePage(Struct, frozen=True, kw_only=True):
    """examples/example.html: one example of one component."""

    component: str
    name: str
    #: an element around it, with its class
    inside: str
    html: Markup
    #: address of the theme's stylesheet, from the root
    stylesheet: str
    template: str = "examples/example.html"


class ExamplesPage(Struct, frozen=True, kw_only=True):
    """examples/index.html: every component."""

    components: tuple[Component, ...]
    stylesheet: str
    template: str = "examples/index.html"


def answered(name: str, templates: Path, stylesheet: str) -> tuple[str, bytes] | None:
    """Type and bytes of what is at `name` below /_components/; None when nothing is there.

    `templates`: theme/templates; `stylesheet`: address of the theme's stylesheet, from the root. ConfigurationError names the
    file of the theme that is at fault, and the line.
    """
    if name in _FILES:
        return _FILES[name], (_DATA / name).read_bytes()
    if name in ("", "index.html"):
        index = ExamplesPage(components=components(templates), stylesheet=stylesheet)
        return _HTML, theme(templates).render(index.template, index, None)
    asked = _EXAMPLE.fullmatch(name)
    file = templates / FOLDER / f"{asked[1]}.yaml" if asked else None
    if asked is None or file is None or not file.is_file():
        return None
    shown = component(file)
    return (_HTML, _example(theme(templates), shown, int(asked[2]), stylesheet)) if int(asked[2]) <= len(shown.examples) else None


def addresses(templates: Path) -> tuple[str, ...]:
    """Every address below /_components/."""
    examples = (f"{one.name}/{number}.html" for one in components(templates) for number in range(1, len(one.examples) + 1))
    return ("index.html", *_FILES, *examples)


def _example(ours: Theme, shown: Component, number: int, stylesheet: str) -> bytes:
    example = shown.examples[number - 1]
    html = ours.component(shown.template, example.macro, {"root": _ROOT, **example.arguments})
    page = ExamplePage(component=shown.name, name=example.name, inside=example.inside, html=html, stylesheet=stylesheet)
    return ours.render(page.template, page, None)
