"""The spoken file beside a page (`bai-viet/x.nghe.txt`): what the voice of a browser reads, line by line, and an announcer can too.

Lines are sentences. Browsers fall silent in long ones (Chromium after some 15 seconds), so a sentence that takes about as long
is parted at a pause: 200 letters are 45 syllables, which take 13 seconds at the pace of an announcer.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from plugins.core.model import Entry
from plugins.core.rules import Finding
from plugins.documents.spoken import Unspeakable, read_aloud
from plugins.documents.spoken_vocabulary import Locality
from plugins.editorial.body import Piece
from plugins.editorial.speech import blocks_of_entry

#: letters of a line
LONGEST = 200
#: what one breath says: all that is left, else up to a pause, else up to a blank, else whatever fits
_BREATH = re.compile(rf"\s*(.{{1,{LONGEST}}}$|.{{1,{LONGEST}}}(?<=[,;:])(?=\s)|.{{1,{LONGEST}}}(?=\s|$)|.{{1,{LONGEST}}})")
#: the language of the only voice that is asked for
_LANGUAGE = "vi"


class SpokenFile(NamedTuple):
    """What is read aloud of an entry."""

    #: lines; empty when there is nothing, or something that nobody can read
    text: str
    #: words in capitals that no list knows
    unknown: tuple[Unspeakable, ...] = ()


def spoken_file(entry: Entry, pieces: Iterable[Piece], locality: Locality) -> SpokenFile:
    """What is read aloud of an entry at a place; nothing of a text in another language."""
    if entry.lang != _LANGUAGE:
        return SpokenFile("")
    speech, unknown = read_aloud(blocks_of_entry(entry, pieces), locality)
    if unknown:
        return SpokenFile("", unknown)
    return SpokenFile("".join([f"{line}\n" for sentence in speech.sentences for line in _lines(sentence)]))


def _lines(sentence: str) -> Sequence[str]:
    return (sentence,) if len(sentence) <= LONGEST else _BREATH.findall(sentence)


def unspeakable_findings(unknown: Iterable[Unspeakable], lines: Sequence[str]) -> list[Finding]:
    """Rule PT01: each word once, at its first place in the `lines` of the source."""
    words = dict.fromkeys(found.word for found in unknown)
    return [_finding(word, lines) for word in words]


def _finding(word: str, lines: Sequence[str]) -> Finding:
    message = f"{Unspeakable(word=word).message} Đến khi đó trang này chưa có nút “Nghe”."
    pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
    for number, line in enumerate(lines, 1):
        match = pattern.search(line)
        if match:
            return Finding(line=number, column=match.start() + 1, length=len(word), message=message)
    return Finding(line=0, message=message)
