"""Stage 5: the Site to artifacts. Every artifact names all its inputs in its seal; rank n may use what rank n - 1 made.

Nothing is loaded or drawn here: a view is made only when the file behind it has to be made.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath

from plugins.channels.robots import RobotsView
from plugins.channels.sitemap import MAX_ENTRIES, SitemapEntry, SitemapView
from plugins.core.artifacts import Artifact, Audience, Made, given
from plugins.core.digest import digest, joined
from plugins.core.model import Article, Exemplar, ModelExample, OfficialDocument, Page, Slogan
from plugins.core.rules import LinkKind
from plugins.editorial.targets import host_of
from plugins.engine import addresses, fronts
from plugins.engine.assemble import Site, document_of, entries_of
from plugins.engine.cards import share_card, site_card, slogan_card
from plugins.engine.feeds import FeedInputs, FeedRow, feed_view
from plugins.engine.files import file_bytes, is_picture
from plugins.engine.frame import Surroundings, navigation_of
from plugins.engine.heads import Head
from plugins.engine.listings import Listing, ListingInputs, listing_page, pages_of
from plugins.engine.makers import FileView, TemplateView
from plugins.engine.material import NO_ANSWERS, Answers, Card, Picture, SiteFacts, Text
from plugins.engine.memory import Memory
from plugins.engine.pages import EntryInputs, article_view, entry_page, root_of
from plugins.engine.staff import staff_index
from plugins.engine.sums import sitemap_view
from plugins.engine.views import Fact, Frame, Meta, Place, PublicPage
from plugins.vietnamese.slug import slug

#: hex digits of a digest in a file name: 16^10 names, no clash
_NAME_DIGITS = 10
_MOST_HOME = 6

Make = Callable[[Iterable[Artifact]], dict[str, Made]]
MakePage = Callable[[], PublicPage]


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What pages and feeds need besides the site: files that rank 0 made, and the texts."""

    #: pictures and downloads of content/, by path from content/
    files: dict[str, Made]
    #: share picture or slogan picture of each entry for which one is drawn, by path from content/
    cards: dict[str, Made]
    #: share picture of what has none of its own
    site_card: Made
    text: Text


def sealed(view: object) -> bytes:
    """The seal of a view that is made already: its digest."""
    return bytes.fromhex(digest(view))


def ready(url: str, rank: int, maker: str, view: object) -> Artifact:
    """A public artifact whose view is made already."""
    return Artifact(url=url, rank=rank, maker=maker, seal=sealed(view), view=given(view))


def make_material(site: Site, make: Make, text: Text) -> Material:
    """Pictures, downloads and cards that pages name, made."""
    files = dict(_content_files(site))
    cards = dict(_cards(site))
    made = make([*files.values(), *cards.values(), site_card(site.project.ward)])
    return Material(
        files={path: made[artifact.url] for path, artifact in files.items()},
        cards={path: made[artifact.url] for path, artifact in cards.items()},
        site_card=made[addresses.SITE_CARD],
        text=text,
    )


def _content_files(site: Site) -> Iterator[tuple[str, Artifact]]:
    """Files of content/tep/ that published entries use; nothing else of that folder is public."""
    used = {target for head in site.entries for kind, target in head.points if kind is LinkKind.FILE}
    for path in sorted(used):
        place, sha256 = site.checked.files[path].path, site.checked.file_rows[path].sha256
        name = PurePosixPath(path)
        if is_picture(path):
            url = f"hinh/{slug(name.stem) or 'tep'}.{digest((path, sha256))[:_NAME_DIGITS]}{name.suffix.lower()}"
            view = partial(_picture_view, path, place)
            yield path, Artifact(url=url, rank=0, maker="picture", seal=joined(path, sha256), view=view, source=path)
        else:
            file = FileView(path=place, sha256=sha256)
            yield path, Artifact(url=download_url(path), rank=0, maker="file", seal=joined(sha256), view=given(file), source=path)


def _picture_view(path: str, place: str) -> object:
    from plugins.media.pictures import PictureFileView  # Pillow is large, and most builds make no picture

    return PictureFileView(path=path, data=file_bytes(place))


def download_url(path: str) -> str:
    """Address of a file to download: its own path where that is plain ASCII, else one that no other file can have."""
    name = PurePosixPath(path.removeprefix("tep/"))
    plain = PurePosixPath(*(slug(part) or "tep" for part in (*name.parts[:-1], name.stem))).with_suffix(name.suffix.lower())
    if plain == name:
        return f"tep/{plain}"
    return f"tep/{plain.with_name(f'{plain.stem}-{digest(path)[:6]}{plain.suffix}')}"


def _cards(site: Site) -> Iterator[tuple[str, Artifact]]:
    """The slogan picture of every slogan, and a share picture for each entry that brings none."""
    ward = site.project.ward
    host = "" if site.project.siteurl.endswith(".example") else host_of(site.project.siteurl)
    for head in site.entries:
        if head.folder == Slogan.folder:
            yield head.path, slogan_card(ward, head, host)
        elif ward.share_cards and not head.picture:
            yield head.path, share_card(ward, head, site.category_names.get(head.category, ""))


class Pages:
    """All public pages and feeds of one build."""

    def __init__(self, site: Site, material: Material, around: Surroundings, memory: Memory) -> None:
        project = site.project
        self._site, self._material, self._around = site, material, around
        self._facts = SiteFacts(
            siteurl=project.siteurl,
            site_name=project.ward.site_name,
            base_path=project.base_path,
            allowed_hosts=project.allowed_hosts,
            card=Picture.of(material.site_card),
        )
        self._by_cites: dict[tuple[str, ...], Answers] = {(): NO_ANSWERS}
        self._site_picture = Picture.of(material.site_card)
        #: places of entries, by folder, category and own place in a menu
        self._places: dict[object, Place] = {}
        self._memory = memory
        self._known = memory.pages((self._facts, around.frame_seal, around.names, site.category_names))

    def artifacts(self) -> Iterator[Artifact]:
        """Every page."""
        yield from map(self._ready, self._fronts())
        for inputs in self._listings():
            yield self._listing(inputs)
        for head in self._site.entries:
            yield self._entry(head)

    def feeds(self) -> Iterator[Artifact]:
        """Every feed, in each of its forms."""
        for inputs in self._feed_inputs():
            seal = inputs.seal
            for form, _ in addresses.FORMS:
                url = addresses.feed_url(inputs.scope, form)
                yield Artifact(url=url, rank=1, maker=form, seal=seal, view=partial(feed_view, inputs), code="plugins.engine.feeds")

    def _page(self, url: str, template: str, root: str, within: tuple[str, ...], seal: bytes, view: MakePage, code: str) -> Artifact:
        around = self._around
        return Artifact(
            url=url,
            rank=1,
            maker="template",
            seal=seal,
            view=partial(_template_view, view, around.frame),
            code=code,
            template=template,
            frame=around.frame_seal,
            place=around.place(root, url, within),
        )

    def _ready(self, page: PublicPage) -> Artifact:
        meta = page.meta
        return self._page(page.output_file, page.template, meta.root, _above(meta), sealed(page), given(page), "")

    def _fronts(self) -> Iterator[PublicPage]:
        site, facts, material = self._site, self._facts, self._material
        slogans = fronts.slogan_views((slogan, Picture.of(material.cards[slogan.path])) for slogan in entries_of(site.slogans, Slogan))
        document = document_of(site.register, site.project.ward.main_document)
        resolution = article_view(self._inputs(site.published[document.path]), "") if document else None
        cards = {kind.folder: self._named(site.newest(kind, _MOST_HOME)) for kind in (Article, ModelExample, Exemplar)}
        yield fronts.home_page(site, facts, slogans, resolution, cards)
        yield fronts.not_found_page(facts, navigation_of(site))
        yield fronts.register_page(site, facts)
        yield fronts.gallery_page(facts, slogans)

    def _listings(self) -> list[ListingInputs]:
        """Pages of all listings, those with the same entries together: what they share is rendered once."""
        size = self._site.project.ward.listing_size
        pages = [inputs for listing, heads in self._lists() for inputs in pages_of(listing, self._named(heads), size)]
        return sorted(pages, key=lambda inputs: -inputs.cards[0].head.released if inputs.cards else 0.0)

    def _lists(self) -> Iterator[tuple[Listing, tuple[Head, ...]]]:
        site, facts = self._site, self._facts
        nothing = fronts.nothing_yet("Chưa có bài nào trong mục này.")
        for section in addresses.SECTIONS:
            if section.type in (OfficialDocument, Slogan):
                continue  # the register and the gallery show these whole
            heads = site.by_folder[section.type.folder]
            if heads or section.is_permanent:
                front = addresses.section_url(section.type)
                is_guided = section.type is Exemplar
                empty = fronts.exemplars_empty(site, root_of(front)) if is_guided else fronts.nothing_yet(section.empty)
                yield Listing(facts=facts, front=front, heading=section.heading, lead=section.lead, empty=empty), heads
        for category in site.categories:
            front = addresses.category_url(category.key)
            yield (
                Listing(facts=facts, front=front, heading=category.name, lead=category.description, empty=nothing, category=category.key),
                site.by_category[category.key],
            )
        for tag in site.tags.values():
            front = addresses.tag_url(tag.slug)
            yield Listing(facts=facts, front=front, heading=f"Chủ đề: {tag.label}", lead="", empty=nothing, tag=tag.label), tag.entries

    def _listing(self, inputs: ListingInputs) -> Artifact:
        if not self._memory.is_kept:
            return self._listing_page(inputs)
        same = (inputs.listing_seal, inputs.older, inputs.newer, [id(card.head) for card in inputs.cards])
        known = self._known.get(inputs.url)
        artifact = known[1] if known is not None and known[0] == same else self._listing_page(inputs)
        self._memory.remember_page(inputs.url, same, artifact)
        return artifact

    def _listing_page(self, inputs: ListingInputs) -> Artifact:
        front, url = inputs.listing.front, inputs.url
        within = (front,) if inputs.number else ()
        return self._page(url, "listing.html", root_of(url), within, inputs.seal, partial(listing_page, inputs), "plugins.engine.listings")

    def _entry(self, head: Head) -> Artifact:
        if not self._memory.is_kept:
            return self._entry_page(head, self._inputs(head))
        # heads live as long as the artifacts that hold them, so that the same object is the same head
        site = self._site
        answers = self._answers(head)
        others = site.related[head.path]
        share = self._share(head)
        same = (id(head), [id(other) for other in others], share.url, share.width, share.height)
        words = (answers.seal, self._relations(head))
        known = self._known.get(head.path)
        artifact = known[1] if known is not None and known[0] == (same, words) else self._entry_page(head, self._inputs(head))
        self._memory.remember_page(head.path, (same, words), artifact)
        return artifact

    def _entry_page(self, head: Head, inputs: EntryInputs) -> Artifact:
        is_standing = head.folder == Page.folder
        kind = (head.folder, head.category, self._around.is_named(head.url) and head.url)
        place = self._places.get(kind)
        if place is None:
            above = () if is_standing else (f"{head.folder}/index.html",)
            above = (*above, addresses.category_url(head.category)) if head.category else above
            place = self._places[kind] = self._around.place("" if is_standing else "../", head.url, above)
        return Artifact(
            url=head.url,
            rank=1,
            maker="template",
            seal=inputs.seal,
            view=partial(_template_view, partial(entry_page, inputs), self._around.frame),
            code="plugins.engine.pages",
            template="page.html" if is_standing else "entry.html",
            frame=self._around.frame_seal,
            place=place,
            source=head.path,
        )

    def _named(self, heads: Iterable[Head]) -> tuple[Card, ...]:
        names = self._site.category_names
        return tuple([Card(head, names[head.category] if head.category else "") for head in heads])

    def _inputs(self, head: Head) -> EntryInputs:
        site = self._site
        made = self._share(head)
        return EntryInputs(
            facts=self._facts,
            head=head,
            text=self._material.text,
            category=site.category_names[head.category] if head.category else "",
            share=self._site_picture if made is self._material.site_card else Picture.of(made),
            related=() if head.folder == Page.folder else self._named(site.related[head.path]),
            answers=self._answers(head),
            relations=self._relations(head),
        )

    def _share(self, head: Head) -> Made:
        """The file that stands for the entry in feeds and on social networks."""
        if head.picture:
            return self._material.files[head.picture]
        return self._material.cards.get(head.path, self._material.site_card)

    def _answers(self, head: Head) -> Answers:
        known = self._by_cites.get(head.cites)
        if known is None:
            register = self._site.register
            documents = {document.path: document for number in head.cites for document in register.find(number)}
            known = Answers(documents=tuple(documents.values())) if documents else NO_ANSWERS
            self._by_cites[head.cites] = known
        if not head.points:
            return known
        published, existing = self._site.published, self._site.checked.addresses
        return Answers(
            entries={target: published[target].url for kind, target in head.points if kind is LinkKind.ENTRY and target in published},
            files={target: self._material.files[target] for kind, target in head.points if kind is LinkKind.FILE},
            addresses=frozenset(target for kind, target in head.points if kind is LinkKind.ADDRESS and target in existing),
            documents=known.documents,
        )

    def _relations(self, head: Head) -> tuple[Fact, ...]:
        if head.folder != OfficialDocument.folder:
            return ()
        site, document = self._site, head.entry
        assert isinstance(document, OfficialDocument)
        rows = [("Thực hiện", n) for n in document.implements] + [("Thay thế", n) for n in document.replaces]
        rows += [("Sửa đổi", n) for n in document.amends]
        facts = []
        for label, number in rows:
            other = document_of(site.register, number)
            facts.append(Fact(label=label, text=f"{other.kind} số {number}", url=other.url) if other else Fact(label=label, text=number))
        if document.number and document_of(site.register, document.number) is document:
            facts += [
                Fact(label="Được thực hiện bởi", text=f"{other.kind} số {other.number}", url=other.url)
                for other in site.implementers.get(document.number, ())
            ]
        return tuple(facts)

    def _feed_inputs(self) -> Iterator[FeedInputs]:
        """Every feed, newest entries first. Standing pages are in none: nobody follows a contact page."""
        site, ward = self._site, self._site.project.ward
        newest = []
        for head in site.entries:
            if head.folder != Page.folder:
                newest.append(head)
            if len(newest) == ward.feed_size:
                break
        scopes = [(addresses.ALL, ward.site_name, ward.description, addresses.HOME, tuple(newest))]
        scopes += [
            (c.key, f"{ward.site_name}: {c.name}", c.description, addresses.category_url(c.key), site.by_category[c.key][: ward.feed_size])
            for c in site.categories
        ]
        for scope, title, description, page, heads in scopes:
            yield FeedInputs(
                facts=self._facts,
                text=self._material.text,
                scope=scope,
                title=title,
                description=description,
                page=page,
                address=addresses.feed_base(scope),
                authority=ward.tag_authority,
                publisher=ward.publisher,
                rows=tuple(
                    FeedRow(card=card, share=self._share(card.head), answers=self._answers(card.head)) for card in self._named(heads)
                ),
            )


def _above(meta: Meta) -> tuple[str, ...]:
    return tuple(link.url for link in meta.breadcrumbs if not link.current)


def _template_view(view: MakePage, frame: Frame) -> TemplateView:
    page = view()
    return TemplateView(template=page.template, view=page, frame=frame)


def sum_artifacts(site: Site, pages: Iterable[str]) -> Iterator[Artifact]:
    """What sums up the pages at `pages`: sitemap (in parts beyond the protocol's 50,000 addresses) and robots.txt."""
    siteurl = site.project.siteurl
    changed = {head.url: head.changed for head in site.entries}
    urls = sorted(url for url in pages if url != addresses.NOT_FOUND)
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


def staff_artifacts(site: Site, frame: Frame, frame_seal: bytes) -> Iterator[Artifact]:
    """What the office sees."""
    view = staff_index(site)
    page = TemplateView(template=view.template, view=view, frame=frame)
    yield Artifact(
        url="index.html",
        audience=Audience.STAFF,
        rank=2,
        maker="template",
        seal=sealed(view),
        view=given(page),
        template=view.template,
        frame=frame_seal,
    )
