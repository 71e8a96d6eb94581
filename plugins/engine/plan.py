"""Stage 5: the Site to artifacts. Every artifact names all its inputs in its view; rank n may use what rank n - 1 made."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path, PurePosixPath

from plugins.channels.robots import RobotsView
from plugins.channels.sitemap import MAX_ENTRIES, SitemapEntry, SitemapView
from plugins.core.artifacts import Artifact, Audience, Made
from plugins.core.digest import digest
from plugins.core.errors import ConfigurationError
from plugins.core.model import Entry, OfficialDocument, Page, Slogan
from plugins.core.rules import LinkKind
from plugins.editorial.targets import host_of
from plugins.engine import addresses, fronts, pages
from plugins.engine.assemble import Site
from plugins.engine.check import Checked
from plugins.engine.feeds import feed_views
from plugins.engine.files import is_picture
from plugins.engine.listings import listing_pages
from plugins.engine.makers import TemplateView, TextView, file_view
from plugins.engine.pages import Material
from plugins.engine.project import Project
from plugins.engine.staff import staff_index
from plugins.engine.views import Assets, Frame, PublicPage
from plugins.media.banners import ShareCardView, SloganCardView
from plugins.media.fonts import FontView, has_raqm, licence_text, source_digest
from plugins.media.pictures import PictureFileView
from plugins.vietnamese.dates import short_date
from plugins.vietnamese.slug import slug

_WEIGHTS = (400, 700)
_FONT_REFERENCE = re.compile(r'url\("font-(\d+)"\)')
_CSS_NOISE = re.compile(r"/\*.*?\*/|^[ \t]+|[ \t]+$|\n(?=\n)", re.DOTALL | re.MULTILINE)
#: hex digits of a digest in a file name: 16^10 names, no clash
_NAME_DIGITS = 10

Make = Callable[[Iterable[Artifact]], dict[str, Made]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeFiles:
    """The theme's own files: what to make, and where pages find them."""

    artifacts: tuple[Artifact, ...]
    assets: Assets


def public(url: str, rank: int, maker: str, view: object) -> Artifact:
    """An artifact for everybody."""
    return Artifact(url=url, audience=Audience.PUBLIC, rank=rank, maker=maker, view=view)


def assets(project: Project) -> ThemeFiles:
    """Fonts, stylesheet, icons and the fonts' licence. Names carry a digest of their inputs, so they can be cached for ever."""
    fonts = {weight: FontView(weight=weight, source=source_digest()) for weight in _WEIGHTS}
    names = {weight: f"be-vietnam-pro-{weight}.{digest(view)[:_NAME_DIGITS]}.woff2" for weight, view in fonts.items()}
    style = TextView(text=_stylesheet(project.theme, names))
    style_url = f"giao-dien/cong.{digest(style)[:_NAME_DIGITS]}.css"
    artifacts = [public(f"giao-dien/{names[weight]}", 0, "font", view) for weight, view in fonts.items()]
    artifacts += [public(style_url, 0, "text", style), public("giao-dien/OFL.txt", 0, "text", TextView(text=licence_text()))]
    artifacts += [public(f"giao-dien/{file.name}", 0, "file", file_view(file)) for file in sorted((project.theme / "static/img").iterdir())]
    return ThemeFiles(
        artifacts=tuple(artifacts),
        assets=Assets(stylesheet=style_url, favicon="giao-dien/favicon.svg"),
    )


def _stylesheet(theme: Path, fonts: dict[int, str]) -> str:
    """The theme's layers in the order of css/order.txt, without comments and indentation."""
    folder = theme / "static" / "css"
    try:
        order = (folder / "order.txt").read_text(encoding="utf-8").split()
        parts = [(folder / name).read_text(encoding="utf-8") for name in order]
    except FileNotFoundError as error:
        raise ConfigurationError(f"theme/static/css/{Path(str(error.filename)).name}", "thiếu tệp này.") from error
    joined = _CSS_NOISE.sub("", "\n".join(parts).replace("\r\n", "\n")).lstrip()
    return _FONT_REFERENCE.sub(lambda match: f'url("{fonts[int(match[1])]}")', joined)


def make_material(site: Site, make: Make) -> Material:
    """Pictures, downloads and cards that pages name, made."""
    files = dict(_content_files(site))
    cards = {entry.path: _card(site, entry) for entry in site.entries if pages.needs_card(entry)}
    made = make([*files.values(), *cards.values(), _site_card(site)])
    return Material(
        site=site,
        files={path: made[artifact.url] for path, artifact in files.items()},
        cards={path: made[artifact.url] for path, artifact in cards.items()},
        site_card=made[addresses.SITE_CARD],
    )


def _content_files(site: Site) -> Iterator[tuple[str, Artifact]]:
    """Files of content/tep/ that published entries use; nothing else of that folder is public."""
    used: set[str] = set()
    for entry in site.entries:
        used.update(entry.files)
        if entry.image:
            used.add(entry.image.file)
        used.update(link.target for link in site.readings[entry.path].links if link.kind is LinkKind.FILE)
    for path in sorted(used):
        file = site.files[path]
        name = PurePosixPath(path)
        stem, ending = slug(name.stem) or "tep", name.suffix.lower()
        if is_picture(path):
            view = PictureFileView(path=path, data=file.read_bytes())
            yield path, public(f"hinh/{stem}.{digest(view)[:_NAME_DIGITS]}{ending}", 0, "picture", view)
            continue
        yield path, public(download_url(path), 0, "file", file_view(file))


def download_url(path: str) -> str:
    """Address of a file to download: its own path where that is plain ASCII, else one that no other file can have."""
    name = PurePosixPath(path.removeprefix("tep/"))
    plain = PurePosixPath(*(slug(part) or "tep" for part in (*name.parts[:-1], name.stem))).with_suffix(name.suffix.lower())
    if plain == name:
        return f"tep/{plain}"
    return f"tep/{plain.with_name(f'{plain.stem}-{digest(path)[:6]}{plain.suffix}')}"


def _card(site: Site, entry: Entry) -> Artifact:
    """The slogan picture of a slogan, the share picture of anything else."""
    ward = site.project.ward
    if isinstance(entry, Slogan):
        slogan = SloganCardView(
            source=f"content/{entry.path}",
            text=entry.text,
            unit_line=entry.unit_line or ward.unit_line,
            host="" if site.project.siteurl.endswith(".example") else host_of(site.project.siteurl),
            fonts=source_digest(),
            is_preview=not has_raqm(),
        )
        return public(f"hinh/{entry.folder}/{entry.slug}.jpg", 0, "slogan_card", slogan)
    label = pages.category_link(site, entry)
    share = _share_view(site, entry.title, label.label if label else _card_label(site, entry), _card_date(entry), entry.path)
    return public(f"hinh/{entry.folder}/{entry.slug}.png", 0, "share_card", share)


def _card_label(site: Site, entry: Entry) -> str:
    return site.project.ward.site_name if isinstance(entry, Page) else entry.label


def _card_date(entry: Entry) -> str:
    """The day on a card: of a document its day of issue, since the day of posting would be taken for it."""
    if isinstance(entry, OfficialDocument):
        return short_date(entry.issued) if entry.issued else ""
    return "" if isinstance(entry, Page) else short_date(entry.released_at.date())


def _site_card(site: Site) -> Artifact:
    """The share picture of home and listings."""
    ward = site.project.ward
    view = _share_view(site, ward.site_name, "", "", "pelicanconf.py")
    return public(addresses.SITE_CARD, 0, "share_card", view)


def _share_view(site: Site, title: str, label: str, date_text: str, path: str) -> ShareCardView:
    return ShareCardView(
        source=f"content/{path}",
        title=title,
        label=label,
        date_text=date_text,
        unit_line=site.project.ward.unit_line,
        fonts=source_digest(),
        is_preview=not has_raqm(),
    )


def page_artifacts(material: Material, frame: Frame) -> Iterator[Artifact]:
    """All public pages."""
    first = (fronts.home_page(material), fronts.not_found_page(material), fronts.register_page(material), fronts.gallery_page(material))
    entries = (pages.entry_page(material, entry) for entry in material.site.entries)
    views: Iterator[PublicPage] = chain(first, listing_pages(material), entries)
    for view in views:
        yield public(view.output_file, 1, "template", TemplateView(template=view.template, view=view, frame=frame))


def feed_artifacts(material: Material) -> Iterator[Artifact]:
    """RSS and Atom for the site and each category."""
    for view in feed_views(material):
        for form, _ in addresses.FORMS:
            yield public(addresses.feed_url(view.scope, form), 1, form, view)


def sum_artifacts(site: Site, made: dict[str, Made]) -> Iterator[Artifact]:
    """What sums up: sitemap (in parts beyond the protocol's 50,000 addresses) and robots.txt."""
    siteurl = site.project.siteurl
    changed = {entry.url: entry.changed_on for entry in site.entries}
    urls = sorted(url for url in made if url.endswith(".html") and url != addresses.NOT_FOUND)
    entries = tuple(SitemapEntry(url=f"{siteurl}/{url}", changed=changed.get(url)) for url in urls)
    parts = [entries[at : at + MAX_ENTRIES] for at in range(0, len(entries), MAX_ENTRIES)]
    if len(parts) == 1:
        yield public("sitemap.xml", 2, "sitemap", SitemapView(entries=entries))
    else:
        for number, part in enumerate(parts, 1):
            yield public(f"sitemap-{number}.xml", 2, "sitemap", SitemapView(entries=part))
        names = tuple(SitemapEntry(url=f"{siteurl}/sitemap-{number}.xml") for number in range(1, len(parts) + 1))
        yield public("sitemap.xml", 2, "sitemap_index", SitemapView(entries=names))
    yield public("robots.txt", 2, "robots", RobotsView(sitemap=f"{siteurl}/sitemap.xml"))


def staff_artifacts(site: Site, checked: Checked, frame: Frame) -> Iterator[Artifact]:
    """What the office sees."""
    view = staff_index(site, checked)
    yield Artifact(
        url="index.html",
        audience=Audience.STAFF,
        rank=2,
        maker="template",
        view=TemplateView(template=view.template, view=view, frame=frame),
    )
