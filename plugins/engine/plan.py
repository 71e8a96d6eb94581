"""Stage 5: the Site to artifacts. Every artifact names all its inputs in its seal; rank n may use what rank n - 1 made.

Nothing is loaded or drawn here: a view is made only when the file behind it has to be made.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial

from plugins.channels.robots import RobotsView
from plugins.channels.sitemap import MAX_ENTRIES, SitemapEntry, SitemapView
from plugins.channels.weekly import weekly_text
from plugins.core.artifacts import Artifact, Audience, Made, given
from plugins.core.digest import digest, joined
from plugins.core.model import CategoryColour, Slogan
from plugins.engine import addresses
from plugins.engine.assemble import Site
from plugins.engine.cards import share_card, site_card
from plugins.engine.inputs import Material
from plugins.engine.makers import TemplateView, TextView
from plugins.engine.material import Text
from plugins.engine.paper_list import URL as PAPERS_URL
from plugins.engine.paper_list import paper_list
from plugins.engine.plan_files import FilePlan
from plugins.engine.plan_handbook import handbook_artifacts
from plugins.engine.plan_papers import PaperPlan
from plugins.engine.plan_slogans import SloganPlan
from plugins.engine.progress import STAFF_PAGE as STAFF_PROGRESS
from plugins.engine.progress import staff_progress
from plugins.engine.register_pages import register_data
from plugins.engine.slogan_sheet import URL as SHEET_URL
from plugins.engine.slogan_sheet import SheetInputs, slogan_sheet
from plugins.engine.staff import sheet_inputs, staff_index
from plugins.engine.sums import sitemap_view
from plugins.engine.views.frame import Frame
from plugins.engine.views.office import WeeklyPage
from plugins.engine.weekly import PAGE as WEEKLY_PAGE
from plugins.engine.weekly import TEXT as WEEKLY_TEXT
from plugins.engine.weekly import week_of, weekly_view

Make = Callable[[Iterable[Artifact]], dict[str, Made]]


def sealed(view: object) -> bytes:
    """The seal of a view that is made already: its digest."""
    return bytes.fromhex(digest(view))


def ready(url: str, rank: int, maker: str, view: object) -> Artifact:
    """A public artifact whose view is made already."""
    return Artifact(url=url, rank=rank, maker=maker, seal=sealed(view), view=given(view))


def make_material(site: Site, make: Make, text: Text) -> Material:
    """Pictures, downloads and cards that pages name, made."""
    files, cards, slogans = FilePlan(site), dict(entry_cards(site)), SloganPlan(site)
    register = tuple(register_data(site))
    made = make([*files.artifacts, *cards.values(), *slogans.artifacts, *register, site_card(site.project.ward)])
    drawn = slogans.pictures(made)
    shares = {path: made[artifact.url] for path, artifact in cards.items()}
    material = Material(
        files=files.files(made),
        pictures=files.pictures(made),
        cards=shares | {path: made[own.share.url] for path, own in drawn.items()},
        slogans=drawn,
        desk=slogans.desk(made),
        register=tuple(made[artifact.url] for artifact in register),
        site_card=made[addresses.SITE_CARD],
        text=text,
    )
    papers = PaperPlan(site, material)
    made = make(papers.artifacts)
    return replace(material, handouts=papers.handouts(made), slides=papers.slides(made))


def entry_cards(site: Site) -> Iterator[tuple[str, Artifact]]:
    """A share picture for each entry that brings none. Slogans are their own."""
    ward = site.project.ward
    colours = {category.key: category.colour for category in site.categories}
    for head in site.entries:
        if ward.share_cards and not head.picture and head.folder != Slogan.folder:
            colour = colours.get(head.category, CategoryColour.RED)
            yield head.path, share_card(ward, head, site.category_names.get(head.category, ""), colour)


def with_sums(site: Site, artifacts: Iterable[Artifact]) -> Iterator[Artifact]:
    """`artifacts`, then what sums up the pages among them."""
    pages: list[str] = []
    for artifact in artifacts:
        if artifact.place is not None:
            pages.append(artifact.url)
        yield artifact
    yield from _sums(site, pages)


def _sums(site: Site, pages: Iterable[str]) -> Iterator[Artifact]:
    """What sums up the pages at `pages`: sitemap (in parts beyond the protocol's 50,000 addresses) and robots.txt."""
    siteurl = site.project.siteurl
    changed = {head.url: head.changed for head in site.entries}
    urls = sorted(url for url in pages if url not in addresses.STAND_INS)
    parts = [urls[at : at + MAX_ENTRIES] for at in range(0, len(urls), MAX_ENTRIES)]
    for number, part in enumerate(parts, 1):
        url = "sitemap.xml" if len(parts) == 1 else f"sitemap-{number}.xml"
        rows = [(page, changed.get(page, "")) for page in part]
        seal = joined(siteurl, "\0".join([f"{page} {day}" for page, day in rows]))
        yield Artifact(url=url, rank=2, maker="sitemap", seal=seal, view=partial(sitemap_view, siteurl, rows), code="plugins.engine.sums")
    if len(parts) > 1:
        names = tuple(SitemapEntry(url=f"{siteurl}/sitemap-{number}.xml") for number in range(1, len(parts) + 1))
        yield ready("sitemap.xml", 2, "sitemap_index", SitemapView(entries=names))
    yield ready("robots.txt", 2, "robots", RobotsView(sitemap=f"{siteurl}/sitemap.xml"))


def staff_artifacts(site: Site, material: Material, frame: Frame, frame_seal: bytes) -> Iterator[Artifact]:
    """What the office sees."""
    view, sheet = staff_index(site, len(material.desk)), sheet_inputs(site, material.desk)
    page = TemplateView(template=view.template, view=view, frame=frame)
    yield _staff_page("index.html", view.template, sealed(view), given(page), frame_seal)
    yield from _weekly(site, frame, frame_seal)
    progress = staff_progress(site)
    tasks = TemplateView(template=progress.template, view=progress, frame=frame)
    yield _staff_page(STAFF_PROGRESS, progress.template, sealed(progress), given(tasks), frame_seal)
    if site.project.ward.papers:
        papers = paper_list(site, material)
        listed = TemplateView(template=papers.template, view=papers, frame=frame)
        yield _staff_page(PAPERS_URL, papers.template, sealed(papers), given(listed), frame_seal)
    template = "staff/khau-hieu.html"
    yield _staff_page(
        SHEET_URL, template, sheet.seal, partial(_sheet_page, sheet, template, frame), frame_seal, "plugins.engine.slogan_sheet"
    )
    yield from handbook_artifacts(site.project.ward)


def _weekly(site: Site, frame: Frame, frame_seal: bytes) -> Iterator[Artifact]:
    weekly = weekly_view(site, week_of(site))
    view = WeeklyPage(heading="Bản tin tuần", digest=weekly, text_url=WEEKLY_TEXT)
    page = TemplateView(template=view.template, view=view, frame=frame)
    yield _staff_page(WEEKLY_PAGE, view.template, sealed(view), given(page), frame_seal)
    text = TextView(text=weekly_text(weekly))
    yield Artifact(url=WEEKLY_TEXT, audience=Audience.STAFF, rank=2, maker="text", seal=sealed(text), view=given(text))


def _staff_page(url: str, template: str, seal: bytes, view: Callable[[], object], frame_seal: bytes, code: str = "") -> Artifact:
    return Artifact(
        url=url, audience=Audience.STAFF, rank=2, maker="template", seal=seal, view=view, code=code, template=template, frame=frame_seal
    )


def _sheet_page(inputs: SheetInputs, template: str, frame: Frame) -> TemplateView:
    return TemplateView(template=template, view=slogan_sheet(inputs), frame=frame)
