"""What the place between two words of a slogan is like: names of features, whose weights data/breaks.toml holds.

The features are counted, not thought out: tests/vietnamese/fit_breaks.py learns the weights from labelled slogans. A place is
described by the classes of the words around it (data/words.toml), by small words, signs, and the lengths of the clauses.
"""

from collections.abc import Iterator
from functools import cached_property

from plugins.vietnamese.joints import Joined, Segment

#: lengths beyond this count as one, in syllables
_LONG = 5
_SHORT_LIST = 2
_CLOSERS = "”’\"')»]"


class Places(Joined):
    """The words of one text and what each place between two of them is like."""

    @cached_property
    def in_phrase(self) -> frozenset[int]:
        """Indices behind which a phrase of the word list goes on."""
        rows = (*self.terms(self.words.phrases), *self.terms(self.words.long))
        return frozenset(index for start, term in rows for index in range(start, start + len(term) - 1))

    @cached_property
    def clauses(self) -> list[tuple[int, int]]:
        """For each syllable the first of its clause and behind the last: what signs and dashes part."""
        ends = [i + 1 for i, syllable in enumerate(self.syllables) if syllable.has_sign or syllable.is_dash]
        if not ends or ends[-1] < len(self.syllables):
            ends.append(len(self.syllables))
        starts = [0, *ends[:-1]]
        return [(start, end) for start, end in zip(starts, ends, strict=True) for _ in range(start, end)]

    def word_class(self, segment: Segment) -> str:
        """Class letters of a word; `u1` or `u2` for one that the list does not know, by its length."""
        return self.words.classes.get(" ".join(segment.term)) or ("u1" if len(segment.term) == 1 else "u2")

    def features(self, index: int) -> Iterator[str]:
        """Names of what holds for the place behind the syllable at `index`, which is not the last."""
        yield ""
        if self.syllables[index].is_dash:
            yield from self._behind_dash(index)
        elif self.syllables[index].has_sign:
            yield from self._behind_sign(index)
        else:
            yield from self._between_words(index)

    def _behind_dash(self, index: int) -> Iterator[str]:
        left, right = index - self.clauses[index][0], self.clauses[index + 1][1] - index - 1
        yield "dash"
        yield f"dashl{_counted(left)}"
        yield f"dashr{_counted(right)}"
        if left == right:
            yield "dash="

    def _behind_sign(self, index: int) -> Iterator[str]:
        here, there = self.segment_of[index], self.segment_of[index + 1]
        left = _counted(index + 1 - self.clauses[index][0])
        right = _counted(self.clauses[index + 1][1] - index - 1)
        sign = self.texts[index].rstrip(_CLOSERS)[-1:]
        yield f"{sign}"
        yield f"{sign}l{left}"
        yield f"{sign}r{right}"
        if sign != ",":
            return
        first, second = self.word_class(here), self.word_class(there)
        shared = "=" if set(first) & set(second) & set("nva") else "/"
        yield f",{left}{right}"
        yield f",{first[:1]}{second[:1]}"
        yield f",<{second[:1]}"
        yield f",<{' '.join(there.term)}"
        yield f",{min(len(here.term), 2)}{shared}{min(len(there.term), 2)}"
        yield f",{min(len(here.term), 2)}{shared}{min(len(there.term), 2)}r{right}"
        if left == right and left <= _SHORT_LIST:
            yield ",list"
        if self.segment_of[self.clauses[index][0]].term[0] == there.term[0]:
            yield ",parallel"
        if there.term in self.words.openers:
            yield ",opener"
        if self.clauses[index + 1][1] < len(self.syllables):
            yield ",more"

    def _between_words(self, index: int) -> Iterator[str]:
        here, there = self.segment_of[index], self.segment_of[index + 1]
        start, end = self.clauses[index]
        left, right = _counted(index + 1 - start), _counted(end - index - 1)
        first, second = self.word_class(here), self.word_class(there)
        before = self.word_class(self.segment_of[here.start - 1])[:1] if here.start > start else "^"
        behind = self.word_class(self.segment_of[there.end])[:1] if there.end < end else "$"
        one, two = f"{first[:1]}{min(len(here.term), 2)}", f"{second[:1]}{min(len(there.term), 2)}"
        yield from (f"l{left}", f"r{right}", f"l{left}r{right}", f"{len(here.term) > 1:d}{len(there.term) > 1:d}")
        yield from (f"{first}>", f">{second}", f"{first}>{second}", f"{one[0]}>{two[0]}", f"{one}>{two}")
        yield from (f"{before}{one[0]}>{two[0]}", f"{one[0]}>{two[0]}{behind}", f"{one}>{two}{behind}", f"{before}{one}>{two}")
        yield from (f"{one[0]}>{two[0]}l{left}", f"{one[0]}>{two[0]}r{right}")
        word = " ".join(there.term)
        yield from (f"<{word}", f"{' '.join(here.term)}>", f"{one[0]}<{word}", f"<{word}r{right}", f"<{word}l{left}")
        if there.term in self.words.openers:
            yield from ("opener", f"openerl{left}", f"openerr{right}")
        if "d" in second:
            yield from ("small", f"smalll{left}", f"smallr{right}")
        if right <= _SHORT_LIST and end < len(self.syllables) and self.clauses[end][1] - end <= _SHORT_LIST:
            yield "list"
        if self.syllables[end - 1].is_dash and end < len(self.syllables) and end - index - 2 == self.clauses[end][1] - end:
            yield "twins"
        yield from (name for name, holds in self._marks(index, here, there) if holds)

    def _marks(self, index: int, here: Segment, there: Segment) -> tuple[tuple[str, bool], ...]:
        one, two = self.syllables[index], self.syllables[index + 1]
        return (
            ("phrase", index in self.in_phrase),
            ("beginning", there.term in self.words.beginnings),
            ("leader", here.term in self.words.leaders),
            ("place", here.term in self.words.administrative),
            ("number>", one.is_numeral),
            (">number", two.is_numeral),
            ("(", two.is_opened),
            (">Name", two.is_capitalised and not one.is_capitalised),
            ("Name>", one.is_capitalised and not two.is_capitalised and index > 0),
            ("Name>Name", one.is_capitalised and two.is_capitalised),
        )


def _counted(syllables: int) -> int:
    return min(syllables, _LONG)
