"""Pictures that editors supply: what they truly are, and a clean copy for the web.

A picture is judged by its decoded content, never by its name. The copy is made from pixels alone: no EXIF (place, camera),
XMP, colour profile, comment or thumbnail of the original survives. Limits of form are the same on every machine.
"""

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath

from PIL import Image, ImageCms, UnidentifiedImageError

from plugins.core.errors import SourceError
from plugins.media.picture_sizes import WIDTHS

#: file name endings that are accepted, with the format that must be inside
FORMATS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}
#: width times height, from the header
MOST_PIXELS = 50_000_000
#: passes over one JPEG; programs write about ten, and each of thousands would be decoded over the whole picture
_MOST_SCANS = 100
_SCAN = b"\xff\xda"
#: widest copy that anybody needs
MOST_WIDTH = WIDTHS[-1]

_REMEDY = "Mở ảnh bằng Paint rồi lưu lại dạng .jpg."
#: the EXIF field that says how the camera was held
_ORIENTATION = 0x0112
#: how a picture is turned upright, by that field; any other value means it stands upright
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
#: values under which width and height change places
_SIDEWAYS = frozenset({5, 6, 7, 8})
#: what Pillow raises for bytes that do not add up, by format
DAMAGE = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    AttributeError,
    EOFError,
    ArithmeticError,
    LookupError,
    RuntimeError,
    struct.error,
    zlib.error,
)
#: JPEG quality of photographs on the web
_QUALITY = 82


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureInfo:
    """What the header of a picture says."""

    #: pixels, as people see the picture (turned by its EXIF orientation)
    width: int
    height: int
    #: JPEG, PNG, WEBP
    format: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureFileView:
    """A picture to be copied for the web, with all that shapes the copy."""

    #: path from content/
    path: str
    data: bytes
    most_width: int = MOST_WIDTH


@contextmanager
def _quiet() -> Iterator[None]:
    """Without the English warnings of Pillow: about EXIF that nobody reads, and about sizes, for which we have our own limit."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@_quiet()
def inspect(data: bytes, path: str) -> PictureInfo:
    """Size and format from the header alone; SourceError with a remedy unless the file is what its name says."""
    wanted = FORMATS.get(PurePosixPath(path).suffix.lower())
    if wanted is None:
        raise SourceError(path, f"không nhận loại ảnh này (chỉ nhận .jpg, .png, .webp). {_REMEDY}")
    if not data:
        raise SourceError(path, "tệp ảnh rỗng (0 byte). Chép lại ảnh gốc.")
    if wanted == "JPEG" and data.count(_SCAN) > _MOST_SCANS:
        raise SourceError(path, f"ảnh được nén quá nhiều lượt (tối đa {_MOST_SCANS}). {_REMEDY}")
    with _opened(data, path) as picture:
        found = _kind(picture)
        if found != wanted:
            raise SourceError(path, f"tên tệp ghi {wanted} nhưng bên trong là {found}. {_REMEDY}")
        if picture.format != "MPO" and getattr(picture, "n_frames", 1) != 1:
            raise SourceError(path, f"không nhận ảnh động. {_REMEDY}")
        width, height = picture.size
        if _orientation(picture, path) in _SIDEWAYS:
            width, height = height, width
        return PictureInfo(width=width, height=height, format=wanted)


def _orientation(picture: Image.Image, path: str) -> int:
    """How the camera was held, a key of `_TURNS` or any other number; SourceError when the EXIF does not add up."""
    if picture.format == "PNG":  # cameras write none, and Pillow would decode the whole picture to look
        return 1
    try:
        return int(picture.getexif().get(_ORIENTATION, 1))
    except DAMAGE as error:
        raise _damaged(path) from error


def _kind(picture: Image.Image) -> str:
    # telephones store a preview or a depth map behind the photograph and call the JPEG an MPO
    return "JPEG" if picture.format == "MPO" else picture.format or ""


@_quiet()
def require_whole(data: bytes, path: str) -> PictureInfo:
    """`inspect`, then decode to the end, photographs at an eighth of their size; SourceError when the file is damaged."""
    info = inspect(data, path)
    with _opened(data, path) as picture:
        picture.draft("RGB", (1, 1))
        _load(picture, path)
    return info


def _load(picture: Image.Image, path: str) -> None:
    try:
        picture.load()
    except DAMAGE as error:
        raise _damaged(path) from error


def _damaged(path: str) -> SourceError:
    return SourceError(path, f"tệp ảnh bị hỏng hoặc thiếu phần cuối. Chép lại ảnh gốc, hoặc: {_REMEDY}")


def measure_picture(data: bytes) -> tuple[int, int]:
    """Width and height in pixels of a picture that the portal made itself."""
    with Image.open(io.BytesIO(data), formats=list(dict.fromkeys(FORMATS.values()))) as picture:
        return picture.size


def shown_size(info: PictureInfo, most_width: int = MOST_WIDTH) -> tuple[int, int]:
    """Width and height in pixels of the copy that `prepare` makes."""
    if info.width <= most_width:
        return info.width, info.height
    return most_width, max(1, round(info.height * most_width / info.width))


def prepare(view: PictureFileView) -> bytes:
    """The copy for the web in the same format, at most `most_width` wide, turned upright, without any metadata.

    SourceError when the file is not what its name says, is too large, or ends too early.
    """
    return _encoded(clean(view.data, view.path, view.most_width), inspect(view.data, view.path).format)


@_quiet()
def clean(data: bytes, path: str, most_width: int = MOST_WIDTH) -> Image.Image:
    """The pixels alone, in colours of the web, upright, at most `most_width` wide; SourceError as for `prepare`."""
    info = inspect(data, path)
    with _opened(data, path) as picture:
        # decodes a large photograph at a fraction of its size; other formats take no notice
        picture.draft("RGB", shown_size(info, 2 * most_width))
        _load(picture, path)
        # not ImageOps.exif_transpose: it writes the whole EXIF anew, and fails over fields nobody needs
        turn = _TURNS.get(_orientation(picture, path))
        upright = picture if turn is None else picture.transpose(turn)
        size = shown_size(info, most_width)
        # shrunk before anything else is copied: a picture of 50 megapixels takes 200 MB each time
        small = _smooth(upright) if upright.size == size else _smooth(upright).resize(size, Image.Resampling.LANCZOS)
        return _standard_colours(small)


@_quiet()
def as_png(data: bytes, path: str) -> bytes:
    """A GIF, TIFF or BMP as the PNG that the web shows, upright, without metadata; of several pictures in it the first.

    `path` is how messages name it. SourceError when it is no such picture, is too large, or ends too early.
    """
    with _opened(data, path) as picture:
        _load(picture, path)
        turn = _TURNS.get(_orientation(picture, path))
        upright = picture if turn is None else picture.transpose(turn)
        return _encoded(_standard_colours(_smooth(upright)), "PNG")


def _opened(data: bytes, path: str) -> Image.Image:
    """The picture with only its header read; SourceError when it is no picture or has too many pixels."""
    try:
        picture = Image.open(io.BytesIO(data), formats=["JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF"])
    except Image.DecompressionBombError as error:
        raise _too_large(path) from error
    except (UnidentifiedImageError, *DAMAGE) as error:
        raise SourceError(path, f"tệp này không phải là ảnh dù tên tệp ghi là ảnh. {_REMEDY}") from error
    if picture.width * picture.height > MOST_PIXELS:
        picture.close()
        raise _too_large(path)
    return picture


def _too_large(path: str) -> SourceError:
    return SourceError(path, f"ảnh có quá nhiều điểm ảnh (tối đa {MOST_PIXELS // 1_000_000} triệu). Thu nhỏ ảnh bằng Paint rồi lưu lại.")


def _smooth(picture: Image.Image) -> Image.Image:
    """The picture in a mode whose pixels can be mixed: palettes and keys of transparency are resolved."""
    if _has_alpha(picture):
        return picture if picture.mode == "RGBA" else picture.convert("RGBA")
    return picture.convert({"1": "L", "P": "RGB"}[picture.mode]) if picture.mode in {"1", "P"} else picture


def _has_alpha(picture: Image.Image) -> bool:
    return "A" in picture.getbands() or "transparency" in picture.info


def _standard_colours(picture: Image.Image) -> Image.Image:
    """The picture in RGB, RGBA or grey of the web's colours, with nothing beside the pixels."""
    mode = picture.mode if picture.mode in {"L", "RGBA"} else "RGB"
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in {"RGB", "CMYK"}:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            picture = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB") or picture
        except (ImageCms.PyCMSError, OSError):
            pass  # a broken profile only shifts colours; the pixels stand
    plain = picture.convert(mode)
    clean = Image.new(plain.mode, plain.size)
    clean.paste(plain)
    return clean


def _encoded(picture: Image.Image, kind: str) -> bytes:
    target = io.BytesIO()
    if kind == "JPEG":
        picture.convert("L" if picture.mode == "L" else "RGB").save(target, kind, quality=_QUALITY, optimize=True, progressive=True)
    elif kind == "PNG":
        picture.save(target, kind, optimize=True)
    else:
        picture.save(target, kind, quality=_QUALITY, method=4)
    return target.getvalue()
