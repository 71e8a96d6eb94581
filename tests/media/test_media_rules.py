import datetime as dt
import io
import zipfile
from dataclasses import replace

import pytest
from golden_cases import Case, bad_cases, cases, expect_one, good_cases, source_of, subject_of
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from plugins.core.model import VIETNAM, Article, Slogan
from plugins.core.model import Image as EntryImage
from plugins.core.rules import Located, PrintTerms, Subject
from plugins.media import downloads
from plugins.media.endings import PICTURE_EXTENSIONS
from plugins.media.metadata import HiddenData, hidden_data
from plugins.media.pictures import PictureFileView, prepare
from plugins.media.rules import READING_RULES, RULES, check_download, check_picture_file, report_hidden_data

NOW = dt.datetime(2026, 7, 5, tzinfo=VIETNAM)
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def office(*names: str, types: bytes = b"<x/>", packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", packing) as package:
        for name in names:
            package.writestr(name, types if name == "[Content_Types].xml" else "<x/>")
    return target.getvalue()


def typed(kind: str) -> bytes:
    """A .docx whose list of parts names this type."""
    types = f'<?xml version="1.0" encoding="UTF-8"?><Types><Override PartName="/word/document.xml" ContentType="{kind}"/></Types>'
    return office("[Content_Types].xml", "word/document.xml", types=types.encode())


def patched(data: bytes, place: int, value: int) -> bytes:
    """The archive with one byte of its first entry in the central directory changed."""
    start = data.index(b"PK\x01\x02") + place
    return data[:start] + bytes([value]) + data[start + 1 :]


def jpeg() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (300, 200), "red").save(target, "JPEG")
    return target.getvalue()


DOCX = office("[Content_Types].xml", "word/document.xml")
XLSX = office("[Content_Types].xml", "xl/workbook.xml")


def subject(entry, field):
    return Subject(path=entry.path, entry=entry, fields={field: Located(value="", line=7)}, lines=(), prose=(), body_line=9)


def slogan(text, unit_line=""):
    entry = Slogan(path="khau-hieu/mau.md", id="m", title="Mẫu", slug="mau", date=NOW, text=text, unit_line=unit_line)
    return subject(entry, "unit_line" if unit_line else "text")


def article(title, image=None):
    entry = Article(path="bai-viet/mau.md", id="m", title=title, slug="mau", date=NOW, category="mau", image=image)
    return subject(entry, "title")


def findings(seen):
    return [finding for rule in RULES if rule.id == "TT01" for finding in rule.check(seen)]


def test_tt01_tells_line_and_remedy_of_a_slogan_that_cannot_be_drawn():
    """The editor hears it at the check, not when the picture is made."""
    (finding,) = findings(slogan("nghiêng " * 60))
    assert finding.line == 7
    assert finding.message.startswith("Quá dài để đặt lên ảnh")
    assert finding.message.endswith("Rút ngắn câu chữ.")


@pytest.mark.parametrize(
    ("unit_line", "reason"),
    [
        ("Phường 😀", "Phông chữ trên ảnh không có ký tự “😀” (U+1F600)"),
        ("Ủy ban nhân dân phường Hải An " * 40, "Dòng chữ nhỏ trên ảnh “Ngang, chia sẻ đường dẫn” quá dài"),
        ("\u0301", "Ảnh thiếu dòng tên đơn vị"),
    ],
)
def test_tt01_tells_a_unit_line_that_cannot_be_drawn(unit_line, reason):
    """Else the maker of the card would stop the whole build."""
    (finding,) = findings(slogan("Xanh - sạch - đẹp", unit_line))
    assert finding.line == 7
    assert finding.message.startswith(reason)


def test_tt01_judges_text_and_unit_line_each_for_itself():
    """An editor mends both at once."""
    assert [finding.line for finding in findings(slogan("\u0301", "😀 A"))] == [1, 7]


def test_tt01_tells_a_letter_that_the_font_lacks_in_a_title():
    """No card shows an empty box."""
    (finding,) = findings(article("Bài 漢"))
    assert "“漢”" in finding.message
    assert finding.line == 7


@pytest.mark.parametrize(
    "seen",
    [
        slogan("Hải Phòng văn minh - hạnh phúc"),
        slogan("Hải Phòng văn minh - hạnh phúc", "Ủy ban nhân dân phường Hải An · Thành phố Hải Phòng"),
        article("Tiêu đề mẫu"),
        article("nghiêng " * 60, EntryImage(file="tep/a.jpg", alt="Ảnh mẫu")),
        replace(article("nghiêng " * 60), terms=PrintTerms(has_share_cards=False)),
    ],
)
def test_tt01_is_silent_about_good_texts_and_titles_that_nobody_draws(seen):
    """An entry with its own picture gets no card, nor does any where cards are off: its title may be of any length."""
    assert findings(seen) == []


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("tep/a.jpg", b"chi la chu", "Tệp này không phải là ảnh dù tên tệp ghi là ảnh. Mở ảnh bằng Paint rồi lưu lại dạng .jpg."),
        ("tep/a.jpg", b"", "Tệp ảnh rỗng (0 byte). Chép lại ảnh gốc."),
        ("tep/a.png", jpeg(), "Tên tệp ghi PNG nhưng bên trong là JPEG. Mở ảnh bằng Paint rồi lưu lại dạng .jpg."),
        ("tep/a.svg", b"<svg/>", "Không nhận loại ảnh này (chỉ nhận .jpg, .png, .webp). Mở ảnh bằng Paint rồi lưu lại dạng .jpg."),
        (
            "tep/a.jpg",
            jpeg()[:-200],
            "Tệp ảnh bị hỏng hoặc thiếu phần cuối. Chép lại ảnh gốc, hoặc: Mở ảnh bằng Paint rồi lưu lại dạng .jpg.",
        ),
    ],
)
def test_tp02_says_what_is_wrong_with_a_picture(name, data, reason):
    """One Vietnamese sentence with the remedy."""
    assert [finding.message for finding in check_picture_file(name, data)] == [reason]


def test_tp02_is_silent_about_honest_files():
    """Good twins pass."""
    assert check_picture_file("tep/a.jpg", jpeg()) == ()
    word = typed("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml")
    assert check_download("tep/a.docx", word) == ()
    assert [check_download(*pair) for pair in (("tep/a.pdf", PDF), ("tep/a.DOCX", DOCX), ("tep/a.xlsx", XLSX))] == [(), (), ()]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("tep/a.exe", b"MZ", "Không đăng loại tệp “.exe”"),
        ("tep/a.pdf.html", PDF, "Không đăng loại tệp “.html”"),
        ("tep/khong-duoi", PDF, "Không đăng loại tệp “khong-duoi”"),
        ("tep/a.doc", PDF, "Lưu lại dạng .pdf."),
        ("tep/phim.MP4", b"x", "ghi địa chỉ ở “video” của bài"),
        ("tep/nhieu.zip", b"PK", "Giải nén"),
        ("tep/a.pdf", b"", "Tệp rỗng"),
        ("tep/a.pdf", b"<html></html>", "không phải là tệp .pdf"),
        ("tep/a.pdf", PDF[:-8], "bị hỏng"),
        ("tep/a.docx", PDF, "không phải là tệp .docx"),
        ("tep/a.docx", XLSX, "không phải là tệp .docx"),
        ("tep/a.docx", DOCX[:-30], "bị hỏng"),
        ("tep/a.docx", office("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "Tệp có macro"),
        ("tep/a.docx", office("[Content_Types].xml", "word/document.xml", "word/VBAPROJECT.BIN"), "lại dạng .docx không có macro"),
        ("tep/a.docx", typed("application/vnd.ms-word.document.macroEnabled.main+xml"), "Tệp có macro"),
        ("tep/a.docx", typed("application/vnd.ms-office.vbaProject"), "Tệp có macro"),
        ("tep/a.docx", typed("application/vnd.ms-word.document.macro&#69;nabled.main+xml"), "bị hỏng"),
        ("tep/a.docx", office("[Content_Types].xml", "word/document.xml", types="<x/>".encode("utf-16")), "bị hỏng"),
        ("tep/a.docx", office("[Content_Types].xml", "word/document.xml", types=b"<!DOCTYPE x><x/>"), "bị hỏng"),
        ("tep/a.docx", office("[Content_Types].xml", "[content_types].XML", "word/document.xml"), "bị hỏng"),
        ("tep/a.docx", office("[Content_Types].xml", "word/document.xml", types=b" " * 2_000_000), "bị hỏng"),
        ("tep/a.docx", office("[Content_Types].xml", "word/document.xml", packing=zipfile.ZIP_LZMA), "bị hỏng"),
        # names flagged UTF-8 that are none; a part of a later ZIP; a locked part
        ("tep/a.docx", office("[Content_Types].xml", "word/document.xml", "é").replace("é".encode(), b"\xff\xff"), "bị hỏng"),
        ("tep/a.docx", patched(DOCX, 6, 99), "bị hỏng"),
        ("tep/a.docx", patched(DOCX, 8, 1), "bị hỏng"),
    ],
)
def test_tp02_says_what_is_wrong_with_a_download(name, data, reason):
    """The ending comes from a closed list and tells the truth."""
    (finding,) = check_download(name, data)
    assert reason in finding.message


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_no_damage_to_an_office_file_raises(data):
    """Whatever the bytes, silence or a refusal in Vietnamese."""
    raw = bytearray(DOCX)
    for _ in range(data.draw(st.integers(1, 6))):
        raw[data.draw(st.integers(4, len(raw) - 1))] = data.draw(st.integers(0, 255))
    assert all("Tệp" in f.message or "tệp" in f.message for f in check_download("tep/a.docx", bytes(raw)))


def test_a_download_has_a_largest_size(monkeypatch):
    """Readers on slow lines are spared scans of 100 MB."""
    monkeypatch.setattr(downloads, "MOST_BYTES", 1024 * 1024)
    (finding,) = check_download("tep/a.pdf", PDF + b" " * 1024 * 1024)
    assert "quá 1 MB" in finding.message


def test_the_tables_name_each_rule_once_and_in_vietnamese():
    """README and handbook are generated from them."""
    assert [rule.id for rule in (*RULES, *READING_RULES)] == ["TT01", "TT02", "TP02", "DL04"]
    assert {".jpg", ".svg", ".heic"} <= PICTURE_EXTENSIONS


def slogan_of(case: Case) -> Subject:
    """The slogan of a golden bullet: its text is its wording."""
    return subject_of(*source_of("", {"loại": "khau-hieu", "text": case.text} | case.conditions))


@pytest.mark.parametrize(("rule", "case"), bad_cases("TT02"), ids=str)
def test_tt02_asks_for_the_approval(rule: str, case: Case) -> None:
    """A slogan that the public sees without an approval is one remark that names the field."""
    (row,) = [one for one in RULES if one.id == rule]
    expect_one(row, slogan_of(case), case)


@pytest.mark.parametrize(("rule", "case"), good_cases("TT02"), ids=str)
def test_tt02_leaves_approved_and_unseen_slogans_alone(rule: str, case: Case) -> None:
    """An approved slogan, a draft, one that was withdrawn, and other types are silent."""
    (row,) = [one for one in RULES if one.id == rule]
    assert list(row.check(slogan_of(case))) == []
    assert list(row.check(article("Mẫu"))) == []
    assert len(cases(rule, "bad")) >= 3


def with_exif(kind: str, place: bool) -> bytes:
    """A picture of a telephone: who made the telephone and when, and with `place` where it was."""
    exif = Image.Exif()
    exif[0x0110] = "Máy mẫu"
    exif.get_ifd(0x8769)[0x9003] = "2026:03:01 08:00:00"
    if place:
        exif.get_ifd(0x8825).update({1: "N", 2: (20.0, 50.0, 1.0), 3: "E", 4: (106.0, 41.0, 1.0)})
    target = io.BytesIO()
    Image.new("RGB", (60, 40), "red").save(target, kind, exif=exif)
    return target.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_dl04_reports_what_the_copy_leaves_out(kind: str) -> None:
    """DL04 tells of the place and counts the fields, tells of a camera without a place, is silent about a clean picture; and the
    copy for the web has none of it.
    """
    (finding,) = report_hidden_data(with_exif(kind, place=True))
    assert finding.message == "Ảnh chứa tọa độ nơi chụp trong 8 mục thông tin ẩn; bản đưa lên cổng đã xóa hết."
    (camera,) = report_hidden_data(with_exif(kind, place=False))
    assert camera.message == "Ảnh chứa 3 mục thông tin ẩn của máy ảnh; bản đưa lên cổng đã xóa hết."
    ending = {"JPEG": "jpg"}.get(kind, kind.lower())
    copy = prepare(PictureFileView(path=f"tep/a.{ending}", data=with_exif(kind, place=True)))
    assert report_hidden_data(copy) == report_hidden_data(jpeg()) == ()


def test_dl04_is_no_judge_of_broken_files() -> None:
    """What is no picture, is cut off, or has EXIF that does not add up tells nothing and breaks nothing: TP02 speaks of it."""
    whole = with_exif("JPEG", place=True)
    nothing = HiddenData(has_place=False, count=0)
    for data in (b"", b"x", whole[:40], whole.replace(b"Exif\0\0MM", b"Exif\0\0XX"), whole.replace(b"Exif\0\0II", b"Exif\0\0XX")):
        assert hidden_data(data) in (nothing, hidden_data(whole))


@given(st.integers(0, 400), st.binary(max_size=8))
@settings(max_examples=50)
def test_dl04_never_raises(at: int, noise: bytes) -> None:
    """Any bytes inside the EXIF of a picture are read or passed over."""
    whole = with_exif("JPEG", place=True)
    assert hidden_data(whole[:at] + noise + whole[at + len(noise) :]).count >= 0
