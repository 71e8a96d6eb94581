"""Where a line of a slogan or a title may end: a penalty behind each word.

Vietnamese writes a blank between all syllables, so a layout that trusts blanks splits CHỦ | NGHĨA and CON | NGƯỜI. What belongs
together is told by the word list (data/compounds.toml), by capitals, and by the small words around a break. Where a line must not end
at all, joints.py says.
"""

import math
import re
from collections.abc import Sequence

from plugins.vietnamese.joints import Joined, Segment
from plugins.vietnamese.marks import MarkedText, MarkedWord, MarkError, parse_marked
from plugins.vietnamese.nowrap import nowrap_spans

# the one door to line breaking: marks, penalties and prose
__all__ = ["MarkError", "MarkedText", "MarkedWord", "connector_lengths", "nowrap_spans", "parse_marked", "penalties"]

# Scale of the penalties. Below 0 a good place, above 0 a bad one; a layout weighs them against uneven lines.
_WANTED = -math.inf  # the author's |
_AFTER_SIGN = -0.8
_AFTER_DASH = -0.5
_BEFORE_OPENER = -0.4
_BEFORE_BEGINNING = -0.3
_BETWEEN_WORDS = 0.2  # both sides are known words
_BESIDE_WORD = 0.4  # one side is
_ANYWHERE = 0.7  # two syllables that may be a word the list does not have
_AFTER_LEADER = 1.0
_IN_PHRASE = 1.2  # comes on top
_AFTER_NUMBER = 2.5
_AFTER_SMALL_WORD = 3.0
_BEFORE_NAME = 4.0
_FORBIDDEN = math.inf

_YEAR = re.compile("[12][0-9]{3}")


def penalties(words: Sequence[MarkedWord], names: tuple[str, ...] = ()) -> tuple[float, ...]:
    """What a line break behind each word costs; as long as `words`, the last is 0.

    `math.inf` is forbidden, `-math.inf` wanted by the author, below 0 good, above 0 bad (the worst finite one is about 5).
    `names` adds names of the ward's own, kept whole also in capitals: `("Hải An",)`.
    """
    costs = _Costs([word.text for word in words], names)
    result = [costs.after(index) for index in range(len(words) - 1)]
    for index, word in enumerate(words[:-1]):
        if word.must_break:
            result[index] = _WANTED
        elif word.must_keep:
            result[index] = _FORBIDDEN
    return (*result, 0.0)[: len(words)]


def connector_lengths(words: Sequence[MarkedWord]) -> tuple[int, ...]:
    """For each word how many words the connector has that begins with it (gắn với: 2), 0 where none begins; as long as `words`."""
    joined = Joined([word.text for word in words], ())
    result = [0] * len(words)
    for segment in joined.segment_of:
        if segment.term in joined.words.connectors:
            result[segment.start] = len(segment.term)
    return tuple(result)


class _Costs(Joined):
    """The rules for places that nothing joins."""

    def __init__(self, words: Sequence[str], names: tuple[str, ...]) -> None:
        super().__init__(words, names)
        #: indices behind which a phrase goes on
        self.in_phrase = {index for start, term in self.terms(self.words.phrases) for index in range(start, start + len(term) - 1)}

    def after(self, index: int) -> float:
        """Cost of a break behind the syllable at `index`, which is not the last."""
        if index in self.joints:
            return _FORBIDDEN
        cost = self._between(index, self.segment_of[index], self.segment_of[index + 1])
        return cost + _IN_PHRASE if index in self.in_phrase else cost

    def _between(self, index: int, here: Segment, there: Segment) -> float:
        """Cost between two segments that nothing binds."""
        first = self.syllables[index]
        if first.is_dash:
            return _AFTER_DASH
        if first.has_sign:
            return _AFTER_SIGN
        if self._is_before_name(index):
            return _BEFORE_NAME
        if here.term in self.words.openers or here.term in self.words.clitics:
            return _AFTER_SMALL_WORD
        return self._before(there, here)

    def _before(self, there: Segment, here: Segment) -> float:
        """Cost before the segment `there`, when `here` does not decide."""
        words = self.words
        if self._is_quantity(here):
            return _AFTER_NUMBER
        if there.term in words.openers:
            return _BEFORE_OPENER
        if there.term in words.beginnings:
            return _BEFORE_BEGINNING
        if here.term in words.leaders:
            return _AFTER_LEADER
        known = (len(here.term) > 1) + (len(there.term) > 1)
        return (_ANYWHERE, _BESIDE_WORD, _BETWEEN_WORDS)[known]

    def _is_quantity(self, segment: Segment) -> bool:
        """11 mô hình, but not Điều 5, 2026 - 2030, or a year by itself."""
        index = segment.start
        if not self.syllables[index].is_number or _YEAR.fullmatch(self.syllables[index].core):
            return False
        before = self.syllables[index - 1] if index else None
        return before is None or before.has_sign or not (before.is_dash or self.segment_of[index - 1].term in self.words.labels)

    def _is_before_name(self, index: int) -> bool:
        """thành phố | Hải Phòng. Where capitals tell nothing: any word behind the noun that the list does not know otherwise."""
        there = self.segment_of[index + 1]
        if self.segment_of[index].term not in self.words.administrative:
            return False
        if there.term in self.words.names:
            return True
        if self.has_case:
            return self.syllables[index + 1].is_capitalised
        return self.may_be_name(index + 1)
