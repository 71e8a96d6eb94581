"""The schema and the model say the same, and every field can be explained to an editor."""

import dataclasses
import datetime as dt
import typing

import pytest

from plugins.core.model import ENTRY_TYPES, TYPE_OF_FOLDER, VIETNAM, Article, Entry, Status
from plugins.core.rules import Located
from plugins.editorial.fields import UNREAD, read_field
from plugins.editorial.frontmatter import ListNode, Scalar
from plugins.editorial.schema import FIELD_OF, FIELDS_OF, Field, Kind, today_or_later

ALL = [(folder, field) for folder, fields in FIELDS_OF.items() for field in fields]
NESTED = [field for _, field in ALL if field.kind is Kind.MAPPING]
NOW = dt.datetime(2026, 7, 5, 8, tzinfo=VIETNAM)


def attributes(model: type) -> dict[str, dataclasses.Field[object]]:
    return {f.name: f for f in dataclasses.fields(model)}


def is_obligatory(field: dataclasses.Field[object]) -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def test_every_type_has_fields() -> None:
    """The schema knows the nine folders of the model, no more and no fewer."""
    assert list(FIELDS_OF) == [entry_type.folder for entry_type in ENTRY_TYPES]
    assert len(FIELDS_OF) == 9


@pytest.mark.parametrize("folder", FIELDS_OF)
def test_names_equal_the_model(folder: str) -> None:
    """Field names and attributes are the same set, both ways; only the path comes from the file itself."""
    names = [field.name for field in FIELDS_OF[folder]]
    assert len(names) == len(set(names))
    assert set(names) == set(attributes(TYPE_OF_FOLDER[folder])) - {"path"}


@pytest.mark.parametrize("field", NESTED, ids=lambda field: field.name)
def test_subfields_equal_the_model(field: Field) -> None:
    """The fields of a mapping are the attributes of its class, and what the class needs is obligatory."""
    assert field.model is not None
    theirs = attributes(field.model)
    assert {sub.name for sub in field.subfields} == {name.rstrip("_") for name in theirs}
    for sub in field.subfields:
        assert sub.is_required == is_obligatory(theirs["from_" if sub.name == "from" else sub.name])


@pytest.mark.parametrize("folder", FIELDS_OF)
def test_the_model_gets_what_it_needs(folder: str) -> None:
    """An attribute without a default is obligatory, derived (slug), or filled when absent."""
    for name, attribute in attributes(TYPE_OF_FOLDER[folder]).items():
        if is_obligatory(attribute) and name not in ("path", "slug"):
            field = FIELD_OF[folder][name]
            assert field.is_required or field.if_absent is not None


@pytest.mark.parametrize("folder", FIELDS_OF)
def test_lists_and_choices_fit_the_model(folder: str) -> None:
    """A list of the schema is a tuple of the model, a choice of a closed set is its enumeration."""
    hints = typing.get_type_hints(TYPE_OF_FOLDER[folder])
    for field in FIELDS_OF[folder]:
        hint = hints[field.name]
        assert field.is_list == (typing.get_origin(hint) is tuple)
        if isinstance(hint, type) and issubclass(hint, str) and hint is not str:
            assert field.choices == tuple(hint)


@pytest.mark.parametrize(("folder", "field"), ALL, ids=lambda value: value if isinstance(value, str) else value.name)
def test_editors_are_told(folder: str, field: Field) -> None:
    """Label and help are there: the help is one sentence, and the example is a value that the field takes."""
    for each in (field, *field.subfields):
        assert each.label
        assert each.help.endswith(".")
        if each.kind is Kind.MAPPING:
            assert each.subfields
            continue
        node = Scalar(text=each.example.strip('"'), line=1)
        findings: list[typing.Any] = []
        assert read_field(each, ListNode(items=(node,), line=1) if each.is_list else node, findings) not in (UNREAD, "", ())
        assert findings == []


def required(folder: str) -> set[str]:
    return {field.name for field in FIELDS_OF[folder] if field.is_required}


def test_obligations() -> None:
    """Four fields everywhere; a summary except for slogans; sources where a text rests on others."""
    for folder in FIELDS_OF:
        assert required(folder) >= {"id", "title", "date", "status"}
        assert ("summary" in required(folder)) == (folder != "khau-hieu")
        assert ("sources" in required(folder)) == (folder in ("bai-viet", "mo-hinh", "guong", "kiem-chung"))
    assert "category" in required("bai-viet")
    assert not required("van-ban") & {"number", "issuer", "excerpt", "issued"}
    assert "approval" not in required("khau-hieu")


def entry(**values: typing.Any) -> Entry:
    base = {"path": "bai-viet/x.md", "id": "bv-1", "title": "Mẫu", "slug": "mau", "category": "tin", "date": NOW}
    return Article(**(base | values))


LATER = NOW + dt.timedelta(minutes=1)


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"updated": NOW},
        {"date": LATER, "publish_at": LATER},
        {"date": LATER, "status": Status.DRAFT},
        {"date": LATER, "status": Status.WITHDRAWN},
    ],
)
def test_dates_that_are_meant(values: dict[str, typing.Any]) -> None:
    """A date up to now, one with `publish_at`, and any date of an entry that is not published pass."""
    assert list(today_or_later(entry(**values), {}, NOW)) == []


@pytest.mark.parametrize(("values", "name"), [({"date": LATER}, "date"), ({"updated": LATER}, "updated")])
def test_dates_to_come(values: dict[str, typing.Any], name: str) -> None:
    """A date after the build without `publish_at` is found on its line, with the line that would make it meant."""
    findings = list(today_or_later(entry(**values), {name: Located(value=LATER, line=5)}, NOW))
    assert [(f.line, f.suggestion) for f in findings] == [(5, "publish_at: 2026-07-05T08:01")]
    assert f"“{name}” là 2026-07-05T08:01" in findings[0].message


def test_a_day_to_come_is_written_as_a_day() -> None:
    """A date without a time is shown without one, and without a line of its own on line 1."""
    findings = list(today_or_later(entry(date=dt.datetime(2026, 7, 6, tzinfo=VIETNAM)), {}, NOW))
    assert [(f.line, f.suggestion) for f in findings] == [(1, "publish_at: 2026-07-06")]
