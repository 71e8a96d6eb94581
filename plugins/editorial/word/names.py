"""From the capitals of a document's head to a name as it stands inside a sentence: ỦY BAN NHÂN DÂN PHƯỜNG HẢI AN."""

from collections.abc import Iterable, Mapping, Sequence

from plugins.documents.symbols import load_symbols
from plugins.editorial.word.words import is_capital, plain, rows_of, word_data


def known_names(own: Iterable[str] = ()) -> Mapping[tuple[str, ...], str]:
    """Names by their plain words: those of bodies, of places, and the site's `own` (its offices, its ward, its city)."""
    bodies = (name for body in load_symbols().bodies.values() for names in body.names.values() for name in names.split(", "))
    rows = [*word_data()["names"]["bodies"], *word_data()["head"]["places"], *word_data()["foot"]["positions"], *bodies, *own]
    return {tuple(plain(name).split()): name for name in rows if plain(name)}


def as_in_sentence(text: str, names: Mapping[tuple[str, ...], str]) -> str:
    """`text` in small letters but for names and its beginning; a text that is not all in capitals stays.

    Behind the word for a place (PHƯỜNG) everything up to the next known name is the place's own name.
    """
    words = text.split()
    if not is_capital(text):
        return " ".join(words)
    keys = [plain(word) for word in words]
    longest = max(map(len, names))
    result: list[str] = []
    is_place, at = False, 0
    while at < len(words):
        size = next((n for n in range(min(longest, len(words) - at), 0, -1) if _key(keys, at, n) in names), 0)
        if size:
            name = names[_key(keys, at, size)]
            is_place = plain(name) in rows_of("head", "places")
            result.extend(_with_signs(name, words[at : at + size]))
            at += size
        else:
            word = words[at].lower()
            result.append(word.capitalize() if is_place else word)
            at += 1
    sentence = " ".join(result)
    return sentence[:1].upper() + sentence[1:]


def _key(keys: Sequence[str], at: int, size: int) -> tuple[str, ...]:
    """Plain words of a name; a hyphen between them counts as nothing."""
    return tuple(key for key in keys[at : at + size] if key) if keys[at] and keys[at + size - 1] else ()


def _with_signs(name: str, words: Sequence[str]) -> Iterable[str]:
    """The name, with the comma that may stand behind its last word."""
    tail = words[-1][len(words[-1].rstrip(",;:.")) :]
    return [name + tail]
