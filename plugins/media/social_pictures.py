"""An editor's picture in the size that a social network shows: cropped where that spares what matters, else whole on a ground.

photograph that loses at most two fifths  -> cropped, the middle of its width, and of its height what lies above the middle: heads
other photographs                         -> whole, before an enlarged and blurred copy of itself
drawings, maps, charts, scans             -> whole on white: what is cut off a drawing is missing
"""

from dataclasses import dataclass

from PIL import Image, ImageFilter, ImageOps

from plugins.media.encoders import jpeg
from plugins.media.formats import FORMAT_OF
from plugins.media.picture_sizes import PictureNature
from plugins.media.pictures import clean

#: the part of a photograph that must stay for it to be cropped
_LEAST_KEPT = 0.6
#: where the crop lies: across, and down (0 is the top)
_CENTRE = (0.5, 0.35)
#: the blurred ground: how much of the picture's width one blur takes, and how dark it is made
_BLUR, _DARK = 0.06, 0.7
#: pixels that are read of a picture: twice the widest format
_MOST_WIDTH = 3280


@dataclass(frozen=True, slots=True, kw_only=True)
class SocialPictureView:
    """A picture to be fitted, with all that shapes the file."""

    #: path from content/
    path: str
    data: bytes
    nature: PictureNature
    #: key of `FORMAT_OF`
    format: str


def fit_picture(view: SocialPictureView) -> bytes:
    """JPEG in the size of the format; SourceError when the picture is damaged or too large."""
    format_ = FORMAT_OF[view.format]
    size = (format_.width, format_.height)
    picture = _on_white(clean(view.data, view.path, _MOST_WIDTH))
    if not view.nature.is_drawing and _kept(picture.size, size) >= _LEAST_KEPT:
        fitted = ImageOps.fit(picture, size, Image.Resampling.LANCZOS, centering=_CENTRE)
    else:
        fitted = _ground(picture, size, is_plain=view.nature.is_drawing)
        whole = ImageOps.contain(picture, size, Image.Resampling.LANCZOS)
        fitted.paste(whole, ((size[0] - whole.width) // 2, (size[1] - whole.height) // 2))
    return jpeg(fitted, format_.budget)


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode != "RGBA":
        return picture.convert("RGB")
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture.getchannel("A"))
    return ground


def _kept(picture: tuple[int, int], size: tuple[int, int]) -> float:
    """The part of a picture's area that a crop to the shape of `size` keeps."""
    own, wanted = picture[0] / picture[1], size[0] / size[1]
    return min(own / wanted, wanted / own)


def _ground(picture: Image.Image, size: tuple[int, int], *, is_plain: bool) -> Image.Image:
    if is_plain:
        return Image.new("RGB", size, "white")
    # blurred small: nobody sees the difference, and it takes a hundredth of the time
    small = ImageOps.fit(picture, (max(1, size[0] // 8), max(1, size[1] // 8)), Image.Resampling.BILINEAR, centering=_CENTRE)
    soft = small.filter(ImageFilter.GaussianBlur(_BLUR * small.width)).point(lambda tone: round(tone * _DARK))
    return soft.resize(size, Image.Resampling.BICUBIC)
