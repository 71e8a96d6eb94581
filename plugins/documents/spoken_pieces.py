"""Nine of ten words of a text are read as they stand: which those are is found out once for each word, and texts are skipped over them.

A piece stands between two blanks. What is said here must be what the readers would say: a property test asks them about every word.
"""

import functools
import re

from plugins.documents.spoken_vocabulary import vocabulary
from plugins.vietnamese.folding import fold

#: a piece between blanks that is read as it stands: a word, perhaps with the pause or the stop behind it; or a vowel alone ("y tế")
_PLAIN_PIECE = re.compile(r"([^\W\d_]{2,})[.,;:?!]?|[^\W\d_]")
_DASHED = re.compile("[-–—]")
_VOWELS = frozenset("aeiouy")
#: pieces that are judged once: all words of a site in all their spellings are fewer
_PIECES = 65_536


def stops_of(text: str) -> list[int]:
    """Offsets of the pieces between blanks that somebody must look at, and of the end of the text."""
    # a dash joins words of a list ("Văn hóa - Xã hội"), so beside one their first words are looked at
    judge = _is_plain_near_dashes if _DASHED.search(text) else _is_plain_piece
    pieces = text.split(" ")
    stops: list[int] = []
    at = 0
    for piece in pieces if not all(map(judge, pieces)) else ():
        if not judge(piece):
            stops.append(at)
        at += len(piece) + 1
    stops.append(len(text))
    return stops


@functools.lru_cache(maxsize=_PIECES)
def _is_plain_piece(piece: str) -> bool:
    """Is it said as it stands, whatever is around it but a dash?"""
    match = _PLAIN_PIECE.fullmatch(piece)
    if match is None:
        return False
    word = match[1]
    if word is None:
        return fold(piece).lower() in _VOWELS and piece != "I" and piece not in vocabulary().openers
    is_known = word in vocabulary().openers and word not in vocabulary().sign_openers
    return not is_known and (word.islower() or word[1:].islower())


@functools.lru_cache(maxsize=_PIECES)
def _is_plain_near_dashes(piece: str) -> bool:
    return _is_plain_piece(piece) and piece.rstrip(".,;:?!") not in vocabulary().sign_openers
