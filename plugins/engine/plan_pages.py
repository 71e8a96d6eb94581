"""Stage 5: every page of a build as an artifact. Views are made later, for what has to be made."""

from collections import deque
from collections.abc import Callable, Iterator
from functools import partial

from plugins.core.artifacts import Artifact, given
from plugins.core.model import Answer, Article, Exemplar, FactCheck, ModelExample, OfficialDocument, Page, Slogan
from plugins.engine import addresses, fronts
from plugins.engine.assemble import Site, document_of, entries_of
from plugins.engine.authenticity_page import authenticity_page
from plugins.engine.feedback import MOST_ANSWERS, FeedbackInputs, feedback_page
from plugins.engine.follow import FollowInputs, FollowRow, follow_page
from plugins.engine.frame import Surroundings, navigation_of
from plugins.engine.heads import Head
from plugins.engine.inputs import Inputs, Material
from plugins.engine.listings import Listing, ListingInputs, listing_page, pages_of
from plugins.engine.makers import TemplateView, TextView
from plugins.engine.material import Text
from plugins.engine.memory import Memory
from plugins.engine.page_meta import root_of
from plugins.engine.pages import TEMPLATES, EntryInputs, article_view, entry_page
from plugins.engine.plan import sealed
from plugins.engine.plan_broadcast import BroadcastPlan
from plugins.engine.progress import progress_page
from plugins.engine.register_pages import register_pages
from plugins.engine.scopes import scopes_of
from plugins.engine.site_map import newest_links, site_map_page
from plugins.engine.slogan_views import slogan_views
from plugins.engine.stand_ins import stand_ins
from plugins.engine.views.frame import Frame, Place
from plugins.engine.views.meta import Meta, PublicPage

#: most rows of a kind on the first page
_MOST_HOME = 6

MakePage = Callable[[], PublicPage]


class Pages:
    """All public pages of one build."""

    def __init__(self, site: Site, material: Material, around: Surroundings, memory: Memory) -> None:
        self._site, self._material, self._around = site, material, around
        self._inputs = Inputs(site, material)
        #: what the office reads on loudspeakers
        self.broadcast = BroadcastPlan(site, material.text)
        #: places of entries, by folder, category and own place in a menu
        self._places: dict[object, Place] = {}
        self._memory = memory
        self._known = memory.pages((self._inputs.facts, around.frame_seal, around.names, site.category_names))

    @property
    def inputs(self) -> Inputs:
        """Answers to the questions of each entry; feeds ask the same."""
        return self._inputs

    def artifacts(self) -> Iterator[Artifact]:
        """Every page: entries and the listings that begin with them together, newest first, so that the cards they share, and
        what else is rendered once, are still at hand.
        """
        yield from map(self._ready, self._fronts())
        yield self._follow()
        listings = deque(self._listings())
        for head in self._site.entries:
            while listings and _newest(listings[0]) >= head.released:
                yield self._listing(listings.popleft())
            yield self._entry(head)
            if head.is_spoken:
                yield self._spoken(head)
            yield from self.broadcast.of_entry(head)  # here, while its text is at hand
        yield from map(self._listing, listings)

    def alone(self, head: Head) -> Artifact:
        """The page of one entry, published or not: then the site must have its answers (`look_place.placed`)."""
        return self._feedback(head) if head.url == addresses.FEEDBACK else self._entry_page(head, self._inputs.entry(head))

    def _page(self, url: str, template: str, place: Place, seal: bytes, view: MakePage, code: str) -> Artifact:
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
            place=place,
        )

    def _ready(self, page: PublicPage) -> Artifact:
        meta = page.meta
        place = self._around.place(meta.root, page.output_file, _above(meta), meta.powers)
        return self._page(page.output_file, page.template, place, sealed(page), given(page), "")

    def _follow(self) -> Artifact:
        site, url = self._site, addresses.FOLLOW
        scopes = scopes_of(site)
        rows = tuple(FollowRow(scope=s.key, name=s.name, description=s.description, page=s.page) for s in scopes)
        inputs = FollowInputs(facts=self._inputs.facts, rows=rows)
        place = self._around.place(root_of(url), url)
        return self._page(url, "follow.html", place, inputs.seal, partial(follow_page, inputs), "plugins.engine.follow")

    def _fronts(self) -> Iterator[PublicPage]:
        site, facts, material = self._site, self._inputs.facts, self._material
        heads = site.by_folder[Slogan.folder]
        slogans = slogan_views((slogan, material.slogans[slogan.path]) for slogan in entries_of(heads, Slogan))
        document = document_of(site.register, site.project.ward.main_document)
        resolution = article_view(self._inputs.entry(site.published[document.path]), "") if document else None
        cards = {
            kind.folder: self._inputs.cards(site.newest(kind, _MOST_HOME)) for kind in (Article, ModelExample, Exemplar, FactCheck, Answer)
        }
        yield fronts.home_page(site, facts, slogans, resolution, cards, self._inputs.alternates)
        yield from stand_ins(facts, navigation_of(site), newest_links(site), site.project.ward.search)
        yield authenticity_page(facts, site.project.ward.search)
        yield site_map_page(site, facts, material.register)
        yield from register_pages(site, facts, material.register)
        yield fronts.gallery_page(facts, slogans)
        if site.checked.plan:
            yield progress_page(site, facts)

    def _listings(self) -> list[ListingInputs]:
        """Pages of all listings, those with the newest entries first."""
        size = self._site.project.ward.listing_size
        pages = [inputs for listing, heads in self._lists() for inputs in pages_of(listing, self._inputs.cards(heads), size)]
        return sorted(pages, key=_newest, reverse=True)

    def _lists(self) -> Iterator[tuple[Listing, tuple[Head, ...]]]:
        site, facts = self._site, self._inputs.facts
        nothing = fronts.nothing_yet("Chưa có bài nào trong mục này.")
        for section in addresses.SECTIONS:
            if section.type in (OfficialDocument, Slogan):
                continue  # the register and the gallery show these whole
            heads = site.by_folder[section.type.folder]
            if heads or section.is_permanent:
                front = addresses.section_url(section.type)
                is_guided = section.type is Exemplar
                empty = fronts.exemplars_empty(site, root_of(front)) if is_guided else fronts.nothing_yet(section.empty)
                feed = section.type.folder if section.type.folder in addresses.FEED_FOLDERS else ""
                yield Listing(facts=facts, front=front, heading=section.heading, lead=section.lead, empty=empty, feed=feed), heads
        for category in site.categories:
            front = addresses.category_url(category.key)
            key, lead = category.key, category.description
            listing = Listing(facts=facts, front=front, heading=category.name, lead=lead, empty=nothing, category=key, feed=key)
            yield listing, site.by_category[key]
        for tag in site.tags.values():
            front = addresses.tag_url(tag.slug)
            feed = addresses.tag_scope(tag.slug) if len(tag.entries) >= addresses.LEAST_TAGGED else ""
            heading = f"Chủ đề: {tag.label}"
            yield Listing(facts=facts, front=front, heading=heading, lead="", empty=nothing, tag=tag.label, feed=feed), tag.entries

    def _listing(self, inputs: ListingInputs) -> Artifact:
        if not self._memory.is_kept:
            return self._listing_page(inputs)
        same = (inputs.listing_seal, inputs.older, inputs.newer, [id(card.head) for card in inputs.cards])
        return self._remembered(inputs.url, same, partial(self._listing_page, inputs))

    def _listing_page(self, inputs: ListingInputs) -> Artifact:
        front, url = inputs.listing.front, inputs.url
        place = self._around.place(root_of(url), url, (front,) if inputs.number else ())
        return self._page(url, "listing.html", place, inputs.seal, partial(listing_page, inputs), "plugins.engine.listings")

    def _feedback(self, head: Head) -> Artifact:
        site = self._site
        inputs = FeedbackInputs(
            entry=self._inputs.entry(head),
            answers=self._inputs.cards(site.newest(Answer, MOST_ANSWERS)),
            count=len(site.by_folder[Answer.folder]),
            contact=fronts.contact_of(site.project.ward),
        )
        view = partial(feedback_page, inputs)
        place = self._around.place("", head.url)
        return self._page(head.url, "feedback.html", place, inputs.seal, view, "plugins.engine.feedback")._replace(source=head.path)

    def _entry(self, head: Head) -> Artifact:
        if head.url == addresses.FEEDBACK:
            return self._feedback(head)
        if not self._memory.is_kept:
            return self._entry_page(head, self._inputs.entry(head))
        # heads live as long as the artifacts that hold them, so that the same object is the same head
        site = self._site
        answers = self._inputs.answers(head)
        others = [*self._inputs.read_next(head), *site.beside.get(head.path, ())]
        share = self._inputs.share(head)
        same = (id(head), [id(other) for other in others], share.url, share.width, share.height)
        words = (
            answers.seal,
            self._inputs.relations(head),
            self._inputs.pictures(head),
            self._inputs.alternates_at(head),
            self._inputs.handout(head),
        )
        return self._remembered(head.path, (same, words), lambda: self._entry_page(head, self._inputs.entry(head)))

    def _remembered(self, name: str, same: object, make: Callable[[], Artifact]) -> Artifact:
        """The artifact of the last build when all that it was made from is the same, else a new one; kept for the next."""
        known = self._known.get(name)
        artifact = known[1] if known is not None and known[0] == same else make()
        self._memory.remember_page(name, same, artifact)
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
            template=TEMPLATES[head.folder],
            frame=self._around.frame_seal,
            place=place,
            source=head.path,
        )

    def _spoken(self, head: Head) -> Artifact:
        return Artifact(
            url=addresses.spoken_url(head.url),
            rank=1,
            maker="text",
            seal=bytes.fromhex(head.key),
            view=partial(_spoken_view, self._material.text, head),
            code="plugins.engine.heads",
            source=head.path,
        )


def _spoken_view(text: Text, head: Head) -> TextView:
    return TextView(text=text(head).spoken)


def _newest(inputs: ListingInputs) -> float:
    """When its newest entry was released, seconds since 1970; of an empty listing, 0."""
    return inputs.cards[0].head.released if inputs.cards else 0.0


def _above(meta: Meta) -> tuple[str, ...]:
    return tuple(link.url for link in meta.breadcrumbs if not link.current)


def _template_view(view: MakePage, frame: Frame) -> TemplateView:
    page = view()
    return TemplateView(template=page.template, view=page, frame=frame)
