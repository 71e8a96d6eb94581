"""An entry for the eyes of its editor only, from front matter that has faults: so that the page is seen while it is written.

    front matter -> what can be read of it -> a stand-in for each required field that cannot -> entry

Nothing made here is ever published: a build asks `build_entry`, which refuses.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from plugins.core.model import TYPE_OF_FOLDER, Entry
from plugins.editorial.entries import build_entry
from plugins.editorial.fields import UNREAD, read_field
from plugins.editorial.frontmatter import FrontMatter, ListNode, MapNode, Node, Scalar
from plugins.editorial.schema import FIELD_OF, FIELDS_OF, Field, Kind
from plugins.vietnamese.slug import slug

#: fields whose stand-in says what is missing; that of others is the schema's example
_WORDS = frozenset({Kind.LINE, Kind.TEXT})
#: characters of a slug
_LONGEST = 80
#: fields without which no page is one; the others are left out when the rest will not go together
_LEAST = frozenset({"title", "date", "summary", "key_points", "slug", "text", "category"})


def makeshift_entry(path: str, front: FrontMatter) -> Entry | None:
    """The entry at `path` (POSIX, from content/) as far as it can be read; None in a folder of no type."""
    folder = path.partition("/")[0]
    if folder not in TYPE_OF_FOLDER:
        return None
    readable = dict(_readable(folder, front))
    for fields in (readable, {name: node for name, node in readable.items() if name in _LEAST}, {}):
        whole = {**fields, **_missing(folder, fields, path)}
        entry = build_entry(path, replace(front, fields=whole, findings=(), broken=frozenset(), is_readable=True)).entry
        if entry is not None:
            return entry
    return None


def _readable(folder: str, front: FrontMatter) -> Iterator[tuple[str, Node]]:
    for name, node in front.fields.items():
        field = FIELD_OF[folder].get(name)
        if field and read_field(field, node, []) not in (UNREAD, "", ()):
            yield name, node


def _missing(folder: str, fields: Mapping[str, Node], path: str) -> dict[str, Node]:
    found: dict[str, Node] = {field.name: _stand_in(field) for field in FIELDS_OF[folder] if field.is_required and field.name not in fields}
    if "slug" not in fields and "title" in found:
        found["slug"] = Scalar(text=slug(path.rpartition("/")[2].removesuffix(".md"), _LONGEST) or "bai", line=1)
    return found


def _stand_in(field: Field) -> Node:
    node: Node
    if field.kind is Kind.MAPPING:
        node = MapNode(fields={sub.name: _stand_in(sub) for sub in field.subfields}, line=1)
    else:
        text = f"(chưa có {field.label})" if field.kind in _WORDS else field.choices[0] if field.choices else field.example
        node = Scalar(text=text, line=1)
    return ListNode(items=(node,), line=1) if field.is_list else node
