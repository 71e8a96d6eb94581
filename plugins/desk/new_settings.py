"""pelicanconf.py of another ward: WARD and SITEURL are written anew, the rest of the file stays as it is."""

import ast
from collections.abc import Mapping
from dataclasses import fields

from plugins.core.errors import ConfigurationError
from plugins.core.ward import Ward

#: settings of how the portal works, and of nobody in particular: they outlive a change of ward, all others do not
_KEPT = (
    "public_services", "listing_size", "feed_size", "share_cards", "spoken_files", "papers", "broadcast_files", "social_packs", "search",
)  # fmt: skip
#: hosts of the State that every ward may link to
_HOSTS = ("chinhphu.vn", "dichvucong.gov.vn")
#: what stands over a setting in the new file
_REMARKS = {
    "tag_authority": "Permanent root of feed ids (RFC 4151); it never follows the domain.",
    "address": "Where residents write; an empty one is shown as “đang cập nhật”.",
    "public_services": "Cổng Dịch vụ công quốc gia, whole address; only linked. Empty until the ward states it: the staff page reminds.",
    "allowed_hosts": "Reviewed like code: outside hosts that texts may link to.",
}
_WRONG = "không đọc được tệp này: phải có WARD = Ward(...) và SITEURL = …, mỗi thứ một lần."


def new_settings(source: str, ward: Mapping[str, str], siteurl: str, resource: str = "pelicanconf.py") -> str:
    """The settings file `source` for another ward. `ward`: fields of Ward with their texts.

    ConfigurationError when the file has no WARD and SITEURL of its own, or the ward is refused.
    """
    tree = _parsed(source, resource)
    old_ward, old_url = (_assigned(tree, name, resource) for name in ("WARD", "SITEURL"))
    call = old_ward.value
    if not isinstance(call, ast.Call):
        raise ConfigurationError(resource, _WRONG)
    kept = {word.arg: ast.get_source_segment(source, word.value) or "" for word in call.keywords if word.arg in _KEPT}
    rows = {**{name: _quoted(text) for name, text in ward.items()}, "public_services": '""', **_hosts(), **kept}
    lines = ["WARD = Ward("]
    for name in (field.name for field in fields(Ward) if field.name in rows):
        lines += [f"    # {_REMARKS[name]}"] if name in _REMARKS else []
        lines.append(f"    {name}={rows[name]},")
    changes = {
        _span(old_ward): "\n".join([*lines, ")"]),
        _span(old_url): f'SITEURL = os.environ.get("SITEURL") or {_quoted(siteurl)}',
    }
    if ast.get_docstring(tree):
        changes[_span(tree.body[0])] = f'"""Settings of the portal of {ward["name"]}. Another ward: `python3 tasks.py init`."""'
    text = _replaced(source, changes)
    Ward(**ward)  # type: ignore[arg-type] # texts only
    _parsed(text, resource)
    return text


def _hosts() -> dict[str, str]:
    return {"allowed_hosts": f"frozenset({{{', '.join(map(_quoted, _HOSTS))}}})"}


def _quoted(text: str) -> str:
    """A Python text in double quotation marks."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _parsed(source: str, resource: str) -> ast.Module:
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError) as error:
        raise ConfigurationError(resource, _WRONG) from error


def _assigned(tree: ast.Module, name: str, resource: str) -> ast.Assign:
    found = [
        node
        for node in tree.body
        if isinstance(node, ast.Assign) and any(isinstance(target, ast.Name) and target.id == name for target in node.targets)
    ]
    if len(found) != 1:
        raise ConfigurationError(resource, _WRONG)
    return found[0]


def _span(node: ast.stmt) -> tuple[int, int]:
    """First and last line, from 1."""
    return node.lineno, node.end_lineno or node.lineno


def _replaced(source: str, changes: Mapping[tuple[int, int], str]) -> str:
    lines = source.split("\n")
    for (first, last), text in sorted(changes.items(), reverse=True):
        lines[first - 1 : last] = text.split("\n")
    return "\n".join(lines)
