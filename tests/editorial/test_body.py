"""The text in pieces: what reading cuts, planning puts together again."""

import time
from collections.abc import Iterable
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.rules import LinkKind, TextLink
from plugins.documents.mentions import Mention, find_mentions
from plugins.editorial.body import LinkPiece, NumberPiece, Piece, cut, plain_text
from plugins.editorial.conversion import convert
from plugins.editorial.rendering import PictureTag, render
from plugins.editorial.sanitiser import sanitise

HERE = "bai-viet/mau.md"
LATER = 'loading="lazy" decoding="async"'


class Everything:
    """Resolves all but outside links and files named mat.*; the first number of a paragraph is linked."""

    def address(self, link: TextLink) -> str | None:
        return None if "mat." in link.target else f"→{link.target}" + (f"#{link.fragment}" if link.fragment else "")

    def picture(self, path: str) -> PictureTag:
        return PictureTag(url=f"→{path}", width=8, height=6)

    def documents(self, mentions: Iterable[Mention]) -> tuple[str | None, ...]:
        return tuple("→vb" if number == 0 else None for number, _ in enumerate(mentions))


def shown(markdown: str) -> str:
    lines = tuple(markdown.split("\n"))
    pieces, _ = cut(sanitise(convert(markdown).html), HERE, lines, 1)
    return render(pieces, Everything())


def links(markdown: str) -> tuple[TextLink, ...]:
    return cut(sanitise(convert(markdown).html), HERE, tuple(markdown.split("\n")), 1)[1]


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("Xem [bài](khac.md#a) nhé", '<p>Xem <a href="→bai-viet/khac.md#a">bài</a> nhé</p>'),
        ("Xem [bài **đậm**](mat.md) nhé", "<p>Xem bài <strong>đậm</strong> nhé</p>"),
        ('[x](khac.md "Tên a & b")', '<p><a href="→bai-viet/khac.md" title="Tên a &amp; b">x</a></p>'),
        ("[x](https://a.vn/?b=1&c=2)", '<p><a href="→https://a.vn/?b=1&amp;c=2" rel="nofollow ugc noopener">x</a></p>'),
        (
            "![Cảnh & người](tep/a.jpg)",
            f'<figure class="figure"><img src="→tep/a.jpg" alt="Cảnh &amp; người" width="8" height="6" {LATER}></figure>',
        ),
        (
            "[![Cảnh](tep/a.jpg)](khac.md)",
            '<p><a href="→bai-viet/khac.md"><img src="→tep/a.jpg" alt="Cảnh" width="8" height="6" loading="lazy" decoding="async"></a></p>',
        ),
        (
            "Số 05-NQ/TU và 05-NQ/TU",
            '<p>Số <span class="nowrap"><a href="→vb">05-NQ/TU</a></span> và <span class="nowrap">05-NQ/TU</span></p>',
        ),
        # no line begins with a comma or ends with a bracket
        (
            "Số “05-NQ/TU”, (05-NQ/TU) và [(05-NQ/TU).](khac.md)!",
            '<p>Số <span class="nowrap">“<a href="→vb">05-NQ/TU</a>”,</span> <span class="nowrap">(05-NQ/TU)</span> và '
            '<a href="→bai-viet/khac.md"><span class="nowrap">(05-NQ/TU).</span></a>!</p>',
        ),
        ("[Số 05-NQ/TU](khac.md)", '<p><a href="→bai-viet/khac.md">Số <span class="nowrap">05-NQ/TU</span></a></p>'),
        ("`05-NQ/TU`", "<p><code>05-NQ/TU</code></p>"),
        ("## Số 05-NQ/TU", '<h2 id="so-05-nq-tu">Số <span class="nowrap">05-NQ/TU</span></h2>'),
    ],
)
def test_pieces_come_together(markdown: str, html: str) -> None:
    """Links, pictures and numbers are printed as the site answers; words around them never change."""
    assert shown(markdown) == html


def test_a_number_is_linked_once_in_each_paragraph() -> None:
    """Paragraphs, list items and cells each have their own first mention."""
    html = shown("05-NQ/TU, 05-NQ/TU\n\n05-NQ/TU\n\n- 05-NQ/TU\n- 05-NQ/TU\n\n| A |\n|---|\n| 05-NQ/TU |")
    assert html.count('<a href="→vb">') == 5


def test_wide_tables_scroll_on_their_own() -> None:
    """A table of four columns, or with a word that no line breaks, sits in a region that the keyboard reaches; one of three stays bare."""
    wide = shown("| A | B | C | D |\n|---|---|---|---|\n| 1 | 2 | 3 | 4 |")
    assert wide.startswith('<div class="table-scroll" role="region" tabindex="0"')
    assert wide.endswith("</table></div>")
    assert "table-scroll" not in shown("| A | B | C |\n|---|---|---|\n| 1 | 2 | 3 |")
    for letters in ("phuong@thidumot.example", "[thư](mailto:phuongrathaian@thidumot.vn)"):
        assert ("table-scroll" in shown(f"| A | B |\n|---|---|\n| 1 | {letters} |")) == (letters[0] != "[")


def test_links_know_their_line() -> None:
    """Each use of one target has its own line; a target written otherwise has the first line of the text."""
    found = links("a [x](mat.md)\n\nb [y](mat.md) [z](mat.md)\n\n[t](<a b.md>)")
    assert [(link.text, link.line) for link in found] == [("x", 1), ("y", 3), ("z", 3), ("t", 5)]
    assert links("[a](t%E1%BA%BFp.md)\n")[0].target == "bai-viet/tếp.md"
    assert links("a\n\n[&#97;](x&amp;y.md)")[0].line in (1, 3)


def test_many_links_find_their_lines() -> None:
    """Each of 5,000 links has its line, and the text is gone through once for a target, not once for a link."""
    began = time.process_time()
    found = links("\n".join(["[a](goc.md) [b](khac.md)"] * 2500))
    assert [link.line for link in found] == [line for line in range(1, 2501) for _ in range(2)]
    assert time.process_time() - began < 5  # a hang, not a speed


def test_notes_keep_their_own_links() -> None:
    """A note and its way back are Markdown's own pair and are not judged as links of the editor."""
    text = "Có chú thích[^1].\n\n[^1]: Lời."
    assert links(text) == ()
    assert 'href="#fn:1"' in shown(text)


@pytest.mark.parametrize("target", ["javascript:x", "{attach}x"])
def test_refused_targets_are_said(target: str) -> None:
    """A target that is refused is kept as a link of kind REFUSED, so that a rule can name it."""
    assert [link.kind for link in cut(f'<p><a href="{target}">x</a></p>', HERE, ("x",), 1)[1]] == [LinkKind.REFUSED]


def test_a_lone_end_of_a_link_is_kept() -> None:
    """HTML that no Markdown makes is passed through unchanged."""
    pieces, _ = cut("<p>a</a></p>", HERE, ("a",), 1)
    assert render(pieces, Everything()) == "<p>a</a></p>"


def test_plain_text() -> None:
    """Without tags: pictures by their words, links and numbers by theirs, entities as letters."""
    markdown = "Xem [bài **đậm**](khac.md), ![Cảnh](tep/a.jpg) & số 05-NQ/TU"
    pieces, _ = cut(sanitise(convert(markdown).html), HERE, (markdown,), 1)
    assert plain_text(pieces) == "Xem bài đậm, Cảnh & số 05-NQ/TU"


@given(st.text(alphabet='ab 05-NQ/TU[]()*`#|\n<>&"ăĐ', max_size=120))
def test_cutting_loses_nothing(markdown: str) -> None:
    """Whatever the text, its words after cutting are those of the sanitised HTML."""
    html = sanitise(convert(markdown).html)
    pieces, _ = cut(html, HERE, tuple(markdown.split("\n")), 1)
    without = cut(html.replace("05-NQ/TU", "05_NQ_TU"), HERE, (markdown,), 1)[0]
    assert plain_text(pieces) == plain_text(without).replace("05_NQ_TU", "05-NQ/TU")


class Numbers(HTMLParser):
    """What a walk from tag to tag finds of each number: its words, its paragraph, and whether it may be linked."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.open: list[str] = []
        self.paragraph = 0
        self.found: list[tuple[str, int, bool]] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.paragraph += tag in ("p", "li", "td", "th", "dd", "dt", "figcaption", "blockquote")
        if tag not in ("img", "br", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        for mention in () if "code" in self.open else find_mentions(data):
            if mention.number and not mention.fault:
                linkable = not {"a", "h2", "h3", "h4", "h5", "h6"}.intersection(self.open)
                self.found.append((mention.text, self.paragraph, linkable))


def numbers(pieces: Iterable[Piece]) -> list[tuple[str, int, bool]]:
    found = []
    for piece in pieces:
        if isinstance(piece, NumberPiece):
            found.append((piece.mention.text, piece.paragraph, piece.is_linkable))
        elif isinstance(piece, LinkPiece):
            found.extend(numbers(piece.inner))
    return found


BLOCKS = [
    "Số 05-NQ/TU ", "80-KH/ĐU", "12/KH-UBND", "HĐ-", "`05-NQ/TU` ", "[a 05-NQ/TU](05-nq-tu.md) ", '[x](a.md "05-NQ/TU > a") ',
    "**05-NQ/TU** ", "![05-NQ/TU > a](tep/05-NQ/TU.jpg)", "\n\n## Nghị quyết 05-NQ/TU\n\n", "\n\n---\n\n", "\n\n    05-NQ/TU\n\n",
    "\n\n- ", "\n\n> ", "\n\n", "\n\n| 05-NQ/TU | b |\n|---|---|\n| c | 05-NQ/TU |\n\n", "\n\nTừ\n: nghĩa 05-NQ/TU\n\n", "chữ & < > ",
    "<https://a.vn/05-NQ/TU> ",
]  # fmt: skip


@given(st.lists(st.sampled_from(BLOCKS), max_size=12).map("".join))
def test_numbers_know_where_they_stand(markdown: str) -> None:
    """Paragraph and linkability of each number are those that a walk through all tags finds; a number in a tag is none."""
    html = sanitise(convert(markdown).html)
    walk = Numbers()
    walk.feed(html)
    walk.close()
    assert numbers(cut(html, HERE, tuple(markdown.split("\n")), 1)[0]) == walk.found


@pytest.mark.parametrize("sign", ["<", ">"])
def test_tags_of_sanitised_html_are_told_by_their_signs(sign: str) -> None:
    """In words and in attributes the sanitiser writes `<` and `>` as entities: cutting relies on it."""
    html = sanitise(f'<p>a {sign} b <a href="x{sign}y" title="c {sign} d">e</a><img alt="{sign}" src="f"></p>')
    assert html.count("<") == html.count(">") == 5
