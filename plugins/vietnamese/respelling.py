"""The syllable that somebody meant who wrote an impossible one: the nearest by typing, then the one that the words around ask for.

Candidates are the frequent syllables (those of the word list and data/syllables.toml) and what small repairs make of the word itself.
"""

import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, pairwise
from pathlib import Path

from plugins.vietnamese.folding import fold
from plugins.vietnamese.letters import VOWELS
from plugins.vietnamese.lexicon import lexicon, normal
from plugins.vietnamese.syllables import SHARP_TONES, Spelling, is_syllable, spelling, with_tone

_SOURCE = Path(__file__).parent / "data" / "syllables.toml"
#: a farther candidate is a guess: two letters
_FARTHEST = 2.0
#: letters that only one of the two has
_OTHER_LETTERS = 3
#: what a neighbour is worth with which the candidate makes a word (nghị + quyết)
_CONTEXT = 0.7
#: what one more place in the word list is worth, and at most
_FREQUENCY, _MOST_FREQUENT = 0.02, 10
#: what a place in the list of small words counts: as much as so many terms
_SMALL_WORD = 7
_OTHER_TONE, _OTHER_MARK, _DOUBLED, _SWAPPED, _OTHER_LETTER = 0.5, 0.4, 0.5, 0.6, 1.0
#: a rare syllable with the tone in its place (vùa for vuà) is no nearer than a frequent one with another mark (vừa)
_RARE = 0.28
#: letters that other letters of the same onset or rhyme invite to forget: ngh, gh, kh, nh, th, ng
_SECOND_LETTERS = frozenset("hg")
_FORGOTTEN = 0.7
_ONSET_SWAPS = (("ngh", "ng"), ("ng", "ngh"), ("gh", "g"), ("g", "gh"), ("c", "k"), ("k", "c"), ("f", "ph"), ("z", "d"), ("j", "gi"))
_LONGEST = 9


@cache
def frequent_syllables() -> Mapping[str, int]:
    """Frequent syllables, small and in the old tone style, and how often the word lists hold each."""
    words = lexicon()
    counts: Counter[str] = Counter()
    for index in (words.compounds, words.phrases):
        for terms in index.values():
            counts.update(syllable for term in terms for syllable in term)
    for word in tomllib.loads(_SOURCE.read_text(encoding="utf-8"))["frequent"]["syllables"].split():
        counts[normal(word)] += _SMALL_WORD
    return {syllable: count for syllable, count in counts.items() if is_syllable(syllable)}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    syllable: str
    taken: Spelling
    #: its letters without marks
    letters: frozenset[str]


def _candidate(syllable: str) -> Iterator[_Candidate]:
    taken = spelling(syllable)
    if taken is not None:
        yield _Candidate(syllable=syllable, taken=taken, letters=frozenset(fold(syllable)))


@cache
def _candidates() -> tuple[_Candidate, ...]:
    return tuple(chain.from_iterable(map(_candidate, frequent_syllables())))


@cache
def _pairs() -> frozenset[tuple[str, str]]:
    """Two syllables that stand side by side in a term of the word list."""
    words = lexicon()
    terms = (term for index in (words.compounds, words.phrases) for rows in index.values() for term in rows)
    return frozenset(pair for term in terms for pair in pairwise(term))


def is_term(first: str, second: str) -> bool:
    """Do these two syllables stand side by side in a term of the word list?"""
    return (normal(first), normal(second)) in _pairs()


@lru_cache(maxsize=1024)
def nearest_syllable(word: str, before: str = "", after: str = "") -> str:
    """What `word` (NFC, no possible syllable) was meant to be, in its own capitals; "" when nothing is near.

    `before` and `after` are the words beside it, or empty.
    """
    lowered = word.lower()
    if len(lowered) > _LONGEST:
        return ""
    frequent = frequent_syllables()
    moved = _with_moved_tone(lowered)
    scores = {syllable: _score(0.0 if syllable in frequent else _RARE, syllable, before, after) for syllable in moved}
    taken = spelling(lowered)
    if taken is not None:
        letters = frozenset(fold(lowered))
        own = chain.from_iterable(map(_candidate, _repairs(lowered, taken)))
        for other in chain(_candidates(), own):
            # far more than half of all are ruled out by their letters alone
            if other.syllable not in scores and len(letters ^ other.letters) <= _OTHER_LETTERS:
                distance = _distance(taken, other.taken)
                if distance <= _FARTHEST:
                    scores[other.syllable] = _score(distance, other.syllable, before, after)
    if not scores:
        return ""
    best = min(scores, key=lambda syllable: (scores[syllable], syllable))
    return best.capitalize() if word[0].isupper() else best


def _score(distance: float, syllable: str, before: str, after: str) -> float:
    makes_a_word = is_term(before, syllable) or is_term(syllable, after)
    return distance - _CONTEXT * makes_a_word - _FREQUENCY * min(frequent_syllables().get(normal(syllable), 0), _MOST_FREQUENT)


def _with_moved_tone(word: str) -> Iterator[str]:
    """`cuả` as `của`: the same letters and tone, the tone in its place. The site's own style comes first."""
    taken = spelling(word)
    if taken is not None and taken.tone:
        yield from dict.fromkeys(normal(syllable) for syllable in with_tone(taken.letters, taken.tone))


def _repairs(word: str, taken: Spelling) -> Iterator[str]:
    """Possible syllables that one small repair makes of `word`."""
    letters = taken.letters
    others = {letters}
    others.update(new + letters[len(old) :] for old, new in _ONSET_SWAPS if letters.startswith(old))
    others.update(letters[:at] + letters[at + 1 :] for at in range(len(letters)))
    others.update(letters[:at] + letters[at + 1] + letters[at] + letters[at + 2 :] for at in range(len(letters) - 1))
    for at, letter in enumerate(letters):
        if letter in VOWELS:
            others.update(letters[:at] + vowel + letters[at + 1 :] for vowel in VOWELS if fold(vowel) == fold(letter))
    for other in others:
        for tone in {taken.tone, *SHARP_TONES}:
            yield from with_tone(other, tone)


@lru_cache(maxsize=4096)
def _base(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0] if letter != "đ" else "d"


def _distance(one: Spelling, other: Spelling) -> float:
    """How far two spellings are apart when typed: letters left out, added, swapped or with another mark; then the tone."""
    a, b = one.letters, other.letters
    rows = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        rows[i][0] = float(i)
    for j in range(1, len(b) + 1):
        rows[0][j] = float(j)
    for i, left in enumerate(a, 1):
        for j, right in enumerate(b, 1):
            added = rows[i - 1][j] + (_DOUBLED if i > 1 and a[i - 2] == left else 1.0)
            left_out = rows[i][j - 1] + (_FORGOTTEN if right in _SECOND_LETTERS else 1.0)
            best = min(added, left_out, rows[i - 1][j - 1] + _letter_distance(left, right))
            if i > 1 and j > 1 and left == b[j - 2] and a[i - 2] == right:
                best = min(best, rows[i - 2][j - 2] + _SWAPPED)
            rows[i][j] = best
    return rows[-1][-1] + (_OTHER_TONE if one.tone != other.tone else 0.0)


def _letter_distance(left: str, right: str) -> float:
    if left == right:
        return 0.0
    return _OTHER_MARK if _base(left) == _base(right) else _OTHER_LETTER
