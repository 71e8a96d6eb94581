"""`serve` as the editor sees it: a browser window beside the text, which renews itself and says what is wrong."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_rules import LOOKS, violations
from serve_preview import Preview, previewed, put, until

from plugins.engine import serve_entries

pytestmark = pytest.mark.browser

DRAFT = "content/bai-viet/tin/ban-nhap.md"
ARTICLE = "content/bai-viet/tin/bai-mau-hai.md"
PAGE = "bai-viet/bai-mau-thu-hai.html"
OTHER = "lien-he.html"
DESK = "ban-lam-viec/index.html"
PANEL, BODY = ".xem-thu", "#xem-thu-than"
LONG = "\n\n".join(f"Đoạn thứ {number} của một bài dài, để trang có chỗ mà cuộn." for number in range(60))
#: width, look and page: the panel has one style for both widths and one for each scheme, a page may add its own
LOOKED_AT = ((360, "light", OTHER), (1280, "light", DESK), (1280, "dark", DESK), (360, "dark", PAGE))


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """One preview for all; each test mends what it breaks."""
    with previewed(tmp_path_factory.mktemp("serve")) as running:
        yield running


@pytest.fixture
def article(preview: Preview) -> Iterator[Path]:
    """The article that is written; as it was afterwards."""
    file = preview.site / ARTICLE
    honest = file.read_text(encoding="utf-8")
    yield file
    if file.read_text(encoding="utf-8") != honest:
        preview.save(file, honest)


@pytest.fixture
def tab(browser, article: Path) -> Iterator:
    """A tab that notes what the console says; closed before the article is mended, for a browser cannot close what is renewed just then."""
    context = browser.new_context(viewport={"width": 1280, "height": 700})
    page = context.new_page()
    page.faults = []
    page.on("console", lambda message: page.faults.append(message.text))
    yield page
    context.close()


def holds(tab, condition: str) -> None:  # type: ignore[no-untyped-def]
    """Wait until an expression is true in the page. (Playwright's own waiting asks by `eval`, which the page's policy forbids.)"""

    def is_true() -> bool:
        try:
            return bool(tab.evaluate(condition))
        except Exception:  # the page is just being renewed
            return False

    until(is_true, condition)


def opened(tab, preview: Preview, address: str) -> None:
    """Open a page and wait until it listens."""
    with tab.expect_request("**/_thay-doi*"):
        tab.goto(preview.base + address)


def written(article: Path, text: str) -> None:
    put(article, text)


def test_the_page_renews_itself_where_it_was_scrolled(tab, preview: Preview, article: Path) -> None:
    """A save shows in the open page, which stays where it was scrolled to; a second tab on another page is offered the way there."""
    honest = article.read_text(encoding="utf-8")
    preview.save(article, honest + LONG)
    opened(tab, preview, PAGE)
    beside = tab.context.new_page()
    opened(beside, preview, "y/" + OTHER)
    tab.evaluate("scrollTo(0, 900)")
    beside.evaluate("window.isSame = true")
    loads = []
    tab.on("load", lambda: loads.append(1))
    written(article, honest.replace("Nội dung mẫu.", "Nội dung vừa sửa.") + LONG)
    tab.get_by_text("Nội dung vừa sửa.").wait_for(state="attached")
    holds(tab, "scrollY === 900")
    assert not tab.locator(BODY).is_visible()
    link = beside.get_by_role("link", name="Mở trang vừa sửa")
    link.wait_for()
    assert beside.evaluate("window.isSame")
    assert len(loads) == 1  # shown before its build, and not renewed for what the build made the same
    link.click()
    beside.get_by_text("Nội dung vừa sửa.").wait_for()
    assert not beside.locator(BODY).is_visible()
    assert tab.faults == []


def test_a_slip_opens_the_panel_and_shows_the_refused_page(tab, preview: Preview, article: Path) -> None:
    """A slip is told at the foot of the page, which shows the new text and says that it is refused; Escape closes; mended, all goes."""
    honest = article.read_text(encoding="utf-8")
    opened(tab, preview, PAGE)
    written(article, honest + "Câu vừa viết, xem [x](khong-co.md).\n")
    tab.get_by_label("Trạng thái bài").get_by_text("Bị từ chối").wait_for()
    item = tab.locator(".xem-thu__item").filter(has_text="LK01")
    item.wait_for()
    line = honest.count(chr(10)) + 1
    assert f"Dòng {line}: Câu vừa viết" in item.inner_text()
    assert item.get_by_role("button", name=f"Mở tệp ở dòng {line}").is_visible()
    assert "1 lỗi" in tab.locator(".xem-thu__sum").inner_text()
    assert tab.locator("main").get_by_text("Câu vừa viết").is_visible()
    tab.keyboard.press("Escape")
    assert not tab.locator(BODY).is_visible()
    # closed is closed for this build; a page that opens later is told all the same
    beside = tab.context.new_page()
    opened(beside, preview, OTHER)
    beside.get_by_role("status").get_by_text("LK01").wait_for()
    written(article, honest)
    tab.get_by_label("Trạng thái bài").wait_for(state="detached")
    holds(tab, "!document.querySelector('.xem-thu--open')")
    beside.get_by_role("link", name="Mở trang vừa sửa").wait_for()
    assert tab.faults == []


def test_a_draft_is_found_seen_and_opened(tab, preview: Preview, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the list of entries saved last to a draft's page: its state, its share picture, its time on the loudspeakers; its file opens."""
    asked: list[tuple[Path, int]] = []
    monkeypatch.setattr(serve_entries, "open_file", lambda file, line: asked.append((file, line)) or "Đã mở tệp.")
    opened(tab, preview, "_bai-vua-sua")
    tab.get_by_role("link", name="CHIM-CANH-CUT-NHAP").click()
    tab.get_by_label("Trạng thái bài").get_by_text("Bản nháp, chưa đăng").wait_for()
    tab.locator(".xem-thu__facts dd").first.wait_for(state="attached")
    if not tab.locator(BODY).is_visible():  # what another test saved last may have opened it
        tab.get_by_role("button", name="Mở khung xem thử").click()
    tab.evaluate("sessionStorage.setItem('xem-thu', 'mo')")
    holds(tab, "document.querySelector('.xem-thu__share img').naturalWidth === 1200")
    facts = tab.locator(".xem-thu__facts").inner_text()
    assert re.search(r"Đọc trên loa\s*khoảng \d+ giây", facts)
    tab.get_by_role("button", name="Mở tệp", exact=True).click()
    tab.get_by_role("status").get_by_text("Đã mở tệp.").wait_for()
    assert asked == [(preview.site / DRAFT, 0)]
    draft = preview.site / DRAFT
    honest = draft.read_text(encoding="utf-8")
    written(draft, honest + "\nCâu nháp vừa viết.\n")
    tab.get_by_text("Câu nháp vừa viết.").wait_for()
    tab.locator(BODY).wait_for()  # what was opened stays open
    preview.save(draft, honest)
    assert tab.faults == []


def test_the_panel_works_by_keyboard(tab, preview: Preview, article: Path) -> None:
    """The button is reached by Tab, with an outline that is seen, says whether the panel is open, and opens it again."""
    opened(tab, preview, OTHER)
    written(article, "---\ntitle: [\n---\n")
    tab.get_by_role("status").get_by_text("FM01").first.wait_for()
    button = tab.locator(".xem-thu__toggle")
    tab.locator(".xem-thu__bar a").focus()
    tab.keyboard.press("Shift+Tab")
    assert button.evaluate("e => e === document.activeElement && parseFloat(getComputedStyle(e).outlineWidth) >= 2")
    assert button.bounding_box()["height"] >= 44
    assert button.get_attribute("aria-expanded") == "true"
    tab.keyboard.press("Enter")
    assert not tab.locator(BODY).is_visible()
    assert button.get_attribute("aria-expanded") == "false"
    tab.keyboard.press("Enter")
    assert tab.locator(BODY).is_visible()


def test_the_panel_is_for_everyone(browser, preview: Preview, article: Path, tmp_path: Path) -> None:
    """On a phone and a desk, light and dark: axe finds nothing, AAA contrast included; nothing is wider than its window."""
    honest = article.read_text(encoding="utf-8")
    preview.save(article, honest + "[x](khong-co.md) theo Kế hoạch số 8/KH-UBND và [Hà Nội](https://hanoi.gov.vn/mot-dia-chi-dai).\n")
    for width, look, address in LOOKED_AT:
        context = browser.new_context(viewport={"width": width, "height": 780}, reduced_motion="reduce", **LOOKS[look][0])
        page = context.new_page()
        opened(page, preview, address)
        page.locator(f"{BODY} li").get_by_text("LK01").first.wait_for()
        holds(page, "getComputedStyle(document.querySelector('.xem-thu')).position === 'sticky'")
        assert violations(page, look) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        box = page.locator(PANEL).bounding_box()
        assert abs(box["y"] + box["height"] - 780) < 1
        assert box["height"] <= 780 * 0.6
        assert page.locator(f"{PANEL} li").first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)") >= 18
        page.screenshot(path=tmp_path / f"{width}-{look}.png")
        context.close()


def test_a_broken_theme_is_told_in_the_page(tab, preview: Preview) -> None:
    """A template that cannot be read leaves the page as it was, and says where; a tab that was not seen catches up."""
    template = preview.code / "theme/templates/entry.html"
    opened(tab, preview, PAGE)
    with preview.broken(template, "{% if %}", lambda event: not event["ok"]):
        tab.get_by_role("status").get_by_text("theme/templates/entry.html:1").wait_for()
        assert tab.get_by_text("Nội dung mẫu.").is_visible()
    holds(tab, "!document.querySelector('.xem-thu--open')")
