"""Five very different entries on paper, built as a site of their own, and how their PDFs are looked into.

Their content (papers/content/) says of itself that it is a sample; their pictures are drawn here.
"""

import re
import shutil
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from built_sites import project_of
from PIL import Image
from pypdf import PageObject, PdfReader

from plugins.core.ward import Ward
from plugins.engine.build import BuildResult, build

CONTENT = Path(__file__).with_name("papers") / "content"
#: no such host: a code that leads nowhere, in a portal that has a domain
SITEURL = "https://phuong-mau.test"
LONG_TABLE, PICTURES, LONG_TITLE, LIST, EXEMPLAR = (
    "bai-viet/bang-dai-mau",
    "bai-viet/nhieu-anh-mau",
    "bai-viet/tieu-de-dai-mau",
    "bai-viet/chi-danh-sach-mau",
    "guong/to-dan-pho-mau-giu-duong-hoa",
)
SAMPLES = (LONG_TABLE, PICTURES, LONG_TITLE, LIST, EXEMPLAR)
#: pixels
_PICTURES = {"ngang": (1200, 800), "doc": (700, 1300), "vuong": (900, 900), "dai": (1600, 200), "nho": (120, 90)}
_SPACE = re.compile(r"\s+")


def copy_samples(site: Path) -> None:
    """The content of the samples in the folder `site`, with its pictures."""
    shutil.copytree(CONTENT, site / "content")
    (site / "content" / "tep").mkdir(exist_ok=True)
    for name, size in _PICTURES.items():
        target = BytesIO()
        Image.linear_gradient("L").resize(size).convert("RGB").save(target, "JPEG", quality=70)
        (site / "content" / "tep" / f"{name}.jpg").write_bytes(target.getvalue())


def build_samples(site: Path, **changes: object) -> BuildResult:
    """Build the samples; `changes` are fields of the project."""
    return build(project_of(site, **({"siteurl": SITEURL} | changes)))


def quiet(ward: Ward) -> Ward:
    """A ward that makes no pictures, no search and no spoken files: what a test of paper does not look at."""
    return replace(ward, share_cards=False, search=False, spoken_files=False)


def squeezed(text: str) -> str:
    """A text without blanks: PDFs end lines where they must."""
    return _SPACE.sub("", text)


def words_of(page: PageObject) -> str:
    """What a page says, without blanks."""
    return squeezed(page.extract_text())


def said(pdf: Path) -> str:
    """What a whole PDF says, without blanks."""
    return "".join(words_of(page) for page in PdfReader(pdf).pages)
