"""Readers of addresses: ubnd@haian.example is `u bê en đê a còng haian chấm example`."""

import functools
import re

from plugins.documents.spoken_scan import Said, Scan
from plugins.documents.spoken_vocabulary import vocabulary
from plugins.vietnamese.folding import fold
from plugins.vietnamese.spoken_numbers import digits

_LABEL = "[A-Za-z0-9_-]{1,63}"
_MAIL = re.compile(rf"[A-Za-z0-9_.+-]{{1,64}}@{_LABEL}(?:\.{_LABEL}){{1,5}}(?![^\W_])")
_WEB = re.compile(r"(?:https?://|www\.)[^\s<>\"“”(){}|]{1,2000}", re.IGNORECASE)
_SCHEME = re.compile(r"(?:https?://)?(?:www\.)?", re.IGNORECASE)
_PIECE = re.compile("[0-9]+|[^\\W\\d_]+|.", re.DOTALL)
_VOWELS = frozenset("aeiouy")


@functools.cache
def _domain() -> re.Pattern[str]:
    endings = "|".join(vocabulary().endings)
    return re.compile(rf"(?:{_LABEL}\.){{1,5}}(?:{endings})(?![\w@-]|\.[a-z])(?:/[^\s<>\"“”(){{}}|]{{0,2000}})?", re.IGNORECASE)


def read_address(scan: Scan) -> Said | None:
    """A mail or web address, a scheme and www. left out, signs by their names, abbreviations and rows without vowels letter by letter."""
    match = scan.match(_MAIL) or scan.match(_WEB) or scan.match(_domain())
    if match is None:
        return None
    written = match[0].rstrip(".,;:!?'…/")
    bare = written[_SCHEME.match(written).end() :]  # type: ignore[union-attr] # it may match nothing, but it matches
    return Said(scan.at + len(written), " ".join(filter(None, map(_piece, _PIECE.findall(bare)))))


def _piece(piece: str) -> str:
    if piece.isdigit():
        return digits(piece)
    if not piece.isalpha():
        return vocabulary().address.get(piece, "")
    word = piece.lower()
    is_word = (
        len(word) > 1 and _VOWELS & set(fold(word)) and word.upper() not in vocabulary().abbreviations and word not in vocabulary().openers
    )
    return word if is_word else vocabulary().letter_names(word)
