"""What the desk shows beside the form: the text as residents will read it, and not the thirty fields around it. Pure."""

from collections.abc import Mapping
from typing import Any

#: fields that residents read as text; the desk cleans what it shows (`sanitize_preview`)
_READ = frozenset({"title", "summary", "key_points", "image", "excerpt", "question", "claim", "verdict", "evidence", "text", "body"})


def with_preview(config: Mapping[str, Any]) -> dict[str, Any]:
    """The configuration with a preview of what residents read."""
    return {**config, "editor": {"preview": True}, "collections": [_collection(one) for one in config["collections"]]}


def _collection(collection: Mapping[str, Any]) -> dict[str, Any]:
    return {**collection, "fields": [field if field["name"] in _READ else {**field, "preview": False} for field in collection["fields"]]}
