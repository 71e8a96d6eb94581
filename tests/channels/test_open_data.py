"""The register as open data: what a spreadsheet and a program read is what the register says."""

import csv
import io
import json
import re
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.channels.open_data import FIELDS, DocumentRecord, RegisterDataView, register_csv, register_json, register_schema

RECORD = DocumentRecord(
    number="05-NQ/TU",
    kind="Nghị quyết",
    issuer="Ban Chấp hành Đảng bộ thành phố (mẫu)",
    issued="2026-01-14",
    excerpt='Câu mẫu có "ngoặc", dấu phẩy; và\nxuống dòng',
    legal_status="Đã ban hành",
    effective="",
    effective_until="",
    signer="",
    implements=("04-ĐA/TU", "80-KH/ĐU"),
    replaces=(),
    amends=(),
    url="https://mau.example/van-ban/05-nq-tu-2026.html",
)
VIEW = RegisterDataView(
    title="Sổ văn bản mẫu",
    publisher="Phường mẫu",
    url="https://mau.example/van-ban/index.html",
    schema="https://mau.example/van-ban/so-van-ban.schema.json",
    records=(RECORD, replace(RECORD, number="", issued="", implements=())),
)


def rows(data: bytes) -> list[list[str]]:
    """The cells of a table, as a reader that follows RFC 4180 sees them."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def test_excel_reads_the_table() -> None:
    """The file begins with the mark of UTF-8, lines end with CR LF, quotes and line ends survive, and numbers share a cell."""
    data = register_csv(VIEW)
    assert data.startswith(b'\xef\xbb\xbf"S\xe1\xbb\x91, k\xc3\xbd hi\xe1\xbb\x87u",')
    assert data.endswith(b"\r\n")
    head, first, second = rows(data)
    assert head == [field.label for field in FIELDS]
    assert len(first) == len(second) == len(head)
    assert dict(zip(head, first, strict=True))["Trích yếu"] == RECORD.excerpt
    assert dict(zip(head, first, strict=True))["Thực hiện"] == "04-ĐA/TU; 80-KH/ĐU"
    assert second[0] == ""


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_is_a_formula(sign: str) -> None:
    """A text or a list that begins like a formula gets an apostrophe before it; the JSON keeps it as it is."""
    record = replace(RECORD, excerpt=f"{sign}HYPERLINK(0)", implements=(f"{sign}1",))
    view = replace(VIEW, records=(record,))
    [_, cells] = rows(register_csv(view))
    assert f"'{sign}HYPERLINK(0)" in cells
    assert f"'{sign}1" in cells
    [document] = json.loads(register_json(view))["documents"]
    assert document["excerpt"] == f"{sign}HYPERLINK(0)"


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=30))
def test_every_text_comes_back(text: str) -> None:
    """Whatever an excerpt says, a reader of the table and of the JSON gets it back, but for the apostrophe."""
    view = replace(VIEW, records=(replace(RECORD, excerpt=text),))
    [_, cells] = rows(register_csv(view))
    assert cells[4] in (text, f"'{text}")
    assert not cells[4].startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert json.loads(register_json(view))["documents"][0]["excerpt"] == text


def test_the_table_of_fields_is_whole() -> None:
    """Every field of a record has its column, in the same order."""
    assert [field.name for field in FIELDS] == [field.name for field in fields(DocumentRecord)]


def fits(value: object, schema: dict) -> bool:  # type: ignore[type-arg] # JSON
    """Does the value fit the few words of JSON Schema that we use?"""
    kinds = {"string": str, "integer": int, "array": list, "object": dict}
    if not isinstance(value, kinds[schema["type"]]):
        return False
    if isinstance(value, str):
        return re.search(schema.get("pattern", ""), value) is not None
    if isinstance(value, list):
        return all(fits(item, schema["items"]) for item in value)
    if isinstance(value, dict):
        known = schema["properties"]
        return set(schema["required"]) <= set(value) <= set(known) and all(fits(item, known[name]) for name, item in value.items())
    return True


def test_the_json_is_what_its_schema_says() -> None:
    """The JSON fits the published schema, names it, and counts its documents; a record that lost a field would not fit."""
    schema, data = json.loads(register_schema(VIEW)), json.loads(register_json(VIEW))
    assert schema["$id"] == data["$schema"]
    assert data["count"] == len(data["documents"]) == 2
    assert fits(data, schema)
    documents = schema["properties"]["documents"]["items"]["properties"]
    assert all(row["description"].endswith(".") for row in documents.values())
    del data["documents"][0]["number"]
    assert not fits(data, schema)
