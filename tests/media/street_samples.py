"""What the tests of street files share: sizes of the shipped list, a view, a reader of PDF contents."""

import io
import re
from dataclasses import replace
from pathlib import Path

from pypdf import PageObject, PdfReader

from plugins.media import street_fonts
from plugins.media.street_drawing import StreetView
from plugins.media.street_sizes import FILE, StreetSize, read_sizes

SHIPPED = Path(__file__).resolve().parents[2] / "content" / FILE
SIZES = {size.key: size for size in read_sizes(SHIPPED.read_bytes(), FILE)}
UNIT = "Phường Hải An · Thành phố Hải Phòng"
SUBJECT = "Xây dựng mô hình | **chủ nghĩa xã hội** | gắn với con người | **xã hội chủ nghĩa**"
#: 1 to 21 syllables, with stacked capitals over dots
SLOGANS = (
    "Ế",
    "Hải Phòng - **thành phố âm nhạc**",
    SUBJECT,
    "Đảng bộ, chính quyền và Nhân dân phường Hải An chung sức thực hiện **Nghị quyết số 05-NQ/TU**",
)
URL = "https://haian.example/khau-hieu/hai-phong-thanh-pho-am-nhac.html"


def view_of(size: str | StreetSize = "bang-ron-6x08", text: str = SLOGANS[1], **changes: object) -> StreetView:
    """A view of a shipped size, by its key, or of another."""
    chosen = SIZES[size] if isinstance(size, str) else size
    view = StreetView(source="khau-hieu/mau.md", text=text, unit_line=UNIT, size=chosen, fonts=street_fonts.source_digest())
    return replace(view, **changes)  # type: ignore[arg-type]


def page_of(data: bytes) -> PageObject:
    """The one page of a PDF."""
    (page,) = PdfReader(io.BytesIO(data), strict=True).pages
    return page


def operations_of(data: bytes) -> list[tuple[str, list[float]]]:
    """Operators of the page with their numbers, in order."""
    contents = page_of(data).get_contents()
    assert contents is not None
    found = []
    numbers: list[float] = []
    for word in contents.get_data().decode("ascii").split():
        if re.fullmatch(r"-?[\d.]+", word):
            numbers.append(float(word))
        elif not word.startswith("/"):
            found.append((word, numbers))
            numbers = []
    return found
