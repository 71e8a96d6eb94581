"""Components of the theme and their examples: macro, style and examples share a name, so that each can be looked at alone.

    theme/templates/components/card.html  macros    theme/static/css/card.css  style    theme/templates/components/card.yaml  examples

A file of examples, in the YAML of front matter (every value is text; the views say what it is):

    description: Một bài trong danh sách.
    views:                      # what arguments are: a struct of views/, a list of them, int or bool; unnamed ones are text
      entry: CardView
      level: int
    arguments:                  # of every example; each may say more, or otherwise
      level: 2
    examples:
      Tiêu đề dài:
        description: Tiêu đề mẫu dài ba dòng, không có tóm tắt.
        macro: card             # the file's own name unless said
        inside: ul.cards        # an element around it, with its class; `head` for what belongs to the head of a page
        arguments:
          entry: {title: …, url: bai-viet/mau.html}

What an example leaves out of a view is empty; empty words (`entry: ""`) are no view at all. `root` is given to every macro that
asks for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from markupsafe import Markup
from msgspec import inspect

from plugins.core.errors import ConfigurationError
from plugins.editorial.frontmatter import ListNode, MapNode, Node, Scalar, parse_front_matter
from plugins.engine.views import documents, elements, entry, frame, guides, listings, meta, progress, slogans

FOLDER = "components"
#: what arguments may be, by name: the views of public pages, and kinds that are no view
_KINDS: Mapping[str, type] = {"int": int, "bool": bool, "text": str} | {
    name: kind
    for module in (documents, elements, entry, frame, guides, listings, meta, progress, slogans)
    for name, kind in vars(module).items()
    if isinstance(kind, type)
}
_COMPONENT_FIELDS = frozenset({"description", "views", "arguments", "examples"})
_EXAMPLE_FIELDS = frozenset({"description", "macro", "inside", "arguments"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One way in which a component occurs."""

    name: str
    description: str
    #: of the component's template
    macro: str
    #: an element around it, with its class: ul.cards; head for what belongs there; empty for none
    inside: str
    #: by name, as a template gets them
    arguments: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """A part of pages, with the examples that show it."""

    #: name of its files: skip-link
    name: str
    description: str
    examples: tuple[Example, ...]

    @property
    def template(self) -> str:
        """Its macros, as templates import them."""
        return f"{FOLDER}/{self.name}.html"


def components(templates: Path) -> tuple[Component, ...]:
    """Every component of a theme that has examples, by name. ConfigurationError names file and line at fault."""
    return tuple(component(file) for file in sorted((templates / FOLDER).glob("*.yaml")))


def component(file: Path) -> Component:
    """The component whose examples `file` holds; ConfigurationError names file and line at fault."""
    place = f"theme/templates/{FOLDER}/{file.name}"
    read = parse_front_matter(f"---\n{file.read_text(encoding='utf-8')}\n---\n")
    if read.findings:
        first = read.findings[0]
        raise ConfigurationError(f"{place}:{first.line - 1}", first.message)
    return _Reader(place, file.stem).component(read.fields)


class _Reader:
    """Nodes of one file, made into a component."""

    def __init__(self, place: str, name: str) -> None:
        self._place, self._name = place, name
        self._views: dict[str, Any] = {}

    def component(self, fields: Mapping[str, Node]) -> Component:
        self._closed(fields, _COMPONENT_FIELDS)
        self._views = {name: self._view(node) for name, node in self._map(fields.get("views")).items()}
        shared = self._map(fields.get("arguments"))
        examples = tuple(self._example(name, node, shared) for name, node in self._map(fields.get("examples")).items())
        if not examples:
            raise ConfigurationError(self._place, "chưa có mẫu nào: ghi ít nhất một mẫu dưới “examples”.")
        return Component(name=self._name, description=self._text(fields.get("description")), examples=examples)

    def _example(self, name: str, node: Node, shared: Mapping[str, Node]) -> Example:
        fields = self._map(node)
        self._closed(fields, _EXAMPLE_FIELDS)
        arguments = _merged(shared, self._map(fields.get("arguments")))
        return Example(
            name=name,
            description=self._text(fields.get("description")),
            macro=self._text(fields.get("macro")) or self._name.replace("-", "_"),
            inside=self._text(fields.get("inside")),
            arguments={key: self._argument(key, value) for key, value in arguments.items()},
        )

    def _argument(self, name: str, node: Node) -> object:
        kind = self._views.get(name, str)
        if isinstance(node, Scalar) and not node.text and isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            return None
        try:
            return msgspec.convert(self._value(node, inspect.type_info(kind)), kind, strict=False, dec_hook=_custom)
        except msgspec.ValidationError as error:
            raise self._fault(node, f"“{name}” không đúng kiểu ({error}).") from error

    def _view(self, node: Node) -> Any:
        """The type that “views” names: CardView, [CardView], int."""
        if isinstance(node, ListNode) and len(node.items) == 1:
            return tuple[self._view(node.items[0]), ...]  # type: ignore[misc] # a type made at run time
        name = self._text(node)
        kind = _KINDS.get(name)
        if kind is None:
            raise self._fault(node, f"không có kiểu “{name}” trong plugins/engine/views/.")
        return kind

    def _value(self, node: Node, kind: inspect.Type) -> object:
        """Plain data of a kind. Empty words are an empty value of any kind; fields that the view does not know are refused."""
        if isinstance(node, Scalar) and not node.text:
            return _empty(kind)
        kind = _present(kind)
        if isinstance(kind, inspect.VarTupleType) and isinstance(node, ListNode):
            return [self._value(item, kind.item_type) for item in node.items]
        if isinstance(kind, inspect.StructType) and isinstance(node, MapNode):
            known = {field.name: field.type for field in kind.fields}
            self._closed(node.fields, frozenset(known))
            return _empty(kind) | {name: self._value(value, known[name]) for name, value in node.fields.items()}
        if isinstance(node, Scalar) and not isinstance(kind, inspect.VarTupleType | inspect.StructType):
            return node.text
        raise self._fault(node, "giá trị không đúng dạng mà plugins/engine/views/ ghi cho trường này.")

    def _map(self, node: Node | None) -> Mapping[str, Node]:
        if node is None or (isinstance(node, Scalar) and not node.text):
            return {}
        if not isinstance(node, MapNode):
            raise self._fault(node, "chỗ này phải là các dòng “tên: giá trị”.")
        return node.fields

    def _text(self, node: Node | None) -> str:
        if node is not None and not isinstance(node, Scalar):
            raise self._fault(node, "chỗ này phải là một dòng chữ; kiểu khác thì ghi ở “views”.")
        return node.text if node else ""

    def _closed(self, fields: Mapping[str, Node], known: frozenset[str]) -> None:
        for name, node in fields.items():
            if name not in known:
                raise self._fault(node, f"không có trường “{name}”; các trường có thể ghi: {', '.join(sorted(known))}.")

    def _fault(self, node: Node, reason: str) -> ConfigurationError:
        # the dashes put before the text are its line 1
        return ConfigurationError(f"{self._place}:{node.line - 1}", reason)


def _merged(shared: Mapping[str, Node], own: Mapping[str, Node]) -> Mapping[str, Node]:
    """What an example says over what all say: fields one by one, lists as a whole."""
    result = dict(shared)
    for name, node in own.items():
        before = result.get(name)
        is_both = isinstance(before, MapNode) and isinstance(node, MapNode)
        result[name] = MapNode(fields=_merged(before.fields, node.fields), line=node.line) if is_both else node  # type: ignore[union-attr]
    return result


def _present(kind: inspect.Type) -> inspect.Type:
    """Of “a view or nothing”, the view."""
    if isinstance(kind, inspect.UnionType):
        return next(one for one in kind.types if not isinstance(one, inspect.NoneType))
    return kind


def _empty(kind: inspect.Type) -> Any:
    """Plain data of a kind that says nothing."""
    if isinstance(kind, inspect.StructType):
        return {field.name: _empty(field.type) for field in kind.fields if field.required}
    if isinstance(kind, inspect.VarTupleType):
        return []
    if isinstance(kind, inspect.DictType):
        return {}
    if isinstance(kind, inspect.UnionType):
        return None
    return 0 if isinstance(kind, inspect.IntType | inspect.BoolType) else ""


def _custom(kind: type, value: object) -> object:
    """Markup is the one type of a view that msgspec does not know; the examples' HTML is ours."""
    if kind is not Markup:
        raise NotImplementedError(kind)
    return Markup(value)  # noqa: S704 - written beside the template that prints it
