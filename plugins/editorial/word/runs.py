"""From one paragraph of XML to its runs: characters, soft breaks, fields, links, marks of notes, pictures, boxes of text."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from docx.opc.rel import _Relationship as Relation

from plugins.editorial.word.pictures import BOX, has_outside_picture, pictures_of
from plugins.editorial.word.source import Run
from plugins.editorial.word.styles import Styles
from plugins.editorial.word.xml import CHART, DIAGRAM, MATH, Element, R, W, attribute, children, inside, is_on, number_of, value

_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")
#: elements of a paragraph that hold no words of it
_NO_WORDS = frozenset({"pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "del", "moveFrom"})
_NOTE_KEYS = {"footnoteReference": "f", "endnoteReference": "e"}


@dataclass(slots=True, kw_only=True)
class Reader:
    """Reads the paragraphs of one part of the file in order: complex fields may span several."""

    styles: Styles
    relations: Mapping[str, Relation]
    #: how often something was seen that cannot become text; key of `remarks.SEEN`
    seen: Counter[str]
    #: words that were hidden in Word
    hidden: list[str] = field(default_factory=list)
    #: words that are struck through
    struck: list[str] = field(default_factory=list)
    #: instructions of the open fields, innermost last, and whether their result has begun
    _fields: list[tuple[str, bool]] = field(default_factory=list)

    @property
    def is_in_contents(self) -> bool:
        """Is a table of contents open?"""
        return any(words.split()[:1] == ["TOC"] for words, _ in self._fields)

    def read(self, paragraph: Element) -> tuple[tuple[Run, ...], list[Element], list[str]]:
        """Runs, boxes of text that hang on the paragraph, and the signs of a page's end ("page" with the characters before)."""
        boxes: list[Element] = []
        breaks: list[str] = []
        runs = tuple(self._words(paragraph, paragraph, "", boxes, breaks))
        return runs, boxes, breaks

    def _words(self, element: Element, paragraph: Element, link: str, boxes: list[Element], breaks: list[str]) -> Iterator[Run]:
        for one in children(element):
            name = one.tag.rpartition("}")[2]
            if one.tag == f"{W}r":
                yield from self._run(one, paragraph, link, boxes, breaks)
            elif one.tag.startswith(MATH):
                self.seen["math"] += 1
                yield Run(text="".join(part.text or "" for part in one.iter(f"{MATH}t")))
            elif one.tag == f"{W}hyperlink":
                yield from self._words(one, paragraph, self._address(one.get(f"{R}id")), boxes, breaks)
            elif one.tag == f"{W}fldSimple":
                yield from self._words(one, paragraph, _address_in(attribute(one, "instr")) or link, boxes, breaks)
            elif name not in _NO_WORDS and not (name == "sdt" and _is_prompt(one)):
                yield from self._words(one, paragraph, link, boxes, breaks)

    def _run(self, run: Element, paragraph: Element, link: str, boxes: list[Element], breaks: list[str]) -> Iterator[Run]:
        is_hidden = self.styles.is_run("vanish", run, paragraph)
        look = Run(
            is_bold=self.styles.is_run("b", run, paragraph),
            is_italic=self.styles.is_run("i", run, paragraph),
            font=self.styles.font_of(run, paragraph),
            link=link,
        )
        text = ""
        for one in children(run):
            name = one.tag.rpartition("}")[2]
            self._watch_fields(one, name)
            text += self._characters(one, name, breaks)
            if name in _NOTE_KEYS and not is_hidden:
                yield replace(look, text=text)
                yield Run(note=_NOTE_KEYS[name] + attribute(one, "id"))
                text = ""
            elif name in ("drawing", "pict", "object") and not is_hidden:
                yield replace(look, text=text)
                yield from self._drawing(one, boxes)
                text = ""
        if is_hidden and text.strip():
            self.hidden.append(text.strip())
        elif text:
            yield replace(look, text=self._moved(run, text), link=self._field_link() or link)

    def _characters(self, one: Element, name: str, breaks: list[str]) -> str:
        """The characters that an element of a run stands for."""
        if name == "lastRenderedPageBreak" or (name == "br" and attribute(one, "type") in ("page", "column")):
            breaks.append("page")
            return "\f"
        if name == "sym":
            return chr(number) if (number := _code(attribute(one, "char"))) else ""
        if name == "ruby":
            return "".join(part.text or "" for part in one.iter(f"{W}t"))
        return (one.text or "") if name == "t" else _SIGNS.get(name, "")

    def _moved(self, run: Element, text: str) -> str:
        """`text` with raised and lowered figures as such letters; other raised words stay, and are counted."""
        looks = run.find(f"{W}rPr")
        place = value(looks, "vertAlign")
        if is_on(looks, "strike") or is_on(looks, "dstrike"):
            self.struck.append(text.strip())
        if value(looks, "u") not in ("", "none"):
            self.seen["underline"] += 1
        if place in ("superscript", "subscript"):
            moved = text.translate(_RAISED if place == "superscript" else _LOWERED)
            self.seen["raised"] += any(letter.isalpha() for letter in text)
            return moved
        return text

    def _drawing(self, drawing: Element, boxes: list[Element]) -> Iterator[Run]:
        below = list(inside(drawing, BOX))
        boxes.extend(one for one in below if one.tag == BOX)
        found = list(pictures_of(drawing, self.relations))
        yield from (Run(picture=picture) for picture in found)
        self.seen["outside picture"] += has_outside_picture(drawing, self.relations)
        self.seen["diagram"] += any(one.tag in (CHART, DIAGRAM) for one in below)
        self.seen["object"] += drawing.tag == f"{W}object" and bool(found)

    def _watch_fields(self, one: Element, name: str) -> None:
        """Complex fields: begin, an instruction in pieces, the result behind "separate", end."""
        kind = attribute(one, "fldCharType") if name == "fldChar" else ""
        if kind == "begin":
            self._fields.append(("", False))
        if not self._fields:
            return
        words, has_result = self._fields[-1]
        if name == "instrText":
            self._fields[-1] = (words + (one.text or ""), has_result)
        elif kind == "separate":
            self._fields[-1] = (words, True)
        elif kind == "end":
            self._fields.pop()

    def _field_link(self) -> str:
        return next((found for words, has_result in reversed(self._fields) if has_result and (found := _address_in(words))), "")

    def _address(self, key: str | None) -> str:
        relation = self.relations.get(key) if key else None
        return str(relation.target_ref) if relation is not None and relation.is_external else ""


def _address_in(instruction: str) -> str:
    """The address of a field HYPERLINK "address"; "" for other fields and for places in the same file."""
    words = instruction.split()
    if words[:1] != ["HYPERLINK"] or len(words) < 2 or words[1].startswith("\\"):
        return ""
    return words[1].strip('"“”')


def _is_prompt(control: Element) -> bool:
    """Does a form field still show Word's own "click here"?"""
    return is_on(control.find(f"{W}sdtPr"), "showingPlcHdr") or False


def _code(written: str) -> int:
    try:
        return number_of(written) if not written else int(written, 16)
    except ValueError:
        return 0
