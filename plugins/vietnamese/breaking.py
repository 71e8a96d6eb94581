"""Where a line of a slogan or a title may end: a penalty behind each word.

Vietnamese writes a blank between all syllables, so a layout that trusts blanks splits CHỦ | NGHĨA and CON | NGƯỜI. What belongs
together is told by the word lists (data/compounds.toml, data/words.toml), by capitals, and by the small words around a break. How good
the other places are is learned from labelled slogans (break_features.py). Where a line must not end at all, joints.py says.
"""

import math
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from plugins.vietnamese.break_features import Places
from plugins.vietnamese.joints import Segment
from plugins.vietnamese.marks import MarkedText, MarkedWord, MarkError, parse_marked
from plugins.vietnamese.nowrap import nowrap_spans

# the one door to line breaking: marks, penalties and prose
__all__ = ["MarkError", "MarkedText", "MarkedWord", "nowrap_spans", "parse_marked", "penalties", "slogan_breaks"]

_WEIGHTS = Path(__file__).parent / "data" / "breaks.toml"

# Scale of the penalties. Below 0 a good place, above 0 a bad one; a layout weighs them against uneven lines.
_WANTED = -math.inf  # the author's |
_FORBIDDEN = math.inf
#: a small word that leans on its neighbour stands alone at the end or beginning of a line
_LONELY = 8.0
#: what any break costs, and how much the two learned scores take from it
_ANY = 2.5
_GOOD, _JOINT = 0.7, 2.5
#: syllables of a word behind a dash that belongs to the word before it alone
_TWIN = 2
#: below this score a place is bad more often than not, and costs this on top
_BAD_SCORE, _BAD = -1.0, 3.0
#: a place is no better and no worse than so
_BEST_SCORE, _WORST_SCORE = 3.0, -4.0


def penalties(words: Sequence[MarkedWord], names: tuple[str, ...] = ()) -> tuple[float, ...]:
    """What a line break behind each word costs; as long as `words`, the last is 0.

    `math.inf` is forbidden, `-math.inf` wanted by the author, below 0 good, above 0 bad (the worst finite one is about 8).
    `names` adds names of the ward's own, kept whole also in capitals: `("Hải An",)`.
    """
    return _penalties(words, _Costs([word.text for word in words], names))


def slogan_breaks(words: Sequence[MarkedWord]) -> tuple[tuple[float, ...], tuple[int, ...]]:
    """Penalties as of `penalties`, and for each word how many words the connector has that begins with it (gắn với: 2), else 0."""
    places = _Costs([word.text for word in words])
    connectors = [0] * len(words)
    for segment in places.segments:
        if segment.term in places.words.connectors:
            connectors[segment.start] = len(segment.term)
    return _penalties(words, places), tuple(connectors)


def _penalties(words: Sequence[MarkedWord], places: "_Costs") -> tuple[float, ...]:
    result = [places.after(index) for index in range(len(words) - 1)]
    for index, word in enumerate(words[:-1]):
        if word.must_break:
            result[index] = _WANTED
        elif word.must_keep:
            result[index] = _FORBIDDEN
    return (*result, 0.0)[: len(words)]


class _Costs(Places):
    """Costs of the places that nothing joins."""

    def after(self, index: int) -> float:
        """Cost of a break behind the syllable at `index`, which is not the last."""
        if index in self.joints:
            return _FORBIDDEN
        if self.is_lonely(index):
            return _LONELY
        names = list(self.features(index))
        good, joint = (sum([weights.get(name, 0.0) for name in names]) for weights in _weights())
        cost = _ANY - _GOOD * max(_WORST_SCORE, min(_BEST_SCORE, good)) - _JOINT / (1 + math.exp(-joint))
        return cost + _BAD if good < _BAD_SCORE else cost

    def is_lonely(self, index: int) -> bool:
        """Does a word lean over this place?"""
        here, there = self.segment_of[index], self.segment_of[index + 1]
        one, two = self.syllables[index], self.syllables[index + 1]
        if one.is_dash:  # Hải Phòng văn minh - hạnh phúc: the dash joins the last two words, not the clauses
            left, right = index - self.clauses[index][0], self.clauses[index + 1][1] - index - 1
            return right <= _TWIN < left
        if one.has_sign:
            return self.texts[index].endswith(",") and (here.term + there.term in self.words.pairs or (one.is_number and two.is_number))
        if two.is_opened:
            return False
        small = self.words
        return here.term in small.openers or here.term in small.clitics or there.term in small.enclitics or self._is_tight(here, there)

    def _is_tight(self, here: Segment, there: Segment) -> bool:
        """A verb and its object, a noun and its adjective, of one syllable each: thả chó, cây xanh; a number and what it counts."""
        if self._is_before_name(here):
            return True
        second = self.word_class(there)
        if self.syllables[here.start].is_number and self._counts(here):
            return second[:1] == "n" and there.term not in self.words.openers
        if len(here.term) > 1 or len(there.term) > 1:
            return False
        return (self.word_class(here), second) in {("v", "n"), ("n", "a")}

    def _counts(self, number: Segment) -> bool:
        """11 mô hình, but not Điều 5, 2026 - 2030, or a year by itself."""
        index = number.start
        if self.syllables[index].core.isdigit() and len(self.syllables[index].core) == 4:
            return False
        before = self.syllables[index - 1] if index else None
        return before is None or before.has_sign or not (before.is_dash or self.segment_of[index - 1].term in self.words.labels)

    def _is_before_name(self, here: Segment) -> bool:
        """thành phố | Hải Phòng. Where capitals tell nothing: any word behind the noun that the list does not know otherwise."""
        there = self.segment_of[here.end]
        if here.term not in self.words.administrative:
            return False
        if there.term in self.words.names or "p" in self.word_class(there):
            return True
        return self.syllables[here.end].is_capitalised if self.has_case else self.may_be_name(here.end)


@cache
def _weights() -> tuple[Mapping[str, float], Mapping[str, float]]:
    """Weights of the features: that a place is good, and that every setting of two or more lines breaks there."""
    data = tomllib.loads(_WEIGHTS.read_text(encoding="utf-8"))
    return data["good"], data["joint"]
