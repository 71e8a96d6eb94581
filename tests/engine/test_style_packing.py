"""The stylesheet in fewer letters means what it meant."""

import gzip
import re
from pathlib import Path

import pytest

from plugins.engine.style_packing import packed

CSS = Path(__file__).resolve().parents[2] / "theme/static/css"
#: of the whole stylesheet, compressed: the budget of a page's first visit
MAX_BYTES = 7.6 * 1024


def whole() -> str:
    """All files of the theme, joined."""
    return "\n".join((CSS / name).read_text(encoding="utf-8") for name in (CSS / "order.txt").read_text(encoding="utf-8").split())


@pytest.mark.parametrize(
    ("style", "result"),
    [
        ("/* a */\n.a ,\n.b > .c {\n  color : red;\n  margin: 0 auto;;\n}\n", ".a,.b>.c{color :red;margin:0 auto}"),
        (".a :hover { width: calc( 100% - 2 * var(--x) + 1px ) }", ".a :hover{width:calc(100% - 2 * var(--x) + 1px)}"),
        ("@media (min-width: 48em) and (max-width: 55em) { a { b: c } }", "@media (min-width:48em) and (max-width:55em){a{b:c}}"),
        ('.a::before { content: "; } /* x */ \\" :" / "" }', '.a::before{content:"; } /* x */ \\" :" / ""}'),
        (".a { content: ' , '; background: url( a,b ;c.png ) }", ".a{content:' , ';background:url( a,b ;c.png )}"),
        (".a/* x */.b { }", ".a .b{}"),
        ("", ""),
    ],
)
def test_blanks_go_where_they_mean_nothing(style: str, result: str) -> None:
    """Blanks and comments go beside signs; inside texts, addresses, sums and between selectors they stay."""
    assert packed(style) == result


def test_packing_twice_changes_nothing() -> None:
    """What is packed has nothing left to pack, and is small enough."""
    once = packed(whole())
    assert packed(once) == once
    assert not re.search(r"/\*|\n", once)
    assert len(gzip.compress(once.encode(), 9)) <= MAX_BYTES


@pytest.mark.browser
def test_a_browser_reads_the_same_rules(browser) -> None:
    """Chromium makes the same rules of the theme's files and of what is published."""
    tab = browser.new_page()
    # values of custom properties are kept as they were written
    read = (
        "text => { const s = new CSSStyleSheet(); s.replaceSync(text); return [...s.cssRules].map(r => r.cssText.replaceAll(', ', ',')) }"
    )
    plain = whole()
    assert tab.evaluate(read, packed(plain)) == tab.evaluate(read, plain)
    assert len(tab.evaluate(read, plain)) > 20
    tab.close()
