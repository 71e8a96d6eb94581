"""Print file, preview and note of a street banner: read back by readers that are not ours."""

import io
import unicodedata
from itertools import product
from pathlib import Path

import pytest
from PIL import Image
from pixels import opened
from street_samples import SIZES, SLOGANS, SUBJECT, UNIT, URL, operations_of, page_of, view_of

from plugins.core.errors import SourceError
from plugins.media import street_drawing
from plugins.media.print_note import write_print_note
from plugins.media.qr_codes import QUIET_ZONE
from plugins.media.street_code import code_modules, module_size
from plugins.media.street_colours import LEAST_CONTRAST, PALETTES, PAPER, contrast, percent_text, screen_colour
from plugins.media.street_drawing import StreetView, draw_shapes
from plugins.media.street_pdf import draw_street_pdf
from plugins.media.street_preview import draw_street_preview
from plugins.media.street_sizes import BLEED
from plugins.media.vector import bounds

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
APPROVAL = "số 12/QĐ-UBND ngày 05/7/2026"
#: operators that would bring in a font, another space of colour, a line whose width a device decides, or a shading
_FOREIGN = {"BT", "Tf", "Tj", "TJ", "rg", "RG", "g", "G", "K", "sc", "scn", "cs", "S", "s", "B", "b", "w", "sh", "gs"}


def logo(mode: str = "RGBA", size: tuple[int, int] = (40, 20)) -> bytes:
    """A blue mark; in RGBA with an open border."""
    picture = Image.new(mode, size, (0, 0, 0, 0) if mode == "RGBA" else (255, 255, 255))
    picture.paste((0, 60, 160, 255)[: len(mode)], (5, 5, size[0] - 5, size[1] - 5))
    target = io.BytesIO()
    picture.save(target, "PNG")
    return target.getvalue()


# ---- the print file


@pytest.mark.parametrize("key", sorted(SIZES))
def test_the_boxes_of_the_page_are_those_of_the_cloth(key: str) -> None:
    """Bleed outside, trim inside, at 1:1 or 1:10; no page is longer than 14,400 units."""
    size = SIZES[key]
    page = page_of(draw_street_pdf(view_of(key)))
    unit = 72 / 25.4 / size.scale
    assert [float(v) for v in page.mediabox] == pytest.approx([0, 0, (size.width + 100) * unit, (size.height + 100) * unit], abs=0.01)
    assert [float(v) for v in page.bleedbox] == [float(v) for v in page.mediabox]
    cut = [50 * unit, 50 * unit, (size.width + 50) * unit, (size.height + 50) * unit]
    assert [float(v) for v in page.trimbox] == pytest.approx(cut, abs=0.01)
    assert max(page.mediabox[2:]) <= 14_400
    assert "/UserUnit" not in page


@pytest.mark.parametrize(("key", "palette"), [*product(sorted(SIZES), ["co-do"]), ("bang-ron-6x08", "trang"), ("phuon-1x3", "trang")])
def test_a_print_file_has_outlines_in_cmyk_and_nothing_else(key: str, palette: str) -> None:
    """No font, no text, no other colour space, no image, no date; only the inks of the palette; at most 60 KB."""
    data = draw_street_pdf(view_of(key, SUBJECT, palette=palette, url=URL))
    assert len(data) <= 60 * 1024
    for word in (b"/Font", b"Date", b"/Image", b"DeviceRGB", b"/Annots", b"/JS"):
        assert word not in data
    operations = operations_of(data)
    assert {operator for operator, _ in operations} & _FOREIGN == set()
    known = {tuple(getattr(PALETTES[palette], field)) for field in PALETTES[palette].__dataclass_fields__ if field != "label"}
    inks = {tuple(round(100 * v) for v in numbers) for operator, numbers in operations if operator == "k"}
    assert inks <= known
    assert len(inks) >= 4


@pytest.mark.parametrize("key", ["bang-ron-6x08", "phuon-06x2"])
def test_one_matrix_turns_millimetres_into_the_page(key: str) -> None:
    """The corners of the trim in millimetres are the corners of the TrimBox; the ground covers the bleed."""
    size = SIZES[key]
    data = draw_street_pdf(view_of(key))
    operations = operations_of(data)
    ((across, _, _, down, left, top),) = [numbers for operator, numbers in operations if operator == "cm"]
    trim = [float(v) for v in page_of(data).trimbox]
    assert [left, top + down * size.height, left + across * size.width, top] == pytest.approx(trim, abs=0.05)
    assert across == -down == pytest.approx(72 / 25.4 / size.scale, abs=1e-5)
    start = next(numbers for operator, numbers in operations if operator == "m")
    corners = [numbers for operator, numbers in operations if operator == "l"][:3]
    right, bottom = size.width + BLEED, size.height + BLEED
    assert [start, *corners] == [[-BLEED, -BLEED], [right, -BLEED], [right, bottom], [-BLEED, bottom]]


def test_equal_views_give_equal_bytes_also_without_the_stores_of_the_process() -> None:
    """A print file, a preview and a note are functions of their view."""
    view = view_of(text=SUBJECT, url=URL, logo=logo(), logo_path="tep/dau.png")
    made = [maker(view) for maker in (draw_street_pdf, draw_street_preview, write_print_note)]
    street_drawing._drums.cache_clear()
    assert made == [maker(view) for maker in (draw_street_pdf, draw_street_preview, write_print_note)]


@pytest.mark.parametrize("key", ["bang-ron-10x2", "standee-06x16"])
@pytest.mark.parametrize("text", SLOGANS, ids=lambda text: text[:12])
def test_nfd_is_printed_as_nfc(key: str, text: str) -> None:
    """A text from a Mac looks like a text from Windows."""
    nfd = view_of(key, unicodedata.normalize("NFD", text), unit_line=unicodedata.normalize("NFD", UNIT))
    assert nfd.text != text
    for maker in (draw_street_pdf, draw_street_preview, write_print_note):
        assert maker(nfd) == maker(view_of(key, text))


def test_a_slogan_that_is_not_approved_is_drawn_the_same_and_said() -> None:
    """Staff may look at the print file; preview and note say that it must not be printed."""
    bare, approved = view_of(), view_of(approval=APPROVAL)
    assert draw_street_pdf(bare) == draw_street_pdf(approved)
    assert draw_street_preview(bare) != draw_street_preview(approved)
    assert "Duyệt: CHƯA DUYỆT: không in\r\n" in write_print_note(bare).decode()
    assert f"Duyệt: {APPROVAL}\r\n" in write_print_note(approved).decode()


def test_a_logo_is_an_image_in_cmyk_with_its_mask() -> None:
    """The ward's mark stands in its place, upright, without RGB; an opaque one has no mask."""
    view = view_of("phuon-1x3", logo=logo(), logo_path="tep/dau.png")
    data = draw_street_pdf(view)
    image = page_of(data)["/Resources"]["/XObject"]["/Logo"]  # type: ignore[index]
    assert image["/ColorSpace"] == "/DeviceCMYK"
    assert image["/SMask"]["/ColorSpace"] == "/DeviceGray"
    assert len(image.get_data()) == 40 * 20 * 4
    across, _, _, down, left, top = [numbers for operator, numbers in operations_of(data) if operator == "cm"][1]
    area = draw_shapes(view).layout.places.logo
    assert area is not None
    assert (across, -down) == pytest.approx((area.width, area.width / 2), abs=0.01)
    assert (left, top + down) == pytest.approx((area.left, area.top + area.height / 4), abs=0.01)
    opaque = draw_street_pdf(view_of("phuon-1x3", logo=logo("RGB"), logo_path="tep/dau.png"))
    assert "/SMask" not in page_of(opaque)["/Resources"]["/XObject"]["/Logo"]  # type: ignore[index,operator]


def test_a_logo_that_is_no_picture_is_refused() -> None:
    """The message names the file that the ward supplied."""
    for maker in (draw_street_pdf, draw_street_preview):
        with pytest.raises(SourceError, match="không phải là ảnh") as caught:
            maker(view_of(logo=b"PNG", logo_path="tep/dau.png"))
        assert caught.value.resource == "tep/dau.png"


def test_a_banner_without_a_logo_has_a_star_above_and_one_with_has_none() -> None:
    """The mark of the ward takes the place of the star."""

    def has_star(view: StreetView) -> bool:
        drawing = draw_shapes(view)
        at = drawing.layout.places.star
        stars = [shape for shape in drawing.shapes if shape.ink == drawing.palette.accent and len(shape.contours) == 1]
        return any(left < at[0] < right and top < at[1] < bottom for left, top, right, bottom in (bounds(s.contours) for s in stars))

    assert has_star(view_of("phuon-1x3", "Xanh"))
    assert not has_star(view_of("phuon-1x3", "Xanh", logo=logo(), logo_path="tep/dau.png"))


# ---- code


def test_the_code_is_the_one_of_the_standard_with_its_quiet_zone() -> None:
    """Dark modules are where the code has them, each as large as the note says, four light ones around."""
    view = view_of("phuon-1x3", url=URL)
    drawing = draw_shapes(view)
    area = drawing.layout.places.code
    assert area is not None
    rows = code_modules(URL, view.source)
    side = module_size(URL, area, view.source)
    assert side * (len(rows) + 2 * QUIET_ZONE) == pytest.approx(area.width)
    dark = [bounds([contour]) for shape in drawing.shapes if shape.ink == drawing.palette.code for contour in shape.contours]
    for row, column in product(range(0, len(rows), 3), range(len(rows))):
        x, y = (area.left + (column + QUIET_ZONE + 0.5) * side, area.top + (row + QUIET_ZONE + 0.5) * side)
        assert any(left < x < right and top < y < bottom for left, top, right, bottom in dark) == rows[row][column]
    assert min(left for left, *_ in dark) == pytest.approx(area.left + QUIET_ZONE * side)
    assert contrast(drawing.palette.code, drawing.palette.code_ground) >= 7


# ---- colours


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_every_ink_of_letters_can_be_read(palette: object) -> None:
    """At least 4.5 : 1 on the ground and where ornament lies under the letters."""
    grounds = [getattr(palette, name) for name in ("ground", "ornament")]
    for name, ground in product(("text", "accent", "small", "line"), grounds):
        assert contrast(getattr(palette, name), ground) >= LEAST_CONTRAST


@pytest.mark.parametrize(
    ("ink", "colour"),
    [
        (PAPER, (255, 255, 255)),
        ((0, 100, 100, 0), (237, 28, 36)),
        ((0, 0, 100, 0), (255, 242, 0)),
        ((0, 0, 0, 100), (35, 31, 32)),
        ((100, 100, 100, 100), (0, 0, 0)),
        ((0, 0, 0, 50), (145, 143, 144)),
    ],
)
def test_inks_look_as_a_viewer_of_the_file_shows_them(ink: tuple[int, int, int, int], colour: tuple[int, int, int]) -> None:
    """Full overprints are those of a coated-paper press, what lies between is mixed."""
    assert screen_colour(ink) == colour
    assert contrast(PAPER, (0, 0, 0, 100)) == pytest.approx(16.3, abs=0.1)


def test_inks_are_named_as_printers_do() -> None:
    """C, M, Y and K in percent."""
    assert percent_text((0, 100, 95, 25)) == "C0 M100 Y95 K25"


# ---- the preview


@pytest.mark.parametrize("key", ["bang-ron-6x08", "phuon-06x2", "pa-no-2x3"])
def test_a_preview_is_a_small_palette_png_of_1600_pixels(key: str) -> None:
    """It opens everywhere and weighs little."""
    data = draw_street_preview(view_of(key, SUBJECT))
    picture = opened(data)
    assert (picture.format, picture.mode) == ("PNG", "P")
    assert max(picture.size) == pytest.approx(1600, abs=2)
    assert len(data) <= 120 * 1024


def colours_of(picture: Image.Image, box: tuple[int, int, int, int]) -> set[tuple[int, ...]]:
    found = picture.convert("RGB").crop(box).getcolors(10**6)
    assert found is not None
    return {colour for _, colour in found}  # type: ignore[misc]


def near(one: tuple[int, ...], other: tuple[int, ...], most: int = 6) -> bool:
    return all(abs(a - b) <= most for a, b in zip(one, other, strict=True))


def test_a_preview_shows_the_inks_and_pales_what_is_cut_off() -> None:
    """Inside the trim the ground as a screen shows its ink, outside a paler one, around it the sheet with dimensions."""
    picture = opened(draw_street_preview(view_of("bang-ron-6x08", SUBJECT, approval=APPROVAL))).convert("RGB")
    palette = PALETTES["co-do"]
    ground = screen_colour(palette.ground)
    scale = (1600 - 190) / 6100
    left, top = 150 + BLEED * scale, 40 + BLEED * scale
    middle = round(left + 3000 * scale), round(top + 70 * scale)
    assert near(picture.getpixel(middle), ground)  # type: ignore[arg-type]
    pale = picture.getpixel((middle[0], round(top - 20 * scale)))
    assert isinstance(pale, tuple)
    assert pale[1] > ground[1] + 60
    letters = colours_of(picture, (round(left), round(top), round(left + 6000 * scale), round(top + 800 * scale)))
    for ink in (palette.text, palette.accent):
        assert any(near(colour, screen_colour(ink)) for colour in letters)
    assert any(sum(colour) < 200 for colour in colours_of(picture, (20, 0, 140, picture.height)))
    assert any(sum(colour) < 200 for colour in colours_of(picture, (700, round(top + 860 * scale), 900, picture.height)))


def test_a_preview_that_is_not_approved_has_a_red_tag() -> None:
    """It stands over the banner, where an approved one has nothing."""
    bare, approved = (opened(draw_street_preview(view_of(approval=a))) for a in ("", APPROVAL))
    assert any(near(colour, (0xB0, 0x1E, 0x14)) for colour in colours_of(bare, (150, 0, 600, 80)))
    assert bare.height > approved.height
    assert len(colours_of(approved, (150, 0, 600, 36))) == 1


def test_a_preview_shows_the_logo() -> None:
    """Where the print file has it."""
    picture = opened(draw_street_preview(view_of("phuon-1x3", logo=logo(), logo_path="tep/dau.png")))
    assert any(near(colour, (0, 60, 160), 12) for colour in colours_of(picture, (150, 100, 600, 400)))


# ---- the note


@pytest.mark.parametrize(
    ("name", "view"),
    [
        ("ghi-chu-in-bang-ron.txt", view_of(text=SUBJECT)),
        (
            "ghi-chu-in-standee.txt",
            view_of("standee-08x18", SLOGANS[1], approval=APPROVAL, palette="trang", url=URL, logo=logo(), logo_path="tep/dau.png"),
        ),
    ],
    ids=["bang-ron", "standee"],
)
def test_the_note_of_a_print_file(name: str, view: StreetView) -> None:
    """Size, scale, bleed, inks, outlines, approval, unit, wording and file names, line by line as agreed."""
    data = write_print_note(view)
    assert data.replace(b"\r\n", b"").count(b"\n") == 0
    assert data.decode().replace("\r\n", "\n") == (GOLDEN / name).read_text(encoding="utf-8")
