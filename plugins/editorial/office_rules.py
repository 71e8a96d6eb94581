"""CT09: names of the ward's offices, one spelling for each: that of du-lieu/co-quan.toml."""

import functools
import re
from collections.abc import Iterator, Mapping

from plugins.core.rules import Finding, Level, Rule, Subject
from plugins.editorial.running_text import RunningText, by_first_word, running_text
from plugins.vietnamese.lexicon import normal
from plugins.vietnamese.tone import to_old_style


@functools.lru_cache(maxsize=8)
def _offices(names: tuple[str, ...]) -> tuple[Mapping[tuple[str, ...], str], Mapping[str, tuple[tuple[str, ...], ...]]]:
    # "Các phòng, ban, đơn vị" says what kind of office it is: only what has a capital inside is a name
    words = {_office_words(tuple(re.findall(r"[^\W\d_]+", name))): name for name in names if name[1:] != name[1:].lower()}
    return words, by_first_word([phrase for phrase in words if len(phrase) > 2])


def _office_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """What makes the name, whichever way its parts are joined: `Văn hóa - Xã hội`, `Văn hóa và Xã hội`."""
    return tuple(plain for plain in map(normal, words) if plain != "và")


def office_has_one_name(subject: Subject) -> Iterator[Finding]:
    """CT09: an office of du-lieu/co-quan.toml in other capitals, or its parts joined in another way."""
    text = running_text(subject) if subject.offices else None
    if text is None:
        return
    names, first = _offices(subject.offices)
    for at, word in enumerate(text.plain):
        for phrase in first.get(word, ()):
            end = _end_of_office(text, at, phrase)
            written = text.text[text.starts[at] : text.end(end)] if end else ""
            right = names[phrase]
            if written and _is_other_name(written, right):
                message = f"Tên cơ quan phải thống nhất: “{right}” (content/du-lieu/co-quan.toml)."
                yield text.finding(text.starts[at], text.end(end), message, right)


def _end_of_office(text: RunningText, at: int, phrase: tuple[str, ...]) -> int:
    """Index of the last word of the office that begins at `at`; 0 when another text stands there."""
    index = at
    for wanted in phrase:
        if index < len(text.plain) and text.plain[index] == "và" and index > at:
            index += 1
        if index >= len(text.plain) or text.plain[index] != wanted or (index > at and not _joins(text.gap(index - 1))):
            return 0
        index += 1
    return index - 1


def _joins(gap: str) -> bool:
    return gap.strip() in ("", "-", "–", ",", "&") and gap.count("\n") <= 1


def _is_other_name(written: str, right: str) -> bool:
    one, other = to_old_style(" ".join(written.split())).replace("–", "-"), to_old_style(right)
    return one != other and not one.isupper()


RULES: tuple[Rule, ...] = (
    Rule(id="CT09", level=Level.WARNING, title="Tên cơ quan viết thống nhất như trong du-lieu/co-quan.toml", check=office_has_one_name),
)
