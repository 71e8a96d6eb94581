"""Rules of spelling: impossible syllables (CT10), fixed names with wrong marks (CT01), pairs that are confused (CT02).

Only what is no word in any context is reported; what might be one stays silent.
"""

import functools
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from plugins.core.rules import Finding, Level, Rule, Subject
from plugins.editorial.running_text import RunningText, by_first_word, folded, phrases_at, recased, running_text
from plugins.editorial.word_lists import table
from plugins.vietnamese.legacy_mixed import OldFonts
from plugins.vietnamese.letters import SMALL, VOWELS
from plugins.vietnamese.lexicon import normal
from plugins.vietnamese.respelling import frequent_syllables, is_term, nearest_syllable
from plugins.vietnamese.syllables import is_syllable, spelling

_LOANWORDS = Path(__file__).parents[1] / "vietnamese" / "data" / "loanwords.toml"
_ASCII = frozenset("abcdefghijklmnopqrstuvwxyz")
_LETTERS = _ASCII | frozenset(SMALL)
#: letters that Western languages do not have: a word with one of them was meant to be Vietnamese
_ONLY_VIETNAMESE = frozenset(letter for letter in SMALL if letter >= "\u1ea0" or letter in "ăđơư")
#: letters that no Vietnamese syllable has; Telex makes marks of them
_TELEX = frozenset("fjwz")
#: a cluster of another language: Krông, Plông, crème
_FOREIGN_SECOND = frozenset("lr")
#: at the end of a name, behind a vowel, they show another language: Đăk Pék, Ea Păl, Chư Păh
_FOREIGN_LAST = frozenset("bdhkl")
#: impossible words of one entry whose meaning is guessed; more of them are another language, or a file in pieces
_MOST_GUESSES = 20
#: impossible words of one entry that are reported at all
_MOST_WORDS = 100
#: from so many syllables on, a name can mean nothing else and is set right unasked
_SURE_LENGTH = 5


# ---- CT10


@functools.cache
def _loanwords() -> tuple[frozenset[str], frozenset[str]]:
    data = tomllib.loads(_LOANWORDS.read_text(encoding="utf-8"))
    return frozenset(data["words"]), frozenset(data["names"])


def syllable_is_possible(subject: Subject) -> Iterator[Finding]:
    """CT10: a word with Vietnamese letters that is no possible syllable."""
    text = running_text(subject)
    if text is None:
        return
    found = [at for at, word in enumerate(text.words) if not _is_fine(word)]
    doubtful = _without_old_fonts(text, [at for at in found if text.is_lone(at) and _is_slip(text, at)])
    guesses = {text.words[at].lower() for at in doubtful}
    for at in doubtful:
        word = text.words[at]
        meant = _meant(text, at) if len(guesses) <= _MOST_GUESSES else ""
        message = f"“{word}” không phải âm tiết tiếng Việt: gõ sai dấu hoặc sai chữ."
        yield text.finding(text.starts[at], text.end(at), message, meant)


def _without_old_fonts(text: RunningText, found: list[int]) -> list[int]:
    """`found` without the words that are in an old font: KT02 and KT03 say so once, and mean every word."""
    found = found[:_MOST_WORDS]
    if not found:
        return found
    old = OldFonts(text.text.split("\n"))
    return [at for at in found if not old.has(*text.places.of(text.starts[at]))]


@functools.lru_cache(maxsize=8192)
def _is_fine(word: str) -> bool:
    """Nothing to say of this word, wherever it stands: possible, or of another kind (abbreviation, mixed case, foreign letters)."""
    small = word.lower()
    is_ordinary = word in (small, small.capitalize()) and len(word) > 1
    return not is_ordinary or is_syllable(small) or not _LETTERS.issuperset(small) or _is_borrowed(word, small)


def _is_borrowed(word: str, small: str) -> bool:
    words, names = _loanwords()
    if small in words or (word != small and small in names):
        return True
    if _ASCII.issuperset(small):
        return len(small) > 7  # "hoach" beside "kế" may be a slip; no syllable is longer than "nghiêng"
    if word != small and small[-1] in _FOREIGN_LAST and folded(small)[-2] in VOWELS:
        return True
    is_cluster = small[1] in _FOREIGN_SECOND and small[0] not in "aeiouy" and small[:2] != "tr"
    return is_cluster and (word != small or _ONLY_VIETNAMESE.isdisjoint(small))


def _is_slip(text: RunningText, at: int) -> bool:
    """Was the impossible word at `at` meant to be Vietnamese?"""
    small = text.words[at].lower()
    if _ASCII.issuperset(small):
        return bool(_unmarked_term(text, at))
    if _vowel_groups(small) == 1:
        return _TELEX.isdisjoint(small) or not _ONLY_VIETNAMESE.isdisjoint(small)
    # several syllables in one are a loan word (ôtô), unless a letter of Telex stayed behind or a blank was forgotten
    return (not _TELEX.isdisjoint(small) and not _ONLY_VIETNAMESE.isdisjoint(small)) or bool(_forgotten_blank(small))


def _vowel_groups(word: str) -> int:
    taken = spelling(word)
    groups, was_vowel = 0, False
    for letter in taken.letters if taken else folded(word):
        is_vowel = letter in VOWELS
        groups += is_vowel and not was_vowel
        was_vowel = is_vowel
    return groups


def _forgotten_blank(small: str) -> str:
    """`nhândân` as `nhân dân`, only where the two halves are a known term."""
    halves = ((small[:cut], small[cut:]) for cut in range(2, len(small) - 1))
    return next((f"{left} {right}" for left, right in halves if is_syllable(left) and is_syllable(right) and is_term(left, right)), "")


def _unmarked_term(text: RunningText, at: int) -> str:
    """`hoach` behind `kế` as `hoạch`: the one syllable with these letters that makes a known term with the word beside it."""
    small = text.words[at].lower()
    for meant in _by_letters().get(small, ()):
        if is_term(text.before(at), meant) or is_term(meant, text.after(at)):
            return meant
    return ""


@functools.cache
def _by_letters() -> Mapping[str, tuple[str, ...]]:
    """Frequent syllables by their letters without marks."""
    groups: dict[str, tuple[str, ...]] = {}
    for syllable in sorted(frequent_syllables()):
        groups[folded(syllable)] = (*groups.get(folded(syllable), ()), syllable)
    return groups


def _meant(text: RunningText, at: int) -> str:
    word = text.words[at]
    meant = _unmarked_term(text, at) if word.isascii() else _forgotten_blank(word.lower())
    return recased(meant, (word,)) if meant else nearest_syllable(word, text.before(at), text.after(at))


# ---- CT01


@dataclass(frozen=True, slots=True, kw_only=True)
class _Name:
    """A fixed name."""

    #: as it is written
    words: tuple[str, ...]
    plain: tuple[str, ...]
    folded: tuple[str, ...]


@functools.cache
def _names() -> Mapping[str, tuple[_Name, ...]]:
    """Fixed names by their first syllable without marks."""
    groups: dict[str, tuple[_Name, ...]] = {}
    for name in table("names")["marks"]["names"]:
        words = tuple(name.split())
        row = _Name(words=words, plain=tuple(map(normal, words)), folded=tuple(map(folded, words)))
        groups[row.folded[0]] = (*groups.get(row.folded[0], ()), row)
    return groups


def name_has_its_marks(subject: Subject) -> Iterator[Finding]:
    """CT01: a fixed name with the right letters and wrong marks."""
    text = running_text(subject)
    if text is None:
        return
    names = _names()
    for at, word in enumerate(text.plain):
        for name in names.get(folded(word), ()):
            if _is_misspelt(text, at, name):
                yield _name_finding(text, at, name)
                break


def _is_misspelt(text: RunningText, at: int, name: _Name) -> bool:
    count = len(name.words)
    plain = text.plain[at : at + count]
    if plain == name.plain or tuple(map(folded, plain)) != name.folded or not text.is_phrase(at, count):
        return False
    # all without marks is a text of another kind; a small first letter may begin another phrase ("ngày hội đông nhân dân dự")
    is_sure = count >= _SURE_LENGTH or text.words[at][0].isupper() == name.words[0][0].isupper()
    return is_sure and not all(map(str.isascii, plain)) and 2 * sum(map(str.__ne__, plain, name.plain)) <= count


def _name_finding(text: RunningText, at: int, name: _Name) -> Finding:
    count = len(name.words)
    written = text.words[at : at + count]
    pairs = zip(written, name.words, name.plain, strict=True)
    right = " ".join(word if normal(word) == plain else recased(known.lower(), (word,)) for word, known, plain in pairs)
    message = f"Có phải “{right}”? Tên này hay bị gõ sai dấu."
    end = text.end(at + count - 1)
    is_plain_blank = " ".join(written) == text.text[text.starts[at] : end]
    # the last syllable may belong to what follows: "thông tin điện từ ngày 01/7"
    is_sure = count >= _SURE_LENGTH and is_plain_blank and normal(written[-1]) == name.plain[-1]
    return text.finding(text.starts[at], end, message, right, is_safe=is_sure)


# ---- CT02


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """A phrase that is none, and the one that is meant."""

    right: str
    #: plain words beside the phrase that make an honest one of it
    not_behind: frozenset[str]
    not_before: frozenset[str]


@functools.cache
def _pairs() -> tuple[Mapping[tuple[str, ...], _Pair], Mapping[str, tuple[tuple[str, ...], ...]]]:
    """Pairs by the plain words of the wrong phrase, and these phrases by their first word."""
    pairs: dict[tuple[str, ...], _Pair] = {}
    for row in table("confusables")["pairs"]:
        wrong = tuple(row["wrong"].split())
        pairs[wrong] = _Pair(
            right=row["right"], not_behind=frozenset(row.get("not_behind", ())), not_before=frozenset(row.get("not_before", ()))
        )
    return pairs, by_first_word(pairs)


def phrase_is_no_mix_up(subject: Subject) -> Iterator[Finding]:
    """CT02: two words that are often confused, where only one of them can stand."""
    text = running_text(subject)
    if text is None:
        return
    pairs, first = _pairs()
    for at, phrase in phrases_at(text, first):
        pair = pairs[phrase]
        last = at + len(phrase) - 1
        if text.before(at) not in pair.not_behind and text.after(last) not in pair.not_before:
            right = recased(pair.right, text.words[at : last + 1])
            yield text.finding(text.starts[at], text.end(last), f"Có phải “{right}”? Hai cách viết này hay bị lẫn.", right)


RULES: tuple[Rule, ...] = (
    Rule(id="CT01", level=Level.WARNING, title="Tên cố định viết đúng dấu: Cổng thông tin điện tử", check=name_has_its_marks),
    Rule(id="CT02", level=Level.WARNING, title="Từ dễ lẫn viết đúng: lồng ghép, sáp nhập, hỗ trợ", check=phrase_is_no_mix_up),
    Rule(id="CT10", level=Level.WARNING, title="Mỗi chữ là một âm tiết có thật trong tiếng Việt", check=syllable_is_possible),
)
