import io
import itertools
import unicodedata

import pytest
from hypothesis import given, settings
from PIL import Image
from pixels import contrast, opened
from random_slogans import syllables, wordings
from slogan_samples import labelled_slogans

from plugins.core.errors import SourceError
from plugins.core.model import CategoryColour
from plugins.media import banners, fonts
from plugins.media.banners import SloganCardView, draw_slogan, layout_slogan, plan_unit_line
from plugins.media.formats import ENTRY_SHARE, FORMAT_OF, SLOGAN_FORMATS, Format
from plugins.media.lettering import draw_layout, plan_small
from plugins.media.palettes import CATEGORY_ACCENTS, PALETTES, Colour
from plugins.media.qr_codes import modules
from plugins.media.share_cards import layout_title

UNIT = "Phường Hải An · Thành phố Hải Phòng"
HOST = "haian.haiphong.example"
#: hinting draws a letter a little beside its measure
NEAR = 3
each_format = pytest.mark.parametrize("format_", SLOGAN_FORMATS, ids=lambda format_: format_.key)


def view_of(format_: Format, text: str = "Hải Phòng văn minh - hạnh phúc", **changes: object) -> SloganCardView:
    given_values = {"unit_line": UNIT, "host": HOST, "encoding": format_.encodings[0], **changes}
    return SloganCardView(source="khau-hieu/mau.md", text=text, fonts=fonts.source_digest(), format=format_.key, **given_values)


def test_the_sample_syllables_are_many_and_have_stacked_marks():
    """Thousands, among them the capitals that rise highest."""
    assert len(syllables()) > 5000
    letters = set("".join(syllables()).upper())
    assert letters.issuperset(letter for letter in fonts.VIETNAMESE_LETTERS if letter.isupper())


@settings(deadline=None, max_examples=40)
@given(text=wordings())
@each_format
def test_any_wording_of_1_to_40_syllables_is_whole_and_inside_the_safe_area_or_refused(format_, text):
    """Ink in the text box between unit line and foot, every word there, no letter under the least size; else TT01 says why."""
    try:
        layout = layout_slogan(text, "mau.md", format_)
    except SourceError as error:
        assert f"quá dài để đặt lên ảnh “{format_.label}”" in error.reason  # noqa: PT017 - both outcomes are legal
        assert len(text.split()) > 12  # nobody is refused for a short one
        return
    assert layout == layout_slogan(unicodedata.normalize("NFD", text), "mau.md", format_)
    assert layout.size >= format_.text.least
    assert all(line.size >= format_.small_least for line in layout.lines)
    drawn = " ".join(line.text for line in layout.lines).split()
    assert [word for word in drawn if word != "-"] == [word for word in text.upper().split() if word != "-"]
    masks = draw_layout(layout, format_)
    for mask in (masks.all, masks.rules):
        if box := mask.getbbox():
            assert box[0] >= format_.left - NEAR
            assert box[2] <= format_.left + format_.text.width + NEAR
            assert box[1] >= format_.top - NEAR
            assert box[3] <= format_.top + format_.text.height + NEAR


@each_format
def test_labelled_slogans_fill_their_box_and_keep_their_lines_apart(format_):
    """At least 0.90 of the box on one axis, 0.06 em between the inks of two lines, capitals no smaller than asked for."""
    layouts = [layout_slogan(slogan.text, "mau.md", format_) for slogan in labelled_slogans()]
    assert min(layout.fill for layout in layouts) >= 0.90
    assert min(layout.ink_gap for layout in layouts) >= 0.06
    assert min(layout.size for layout in layouts) >= format_.text.least


@settings(deadline=None, max_examples=60)
@given(text=wordings())
def test_any_title_of_1_to_40_syllables_is_whole_and_inside_the_safe_area_or_refused(text):
    """The same promise for the share picture of an entry."""
    try:
        layout = layout_title(text, "mau.md")
    except SourceError as error:
        assert "quá dài" in error.reason  # noqa: PT017 - both outcomes are legal
        return
    assert layout.size >= ENTRY_SHARE.text.least
    box = draw_layout(layout, ENTRY_SHARE).plain.getbbox()
    assert box is not None
    assert ENTRY_SHARE.left - NEAR - 4 <= box[0]
    assert box[2] <= ENTRY_SHARE.left + ENTRY_SHARE.text.width + NEAR
    assert ENTRY_SHARE.top - NEAR <= box[1]
    assert box[3] <= ENTRY_SHARE.top + ENTRY_SHARE.text.height + NEAR


@each_format
def test_places_of_a_format_stand_inside_its_safe_area_and_beside_each_other(format_):
    """Star, unit line, text, code and foot: from top to bottom without touching, nothing in the free zones."""
    text = format_.text
    assert format_.margin <= format_.left
    assert format_.left + text.width <= format_.width - format_.margin
    unit = plan_unit_line(UNIT, "mau.md", format_)
    edges = [
        format_.safe_top,
        format_.star.y - format_.star.radius,
        format_.star.y + format_.star.radius,
        format_.head - round(unit.size * 1.2),  # stacked capitals
        format_.head + round(unit.size * 0.25),
        format_.top,
        format_.top + text.height,
        *((format_.qr.top, format_.qr.top + format_.qr.side) if format_.qr else ()),
        format_.foot - format_.small,
        format_.foot + round(format_.small * 0.25),
        format_.height - format_.safe_bottom,
    ]
    assert edges == sorted(edges)


def test_the_upright_picture_leaves_the_zones_of_telephones_free():
    """10 % above and 16 % below."""
    upright = FORMAT_OF["tin"]
    assert upright.safe_top >= 0.10 * upright.height
    assert upright.safe_bottom >= 0.155 * upright.height


@each_format
def test_contrast_is_at_least_7_at_the_worst_pixel_of_every_ground(format_):
    """Ornament and traces of the encoder included, AAA is kept wherever a letter may stand."""
    palette = PALETTES[format_.palette]
    for encoding in format_.encodings:
        ground = opened(banners._encoded(banners._drum(format_.key), encoding, format_)).convert("RGB")
        colours = [colour for _, colour in ground.getcolors(format_.width * format_.height)]
        for ink in (palette.text, palette.accent, palette.small):
            assert min(contrast(ink, colour) for colour in colours) >= 7


@pytest.mark.parametrize("colour", CategoryColour)
def test_contrast_is_at_least_7_in_the_colour_of_every_category(colour):
    """Label and date of a share picture can be read in each of them."""
    assert contrast(CATEGORY_ACCENTS[colour], PALETTES["giay"].ground) >= 7


@pytest.mark.parametrize(
    ("format_", "encoding"),
    [(format_, encoding) for format_ in SLOGAN_FORMATS for encoding in format_.encodings],
    ids=lambda value: getattr(value, "key", value),
)
def test_each_file_is_what_its_ending_says_in_its_size_and_budget(format_, encoding):
    """JPEG, WebP or PNG of exactly the pixels of the format, for a long slogan too."""
    long = "Xây dựng mô hình **chủ nghĩa xã hội** gắn với con người **xã hội chủ nghĩa** tại thành phố Hải Phòng"
    data = draw_slogan(view_of(format_, long, encoding=encoding, address=f"https://{HOST}/khau-hieu/mau.html"))
    picture = opened(data)
    assert picture.format == {"jpg": "JPEG", "webp": "WEBP", "png": "PNG"}[encoding]
    assert picture.size == (format_.width, format_.height)
    assert len(data) <= format_.budget


@each_format
def test_nfd_and_nfc_are_equal_to_the_pixel_in_every_format(format_):
    """A text from a Mac looks like a text from Windows."""
    text = "Phường Hải An: Nhân dân **ngỡ ngàng** trước đổi mới, Ổn định để phát triển"
    nfd = unicodedata.normalize("NFD", text)
    assert draw_slogan(view_of(format_, nfd, unit_line=unicodedata.normalize("NFD", UNIT))) == draw_slogan(view_of(format_, text))


def test_lines_never_touch():
    """The inks of two neighbouring lines are at least 0.06 em apart, also with marks above marks and dots."""
    stacked = "Ễ Ộ " * 10
    for format_ in SLOGAN_FORMATS:
        layout = layout_slogan(stacked.strip(), "mau.md", format_)
        assert len(layout.lines) > 1
        assert layout.ink_gap >= 0.06
        rows = draw_layout(layout, format_).all.resize((1, format_.height), Image.Resampling.BOX).tobytes()
        blocks = [key for key, _ in itertools.groupby(rows, key=bool)]
        assert blocks.count(True) >= len(layout.lines)  # at least as many bands of ink as lines


def test_a_code_leads_to_the_page_and_only_where_there_is_an_address():
    """The white picture carries a QR code with whole modules and its quiet zone; without an address the place stays empty."""
    format_ = FORMAT_OF["trang"]
    place = format_.qr
    assert place is not None
    address = f"https://{HOST}/khau-hieu/mau.html"
    box = (place.left, place.top, place.left + place.side, place.top + place.side)
    with_code = opened(draw_slogan(view_of(format_, address=address))).convert("L").crop(box)
    rows = modules(address)
    step = place.side // (len(rows) + 8)
    assert step >= 3  # 0.5 mm on A4, what telephones read
    start = (place.side - step * len(rows)) // 2
    assert start >= 4 * step
    read = tuple(
        tuple(with_code.getpixel((start + x * step + step // 2, start + y * step + step // 2)) < 128 for x in range(len(rows)))
        for y in range(len(rows))
    )
    assert read == rows
    without = opened(draw_slogan(view_of(format_))).convert("L").crop(box)
    assert without.getextrema()[0] > 128


def is_blue(colour: Colour) -> bool:
    return colour[0] < 90 and colour[2] > 150


def test_a_logo_of_the_ward_stands_in_place_of_the_star():
    """Whole, in its own colours, not larger than its place."""
    target = io.BytesIO()
    Image.new("RGB", (300, 200), (0, 0, 255)).save(target, "PNG")
    format_ = FORMAT_OF["vuong"]
    picture = opened(draw_slogan(view_of(format_, logo=target.getvalue())))
    pixels = [(x, y) for x in range(picture.width) for y in range(300) if is_blue(picture.getpixel((x, y)))]
    width = max(x for x, _ in pixels) - min(x for x, _ in pixels)
    height = max(y for _, y in pixels) - min(y for _, y in pixels)
    assert abs(width / height - 1.5) < 0.1
    assert min(y for _, y in pixels) >= format_.safe_top
    assert max(y for _, y in pixels) < format_.head - format_.small


def test_rules_stand_beside_a_lone_connector_only():
    """A narrow picture draws them; a wide one has no such line."""
    text = "Xây dựng văn minh | gắn với | con người hạnh phúc"
    upright, wide = (layout_slogan(text, "mau.md", FORMAT_OF[key]) for key in ("tin", "chia-se"))
    assert [line.is_connector for line in upright.lines].count(True) == 1
    rules = draw_layout(upright, FORMAT_OF["tin"]).rules
    box = rules.getbbox()
    assert box is not None
    middle = FORMAT_OF["tin"].width // 2
    assert rules.getpixel((middle, (box[1] + box[3]) // 2)) == 0  # the word stands there
    assert draw_layout(wide, FORMAT_OF["chia-se"]).rules.getbbox() is None


def test_a_small_line_is_refused_before_it_leaves_the_picture():
    """A host as long as a sentence is told, not cut."""
    with pytest.raises(SourceError, match="dòng chữ nhỏ trên ảnh “Bìa trang 1640 × 624” quá dài"):
        draw_slogan(view_of(FORMAT_OF["bia"], host="mot-ten-mien-rat-dai-" * 6 + ".example"))
    assert plan_small(HOST, FORMAT_OF["bia"], 900, "x").size == FORMAT_OF["bia"].small
