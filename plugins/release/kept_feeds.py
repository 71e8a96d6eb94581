"""A feed that is kept must not speak of what was taken back: it may hold the whole text of a withdrawn entry."""

import json
import re
from collections.abc import Collection, Iterable
from io import BytesIO
from xml.etree import ElementTree

_ITEMS = frozenset({"item", "{http://www.w3.org/2005/Atom}entry"})


def speaks_of(data: bytes, gone: Collection[str]) -> bool:
    """Does a file name one of these addresses?"""
    return any(path.encode() in data for path in gone)


def feed_without(path: str, data: bytes, gone: Collection[str]) -> bytes | None:
    """A feed without the items that name one of these addresses; the same bytes when none does; None when it cannot be read."""
    if not speaks_of(data, gone):
        return data
    try:
        return _json_without(data, gone) if path.endswith(".json") else _xml_without(data, gone)
    except (ValueError, KeyError, TypeError, AttributeError, ElementTree.ParseError):
        return None


def _json_without(data: bytes, gone: Collection[str]) -> bytes:
    feed = json.loads(data)
    feed["items"] = [item for item in feed["items"] if not speaks_of(json.dumps(item, ensure_ascii=False).encode(), gone)]
    return json.dumps(feed, ensure_ascii=False, indent=1).encode()


def _xml_without(data: bytes, gone: Collection[str]) -> bytes:
    for prefix, address in _namespaces(data):
        if not re.fullmatch(r"ns\d+", prefix):  # such names ElementTree gives itself
            ElementTree.register_namespace(prefix, address)
    root = ElementTree.fromstring(data)  # noqa: S314 - our own feed, its digest proved by the manifest
    for parent in list(root.iter()):
        for item in [child for child in parent if child.tag in _ITEMS and speaks_of(ElementTree.tostring(child, "utf-8"), gone)]:
            parent.remove(item)
    written: bytes = ElementTree.tostring(root, "utf-8", xml_declaration=True)
    return written


def _namespaces(data: bytes) -> Iterable[tuple[str, str]]:
    return [pair for _, pair in ElementTree.iterparse(BytesIO(data), ["start-ns"])]  # noqa: S314 - as below
