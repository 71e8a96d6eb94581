"""The letters of a Word file made those of the portal: old fonts to Unicode, normal form C, nothing hidden, no false Đ.

Old fonts are recognised run by run by the font's name, then paragraph by paragraph by the letters alone. Every conversion is
kept with what stood there, since it is shown to the editor.
"""

import functools
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from plugins.editorial.word.source import Aside, Cell, Paragraph, Run, Table, WordSource
from plugins.editorial.word.words import word_data
from plugins.vietnamese import cleaning
from plugins.vietnamese.legacy import looks_like_tcvn3, looks_like_vni
from plugins.vietnamese.legacy_fonts import LegacyEncoding, encoding_of_font, is_capital_font, to_unicode

#: letters and marks that no text for an old font holds
_UNICODE = re.compile("[\u1ea0-\u1ef9ăĂđĐơƠưƯ\u0300-\u0323]")
_SYMBOL = re.compile("[\uf000-\uf0ff]")
_MARKS = re.compile("^[\u0300-\u036f]+")
#: a sign of VNI that belongs to the vowel before it, in another run
_VNI_SIGN = re.compile(r"^[øûõùïâàåãáäêèúüéëØÛÕÙÏÂÀÅÃÁÄÊÈÚÜÉË]")
_VNI_VOWEL = re.compile(r"[aeouyôöAEOUYÔÖ]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """A text for an old font, and what it became."""

    #: of the paragraph
    number: int
    encoding: LegacyEncoding
    #: did the font say so? Otherwise the letters alone did
    is_by_font: bool
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """A source with clean letters, and what was done to them."""

    source: WordSource
    conversions: tuple[Conversion, ...] = ()
    #: paragraphs that were not in normal form C
    composed: int = 0
    #: hidden characters that were dropped
    hidden: int = 0
    #: letters Ð that became Đ
    foreign: int = 0
    #: signs of symbol fonts that nobody can show
    symbols: int = 0


def clean_letters(source: WordSource) -> Cleaned:
    """The source, cleaned."""
    cleaner = _Cleaner()
    blocks = tuple(_table(block, cleaner.clean) if isinstance(block, Table) else cleaner.clean(block) for block in source.blocks)
    notes = {key: tuple(map(cleaner.clean, paragraphs)) for key, paragraphs in source.notes.items()}
    asides = tuple(Aside(paragraph=cleaner.clean(aside.paragraph), reason=aside.reason) for aside in source.asides)
    return Cleaned(
        source=replace(source, blocks=blocks, notes=notes, asides=asides),
        conversions=tuple(cleaner.conversions),
        composed=cleaner.composed,
        hidden=cleaner.hidden,
        foreign=cleaner.foreign,
        symbols=cleaner.symbols,
    )


def _table(table: Table, clean: Callable[[Paragraph], Paragraph]) -> Table:
    rows = tuple(tuple(Cell(paragraphs=tuple(map(clean, cell.paragraphs))) for cell in row) for row in table.rows)
    return replace(table, rows=rows)


class _Cleaner:
    def __init__(self) -> None:
        self.conversions: list[Conversion] = []
        self.composed = self.hidden = self.foreign = self.symbols = 0

    def clean(self, paragraph: Paragraph) -> Paragraph:
        runs = self._without_old_fonts(paragraph.number, [replace(run, text=self._shown(run.text)) for run in paragraph.runs])
        runs = _joined_marks(runs)
        self.composed += any(not unicodedata.is_normalized("NFC", run.text) for run in runs)
        return replace(paragraph, runs=tuple(replace(run, text=self._plain(run.text)) for run in runs))

    def _shown(self, text: str) -> str:
        """Signs of symbol fonts as letters; the rest of the private area is dropped later."""
        known = _symbols()
        self.symbols += sum(1 for match in _SYMBOL.finditer(text) if match[0] not in known)
        return _SYMBOL.sub(lambda match: known.get(match[0], ""), text)

    def _plain(self, text: str) -> str:
        text, dropped = cleaning.strip_hidden(text)
        text, replaced = cleaning.replace_foreign_d(text)
        self.hidden += sum(change.count for change in dropped)
        self.foreign += sum(change.count for change in replaced)
        return cleaning.nfc(text)

    def _without_old_fonts(self, number: int, runs: list[Run]) -> list[Run]:
        runs = _whole_letters(runs)
        encodings = [_by_font(run) for run in runs]
        rest = "".join(run.text for run, encoding in zip(runs, encodings, strict=True) if encoding is None)
        by_letters = LegacyEncoding.TCVN3 if looks_like_tcvn3(rest) else LegacyEncoding.VNI if looks_like_vni(rest) else None
        result: list[Run] = []
        #: what stood there and what it became, by encoding and whether the font said so: a line of the report for each
        shown: dict[tuple[LegacyEncoding, bool], tuple[str, str]] = {}
        for run, encoding in zip(runs, encodings, strict=True):
            chosen = encoding or by_letters
            text = run.text if chosen is None else _converted(run, chosen)
            if chosen is not None and text != run.text:
                before, after = shown.get((chosen, encoding is not None), ("", ""))
                shown[chosen, encoding is not None] = (before + run.text, after + text)
            result.append(replace(run, text=text))
        for (encoding, is_by_font), (before, after) in shown.items():
            row = Conversion(number=number, encoding=encoding, is_by_font=is_by_font, before=before, after=after)
            self.conversions.append(row)
        return result


@functools.cache
def _symbols() -> dict[str, str]:
    return {chr(int(code, 16)): sign for code, sign in word_data()["symbols"].items()}


def _by_font(run: Run) -> LegacyEncoding | None:
    # Unicode letters in an old font: Word draws them from another one, and they are right
    return None if _UNICODE.search(run.text) else encoding_of_font(run.font)


def _converted(run: Run, encoding: LegacyEncoding) -> str:
    text = to_unicode(run.text, encoding)
    return text.upper() if is_capital_font(run.font) else text


def _whole_letters(runs: Sequence[Run]) -> list[Run]:
    """Runs in which no letter of VNI, a vowel and its sign, is cut in two by a change of look."""
    result: list[Run] = []
    for run in runs:
        sign = _VNI_SIGN.match(run.text)
        before = result[-1] if result else None
        is_vni = before is not None and LegacyEncoding.VNI is encoding_of_font(run.font) is encoding_of_font(before.font)
        if sign and is_vni and before and _VNI_VOWEL.search(before.text):
            result[-1] = replace(before, text=before.text + sign[0])
            run = replace(run, text=run.text[1:])
        result.append(run)
    return result


def _joined_marks(runs: Iterable[Run]) -> list[Run]:
    """Runs of which none begins with a mark of the letter before it."""
    result: list[Run] = []
    for run in runs:
        marks = _MARKS.match(run.text)
        if marks and result:
            result[-1] = replace(result[-1], text=result[-1].text + marks[0])
            run = replace(run, text=run.text[marks.end() :])
        result.append(run)
    return result
