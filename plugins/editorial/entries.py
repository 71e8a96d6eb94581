"""From front matter to an entry: the schema applied, all faults at once. Pure: neither the clock nor other entries count."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from plugins.core.model import TYPE_OF_FOLDER, Entry
from plugins.core.rules import Finding, Located
from plugins.editorial.fields import UNREAD, missing, read_field, unknown
from plugins.editorial.frontmatter import FrontMatter, Node, Scalar
from plugins.editorial.schema import FIELD_OF, FIELDS_OF, Field
from plugins.editorial.values import is_reserved_slug
from plugins.vietnamese.slug import slug

#: pairs of fields of which the first must not be later than the second
_ORDER = (
    ("date", "updated"),
    ("date", "expires"),
    ("publish_at", "expires"),
    ("issued", "effective_until"),
    ("effective", "effective_until"),
    ("asked_on", "answered_on"),
)
#: fields of a document that name others by their numbers
_OF_OTHERS = ("implements", "replaces", "amends")
#: of each folder, the fields that must be given, and what the model gets where nothing was given
_REQUIRED = {folder: tuple(f for f in fields if f.is_required) for folder, fields in FIELDS_OF.items()}
_IF_ABSENT = {folder: {f.name: f.if_absent for f in fields if f.if_absent is not None} for folder, fields in FIELDS_OF.items()}
_YEAR_IN_NUMBER = re.compile(r"/\d{4}/")
_SLUG_LENGTH = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltEntry:
    """What the schema says of one source."""

    #: None when a known field is wrong or missing; a field with an unknown name alone does not hide the entry from the rules
    entry: Entry | None
    #: findings of rule FM01, without those of the front matter's form
    findings: tuple[Finding, ...]
    #: typed values by field name; the written text where it could not be typed
    fields: Mapping[str, Located]


def build_entry(path: str, front: FrontMatter) -> BuiltEntry:
    """The entry at `path` (POSIX, from content/) from its front matter. Never raises for what an editor wrote."""
    folder = path.partition("/")[0]
    if folder not in FIELDS_OF:
        return _nothing(_no_type(path))
    if not front.is_readable:
        return _nothing()
    findings: list[Finding] = []
    values, located = _values(folder, front, findings)
    strangers = _strangers(folder, front)
    findings.extend([missing(f, 1) for f in _REQUIRED[folder] if f.name not in front.fields and f.name not in front.broken])
    findings.extend(_order_findings(values, located))
    findings.extend(_own_number_findings(values, located))
    if "slug" not in values and "title" in values:
        findings.extend(_derive_slug(folder, values, located))
    findings.extend(_redirect_findings(values, located))
    is_whole = not findings and not front.findings
    return BuiltEntry(
        entry=_entry(path, folder, values) if is_whole else None,
        findings=tuple(sorted((*findings, *strangers), key=lambda f: f.line)),
        fields=MappingProxyType(located),
    )


def _nothing(*findings: Finding) -> BuiltEntry:
    return BuiltEntry(entry=None, findings=findings, fields=MappingProxyType({}))


def _no_type(path: str) -> Finding:
    known = ", ".join(f"{folder}/" for folder in FIELDS_OF)
    return Finding(line=0, message=f"Tệp “{path}” không nằm trong thư mục của loại nội dung nào. Chuyển vào một trong: {known}.")


def _values(folder: str, front: FrontMatter, findings: list[Finding]) -> tuple[dict[str, Any], dict[str, Located]]:
    """Typed values of what was given, and everything given with its line."""
    values: dict[str, Any] = {}
    located: dict[str, Located] = {}
    table = FIELD_OF[folder]
    for name, node in front.fields.items():
        field = table.get(name)
        if field is None:
            continue
        value = read_field(field, node, findings)
        if value is UNREAD:
            located[name] = Located(value=node.text if isinstance(node, Scalar) else None, line=node.line)
            continue
        if value in ("", ()):
            if field.is_required:
                findings.append(missing(field, node.line))
            continue
        located[name] = Located(value=value, line=node.line)
        values[name] = value
    return values, located


def _strangers(folder: str, front: FrontMatter) -> list[Finding]:
    table = FIELD_OF[folder]
    return [_stranger(name, node, folder, table) for name, node in front.fields.items() if name not in table]


def _stranger(name: str, node: Node, folder: str, table: Mapping[str, Field]) -> Finding:
    elsewhere = [other for other, theirs in FIELD_OF.items() if name in theirs]
    if elsewhere:
        message = f"Trường “{name}” không dùng cho {folder}, chỉ dùng cho {', '.join(elsewhere)}. Xóa dòng này."
        return Finding(line=node.line, message=message)
    return unknown(name, node.line, table, folder)


def _order_findings(values: Mapping[str, Any], located: Mapping[str, Located]) -> list[Finding]:
    findings = []
    for first, second in _ORDER:
        if first in values and second in values and values[first] != "unknown" and values[first] > values[second]:
            findings.append(Finding(line=located[second].line, message=f"“{second}” sớm hơn “{first}”. Kiểm tra lại hai ngày này."))
    valid = values.get("valid")
    if valid is not None and valid.from_ and valid.to and valid.from_ > valid.to:
        findings.append(Finding(line=located["valid"].line, message="“valid”: ngày “to” sớm hơn ngày “from”. Kiểm tra lại hai ngày này."))
    consent = values.get("consent")
    if consent is not None and consent.until and consent.until < consent.date:
        message = "“consent”: ngày “until” sớm hơn ngày “date”. Kiểm tra lại hai ngày này."
        findings.append(Finding(line=located["consent"].line, message=message))
    return findings


def _own_number_findings(values: Mapping[str, Any], located: Mapping[str, Located]) -> list[Finding]:
    """A document that replaces, amends or rests on itself."""
    own = values.get("number")
    message = "“{}” ghi số của chính văn bản này ({}): ghi số của văn bản kia, hoặc xóa số này."
    named = [name for name in _OF_OTHERS if own and own in values.get(name, ())]
    return [Finding(line=located[name].line, message=message.format(name, own)) for name in named]


def _derive_slug(folder: str, values: dict[str, Any], located: Mapping[str, Located]) -> list[Finding]:
    """Sets the slug that the editor did not give; a finding when title and number give none that can be used."""
    name = derived_slug(folder, values["title"], values.get("number", ""), values.get("issued"))
    if not name or is_reserved_slug(name):
        message = f"Tiêu đề này cho đường dẫn “{name}”, không dùng được. Thêm trường “slug”."
        return [Finding(line=located["title"].line, message=message, suggestion="slug: ten-bai-khong-dau")]
    values["slug"] = name
    return []


def derived_slug(folder: str, title: str, number: str = "", issued: object = None) -> str:
    """The slug of an entry whose editor gave none: from the title; of a document from its number and year (`05-nq-tu-2026`)."""
    if folder != "van-ban" or not number:
        return slug(title, _SLUG_LENGTH)
    has_year = _YEAR_IN_NUMBER.search(number) is not None
    year = f" {issued.year}" if isinstance(issued, dt.date) and not has_year else ""
    return slug(number + year, _SLUG_LENGTH)


def _redirect_findings(values: Mapping[str, Any], located: Mapping[str, Located]) -> list[Finding]:
    if "slug" in values and values["slug"] in values.get("redirect_from", ()):
        message = f"“redirect_from” chứa chính đường dẫn đang dùng “{values['slug']}”. Xóa mục đó."
        return [Finding(line=located["redirect_from"].line, message=message)]
    return []


def _entry(path: str, folder: str, values: Mapping[str, Any]) -> Entry:
    """The model of a whole set of values; what the editor may leave out and the model asks for is filled from the schema."""
    given = {**_IF_ABSENT[folder], **values}
    if given.get("issued") == "unknown":
        del given["issued"]
    return TYPE_OF_FOLDER[folder](path=path, **given)
