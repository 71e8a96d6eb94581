"""Stage 5a, the fronts: home, register, gallery, 404, and what listings share with them."""

from markupsafe import Markup

from plugins.core.model import Article, Exemplar, ModelExample, OfficialDocument, Slogan
from plugins.engine import addresses
from plugins.engine.assemble import Site, document_of
from plugins.engine.pages import Material, article_view, card_of, day, meta_of, slogan_view, trail
from plugins.engine.text import UNKNOWN, legal_status
from plugins.engine.views import CategoryView, DocumentRow, GalleryPage, HomePage, Link, NotFoundPage, RegisterPage

#: rows of the first page
_HOME_NEWEST, _HOME_DOCUMENTS, _HOME_SLOGANS, _HOME_MODELS = 6, 5, 3, 3
#: tag of the article that explains how to propose an exemplar
_HOW_TO_PROPOSE = "de-xuat-guong"


def document_row(entry: OfficialDocument) -> DocumentRow:
    """A row of the register."""
    return DocumentRow(
        number=entry.number or UNKNOWN,
        url=entry.url,
        kind=entry.kind,
        issuer=entry.issuer or UNKNOWN,
        issued=day(entry.issued) if entry.issued else None,
        excerpt=entry.excerpt[:1].upper() + entry.excerpt[1:],
        legal_status=legal_status(entry),
    )


def register_page(material: Material) -> RegisterPage:
    """The register of documents."""
    section = next(s for s in addresses.SECTIONS if s.type is OfficialDocument)
    url = addresses.section_url(OfficialDocument)
    meta = meta_of(material, url, section.heading, section.lead, breadcrumbs=trail(Link(label=section.heading, url=url)))
    rows = tuple(document_row(entry) for entry in material.site.register.documents)
    return RegisterPage(meta=meta, heading=section.heading, lead=section.lead, documents=rows, output_file=url)


def gallery_page(material: Material) -> GalleryPage:
    """Slogans in validity."""
    section = next(s for s in addresses.SECTIONS if s.type is Slogan)
    url = addresses.section_url(Slogan)
    meta = meta_of(material, url, section.heading, section.lead, breadcrumbs=trail(Link(label=section.heading, url=url)))
    slogans = tuple(slogan_view(material, slogan) for slogan in material.site.slogans)
    return GalleryPage(meta=meta, heading=section.heading, lead=section.lead, slogans=slogans, output_file=url)


def category_views(site: Site) -> tuple[CategoryView, ...]:
    """Categories in the ward's own order."""
    return tuple(
        CategoryView(
            key=c.key, name=c.name, description=c.description, url=addresses.category_url(c.key), count=len(site.by_category[c.key])
        )
        for c in site.categories
    )


def exemplars_empty(site: Site, root: str) -> Markup:
    """What to tell while no exemplar is posted: that, and how to propose one; for a page whose prefix to the root is `root`."""
    section = next(s for s in addresses.SECTIONS if s.type is Exemplar)
    how_to = site.tags.get(_HOW_TO_PROPOSE)
    if how_to is None:
        return Markup("<p>{}</p>").format(section.empty)
    entry = how_to.entries[0]
    return Markup('<p>{} Cách giới thiệu: xem bài <a href="{}{}">{}</a>.</p>').format(section.empty, root, entry.url, entry.title)


def home_page(material: Material) -> HomePage:
    """The first page."""
    site, ward = material.site, material.site.project.ward
    resolution = document_of(site, ward.main_document)
    slogans = tuple(slogan_view(material, slogan) for slogan in site.slogans[:_HOME_SLOGANS])
    return HomePage(
        meta=meta_of(material, addresses.HOME, ward.site_name, ward.description),
        slogans=slogans,
        newest=tuple(card_of(site, entry) for entry in site.folder(Article)[:_HOME_NEWEST]),
        resolution=article_view(material, resolution, "") if resolution else None,
        resolution_url=resolution.url if resolution else "",
        documents=tuple(document_row(entry) for entry in site.register.documents[:_HOME_DOCUMENTS]),
        models=tuple(card_of(site, entry) for entry in site.folder(ModelExample)[:_HOME_MODELS]),
        exemplars=tuple(card_of(site, entry) for entry in site.folder(Exemplar)[:_HOME_MODELS]),
        exemplars_empty=exemplars_empty(site, ""),
        categories=tuple(category for category in category_views(site) if category.count),
        output_file=addresses.HOME,
    )


def not_found_page(material: Material) -> NotFoundPage:
    """404.html is served at any depth, so its links start at the root of the site."""
    url = addresses.NOT_FOUND
    base = f"{material.site.project.base_path}/"
    meta = meta_of(material, url, "Không tìm thấy trang", "Trang bạn tìm không có ở đây.", root=base, is_indexed=False)
    return NotFoundPage(meta=meta, output_file=url)
