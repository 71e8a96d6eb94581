"""Stage 5: the browser desk as artifacts, where the ward has one: its program, rank 0, and the page that carries its configuration.

The page is no page of the portal: residents find no link to it, no search finds it, and no part of other pages stands around it.
"""

import base64
import colorsys
import json
from collections.abc import Iterator, Sequence

from markupsafe import Markup

from plugins.core.artifacts import Artifact, given
from plugins.core.desk import DESK_FOLDER, DESK_PAGE, Desk
from plugins.desk.bundle import BundleFile, entry_of
from plugins.desk.cms_backend import cms_backend
from plugins.desk.cms_config import cms_config, cms_lists
from plugins.desk.cms_preview import with_preview
from plugins.engine.assemble import Site
from plugins.engine.makers import FileView, TemplateView
from plugins.engine.plan import sealed
from plugins.engine.views.frame import Assets, Frame
from plugins.engine.views.office import DeskPage


def desk_files(files: Sequence[BundleFile]) -> Iterator[Artifact]:
    """The program of the desk. Every name but that of a licence holds a digest of the file."""
    for file in files:
        view = FileView(path=file.path, sha256=file.sha256)
        seal = bytes.fromhex(file.sha256)
        yield Artifact(url=f"{DESK_FOLDER}{file.name}", rank=0, maker="file", seal=seal, view=given(view))


def desk_page(site: Site, files: Sequence[BundleFile], assets: Assets, frame: Frame, frame_seal: bytes) -> Iterator[Artifact]:
    """/quan-tri/index.html."""
    desk = site.project.ward.desk
    if desk is None:
        return
    view = desk_view(site, desk, files, assets)
    page = TemplateView(template=view.template, view=view, frame=frame)
    yield Artifact(url=DESK_PAGE, rank=1, maker="template", seal=sealed(view), view=given(page), template=view.template, frame=frame_seal)


def desk_view(site: Site, desk: Desk, files: Sequence[BundleFile], assets: Assets) -> DeskPage:
    """What the page holds."""
    project, entry = site.project, entry_of(tuple(files))
    config = cms_config(project.ward, cms_backend(desk), cms_lists(site.categories, site.checked.offices), project.siteurl)
    logo = {"logo_url": f"{project.base_path}/{assets.favicon}"}
    return DeskPage(
        policy=desk_policy(desk),
        config=_inside_script(with_preview(config) | logo),
        entry=entry.name,
        integrity=f"sha256-{base64.b64encode(bytes.fromhex(entry.sha256)).decode('ascii')}",
        hue=_hue(project.ward.colour),
        favicon=assets.favicon,
        stylesheet=assets.stylesheet,
        fonts=assets.fonts,
    )


def desk_policy(desk: Desk) -> str:
    """Content-Security-Policy of the page: its own files, what the editor picks (blob:), and the Git service; nobody else.

    Styles inside the page: the desk puts the style of each of its parts into the page while it runs. A base: the frame of the preview
    sets the root of the site as one.
    """
    api, pictures = " ".join(desk.api_hosts), " ".join(desk.picture_hosts)
    return "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self' 'unsafe-inline'",
            f"img-src 'self' blob: data: {pictures}",
            "font-src 'self'",
            "media-src 'self' blob:",
            f"connect-src 'self' blob: data: {api}",
            "frame-src 'self' blob:",
            "manifest-src blob:",
            "base-uri 'self'",
            "form-action 'none'",
        ]
    )


def _hue(colour: str) -> int:
    """Hue of `#rrggbb` in degrees, as CSS counts it (HSL)."""
    red, green, blue = bytes.fromhex(colour[1:])
    return round(colorsys.rgb_to_hls(red / 255, green / 255, blue / 255)[0] * 360) % 360


def _inside_script(value: object) -> Markup:
    """JSON that may stand inside a script element: nothing in it ends the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))  # noqa: S704 - escaped here
