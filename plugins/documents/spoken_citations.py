"""Numbers of documents in words: `05-NQ/TU` is `Nghị quyết số không năm của Thành ủy`.

What stands around a number is not said twice: neither the noun before it ("Nghị quyết số …") nor the issuer that the text
names itself ("… của Ban Chấp hành Đảng bộ thành phố").
"""

import functools
import re

from plugins.documents.mentions import Mention
from plugins.documents.numbers import DocumentNumber
from plugins.documents.spoken_scan import Said, Scan
from plugins.documents.spoken_vocabulary import Locality, alternatives, vocabulary
from plugins.documents.symbols import Style, body_of, load_symbols
from plugins.vietnamese.folding import fold
from plugins.vietnamese.spoken_numbers import cardinal, numbered

_DAY = r"(?:[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4}|[0-9]{1,2}\s{1,3}tháng\s{1,3}[0-9]{1,2}(?:\s{1,3}năm\s{1,3}|/)[0-9]{4})"
_ISSUER_BEHIND = re.compile(rf"\s{{1,3}}(?:\(?(?:ban hành\s{{1,3}})?ngày\s{{1,3}}{_DAY}\)?,?\s{{1,3}})?(?:của|do)\s")
_DAY_BEHIND = re.compile(r"\s{1,3}(?:ban hành\s{1,3})?ngày\s")
_NUMBER_WORD = re.compile(r"(?<!\w)số:?\s{0,3}\Z", re.IGNORECASE)
#: how far before a number its issuer may have been named
_ISSUER_REACH = 80
#: the number of a draft: "…/KH-UBND", "/KH-UBND", "…-KH/ĐU"
_BLANK = re.compile(
    r"(?:\.{2,}\s?)?"
    r"(?:/\s?(?P<kind>[^\W\d_]{1,5})-(?P<body>[^\W\d_]{2,12})|-(?P<party_kind>[^\W\d_]{1,5})/(?P<party>[^\W\d_]{2,12}))(?!\w)"
)


@functools.cache
def _noun() -> re.Pattern[str]:
    names = [name for names in load_symbols().kinds.values() for name in names]
    return re.compile(rf"{vocabulary().behind['nouns'].pattern}|(?<!\w){alternatives(names)}\s{{1,3}}\Z", re.IGNORECASE)


def read_citation(scan: Scan, mention: Mention) -> Said | None:
    """The number of a mention; None when its symbols are not known, so that they are read, or refused, one by one."""
    number = mention.number
    if number is None:
        return None
    words = f"{_introduction(scan, number)}{numbered(f'{number.number:02d}')}"
    if number.year is not None:
        words += f" năm {cardinal(number.year)}"
    issuer = issuer_words(number, scan.locality)
    if issuer and not _is_issuer_named(scan, mention.end, issuer):
        words += f" của {issuer}"
    return Said(mention.end, words + ("," if _DAY_BEHIND.match(scan.text, mention.end) else ""))


def _introduction(scan: Scan, number: DocumentNumber) -> str:
    before = scan.before()
    if _NUMBER_WORD.search(before):
        return ""
    if _noun().search(before):
        return "số "
    return f"{number.kind_name or 'văn bản'} số "


def issuer_words(number: DocumentNumber, locality: Locality) -> str:
    """`Thành ủy`, `Quốc hội khóa mười lăm`, `Bộ Tài chính và Bộ Nội vụ`; as the place calls its own bodies."""
    if number.style is Style.PARTY or body_of(number.body):
        return _body_words(number.body, number.style, locality)
    parts = [_body_words(part, number.style, locality) for part in number.body.split("-")]
    return f"{', '.join(parts[:-1])} và {parts[-1]}"


def _body_words(symbol: str, style: Style, locality: Locality) -> str:
    short = symbol.rstrip("0123456789")
    local = vocabulary().body(short, locality) if style is Style.PARTY else ""
    body = body_of(symbol)
    names = body.names if body else {}
    name = local or names.get(Style.PARTY if style is Style.PARTY else Style.STATE) or names.get(Style.PARTY, "")
    term = symbol[len(short) :]
    return f"{name} khóa {cardinal(int(term))}" if term else name


def _is_issuer_named(scan: Scan, end: int, issuer: str) -> bool:
    if _ISSUER_BEHIND.match(scan.text, end):
        return True
    clause = re.split(r"[.;:!?\n]", scan.before(_ISSUER_REACH))[-1]
    return fold(issuer) in fold(clause)


def read_blank_number(scan: Scan) -> Said | None:
    """The place of a number in a draft, with the symbols behind it."""
    match = scan.match(_BLANK)
    if match is None:
        return None
    kind, symbol = match["kind"] or match["party_kind"], match["body"] or match["party"]
    kinds, body = load_symbols().kinds, body_of(symbol)
    if kind not in kinds or body is None:
        return None
    style = Style.PARTY if match["party"] else Style.STATE
    issuer = _body_words(symbol, style, scan.locality)
    before = scan.before()
    noun = "" if _NUMBER_WORD.search(before) or _noun().search(before) else f"{kinds[kind][0]} "
    blank = scan.vocabulary.marks["blank"]
    if _NUMBER_WORD.search(before):
        blank = blank.removeprefix("số ")
    named = "" if _is_issuer_named(scan, match.end(), issuer) else f" của {issuer}"
    return Said(match.end(), f"{noun}{blank}{named}")
