"""Pictures of entries in the sizes of social networks: the size is right, and nothing that matters is cut off."""

import io

import pytest
from PIL import Image, ImageDraw

from plugins.core.model import CategoryColour
from plugins.media.fonts import source_digest
from plugins.media.formats import ENTRY_CARDS, ENTRY_SHARE, FORMAT_OF, Format
from plugins.media.picture_sizes import PictureNature
from plugins.media.share_cards import ShareCardView, draw_share, layout_title
from plugins.media.social_pictures import SocialPictureView, fit_picture

KEYS = [format_.key.removeprefix("bai-") for format_ in ENTRY_CARDS]
LONG = (
    "Kế hoạch tuyên truyền, quán triệt Nghị quyết số 05-NQ/TU và Chương trình hành động số 09-CTr/ĐU về xây dựng "
    "một số mô hình chủ nghĩa xã hội gắn với con người xã hội chủ nghĩa"
)


def picture(width: int, height: int, *, kind: str = "JPEG") -> bytes:
    """A green picture with a red frame."""
    image = Image.new("RGB", (width, height), "green")
    ImageDraw.Draw(image).rectangle((0, 0, width - 1, height - 1), outline="red", width=24)
    target = io.BytesIO()
    image.save(target, kind)
    return target.getvalue()


def fitted(width: int, height: int, key: str, *, is_drawing: bool = False) -> Image.Image:
    """That picture in a format."""
    kind, name = ("PNG", "tep/mau.png") if is_drawing else ("JPEG", "tep/mau.jpg")
    nature = PictureNature(width=width, height=height, is_drawing=is_drawing)
    data = fit_picture(SocialPictureView(path=name, data=picture(width, height, kind=kind), nature=nature, format=key))
    return Image.open(io.BytesIO(data))


def is_red(image: Image.Image, x: int, y: int) -> bool:
    """Is the frame seen there?"""
    pixel = image.getpixel((x, y))
    assert isinstance(pixel, tuple)
    return pixel[0] > 120 and pixel[1] < 90


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize(("width", "height"), [(1600, 1200), (600, 1600), (2000, 500)])
def test_every_format_has_its_size(key: str, width: int, height: int) -> None:
    """Upright, flat and usual photographs come in the exact size, within the budget of the format."""
    format_ = FORMAT_OF[key]
    assert fitted(width, height, key).size == (format_.width, format_.height)


def test_a_photograph_that_loses_little_is_cropped() -> None:
    """4 : 3 in a square fills it: the frame is cut on the sides and stays above and below."""
    square = fitted(1600, 1200, "vuong")
    assert not is_red(square, 5, 540)
    assert is_red(square, 540, 5)


def test_of_heads_more_stays_than_of_feet() -> None:
    """An upright photograph that is cropped loses less above than below."""
    shown = fitted(1200, 1600, "vuong")
    assert not is_red(shown, 540, 5)
    assert not is_red(shown, 540, 1075)
    assert is_red(shown, 5, 540)


def test_what_would_lose_much_stays_whole() -> None:
    """A wide photograph on a telephone's whole screen keeps its frame on all sides, before its own blurred colours."""
    story = fitted(1600, 900, "tin")
    assert is_red(story, 5, 960)
    assert is_red(story, 1075, 960)
    assert story.getpixel((540, 100)) != (255, 255, 255)


def test_a_drawing_is_never_cropped() -> None:
    """A chart stands whole on white, in a shape that would hardly cut a photograph."""
    square = fitted(1600, 1200, "vuong", is_drawing=True)
    assert is_red(square, 540, 540 - 405 + 6)
    assert square.getpixel((540, 20)) == (255, 255, 255)


@pytest.mark.parametrize("card", ENTRY_CARDS, ids=KEYS)
def test_a_title_that_fits_the_share_picture_fits_every_card(card: Format) -> None:
    """Forty words are set in every format, none smaller than the share picture's least size; the card is a PNG within its budget."""
    assert layout_title(LONG, "mau", card).size >= ENTRY_SHARE.text.least
    view = ShareCardView(
        source="mau",
        title=LONG,
        label="Tin",
        date_text="05/7/2026",
        unit_line="Phường Mẫu",
        fonts=source_digest(),
        colour=CategoryColour.GREEN,
        format=card.key,
    )
    data = draw_share(view)
    assert Image.open(io.BytesIO(data)).size == (card.width, card.height)
    assert len(data) <= card.budget
