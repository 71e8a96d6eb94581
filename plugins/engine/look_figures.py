"""Figures about one entry that its editor wants to know while writing: how long it is, and how long it takes to read aloud."""

from typing import NamedTuple

from plugins.channels.broadcast import length_in_figures, sentences_of
from plugins.channels.spoken_files import SpokenFile, own_wording, spoken_file
from plugins.core.model import Entry
from plugins.core.ward import Ward
from plugins.documents.spoken import SYLLABLES_A_SECOND
from plugins.documents.spoken_vocabulary import Locality
from plugins.editorial.reading_ease import reading_ease
from plugins.editorial.reading_figures import in_words
from plugins.engine.plan_broadcast import envelope_of
from plugins.engine.read import Reading


class Figure(NamedTuple):
    """A name and what is said, both in Vietnamese."""

    name: str
    said: str


def figures_of(reading: Reading, ward: Ward) -> tuple[Figure, ...]:
    """Length of title, summary and text; time on the loudspeakers; how easy it is to read. What does not apply is left out."""
    entry = reading.entry
    assert entry is not None
    rows = [Figure("Tiêu đề", f"{len(entry.title.split())} chữ"), Figure("Tóm tắt", f"{len(entry.summary.split())} chữ")]
    spoken = _spoken(entry, reading, ward)
    if spoken:
        rows.append(Figure("Đọc trên loa", spoken))
    ease = reading_ease(reading.subject())
    if ease:
        rows.append(Figure("Câu trong bài", in_words(ease)))
    return tuple(row for row in rows if row.said != "0 chữ")


def _spoken(entry: Entry, reading: Reading, ward: Ward) -> str:
    """How long an announcer needs, opening and closing line among it; of the editor's own words where there are any."""
    if not ward.spoken_files:
        return ""
    here = Locality.of(ward)
    own = own_wording(entry, here)
    said: SpokenFile = own if own.text or own.unknown else spoken_file(entry, reading.pieces, here)
    if said.unknown:
        return f"chưa đọc được: {', '.join(dict.fromkeys(one.word for one in said.unknown))}"
    if not said.text:
        return ""
    syllables = sum(row.syllables for row in sentences_of(said.text, said.parts))
    around = envelope_of(ward).syllables if ward.broadcast_files else 0
    length = length_in_figures(round((syllables + around) / SYLLABLES_A_SECOND))
    return f"khoảng {length}, kể cả lời mở và lời kết" if around else f"khoảng {length}"
