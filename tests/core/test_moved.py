"""The page at an old address: leads on without a script, and nowhere but to places of the web."""

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.core.moved import is_web_place, moved_page


def parsed(data: bytes):  # type: ignore[no-untyped-def]
    return html5lib.parse(data.decode(), treebuilder="etree", namespaceHTMLElements=False)


def test_it_leads_on_in_four_ways() -> None:
    """Refresh, canonical address and a link name the new place; it asks not to be indexed, and may load nothing."""
    page = parsed(moved_page("../van-ban/05-nq-tu-2026.html", "Nghị quyết mẫu"))
    metas = {meta.get("http-equiv") or meta.get("name"): meta.get("content") for meta in page.iter("meta")}
    assert metas["refresh"] == "0; url=../van-ban/05-nq-tu-2026.html"
    assert metas["robots"] == "noindex"
    assert metas["Content-Security-Policy"].startswith("default-src 'none'")
    assert [link.get("href") for link in page.iter("link")] == ["../van-ban/05-nq-tu-2026.html"]
    assert [(a.get("href"), a.text) for a in page.iter("a")] == [("../van-ban/05-nq-tu-2026.html", "Nghị quyết mẫu")]
    assert page.get("lang") == "vi"
    assert page.find("head/title").text == page.find("body/main/h1").text == "Trang đã chuyển: Nghị quyết mẫu"


def test_without_a_title_it_says_what_to_do() -> None:
    """Without the title of the new page the link says “mở trang mới”."""
    page = parsed(moved_page("https://haian.example/x.html"))
    assert [(a.get("href"), a.text) for a in page.iter("a")] == [("https://haian.example/x.html", "mở trang mới")]


@pytest.mark.parametrize(
    "href",
    [
        *("", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//la.example/x", "/\\la.example", "\\\\la.example"),
        *("x\ny.html", "x y.html", "java\tscript:alert(1)", "https:la.example", "https:///la.example", "http:\\\\la.example"),
    ],
)
def test_other_places_are_refused(href: str) -> None:
    """Scripts, data, other hosts without a scheme, blanks and control characters lead nowhere."""
    assert not is_web_place(href)
    with pytest.raises(ValueError, match="not a place"):
        moved_page(href)


@given(st.text())
def test_titles_stay_text(title: str) -> None:
    """Whatever a title holds, the page has the same elements, and the title is text."""
    names = [element.tag for element in parsed(moved_page("x.html")).iter() if isinstance(element.tag, str)]
    page = parsed(moved_page("x.html", title))
    assert [element.tag for element in page.iter() if isinstance(element.tag, str)] == names
