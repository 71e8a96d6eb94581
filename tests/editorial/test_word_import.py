"""`import` on Word files as editors have them: what the result says, and that every paragraph is accounted for."""

import datetime as dt
import io
import re
import unicodedata
from pathlib import Path

import pytest
from PIL import Image
from word_samples import SPACES, Sample, head_of_state, parse_xml, picture, png, spaced, words

from plugins.core.model import VIETNAM
from plugins.editorial.word import importing
from plugins.editorial.word.account import AccountError
from plugins.editorial.word.importing import Imported, import_word
from plugins.editorial.word.package import WordFileError
from plugins.editorial.writer import NewEntryError
from plugins.engine.read import read_source
from plugins.engine.remarks import remarks_of
from plugins.media.pictures import as_png, measure_picture

NOW = dt.datetime(2026, 11, 26, 8, tzinfo=VIETNAM)
UNDERLINE = '<w:u w:val="single"/>'
NAMES = ("phường Hải An", "thành phố Hải Phòng", "Phòng Văn hóa - Xã hội")
BOX = "<w:p><w:r><w:t>Trong hộp</w:t></w:r></w:p><w:p><w:pPr><w:numPr/></w:pPr></w:p><w:p><w:r><w:t>Dòng hai</w:t></w:r></w:p>"


class Result:
    """What one import wrote."""

    def __init__(self, imported: Imported, content: Path) -> None:
        self.imported, self.content = imported, content
        self.path = imported.path.relative_to(content).as_posix()
        self.source = imported.path.read_text(encoding="utf-8")
        self.head, self.body = self.source.removeprefix("---\n").split("\n---\n\n", 1)
        self.report = "\n".join(imported.report)

    @property
    def count(self) -> dict[str, int]:
        """The account as the report says it."""
        line = next(line for line in self.imported.report if line.startswith("Tệp Word có"))
        return {what: int(number) for number, what in re.findall(r"(\d+) ([^,:.(]+)", line)}


@pytest.fixture
def run(tmp_path: Path):  # type: ignore[no-untyped-def]
    """Save a sample, import it, and give the result."""
    content = tmp_path / "content"
    content.mkdir()

    def do(sample: Sample, name: str = "mau.docx", type_name: str | None = None) -> Result:
        result = Result(import_word(content, sample.save(tmp_path / "word" / name), type_name, NOW, NAMES), content)
        count = result.count
        assert count.pop("đoạn") == sum(count.values())
        return result

    return do


def test_headings(run) -> None:  # type: ignore[no-untyped-def]
    """Word's own headings keep their order, begin at level 2 and never jump; the title goes into the front matter."""
    sample = Sample()
    for text, style in (
        ("Họp dân", "Title"),
        ("Một", "Heading 1"),
        ("Chữ.", None),
        ("Nhỏ", "Heading 2"),
        ("Sâu", "Heading 4"),
        ("x.", None),
    ):
        sample.line(text, style=style)
    result = run(sample)
    assert "title: Họp dân\n" in result.head
    assert result.body == "## Một\n\nChữ.\n\n### Nhỏ\n\n#### Sâu\n\nx.\n"
    assert result.path == "bai-viet/hop-dan.md"
    assert "status: draft" in result.head


def test_nested_lists(run) -> None:  # type: ignore[no-untyped-def]
    """Lists that Word numbers and lists typed by hand keep depth and numbers, also behind an interruption."""
    sample = Sample()
    sample.line("Danh sách")
    for text, style in (("Một", "List Number"), ("Gạch", "List Bullet 2"), ("Sâu", "List Bullet 3"), ("Hai", "List Number")):
        sample.line(text, style=style)
    sample.line("Ngắt ra.")
    sample.line("Ba", style="List Number")
    sample.lines("Các việc cần làm ngay trong tháng:", "- Loa:", "+ Sáng;", "+ Chiều.", "-Zalo")
    sample.line("2) Tính từ hai trở đi trong danh sách này.")
    sample.line("a) Chữ cái giữ nguyên;")
    assert run(sample).body == (
        "1. Một\n    - Gạch\n        - Sâu\n2. Hai\n\nNgắt ra.\n\n3. Ba\n\nCác việc cần làm ngay trong tháng:\n\n"
        "- Loa:\n    - Sáng;\n    - Chiều.\n- Zalo\n\n2. Tính từ hai trở đi trong danh sách này.\n    - a) Chữ cái giữ nguyên;\n"
    )


def test_tables_and_merged_cells(run) -> None:  # type: ignore[no-untyped-def]
    """A table keeps its cells in their columns; a merged cell is said, a bar is escaped, lines of a cell stand side by side."""
    sample = Sample()
    sample.line("Phân công")
    cells = sample.table([["STT", "Việc", "Ai"], ["1", "Loa | đài", "Phòng A\n- Phòng B"], ["", "Băng rôn", "Phòng C"], ["Cộng", "", "2"]])
    cells[1][0].merge(cells[2][0])
    cells[3][0].merge(cells[3][1])
    result = run(sample)
    assert result.body == (
        "| STT | Việc | Ai |\n| --- | --- | --- |\n| 1 | Loa \\| đài | Phòng A; Phòng B |\n|  | Băng rôn | Phòng C |\n| Cộng |  | 2 |\n"
    )
    assert "Bảng có 2 ô gộp" in result.report


def test_a_frame_is_no_table(run) -> None:  # type: ignore[no-untyped-def]
    """A table of one row or one column only frames a text: its words become paragraphs."""
    sample = Sample()
    sample.line("Khung")
    sample.table([["Lưu ý:\nMang theo giấy tờ."]])
    assert run(sample).body == "Lưu ý:\n\nMang theo giấy tờ.\n"


def test_numbers_that_word_makes_in_a_table(run) -> None:  # type: ignore[no-untyped-def]
    """A column that Word numbers by itself has no characters, and its numbers are kept all the same."""
    sample = Sample()
    sample.line("Bảng số")
    cells = sample.table([["STT", "Tên"], ["", "An"], ["", "Bình"]])
    for row in cells[1:]:
        row[0].paragraphs[0].style = "List Number"
    assert run(sample).body == "| STT | Tên |\n| --- | --- |\n| 1. | An |\n| 2. | Bình |\n"


def test_looks_and_links(run) -> None:  # type: ignore[no-untyped-def]
    """Bold, italics and links to the web are kept; a link to a disk keeps its words and is said."""
    sample = Sample()
    sample.line("Kiểu chữ")
    line = sample.line("Chữ ")
    sample.run(line, "đậm ", bold=True)
    sample.run(line, "nghiêng", italic=True)
    sample.run(line, ", cả hai ", bold=True, italic=True)
    sample.run(line, ".", bold=True)
    for target, text in (("https://haiphong.gov.vn/tin (1)", "cổng [mới]"), ("file:///C:/x.doc", "tệp")):
        key = sample.outside(target)
        sample.raw(f'<w:p>{words("Xem ")}<w:hyperlink r:id="{key}">{words(text)}</w:hyperlink></w:p>')
    sample.raw(
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://chinhphu.vn" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Chính phủ</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    result = run(sample)
    assert result.body.startswith("Chữ **đậm** *nghiêng*, ***cả hai*** .\n\nXem ")
    assert "[cổng \\[mới\\]](https://haiphong.gov.vn/tin%20%281%29)" in result.body
    assert "[Chính phủ](https://chinhphu.vn)" in result.body
    assert "file:" not in result.body
    assert "Liên kết “file:///C:/x.doc” không dùng được" in result.report


def test_footnotes(run) -> None:  # type: ignore[no-untyped-def]
    """Footnotes and endnotes keep their places and all their paragraphs; one without a mark is listed as left out."""
    sample = Sample()
    sample.line("Chú thích")
    line = sample.line("Câu một")
    line._p.append(parse_xml(f'<w:r {SPACES}><w:footnoteReference w:id="2"/></w:r>'))
    sample.run(line, ", câu hai")
    line._p.append(parse_xml(f'<w:r {SPACES}><w:endnoteReference w:id="1"/></w:r>'))
    note = f"<w:p><w:r><w:footnoteRef/></w:r>{words(' Báo Hải Phòng.')}</w:p><w:p>{words('Đoạn hai.')}</w:p>"
    line_above = '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
    lost = '<w:footnote w:id="9"><w:p><w:r><w:t>Lạc.</w:t></w:r></w:p></w:footnote>'
    sample.part("footnotes.xml", "footnotes", f'<w:footnotes>{line_above}<w:footnote w:id="2">{note}</w:footnote>{lost}</w:footnotes>')
    end = '<w:endnotes><w:endnote w:id="1"><w:p><w:r><w:t>1. Nguồn * khác.</w:t></w:r></w:p></w:endnote></w:endnotes>'
    sample.part("endnotes.xml", "endnotes", end)
    result = run(sample)
    assert result.body == "Câu một[^1], câu hai[^2]\n\n[^1]: Báo Hải Phòng.\n\n    Đoạn hai.\n\n[^2]: 1\\. Nguồn \\* khác.\n"
    assert "“Lạc.”: chú thích của một đoạn không nằm trong phần bài" in result.report


def test_pictures(run) -> None:  # type: ignore[no-untyped-def]
    """Pictures go to tep/ under the entry's name with what a person wrote about them; a missing description stops the entry."""
    sample = Sample()
    sample.line("Ra quân")
    picture(sample, png(), alt="Người dân quét đường")
    sample.line("Hình 1. Đường Cát Bi", style="Caption")
    sample.line("Ảnh: Trung tâm", italic=True)
    picture(sample, png(shade=9), alt="A picture Description automatically generated", crop=True)
    picture(sample, png(shade=9))
    result = run(sample)
    ask = "(điền mô tả: một câu nói rõ ảnh có gì)"
    assert result.body == (
        '![Người dân quét đường](tep/ra-quan-1.png "Hình 1. Đường Cát Bi | Ảnh: Trung tâm")\n\n'
        f"![{ask}](tep/ra-quan-2.png)\n\n![{ask}](tep/ra-quan-2.png)\n"
    )
    assert (result.content / "tep/ra-quan-1.png").read_bytes() == png()
    assert sorted(path.name for path in (result.content / "tep").iterdir()) == ["ra-quan-1.png", "ra-quan-2.png"]
    assert "vẫn giữ cả phần bị cắt" in result.report
    issues = read_source(result.path, result.source.encode()).issues
    assert [issue.line for issue in issues if issue.rule == "TN01"] == [14, 16]


def test_a_picture_that_the_web_does_not_show(run) -> None:  # type: ignore[no-untyped-def]
    """A drawing of Windows (EMF) and a picture outside the file are not written, and the report says what to do."""
    sample = Sample()
    sample.line("Biểu trưng")
    image = picture(sample, png())
    relation = next(one for one in sample.document.part.rels.values() if one.reltype.endswith("/image"))
    relation.target_part._blob = b"\x01\x00\x00\x00" + bytes(36) + b" EMF"
    key = sample.outside("https://example.vn/a.png", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image")
    sample.raw(f'<w:p><w:r><w:drawing><a:blip r:link="{key}"/></w:drawing></w:r><w:r><w:t>Sau ảnh</w:t></w:r></w:p>')
    assert image.text == ""
    result = run(sample)
    assert "](tep/bieu-trung-1.png)" in result.body
    assert not (result.content / "tep").exists()
    assert "CHƯA có tệp, trang không hiện được ảnh EMF: trong Word bấm chuột phải vào ảnh" in result.report
    assert "1 ảnh nối từ ngoài tệp Word không được tải" in result.report


@pytest.mark.parametrize("kind", ["GIF", "TIFF", "BMP"])
def test_pictures_of_pixels_become_png(run, tmp_path: Path, kind: str) -> None:  # type: ignore[no-untyped-def]
    """A GIF, TIFF or BMP is made a PNG when somebody can do that, and named with the remedy when not, or when it is damaged."""
    sample = Sample()
    sample.lines("Ảnh cũ", "Nội dung.")
    picture(sample, png(), alt="Người dân quét đường")
    relation = next(one for one in sample.document.part.rels.values() if one.reltype.endswith("/image"))
    data = io.BytesIO()
    Image.new("P", (3, 2), 1).save(data, kind)
    relation.target_part._blob = data.getvalue()
    file = sample.save(tmp_path / "anh.docx")
    (tmp_path / "khac").mkdir()
    imported = import_word(tmp_path / "khac", file, None, NOW, NAMES, as_png)
    assert f"đã đổi từ {kind} sang PNG" in "\n".join(imported.report)
    assert measure_picture((tmp_path / "khac/tep/anh-cu-1.png").read_bytes()) == (3, 2)
    result = run(sample)
    assert f"CHƯA có tệp, trang không hiện được ảnh {kind}" in result.report
    relation.target_part._blob = data.getvalue()[:12]
    (tmp_path / "hong").mkdir()
    damaged = import_word(tmp_path / "hong", sample.save(file), None, NOW, NAMES, as_png)
    assert f"CHƯA có tệp, trang không hiện được ảnh {kind}" in "\n".join(damaged.report)


def test_tcvn3_and_vni(run) -> None:  # type: ignore[no-untyped-def]
    """Texts for old fonts are read run by run, or by their letters alone; each conversion is shown, Unicode stays as it is."""
    sample = Sample()
    sample.line("Thông báo")
    line = sample.line("Uû ban nh©n d©n ", font=".VnTime")
    sample.run(line, "ph\u00adêng", bold=True, font=".VnTime")
    sample.run(line, " họp.", font="Times New Roman")
    sample.line("th«ng b¸o häp", font=".VnTimeH")
    vni = sample.line("Ñaûng u", font="VNI-Times")
    sample.run(vni, "ûy phöôøng.", font="VNI-Times", italic=True)
    sample.line("§¶ng bé ph\u00adêng H¶i An häp.")
    sample.line("Chữ Unicode trong phông cũ.", font=".VnTime")
    result = run(sample)
    assert result.body == (
        "Uỷ ban nhân dân **phường** họp.\n\nTHÔNG BÁO HỌP\n\nĐảng ủ*y phường.*\n\n"
        "Đảng bộ phường Hải An họp.\n\nChữ Unicode trong phông cũ.\n"
    )
    assert "TCVN3 (theo phông): Uû ban nh©n d©n ph\u00adêng → Uỷ ban nhân dân phường" in result.report
    assert "VNI (theo phông): Ñaûng uûy phöôøng. → Đảng ủy phường." in result.report
    assert "TCVN3 (đoán theo chữ, xem kỹ): §¶ng bé" in result.report
    assert "Chữ Unicode" not in result.report


def test_nfd_and_hidden_characters(run) -> None:  # type: ignore[no-untyped-def]
    """NFD, odd blanks, hidden characters, a foreign Ð and signs of Wingdings are mended and counted, as in any text."""
    sample = Sample()
    sample.line(unicodedata.normalize("NFD", "Tiêm chủng"))
    line = sample.line(unicodedata.normalize("NFD", "Ủy ban\u00a0phường mời\u200b Ðảng vie"))
    sample.run(line, "\u0302n", bold=True)
    sample.line("\uf0b7 Gạch của Wingdings \uf011")
    sample.raw('<w:p><w:r><w:sym w:font="Wingdings" w:char="F0E0"/><w:t xml:space="preserve"> mũi tên</w:t></w:r></w:p>')
    result = run(sample)
    assert "title: Tiêm chủng\n" in result.head
    assert result.body == "Ủy ban phường mời Đảng viê**n**\n\n- Gạch của Wingdings\n    - mũi tên\n"
    assert "2 đoạn được chuyển sang Unicode dựng sẵn." in result.report
    assert "1 chữ “Ð” được thay" in result.report
    assert "1 ký hiệu của phông hình" in result.report


@pytest.mark.parametrize("is_new", [True, False])
def test_text_boxes(run, is_new: bool) -> None:  # type: ignore[no-untyped-def]
    """What stands in a box of text comes once, behind the paragraph it hangs on, in the form of a new and of an old Word."""
    sample = Sample()
    sample.line("Hộp chữ")
    new = f"<w:drawing><wps:txbx><w:txbxContent>{BOX}</w:txbxContent></wps:txbx></w:drawing>"
    old = f"<w:pict><v:textbox><w:txbxContent>{BOX}</w:txbxContent></v:textbox></w:pict>"
    choice = f'<mc:Choice Requires="wps">{new}</mc:Choice>' if is_new else ""
    shape = f"<mc:AlternateContent>{choice}<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    sample.raw(f"<w:p><w:r><w:t>Trước hộp</w:t></w:r><w:r>{shape}</w:r></w:p>")
    sample.line("Sau hộp")
    result = run(sample)
    assert result.body == "Trước hộp\n\nTrong hộp\n\nDòng hai\n\nSau hộp\n"
    assert "1 hộp chữ" in result.report
    assert result.count["đoạn trống"] == 1


@pytest.mark.parametrize(
    "change",
    [
        '<w:ins w:id="1" w:author="A"><w:r><w:t>chữ thêm</w:t></w:r></w:ins>',
        '<w:del w:id="1" w:author="A"><w:r><w:delText>chữ thêm</w:delText></w:r></w:del>',
        '<w:moveTo w:id="1" w:author="A"><w:r><w:t>chữ thêm</w:t></w:r></w:moveTo>',
    ],
)
def test_tracked_changes_are_refused(run, tmp_path: Path, change: str) -> None:  # type: ignore[no-untyped-def]
    """As long as changes are open, nobody knows the text: nothing is written, and the way out is named."""
    sample = Sample()
    sample.line("Sửa đổi")
    sample.raw(f"<w:p>{change}</w:p>")
    with pytest.raises(WordFileError, match=r"mau\.docx: tệp còn 1 chỗ theo dõi sửa đổi .*“chữ thêm”.*Accept All"):
        run(sample)
    assert list((tmp_path / "content").iterdir()) == []


def test_a_change_without_words_is_refused(run) -> None:  # type: ignore[no-untyped-def]
    """The mark of a paragraph that was put in is a change too; there are no words to show."""
    sample = Sample()
    sample.raw('<w:p><w:pPr><w:rPr><w:ins w:id="1" w:author="A"/></w:rPr></w:pPr><w:r><w:t>Chữ</w:t></w:r></w:p>')
    with pytest.raises(WordFileError, match=r"chưa chốt\. Trong Word"):
        run(sample)


def test_sentences_cut_by_a_page(run) -> None:  # type: ignore[no-untyped-def]
    """A sentence that a page's end cut is whole again and said; sentences with an end, items and short lines stay apart."""
    sample = Sample()
    sample.line("Ngắt trang")
    sample.line("Các phòng căn cứ nghị quyết cụ thể hóa các quan")
    sample.raw('<w:p><w:r><w:br w:type="page"/></w:r></w:p>')
    sample.lines(
        "điểm, mục tiêu.",
        "Hết câu.",
        "chữ thường.",
        "- Một việc rất dài của phòng phải làm trong cả năm hai nghìn không trăm",
        "- việc khác",
    )
    sample.lines(
        "Việc này được đặt trong một câu dài hơn sáu mươi chữ cái để thử", "nối khi không thấy dấu ngắt trang nào.", "Ngắn", "quá ngắn"
    )
    broken = sample.line("Trang trước")
    sample.raw("<w:p><w:pPr><w:pageBreakBefore/></w:pPr><w:r><w:t>tiếp theo</w:t></w:r></w:p>")
    assert broken.text
    result = run(sample)
    assert "quan điểm, mục tiêu.\n\nHết câu.\n\nchữ thường.\n\n- Một việc" in result.body
    assert "để thử nối khi không thấy dấu ngắt trang nào.\n\nNgắn\n\nquá ngắn\n\nTrang trước\n\ntiếp theo\n" in result.body
    assert "hóa các quan ⏎ điểm, mục tiêu.…" in result.report
    assert result.count["nối vào đoạn trước"] == 2


def test_a_plan_with_an_appendix_is_signed_before_it(run) -> None:  # type: ignore[no-untyped-def]
    """The signer is found in the table before the appendix, which stays in the text."""
    sample = Sample()
    head_of_state(sample)
    sample.line("Nội dung.")
    sample.table([["Nơi nhận:\n- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nTrần Văn Mẫu"]])
    sample.line("Phụ lục", bold=True)
    sample.table([["STT", "Việc"], ["1", "Họp"]])
    result = run(sample)
    assert "signer: Phó Chủ tịch Trần Văn Mẫu\n" in result.head
    assert "TM. ỦY BAN" not in result.body
    assert "Phụ lục" in result.body
    assert "| 1 | Họp |" in result.body.replace("  ", " ")


def test_head_and_foot_of_the_state(run) -> None:  # type: ignore[no-untyped-def]
    """A plan in the form of Nghị định 30/2020 fills the front matter of a document; what every document has is listed as left out."""
    sample = Sample()
    head_of_state(sample)
    sample.line("Thực hiện Kế hoạch số 80-KH/ĐU ngày 24/02/2026 của Đảng ủy phường.")
    sample.line("I. MỤC ĐÍCH", bold=True)
    sample.line("Nội dung.")
    sample.table([["Nơi nhận:\n- Như trên;\n- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\n(Đã ký)\n\nTrần Văn Mẫu"]])
    sample.line()
    result = run(sample)
    assert result.path == "van-ban/12-kh-ubnd-2026.md"
    assert re.sub(r"id: .*\n", "", result.head) == (
        "title: Kế hoạch số 12/KH-UBND của Ủy ban nhân dân phường Hải An\ndate: 2026-11-26\nstatus: draft\nsummary: (điền tóm tắt)\n"
        "number: 12/KH-UBND\nkind: Kế hoạch\nissuer: Ủy ban nhân dân phường Hải An\nissued: 2026-03-05\n"
        "legal_status: (điền một trong draft, in_force, replaced, expired)\nsigner: Phó Chủ tịch Trần Văn Mẫu\n"
        "excerpt: Tuyên truyền Nghị quyết số 05-NQ/TU trên địa bàn phường Hải An\nimplements:\n  - 80-KH/ĐU"
    )
    assert result.body.endswith("## I. MỤC ĐÍCH\n\nNội dung.\n\nNơi nhận:\n\n- Như trên;\n- Lưu: VT.\n")
    assert "“Độc lập - Tự do - Hạnh phúc”: Quốc hiệu" in result.report
    assert "“(Đã ký)”: chỗ ký, đóng dấu" in result.report


def test_head_and_foot_of_the_party(run) -> None:  # type: ignore[no-untyped-def]
    """The Party's form: the last body of the left cell issues, the number has no colon, the signer stands in paragraphs."""
    sample = Sample()
    left = "ĐẢNG BỘ THÀNH PHỐ HẢI PHÒNG\nĐẢNG ỦY PHƯỜNG HẢI AN\n*\nSố 80-KH/ĐU"
    sample.table([[left, "ĐẢNG CỘNG SẢN VIỆT NAM\n\nHải An, ngày 24 tháng 02 năm 2026"]])
    sample.line("KẾ HOẠCH", bold=True, centred=True)
    sample.line("tuyên truyền Nghị quyết số 05-NQ/TU", bold=True, centred=True)
    sample.lines("Căn cứ Nghị quyết số 05-NQ/TU;", "Căn cứ Chương trình hành động số 09-CTr/ĐU;", "Nội dung.")
    sample.line("T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\n\nTRẦN VĂN MẪU", centred=True)
    head = run(sample).head
    for line in (
        "title: Kế hoạch số 80-KH/ĐU của Đảng ủy phường Hải An",
        "issuer: Đảng ủy phường Hải An",
        "issued: 2026-02-24",
        "signer: Phó Bí thư Trần Văn Mẫu",
        "excerpt: tuyên truyền Nghị quyết số 05-NQ/TU",
        "implements:\n  - 05-NQ/TU\n  - 09-CTr/ĐU",
    ):
        assert f"{line}\n" in f"{head}\n"


@pytest.mark.parametrize("number", ["Số:     /TB-UBND", "Số:\t/TB-UBND", "Số: ...../TB-UBND", "Số:          /TB - UBND"])
def test_a_number_that_is_still_blank(run, number: str) -> None:  # type: ignore[no-untyped-def]
    """Blanks where the number will stand hide neither the issuer nor the rest of the head."""
    sample = Sample()
    right = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nHải An, ngày    tháng    năm 2026"
    cells = sample.table([["UBND PHƯỜNG HẢI AN", right]])
    cells[0][0].add_paragraph(number)
    sample.line("THÔNG BÁO", bold=True, centred=True)
    sample.line("Về việc tổng vệ sinh", bold=True, centred=True)
    sample.line("Nội dung.")
    head = run(sample).head
    assert re.search(r"issuer: (?:UBND|Ủy ban nhân dân) phường Hải An\n", f"{head}\n", re.IGNORECASE)
    assert "/tb" not in head


def test_what_the_head_does_not_use_is_listed(run) -> None:  # type: ignore[no-untyped-def]
    """The body above the issuer, and the right by which somebody signs, are nowhere in the result: the report says so."""
    sample = Sample()
    cells = sample.table([["ĐẢNG BỘ THÀNH PHỐ HẢI PHÒNG", "ĐẢNG CỘNG SẢN VIỆT NAM\n\nHải An, ngày 24 tháng 02 năm 2026"]])
    for line in ("ĐẢNG ỦY PHƯỜNG HẢI AN", "*", "Số 80-KH/ĐU"):
        cells[0][0].add_paragraph(line)
    sample.line("KẾ HOẠCH", bold=True, centred=True)
    sample.line("tuyên truyền Nghị quyết số 05-NQ/TU", bold=True, centred=True)
    sample.line("Nội dung.")
    for line in ("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "", "TRẦN VĂN MẪU"):
        sample.line(line, centred=True)
    result = run(sample)
    assert "issuer: Đảng ủy phường Hải An\n" in result.head
    assert "“ĐẢNG BỘ THÀNH PHỐ HẢI PHÒNG”: cơ quan cấp trên" in result.report
    assert "“T/M BAN THƯỜNG VỤ”: quyền hạn ký" in result.report


def test_a_head_in_one_paragraph(run) -> None:  # type: ignore[no-untyped-def]
    """Head and foot typed as one paragraph each, with soft line ends: what is used is used, every other line is listed by itself."""
    sample = Sample()
    cells = sample.table([["", ""]])
    cells[0][0].paragraphs[0].add_run("ĐẢNG BỘ THÀNH PHỐ HẢI PHÒNG\nĐẢNG ỦY PHƯỜNG HẢI AN\n*\nSố 80-KH/ĐU")
    cells[0][1].paragraphs[0].add_run("ĐẢNG CỘNG SẢN VIỆT NAM\n\nDòng lạ\nHải An, ngày 24 tháng 02 năm 2026")
    sample.line("KẾ HOẠCH", bold=True, centred=True)
    sample.line("tuyên truyền Nghị quyết số 05-NQ/TU", bold=True, centred=True)
    sample.line("Nội dung.")
    sample.line("T/M BAN THƯỜNG VỤ\nKHÓA I\nPHÓ BÍ THƯ\n(Đã ký)\n\nTRẦN VĂN MẪU", centred=True)
    result = run(sample)
    for line in ("number: 80-KH/ĐU", "issuer: Đảng ủy phường Hải An", "issued: 2026-02-24", "signer: Phó Bí thư Trần Văn Mẫu"):
        assert f"{line}\n" in f"{result.head}\n"
    left = result.report.partition("Để lại, không vào bài:\n")[2].split("\nCần")[0]
    assert re.findall("“(.+?)”: (.{5})", left) == [
        ("*", "đường"), ("ĐẢNG BỘ THÀNH PHỐ HẢI PHÒNG", "cơ qu"), ("ĐẢNG CỘNG SẢN VIỆT NAM", "Quốc "), ("Dòng lạ", "dòng "),
        ("T/M BAN THƯỜNG VỤ", "quyền"), ("KHÓA I", "quyền"), ("(Đã ký)", "chỗ k"),
    ]  # fmt: skip
    again = run(sample, type_name="Bài viết")
    for line in ("ĐẢNG ỦY PHƯỜNG HẢI AN", "Số 80-KH/ĐU", "PHÓ BÍ THƯ", "TRẦN VĂN MẪU"):
        assert f"“{line}”: phần đầu văn bản" in again.report
    assert again.report.count("ĐẢNG CỘNG SẢN VIỆT NAM") == 1


def test_a_signature_as_a_picture(run) -> None:  # type: ignore[no-untyped-def]
    """The picture of a signature between the lines of one paragraph is listed once and not written."""
    sample = Sample()
    head_of_state(sample)
    sample.line("Nội dung.")
    foot = sample.line("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n", centred=True)
    foot.add_run().add_picture(io.BytesIO(png()))
    sample.run(foot, "\n\nTrần Văn Mẫu")
    result = run(sample)
    assert "signer: Phó Chủ tịch Trần Văn Mẫu\n" in f"{result.head}\n"
    assert result.report.count("ảnh chữ ký hoặc con dấu") == 1
    assert not (result.content / "tep").exists()


def test_looks_that_touch(run) -> None:  # type: ignore[no-untyped-def]
    """Bold italics and the looks beside them are kept; where letters of two looks touch, lost italics are said."""
    sample = Sample()
    sample.line("Kiểu chữ")
    line = sample.line("Cả hai: ")
    sample.run(line, "đậm nghiêng", bold=True, italic=True)
    sample.run(line, ". ", bold=True)
    sample.run(line, "Đậm", bold=True)
    sample.run(line, "(nghiêng", italic=True)
    sample.run(line, ")", bold=True)
    line = sample.line("Dính: ")
    sample.run(line, "đ", italic=True)
    sample.run(line, "ậm", bold=True)
    result = run(sample)
    assert result.body == "Cả hai: ***đậm nghiêng*** . **Đậm**(*nghiêng*)\n\nDính: đ**ậm**\n".replace("*** .", "***.")
    assert "1 chỗ chữ nghiêng dính liền chữ đậm, không giữ được kiểu nghiêng: “đ”." in result.report


def test_signs_that_make_no_list_stay(run) -> None:  # type: ignore[no-untyped-def]
    """Alone in a cell a dash or an asterisk is part of the words, and a plus before a share is a sum."""
    sample = Sample()
    sample.line("Bảng")
    sample.table([["Việc", "Ghi chú"], ["- Loa", "* số ước tính"]])
    sample.line("+ 3,5% so với năm trước")
    result = run(sample)
    assert "| - Loa | \\* số ước tính |" in result.body
    assert "+ 3,5% so với năm trước" in result.body.replace("\\", "")


def test_an_issuer_that_only_the_text_names(run) -> None:  # type: ignore[no-untyped-def]
    """Without a line for the issuer, the sentence that says who issues is asked, tables and headings aside; else the editor is."""
    for last, issuer in (("Ủy ban nhân dân phường Hải An ban hành Kế hoạch này.", "Ủy ban nhân dân phường Hải An"), ("Nội dung.", "(điền")):
        sample = Sample()
        sample.lines("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
        sample.line("KẾ HOẠCH", bold=True, centred=True)
        sample.line(f"Tổng vệ sinh {len(last)}", bold=True, centred=True)
        sample.table([["A", "B"], ["1", "2"]])
        sample.lines("I. MỤC ĐÍCH", "Thực hiện Kế hoạch số 80-KH/ĐU của Đảng ủy phường.", last)
        result = run(sample, type_name="van-ban")
        assert f"issuer: {issuer}" in result.head
        assert "implements" not in result.head


def test_head_of_a_letter(run) -> None:  # type: ignore[no-untyped-def]
    """A letter has its subject under the number; a day that does not exist is not written, and the report says so."""
    sample = Sample()
    left = "UBND PHƯỜNG HẢI AN\nPHÒNG VĂN HÓA - XÃ HỘI\nSố: 15/UBND-VHXH\nV/v báo cáo kết quả\ntuyên truyền\n(lần 2)"
    right = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nHải An, ngày 30 tháng 02 năm 2026"
    sample.table([[left, right]])
    sample.lines("Kính gửi: Các phòng.", "Nội dung.")
    result = run(sample)
    assert (
        "kind: Công văn\nissuer: Phòng Văn hóa - Xã hội\nlegal_status: draft\nexcerpt: báo cáo kết quả tuyên truyền (lần 2)" in result.head
    )
    assert result.body == "Kính gửi: Các phòng.\n\nNội dung.\n"
    assert "không có trên lịch" in result.report


def test_head_with_tabs_and_a_fault_in_the_number(run) -> None:  # type: ignore[no-untyped-def]
    """A head typed with tabs is read column by column; a number that is wrong stays as it was written, for its rule to name."""
    sample = Sample()
    sample.line("ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    sample.line("PHƯỜNG HẢI AN\tĐộc lập - Tự do - Hạnh phúc")
    sample.line("Số: 05-KH/UBND\tHải An, ngày 5 tháng 3 năm 2026")
    sample.line("BÁO CÁO KẾT QUẢ TUYÊN TRUYỀN", bold=True, centred=True)
    sample.line("Quý I năm 2026", bold=True, centred=True)
    sample.line("Trong quý, phường đã tuyên truyền.")
    result = run(sample)
    for line in ("number: 05-KH/UBND", "kind: Báo cáo", "issuer: Ủy ban nhân dân phường Hải An", "issued: 2026-03-05"):
        assert line in result.head
    assert "excerpt: KẾT QUẢ TUYÊN TRUYỀN Quý I năm 2026" in result.head
    assert any(issue.rule == "VB01" for issue in read_source(result.path, result.source.encode()).issues)


def test_a_document_as_another_type(run) -> None:  # type: ignore[no-untyped-def]
    """Asked for as an article, a document becomes one; the head, for which an article has no fields, is listed as left out."""
    sample = Sample()
    head_of_state(sample, number="Số:     /KH-UBND", day="ngày    tháng    năm 2026")
    sample.line("Nội dung.")
    result = run(sample, type_name="Bài viết")
    assert result.path == "bai-viet/ke-hoach-tuyen-truyen-nghi-quyet-so-05-nq-tu-tren-dia-ban-phuong-hai-an.md"
    assert "“Số: /KH-UBND”: phần đầu văn bản hành chính" in result.report
    assert result.body == "Nội dung.\n"


def test_asides(run) -> None:  # type: ignore[no-untyped-def]
    """Page headers, contents, hidden words and comments are listed and not in the text; struck and underlined words are said."""
    sample = Sample()
    section = sample.document.sections[0]
    section.header.paragraphs[0].text = "Trang 1"
    section.footer.paragraphs[0].text = "UBND phường"
    sample.line("Bài đủ thứ")
    sample.raw(
        '<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText> TOC </w:instrText></w:r>{words('I. Mục 2')}</w:p>"
    )
    sample.raw('<w:p><w:r><w:t>II. Mục 3</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>')
    sample.raw("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Ẩn cả đoạn</w:t></w:r></w:p>")
    sample.raw(
        '<w:p><w:r><w:t xml:space="preserve">Thấy </w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>'
        f"{words('gạch', '<w:strike/>')}{words(' chân, 5 m', UNDERLINE)}"
        '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>'
        f"<w:smartTag>{words(' thẻ')}</w:smartTag>"
        "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath></w:p>"
    )
    paragraph = sample.document.paragraphs[-1]
    sample.document.add_comment(paragraph.runs, text="Viết lại câu này", author="Chị Mẫu")
    sample.line("-----------")
    result = run(sample)
    assert result.body == "Thấy gạch chân, 5 m² thẻa+b\n"
    for line in (
        "“Trang 1”: đầu trang", "“UBND phường”: đầu trang", "“I. Mục 2”: mục lục", "“II. Mục 3”: mục lục", "“Ẩn cả đoạn”: chữ ẩn",
        "Chữ ẩn trong Word bị bỏ: “ẩn”", "Chữ gạch ngang vẫn được giữ, hãy xóa nếu đã bỏ: “gạch”", "1 chỗ gạch chân", "1 công thức",
        "Chị Mẫu: “Viết lại câu này”", "“-----------”: chỉ có dấu",
    ):  # fmt: skip
        assert line in result.report


def test_controls_and_strange_parts(run) -> None:  # type: ignore[no-untyped-def]
    """Content controls are read, prompts are not; a chart, an embedded file and a part of another file are named."""
    sample = Sample()
    sample.line("Điền mẫu")
    sample.raw("<w:sdt><w:sdtContent><w:p><w:r><w:t>Trong ô</w:t></w:r></w:p></w:sdtContent></w:sdt>")
    prompt = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Bấm vào đây</w:t></w:r></w:sdtContent></w:sdt>"
    sample.raw(f"<w:p>{prompt}<w:sdt><w:sdtContent><w:r><w:t>Đã điền</w:t></w:r></w:sdtContent></w:sdt></w:p>")
    sample.raw("<w:p><w:r><w:drawing><c:chart/></w:drawing></w:r><w:r><w:t>Biểu đồ</w:t></w:r></w:p>")
    sample.raw("<w:altChunk/>")
    inner = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Lồng</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p>{}</w:tc>"
    rows = f"<w:tr>{cell.format('A', '')}{cell.format('B', '')}</w:tr>"
    rows += f"<w:sdt><w:sdtContent><w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>{cell.format('C', inner)}</w:tr></w:sdtContent></w:sdt>"
    sample.raw(f"<w:tbl>{rows}</w:tbl>")
    result = run(sample)
    assert result.body == "Trong ô\n\nĐã điền\n\nBiểu đồ\n\n| A | B |\n| --- | --- |\n|  | C Lồng |\n"
    for line in ("1 biểu đồ", "1 phần chèn từ tệp khác", "1 bảng nằm trong ô"):
        assert line in result.report


def test_a_messy_file(run) -> None:  # type: ignore[no-untyped-def]
    """Blanks, tabs, soft breaks, typed bullets, capitals in the middle, signs of Markdown: what a reader reads stays, the rest goes."""
    sample = Sample()
    sample.line("   HỘI NGHỊ QUÁN TRIỆT   ", bold=True, centred=True)
    sample.line("NGHỊ QUYẾT SỐ 05-NQ/TU", bold=True, centred=True)
    sample.lines("", "", "\t  Sáng nay,   Đảng ủy – UBND phường “quán triệt” nghị quyết. Dự có\nđại diện các phòng.")
    sample.line("Nội dung chính:", bold=True)
    sample.line("- Mục đích\n- Nội dung;\n-Việc cần làm")
    sample.lines("1. Loa * truyền thanh *", "+ Mỗi ngày [2 lần].", "2. Mạng_xã_hội <b>, giá < 5 & > 3 &amp; \\.")
    sample.line("\tKẾT QUẢ", centred=True)
    sample.lines("# Lưu ý", "2026. Năm bản lề", "> trích", "|a|b|", ": hai chấm", "`mã` ~~~ ===", "Địa chỉ:\nSố 1 phố Mẫu", "…………")
    result = run(sample)
    assert "title: HỘI NGHỊ QUÁN TRIỆT NGHỊ QUYẾT SỐ 05-NQ/TU\n" in result.head
    assert result.body == (
        "Sáng nay, Đảng ủy – UBND phường “quán triệt” nghị quyết. Dự có đại diện các phòng.\n\n## Nội dung chính\n\n"
        "- Mục đích\n- Nội dung;\n- Việc cần làm\n\n1. Loa \\* truyền thanh \\*\n    - Mỗi ngày \\[2 lần\\].\n"
        "2. Mạng_xã_hội &lt;b>, giá < 5 & > 3 &amp;amp; \\\\.\n\n## KẾT QUẢ\n\n"
        "\\# Lưu ý\n\n2026\\. Năm bản lề\n\n\\> trích\n\n\\|a\\|b\\|\n\n"
        "&#58; hai chấm\n\n\\`mã\\` ~~~ ===\n\nĐịa chỉ:  \nSố 1 phố Mẫu\n"
    )
    assert "Tiêu đề viết toàn chữ hoa" in result.report
    assert not [issue for issue in read_source(result.path, result.source.encode()).issues if issue.rule != "FM01"]


def test_the_plan_of_the_ward(run) -> None:  # type: ignore[no-untyped-def]
    """The ward's plan with its slips becomes a document in good order, and the slips are found with file and line."""
    text = (Path(__file__).parents[1] / "samples" / "ke-hoach.txt").read_text(encoding="utf-8")
    marked, plan = text.split("\n\n", 1)
    assert marked.startswith("MẪU THỬ")
    sample = Sample()
    for line in filter(None, plan.replace("/KH-UBND", "5/KH-UBND", 1).split("\n")):
        words = line.split("*")
        paragraph = sample.line(words[0])
        for place, word in enumerate(words[1:], 1):
            sample.run(paragraph, word, italic=place % 2 == 1)
    result = run(sample)
    assert result.path == "van-ban/5-kh-ubnd.md"
    assert "issuer: Ủy ban nhân dân phường Hải An\n" in result.head
    assert "legal_status: draft\n" in result.head
    assert re.findall(r"^## .*|^### .*", result.body, re.MULTILINE) == [
        "## I. MỤC ĐÍCH, YÊU CẦU", "### 1. Mục đích", "### 2. Yêu cầu", "## II. NỘI DUNG TUYÊN TRUYỀN TRỌNG TÂM",
        "## III. HÌNH THỨC TUYÊN TRUYỀN", "## IV. KINH PHÍ THỰC HIỆN", "## V. TỔ CHỨC THỰC HIỆN",
        "### 1. Đề nghị Ban Xây dựng Đảng Đảng ủy phường", "### 2. Phòng Văn hóa - Xã hội phường",
        "### 3. Phòng Kinh tế, Hạ tầng và Đô thị phường", "### 4. Văn phòng Hội đồng nhân dân và Ủy ban nhân dân phường",
        "### 5. Trung tâm Dịch vụ Sự nghiệp công phường",
        "### 6. Các phòng, ban, đơn vị, các Tổ dân phố và các cơ sở giáo dục trên địa bàn phường",
    ]  # fmt: skip
    assert len(re.findall(r"^\d\. ", result.body, re.MULTILINE)) == 5
    assert "cụ thể hóa các quan điểm, mục tiêu" in result.body
    assert "(*qua Phòng Văn hóa - Xã hội phường tổng hợp*)" in result.body
    assert result.count["nối vào đoạn trước"] == 1
    reading = read_source(result.path, result.source.encode())
    issues = (*reading.issues, *remarks_of(reading))
    found = {(issue.rule, issue.line) for issue in issues}
    lines = result.source.split("\n")
    assert ("VB02", lines.index("title: Kế hoạch số 5/KH-UBND của Ủy ban nhân dân phường Hải An") + 1) in found
    assert all(issue.path == "content/van-ban/5-kh-ubnd.md" for issue in issues)
    slips = {
        "CT01": "Công thông tin điện tử",
        "CT02": "Lòng ghép",
        "CT06": "Tiktok",
        "CT04": "Ban chấp hành",
        "CT08": "CNXH",
        "CT07": "....",
    }
    for rule, slip in slips.items():
        line = next(number for number, text in enumerate(lines, 1) if slip in text)
        assert (rule, line) in found


def test_nothing_is_overwritten(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """A second import of one title, and a picture whose name is taken, are refused; nothing is left behind."""
    sample = Sample()
    sample.line("Bài một")
    picture(sample, png())
    first = run(sample)
    with pytest.raises(NewEntryError, match="tệp này đã có"):
        run(sample)
    first.imported.path.unlink()
    with pytest.raises(NewEntryError, match=r"tep/bai-mot-1\.png"):
        run(sample)
    assert not first.imported.path.exists()
    assert (tmp_path / "content/tep/bai-mot-1.png").read_bytes() == png()


def test_titles(run) -> None:  # type: ignore[no-untyped-def]
    """Without a line that may be one, the title is the name of the file; an unusable name is refused."""
    sample = Sample()
    sample.line("Câu đầu tiên đã là một câu hoàn chỉnh.")
    result = run(sample, "bao-cao_thang 3.docx")
    assert "title: bao cao thang 3\n" in result.head
    assert "lấy tạm tên tệp, “bao cao thang 3”. Viết lại “title”." in result.report
    sample = Sample()
    sample.line("CON")
    with pytest.raises(WordFileError, match="không tìm được tiêu đề"):
        run(sample)
    sample = Sample()
    sample.line("Dòng đầu\n- gạch ngay dưới")
    result = run(sample)
    assert result.body == "Dòng đầu\n\n- gạch ngay dưới\n"
    sample = Sample()
    sample.lines("Họp tổ dân phố", "Nội dung.")
    assert "tên tệp" not in run(sample).report


def test_chapters_and_articles(run) -> None:  # type: ignore[no-untyped-def]
    """Chapters take the title below them; articles are headings when they are titles, and text when they are sentences."""
    sample = Sample()
    sample.line("Quy chế làm việc")
    sample.line("Chương I", bold=True, centred=True)
    sample.line("QUY ĐỊNH CHUNG", bold=True, centred=True)
    sample.lines(
        "Điều 1. Phạm vi",
        "Quy chế này áp dụng cho phường.",
        "Điều 2. Đối tượng",
        "Cán bộ, công chức.",
        "1.1. Việc thứ nhất là họp.",
        "1.2. Việc thứ hai là ghi.",
    )
    body = run(sample).body
    assert body.startswith(
        "## Chương I QUY ĐỊNH CHUNG\n\n### Điều 1. Phạm vi\n\nQuy chế này áp dụng cho phường.\n\n### Điều 2. Đối tượng\n"
    )
    sample = Sample()
    sample.line("Quyết định mẫu")
    article = sample.line("Điều 1. ", bold=True)
    sample.run(article, "Thành lập Tổ công tác gồm các ông, bà sau đây.")
    assert run(sample).body == "**Điều 1.** Thành lập Tổ công tác gồm các ông, bà sau đây.\n"
    assert body.endswith("- 1.1. Việc thứ nhất là họp.\n- 1.2. Việc thứ hai là ghi.\n")


def test_an_empty_file(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """A Word file without words and pictures is answered, and nothing is written."""
    sample = Sample()
    sample.lines("", "   ", "-----")
    with pytest.raises(WordFileError, match="không có chữ và không có ảnh"):
        run(sample)
    assert list((tmp_path / "content").iterdir()) == []


def test_too_long_a_text(run) -> None:  # type: ignore[no-untyped-def]
    """A text that the portal would not read is refused before it is converted, in the words of that limit."""
    sample = Sample()
    sample.lines("Bài dài", *["Một câu dài của bài. " * 500] * 30)
    with pytest.raises(WordFileError, match=r"mau\.docx: bài dài \d+ KiB, quá mức 256 KiB\."):
        run(sample)
    sample = Sample()
    sample.lines("Bài dài", *["dòng."] * 2600)
    with pytest.raises(WordFileError, match="bài có hơn 5000 dòng"):
        run(sample)


def test_a_word_that_would_be_lost_stops_the_import(run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """Were a part dropped, or the text unsafe for readers, by a fault of ours, nothing would be written."""
    sample = Sample()
    sample.lines("Bài mẫu", "Câu một.", "Câu hai.")
    real = importing.convert
    monkeypatch.setattr(importing, "convert", lambda body: real(body.replace("hai", "")))
    with pytest.raises(AccountError, match="không khớp với tệp Word"):
        run(sample)
    monkeypatch.setattr(importing, "sanitise", lambda text: "")
    with pytest.raises(AccountError, match="mã mà cổng không cho phép"):
        run(sample)
    assert list((tmp_path / "content").iterdir()) == []


def test_labels_of_ones_own_and_old_drawings(run) -> None:  # type: ignore[no-untyped-def]
    """A list with a form of its own keeps its words before the text; a picture of an old Word is found, with the object it stands for."""
    sample = Sample()
    sample.line("Các bước")
    numbering = sample.document.part.numbering_part.element
    lvl = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Bước %1:"/></w:lvl>'
    numbering.insert(0, parse_xml(spaced(f'<w:abstractNum w:abstractNumId="77">{lvl}</w:abstractNum>')))
    numbering.append(parse_xml(spaced('<w:num w:numId="77"><w:abstractNumId w:val="77"/></w:num>')))
    place = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr></w:pPr>'
    for text in ("Nộp hồ sơ.", "Nhận kết quả."):
        sample.raw(f"<w:p>{place}{words(text)}</w:p>")
    picture(sample, png(), alt="Sơ đồ các bước")
    key = next(key for key, one in sample.document.part.rels.items() if one.reltype.endswith("/image"))
    shape = f'<v:shape alt="Bảng tính"><v:imagedata r:id="{key}"/></v:shape>'
    sample.raw(f"<w:p><w:r><w:object>{shape}</w:object></w:r></w:p>")
    sample.raw(
        "<w:p><w:r><w:t>x</w:t><w:br/><w:t>Y</w:t><w:noBreakHyphen/><w:ruby><w:rt><w:r><w:t>z</w:t></w:r></w:rt></w:ruby></w:r></w:p>"
    )
    result = run(sample)
    picture_line = "![Sơ đồ các bước](tep/cac-buoc-1.png)"
    assert result.body.startswith(f"Bước 1: Nộp hồ sơ.\n\nBước 2: Nhận kết quả.\n\n{picture_line}\n\n![Bảng tính](tep/cac-buoc-1.png)\n\n")
    assert result.body.endswith("x  \nY-z\n")
    assert "1 đối tượng nhúng" in result.report


def test_simple_fields_and_places_in_the_file(run) -> None:  # type: ignore[no-untyped-def]
    """A link to a place in the same file keeps its words; a simple field may be a link too; odd codes of signs say nothing."""
    sample = Sample()
    sample.line("Trường")
    sample.raw('<w:p><w:hyperlink w:anchor="a"><w:r><w:t>Trong tệp.</w:t></w:r></w:hyperlink></w:p>')
    sample.raw("<w:p><w:fldSimple w:instr=' HYPERLINK \"https://chinhphu.vn\" '><w:r><w:t>Web</w:t></w:r></w:fldSimple></w:p>")
    sample.raw('<w:p><w:fldSimple w:instr=" HYPERLINK \\l moc "><w:r><w:t>Mốc</w:t><w:sym w:char="zz"/><w:sym/></w:r></w:fldSimple></w:p>')
    assert run(sample).body == "Trong tệp.\n\n[Web](https://chinhphu.vn)\n\nMốc\n"


def test_pictures_in_items_and_headings(run) -> None:  # type: ignore[no-untyped-def]
    """A picture inside a line stands behind its words; words behind the picture are a paragraph."""
    sample = Sample()
    sample.line("Ảnh trong dòng")
    line = sample.line("- Trước ")
    line.add_run().add_picture(io.BytesIO(png()))
    sample.run(line, " sau ảnh.")
    sample.line("2026\nNăm")
    body = run(sample).body
    assert body.startswith("- Trước\n\n![(điền mô tả: một câu nói rõ ảnh có gì)](tep/anh-trong-dong-1.png)\n\nsau ảnh.\n\n")
