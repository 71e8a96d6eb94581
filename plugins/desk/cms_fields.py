"""From a field of the schema to the field of the browser desk (Sveltia CMS): its control, label, help, form and choices. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from plugins.desk.cms_words import cms_words
from plugins.editorial.schema_field import MAX_ITEMS, MAX_LINE, Field, Kind

#: a field of the desk: JSON
CmsField = dict[str, Any]

#: pictures that the portal reads
_PICTURES = ".jpg,.jpeg,.png,.webp"
#: fields that hold a picture; other paths are files to download
_PICTURE_FIELDS = frozenset({"file", "poster"})
#: fields that name other documents by their number
_TO_DOCUMENTS = frozenset({"implements", "replaces", "amends"})
#: above this many choices a list opens, below all are shown
_SHOWN_CHOICES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class CmsLists:
    """What the ward keeps in content/du-lieu/, as pairs of stored value and label."""

    categories: tuple[tuple[str, str], ...] = ()
    #: names of offices
    offices: tuple[str, ...] = ()


def cms_field(field: Field, lists: CmsLists) -> CmsField:
    """The field of the desk for `field`; not for `id`, which no editor sees."""
    shown = _shown(field)
    if field.kind is Kind.MAPPING:
        return shown | _mapping(field, lists)
    if field.name in _TO_DOCUMENTS:
        return shown | _relation()
    if field.kind is Kind.PATH:
        return shown | _file(field)
    options = _options(field, lists)
    if options:
        return shown | _select(field, options)
    control = _CONTROLS[field.kind](field)
    if not field.is_list:
        return shown | control
    item = {"name": field.name, "label": _capital(field.label), "required": True} | control
    return shown | {"widget": "list", "label_singular": field.label, "max": MAX_ITEMS, "field": item}


def _shown(field: Field) -> CmsField:
    return {"name": field.name, "label": _capital(field.label), "hint": cms_words().help_of(field), "required": field.is_required}


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]


def _mapping(field: Field, lists: CmsLists) -> CmsField:
    fields = [cms_field(sub, lists) for sub in field.subfields]
    if field.is_list:
        summary = "{{fields." + field.subfields[0].name + "}}"
        return {"widget": "list", "label_singular": field.label, "max": MAX_ITEMS, "summary": summary, "fields": fields}
    return {"widget": "object", "fields": fields}


def _relation() -> CmsField:
    names = ["number", "title"]
    return {
        "widget": "relation",
        "collection": "van-ban",
        "multiple": True,
        "max": MAX_ITEMS,
        "value_field": "number",
        "display_fields": names,
        "search_fields": names,
    }


def _file(field: Field) -> CmsField:
    control: CmsField = {"widget": "image", "accept": _PICTURES} if field.name in _PICTURE_FIELDS else {"widget": "file"}
    control["choose_url"] = False
    return control | ({"multiple": True, "max": MAX_ITEMS} if field.is_list else {})


def _options(field: Field, lists: CmsLists) -> tuple[tuple[str, str], ...]:
    """Value and label of each choice; none for a field that is written freely."""
    if field.kind is Kind.CHOICE:
        names = cms_words().choices[field.name]
        return tuple((str(choice), names[choice]) for choice in field.choices)
    if field.name == "category":
        return lists.categories
    if field.name in ("unit", "office"):
        return tuple((name, name) for name in lists.offices)
    return ()


def _select(field: Field, options: tuple[tuple[str, str], ...]) -> CmsField:
    control: CmsField = {
        "widget": "select",
        "options": [{"value": value, "label": label} for value, label in options],
        "dropdown_threshold": _SHOWN_CHOICES if field.is_required or field.is_list else 0,
    }
    if field.is_list:
        control |= {"multiple": True, "max": MAX_ITEMS}
    if field.name == "status":
        control["default"] = "draft"
    return control


def _line(field: Field) -> CmsField:
    # a limit that no honest text meets would only put a counter under every field
    return {"widget": "string"} | ({"maxlength": field.longest} if field.longest < MAX_LINE else {})


def _text(field: Field) -> CmsField:
    return {"widget": "text"}


def _formed(field: Field) -> CmsField:
    kind = Kind.NUMBER if field.kind is Kind.JUDGED_NUMBER else field.kind
    return _line(field) | {"pattern": list(cms_words().patterns[kind.value])}


def _date(field: Field) -> CmsField:
    return {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD"}


def _moment(field: Field) -> CmsField:
    control: CmsField = {"widget": "datetime", "format": "YYYY-MM-DDTHH:mm"}
    return control | ({"default": "{{now}}"} if field.name == "date" else {})


def _yes_no(field: Field) -> CmsField:
    # a switch would write `false` into every file that says nothing
    return _select(field, cms_words().yes_no)


def _integer(field: Field) -> CmsField:
    return {"widget": "number", "value_type": "int"}


_CONTROLS: Mapping[Kind, Callable[[Field], CmsField]] = {
    Kind.LINE: _line,
    Kind.TAG: _formed,
    Kind.TEXT: _text,
    Kind.SLUG: _formed,
    Kind.DATE: _date,
    Kind.DATE_OR_UNKNOWN: _formed,
    Kind.MOMENT: _moment,
    Kind.YES_NO: _yes_no,
    Kind.INTEGER: _integer,
    Kind.ADDRESS: _formed,
    Kind.NUMBER: _formed,
    Kind.JUDGED_NUMBER: _formed,
    Kind.PERMIT: _formed,
}
