"""Pictures in a real browser: it takes the file that fits its screen, nothing moves when it comes, and the head says what it says."""

import shutil
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from layout_shifts import shifts, watch_shifts
from PIL import Image
from sample_site import SAMPLE, builder

pytestmark = pytest.mark.browser

PAGE = "bai-viet/bai-mau-thu-hai.html"


class _Quiet(SimpleHTTPRequestHandler):
    """Files of a folder, without a word."""

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The sample site with pictures, served."""
    site = tmp_path_factory.mktemp("pictures") / "site"
    shutil.copytree(SAMPLE, site)
    folder = site / "content/tep"
    folder.mkdir(exist_ok=True)
    for number, name in enumerate(("chinh", "trong-bai")):
        ramp = Image.linear_gradient("L").resize((1600, 1000)).rotate(90 * number)
        Image.merge("RGB", (ramp, ramp.rotate(180), ramp)).save(folder / f"{name}.jpg")
    article = site / "content/bai-viet/tin/bai-mau-hai.md"
    text = article.read_text(encoding="utf-8")
    text = text.replace("category: tin\n", "image:\n  file: tep/chinh.jpg\n  alt: Ô màu\n  credit: Người Mẫu\ncategory: tin\n")
    long = "\n\n".join(["Câu mẫu để trang dài ra và ảnh sau nằm dưới màn hình đầu tiên." * 4] * 40)
    article.write_text(f'{text}\n{long}\n\n![Ô khác](tep/trong-bai.jpg "Chú thích | Ảnh: Người Mẫu")\n', encoding="utf-8")
    assert builder(site)().exit_code == 0
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site / "output")))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def visit(browser, address: str, width: int, scale: float):  # type: ignore[no-untyped-def]
    """The page of the article in a window of a width and a number of pixels for each of ours."""
    context = browser.new_context(viewport={"width": width, "height": 780}, device_scale_factor=scale)
    page = context.new_page()
    page.faults, page.pictures = [], []
    page.on("console", lambda message: page.faults.append(message.text))
    page.on("response", lambda answer: page.pictures.append(answer.url.rpartition("-")[2]) if "/hinh/" in answer.url else None)
    page.goto(address + PAGE, wait_until="networkidle")
    return page


@pytest.mark.parametrize(
    ("width", "scale", "taken"),
    [
        (320, 1.5, "480.webp"),
        (360, 2, "660.webp"),
        (360, 3, "1000.webp"),
        (412, 2.625, "1000.webp"),
        (1280, 1, "660.webp"),
        (1280, 2, "1320.webp"),
    ],
)
def test_a_browser_takes_the_file_that_fits(browser, address: str, width: int, scale: float, taken: str) -> None:
    """A phone never loads the picture of a desk, and no screen a blurred one. The console stays silent about the data in the head,
    which the page's own policy lets stand.
    """
    page = visit(browser, address, width, scale)
    assert page.faults == []
    assert page.pictures[0] == taken
    shown = page.evaluate(
        "() => { const i = document.querySelector('.figure img'); return [i.clientWidth, i.complete && i.naturalWidth > 0]; }"
    )
    assert shown[1]
    assert shown[0] * scale <= int(taken.partition(".")[0]) * 1.02
    assert page.evaluate("JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent)['@graph'].length") == 2
    page.context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_when_a_picture_comes(browser, address: str, width: int) -> None:
    """The place of a picture is held from the first paint on. Fonts stay away here: what they move is not the pictures' doing."""
    context = browser.new_context(viewport={"width": width, "height": 780})
    watch_shifts(context)
    page = context.new_page()
    page.route("**/*.woff2", lambda route: route.abort())
    page.goto(address + PAGE, wait_until="networkidle")
    assert page.evaluate("document.querySelector('.figure img').complete")
    assert shifts(page) == 0
    context.close()


def test_a_picture_far_below_waits(browser, address: str) -> None:
    """The second picture is asked for when it comes near, and its place was held for it."""
    page = visit(browser, address, 360, 2)
    assert len(page.pictures) == 1
    before = page.evaluate("document.documentElement.scrollHeight")
    page.locator(".prose img").scroll_into_view_if_needed()
    page.wait_for_function("() => { const i = document.querySelector('.prose img'); return i.complete && i.naturalWidth > 0; }")
    assert page.pictures == ["660.webp", "660.webp"]
    # heights of files are whole pixels, so that proportions of a smaller one differ by a hair
    assert abs(page.evaluate("document.documentElement.scrollHeight") - before) <= 1
    page.context.close()
