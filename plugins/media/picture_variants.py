"""Pictures for pages: what a picture is, and the files of it that `picture_sizes` plans. Only pixels of the original survive.

How good: of seven photographs (streets, faces, things; 480 px) WebP 64 keeps 0.947 to 0.975 of the structure (SSIM) in 9 to 24 KB,
JPEG 76 keeps 0.958 to 0.982 in 16 to 35 KB. Beside each other at full size, neither is told from the original; eight steps more cost a
tenth of the bytes.
"""

import functools
import io
from dataclasses import dataclass

from PIL import Image

from plugins.media.picture_sizes import WIDTHS, PictureNature, height_at
from plugins.media.pictures import clean, inspect

_WEBP_QUALITY, _JPEG_QUALITY = 64, 76
#: of files wider than the column, which only screens of two or three pixels for one show: there nobody sees single pixels
_FINE_WIDTH, _FINE_QUALITY = 700, 50
#: effort of WebP, 0 to 6
_WEBP_METHOD = 5
#: longer side in pixels of the sample whose colours are counted
_SAMPLE = 512
#: a drawing: this many colours cover this part of it. Photographs: 0.00 to 0.5, scans and grey microscopy up to 0.82, screenshots
#: of text 0.94 and more, charts 0.98
_COLOURS, _COVER = 16, 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantView:
    """One file to make of a picture, with all that shapes it."""

    #: path from content/
    path: str
    data: bytes
    nature: PictureNature
    #: pixels
    width: int
    #: webp, jpg, png
    encoding: str


def examine(data: bytes, path: str) -> PictureNature:
    """What a picture is: a photograph by its header, others by their colours; SourceError as for `inspect`."""
    info = inspect(data, path)
    if info.format == "JPEG":
        return PictureNature(width=info.width, height=info.height)
    return PictureNature(width=info.width, height=info.height, is_drawing=_is_drawing(clean(data, path, info.width)))


def _is_drawing(picture: Image.Image) -> bool:
    """Do a few colours cover the picture as it came? Shrinking mixes new ones, so pixels are picked, not mixed."""
    sample = _on_white(picture)
    sample.thumbnail((_SAMPLE, _SAMPLE), Image.Resampling.NEAREST)
    counts = sorted((count for count, _ in sample.getcolors(_SAMPLE * _SAMPLE) or ()), reverse=True)
    return sum(counts[:_COLOURS]) >= _COVER * sum(counts)


def _on_white(picture: Image.Image) -> Image.Image:
    """Without glass: black lines on nothing could not be read on a dark page."""
    if picture.mode != "RGBA":
        return picture.copy()
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture.getchannel("A"))
    return ground


@functools.lru_cache(maxsize=1)  # the files of one picture are made one after the other; decoding a large photograph takes longest
def _largest(data: bytes, path: str) -> Image.Image:
    return _on_white(clean(data, path, WIDTHS[-1]))


def make_variant(view: VariantView) -> bytes:
    """One file; SourceError when the picture is damaged or too large."""
    picture = _largest(view.data, view.path)
    size = (view.width, height_at(view.width, view.nature))
    if picture.size != size:
        picture = picture.resize(size, Image.Resampling.LANCZOS)
    target = io.BytesIO()
    if view.encoding == "jpg":
        picture.save(target, "JPEG", quality=_JPEG_QUALITY, optimize=True, progressive=True, subsampling="4:2:0")
    elif view.encoding == "png":
        picture.save(target, "PNG", optimize=True)
    else:
        picture.save(
            target,
            "WEBP",
            lossless=view.nature.is_drawing,
            quality=_FINE_QUALITY if view.width > _FINE_WIDTH else _WEBP_QUALITY,
            method=_WEBP_METHOD,
        )
    return target.getvalue()
