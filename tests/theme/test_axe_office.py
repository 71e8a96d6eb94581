"""The office's own pages and the plan's public progress, as a real build makes them: axe, and no page wider than its window."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from axe_rules import LOOKS, violations
from built_sites import BuiltSite, project_of

from plugins.engine.report import make_report
from plugins.reports.periods import PeriodKind, period_of

pytestmark = pytest.mark.browser

#: from staff/: of the ward, which has a plan; and of the samples, which are fewer
PAGES, SAMPLE_PAGES = ("index.html", "tien-do.html", "trinh-chieu/index.html"), ("truyen-thanh/index.html", "mang-xa-hoi/index.html")
#: texts that are unfolded: all look alike, and axe looks at each word
OPEN = 2
#: each look and each width once; the other pairs when slow tests are asked for
VIEWS = [("light", 360), ("dark", 1280), *(pytest.param(*view, marks=pytest.mark.slow) for view in (("light", 1280), ("dark", 360)))]


@pytest.fixture(scope="module")
def addresses(shipped: BuiltSite, samples: BuiltSite, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Where the pages lie: files, as the office opens them; a report of the year is among them."""
    office = replace(project_of(samples.site), staff=tmp_path_factory.mktemp("staff"))
    report, *_ = make_report(office, period_of(PeriodKind.FINAL, office.now.date()))
    pages = [shipped.site / "staff" / page for page in PAGES] + [samples.site / "staff" / page for page in SAMPLE_PAGES]
    pages += [report, report.parent / "index.html"]
    return [*(Path(page).as_uri() for page in pages), f"{shipped.address}tien-do.html"]


@pytest.mark.parametrize(("look", "width"), VIEWS)
def test_axe_finds_nothing_in_the_office(browser: Any, addresses: list[str], look: str, width: int) -> None:
    """axe minds nothing on any page, the first texts unfolded, and no page is wider than its window."""
    context = browser.new_context(viewport={"width": width, "height": 800}, **LOOKS[look][0])
    page = context.new_page()
    found = {}
    for address in addresses:
        page.goto(address)
        page.evaluate("count => [...document.querySelectorAll('details')].slice(0, count).forEach(one => one.open = true)", OPEN)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        if minded := violations(page, look):
            found[address] = minded
    context.close()
    assert found == {}
