"""What each feed holds: a pure function from its inputs to the view of a feed."""

from typing import TYPE_CHECKING

from msgspec import Struct

from plugins.core.artifacts import Made
from plugins.core.digest import joined
from plugins.engine.links import body_html
from plugins.engine.material import Answers, Card, SiteFacts, Text

if TYPE_CHECKING:
    from plugins.channels.feeds import FeedEntryView, FeedView

_PICTURE_TYPES = {"jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp"}


class FeedRow(Struct, frozen=True, kw_only=True):
    """One entry of a feed."""

    card: Card
    #: picture that stands for it
    share: Made
    answers: Answers

    @property
    def seal(self) -> bytes:
        """Digest of all of it."""
        return joined(self.card.head.key, self.card.category, self.share.url, str(self.share.bytes), self.answers.seal)


class FeedInputs(Struct, frozen=True, kw_only=True):
    """All that one feed is made from, in whatever form."""

    facts: SiteFacts
    #: loads the text that belongs to a head
    text: Text
    scope: str
    title: str
    description: str
    #: address of the page it follows, and of the feed without its ending; from the root
    page: str
    address: str
    authority: str
    publisher: str
    rows: tuple[FeedRow, ...]

    @property
    def seal(self) -> bytes:
        """Digest of all of it; texts are in the keys of the heads."""
        words = (self.scope, self.title, self.description, self.page, self.address, self.authority, self.publisher)
        return joined(self.facts.seal, *words, *(row.seal for row in self.rows))


def feed_view(inputs: FeedInputs) -> "FeedView":
    """The feed."""
    from plugins.channels.feeds import FeedView  # with feedgen and lxml, and most builds make no feed

    siteurl = inputs.facts.siteurl
    return FeedView(
        title=inputs.title,
        description=inputs.description,
        url=f"{siteurl}/{inputs.page}",
        address=f"{siteurl}/{inputs.address}",
        authority=inputs.authority,
        scope=inputs.scope,
        publisher=inputs.publisher,
        entries=tuple(_row(inputs, row) for row in inputs.rows),
    )


def _row(inputs: FeedInputs, row: FeedRow) -> "FeedEntryView":
    from plugins.channels.feeds import Enclosure, FeedEntryView

    facts, entry = inputs.facts, row.card.head.entry
    made = row.share
    return FeedEntryView(
        id=entry.id,
        title=entry.title,
        url=f"{facts.siteurl}/{entry.url}",
        summary=entry.lead,
        html=body_html(inputs.text(row.card.head), row.answers, entry, f"{facts.siteurl}/", facts.allowed_hosts),
        published=entry.released_at,
        updated=entry.changed_on,
        author=entry.author,
        categories=(row.card.category or entry.label, *entry.tags),
        enclosure=Enclosure(url=f"{facts.siteurl}/{made.url}", length=made.bytes, type=_PICTURE_TYPES[made.url.rpartition(".")[2]]),
    )
