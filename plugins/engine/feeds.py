"""What each feed holds: a pure function from its inputs to the view of a feed."""

import datetime as dt
import functools
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from markupsafe import Markup, escape
from msgspec import Struct

from plugins.core.artifacts import Made
from plugins.core.digest import digest, joined
from plugins.core.model import Entry, OfficialDocument, Slogan
from plugins.editorial.sanitiser import for_feeds
from plugins.engine.links import body_html
from plugins.engine.material import Answers, Card, SiteFacts, Text
from plugins.engine.own_facts import own_facts
from plugins.engine.own_views import own_view
from plugins.engine.text import facts_of
from plugins.vietnamese.dates import short_date

if TYPE_CHECKING:
    from plugins.channels.feed_views import Enclosure, FeedEntryView, FeedView

_PICTURE_TYPES = {"jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
#: entries kept for the next feed that holds them: everything, category, tags
_ENTRIES = 512
#: seconds over which entries of one moment are spread
_SPREAD = 600


class FeedRow(Struct, frozen=True, kw_only=True, eq=False, dict=True):
    """One entry of a feed. A build has one of each entry: it is known by itself."""

    card: Card
    #: picture that stands for it
    share: Made
    answers: Answers

    @functools.cached_property
    def seal(self) -> bytes:
        """Digest of all of it."""
        share = self.share
        picture = f"{share.url} {share.bytes} {share.width} {share.height}"
        return joined(self.card.head.key, self.card.category, picture, self.answers.seal)


class FeedInputs(Struct, frozen=True, kw_only=True, eq=False):
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
    #: address of the stylesheet for browsers, from the root
    style: str
    authority: str
    publisher: str
    rows: tuple[FeedRow, ...]

    @property
    def seal(self) -> bytes:
        """Digest of all of it; texts are in the keys of the heads."""
        words = (self.scope, self.title, self.description, self.page, self.address, self.style, self.authority, self.publisher)
        return joined(self.facts.seal, *words, *(row.seal for row in self.rows))


@functools.lru_cache(maxsize=2)  # its forms are made one after the other
def feed_view(inputs: FeedInputs) -> "FeedView":
    """The feed."""
    from plugins.channels.feed_views import FeedView

    siteurl = inputs.facts.siteurl
    return FeedView(
        title=inputs.title,
        description=inputs.description,
        url=f"{siteurl}/{inputs.page}",
        address=f"{siteurl}/{inputs.address}",
        authority=inputs.authority,
        scope=inputs.scope,
        publisher=inputs.publisher,
        entries=tuple(_apart([_entry(inputs.facts, inputs.text, row) for row in inputs.rows])),
        # from the feed itself, so that a preview on another host finds it too
        style="../" * inputs.address.count("/") + inputs.style,
    )


@functools.lru_cache(maxsize=_ENTRIES)
def _entry(facts: SiteFacts, text: Text, row: FeedRow) -> "FeedEntryView":
    from plugins.channels.feed_views import Enclosure, FeedEntryView

    entry, made = row.card.head.entry, row.share
    picture = Enclosure(
        url=f"{facts.siteurl}/{made.url}",
        length=made.bytes,
        type=_PICTURE_TYPES[made.url.rpartition(".")[2]],
        width=made.width,
        height=made.height,
    )
    corrected = entry.updated if entry.updated and entry.updated > entry.released_at else None
    body = body_html(text(row.card.head), row.answers, entry, f"{facts.siteurl}/", facts.allowed_hosts)
    number = entry.number if isinstance(entry, OfficialDocument) else ""
    return FeedEntryView(
        id=entry.id,
        title=entry.title,
        url=f"{facts.siteurl}/{entry.url}",
        summary=entry.lead,
        html=for_feeds(f"{_opening(entry, row.answers, picture, corrected)}{body}").strip(),
        published=entry.released_at,
        updated=corrected or entry.released_at,
        author=entry.author,
        categories=tuple(dict.fromkeys(filter(None, (row.card.category or entry.label, number, *entry.tags)))),
        enclosure=picture,
    )


def _opening(entry: Entry, answers: Answers, picture: "Enclosure", corrected: dt.datetime | None) -> str:
    """What the page of an entry says around its text: that it was corrected, the picture of a slogan, facts, key points."""
    said = Markup("<p><em>Đã cập nhật ngày {}.</em></p>").format(short_date(corrected.date())) if corrected else Markup()
    if isinstance(entry, Slogan):  # its picture says it; readers without enclosures see it too
        shown = Markup('<p><img src="{}" alt="{}" width="{}" height="{}"></p>')
        said += shown.format(picture.url, entry.title, picture.width, picture.height)
    facts = (*facts_of(entry), *own_facts(own_view(entry, answers)))
    rows = [Markup("<strong>{}:</strong> {}").format(fact.label, fact.text) for fact in facts]
    rows += [escape(point) for point in entry.key_points]
    return said + (Markup("<ul>{}</ul>").format(Markup().join(Markup("<li>{}</li>").format(row) for row in rows)) if rows else Markup())


def _apart(entries: Sequence["FeedEntryView"]) -> Iterable["FeedEntryView"]:
    """The entries with moments of change that all differ, as validators ask: most are dated by the day, many by the same hour.

    Each entry is moved by seconds that its id decides, up to ten minutes, so that a neighbour who comes or goes moves it only
    when both fall on the same second.
    """
    taken: set[dt.datetime] = set()
    moments = {}
    for entry in sorted(entries, key=lambda entry: (entry.updated, entry.id)):
        moment = entry.updated + dt.timedelta(seconds=int(digest(entry.id)[:8], 16) % _SPREAD)
        while moment in taken:
            moment += dt.timedelta(seconds=1)
        taken.add(moment)
        moments[entry.id] = moment
    return (replace(entry, updated=moments[entry.id]) for entry in entries)
