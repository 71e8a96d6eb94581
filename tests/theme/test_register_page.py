"""The register of documents in a real browser: filtered, sorted and found by keyboard; whole with the script off."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

ALL = ["05-NQ/TU", "04-ĐA/TU", "1669/NQ-UBTVQH15"]
Open = Callable[..., "Page"]


@pytest.fixture
def opened(browser, sample_site: dict[str, Path]) -> Iterator[Open]:
    """Opens the sample register; `query` is the part of the address after the file, other words go to the context."""
    contexts, faults = [], []

    def open_(query: str = "", **more: object) -> "Page":
        context = browser.new_context(**({"viewport": {"width": 1280, "height": 780}} | more))
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(sample_site["register"].as_uri() + query)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert faults == []


def numbers(page: "Page") -> list[str]:
    """Numbers of the rows that are shown, from above."""
    return page.get_by_role("rowheader").all_inner_texts()


def typed(page: "Page", text: str) -> list[str]:
    """What is shown after `text` was typed and sent with Enter."""
    box = page.get_by_role("searchbox")
    box.fill(text)
    box.press("Enter")
    return numbers(page)


def test_without_script_nothing_dead_is_shown(opened: Open) -> None:
    """With JavaScript off the table is whole, and neither a field nor a button is there."""
    page = opened(java_script_enabled=False)
    assert numbers(page) == ALL
    assert page.locator(".filters").is_hidden()
    assert page.get_by_role("button").count() == 0
    assert page.locator(".filters").evaluate("e => e.offsetHeight") == 0


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("05NQTU", ALL[:1]),
        ("5 nq tu", ALL[:1]),
        ("05-nq/tu", ALL[:1]),
        ("nghi quyet 05", ALL[:1]),
        ("Nghị quyết", ALL),
        ("ban chap hanh", ALL[:1]),
        ("quy", ALL),
        ("ĐA/TU", ALL[1:2]),
        ("da tu", ALL[1:2]),
        ("đề án", ALL[1:2]),
        ("uỷ ban thường vụ", ALL[2:]),
        ("1669nqubtvqh15", ALL[2:]),
        ("16", ALL[2:]),
        ("66", []),
        ("  ", ALL),
        ("khong co chu nay", []),
    ],
)
def test_a_document_is_found_in_every_spelling(opened: Open, text: str, found: list[str]) -> None:
    """Tones, đ, separators and leading zeros are forgiven; a number is that number, or its beginning, and never a part of another."""
    page = opened()
    assert typed(page, text) == found
    assert page.locator(".empty").is_visible() == (not found)


def test_keyboard_journey(opened: Open) -> None:
    """By Tab, letters and Enter alone: a kind is chosen, the number typed, the count said, the document opened."""
    page = opened()
    page.get_by_role("searchbox").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "loai"
    page.keyboard.type("Ngh")
    page.get_by_text("Số văn bản: 2 trong 3").wait_for()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.type("05nqtu")
    page.get_by_text("Số văn bản: 1 trong 3").wait_for()
    assert page.get_by_role("status").inner_text() == "Số văn bản: 1 trong 3"
    for _ in range(7):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('tbody') !== null"):
            break
    assert page.evaluate("document.activeElement.textContent") == "05-NQ/TU"
    assert page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 2


def test_the_address_keeps_what_was_chosen(opened: Open) -> None:
    """Choices stand in the address, an address brings them back, and “Xóa bộ lọc” clears both."""
    page = opened()
    page.get_by_label("Loại văn bản").select_option("nghi-quyet")
    page.wait_for_url("**/*?loai=nghi-quyet")
    typed(page, "1669")
    assert page.evaluate("location.search") == "?tim=1669&loai=nghi-quyet"
    again = opened("?tim=1669&loai=nghi-quyet&sap-xep=so")
    assert numbers(again) == ALL[2:]
    assert again.get_by_role("searchbox").input_value() == "1669"
    again.get_by_role("button", name="Xóa bộ lọc").click()
    again.wait_for_url("**/*?sap-xep=so")
    assert numbers(again) == [ALL[1], ALL[0], ALL[2]]


@pytest.mark.parametrize("query", ["?loai=khong-co", "?sap-xep=--ngay", "?sap-xep=constructor", "?tim=%22%3E%3Cb%3E", "?la=gi"])
def test_a_foreign_address_does_no_harm(opened: Open, query: str) -> None:
    """An address that somebody made up shows the register, or says that nothing fits; it is never obeyed as HTML."""
    page = opened(query)
    assert [number for number in ALL if number in numbers(page)] == numbers(page)
    assert page.locator("main b").count() == 0


def test_headings_sort(opened: Open) -> None:
    """Buttons in the headings sort by number, kind and day, both ways, and aria-sort says so; an unknown day stays at the end."""
    page = opened()
    heads = {name: page.get_by_role("columnheader", name=name) for name in ("Số, ký hiệu", "Loại", "Ngày ban hành")}
    assert heads["Ngày ban hành"].get_attribute("aria-sort") == "descending"

    def pressed(name: str) -> tuple[list[str], str | None]:
        heads[name].get_by_role("button").press("Enter")
        return numbers(page), heads[name].get_attribute("aria-sort")

    assert pressed("Số, ký hiệu") == ([ALL[1], ALL[0], ALL[2]], "ascending")
    assert heads["Ngày ban hành"].get_attribute("aria-sort") is None
    assert pressed("Số, ký hiệu") == ([ALL[2], ALL[0], ALL[1]], "descending")
    assert pressed("Loại")[0][0] == "04-ĐA/TU"
    assert pressed("Ngày ban hành") == ([ALL[2], ALL[0], ALL[1]], "descending")
    assert pressed("Ngày ban hành") == ([ALL[0], ALL[2], ALL[1]], "ascending")


@pytest.mark.parametrize("zoom", [1, 2])
def test_it_fits_a_narrow_phone(opened: Open, zoom: int) -> None:
    """At 320 px, and at 360 px with type twice as large, all controls are open and within the window, each at least 44 px high."""
    page = opened(viewport={"width": 320 if zoom == 1 else 360, "height": 640})
    page.evaluate(f"document.documentElement.style.fontSize = '{18 * zoom}px'")
    assert not page.get_by_label("Loại văn bản").is_visible()
    page.get_by_role("button", name="Lọc thêm").press("Enter")
    assert page.get_by_label("Loại văn bản").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    low = page.evaluate(
        "[...document.querySelectorAll('.filters :is(input, select, button), .register__sort')]"
        ".map(e => e.getBoundingClientRect()).filter(r => r.height < 44 || r.right > innerWidth).length"
    )
    assert low == 0
    assert page.get_by_role("columnheader").count() == 6
    page.get_by_role("button", name="Số, ký hiệu").press("Enter")
    assert numbers(page) == [ALL[1], ALL[0], ALL[2]]


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_when_the_script_arrives(browser, sample_site: dict[str, Path], width: int) -> None:
    """The form and, on phones, what sorts have their room before the script shows them: the table stands where it stood."""
    heights = []
    for is_blocked in (True, False):
        context = browser.new_context(viewport={"width": width, "height": 780})
        page = context.new_page()
        if is_blocked:
            page.route("**/*.js", lambda route: route.abort())
        page.goto(sample_site["register"].as_uri())
        page.evaluate("document.fonts.ready.then(() => true)")
        start = page.locator(".register__count").bounding_box()["y"] if width == 360 else 0  # above it lines may break otherwise
        heights.append(page.locator(".register tbody").bounding_box()["y"] - start)
        context.close()
    assert abs(heights[0] - heights[1]) < 1


def test_the_script_is_small() -> None:
    """Less than 100 lines."""
    script = Path(__file__).resolve().parents[2] / "theme" / "static" / "js" / "so-van-ban.js"
    assert len(script.read_text(encoding="utf-8").splitlines()) < 100


def test_paper_has_the_rows_alone(browser, sample_site: dict[str, Path]) -> None:
    """On paper there is nothing to filter or search by; blocks have nothing to sort by either, a table keeps the names of its columns."""
    for width in (700, 1400):
        page = browser.new_page(viewport={"width": width, "height": 2000})
        page.goto(sample_site["register"].as_uri())
        page.locator(".filters").wait_for()
        page.emulate_media(media="print")
        assert page.locator("button:visible, input:visible, select:visible, .header__search:visible").count() == (0 if width == 700 else 3)
        assert page.locator(".register__row:visible").count() > 0
        assert page.locator(".page").evaluate("e => getComputedStyle(e).minHeight") == "0px"
        page.close()
