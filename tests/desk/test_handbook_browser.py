"""The handbook in a browser: on a phone and at a desk, in light and dark, with axe; a message finds its rule."""

from pathlib import Path
from typing import Any

import pytest
from axe_rules import LOOKS, violations
from built_sites import BuiltSite

pytestmark = pytest.mark.browser

#: each kind of content: lists and forms, pictures, code; and what is generated, whose markup is that of many fields and rules
PAGES, GENERATED = ("index", "ban-giao", "cai-dat", "dang-trang"), ("lenh", "truong", "quy-tac")
ALL_DECODED = "Promise.all([...document.images].map(one => { one.loading = 'eager'; return one.decode() })).then(() => true)"


@pytest.mark.parametrize(("look", "width"), [("light", 360), ("dark", 1280)])
def test_chapters_fit_and_axe_finds_nothing(browser: Any, samples: BuiltSite, look: str, width: int) -> None:
    """No chapter is wider than its window, and axe minds nothing in it, contrast of AAA included."""
    context = browser.new_context(viewport={"width": width, "height": 800}, bypass_csp=True, **LOOKS[look][0])
    page = context.new_page()
    found = {}
    for name in (*PAGES, *GENERATED):
        page.goto((samples.site / f"staff/so-tay/{name}.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        if name not in GENERATED[1:] and (minded := violations(page, look)):
            found[name] = minded
    context.close()
    assert found == {}


def test_one_walks_from_the_desk_through_all_chapters(browser: Any, samples: BuiltSite) -> None:
    """From the office's start page the handbook opens; “next” leads through every chapter, each with a working picture, to the last."""
    page = browser.new_page()
    page.goto((samples.site / "staff/index.html").as_uri())
    page.get_by_role("link", name="Sổ tay biên tập").click()
    seen = []
    while True:
        seen.append(Path(page.url).name)
        assert page.evaluate(ALL_DECODED)
        onward = page.locator("a[rel=next]")
        if not onward.count():
            break
        onward.click()
    page.close()
    assert len(seen) == len(set(seen)) == len(list((samples.site / "staff/so-tay").glob("*.html")))
    assert seen[-1] == "quy-tac.html"
