"""Journeys of a reader by keyboard: put a notice away, enlarge, print, copy, listen. And nothing of it without script or voice."""

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_rules import LOOKS, violations
from layout_shifts import shifts, watch_shifts

pytestmark = pytest.mark.browser

#: a voice that says nothing and notes everything; `say()` ends what is being said
VOICE = """(() => {
  const said = [], speech = {
    said, voices: LANGS, getVoices() { return this.voices.map(lang => ({lang})); },
    speak(line) { said.push(line.text); this.now = line; },
    cancel() { const line = this.now; this.now = null; if (line && line.onerror) line.onerror({error: 'canceled'}); },
    say() { const line = this.now; this.now = null; line.onend(); }
  };
  Object.defineProperty(window, 'speechSynthesis', {value: speech});
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
  window.print = () => { window.printed = (window.printed || 0) + 1; };
})()"""
FORBIDDEN = """for (const name of ['localStorage', 'sessionStorage'])
  Object.defineProperty(window, name, {get() { throw new Error(name); }});"""


@pytest.fixture(scope="module")
def site(sample_site: dict[str, Path]) -> Iterator[str]:
    """Address of the sample pages below muc/, over HTTP; beside the article lies what is read aloud of it."""
    folder = sample_site["article"].parent
    (folder / "mau.nghe.txt").write_text("Câu một.\nCâu hai.\nCâu ba.\n", encoding="utf-8", newline="\n")
    handler = functools.partial(_Quiet, directory=str(folder.parent))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/muc/"
    server.shutdown()
    server.server_close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        del args


@pytest.fixture
def reader(browser) -> Iterator:
    """A tab with a Vietnamese voice and a clipboard, which fails the test when the console says anything."""
    context = browser.new_context(viewport={"width": 360, "height": 780}, reduced_motion="reduce")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    context.add_init_script(VOICE.replace("LANGS", '["en-US", "vi-VN"]'))
    watch_shifts(context)
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert faults == []


def press(page, selector: str) -> None:
    """Tab to a control from the top of the page and press it; fails when the keyboard does not reach it."""
    page.evaluate("document.activeElement.blur(); window.getSelection().removeAllRanges(); scrollTo(0, 0)")
    page.locator("body").evaluate("body => { body.tabIndex = -1; body.focus(); body.removeAttribute('tabindex'); }")
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


def told(page, place: int = 0) -> str:
    """What the status of the first block of actions says, or of another."""
    return page.locator(".actions__state").nth(place).inner_text()


def test_a_notice_is_put_away_and_stays_away(reader, site: str) -> None:
    """Closed by keyboard, a notice is gone on this page, the next and after a reload, and nothing jumps; focus goes on to the next."""
    reader.goto(f"{site}article-bare.html")
    assert reader.locator(".notice:visible").count() == 3
    press(reader, ".notice--tin .notice__close")
    assert reader.locator(".notice--tin").is_hidden()
    assert reader.evaluate("document.activeElement.closest('.notice').className") == "notice notice--canh-bao"
    for _ in range(2):
        reader.goto(f"{site}article-bare.html")
        assert reader.locator(".notice--tin").is_hidden()
        assert reader.locator(".notice:visible").count() == 2
        assert shifts(reader) == 0
    press(reader, ".notice--canh-bao .notice__close")
    press(reader, ".notice--khan .notice__close")
    assert reader.evaluate("document.activeElement.tagName") == "MAIN"
    assert reader.locator(".notice:visible").count() == 1


def test_an_urgent_notice_is_folded_for_the_session(reader, site: str) -> None:
    """An urgent notice keeps its heading when it is folded, on every page of the session; the next session opens it again."""
    reader.goto(f"{site}article-bare.html")
    press(reader, ".notice--khan .notice__close")
    reader.reload()
    assert reader.locator(".notice--khan .notice__link").is_visible()
    assert reader.locator(".notice--khan .notice__summary").is_hidden()
    assert reader.locator(".notice--khan .notice__close").is_hidden()
    reader.evaluate("sessionStorage.clear()")
    reader.reload()
    assert reader.locator(".notice--khan .notice__summary").is_visible()


def test_a_notice_that_says_something_else_comes_back(reader, site: str) -> None:
    """What was put away under other words is shown again; the newest twenty are remembered."""
    reader.goto(f"{site}article-bare.html")
    reader.evaluate("localStorage.tb = '_deadbeef'.repeat(20)")
    reader.reload()
    assert reader.locator(".notice:visible").count() == 3
    press(reader, ".notice--tin .notice__close")
    assert reader.evaluate("localStorage.tb") == "_deadbeef" * 19 + "_00000001"


def test_type_is_enlarged_and_remembered(reader, site: str) -> None:
    """Three steps up and down by keyboard, told to those who hear; the next page has the size before it is drawn."""
    reader.goto(f"{site}article.html")
    steps = []
    for selector in ['[value="1"]', '[value="1"]', '[value="1"]', '[value="-1"]']:
        press(reader, f'[data-do="size"]{selector}')
        steps.append((reader.evaluate("document.documentElement.dataset.co"), told(reader)))
    assert steps == [("2", "Cỡ chữ 2/3"), ("3", "Cỡ chữ 3/3"), ("3", "Cỡ chữ 3/3"), ("2", "Cỡ chữ 2/3")]
    reader.goto(f"{site}document.html")
    assert reader.evaluate("document.documentElement.dataset.co") == "2"
    assert shifts(reader) == 0


def test_print_and_copy(reader, site: str) -> None:
    """The printer is asked once; the clipboard gets the page's own address, and the page says so."""
    reader.goto(f"{site}article.html")
    press(reader, '[data-do="print"]')
    assert reader.evaluate("printed") == 1
    press(reader, '[data-do="copy"]')
    reader.get_by_text("Đã chép").wait_for()
    assert told(reader, 1) == "Đã chép"
    assert reader.evaluate("navigator.clipboard.readText()") == reader.locator("[rel=canonical]").get_attribute("href")


def test_paper_has_the_text_alone(browser, site: str) -> None:
    """On paper there is no button, menu or notice; the page's address is there."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site}article-bare.html")
    page.emulate_media(media="print")
    assert page.locator("button:visible, .notice:visible, .nav:visible, .actions:visible").count() == 0
    assert page.get_by_text("Địa chỉ trang này: https://mau.example/").is_visible()
    context.close()


def test_listening_sentence_by_sentence(reader, site: str) -> None:
    """Sentences are said in order, each when the last one ended; a pause repeats its sentence, a stop begins anew, and the end is told."""
    reader.goto(f"{site}article.html")
    listen = reader.locator('[data-do="listen"]')
    assert reader.locator('[data-do="stop"]').is_hidden()
    press(reader, '[data-do="listen"]')
    reader.get_by_text("Đang đọc").wait_for()
    reader.wait_for_timeout(300)
    assert (listen.inner_text(), told(reader)) == ("Tạm dừng", "Đang đọc")
    reader.evaluate("speechSynthesis.say()")
    press(reader, '[data-do="listen"]')
    assert (listen.inner_text(), told(reader)) == ("Nghe tiếp", "Tạm dừng")
    press(reader, '[data-do="listen"]')
    reader.evaluate("speechSynthesis.say()")
    assert reader.evaluate("speechSynthesis.said") == ["Câu một.", "Câu hai.", "Câu hai.", "Câu ba."]
    reader.evaluate("speechSynthesis.say()")
    assert (listen.inner_text(), told(reader)) == ("Nghe", "Đã đọc xong")
    press(reader, '[data-do="listen"]')
    press(reader, '[data-do="stop"]')
    assert (listen.inner_text(), told(reader)) == ("Nghe", "Đã dừng")
    assert reader.evaluate("speechSynthesis.said.slice(4)") == ["Câu một."]
    assert reader.locator('[data-do="stop"]').is_hidden()


def test_a_file_that_is_not_there_is_said(browser, site: str) -> None:
    """Without its file the button says that it could not be loaded, and can be pressed again."""
    context = browser.new_context()
    context.add_init_script(VOICE.replace("LANGS", '["vi"]'))
    page = context.new_page()
    page.route("**/*.nghe.txt", lambda route: route.fulfill(status=404, body="<h1>404</h1>"))
    page.goto(f"{site}article.html")
    page.locator('[data-do="listen"]').click()
    page.get_by_text("Không tải được").wait_for()
    assert page.locator('[data-do="listen"]').inner_text() == "Nghe"
    assert page.evaluate("speechSynthesis.said") == []
    context.close()


@pytest.mark.parametrize(("voices", "is_offered"), [('["en-US"]', False), ("[]", False), ('["vi_VN"]', True)])
def test_no_voice_no_button(browser, site: str, voices: str, is_offered: bool) -> None:
    """“Nghe” is there with a Vietnamese voice only; one that comes late moves nothing."""
    context = browser.new_context(viewport={"width": 360, "height": 780})
    context.add_init_script(VOICE.replace("LANGS", voices))
    watch_shifts(context)
    page = context.new_page()
    page.goto(f"{site}document.html")
    page.wait_for_load_state("networkidle")  # the fonts are there: what they move is not of interest here
    page.goto(f"{site}article.html")
    assert page.locator('[data-do="listen"]').is_visible() is is_offered
    page.evaluate("speechSynthesis.voices = ['vi-VN']; speechSynthesis.onvoiceschanged()")
    assert shifts(page) == 0
    assert page.locator('[data-do="listen"]').is_visible()
    context.close()


def test_a_page_from_a_folder_has_no_voice(browser, sample_site: dict[str, Path]) -> None:
    """From file://, where nothing can be fetched, “Nghe” is not offered; the other buttons are."""
    context = browser.new_context()
    context.add_init_script(VOICE.replace("LANGS", '["vi-VN"]'))
    page = context.new_page()
    page.goto(sample_site["article"].as_uri())
    assert page.locator('[data-do="listen"]').is_hidden()
    assert page.locator('[data-do="print"]').is_visible()
    context.close()


def test_without_script_there_are_links_and_no_buttons(browser, site: str) -> None:
    """With scripts off no button is shown, notices stand open, and the page can still be shared by three links."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}article-bare.html")
    assert page.locator("button:visible").count() == 0
    assert page.locator(".notice:visible").count() == 3
    assert page.locator(".actions--share a:visible").all_inner_texts() == ["Zalo", "Facebook", "Thư điện tử"]
    context.close()


def test_a_browser_that_forbids_storage(browser, site: str) -> None:
    """Where nothing may be kept, buttons still do what they say on this page, and nothing fails."""
    context = browser.new_context()
    context.add_init_script(FORBIDDEN)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{site}article-bare.html")
    page.locator(".notice--tin .notice__close").click()
    page.locator('[data-do="size"][value="1"]').click()
    assert page.locator(".notice--tin").is_hidden()
    assert page.evaluate("document.documentElement.dataset.co") == "2"
    assert faults == []
    context.close()


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_in_what_the_script_shows(browser, site: str, look: str) -> None:
    """With all buttons shown and a sentence being read, axe reports nothing; every control is 44 px high and wide."""
    context = browser.new_context(viewport={"width": 360, "height": 780}, bypass_csp=True, **LOOKS[look][0])
    context.add_init_script(VOICE.replace("LANGS", '["vi-VN"]'))
    page = context.new_page()
    page.goto(f"{site}article-bare.html")
    page.locator('[data-do="listen"]').click()
    assert violations(page, look, within=(".notices", ".actions")) == []
    boxes = page.locator("button:visible, .actions a:visible").evaluate_all("all => all.map(e => e.getBoundingClientRect().toJSON())")
    assert len(boxes) >= 10
    assert min(min(box["width"], box["height"]) for box in boxes) >= 44
    context.close()
