"""Stage 5a, the fronts: home, gallery, 404. There is one of each, so their views are made in every build."""

from markupsafe import Markup

from plugins.core.model import Answer, Article, Exemplar, FactCheck, ModelExample, Slogan
from plugins.core.ward import Ward
from plugins.engine import addresses
from plugins.engine.assemble import Site, document_of
from plugins.engine.card_views import card_view
from plugins.engine.material import Card, SiteFacts
from plugins.engine.page_meta import feeds_of, meta_of, trail
from plugins.engine.register_pages import document_row
from plugins.engine.structured_data import about_ward
from plugins.engine.views.elements import ContactView, Link
from plugins.engine.views.entry import ArticleView
from plugins.engine.views.listings import CategoryView, HomePage
from plugins.engine.views.meta import Alternate
from plugins.engine.views.slogans import GalleryPage, SloganView

#: rows of the first page
_HOME_NEWEST, _HOME_DOCUMENTS, _HOME_SLOGANS, _HOME_MODELS = 6, 5, 3, 3
_SERVICES = "Cổng Dịch vụ công quốc gia"
#: tag of the article that explains how to propose an exemplar
_HOW_TO_PROPOSE = "de-xuat-guong"


def gallery_page(facts: SiteFacts, slogans: tuple[SloganView, ...]) -> GalleryPage:
    """Slogans in validity."""
    section = addresses.SECTION_OF[Slogan.folder]
    url = addresses.section_url(Slogan)
    feeds = feeds_of(facts, Slogan.folder, section.heading)
    meta = meta_of(facts, url, section.heading, section.lead, breadcrumbs=trail(Link(label=section.heading, url=url)), feeds=feeds)
    return GalleryPage(meta=meta, heading=section.heading, lead=section.lead, slogans=slogans, output_file=url)


def nothing_yet(words: str) -> Markup:
    """What an empty listing tells."""
    return Markup("<p>{}</p>").format(words)


def exemplars_empty(site: Site, root: str) -> Markup:
    """What to tell while no exemplar is posted: that, and how to propose one; for a page whose prefix to the root is `root`."""
    section = addresses.SECTION_OF[Exemplar.folder]
    how_to = site.tags.get(_HOW_TO_PROPOSE)
    if how_to is None:
        return nothing_yet(section.empty)
    entry = how_to.entries[0].entry
    return Markup('<p>{} Cách giới thiệu: xem bài <a href="{}{}">{}</a>.</p>').format(section.empty, root, entry.url, entry.title)


def contact_of(ward: Ward) -> ContactView:
    """How to reach the ward."""
    return ContactView(email=ward.email, phone=ward.phone, address=ward.address)


def home_page(
    site: Site,
    facts: SiteFacts,
    slogans: tuple[SloganView, ...],
    resolution: ArticleView | None,
    cards: dict[str, tuple[Card, ...]],
    alternates: tuple[Alternate, ...],
) -> HomePage:
    """The first page. `resolution`: the ward's document of first rank, ready to read; `cards`: the newest of each folder;
    `alternates`: the same in other languages.
    """
    ward = site.project.ward
    contact = contact_of(ward)
    document = document_of(site.register, ward.main_document)

    def newest(folder: str, count: int) -> tuple[Card, ...]:
        return cards[folder][:count]

    return HomePage(
        meta=meta_of(
            facts,
            addresses.HOME,
            ward.site_name,
            ward.description,
            alternates=alternates,
            structured_data=about_ward(facts, contact, ward.description),
        ),
        slogans=slogans[:_HOME_SLOGANS],
        newest=tuple(card_view(card) for card in newest(Article.folder, _HOME_NEWEST)),
        resolution=resolution,
        resolution_url=document.url if document else "",
        documents=tuple(document_row(entry) for entry in site.register.documents[:_HOME_DOCUMENTS]),
        models=tuple(card_view(card) for card in newest(ModelExample.folder, _HOME_MODELS)),
        exemplars=tuple(card_view(card) for card in newest(Exemplar.folder, _HOME_MODELS)),
        exemplars_empty=exemplars_empty(site, ""),
        fact_checks=tuple(card_view(card) for card in newest(FactCheck.folder, _HOME_MODELS)),
        answers=tuple(card_view(card) for card in newest(Answer.folder, _HOME_MODELS)),
        categories=tuple(category for category in _category_views(site) if category.count),
        ways=_ways(site),
        services=Link(label=_SERVICES, url=ward.public_services) if ward.public_services else None,
        contact=contact,
        output_file=addresses.HOME,
    )


def _ways(site: Site) -> tuple[Link, ...]:
    """How to follow the portal, and how to speak back where the ward has a page for that."""
    own = (Link(label=page.title, url=page.url) for page in site.pages if page.url == addresses.FEEDBACK)
    return (Link(label="Theo dõi tin mới", url=addresses.FOLLOW), *own)


def _category_views(site: Site) -> tuple[CategoryView, ...]:
    """Categories in the ward's own order."""
    return tuple(
        CategoryView(
            key=c.key, name=c.name, description=c.description, url=addresses.category_url(c.key), count=len(site.by_category[c.key])
        )
        for c in site.categories
    )
