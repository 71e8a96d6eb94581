"""Which numbers of a paragraph become links to their document."""

from collections.abc import Iterable

from plugins.core.model import OfficialDocument
from plugins.core.rules import DocumentFinder
from plugins.documents.mentions import Mention
from plugins.documents.numbers import DocumentNumber


def decide_links(
    mentions: Iterable[Mention], register: DocumentFinder, own_number: DocumentNumber | None = None
) -> tuple[OfficialDocument | None, ...]:
    """For each mention of one paragraph, in order, the document to link to, or None.

    A document is linked once in a paragraph, at its first mention, and never on its own page (`own_number`, the number of
    the document whose text this is). A number that fits several documents is not linked: the date beside it must decide.
    """
    linked: set[str] = set()
    decided: list[OfficialDocument | None] = []
    for mention in mentions:
        document = _document_of(mention, register, own_number)
        if document is not None and document.path in linked:
            document = None
        if document is not None:
            linked.add(document.path)
        decided.append(document)
    return tuple(decided)


def _document_of(mention: Mention, register: DocumentFinder, own_number: DocumentNumber | None) -> OfficialDocument | None:
    if mention.number is None or mention.number == own_number:
        return None
    found = register.find(str(mention.number), mention.issued)
    return found[0] if len(found) == 1 else None
