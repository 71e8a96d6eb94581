"""Stage 5, rank 0: the theme's own files. Names carry a digest of their inputs, so browsers may keep them for ever."""

import base64
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from plugins.core.artifacts import Artifact, given
from plugins.core.colours import HOUSE
from plugins.core.digest import digest
from plugins.core.errors import ConfigurationError
from plugins.engine import house_colour, script_packing, style_packing
from plugins.engine.makers import FileView, TextView
from plugins.engine.views.frame import Assets
from plugins.media.fonts import FontView, licence_text, source_digest

_WEIGHTS = (400, 700)
_FONT_REFERENCE = re.compile(r'url\("font-(\d+)"\)')
#: name of the script that stands inside every page
INLINE = "trang"
#: hex digits of a digest in a file name: 16^10 names, no clash
_NAME_DIGITS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeFiles:
    """The theme's own files: what to make, and where pages find them."""

    artifacts: tuple[Artifact, ...]
    assets: Assets
    #: address of the stylesheet that browsers show feeds with
    feed_style: str


def theme_files(theme: Path, colour: str = HOUSE) -> ThemeFiles:
    """Fonts, stylesheet, scripts, icons and the fonts' licence; in the ward's `colour`."""
    fonts = {weight: FontView(weight=weight, source=source_digest()) for weight in _WEIGHTS}
    names = {weight: f"be-vietnam-pro-{weight}.{digest(view)[:_NAME_DIGITS]}.woff2" for weight, view in fonts.items()}
    style = TextView(text=_stylesheet(theme, names, colour))
    style_url = f"giao-dien/cong.{digest(style)[:_NAME_DIGITS]}.css"
    inline, scripts = _scripts(theme)
    script_urls = {name: f"giao-dien/{name}.{digest(script)[:_NAME_DIGITS]}.js" for name, script in scripts.items()}
    artifacts = [_of(f"giao-dien/{names[weight]}", "font", view) for weight, view in fonts.items()]
    feeds = TextView(text=style_packing.packed(house_colour.of_feeds(_read(theme / "static" / "feeds" / "nguon-tin.css"), colour)))
    feeds_url = f"giao-dien/nguon-tin.{digest(feeds)[:_NAME_DIGITS]}.css"
    artifacts += [
        _of(style_url, "text", style),
        _of(feeds_url, "text", feeds),
        _of("giao-dien/OFL.txt", "text", TextView(text=licence_text())),
    ]
    artifacts += [_image(file, colour) for file in sorted((theme / "static/img").iterdir())]
    artifacts += [_of(script_urls[name], "text", script) for name, script in scripts.items()]
    assets = Assets(
        stylesheet=style_url,
        favicon="giao-dien/favicon.svg",
        fonts=tuple(f"giao-dien/{name}" for name in names.values()),
        inline=Markup(inline),  # noqa: S704 - our own script; packing refuses what would end the element
        inline_sha256=sha256_source(inline),
        scripts=script_urls,
    )
    return ThemeFiles(artifacts=tuple(artifacts), assets=assets, feed_style=feeds_url)


def sha256_source(script: str) -> str:
    """What a Content-Security-Policy says to allow this script inside a page (CSP 3, section 2.3.1), without the quotes."""
    return f"sha256-{base64.b64encode(hashlib.sha256(script.encode('utf-8')).digest()).decode('ascii')}"


def _scripts(theme: Path) -> tuple[str, dict[str, TextView]]:
    """The script inside every page, and those that single pages load, by name; packed.

    Of a long script the parts are joined in the order of their names: tim-kiem.1-cau-hoi.js, tim-kiem.2-….
    """
    parts: dict[str, list[str]] = {}
    for file in sorted((theme / "static" / "js").glob("*.js")):
        parts.setdefault(file.name.partition(".")[0], []).append(file.read_text(encoding="utf-8"))
    texts = {name: script_packing.packed("\n".join(text), f"theme/static/js/{name}.js") for name, text in parts.items()}
    if INLINE not in texts:
        raise ConfigurationError(f"theme/static/js/{INLINE}.js", "thiếu tệp này.")
    return texts.pop(INLINE), {name: TextView(text=text) for name, text in texts.items()}


def _of(url: str, maker: str, view: FontView | TextView | FileView) -> Artifact:
    # where a file lies does not matter, what it holds does
    seal = view.sha256 if isinstance(view, FileView) else digest(view)
    return Artifact(url=url, rank=0, maker=maker, seal=bytes.fromhex(seal), view=given(view))


def _file(file: Path) -> FileView:
    with file.open("rb") as stream:
        return FileView(path=str(file), sha256=hashlib.file_digest(stream, "sha256").hexdigest())


def _image(file: Path, colour: str) -> Artifact:
    url = f"giao-dien/{file.name}"
    if file.suffix == ".svg" and colour != HOUSE:
        return _of(url, "text", TextView(text=house_colour.of_icon(_read(file), colour)))
    return _of(url, "file", _file(file))


def _stylesheet(theme: Path, fonts: dict[int, str], colour: str) -> str:
    """The theme's layers in the order of css/order.txt, packed."""
    folder = theme / "static" / "css"
    parts = [_read(folder / name) for name in _read(folder / "order.txt").split()]
    parts = [house_colour.of_stylesheet(part, colour) for part in parts]
    return _FONT_REFERENCE.sub(lambda match: f'url("{fonts[int(match[1])]}")', style_packing.joined(parts))


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").replace("\r\n", "\n")
    except FileNotFoundError as error:
        raise ConfigurationError(f"theme/static/{file.parent.name}/{file.name}", "thiếu tệp này.") from error
