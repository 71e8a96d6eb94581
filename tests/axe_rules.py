"""What axe says of a page in a browser: WCAG 2.2 A and AA, contrast of AAA, and its best practices."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: the rules whose answer hangs on colours: the others say the same in every scheme, and take most of the time
_OF_COLOURS = ["color-contrast", "color-contrast-enhanced", "link-in-text-block"]
_NO_CONTRAST = {"color-contrast": {"enabled": False}}
#: looks that pages are judged in: keywords of a browser context, and the rules that are asked. With forced colours axe reads
#: -webkit-text-fill-color, which the browser does not force, and so minds text that is drawn black on white
LOOKS: dict[str, tuple[dict[str, str], dict[str, Any]]] = {
    "light": (
        {"color_scheme": "light"},
        {"runOnly": {"type": "tag", "values": _TAGS}, "rules": {"color-contrast-enhanced": {"enabled": True}}},
    ),
    "dark": ({"color_scheme": "dark"}, {"runOnly": {"type": "rule", "values": _OF_COLOURS}}),
    "forced": ({"forced_colors": "active"}, {"runOnly": {"type": "tag", "values": _TAGS}, "rules": _NO_CONTRAST}),
}


def violations(page: "Page", look: str = "light", within: Sequence[str] = ()) -> list[tuple[str, list[str]]]:
    """Rule and places of everything that axe minds on the page as it is, by the rules of a look.

    `within`: selectors of the parts that are judged; none: the whole page.
    """
    from axe_playwright_python.sync_playwright import Axe

    # preload: axe would fetch the stylesheet itself, which the page's own policy forbids
    context = {"include": [[selector] for selector in within]} if within else None
    report = Axe().run(page, context=context, options={"preload": False, **LOOKS[look][1]}).response
    return [(found["id"], [node["html"][:120] for node in found["nodes"]]) for found in report["violations"]]
