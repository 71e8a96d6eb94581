"""The files that are made of a picture for pages: widths planned from its size alone, encodings by what it is, pixels and nothing else."""

import io
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, PngImagePlugin
from pixels import opened

from plugins.core.errors import SourceError
from plugins.media import picture_variants
from plugins.media.picture_sizes import WIDTHS, PictureNature, Variant, variants
from plugins.media.picture_variants import VariantView, examine, make_variant


def photograph(width: int, height: int) -> Image.Image:
    """Many colours, as a camera sees: three gradients with noise over them."""
    ramp = Image.linear_gradient("L").resize((width, height))
    noise = Image.effect_noise((width, height), 60)
    return Image.merge("RGB", (ramp, Image.blend(ramp.rotate(180), noise, 0.5), noise))


def chart(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """Few colours: bars with a frame."""
    picture = Image.new(mode, (width, height), "white" if mode == "RGB" else (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    for number in range(6):
        draw.rectangle((number * width // 6, height // (number + 2), number * width // 6 + width // 9, height - 1), "#8e0711", "black", 3)
    return picture


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    """The picture as a file."""
    target = io.BytesIO()
    picture.save(target, kind, **options)
    return target.getvalue()


def made(data: bytes, path: str) -> dict[Variant, bytes]:
    """Every file of a picture."""
    nature = examine(data, path)
    views = {one: VariantView(path=path, data=data, nature=nature, width=one.width, encoding=one.encoding) for one in variants(nature)}
    return {one: make_variant(view) for one, view in views.items()}


@pytest.mark.parametrize(
    ("width", "webp", "plain"),
    [
        (4000, [480, 660, 1000, 1320], [660, 1320]),
        (1320, [480, 660, 1000, 1320], [660, 1320]),
        (1100, [480, 660, 1100], [660, 1100]),
        (741, [480, 741], [741]),
        (660, [480, 660], [660]),
        (500, [500], [500]),
        (1, [1], [1]),
    ],
)
def test_widths_stop_at_the_picture(width: int, webp: list[int], plain: list[int]) -> None:
    """No file is wider than its picture, and a step that would save little is left out."""
    rows = variants(PictureNature(width=width, height=width))
    assert [row.width for row in rows if row.encoding == "webp"] == webp
    assert [row.width for row in rows if row.encoding == "jpg"] == plain


@given(st.integers(1, 60_000), st.integers(1, 60_000), st.booleans())
def test_every_plan_holds_its_promises(width: int, height: int, is_drawing: bool) -> None:
    """Of any picture: ascending widths of which the last is the picture or the limit, the same last width in both encodings, the
    same proportions, and JPEG only for what has no lines to smear.
    """
    rows = variants(PictureNature(width=width, height=height, is_drawing=is_drawing))
    webp = [row for row in rows if row.encoding == "webp"]
    plain = [row for row in rows if row.encoding != "webp"]
    assert {row.encoding for row in plain} == {"png" if is_drawing else "jpg"}
    for group in (webp, plain):
        assert group[-1].width == min(width, WIDTHS[-1])
        assert all(one.width < other.width for one, other in itertools.pairwise(group))
        assert all(abs(row.height - height * row.width / width) <= 0.5 or row.height == 1 for row in group)


@pytest.mark.parametrize(
    ("picture", "kind", "nature"),
    [
        (photograph(90, 60), "JPEG", PictureNature(width=90, height=60)),
        (photograph(90, 60), "PNG", PictureNature(width=90, height=60)),
        (photograph(90, 60).convert("L"), "PNG", PictureNature(width=90, height=60)),
        (photograph(90, 60).convert("RGBA"), "PNG", PictureNature(width=90, height=60)),
        (chart(90, 60), "PNG", PictureNature(width=90, height=60, is_drawing=True)),
        (chart(90, 60).convert("P"), "PNG", PictureNature(width=90, height=60, is_drawing=True)),
        (chart(90, 60), "WEBP", PictureNature(width=90, height=60, is_drawing=True)),
        (chart(90, 60), "JPEG", PictureNature(width=90, height=60)),
        (chart(90, 60, "RGBA"), "PNG", PictureNature(width=90, height=60, is_drawing=True)),
    ],
)
def test_a_picture_is_a_drawing_by_its_colours(picture: Image.Image, kind: str, nature: PictureNature) -> None:
    """A few colours make a drawing, whatever its mode; a JPEG has lost its lines already."""
    options = {"lossless": True} if kind == "WEBP" else {}
    name = {"JPEG": "tep/a.jpg", "PNG": "tep/a.png", "WEBP": "tep/a.webp"}[kind]
    assert examine(saved(picture, kind, **options), name) == nature


def test_a_photograph_becomes_webp_and_jpeg_of_the_planned_sizes() -> None:
    """Each file has the size and the format that pages name, and the smaller kind is smaller."""
    files = made(saved(photograph(1500, 1000), "JPEG", quality=95), "tep/a.jpg")
    for one, data in files.items():
        picture = opened(data)
        assert picture.size == (one.width, one.height)
        assert picture.format == {"webp": "WEBP", "jpg": "JPEG"}[one.encoding]
    weights = {(one.width, one.encoding): len(data) for one, data in files.items()}
    assert weights[660, "webp"] < weights[660, "jpg"]
    assert weights[480, "webp"] < weights[660, "webp"] < weights[1000, "webp"] < weights[1320, "webp"]


def test_jpeg_comes_in_passes() -> None:
    """A plain photograph shows as a whole before it is loaded to its end."""
    [data] = [data for one, data in made(saved(photograph(300, 200), "PNG"), "tep/a.png").items() if one.encoding == "jpg"]
    assert opened(data).info["progressive"]


def test_a_drawing_loses_nothing() -> None:
    """Both files of a drawing at its own size have the pixels of the original."""
    source = chart(400, 300)
    for data in made(saved(source, "PNG"), "tep/a.png").values():
        assert opened(data).convert("RGB").tobytes() == source.tobytes()


def test_glass_becomes_white() -> None:
    """Black lines on nothing stay readable on a dark page: no file has a transparent place."""
    for one, data in made(saved(chart(400, 300, "RGBA"), "PNG"), "tep/a.png").items():
        picture = opened(data)
        assert "A" not in picture.getbands(), one
        assert picture.convert("RGB").getpixel((399, 0)) == (255, 255, 255)


def test_nothing_but_pixels_survives() -> None:
    """No place, camera or comment is in any file, and the picture stands upright."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "SECRET"
    exif.get_ifd(0x8825)[1] = "N"
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "SECRET", zip=False)
    sources = {
        "tep/a.jpg": saved(photograph(200, 100), "JPEG", exif=exif, comment=b"SECRET"),
        "tep/a.png": saved(chart(200, 100), "PNG", pnginfo=notes),
    }
    for path, data in sources.items():
        for one, file in made(data, path).items():
            assert b"SECRET" not in file
            assert not set(opened(file).info) & {"exif", "icc_profile", "xmp", "comment"}
            assert (one.height > one.width) == (path == "tep/a.jpg")


def test_a_picture_is_decoded_once_for_all_its_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """A large photograph takes long to decode, so its files share that; and equal views give equal bytes."""
    seen: list[str] = []
    clean = picture_variants.clean
    monkeypatch.setattr(picture_variants, "clean", lambda data, path, most: seen.append(path) or clean(data, path, most))
    data = saved(photograph(1400, 900), "JPEG")
    first = made(data, "tep/mot.jpg")
    assert seen == ["tep/mot.jpg"]
    picture_variants._largest.cache_clear()
    assert made(data, "tep/mot.jpg") == first


@pytest.mark.parametrize("judge", [examine, lambda data, path: made(data, path)])
def test_a_damaged_picture_is_refused_by_name(judge: object) -> None:
    """Whoever looks first says so in the same words."""
    data = saved(photograph(300, 200), "PNG")
    with pytest.raises(SourceError, match=r"tep/a\.png.*(hỏng|không phải)"):
        judge(data[: len(data) // 2], "tep/a.png")  # type: ignore[operator]
