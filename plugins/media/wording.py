"""From the words of an editor to the words of a layout: marks, capitals, penalties of breaks."""

from functools import lru_cache

from plugins.core.errors import SourceError
from plugins.media.typesetting import Word
from plugins.vietnamese.breaking import MarkedWord, MarkError, parse_marked, penalties, slogan_breaks


@lru_cache(maxsize=64)  # a slogan is set in seven formats and a dozen sizes, one after the other
def slogan_words(text: str, source: str) -> tuple[Word, ...]:
    """A marked slogan (NFC) in capitals, with the penalty of a break after each word; SourceError for marks that do not add up."""
    try:
        words = parse_marked(text).words
    except MarkError as error:
        raise SourceError(source, str(error)) from error
    # judged before capitals, which would hide names
    return tuple(
        Word(text=word.text.upper(), penalty=penalty, is_emphasised=word.is_emphasised, connector=connector)
        for word, penalty, connector in zip(words, *slogan_breaks(words), strict=True)
    )


def title_words(text: str) -> tuple[Word, ...]:
    """A title (NFC) as it is written; `|`, `~` and `*` are plain characters in it."""
    words = tuple(MarkedWord(text=word) for word in text.split())
    return tuple(Word(text=word.text, penalty=penalty) for word, penalty in zip(words, penalties(words), strict=True))
