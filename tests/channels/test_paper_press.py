"""From HTML to blocks, from blocks to Typst: what is kept, what may break, and that no text is ever code."""

import contextlib
import os
import signal
from dataclasses import replace
from io import BytesIO

import pytest
from paper_samples import squeezed
from PIL import Image
from pypdf import PdfReader

from plugins.channels import press
from plugins.channels.handouts import handout
from plugins.channels.paper import Blocks, Figure, Heading, PaperView, Paragraph, Points, Quote, Run, Table, Term, Terms, Verbatim, words_of
from plugins.channels.paper_reading import read_paper
from plugins.channels.paper_writing import Measure, Pictures, as_terms, blocks_data, fair_share, runs_data, size_of, text_data
from plugins.channels.slides import cut_slides, slides
from plugins.core.errors import SourceError
from plugins.media.picture_sizes import PictureNature
from plugins.media.picture_variants import VariantView

PLAIN = PaperView(
    source="content/bai-viet/mau.md",
    title="Bài mẫu",
    lang="vi",
    label="Bài viết",
    site_name="Cổng mẫu",
    publisher="Cơ quan Mẫu",
    colour="#8e0711",
    author="",
    day="05/7/2026",
    updated="06/7/2026",
    summary="",
    key_points=(),
    facts=(),
    html="<p>Đoạn mẫu.</p>",
    picture=None,
    pictures=(),
    sources=(),
    address="",
)
#: what would be code, mark-up or a way out if it were ever read as Typst, JSON or a path
HOSTILE = (
    '#panic("x")',
    '#import "a.typ": *',
    '#read("/etc/passwd")',
    "$ x^2 $",
    "*đậm* _nghiêng_ `mã`",
    "= Đề mục giả",
    "- gạch + cộng / chéo",
    "\\u{1F600} \\ \\n",
    '"} , {"k": "p"',
    "]) #text(red)[",
    "<nhan> @nguon",
    "// ghi chú /* khối */",
    "~ --- ...",
    "{{ view }} {% raw %}",
    "https://mau.test/#a",
)
_PAGE = Measure(letters=60, width=480, height=300, line=20)
_NONE = Pictures((), _PAGE)


def text_of(pdf: bytes) -> str:
    """What a PDF says, without blanks."""
    return squeezed("".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages))


def escaped(text: str) -> str:
    """Text in HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_code(text: str) -> None:
    """Words that would be code anywhere in Typst are printed as they are, in every place where a text may stand."""
    said = escaped(text)
    table = f"<table><tr><th>A</th></tr><tr><td>{said}</td></tr></table>"
    body = f"<h2>{said}</h2><p>{said} <strong>{said}</strong></p><ul><li>{said}</li></ul>{table}<pre><code>{said}</code></pre>"
    view = replace(
        PLAIN,
        title=text,
        label=text,
        site_name=text,
        publisher=text,
        author=text,
        summary=text,
        key_points=(text,),
        facts=((text, text),),
        sources=(text,),
        html=body,
        address="https://mau.test/a.html",
    )
    found = text_of(handout(view))
    assert found.count(squeezed(text)) >= 13
    assert text_of(slides(view)).count(squeezed(text)) >= 13


def test_equal_views_give_equal_bytes() -> None:
    """The same twice, in one process, is the same file; another title is another."""
    assert handout(PLAIN) == handout(PLAIN)
    assert slides(PLAIN) == slides(PLAIN)
    assert handout(PLAIN) != handout(replace(PLAIN, title="Bài khác"))


def test_the_language_of_a_text_is_said() -> None:
    """An English text says so to who reads it aloud."""
    assert PdfReader(BytesIO(handout(replace(PLAIN, lang="en")))).trailer["/Root"]["/Lang"] == "en"


def test_there_is_no_code_to_nowhere() -> None:
    """While the portal has no address of its own, a handout shows neither a code nor an address."""
    assert "Đọcbàinàytrênmạng" not in text_of(handout(PLAIN))
    assert "mau.test/a.html" in text_of(handout(replace(PLAIN, address="https://mau.test/a.html")))


def test_a_sign_that_no_font_has_stops_nothing() -> None:
    """Emoji are left out; a rare script is set as well as it can be, and the PDF is tagged all the same."""
    pdf = handout(replace(PLAIN, html="<p>Vui 😀 quá → hết. ☃\u0e01</p>"))
    assert "Vuiquá→hết." in text_of(pdf)
    assert PdfReader(BytesIO(pdf)).trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_a_text_that_cannot_be_set_names_its_source() -> None:
    """An error of the typesetter is one Vietnamese sentence about the file, with what was said behind it."""
    with pytest.raises(SourceError) as caught:
        press.print_pdf("to-roi.typ", {}, {}, "content/x.md")
    assert str(caught.value).startswith("content/x.md: không dàn được")
    assert caught.value.details


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_child_of_a_typesetter_does_not_wait_for_ever() -> None:
    """After a process has set a PDF, its forked child sets the same one, although no thread came along with it."""
    many = replace(PLAIN, html="".join(f"<h2>Mục {number}</h2><p>Một. Hai.</p>" for number in range(4)))
    here = slides(many)
    read, write = os.pipe()
    child = os.fork()
    if child == 0:  # pragma: no cover - in the child
        signal.alarm(60)
        with contextlib.suppress(BaseException):
            os.write(write, b"1" if slides(many) == here else b"0")
        os._exit(0)
    os.close(write)
    os.waitpid(child, 0)
    assert os.read(read, 1) == b"1"
    os.close(read)


def test_a_process_apart_tells_what_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the typesetter says in a process of its own reaches the one who asked."""
    monkeypatch.setattr(press, "_OWNER", [-1])
    with pytest.raises(SourceError) as caught:
        press.print_pdf("to-roi.typ", {}, {}, "content/x.md")
    assert "dictionary" in caught.value.details


def test_html_becomes_blocks() -> None:
    """Every tag that a text may have becomes the block that it is."""
    blocks = read_paper(
        '<h2 id="a">Mục</h2>\n<p>Chữ <strong>đậm <em>cả hai</em></strong><br>dòng H<sub>2</sub>O <code>mã</code></p>'
        '<ol start="3"><li>ba<ul><li>con</li></ul></li></ol><dl><dt>Một</dt><dt>Hai</dt><dd>nghĩa</dd></dl>'
        "<blockquote><p>lời</p></blockquote><hr><pre><code>a\n b</code></pre><p></p><h2></h2>"
        '<figure class="figure"><img src="tep/a.jpg" alt="Hình"><figcaption>Lời dưới</figcaption></figure>'
    )
    heading, text, points, terms, quote, lines, figure = blocks
    assert heading == Heading(level=2, runs=(Run(text="Mục"),))
    assert isinstance(text, Paragraph)
    assert words_of(text.runs) == "Chữ đậm cả hai\ndòng H2O mã"
    assert Run(text="cả hai", is_strong=True, is_emphasis=True) in text.runs
    assert Run(text="2", raised="sub") in text.runs
    assert points == Points(items=((Paragraph(runs=(Run(text="ba"),)), Points(items=((Paragraph(runs=(Run(text="con"),)),),))),), first=3)
    assert isinstance(terms, Terms)
    assert words_of(terms.items[0].words) == "Một\nHai"
    assert quote == Quote(blocks=(Paragraph(runs=(Run(text="lời"),)),))
    assert lines == Verbatim(text="a\n b")
    assert figure == Figure(file="tep/a.jpg", alt="Hình", caption=(Run(text="Lời dưới"),))


def test_headings_go_down_by_steps() -> None:
    """A heading two levels below the one before is set one below: PDF/UA refuses a gap."""
    levels = [block.level for block in read_paper("<h4>a</h4><h6>b</h6><h2>c</h2><h3>d</h3>") if isinstance(block, Heading)]
    assert levels == [2, 3, 2, 3]


def test_links_within_a_text_are_words_on_paper() -> None:
    """A link to a place in the same text and the way back of a note are no links; a link to elsewhere is one."""
    (text,) = read_paper('<p><a href="#a">đây</a> <a href="https://m.test/x">kia</a> <a class="footnote-backref" href="#f">x</a></p>')
    assert isinstance(text, Paragraph)
    assert [(run.text, run.href) for run in text.runs] == [("đây ", ""), ("kia", "https://m.test/x")]


def test_a_picture_in_a_paragraph_stands_behind_it() -> None:
    """A picture between words is set behind their paragraph; one without an address is left out."""
    blocks = read_paper('<p>chữ <img src="tep/a.png" alt="x"> nữa</p><p><img></p><table></table>')
    assert [type(block) for block in blocks] == [Paragraph, Figure]


def test_a_row_that_is_too_short_is_filled() -> None:
    """All rows of a table have as many cells as its longest."""
    (table,) = read_paper('<table><caption>Tên</caption><tr><th class="align-right">A</th></tr><tr><td>1</td><td>2</td></tr></table>')
    assert isinstance(table, Table)
    assert len(table.head) == len(table.aligned) == 2
    assert table.aligned[0] == "right"
    assert words_of(table.caption) == "Tên"


def test_numbers_are_kept_whole_and_addresses_may_break() -> None:
    """05-NQ/TU is one box; a long address is parted behind its signs; in a column words with a blank between them may part."""
    assert {"t": "số 05-NQ/TU", "n": True} in text_data("Theo số 05-NQ/TU hôm nay")
    pieces = [piece["t"] for piece in text_data("https://mau.haiphong.gov.vn/bai-viet/mot-hai-ba.html")]
    assert "".join(pieces) == "https://mau.haiphong.gov.vn/bai-viet/mot-hai-ba.html"
    assert max(map(len, pieces)) <= 18
    assert {"t": "số 05-NQ/TU", "n": True} not in runs_data((Run(text="Theo số 05-NQ/TU"),), is_narrow=True)


def test_a_table_beyond_the_page_becomes_a_list() -> None:
    """Each row names its cells by their columns; an empty cell is left out."""
    cells = tuple((Run(text=text),) for text in ("Tổ", "Một", "Hai"))
    table = Table(caption=(), head=cells, rows=(((Run(text="A"),), (Run(text="1"),), ()), ((), (), ())), aligned=("left",) * 3)
    first, second = as_terms(table).items
    assert words_of(first.words) == "A"
    (line,) = first.meaning
    assert isinstance(line, Paragraph)
    assert words_of(line.runs) == "Một: 1"
    assert second == Term(words=cells[0], meaning=())
    (data,) = blocks_data((table,), Measure(letters=10, width=1, height=1, line=1), _NONE)
    assert data["k"] == "d"


def test_short_cells_follow_each_other_and_long_ones_are_points() -> None:
    """Twelve months take a few lines under their row, not twelve; where a cell says more, each has a line of its own."""
    head = tuple((Run(text=text),) for text in ("Tổ", "Tháng một", "Tháng hai"))
    brief, long = ((Run(text=text),) for text in ("7", "vận động từng hộ trong tổ"))
    short, said = as_terms(
        Table(caption=(), head=head, rows=((head[0], brief, brief), (head[0], brief, long)), aligned=("left",) * 3)
    ).items
    (line,) = short.meaning
    assert isinstance(line, Paragraph)
    assert words_of(line.runs) == "Tháng một: 7; Tháng hai: 7"
    (points,) = said.meaning
    assert isinstance(points, Points)
    assert len(points.items) == 2


def test_short_points_take_whole_lines() -> None:
    """A dozen short items are higher than a page of slides bears in one piece, whatever their letters come to."""
    item: Blocks = (Paragraph(runs=(Run(text="một"),)),)
    assert size_of((Points(items=(item,) * 12),)) == 12 * size_of(item)
    assert size_of((Quote(blocks=item), Terms(items=(Term(words=(Run(text="từ"),), meaning=item),)))) == 3 * size_of(item)


def test_nothing_is_left_out_in_silence() -> None:
    """A kind of block that the writer does not know is an error, not a gap on paper; quotations, fixed lines and breaks are known."""
    with pytest.raises(TypeError, match="no block of paper: str"):
        blocks_data(("chữ",), _PAGE, _NONE)  # type: ignore[arg-type] # what types forbid
    quote, lines, text = blocks_data(read_paper("<blockquote><p>lời</p></blockquote><pre>a\n b</pre><p>một<br>hai</p>"), _PAGE, _NONE)
    assert (quote["k"], [block["k"] for block in quote["i"]]) == ("q", ["p"])
    assert [line[0]["t"] for line in lines["i"]] == ["a", " b"]
    assert text["r"] == [{"t": "một"}, {"br": True}, {"t": "hai"}]


def test_an_empty_text_has_no_slides() -> None:
    """A title alone makes one slide, and none behind it."""
    assert list(cut_slides(replace(PLAIN, html=""))) == []
    assert len(PdfReader(BytesIO(slides(replace(PLAIN, html="")))).pages) == 1


def test_columns_share_a_line_fairly() -> None:
    """A column that wants little gets it; the others share what is left."""
    assert fair_share([10, 10, 100, 100], 100) == 40
    assert fair_share([10, 20], 100) == 20


def test_a_column_of_long_words_gets_their_room() -> None:
    """Where an equal share is too narrow for a word, columns are set by their words."""
    row = tuple((Run(text=text),) for text in ("x" * 22, "một hai ba bốn năm sáu bảy tám " * 3, "một hai ba bốn năm sáu " * 4))
    table = Table(caption=(), head=row, rows=(row,), aligned=("left",) * 3)
    (data,) = blocks_data((table,), Measure(letters=48, width=480, height=300, line=20), _NONE)
    assert data["w"][0] >= 22
    assert sum(data["w"]) <= 48 * 1.08


def test_a_picture_fits_its_page() -> None:
    """A picture is no wider and no higher than the page, and no larger than its pixels bear; a missing one leaves nothing."""
    target = BytesIO()
    Image.new("RGB", (60, 600), "white").save(target, "PNG")
    nature = PictureNature(width=60, height=600, is_drawing=True)
    variant = VariantView(path="tep/a.png", data=target.getvalue(), nature=nature, width=60, encoding="png")
    pictures = Pictures((variant,), _PAGE)
    assert pictures.data(Figure(file="tep/a.png", alt="a"))["w"] == 30
    long = Figure(file="tep/a.png", alt="a", caption=(Run(text="lời " * 100),))
    assert pictures.data(long)["w"] == pytest.approx(16, abs=0.5)
    assert pictures.data(Figure(file="tep/b.png", alt="b")) == {}
    view = replace(PLAIN, html='<figure><img src="tep/a.png" alt="Hình hẹp"></figure>', pictures=(variant,))
    assert list(PdfReader(BytesIO(handout(view))).pages[0].images)


def test_a_long_section_of_prose_is_told_by_first_sentences() -> None:
    """Without a list the slide shows how its paragraphs begin, in their styles; the speaker has the whole, a short one needs no note."""
    long = f"<p>Có. Câu thứ hai <strong>đậm và nói rõ điều được hỏi.</strong> {'Câu sau. ' * 40}</p>"
    html = f"<h2>Mục</h2>{long}<p>Chỉ một câu.</p><pre>x</pre><h2>Trống</h2>"
    first, second = cut_slides(replace(PLAIN, html=html))
    (points,) = first.shown
    assert isinstance(points, Points)
    ((one,), (two,)) = points.items
    assert isinstance(one, Paragraph)
    assert one.runs == (Run(text="Có. Câu thứ hai "), Run(text="đậm và nói rõ điều được hỏi.", is_strong=True))
    assert isinstance(two, Paragraph)
    assert words_of(two.runs) == "Chỉ một câu."
    assert [type(block) for block in first.notes] == [Paragraph, Verbatim]
    assert second.shown == ()


def test_a_short_section_of_prose_is_shown_whole() -> None:
    """What fits a slide is on it, a sentence a point, and asks for no paper; a word alone is no point."""
    html = "<h2>Làm tốt thì có được khen không?</h2><p>Có thể. Dự thảo nêu việc khen thưởng kịp thời. Mức khen thưởng: đang cập nhật.</p>"
    (slide,) = cut_slides(replace(PLAIN, html=html))
    (points,) = slide.shown
    assert isinstance(points, Points)
    said = [words_of(block.runs) for item in points.items for block in item if isinstance(block, Paragraph)]
    assert said == ["Có thể. Dự thảo nêu việc khen thưởng kịp thời.", "Mức khen thưởng: đang cập nhật."]
    assert slide.notes == ()


def test_a_paragraph_that_leads_to_a_list_stays_above_it() -> None:
    """“Các việc:” is on the slide with its list; other prose is for the speaker, and so is a long quotation."""
    html = f"<h2>Mục</h2><p>Lời dài.</p><p>Các việc:</p><ul><li>một</li></ul><blockquote><p>{'lời ' * 90}</p></blockquote>"
    (slide,) = cut_slides(replace(PLAIN, html=html))
    assert [type(block) for block in slide.shown] == [Paragraph, Points]
    assert [type(block) for block in slide.notes] == [Paragraph, Quote]


def test_opening_facts_picture_and_sources_have_slides() -> None:
    """What stands around a text is told too, in the order of the page, sources last."""
    view = replace(
        PLAIN, summary="Tóm.", key_points=("Ý",), facts=(("Số", "05-NQ/TU"),), sources=("N",), picture=Figure(file="tep/a.png", alt="a")
    )
    assert [words_of(slide.title) for slide in cut_slides(view)] == ["Ý chính", "Thông tin", "Hình ảnh", "Mở đầu", "Nguồn"]
