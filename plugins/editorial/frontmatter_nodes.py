"""Events of the YAML parser, made into nodes that keep every scalar as text with its line.

PyYAML's constructors are never used: they read `no` as False, `9:30` as 570, and let a repeated key win silently.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import yaml

from plugins.core.rules import Finding
from plugins.editorial.frontmatter_faults import block_fault, value_fault

#: lists and mappings inside one another; the schema needs three
MAX_DEPTH = 8
#: names of fields in all mappings together; a list of a hundred results has two hundred
MAX_NAMES = 500

# libyaml reads a small front matter in 35 µs, the Python parser in 900 µs; both give the same events
_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# the published types of events allow None for marks that the parser always sets
_Event = Any
_ONE_WORD = re.compile(r"[a-z0-9_:T-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar:
    """One value, as written, without its quotes."""

    text: str
    #: line of the key, or of the list item
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListNode:
    """A list, `- a` or `[a]`."""

    items: tuple["Node", ...]
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MapNode:
    """A mapping of field names to values."""

    fields: Mapping[str, "Node"]
    line: int


Node = Scalar | ListNode | MapNode


class FaultError(Exception):
    """A finding on its way out of the nest of nodes."""

    def __init__(self, line: int, message: str, suggestion: str = "") -> None:
        self.finding = Finding(line=line, message=message, suggestion=suggestion)
        super().__init__(message)


def repeated(name: str, line: int, first: int) -> Finding:
    """The finding for a field that stands twice."""
    return Finding(line=line, message=f"Trường “{name}” ghi hai lần (lần đầu ở dòng {first}). Giữ một, xóa một.")


class Reader:
    """Events of one YAML text, made into nodes."""

    def __init__(self, text: str, first_line: int, findings: list[Finding], broken: set[str]) -> None:
        self._parser = _Parser(text)
        self._next = self._parser.get_event
        self._lines = text.split("\n")
        self._first = first_line
        self._findings = findings
        self._broken = broken
        self._names = 0

    def close(self) -> None:
        """Frees what the parser holds."""
        self._parser.dispose()

    def _line(self, event: _Event) -> int:
        return int(event.start_mark.line) + self._first

    def document(self) -> dict[str, Node]:
        """The fields of the text. FaultError or yaml.YAMLError at the first fault of form; repeated fields are findings."""
        self._next()  # start of stream
        start = self._next()
        if type(start) is yaml.StreamEndEvent:
            return {}
        event = self._next()
        is_plain = type(event) is yaml.MappingStartEvent and event.anchor is None and event.tag is None and not event.flow_style
        if start.explicit or not is_plain:
            found = block_fault("\n".join(self._lines), self._first, 0)
            raise FaultError(found.line, found.message, found.suggestion)
        node = self._mapping(event, self._line(event), 1)
        end = self._next()  # end of document
        if end.explicit or type(self._next()) is not yaml.StreamEndEvent:
            raise FaultError(self._line(end), "Dòng “...” không dùng được trong phần đầu bài. Xóa dòng này.")
        return dict(node.fields)

    def _node(self, event: _Event, line: int, depth: int, name: str) -> Node:
        kind = type(event)
        if kind is yaml.AliasEvent or event.anchor is not None or (event.tag is not None and event.tag != "!"):
            raise FaultError(line, *value_fault(self._lines[event.start_mark.line], event.start_mark.column, name))
        if kind is yaml.ScalarEvent:
            return self._scalar(event, line, name)
        if depth > MAX_DEPTH:
            raise FaultError(line, f"Trường “{name}” lồng quá {MAX_DEPTH} tầng. Viết theo mẫu trong sổ tay.")
        if kind is yaml.SequenceStartEvent:
            return self._list(line, depth + 1, name)
        return self._mapping(event, line, depth + 1)

    def _scalar(self, event: _Event, line: int, name: str) -> Scalar:
        text = event.value
        if not event.style:  # '' from libyaml, None from the Python parser: a plain scalar
            tail = self._lines[event.end_mark.line][event.end_mark.column :].lstrip()
            if tail.startswith("#"):
                row, column = self._lines[event.start_mark.line], event.start_mark.column
                raise FaultError(
                    line,
                    f"Phần từ dấu # trở đi của “{name}” sẽ bị mất. Đặt cả nội dung trong ngoặc kép, hoặc xóa phần đó.",
                    # “published # đã duyệt”: no state, day or key holds more than its one word
                    row[:column].lstrip() + text if _ONE_WORD.fullmatch(text) else value_fault(row, column, name)[1],
                )
        elif event.style in "|>":
            # the line end that closes a block is form, not content
            text = text[:-1] if text.endswith("\n") else text
        return Scalar(text=text, line=line)

    def _list(self, line: int, depth: int, name: str) -> ListNode:
        items = []
        while type(event := self._next()) is not yaml.SequenceEndEvent:
            items.append(self._node(event, self._line(event), depth, name))
        return ListNode(items=tuple(items), line=line)

    def _mapping(self, start: _Event, line: int, depth: int) -> MapNode:
        fields: dict[str, Node] = {}
        while type(key := self._next()) is not yaml.MappingEndEvent:
            key_line = self._line(key)
            if type(key) is not yaml.ScalarEvent or key.anchor is not None or key.tag is not None or key.style in ("|", ">"):
                raise FaultError(key_line, "Tên trường phải là một từ đơn giản. Viết theo mẫu “tên: nội dung”.")
            self._names += 1
            if self._names > MAX_NAMES:
                raise FaultError(key_line, f"Có hơn {MAX_NAMES} tên trường. Xóa các trường thừa.")
            name = str(key.value)
            node = self._node(self._next(), key_line, depth, name)
            if name in fields:
                self._findings.append(repeated(name, key_line, fields[name].line))
                self._broken.add(name)
                continue
            fields[name] = node
        return MapNode(fields=MappingProxyType(fields), line=line)
