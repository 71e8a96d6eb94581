"""What a Word file says of looks once for many paragraphs: styles that build on one another, and the defaults below them all."""

from collections.abc import Iterator
from dataclasses import dataclass

from docx.document import Document as WordDocument

from plugins.editorial.word.xml import Element, attribute, child, is_on, number_of, value

#: styles that build on one another; a circle ends here too
_DEEPEST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Styles:
    """The styles of one document by id, and its default look."""

    by_id: dict[str, Element]
    defaults: Element | None
    #: id of the style of paragraphs that name none
    normal: str

    def chain(self, name: str) -> Iterator[Element]:
        """The style and those that it builds on, nearest first."""
        for _ in range(_DEEPEST):
            style = self.by_id.get(name)
            if style is None:
                return
            yield style
            name = value(style, "basedOn")

    def name_of(self, paragraph: Element) -> str:
        """Name of the paragraph's style, small letters: `heading 1`, `toc 2`; its id when it has no name."""
        own = value(paragraph, "pPr", "pStyle") or self.normal
        return (value(self.by_id.get(own), "name") or own).lower()

    def paragraph_properties(self, paragraph: Element) -> Iterator[Element | None]:
        """Where to look for a property of the paragraph, nearest first."""
        own = child(paragraph, "pPr")
        yield own
        for style in self.chain(value(own, "pStyle") or self.normal):
            yield child(style, "pPr")

    def run_properties(self, run: Element, paragraph: Element) -> Iterator[Element | None]:
        """Where to look for the look of a run, nearest first."""
        own = child(run, "rPr")
        yield own
        for style in self.chain(value(own, "rStyle")):
            yield child(style, "rPr")
        for style in self.chain(value(paragraph, "pPr", "pStyle") or self.normal):
            yield child(style, "rPr")
        yield self.defaults

    def is_run(self, name: str, run: Element, paragraph: Element) -> bool:
        """Is the run bold (`b`), italic (`i`), hidden (`vanish`)?"""
        return next((on for look in self.run_properties(run, paragraph) if (on := is_on(look, name)) is not None), False)

    def font_of(self, run: Element, paragraph: Element) -> str:
        """Font of letters outside ASCII, where the old encodings show; "" for one that the theme gives."""
        for look in self.run_properties(run, paragraph):
            fonts = child(look, "rFonts")
            name = attribute(fonts, "hAnsi") or attribute(fonts, "ascii")
            if name or attribute(fonts, "hAnsiTheme"):
                return name
        return ""

    def outline_of(self, paragraph: Element) -> int:
        """1 to 9 for a heading of that level, by its style's name or its outline; 0 for text."""
        style = self.name_of(paragraph)
        if style.startswith("heading "):
            return number_of(style.removeprefix("heading "))
        level = next((found for look in self.paragraph_properties(paragraph) if (found := value(look, "outlineLvl"))), "")
        return number_of(level, 9) % 9 + 1 if level and number_of(level, 9) < 9 else 0

    def is_centred(self, paragraph: Element) -> bool:
        """Does the paragraph stand in the middle?"""
        return next((found for look in self.paragraph_properties(paragraph) if (found := value(look, "jc"))), "") == "center"


def styles_of(document: WordDocument) -> Styles:
    """The styles of a document."""
    root = document.styles.element
    styles = {attribute(style, "styleId"): style for style in root.iterchildren() if attribute(style, "styleId")}
    paragraphs = (name for name, style in styles.items() if attribute(style, "type") == "paragraph")
    normal = next((name for name in paragraphs if attribute(styles[name], "default") in ("1", "true", "on")), "")
    return Styles(by_id=styles, defaults=child(root, "docDefaults", "rPrDefault", "rPr"), normal=normal)
