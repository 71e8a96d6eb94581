"""A resident in a lift: on a slow link nothing that was shown moves any more; on a quick one the first page has the house's own type."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from built_sites import BuiltSite
from layout_shifts import shifts, watch_shifts

#: home, an article, the register, the gallery
PAGES = ("index.html", "bai-viet/bang-thuat-ngu.html", "van-ban/index.html", "khau-hieu/index.html")
#: bytes a second and milliseconds: 3G at its edge
SPEED, DELAY = 50_000, 400


@contextmanager
def opened(browser, width: int) -> Iterator:
    """A new tab of a visitor who was never here."""
    context = browser.new_context(viewport={"width": width, "height": 740})
    try:
        yield context.new_page()
    finally:
        context.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("page", PAGES)
def test_nothing_moves_on_a_slow_link(browser, shipped: BuiltSite, page: str, width: int):
    with opened(browser, width) as tab:
        tools = tab.context.new_cdp_session(tab)
        tools.send("Network.enable")
        tools.send(
            "Network.emulateNetworkConditions",
            {"offline": False, "latency": DELAY, "downloadThroughput": SPEED, "uploadThroughput": SPEED},
        )
        watch_shifts(tab.context)
        tab.goto(shipped.address + page, wait_until="load")
        tab.evaluate("document.fonts.ready.then(() => true)")
        assert tab.evaluate("[...document.fonts].some(font => font.family.includes('Be Vietnam Pro'))")
        assert shifts(tab) == 0


@pytest.mark.browser
def test_the_first_page_has_the_type_of_the_house(browser, shipped: BuiltSite):
    with opened(browser, 360) as tab:
        tab.goto(shipped.address + PAGES[1], wait_until="load")
        tools = tab.context.new_cdp_session(tab)
        tools.send("DOM.enable")
        tools.send("CSS.enable")
        root = tools.send("DOM.getDocument")["root"]["nodeId"]
        for selector in ("h1", "main p"):
            node = tools.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
            fonts = tools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
            assert {font["familyName"] for font in fonts} == {"Be Vietnam Pro"}
