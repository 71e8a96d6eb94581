"""Stage 5, for the office: the page of slides and handouts, newest first."""

from plugins.core.artifacts import Made
from plugins.engine.assemble import Site
from plugins.engine.heads import Head
from plugins.engine.inputs import Material
from plugins.engine.news import DAYS
from plugins.engine.views.channels import PaperFile, PaperItem, PaperList
from plugins.vietnamese.dates import short_date
from plugins.vietnamese.numbers import format_size

HEADING = "Trình chiếu và tờ rơi"
_FOLDER = "trinh-chieu/"
#: address in staff/
URL = f"{_FOLDER}index.html"
#: entries that the page shows; of the older ones the files lie in the folder
SHOWN = 40


def paper_list(site: Site, material: Material) -> PaperList:
    """The view of the page; `material`: with the papers that were made."""
    have = [head for head in site.entries if head.path in material.slides or head.path in material.handouts]
    heads = sorted(have, key=lambda head: (-head.released, head.path))
    return PaperList(
        heading=HEADING,
        items=tuple(_item(site, material, head) for head in heads[:SHOWN]),
        more=max(0, len(heads) - SHOWN),
        days=DAYS,
    )


def _item(site: Site, material: Material, head: Head) -> PaperItem:
    slides, handout = material.slides.get(head.path), material.handouts.get(head.path)
    siteurl = site.project.own_siteurl
    kind = site.category_names.get(head.category) or head.label
    return PaperItem(
        title=head.entry.title,
        about=f"{kind} · {short_date(head.entry.released_at.date())}",
        slides=_file(slides, slides.url.removeprefix(_FOLDER), "staff") if slides else None,
        # the public site lies elsewhere than the office's pages: only its address leads there
        handout=_file(handout, f"{siteurl}/{handout.url}" if siteurl else "", "output") if handout else None,
    )


def _file(made: Made, href: str, folder: str) -> PaperFile:
    return PaperFile(href=href, place=f"{folder}/{made.url}", size=format_size(made.bytes))
