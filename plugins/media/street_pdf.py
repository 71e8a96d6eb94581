"""The print file: one page of filled outlines in DeviceCMYK, with TrimBox and BleedBox, no font, no date, no printer's marks.

Units of the content are millimetres of the cloth, to a hundredth, from the top left corner of the trim; one matrix scales and
turns them.
Equal views give equal bytes with one version of zlib.
"""

import io
import zlib
from functools import lru_cache

import pydyf

from plugins.media.street_drawing import StreetView, draw_shapes
from plugins.media.street_logo import fitted, read_logo
from plugins.media.street_places import Area
from plugins.media.street_sizes import BLEED, StreetSize
from plugins.media.vector import Contour, Shape

#: units of a PDF page in a millimetre
POINTS = 72 / 25.4


@lru_cache(maxsize=1)  # the office and residents get the same, one right after the other
def draw_street_pdf(view: StreetView) -> bytes:
    """The print file; SourceError says in Vietnamese what cannot be set or drawn."""
    drawing = draw_shapes(view)
    size = view.size
    document = pydyf.PDF()
    factor = POINTS / size.scale
    # from millimetres downwards to points upwards
    operations = ["q", _matrix(factor, -factor, BLEED * factor, (size.height + BLEED) * factor)]
    operations.append(f"{-BLEED} {-BLEED} {size.width + 2 * BLEED} {size.height + 2 * BLEED} re W n")
    operations += [_filled(shape) for shape in drawing.shapes]
    images = {}
    if view.logo and drawing.layout.places.logo is not None:
        images["Logo"], drawn = _place_logo(document, view, drawing.layout.places.logo)
        operations.append(drawn)
    operations.append("Q")
    # packed here and once: pydyf packs again for the identifier
    content = pydyf.Stream([zlib.compress("\n".join(operations).encode("ascii"), 9)], {"Filter": "/FlateDecode"})
    document.add_object(content)
    document.add_page(pydyf.Dictionary(_page(document, content, size, images)))
    document.info["Title"] = pydyf.String(f"{size.name} ({size.dimensions}, 1:{size.scale})")
    target = io.BytesIO()
    document.write(target, version=b"1.4", identifier=True)
    return target.getvalue()


def _matrix(across: float, down: float, left: float, top: float) -> str:
    return f"{across:.6f} 0 0 {down:.6f} {left:.6f} {top:.6f} cm"


def _page(document: pydyf.PDF, content: pydyf.Stream, size: StreetSize, images: dict[str, bytes]) -> dict[str, object]:
    """The page with its boxes: the media ends with the bleed, the trim lies inside."""
    whole, cut = page_boxes(size)
    resources = {"XObject": pydyf.Dictionary(images)} if images else {}
    return {
        "Type": "/Page",
        "Parent": document.pages.reference,
        "MediaBox": pydyf.Array(whole),
        "BleedBox": pydyf.Array(whole),
        "TrimBox": pydyf.Array(cut),
        "Resources": pydyf.Dictionary(resources),
        "Contents": content.reference,
    }


def page_boxes(size: StreetSize) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """MediaBox with the bleed, and TrimBox, in points."""
    factor = POINTS / size.scale
    width, height, bleed = size.width * factor, size.height * factor, BLEED * factor
    whole = (0.0, 0.0, width + 2 * bleed, height + 2 * bleed)
    cut = (bleed, bleed, bleed + width, bleed + height)
    return tuple(round(value, 3) for value in whole), tuple(round(value, 3) for value in cut)


def _filled(shape: Shape) -> str:
    """Ink (`k`: areas in DeviceCMYK), outlines, filled by non-zero winding."""
    ink = " ".join(f"{percent / 100:g}" for percent in shape.ink)
    return "\n".join([f"{ink} k", *map(_traced, shape.contours), "f"])


def _traced(contour: Contour) -> str:
    parts = [f"{contour.start[0]:.2f} {contour.start[1]:.2f} m"]
    for segment in contour.segments:
        numbers = " ".join([f"{value:.2f}" for value in segment])
        parts.append(f"{numbers} l" if len(segment) == 2 else f"{numbers} c")
    parts.append("h")
    return " ".join(parts)


def _place_logo(document: pydyf.PDF, view: StreetView, area: Area) -> tuple[bytes, str]:
    """Add the logo as an image; its reference and the words that draw it."""
    logo = read_logo(view.logo, view.logo_path)
    shared = {"Type": "/XObject", "Subtype": "/Image", "Width": logo.width, "Height": logo.height, "BitsPerComponent": 8}
    picture = {**shared, "ColorSpace": "/DeviceCMYK", "Filter": "/FlateDecode"}
    if logo.opacity:
        mask = pydyf.Stream([zlib.compress(logo.opacity, 9)], {**shared, "ColorSpace": "/DeviceGray", "Filter": "/FlateDecode"})
        document.add_object(mask)
        picture["SMask"] = mask.reference
    image = pydyf.Stream([zlib.compress(logo.cmyk, 9)], picture)
    document.add_object(image)
    left, top, width, height = fitted(logo.width, logo.height, (area.left, area.top, area.width, area.height))
    # images stand upright where y grows upwards
    return image.reference, f"q {_matrix(width, -height, left, top + height)} /Logo Do Q"
