"""The pictures of the handbook: what is opened, at which size, and how a picture is compared with the one that was committed.

Letters differ from machine to machine, so pictures are compared coarsely: what is dark where, in cells of 16 pixels.
"""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops, ImageFilter
from serve_preview import Preview

from plugins.desk.handbook_source import SOURCES

PICTURES = SOURCES / "hinh"
#: pixels; colours of the file that is committed
SIZE, _COLOURS = (960, 640), 48
#: bytes of a picture
MOST = 60_000
_CELL = 16
#: of 255: cells that differ by more are other cells; and the part of all cells that may be others
_NEAR, _FEW = 40, 0.06
_ARTICLE = "content/bai-viet/tin/bai-mau-hai.md"
#: what is written under a text so that the checker speaks: an error, a warning
_ERROR, _WARNING = "\n\nTheo Nghị quyết số 5-NQ/TU, phường họp tổ.\n", "\n\nPhường họp tổ ngày 5/7/2026.\n"
#: name of a picture, the page under the address of the preview, what is added to a text, what is scrolled to
_SCENES = (
    ("trang-chu", "index.html", "", "body"),
    ("kho-van-ban", "van-ban/index.html", "", "body"),
    ("khau-hieu", "ban-lam-viec/khau-hieu.html", "", ".slogan"),
    ("truyen-thanh", "ban-lam-viec/truyen-thanh/index.html", "", "body"),
    ("ban-lam-viec", "ban-lam-viec/index.html", _ERROR, ".goes"),
    ("xem-truoc", "bai-viet/bai-mau-thu-hai.html", _WARNING, "body"),
)
NAMES = frozenset(name for name, *_ in _SCENES)


def shots(browser: Any, preview: Preview) -> Iterator[tuple[str, Image.Image]]:
    """Each picture as the portal looks now, by name."""
    context = browser.new_context(viewport={"width": SIZE[0], "height": SIZE[1]}, color_scheme="light", reduced_motion="reduce")
    article = preview.site / _ARTICLE
    honest = article.read_text(encoding="utf-8")
    try:
        for name, address, slip, wanted in _SCENES:
            if slip:
                preview.save(article, honest + slip, lambda event: any(one["file"] == _ARTICLE for one in event["messages"]))
            yield name, _shot(context, preview.base + address, wanted, is_open=slip == _WARNING)
    finally:
        context.close()


def _shot(context: Any, address: str, scrolled: str, is_open: bool) -> Image.Image:
    """A page; `is_open`: with the checker's words unfolded."""
    page = context.new_page()  # one that is open renews itself, just when another should be opened
    page.goto(address)
    if is_open:
        page.locator(".xem-thu__share img").first.wait_for(state="attached")
        if not page.locator(".xem-thu__item").first.is_visible():
            page.locator(".xem-thu__toggle").click()
        page.locator(".xem-thu__item").first.wait_for()
    page.locator(scrolled).first.evaluate("part => part.scrollIntoView()")
    page.evaluate("document.fonts.ready.then(() => true)")
    picture = Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    page.close()
    return picture


def packed(picture: Image.Image) -> bytes:
    """A picture as it is committed."""
    file = io.BytesIO()
    picture.quantize(_COLOURS, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def difference(one: Image.Image, other: Image.Image) -> float:
    """The part of a picture's cells that look different: 0 to 1; 1 for pictures of two sizes."""
    if one.size != other.size:
        return 1.0
    cells = [
        picture.convert("L").filter(ImageFilter.BoxBlur(_CELL / 2)).resize((SIZE[0] // _CELL, SIZE[1] // _CELL), Image.Resampling.BOX)
        for picture in (one, other)
    ]
    counts = ImageChops.difference(*cells).histogram()
    return sum(counts[_NEAR:]) / sum(counts)


def is_near(one: Image.Image, other: Image.Image) -> bool:
    """Do two pictures show the same, letters aside?"""
    return difference(one, other) <= _FEW


def committed(name: str) -> Path:
    """Where a picture lies."""
    return PICTURES / f"{name}.png"
