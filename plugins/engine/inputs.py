"""Stage 5a: what each page and feed is made from: the questions of one entry, answered by the site."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from plugins.core.artifacts import Made
from plugins.core.model import OfficialDocument, Page
from plugins.core.rules import LinkKind
from plugins.editorial.targets import is_lost
from plugins.engine.alternates import alternates_of, foreign_fronts
from plugins.engine.assemble import Site, document_of
from plugins.engine.document_views import cited_document, link_to, relation, unknown_document
from plugins.engine.feeds import FeedRow
from plugins.engine.heads import Head
from plugins.engine.material import NO_ANSWERS, Answers, Card, DeskFiles, Picture, PictureSet, SiteFacts, SloganPictures, Text
from plugins.engine.pages import EntryInputs
from plugins.engine.views.documents import CitedDocument, RelationView
from plugins.engine.views.elements import Link
from plugins.engine.views.meta import Alternate

#: documents in a step of the chain; a resolution may have a plan of every school
_MOST_RELATED = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What pages and feeds need besides the site: files that rank 0 made, and the texts."""

    #: pictures and downloads of content/, by path from content/
    files: dict[str, Made]
    #: all that was made of the pictures among them, likewise
    pictures: dict[str, PictureSet]
    #: share picture or slogan picture of each entry for which one is drawn, by path from content/
    cards: dict[str, Made]
    #: what was made of each published slogan for everybody, and of all for the office, by path from content/
    slogans: dict[str, SloganPictures]
    desk: dict[str, DeskFiles]
    #: the register as open data
    register: tuple[Made, ...]
    #: share picture of what has none of its own
    site_card: Made
    text: Text
    #: the handout of each entry that has one, by path from content/
    handouts: Mapping[str, Made] = field(default_factory=dict)
    #: likewise, the slides; for the office
    slides: Mapping[str, Made] = field(default_factory=dict)


_NOTHING_BESIDE: tuple[None, None] = (None, None)


class Inputs:
    """Inputs of pages and feeds of one build."""

    def __init__(self, site: Site, material: Material) -> None:
        project = site.project
        self._site, self._material = site, material
        self.facts = SiteFacts(
            siteurl=project.siteurl,
            site_name=project.ward.site_name,
            publisher=project.ward.publisher,
            base_path=project.base_path,
            allowed_hosts=project.allowed_hosts,
            card=Picture.of(material.site_card),
        )
        fronts = foreign_fronts(site.pages)
        self._foreign = frozenset(fronts.values())
        #: the first page in all its languages
        self.alternates = alternates_of(project.siteurl, fronts)
        self._by_cites: dict[tuple[str, ...], Answers] = {(): NO_ANSWERS}
        self._named: dict[str, CitedDocument] = {}
        self._site_picture = Picture.of(material.site_card)
        self._feed_rows: dict[str, FeedRow] = {}
        names = site.category_names
        self._cards = {head.path: Card(head, names[head.category] if head.category else "") for head in site.entries}

    def cards(self, heads: Iterable[Head]) -> tuple[Card, ...]:
        """Entries as listings show them."""
        return tuple([self._cards[head.path] for head in heads])

    def _card(self, head: Head | None) -> Card | None:
        return self._cards[head.path] if head else None

    def read_next(self, head: Head) -> Sequence[Head]:
        """What to read behind an entry: of a document, the newest texts that name it, if there are any."""
        site = self._site
        if head.folder == OfficialDocument.folder:
            document = head.entry
            assert isinstance(document, OfficialDocument)
            if self._is_meant(document) and (naming := site.naming.get(document.number)):
                return naming
        return site.related[head.path]

    def entry(self, head: Head) -> EntryInputs:
        """What the page of an entry is made from."""
        site = self._site
        made = self.share(head)
        older, newer = site.beside.get(head.path, _NOTHING_BESIDE)
        return EntryInputs(
            facts=self.facts,
            head=head,
            text=self._material.text,
            category=site.category_names[head.category] if head.category else "",
            share=self._site_picture if made is self._material.site_card else Picture.of(made),
            pictures=self.pictures(head),
            related=() if head.folder == Page.folder else self.cards(self.read_next(head)),
            older=self._card(older),
            newer=self._card(newer),
            answers=self.answers(head),
            relations=self.relations(head),
            alternates=self.alternates_at(head),
            handout=self.handout(head),
        )

    def handout(self, head: Head) -> Made | None:
        """The entry on paper; None when it has no handout."""
        return self._material.handouts.get(head.path)

    def alternates_at(self, head: Head) -> tuple[Alternate, ...]:
        """Languages of the page of an entry: those of the first page, when it stands for that."""
        return self.alternates if head.folder == Page.folder and head.url in self._foreign else ()

    def share(self, head: Head) -> Made:
        """The file that stands for the entry in feeds and on social networks."""
        if head.picture:
            return self._material.files[head.picture]
        return self._material.cards.get(head.path, self._material.site_card)

    def pictures(self, head: Head) -> SloganPictures | None:
        """What was drawn of a slogan; None for other types."""
        return self._material.slogans.get(head.path)

    def answers(self, head: Head) -> Answers:
        """What the site says to the links, pictures and numbers of an entry."""
        known = self._by_cites.get(head.cites)
        if known is None:
            register = self._site.register
            documents = {document.path: document for number in head.cites for document in register.find(number)}
            cited = {path: self._cited(document) for path, document in documents.items()}
            known = Answers(documents=tuple(documents.values()), cited=cited) if documents else NO_ANSWERS
            self._by_cites[head.cites] = known
        if not head.points:
            return known
        published, existing, around = self._site.published, self._site.checked.addresses, self._site.checked.around
        pictures = self._material.pictures
        return Answers(
            entries={target: published[target].url for kind, target in head.points if kind is LinkKind.ENTRY and target in published},
            files={target: self._material.files[target] for kind, target in head.points if kind is LinkKind.FILE},
            pictures={target: pictures[target] for kind, target in head.points if kind is LinkKind.FILE and target in pictures},
            addresses=frozenset(target for kind, target in head.points if kind is LinkKind.ADDRESS and target in existing),
            lost=frozenset(target for kind, target in head.points if kind is LinkKind.OUTSIDE and is_lost(target, around)),
            documents=known.documents,
            cited=known.cited,
        )

    def _successors(self, document: OfficialDocument) -> tuple[Link, ...]:
        """The documents that replace one."""
        return tuple(map(link_to, self._site.replacers.get(document.number, ()))) if self._is_meant(document) else ()

    def _is_meant(self, document: OfficialDocument) -> bool:
        """Does its number alone mean this document, and no other?"""
        found = document_of(self._site.register, document.number)
        return found is not None and found.path == document.path  # the object may be another: entries are decoded again

    def _cited(self, document: OfficialDocument) -> CitedDocument:
        """A document as pages name it. One object for all that do: a resolution stands on thousands."""
        known = self._named.get(document.path)
        if known is None:
            known = self._named[document.path] = cited_document(document, self._successors(document))
        return known

    def _numbered(self, number: str) -> CitedDocument:
        document = document_of(self._site.register, number)
        return self._cited(document) if document else unknown_document(number)

    def relations(self, head: Head) -> tuple[RelationView, ...]:
        """The chain of a document: what it rests on, what it replaces and amends, then the same of others about it."""
        if head.folder != OfficialDocument.folder:
            return ()
        site, document = self._site, head.entry
        assert isinstance(document, OfficialDocument)
        ways = (("Thực hiện", document.implements), ("Thay thế", document.replaces), ("Sửa đổi", document.amends))
        steps = [(label, tuple(map(self._numbered, numbers))) for label, numbers in ways]
        if self._is_meant(document):
            back = (("Được sửa đổi bởi", site.amenders), ("Được thay thế bởi", site.replacers), ("Được thực hiện bởi", site.implementers))
            for label, by_number in back:
                others = by_number.get(document.number, ())
                steps.append((label, tuple(map(self._cited, others))))
        return tuple(relation(label, documents, _MOST_RELATED) for label, documents in steps if documents)

    def feed_rows(self, heads: Iterable[Head]) -> tuple[FeedRow, ...]:
        """Entries as feeds show them."""
        return tuple(self._feed_row(card) for card in self.cards(heads))

    def _feed_row(self, card: Card) -> FeedRow:
        head = card.head
        known = self._feed_rows.get(head.path)
        if known is None:
            known = self._feed_rows[head.path] = FeedRow(card=card, share=self.share(head), answers=self.answers(head))
        return known
