"""From texts to words for the loudspeakers: the sheet of an entry, the bulletin of a week, and the page that shows the newest."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from plugins.channels.broadcast import (
    OF_WEEK,
    Envelope,
    Script,
    Sentence,
    length_in_figures,
    scripts,
    sentences_of,
    sheet,
)
from plugins.documents.spoken import speak_text
from plugins.documents.spoken_vocabulary import Locality
from plugins.editorial.speech import Part
from plugins.engine.heads import Head
from plugins.engine.makers import TextView
from plugins.engine.material import Text
from plugins.engine.views.channels import BroadcastItem, BroadcastPage, CopyText

#: folder in staff/, its page, and the week's bulletin
FOLDER = "truyen-thanh"
PAGE, BULLETIN = f"{FOLDER}/index.html", f"{FOLDER}/ban-tin-tuan.txt"


class BulletinInputs(Struct, frozen=True, kw_only=True):
    """What the week's bulletin is made from."""

    #: tuần từ ngày 20/11/2026 đến ngày 26/11/2026
    period: str
    groups: tuple[tuple[str, tuple[Head, ...]], ...]
    locality: Locality


def sheet_url(head: Head) -> str:
    """Where the sheet of an entry is, from staff/."""
    return f"{FOLDER}/{head.folder}/{head.url.rpartition('/')[2].removesuffix('.html')}.txt"


def scripts_of(head: Head, text: Text, around: Envelope) -> tuple[Script, ...]:
    """The scripts of an entry: of the editor's own words where there are any."""
    voice = text(head).voice
    own = voice.own or not voice.spoken
    rows = sentences_of(voice.own, voice.own_parts) if own else sentences_of(voice.spoken, voice.parts)
    return scripts(rows, around)


def entry_sheet(head: Head, text: Text, around: Envelope) -> TextView:
    """The file of an entry."""
    return TextView(text=sheet(scripts_of(head, text, around)))


def bulletin_scripts(inputs: BulletinInputs, text: Text, around: Envelope) -> tuple[Script, ...]:
    """The week in scripts: of each entry title and summary, under the name of its kind."""
    rows = tuple(_week(inputs, text))
    if not any(row.part is Part.TITLE for row in rows):
        rows = (*rows, *_said("Tuần này phường không có bài mới.", Part.TEXT, inputs.locality))
    return scripts(rows, around, OF_WEEK)


def bulletin(inputs: BulletinInputs, text: Text, around: Envelope) -> TextView:
    """The file of the week."""
    return TextView(text=sheet(bulletin_scripts(inputs, text, around)))


def _week(inputs: BulletinInputs, text: Text) -> Iterator[Sentence]:
    yield from _said(f"Tin của phường, {inputs.period}.", Part.TEXT, inputs.locality)
    for label, heads in inputs.groups:
        voices = [voice for head in heads if (voice := text(head).voice).spoken]
        if voices:
            yield from _said(f"{label}.", Part.HEADING, inputs.locality)
        for voice in voices:
            yield from (row for row in sentences_of(voice.spoken, voice.parts) if row.part in (Part.TITLE, Part.SUMMARY))


def _said(words: str, part: Part, locality: Locality) -> Iterator[Sentence]:
    for number, sentence in enumerate(speak_text(words, locality, resource="pelicanconf.py").sentences):
        yield Sentence.of(sentence, part, is_first=not number)


class BroadcastInputs(Struct, frozen=True, kw_only=True):
    """What the page is made from."""

    #: the newest entries, and the name of the kind or category of each
    rows: tuple[tuple[Head, str, str], ...]
    #: how many more there are
    more: int
    week: BulletinInputs
    around: Envelope
    #: the script that copies, and what a Content-Security-Policy says to allow it
    script: str
    script_sha256: str


def broadcast_page(inputs: BroadcastInputs, text: Text) -> BroadcastPage:
    """The view of staff/truyen-thanh/index.html."""
    return BroadcastPage(
        heading="Truyền thanh",
        bulletin=BroadcastItem(
            anchor="ban-tin-tuan",
            title="Bản tin tuần",
            about=inputs.week.period[:1].upper() + inputs.week.period[1:],
            url=BULLETIN.removeprefix(f"{FOLDER}/"),
            texts=_texts("ban-tin-tuan", bulletin_scripts(inputs.week, text, inputs.around)),
        ),
        items=tuple(_item(head, kind, day, text, inputs.around) for head, kind, day in inputs.rows),
        more=inputs.more,
        script=inputs.script,
        script_sha256=inputs.script_sha256,
    )


def _item(head: Head, kind: str, day: str, text: Text, around: Envelope) -> BroadcastItem:
    url = sheet_url(head).removeprefix(f"{FOLDER}/")
    anchor = url.removesuffix(".txt").replace("/", "-")
    found = scripts_of(head, text, around) if head.is_broadcast else ()
    return BroadcastItem(
        anchor=anchor,
        title=head.entry.title,
        about=" · ".join(part for part in (kind, day) if part),
        url=url if found else "",
        texts=_texts(anchor, found),
        source=f"content/{head.path}",
    )


def _texts(anchor: str, found: Iterable[Script]) -> tuple[CopyText, ...]:
    return tuple(
        CopyText(
            anchor=f"{anchor}-{one.minutes or 'tron'}",
            label=f"Bản {one.minutes} phút" if one.minutes else "Đọc trọn",
            note=f"đọc khoảng {length_in_figures(one.seconds)}",
            text=one.text,
        )
        for one in found
    )
