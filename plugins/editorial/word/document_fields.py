"""The front matter of an official document, from its head, its signer and its first paragraphs."""

from collections.abc import Iterable

from plugins.core.model import LegalStatus, OfficialDocument
from plugins.documents.mentions import find_mentions
from plugins.editorial.schema import FIELD_OF
from plugins.editorial.word.head import Head
from plugins.editorial.word.lines import Line
from plugins.editorial.word.parts import Grid
from plugins.editorial.word.words import begins_with, rows_of
from plugins.editorial.writer import to_fill

_MOST_IMPLEMENTED = 10
#: characters of the name of a body
_LONGEST_NAME = 80


def document_values(head: Head, signer: str, lines: Iterable[Line | Grid]) -> dict[str, object]:
    """Front matter of an official document. One without number or day is a draft; whether another is in force, only the editor knows."""
    fields = FIELD_OF[OfficialDocument.folder]
    is_draft = head.is_draft or not head.number or head.issued is None
    issuer = head.issuer or _issuer_in(lines, head.kind)
    head.issuer = issuer
    return {
        "number": head.number,
        "kind": head.kind,
        "issuer": issuer or to_fill(fields["issuer"]),
        "issued": head.issued,
        "legal_status": LegalStatus.DRAFT if is_draft else "",
        "signer": signer,
        "excerpt": head.excerpt or to_fill(fields["excerpt"]),
        "implements": _implemented(lines),
    }


def _issuer_in(lines: Iterable[Line | Grid], kind: str) -> str:
    """Who issues, from the sentence that says so: "Ủy ban nhân dân phường Hải An ban hành Kế hoạch …"."""
    for line in lines:
        if isinstance(line, Line) and line.label is None:
            name, verb, _ = line.text.partition(f" ban hành {kind}")
            if verb and name[:1].isupper() and len(name) <= _LONGEST_NAME and not set(name) & set(",.;:"):
                return name
    return ""


def _implemented(lines: Iterable[Line | Grid]) -> list[str]:
    """Numbers that the paragraphs "Thực hiện …", "Căn cứ …" before the first heading begin with."""
    numbers: list[str] = []
    for line in lines:
        if isinstance(line, Grid) or line.label or line.outline:
            break
        mention = next(iter(find_mentions(line.text)), None) if begins_with(line.text, rows_of("head", "grounds")) else None
        if mention is not None and mention.number is not None and not mention.fault:
            numbers.append(str(mention.number))
    return list(dict.fromkeys(numbers))[:_MOST_IMPLEMENTED]
