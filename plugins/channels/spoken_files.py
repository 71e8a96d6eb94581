"""What is read aloud: the file beside its page (`bai-viet/x.nghe.txt`) for the voice of a browser, and the words for loudspeakers.

Lines are sentences. Browsers fall silent in long ones (Chromium after some 15 seconds), so a sentence that takes about as long
is parted at a pause: 200 letters are 45 syllables, which take 13 seconds at the pace of an announcer.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from plugins.core.model import Article, Entry
from plugins.core.rules import Finding
from plugins.documents.spoken import Speech, Unspeakable, read_aloud
from plugins.documents.spoken_blocks import blocks_of_text
from plugins.documents.spoken_vocabulary import Locality
from plugins.editorial.body import Piece
from plugins.editorial.speech import Part, parts_of_entry

#: letters of a line
LONGEST = 200
#: what one breath says: all that is left, else up to a pause, else up to a blank, else whatever fits
_BREATH = re.compile(rf"\s*(.{{1,{LONGEST}}}$|.{{1,{LONGEST}}}(?<=[,;:])(?=\s)|.{{1,{LONGEST}}}(?=\s|$)|.{{1,{LONGEST}}})")
#: the language of the only voice that is asked for
_LANGUAGE = "vi"
#: beside the letters of `Part`, which stand for the first line of a block: the next sentence of the block; the same sentence goes on
NEXT_SENTENCE, GOES_ON = ".", ","


class SpokenFile(NamedTuple):
    """What is read aloud of an entry."""

    #: lines; empty when there is nothing, or something that nobody can read
    text: str
    #: words in capitals that no list knows
    unknown: tuple[Unspeakable, ...] = ()
    #: what each line is: a letter of `Part`, NEXT_SENTENCE or GOES_ON
    parts: str = ""


def spoken_file(entry: Entry, pieces: Iterable[Piece], locality: Locality) -> SpokenFile:
    """What is read aloud of an entry at a place; nothing of a text in another language."""
    if entry.lang != _LANGUAGE:
        return SpokenFile("")
    rows = parts_of_entry(entry, pieces)
    return _written(*read_aloud([block for _, block in rows], locality), [part for part, _ in rows])


def own_wording(entry: Entry, locality: Locality) -> SpokenFile:
    """The editor's own words for the loudspeakers (`broadcast`) as they are read aloud; nothing where there are none."""
    if not isinstance(entry, Article) or not entry.broadcast or entry.lang != _LANGUAGE:
        return SpokenFile("")
    blocks = blocks_of_text(entry.broadcast)
    return _written(*read_aloud(blocks, locality), [Part.TEXT] * len(blocks))


def _written(speech: Speech, unknown: tuple[Unspeakable, ...], kinds: Sequence[Part]) -> SpokenFile:
    """The lines of a speech; `kinds`: of each of its blocks."""
    if unknown:
        return SpokenFile("", unknown)
    lines: list[str] = []
    parts: list[str] = []
    for kind, sentences in zip(kinds, speech.blocks, strict=True):
        mark: str = kind.value
        for sentence in sentences:
            cut = _lines(sentence)
            lines += cut
            parts += [mark, *GOES_ON * (len(cut) - 1)]
            mark = NEXT_SENTENCE
    return SpokenFile("".join([f"{line}\n" for line in lines]), parts="".join(parts))


def _lines(sentence: str) -> Sequence[str]:
    return (sentence,) if len(sentence) <= LONGEST else _BREATH.findall(sentence)


#: what follows from words that nobody can read: in the text, in the words for the loudspeakers
SILENT_PAGE = "Đến khi đó trang này chưa có nút “Nghe”."
SILENT_SPEAKER = "Đến khi đó bài này chưa có lời đọc trên loa."


def unspeakable_findings(unknown: Iterable[Unspeakable], lines: Sequence[str], follows: str = SILENT_PAGE) -> list[Finding]:
    """Rule PT01: each word once, at its first place in the `lines` of the source; `follows` is said behind."""
    words = dict.fromkeys(found.word for found in unknown)
    return [_finding(word, lines, follows) for word in words]


def _finding(word: str, lines: Sequence[str], follows: str) -> Finding:
    message = f"{Unspeakable(word=word).message} {follows}"
    pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
    for number, line in enumerate(lines, 1):
        match = pattern.search(line)
        if match:
            return Finding(line=number, column=match.start() + 1, length=len(word), message=message)
    return Finding(line=0, message=message)
