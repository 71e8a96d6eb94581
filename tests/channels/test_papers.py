"""Handouts and slides of five very different entries, made by a real build: what they say, how they look, how they are tagged."""

import html as htmllib
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from built_sites import project_of
from paper_samples import (
    EXEMPLAR,
    LIST,
    LONG_TABLE,
    LONG_TITLE,
    PICTURES,
    SAMPLES,
    SITEURL,
    build_samples,
    copy_samples,
    quiet,
    said,
    squeezed,
)
from pypdf import PageObject, PdfReader

from plugins.channels.paper_reading import NOTES
from plugins.core.ward import Ward

#: points: of running text on a handout; of what stands around it; of the smallest letters of a slide
_BODY, _SMALL_HANDOUT, _SMALL_SLIDE = 15, 14, 24
#: height of a line of letters as pdftotext gives it, in sizes of the font: ascender and descender of Be Vietnam Pro
_HEIGHT = 1.265
#: points: lower margin of a handout, 20 mm, of notes, 22 mm, and of a slide, 23 mm: only the footer stands there
_FOOT, _FOOT_NOTES, _FOOT_SLIDE = 56.7, 62.4, 65.2
_TAG = re.compile("<[^>]+>")


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples, built once."""
    site = tmp_path_factory.mktemp("papers")
    copy_samples(site)
    result = build_samples(site, ward=quiet(ward_of(site)))
    assert result.exit_code == 0, [issue.message for issue in result.issues]
    return site


def ward_of(site: Path) -> Ward:
    """The ward of the samples."""
    return project_of(site).ward


def handout_of(site: Path, name: str) -> Path:
    """The handout of the page `name`."""
    return site / "output" / "to-roi" / f"{name}.pdf"


def slides_of(site: Path, name: str) -> Path:
    """The slides of the page `name`."""
    return site / "staff" / "trinh-chieu" / f"{name}.pdf"


def body_of(site: Path, name: str) -> list[str]:
    """Every piece of text between two tags of the body of a page, as its HTML has it, without blanks."""
    page = (site / "output" / f"{name}.html").read_text("utf-8")
    start = page.index('<div class="prose"')
    end = min(at for mark in ('<section class="sources', '<div class="actions actions--share', "</article>") if (at := page.find(mark)) > 0)
    inner = page[start:end]
    inner = re.sub(r'<a [^>]*class="footnote-backref".*?</a>', "", inner)
    return [piece for part in _TAG.split(inner) if (piece := squeezed(htmllib.unescape(part)))]


def sizes_of(page: PageObject) -> list[float]:
    """Sizes of all letters of a page, points."""
    found: list[float] = []

    def look(text: str, matrix: list[float], text_matrix: list[float], _font: object, size: float) -> None:
        if text.strip():
            found.append(round(size * abs(text_matrix[3] or 1) * abs(matrix[3] or 1), 1))

    page.extract_text(visitor_text=look)
    return found


def extracted(pdf: Path, *more: str) -> str:
    """The text of a PDF by pdftotext, without blanks; the test is skipped where that is not installed, but not in CI."""
    program = shutil.which("pdftotext")
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("pdftotext is not installed")
        pytest.skip("pdftotext is not installed")
    done = subprocess.run([program, *more, "-enc", "UTF-8", str(pdf), "-"], capture_output=True, check=True)
    return squeezed(done.stdout.decode("utf-8"))


def body_text(pdf: Path) -> str:
    """What a handout says above its footers."""
    # points from the top left: an A4 page without its lower margin of 20 mm
    return extracted(pdf, "-x", "0", "-y", "0", "-W", "595", "-H", "785")


@pytest.mark.parametrize("name", [PICTURES, LONG_TITLE, LIST, EXEMPLAR])
def test_a_handout_says_what_the_page_says(papers: Path, name: str) -> None:
    """All words of the text stand in the handout in their order, and no others between them but signs of lists."""
    # the paper marks and numbers its items, and has a heading over its notes
    loose = body_text(handout_of(papers, name)).replace("•", "").replace(f"{squeezed(NOTES)}1.", "")
    position = 0
    for piece in body_of(papers, name):
        at = loose.find(piece, position)
        assert at >= 0, piece
        between = re.sub(r"\d+\.", "", loose[position:at]) if position else ""
        assert between == "", (piece, between)
        position = at + len(piece)


def test_every_cell_of_a_long_table_is_printed(papers: Path) -> None:
    """No cell of forty rows is lost or cut; a table that is too wide for the page says all it said as a list."""
    # cell by cell, as the file has it: on the page a line goes through all columns
    handout, slides = said(handout_of(papers, LONG_TABLE)), said(slides_of(papers, LONG_TABLE))
    for piece in body_of(papers, LONG_TABLE):
        assert piece in handout
        assert piece in slides
    assert [number for number in range(1, 41) if f"{number:02}/KH-UBND" not in handout] == []
    assert "Thángmườihai:12" in handout


@pytest.mark.parametrize("name", SAMPLES)
def test_papers_are_tagged_and_named(papers: Path, name: str) -> None:
    """Each PDF is tagged, says its language and title, claims PDF/UA, and bears no date."""
    for pdf in (handout_of(papers, name), slides_of(papers, name)):
        reader = PdfReader(pdf)
        root = reader.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"]
        assert root["/StructTreeRoot"]
        assert root["/Lang"] == "vi"
        assert reader.metadata is not None
        assert reader.metadata.title
        assert "/CreationDate" not in reader.metadata
        assert b"pdfuaid" in root["/Metadata"].get_object().get_data()


@pytest.mark.parametrize("name", SAMPLES)
def test_every_font_is_inside(papers: Path, name: str) -> None:
    """No PDF asks a printer for a font that it may lack."""
    for pdf in (handout_of(papers, name), slides_of(papers, name)):
        for page in PdfReader(pdf).pages:
            for font in page["/Resources"].get("/Font", {}).values():
                inner = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
                assert {"/FontFile2", "/FontFile3"} & set(inner)
                assert "BeVietnamPro" in inner["/FontName"]


@pytest.mark.parametrize("name", SAMPLES)
def test_letters_are_large(papers: Path, name: str) -> None:
    """No letter of a handout or of a speaker's notes is below 14 pt, none of a slide below 24."""
    for page in PdfReader(handout_of(papers, name)).pages:
        assert [size for size in sizes_of(page) if size < _SMALL_HANDOUT] == []
    for page in PdfReader(slides_of(papers, name)).pages:
        least = _SMALL_SLIDE if page.mediabox.width > page.mediabox.height else _SMALL_HANDOUT
        assert [size for size in sizes_of(page) if size < least] == []


def test_running_text_is_15_points(papers: Path) -> None:
    """What a handout tells in paragraphs and lists is set in 15 pt, as another reader of PDFs measures it too."""
    rows = [row for _, _, rows in _boxes(handout_of(papers, LIST)) for row in rows]
    said = [bottom - top for word, _, top, _, bottom in rows if word in ("tự", "nguyện", "buổi")]
    assert len(said) == 24 * 3
    assert said == pytest.approx([_BODY * _HEIGHT] * len(said), abs=0.1)


@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_leaves_a_page(papers: Path, name: str) -> None:
    """Every word lies inside the margins of its page, and above the foot where it is no part of that."""
    foot = ward_of(papers).site_name.split()
    for pdf in (handout_of(papers, name), slides_of(papers, name)):
        boxes = _boxes(pdf)
        assert boxes
        for width, height, rows in boxes:
            margin = min(width, height) * 0.04
            for word, left, top, right, bottom in rows:
                assert margin <= left, word
                assert right <= width - margin, (word, right, width)
                assert margin / 2 <= top, word
                assert bottom <= height, word
            foot_of_page = _FOOT_SLIDE if width > height else _FOOT if "to-roi" in pdf.parts else _FOOT_NOTES
            below = [word for word, _, _, _, bottom in rows if bottom > height - foot_of_page]
            assert below[: len(foot)] == foot
            assert re.fullmatch(r"[0-9]+(/[0-9]+)?", "".join(below[len(foot) :])), below


def _boxes(pdf: Path) -> list[tuple[float, float, list[tuple[str, float, float, float, float]]]]:
    """Width and height of each page, and its words with their boxes; points."""
    program = shutil.which("pdftotext")
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("pdftotext is not installed")
        pytest.skip("pdftotext is not installed")
    out = subprocess.run([program, "-bbox", "-enc", "UTF-8", str(pdf), "-"], capture_output=True, check=True).stdout.decode("utf-8")
    pages = []
    for head, inner in re.findall(r'<page width="([^>]*)">(.*?)</page>', out, re.DOTALL):
        width, height = (float(number) for number in head.replace('" height="', " ").rstrip('"').split())
        words = re.findall(r'<word xMin="([^"]*)" yMin="([^"]*)" xMax="([^"]*)" yMax="([^"]*)">(.*?)</word>', inner)
        rows = [(text, *map(float, box)) for *box, text in words]
        pages.append((width, height, [(row[0], row[1], row[2], row[3], row[4]) for row in rows]))
    return pages


def test_a_number_stays_on_one_line(papers: Path) -> None:
    """05-NQ/TU is never parted by the end of a line, in prose, headings and tables."""
    for name in (LONG_TITLE, LONG_TABLE):
        for pdf in (handout_of(papers, name), slides_of(papers, name)):
            words = [row[0] for _, _, rows in _boxes(pdf) for row in rows]
            assert any("/" in word for word in words)
            assert [word for word in words if word.endswith(("05-", "NQ/", "/KH-", "KH-"))] == []


def test_slides_come_in_order_and_sources_last(papers: Path) -> None:
    """The first slide is the title, each heading has its own, the last slide has the sources; notes for paper follow."""
    pages = PdfReader(slides_of(papers, LONG_TITLE)).pages
    slides = [squeezed(page.extract_text()) for page in pages if page.mediabox.width > page.mediabox.height]
    notes = [squeezed(page.extract_text()) for page in pages if page.mediabox.width < page.mediabox.height]
    assert "quýIVnăm2026" in slides[0]
    assert slides[-1].startswith("Nguồn")
    assert any(text.startswith("HỘINGHỊMẪU:KẾTLUẬNCHUNGẤMỖ") for text in slides)
    assert notes[0].startswith("Ghichúchongườinói")
    # beside a list, prose is for the speaker; alone and short, it is shown
    assert "Đoạnmẫuthứhai" in "".join(notes)
    assert "Đoạnmẫuthứhai" not in "".join(slides)
    assert "Câuthứhaicủađoạnthứnhất" in "".join(slides)
    assert [page.mediabox.width > page.mediabox.height for page in pages] == [True] * len(slides) + [False] * len(notes)


def test_what_does_not_fit_goes_on(papers: Path) -> None:
    """A long list goes on to further slides, which name it again."""
    texts = [squeezed(page.extract_text()) for page in PdfReader(slides_of(papers, LIST)).pages]
    assert sum("Mởđầu(tiếp)" in text for text in texts) >= 3
    assert [number for number in range(1, 25) if not any(f"Việcmẫusố{number}:" in text for text in texts)] == []


def test_pictures_are_there_with_their_words(papers: Path) -> None:
    """All six pictures are in both papers, each with the alternative text of the page."""
    for pdf in (handout_of(papers, PICTURES), slides_of(papers, PICTURES)):
        reader = PdfReader(pdf)
        figures = [obj for obj in _structure(reader.trailer["/Root"]["/StructTreeRoot"]) if obj.get("/S") == "/Figure"]
        alts = [str(obj.get("/Alt", "")) for obj in figures]
        assert "Hình mẫu có dải màu ngang" in alts
        assert len([alt for alt in alts if alt.startswith("Hình mẫu: ")]) == 5
        assert all(alts)


def _structure(node: object) -> list[dict[str, object]]:
    """All elements of a structure tree."""
    found: list[dict[str, object]] = []
    waiting = [node]
    while waiting:
        one = waiting.pop()
        one = one.get_object() if hasattr(one, "get_object") else one
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            found.append(one)
            waiting.append(one.get("/K"))
    return found


def test_handouts_are_light(papers: Path) -> None:
    """A handout without pictures takes at most 150 KB."""
    for name in (LONG_TABLE, LONG_TITLE, LIST):
        assert handout_of(papers, name).stat().st_size <= 150_000


def test_the_page_names_its_handout(papers: Path) -> None:
    """The page links to the handout with its type and its size, and the first sheet of that leads back to the page."""
    page = (papers / "output" / f"{EXEMPLAR}.html").read_text("utf-8")
    kilobytes = round(handout_of(papers, EXEMPLAR).stat().st_size / 1024)
    found = re.search(r'href="\.\./to-roi/guong/[a-z-]+\.pdf" type="application/pdf">Tờ rơi PDF, (\d+) KB<', page)
    assert found is not None
    assert abs(int(found[1]) - kilobytes) <= 2
    text = squeezed(PdfReader(handout_of(papers, EXEMPLAR)).pages[0].extract_text())
    assert f"{SITEURL.removeprefix('https://')}/{EXEMPLAR}.html" in text
