"""Opening a Word file, which is a stranger's: judged by its bytes and sizes before anything in it is parsed.

A .docx is a ZIP of XML. Nothing is unpacked to the disk, nothing that a relationship names outside is fetched, a document
type (the door of entity attacks) is refused in every part, and macros are neither read nor kept.
"""

import io
import stat
import struct
import zipfile
import zlib
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument

from plugins.core.errors import PortalError, SourceError

#: bytes of the file, and of all its parts unpacked: a report of the ward with fifty photographs has some 40 MiB
MOST_BYTES = 64 * 2**20
MOST_UNPACKED = 256 * 2**20
#: bytes of all XML together; in memory it takes ten times as much. The text of an entry ends at 256 KiB
MOST_XML = 32 * 2**20
MOST_PARTS = 2000

_SAVE_AS = "Mở tệp bằng Word, chọn Lưu thành (Save As), loại “Word Document (*.docx)”, rồi nhập tệp mới."
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: an encrypted .docx is an OLE file with a stream of this name
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
#: how other files begin, and what to say of them
_OTHERS = (
    (b"%PDF", "đây là tệp PDF. Mở tệp Word gốc rồi nhập; nếu chỉ có PDF, chép chữ sang Word, kiểm tra lại và lưu dạng .docx."),
    (b"{\\rtf", f"đây là tệp RTF. {_SAVE_AS}"),
    (b"<", f"đây là trang web (HTML) mang đuôi Word. {_SAVE_AS}"),
)
_BY_ENDING = {
    ".doc": f"tệp .doc của Word cũ không nhập được. {_SAVE_AS}",
    ".odt": f"tệp .odt của LibreOffice không nhập được. {_SAVE_AS}",
    ".pdf": _OTHERS[0][1],
    ".rtf": _OTHERS[1][1],
    ".docm": f"tệp .docm có thể chứa macro, không nhập. {_SAVE_AS}",
}
_DAMAGED = "tệp hỏng hoặc không phải tệp Word. Mở bằng Word, lưu lại dạng .docx rồi nhập tệp mới."
#: what zipfile, lxml and python-docx raise for bytes that do not add up
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    EOFError,
    ValueError,
    LookupError,
    SyntaxError,
    TypeError,
    AttributeError,
    RuntimeError,
)


class WordPathError(PortalError):
    """The command line names no file: the command is wrong, as it is for `check`, and no content was refused."""


class WordFileError(SourceError):
    """A file that cannot be imported; `reason` says what to do with it."""


def open_word(path: Path) -> WordDocument:
    """The document at `path`.

    WordPathError when no file is there; WordFileError for any other kind of file, a damaged, a protected or an outsized one.
    """
    data = _read(path)
    name = path.name
    if not data.startswith(b"PK"):
        raise WordFileError(name, _what_else(data, path.suffix.lower()))
    try:
        _judge_parts(name, data)
        return Document(io.BytesIO(data))
    except WordFileError:
        raise
    except _DAMAGE as error:
        raise WordFileError(name, _DAMAGED) from error


def _read(path: Path) -> bytes:
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            raise WordPathError(path, "đây không phải tệp. Ghi đường dẫn tới tệp .docx.")
        if state.st_size > MOST_BYTES:
            raise WordFileError(path.name, f"tệp lớn hơn {MOST_BYTES // 2**20} MiB. Nén ảnh trong Word (Compress Pictures) rồi lưu lại.")
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise WordPathError(path, "không có tệp này. Kiểm tra đường dẫn; tên có dấu cách thì đặt trong ngoặc kép.") from error
    except OSError as error:
        raise WordFileError(path.name, "không đọc được tệp này. Kiểm tra đường dẫn, đóng tệp trong Word, rồi chạy lại.") from error


def _what_else(data: bytes, ending: str) -> str:
    if not data:
        return "tệp rỗng (0 byte). Chép lại tệp gốc."
    if data.startswith(_OLE) and _ENCRYPTED in data:
        return "tệp có mật khẩu. Mở bằng Word, bỏ mật khẩu (File > Info > Protect Document), lưu lại rồi nhập."
    if data.startswith(_OLE):
        return _BY_ENDING[".doc"]
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    return next((reason for sign, reason in _OTHERS if start.startswith(sign)), _BY_ENDING.get(ending, _DAMAGED))


def _judge_parts(name: str, data: bytes) -> None:
    """Refuses by the list of parts and by their bytes, all before any XML is parsed."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = package.infolist()
        names = {part.filename for part in parts}
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise WordFileError(name, "tệp nén quá lớn khi mở ra, có thể là tệp phá hoại; không nhập.")
        if "mimetype" in names and b"opendocument" in package.read("mimetype"):
            raise WordFileError(name, _BY_ENDING[".odt"])
        if not any(part.startswith("word/") for part in names):
            raise WordFileError(name, f"bên trong không phải văn bản Word (có thể là Excel, PowerPoint hoặc tệp nén). {_SAVE_AS}")
        if any(part.lower().endswith("vbaproject.bin") for part in names):
            raise WordFileError(name, _BY_ENDING[".docm"])
        xml = [part for part in parts if not part.filename.startswith(("word/media/", "word/embeddings/", "word/fonts/"))]
        if sum(part.file_size for part in xml) > MOST_XML:
            raise WordFileError(name, f"phần chữ lớn hơn {MOST_XML // 2**20} MiB. Tách thành nhiều tệp Word.")
        for part in xml:
            _judge_part(name, package.read(part))


def _judge_part(name: str, part: bytes) -> None:
    if any("<!DOCTYPE".encode(code) in part for code in ("ascii", "utf-16-le", "utf-16-be")):
        raise WordFileError(name, "tệp khai báo kiểu XML riêng (DOCTYPE), việc Word không làm; không nhập.")
    if _STRICT in part:
        raise WordFileError(name, f"tệp lưu ở dạng “Strict Open XML”. {_SAVE_AS}")
    if b"macroEnabled" in part:
        raise WordFileError(name, _BY_ENDING[".docm"])
    if b"wordprocessingml.template.main+xml" in part:
        raise WordFileError(name, f"đây là tệp mẫu (.dotx). {_SAVE_AS}")
