"""The sample pages in a real browser, from file:// and with JavaScript off for what residents see."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_rules import LOOKS, violations
from test_theme_css import contrast
from theme_samples import PAGES

pytestmark = pytest.mark.browser

#: one of each page type
LOOKED_AT = (
    "home",
    "home-new",
    "article",
    "document",
    "document-bare",
    "model",
    "exemplar",
    "fact-check",
    "answer",
    "notice",
    "slogan",
    "slogan-approved",
    "page",
    "page-english",
    "feedback",
    "listing",
    "register",
    "register-part",
    "gallery",
    "site-map",
    "follow",
    "weekly",
    "404",
    "gone",
    "authenticity",
    "staff",
    "sheet",
)
FINGER_TARGETS = (
    *(".nav__link", ".header__menu", ".button", ".more", ".pager__link", ".tags__link", ".files__link", ".footer__link"),
    *(".breadcrumbs__link", ".contents__link", ".ways__link"),
)
#: width and look: each once by default, the others when slow tests are asked for. Pages of real sites are held to axe by
#: test_axe_sites.py, there in light on a phone and in dark at a desk
MODES = [
    *((1280, "light"), (360, "dark")),
    *(pytest.param(mode, marks=pytest.mark.slow) for mode in ((360, "light"), (1280, "dark"), (1280, "forced"))),
]


@pytest.fixture(params=MODES, ids=lambda mode: f"{mode[0]}-{mode[1]}")
def tab(request: pytest.FixtureRequest, browser) -> Iterator:
    """A tab of a width and a scheme of colours that notes console messages and outside requests."""
    width, look = request.param
    context = browser.new_context(viewport={"width": width, "height": 780}, reduced_motion="reduce", **LOOKS[look][0])
    page = context.new_page()
    page.look, page.faults = look, []
    page.on("console", lambda message: page.faults.append(message.text))
    page.on("request", lambda request: None if request.url.startswith("file:") else page.faults.append(request.url))
    yield page
    context.close()


@pytest.mark.parametrize("name", LOOKED_AT)
def test_axe_finds_nothing(tab, sample_site: dict[str, Path], name: str) -> None:
    """axe reports no violation, AAA contrast included; the console stays silent and nothing is asked from outside."""
    tab.goto(sample_site[name].as_uri())
    assert tab.faults == []
    assert violations(tab, tab.look) == []


@pytest.mark.parametrize("name", sorted(PAGES))
def test_no_sideways_scrolling(browser, sample_site: dict[str, Path], name: str) -> None:
    """At 320 px (400 % zoom of 1280) every page fits its window, with scripts off and the menu open."""
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(sample_site[name].as_uri() + "#_danh-muc")
    page.evaluate("document.fonts.ready")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    wide = page.evaluate(
        "[...document.querySelectorAll('body *:not(.skip-link)')].filter(e => e.getBoundingClientRect().right > 321"
        " && !e.closest('.visually-hidden, thead, svg, .table-scroll')).map(e => e.className || e.tagName)"
    )
    assert wide == []
    context.close()


@pytest.mark.parametrize("name", sorted(name for name in PAGES if name not in ("404", "gone")))
def test_large_type_fits_a_phone(browser, sample_site: dict[str, Path], name: str) -> None:
    """At 360 px with type at 200 % no page is wider than its window, and the menu stands clear of the portal's name."""
    context = browser.new_context(viewport={"width": 360, "height": 780})
    page = context.new_page()
    page.goto(sample_site[name].as_uri())
    page.evaluate("document.documentElement.style.fontSize = '36px'")
    page.evaluate("document.fonts.ready")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    if page.locator(".header__menu").count():
        names, menu = (page.locator(selector).bounding_box() for selector in (".header__names", ".header__menu"))
        assert names["y"] + names["height"] <= menu["y"]
    context.close()


#: a word that stands on two lines is a word cut in two
_CUT = r"""e => {
  const range = document.createRange(), text = e.firstChild;
  return [...text.data.matchAll(/\S+/g)].filter(word => {
    range.setStart(text, word.index);
    range.setEnd(text, word.index + word[0].length);
    return range.getClientRects().length > 1;
  }).map(word => word[0]);
}"""


def test_the_category_of_a_card_keeps_its_words_at_large_type(browser, sample_site: dict[str, Path]) -> None:
    """On phones with type at 200 % the date leaves its place beside the category, whose words stay whole; at plain type it stands there."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(sample_site["home"].as_uri())
    top = "(name) => document.querySelector(`.card__kind ~ .card__${name}`).getBoundingClientRect().top"
    for width, size in ((320, 18), (320, 36), (360, 36)):
        page.set_viewport_size({"width": width, "height": 780})
        page.evaluate("size => document.documentElement.style.fontSize = `${size}px`", size)
        assert (page.evaluate(top, "date") < page.evaluate(top, "title")) == (size == 18)
        assert [word for link in page.locator(".card__category").all() for word in link.evaluate(_CUT)] == []
    context.close()


def test_a_notice_keeps_its_words_at_large_type(browser, sample_site: dict[str, Path]) -> None:
    """On phones with large type the button stands below the words of a notice, which stay whole; at plain type beside them."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(sample_site["article-bare"].as_uri())
    for width, size in ((320, 18), (320, 24), (320, 36), (360, 36)):
        page.set_viewport_size({"width": width, "height": 780})
        page.evaluate("size => document.documentElement.style.fontSize = `${size}px`", size)
        text, button = (page.locator(f".notice--khan .notice__{part}").bounding_box() for part in ("text", "close"))
        assert (button["y"] < text["y"] + text["height"]) == (size == 18)
        assert [word for part in page.locator(".notice__summary, .notice__level").all() for word in part.evaluate(_CUT)] == []
    context.close()


#: texts of editors that stand in grids and boxes
_TEXTS = (
    *(".title", ".lead", ".summary__text", ".summary__points li", ".sources__list li", ".tags__link", ".byline__part", ".standing"),
    *(".chain__documents li", ".quote p", ".card__summary", ".documents__meta span", ".resolution__title", ".prose p", ".prose li"),
)
_LENGTHEN = """texts => document.querySelectorAll(texts).forEach(e =>
  e.append(' https://thidu.example/mot_dia_chi_dai_hon_mot_dong_khong_co_cho_nao_de_xuong_dong.html'))"""


@pytest.mark.parametrize("name", ["home", "article", "document", "fact-check", "page", "listing"])
def test_an_address_as_long_as_a_line_stays_inside_a_phone(browser, sample_site: dict[str, Path], name: str) -> None:
    """Whoever writes an address in a source, a summary or a claim makes no page wider than a phone."""
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(sample_site[name].as_uri())
    page.evaluate(_LENGTHEN, ", ".join(_TEXTS))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


def test_the_reader_s_size_of_type_is_followed(browser, sample_site: dict[str, Path]) -> None:
    """The sizes that the script of every page sets are 18, 20 and 24 px; each fits a phone, and on paper there is one."""
    context = browser.new_context(viewport={"width": 360, "height": 780})
    page = context.new_page()
    page.goto(sample_site["article"].as_uri())
    sizes = []
    for size in ("1", "2", "3"):
        page.evaluate("size => document.documentElement.dataset.co = size", size)
        sizes.append(page.locator(".prose p").first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)"))
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert sizes == [18, 20, 24]
    page.emulate_media(media="print")
    assert page.locator(".prose p").first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)") == 16
    context.close()


#: of an element: colours of its outline, its shadow and the ground under it, each as three numbers
_RINGS = r"""e => {
  let ground = e;
  while (getComputedStyle(ground).backgroundColor === 'rgba(0, 0, 0, 0)') ground = ground.parentElement;
  return [getComputedStyle(e).outlineColor, getComputedStyle(e).boxShadow, getComputedStyle(ground).backgroundColor]
    .map(text => text.match(/rgba?[(]([^)]*)/)[1].split(',').slice(0, 3).map(Number));
}"""


def test_focus_is_seen_on_every_ground(browser, sample_site: dict[str, Path]) -> None:
    """What has the focus wears two rings, whose colours part at 3:1 at least from each other and one of them from the ground."""
    context = browser.new_context(viewport={"width": 1280, "height": 780})
    page = context.new_page()
    page.goto(sample_site["home-new"].as_uri())
    for selector in (".header__home", ".notice--tin a", ".notice--canh-bao a", ".notice--khan a", ".more", ".card__link", ".footer__link"):
        link = page.locator(selector).first
        page.keyboard.press("Tab")  # so that the next focus is one of the keyboard
        link.focus()
        ring, halo, ground = link.evaluate(_RINGS)
        assert _contrast(ring, halo) >= 3, selector
        assert max(_contrast(ring, ground), _contrast(halo, ground)) >= 3, selector
    context.close()


def _contrast(*colours: list[int]) -> float:
    return contrast(*("#" + "".join(f"{part:02x}" for part in colour) for colour in colours))


def test_numbers_stay_whole_in_a_wide_table(browser, sample_site: dict[str, Path]) -> None:
    """On a phone a table of four columns scrolls in its region, and a document's number in it stands on one line."""
    context = browser.new_context(viewport={"width": 360, "height": 780})
    page = context.new_page()
    page.goto(sample_site["article"].as_uri())
    assert page.locator(".table-scroll").evaluate("e => e.scrollWidth > e.clientWidth")
    assert page.locator(".table-scroll .nowrap").first.evaluate("e => e.getClientRects().length") == 1
    context.close()


def test_register_fits_the_page(browser, sample_site: dict[str, Path]) -> None:
    """As blocks or as a table, the register is never wider than its window."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(sample_site["register"].as_uri())
    for width in (768, 992, 1279, 1280, 1440):
        page.set_viewport_size({"width": width, "height": 780})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_a_number_as_long_as_a_joint_circular_s_fits_the_page(browser, sample_site: dict[str, Path]) -> None:
    """It breaks in the narrowest table; numbers of plain length stand on one line."""
    context = browser.new_context(viewport={"width": 1280, "height": 780})
    page = context.new_page()
    page.goto(sample_site["register"].as_uri())
    page.evaluate("""() => ["12/2025/TTLT-BTNMT-BNNPTNT-BTC", "1669/NQ-UBTVQH15"].forEach(
      (number, at) => document.querySelectorAll(".register__number a")[at].textContent = number)""")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    heights = [link.bounding_box()["height"] for link in page.locator(".register__number a").all()]
    assert heights[0] == 2 * heights[1] == 2 * heights[2]
    context.close()


def test_contents_longer_than_the_window_are_seen_whole(browser, sample_site: dict[str, Path]) -> None:
    """Beside the text they stay while it scrolls: in a low window each of their links comes into sight with the focus, ring and all."""
    context = browser.new_context(viewport={"width": 1024, "height": 120}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(sample_site["article"].as_uri())
    links = page.locator(".contents__link")
    assert links.count() * 40 >= 120
    links.first.focus()
    for link in links.all():
        assert link.evaluate("e => e === document.activeElement")
        box, frame = link.bounding_box(), page.locator(".contents").bounding_box()
        assert 0 <= box["y"] <= box["y"] + box["height"] <= 121
        assert box["x"] - frame["x"] >= 7
        page.keyboard.press("Tab")
    context.close()


def test_type_is_large_and_lines_are_readable(browser, sample_site: dict[str, Path]) -> None:
    """No text is under 18 px; prose has a line height of at least 1.5 and 65 to 75 characters to the line."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(sample_site["article"].as_uri())
    small = page.evaluate(
        """[...document.querySelectorAll('body *')].filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())
           && !e.closest('sup') && parseFloat(getComputedStyle(e).fontSize) < 18).map(e => e.className || e.tagName)"""
    )
    assert small == []
    prose = page.evaluate(
        """async () => { await document.fonts.ready; const p = document.querySelector('.prose p'), s = getComputedStyle(p);
           const text = 'Nghị quyết xác định người dân là trung tâm, là chủ thể của mọi mô hình, mọi việc làm ở tổ dân phố. ';
           p.style.whiteSpace = 'nowrap'; p.style.width = 'max-content'; p.textContent = text.repeat(4); const wide = p.offsetWidth;
           return [parseFloat(s.lineHeight) / parseFloat(s.fontSize), p.parentElement.clientWidth / (wide / (text.length * 4 - 1))]; }"""
    )
    assert prose[0] >= 1.5
    assert 65 <= prose[1] <= 75
    context.close()


def test_targets_are_large_enough(browser, sample_site: dict[str, Path]) -> None:
    """Navigation, buttons, pager, tags and files are at least 44 px high for a finger."""
    context = browser.new_context(viewport={"width": 360, "height": 780}, has_touch=True)
    page = context.new_page()
    low = []
    for name in ("home", "article", "listing", "404"):
        page.goto(sample_site[name].as_uri() + "#_danh-muc")
        low += page.evaluate(
            "targets => [...document.querySelectorAll(targets)].filter(e => e.getBoundingClientRect().height < 44).map(e => e.className)",
            ", ".join(FINGER_TARGETS),
        )
    assert low == []
    context.close()


def test_menu_opens_and_closes_without_script(browser, sample_site: dict[str, Path]) -> None:
    """On a phone “Danh mục” shows the navigation and “Đóng danh mục” hides it; both by plain links, with JavaScript off."""
    context = browser.new_context(viewport={"width": 360, "height": 780}, java_script_enabled=False)
    page = context.new_page()
    page.goto(sample_site["home"].as_uri())
    menu = page.get_by_role("navigation", name="Danh mục chính")
    assert not menu.is_visible()
    page.get_by_role("link", name="Danh mục", exact=True).click()
    assert menu.is_visible()
    page.get_by_role("link", name="Đóng danh mục").click()
    assert not menu.is_visible()
    context.close()


def test_keyboard_reaches_content_first_and_sees_focus(browser, sample_site: dict[str, Path]) -> None:
    """The first Tab shows the skip link inside the window with a visible outline; Enter leads to the content."""
    context = browser.new_context(viewport={"width": 1280, "height": 780})
    page = context.new_page()
    page.goto(sample_site["article"].as_uri())
    page.keyboard.press("Tab")
    link = page.locator(".skip-link:focus")
    assert link.bounding_box()["y"] >= 0
    assert link.evaluate("e => parseFloat(getComputedStyle(e).outlineWidth)") >= 2
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "_noi-dung"
    context.close()


def test_register_is_a_table_for_screen_readers_on_phones_too(browser, sample_site: dict[str, Path]) -> None:
    """Laid out as blocks, the register still is a table with column headers and a row for each document."""
    context = browser.new_context(viewport={"width": 360, "height": 780})
    page = context.new_page()
    page.goto(sample_site["register"].as_uri())
    assert page.get_by_role("row").count() == 4
    assert page.get_by_role("columnheader").count() == 6
    assert page.get_by_role("rowheader").all_inner_texts()[0] == "05-NQ/TU"
    context.close()


def test_forced_colours_keep_the_outlines(browser, sample_site: dict[str, Path]) -> None:
    """With forced colours the button still has an edge and the current page its line."""
    context = browser.new_context(viewport={"width": 1280, "height": 780}, forced_colors="active")
    page = context.new_page()
    page.goto(sample_site["home"].as_uri())
    ground, button, current, other = (
        page.locator(selector).first.evaluate(f"e => getComputedStyle(e).{edge}")
        for selector, edge in (
            ("body", "backgroundColor"),
            (".button", "borderBottomColor"),
            (".nav__link[aria-current]", "borderBottomColor"),
            (".nav__link:not([aria-current])", "borderBottomColor"),
        )
    )
    assert other == ground
    assert ground not in (button, current)
    context.close()


def test_print_shows_the_text_and_the_addresses(browser, sample_site: dict[str, Path]) -> None:
    """On paper: no navigation, the page's own address, and that of each outside link; dots before points, no heading cut in two."""
    context = browser.new_context(viewport={"width": 800, "height": 1100})
    page = context.new_page()
    page.emulate_media(media="print")
    page.goto(sample_site["article"].as_uri())
    assert not page.locator(".nav").is_visible()
    assert not page.locator(".footer__nav").is_visible()
    assert page.locator(".footer__address").is_visible()
    printed = page.locator(".prose a[href^=http]").first.evaluate("e => getComputedStyle(e, '::after').content")
    assert "https://vi.wikipedia.org" in printed
    assert page.locator("body").evaluate("e => getComputedStyle(e).color") == "rgb(0, 0, 0)"
    point = page.locator(".summary__points li").first
    assert point.evaluate("e => getComputedStyle(e, '::before').printColorAdjust") == "exact"
    title = page.locator(".title")
    assert title.evaluate("e => [getComputedStyle(e).breakInside, getComputedStyle(e).breakAfter]") == ["avoid", "avoid"]
    context.close()


def test_nothing_moves_when_the_font_arrives(browser, sample_site: dict[str, Path]) -> None:
    """The fallback takes the room of Be Vietnam Pro: the text block's height differs by at most 6 % without the font."""
    heights = []
    for is_blocked in (False, True):
        context = browser.new_context(viewport={"width": 1280, "height": 780})
        page = context.new_page()
        if is_blocked:
            page.route("**/*.woff2", lambda route: route.abort())
        page.goto(sample_site["article"].as_uri())
        page.wait_for_timeout(100)
        heights.append(page.evaluate("document.querySelector('.prose').offsetHeight"))
        context.close()
    assert abs(heights[0] - heights[1]) / heights[0] <= 0.06
