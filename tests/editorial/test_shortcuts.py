"""Shortcuts through Python-Markdown change the time and nothing else."""

import functools
import re
from xml.etree.ElementTree import Element, SubElement

import markdown
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown.blockprocessors import BlockProcessor, ParagraphProcessor
from markdown.inlinepatterns import SimpleTagInlineProcessor
from markdown.treeprocessors import InlineProcessor

from plugins.editorial import conversion, inline_patterns, plain_markdown, shortcuts

#: signs of Markdown, whole constructs of it, placeholders of the library, and letters
SIGNS = [
    *"*_`\\[]()<>!&;:|#-=+~^\"'{}.1 \n",
    "**", "***", "__", "``", "```", "\\*", "\\[", "\\\\", "](", "![", "[^1]", "\n\n[^1]: ", "[a]", "[a][b]",
    "\n\n[a]: http://x.vn 'T'\n\n", "<http://a.vn/?b=1&c>", "<a@b.vn>", "&amp;", "&#8203;", "&copy", "  \n", "\n\n", "\n- ", "\n1. ",
    "\n    ", "\n> ", "\n\n## ",
    "\n===\n", "\n---\n", "\n* * *\n", "\n\n: ", "\n\n| a | b |\n|:--|--:|\n| c | d |\n\n", "[TOC]", "\\[TOC]", "///Footnotes Go Here///",
    "\x02", "\x03", "klzzwxh:0000", "\x02klzzwxh:0000\x03", "\x0292\x03", "\x02wzxhzdk:0\x03", "\x02amp\x03",
    "Đảng", "ủy", "ậ", "a", "xã hội", "2026",
]  # fmt: skip
texts = st.lists(st.sampled_from(SIGNS), max_size=40).map("".join)


@functools.cache
def stock() -> markdown.Markdown:
    """Python-Markdown with the same extensions and no shortcut."""
    return markdown.Markdown(
        extensions=["tables", "footnotes", "def_list", "sane_lists", "toc", conversion._House()],
        extension_configs={
            "footnotes": {"BACKLINK_TITLE": "Về chỗ có chú thích {}", "UNIQUE_IDS": False},
            "toc": {"slugify": plain_markdown.anchor, "permalink": False},
        },
        output_format="html",
    )


def as_stock(text: str) -> tuple[str, tuple[conversion.Heading, ...]]:
    converter = stock()
    converter.reset()
    html = converter.convert(text)
    return html, tuple(conversion._flat(converter.toc_tokens))  # type: ignore[attr-defined]


@given(texts)
@example("Chú thích[^1] và **đậm _nghiêng_**.\n\n[^1]: Lời `mã` <a@b.vn>.\n\n[TOC]\n\n# Đề \\* mục [^1]")
@example('![a](b.jpg "c | Ảnh: d")\n\n> - x\n>     1. y\n\n    mã\n\nTừ\n: nghĩa\n\n|a|\n|-|\n')
@example("*a **b* c** `d\\`` \\`e` [f *g](h) i*] &lt;&#x26; <http://x*y*>")
@example("# A\n\n# A\n\n[TOC]\n\n`[TOC]`")
def test_the_html_is_that_of_stock_python_markdown(text: str) -> None:
    """Whatever the text, HTML and headings are those of the library without shortcuts."""
    assert conversion.convert_by_library(text) == as_stock(text)


@given(texts)
def test_an_unknown_version_is_left_alone(text: str) -> None:
    """When the private loop is not the one known here, the stock processor stays, and the HTML is the same."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inline_patterns, "is_known", lambda: False)
        converter = conversion._converter.__wrapped__()
    assert type(converter.treeprocessors["inline"]) is InlineProcessor
    assert converter.convert(text) == as_stock(text)[0]


@pytest.mark.parametrize(
    ("what", "value"), [("_KNOWN_VERSIONS", ()), ("_KNOWN_SHAPE", {"_InlineProcessor__gone": []}), ("_KNOWN_SHAPE", {"run": ["self"]})]
)
def test_version_and_shape_are_looked_at(monkeypatch: pytest.MonkeyPatch, what: str, value: object) -> None:
    """Another version, a method that is gone, or other arguments: not known."""
    assert inline_patterns.is_known()
    monkeypatch.setattr(inline_patterns, what, value)
    assert not inline_patterns.is_known()


def test_the_locked_version_is_the_fast_one() -> None:
    """The Python-Markdown of the lock file is known, with every pattern, so that the shortcut is taken."""
    converter = conversion._converter()
    assert isinstance(converter.treeprocessors["inline"], inline_patterns._Prefiltered)
    assert {pattern.getCompiledRegExp().pattern for pattern in converter.inlinePatterns} == set(inline_patterns.TRIGGERS)


def test_a_pattern_that_is_not_known_is_always_tried() -> None:
    """An extension may bring a pattern of its own: it works beside the shortcuts."""

    class Dots(SimpleTagInlineProcessor):
        pass

    converter = markdown.Markdown()
    converter.inlinePatterns.register(Dots(r"(\.\.)(x)", "u"), "dots", 65)
    inline_patterns.speed_up(converter)
    assert isinstance(converter.treeprocessors["inline"], inline_patterns._Prefiltered)
    assert converter.convert("a ..x b") == "<p>a <u>x</u> b</p>"


@given(st.sampled_from(sorted(inline_patterns.TRIGGERS)), texts)
def test_a_trigger_is_a_necessary_condition(written: str, text: str) -> None:
    """Where a pattern matches, one of its signs is in what it matched."""
    for match in re.compile(written, re.DOTALL).finditer(text):
        assert any(sign in match[0] for sign in inline_patterns.TRIGGERS[written])


@given(texts)
def test_signs_of_blocks_are_a_necessary_condition(text: str) -> None:
    """A block without the sign of a processor is not one that the processor takes."""
    for processor in stock().parser.blockprocessors:
        signs = shortcuts.SIGNS.get(type(processor), ("",))
        if not any(sign in text for sign in signs):
            assert not processor.test(Element("div"), text) or processor.run(Element("div"), [text]) is False


@given(st.characters(categories=["L"]), texts)
def test_a_line_of_words_is_a_paragraph(letter: str, text: str) -> None:
    """No processor but the last takes a block of one line that begins with a letter, wherever it stands."""
    block = letter + text.replace("\n", " ")
    *others, last = stock().parser.blockprocessors
    assert type(last) is ParagraphProcessor
    for parent in (Element("div"), Element("li"), Element("ul"), Element("dd")):
        for processor in others:
            assert not processor.test(parent, block) or processor.run(parent, [block]) is False


def test_a_processor_that_is_not_known_is_always_asked() -> None:
    """An extension may bring a block processor of its own: it is asked about lines of words too."""

    class Shout(BlockProcessor):
        def test(self, parent: Element, block: str) -> bool:
            return block.isupper()

        def run(self, parent: Element, blocks: list[str]) -> None:
            SubElement(parent, "h1").text = blocks.pop(0)

    converter = markdown.Markdown()
    converter.parser.blockprocessors.register(Shout(converter.parser), "shout", 200)
    shortcuts.speed_up(converter)
    assert converter.convert("TIN\n\nTin") == "<h1>TIN</h1>\n<p>Tin</p>"
