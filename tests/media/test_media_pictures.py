import io
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageOps, JpegImagePlugin, PngImagePlugin
from pixels import opened

from plugins.core.errors import SourceError
from plugins.media.pictures import PictureFileView, PictureInfo, as_png, inspect, measure_picture, prepare, require_whole, shown_size


def encoded(kind: str, size: tuple[int, int] = (40, 30), mode: str = "RGB", **options: object) -> bytes:
    target = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert(mode).save(target, kind, **options)
    return target.getvalue()


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose header claims any size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 64)) + chunk(b"IEND", b"")


def photograph() -> bytes:
    """A JPEG with orientation, GPS, comment, XMP and a colour profile."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Máy ảnh mẫu SN-0042"
    exif.get_ifd(0x8825)[1] = "N"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return encoded("JPEG", (2000, 1000), exif=exif, comment=b"SECRET-COMMENT", icc_profile=profile, xmp=b"<x:xmpmeta>SECRET</x:xmpmeta>")


@pytest.mark.parametrize(("name", "kind"), [("tep/a.jpg", "JPEG"), ("tep/a.JPEG", "JPEG"), ("tep/a.png", "PNG"), ("tep/a.webp", "WEBP")])
def test_an_honest_picture_is_known_by_its_header(name, kind):
    """Size and format, whatever the case of the ending."""
    assert inspect(encoded(kind), name) == PictureInfo(width=40, height=30, format=kind)
    assert require_whole(encoded(kind), name).format == kind


def test_a_picture_held_upright_is_measured_as_people_see_it():
    """EXIF orientation 6 swaps width and height."""
    info = inspect(photograph(), "tep/a.jpg")
    assert (info.width, info.height) == (1000, 2000)


def test_a_photograph_with_a_second_picture_inside_is_a_jpeg():
    """Telephones write MPO files and name them .jpg."""
    target = io.BytesIO()
    first, second = Image.new("RGB", (60, 40), "red"), Image.new("RGB", (60, 40), "blue")
    first.save(target, "MPO", save_all=True, append_images=[second])
    data = target.getvalue()
    assert inspect(data, "tep/a.jpg").format == "JPEG"
    with Image.open(io.BytesIO(prepare(PictureFileView(path="tep/a.jpg", data=data)))) as copy:
        assert (copy.format, getattr(copy, "n_frames", 1)) == ("JPEG", 1)
        assert copy.getpixel((5, 5))[0] > 200


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("tep/a.jpg", b"Day la van ban", "không phải là ảnh"),
        ("tep/a.jpg", b"", "rỗng"),
        ("tep/a.jpg", encoded("PNG"), "tên tệp ghi JPEG nhưng bên trong là PNG"),
        ("tep/a.png", encoded("GIF", mode="L"), "tên tệp ghi PNG nhưng bên trong là GIF"),
        ("tep/a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "chỉ nhận .jpg, .png, .webp"),
        ("tep/a.jpg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "không phải là ảnh"),
        ("tep/a.png", bomb(9000, 9000), "quá nhiều điểm ảnh"),
        ("tep/a.png", bomb(60000, 60000), "quá nhiều điểm ảnh"),
        ("tep/a.webp", encoded("WEBP", save_all=True, append_images=[Image.new("RGB", (40, 30))]), "ảnh động"),
        ("tep/a.jpg.exe", encoded("JPEG"), "không nhận loại ảnh này"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused_with_a_remedy(name, data, reason):
    """The message names the file and how to mend it."""
    with pytest.raises(SourceError, match=reason) as caught:
        inspect(data, name)
    assert caught.value.resource == name


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(
    "judge", [lambda data, path: require_whole(data, path), lambda data, path: prepare(PictureFileView(path=path, data=data))]
)
def test_a_picture_cut_off_is_refused(kind, judge):
    """Half a file is never published as half a picture."""
    data = encoded(kind, (400, 300))
    name = {"JPEG": "tep/a.jpg", "PNG": "tep/a.png", "WEBP": "tep/a.webp"}[kind]
    with pytest.raises(SourceError, match=r"hỏng|không phải là ảnh"):
        judge(data[: len(data) // 2], name)


def test_nothing_but_pixels_of_a_photograph_survives():
    """No place, camera, comment, XMP or profile; turned upright; at most 1280 wide."""
    copy = prepare(PictureFileView(path="tep/a.jpg", data=photograph()))
    for secret in (b"SECRET", b"SN-0042", b"Exif", b"ICC_PROFILE", b"xmp"):
        assert secret not in copy
    with Image.open(io.BytesIO(copy)) as picture:
        assert picture.size == (1000, 2000)
        assert not set(picture.info) & {"comment", "exif", "icc_profile", "xmp"}


def test_texts_of_a_png_do_not_survive():
    """PNG text chunks can hold names and places."""
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "SECRET", zip=False)
    copy = prepare(PictureFileView(path="tep/a.png", data=encoded("PNG", pnginfo=notes, dpi=(300, 300))))
    assert b"SECRET" not in copy
    assert b"pHYs" not in copy


@pytest.mark.parametrize(
    ("mode", "kind", "shown"),
    [
        ("L", "JPEG", "L"),
        ("CMYK", "JPEG", "RGB"),
        ("1", "PNG", "L"),
        ("P", "PNG", "RGB"),
        ("RGBA", "PNG", "RGBA"),
        ("RGBA", "WEBP", "RGBA"),
    ],
)
def test_every_mode_of_colour_becomes_one_that_browsers_show(mode, kind, shown):
    """Format and transparency are kept."""
    name = {"JPEG": "tep/a.jpg", "PNG": "tep/a.png", "WEBP": "tep/a.webp"}[kind]
    options = {"lossless": True} if kind == "WEBP" else {}
    source = (
        Image.new("RGBA", (40, 30), (200, 30, 20, 128)) if mode == "RGBA" else Image.linear_gradient("L").resize((40, 30)).convert(mode)
    )
    target = io.BytesIO()
    source.save(target, kind, **options)
    with Image.open(io.BytesIO(prepare(PictureFileView(path=name, data=target.getvalue())))) as copy:
        assert (copy.format, copy.mode) == (kind, shown)


def test_a_broken_colour_profile_does_not_refuse_a_picture():
    """The pixels stand without it."""
    data = encoded("JPEG", icc_profile=b"not a profile")
    assert measure_picture(prepare(PictureFileView(path="tep/a.jpg", data=data))) == (40, 30)


def test_a_photograph_with_broken_exif_is_refused(monkeypatch):
    """Whatever Pillow raises about EXIF is told as a damaged file."""
    monkeypatch.setattr(Image.Image, "getexif", lambda self: (_ for _ in ()).throw(SyntaxError("not a TIFF file")))
    with pytest.raises(SourceError, match="bị hỏng"):
        inspect(encoded("JPEG"), "tep/a.jpg")


def exif_of(orientation: object, *more: tuple[int, int, int, bytes]) -> bytes:
    """EXIF by hand: a short of orientation, then fields of (tag, type, count, four bytes) that no decoder can trust."""
    fields = [(0x0112, 3, 1, struct.pack(">HH", orientation, 0)), *more]
    rows = b"".join(struct.pack(">HHI", *row[:3]) + row[3] for row in sorted(fields))
    return b"Exif\0\0MM\0*" + struct.pack(">IH", 8, len(fields)) + rows + struct.pack(">I", 0)


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
@pytest.mark.parametrize("orientation", [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
def test_a_photograph_stands_upright_whatever_way_the_camera_was_held(kind, orientation):
    """The red corner comes where EXIF says it was: the same turn as Pillow's own."""
    source = Image.new("RGB", (64, 32), "white")
    source.paste("red", (0, 0, 16, 16))
    target = io.BytesIO()
    source.save(target, kind, quality=95, exif=exif_of(orientation))
    name = {"JPEG": "tep/a.jpg", "WEBP": "tep/a.webp"}[kind]
    copy = opened(prepare(PictureFileView(path=name, data=target.getvalue())))
    expected = ImageOps.exif_transpose(opened(target.getvalue()))
    assert copy.size == expected.size == shown_size(inspect(target.getvalue(), name))
    corners = [(x, y) for x in (4, copy.width - 5) for y in (4, copy.height - 5)]
    assert [copy.getpixel(corner)[1] < 128 for corner in corners] == [expected.getpixel(corner)[1] < 128 for corner in corners]
    assert sum(copy.getpixel(corner)[1] < 128 for corner in corners) == 1


@pytest.mark.parametrize(
    "field",
    [
        (0x011A, 5, 1, b"\0\0\0\x4a"),
        (0x8769, 2, 4, b"abc\0"),
        (0x8769, 4, 1, b"\xff\xff\xff\xff"),
        (0x8825, 12, 9, b"\0\0\0\x08"),
        (0x8825, 3, 1, b"\0\0\0\0"),
        (0x0110, 4, 4, b"\0\0\0\x08"),
        (0x0110, 1, 4, b"\0\1\2\3"),
    ],
)
def test_nonsense_in_fields_of_exif_that_nobody_needs_is_no_fault(field):
    """What the check passes can be prepared: only the orientation is read, nothing is written anew."""
    target = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(target, "JPEG", exif=exif_of(6, field))
    view = PictureFileView(path="tep/a.jpg", data=target.getvalue())
    assert require_whole(view.data, view.path) == PictureInfo(width=30, height=40, format="JPEG")
    assert measure_picture(prepare(view)) == (30, 40)


@pytest.mark.parametrize("error", [TypeError, AttributeError, struct.error, ZeroDivisionError, RuntimeError, zlib.error])
def test_whatever_a_decoder_raises_is_told_as_damage(monkeypatch, error):
    """The build never ends in a trace over the bytes of a picture."""

    def fail(self):
        raise error("sample")

    monkeypatch.setattr(JpegImagePlugin.JpegImageFile, "load", fail)
    for judge in (lambda data: require_whole(data, "tep/a.jpg"), lambda data: prepare(PictureFileView(path="tep/a.jpg", data=data))):
        with pytest.raises(SourceError, match="bị hỏng"):
            judge(encoded("JPEG"))


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_picture_that_passes_the_check_is_prepared_whatever_its_exif(data):
    """Refused by the check or made, in the size told: nothing between."""
    exif = Image.Exif()
    exif[0x0112], exif[0x0110], exif[0x011A] = 6, "Mau", 72.0
    exif.get_ifd(0x8769)[0x9286] = b"abc"
    exif.get_ifd(0x8825)[2] = (1.0, 2.0, 3.0)
    raw = bytearray(encoded("JPEG", exif=exif))
    start = raw.index(b"Exif")
    for _ in range(data.draw(st.integers(1, 4))):
        place = start + 14 + data.draw(st.integers(0, len(exif.tobytes()) - 9))
        raw[place] = data.draw(st.sampled_from([0, 1, 2, 3, 4, 5, 7, 9, 10, 12, 13, 255]))
    try:
        info = require_whole(bytes(raw), "tep/a.jpg")
    except SourceError:
        return  # told by the check
    assert measure_picture(prepare(PictureFileView(path="tep/a.jpg", data=bytes(raw)))) == shown_size(info)


def test_equal_pictures_give_equal_copies():
    """No clock or chance is in a copy."""
    view = PictureFileView(path="tep/a.jpg", data=photograph())
    assert prepare(view) == prepare(view)


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 1500), st.integers(1, 300), st.integers(1, 1280))
def test_the_size_told_is_the_size_made(width, height, most):
    """Pages may name width and height before the copy exists."""
    data = encoded("PNG", (width, height), "L")
    copy = prepare(PictureFileView(path="tep/a.png", data=data, most_width=most))
    assert measure_picture(copy) == shown_size(inspect(data, "tep/a.png"), most)
    assert measure_picture(copy)[0] <= max(most, 1)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_no_damage_to_a_file_raises_anything_but_our_own_error(data):
    """Content is untrusted: whatever the bytes, a picture or a refusal in Vietnamese."""
    kind, name = data.draw(st.sampled_from([("JPEG", "tep/a.jpg"), ("PNG", "tep/a.png"), ("WEBP", "tep/a.webp")]))
    raw = bytearray(encoded(kind, (24, 16)))
    for _ in range(data.draw(st.integers(1, 6))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        require_whole(bytes(raw), name)
        prepare(PictureFileView(path=name, data=bytes(raw)))
    except SourceError as error:
        refused = error.resource
    else:
        refused = name
    assert refused == name


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        ("GIF", "P"),
        ("GIF", "L"),
        ("TIFF", "RGB"),
        ("TIFF", "CMYK"),
        ("TIFF", "1"),
        ("TIFF", "RGBA"),
        ("TIFF", "I;16"),
        ("TIFF", "F"),
        ("BMP", "RGB"),
    ],
)
def test_other_pictures_of_pixels_become_png(kind: str, mode: str) -> None:
    """A GIF, TIFF or BMP of any usual mode becomes a PNG of its size, which the portal then takes."""
    made = as_png(encoded(kind, mode=mode), "tep/a.png")
    assert require_whole(made, "tep/a.png") == PictureInfo(width=40, height=30, format="PNG")
    assert opened(made).info == {}


def test_of_a_moving_picture_the_first_stays() -> None:
    """Of several pictures in one GIF the PNG is the first, and a TIFF held sideways stands upright."""
    frames = [Image.new("RGB", (4, 3), colour) for colour in ("red", "blue")]
    target = io.BytesIO()
    frames[0].save(target, "GIF", save_all=True, append_images=frames[1:])
    assert opened(as_png(target.getvalue(), "tep/a.png")).convert("RGB").getpixel((0, 0)) == (255, 0, 0)
    exif = Image.Exif()
    exif[0x0112] = 6
    assert opened(as_png(encoded("TIFF", exif=exif), "tep/a.png")).size == (30, 40)


@pytest.mark.parametrize("data", [b"GIF89a", b"II*\0", encoded("TIFF")[:200], encoded("GIF")[:40], b"", b"x"])
def test_what_no_png_can_be_made_of(data: bytes) -> None:
    """A damaged picture, one without colours, and what is none are refused with advice."""
    with pytest.raises(SourceError, match=r"tep/a\.png"):
        as_png(data, "tep/a.png")
