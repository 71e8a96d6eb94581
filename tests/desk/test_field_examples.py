"""The handbook's examples of fields: each field has them, the good one is taken, the bad one is refused or is for people to see."""

from collections.abc import Iterator

import pytest

from plugins.core.rules import Level
from plugins.desk.handbook_data import field_examples
from plugins.desk.handbook_fields import anchor_of, example_of, fields_html, good_value
from plugins.documents.rules import RULES as DOCUMENT_RULES
from plugins.editorial.entries import build_entry
from plugins.editorial.frontmatter import parse_front_matter
from plugins.editorial.schema import FIELDS_OF
from plugins.editorial.schema_field import Field, Kind

#: folder of a type, the fields above, the field
Place = tuple[str, tuple[Field, ...], Field]


def places() -> Iterator[Place]:
    """Every field of every type that holds a value."""

    def below(folder: str, above: tuple[Field, ...], fields: tuple[Field, ...]) -> Iterator[Place]:
        for field in fields:
            if field.kind is not Kind.MAPPING:
                yield folder, above, field
            yield from below(folder, (*above, field), field.subfields)

    for folder, fields in FIELDS_OF.items():
        yield from below(folder, (), fields)


PLACES = list(places())


def _value(field: Field, example: str, indent: str, is_item: bool) -> list[str]:
    head = f"{indent}{'- ' if is_item else ''}{field.name}:"
    return [head, f"{indent}  - {example}"] if field.is_list else [f"{head} {example}"]


def _lines(field: Field, value: str | None, path: tuple[Field, ...], indent: str = "", is_item: bool = False) -> list[str]:
    """A field with its required neighbours; `path`: from it down to the one that gets `value`."""
    if field.kind is not Kind.MAPPING:
        return _value(field, value if path == (field,) and value is not None else field.example, indent, is_item)
    inner = indent + ("    " if field.is_list else "  ")
    rows: list[str] = []
    for sub in field.subfields:
        if sub.is_required or sub in path or (not rows and sub is field.subfields[-1]):  # one at least
            rows += _lines(sub, value, path[1:], inner)
    if field.is_list:
        rows[0] = f"{indent}  - {rows[0].strip()}"
    return [f"{indent}{field.name}:", *rows]


def source(place: Place, value: str) -> str:
    """An entry of the type with all that it needs, and this value in this field."""
    folder, above, field = place
    path = (*above, field)
    rows: list[str] = []
    for one in FIELDS_OF[folder]:
        if one is path[0] or one.is_required:
            rows += _lines(one, value if one is path[0] else None, path if one is path[0] else ())
    return "---\n" + "\n".join(rows) + "\n---\nNội dung mẫu.\n"


def refused(place: Place, value: str) -> bool:
    """Does reading or a rule about document numbers refuse an entry with this value?"""
    folder, _, field = place
    front = parse_front_matter(source(place, value))
    built = build_entry(f"{folder}/mau.md", front)
    if built.entry is None:
        return True
    if field.kind is not Kind.JUDGED_NUMBER:
        return False
    from golden_cases import subject_of

    subject = subject_of(f"{folder}/mau.md", source(place, value))
    judges = [rule for rule in DOCUMENT_RULES if rule.id in {"VB01", "VB02", "VB04"} and rule.level is Level.ERROR]
    return any(list(rule.check(subject)) for rule in judges)


def path_of(place: Place) -> str:
    """Dotted name of a field."""
    return ".".join(one.name for one in (*place[1], place[2]))


@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place[0]}/{path_of(place)}")
def test_an_example_shows_its_field(place: Place) -> None:
    """The good example is taken. The bad one is refused, unless the handbook says that people must see it: then it is taken."""
    folder, _, field = place
    example = example_of(field, folder, path_of(place))
    assert not refused(place, good_value(field, example))
    assert refused(place, example.bad) is not example.is_for_people


def test_no_example_is_about_a_field_that_is_none() -> None:
    """Every row of the examples belongs to a field or a kind of the schema."""
    names = {path_of(place) for place in PLACES} | {f"{place[0]}/{path_of(place)}" for place in PLACES}
    kinds = {f"kind:{place[2].kind.value}" for place in PLACES}
    assert set(field_examples()) <= names | kinds


def test_every_field_is_in_the_handbook() -> None:
    """Each field of each type has its place, label and help in the chapter, once."""
    html = fields_html()
    common = set.intersection(*({field.name for field in fields} for fields in FIELDS_OF.values()))
    for place in PLACES:
        own = "" if (place[1] or (place[2],))[0].name in common | {"summary", "sources", "consent"} else place[0]
        assert html.count(f'id="{anchor_of(own, path_of(place))}"') == 1, path_of(place)
        assert place[2].label in html
