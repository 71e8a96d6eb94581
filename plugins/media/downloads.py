"""Files that readers download: a closed list of endings, each with the content that must be inside."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import PurePosixPath

#: largest file in bytes; a phone on a slow line needs minutes for more
MOST_BYTES = 20 * 1024 * 1024


#: largest list of parts of an Office file in bytes, unpacked; true ones have a few kilobytes
_MOST_LIST = 1024 * 1024
_LIST = "[Content_Types].xml"
#: how such lists are packed; other ways are legal in ZIP and written by no Office program
_PACKINGS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
#: what zipfile raises for bytes that do not add up: RuntimeError for a locked part and, as NotImplementedError, for a later ZIP
_DAMAGE = (zipfile.BadZipFile, ValueError, RuntimeError, OSError, EOFError, LookupError, struct.error, zlib.error)
_NOT_THE_KIND = "Nội dung không phải là tệp {ending} hoặc tệp bị hỏng. Mở bằng chương trình gốc rồi lưu lại."
_HAS_MACROS = "Tệp có macro. Mở bằng chương trình gốc rồi lưu lại dạng {ending} không có macro."


#: what makes browsers that guess take a file for a page
_MARKUP = re.compile(rb"<(?:!doctype|html|head|body|script|svg|iframe|img)[\s>/]", re.IGNORECASE)
#: bytes that browsers look at to guess (https://mimesniff.spec.whatwg.org/, “resource header”)
_GUESSED = 1445
#: the end of a ZIP without a remark, as Office programs write it; what stands behind it would be another file
_ZIP_END, _ZIP_END_BYTES = b"PK\x05\x06", 22


def _fault_of_pdf(data: bytes) -> str:
    if not data.startswith(b"%PDF-") or b"%%EOF" not in data[-1024:]:
        return _NOT_THE_KIND
    behind = data[data.rindex(b"%%EOF") :]
    # a page or an archive at the same time
    return _NOT_THE_KIND if _MARKUP.search(data[:_GUESSED]) or _MARKUP.search(behind) or _ZIP_END in behind else ""


def _office(part: str) -> Callable[[bytes], str]:
    """A test for an Office file that holds this main part and no macros."""

    def fault(data: bytes) -> str:
        if not data.startswith(b"PK\x03\x04") or data[-_ZIP_END_BYTES:][:4] != _ZIP_END:
            return _NOT_THE_KIND
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                return _fault_of_package(package, part)
        except _DAMAGE:
            return _NOT_THE_KIND

    return fault


def _fault_of_package(package: zipfile.ZipFile, part: str) -> str:
    names = package.namelist()
    folded = {name.lower() for name in names}
    # of two parts with one name each program may open another
    if not {_LIST, part} <= set(names) or len(folded) < len(names):
        return _NOT_THE_KIND
    types = _types_of(package)
    if types is None:
        return _NOT_THE_KIND
    # Office goes by the list of types, so a project of macros may have any name
    if any(name.endswith("vbaproject.bin") for name in folded) or "macroenabled" in types or "vbaproject" in types:
        return _HAS_MACROS
    return ""


def _types_of(package: zipfile.ZipFile) -> str | None:
    """The list of parts and their types in small letters; None when it is not written as Office programs write it."""
    entry = package.getinfo(_LIST)
    if entry.compress_type not in _PACKINGS or entry.file_size > _MOST_LIST:
        return None
    with package.open(entry) as stream:
        types = stream.read(_MOST_LIST + 1).decode("utf-8").lower()
    # UTF-16, entities and numbers of characters could spell a type that is looked for in another way
    return None if "\0" in types or "&#" in types or "<!doctype" in types else types


#: endings that may be downloaded, with a test of the content: the fault as a sentence with a place for the ending, or nothing
DOWNLOADS: dict[str, Callable[[bytes], str]] = {
    ".pdf": _fault_of_pdf,
    ".docx": _office("word/document.xml"),
    ".xlsx": _office("xl/workbook.xml"),
}
#: what to do with files that nobody can save as a paper
_REMEDIES: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset({".zip", ".rar", ".7z"}), "Giải nén, rồi chép từng tệp bên trong vào đây."),
    (
        frozenset({".mp4", ".mov", ".avi", ".mkv", ".wmv", ".webm", ".3gp", ".mp3", ".m4a", ".wav"}),
        "Cổng không chứa phim và tiếng: để ở trang ngoài, ghi địa chỉ ở “video” của bài, rồi xóa tệp này.",
    ),
)


def fault_of_download(path: str, data: bytes) -> str:
    """What is wrong with a file for download, as a Vietnamese sentence with the remedy; empty when nothing is."""
    name = PurePosixPath(path)
    test = DOWNLOADS.get(name.suffix.lower())
    if test is None:
        remedy = next((remedy for endings, remedy in _REMEDIES if name.suffix.lower() in endings), "Lưu lại dạng .pdf.")
        return f"Không đăng loại tệp “{name.suffix or name.name}”: chỉ nhận .pdf, .docx, .xlsx. {remedy}"
    if not data:
        return "Tệp rỗng (0 byte). Chép lại tệp gốc."
    if len(data) > MOST_BYTES:
        return f"Tệp nặng quá {MOST_BYTES // 1024 // 1024} MB. Lưu lại dạng .pdf với ảnh nhỏ hơn."
    return test(data).format(ending=name.suffix.lower())
