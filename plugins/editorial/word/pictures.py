"""Pictures inside a Word file: their bytes, what they are, and what the author wrote about them."""

import re
from collections.abc import Iterable, Iterator, Mapping

from docx.opc.rel import _Relationship as Relation

from plugins.editorial.word.source import WordPicture
from plugins.editorial.word.xml import VML, A, Element, R, W, inside

#: a box of text inside a drawing has its own paragraphs, and their pictures are theirs
BOX = f"{W}txbxContent"
_PROPERTIES = ("docPr", "cNvPr")
#: first bytes of pictures that the portal does not take. Source: the formats' own specifications
_SIGNS = (
    (b"\xd7\xcd\xc6\x9a", "WMF"),
    (b"\x01\x00\x09\x00", "WMF"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"BM", "BMP"),
    (b"<svg", "SVG"),
    (b"<?xml", "SVG"),
)
#: what Word writes as alternative text by itself: that is nobody's description, and often English
_MACHINE = re.compile(r"automatically generated|tạo tự động|AI-generated|do AI tạo|^(?:picture|image|ảnh|hình) ?\d*$|[\\/:]", re.IGNORECASE)


def pictures_of(drawing: Element, relations: Mapping[str, Relation]) -> Iterator[WordPicture]:
    """The pictures of one drawing, in order; one that lies outside the file is not among them."""
    elements = [drawing, *inside(drawing, BOX)]
    alt = _alt_of(elements)
    for element in elements:
        key = element.get(f"{R}embed") if element.tag == f"{A}blip" else element.get(f"{R}id") if element.tag == f"{VML}imagedata" else None
        relation = relations.get(key) if key else None
        if relation is not None and not relation.is_external:
            data = relation.target_part.blob
            part = str(relation.target_part.partname)
            yield WordPicture(part=part, data=data, ending=ending_of(data), alt=alt, is_cropped=_is_cropped(element))


def has_outside_picture(drawing: Element, relations: Mapping[str, Relation]) -> bool:
    """Does the drawing show a picture that lies outside the file, on a disk or on the web?"""
    keys = (one.get(f"{R}link") or one.get(f"{R}embed") or one.get(f"{R}id") for one in inside(drawing, BOX))
    return any(key in relations and relations[key].is_external for key in keys if key)


def ending_of(data: bytes) -> str:
    """Ending of a picture of this content; "" for one that the portal does not take (EMF, GIF, TIFF, SVG)."""
    if data.startswith(b"\xff\xd8\xff"):
        return ".jpg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return ".png"
    return ".webp" if data.startswith(b"RIFF") and data[8:12] == b"WEBP" else ""


def kind_of(data: bytes) -> str:
    """What a picture without an ending is, as people call it; "" when it is none that Word files are known to hold."""
    if data[40:44] == b" EMF":
        return "EMF"
    return next((kind for sign, kind in _SIGNS if data.startswith(sign)), "")


def _alt_of(elements: Iterable[Element]) -> str:
    """What a person wrote about the picture; "" for the words of a machine, a file name, or nothing."""
    for element in elements:
        name = element.tag.rpartition("}")[2]
        written = element.get("descr") if name in _PROPERTIES else element.get("alt") if name == "shape" else None
        words = " ".join((written or "").split())
        if words:
            return "" if _MACHINE.search(words) else words
    return ""


def _is_cropped(blip: Element) -> bool:
    frame = blip.getparent()
    crop = None if frame is None else frame.find(f"{A}srcRect")
    return crop is not None and any(str(side).lstrip("-").strip("0") for side in crop.attrib.values())
