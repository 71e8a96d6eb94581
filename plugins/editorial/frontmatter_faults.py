"""What is wrong with a field that YAML cannot read, in the editor's words: the cause is guessed from the text itself.

PyYAML says “mapping values are not allowed here”; the editor wrote a colon in a title and needs quotation marks.
"""

import json
import re

from plugins.core.rules import Finding

_LEADING_TAB = re.compile(r"^ *\t")
_FIELD = re.compile(r"^(\s*(?:- )?)([^\s:\"'][^:]*?):(?:[ \t]+(.*))?$")
_FIELD_NAME = re.compile(r"[a-z_]+")
_ITEM = re.compile(r"^(\s*-) +()(.*)$")
_NO_SPACE = re.compile(r"^([a-z_]{2,}):(\S.*)$")
#: signs that begin something else than a text in YAML
_SPECIAL = "&*!|>%@`{}[],?\"'"


def quoted(text: str) -> str:
    """`text` as a quoted YAML scalar: double quotes; single ones when only double ones occur inside (as the desk writes)."""
    if '"' in text and "'" not in text and "\n" not in text:
        return f"'{text}'"
    return json.dumps(text, ensure_ascii=False)


def value_fault(line: str, column: int, name: str) -> tuple[str, str]:
    """Message and suggestion for a value that begins, at `column` (from 0) of `line`, with a sign of YAML: `*Tin*`, `!Chú ý`."""
    value = line[column:].strip()
    sign = value[:1]
    message = f"Nội dung của “{name}” bắt đầu bằng dấu “{sign}”, ký hiệu riêng của YAML. Đặt nội dung trong ngoặc kép."
    if not sign or sign not in _SPECIAL:
        message = f"Nội dung của “{name}” phải đặt trong ngoặc kép."
    return message, line[:column].lstrip() + quoted(value)


def block_fault(chunk: str, first_line: int, fault_line: int) -> Finding:
    """The finding for one field that YAML refuses.

    `chunk` begins at the left margin on line `first_line` of the file; the parser stopped at its line `fault_line` (from 0).
    """
    lines = chunk.rstrip("\n").split("\n")
    tab = next((n for n, line in enumerate(lines) if _LEADING_TAB.match(line)), None)
    if tab is not None:
        return Finding(line=first_line + tab, message="Dòng này thụt vào bằng phím Tab. Thay Tab bằng hai dấu cách.")
    index = min(fault_line, len(lines) - 1)
    for number in dict.fromkeys((index, *range(len(lines)))):
        found = _line_fault(lines[number])
        if found:
            return Finding(line=first_line + number, message=found[0], suggestion=found[1])
    return _shape_fault(lines, first_line, index)


def _line_fault(line: str) -> tuple[str, str] | None:
    match = _FIELD.match(line)
    if match is None or (match[1].endswith("- ") and not _FIELD_NAME.fullmatch(match[2])):
        # in a list, "- Báo cáo: a: b" is a text with colons
        match = _ITEM.match(line)
    if match is None:
        return _missing_space(line)
    lead, name, value = match[1], match[2], (match[3] or "").strip()
    place = f"“{name}”" if name else "mục này"
    fixed = f"{lead}{name}: " if name else f"{lead} "
    if not value:
        return None
    if value[0] in "\"'":
        return _quote_fault(value, place, fixed)
    if ": " in value or value.endswith(":"):
        return f"Nội dung của {place} có dấu hai chấm. Đặt nội dung trong ngoặc kép.", (fixed + quoted(value)).strip()
    if value[0] in _SPECIAL and not re.match(r"^[|>][-+0-9]*$", value):
        return value_fault(line, line.index(value, len(lead)), name or "mục này")
    return None


def _missing_space(line: str) -> tuple[str, str] | None:
    match = _NO_SPACE.match(line)
    if match is None:
        return None
    return f"Thiếu dấu cách sau dấu hai chấm của “{match[1]}”.", f"{match[1]}: {match[2]}"


def _quote_fault(value: str, place: str, fixed: str) -> tuple[str, str] | None:
    mark = value[0]
    if mark == '"' and "\\" in value:
        return f"Dấu “\\” trong ngoặc kép của {place} có nghĩa riêng. Dùng ngoặc đơn bao ngoài, hoặc dùng “/”.", ""
    closing = value.find(mark, 1)
    if closing < 0:
        inner = value[1:].strip()
        return f"Dấu {mark} mở ở {place} chưa được đóng. Thêm dấu {mark} ở cuối.", (fixed + quoted(inner)).strip() if inner else ""
    if closing < len(value) - 1:
        return f"Dấu {mark} của {place} đóng trước khi hết nội dung. Đặt cả nội dung trong ngoặc khác loại.", (
            fixed + quoted(value)
        ).strip()
    return None


def _shape_fault(lines: list[str], first_line: int, index: int) -> Finding:
    if not _FIELD.match(lines[0]):
        message = "Dòng này không theo mẫu “tên: nội dung”. Nếu nối tiếp dòng trên, thụt vào hai dấu cách."
        return Finding(line=first_line, message=message)
    field = _FIELD.match(lines[index])
    if field and (field[3] or "").startswith("- "):
        what = "Một lời thì xóa dấu gạch; danh sách thì xuống dòng, mỗi mục một dòng bắt đầu bằng “  - ”."
        return Finding(line=first_line + index, message=f"Sau “{field[2]}:” có gạch đầu dòng. {what}")
    message = "Dòng này thụt vào không đều hoặc sai mẫu. Các mục cùng danh sách phải thẳng cột, mỗi mục bắt đầu bằng “- ”."
    return Finding(line=first_line + index, message=message)
