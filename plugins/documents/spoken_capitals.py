"""Words in capitals that stand side by side: is the line printed large (`MỤC ĐÍCH, YÊU CẦU`), or is it a row of abbreviations?"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from plugins.vietnamese.capitals import has_vowel_marks, is_syllable, lowered
from plugins.vietnamese.roman import roman

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class CapitalWord:
    """One word in capitals."""

    #: does it stand in a line that is printed large?
    is_in_line: bool
    #: in small letters, those of a name with a first capital
    lowered: str


def capital_words(text: str, names: tuple[str, ...], is_known: Callable[[str], bool]) -> dict[int, CapitalWord]:
    """Every word in capitals of `text` by its offset. `names` keep a capital, `is_known` tells abbreviations."""
    found: dict[int, CapitalWord] = {}
    for is_capital, group in groupby(_WORD.finditer(text), key=lambda match: match[0].isupper()):
        if is_capital:
            matches = list(group)
            words = [match[0] for match in matches]
            small = lowered(words, names)
            judged = zip(matches, small, _are_in_line(words, is_known), strict=True)
            found.update({match.start(): CapitalWord(is_in_line=is_in, lowered=word) for match, word, is_in in judged})
    return found


def _are_in_line(words: Sequence[str], is_known: Callable[[str], bool]) -> Iterator[bool]:
    """For each of the words that stand side by side: is it printed large like the others?

    A vowel with a mark proves it for all; without one, all must be speakable and none an abbreviation. Numerals prove nothing.
    """
    others = [word for word in words if roman(word) is None]
    is_proven = any(has_vowel_marks(word) and is_syllable(word) for word in others)
    is_likely = all(is_syllable(word) and not is_known(word) for word in others if len(word) > 1)
    proofs = len(others) if is_proven else sum(len(word) > 1 for word in others)
    for word in words:
        is_counted = roman(word) is None if is_proven or len(word) > 1 else True
        is_like_others = is_proven or (is_likely and (is_syllable(word) or len(word) == 1))
        yield is_like_others and proofs > is_counted
