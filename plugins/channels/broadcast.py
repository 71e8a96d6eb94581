"""Words for the loudspeakers of the ward: complete scripts of one, three and five minutes, each from its opening to its closing line.

    lines of what is read aloud -> sentences -> as many as fit, in order -> a script -> the text that is printed

Cuts lie at ends of sentences, in the order of the entry: title, summary, key points, body. What fits whole stays whole and ends the
row. An announcer prints one sheet, or pastes one script into a speaking machine, and reads it from its first word to its last: so the
scripts stand one behind the other, whole, and not as marks inside one text. No digit and no sign stands in them, the sheet's own
headings included.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from plugins.channels.spoken_files import GOES_ON, NEXT_SENTENCE
from plugins.documents.spoken import SYLLABLES_A_SECOND, speak_text
from plugins.documents.spoken_vocabulary import Locality
from plugins.editorial.speech import Part
from plugins.vietnamese.spoken_numbers import cardinal

#: minutes of the scripts of an entry, and of the week's bulletin
OF_ENTRY = (1, 3, 5)
OF_WEEK = (3, 5, 10)
_PARTS = {part.value: part for part in Part}
#: what must not come last: it announces what was cut off
_ANNOUNCES = frozenset({Part.HEADING, Part.TITLE})


class Sentence(NamedTuple):
    """A sentence as it is read."""

    text: str
    part: Part
    #: does a paragraph begin with it?
    is_first: bool
    #: as an announcer says them; a foreign word counts as one
    syllables: int

    @classmethod
    def of(cls, text: str, part: Part, *, is_first: bool) -> "Sentence":
        """A sentence, counted."""
        return cls(text, part, is_first, count_syllables(text))


def count_syllables(text: str) -> int:
    """Syllables of a spoken text, where blanks and dashes stand between letters only. A fifth of the time of a pattern."""
    return len(text.split()) + text.count("-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What is said before and behind every script, in spoken form."""

    opening: str
    closing: str

    @property
    def syllables(self) -> int:
        """Of both lines."""
        return count_syllables(self.opening) + count_syllables(self.closing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """One script, complete."""

    #: minutes that it was cut to; 0: nothing was cut
    minutes: int
    paragraphs: tuple[str, ...]
    syllables: int

    @property
    def seconds(self) -> int:
        """About how long it takes to read, at SYLLABLES_A_SECOND."""
        return round(self.syllables / SYLLABLES_A_SECOND)

    @property
    def text(self) -> str:
        """What is read, a blank line between paragraphs."""
        return "\n\n".join(self.paragraphs)

    @property
    def name(self) -> str:
        """Bản một phút; Bản đọc trọn."""
        return f"Bản {cardinal(self.minutes)} phút" if self.minutes else "Bản đọc trọn"


def envelope(opening: str, closing: str, name: str, locality: Locality) -> Envelope:
    """The lines of a ward called `name`, its own or those that every ward can say; UnspeakableError for words nobody can read."""
    opening = opening or f"Mời bà con nghe bản tin truyền thanh {name}."
    closing = closing or f"Bản tin truyền thanh {name} đến đây là hết. Cảm ơn bà con đã lắng nghe."
    said = [" ".join(speak_text(line, locality, resource="pelicanconf.py").sentences) for line in (opening, closing)]
    return Envelope(opening=said[0], closing=said[1])


def sentences_of(text: str, parts: str) -> Iterator[Sentence]:
    """The sentences of lines that are read aloud; `parts` as in `SpokenFile`. What summary or key points say again is left out."""
    said: set[str] = set()
    for sentence in _joined(text.splitlines(), parts):
        if sentence.part is Part.TEXT or sentence.text not in said:
            yield sentence
        said.add(sentence.text)


def _joined(lines: Sequence[str], parts: str) -> Iterator[Sentence]:
    part, is_first, words = Part.TEXT, True, ""
    for line, mark in zip(lines, parts, strict=True):
        if mark == GOES_ON:
            words += f" {line}"
            continue
        if words:
            yield Sentence.of(words, part, is_first=is_first)
        words, is_first = line, mark != NEXT_SENTENCE
        part = _PARTS[mark] if is_first else part
    if words:
        yield Sentence.of(words, part, is_first=is_first)


def scripts(sentences: Iterable[Sentence], around: Envelope, minutes: Sequence[int] = OF_ENTRY) -> tuple[Script, ...]:
    """Scripts of `minutes` (rising), as far as a longer one says more; the last is whole when that fits. None for nothing to say."""
    rows, frame = tuple(sentences), around.syllables
    found: list[Script] = []
    for length in minutes if rows else ():
        kept = rows[: _fitting(rows, length * 60 * SYLLABLES_A_SECOND - frame)]
        if len(kept) == len(rows):
            return (*found, _script(rows, around, 0))
        script = _script(kept, around, length) if kept else None
        if script and (not found or script.paragraphs != found[-1].paragraphs):
            found.append(script)
    return tuple(found) or ((_script(rows, around, 0),) if rows else ())


def _fitting(rows: Sequence[Sentence], left: float) -> int:
    """How many sentences fit into so many syllables, without those behind which something announced would be missing."""
    count = 0
    for row in rows:
        left -= row.syllables
        if left < 0:
            break
        count += 1
    if count < len(rows):
        while count > 1 and (rows[count - 1].part in _ANNOUNCES or rows[count - 1].text.endswith(":")):
            count -= 1
    return count


def _script(rows: Sequence[Sentence], around: Envelope, minutes: int) -> Script:
    paragraphs: list[str] = []
    for row in rows:
        if row.is_first or not paragraphs:
            paragraphs.append(row.text)
        else:
            paragraphs[-1] += f" {row.text}"
    syllables = around.syllables + sum(row.syllables for row in rows)
    return Script(minutes=minutes, paragraphs=(around.opening, *paragraphs, around.closing), syllables=syllables)


def length_in_words(seconds: int) -> str:
    """một phút năm giây."""
    minutes, rest = divmod(seconds, 60)
    parts = ((minutes, "phút"), (rest, "giây"))
    return " ".join(f"{cardinal(count)} {unit}" for count, unit in parts if count) or "dưới một giây"


def length_in_figures(seconds: int) -> str:
    """1 phút 05 giây."""
    minutes, rest = divmod(seconds, 60)
    return f"{minutes} phút {rest:02} giây" if minutes else f"{rest} giây"


def sheet(found: Iterable[Script]) -> str:
    """The file of an entry: every script under a line with its name and length, which stands in brackets and is not read."""
    return "\n\n\n".join(f"[{one.name}, đọc khoảng {length_in_words(one.seconds)}]\n\n{one.text}" for one in found) + "\n"
