"""The numbers and bullets that Word makes by itself, as a reader of the Word file sees them: "I.", "1.2.", "a)", "-"."""

import re
from dataclasses import dataclass, field

from docx.document import Document as WordDocument

from plugins.editorial.word.styles import Styles
from plugins.editorial.word.xml import Element, attribute, child, number_of, value

_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"))
_ROMAN_ONES = ((5, "V"), (4, "IV"), (1, "I"))
_DEEPEST = 8
#: bullets that say which level of a list they make; all others are the first
_SIGNS = {"-": "-", "–": "-", "+": "+"}
_OTHER_SIGN = "•"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What stands before a paragraph."""

    text: str
    depth: int


_NONE = Label(text="", depth=0)


@dataclass(slots=True, kw_only=True)
class Numbering:
    """Counts the lists of one document; paragraphs must be asked in order."""

    lists: dict[str, Element]
    patterns: dict[str, Element]
    styles: Styles
    #: by list, the count of each level
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def label_of(self, paragraph: Element) -> Label:
        """The label of this paragraph, which is counted by asking."""
        list_id, depth = self._place_of(paragraph)
        numbered = self.lists.get(list_id)
        pattern = self._pattern_of(numbered)
        if numbered is None or pattern is None:
            return _NONE
        levels = {number_of(attribute(level, "ilvl")): level for level in pattern.findall(child_tag("lvl"))}
        level = levels.get(depth)
        if level is None:
            return _NONE
        counts = self._count(value(numbered, "abstractNumId"), list_id, numbered, levels, depth)
        written = value(level, "lvlText")
        if value(level, "numFmt") == "bullet":
            return Label(text=_SIGNS.get(written.strip(), _OTHER_SIGN), depth=depth)
        return Label(text=_PLACE.sub(lambda match: _number(levels, counts, int(match[1]) - 1), written).strip(), depth=depth)

    def _place_of(self, paragraph: Element) -> tuple[str, int]:
        list_id = depth = ""
        for look in self.styles.paragraph_properties(paragraph):
            list_id = list_id or value(look, "numPr", "numId")
            depth = depth or value(look, "numPr", "ilvl")
        return list_id, min(max(number_of(depth), 0), _DEEPEST)

    def _pattern_of(self, numbered: Element | None) -> Element | None:
        """The pattern of a list, also where it only names a style that has one."""
        pattern = self.patterns.get(value(numbered, "abstractNumId"))
        linked = value(pattern, "numStyleLink")
        for style in self.styles.chain(linked):
            other = self.lists.get(value(child(style, "pPr"), "numPr", "numId"))
            return self.patterns.get(value(other, "abstractNumId"))
        return pattern

    def _count(self, pattern: str, list_id: str, numbered: Element, levels: dict[int, Element], depth: int) -> list[int | None]:
        counts = self._counts.setdefault(pattern, [None] * (_DEEPEST + 1))
        for override in numbered.findall(child_tag("lvlOverride")):
            level, start = number_of(attribute(override, "ilvl")), value(override, "startOverride")
            if level == depth and start and (list_id, level) not in self._begun:
                counts[level] = number_of(start) - 1
        self._begun.add((list_id, depth))
        before = counts[depth]
        counts[depth] = _start(levels.get(depth)) if before is None else before + 1
        counts[depth + 1 :] = [None] * (_DEEPEST - depth)
        return counts


def numbering_of(document: WordDocument, styles: Styles) -> Numbering:
    """The lists of a document."""
    relations = document.part.rels.values()
    part = next((r.target_part for r in relations if not r.is_external and r.reltype.endswith("/numbering")), None)
    root = getattr(part, "element", None)
    found = {"num": {}, "abstractNum": {}} if root is None else {n: root.findall(child_tag(n)) for n in ("num", "abstractNum")}
    return Numbering(
        lists={attribute(one, "numId"): one for one in found["num"]},
        patterns={attribute(one, "abstractNumId"): one for one in found["abstractNum"]},
        styles=styles,
    )


def child_tag(name: str) -> str:
    """Full name of an element of WordprocessingML."""
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"


def _start(level: Element | None) -> int:
    return number_of(value(level, "start"), 1)


def _number(levels: dict[int, Element], counts: list[int | None], depth: int) -> str:
    known = counts[depth]
    count = _start(levels.get(depth)) if known is None else known
    form = value(levels.get(depth), "numFmt")
    if form in ("upperRoman", "lowerRoman"):
        return roman(count) if form == "upperRoman" else roman(count).lower()
    if form in ("upperLetter", "lowerLetter") and count > 0:
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    return f"{count:02}" if form == "decimalZero" else str(count)


def roman(number: int) -> str:
    """4 is IV; "" under 1 and the figures themselves over 3999, as Word has none there."""
    if number > 3999:
        return str(number)
    letters = ""
    for size, letter in (*_ROMAN, *_ROMAN_ONES):
        while number >= size:
            letters, number = letters + letter, number - size
    return letters
