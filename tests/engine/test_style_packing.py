"""The stylesheet in fewer letters means what it meant."""

import gzip
import re
from pathlib import Path

import pytest

from plugins.engine.style_packing import joined, packed

CSS = Path(__file__).resolve().parents[2] / "theme/static/css"
#: of the whole stylesheet, compressed: the budget of a page's first visit
MAX_BYTES = 7.6 * 1024


def files() -> list[str]:
    """All files of the theme, in order."""
    return [(CSS / name).read_text(encoding="utf-8") for name in (CSS / "order.txt").read_text(encoding="utf-8").split()]


def whole() -> str:
    """All files of the theme, one after the other."""
    return "\n".join(files())


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
    assert len(gzip.compress(joined(files()).encode(), 9)) <= MAX_BYTES


@pytest.mark.parametrize(
    ("styles", "result"),
    [
        (
            ["@layer a { .b { c: d } }", "@layer a { .e { f: '}' } }", "@layer g { h { i: j } }"],
            "@layer a{.b{c:d}.e{f:'}'}}@layer g{h{i:j}}",
        ),
        (["@layer a, b;\n@layer a { c { d: e } }", "@layer a { f { g: h } }"], "@layer a,b;@layer a{c{d:e}}@layer a{f{g:h}}"),
        (["@layer a { .b { c: d } }", "@layer a { } .e { f: g } "], "@layer a{.b{c:d}}@layer a{}.e{f:g}"),
        ([".a { b: c }", "@layer a { d { e: f } }", ".a { b: c }"], ".a{b:c}@layer a{d{e:f}}.a{b:c}"),
        ([], ""),
    ],
)
def test_neighbours_of_one_layer_share_it(styles: list[str], result: str) -> None:
    """Files that lie in one layer as a whole are joined inside it, in their order; others stay as they are."""
    assert joined(styles) == result


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
    # and in each layer, the same rules in the same order when its files share it
    rules = (
        "text => { const s = new CSSStyleSheet(); s.replaceSync(text); const of = {}; for (const r of s.cssRules) if (r.cssRules)"
        " (of[r.name] ??= []).push(...[...r.cssRules].map(x => x.cssText.replaceAll(', ', ','))); return of }"
    )
    assert tab.evaluate(rules, joined(files())) == tab.evaluate(rules, plain)
    tab.close()
