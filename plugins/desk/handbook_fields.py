"""The handbook's chapter of fields, from the one schema: label, help, obligation, a good and a bad example of each."""

from collections.abc import Iterable, Iterator
from html import escape

from plugins.core.model import ENTRY_TYPES
from plugins.desk.handbook_data import FieldExample, field_examples
from plugins.editorial.schema import FIELDS_OF
from plugins.editorial.schema_common import HEAD, SUMMARY, TAIL
from plugins.editorial.schema_field import Field, Kind

_TYPE_NAMES = {kind.folder: kind.label for kind in ENTRY_TYPES}
_COMMON = (*HEAD, SUMMARY, *TAIL)
_COMMON_NAMES = frozenset(field.name for field in _COMMON)


def fields_html() -> str:
    """The chapter's generated part: fields of all types, then those of each."""
    parts = ['<h2 id="moi-loai">Trường của mọi loại nội dung</h2>', *_all(_COMMON, "", "")]
    for folder, fields in FIELDS_OF.items():
        own = [field for field in fields if field.name not in _COMMON_NAMES]
        name = _TYPE_NAMES[folder]
        parts += [f'<h2 id="{folder}">{escape(name)}</h2>', f"<p>Các trường chỉ có ở thư mục <code>content/{folder}/</code>.</p>"]
        if folder == "khau-hieu":
            parts.append("<p>Khẩu hiệu không cần “summary”: lời khẩu hiệu là tóm tắt của nó.</p>")
        parts += _all(own, folder, "")
    return "\n".join(parts)


def _all(fields: Iterable[Field], folder: str, above: str) -> Iterator[str]:
    for field in fields:
        yield _one(field, folder, above)
        yield from _all(field.subfields, folder, f"{above}{field.name}.")


def _one(field: Field, folder: str, above: str) -> str:
    path = f"{above}{field.name}"
    level = "h4" if above else "h3"
    parts = [
        f'<{level} id="{anchor_of(folder, path)}"><code>{escape(path)}</code>: {escape(field.label)}</{level}>',
        f"<p>{escape(field.help)} <strong>{_obligation(field, folder, above)}</strong></p>",
    ]
    if field.choices:
        parts.append(f"<p>Một trong: {', '.join(f'<code>{escape(choice)}</code>' for choice in field.choices)}.</p>")
    if field.kind is Kind.MAPPING:
        return "\n".join(
            [*parts, f"<p>Gồm các dòng thụt vào hai khoảng trống ở dưới{', mỗi mục một dấu gạch' if field.is_list else ''}:</p>"]
        )
    example = example_of(field, folder, path)
    good = _written(path, field, good_value(field, example))
    bad = _written(path, field, example.bad)
    seen = "Máy không bắt được, người duyệt để ý. " if example.is_for_people else ""
    return "\n".join([*parts, pair(good, bad, f"{seen}{example.why}")])


def anchor_of(folder: str, path: str) -> str:
    """Anchor of a field: summary, image-alt, van-ban-number."""
    return "-".join(filter(None, (folder, path.replace(".", "-"))))


def example_of(field: Field, folder: str, path: str) -> FieldExample:
    """What not to write: by type and name, by name, or by the kind of the field. KeyError when nobody wrote one."""
    rows = field_examples()
    found = rows.get(f"{folder}/{path}") or rows.get(path)
    return found or rows[f"kind:{field.kind.value}"]


def good_value(field: Field, example: FieldExample) -> str:
    """The good example as it is written in a file."""
    return example.good or field.example


def _obligation(field: Field, folder: str, above: str) -> str:
    if not folder and not above:
        wanted = [_TYPE_NAMES[one].lower() for one, fields in FIELDS_OF.items() if _of(fields, field.name).is_required]
        if 0 < len(wanted) < len(FIELDS_OF):
            return f"Bắt buộc với: {', '.join(wanted)}."
        return "Bắt buộc." if wanted else "Không bắt buộc."
    if field.is_required:
        return f"Bắt buộc khi có “{above.removesuffix('.')}”." if above else "Bắt buộc."
    return "Không bắt buộc."


def _of(fields: Iterable[Field], name: str) -> Field:
    return next(field for field in fields if field.name == name)


def _written(path: str, field: Field, value: str) -> str:
    """A value as it stands in the front matter."""
    *above, name = path.split(".")
    indent = "  " * len(above)
    lines = [f"{'  ' * depth}{part}:" for depth, part in enumerate(above)]
    lines += [f"{indent}{name}:", f"{indent}  - {value}"] if field.is_list else [f"{indent}{name}: {value}"]
    return "\n".join(lines)


def pair(good: str, bad: str, why: str = "", is_code: bool = True) -> str:
    """A good and a bad example beside each other, and what is wrong with the bad one."""
    return (
        '<div class="pair"><div class="pair__good"><p><strong>Nên viết</strong></p>'
        f'{_shown(good, is_code)}</div><div class="pair__bad"><p><strong>Không nên</strong></p>{_shown(bad, is_code)}'
        f"{f'<p>{escape(why)}</p>' if why else ''}</div></div>"
    )


def _shown(text: str, is_code: bool) -> str:
    return f'<pre tabindex="0"><code>{escape(text)}</code></pre>' if is_code else f"<p>{escape(text)}</p>"
