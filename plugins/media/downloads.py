"""Files that readers download: a closed list of endings, each with the content that must be inside."""

import io
import zipfile
from collections.abc import Callable
from pathlib import PurePosixPath

#: largest file in bytes; a phone on a slow line needs minutes for more
MOST_BYTES = 20 * 1024 * 1024


def _is_pdf(data: bytes) -> bool:
    return data.startswith(b"%PDF-") and b"%%EOF" in data[-1024:]


def _is_office(part: str) -> Callable[[bytes], bool]:
    """A test for an Office file that holds this main part and no macros."""

    def test(data: bytes) -> bool:
        if not data.startswith(b"PK\x03\x04"):
            return False
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                names = set(package.namelist())
        except zipfile.BadZipFile:
            return False
        return {"[Content_Types].xml", part} <= names and not any(name.endswith("vbaProject.bin") for name in names)

    return test


#: endings that may be downloaded, with a test of the content
DOWNLOADS: dict[str, Callable[[bytes], bool]] = {
    ".pdf": _is_pdf,
    ".docx": _is_office("word/document.xml"),
    ".xlsx": _is_office("xl/workbook.xml"),
}


def fault_of_download(path: str, data: bytes) -> str:
    """What is wrong with a file for download, as a Vietnamese sentence with the remedy; empty when nothing is."""
    name = PurePosixPath(path)
    test = DOWNLOADS.get(name.suffix.lower())
    if test is None:
        return f"Không đăng loại tệp “{name.suffix or name.name}”: chỉ nhận .pdf, .docx, .xlsx. Lưu lại dạng .pdf."
    if not data:
        return "Tệp rỗng (0 byte). Chép lại tệp gốc."
    if len(data) > MOST_BYTES:
        return f"Tệp nặng quá {MOST_BYTES // 1024 // 1024} MB. Lưu lại dạng .pdf với ảnh nhỏ hơn."
    if not test(data):
        return f"Nội dung không phải là tệp {name.suffix.lower()} hoặc tệp bị hỏng. Mở bằng chương trình gốc rồi lưu lại."
    return ""
