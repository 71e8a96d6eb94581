"""The account: what became of every paragraph of the Word file. Nothing is written unless it balances."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from plugins.core.errors import PortalError


class Outcome(StrEnum):
    """What became of a paragraph."""

    #: it is in the text
    TEXT = "text"
    #: it is in the text, as the end of the paragraph before it
    JOINED = "joined"
    #: it is in the front matter; detail: the name of the field
    FIELD = "field"
    #: nobody would see it
    EMPTY = "empty"
    #: it is not in the result; detail: the reason
    LEFT = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What became of one paragraph."""

    outcome: Outcome
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftLine:
    """A line of a paragraph that is not in the result, whatever became of the paragraph's other lines."""

    #: of the paragraph
    number: int
    #: "" for a picture
    text: str
    reason: str


class AccountError(PortalError):
    """A paragraph of the Word file is nowhere in the result, or words were changed on the way; nothing was written."""


_ADVICE = "Không ghi gì. Gửi tệp Word này cho người phụ trách kỹ thuật."


def require_balance(name: str, total: int, fates: Mapping[int, Fate]) -> Counter[Outcome]:
    """How many paragraphs came to each end. AccountError unless each of the `total` paragraphs of the file `name` has one."""
    lost = sorted(set(range(1, total + 1)) - set(fates))
    strange = sorted(set(fates) - set(range(1, total + 1)))
    if lost or strange:
        raise AccountError(name, f"tệp có {total} đoạn, tính được {len(fates)}; lệch ở đoạn {(lost or strange)[0]}. {_ADVICE}")
    return Counter(fate.outcome for fate in fates.values())


def letters(text: str) -> str:
    """Letters and figures of a text: what must be the same before and after, whatever blanks and signs do."""
    return "".join(filter(str.isalnum, text))


def require_same_words(name: str, expected: Iterable[str], found: Iterable[str]) -> None:
    """AccountError unless the two texts have the same letters and figures in the same order."""
    wanted, got = letters("".join(expected)), letters("".join(found))
    if wanted == got:
        return
    at = next((i for i, (a, b) in enumerate(zip(wanted, got, strict=False)) if a != b), min(len(wanted), len(got)))
    raise AccountError(name, f"chữ trong bài không khớp với tệp Word, bắt đầu từ “{wanted[max(0, at - 20) : at + 20]}”. {_ADVICE}")
