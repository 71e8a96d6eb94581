"""The sample views as files of a small site, with stylesheet, fonts and one picture, for the browser tests."""

import re
from pathlib import Path

from msgspec.structs import replace
from PIL import Image
from theme_samples import DESK, FRAME, PAGES, THEME, View

from plugins.engine.frame import Surroundings
from plugins.engine.splice import filled
from plugins.engine.style_packing import joined
from plugins.engine.templates import theme
from plugins.engine.views.frame import Frame, Surround
from plugins.engine.views.guides import StandInPage
from plugins.media.fonts import FontView, source_digest, subset_woff2

TEMPLATES = THEME / "templates"
CSS = THEME / "static" / "css"
_FONT_ADDRESS = re.compile(r'url\("font-(400|700)"\)')


def css_order() -> list[str]:
    """Names of the CSS files in the order in which they are joined."""
    return (CSS / "order.txt").read_text(encoding="utf-8").split()


def stylesheet() -> str:
    """The whole stylesheet as it is published; fonts lie beside it."""
    style = joined((CSS / name).read_text(encoding="utf-8") for name in css_order())
    return _FONT_ADDRESS.sub(r'url("mau-\1.woff2")', style)


def html_of(view: View, surround: Surround, frame: Frame = FRAME) -> str:
    """One page as the engine renders it, with the parts around it."""
    page = theme(TEMPLATES).render(view.template, view, frame)
    if isinstance(view, DESK):
        return page.decode("utf-8")
    around = Surroundings(frame, surround, b"", theme(TEMPLATES).part)
    place = around.place(view.meta.root, view.meta.url, tuple(link.url for link in view.meta.breadcrumbs), view.meta.powers)
    return filled(page, around.parts(place))[0].decode("utf-8")


def write_assets(folder: Path) -> None:
    """Write stylesheet, icon, fonts and pictures below `folder`."""
    assets = folder / "giao-dien"
    assets.mkdir(parents=True)
    (folder / "hinh").mkdir()
    (assets / "mau.css").write_text(stylesheet(), encoding="utf-8", newline="\n")
    (assets / "favicon.svg").write_bytes((THEME / "static" / "img" / "favicon.svg").read_bytes())
    for script in (THEME / "static" / "js").glob("*.js"):
        (assets / script.name).write_bytes(script.read_bytes())
    for weight in (400, 700):
        (assets / f"mau-{weight}.woff2").write_bytes(subset_woff2(FontView(weight=weight, source=source_digest())))
    script = "\n".join(file.read_text(encoding="utf-8") for file in sorted((THEME / "static" / "js").glob("tim-kiem.*.js")))
    (assets / "tim-kiem.js").write_text(script, encoding="utf-8", newline="\n")
    for ending in ("png", "webp"):
        Image.new("RGB", (1200, 630), (110, 6, 14)).save(folder / "hinh" / f"mau.{ending}")


def write_site(folder: Path) -> dict[str, str]:
    """Write every sample page below `folder`; address of each by name. Each is named after its sample."""
    write_assets(folder)
    written = {}
    for name, (view, surround) in PAGES.items():
        if isinstance(view, StandInPage):  # its absolute addresses need a server; here it lies beside the others
            view = replace(view, meta=replace(view.meta, root=""))
        depth = "" if isinstance(view, DESK) else view.meta.root.replace("../", "muc/")
        page = folder / f"{depth}{name}.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(html_of(view, surround), encoding="utf-8", newline="\n")
        written[name] = f"{depth}{name}.html"
    return written
