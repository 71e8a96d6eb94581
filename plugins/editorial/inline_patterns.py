"""Python-Markdown's inline patterns, tried only where the sign that they need is in the text: same HTML, half the time.

Stock Python-Markdown tries every pattern on every text node, and most nodes are plain prose. The loop over the patterns is
private, so it is replaced only in the version and the shape known here; elsewhere `speed_up` leaves everything as it is.
"""

import inspect
from typing import Any

import markdown
from markdown.treeprocessors import InlineProcessor
from markdown.util import INLINE_PLACEHOLDER_PREFIX, AtomicString

#: versions whose private loop was read and compared
_KNOWN_VERSIONS = ((3, 11),)
#: the private methods that are replaced or called, with the names of their arguments
_KNOWN_SHAPE = {
    "_InlineProcessor__handleInline": ["self", "data", "patternIndex"],
    "_InlineProcessor__applyPattern": ["self", "pattern", "data", "patternIndex", "startIndex"],
    "_InlineProcessor__processPlaceholders": ["self", "data", "parent", "isText"],
}
#: regular expression of a pattern -> signs of which one is in every text that it matches. The expression itself is the key:
#: a pattern that another version or extension writes otherwise is not in the table, and is always tried
TRIGGERS: dict[str, tuple[str, ...]] = {
    r"(?:(?<!\\)((?:\\{2})+)(?=`+)|(?<!\\)`)": ("`",),
    r"\\(.)": ("\\",),
    r"\[\^([^\]]*)\]": ("[^",),
    r"(?<!\!)\[": ("[",),
    r"\!\[": ("![",),
    r"<([A-Za-z][A-Za-z0-9+.-]*://[^<>]*)>": ("://",),
    r"<([^<> !]+@[^@<> ]+)>": ("@",),
    r"  \n": ("  \n",),
    r"(&(?:\#[0-9]+|\#x[0-9a-fA-F]+|[a-zA-Z0-9]+);)": ("&",),
    r"\*|_": ("*", "_"),
}


def is_known() -> bool:
    """Is this the Python-Markdown whose private loop this module replaces?"""
    if markdown.__version_info__[:2] not in _KNOWN_VERSIONS:
        return False
    found = {name: getattr(InlineProcessor, name, None) for name in _KNOWN_SHAPE}
    return all(method and list(inspect.signature(method).parameters) == _KNOWN_SHAPE[name] for name, method in found.items())


def speed_up(converter: markdown.Markdown) -> None:
    """Replace the processor of inline patterns, when it is the one known here. To be called after all extensions."""
    if is_known() and type(converter.treeprocessors["inline"]) is InlineProcessor:
        converter.treeprocessors.register(_Prefiltered(converter), "inline", 20)


def _triggers(pattern: Any) -> tuple[str, ...]:
    """Signs of which a text holds one when the pattern matches; none when nothing is known of the pattern."""
    return TRIGGERS.get(pattern.getCompiledRegExp().pattern, ())


class _Prefiltered(InlineProcessor):
    """The stock processor but for two loops: a pattern, or a search for placeholders, is passed over without its sign."""

    def __init__(self, md: markdown.Markdown) -> None:
        super().__init__(md)
        # read once: extensions register their patterns before the first text
        self._rows = tuple((index, pattern, _triggers(pattern)) for index, pattern in enumerate(self.inlinePatterns))
        signs = {sign for _, _, triggers in self._rows for sign in triggers}
        #: one of these is in every text that any pattern matches; "[" stands for "![" too. "", when a pattern is not known
        self._signs = tuple(sign for sign in sorted(signs) if not any(other in sign for other in signs - {sign}))
        if not all(triggers for _, _, triggers in self._rows):
            self._signs = ("",)

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803 - names of the private loop
        if isinstance(data, AtomicString) or not _has_one(data, self._signs):
            return data
        for index, pattern, triggers in self._rows[patternIndex:]:
            start, is_matched = 0, True
            while is_matched and (not triggers or _has_one(data, triggers)):
                data, is_matched, start = self._InlineProcessor__applyPattern(pattern, data, index, start)  # type: ignore[attr-defined]
        return data

    def _InlineProcessor__processPlaceholders(self, data: str | None, parent: Any, isText: bool = True) -> list[Any]:  # noqa: N802, N803
        if not data:
            return []
        if INLINE_PLACEHOLDER_PREFIX in data:
            return super()._InlineProcessor__processPlaceholders(data, parent, isText)  # type: ignore[misc, no-any-return] # private
        if isText:
            parent.text = parent.text + data if parent.text else data
        else:
            parent.tail = parent.tail + data if parent.tail else data
        return []


def _has_one(text: str, signs: tuple[str, ...]) -> bool:
    for sign in signs:  # noqa: SIM110 - any() with a generator takes three times as long, and this is asked of every node
        if sign in text:
            return True
    return False
