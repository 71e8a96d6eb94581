"""From the tree of a text to its HTML, written as Python-Markdown writes it, in half the time.

The library's serializer asks of every element what HTML as a whole may hold: comments, names with namespaces, scripts,
attributes without a value. The tree of a text has a small set of tags and attributes; any other tree goes to the library.
"""

import functools
from collections.abc import Callable
from xml.etree import ElementTree

import markdown
from markdown.serializers import RE_AMP

_EMPTY = frozenset({"br", "hr", "img"})
_TAGS = _EMPTY | frozenset(
    "a blockquote code dd div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 li ol p pre strong sup table tbody td th thead tr ul".split()
)
#: none of these may stand without a value
_ATTRIBUTES = frozenset({"alt", "class", "href", "id", "scope", "src", "start", "title"})


class _UnknownError(Exception):
    """A tree that holds more than `_write` knows."""


def speed_up(converter: markdown.Markdown) -> None:
    """Put `_written` before the serializer."""
    converter.serializer = functools.partial(_written, converter.serializer)


def _written(stock: Callable[[ElementTree.Element], str], root: ElementTree.Element) -> str:
    parts: list[str] = []
    try:
        _write(root, parts.append)
    except (_UnknownError, RecursionError):
        return stock(root)
    return "".join(parts)


def _write(element: ElementTree.Element, write: Callable[[str], None]) -> None:
    tag, attributes = element.tag, element.attrib
    if tag not in _TAGS:
        raise _UnknownError
    write(f"<{tag}{_attributes(attributes)}>" if attributes else f"<{tag}>")
    if element.text:
        write(_escaped(element.text))
    for child in element:
        _write(child, write)
    if tag not in _EMPTY:
        write(f"</{tag}>")
    if element.tail:
        write(_escaped(element.tail))


def _attributes(attributes: dict[str, str]) -> str:
    if not _ATTRIBUTES.issuperset(attributes):
        raise _UnknownError
    return "".join([f' {name}="{_quoted(value)}"' for name, value in sorted(attributes.items())])


def _quoted(text: str) -> str:
    return _escaped(text).replace('"', "&quot;")


def _escaped(text: str) -> str:
    if "&" in text:  # an entity stays as it is
        text = RE_AMP.sub("&amp;", text)
    return text.replace("<", "&lt;").replace(">", "&gt;")
