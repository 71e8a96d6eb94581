"""The register of documents as open data: CSV for a spreadsheet, JSON for programs, and a JSON Schema that says what the fields mean.

One table, FIELDS, gives the columns, the keys and the schema, so that they cannot drift apart.
"""

import csv
import io
import json
from dataclasses import dataclass
from typing import NamedTuple

#: a cell that begins so is a formula to a spreadsheet (OWASP, CSV Injection); an apostrophe makes it text again
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
#: between the numbers of one cell
_BETWEEN = "; "
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRecord:
    """One document of the register. What is not known is empty. Days are ISO (2026-01-14)."""

    number: str
    kind: str
    issuer: str
    issued: str
    excerpt: str
    #: in the words of the page
    legal_status: str
    effective: str
    effective_until: str
    signer: str
    #: numbers of other documents
    implements: tuple[str, ...]
    replaces: tuple[str, ...]
    amends: tuple[str, ...]
    #: absolute
    url: str


class _Field(NamedTuple):
    name: str
    #: column of the table
    label: str
    #: for the schema
    help: str
    form: dict[str, object]


_TEXT: dict[str, object] = {"type": "string"}
_DAY: dict[str, object] = {"type": "string", "pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$"}
_NUMBERS: dict[str, object] = {"type": "array", "items": {"type": "string"}}
FIELDS: tuple[_Field, ...] = (
    _Field("number", "Số, ký hiệu", "Số và ký hiệu, ví dụ 12/KH-UBND; trống nếu là dự thảo chưa có số.", _TEXT),
    _Field("kind", "Loại văn bản", "Tên loại văn bản, ví dụ Nghị quyết.", _TEXT),
    _Field("issuer", "Cơ quan ban hành", "Tên cơ quan ban hành; trống nếu chưa biết.", _TEXT),
    _Field("issued", "Ngày ban hành", "Năm-tháng-ngày; trống nếu chưa biết.", _DAY),
    _Field("excerpt", "Trích yếu", "Câu ngắn nói văn bản về việc gì.", _TEXT),
    _Field("legal_status", "Hiệu lực", "Tình trạng hiệu lực như ghi trên cổng; trống nếu chưa biết.", _TEXT),
    _Field("effective", "Có hiệu lực từ", "Năm-tháng-ngày; trống nếu chưa biết.", _DAY),
    _Field("effective_until", "Có hiệu lực đến", "Năm-tháng-ngày; trống nếu không có.", _DAY),
    _Field("signer", "Người ký", "Người ký; trống nếu chưa biết.", _TEXT),
    _Field("implements", "Thực hiện", "Số, ký hiệu của các văn bản mà văn bản này thực hiện.", _NUMBERS),
    _Field("replaces", "Thay thế", "Số, ký hiệu của các văn bản bị thay thế.", _NUMBERS),
    _Field("amends", "Sửa đổi", "Số, ký hiệu của các văn bản được sửa đổi.", _NUMBERS),
    _Field("url", "Địa chỉ trang", "Trang của văn bản trên cổng.", {"type": "string", "format": "uri"}),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterDataView:
    """The register in one of its forms. Addresses are absolute."""

    title: str
    publisher: str
    #: page of the register
    url: str
    #: the schema
    schema: str
    #: as the page shows them: newest first
    records: tuple[DocumentRecord, ...] = ()


def register_csv(view: RegisterDataView) -> bytes:
    """RFC 4180 in UTF-8; the mark at its beginning tells Excel so. No cell can be a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([field.label for field in FIELDS])
    for record in view.records:
        writer.writerow([_cell(getattr(record, field.name)) for field in FIELDS])
    return text.getvalue().encode("utf-8-sig")


def register_json(view: RegisterDataView) -> bytes:
    """An object with `documents`, each with the keys of FIELDS, in UTF-8."""
    documents = [{field.name: getattr(record, field.name) for field in FIELDS} for record in view.records]
    head = {"$schema": view.schema, "title": view.title, "publisher": view.publisher, "url": view.url}
    return _json(head | {"count": len(documents), "documents": documents})


def register_schema(view: RegisterDataView) -> bytes:
    """What the JSON holds, as JSON Schema; the descriptions hold for the CSV too."""
    rows = {field.name: {"title": field.label, "description": field.help} | field.form for field in FIELDS}
    document = {"type": "object", "properties": rows, "required": list(rows), "additionalProperties": False}
    whole = {name: {"type": "string"} for name in ("$schema", "title", "publisher", "url")}
    properties = whole | {"count": {"type": "integer", "minimum": 0}, "documents": {"type": "array", "items": document}}
    head = {"$schema": _DIALECT, "$id": view.schema, "title": view.title, "type": "object"}
    return _json(head | {"properties": properties, "required": list(properties), "additionalProperties": False})


def _cell(value: str | tuple[str, ...]) -> str:
    text = value if isinstance(value, str) else _BETWEEN.join(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
