"""The one place that writes content: the canonical form of front matter, and new files that never overwrite one.

Canonical: fields in the order of the schema, plain scalars wherever YAML and the desk agree that they are text, quotes
elsewhere, `|` for lines, lists one item a line, no wrapping, no comments, one line end at the end.
"""

import datetime as dt
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path

from plugins.core.errors import OutsideFolderError, PortalError
from plugins.core.model import ENTRY_TYPES, TYPE_OF_FOLDER, VIETNAM, Entry
from plugins.editorial.entries import derived_slug
from plugins.editorial.fields import PLACEHOLDER
from plugins.editorial.frontmatter import FrontMatter, ListNode, Node, Scalar
from plugins.editorial.frontmatter_faults import quoted
from plugins.editorial.outlines import outline
from plugins.editorial.schema import FIELDS_OF, Field, Kind
from plugins.editorial.values import is_reserved_slug
from plugins.vietnamese.slug import slug

#: kinds that are no text and are never quoted
_BARE = frozenset({Kind.YES_NO, Kind.INTEGER, Kind.DATE, Kind.DATE_OR_UNKNOWN, Kind.MOMENT, Kind.CHOICE, Kind.SLUG, Kind.ID})
# texts that YAML 1.2 (the desk's) reads as something else than text
_TYPED = re.compile(
    r"~|null|true|false|[-+]?(?:[0-9][0-9_]*(?:\.[0-9]*)?|\.[0-9]+)(?:e[-+]?[0-9]+)?|0[xo][0-9a-f]+|[-+]?\.(?:inf|nan)", re.IGNORECASE
)
_SPECIAL_START = re.compile(r"[&*!|>%@`{}\[\],#\"']|[-?:](?:\s|$)|---|\.\.\.")
_SPECIAL_INSIDE = re.compile(r": |:$| #|^\s|\s$|[\n\t]")
#: fields that the schema leaves open for drafts, and rules ask of what is published (VB05, VB10)
_ALSO_TO_FILL: Mapping[str, tuple[str, ...]] = {"van-ban": ("number", "issuer", "issued", "excerpt", "sources")}
_ID_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # without 0 o 1 i l, which are hard to tell apart
_ID_LENGTH = 6
#: first part of an id, by folder
_ID_PREFIX: Mapping[str, str] = {
    "bai-viet": "bv", "mo-hinh": "mh", "guong": "gu", "van-ban": "vb", "khau-hieu": "kh", "kiem-chung": "kc", "tra-loi": "tl",
    "thong-bao": "tb", "trang": "tr",
}  # fmt: skip

#: names under which an editor may ask for a type, without diacritics, by folder
_NAMES: Mapping[str, str] = {
    **{slug(entry_type.label): entry_type.folder for entry_type in ENTRY_TYPES},
    **{entry_type.folder: entry_type.folder for entry_type in ENTRY_TYPES},
    "bai": "bai-viet",
    "tin": "bai-viet",
    "tin-bai": "bai-viet",
    "cau-hoi": "tra-loi",
    "hoi-dap": "tra-loi",
    "kiem-chung-tin": "kiem-chung",
}


class NewEntryError(PortalError):
    """A file that cannot be begun: unknown type, a title that gives no file name, or a file of that name is there."""


def write_entry(values: Mapping[str, object], folder: str, body: str = "") -> str:
    """The canonical source of an entry of `folder`.

    `values`: by field name; typed values, texts, lists, mappings or the dataclasses of the model. Empty ones are left out.
    Fields that the schema does not know come last, unchanged, so that nothing an editor wrote is lost.
    """
    known = FIELDS_OF[folder]
    lines = ["---"]
    for field in known:
        if field.name in values:
            _write_field(lines, field, values[field.name], "")
    names = {field.name for field in known}
    for name, value in values.items():
        if name not in names:
            _write_value(lines, f"{_scalar(name)}:", value, "", None)
    text = body.strip("\n")
    return "\n".join([*lines, "---", "", text]).rstrip("\n") + "\n"


def values_of(source: Entry | FrontMatter) -> dict[str, object]:
    """What `write_entry` needs, from an entry (fields with their default left out) or from front matter (texts as written)."""
    if isinstance(source, FrontMatter):
        return {name: _plain(node) for name, node in source.fields.items()}
    model = {f.name: f.default for f in fields(source)}
    obligatory = {f.name for f in FIELDS_OF[source.folder] if f.is_required}
    given = {name: getattr(source, name) for name in model if name != "path"}
    return {name: value for name, value in given.items() if name in obligatory or value != model[name]}


def _plain(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, ListNode):
        return [_plain(item) for item in node.items]
    return {name: _plain(child) for name, child in node.fields.items()}


def _write_field(lines: list[str], field: Field, value: object, indent: str) -> None:
    _write_value(lines, f"{indent}{field.name}:", value, indent, field)


def _write_value(lines: list[str], key: str, value: object, indent: str, field: Field | None) -> None:
    """Appends `key` with its value; `key` may also be the dash of a list item."""
    mapping = _as_mapping(value)
    if mapping is not None:
        _write_mapping(lines, key, mapping, indent, field)
    elif isinstance(value, list | tuple):
        if value:
            lines.append(key)
            for item in value:
                _write_value(lines, f"{indent}  -", item, f"{indent}  ", field)
    else:
        text = _text(value)
        if _is_block(text, field):
            lines.extend([f"{key} |", *(f"{indent}  {line}" if line else "" for line in text.split("\n"))])
        elif text or key.endswith("-"):
            lines.append(f"{key} {text if field and field.kind in _BARE and not _must_quote(text) else _scalar(text)}")


def _write_mapping(lines: list[str], key: str, mapping: Mapping[str, object], indent: str, field: Field | None) -> None:
    inner: list[str] = []
    subfields = {sub.name: sub for sub in field.subfields} if field else {}
    ordered = [*(name for name in subfields if name in mapping), *(name for name in mapping if name not in subfields)]
    for name in ordered:
        _write_value(inner, f"{indent}  {_scalar(name)}:", mapping[name], f"{indent}  ", subfields.get(name))
    if not inner:
        return
    if key.endswith("-"):
        inner[0] = f"{key} {inner[0].lstrip(' ')}"
        lines.extend(inner)
    else:
        lines.extend([key, *inner])


def _as_mapping(value: object) -> Mapping[str, object] | None:
    if isinstance(value, Mapping):
        return value
    if not is_dataclass(value) or isinstance(value, type):
        return None
    rows = {f.name.rstrip("_"): (getattr(value, f.name), f.default) for f in fields(value)}
    return {name: inner for name, (inner, default) in rows.items() if inner != default}


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.datetime):
        local = value.astimezone(VIETNAM)
        return f"{local:%Y-%m-%d}" if local.time() == dt.time() else f"{local:%Y-%m-%dT%H:%M}"
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _is_block(text: str, field: Field | None) -> bool:
    """Will YAML give `text` back unchanged from a block of lines? Not with a space or a tab before it, or blank lines at its end."""
    if "\n" not in text or (field is not None and field.kind is not Kind.TEXT):
        return False
    lines = text.split("\n")
    return bool(lines[0] and lines[-1]) and lines[0][0] not in " \t" and all(line == "" or not line.isspace() for line in lines)


def _must_quote(text: str) -> bool:
    return not text or bool(_SPECIAL_START.match(text)) or bool(_SPECIAL_INSIDE.search(text))


def _scalar(text: str) -> str:
    return quoted(text) if _must_quote(text) or _TYPED.fullmatch(text) else text


def folder_of(name: str) -> str:
    """The folder of a type that an editor names: `bai-viet`, `Bài viết`, `van ban`. NewEntryError with all names otherwise."""
    folder = _NAMES.get(slug(name))
    if folder is None:
        raise NewEntryError(name, f"không có loại nội dung này. Các loại: {', '.join(TYPE_OF_FOLDER)}.")
    return folder


def new_entry(content_root: Path, folder: str, title: str, now: dt.datetime) -> Path:
    """Begin a file: `content/<folder>/<slug>.md`, a draft with a fresh id, every obligatory field to fill in, and the
    outline of its type.

    `folder` may be any name that `folder_of` knows. NewEntryError when the title gives no name or the file is there.
    """
    folder = folder_of(folder)
    clean = " ".join(title.split())
    name = derived_slug(folder, clean)
    if not name or is_reserved_slug(name):
        raise NewEntryError(title, "tiêu đề này không dùng làm tên tệp được. Ghi tiêu đề có chữ, dài hơn một từ.")
    local = now.astimezone(VIETNAM)
    given = {"id": fresh_id(folder, local.year), "title": clean, "date": local.date(), "status": "draft"}
    wanted = {*given, *_ALSO_TO_FILL.get(folder, ())}
    values = {f.name: given.get(f.name) or to_fill(f) for f in FIELDS_OF[folder] if f.is_required or f.name in wanted}
    return write_file(content_root, f"{folder}/{name}.md", write_entry(values, folder, outline(folder)))


def fresh_id(folder: str, year: int) -> str:
    """A new permanent id: `bv-2026-k7m3qd`; one in 887 million for a folder and year."""
    return f"{_ID_PREFIX[folder]}-{year}-{''.join(secrets.choice(_ID_LETTERS) for _ in range(_ID_LENGTH))}"


def id_prefix(folder: str) -> str:
    """First part of the ids of an entry of `folder`: `bv`."""
    return _ID_PREFIX[folder]


def to_fill(field: Field) -> object:
    """What stands in a new file for a field that the editor must fill in: the checker names it until that is done."""
    if field.kind is Kind.MAPPING:
        return {sub.name: to_fill(sub) for sub in field.subfields}
    if field.choices:
        hint = f"{PLACEHOLDER}một trong {', '.join(field.choices)})"
    elif field.kind in _BARE:
        hint = f"{PLACEHOLDER}{field.label}, ví dụ {field.example})"
    else:
        hint = f"{PLACEHOLDER}{field.label})"
    return [hint] if field.is_list else hint


def write_file(content_root: Path, relative: str, text: str, *, is_new: bool = True) -> Path:
    """Write `text` (UTF-8, `\\n`) to the POSIX path `relative` inside `content_root`, whole or not at all.

    OutsideFolderError when the path leads out, also through a link; NewEntryError when `is_new` and the file is there.
    """
    root = content_root.resolve()
    target = root / relative
    if "\\" in relative or not target.resolve().is_relative_to(root) or target.is_symlink():
        raise OutsideFolderError(relative, "đường dẫn ra ngoài thư mục content/; không ghi gì.")
    if is_new and target.exists():
        raise NewEntryError(f"content/{relative}", "tệp này đã có. Đổi tiêu đề, hoặc mở tệp đó để sửa.")
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.tmp")
    try:
        temporary.write_text(text, encoding="utf-8", newline="\n")
        os.replace(temporary, target)  # noqa: PTH105 - the rename that also replaces on Windows
    finally:
        temporary.unlink(missing_ok=True)
    return content_root / relative
