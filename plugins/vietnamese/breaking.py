"""Where a line of a slogan or a title may end: a penalty behind each word.

Vietnamese writes a blank between all syllables, so a layout that trusts blanks splits CHỦ | NGHĨA and CON | NGƯỜI. What belongs
together is told by the word list (data/compounds.toml), by capitals, and by the small words around a break.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from plugins.vietnamese.lexicon import Index, Lexicon, Term, lexicon, normal
from plugins.vietnamese.marks import MarkedText, MarkedWord, MarkError, parse_marked
from plugins.vietnamese.nowrap import nowrap_spans

# the one door to line breaking: marks, penalties and prose
__all__ = ["MarkError", "MarkedText", "MarkedWord", "nowrap_spans", "parse_marked", "penalties"]

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

_SIGNS = ",;:.!?…"
_CLOSERS = "”’\"')»]"
_OPENERS = "“‘\"'(«["
_DASHES = frozenset("-–—")
_NUMBER = re.compile(r"[0-9][0-9.,/%]*")
_YEAR = re.compile("[12][0-9]{3}")
_ROMAN = re.compile(r"[IVXLC]+")
# a run of capitalised words that is longer is a heading, not a name
_LONGEST_NAME = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Syllable:
    """A word as the rules see it."""

    #: as the word list writes it, without signs
    core: str
    is_capitalised: bool
    #: nothing but capitals
    is_capital: bool
    is_number: bool
    #: Arabic or Roman
    is_numeral: bool
    is_dash: bool
    #: a sign stands behind it, so no term goes on
    has_sign: bool
    #: a bracket or a quotation opens before it, so no term comes in
    is_opened: bool


class _Segment(NamedTuple):  # made for every syllable of every title: three times as quick as a frozen dataclass
    """A compound, or a syllable that is in none."""

    #: indices of the first syllable and behind the last
    start: int
    end: int
    term: Term


def penalties(words: Sequence[MarkedWord], names: tuple[str, ...] = ()) -> tuple[float, ...]:
    """What a line break behind each word costs; as long as `words`, the last is 0.

    `math.inf` is forbidden, `-math.inf` wanted by the author, below 0 good, above 0 bad (the worst finite one is about 5).
    `names` adds names of the ward's own, kept whole also in capitals: `("Hải An",)`.
    """
    syllables = tuple(_syllable(word.text) for word in words)
    costs = _Costs(syllables, lexicon(names))
    result = [costs.after(index) for index in range(len(words) - 1)]
    for index, word in enumerate(words[:-1]):
        if word.must_break:
            result[index] = _WANTED
        elif word.must_keep:
            result[index] = _FORBIDDEN
    return (*result, 0.0)[: len(words)]


@lru_cache(maxsize=8192)
def _syllable(text: str) -> _Syllable:
    opened = text.lstrip(_OPENERS)
    closed = opened.rstrip(_CLOSERS)
    bare = closed.rstrip(_SIGNS + _CLOSERS)
    return _Syllable(
        core=normal(bare),
        is_capitalised=bare[:1].isupper(),
        is_capital=bare.isupper(),
        is_number=bool(_NUMBER.fullmatch(bare)),
        is_numeral=bare[:1].isdigit() or bool(_ROMAN.fullmatch(bare)),
        is_dash=text in _DASHES,
        has_sign=closed != bare or (bool(bare) and opened != closed),
        is_opened=opened != text,
    )


class _Costs:
    """The rules, with what all of them share: the segments of one text."""

    def __init__(self, syllables: Sequence[_Syllable], words: Lexicon) -> None:
        self.syllables = syllables
        self.words = words
        self.has_case = _has_case(syllables)
        cores = _cores(syllables)
        self.segments = _segments(cores, words.compounds)
        self.segment_of = [segment for segment in self.segments for _ in range(segment.start, segment.end)]
        self.in_phrase = _phrase_joints(cores, words.phrases)
        self.names = _capitalised_runs(syllables) if self.has_case else self._names_in_capitals()

    def after(self, index: int) -> float:
        """Cost of a break behind the syllable at `index`, which is not the last."""
        here, there = self.segment_of[index], self.segment_of[index + 1]
        if here is there or index in self.names or self._is_bound(index):
            return _FORBIDDEN
        cost = self._between(index, here, there)
        return cost + _IN_PHRASE if index in self.in_phrase else cost

    def _is_bound(self, index: int) -> bool:
        """Dashes and numbers: 2026 - 2030, 39,99 km², lần thứ I."""
        first, second = self.syllables[index], self.syllables[index + 1]
        if second.is_dash:
            return True
        if first.is_dash:
            return index > 0 and self.syllables[index - 1].is_number and second.is_number
        if first.has_sign:
            return False
        is_measured = first.is_number and (second.core,) in self.words.units
        return is_measured or (second.is_numeral and self.segment_of[index].term in self.words.labels)

    def _between(self, index: int, here: _Segment, there: _Segment) -> float:
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

    def _before(self, there: _Segment, here: _Segment) -> float:
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

    def _is_quantity(self, segment: _Segment) -> bool:
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
        return self._may_be_name(index + 1)

    def _may_be_name(self, index: int) -> bool:
        """May the syllable be part of an unknown name in a text in capitals?"""
        segment, syllable = self.segment_of[index], self.syllables[index]
        if len(segment.term) > 1 or syllable.is_dash or syllable.is_numeral:
            return False
        return not any(segment.term in small for small in (self.words.openers, self.words.clitics, self.words.labels))

    def _names_in_capitals(self) -> frozenset[int]:
        """PHƯỜNG ĐẰNG LÂM: names of places mostly have two syllables, so the two behind the noun stay together."""
        return frozenset(
            segment.end
            for segment in self.segments
            if segment.term in self.words.administrative
            and segment.end + 1 < len(self.syllables)
            and not self.syllables[segment.end - 1].has_sign
            and not self.syllables[segment.end].has_sign
            and self._may_be_name(segment.end)
            and self._may_be_name(segment.end + 1)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cores:
    """What terms are matched against."""

    #: core of each syllable
    texts: tuple[str, ...]
    #: core of each syllable but the last with that of the next: the keys of an index of terms
    pairs: tuple[tuple[str, str], ...]
    #: indices behind which no term goes on, because a sign or a bracket stands there
    gaps: frozenset[int]

    def terms_at(self, start: int, terms: Index) -> list[Term]:
        """Terms of the list that begin at `start`, which is not the last, and run over no sign."""
        return [
            term
            for term in terms.get(self.pairs[start], ())
            if self.texts[start : start + len(term)] == term and self.gaps.isdisjoint(range(start, start + len(term) - 1))
        ]


def _cores(syllables: Sequence[_Syllable]) -> _Cores:
    gaps = frozenset(index for index, (first, second) in enumerate(pairwise(syllables)) if first.has_sign or second.is_opened)
    texts = tuple([syllable.core for syllable in syllables])
    return _Cores(texts=texts, pairs=tuple(pairwise(texts)), gaps=gaps)


def _segments(cores: _Cores, compounds: Index) -> tuple[_Segment, ...]:
    """The text cut into as few segments as the word list allows: học sinh | hoạt động, not học | sinh hoạt | động."""
    count = len(cores.texts)
    # segments needed from each place to the end, and the length of the first of them; of equal cuts the longer first term wins
    needed, lengths = [0] * (count + 1), [0] * count
    for start in range(count - 1, -1, -1):
        rest, length = needed[start + 1], 1
        # few syllables begin a compound
        for term in cores.terms_at(start, compounds) if start < count - 1 and cores.pairs[start] in compounds else ():
            if (needed[start + len(term)], -len(term)) < (rest, -length):
                rest, length = needed[start + len(term)], len(term)
        needed[start], lengths[start] = rest + 1, length
    result: list[_Segment] = []
    position = 0
    while position < count:
        end = position + lengths[position]
        result.append(_Segment(start=position, end=end, term=cores.texts[position:end]))
        position = end
    return tuple(result)


def _phrase_joints(cores: _Cores, phrases: Index) -> frozenset[int]:
    """Indices behind which a phrase goes on."""
    return frozenset(
        index
        for start, pair in enumerate(cores.pairs)
        if pair in phrases
        for term in cores.terms_at(start, phrases)
        for index in range(start, start + len(term) - 1)
    )


def _has_case(syllables: Sequence[_Syllable]) -> bool:
    """Do capitals mean anything here? Not in a text of capitals or with A Capital On Nearly Every Word."""
    words = [syllable for syllable in syllables if syllable.core[:1].isalpha()]
    if all(word.is_capital for word in words):
        return False
    # three words tell too little: Phường Hải An
    return len(words) <= 3 or sum(word.is_capitalised for word in words) * 10 <= len(words) * 7


def _capitalised_runs(syllables: Sequence[_Syllable]) -> frozenset[int]:
    """Indices behind which a name in capitals goes on: Hải Phòng, Hồ Chí Minh."""
    joints: set[int] = set()
    run: list[int] = []
    for index, (first, second) in enumerate(pairwise(syllables)):
        if first.is_capitalised and second.is_capitalised and not first.has_sign and not second.is_opened:
            run.append(index)
            continue
        joints.update(run if len(run) < _LONGEST_NAME else ())
        run = []
    joints.update(run if len(run) < _LONGEST_NAME else ())
    return frozenset(joints)
