"""Blocks of plain texts and of HTML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.documents import spoken_blocks
from plugins.documents.spoken_blocks import blocks_of_html, blocks_of_text


def test_blocks_of_a_plain_text() -> None:
    """Blank lines and marks of lists part a text; a line break alone does not; every block knows its first line."""
    text = "\nTiêu đề\n\n  \n- việc một\n- việc hai,\n  viết tiếp\n1. việc ba\nvẫn việc ba\n\na) ý\nI. Mục\n"
    assert [(block.line, block.text) for block in blocks_of_text(text)] == [
        (2, "Tiêu đề"),
        (5, "- việc một"),
        (6, "- việc hai,\n  viết tiếp"),
        (8, "1. việc ba\nvẫn việc ba"),
        (11, "a) ý"),
        (12, "I. Mục"),
    ]
    assert [block.line for block in blocks_of_text("một\n\nhai", 40)] == [40, 42]


@given(st.lists(st.sampled_from(["chữ", "- mục", "1. mục", "", " ", "a) ý"]), max_size=12))
def test_lines_of_blocks_are_those_of_the_text(lines: list[str]) -> None:
    """Each block begins on the line it names."""
    for block in blocks_of_text("\n".join(lines)):
        assert lines[block.line - 1].strip() == block.text.split("\n")[0]


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("<p>Một &amp; hai<br>ba</p>", ["Một & hai ba"]),
        ('<ol start="3"><li>ba</li><li><p>bốn</p><p>nữa</p></li></ol>', ["3 ba", "4 bốn", "nữa"]),
        ('<ol start="x"><li>một</li></ol><ul><li>ý</li></ul>', ["1 một", "ý"]),
        ("<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>", ["A: 1; B: 2"]),
        ("<table><tr><td>1</td><td>2</td></tr></table>", ["1; 2"]),
        ("<table><tr><th>A</th></tr><tr><td>1</td></tr><tr></tr></table>", ["1"]),
        ('<p>a<sup><a href="#fn">1</a></sup></p><div class="footnote"><hr><ol><li>chú<br>thích</li></ol></div><p>b</p>', ["a", "b"]),
        ("<pre><code>x = 1</code></pre>", []),
        ("chữ trần", ["chữ trần"]),
        ("<tr><td>dở dang", ["dở dang"]),
        ("</ul></ol><li>lạc", ["lạc"]),
    ],
)
def test_blocks_of_html(html: str, texts: list[str]) -> None:
    """Tags make blocks, numbers of items and names of columns; what is malformed still gives its words."""
    assert [f"{block.ordinal or ''} {block.text}".strip() for block in blocks_of_html(html)] == texts


@given(st.text(alphabet="<>/=\"'&; olituprdh1aẮ", max_size=60))
def test_no_html_raises(html: str) -> None:
    """Whatever the text between the tags is, it gives blocks with words or none."""
    assert all(block.text.strip() for block in blocks_of_html(html))


TAGS = (
    '<p>|</p>|<ol>|<ol start="3">|<li>|</li>|</ol>|<table>|<tr>|<th>|</th>|<td>|</td>|</tr>|<div class="footnote">|</div>|<sup>|</sup>|<br>'
    "|<pre>|</pre>|<dt>|</dt>|một &amp; hai| ba\n|&lt;|<P>|<a href='x'>|<!-- x -->|< 3|&nbsp;"
)


@given(st.lists(st.sampled_from(TAGS.split("|")), max_size=14).map("".join))
def test_plain_tags_are_what_the_parser_sees(html: str) -> None:
    """The fast way over plain tags gives the blocks of the parser."""
    fast = blocks_of_html(html)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spoken_blocks, "_feed_plain", lambda cutter, html: False)
        assert blocks_of_html(html) == fast
