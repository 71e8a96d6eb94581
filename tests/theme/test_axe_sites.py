"""A page of every type, as the two sites are really built, in light, dark and forced colours, on a phone and at a desk."""

from typing import Any

import pytest
from axe_rules import LOOKS, violations
from built_sites import BuiltSite

pytestmark = pytest.mark.browser

#: each look and each width once; the other pairs when slow tests are asked for. The width changes nothing of what forced colours do
VIEWS = [
    *(("light", 360), ("dark", 1280), ("forced", 360)),
    *(pytest.param(*view, marks=pytest.mark.slow) for view in (("light", 1280), ("dark", 360))),
]


def kinds(site: BuiltSite) -> dict[str, str]:
    """A page of each kind: at the root each by its name, but of the standing pages one; of each folder its index and one entry."""
    standing = {path.stem for path in (site.site / "content" / "trang").glob("*.md")}
    found: dict[str, str] = {}
    for page in site.pages():
        folder, _, name = page.rpartition("/")
        kind = f"{folder}/{name if name == 'index.html' else ''}" if folder else name
        found.setdefault("standing" if not folder and name.removesuffix(".html") in standing else kind, page)
    return found


@pytest.mark.parametrize(("look", "width"), VIEWS)
def test_axe_finds_nothing(browser: Any, shipped: BuiltSite, samples: BuiltSite, look: str, width: int) -> None:
    """axe minds nothing on any page type, contrast of AAA included, and no page is wider than its window."""
    real, sample = kinds(shipped), kinds(samples)
    addresses = [shipped.address + page for page in real.values()]
    # the samples' front page has a notice; what the ward has no entry of yet is there too
    addresses += [samples.address + page for kind, page in sample.items() if kind not in real or kind == "index.html"]
    context = browser.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce", **LOOKS[look][0])
    page = context.new_page()
    found = {}
    for address in addresses:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        if minded := violations(page, look):
            found[address] = minded
    context.close()
    assert found == {}


def test_every_type_is_looked_at(shipped: BuiltSite, samples: BuiltSite) -> None:
    """Each folder of entries that a site can have stands in the list, with its entries."""
    have = kinds(shipped) | kinds(samples)
    folders = ("bai-viet", "van-ban", "mo-hinh", "guong", "khau-hieu", "kiem-chung", "tra-loi", "thong-bao")
    assert [folder for folder in folders if f"{folder}/" not in have] == []
    assert {"index.html", "404.html", "standing", "van-ban/index.html"} <= have.keys()
