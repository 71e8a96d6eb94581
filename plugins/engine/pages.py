"""Stage 5a: what each page shows. From the Site, and what earlier ranks made, to the views of `views.py`."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from markupsafe import Markup

from plugins.core.artifacts import Made
from plugins.core.model import Article, Entry, OfficialDocument, Page, Slogan
from plugins.editorial.rules import is_allowed_host
from plugins.editorial.targets import host_of
from plugins.engine import addresses
from plugins.engine.assemble import Site, document_of
from plugins.engine.links import SiteResolver
from plugins.engine.text import facts_of, numbered
from plugins.engine.views import (
    ArticleView,
    CardView,
    Day,
    EntryPage,
    Fact,
    FeedLink,
    FileLink,
    Link,
    Meta,
    PictureView,
    SloganView,
    StandingPage,
)
from plugins.vietnamese.breaking import parse_marked
from plugins.vietnamese.dates import short_date
from plugins.vietnamese.numbers import format_size
from plugins.vietnamese.slug import slug

#: related entries on a page
_RELATED = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What pages need besides entries: the site, and files that rank 0 made."""

    site: Site
    #: pictures and downloads of content/, by path from content/
    files: Mapping[str, Made]
    #: share picture or slogan picture of each entry, by path from content/
    cards: Mapping[str, Made]
    #: share picture of pages that are about no single entry
    site_card: Made

    @property
    def siteurl(self) -> str:
        """SITEURL without a slash at the end."""
        return self.site.project.siteurl


def day(moment: dt.date) -> Day:
    """A date for a page; without the hour, which nobody needs."""
    date = moment.date() if isinstance(moment, dt.datetime) else moment
    return Day(iso=date.isoformat(), text=short_date(date))


def root_of(url: str) -> str:
    """Prefix from the page at `url` to the root."""
    return "../" * url.count("/")


def feeds_of(site: Site, category: str = "") -> tuple[FeedLink, ...]:
    """Feeds that a page announces: the site's, and its category's."""
    ward = site.project.ward
    scopes = [(addresses.ALL, ward.site_name)]
    scopes += [(c.key, f"{ward.site_name}: {c.name}") for c in site.categories if c.key == category]
    return tuple(
        FeedLink(title=title, url=addresses.feed_url(scope, form), type=media_type)
        for scope, title in scopes
        for form, media_type in addresses.FORMS
    )


def meta_of(material: Material, url: str, title: str, description: str, **more: object) -> Meta:
    """Head of a page; `more` are other fields of Meta."""
    card = material.site_card
    image = PictureView(
        url=f"{material.siteurl}/{card.url}", width=card.width, height=card.height, alt=material.site.project.ward.site_name
    )
    values: dict[str, object] = {"feeds": feeds_of(material.site), "root": root_of(url), "image": image} | more
    return Meta(url=url, title=title, description=description, canonical=f"{material.siteurl}/{url}", **values)  # type: ignore[arg-type] # checked by Meta's own fields


def card_of(site: Site, entry: Entry) -> CardView:
    """An entry in a listing."""
    return CardView(
        title=entry.title,
        url=entry.url,
        summary=entry.lead,
        date=day(entry.released_at),
        type_label=entry.label,
        category=category_link(site, entry),
    )


def category_link(site: Site, entry: Entry) -> Link | None:
    """The category of an article."""
    if not isinstance(entry, Article):
        return None
    name = next(category.name for category in site.categories if category.key == entry.category)
    return Link(label=name, url=addresses.category_url(entry.category))


def needs_card(entry: Entry) -> bool:
    """Is a card drawn for this entry? A slogan always has its own picture; others when they bring none."""
    return entry.image is None or isinstance(entry, Slogan)


def share_made(material: Material, entry: Entry) -> Made:
    """The file that stands for the entry in feeds and on social networks."""
    return material.files[entry.image.file] if entry.image and not needs_card(entry) else material.cards[entry.path]


def picture_of(material: Material, entry: Entry) -> PictureView | None:
    """The entry's own main picture; None when it has none."""
    if entry.image is None:
        return None
    made = material.files[entry.image.file]
    return PictureView(url=made.url, width=made.width, height=made.height, alt=entry.image.alt, credit=entry.image.credit)


def share_picture(material: Material, entry: Entry) -> PictureView:
    """Open Graph picture, absolute: the entry's own, or the one drawn for it."""
    made = share_made(material, entry)
    alt = entry.image.alt if entry.image and not needs_card(entry) else entry.title
    return PictureView(url=f"{material.siteurl}/{made.url}", width=made.width, height=made.height, alt=alt)


def slogan_view(material: Material, slogan: Slogan) -> SloganView:
    """A slogan with its picture; the picture says nothing but the slogan, so that is its alternative text."""
    made = material.cards[slogan.path]
    words = parse_marked(slogan.text).plain
    approval = slogan.approval
    return SloganView(
        title=slogan.title,
        url=slogan.url,
        text=words,
        picture=PictureView(url=made.url, width=made.width, height=made.height, alt=words),
        is_approved=approval is not None,
        approval=numbered(approval.number, approval.date) if approval else "",
    )


def article_view(material: Material, entry: Entry, root: str) -> ArticleView:
    """An entry ready to read, on a page whose prefix to the root is `root`."""
    site = material.site
    reading = site.readings[entry.path]
    facts = facts_of(entry)
    if isinstance(entry, OfficialDocument):
        facts += _relations(site, entry)
    video = entry.video
    is_shown = video and is_allowed_host(host_of(video.url), site.project.allowed_hosts)
    return ArticleView(
        title=entry.title,
        type_key=entry.folder,
        type_label=entry.label,
        summary=entry.summary,
        key_points=entry.key_points,
        date=day(entry.released_at),
        updated=day(entry.updated) if entry.updated else None,
        author=entry.author,
        unit="" if entry.unit in entry.author else entry.unit,
        facts=facts,
        body=Markup(SiteResolver(site, entry, root, material.files).body()),  # noqa: S704 - sanitised in reading, escaped in render
        contents=tuple(Link(label=h.text, url=f"#{h.anchor}") for h in reading.headings if h.level == 2),
        picture=picture_of(material, entry),
        sources=entry.sources,
        files=tuple(_file_link(material, path) for path in entry.files),
        video=Link(label="Xem phim", url=video.url) if video and is_shown else None,
        transcript=video.transcript if video else "",
        lang=entry.lang,
        slogan=slogan_view(material, entry) if isinstance(entry, Slogan) else None,
    )


def _file_link(material: Material, path: str) -> FileLink:
    made = material.files[path]
    name = PurePosixPath(path)
    return FileLink(label=name.name, url=made.url, kind=name.suffix[1:].upper(), size=format_size(made.bytes))


def _relations(site: Site, entry: OfficialDocument) -> tuple[Fact, ...]:
    rows = [("Thực hiện", n) for n in entry.implements] + [("Thay thế", n) for n in entry.replaces] + [("Sửa đổi", n) for n in entry.amends]
    facts = [_relation(site, label, number) for label, number in rows]
    for other in site.folder(OfficialDocument):
        if entry.number and entry.number in other.implements and document_of(site, entry.number) == entry:
            facts.append(Fact(label="Được thực hiện bởi", text=f"{other.kind} số {other.number}", url=other.url))
    return tuple(facts)


def _relation(site: Site, label: str, number: str) -> Fact:
    other = document_of(site, number)
    return Fact(label=label, text=f"{other.kind} số {number}", url=other.url) if other else Fact(label=label, text=number)


HOME_LINK = Link(label="Trang chủ", url=addresses.HOME)


def trail(*places: Link) -> tuple[Link, ...]:
    """The way from the first page to this one, which is the last of `places`."""
    return (HOME_LINK, *places[:-1], replace(places[-1], current=True))


def entry_page(material: Material, entry: Entry) -> EntryPage | StandingPage:
    """The page of one entry."""
    site, url = material.site, entry.url
    if isinstance(entry, Page):
        crumbs = trail(Link(label=entry.title, url=url))
        meta = meta_of(material, url, entry.title, entry.summary, image=share_picture(material, entry), breadcrumbs=crumbs)
        return StandingPage(meta=meta, page=article_view(material, entry, meta.root), output_file=url)
    section = next(s for s in addresses.SECTIONS if s.type is type(entry))
    category = category_link(site, entry)
    crumbs = (HOME_LINK, Link(label=section.label, url=addresses.section_url(section.type)))
    meta = meta_of(
        material,
        url,
        entry.title,
        entry.lead,
        og_type="article",
        image=share_picture(material, entry),
        breadcrumbs=(*crumbs, category) if category else crumbs,
        feeds=feeds_of(site, entry.category if isinstance(entry, Article) else ""),
        published=entry.released_at.isoformat(),
        modified=entry.changed_on.isoformat(),
    )
    return EntryPage(
        meta=meta,
        article=article_view(material, entry, meta.root),
        category=category,
        tags=tuple(Link(label=tag, url=addresses.tag_url(slug(tag))) for tag in entry.tags),
        related=tuple(card_of(site, other) for other in _related(site, entry)),
        output_file=url,
    )


def _related(site: Site, entry: Entry) -> tuple[Entry, ...]:
    """Entries that share the most tags; then the neighbours in the category. Newest first among equals."""
    score: dict[str, int] = {}
    found: dict[str, Entry] = {}
    for tag in entry.tags:
        # a tag with hundreds of entries says little about any: its newest speak for it
        for other in site.tags[slug(tag)].entries[: _RELATED * 5]:
            score[other.path] = score.get(other.path, 0) + 1
            found[other.path] = other
    if isinstance(entry, Article):
        for other in site.by_category[entry.category][: _RELATED + 1]:
            score.setdefault(other.path, 0)
            found[other.path] = other
    score.pop(entry.path, None)
    ordered = sorted(score, key=lambda path: (-score[path], -found[path].released_at.timestamp(), path))
    return tuple(found[path] for path in ordered[:_RELATED])
