"""What moved on a page in a browser after it was painted, with no hand on it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

_WATCH = """window.shift = 0; new PerformanceObserver(list => { for (const one of list.getEntries()) shift += one.value; })
  .observe({type: 'layout-shift', buffered: true});"""


def watch_shifts(context: "BrowserContext") -> None:
    """Have the pages of a context that are opened from now on sum up their layout shifts."""
    context.add_init_script(_WATCH)


def shifts(page: "Page") -> float:
    """The sum of all layout shifts of a page that is watched, from its first paint until a moment after now."""
    page.wait_for_timeout(300)  # they are told behind the frame that shows them
    return float(page.evaluate("shift"))
