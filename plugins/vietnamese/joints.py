"""Where no line may end: inside a compound or a name, between a number and its word, before a dash.

Titles on pages ask for these places alone; slogans, and titles on pictures, weigh all others too (breaking.py).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from plugins.vietnamese.lexicon import Index, Term, lexicon, normal

_SIGNS = ",;:.!?…"
_CLOSERS = "”’\"')»]"
_OPENERS = "“‘\"'(«["
_DASHES = frozenset("-–—")
_NUMBER = re.compile(r"[0-9][0-9.,/%]*")
_ROMAN = re.compile(r"[IVXLC]+")
# a run of capitalised words that is longer is a heading, not a name
_LONGEST_NAME = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Syllable:
    """A word as the rules see it."""

    #: as the word list writes it, without signs
    core: str
    #: does it begin with a letter?
    is_word: bool
    is_capitalised: bool
    #: nothing but capitals
    is_capital: bool
    is_number: bool
    #: Arabic or Roman
    is_numeral: bool
    is_dash: bool
    #: neither a dash nor any kind of number
    is_plain: bool
    #: a sign stands behind it, so no term goes on
    has_sign: bool
    #: a bracket or a quotation opens before it, so no term comes in
    is_opened: bool


class Segment(NamedTuple):  # made for every syllable of every title: three times as quick as a frozen dataclass
    """A compound, or a syllable that is in none."""

    #: indices of the first syllable and behind the last
    start: int
    end: int
    term: Term


def joints(words: Sequence[str], names: tuple[str, ...] = ()) -> frozenset[int]:
    """Indices of the words behind which no line may end: where `penalties` of words without marks is `math.inf`."""
    return Joined(words, names).joints


@lru_cache(maxsize=8192)
def _syllable(text: str) -> Syllable:
    opened = text.lstrip(_OPENERS)
    closed = opened.rstrip(_CLOSERS)
    bare = closed.rstrip(_SIGNS + _CLOSERS)
    core = normal(bare)
    is_number, is_dash = bool(_NUMBER.fullmatch(bare)), text in _DASHES
    is_numeral = bare[:1].isdigit() or bool(_ROMAN.fullmatch(bare))
    return Syllable(
        core=core,
        is_word=core[:1].isalpha(),
        is_capitalised=bare[:1].isupper(),
        is_capital=bare.isupper(),
        is_number=is_number,
        is_numeral=is_numeral,
        is_dash=is_dash,
        is_plain=not (is_number or is_numeral or is_dash),
        has_sign=closed != bare or (bool(bare) and opened != closed),
        is_opened=opened != text,
    )


class Joined:
    """The words of one text, and what of them belongs together."""

    def __init__(self, words: Sequence[str], names: tuple[str, ...] = ()) -> None:
        """`words` with the signs that touch them; `names` as in `penalties`."""
        self.texts = words
        self.syllables = [_syllable(word) for word in words]
        self.words = lexicon(names)
        self.has_case = _has_case(self.syllables)
        #: core of each syllable: what terms are matched against
        self.cores = tuple([syllable.core for syllable in self.syllables])
        #: each but the last with the next: the keys of an index of terms
        self.pairs = list(pairwise(self.cores))
        #: indices inside a compound of any cut that is as good as the one that is taken
        self.doubtful: set[int] = set()
        #: first syllable of each compound and behind its last
        self.compounds = self._compounds()
        self.joints = frozenset(self._joints())

    @cached_property
    def segments(self) -> list[Segment]:
        """The compounds, and the syllables between them. Few titles ask: what stands alone is joined to nothing."""
        inside = {index for start, end in self.compounds for index in range(start, end)}
        alone = [(index, index + 1) for index in range(len(self.cores)) if index not in inside]
        return [Segment(start, end, self.cores[start:end]) for start, end in sorted([*self.compounds, *alone])]

    @cached_property
    def segment_of(self) -> list[Segment]:
        """The segment of each syllable."""
        return [segment for segment in self.segments for _ in segment.term]

    @cached_property
    def _gaps(self) -> frozenset[int]:
        """Indices behind which no term goes on, because a sign or a bracket stands there."""
        return frozenset([index for index, (one, two) in enumerate(pairwise(self.syllables)) if one.has_sign or two.is_opened])

    def terms(self, index: Index) -> list[tuple[int, Term]]:
        """Terms of a list that stand in the text and run over no sign, by their first syllable."""
        return [
            (start, term)
            for start, pair in enumerate(self.pairs)
            if pair in index  # few syllables begin a term
            for term in index[pair]
            if self.cores[start : start + len(term)] == term and self._gaps.isdisjoint(range(start, start + len(term) - 1))
        ]

    def _compounds(self) -> list[tuple[int, int]]:
        """The text cut into as few segments as the word lists allow: học sinh | hoạt động, not học | sinh hoạt | động."""
        begun = self._begun()
        if not begun:
            return []
        spans = sorted([(start, start + length) for start, found in begun.items() for length in set(found)])
        if all(one[1] <= two[0] for one, two in pairwise(spans)):  # no two terms share a syllable: all of them hold
            self.doubtful.update([index for start, end in spans for index in range(start, end - 1)])
            return spans
        # segments needed from each place to the end, and the length of the first of them; of equal cuts the longer first term wins
        count = len(self.cores)
        needed, lengths = [0] * (count + 1), [1] * count
        for start in range(count - 1, -1, -1):
            _, negative = min([(needed[start + length], -length) for length in (1, *begun.get(start, ()))])
            needed[start], lengths[start] = needed[start - negative] + 1, -negative
        self._note_doubtful(begun, needed)
        kept: list[tuple[int, int]] = []
        start = 0
        while start < count:
            if lengths[start] > 1:
                kept.append((start, start + lengths[start]))
            start += lengths[start]
        return kept

    def _begun(self) -> dict[int, list[int]]:
        """Lengths of the terms that begin at each syllable."""
        begun: dict[int, list[int]] = {}
        for start, term in (*self.terms(self.words.compounds), *self.terms(self.words.triples)):
            begun.setdefault(start, []).append(len(term))
        classes = self.words.classes
        for start, (one, two) in enumerate(self.pairs):
            if f"{one} {two}" in classes and start not in self._gaps:
                begun.setdefault(start, []).append(2)
        return begun

    def _note_doubtful(self, begun: dict[int, list[int]], needed: list[int]) -> None:
        """Where other cuts are as good, all of them hold: làm | chứng cứ, làm chứng | cứ. `needed` is counted from the end."""
        count = len(self.cores)
        before = [0] + [count] * count
        for start in range(count):
            for length in (1, *begun.get(start, ())):
                before[start + length] = min(before[start + length], before[start] + 1)
        self.doubtful.update(
            index
            for start, lengths in begun.items()
            for length in lengths
            if before[start] + 1 + needed[start + length] == needed[0]
            for index in range(start, start + length - 1)
        )

    def term(self, index: int) -> Term:
        """The compound that the syllable is in, or the syllable."""
        return next((self.cores[start:end] for start, end in self.compounds if start <= index < end), (self.cores[index],))

    def _joints(self) -> set[int]:
        found = _capitalised_runs(self.syllables) if self.has_case else self._names_in_capitals()
        found.update(self.doubtful)
        # most titles hold one number or none
        odd = [index for index, syllable in enumerate(self.syllables) if not syllable.is_plain]
        last = len(self.syllables) - 1
        found.update([index for at in odd for index in (at - 1, at) if 0 <= index < last and self._is_bound(index)])
        return found

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
        return is_measured or (second.is_numeral and self.term(index) in self.words.labels)

    def _names_in_capitals(self) -> set[int]:
        """PHƯỜNG ĐẰNG LÂM: names of places mostly have two syllables, so the two behind the noun stay together."""
        return {
            segment.end
            for segment in self.segments
            if segment.term in self.words.administrative
            and segment.end + 1 < len(self.syllables)
            and not self.syllables[segment.end - 1].has_sign
            and not self.syllables[segment.end].has_sign
            and self.may_be_name(segment.end)
            and self.may_be_name(segment.end + 1)
        }

    def may_be_name(self, index: int) -> bool:
        """May the syllable be part of an unknown name in a text in capitals?"""
        segment, syllable = self.segment_of[index], self.syllables[index]
        if len(segment.term) > 1 or syllable.is_dash or syllable.is_numeral:
            return False
        return not any(segment.term in small for small in (self.words.openers, self.words.clitics, self.words.labels))


def _has_case(syllables: Sequence[Syllable]) -> bool:
    """Do capitals mean anything here? Not in a text of capitals or with A Capital On Nearly Every Word."""
    words = [syllable for syllable in syllables if syllable.is_word]
    capitalised = [word for word in words if word.is_capitalised]
    if all(word.is_capital for word in words):
        return False
    # three words tell too little: Phường Hải An
    return len(words) <= 3 or len(capitalised) * 10 <= len(words) * 7


def _capitalised_runs(syllables: Sequence[Syllable]) -> set[int]:
    """Indices behind which a name in capitals goes on: Hải Phòng, Hồ Chí Minh."""
    found: set[int] = set()
    run: list[int] = []
    for index, (first, second) in enumerate(pairwise(syllables)):
        if first.is_capitalised and second.is_capitalised and not first.has_sign and not second.is_opened:
            run.append(index)
        elif run:
            found.update(run if len(run) < _LONGEST_NAME else ())
            run = []
    found.update(run if len(run) < _LONGEST_NAME else ())
    return found
