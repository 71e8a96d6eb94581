"""What a text on a card must be: short enough, with letters that the font has, with a unit. SourceError says in Vietnamese what is not."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from plugins.core.errors import SourceError
from plugins.media.lettering import measure, require_letters
from plugins.media.typesetting import Layout, Measure

#: most words and characters that are tried at all: the work grows with their cube, and far fewer fit at the least size
_MOST_WORDS = 60
_MOST_CHARACTERS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Medium:
    """Where a text will stand: how messages say so, and the font there."""

    #: quá dài để đặt lên ảnh; chưa có chữ để đưa lên ảnh
    placed: str
    shown: str
    measure: Measure
    #: SourceError for a text with letters that the font lacks, and the resource
    require_letters: Callable[[str, str], None]


CARD = Medium(placed="đặt lên ảnh", shown="đưa lên ảnh", measure=measure, require_letters=require_letters)


def require_unit(unit_line: str, source: str) -> str:
    """The unit line; SourceError without one."""
    if not _has_letter(unit_line):
        raise SourceError(source, "ảnh thiếu dòng tên đơn vị; điền “unit_line”.")
    return unit_line


def joined(*parts: str) -> str:
    """The parts that are not empty, with a dot between them."""
    return " · ".join(part for part in parts if part)


def require_short(text: str, source: str, medium: Medium = CARD) -> str:
    """The text; SourceError for one of far more characters than any card holds."""
    if len(text) > _MOST_CHARACTERS:
        raise SourceError(source, f"quá dài để {medium.placed}: {len(text)} ký tự (tối đa {_MOST_CHARACTERS}). Rút ngắn câu chữ.")
    return text


def require_words(words: Sequence[str], source: str, medium: Medium = CARD) -> None:
    """SourceError for words that no layout can be asked about: none, too many, with letters that the font lacks, or unseen ones."""
    text = "".join(words)
    if not _has_letter(text):
        raise SourceError(source, f"chưa có chữ để {medium.shown}; điền nội dung.")
    if len(words) > _MOST_WORDS:
        raise SourceError(source, f"quá dài để {medium.placed}: {len(words)} tiếng (tối đa {_MOST_WORDS}). Rút ngắn câu chữ.")
    medium.require_letters(text, source)
    for word in words:
        if medium.measure(word).advance <= 0:  # a mark without its letter, which the layout would divide by
            shown = " ".join(f"U+{ord(c):04X}" for c in word)
            raise SourceError(source, f"có dấu hoặc ký tự ẩn đứng riêng, không gắn với chữ nào ({shown}); xóa ký tự này.")


def _has_letter(text: str) -> bool:
    return any(map(str.isalnum, text))


def require_fit(layout: Layout, source: str, place: str = "ảnh") -> Layout:
    """The layout; SourceError for one below the least size of `place`."""
    if not layout.fits:
        raise SourceError(source, f"quá dài để đặt lên {place}: {' '.join(layout.reasons)} Rút ngắn câu chữ.")
    return layout
