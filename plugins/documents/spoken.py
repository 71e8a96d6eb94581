"""The spoken form of a text: sentences that a speech engine or an announcer reads right, without digits, signs and abbreviations.

    blocks -> plain form -> readers: documents, telephones, dates, figures, addresses, words, signs -> pauses -> sentences

Read aloud, “Nghị quyết số 05-NQ/TU ngày 14/01/2026” is “Nghị quyết số không năm của Thành ủy, ngày mười bốn tháng một năm
hai nghìn không trăm hai mươi sáu”. What no list knows is never guessed: words in capitals that may be abbreviations are all
named in one error. Nothing is lost otherwise: signs that are not heard become pauses, or nothing.
"""

import bisect
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plugins.core.errors import PortalError
from plugins.documents import spoken_calendar, spoken_codes, spoken_figures, spoken_signs, spoken_words
from plugins.documents.mentions import find_mentions
from plugins.documents.spoken_addresses import read_address
from plugins.documents.spoken_blocks import Block, blocks_of_text
from plugins.documents.spoken_citations import read_blank_number, read_citation
from plugins.documents.spoken_pieces import stops_of
from plugins.documents.spoken_plain import plain
from plugins.documents.spoken_scan import Reader, Said, Scan
from plugins.documents.spoken_signs import sentences
from plugins.documents.spoken_vocabulary import Locality, Vocabulary, vocabulary
from plugins.vietnamese.roman import roman
from plugins.vietnamese.spoken_numbers import cardinal, ordinal

#: of an announcer on loudspeakers; the house's figure
SYLLABLES_A_SECOND = 3.5
_SYLLABLE = re.compile(r"[^\W\d_]+")
_NOT_A_BLANK = re.compile(r"\S")
#: a word that ends with a blank
_ORDINARY = re.compile(r"([^\W\d_]{2,})(?:\s|,\s)(?=\S)")
_AT_DIGIT: tuple[Reader, ...] = (
    read_address,
    *spoken_codes.AT_DIGIT,
    *spoken_calendar.READERS[:1],
    spoken_figures.read_telephone,
    *spoken_calendar.READERS[1:],
    *spoken_figures.READERS,
)
_AT_LETTER: tuple[Reader, ...] = (read_address, *spoken_codes.AT_LETTER, *spoken_words.READERS)
_AT_SIGN: tuple[Reader, ...] = (
    spoken_figures.read_telephone,
    spoken_words.read_abbreviation_in_brackets,
    read_blank_number,
    spoken_words.read_bare_unit,
    *spoken_signs.READERS,
)
_BULLET = re.compile(r"\s*[-–—+*•·]\s+")
_MARK = re.compile(
    r"[\W_]*(?:(?P<roman>[IVX]{1,6})[.)]|(?P<arabic>[0-9]{1,2})[.)]|(?P<parts>[0-9]{1,2}(?:\.[0-9]{1,2}){1,3})[.)]"
    r"|(?P<letter>[a-hik-vxyđ]\)|[a-hđ]\.|[A-HĐ][.)]))(?=\s)[\W_]*(?=[^\W_])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unspeakable:
    """A word in capitals that no list knows, so that nobody can say how it is read."""

    word: str
    #: line and column in the source, from 1; 0 when not known
    line: int = 0
    column: int = 0

    @property
    def message(self) -> str:
        """What the editor is told."""
        return f"Không biết đọc “{self.word}” thế nào: viết đủ chữ, hoặc báo người phụ trách cổng thêm từ viết tắt này."


class UnspeakableError(PortalError):
    """A text holds words that nobody can read aloud; `unknown` are all of them, `resource` is the file or the text's name."""

    exit_code = 2

    def __init__(self, resource: object, reason: str, details: str = "", unknown: Sequence[Unspeakable] = ()) -> None:
        super().__init__(resource, reason, details)
        self.unknown = tuple(unknown)

    def __reduce__(self) -> tuple[type["UnspeakableError"], tuple[str, str, str, tuple[Unspeakable, ...]]]:  # type: ignore[override]
        return type(self), (self.resource, self.reason, self.details, self.unknown)


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """A text as it is read aloud."""

    #: of each block its sentences, in order; a block of which nothing is heard has none
    blocks: tuple[tuple[str, ...], ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """All sentences, in order."""
        return tuple(sentence for block in self.blocks for sentence in block)

    @property
    def text(self) -> str:
        """One block a paragraph, with blank lines between."""
        return "\n\n".join(" ".join(block) for block in self.blocks if block)

    @property
    def syllables(self) -> int:
        """Spoken syllables; a foreign word counts as one."""
        return sum(len(_SYLLABLE.findall(sentence)) for sentence in self.sentences)

    @property
    def seconds(self) -> float:
        """About how long an announcer needs, at SYLLABLES_A_SECOND."""
        return self.syllables / SYLLABLES_A_SECOND


_HERE = Locality()


def speak(blocks: Iterable[Block], locality: Locality = _HERE, *, resource: object = "văn bản") -> Speech:
    """The blocks as they are read aloud at a place. UnspeakableError with every word that is not known; `resource` names the text."""
    speech, unknown = read_aloud(blocks, locality)
    if unknown:
        words = ", ".join(dict.fromkeys(f"“{found.word}”" for found in unknown))
        reason = f"không biết đọc {words} thế nào: viết đủ chữ, hoặc báo người phụ trách cổng thêm từ viết tắt này."
        details = "\n".join(f"{found.line}: {found.message}" if found.line else found.message for found in unknown)
        raise UnspeakableError(resource, reason, details, unknown)
    return speech


def read_aloud(blocks: Iterable[Block], locality: Locality = _HERE) -> tuple[Speech, tuple[Unspeakable, ...]]:
    """The blocks as they are read aloud at a place, and every word of them that nobody could read, in order. Never raises."""
    read = [_read(block, locality) for block in blocks]
    return Speech(blocks=tuple([said for said, _ in read])), tuple([found for _, unknown in read for found in unknown])


def speak_text(text: str, locality: Locality = _HERE, *, resource: object = "văn bản") -> Speech:
    """As `speak`, for a plain text: blank lines and marks of lists part its blocks."""
    return speak(blocks_of_text(text), locality, resource=resource)


def find_unspeakable(blocks: Iterable[Block], locality: Locality = _HERE) -> tuple[Unspeakable, ...]:
    """Every word of the blocks that nobody could read aloud, in order. Never raises; lines of prose may be given as blocks."""
    return read_aloud(blocks, locality)[1]


def _read(block: Block, locality: Locality) -> tuple[tuple[str, ...], tuple[Unspeakable, ...]]:
    """Sentences of a block, and what in it is not known."""
    text = plain(block.text)
    words = vocabulary()
    start, opening = _mark(text, block.ordinal, words)
    scan = Scan(text=text, vocabulary=words, locality=locality, is_term=block.is_term, at=start)
    said = sentences(f"{opening} {_scan(scan)}")
    return said, tuple(_unspeakable(block, text, *place) for place in scan.unknown)


def _mark(text: str, ordinal_number: int, words: Vocabulary) -> tuple[int, str]:
    """Where the text begins behind the mark of a list, and what is said for the mark."""
    marks = words.marks
    if ordinal_number:
        return 0, f"{marks['arabic'].format(ordinal(ordinal_number))},"
    match = _MARK.match(text)
    if match is None:
        bullet = _BULLET.match(text)
        return bullet.end() if bullet else 0, ""
    if match["roman"]:
        value = roman(match["roman"])
        return (match.end(), f"{marks['roman'].format(cardinal(value))},") if value else (0, "")
    if match["arabic"]:
        return match.end(), f"{marks['arabic'].format(ordinal(int(match['arabic'])))},"
    if match["parts"]:
        return match.end(), f"{' chấm '.join(cardinal(int(part)) for part in match['parts'].split('.'))},"
    place = marks["order"].find(match["letter"][0].lower()) + 1
    return match.end(), f"{marks['letter'].format(ordinal(place))},"


def _scan(scan: Scan) -> str:
    """Everything from `scan.at` on, read."""
    stops = stops_of(scan.text)
    if len(stops) == 1 and not scan.at:
        return scan.text  # nothing in it means anything else
    mentions = {mention.start: mention for mention in find_mentions(scan.text)}
    parts: list[str] = []
    while match := _NOT_A_BLANK.search(scan.text, scan.at):
        scan.at = match.start()
        ordinary = (_plain_pieces(scan, stops) or _ordinary_words(scan)) if match[0].isalpha() else None
        if ordinary:
            parts.append(ordinary)
            continue
        mention = mentions.get(scan.at)
        said = (mention and read_citation(scan, mention)) or _first(scan, match[0])
        parts.append(said.words)
        scan.at, scan.after_figure = said.end, said.is_figure
        scan.day_end = said.end if said.is_day else scan.day_end
        scan.carried = (said.carries, said.end) if said.carries else scan.carried
    return " ".join(parts)


def _plain_pieces(scan: Scan, stops: list[int]) -> str:
    """The text from `scan.at` on up to the next piece that must be looked at; empty when that is this one."""
    start = scan.at
    if start and scan.text[start - 1] != " ":
        return ""
    scan.at = stops[bisect.bisect_left(stops, start)]
    scan.after_figure = scan.after_figure and scan.at == start
    return scan.text[start : scan.at]


def _ordinary_words(scan: Scan) -> str:
    """The words from `scan.at` on that no list and no pattern can mean anything by: nine of ten words of a text, so without readers."""
    start = scan.at
    while (match := _ORDINARY.match(scan.text, scan.at)) and match[1] not in scan.vocabulary.openers:
        if not match[1].islower() and not match[1][1:].islower():
            break
        scan.at = match.end()
    scan.after_figure = scan.after_figure and scan.at == start
    return scan.text[start : scan.at]


def _first(scan: Scan, character: str) -> Said:
    readers = _AT_LETTER if character.isalpha() else _AT_DIGIT if character.isascii() and character.isdigit() else _AT_SIGN
    for reader in readers:
        said = reader(scan)
        if said:
            return said
    raise AssertionError(f"no reader for {character!r}")  # the last of each row reads anything


def _unspeakable(block: Block, text: str, start: int, end: int) -> Unspeakable:
    word = text[start:end]
    # the plain form has other offsets where it is another text: then the first place of the word is named
    at = start if text == block.text else block.text.find(word)
    if not block.line or at < 0:
        return Unspeakable(word=word, line=block.line)
    line_start = block.text.rfind("\n", 0, at) + 1
    return Unspeakable(word=word, line=block.line + block.text.count("\n", 0, at), column=at - line_start + 1)
