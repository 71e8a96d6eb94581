"""Somebody who uses the portal by keyboard alone, in a window of some size: what journeys in a browser are written with."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, Response

#: a desk, a small phone, and the desk's browser at 400 % zoom (1280 × 1024 shows as 320 × 256: WCAG 2.2, 1.4.10)
WINDOWS: dict[str, dict[str, Any]] = {
    "1280": {"viewport": {"width": 1280, "height": 800}},
    "320": {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True},
    "400%": {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4},
}
#: more presses of Tab than this and the thing cannot be called reachable
_PRESSES = 200
#: looks at what is on its way, 50 ms apart
_LOOKS = 40
#: a browser asks for it by itself beside a file that names no icon, as a feed
_ICON = "/favicon.ico"
#: is the focused element on the screen and not hidden behind another? (WCAG 2.2, 2.4.7 and 2.4.11)
_IS_SEEN = """() => {
  const e = document.activeElement, boxes = [...e.getClientRects()];
  if (e === document.body || !boxes.length) return true;
  const style = getComputedStyle(e);
  if (style.outlineStyle === 'none' || !parseFloat(style.outlineWidth)) return false;
  return boxes.some(b => {
    const x = b.x + b.width / 2, y = Math.max(b.y, 0) + (Math.min(b.bottom, innerHeight) - Math.max(b.y, 0)) / 2;
    const top = document.elementFromPoint(x, y);
    return top && (e.contains(top) || top.contains(e));
  });
}"""
_NAME = "() => { const e = document.activeElement; return `${e.tagName} ${e.id} ${e.className} “${e.textContent.trim().slice(0, 60)}”`; }"


class Resident:
    """A page and the keys; whatever the eye or a strict policy would mind is noted in `faults`."""

    def __init__(self, page: "Page") -> None:
        self.page = page
        #: lines of the console, requests to other hosts, answers of 400 and above
        self.faults: list[str] = []
        self._home = ""
        page.on("console", self._told)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("request", self._asked)
        page.on("response", self._answered)

    def _told(self, message: "ConsoleMessage") -> None:
        if not message.location["url"].endswith(_ICON):
            self.faults.append(message.text)

    def _asked(self, request: "Request") -> None:
        if not request.url.startswith((self._home, "data:", "blob:")) and not request.url.endswith(_ICON):
            self.faults.append(f"foreign: {request.url}")

    def _answered(self, answer: "Response") -> None:
        if answer.status >= 400 and not answer.url.endswith(_ICON):
            self.faults.append(f"{answer.status}: {answer.url}")

    def open(self, address: str, page: str = "index.html") -> None:
        """Type an address: that of a site, which ends with a slash, and of a page in it."""
        self._home = address
        self.page.goto(address + page)
        self.looks()

    def looks(self) -> None:
        """The page fits its window: nobody has to scroll sideways."""
        width, window = self.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert width <= window, f"{self.page.url}: {width} px wide in a window of {window}"

    def reach(self, wanted: "Locator") -> None:
        """Press Tab until the thing has the focus; at every stop one must see where one is."""
        wanted.wait_for(state="attached")
        for _ in range(_PRESSES):
            if wanted.evaluate("e => e === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
            assert self.becomes(_IS_SEEN), f"{self.page.url}: the focus cannot be seen on {self.page.evaluate(_NAME)}"
        raise AssertionError(f"{self.page.url}: not reached by {_PRESSES} presses of Tab: {wanted}")

    def becomes(self, expression: str) -> bool:
        """Does an expression of JavaScript become true in the page soon? (Playwright's own waiting is forbidden by the pages' policy.)"""
        for _ in range(_LOOKS):
            if self.page.evaluate(expression):
                return True
            self.page.wait_for_timeout(50)
        return False

    def press(self, wanted: "Locator", key: str = "Enter") -> None:
        """Reach a link or a button and press it."""
        self.reach(wanted)
        self.page.keyboard.press(key)

    def follow(self, wanted: "Locator") -> None:
        """Reach a link, press Enter and arrive on another page, which fits its window too."""
        self.reach(wanted)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.looks()

    def link(self, name: str, within: "Locator | None" = None) -> "Locator":
        """The first link that is called so."""
        return (within or self.page).get_by_role("link", name=name).first

    def from_menu(self, name: str) -> None:
        """Go to a page of the main menu, which a narrow window shows on demand."""
        menu = self.page.get_by_role("navigation", name="Danh mục chính")
        if not menu.is_visible():
            self.press(self.page.get_by_role("link", name="Danh mục", exact=True))
        self.follow(menu.get_by_role("link", name=name))


@contextmanager
def resident_in(browser: "Browser", window: str) -> Iterator[Resident]:
    """A resident with a window of WINDOWS; in the end nothing may have been minded."""
    context = browser.new_context(**WINDOWS[window], reduced_motion="reduce")
    one = Resident(context.new_page())
    yield one
    context.close()
    assert one.faults == []
