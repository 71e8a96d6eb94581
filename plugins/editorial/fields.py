"""From the node of a field to its value: texts, lists and mappings, all faults of one field at once."""

import difflib
import unicodedata
from collections.abc import Mapping

from plugins.core.rules import Finding
from plugins.editorial.frontmatter import ListNode, MapNode, Node, Scalar
from plugins.editorial.frontmatter_faults import quoted
from plugins.editorial.schema import Field, Kind
from plugins.editorial.schema_field import MAX_ITEMS
from plugins.editorial.values import READERS, FieldError
from plugins.vietnamese.cleaning import find_hidden, is_plain
from plugins.vietnamese.folding import fold

#: what `new` writes where the editor must fill in
PLACEHOLDER = "(điền "
#: what a field that could not be read has instead of a value
UNREAD = object()


def read_field(field: Field, node: Node, findings: list[Finding]) -> object:
    """The typed value of `field`, or UNREAD with what is wrong added to `findings`; all faults of a list or mapping at once.

    An empty value is "", an empty list ().
    """
    if not field.is_list:
        return _read_one(field, node, findings)
    if isinstance(node, Scalar) and not node.text.strip():
        return ()
    if not isinstance(node, ListNode):
        message = f"“{field.name}” ({field.label}) phải là danh sách: xuống dòng, mỗi mục một dòng bắt đầu bằng “  - ”."
        findings.append(Finding(line=node.line, message=message, suggestion=_as_list(_written(node, field))))
        return UNREAD
    if len(node.items) > MAX_ITEMS:
        message = f"“{field.name}” ({field.label}) có {len(node.items)} mục, quá mức {MAX_ITEMS}. Bỏ bớt."
        findings.append(Finding(line=node.items[MAX_ITEMS].line, message=message))
        return UNREAD
    values = [_read_one(field, item, findings) for item in node.items]
    return UNREAD if UNREAD in values else tuple([v for v in values if v != ""])


def _written(node: Node, field: Field) -> str:
    return node.text if isinstance(node, Scalar) else field.example


def _as_list(written: str) -> str:
    """One text as a list: words between commas were meant as several items."""
    return f"[{written}]" if "," in written else f"- {written}"


def _read_one(field: Field, node: Node, findings: list[Finding]) -> object:
    if field.kind is Kind.MAPPING:
        return _read_mapping(field, node, findings)
    if not isinstance(node, Scalar):
        findings.append(_not_text(field, node))
        return UNREAD
    try:
        return _read_text(field, node.text)
    except FieldError as fault:
        findings.append(Finding(line=node.line, message=f"“{field.name}” ({field.label}): {fault}", suggestion=fault.suggestion))
        return UNREAD


def _not_text(field: Field, node: ListNode | MapNode) -> Finding:
    if isinstance(node, MapNode) and len(node.fields) == 1:
        # "- Báo Hải Phòng: bài viết": YAML takes the colon for a field
        name, child = next(iter(node.fields.items()))
        if isinstance(child, Scalar):
            message = f"Nội dung của “{field.name}” ({field.label}) có dấu hai chấm. Đặt nội dung trong ngoặc kép."
            return Finding(line=node.line, message=message, suggestion=quoted(f"{name}: {child.text}"))
    shape = "danh sách" if isinstance(node, ListNode) else "nhóm trường"
    message = f"“{field.name}” ({field.label}) phải là một nội dung, không phải {shape}. Nếu có dấu [ ] {{ }}, đặt trong ngoặc kép."
    return Finding(line=node.line, message=message, suggestion=f"{field.name}: {field.example}")


def _read_text(field: Field, written: str) -> object:
    text = written.strip()
    if not text:
        return ""
    plain = is_plain(text)
    hidden = "" if plain else find_hidden(text)  # an escape in double quotes ("\u202e") gets past the cleaning of the file
    if hidden:
        raise FieldError(f"có ký tự ẩn U+{ord(hidden):04X}. Xóa rồi gõ lại.")
    kind = field.kind
    if len(text) > field.longest and kind is not Kind.TEXT:
        raise FieldError(f"dài {len(text)} ký tự, quá mức {field.longest}. Viết ngắn lại.")
    if text.startswith(PLACEHOLDER):
        raise FieldError(f"chưa điền. {field.help}", field.example)
    if "\n" in text and kind is not Kind.TEXT:
        raise FieldError("chỉ được một dòng.", " ".join(text.split()))
    return READERS[kind](field, text if plain else unicodedata.normalize("NFC", text))


def _read_mapping(field: Field, node: Node, findings: list[Finding]) -> object:
    if isinstance(node, Scalar) and not node.text.strip():
        return ""
    names = ", ".join(sub.name for sub in field.subfields)
    if not isinstance(node, MapNode):
        message = f"“{field.name}” ({field.label}) phải gồm các trường con thụt vào hai dấu cách: {names}."
        findings.append(Finding(line=node.line, message=message))
        return UNREAD
    before = len(findings)
    values = _read_subfields(field, node, findings)
    for sub in field.subfields:
        if sub.is_required and values.get(sub.name) in (None, ""):
            findings.append(missing(sub, node.line, f"{field.name}: "))
    if len(findings) > before or field.model is None:
        return UNREAD
    if not any(value != "" for value in values.values()):
        return ""
    return field.model(**{_attribute(name): value for name, value in values.items() if value != ""})


def _read_subfields(field: Field, node: MapNode, findings: list[Finding]) -> dict[str, object]:
    table = {sub.name: sub for sub in field.subfields}
    values: dict[str, object] = {}
    for name, child in node.fields.items():
        sub = table.get(name)
        if sub is None:
            findings.append(unknown(name, child.line, table, f"“{field.name}”"))
        else:
            values[name] = read_field(sub, child, findings)
    return values


def _attribute(name: str) -> str:
    return "from_" if name == "from" else name


def missing(field: Field, line: int, before: str = "") -> Finding:
    """The finding for an obligatory field that is absent or empty."""
    return Finding(
        line=line,
        message=f"Thiếu “{before}{field.name}” ({field.label}). {field.help}",
        suggestion=f"{field.name}: {field.example}".strip(),
    )


def unknown(name: str, line: int, table: Mapping[str, Field], place: str) -> Finding:
    """The finding for a name that is not in `table`: a near name or label, else all names. `place` says where, in Vietnamese."""
    near = _nearest(name, table)
    if near:
        return Finding(
            line=line, message=f"Không có trường “{name}” trong {place}. Có phải “{near}” ({table[near].label})?", suggestion=near
        )
    return Finding(line=line, message=f"Không có trường “{name}” trong {place}. Các trường: {', '.join(table)}.")


def _nearest(name: str, table: Mapping[str, Field]) -> str:
    names = {fold(field.label): known for known, field in reversed(list(table.items()))} | {known: known for known in table}
    wanted = fold(name).strip()
    for candidate in (wanted, wanted.replace("-", "_").replace(" ", "_")):
        found = difflib.get_close_matches(candidate, names, n=1, cutoff=0.65)
        if found:
            return names[found[0]]
    return ""
