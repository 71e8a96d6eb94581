"""Rules of usage: tone styles (CT03), capitals (CT04), cited articles of law (CT05), names of services (CT06), abbreviations (CT08).

Capitals follow Nghị định 30/2020/NĐ-CP, phụ lục II; the lists are in data/.
"""

import functools
import re
from collections import Counter
from collections.abc import Iterator, Mapping

from plugins.core.rules import Finding, Level, Rule, Subject
from plugins.editorial.running_text import RunningText, by_first_word, phrases_at, running_text
from plugins.editorial.word_lists import table
from plugins.vietnamese.lexicon import normal
from plugins.vietnamese.tone import OpenSyllable, ToneStyle, open_syllables, to_old_style

#: behind one of these, or at the head of a line, a sentence begins
_SENTENCE_END = re.compile(r"(?:^|[.!?:;…\n|][\"'“”‘’»)\]*_ ]*|[-+*>#\d.)] +[\"'“*_]*)$")
_BEFORE = 8
_ARTICLE = re.compile(r"(?:([Đđ])(?<!\w.)(iểm [a-zđ](?:, [a-zđ]){0,5},? ))?([Kk])(?<!\w.)(hoản \d{1,3},? )([Đđ])(iều \d{1,4})(?!\w)")
_NEXT_SENTENCE = re.compile(r"[.!?;]|\n\s*\n")
#: letters of a syllable and a blank
_LONGEST_NAME = 9
#: words between an abbreviation and its explanation
_NEAR = 3
#: the same where it stands in a bracket, which may explain several: "phòng cháy, chữa cháy và cứu nạn, cứu hộ (PCCC và CNCH)"
_NEAR_BRACKET = 14
_LONGEST_BRACKET = 80
_AND = "và"


# ---- CT03


def one_tone_style(subject: Subject) -> Iterator[Finding]:
    """CT03: one text mixes `ủy` and `uỷ`; said once, at the first syllable of the style that the site does not use."""
    text = running_text(subject)
    found = [syllable for syllable in open_syllables(text.text) if not _is_in_name(text.text, syllable)] if text else []
    if text is None or len({syllable.style for syllable in found}) < 2:
        return
    counts = Counter(syllable.style for syllable in found)
    first = next(syllable for syllable in found if syllable.style is ToneStyle.NEW)
    other = next(syllable for syllable in found if syllable.style is ToneStyle.OLD)
    right = to_old_style(first.text)
    message = (
        f"Bài dùng lẫn hai kiểu đặt dấu: “{first.text}” ({counts[ToneStyle.NEW]} chỗ) và “{other.text}” ({counts[ToneStyle.OLD]} chỗ); "
        "cổng dùng kiểu “hòa, ủy”."
    )
    yield text.finding(first.start, first.start + len(first.text), message, right)


def _is_in_name(text: str, syllable: OpenSyllable) -> bool:
    """Does it stand beside another capital, as in Nguyễn Thị Thuý, chùa Hoà Nghĩa? People and places keep their own spelling."""
    if not syllable.text[0].isupper() or syllable.text.isupper():
        return False
    before = text[max(0, syllable.start - _LONGEST_NAME) : syllable.start]
    end = syllable.start + len(syllable.text)
    is_behind = before.endswith(" ") and before.split()[-1:] != [] and before.split()[-1][0].isupper()
    return is_behind or (text[end : end + 1] == " " and text[end + 1 : end + 2].isupper())


# ---- CT04


@functools.cache
def _capitals() -> tuple[Mapping[tuple[str, ...], str], Mapping[str, tuple[tuple[str, ...], ...]], frozenset[str]]:
    """Names by their plain words, these words by the first, and words behind which a name is generic."""
    rows = table("names")["capitals"]
    names = {tuple(map(normal, name.split())): name for name in rows["names"]}
    return names, by_first_word(list(names)), frozenset(rows["generic"])


def name_has_its_capitals(subject: Subject) -> Iterator[Finding]:
    """CT04: names of bodies, `Nhân dân` and `Nhà nước` with capitals in the wrong places."""
    text = running_text(subject)
    if text is None:
        return
    names, first, generic = _capitals()
    end = 0
    for at, phrase in phrases_at(text, first):
        if at < end:  # inside a longer name: Ủy ban Thường vụ Quốc hội
            continue
        name = names[phrase]
        end = at + len(phrase)
        written = " ".join(text.words[at:end])
        is_generic = text.after(end - 1) in generic or (_begins_sentence(text, text.starts[at]) and not text.after(end - 1))
        # with a small first letter it names no body, unless a name has a capital inside
        is_name = written[0].isupper() or written != written.lower()
        if is_name and written != name and not written.isupper() and not is_generic:
            yield text.finding(text.starts[at], text.end(end - 1), f"Viết “{name}”.", name)
    yield from _nouns(text)


def _begins_sentence(text: RunningText, start: int) -> bool:
    return _SENTENCE_END.search(text.text[max(0, start - _BEFORE) : start]) is not None


@functools.cache
def _nouns_data() -> tuple[frozenset[str], frozenset[str], tuple[tuple[str, ...], ...], frozenset[str]]:
    rows = table("names")
    people, state = rows["nhan-dan"], rows["nha-nuoc"]
    behind = tuple(tuple(phrase.split()) for phrase in state["behind_phrases"])
    return frozenset(people["behind"]), frozenset(people["before"]), behind, frozenset(state["before"])


def _nouns(text: RunningText) -> Iterator[Finding]:
    for at, word in enumerate(text.words):
        if word == "nhân" and _is_people(text, at):
            yield text.finding(text.starts[at], text.end(at + 1), "Viết hoa “Nhân dân”.", "Nhân dân")
        elif word == "Nhân" and _has_two_capitals(text, at):
            yield text.finding(text.starts[at], text.end(at + 1), "Viết “Nhân dân”, chỉ hoa chữ đầu.", "Nhân dân")
        elif word == "nhà" and _is_state(text, at):
            yield text.finding(text.starts[at], text.end(at + 1), "Viết hoa “Nhà nước”.", "Nhà nước")


def _is_people(text: RunningText, at: int) -> bool:
    behind, before, _, _ = _nouns_data()
    if text.after(at) != "dân" or text.words[at + 1] != "dân" or text.before(at) in behind or text.after(at + 1) in before:
        return False
    # nhân dân Lào, nhân dân Hải Phòng: whose people it is, usage differs
    return not (text.is_joined(at + 1) and text.words[at + 2][0].isupper())


def _has_two_capitals(text: RunningText, at: int) -> bool:
    """“Nhân Dân phường”: not in a row of capitals, and not the newspaper of that name."""
    if text.after(at) != "dân" or text.words[at + 1] != "Dân" or not text.is_joined(at + 1) or not text.words[at + 2][0].islower():
        return False
    behind, before, _, _ = _nouns_data()
    press = _data_of_press()
    if text.is_joined(at - 1):
        is_free = text.words[at - 1][0].islower() and text.before(at) not in behind
    else:
        is_free = _begins_sentence(text, text.starts[at])
    return is_free and text.after(at + 1) not in before and text.before(at) not in press and text.after(at + 1) not in press


@functools.cache
def _data_of_press() -> frozenset[str]:
    return frozenset(table("names")["nhan-dan"]["press"])


def _is_state(text: RunningText, at: int) -> bool:
    _, _, behind, before = _nouns_data()
    if text.after(at) != "nước" or text.words[at + 1] != "nước" or text.after(at + 1) in before:
        return False
    return any(_stands_behind(text, at, phrase) for phrase in behind)


def _stands_behind(text: RunningText, at: int, phrase: tuple[str, ...]) -> bool:
    start = at - len(phrase)
    if start < 0 or text.plain[start:at] != phrase or not text.is_phrase(start, len(phrase)):
        return False
    # "của Đảng, nhà nước": a comma may stand between the two nouns
    return text.is_joined(at - 1) or (phrase == ("đảng",) and text.gap(at - 1) == ", ")


# ---- CT05, CT06


def article_is_cited_rightly(subject: Subject) -> Iterator[Finding]:
    """CT05: `điểm` and `khoản` small, `Điều` with a capital, where the two are cited together."""
    text = running_text(subject)
    if text is None:
        return
    for match in _ARTICLE.finditer(text.text):
        first = match[0][0] if _begins_sentence(text, match.start()) else match[0][0].lower()
        point = f"{first}{match[2]}k" if match[1] else first
        right = f"{point}{match[4]}Đ{match[6]}"
        if right != match[0]:
            small = "điểm, khoản" if match[1] == "Đ" and first == "đ" else "khoản"
            yield text.finding(match.start(), match.end(), f"Viết “{right}”: {small} viết thường, Điều viết hoa.", right)


@functools.cache
def _brands() -> tuple[Mapping[tuple[str, ...], str], Mapping[str, tuple[tuple[str, ...], ...]]]:
    rows = table("brands")
    names = {(name.lower(),): name for name in rows["names"]} | {tuple(split.split()): name for split, name in rows["split"].items()}
    return names, by_first_word(list(names))


def service_has_its_name(subject: Subject) -> Iterator[Finding]:
    """CT06: names of services with capitals in the wrong places, or cut in two."""
    text = running_text(subject)
    if text is None:
        return
    names, first = _brands()
    for at, phrase in phrases_at(text, first):
        last = at + len(phrase) - 1
        written = " ".join(text.words[at : last + 1])
        name = names[phrase]
        if written != name and not written.isupper() and text.is_lone(at) and text.is_lone(last):
            yield text.finding(text.starts[at], text.end(last), f"Viết “{name}”.", name, is_safe=len(phrase) == 1)


# ---- CT08


@functools.cache
def _abbreviations() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    return {short: tuple(tuple(long.split()) for long in longs) for short, longs in table("abbreviations")["explain"].items()}


def abbreviation_is_explained(subject: Subject) -> Iterator[Finding]:
    """CT08: the first use of an abbreviation in the text, behind the front matter, says what it stands for."""
    text = running_text(subject)
    if text is None:
        return
    known = _abbreviations()
    seen: set[str] = set()
    for at, word in enumerate(text.words):
        if word not in known or word in seen or text.starts[at] < text.body or not text.is_lone(at):
            continue
        seen.add(word)
        is_in_bracket = _is_in_bracket(text, at)
        if not any(_is_near(text, at, long, _NEAR_BRACKET if is_in_bracket else _NEAR) for long in known[word]):
            right = f"{' '.join(known[word][0])} ({word})"
            message = f"Từ viết tắt “{word}” chưa được giải thích ở lần đầu: viết “{right}”."
            # a bracket in a bracket would be no better
            yield text.finding(text.starts[at], text.end(at), message, "" if is_in_bracket else right)


def _is_in_bracket(text: RunningText, at: int) -> bool:
    before = text.text[max(0, text.starts[at] - _LONGEST_BRACKET) : text.starts[at]]
    return before.rfind("(") > before.rfind(")")


def _is_near(text: RunningText, at: int, long: tuple[str, ...], reach: int) -> bool:
    """Does `long` stand before the abbreviation at `at` with `reach` words between at most, or right behind it, in its sentence?

    `và` is not counted: "phòng cháy và chữa cháy (PCCC)".
    """
    wanted = [word for word in long if word != _AND]
    around = range(max(0, at - 2 * len(long) - reach), min(len(text.plain), at + 2 * len(long) + _NEAR + 1))
    places = [place for place in around if place == at or text.plain[place] != _AND]
    here, count = places.index(at), len(wanted)
    for start in (*range(max(0, here - count - reach), here - count + 1), *range(here + 1, here + 2 + _NEAR)):
        found = places[start : start + count]
        if [text.plain[place] for place in found] == wanted:
            first, second = (found[-1], at) if start < here else (at, found[0])
            if not _NEXT_SENTENCE.search(text.text, text.end(first), text.starts[second]):
                return True
    return False


RULES: tuple[Rule, ...] = (
    Rule(id="CT03", level=Level.NOTE, title="Một bài chỉ dùng một kiểu đặt dấu: hòa, ủy", check=one_tone_style),
    Rule(id="CT04", level=Level.WARNING, title="Viết hoa đúng: Nhân dân, Nhà nước, Ban Chấp hành", check=name_has_its_capitals),
    Rule(id="CT05", level=Level.NOTE, title="Dẫn điều luật: khoản 2 Điều 5", check=article_is_cited_rightly),
    Rule(id="CT06", level=Level.WARNING, title="Tên dịch vụ viết đúng: TikTok, Facebook, YouTube, Zalo", check=service_has_its_name),
    Rule(id="CT08", level=Level.WARNING, title="Từ viết tắt được giải thích ở lần đầu", check=abbreviation_is_explained),
)
