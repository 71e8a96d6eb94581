"""Markdown: what editors write becomes what readers see, and no raw HTML gets through."""

import re

import html5lib
import pytest

from plugins.editorial.conversion import Converted, Heading, convert
from plugins.editorial.sanitiser import sanitise, shape


def test_headings_get_our_anchors() -> None:
    """Anchors come from the one slug function; a heading of level 1 is shown as level 2; twins are told apart."""
    converted = convert("# Đề án\n\n## Nghị quyết 05-NQ/TU\n\n## Nghị quyết 05-NQ/TU\n\n## ???")
    assert converted.headings == (
        Heading(level=2, anchor="de-an", text="Đề án"),
        Heading(level=2, anchor="nghi-quyet-05-nq-tu", text="Nghị quyết 05-NQ/TU"),
        Heading(level=2, anchor="nghi-quyet-05-nq-tu_1", text="Nghị quyết 05-NQ/TU"),
        Heading(level=2, anchor="muc", text="???"),
    )
    assert "<h1" not in converted.html


def test_a_heading_without_a_word_is_none() -> None:
    """A row of # that an editor left stands neither on the page nor in its contents; what holds a picture stays."""
    assert convert("Lời\n\n##\n\n### ###\n\nLời") == Converted(html="<p>Lời</p>\n<p>Lời</p>", headings=())
    assert "<img" in convert("## ![Cảnh](tep/a.jpg)").html


def test_headings_are_plain_text() -> None:
    """The contents list shows `&` once escaped, as the heading itself."""
    assert [heading.text for heading in convert("# A & B\n\n# `x < y` &amp; **z**").headings] == ["A & B", "x < y & z"]


@pytest.mark.parametrize(
    ("title", "caption"),
    [
        (' "Chú thích | Ảnh: Tên"', "<figcaption>Chú thích. Ảnh: Tên</figcaption>"),
        (' "Chú thích. | Ảnh: Tên"', "<figcaption>Chú thích. Ảnh: Tên</figcaption>"),
        (' "Chú thích"', "<figcaption>Chú thích</figcaption>"),
        (' "Ảnh: Tên"', "<figcaption>Ảnh: Tên</figcaption>"),
        ("", ""),
    ],
)
def test_a_picture_alone_is_a_figure(title: str, caption: str) -> None:
    """Caption and credit come from the picture's title."""
    expected = f'<figure class="figure"><img alt="Mô tả" src="tep/x.jpg">{caption}</figure>'
    assert convert(f"![Mô tả](tep/x.jpg{title})").html == expected


def test_a_picture_in_a_sentence_stays_in_it() -> None:
    """Only a picture that stands alone becomes a figure."""
    assert "<figure" not in convert("Xem ![Mô tả](tep/x.jpg) này").html


def test_tables_notes_and_definitions() -> None:
    """The extensions that editors may use are on; alignment is a class, never an inline style."""
    html = convert("| A | B |\n|---|--:|\n| 1 | 2[^1] |\n\nTừ\n: nghĩa\n\n[^1]: Chú thích.").html
    assert '<td class="align-right">' in html
    assert "<dt>Từ</dt>" in html
    assert 'class="footnote-ref"' in html
    assert "style=" not in html


def test_links_of_notes_say_where_they_lead() -> None:
    """“1” and “↩” alone say nothing to somebody who hears links one by one; the second lock lets the names pass."""
    html = sanitise(convert("A[^1] và B[^b].\n\n[^1]: Một.\n[^b]: Hai.").html)
    assert re.findall(r'<a [^>]*aria-label="([^"]*)"', html) == [
        *("Chú thích 1", "Chú thích 2"),
        *("Về chỗ có chú thích 1", "Về chỗ có chú thích 2"),
    ]


@pytest.mark.parametrize(
    "hostile", ["<script>x</script>", "<div>\n\n**a**\n\n</div>", "a <img src=x onerror=y> b", "<!-- x -->", "<a href='x'>"]
)
def test_raw_html_is_shown_as_text(hostile: str) -> None:
    """Whatever HTML an editor pastes, a reader sees its letters and a browser sees no tag of it."""
    tree = html5lib.parseFragment(sanitise(convert(hostile).html), treebuilder="etree", namespaceHTMLElements=False)
    tags = {element.tag for element in tree.iter() if isinstance(element.tag, str)}
    assert tags <= {"DOCUMENT_FRAGMENT", "p", "strong"}


def test_the_sanitiser_takes_nothing_from_honest_text() -> None:
    """Everything that Markdown emits for honest text is on the list, so shapes are equal."""
    text = (
        "# A\n\n## B\n\n1. một\n2. hai\n    - ba\n\n> trích\n\n`x` **đ** *n*[^1]\n\n| A |\n|:-:|\n| 1 |\n\n![M](tep/x.jpg)\n\n"
        '[l](x.md "t")\n\nT\n: n\n\n---\n\n    code\n\n[^1]: C'
    )
    for has_code in (False, True):
        html = convert(text, has_code).html
        assert ("<pre>" in html) == has_code
        assert shape(sanitise(html)) == shape(html)


@pytest.mark.parametrize(
    "html", ["<script>x</script>", '<a href="javascript:x">a</a>', '<p onclick="x">a</p>', '<div class="quang-cao">a</div>', "<h1>a</h1>"]
)
def test_what_the_sanitiser_takes_shows(html: str) -> None:
    """A difference in meaning is seen as a difference in shape."""
    assert shape(sanitise(html)) != shape(html)
