"""What a picture tells beside its pixels: the place where it was taken, the camera, the hour. The copy for the web has none of it."""

import io
import warnings
from dataclasses import dataclass

from PIL import Image

from plugins.media.pictures import DAMAGE

#: EXIF field that leads to the place (latitude, longitude), and the one that leads to what the camera says of itself
_GPS, _CAMERA = 0x8825, 0x8769
#: latitude and longitude inside the first; other rows there are the version or the clock
_PLACE = frozenset({2, 4})


@dataclass(frozen=True, slots=True, kw_only=True)
class HiddenData:
    """EXIF of a picture."""

    #: does it say where the picture was taken?
    has_place: bool
    #: fields in all
    count: int


def hidden_data(data: bytes) -> HiddenData:
    """EXIF in the bytes of a picture; nothing for what is no picture, or whose EXIF does not add up."""
    nothing = HiddenData(has_place=False, count=0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns in English of EXIF that nobody reads
            with Image.open(io.BytesIO(data), formats=["JPEG", "PNG", "WEBP"]) as picture:
                # of a PNG the header alone: to look behind the pixels Pillow would decode them
                raw = picture.info.get("exif")
            if not raw:
                return nothing
            exif = Image.Exif()
            exif.load(raw)
            place, camera = exif.get_ifd(_GPS), exif.get_ifd(_CAMERA)
            return HiddenData(has_place=not _PLACE.isdisjoint(place), count=len(exif) + len(place) + len(camera))
    except (*DAMAGE, Image.DecompressionBombError):
        return nothing
