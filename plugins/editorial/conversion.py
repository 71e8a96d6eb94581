"""Markdown to HTML, through the `markdown` package: tables, notes, definitions, contents, figures; no raw HTML.

`![Mô tả](tep/x.jpg "Chú thích | Ảnh: Tên")` alone in a paragraph becomes a figure with caption and credit.
"""

import functools
import html as htmllib
import re
from dataclasses import dataclass
from xml.etree import ElementTree

import markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from plugins.editorial import inline_patterns, shortcuts, typed_markdown
from plugins.editorial.headings import HEADING_TAGS, Heading
from plugins.editorial.plain_markdown import anchor, caption, convert_plain

_ALIGN = re.compile(r"^text-align: (left|right|center);$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Converted:
    """HTML of a text, not yet sanitised, and its headings in order."""

    html: str
    headings: tuple[Heading, ...]


class _Shape(Treeprocessor):
    """A heading of level 1 becomes level 2 (the title is the page's h1), a picture alone in a paragraph a figure, and inline
    alignment a class (the page forbids inline style). A heading without a word goes: nobody hears what it leads to.
    """

    def run(self, root: ElementTree.Element) -> None:
        for element in root.iter():
            for child in [child for child in element if _is_empty_heading(child)]:
                element.remove(child)
            if element.tag == "h1":
                element.tag = "h2"
            if element.tag == "th":
                element.set("scope", "col")
            if element.tag in ("td", "th") and "style" in element.attrib:
                match = _ALIGN.match(element.attrib.pop("style"))
                if match:
                    element.set("class", f"align-{match[1]}")
            if element.tag == "p" and _is_lone_picture(element):
                _make_figure(element)
            if element.tag == "a":
                _name_note_link(element)


def _name_note_link(link: ElementTree.Element) -> None:
    """Who hears links one by one hears what “1” and “↩” lead to."""
    kind = link.get("class")
    if kind == "footnote-ref":
        link.set("aria-label", f"Chú thích {link.text}")
    elif kind == "footnote-backref":
        link.set("aria-label", link.get("title", ""))


def _is_empty_heading(element: ElementTree.Element) -> bool:
    return element.tag in HEADING_TAGS and len(element) == 0 and not (element.text or "").strip()


def _is_lone_picture(paragraph: ElementTree.Element) -> bool:
    return len(paragraph) == 1 and paragraph[0].tag == "img" and not f"{paragraph.text or ''}{paragraph[0].tail or ''}".strip()


def _make_figure(paragraph: ElementTree.Element) -> None:
    picture = paragraph[0]
    words = caption(picture.attrib.pop("title", ""))
    paragraph.tag = "figure"
    paragraph.set("class", "figure")
    paragraph.text = picture.tail = None
    if words:
        ElementTree.SubElement(paragraph, "figcaption").text = words


class _House(Extension):
    """The house's own Markdown: figures on, raw HTML off, headings from level 2, what is typed taken as it was meant."""

    def __init__(self, has_code: bool = False) -> None:
        super().__init__()
        self._has_code = has_code

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        # before "normalize_whitespace" (30), which makes blanks of tabs
        md.preprocessors.register(typed_markdown.Parted(md), "house_parted", 35)
        if not self._has_code:
            md.parser.blockprocessors.register(typed_markdown.SetIn(md.parser), "code", 80)
        # after "inline" (20), which makes the pictures, and "prettify" (10), which would indent the new figures; before "toc" (5)
        md.treeprocessors.register(_Shape(md), "house_shape", 7)


@functools.cache
def _converter(has_code: bool = False) -> markdown.Markdown:
    # one instance for all texts: building it anew costs 0.2-0.4 ms a text, reset() nothing worth naming
    converter = markdown.Markdown(
        extensions=["tables", "footnotes", "def_list", "sane_lists", shortcuts.Contents(slugify=anchor, permalink=False), _House(has_code)],
        extension_configs={"footnotes": {"BACKLINK_TITLE": "Về chỗ có chú thích {}", "UNIQUE_IDS": False}},
        output_format="html",
    )
    inline_patterns.speed_up(converter)
    shortcuts.speed_up(converter)
    return converter


def convert(text: str, has_code: bool = False) -> Converted:
    """Convert the text of one entry; with `has_code`, one of the handbook, where what is set in by four spaces is code."""
    # nine texts of ten are plain; the library takes 0.41 ms for one of 2,300 characters, this 0.04 ms
    html, headings = convert_plain(text) or convert_by_library(text, has_code)
    return Converted(html=html, headings=headings)


def convert_by_library(text: str, has_code: bool = False) -> tuple[str, tuple[Heading, ...]]:
    """HTML and headings of any text: what `convert_plain` gives too, if it gives anything."""
    converter = _converter(has_code)
    converter.reset()
    html = converter.convert(text)
    return html, tuple(_flat(converter.toc_tokens))  # type: ignore[attr-defined] # set by the toc extension


def _flat(tokens: list[dict[str, object]]) -> list[Heading]:
    result: list[Heading] = []
    for token in tokens:
        result.append(Heading(level=int(str(token["level"])), anchor=str(token["id"]), text=htmllib.unescape(str(token["name"]))))
        children = token["children"]
        result.extend(_flat(children if isinstance(children, list) else []))
    return result
