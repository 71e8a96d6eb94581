"""An independent reader: tesseract with its Vietnamese data reads slogans back from the finished pictures.

Slow (minutes) and with a program that only this test needs (Debian: tesseract-ocr, tesseract-ocr-vie), so it runs with --slow only.
"""

import io
import shutil
import subprocess

import pytest
from PIL import Image, ImageOps
from slogan_samples import labelled_slogans

from plugins.media import fonts
from plugins.media.banners import SloganCardView, draw_slogan, layout_slogan
from plugins.media.formats import SLOGAN_FORMATS, Format
from plugins.media.lettering import measure
from plugins.media.palettes import PALETTES
from plugins.media.typesetting import Line

#: heights of capitals in pixels at which a line is read; of the readings that of which the reader is surest counts
_CAPITALS = (24, 30, 38)
#: paper round a line, pixels
_PAPER = 24
#: of every format but the first so many slogans are read: each costs a second
_SAMPLE = 60


def is_there() -> bool:
    """Is the reader installed, with the data of the language?"""
    if not shutil.which("tesseract"):
        return False
    return "vie" in subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=True).stdout.split()


def read_line(picture: Image.Image) -> tuple[float, str]:
    """Mean confidence of the words of one line, and the words."""
    data = io.BytesIO()
    picture.save(data, "PNG")
    command = ["tesseract", "-", "-", "-l", "vie", "--psm", "7", "--dpi", "300", "tsv"]
    table = subprocess.run(command, input=data.getvalue(), capture_output=True, check=True).stdout.decode("utf-8")
    rows = [row.split("\t") for row in table.split("\n")[1:]]
    words = [(float(row[10]), row[11]) for row in rows if len(row) == 12 and row[11].strip()]
    letters = sum(len(word) for _, word in words)
    return (sum(sure * len(word) for sure, word in words) / letters if letters else 0.0), " ".join(word for _, word in words)


def dark_on_light(picture: Image.Image, format_: Format) -> Image.Image:
    """As on paper: letters near black, ground and ornament near white; the green channel parts yellow and cream from red."""
    grey = picture.convert("L") if PALETTES[format_.palette].is_flat else ImageOps.invert(picture.getchannel("G"))
    return grey.point(lambda tone: max(0, min(255, (tone - 40) * 255 // 130)))


def strip_of(page: Image.Image, line: Line, format_: Format) -> Image.Image:
    """A line with its marks, cut out of the picture."""
    extents = [measure(word) for word in line.text.split()]
    middle, half = format_.left + format_.text.width / 2, line.width / 2 + 12
    top = format_.top + line.baseline - max(extent.rise for extent in extents) * line.size - 3
    bottom = format_.top + line.baseline + max(extent.drop for extent in extents) * line.size + 3
    return ImageOps.expand(page.crop((round(middle - half), round(top), round(middle + half), round(bottom))), _PAPER, 255)


def read_back(text: str, format_: Format) -> tuple[str, str]:
    """The lines as they were set, and as the reader read them from the encoded picture."""
    view = SloganCardView(
        source="mau.md",
        text=text,
        unit_line="Mẫu thử",
        host="",
        fonts=fonts.source_digest(),
        format=format_.key,
        encoding=format_.encodings[0],
    )
    with Image.open(io.BytesIO(draw_slogan(view))) as file:
        page = dark_on_light(file.convert("RGB"), format_)
    lines = layout_slogan(text, "mau.md", format_).lines
    readings = []
    for line in lines:
        strip = strip_of(page, line, format_)
        scales = [capital / (measure("H").rise * line.size) for capital in _CAPITALS]
        sizes = [(round(strip.width * scale), round(strip.height * scale)) for scale in scales]
        readings.append(max(read_line(strip.resize(size, Image.Resampling.LANCZOS)) for size in sizes)[1])
    return " ".join(line.text for line in lines), " ".join(readings)


def distance(one: str, other: str) -> int:
    """Letters to add, drop or change."""
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        new = [i]
        for j, found in enumerate(other, 1):
            new.append(min(row[j] + 1, new[-1] + 1, row[j - 1] + (letter != found)))
        row = new
    return row[-1]


@pytest.mark.slow
@pytest.mark.parametrize("format_", SLOGAN_FORMATS, ids=lambda format_: format_.key)
def test_an_independent_reader_reads_slogans_back(format_):
    """At most 2 % of the letters of the labelled set are read wrongly from the finished pictures."""
    assert is_there(), "needs tesseract with Vietnamese data: apt-get install tesseract-ocr tesseract-ocr-vie"
    slogans = labelled_slogans() if format_ is SLOGAN_FORMATS[0] else labelled_slogans()[:_SAMPLE]
    pairs = [read_back(slogan.text, format_) for slogan in slogans]
    wrong = sum(distance(text, reading) for text, reading in pairs)
    total = sum(len(text) for text, _ in pairs)
    print(f"{format_.key}: {wrong} of {total} letters, {100 * wrong / total:.2f} %")
    worst = sorted(pairs, key=lambda pair: -distance(*pair))[:5]
    assert wrong <= 0.02 * total, worst
