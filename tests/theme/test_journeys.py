"""What residents come for, from the home page to the answer, by keyboard alone: at a desk, on a small phone, at 400 % zoom."""

import re

import feedparser
import pytest
from built_sites import SITEURL, BuiltSite
from resident import Resident

pytestmark = pytest.mark.browser


def test_find_a_document_by_its_number(resident: Resident, shipped: BuiltSite) -> None:
    """Home, “Văn bản”, the number in the register: its page says number, issuer and whether it is in force."""
    resident.open(shipped.address)
    resident.from_menu("Văn bản")
    resident.follow(resident.link("05-NQ/TU", resident.page.get_by_role("main")))
    page = resident.page
    assert page.url == shipped.address + "van-ban/05-nq-tu-2026.html"
    assert "05-NQ/TU" in page.get_by_role("heading", level=1).inner_text()
    said = page.get_by_role("main").inner_text()
    assert "Ban Chấp hành Đảng bộ thành phố Hải Phòng" in said
    assert "14/01/2026" in said


def test_read_an_article_and_what_goes_with_it(resident: Resident, shipped: BuiltSite) -> None:
    """Home, an article, its text by the skip link and to its end, then one of those below it: each has a title of its own."""
    resident.open(shipped.address)
    page = resident.page
    resident.follow(page.get_by_role("main").locator("a[href^='bai-viet/']:not([href$='index.html'])").first)
    assert page.url.startswith(shipped.address + "bai-viet/")
    first = page.get_by_role("heading", level=1).inner_text()
    resident.press(page.locator(".skip-link"))
    page.keyboard.press("End")
    assert resident.becomes("scrollY + innerHeight > document.documentElement.scrollHeight - 2")
    resident.follow(page.get_by_role("region", name="Đọc tiếp").get_by_role("link").first)
    assert page.url.startswith(shipped.address)
    assert page.get_by_role("heading", level=1).inner_text() != first


def test_follow_the_feed(resident: Resident, shipped: BuiltSite) -> None:
    """Home, “Theo dõi tin mới” below, the feed of all: a reader understands it, and its newest entry is a page of the portal."""
    resident.open(shipped.address)
    page = resident.page
    resident.follow(page.get_by_role("contentinfo").get_by_role("link", name=re.compile("^Theo dõi")))
    feed = page.get_by_role("main").locator("a[href$='tat-ca.rss.xml']").first
    resident.reach(feed)
    with page.expect_response("**/tat-ca.rss.xml") as answered:
        page.keyboard.press("Enter")
    read = feedparser.parse(answered.value.body())
    assert not read.bozo
    newest = read.entries[0].link
    assert newest.startswith(SITEURL)
    resident.open(shipped.address, newest.removeprefix(SITEURL + "/"))
    assert page.get_by_role("heading", level=1).inner_text().split() == read.entries[0].title.split()
