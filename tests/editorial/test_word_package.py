"""What is not opened: other kinds of files, damaged ones, and files made to do harm. Each answer names the file and the way out."""

import io
import zipfile
from pathlib import Path

import pytest
from word_samples import Sample, part_of, repacked

from plugins.editorial.word import package
from plugins.editorial.word.package import WordFileError, WordPathError, open_word
from plugins.editorial.word.reading import read_word

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def archive(**parts: bytes) -> bytes:
    """A ZIP of these parts, `__` for a slash."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package_file:
        for name, content in parts.items():
            package_file.writestr(name.replace("__", "/"), content)
    return data.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("rong.docx", b"", r"tệp rỗng \(0 byte\)"),
        ("cu.doc", OLE + b"Word", r"\.doc của Word cũ.*Save As"),
        ("doi-ten.docx", OLE + b"Word", r"\.doc của Word cũ"),
        ("mat-khau.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "tệp có mật khẩu"),
        ("a.pdf", b"%PDF-1.7", "đây là tệp PDF"),
        ("a.docx", b"%PDF-1.7", "đây là tệp PDF"),
        ("a.rtf", b"{\\rtf1 x}", "đây là tệp RTF"),
        ("a.doc", b"\xef\xbb\xbf\r\n<html>", "đây là trang web"),
        ("a.docx", b"chu thuong", "tệp hỏng hoặc không phải tệp Word"),
        ("a.odt", b"hong", r"tệp \.odt của LibreOffice"),
        ("a.docx", b"PK\x03\x04 hong", "tệp hỏng"),
        ("a.odt", archive(mimetype=b"application/vnd.oasis.opendocument.text"), "LibreOffice"),
        ("a.xlsx", archive(**{"xl__workbook.xml": b"<x/>"}), "bên trong không phải văn bản Word"),
        ("a.docm", archive(**{"word__document.xml": b"<x/>", "word__vbaProject.bin": b"x"}), "macro"),
        ("a.docx", archive(**{"word__document.xml": b"<x/>", "[Content_Types].xml": b"macroEnabled"}), "macro"),
        ("a.docx", archive(**{"word__document.xml": b"wordprocessingml.template.main+xml"}), "tệp mẫu"),
        ("a.docx", archive(**{"word__document.xml": b'<x xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'}), "Strict"),
        ("a.docx", archive(**{"word__document.xml": b"<x/>"}), "tệp hỏng"),
    ],
)
def test_other_files_are_answered(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    """A file that is no sound .docx gets one sentence in Vietnamese: what it is and what to do."""
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(WordFileError, match=said) as caught:
        open_word(path)
    assert str(caught.value).startswith(f"{name}: ")
    assert caught.value.exit_code == 2


def test_what_is_no_file_is_answered(tmp_path: Path) -> None:
    """A folder and a name that is not there are said, and the command is wrong."""
    (tmp_path / "a.docx").write_bytes(b"x")
    for name, said in (("", "đây không phải tệp"), ("khong-co.docx", "không có tệp này"), ("a.docx/b.docx", "không có tệp này")):
        with pytest.raises(WordPathError, match=said) as caught:
            open_word(tmp_path / name)
        assert caught.value.exit_code == 1


def test_a_file_that_is_held_is_answered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is there and cannot be read, since Word holds it, is a refused file and no wrong command."""
    path = sound(tmp_path)

    def held(self: Path) -> bytes:
        raise PermissionError(13, "held", str(self))

    monkeypatch.setattr(Path, "read_bytes", held)
    with pytest.raises(WordFileError, match="không đọc được tệp này") as caught:
        open_word(path)
    assert caught.value.exit_code == 2


def sound(tmp_path: Path) -> Path:
    sample = Sample()
    sample.line("Chữ")
    return sample.save(tmp_path / "a.docx")


@pytest.mark.parametrize("code", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "[Content_Types].xml", "_rels/.rels", "customXml/item9.xml"])
def test_entities_are_refused(tmp_path: Path, part: str, code: str) -> None:
    """A document type, the door of entity attacks, is refused in any part and any encoding before it is parsed."""
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    path = repacked(sound(tmp_path), {part: bomb.encode(code)})
    with pytest.raises(WordFileError, match="DOCTYPE"):
        open_word(path)


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    """A small file that unpacks to a huge one is refused by the sizes that it states; one that states less is damaged."""
    path = repacked(sound(tmp_path), {"word/media/x.bin": bytes(package.MOST_UNPACKED)})
    assert path.stat().st_size < 2**20
    with pytest.raises(WordFileError, match="có thể là tệp phá hoại"):
        open_word(path)
    path = repacked(sound(tmp_path), {"word/document.xml": b"<x>" + bytes(package.MOST_XML)})
    with pytest.raises(WordFileError, match="phần chữ lớn hơn 32 MiB"):
        open_word(path)


def test_limits_of_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Too large a file is not read, too many parts are not unpacked."""
    path = sound(tmp_path)
    monkeypatch.setattr(package, "MOST_PARTS", 2)
    with pytest.raises(WordFileError, match="phá hoại"):
        open_word(path)
    monkeypatch.setattr(package, "MOST_BYTES", 10)
    with pytest.raises(WordFileError, match="tệp lớn hơn"):
        open_word(path)


def test_deep_xml_is_damage(tmp_path: Path) -> None:
    """Elements inside one another without end are answered as damage, not with a trace."""
    path = sound(tmp_path)
    deep = part_of(path, "word/document.xml").replace(b"<w:body>", b"<w:body>" + b"<w:sdt>" * 5000 + b"</w:sdt>" * 5000)
    with pytest.raises(WordFileError, match="tệp hỏng"):
        open_word(repacked(path, {"word/document.xml": deep}))


def test_a_document_without_a_body_is_refused(tmp_path: Path) -> None:
    """Where Word's body is missing there is nothing to import."""
    path = sound(tmp_path)
    xml = part_of(path, "word/document.xml")
    empty = xml[: xml.index(b"<w:body>")] + b"</w:document>"
    with pytest.raises(WordFileError, match="không có phần thân"):
        read_word(open_word(repacked(path, {"word/document.xml": empty})), "a.docx")
