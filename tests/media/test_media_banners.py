import contextlib
import time
import unicodedata
from dataclasses import replace

import pytest
from PIL import Image, ImageChops
from pixels import contrast, luminance, opened

from plugins.core.errors import SourceError
from plugins.media import banners, encoders, fonts, share_cards
from plugins.media.banners import SloganCardView, draw_slogan, layout_slogan, plan_unit_line
from plugins.media.formats import ENTRY_SHARE, SLOGAN_SHARE
from plugins.media.lettering import draw_layout, plan_small
from plugins.media.palettes import PALETTES, Colour
from plugins.media.share_cards import ShareCardView, draw_share, layout_title

UNIT = "Phường Hải An · Thành phố Hải Phòng"
SUBJECT = "Xây dựng mô hình **chủ nghĩa xã hội** gắn với con người **xã hội chủ nghĩa** tại thành phố Hải Phòng"
#: sample wordings of 1 to 40 syllables; the last is the longest title an editor is likely to paste
SLOGANS = (
    "Xanh",
    "Hải Phòng văn minh - hạnh phúc",
    "Chính quyền thân thiện, xã phường hạnh phúc",
    SUBJECT,
    "Toàn Đảng bộ và Nhân dân phường Hải An quyết tâm thực hiện Nghị quyết số 05-NQ/TU",
    "Xây dựng và triển khai một số mô hình chủ nghĩa xã hội gắn với con người xã hội chủ nghĩa tại thành phố Hải Phòng "
    "giai đoạn 2026 - 2030 và những năm tiếp theo",
    "Người Hải An có tri thức, đạo đức, ý thức công dân và khát vọng cống hiến, chung tay giữ môi trường sống sáng - xanh - sạch - "
    "an toàn, an sinh bảo đảm, kinh tế xanh, kinh tế số",
)
TITLES = (
    "Ế",
    "Nghị quyết 05-NQ/TU là gì và vì sao có nghị quyết này?",
    "Phường Hải An sau sắp xếp: 39,99 km², 55 tổ dân phố, 102.648 người",
    "Nghị quyết về xây dựng và triển khai một số mô hình chủ nghĩa xã hội gắn với con người xã hội chủ nghĩa tại thành phố Hải Phòng "
    "giai đoạn 2026 - 2030 và những năm tiếp theo (toàn văn)",
)


def slogan_view(text: str = SLOGANS[1], **changes: object) -> SloganCardView:
    view = SloganCardView(source="khau-hieu/mau.md", text=text, unit_line=UNIT, host="haian.example", fonts=fonts.source_digest())
    return replace(view, **changes)


def share_view(title: str = TITLES[1], **changes: object) -> ShareCardView:
    view = ShareCardView(
        source="bai-viet/mau.md", title=title, label="Bài viết", date_text="05/7/2026", unit_line=UNIT, fonts=fonts.source_digest()
    )
    return replace(view, **changes)


@pytest.mark.parametrize("text", SLOGANS, ids=lambda text: text[:20])
def test_a_slogan_card_is_a_jpeg_of_the_share_format_within_its_budget(text):
    """1200 × 630, full colour resolution, at most 150 KiB."""
    data = draw_slogan(slogan_view(text))
    picture = opened(data)
    assert (picture.format, picture.size, picture.mode) == ("JPEG", (1200, 630), "RGB")
    assert picture.layer[0][1:3] == picture.layer[1][1:3] == (1, 1)
    assert len(data) <= SLOGAN_SHARE.budget


@pytest.mark.parametrize("title", TITLES, ids=lambda text: text[:20])
def test_a_share_card_is_a_palette_png_within_its_budget(title):
    """1200 × 630, 16 colours, at most 30 KiB."""
    data = draw_share(share_view(title))
    picture = opened(data)
    assert (picture.format, picture.size, picture.mode) == ("PNG", (1200, 630), "P")
    assert len(picture.getcolors()) <= 16
    assert len(data) <= ENTRY_SHARE.budget


def test_equal_views_give_equal_bytes_also_without_the_stores_of_the_process():
    """A card is a function of its view."""
    slogan, share = draw_slogan(slogan_view()), draw_share(share_view())
    for store in (banners._drum, banners._ground, share_cards._paper_ground, encoders._tables, fonts.drawing_font):
        store.cache_clear()
    assert draw_slogan(slogan_view()) == slogan
    assert draw_share(share_view()) == share


@pytest.mark.parametrize("text", SLOGANS[1:4], ids=lambda text: text[:20])
def test_nfd_draws_the_same_pixels_as_nfc(text):
    """A text from a Mac looks like a text from Windows."""
    nfd = unicodedata.normalize("NFD", text)
    assert nfd != text
    unit = unicodedata.normalize("NFD", UNIT)
    assert draw_slogan(slogan_view(nfd, unit_line=unit)) == draw_slogan(slogan_view(text))
    assert draw_share(share_view(nfd, unit_line=unit, label=unicodedata.normalize("NFD", "Bài viết"))) == draw_share(share_view(text))


@pytest.mark.parametrize("text", SLOGANS, ids=lambda text: text[:20])
def test_the_ink_of_a_slogan_stays_in_its_box(text):
    """Nothing is cut, nothing touches unit line or foot."""
    place = SLOGAN_SHARE
    box = draw_layout(layout_slogan(text, "mau.md"), place).all.getbbox()
    assert box is not None
    assert place.left - 6 <= box[0]
    assert box[2] <= place.left + place.text.width + 6
    assert place.top - 2 <= box[1]
    assert box[3] <= place.top + place.text.height + 2
    assert place.head + 8 < place.top - 2


@pytest.mark.parametrize("title", TITLES, ids=lambda text: text[:20])
def test_the_ink_of_a_title_stays_in_its_box(title):
    """Nothing is cut, nothing touches label or unit line."""
    place = ENTRY_SHARE
    box = draw_layout(layout_title(title, "mau.md"), place).plain.getbbox()
    assert box is not None
    assert place.left - 6 <= box[0]
    assert box[2] <= place.left + place.text.width + 6
    assert place.top - 2 <= box[1]
    assert box[3] <= place.top + place.text.height + 2


def test_letters_are_large_enough():
    """At least 44 px for the main text and 22 px for small lines."""
    assert min(layout_slogan(text, "mau.md").size for text in SLOGANS) >= 44
    assert min(layout_title(title, "mau.md").size for title in TITLES) >= 44
    assert min(SLOGAN_SHARE.small_least, ENTRY_SHARE.small_least) >= 22


def test_contrast_is_at_least_7_at_the_worst_pixel_of_a_slogan():
    """The lightest pixel of the ground as readers get it, ornament and traces of JPEG included, keeps AAA."""
    palette, place = PALETTES["do-tham"], SLOGAN_SHARE
    ground = opened(encoders.jpeg(banners._drum(place.key), place.budget))
    worst = max((colour for _, colour in ground.getcolors(place.width * place.height)), key=luminance)
    for ink in (palette.text, palette.accent, palette.small):
        assert contrast(ink, worst) >= 7


def test_contrast_is_at_least_7_on_a_share_card_also_over_its_ornament():
    """Title, label, date and unit line can be read by old eyes."""
    palette = PALETTES["giay"]
    for ink in (palette.text, palette.accent):
        assert contrast(ink, palette.ground) >= 7
    assert contrast(palette.text, palette.ornament) >= 7


def test_emphasis_has_a_colour_of_its_own_and_a_plain_slogan_the_strong_one():
    """Cream and yellow in one, yellow in the other."""

    def count(text: str, colour: Colour) -> int:
        picture = opened(draw_slogan(slogan_view(text))).crop((68, 132, 1132, 524))
        near = ImageChops.difference(picture, Image.new("RGB", picture.size, colour)).convert("L").point(lambda v: 255 if v < 8 else 0)
        return near.histogram()[255]

    palette = PALETTES["do-tham"]
    assert count(SUBJECT, palette.text) > 1000
    assert count(SUBJECT, palette.accent) > 1000
    assert count(SUBJECT.replace("*", ""), palette.text) == 0


def test_a_preview_is_marked():
    """A card drawn without RAQM says xem trước."""
    assert draw_slogan(slogan_view(is_preview=True)) != draw_slogan(slogan_view())
    assert draw_share(share_view(is_preview=True)) != draw_share(share_view())


def test_a_card_without_a_host_has_no_hairlines_at_its_foot():
    """A line between nothing and nothing looks unfinished; with a host there is one on each side."""

    def has_lines(host: str) -> bool:
        head = plan_unit_line(UNIT, "mau.md")
        foot = plan_small(host, SLOGAN_SHARE, 800, "mau.md", spacing=0.03)
        place = (0, SLOGAN_SHARE.foot - 40, SLOGAN_SHARE.width, SLOGAN_SHARE.height)
        ground, bare = (card.crop(place) for card in (banners._ground("chia-se", head, foot, b""), banners._drum("chia-se")))
        return ImageChops.difference(ground, bare).getbbox() is not None

    assert [has_lines(host) for host in ("haian.example", "")] == [True, False]
    assert opened(draw_slogan(slogan_view(host=""))).size == (1200, 630)


@pytest.mark.parametrize(
    ("view", "reason"),
    [
        (slogan_view("  "), "chưa có chữ"),
        (slogan_view("nghiêng " * 35), "quá dài để đặt lên ảnh.*44 px"),
        (slogan_view("nghiêng " * 60), r"480 ký tự \(tối đa 300\)"),
        (slogan_view("y~" * 61), r"61 tiếng \(tối đa 60\)"),
        (slogan_view("x" * 20_000), "20000 ký tự"),
        (slogan_view("\u0301"), "chưa có chữ"),
        (slogan_view("- - **-**"), "chưa có chữ"),
        (slogan_view("Xanh \u0301 sạch"), r"đứng riêng.*\(U\+0301\)"),
        (slogan_view(unit_line="\u0301"), "thiếu dòng tên đơn vị"),
        (slogan_view("Xanh 漢"), "không có ký tự “漢”"),
        (slogan_view("Xanh **sạch"), "nhấn mạnh"),
        (slogan_view(unit_line=" "), "thiếu dòng tên đơn vị"),
        (slogan_view(unit_line="Ủy ban nhân dân phường Hải An " * 4), "dòng chữ nhỏ trên ảnh “Ngang, chia sẻ đường dẫn” quá dài"),
    ],
)
def test_a_slogan_that_cannot_be_drawn_is_refused_in_vietnamese(view, reason):
    """The message names the file and says what to do."""
    with pytest.raises(SourceError, match=reason) as caught:
        draw_slogan(view)
    assert caught.value.resource == "khau-hieu/mau.md"


@pytest.mark.parametrize(
    ("view", "reason"),
    [
        (share_view(" "), "chưa có chữ"),
        (share_view("nghiêng " * 35), "quá dài.*44 px"),
        (share_view("nghiêng " * 60), "479 ký tự"),
        (share_view("y " * 61), "61 tiếng"),
        (share_view("\u0301"), "chưa có chữ"),
        (share_view("Xanh \u0301"), r"đứng riêng.*\(U\+0301\)"),
        (share_view(unit_line=""), "thiếu dòng tên đơn vị"),
        (share_view(label="漢"), "không có ký tự"),
    ],
)
def test_a_title_that_cannot_be_drawn_is_refused_in_vietnamese(view, reason):
    """The message names the file and says what to do."""
    with pytest.raises(SourceError, match=reason) as caught:
        draw_share(view)
    assert caught.value.resource == "bai-viet/mau.md"


@pytest.mark.parametrize("text", ["y " * 60, "i" * 300], ids=["words", "characters"])
def test_the_longest_text_that_is_tried_takes_little_time(text):
    """A hostile wording at the limit must not hold up the check of all others."""
    started = time.process_time()
    for layout in (layout_title, layout_slogan):
        with contextlib.suppress(SourceError):
            layout(text.strip(), "mau.md")
    assert time.process_time() - started < 2


def test_a_mark_on_its_letter_is_drawn_however_it_is_written():
    """Only a mark that stands alone is refused."""
    assert layout_title("Xanh a\u0301", "mau.md") == layout_title("Xanh á", "mau.md")


def test_a_long_small_line_gives_up_size_then_spacing():
    """Unit lines shrink to 22 px, then close up, then are refused."""
    wide = plan_small(UNIT, SLOGAN_SHARE, 1100, "x", spacing=0.09)
    smaller = plan_small(UNIT, SLOGAN_SHARE, wide.width - 1, "x", spacing=0.09)
    closed = plan_small(UNIT, SLOGAN_SHARE, smaller.width - 1, "x", spacing=0.09)
    assert [(line.size, line.spacing) for line in (wide, smaller, closed)] == [(26, 0.09), (22, 0.09), (22, 0.0)]


def test_a_card_that_would_be_too_heavy_gets_a_lower_quality():
    """The budget holds; the last step is taken when none fits."""
    card = Image.effect_noise((600, 400), 90).convert("RGB")
    best, small, least = (len(encoders.jpeg(card, budget)) for budget in (10**9, 150_000, 1))
    assert best > small > least


def test_a_title_is_set_as_it_is_written():
    """Marks of slogans are plain characters in a title."""
    layout = layout_title("Sạch ~ đẹp | **an toàn**", "mau.md")
    assert " ".join(line.text for line in layout.lines) == "Sạch ~ đẹp | **an toàn**"


def test_an_empty_mask_leaves_a_card_alone():
    """Laying nothing changes nothing."""
    card = Image.new("L", (4, 4), 3)
    share_cards._lay(card, Image.new("L", (4, 4)), "text")
    assert card.getextrema() == (3, 3)
