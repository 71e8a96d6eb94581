"""Stage 5a: what the page of one entry shows: a pure function from its inputs to the views of `views/entry.py`."""

import datetime as dt
import functools
from pathlib import PurePosixPath

from markupsafe import Markup
from msgspec import Struct

from plugins.channels.sharing import facebook_link, mail_link, zalo_link
from plugins.core.artifacts import Made
from plugins.core.digest import digest, joined
from plugins.core.model import Article, Entry, Page, Slogan
from plugins.editorial.hosts import host_of, is_allowed
from plugins.engine import addresses
from plugins.engine.card_views import card_view, category_link
from plugins.engine.heads import Head
from plugins.engine.links import body_html
from plugins.engine.material import Answers, Card, Picture, PictureSet, SiteFacts, SloganPictures, Text
from plugins.engine.own_views import own_view
from plugins.engine.page_meta import HOME_LINK, feeds_of, meta_of, trail
from plugins.engine.slogan_views import slogan_view
from plugins.engine.structured_data import Said, about_entry
from plugins.engine.text import day, facts_of
from plugins.engine.views.documents import CitedDocument, RelationView
from plugins.engine.views.elements import Candidate, FileLink, Link, PictureView
from plugins.engine.views.entry import ActionsView, ArticleView, EntryPage, OwnView, StandingPage
from plugins.engine.views.meta import Alternate, FeedLink, Meta
from plugins.vietnamese.numbers import format_size

#: tags and sections whose links are kept: an article has five, which stand on thousands of pages
_NAMES = 1024
#: the template of each type, by its folder
TEMPLATES: dict[str, str] = {
    "bai-viet": "article.html",
    "mo-hinh": "model.html",
    "guong": "exemplar.html",
    "van-ban": "document.html",
    "khau-hieu": "slogan.html",
    "kiem-chung": "fact-check.html",
    "tra-loi": "answer.html",
    "thong-bao": "notice.html",
    "trang": "page.html",
}


class EntryInputs(Struct, frozen=True, kw_only=True):
    """All that the page of one entry is made from."""

    facts: SiteFacts
    head: Head
    #: loads the text that belongs to `head`
    text: Text
    #: name of the category; empty for types without categories
    category: str
    #: picture that stands for the entry on social networks; of a slogan, the slogan itself
    share: Picture
    #: what was drawn of a slogan; None for other types
    pictures: SloganPictures | None
    related: tuple[Card, ...]
    #: what came before it in its category or type, and after
    older: Card | None
    newer: Card | None
    answers: Answers
    #: of a document, what it does to others and others to it
    relations: tuple[RelationView, ...]
    #: of the first page in another language, that page in all its languages; empty for all others
    alternates: tuple[Alternate, ...] = ()
    #: the same on paper; None when there is none
    handout: Made | None = None

    @property
    def seal(self) -> bytes:
        """Digest of all of it; the text is in the key of the head."""
        share, category = self.share.seal, self.category
        # texts that people write carry their length, so that no two rows share a digest
        own = f"{self.head.key}{len(share)} {share}{len(category)} {category}"
        relations = digest(self.relations) if self.relations else ""
        pictures = self.pictures.seal if self.pictures else b""
        others = repr([card.seal if card else "" for card in (self.older, self.newer, *self.related)])
        alternates = repr([(other.lang, other.url) for other in self.alternates]) if self.alternates else ""
        handout = f"{self.handout.url} {self.handout.bytes}" if self.handout else ""
        return joined(self.facts.seal, own, self.answers.seal, relations, others, pictures, alternates, handout)


def _feeds_of_entry(facts: SiteFacts, folder: str, category: str, name: str) -> tuple[FeedLink, ...]:
    """Those of its category, else of its folder. Every reader knows the first two forms, so an entry names no more, and the site's once."""
    is_of_folder = not category and folder in addresses.FEED_FOLDERS
    scope, heading = (folder, addresses.SECTION_OF[folder].heading) if is_of_folder else (category, name)
    every = feeds_of(facts, scope, heading)
    return (*every[:2], every[len(addresses.FORMS)]) if scope else every[:2]


@functools.lru_cache(maxsize=_NAMES)
def _tag_link(key: str, label: str) -> Link:
    return Link(label=label, url=addresses.tag_url(key))


@functools.lru_cache(maxsize=_NAMES)
def _section_crumbs(folder: str) -> tuple[Link, ...]:
    section = addresses.SECTION_OF[folder]
    return HOME_LINK, Link(label=section.label, url=addresses.section_url(section.type))


def needs_card(entry: Entry) -> bool:
    """Is a card drawn for this entry? A slogan always has its own picture; others when they bring none."""
    return entry.image is None or isinstance(entry, Slogan)


def _picture(inputs: EntryInputs, entry: Entry) -> PictureView | None:
    """The entry's own main picture; None when it has none."""
    if entry.image is None:
        return None
    return picture_view(inputs.answers.pictures[entry.image.file], entry.image.alt, entry.image.credit)


def picture_view(made: PictureSet, alt: str, credit: str = "") -> PictureView:
    """A picture of content/ in all that was made of it. Width and height are those of the largest: they hold its place."""
    largest = made.plain[-1]
    return PictureView(
        url=made.plain[0].url,
        width=largest.width,
        height=largest.height,
        alt=alt,
        credit=credit,
        plain=_candidates(made.plain) if len(made.plain) > 1 else (),
        webp=_candidates(made.webp),
    )


def _candidates(pictures: tuple[Picture, ...]) -> tuple[Candidate, ...]:
    return tuple([Candidate(url=picture.url, width=picture.width) for picture in pictures])


def _share_picture(inputs: EntryInputs, entry: Entry) -> PictureView:
    """Open Graph picture, absolute: the entry's own, or the one drawn for it."""
    share = inputs.share
    alt = entry.image.alt if entry.image and not needs_card(entry) else entry.title
    return PictureView(url=f"{inputs.facts.siteurl}/{share.url}", width=share.width, height=share.height, alt=alt)


def article_view(inputs: EntryInputs, root: str) -> ArticleView:
    """An entry ready to read, on a page whose prefix to the root is `root`."""
    entry, body, hosts = inputs.head.entry, inputs.text(inputs.head), inputs.facts.allowed_hosts
    video = entry.video
    is_shown = video and is_allowed(video.url, hosts)
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
        facts=facts_of(entry),
        body=Markup(body_html(body, inputs.answers, entry, root, hosts)),  # noqa: S704 - sanitised in reading, escaped in render
        contents=tuple([Link(label=h.text, url=f"#{h.anchor}") for h in body.headings if h.level == 2]),
        picture=_picture(inputs, entry),
        sources=entry.sources,
        files=tuple([_file_link(inputs.answers, path) for path in entry.files]),
        video=Link(label=f"Xem phim trên {host_of(video.url)}", url=video.url) if video and is_shown else None,
        poster=picture_view(inputs.answers.pictures[video.poster], "") if video and is_shown and video.poster else None,
        transcript=video.transcript if video else "",
        lang=entry.lang,
        own=_own(inputs, entry),
        documents=_named(inputs) if inputs.answers.documents else (),
    )


def actions_of(inputs: EntryInputs, meta: Meta) -> ActionsView:
    """What a reader may do with the page of an entry."""
    address = meta.canonical
    return ActionsView(
        zalo=zalo_link(address),
        facebook=facebook_link(address),
        mail=mail_link(meta.title, address),
        spoken=addresses.spoken_url(meta.url).rpartition("/")[2] if inputs.head.is_spoken else "",
        pdf=f"{meta.root}{inputs.handout.url}" if inputs.handout else "",
        pdf_size=format_size(inputs.handout.bytes) if inputs.handout else "",
    )


def _own(inputs: EntryInputs, entry: Entry) -> OwnView:
    if isinstance(entry, Article):
        return None  # most are, and they have nothing of their own
    if isinstance(entry, Slogan):
        return slogan_view(entry, inputs.pictures) if inputs.pictures else None
    return own_view(entry, inputs.answers, inputs.relations)


def _named(inputs: EntryInputs) -> tuple[CitedDocument, ...]:
    """Documents that the text names and the register has: by their number, or where several have it, by the day beside it. A
    document does not name itself, nor those that its chain shows.
    """
    answers, head = inputs.answers, inputs.head
    shown = {document.url for row in inputs.relations for document in row.documents} | {head.url}
    found: dict[str, CitedDocument] = {}
    for number in head.cites:
        documents = answers.register.find(number)
        if len(documents) > 1:
            days = [dt.date.fromisoformat(day) for claimed, day in head.claims if claimed == number]
            documents = tuple(one for day in days for one in documents if one.issued == day)
        for document in documents:
            if document.url not in shown:
                found[document.path] = answers.cited[document.path]
    return tuple(found.values())


def _file_link(answers: Answers, path: str) -> FileLink:
    made = answers.files[path]
    name = PurePosixPath(path)
    return FileLink(label=name.name, url=made.url, kind=name.suffix[1:].upper(), size=format_size(made.bytes))


def entry_page(inputs: EntryInputs) -> EntryPage | StandingPage:
    """The page of one entry."""
    entry, facts = inputs.head.entry, inputs.facts
    url = entry.url
    if isinstance(entry, Page):
        # a way of Vietnamese names says nothing to who reads another language
        crumbs = trail(Link(label=entry.title, url=url)) if entry.lang == "vi" else ()
        share = _share_picture(inputs, entry)
        meta = meta_of(
            facts, url, entry.title, entry.summary, image=share, breadcrumbs=crumbs, lang=entry.lang, alternates=inputs.alternates
        )
        return StandingPage(meta=meta, page=article_view(inputs, meta.root), actions=actions_of(inputs, meta), output_file=url)
    category = category_link(entry, inputs.category)
    crumbs = _section_crumbs(entry.folder)
    crumbs = (*crumbs, category) if category else crumbs
    image = _share_picture(inputs, entry)
    said = Said(
        url=f"{facts.siteurl}/{url}", published=entry.released_at.isoformat(), modified=entry.changed_on.isoformat(), image=image.url
    )
    meta = meta_of(
        facts,
        url,
        entry.title,
        entry.lead or entry.title,
        og_type="article",
        image=image,
        breadcrumbs=crumbs,
        feeds=_feeds_of_entry(facts, entry.folder, inputs.head.category, inputs.category),
        published=said.published,
        modified=said.modified,
        structured_data=about_entry(facts, entry, said, inputs.answers.register, crumbs),
    )
    return EntryPage(
        meta=meta,
        article=article_view(inputs, meta.root),
        category=category,
        tags=tuple([_tag_link(key, label) for key, label in inputs.head.tags]),
        related=tuple([card_view(card) for card in inputs.related]),
        actions=actions_of(inputs, meta),
        older=card_view(inputs.older) if inputs.older else None,
        newer=card_view(inputs.newer) if inputs.newer else None,
        output_file=url,
        template=TEMPLATES[entry.folder],
    )
