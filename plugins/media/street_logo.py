"""A logo that the ward supplies, made ready for print: CMYK pixels and a mask, no metadata, no colour profile."""

import io
from dataclasses import dataclass

from PIL import Image

from plugins.media.pictures import PictureFileView, prepare

#: pixels on the longer side: 100 to the inch at 40 cm
_MOST = 1600


@dataclass(frozen=True, slots=True, kw_only=True)
class Logo:
    """Pixels of a logo."""

    width: int
    height: int
    #: four bytes a pixel, 255 is full ink
    cmyk: bytes
    #: one byte a pixel, 255 is opaque; empty when all is
    opacity: bytes


def read_logo(data: bytes, path: str) -> Logo:
    """The logo of a JPEG, PNG or WebP; SourceError when the file is not what its name says."""
    picture = open_logo(data, path)
    opacity = picture.getchannel("A")
    is_opaque = opacity.getextrema() == (255, 255)
    cmyk = picture.convert("RGB").convert("CMYK")
    return Logo(width=picture.width, height=picture.height, cmyk=cmyk.tobytes(), opacity=b"" if is_opaque else opacity.tobytes())


def open_logo(data: bytes, path: str) -> Image.Image:
    """The logo in RGBA, turned upright and at most 1600 pixels wide; SourceError as of `read_logo`."""
    with Image.open(io.BytesIO(prepare(PictureFileView(path=path, data=data, most_width=_MOST)))) as picture:
        return picture.convert("RGBA")


def fitted(width: int, height: int, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """Left, top, width and height of a picture as large as the box (the same four) allows, in its middle."""
    left, top, box_width, box_height = box
    scale = min(box_width / width, box_height / height)
    return left + (box_width - width * scale) / 2, top + (box_height - height * scale) / 2, width * scale, height * scale
