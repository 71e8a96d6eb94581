"""From the bytes of a file to text: UTF-8 or a refusal that says what the file is instead (KT04)."""

import codecs
from enum import StrEnum

_REMEDY = "Mở tệp bằng Notepad, chọn Lưu thành (Save As), mục Mã hóa (Encoding) chọn UTF-8 rồi lưu lại."

_MARK = "\ufeff"

# bytes looked at to recognise UTF-16 without a mark: enough for any text, cheap for a large file
_SAMPLE = 4096


class DecodingFault(StrEnum):
    """What a file is, when it is not UTF-8."""

    UTF_16 = "utf-16"
    NUL = "nul"
    NOT_UTF_8 = "not-utf-8"


_REASONS = {
    DecodingFault.UTF_16: "Tệp lưu ở dạng UTF-16 (Notepad gọi là “Unicode”).",
    DecodingFault.NUL: "Tệp có ký tự NUL: đây không phải tệp văn bản, hoặc tệp đã hỏng.",
    DecodingFault.NOT_UTF_8: "Tệp không ở dạng UTF-8 (có thể là bảng mã Windows cũ).",
}


class DecodingError(ValueError):
    """Bytes that are no UTF-8 text. `str()` is the Vietnamese reason with the remedy."""

    def __init__(self, kind: DecodingFault, *, offset: int, line: int) -> None:
        #: what the file is instead
        self.kind = kind
        #: of the first byte at fault, from 0
        self.offset = offset
        #: of that byte, from 1
        self.line = line
        super().__init__(f"{_REASONS[kind]} {_REMEDY}")


def decode(data: bytes) -> str:
    """The text of `data`, without a byte-order mark. DecodingError for UTF-16, UTF-32, NUL bytes and anything not UTF-8."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)):
        raise DecodingError(DecodingFault.UTF_16, offset=0, line=1)
    nul = data.find(b"\0")
    if nul >= 0:
        kind = DecodingFault.UTF_16 if _has_utf16_rhythm(data[:_SAMPLE]) else DecodingFault.NUL
        raise DecodingError(kind, offset=nul, line=_line_at(data, nul))
    try:
        return data.decode("utf-8").removeprefix(_MARK)  # utf-8-sig is written in Python, and copies the bytes
    except UnicodeDecodeError as error:
        offset = error.start
        raise DecodingError(DecodingFault.NOT_UTF_8, offset=offset, line=_line_at(data, offset)) from None


def _has_utf16_rhythm(sample: bytes) -> bool:
    # in UTF-16 the ASCII letters, about seven in ten of a Vietnamese text, have NUL in every second place and only there
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    return max(even, odd) * 10 >= len(sample[1::2]) * 3 and min(even, odd) * 10 <= max(even, odd)


def _line_at(data: bytes, offset: int) -> int:
    before = data[:offset]
    return before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n") + 1
