"""`serve` as the editor sees it: a browser window beside the text, which renews itself and says what is wrong."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from serve_preview import Preview, previewed, until

pytestmark = pytest.mark.browser

ARTICLE = "content/bai-viet/tin/bai-mau-hai.md"
PAGE = "bai-viet/bai-mau-thu-hai.html"
OTHER = "lien-he.html"
DESK = "ban-lam-viec/index.html"
PANEL = ".xem-thu"
LONG = "\n\n".join(f"Đoạn thứ {number} của một bài dài, để trang có chỗ mà cuộn." for number in range(60))
#: width, scheme and page: the panel has one style for both widths and one for each scheme, a page may add its own
LOOKED_AT = ((360, "light", OTHER), (1280, "dark", DESK))
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


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
    article.write_text(text, encoding="utf-8", newline="\n")


def test_the_page_renews_itself_where_it_was_scrolled(tab, preview: Preview, article: Path) -> None:
    """A save shows in the open page, which stays where it was scrolled to; a second tab on another page is offered the way there."""
    honest = article.read_text(encoding="utf-8")
    preview.save(article, honest + LONG)
    opened(tab, preview, PAGE)
    beside = tab.context.new_page()
    opened(beside, preview, "y/" + OTHER)
    tab.evaluate("scrollTo(0, 900)")
    beside.evaluate("window.isSame = true")
    written(article, honest.replace("Nội dung mẫu.", "Nội dung vừa sửa.") + LONG)
    tab.get_by_text("Nội dung vừa sửa.").wait_for(state="attached")
    holds(tab, "scrollY === 900")
    assert tab.locator(PANEL).bounding_box()["height"] == 0
    link = beside.get_by_role("link", name="Mở trang vừa sửa")
    link.wait_for()
    assert beside.evaluate("window.isSame")
    link.click()
    beside.get_by_text("Nội dung vừa sửa.").wait_for()
    assert beside.locator(PANEL).bounding_box()["height"] == 0
    assert tab.faults == []


def test_a_slip_opens_the_panel_and_keeps_the_page(tab, preview: Preview, article: Path) -> None:
    """A slip is told at the foot of the page, which keeps what it showed; Escape closes; mended, the panel goes by itself."""
    honest = article.read_text(encoding="utf-8")
    opened(tab, preview, PAGE)
    written(article, honest + "[x](khong-co.md)\n")
    news = tab.locator(".xem-thu__news")  # the buttons of an article have status lines of their own
    news.get_by_text("LK01").wait_for()
    assert f"{ARTICLE}:{honest.count(chr(10)) + 1}" in news.inner_text()
    assert "có lỗi: chưa hiện trên trang" in news.inner_text()
    assert "bản trước khi có lỗi" in news.inner_text()
    assert tab.get_by_text("Nội dung mẫu.").is_visible()
    tab.keyboard.press("Escape")
    assert not tab.get_by_role("button", name="Đóng").is_visible()
    assert tab.locator(PANEL).bounding_box()["height"] == 0
    # closed is closed for this build; a page that opens later is told all the same
    beside = tab.context.new_page()
    opened(beside, preview, OTHER)
    beside.get_by_role("status").get_by_text("LK01").wait_for()
    gone = tab.context.new_page()
    opened(gone, preview, PAGE)
    assert gone.get_by_role("heading", name="Không tìm thấy").is_visible()
    written(article, honest)
    gone.get_by_text("Nội dung mẫu.").wait_for()
    holds(tab, "!document.querySelector('.xem-thu--open')")
    beside.get_by_role("link", name="Mở trang vừa sửa").wait_for()


def test_the_close_button_works_by_keyboard(tab, preview: Preview, article: Path) -> None:
    """“Đóng” is a button, reached by Tab, with an outline that is seen."""
    opened(tab, preview, OTHER)
    written(article, "---\ntitle: [\n---\n")
    tab.get_by_role("status").get_by_text("FM01").first.wait_for()
    tab.keyboard.press("Shift+Tab")
    button = tab.get_by_role("button", name="Đóng")
    assert button.evaluate("e => e === document.activeElement && parseFloat(getComputedStyle(e).outlineWidth) >= 2")
    assert button.bounding_box()["height"] >= 44
    tab.keyboard.press("Enter")
    assert not button.is_visible()


def test_the_panel_is_for_everyone(browser, preview: Preview, article: Path, tmp_path: Path) -> None:
    """On a phone and a desk, light and dark: axe finds nothing, AAA contrast included; nothing is wider than its window."""
    from axe_playwright_python.sync_playwright import Axe

    honest = article.read_text(encoding="utf-8")
    preview.save(article, honest + "[x](khong-co.md) theo Kế hoạch số 8/KH-UBND và [Hà Nội](https://hanoi.gov.vn/mot-dia-chi-dai).\n")
    options = {"preload": False, "runOnly": {"type": "tag", "values": TAGS}, "rules": {"color-contrast-enhanced": {"enabled": True}}}
    for width, scheme, address in LOOKED_AT:
        context = browser.new_context(viewport={"width": width, "height": 780}, color_scheme=scheme, reduced_motion="reduce")
        page = context.new_page()
        opened(page, preview, address)
        page.get_by_role("status").get_by_text("LK01").wait_for()
        holds(page, "getComputedStyle(document.querySelector('.xem-thu')).position === 'sticky'")
        report = Axe().run(page, options=options).response
        assert [(v["id"], [node["html"][:120] for node in v["nodes"]]) for v in report["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        box = page.locator(PANEL).bounding_box()
        assert abs(box["y"] + box["height"] - 780) < 1
        assert box["height"] <= 780 * 0.46
        assert page.locator(f"{PANEL} li").first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)") >= 18
        page.screenshot(path=tmp_path / f"{width}-{scheme}.png")
        context.close()


def test_a_broken_theme_is_told_in_the_page(tab, preview: Preview) -> None:
    """A template that cannot be read leaves the page as it was, and says where; a tab that was not seen catches up."""
    template = preview.code / "theme/templates/entry.html"
    opened(tab, preview, PAGE)
    with preview.broken(template, "{% if %}", lambda event: not event["ok"]):
        tab.get_by_role("status").get_by_text("theme/templates/entry.html:1").wait_for()
        assert tab.get_by_text("Nội dung mẫu.").is_visible()
    holds(tab, "!document.querySelector('.xem-thu--open')")
