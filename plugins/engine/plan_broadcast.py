"""Stage 5, for the office: words for the loudspeakers of every entry, the week's bulletin, and the page of the newest."""

from collections.abc import Iterator
from functools import partial

from plugins.channels.broadcast import Envelope, envelope
from plugins.core.artifacts import Artifact, Audience
from plugins.core.digest import digest, joined
from plugins.core.ward import Ward
from plugins.documents.spoken_vocabulary import Locality
from plugins.engine.assemble import Site
from plugins.engine.broadcast_scripts import (
    BULLETIN,
    PAGE,
    BroadcastInputs,
    BulletinInputs,
    broadcast_page,
    bulletin,
    entry_sheet,
    sheet_url,
)
from plugins.engine.desk_script import desk_script
from plugins.engine.heads import Head
from plugins.engine.makers import TemplateView
from plugins.engine.material import Text
from plugins.engine.views.frame import Frame
from plugins.engine.weekly import week_of
from plugins.vietnamese.dates import short_date

#: entries that the page shows; of the older ones the files lie in the folder
SHOWN = 40
_CODE = "plugins.engine.broadcast_scripts"


def envelope_of(ward: Ward) -> Envelope:
    """What the announcer of a ward says first and last."""
    return envelope(ward.broadcast_opening, ward.broadcast_closing, ward.name, Locality.of(ward))


def sheet_artifact(head: Head, text: Text, around: Envelope) -> Artifact:
    """The sheet of one entry."""
    return Artifact(
        url=sheet_url(head),
        rank=1,
        maker="text",
        seal=joined(head.key, around.opening, around.closing),
        view=partial(entry_sheet, head, text, around),
        audience=Audience.STAFF,
        code=_CODE,
        source=head.path,
    )


class BroadcastPlan:
    """What the office gets for the loudspeakers."""

    def __init__(self, site: Site, text: Text) -> None:
        ward = site.project.ward
        self._site, self._text = site, text
        self.is_wanted = ward.broadcast_files and ward.spoken_files
        self._around = envelope_of(ward)

    def of_entry(self, head: Head) -> Iterator[Artifact]:
        """The sheet of an entry, if there is something to read."""
        if self.is_wanted and head.is_broadcast:
            yield sheet_artifact(head, self._text, self._around)

    def fronts(self, frame: Frame, frame_seal: bytes) -> Iterator[Artifact]:
        """The bulletin and the page."""
        if not self.is_wanted:
            return
        week, around = self._week(), self._around
        rows = tuple(self._row(head) for head in self._site.news(SHOWN))
        script, sha256 = desk_script(self._site.project.theme)
        more = max(0, sum(head.is_broadcast for head in self._site.entries) - len(rows))
        page = BroadcastInputs(rows=rows, more=more, week=week, around=around, script=script, script_sha256=sha256)
        heads = joined(*(head.key for _, group in week.groups for head in group))
        seal = joined(heads, week.period, *(label for label, _ in week.groups), digest((around, week.locality)))
        yield Artifact(
            url=BULLETIN,
            rank=2,
            maker="text",
            seal=seal,
            view=partial(bulletin, week, self._text, around),
            audience=Audience.STAFF,
            code=_CODE,
        )
        keys = joined(*(part for head, kind, day in rows for part in (head.key, kind, day)))
        yield Artifact(
            url=PAGE,
            rank=2,
            maker="template",
            seal=joined(seal, keys, str(more), sha256),
            view=partial(_page, page, self._text, frame),
            audience=Audience.STAFF,
            code=_CODE,
            template="staff/truyen-thanh.html",
            frame=frame_seal,
        )

    def _week(self) -> BulletinInputs:
        week = week_of(self._site)
        period = f"tuần từ ngày {short_date(week.first)} đến ngày {short_date(week.last)}"
        return BulletinInputs(period=period, groups=week.groups, locality=Locality.of(self._site.project.ward))

    def _row(self, head: Head) -> tuple[Head, str, str]:
        kind = self._site.category_names.get(head.category) or head.label
        return head, kind, short_date(head.entry.released_at.date())


def _page(inputs: BroadcastInputs, text: Text, frame: Frame) -> TemplateView:
    view = broadcast_page(inputs, text)
    return TemplateView(template=view.template, view=view, frame=frame)
