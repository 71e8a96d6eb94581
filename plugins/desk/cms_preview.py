"""What the desk shows beside the form: the text as residents will read it, and not the thirty fields around it. Pure."""

from collections.abc import Mapping
from typing import Any

#: fields that residents read as text; the desk cleans what it shows (`sanitize_preview`)
_READ = frozenset({"title", "summary", "key_points", "image", "excerpt", "question", "claim", "verdict", "evidence", "text", "body"})
#: inside a group
_SEEN = frozenset({"file", "credit"})


def with_preview(config: Mapping[str, Any]) -> dict[str, Any]:
    """The configuration with a preview of what residents read."""
    return {**config, "editor": {"preview": True}, "collections": [_collection(one) for one in config["collections"]]}


def _collection(collection: Mapping[str, Any]) -> dict[str, Any]:
    return {**collection, "fields": [_field(field) for field in collection["fields"]]}


def _field(field: Mapping[str, Any]) -> dict[str, Any]:
    """A field as it is shown; of a group of fields (a picture and what is said of it) those that residents see."""
    if field["name"] not in _READ:
        return {**field, "preview": False}
    if "fields" in field:
        return {**field, "fields": [one if one["name"] in _SEEN else {**one, "preview": False} for one in field["fields"]]}
    return dict(field)
